package views

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// acceptPerson is the second page: who invites and what for, then who accepts and
// his password. Of somebody who has an account it asks nothing.
type acceptPerson struct {
	accept      *accept
	first, last *kit.Entry
	password    *newPassword
	fields      map[string]*kit.Field // by the field names of access.InputError
}

func newAcceptPerson(v *accept) *acceptPerson {
	t := v.page.T
	o := &acceptPerson{accept: v, first: kit.NewEntry(), last: kit.NewEntry()}
	o.password = newNewPassword(v.page, newPasswordSpec{Rules: o.rules(), Clipboard: v.spec.Clipboard,
		OnChange: v.changed, OnSubmit: v.next, OnHeight: v.frame.relayout})
	o.fields = map[string]*kit.Field{
		"first": kit.NewField(t("setup.owner.first"), o.first),
		"last":  kit.NewField(t("setup.owner.last"), o.last),
	}
	for name, e := range map[string]*kit.Entry{"first": o.first, "last": o.last} {
		e.OnChanged = func(string) { o.typed(name) }
		e.OnSubmitted = func(string) { v.next() }
	}
	return o
}

// take shows the name that the inviter knows, unless one was typed.
func (o *acceptPerson) take(b acceptBook) {
	first, last := b.Name()
	if o.first.Text == "" && o.last.Text == "" {
		doorFill(o.first, first)
		doorFill(o.last, last)
	}
	o.password.setRules(o.rules())
}

// rules are those of the companies; the name as typed must not be in the password.
func (o *acceptPerson) rules() access.Rules {
	if b := o.accept.spec.Secrets.book; b != nil {
		return b.Rules(o.first.Text, o.last.Text)
	}
	return access.Rules{}
}

func (o *acceptPerson) name() string { return strings.TrimSpace(o.first.Text + " " + o.last.Text) }

// typed forgets a field's fault and judges the password by the new name.
func (o *acceptPerson) typed(field string) {
	if o.fields[field].Fault() != "" {
		o.fields[field].SetFault("")
	}
	o.password.setRules(o.rules())
	o.accept.changed()
}

func (o *acceptPerson) title() (title, text string) {
	t, b := o.accept.page.T, o.accept.spec.Secrets.book
	if b == nil {
		return t("accept.person"), ""
	}
	ends := o.accept.spec.Words.DateTime(time.UnixMilli(b.Ends()).In(o.accept.spec.Now().Location()))
	if b.By() == "" {
		return t("accept.person"), t("accept.until", "Email", b.Email(), "Date", ends)
	}
	return t("accept.person"), t("accept.by", "Name", b.By(), "Email", b.Email(), "Date", ends)
}

func (o *acceptPerson) build() fyne.CanvasObject {
	v := o.accept
	b := v.spec.Secrets.book
	if b == nil {
		return kit.Gap(0)
	}
	body := kit.VStack(24)
	offers := kit.VStack(12)
	for _, c := range b.Companies() {
		offers.Add(o.offer(c))
	}
	body.Add(offers)
	if b.Account() {
		note := kit.NewMessage()
		note.Set(kit.ToneInfo, "", v.page.T("accept.account", "Email", b.Email()))
		body.Add(note)
		return body
	}
	body.Add(kit.Form(kit.Columns(16, o.fields["first"], o.fields["last"]), o.password.build()))
	body.Add(kit.Rows(kit.NewRow("person", v.page.T("accept.other"), "", func() { v.join("") })))
	return body
}

// offer is a company with what its new member can read and do there.
func (o *acceptPerson) offer(c access.InvitedCompany) fyne.CanvasObject {
	t := o.accept.page.T
	kind := t("accept.external")
	switch {
	case c.Owner:
		kind = t("accept.owner")
	case c.Internal:
		kind = t("accept.internal")
	}
	if c.Until != "" {
		kind = t("accept.externalUntil", "Date", civilDate(o.accept.spec.Words, c.Until))
	}
	lines := kit.VStack(6)
	for _, line := range consequencesOf(t, c.Rights, c.Owner).Can {
		lines.Add(kit.HStackTop(10, kit.Pad(2, 0, 0, 0, kit.NewGlyph("check", kit.ColorSuccess, 16)), kit.Body(line), kit.Spacer()))
	}
	return kit.Card(kit.VStack(16,
		kit.HStack(12, kit.CompanyMark(kit.Initials(c.Name), companyColor(c.Color), 32), kit.VStack(0, kit.Label(c.Name), kit.Caption(kind)), kit.Spacer()),
		lines), 20)
}

// civilDate says a day, YYYY-MM-DD; one that is none is said as it stands.
func civilDate(words companyWords, day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return words.Date(at)
}

// arrive judges the password again.
func (o *acceptPerson) arrive() error {
	o.password.setRules(o.rules())
	return nil
}

func (o *acceptPerson) locked() string {
	if o.accept.joining() {
		return ""
	}
	return o.password.reason()
}

// check asks for the names first, then for what the password lacks.
func (o *acceptPerson) check() bool {
	if o.accept.joining() {
		return true
	}
	t := o.accept.page.T
	for _, name := range []string{"first", "last"} {
		text := o.first.Text
		if name == "last" {
			text = o.last.Text
		}
		if strings.TrimSpace(text) == "" {
			o.fields[name].SetFault(t("input.empty"))
		}
	}
	if kit.FocusFault(o.accept.page.Window, o.fields["first"], o.fields["last"]) {
		return false
	}
	return !o.password.reveal()
}

func (o *acceptPerson) refuse(err error) bool {
	var input *access.InputError
	if !errors.As(err, &input) {
		return false
	}
	field := o.fields[input.Field]
	if field == nil {
		return o.password.fault(err)
	}
	field.SetFault(o.accept.page.Explain(err))
	kit.FocusFault(o.accept.page.Window, field)
	return true
}

func (o *acceptPerson) focus() {
	canvas := o.accept.page.Window.Canvas()
	switch {
	case o.accept.joining():
		canvas.Focus(o.accept.frame.main)
	case o.first.Text == "":
		canvas.Focus(o.first)
	case o.last.Text == "":
		canvas.Focus(o.last)
	default:
		o.password.focus()
	}
	o.accept.frame.scroll.Top() // who invites, first
}

// draft keeps names and password over a change of language; see accept.draft.
func (o *acceptPerson) draft() map[string]string {
	return map[string]string{"first": o.first.Text, "last": o.last.Text, "password": o.password.password(),
		"consent": map[bool]string{true: "true"}[o.password.consent()]}
}

func (o *acceptPerson) restore(d map[string]string) {
	doorFill(o.first, d["first"])
	doorFill(o.last, d["last"])
	o.password.setPassword(d["password"])
	o.password.promise.SetOn(d["consent"] == "true")
}
