package views

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// dutyFrame is the page of something that must be done before anything else: the
// whole main window, no menu, and one other way, out.
type dutyFrame struct {
	page    *kit.Page
	out     *kit.Button
	main    *kit.Button
	reason  *kit.Text
	message *kit.Message
	told    *fyne.Container
	scroll  *kit.Scroller
	body    *fyne.Container
}

func newDutyFrame(p *kit.Page, verb string, act, out func()) *dutyFrame {
	f := &dutyFrame{page: p, reason: kit.Caption("").Align(fyne.TextAlignTrailing), message: kit.NewMessage()}
	f.out = kit.NewButton(kit.Low, p.T("lock.out"), out)
	f.main = kit.NewButton(kit.Main, verb, act)
	return f
}

// build puts the content between the words above and the buttons below.
func (f *dutyFrame) build(icon, title, text string, content fyne.CanvasObject) fyne.CanvasObject {
	head := kit.HStackTop(20, kit.Fixed(56, 56, kit.KeyTile(icon)), kit.VStack(4, kit.Title(title), kit.Muted(text)))
	f.scroll = kit.Scroll(kit.Pad(48, 40, 24, 40, kit.MaxWidth(kit.FormWidth, kit.VStack(32, head, content))))
	f.told = kit.Pad(0, 0, 0, 14, f.message)
	f.told.Hide() // an empty one would still cost the gap
	foot := kit.VStack(0, kit.Divider(), kit.Pad(16, 40, 16, 26, kit.MaxWidth(kit.FormWidth+14,
		kit.VStack(12, f.told, reasonFoot(f.reason, f.out, f.main)))))
	f.body = aboveFoot(f.scroll, foot)
	return kit.AtLeast(640, 480, f.body)
}

// lock locks the main button with the reason beside it, "" unlocks it.
func (f *dutyFrame) lock(reason string, busy bool) {
	setEnabled(f.main, reason == "")
	setEnabled(f.out, !busy)
	if f.reason.Text() != reason {
		f.reason.SetText(reason)
		f.relayout()
	}
}

// tell says what went wrong, "" takes it away.
func (f *dutyFrame) tell(text string) {
	if text == "" {
		f.message.Clear()
	} else {
		f.message.Set(kit.ToneError, "", text)
	}
	if f.told != nil {
		f.told.Hidden = text == ""
	}
	f.relayout()
}

// relayout gives everything its place again after something came or went.
func (f *dutyFrame) relayout() {
	if f.body == nil {
		return
	}
	for range 2 { // its texts learn their width in the first round
		f.scroll.Refresh()
		f.body.Refresh()
	}
}

// dutyBook is what a forced change of the password asks (P4).
type dutyBook interface {
	Rules(ctx context.Context) (access.Rules, error)
	ChangePassword(ctx context.Context, old, password string, consent bool) error
}

// dutyPasswordSpec is what the change is made with and tells. Rules are judged by
// until those of the person's companies are read.
type dutyPasswordSpec struct {
	Rules     access.Rules
	Clipboard *kit.Clipboard
	Now       func() time.Time
	OnDone    func()
	OnSignOut func()
}

// dutyPassword asks for a new password: the old one is past its 90 days.
type dutyPassword struct {
	page  *kit.Page
	book  dutyBook
	spec  dutyPasswordSpec
	frame *dutyFrame
	says  *doorSays
	old   *kit.Password
	field *kit.Field
	fresh *newPassword
	busy  bool
	read  bool // the rules are
}

func dutyOfPassword(p *kit.Page, book dutyBook, spec dutyPasswordSpec) *dutyPassword {
	d := &dutyPassword{page: p, book: book, spec: spec, old: kit.NewPassword()}
	d.frame = newDutyFrame(p, p.T("duty.password.button"), d.submit, d.signOut)
	d.says = newDoorSays(p, d.frame.main, spec.Now)
	d.says.passwordOnly = true
	d.says.ready = func() bool { return d.reason() == "" }
	d.says.settle = func() { d.frame.relayout() }
	d.field = kit.NewField(p.T("duty.password.old"), d.old)
	d.old.OnChanged = func(string) {
		d.field.SetFault("")
		d.changed()
	}
	d.old.OnSubmitted = func(string) { d.submit() }
	tellCaps(p, d.field, d.old)
	d.fresh = newNewPassword(p, newPasswordSpec{Label: p.T("duty.password.new"), Rules: spec.Rules, Clipboard: spec.Clipboard,
		OnChange: d.changed, OnSubmit: d.submit, OnHeight: func() { d.frame.relayout() }})
	d.load()
	return d
}

// load reads the rules that the person's companies ask.
func (d *dutyPassword) load() {
	kit.Load(d.page, d.book.Rules, func(r access.Rules) {
		d.read = true
		d.fresh.setRules(r)
		d.frame.tell("")
		d.changed()
	}, func(err error) {
		d.frame.tell(d.page.Explain(err))
		d.frame.message.SetAction(d.page.T("broken.again"), d.load)
	})
}

func (d *dutyPassword) build() fyne.CanvasObject {
	p := d.page
	form := kit.VStack(24, d.field, d.fresh.build(), d.says.box)
	content := d.frame.build("key", p.T("duty.password.title"), p.T("duty.password.text"), form)
	d.changed()
	return content
}

// changed locks or frees the button, and says why.
func (d *dutyPassword) changed() {
	if d.fresh == nil {
		return // still being made
	}
	d.frame.lock(d.reason(), d.busy)
	d.says.refresh()
}

func (d *dutyPassword) reason() string {
	switch {
	case d.fresh == nil || !d.read:
		return d.page.T("duty.password.reading")
	case d.old.Text == "":
		return d.page.T("duty.password.locked")
	}
	return d.fresh.reason()
}

// draft is the promise alone: no password goes into one.
func (d *dutyPassword) draft() map[string]string    { return d.fresh.draft() }
func (d *dutyPassword) restore(m map[string]string) { d.fresh.restore(m) }
func (d *dutyPassword) focus()                      { d.page.Window.Canvas().Focus(d.old) }

// keys submits by Enter from anywhere.
func (d *dutyPassword) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
		return false
	}
	d.submit()
	return true
}

func (d *dutyPassword) signOut() {
	if !d.busy {
		d.spec.OnSignOut()
	}
}

func (d *dutyPassword) submit() {
	switch {
	case d.busy, !d.read:
		return
	case d.old.Text == "":
		d.field.SetFault(d.page.T("signin.password.empty"))
		d.focus()
		return
	case d.fresh.reveal():
		return
	case d.frame.main.Disabled():
		return // a wait
	}
	d.says.clear()
	old, fresh, consent := d.old.Text, d.fresh.password(), d.fresh.consent()
	d.work(true)
	kit.Do(d.page, d.frame.main, func(ctx context.Context) error {
		return d.book.ChangePassword(ctx, old, fresh, consent)
	}, func(err error) {
		d.work(false)
		if err == nil {
			d.spec.OnDone()
			return
		}
		doorForget(d.old, err, old)
		d.fail(err)
	})
}

func (d *dutyPassword) work(on bool) {
	d.busy = on
	d.changed()
}

// fail says why nothing changed, at the field it is about.
func (d *dutyPassword) fail(err error) {
	var wrong *access.WrongError
	if d.fresh.fault(err) {
		return
	}
	d.says.fail(err)
	d.frame.relayout()
	if errors.As(err, &wrong) {
		d.focus()
	}
	d.says.seen()
}
