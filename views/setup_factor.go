package views

import (
	"context"
	"maps"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// setupFactor is the third page: the telephone that confirms every sign-in, then
// the codes for the day it is missing. It may be left for later.
type setupFactor struct {
	setup *setup
	steps *factorSteps // nil before arrive
	codes *codesPanel  // nil until the code was right
	typed map[string]string
	later *kit.Text // what «later» means, while there is a choice
}

func newSetupFactor(v *setup) *setupFactor {
	return &setupFactor{setup: v, later: kit.Muted(v.page.T("setup.factor.later"))}
}

// arrive draws a factor for this company and address, unless it is there already:
// a page that is left and found again shows the same code.
func (s *setupFactor) arrive() error {
	v, secrets := s.setup, s.setup.spec.Secrets
	company, email := v.company.form.value().Name, v.owner.email.Text
	if label := company + "\n" + email; secrets.factor == nil || secrets.label != label {
		factor, err := v.book.NewFactor(company, email)
		if err != nil {
			return err
		}
		secrets.setFactor(factor, label)
		s.steps, s.codes = nil, nil
	}
	if s.steps == nil {
		s.steps = newFactorSteps(v.page, secrets.factor.URI(), secrets.factor.Key(), v.spec.Clipboard, s.prove)
		s.steps.onChanged = func(string) { v.changed() }
		s.steps.restore(s.typed["code"])
	}
	if secrets.proved && s.codes == nil {
		s.codes = newCodesPanel(v.page, codesPanelSpec{Codes: secrets.codes.Codes(), Company: company, Email: email, Made: v.spec.Now(),
			Printer: v.spec.Printer, Clipboard: v.spec.Clipboard, OnKept: v.changed, OnHeight: v.frame.relayout})
		s.codes.restore(s.typed)
	}
	s.typed = nil
	return nil
}

func (s *setupFactor) title() (title, text string) {
	t := s.setup.page.T
	if s.codes != nil {
		return t("codes.title"), t("codes.text")
	}
	return t("setup.factor"), t("setup.factor.text")
}

func (s *setupFactor) build() fyne.CanvasObject {
	switch {
	case s.codes != nil:
		right := kit.NewMessage()
		right.Set(kit.ToneSuccess, "", s.setup.page.T("setup.factor.proved"))
		return kit.VStack(24, right, s.codes.build())
	case s.steps == nil:
		return kit.Gap(0) // no factor could be drawn; the message says so
	}
	return kit.VStack(24, s.steps.build(), s.later)
}

// prove asks whether the code is right; only then the factor counts, with the
// recovery codes that belong to it.
func (s *setupFactor) prove(code string) {
	v, secrets := s.setup, s.setup.spec.Secrets
	var right bool
	var codes *access.RecoverySet
	v.work(true)
	kit.Do(v.page, v.frame.main, func(context.Context) (err error) {
		if right, err = v.book.Prove(secrets.factor, code); err == nil && right {
			codes, err = v.book.NewRecovery()
		}
		return err
	}, func(err error) {
		v.work(false)
		switch {
		case err != nil:
			s.steps.setFault(v.page.Explain(err))
		case !right:
			s.steps.setFault(v.page.T("setup.factor.wrong"))
		default:
			secrets.proved, secrets.codes = true, codes
			v.move(v.at)
		}
	})
}

func (s *setupFactor) locked() string {
	switch {
	case !s.setup.spec.Secrets.proved:
		return s.setup.page.T("setup.factor.locked")
	case s.codes != nil:
		return s.codes.reason()
	}
	return ""
}

func (s *setupFactor) check() bool {
	if s.codes != nil && !s.codes.ready() {
		s.codes.reveal()
		return false
	}
	return s.setup.spec.Secrets.proved
}

func (s *setupFactor) refuse(error) bool { return false }

func (s *setupFactor) focus() {
	switch {
	case s.codes != nil && s.codes.ready():
		s.setup.page.Window.Canvas().Focus(s.setup.frame.main)
	case s.codes != nil:
		s.codes.focus()
		s.setup.frame.scroll.Top() // the codes first
	case s.steps != nil:
		s.steps.focus()
		if s.steps.code() == "" {
			s.setup.frame.scroll.Top() // the QR code first
		}
	}
}

func (s *setupFactor) draft() map[string]string {
	d := map[string]string{}
	maps.Copy(d, s.typed)
	if s.steps != nil {
		d["code"] = s.steps.code()
	}
	if s.codes != nil {
		maps.Copy(d, s.codes.draft())
	}
	return d
}

func (s *setupFactor) restore(d map[string]string) { s.typed = maps.Clone(d) }
