package views

import (
	"errors"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// rescuePassword is the third page: the password that replaces the lost one.
type rescuePassword struct {
	rescue *rescue
	fresh  *newPassword // nil until the rules are read
}

// take gives the rules that the person's companies ask; what was typed stays.
func (r *rescuePassword) take(rules access.Rules) {
	v := r.rescue
	if r.fresh != nil {
		r.fresh.setRules(rules)
		return
	}
	r.fresh = newNewPassword(v.page, newPasswordSpec{Label: v.page.T("duty.password.new"), Rules: rules, Clipboard: v.spec.Clipboard,
		OnChange: v.changed, OnSubmit: v.next, OnHeight: v.frame.relayout})
}

func (r *rescuePassword) title() (title, text string) {
	return r.rescue.page.T("rescue.password"), r.rescue.page.T("rescue.password.text")
}

func (r *rescuePassword) build() fyne.CanvasObject {
	if r.fresh == nil {
		return kit.Gap(0)
	}
	return r.fresh.build()
}

func (r *rescuePassword) arrive() error { return nil }

func (r *rescuePassword) locked() string {
	if r.fresh == nil {
		return r.rescue.page.T("duty.password.reading")
	}
	return r.fresh.reason()
}

func (r *rescuePassword) check() bool { return r.fresh != nil && !r.fresh.reveal() }

// takes tells whether an error is about the password or the promise.
func (*rescuePassword) takes(err error) bool {
	var input *access.InputError
	return errors.As(err, &input) && (input.Field == "password" || input.Field == "consent")
}

func (r *rescuePassword) refuse(err error) bool { return r.fresh != nil && r.fresh.fault(err) }

func (r *rescuePassword) focus() {
	if r.fresh != nil {
		r.fresh.focus()
	}
}

func (r *rescuePassword) draft() map[string]string  { return nil } // a password goes into no draft
func (r *rescuePassword) restore(map[string]string) {}
