package views

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/views/kit"
)

// askOffSite opens a copy that was kept elsewhere: its file, then the kit that it
// was sealed to.
func (b *brokenView) askOffSite() {
	p := b.page
	filesOpenOther(p, filesOtherSpec{
		Title: p.T("broken.offsite.title"), Text: p.T("broken.offsite.text"), Verb: p.T("files.open.verb"), Extension: app.OffSiteExtension,
		Choose: func(context.Context, string) error { return nil }, // it opens with its kit alone
		OnDone: b.askKit,
	})
}

// askKit opens a copy from elsewhere with its kit; it joins the list then.
func (b *brokenView) askKit(path string) {
	var made app.Backup
	askCopyKit(b.page, func(ctx context.Context, kit string) (err error) {
		made, err = b.book.FromOffSite(ctx, path, kit)
		return err
	}, func() {
		b.tell(kit.ToneSuccess, b.page.T("broken.offsite.done", "Date", b.spec.Words(made.Made)))
		b.load()
	})
}

// askCopyKit asks the code of the kit of a copy from elsewhere; open tries it off
// the window's goroutine, done follows its success.
func askCopyKit(p *kit.Page, open func(ctx context.Context, kit string) error, done func()) {
	q := &offSiteQuestion{page: p, open: open, done: done, code: newKitField(p)}
	q.button = kit.NewButton(kit.Main, p.T("broken.offsite.verb"), q.submit)
	q.button.Disable()
	q.code.onChanged = func() {
		setEnabled(q.button, q.code.right())
		q.fit()
	}
	q.code.entry.OnSubmitted = func(string) { q.submit() }
	q.code.entry.OnEscape = q.cancel
	body := kit.VStack(20,
		kit.VStack(8, kit.Section(p.T("broken.kit.title")), kit.Muted(p.T("broken.kit.text"))),
		q.code.field,
		kit.HStack(8, kit.Spacer(), kit.NewButton(kit.Normal, p.T("signin.cancel"), q.cancel), q.button))
	q.dialog = kit.ShowDialog(p.Window, 520, nil, body, q.cancel)
	p.Window.Canvas().Focus(q.code.entry)
}

// offSiteQuestion asks a kit's code over a window.
type offSiteQuestion struct {
	page   *kit.Page
	open   func(ctx context.Context, kit string) error
	done   func()
	code   *codeField
	button *kit.Button
	dialog *kit.Dialog
}

func (q *offSiteQuestion) cancel() {
	if !q.button.Working() {
		q.code.set("")
		q.dialog.Hide()
	}
}

func (q *offSiteQuestion) submit() {
	if q.button.Disabled() || q.button.Working() {
		return
	}
	typed := q.code.text()
	kit.Do(q.page, q.button, func(ctx context.Context) error { return q.open(ctx, typed) }, func(err error) {
		if err != nil {
			q.fail(err)
			return
		}
		q.cancel()
		q.done()
	})
}

// fail says under the code why the copy did not open.
func (q *offSiteQuestion) fail(err error) {
	text := q.page.Explain(err)
	if errors.Is(err, app.ErrNotDatabase) {
		text = q.page.T("broken.offsite.foreign")
	}
	q.code.fault(text)
	q.fit()
	q.page.Window.Canvas().Focus(q.code.entry)
}

// fit gives the dialog the height of what it says now.
func (q *offSiteQuestion) fit() {
	if q.dialog != nil {
		q.dialog.Refresh()
		q.dialog.Refresh() // its texts know their width now
	}
}

// restoredSpec is what is told once a copy is in place. Made says its moment,
// Aside where the older file lies, "" when there was none; First that no newer
// file was seen here, so that no word of an owner is asked.
type restoredSpec struct {
	Made, Aside string
	First       bool
	OnGo        func()
}

// restoredView tells that a copy took the place of the file, and where that one
// lies now.
type restoredView struct {
	page *kit.Page
	spec restoredSpec
	goes *kit.Button
}

func restored(p *kit.Page, spec restoredSpec) *restoredView {
	r := &restoredView{page: p, spec: spec}
	r.goes = kit.NewButton(kit.Main, p.T("code.button"), spec.OnGo).Tall()
	return r
}

func (r *restoredView) build() fyne.CanvasObject {
	p := r.page
	next := p.T("broken.done.next")
	if r.spec.First {
		next = p.T("bring.next")
	}
	facts := kit.VStack(16, kit.Body(next))
	if r.spec.Aside != "" {
		facts.Add(kit.VStack(6, kit.Label(p.T("broken.done.aside")), kit.Mono(r.spec.Aside)))
	}
	facts.Add(r.goes)
	head := doorHead(p.T("broken.done.title"), p.T("broken.done.text", "Date", r.spec.Made), "")
	return newDoorParts(p, doorFrame{}).around(doorColumn(head, facts))
}

func (r *restoredView) draft() map[string]string  { return nil }
func (r *restoredView) restore(map[string]string) {}
func (r *restoredView) focus()                    { r.page.Window.Canvas().Focus(r.goes) }

// keys goes on by Enter from anywhere.
func (r *restoredView) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
		return false
	}
	r.spec.OnGo()
	return true
}
