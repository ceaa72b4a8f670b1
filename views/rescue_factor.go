package views

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// rescueFactor is the second page: a kit replaces the password, never the second
// factor (F16). Who has neither phone nor codes enrols anew, and every owner is
// told.
type rescueFactor struct {
	rescue *rescue
	boxes  *kit.CodeBoxes
	code   *codeField
	reset  *codeField // of the second factor's reset
	steps  *factorSteps
	codes  *codesPanel
	told   *kit.Message
}

// arrive makes what the chosen way asks.
func (f *rescueFactor) arrive() error {
	v, s := f.rescue, f.rescue.spec.Secrets
	if f.boxes == nil {
		f.told = kit.NewMessage()
		f.boxes = kit.NewCodeBoxes()
		f.boxes.OnChanged = func(string) { f.say("") }
		f.boxes.OnComplete = func(string) { f.judge() }
		f.boxes.OnEnter = f.judge
		f.boxes.OnEscape = v.back
		f.code = newRecoveryField(v.page)
		f.code.onChanged = func() {
			v.frame.relayout()
			v.changed()
		}
		f.code.entry.OnSubmitted = func(string) { v.next() }
		f.newReset()
	}
	if s.how != rescueByNone {
		return nil
	}
	if f.steps == nil && s.factor != nil {
		f.steps = newFactorSteps(v.page, s.factor.URI(), s.factor.Key(), v.spec.Clipboard, f.prove)
		f.steps.onHeight = v.frame.relayout
		f.steps.boxes.OnEscape = v.back
	}
	if s.codes != nil && f.codes == nil {
		f.codes = newCodesPanel(v.page, codesPanelSpec{Codes: s.codes.Codes(), Company: s.names.Company, Email: s.book.Email(), Made: v.spec.Now(),
			Printer: v.spec.Printer, Clipboard: v.spec.Clipboard, OnKept: v.changed, OnHeight: v.frame.relayout})
	}
	return nil
}

func (f *rescueFactor) title() (title, text string) {
	t := f.rescue.page.T
	switch s := f.rescue.spec.Secrets; {
	case s.how == rescueByNone && f.codes != nil:
		return t("codes.title"), t("codes.text")
	case s.how == rescueByNone && f.rescue.spec.Way != wayOfKit:
		return t("obey.factor"), t("obey.factor.text")
	case s.how == rescueByNone:
		return t("rescue.none.title"), t("rescue.none.text")
	case s.how == rescueByCode:
		return t("recover.title"), t("rescue.code.text")
	case s.how == rescueByReset:
		return t("reset.factor.title"), t("reset.factor.text")
	}
	return t("code.title"), f.phoneText()
}

func (f *rescueFactor) build() fyne.CanvasObject {
	p, s := f.rescue.page, f.rescue.spec.Secrets
	if s.how == rescueByNone {
		return f.buildNone()
	}
	if s.proved {
		f.told.Set(kit.ToneSuccess, "", p.T("rescue.proved"))
		return f.told
	}
	phone := kit.NewRow("phone", p.T("recover.phone"), "", func() { f.choose(rescueByPhone) })
	code := kit.NewRow("key", p.T("rescue.byCode"), "", func() { f.choose(rescueByCode) })
	none := f.lastRow()
	switch s.how {
	case rescueByReset:
		return f.buildReset()
	case rescueByCode:
		return kit.VStack(20, kit.VStack(12, f.code.field, f.told), rescueRows(phone, none))
	}
	return kit.VStack(20, kit.VStack(12, kit.Left(f.boxes), f.told), rescueRows(code, none))
}

func (f *rescueFactor) buildNone() fyne.CanvasObject {
	p := f.rescue.page
	if f.codes != nil {
		right := kit.NewMessage()
		right.Set(kit.ToneSuccess, "", p.T("setup.factor.proved"))
		return kit.VStack(24, right, f.codes.build())
	}
	warning := kit.NewMessage()
	if f.rescue.spec.Way != wayOfKit {
		if f.steps == nil {
			return warning
		}
		return f.steps.build()
	}
	warning.Set(kit.ToneWarning, "", p.T("rescue.none.told"))
	if f.steps == nil {
		return warning
	}
	back := kit.NewRow("phone", p.T("rescue.byPhone"), "", func() { f.choose(rescueByPhone) })
	return kit.VStack(24, warning, f.steps.build(), kit.Rows(back))
}

// choose shows another way.
func (f *rescueFactor) choose(how rescueHow) {
	v := f.rescue
	if v.busy {
		return
	}
	v.spec.Secrets.how = how
	if f.told != nil { // the page was shown before
		f.told.Clear()
	}
	v.move(rescueAtFactor)
}

// askNone tells plainly what it means to have neither.
func (f *rescueFactor) askNone() {
	p := f.rescue.page
	kit.Confirm(p.Window, kit.ConfirmSpec{
		Title: p.T("rescue.none.ask"), Text: p.T("rescue.none.ask.text"), Verb: p.T("rescue.none.verb"), Cancel: p.T("signin.cancel"),
		OnDone: func(ok bool) {
			if ok {
				f.draw()
			}
		},
	})
}

