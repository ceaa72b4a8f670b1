package views

import (
	"context"
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// signInDoor is what the sign-in needs (F1).
type signInDoor interface {
	Password(ctx context.Context, email, password string) (*access.Entry, error)
}

// signInSpec is what the sign-in shows and tells. Fault is a sentence said at the
// start, "" for none; Email stands in the form already; a nil Now is the system's
// clock.
type signInSpec struct {
	FileName, Version string
	Langs             []string
	Lang              string
	Fault, Email      string
	Now               func() time.Time
	Demo              *doorDemo // its sign-in is shown, nil: this is none
	OnLang            func(string)
	OnEntry           func(*access.Entry)
	OnOther           func()
	OnLost            func()           // the way in with the recovery kit, nil: absent
	OnReset           func()           // the way in with the code of another member, nil: absent; then also no word on a known password
	OnSupport         func()           // the way in with the code of support, nil: absent
	OnInvited         func()           // the way in with an invitation, nil: absent
	Coming            string           // the company that a reset's code takes into the account, "": none
	OnUncome          func()           // without it
	Joining           string           // the company whose invitation the sign-in accepts, "": none
	OnUnjoin          func()           // leaves that invitation for later
	OnCopies          func(why string) // to the copies of a file that is not what it was, nil: absent
}

// signInView asks e-mail address and password.
type signInView struct {
	page  *kit.Page
	door  signInDoor
	spec  signInSpec
	parts *doorParts
	says  *doorSays

	email         *kit.Entry
	password      *kit.Password
	emailField    *kit.Field
	passwordField *kit.Field
	button        *kit.Button
	known         *kit.Check // the word that the password may be known (P6)
	tried         string     // the address that waits
}

func signin(p *kit.Page, door signInDoor, spec signInSpec) *signInView {
	s := &signInView{page: p, door: door, spec: spec, email: kit.NewEntry(), password: kit.NewPassword()}
	s.parts = newDoorParts(p, doorFrame{FileName: spec.FileName, Version: spec.Version, Langs: spec.Langs, Lang: spec.Lang,
		OnLang: spec.OnLang, OnOther: spec.OnOther})
	s.button = kit.NewButton(kit.Main, p.T("signin.button"), s.submit).Tall()
	s.known = kit.NewCheck(p.T("signin.known"), func(bool) {})
	s.says = newDoorSays(p, s.button, spec.Now)
	s.says.settle = s.parts.settle
	s.emailField = kit.NewField(p.T("signin.email"), s.email)
	s.passwordField = kit.NewField(p.T("signin.password"), s.password)
	doorFill(s.email, spec.Email)
	s.email.OnChanged = func(text string) {
		s.emailField.SetFault("")
		s.says.lift(doorAddress(text) != s.tried)
	}
	s.email.OnSubmitted = func(string) { s.enter() }
	s.password.OnChanged = func(string) { s.passwordField.SetFault("") }
	s.password.OnSubmitted = func(string) { s.submit() }
	tellCaps(p, s.passwordField, s.password)
	if spec.Fault != "" {
		s.says.show(spec.Fault)
	}
	return s
}

func (s *signInView) build() fyne.CanvasObject {
	p := s.page
	fields := kit.VStack(16, s.emailField, s.passwordField)
	if s.spec.OnReset != nil {
		fields.Add(s.known)
	}
	form := kit.VStack(24, fields, kit.VStack(12, s.says.box, s.button))
	var rows []*kit.Row
	if s.spec.OnLost != nil {
		rows = append(rows, kit.NewRow("key", p.T("signin.lost"), "", s.lost))
	}
	if s.spec.OnReset != nil {
		rows = append(rows, kit.NewRow("shield", p.T("signin.reset"), "", s.free(s.spec.OnReset)))
	}
	if s.spec.Joining != "" {
		rows = append(rows, kit.NewRow("schedule", p.T("accept.drop"), "", s.free(s.spec.OnUnjoin)))
	}
	if s.spec.OnInvited != nil {
		rows = append(rows, kit.NewRow("invite", p.T("accept.row"), "", s.free(s.spec.OnInvited)))
	}
	if s.spec.OnSupport != nil {
		rows = append(rows, kit.NewRow("support", p.T("signin.support"), "", s.support))
	}
	head := doorHead(p.T("signin.title"), p.T("signin.text"), "")
	if s.spec.Coming != "" {
		note := kit.NewMessage()
		note.Set(kit.ToneInfo, "shield", p.T("reset.joining", "Company", s.spec.Coming))
		note.SetAction(p.T("accept.drop"), s.free(s.spec.OnUncome))
		head = kit.VStack(20, head, note)
	}
	if s.spec.Joining != "" {
		head = kit.VStack(20, head, s.joining())
	}
	if s.spec.Demo != nil {
		head = kit.VStack(20, head, demoCard(p, s.spec.Demo, s.fillDemo, s.leaveDemo))
	}
	return s.parts.around(doorColumn(head, form, rows...))
}

func (s *signInView) draft() map[string]string {
	said := s.says.draft()
	if s.email.Text == "" && s.password.Text == "" && said == "" && !s.known.On() {
		return nil
	}
	d := map[string]string{"email": s.email.Text, "password": s.password.Text, "said": said, "tried": s.tried}
	if s.known.On() {
		d["known"] = "yes"
	}
	return d
}

func (s *signInView) restore(draft map[string]string) {
	s.tried = draft["tried"]
	s.known.SetOn(draft["known"] != "")
	s.says.restore(draft["said"])
	doorFill(s.email, draft["email"])
	doorFill(&s.password.Entry, draft["password"])
}

func (s *signInView) focus() {
	entry := fyne.Focusable(s.password)
	if s.email.Text == "" {
		entry = s.email
	}
	s.page.Window.Canvas().Focus(entry)
	kit.RevealIn(s.page.Window, s.passwordField)
}

// keys submits by Enter from anywhere.
func (s *signInView) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
		return false
	}
	s.submit()
	return true
}

