package views

import (
	"context"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// setupFactor is the third page: the telephone that confirms every sign-in. It
// may be left for later.
type setupFactor struct {
	setup *setup
	steps *factorSteps // nil before arrive
	typed string       // digits of a draft, until there are boxes for them
	later *kit.Text    // what «later» means, while there is a choice
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
		if secrets.factor != nil {
			secrets.factor.Wipe()
		}
		secrets.factor, secrets.label, secrets.proved = factor, label, false
		s.steps = nil
	}
	if s.steps == nil {
		s.steps = newFactorSteps(v.page, secrets.factor.URI(), secrets.factor.Key(), v.spec.Clipboard, s.prove)
		s.steps.onChanged = func(string) { v.changed() }
		s.steps.restore(s.typed)
		s.typed = ""
	}
	s.later.Show()
	if secrets.proved {
		s.praise()
	}
	return nil
}

func (s *setupFactor) title() (title, text string) {
	return s.setup.page.T("setup.factor"), s.setup.page.T("setup.factor.text")
}

func (s *setupFactor) build() fyne.CanvasObject {
	if s.steps == nil {
		return kit.Gap(0) // no factor could be drawn; the message says so
	}
	return kit.VStack(24, s.steps.build(), s.later)
}

// praise says that the code was right.
func (s *setupFactor) praise() {
	s.steps.setProved(s.setup.page.T("setup.factor.proved"))
	s.later.Hide()
}

// prove asks whether the code is right; only then the factor counts.
func (s *setupFactor) prove(code string) {
	v, secrets := s.setup, s.setup.spec.Secrets
	var right bool
	v.work(true)
	kit.Do(v.page, v.frame.main, func(context.Context) (err error) {
		right, err = v.book.Prove(secrets.factor, code)
		return err
	}, func(err error) {
		secrets.proved = err == nil && right
		v.work(false)
		switch {
		case err != nil:
			s.steps.setFault(v.page.Explain(err))
		case !right:
			s.steps.setFault(v.page.T("setup.factor.wrong"))
		default:
			s.praise()
			v.frame.relayout()
			v.page.Window.Canvas().Focus(v.frame.main)
		}
	})
}

func (s *setupFactor) locked() string {
	if s.setup.spec.Secrets.proved {
		return ""
	}
	return s.setup.page.T("setup.factor.locked")
}

func (s *setupFactor) check() bool { return s.setup.spec.Secrets.proved }

func (s *setupFactor) refuse(error) bool { return false }

func (s *setupFactor) focus() {
	switch {
	case s.setup.spec.Secrets.proved:
		s.setup.page.Window.Canvas().Focus(s.setup.frame.main)
	case s.steps != nil:
		s.steps.focus()
		if s.steps.code() == "" {
			s.setup.frame.scroll.Top() // the QR code first
		}
	}
}

func (s *setupFactor) draft() map[string]string {
	if s.steps == nil {
		return map[string]string{"code": s.typed}
	}
	return map[string]string{"code": s.steps.code()}
}

func (s *setupFactor) restore(d map[string]string) { s.typed = d["code"] }
