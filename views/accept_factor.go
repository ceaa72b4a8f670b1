package views

import (
	"context"
	"errors"
	"maps"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// acceptFactor is the third page: the telephone that confirms every sign-in, then
// the codes for the day it is missing. It may be left for later where no company
// asks for it.
type acceptFactor struct {
	accept *accept
	steps  *factorSteps // nil before arrive
	codes  *codesPanel  // nil until the code was right
	typed  map[string]string
	later  *kit.Text // what «later» means, while there is a choice
}

// arrive draws a factor, unless it is there already.
func (f *acceptFactor) arrive() error {
	v, s := f.accept, f.accept.spec.Secrets
	if s.factor == nil {
		factor, err := s.book.NewFactor()
		if err != nil {
			return err
		}
		s.factor, f.steps, f.codes = factor, nil, nil
	}
	if f.steps == nil {
		f.steps = newFactorSteps(v.page, s.factor.URI(), s.factor.Key(), v.spec.Clipboard, f.prove)
		f.steps.onChanged = func(string) { v.changed() }
		f.steps.onHeight = v.frame.relayout
		f.steps.restore(f.typed["code"])
	}
	if s.proved && f.codes == nil {
		f.codes = newCodesPanel(v.page, codesPanelSpec{Codes: s.codes.Codes(), Company: s.company().Name, Email: s.book.Email(), Made: v.spec.Now(),
			Printer: v.spec.Printer, Clipboard: v.spec.Clipboard, OnKept: v.changed, OnHeight: v.frame.relayout})
		f.codes.restore(f.typed)
	}
	f.typed = nil
	return nil
}

func (f *acceptFactor) title() (title, text string) {
	t := f.accept.page.T
	if f.codes != nil {
		return t("codes.title"), t("codes.text")
	}
	return t("setup.factor"), t("setup.factor.text")
}

func (f *acceptFactor) build() fyne.CanvasObject {
	t, s := f.accept.page.T, f.accept.spec.Secrets
	switch {
	case f.codes != nil:
		right := kit.NewMessage()
		right.Set(kit.ToneSuccess, "", t("setup.factor.proved"))
		return kit.VStack(24, right, f.codes.build())
	case f.steps == nil:
		return kit.Gap(0) // no factor could be drawn; the message says so
	case s.book.Mandatory():
		must := kit.NewMessage()
		must.Set(kit.ToneInfo, "", t("accept.factor.must"))
		return kit.VStack(24, must, f.steps.build())
	}
	return kit.VStack(24, f.steps.build(), f.later)
}

// prove asks whether the code is right; only then the factor counts.
func (f *acceptFactor) prove(code string) {
	v, s := f.accept, f.accept.spec.Secrets
	var right bool
	var codes *access.RecoverySet
	v.work(true)
	kit.Do(v.page, v.frame.main, func(context.Context) (err error) {
		if right, err = s.book.Prove(s.factor, code); err == nil && right {
			codes, err = s.book.NewRecovery()
		}
		return err
	}, func(err error) {
		v.work(false)
		switch {
		case err != nil:
			f.steps.setFault(v.page.Explain(err))
		case !right:
			f.steps.setFault(v.page.T("setup.factor.wrong"))
		default:
			s.proved, s.codes = true, codes
			v.move(v.at)
		}
	})
}

func (f *acceptFactor) locked() string {
	switch {
	case !f.accept.spec.Secrets.proved:
		return f.accept.page.T("setup.factor.locked")
	case f.codes != nil:
		return f.codes.reason()
	}
	return ""
}

func (f *acceptFactor) check() bool {
	if f.codes != nil && !f.codes.ready() {
		f.codes.reveal()
		return false
	}
	return f.accept.spec.Secrets.proved
}

// refuse takes that an owner asks 2FA of everybody since.
func (f *acceptFactor) refuse(err error) bool {
	var input *access.InputError
	if !errors.As(err, &input) || input.Field != "factor" {
		return false
	}
	f.accept.frame.tell(f.accept.page.T("accept.factor.must"))
	return true
}

func (f *acceptFactor) focus() {
	switch {
	case f.codes != nil && f.codes.ready():
		f.accept.page.Window.Canvas().Focus(f.accept.frame.main)
	case f.codes != nil:
		f.codes.focus()
		f.accept.frame.scroll.Top() // the codes first
	case f.steps != nil:
		f.steps.focus()
		if f.steps.code() == "" {
			f.accept.frame.scroll.Top() // the QR code first
		}
	}
}

func (f *acceptFactor) draft() map[string]string {
	d := map[string]string{}
	maps.Copy(d, f.typed)
	if f.steps != nil {
		d["code"] = f.steps.code()
	}
	if f.codes != nil {
		maps.Copy(d, f.codes.draft())
	}
	return d
}

func (f *acceptFactor) restore(d map[string]string) { f.typed = maps.Clone(d) }
