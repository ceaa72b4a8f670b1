package views

import (
	"context"
	"errors"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// ownersBook is what the questions about ownership ask.
type ownersBook interface {
	ShareOwnership(ctx context.Context, p access.Proof, member string) error
	Transfer(ctx context.Context, mine access.Proof, member string, theirs access.Proof) error
	Demote(ctx context.Context, member string, rights []string) error
}

// askDemoteOf asks what a former owner keeps, then takes the ownership from him.
func askDemoteOf(p *kit.Page, b ownersBook, s askSpec, u access.User, templates []access.Template) *kit.Dialog {
	t := p.T
	none, all := "", "\x00all" // no name of a template
	options := []kit.Option{{Key: none, Text: t("rights.demote.none")}, {Key: all, Text: t("rights.demote.all")}}
	for _, one := range templates {
		if !one.Owner {
			options = append(options, kit.Option{Key: one.Key, Text: templateName(t, one)})
		}
	}
	choice := kit.NewChoice(options, nil)
	choice.SetKey(none)
	return kit.Confirm(p.Window, kit.ConfirmSpec{Company: s.Company, CompanyColor: s.Color, Title: s.Title, Text: s.Text, Verb: s.Verb,
		Cancel: t("signin.cancel"), Danger: true, Body: kit.NewField(t("rights.demote.keeps"), choice), OnDone: func(ok bool) {
			if !ok {
				return
			}
			var kept []string
			switch key := choice.Key(); key {
			case none:
			case all:
				kept = heldRights(access.User{Person: access.Person{Owner: true}})
			default:
				at := slices.IndexFunc(templates, func(one access.Template) bool { return one.Key == key })
				kept = keys.Complete(templates[at].Rights)
			}
			kit.Do(p, nil, func(ctx context.Context) error { return b.Demote(ctx, u.ID, kept) }, func(err error) {
				if err != nil {
					p.Fail(err)
					return
				}
				s.OnDone()
			})
		}})
}

// signer is one of the two who sign a transfer: his password, and the code of his
// phone where he has one.
type signer struct {
	password *kit.Password
	field    *kit.Field
	boxes    *kit.CodeBoxes // nil: no second factor
	code     string         // what the code is called
}

func newSigner(p *kit.Page, label, word string, code bool) *signer {
	s := &signer{password: kit.NewPassword(), code: word}
	s.field = kit.NewField(label, s.password)
	s.password.OnChanged = func(string) { s.field.SetFault("") }
	tellCaps(p, s.field, s.password)
	if code {
		s.boxes = kit.NewCodeBoxes()
	}
	return s
}

func (s *signer) build() fyne.CanvasObject {
	box := kit.VStack(12, s.field)
	if s.boxes != nil {
		box.Add(kit.VStack(6, kit.Label(s.code), kit.Left(s.boxes)))
	}
	return box
}

func (s *signer) proof() access.Proof {
	out := access.Proof{Password: s.password.Text}
	if s.boxes != nil {
		out.Code = s.boxes.Code()
	}
	return out
}

// missing is the first that is not filled in yet, nil for none.
func (s *signer) missing(t translate) fyne.Focusable {
	switch {
	case s.password.Text == "":
		s.field.SetFault(t("signin.password.empty"))
		return s.password
	case s.boxes != nil && len(s.boxes.Code()) < 6:
		return s.boxes
	}
	return nil
}

func (s *signer) clear() {
	s.password.SetText("")
	if s.boxes != nil {
		s.boxes.Clear()
	}
}

// transferSpec is a transfer of the ownership to a user; both sign at this window.
type transferSpec struct {
	Company string
	Color   color.Color
	User    access.User
	Code    bool // the person signed in has a second factor
	OnDone  func()
}

// transferView asks both for what they prove themselves with.
type transferView struct {
	page         *kit.Page
	book         ownersBook
	spec         transferSpec
	mine, theirs *signer
	says         *kit.Message
	button       *kit.Button
	dialog       *kit.Dialog
}

func askTransfer(p *kit.Page, b ownersBook, s transferSpec) *transferView {
	t := p.T
	q := &transferView{page: p, book: b, spec: s, says: kit.NewMessage()}
	q.mine = newSigner(p, t("rights.transfer.mine"), t("personal.ask.code"), s.Code)
	q.theirs = newSigner(p, t("rights.transfer.theirs", "Name", fullName(s.User)), t("rights.transfer.code", "Name", fullName(s.User)), s.User.Factor)
	q.button = kit.NewButton(kit.Danger, t("rights.transfer.verb"), q.submit)
	for _, one := range []*signer{q.mine, q.theirs} {
		one.password.OnSubmitted = func(string) { q.submit() }
		one.password.OnEscape = q.cancel
		if one.boxes != nil {
			one.boxes.OnEnter, one.boxes.OnEscape = q.submit, q.cancel
		}
	}
	head := kit.VStack(8, kit.HStack(8, kit.Dot(s.Color), kit.Caption(s.Company).Single()),
		kit.Section(t("rights.transfer.title", "Name", fullName(s.User))), kit.Muted(t("rights.transfer.text", "Name", fullName(s.User))))
	foot := kit.Foot(8, q.button, kit.Spacer(), kit.NewButton(kit.Normal, t("signin.cancel"), q.cancel))
	q.dialog = kit.ShowDialog(p.Window, 460, s.Color, kit.VStack(20, head, q.mine.build(), kit.Divider(), q.theirs.build(), q.says, foot), q.cancel)
	p.Window.Canvas().Focus(q.mine.password)
	return q
}

func (q *transferView) cancel() {
	if !q.button.Working() {
		q.close()
	}
}

func (q *transferView) close() {
	q.mine.clear()
	q.theirs.clear()
	q.dialog.Hide()
}

func (q *transferView) submit() {
	if q.button.Working() {
		return
	}
	q.says.Clear()
	for _, one := range []*signer{q.mine, q.theirs} {
		if to := one.missing(q.page.T); to != nil {
			q.fit()
			q.page.Window.Canvas().Focus(to)
			return
		}
	}
	mine, theirs := q.mine.proof(), q.theirs.proof()
	kit.Do(q.page, q.button, func(ctx context.Context) error { return q.book.Transfer(ctx, mine, q.spec.User.ID, theirs) }, func(err error) {
		if err != nil {
			q.fail(err)
			return
		}
		q.close()
		q.spec.OnDone()
	})
}

// fail takes away only what was wrong, at the one whose it was.
func (q *transferView) fail(err error) {
	of, reason := q.mine, err
	var other *access.OtherError
	if errors.As(err, &other) {
		of, reason = q.theirs, other.Err
	}
	to := fyne.Focusable(of.password)
	var wrong *access.WrongError
	switch {
	case wrongCode(reason) && of.boxes != nil:
		of.boxes.SetFault(true)
		to = of.boxes
	case errors.As(reason, &wrong):
		of.password.SetText("")
	}
	q.says.Set(kit.ToneError, "", q.page.Explain(err))
	q.fit()
	q.page.Window.Canvas().Focus(to)
}

// fit gives the dialog the height of what it says now.
func (q *transferView) fit() {
	q.dialog.Refresh()
	q.dialog.Refresh() // its texts know their width now
}
