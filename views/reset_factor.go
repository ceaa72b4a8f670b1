package views

import (
	"context"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// What the page of the second factor asks where a lost password was reset: who lost
// the phone too has a code for that.

// anew tells whether the second factor is being reset too.
func (f *rescueFactor) anew() bool {
	b, ok := f.rescue.spec.Secrets.book.(resetBook)
	return ok && b.Anew()
}

// knows tells whether the old phone, or a recovery code, can be asked.
func (f *rescueFactor) knows() bool {
	b, ok := f.rescue.spec.Secrets.book.(resetBook)
	return !ok || b.Knows()
}

// lastRow is the way for who has neither phone nor codes, nil where there is none: the
// reset of a password never gives the second factor up (F16).
func (f *rescueFactor) lastRow() *kit.Row {
	p := f.rescue.page
	switch {
	case f.rescue.spec.Way == wayOfKit:
		return kit.NewRow("warning", p.T("rescue.byNone"), "", f.askNone)
	case f.anew():
		return kit.NewRow("shield", p.T("reset.byReset"), "", func() { f.choose(rescueByReset) })
	}
	return nil
}

// rows are the other ways, without those that are none.
func rescueRows(rows ...*kit.Row) fyne.CanvasObject {
	var out []*kit.Row
	for _, r := range rows {
		if r != nil {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return kit.Gap(0)
	}
	return kit.Rows(out...)
}

// buildReset asks the code of the second factor's reset.
func (f *rescueFactor) buildReset() fyne.CanvasObject {
	p := f.rescue.page
	if !f.knows() {
		return kit.VStack(12, f.reset.field, f.told)
	}
	return kit.VStack(20, kit.VStack(12, f.reset.field, f.told),
		kit.Rows(kit.NewRow("phone", p.T("recover.phone"), "", func() { f.choose(rescueByPhone) })))
}

// judgeReset tries the code of the second factor's reset; a new phone follows.
func (f *rescueFactor) judgeReset() {
	book, ok := f.rescue.spec.Secrets.book.(resetBook)
	if !ok || f.rescue.busy {
		return
	}
	typed := f.reset.text()
	f.rescue.do(func(ctx context.Context) error { return book.Obey(ctx, typed) }, f.draw)
}

func (f *rescueFactor) newReset() {
	v := f.rescue
	f.reset = newOneTimeField(v.page)
	f.reset.onChanged = func() {
		v.frame.relayout()
		v.changed()
	}
	f.reset.entry.OnSubmitted = func(string) { v.next() }
}

// phoneText says what the phone's code is asked for.
func (f *rescueFactor) phoneText() string {
	if f.rescue.spec.Way == wayReset {
		return f.rescue.page.T("reset.phone.text")
	}
	return f.rescue.page.T("rescue.phone.text")
}
