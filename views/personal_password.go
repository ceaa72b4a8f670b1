package views

import (
	"context"
	"image/color"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// passwordBook changes the password of the person signed in (P1 to P5).
type passwordBook interface {
	Rules(ctx context.Context) (access.Rules, error)
	ChangePassword(ctx context.Context, old, password string, consent bool) error
}

// passwordSpec is what the window is given beside its book. Typed outlives a
// change of language, in memory alone: no draft holds a password. A nil Now is
// the system's clock.
type passwordSpec struct {
	Company   string
	Color     color.Color
	Clipboard *kit.Clipboard
	Now       func() time.Time
	Typed     *passwordTyped
	OnDone    func()
	OnCancel  func()
}

// passwordTyped is what stands in the window's entries.
type passwordTyped struct{ old, new string }

// passwordWindow changes the password: the old one is asked, the new one is judged
// while it is typed.
type passwordWindow struct {
	page  *kit.Page
	book  passwordBook
	spec  passwordSpec
	frame *actFrame
	says  *doorSays
	old   *kit.Password
	field *kit.Field
	panel *newPassword // nil until the rules are known
	box   *fyne.Container
	faces *kit.Faces
	typed map[string]string // a draft that waits for the rules
}

func newPasswordWindow(p *kit.Page, b passwordBook, s passwordSpec) *passwordWindow {
	if s.Typed == nil {
		s.Typed = &passwordTyped{}
	}
	w := &passwordWindow{page: p, book: b, spec: s, old: kit.NewPassword(), box: kit.VStack(20)}
	w.frame = newActFrame(p, w.act())
	w.says = newDoorSays(p, w.frame.main, s.Now)
	w.says.passwordOnly = true
	w.says.ready = func() bool { return w.reason() == "" }
	w.says.settle = w.frame.relayout
	w.field = kit.NewField(p.T("personal.password.old"), w.old)
	w.old.SetText(s.Typed.old)
	w.old.OnChanged = func(string) {
		w.field.SetFault("")
		w.judge()
	}
	w.old.OnSubmitted = func(string) {
		if w.panel != nil && w.panel.password() == "" {
			w.panel.focus()
			return
		}
		w.submit()
	}
	tellCaps(p, w.field, w.old)
	w.faces = kit.NewFaces(p.Runner, w.box)
	w.load()
	w.judge()
	return w
}

func (w *passwordWindow) act() actSpec {
	t := w.page.T
	return actSpec{Company: w.spec.Company, Color: w.spec.Color, Title: t("personal.password.title"), Text: t("personal.password.why"),
		Verb: t("personal.password.verb"), OnMain: w.submit, OnCancel: w.cancel}
}

func (w *passwordWindow) build() fyne.CanvasObject {
	return w.frame.build(w.act(), w.faces, w.says.box)
}

func (w *passwordWindow) load() {
	w.faces.ShowLoading()
	kit.Load(w.page, w.book.Rules, w.show, func(err error) {
		t := w.page.T
		w.faces.ShowFault(kit.Fault("fault", t("personal.fault"), w.page.Explain(err),
			kit.NewButton(kit.Normal, t("personal.retry"), w.load)))
	})
}

func (w *passwordWindow) show(rules access.Rules) {
	w.panel = newNewPassword(w.page, newPasswordSpec{Label: w.page.T("personal.password.new"), Rules: rules,
		Clipboard: w.spec.Clipboard, OnChange: w.judge, OnSubmit: w.submit, OnHeight: w.frame.relayout})
	w.panel.setPassword(w.spec.Typed.new)
	w.panel.restore(w.typed)
	w.typed = nil
	w.box.Objects = []fyne.CanvasObject{w.field, w.panel.build()}
	w.faces.ShowContent()
	w.frame.relayout()
	w.judge()
	if w.page.Window.Canvas().Focused() == nil {
		w.focus()
	}
}

// reason says why the password cannot be changed yet, "" when it can.
func (w *passwordWindow) reason() string {
	switch {
	case w.panel == nil:
		return w.page.T("personal.password.wait")
	case w.old.Text == "":
		return w.page.T("personal.password.locked")
	}
	return w.panel.reason()
}

// judge brings the button in step with what was typed; a wait goes on.
func (w *passwordWindow) judge() {
	w.spec.Typed.old = w.old.Text
	if w.panel != nil {
		w.spec.Typed.new = w.panel.password()
	}
	w.frame.why(w.reason())
	w.says.refresh()
}

func (w *passwordWindow) submit() {
	switch {
	case w.panel == nil || w.frame.main.Working():
		return
	case w.old.Text == "":
		w.field.SetFault(w.page.T("signin.password.empty"))
		w.page.Window.Canvas().Focus(w.old)
		w.frame.reveal()
		return
	case w.panel.reveal():
		w.frame.reveal()
		return
	case w.frame.main.Disabled():
		return // a wait
	}
	w.says.clear()
	old, password, consent := w.old.Text, w.panel.password(), w.panel.consent()
	kit.Do(w.page, w.frame.main, func(ctx context.Context) error {
		return w.book.ChangePassword(ctx, old, password, consent)
	}, func(err error) {
		if err == nil {
			w.forget()
			w.spec.OnDone()
			return
		}
		w.refuse(err, old)
	})
}

// refuse tells a failure where it belongs.
func (w *passwordWindow) refuse(err error, old string) {
	if w.panel.fault(err) {
		w.frame.reveal()
		return
	}
	doorForget(w.old, err, old)
	w.says.fail(err)
	if w.old.Text == "" {
		w.page.Window.Canvas().Focus(w.old)
	}
}

func (w *passwordWindow) forget() { *w.spec.Typed = passwordTyped{} }

func (w *passwordWindow) cancel() {
	if w.frame.main.Working() {
		return
	}
	w.forget()
	w.spec.OnCancel()
}

// draft is the promise alone; the passwords stay in Typed.
func (w *passwordWindow) draft() map[string]string {
	if w.panel == nil {
		return w.typed
	}
	return w.panel.draft()
}

func (w *passwordWindow) restore(d map[string]string) {
	if w.panel == nil {
		w.typed = d
		return
	}
	w.panel.restore(d)
	w.judge()
}

func (w *passwordWindow) focus() {
	if w.panel == nil {
		w.page.Window.Canvas().Unfocus()
		return
	}
	if w.old.Text != "" {
		w.panel.focus()
		return
	}
	w.page.Window.Canvas().Focus(w.old)
}

// keys closes by Escape and submits by Enter from anywhere.
func (w *passwordWindow) keys(e *fyne.KeyEvent) bool { return actKeys(e, w.cancel, w.submit) }
