package views

import (
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// setupOwner is the second page: who owns the company, and his password.
type setupOwner struct {
	setup              *setup
	first, last, email *kit.Entry
	password           *kit.Password
	strength           *kit.Strength
	rules              *kit.Checklist
	consent            *kit.Check
	fields             map[string]*kit.Field // by the field names of access.InputError
	rating             int                   // the latest rating asked for
}

func newSetupOwner(v *setup) *setupOwner {
	t := v.page.T
	o := &setupOwner{setup: v, first: kit.NewEntry(), last: kit.NewEntry(), email: kit.NewEntry(),
		password: kit.NewPassword(), strength: kit.NewStrength(), rules: kit.NewChecklist(2)}
	o.consent = kit.NewCheck(t("setup.owner.consent"), func(bool) { v.changed() })
	o.fields = map[string]*kit.Field{
		"first":    kit.NewField(t("setup.owner.first"), o.first),
		"last":     kit.NewField(t("setup.owner.last"), o.last),
		"email":    kit.NewField(t("setup.owner.email"), o.email),
		"password": kit.NewField(t("setup.owner.password"), o.password),
	}
	for name, e := range map[string]*kit.Entry{"first": o.first, "last": o.last, "email": o.email} {
		e.OnChanged = func(string) { o.typed(name) }
		e.OnSubmitted = func(string) { v.next() }
	}
	o.password.OnChanged = func(string) { o.typed("password") }
	o.password.OnSubmitted = func(string) { v.next() }
	o.password.OnCaps = o.caps
	o.judge()
	return o
}

// typed forgets a field's fault; every field counts for the password's strength,
// for none of them may be in it.
func (o *setupOwner) typed(field string) {
	if o.fields[field].Fault() != "" {
		o.fields[field].SetFault("")
	}
	o.judge()
	o.setup.changed()
}

func (o *setupOwner) caps(on bool) {
	hint := ""
	if on {
		hint = o.setup.page.T("setup.owner.caps")
	}
	o.fields["password"].SetHint(hint)
}

// judge answers at every key: the list at once, the strength when it is known.
func (o *setupOwner) judge() {
	o.rules.Set(setupRules(o.setup.page, o.password.Text))
	o.rating++
	if o.password.Text == "" {
		o.strength.Set(0, "")
		return
	}
	p, asked := o.setup.page, o.rating
	password, known := o.password.Text, []string{o.first.Text, o.last.Text, o.email.Text, o.setup.company.form.name.Text}
	var class passwords.Class
	p.Runner.Go(func() error {
		class = passwords.Rate(password, known).Class()
		return nil
	}, func(err error) {
		if err == nil && asked == o.rating && !p.Closed() {
			o.strength.Set(int(class), strengthWord(p, class))
		}
	})
}

// setupRules is the check-list of a password, for the screen.
func setupRules(p *kit.Page, password string) []kit.CheckItem {
	var items []kit.CheckItem
	for _, f := range passwords.Check(password).Findings {
		state := kit.Failed
		switch {
		case password == "":
			state = kit.Neutral
		case f.OK:
			state = kit.Passed
		}
		items = append(items, kit.CheckItem{Text: setupRule(p, f), State: state})
	}
	return items
}

func setupRule(p *kit.Page, f passwords.Finding) string {
	switch f.Rule {
	case passwords.Length:
		return p.T("setup.rule.length", "Least", passwords.MinLength, "Number", f.Count)
	case passwords.Upper:
		return p.T("setup.rule.upper")
	case passwords.Lower:
		return p.T("setup.rule.lower")
	case passwords.Digit:
		return p.T("setup.rule.digit")
	case passwords.Special:
		return p.T("setup.rule.special")
	}
	return p.T("setup.rule.long", "Most", passwords.MaxLength, "Number", f.Count)
}

func (o *setupOwner) title() (title, text string) {
	return o.setup.page.T("setup.owner"), o.setup.page.T("setup.owner.text")
}

func (o *setupOwner) build() fyne.CanvasObject {
	return kit.Form(
		kit.Columns(16, o.fields["first"], o.fields["last"]),
		o.fields["email"],
		kit.VStack(12, kit.VStack(8, o.fields["password"], o.strength), o.rules),
		o.consent,
	)
}

// arrive rates the password again: the company's name may have changed.
func (o *setupOwner) arrive() error {
	o.judge()
	return nil
}

func (o *setupOwner) locked() string {
	t := o.setup.page.T
	switch {
	case !passwords.Check(o.password.Text).OK():
		return t("setup.owner.locked.password")
	case !o.consent.On():
		return t("setup.owner.locked.consent")
	}
	return ""
}

func (o *setupOwner) value() access.Owner {
	return access.Owner{First: o.first.Text, Last: o.last.Text, Email: o.email.Text,
		Password: o.password.Text, Consent: o.consent.On()}
}

func (o *setupOwner) check() bool {
	owner, err := o.value().Check()
	if err != nil {
		o.refuse(err)
		return false
	}
	o.email.SetText(owner.Email)
	return true
}

func (o *setupOwner) refuse(err error) bool {
	var input *access.InputError
	if !errors.As(err, &input) {
		return false
	}
	p := o.setup.page
	switch field := o.fields[input.Field]; {
	case input.Field == "consent":
		o.consent.SetFault(true)
		p.Window.Canvas().Focus(o.consent)
	case input.Field == "password":
		field.SetFault(p.T("setup.owner.locked.password"))
		p.Window.Canvas().Focus(o.password)
	case field == nil:
		return false
	default:
		field.SetFault(p.Explain(err))
		kit.FocusFault(p.Window, field)
	}
	return true
}

func (o *setupOwner) focus() { o.setup.page.Window.Canvas().Focus(o.first) }

func (o *setupOwner) draft() map[string]string {
	return map[string]string{"first": o.first.Text, "last": o.last.Text, "email": o.email.Text,
		"password": o.password.Text, "consent": strconv.FormatBool(o.consent.On())}
}

func (o *setupOwner) restore(d map[string]string) {
	o.first.SetText(d["first"])
	o.last.SetText(d["last"])
	o.email.SetText(d["email"])
	o.password.SetText(d["password"])
	o.consent.SetOn(d["consent"] == strconv.FormatBool(true))
}
