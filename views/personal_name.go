package views

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// personalName is who the person is: his names, and the address he signs in with.
type personalName struct {
	page  *kit.Page
	book  personalBook
	kept  func()
	other func() // leads to another address, nil: no such way

	first, last           *kit.Entry
	firstField, lastField *kit.Field
	save                  *kit.Button
	reason                *kit.Text
	fault                 *kit.Message
	stored                [2]string
	known                 bool              // stored was read
	typed                 map[string]string // a draft that waits for the reading
}

func newPersonalName(p *kit.Page, b personalBook, kept func()) *personalName {
	n := &personalName{page: p, book: b, kept: kept, first: kit.NewEntry(), last: kit.NewEntry(), fault: kit.NewMessage()}
	n.firstField = kit.NewField(p.T("personal.first"), n.first)
	n.lastField = kit.NewField(p.T("personal.last"), n.last)
	n.save = kit.NewButton(kit.Main, p.T("company.save"), n.submit)
	n.reason = kit.Caption(p.T("personal.unchanged"))
	for e, f := range map[*kit.Entry]*kit.Field{n.first: n.firstField, n.last: n.lastField} {
		e.OnChanged = func(string) {
			f.SetFault("")
			n.judge()
		}
		e.OnSubmitted = func(string) { n.submit() }
	}
	return n
}

// show puts what was read into the fields, or what was typed over it.
func (n *personalName) show(r personalRead) fyne.CanvasObject {
	t := n.page.T
	typed := n.typed
	if n.changed() {
		typed = n.draft()
	}
	n.stored, n.known, n.typed = [2]string{r.state.First, r.state.Last}, true, nil
	n.first.SetText(r.state.First)
	n.last.SetText(r.state.Last)
	n.restore(typed)
	n.judge()
	email := kit.VStack(6, kit.Label(t("personal.email")), kit.Body(r.state.Email), kit.Caption(t("personal.email.why")))
	if n.other != nil {
		email.Add(kit.Left(kit.NewLink(t("email.change"), n.other)))
	}
	return kit.Form(n.firstField, n.lastField, email, kit.Gap(0), n.fault,
		kit.HStack(16, n.save, n.reason, kit.Spacer()))
}

// changed tells whether something typed is not stored yet.
func (n *personalName) changed() bool {
	return n.typed != nil || n.known && (n.first.Text != n.stored[0] || n.last.Text != n.stored[1])
}

// judge unlocks the button once something differs from what is stored.
func (n *personalName) judge() {
	n.fault.Clear()
	setEnabled(n.save, n.changed())
	if n.changed() {
		n.reason.Hide()
	} else {
		n.reason.Show()
	}
}

func (n *personalName) submit() {
	if !n.changed() || n.save.Working() {
		return
	}
	first, last := strings.TrimSpace(n.first.Text), strings.TrimSpace(n.last.Text)
	kit.Do(n.page, n.save, func(ctx context.Context) error { return n.book.ChangeName(ctx, first, last) }, func(err error) {
		if err != nil {
			n.refuse(err)
			return
		}
		n.stored = [2]string{first, last}
		n.first.SetText(first)
		n.last.SetText(last)
		n.judge()
		n.page.Toasts.Show(kit.ToneSuccess, n.page.T("company.saved"), "", nil)
		n.kept()
	})
}

// refuse tells a failure at its field, or above the button.
func (n *personalName) refuse(err error) {
	var input *access.InputError
	if errors.As(err, &input) {
		for name, f := range map[string]*kit.Field{"first": n.firstField, "last": n.lastField} {
			if input.Field == name {
				f.SetFault(n.page.Explain(err))
				kit.FocusFault(n.page.Window, f)
				return
			}
		}
	}
	n.fault.Set(kit.ToneError, "", n.page.Explain(err))
}

// draft is never nil.
func (n *personalName) draft() map[string]string {
	d := map[string]string{}
	switch {
	case n.typed != nil:
		d["first"], d["last"] = n.typed["first"], n.typed["last"]
	case n.changed():
		d["first"], d["last"] = n.first.Text, n.last.Text
	}
	return d
}

func (n *personalName) restore(d map[string]string) {
	if _, ok := d["first"]; !ok {
		return
	}
	if !n.known {
		n.typed = map[string]string{"first": d["first"], "last": d["last"]}
		return
	}
	n.first.SetText(d["first"])
	n.last.SetText(d["last"])
	n.judge()
}

// focus puts the keyboard into the first field, once there is one.
func (n *personalName) focus() bool {
	if n.known {
		n.page.Window.Canvas().Focus(n.first)
	}
	return n.known
}
