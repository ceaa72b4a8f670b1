package views

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// renewBook puts a new recovery kit in force.
type renewBook interface {
	RenewKit(ctx context.Context, kit access.Kit) error
}

// renewSpec is what the window of a new recovery kit shows. Until its main button
// the older kit stays in force. Printer may be nil.
type renewSpec struct {
	Paper    kitPaper
	Color    color.Color
	Printer  kitPrinter
	OnDone   func()
	OnCancel func()
}

// renewKit replaces the recovery kit.
type renewKit struct {
	page   *kit.Page
	book   renewBook
	spec   renewSpec
	frame  *actFrame
	said   *kit.Message
	sheet  *kitSheet
	asking *kit.Dialog
}

func newRenewKit(p *kit.Page, b renewBook, s renewSpec) *renewKit {
	w := &renewKit{page: p, book: b, spec: s, said: kit.NewMessage()}
	w.frame = newActFrame(p, w.act())
	w.sheet = newKitSheet(p, kitSheetSpec{Paper: func() kitPaper { return s.Paper }, Printer: s.Printer,
		OnChange: w.judge, OnSubmit: w.submit, OnHeight: w.frame.relayout})
	w.judge()
	return w
}

func (w *renewKit) act() actSpec {
	t := w.page.T
	return actSpec{Company: w.spec.Paper.Company, Color: w.spec.Color, Title: t("personal.kit.title"),
		Text: t("personal.kit.why", "Number", w.old()), Verb: t("personal.kit.verb"), OnMain: w.submit, OnCancel: w.cancel}
}

// old is the number of the kit in force.
func (w *renewKit) old() int { return w.spec.Paper.Kit.Number() - 1 }

func (w *renewKit) build() fyne.CanvasObject {
	return w.frame.build(w.act(), w.sheet.build(), w.said)
}

func (w *renewKit) judge() {
	if w.said.Text() != "" {
		w.said.Clear()
		w.frame.relayout()
	}
	w.frame.lock(w.sheet.reason())
}

func (w *renewKit) submit() {
	if w.sheet.reason() != "" {
		w.sheet.focus()
		w.frame.reveal()
		return
	}
	if w.frame.main.Working() {
		return
	}
	kit.Do(w.page, w.frame.main, func(ctx context.Context) error {
		return w.book.RenewKit(ctx, w.spec.Paper.Kit)
	}, func(err error) {
		if err != nil {
			w.said.Set(kit.ToneError, "", w.page.Explain(err))
			w.frame.relayout()
			return
		}
		w.sheet.keptFor = "" // nothing to ask any more
		w.spec.OnDone()
	})
}

func (w *renewKit) cancel() {
	if !w.frame.main.Working() {
		w.leave(w.spec.OnCancel)
	}
}

// leave asks where a sheet exists that will open nothing.
func (w *renewKit) leave(proceed func()) {
	if !w.sheet.kept() {
		proceed()
		return
	}
	t := w.page.T
	if w.asking != nil {
		w.asking.Hide()
	}
	w.asking = kit.Confirm(w.page.Window, kit.ConfirmSpec{
		Company: w.spec.Paper.Company, CompanyColor: w.spec.Color,
		Title: t("personal.kit.leave"), Text: t("personal.kit.leave.text", "Old", w.old(), "New", w.spec.Paper.Kit.Number()),
		Verb: t("personal.kit.leave.verb"), Cancel: t("company.leave.cancel"), Danger: true,
		OnDone: func(ok bool) {
			if ok {
				proceed()
			}
		},
	})
}

// draft tells that a sheet was kept, and what was typed from it. The kit itself is
// the desk's to keep.
func (w *renewKit) draft() map[string]string { return w.sheet.draft() }

func (w *renewKit) restore(d map[string]string) {
	w.sheet.restore(d)
	w.judge()
}

func (w *renewKit) focus() { w.sheet.focus() }

// keys closes by Escape and goes on by Enter from anywhere.
func (w *renewKit) keys(e *fyne.KeyEvent) bool { return actKeys(e, w.cancel, w.submit) }
