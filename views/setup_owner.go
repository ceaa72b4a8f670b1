package views

import (
	"errors"
	"maps"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// setupOwner is the second page: who owns the company, and his password.
type setupOwner struct {
	setup              *setup
	first, last, email *kit.Entry
	password           *newPassword
	fields             map[string]*kit.Field // by the field names of access.InputError
}

func newSetupOwner(v *setup) *setupOwner {
	t := v.page.T
	o := &setupOwner{setup: v, first: kit.NewEntry(), last: kit.NewEntry(), email: kit.NewEntry()}
	o.password = newNewPassword(v.page, newPasswordSpec{Rules: o.rules(), Clipboard: v.spec.Clipboard,
		OnChange: v.changed, OnSubmit: v.next, OnHeight: v.frame.relayout})
	o.fields = map[string]*kit.Field{
		"first": kit.NewField(t("setup.owner.first"), o.first),
		"last":  kit.NewField(t("setup.owner.last"), o.last),
		"email": kit.NewField(t("setup.owner.email"), o.email),
	}
	for name, e := range map[string]*kit.Entry{"first": o.first, "last": o.last, "email": o.email} {
		e.OnChanged = func(string) { o.typed(name) }
		e.OnSubmitted = func(string) { v.next() }
	}
	return o
}

// rules are those of the owner as typed so far: none of his names, nor the
// company's, may be in the password.
func (o *setupOwner) rules() access.Rules {
	return access.NewRules(o.first.Text, o.last.Text, o.email.Text, o.setup.company.form.name.Text)
}

// typed forgets a field's fault and judges the password by the new names.
func (o *setupOwner) typed(field string) {
	if o.fields[field].Fault() != "" {
		o.fields[field].SetFault("")
	}
	o.password.setRules(o.rules())
	o.setup.changed()
}

func (o *setupOwner) title() (title, text string) {
	return o.setup.page.T("setup.owner"), o.setup.page.T("setup.owner.text")
}

func (o *setupOwner) build() fyne.CanvasObject {
	return kit.Form(
		kit.Columns(16, o.fields["first"], o.fields["last"]),
		o.fields["email"],
		o.password.build(),
	)
}

// arrive judges the password again: the company's name may have changed.
func (o *setupOwner) arrive() error {
	o.password.setRules(o.rules())
	return nil
}

func (o *setupOwner) locked() string { return o.password.reason() }

func (o *setupOwner) value() access.Owner {
	return access.Owner{First: o.first.Text, Last: o.last.Text, Email: o.email.Text,
		Password: o.password.password(), Consent: o.password.consent()}
}

// check asks for the names first, then for what the password lacks.
func (o *setupOwner) check() bool {
	owner := o.value()
	owner.Consent = true // asked below
	owner, err := owner.Check()
	if err != nil {
		o.refuse(err)
		return false
	}
	o.email.SetText(owner.Email)
	return !o.password.reveal()
}

func (o *setupOwner) refuse(err error) bool {
	var input *access.InputError
	if !errors.As(err, &input) {
		return false
	}
	p, field := o.setup.page, o.fields[input.Field]
	if field == nil {
		return o.password.fault(err)
	}
	field.SetFault(p.Explain(err))
	kit.FocusFault(p.Window, field)
	return true
}

func (o *setupOwner) focus() { o.setup.page.Window.Canvas().Focus(o.first) }

// draft holds the password too: it is given to the next instance and kept
// nowhere, for before a company there is no lock.
func (o *setupOwner) draft() map[string]string {
	d := map[string]string{"first": o.first.Text, "last": o.last.Text, "email": o.email.Text, "password": o.password.password()}
	maps.Copy(d, o.password.draft())
	return d
}

func (o *setupOwner) restore(d map[string]string) {
	o.first.SetText(d["first"])
	o.last.SetText(d["last"])
	o.email.SetText(d["email"])
	o.password.setPassword(d["password"])
	o.password.restore(d)
}