// draw draws the factor of the new phone once, and shows it.
func (f *rescueFactor) draw() {
	v, s := f.rescue, f.rescue.spec.Secrets
	if v.busy {
		return
	}
	factor := s.factor
	v.do(func(ctx context.Context) (err error) {
		if factor == nil {
			factor, err = s.book.NewFactor(ctx)
		}
		return err
	}, func() {
		s.factor = factor
		f.choose(rescueByNone)
	})
}

// judge asks whether a code is right; it is spent at the very end.
func (f *rescueFactor) judge() {
	v, s := f.rescue, f.rescue.spec.Secrets
	if v.busy || s.how == rescueByPhone && len(f.boxes.Code()) != 6 {
		return
	}
	f.say("")
	digits, typed := f.boxes.Code(), f.code.text()
	v.do(func(ctx context.Context) error {
		if s.how == rescueByCode {
			return s.book.Recovery(ctx, typed)
		}
		return s.book.Code(ctx, digits)
	}, func() {
		s.proved = true
		v.rules()
	})
}

// prove asks whether the code of the new phone is right; only then the older
// factor is given up, and its recovery codes with it.
func (f *rescueFactor) prove(code string) {
	v, s := f.rescue, f.rescue.spec.Secrets
	var right bool
	var codes *access.RecoverySet
	var names access.Names
	v.do(func(ctx context.Context) (err error) {
		if right, err = s.book.Prove(s.factor, code); err != nil || !right {
			return err
		}
		s.book.WithoutFactor()
		if names, err = s.book.Names(ctx); err == nil {
			codes, err = s.book.NewRecovery()
		}
		return err
	}, func() {
		if !right {
			f.steps.setFault(v.page.T("setup.factor.wrong"))
			return
		}
		s.proved, s.codes, s.names = true, codes, names
		v.move(rescueAtFactor)
	})
}

func (f *rescueFactor) say(text string) {
	if text == f.told.Text() {
		return
	}
	if text == "" {
		f.told.Clear()
	} else {
		f.told.Set(kit.ToneError, "", text)
	}
	f.rescue.frame.relayout()
	f.rescue.changed()
}

func (f *rescueFactor) locked() string {
	t, s := f.rescue.page.T, f.rescue.spec.Secrets
	switch {
	case s.how == rescueByNone && f.codes != nil:
		return f.codes.reason()
	case s.proved:
		return ""
	case s.how == rescueByCode && f.code.right():
		return ""
	case s.how == rescueByCode:
		return t("rescue.code.locked")
	case s.how == rescueByReset && f.reset.right():
		return ""
	case s.how == rescueByReset:
		return t("reset.locked")
	}
	return t("setup.factor.locked")
}

// check lets the way back go on once the factor is proved; a recovery code is
// tried first.
func (f *rescueFactor) check() bool {
	s := f.rescue.spec.Secrets
	switch {
	case s.how == rescueByNone && f.codes != nil && !f.codes.ready():
		f.codes.reveal()
		return false
	case s.proved:
		return true
	case s.how == rescueByCode && f.code.right():
		f.judge()
	case s.how == rescueByReset && f.reset.right():
		f.judgeReset()
	}
	return false
}

// refuse says why a code was not right.
func (f *rescueFactor) refuse(err error) bool {
	var wrong *access.WrongError
	var input *access.InputError
	v := f.rescue
	switch {
	case errors.As(err, &input) && input.Field == "recovery":
		f.code.fault(v.page.Explain(err))
	case f.rescue.spec.Secrets.how == rescueByReset && errors.As(err, &wrong):
		f.reset.fault(v.page.Explain(err))
	case errors.As(err, &wrong), errors.Is(err, access.ErrUsedCode) && v.at == rescueAtFactor:
		if v.spec.Secrets.how == rescueByPhone {
			f.boxes.SetFault(true)
		}
		f.say(v.page.Explain(err))
	default:
		return false
	}
	f.focus()
	return true
}

func (f *rescueFactor) focus() {
	v, s := f.rescue, f.rescue.spec.Secrets
	canvas := v.page.Window.Canvas()
	switch {
	case s.how == rescueByNone && f.codes != nil:
		f.codes.focus()
	case s.how == rescueByNone && f.steps != nil:
		f.steps.focus()
		v.frame.scroll.Top() // what it means, and the QR code, first
	case s.proved:
		canvas.Focus(v.frame.main)
	case s.how == rescueByCode:
		canvas.Focus(f.code.entry)
	case s.how == rescueByReset:
		canvas.Focus(f.reset.entry)
	default:
		canvas.Focus(f.boxes)
	}
}

func (f *rescueFactor) draft() map[string]string  { return nil } // codes pass; the secrets know the rest
func (f *rescueFactor) restore(map[string]string) {}