// enter is Enter in the first field: on to the second while that is empty.
func (s *signInView) enter() {
	if s.email.Text != "" && s.password.Text == "" {
		s.page.Window.Canvas().Focus(s.password)
		return
	}
	s.submit()
}

func (s *signInView) submit() {
	if s.button.Disabled() {
		return
	}
	s.says.clear()
	if !s.filled() {
		return
	}
	email, password := s.email.Text, s.password.Text
	var entry *access.Entry
	kit.Do(s.page, s.worker(), func(ctx context.Context) (err error) {
		entry, err = s.door.Password(ctx, email, password)
		return err
	}, func(err error) {
		s.tried = doorAddress(email)
		if err != nil {
			doorForget(s.password, err, password)
			s.fail(err)
			return
		}
		s.spec.OnEntry(entry)
	})
}

// isKnown tells that the person thinks his password is known.
func (s *signInView) isKnown() bool { return s.known.On() }

// fillDemo types the sign-in of the demo.
func (s *signInView) fillDemo() {
	if s.button.Working() {
		return
	}
	doorFill(s.email, s.spec.Demo.Email)
	doorFill(&s.password.Entry, s.spec.Demo.Password)
	s.page.Window.Canvas().Focus(s.button)
}

// leaveDemo leaves the demo, unless a try is under way.
func (s *signInView) leaveDemo() {
	if !s.button.Working() {
		s.spec.Demo.OnLeave()
	}
}

// lost leads to the recovery kit, unless a try is under way.
func (s *signInView) lost() {
	if !s.button.Working() {
		s.spec.OnLost()
	}
}

// support leads to the code of support, unless a try is under way.
func (s *signInView) support() {
	if !s.button.Working() {
		s.spec.OnSupport()
	}
}

// joining says that the sign-in accepts an invitation.
func (s *signInView) joining() fyne.CanvasObject {
	note := kit.NewMessage()
	note.Set(kit.ToneInfo, "invite", s.page.T("accept.joining", "Company", s.spec.Joining))
	return note
}

// free lets a way be gone unless a try is under way.
func (s *signInView) free(way func()) func() {
	return func() {
		if !s.button.Working() {
			way()
		}
	}
}

// filled points at the first field that is empty; nothing is tried then.
func (s *signInView) filled() bool {
	if strings.TrimSpace(s.email.Text) == "" {
		s.emailField.SetFault(s.page.T("signin.email.empty"))
	} else if s.password.Text == "" {
		s.passwordField.SetFault(s.page.T("signin.password.empty"))
	}
	return !kit.FocusFault(s.page.Window, s.emailField, s.passwordField)
}

// worker shows that the door works; the desk opens the session behind it too.
func (s *signInView) worker() kit.Worker { return doorWork{s.button, s.parts} }

// doorForget empties a wrong password, unless another was typed during the try.
func doorForget(p *kit.Password, err error, tried string) {
	var wrong *access.WrongError
	if errors.As(err, &wrong) && p.Text == tried {
		p.SetText("")
		p.SetRevealed(false)
	}
}

// fail says why nobody came in.
func (s *signInView) fail(err error) {
	s.says.fail(err)
	s.says.lift(doorAddress(s.email.Text) != s.tried) // typed on during the try
	if s.spec.OnCopies != nil && errors.Is(err, access.ErrTampered) {
		s.says.lead(s.page.T("firstrun.copies"), func() { s.spec.OnCopies(s.page.Explain(err)) })
	}
	s.page.Window.Canvas().Focus(s.password)
	s.says.seen()
}

// showClock says that this computer's clock lies behind the file (F8) and offers
// to trust it: retry, which gives that word and enters again, is called after the
// person has confirmed.
func (s *signInView) showClock(err *access.ClockError, retry func()) {
	s.fail(err)
	s.says.offer(retry)
}

// doorAddress is what tells two addresses apart.
func doorAddress(text string) string { return strings.ToLower(strings.TrimSpace(text)) }
