package views

import (
	"context"
	"errors"
	"image/color"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// knownBook gives everything anew after a password that may be known (P6).
type knownBook interface {
	Rules(ctx context.Context) (access.Rules, error)
	KnownPassword(ctx context.Context, p access.Proof, password string, consent bool, kit access.Kit) error
}

// knownSpec is what the window shows. Code says that the phone's code is asked at the
// end. Typed outlives a change of language, in memory alone. Printer may be nil.
type knownSpec struct {
	Paper     kitPaper
	Color     color.Color
	Clipboard *kit.Clipboard
	Printer   kitPrinter
	Now       func() time.Time
	Code      bool
	Typed     *passwordTyped
	OnDone    func()
	OnCancel  func()
}

// knownWindow chooses a new password and keeps a new kit; at its end the old password
// and the phone's code are asked, and everything is new in one act.
type knownWindow struct {
	page   *kit.Page
	book   knownBook
	spec   knownSpec
	frame  *actFrame
	said   *kit.Message
	panel  *newPassword // nil until the rules are known
	sheet  *kitSheet
	box    *fyne.Container
	faces  *kit.Faces
	typed  map[string]string // a draft that waits for the rules
	asking *kit.Dialog
}

func newKnown(p *kit.Page, b knownBook, s knownSpec) *knownWindow {
	if s.Typed == nil {
		s.Typed = &passwordTyped{}
	}
	w := &knownWindow{page: p, book: b, spec: s, said: kit.NewMessage(), box: kit.VStack(24)}
	w.frame = newActFrame(p, w.act())
	w.sheet = newKitSheet(p, kitSheetSpec{Paper: func() kitPaper { return s.Paper }, Printer: s.Printer,
		OnChange: w.judge, OnSubmit: w.submit, OnHeight: w.frame.relayout})
	w.faces = kit.NewFaces(p.Runner, w.box)
	w.load()
	w.judge()
	return w
}

func (w *knownWindow) act() actSpec {
	t := w.page.T
	return actSpec{Company: w.spec.Paper.Company, Color: w.spec.Color, Title: t("known.title"), Text: t("known.text"),
		Verb: t("known.verb"), OnMain: w.submit, OnCancel: w.cancel}
}

func (w *knownWindow) build() fyne.CanvasObject { return w.frame.build(w.act(), w.faces, w.said) }

func (w *knownWindow) load() {
	w.faces.ShowLoading()
	kit.Load(w.page, w.book.Rules, w.show, func(err error) {
		t := w.page.T
		w.faces.ShowFault(kit.Fault("fault", t("personal.fault"), w.page.Explain(err),
			kit.NewButton(kit.Normal, t("personal.retry"), w.load)))
	})
}

func (w *knownWindow) show(rules access.Rules) {
	t := w.page.T
	w.panel = newNewPassword(w.page, newPasswordSpec{Label: t("personal.password.new"), Rules: rules,
		Clipboard: w.spec.Clipboard, OnChange: w.judge, OnSubmit: w.submit, OnHeight: w.frame.relayout})
	w.panel.setPassword(w.spec.Typed.new)
	w.panel.restore(w.typed)
	w.typed = nil
	w.box.Objects = []fyne.CanvasObject{knownFacts(w.page), kit.Section(t("known.password")), w.panel.build(),
		kit.Section(t("known.kit")), w.sheet.build()}
	w.faces.ShowContent()
	w.frame.relayout()
	w.judge()
	if w.page.Window.Canvas().Focused() == nil {
		w.focus()
	}
}

// knownFacts say what comes of it.
func knownFacts(p *kit.Page) fyne.CanvasObject {
	list := kit.VStack(8)
	for _, f := range []struct{ icon, key string }{{"key", "known.fact.keys"}, {"lock", "known.fact.sessions"}, {"shield", "known.fact.alert"}} {
		list.Add(kit.HStackTop(12, kit.Pad(1, 0, 0, 0, kit.NewGlyph(f.icon, kit.ColorMuted, 18)), kit.Body(p.T(f.key)), kit.Spacer())) // words: known.fact.* keys sessions alert
	}
	return list
}

func (w *knownWindow) reason() string {
	switch {
	case w.panel == nil:
		return w.page.T("personal.password.wait")
	case w.panel.reason() != "":
		return w.panel.reason()
	}
	return w.sheet.reason()
}

func (w *knownWindow) judge() {
	if w.sheet == nil {
		return // still being made
	}
	if w.panel != nil {
		w.spec.Typed.new = w.panel.password()
	}
	if w.said.Text() != "" {
		w.said.Clear()
		w.frame.relayout()
	}
	w.frame.lock(w.reason())
}

// submit asks the old password and the phone's code, then does it.
func (w *knownWindow) submit() {
	switch {
	case w.panel == nil:
		return
	case w.panel.reason() != "":
		w.panel.reveal()
		return
	case w.sheet.reason() != "":
		w.sheet.focus()
		w.frame.reveal()
		return
	}
	t := w.page.T
	password, consent := w.panel.password(), w.panel.consent()
	var refused error
	ask(w.page, askSpec{Company: w.spec.Paper.Company, Color: w.spec.Color, Title: t("known.last"), Text: t("known.last.text"),
		Verb: t("known.verb"), Code: w.spec.Code, Now: w.spec.Now,
		Do: func(ctx context.Context, old, code string) error {
			refused = nil
			err := w.book.KnownPassword(ctx, access.Proof{Password: old, Code: code}, password, consent, w.spec.Paper.Kit)
			if input := (*access.InputError)(nil); errors.As(err, &input) {
				refused = err // of what stands in the window, not in the question
				return nil
			}
			return err
		},
		OnDone: func() {
			if refused == nil {
				w.sheet.keptFor = "" // nothing to ask any more
				w.spec.OnDone()
				return
			}
			if !w.panel.fault(refused) {
				w.said.Set(kit.ToneError, "", w.page.Explain(refused))
			}
			w.frame.relayout()
		}})
}

func (w *knownWindow) cancel() { w.leave(w.spec.OnCancel) }

// leave asks where a sheet exists that will open nothing.
func (w *knownWindow) leave(proceed func()) {
	if !w.sheet.kept() {
		proceed()
		return
	}
	t := w.page.T
	if w.asking != nil {
		w.asking.Hide()
	}
	number := w.spec.Paper.Kit.Number()
	w.asking = kit.Confirm(w.page.Window, kit.ConfirmSpec{
		Company: w.spec.Paper.Company, CompanyColor: w.spec.Color,
		Title: t("personal.kit.leave"), Text: t("personal.kit.leave.text", "Old", number-1, "New", number),
		Verb: t("personal.kit.leave.verb"), Cancel: t("company.leave.cancel"), Danger: true,
		OnDone: func(ok bool) {
			if ok {
				proceed()
			}
		},
	})
}

// draft tells that a sheet was kept, and the promise: no password goes into one.
func (w *knownWindow) draft() map[string]string {
	d := w.sheet.draft()
	if w.panel != nil {
		for key, value := range w.panel.draft() {
			d[key] = value
		}
	}
	return d
}

func (w *knownWindow) restore(d map[string]string) {
	w.sheet.restore(d)
	if w.panel == nil {
		w.typed = d
	} else {
		w.panel.restore(d)
	}
	w.judge()
}

func (w *knownWindow) focus() {
	if w.panel != nil {
		w.panel.focus()
	}
}

// keys closes by Escape and goes on by Enter from anywhere.
func (w *knownWindow) keys(e *fyne.KeyEvent) bool { return actKeys(e, w.cancel, w.submit) }
