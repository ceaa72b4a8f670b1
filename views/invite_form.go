package views

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// inviteForm asks who is invited and what for.
type inviteForm struct {
	invite *invite

	emails      *kit.Entry
	first, last *kit.Entry
	names       *fyne.Container
	language    *kit.Choice
	days        *kit.Stepper
	fields      map[string]*kit.Field // by the field names of access.InputError
	owner       *kit.Check
	access      *rightsAccess
	rights      *rightsForm
	template    fyne.CanvasObject
	boxes       fyne.CanvasObject
	means       *kit.Slot // of an owner, in place of the cards
	cards       *fyne.Container
	ready       bool
}

// The days that a code is good (U4).
const (
	leastDays, usualDays, mostDays = 1, 7, 30
)

func newInviteForm(v *invite, r inviteRead) *inviteForm {
	t := v.page.T
	f := &inviteForm{invite: v, emails: kit.NewArea(4), first: kit.NewEntry(), last: kit.NewEntry(), means: kit.NewSlot()}
	f.language = kit.NewChoice(tongueOptions(v.spec.Langs), func(string) {})
	f.language.SetKey(v.spec.Lang)
	f.days = kit.NewStepper(leastDays, mostDays, func(int) {})
	f.days.Set(usualDays)
	f.fields = map[string]*kit.Field{
		"emails": kit.NewField(t("invite.emails"), f.emails), "first": kit.NewField(t("setup.owner.first"), f.first),
		"last": kit.NewField(t("setup.owner.last"), f.last), "language": kit.NewField(t("invite.language"), f.language),
		"days": kit.NewField(t("invite.days"), kit.Left(f.days)),
	}
	doorFill(f.emails, v.spec.Email)
	f.emails.OnChanged = func(string) { f.typed("emails") }
	for name, e := range map[string]*kit.Entry{"first": f.first, "last": f.last} {
		e.OnChanged = func(string) { f.typed(name) }
		e.OnSubmitted = func(string) { v.submit() }
	}
	f.owner = kit.NewCheck(t("invite.owner"), func(bool) { f.settle() })
	f.access = newRightsAccess(v.page, access.User{Person: access.Person{Internal: true}}, v.spec.Words, false, f.changed)
	f.rights = newRightsForm(v.page, rightsFormSpec{Name: t("invite.person"), Templates: r.templates, Gates: r.gates, New: true,
		May: v.spec.Standing.May, OnChange: f.changed})
	f.ready = true
	return f
}

func (f *inviteForm) build() fyne.CanvasObject {
	t := f.invite.page.T
	f.names = kit.Columns(16, f.fields["first"], f.fields["last"])
	who := kit.Card(kit.VStack(16, kit.Section(t("invite.who")), f.fields["emails"], f.names,
		kit.Columns(16, f.fields["language"], f.fields["days"])), 20)
	f.template, f.boxes = f.rights.template(), f.rights.boxes()
	what := kit.VStack(16, kit.Section(t("invite.rights")))
	if f.invite.spec.Standing.Owner {
		what.Add(f.owner)
	}
	what.Add(f.template)
	what.Add(f.boxes)
	f.cards = f.rights.cards()
	body := sideBySide(kit.VStack(24, who, what), kit.VStack(16, f.access.build(), f.means, f.cards))
	f.settle()
	return body
}

// changed follows what was ticked or chosen.
func (f *inviteForm) changed() {
	if f.ready {
		f.invite.judge()
	}
}

// typed forgets a field's fault.
func (f *inviteForm) typed(field string) {
	if f.fields[field].Fault() != "" {
		f.fields[field].SetFault("")
	}
	if field == "emails" {
		f.settle()
		return
	}
	f.changed()
}

// addresses are those in the field, each once.
func (f *inviteForm) addresses() []string { return access.Addresses(f.emails.Text) }

// settle shows what can be asked: a name of one person, boxes of who is no owner.
func (f *inviteForm) settle() {
	if f.names == nil {
		return
	}
	n, t := len(f.addresses()), f.invite.page.T
	f.names.Hidden = n > 1
	f.fields["emails"].SetHint(t("invite.emails.hint"))
	if n > 1 {
		f.fields["emails"].SetRight(t("invite.emails.count", "Count", n))
	}
	owner := f.owner.On()
	for _, o := range []fyne.CanvasObject{f.template, f.boxes, f.cards} {
		if owner {
			o.Hide()
		} else {
			o.Show()
		}
	}
	f.means.Hide()
	if owner {
		f.means.Set(meansCard(t, t("invite.person"), nil, true))
		f.means.Show()
	}
	f.changed()
}

// value gives the invitation, or shows what is missing.
func (f *inviteForm) value() (access.NewInvitation, bool) {
	until, ok := f.access.check()
	if !ok {
		return access.NewInvitation{}, false
	}
	n := access.NewInvitation{Emails: f.addresses(), Internal: f.access.internal(), Language: f.language.Key(), Until: until, Days: f.days.Value(),
		Owner: f.owner.On(), Rights: slices.Clone(f.rights.rights)}
	if n.Owner {
		n.Until, n.Rights = "", nil
	}
	if len(n.Emails) == 1 {
		n.First, n.Last = strings.TrimSpace(f.first.Text), strings.TrimSpace(f.last.Text)
	}
	n, err := n.Check()
	if err != nil {
		f.refuse(err)
		return n, false
	}
	return n, true
}

// refuse shows an error at its field; false where it has none.
func (f *inviteForm) refuse(err error) bool {
	var input *access.InputError
	if !errors.As(err, &input) {
		return false
	}
	p := f.invite.page
	if input.Field == "until" {
		return f.access.refuse(p.T("rights.until.odd"))
	}
	field := f.fields[input.Field]
	if field == nil {
		return false
	}
	field.SetFault(p.Explain(err))
	kit.FocusFault(p.Window, field)
	kit.RevealIn(p.Window, field)
	return true
}

// draft is what was typed; nil where nothing was.
func (f *inviteForm) draft() map[string]string {
	d := map[string]string{}
	maps.Copy(d, f.rights.draft())
	maps.Copy(d, f.access.draft())
	for key, text := range map[string]string{"emails": f.emails.Text, "first": f.first.Text, "last": f.last.Text} {
		if strings.TrimSpace(text) != "" {
			d[key] = text
		}
	}
	if f.owner.On() {
		d["owner"] = "true"
	}
	if f.days.Value() != usualDays {
		d["days"] = strconv.Itoa(f.days.Value())
	}
	if f.language.Key() != f.invite.spec.Lang {
		d["language"] = f.language.Key()
	}
	if len(d) == 0 {
		return nil
	}
	return d
}

func (f *inviteForm) restore(d map[string]string) {
	doorFill(f.emails, d["emails"])
	doorFill(f.first, d["first"])
	doorFill(f.last, d["last"])
	f.owner.SetOn(d["owner"] == "true")
	if n, err := strconv.Atoi(d["days"]); err == nil {
		f.days.Set(n)
	}
	if lang := d["language"]; lang != "" {
		f.language.SetKey(lang)
	}
	f.access.restore(d)
	f.rights.restore(d)
	f.settle()
}
