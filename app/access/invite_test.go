package access_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

const (
	newcomers = "mila@kantoor.be"
)

// invitation is one for an external accountant, as the page asks it.
func invitation(emails ...string) access.NewInvitation {
	return access.NewInvitation{Emails: emails, Language: "nl", Until: "2027-12-31", Rights: []string{"customers.edit", "stats.dashboard"}}
}

// invite invites one person and gives his slip.
func (w *world) invite(s *access.Session, n access.NewInvitation) access.Slip {
	w.t.Helper()
	slips := must(s.Invite(w.ctx(), n))(w.t)
	if len(slips) != len(n.Emails) {
		w.t.Fatalf("%d slips for %d", len(slips), len(n.Emails))
	}
	return slips[0]
}

// answer is what an invited person gives.
func (w *world) answer(inv *access.Invitation) access.Acceptance {
	w.t.Helper()
	return access.Acceptance{First: "Élise", Last: "Aubert", Password: elisePassword, Consent: true,
		Screen: access.Screen{Language: "nl", Theme: "light", Scale: 100}, Kit: must(inv.NewKit())(w.t)}
}

// acceptBy makes the account of a code's holder and signs him in.
func (w *world) acceptBy(code string) *access.Session {
	w.t.Helper()
	inv := must(w.door.Invitation(w.ctx(), code))(w.t)
	return must(w.door.Accept(w.ctx(), inv, w.answer(inv)))(w.t)
}

// An invited person becomes a member with exactly the rights of the invitation (B06),
// and comes back by his own password.
func TestAnInvitedPersonComesIn(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	n := invitation(eliseEmail)
	n.First, n.Last = "Elise", "Aubert"
	slip := w.invite(s, n)
	if slip.Company != ownerCompany || slip.By != "Margaux Bedrijf" || slip.Email != eliseEmail || slip.Ends != w.now.Add(7*24*time.Hour).UnixMilli() {
		t.Errorf("%+v", slip)
	}
	w.restart()
	inv := must(w.door.Invitation(w.ctx(), strings.ToLower(slip.QR)))(t)
	c := inv.Companies()
	first, last := inv.Name()
	if len(c) != 1 || c[0].Name != ownerCompany || c[0].Internal || c[0].Owner || c[0].Until != "2027-12-31" || inv.Account() || inv.Mandatory() ||
		inv.Email() != eliseEmail || first != "Elise" || last != "Aubert" || inv.Language() != "nl" || inv.By() != "Margaux Bedrijf" || inv.Ends() != slip.Ends {
		t.Errorf("%+v %v", c, inv)
	}
	want := []string{"customers.edit", "customers.view", "stats.dashboard"}
	if !slices.Equal(c[0].Rights, want) {
		t.Errorf("%v", c[0].Rights)
	}
	mine := must(w.door.Accept(w.ctx(), inv, w.answer(inv)))(t)
	standing := mine.Standing()
	if !slices.Equal(standing.Rights, want) || standing.Owner || standing.Member != slip.ID || mine.Duty() != access.NoDuty {
		t.Errorf("%+v", standing)
	}
	if !slices.Equal(standing.Domains, []string{"common", "sales", "insight"}) {
		t.Errorf("%v", standing.Domains)
	}
	if c := must(mine.Company(w.ctx()))(t); c.Name != ownerCompany {
		t.Error(c.Name)
	}
	mine.Close(w.ctx())
	elise := &person{world: w, email: eliseEmail, password: elisePassword}
	again := elise.enter()
	if !slices.Equal(again.Standing().Rights, want) {
		t.Errorf("%v", again.Standing())
	}
	again.Close(w.ctx())
	margaux := w.signIn()
	users := must(margaux.Users(w.ctx()))(t)
	i := slices.IndexFunc(users, func(u access.User) bool { return u.ID == slip.ID })
	if i < 0 || users[i].State != access.UserActive || users[i].First != "Élise" || users[i].Until != "2027-12-31" || len(users) != 2 || users[i].Stale || users[i].Unreadable {
		t.Errorf("%+v", users)
	}
	lines := must(access.Journal(w.ctx(), margaux))(t)
	if n := count(lines, "member.invite"); n != 1 || count(lines, "member.accept") != 1 {
		t.Errorf("lines: %v", lines)
	}
}

// count tells how many lines tell of an act.
func count(lines []string, name string) int {
	n := 0
	for _, l := range lines {
		if strings.Contains(l, name) {
			n++
		}
	}
	return n
}

// A code is good once.
func TestACodeIsGoodOnce(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	slip := w.invite(s, invitation(eliseEmail))
	first := must(w.door.Invitation(w.ctx(), slip.Code))(t)
	second := must(w.door.Invitation(w.ctx(), slip.Code))(t)
	must(w.door.Accept(w.ctx(), first, w.answer(first)))(t)
	if _, err := w.door.Accept(w.ctx(), first, w.answer(second)); !errors.Is(err, access.ErrEnded) {
		t.Error(err)
	}
	for _, err := range []error{
		func() error { _, err := w.door.Accept(w.ctx(), second, w.answer(second)); return err }(),
		func() error { _, err := w.door.Invitation(w.ctx(), slip.Code); return err }(),
	} {
		wantCode(t, err, access.CodeSpent)
	}
}

func wantCode(t *testing.T, err error, state string) {
	t.Helper()
	var over *access.CodeError
	if !errors.As(err, &over) || over.State != state {
		t.Errorf("want %s: %v", state, err)
	}
}

// What became of a code is told: mistyped, unknown, over, taken back, replaced.
func TestWhatBecameOfACode(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	n := invitation(eliseEmail)
	n.Days = 1
	slip := w.invite(s, n)
	var input *access.InputError
	if _, err := w.door.Invitation(w.ctx(), slip.Code[:len(slip.Code)-1]); !errors.As(err, &input) || input.Field != "code" {
		t.Error(err)
	}
	other := newWorld(t)
	elsewhere := other.invite(other.found(false), n)
	if _, err := w.door.Invitation(w.ctx(), elsewhere.Code); !errors.Is(err, access.ErrNoCode) {
		t.Error(err)
	}
	held := must(w.door.Invitation(w.ctx(), slip.Code))(t)
	w.pass(24*time.Hour + time.Second)
	_, err := w.door.Invitation(w.ctx(), slip.Code)
	wantCode(t, err, access.CodeExpired)
	_, err = w.door.Accept(w.ctx(), held, w.answer(held))
	wantCode(t, err, access.CodeExpired)
	if err := w.door.Sweep(w.ctx()); err != nil {
		t.Fatal(err)
	}
	_, err = w.door.Invitation(w.ctx(), slip.Code)
	wantCode(t, err, access.CodeExpired)

	anew := must(s.Resend(w.ctx(), slip.ID, 0))(t)
	if anew.Email != eliseEmail || anew.ID == slip.ID || anew.Code == slip.Code {
		t.Errorf("%+v", anew)
	}
	_, err = w.door.Invitation(w.ctx(), slip.Code)
	wantCode(t, err, access.CodeCancelled)
	inv := must(w.door.Invitation(w.ctx(), anew.Code))(t)
	if err := s.CancelInvitation(w.ctx(), anew.ID); err != nil {
		t.Fatal(err)
	}
	wantCode(t, s.CancelInvitation(w.ctx(), anew.ID), access.CodeCancelled)
	_, err = w.door.Accept(w.ctx(), inv, w.answer(inv))
	wantCode(t, err, access.CodeCancelled)
	third := must(s.Resend(w.ctx(), anew.ID, 30))(t)
	mine := w.acceptBy(third.Code)
	wantCode(t, func() error { _, err := s.Resend(w.ctx(), third.ID, 1); return err }(), access.CodeSpent)
	wantCode(t, s.CancelInvitation(w.ctx(), third.ID), access.CodeSpent)
	if err := s.CancelInvitation(w.ctx(), mine.Standing().Company); !errors.Is(err, access.ErrNoCode) {
		t.Error(err)
	}
}

// What an invitation may not ask is refused before anything is written.
func TestInvitationsThatAreRefused(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.invite(s, invitation(newcomers))
	lines := w.lines()
	for name, change := range map[string]func(*access.NewInvitation){
		"emails/none":     func(n *access.NewInvitation) { n.Emails = nil },
		"emails/form":     func(n *access.NewInvitation) { n.Emails = []string{"elise"} },
		"emails/member":   func(n *access.NewInvitation) { n.Emails = []string{"MARGAUX@bedrijf-zonen.be"} },
		"emails/invited":  func(n *access.NewInvitation) { n.Emails = append(n.Emails, newcomers) },
		"emails/too many": func(n *access.NewInvitation) { n.Emails = many(101) },
		"first/two":       func(n *access.NewInvitation) { n.Emails, n.First = many(2), "Élise" },
		"days/over":       func(n *access.NewInvitation) { n.Days = 31 },
		"days/under":      func(n *access.NewInvitation) { n.Days = -1 },
		"until/form":      func(n *access.NewInvitation) { n.Until = "31.12.2027" },
		"until/over":      func(n *access.NewInvitation) { n.Until = "2026-11-20" },
		"until/internal":  func(n *access.NewInvitation) { n.Internal = true },
		"until/owner":     func(n *access.NewInvitation) { n.Owner = true },
		"rights/unknown":  func(n *access.NewInvitation) { n.Rights = []string{"all"} },
		"language/none":   func(n *access.NewInvitation) { n.Language = "" },
	} {
		n := invitation(eliseEmail)
		change(&n)
		field, _, _ := strings.Cut(name, "/")
		var input *access.InputError
		if _, err := s.Invite(w.ctx(), n); !errors.As(err, &input) || input.Field != field || strings.Contains(err.Error(), "@") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if w.lines() != lines {
		t.Error("a refused invitation wrote")
	}
	if slips := must(s.Invite(w.ctx(), invitation(many(100)...)))(t); len(slips) != 100 || w.lines() != lines+100 {
		t.Error(len(slips), w.lines())
	}
}

func many(n int) []string {
	var out []string
	for i := range n {
		out = append(out, "p"+strings.Repeat("x", i%30)+string(rune('a'+i/30))+"@kantoor.be")
	}
	return out
}

// Nobody passes on what he lacks, and only owners make owners (R11).
func TestInvitingWithinOnesOwn(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	slip := w.invite(s, access.NewInvitation{Emails: []string{eliseEmail}, Language: "fr", Until: "2027-06-30", Rights: []string{"users.invite", "products.view"}})
	owners := w.invite(s, access.NewInvitation{Emails: []string{jorisEmail}, Language: "fr", Internal: true, Owner: true})
	mine := w.acceptBy(slip.Code)
	for name, c := range map[string]struct {
		change func(*access.NewInvitation)
		want   error
	}{
		"owner":        {func(n *access.NewInvitation) { n.Owner, n.Until = true, "" }, access.ErrOwners},
		"other rights": {func(n *access.NewInvitation) { n.Rights = []string{"customers.view"} }, access.ErrBeyond},
		"longer":       {func(n *access.NewInvitation) { n.Until = "2027-07-01" }, access.ErrBeyond},
		"no end":       {func(n *access.NewInvitation) { n.Until = "" }, access.ErrBeyond},
	} {
		n := access.NewInvitation{Emails: []string{newcomers}, Language: "fr", Until: "2027-06-30", Rights: []string{"products.view"}}
		c.change(&n)
		if _, err := mine.Invite(w.ctx(), n); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := mine.CancelInvitation(w.ctx(), owners.ID); !errors.Is(err, access.ErrOwners) {
		t.Error(err)
	}
	if _, err := mine.Resend(w.ctx(), owners.ID, 1); !errors.Is(err, access.ErrOwners) {
		t.Error(err)
	}
	third := w.invite(mine, access.NewInvitation{Emails: []string{newcomers}, Language: "fr", Until: "2027-06-30", Rights: []string{"products.view"}})
	if inv := must(w.door.Invitation(w.ctx(), third.Code))(t); inv.Companies()[0].Until != "2027-06-30" {
		t.Error(inv.Companies())
	}
	if err := errors.Join(s.CancelInvitation(w.ctx(), third.ID), s.CancelInvitation(w.ctx(), owners.ID)); err != nil {
		t.Error(err)
	}
}

// Without the right nothing of it is done, in any company, and nothing is written.
func TestInvitingAsksTheRight(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	waiting := w.invite(s, invitation(newcomers))
	n := invitation(eliseEmail)
	n.Rights = []string{"users.view", "users.edit_rights"}
	mine := w.acceptBy(w.invite(s, n).Code)
	before := must(os.ReadFile(w.path))(t)
	lines := w.lines()
	other := access.NewInvitation{Emails: []string{"luka@kantoor.be"}, Language: "nl", Until: "2027-12-31", Rights: []string{"users.view"}}
	for name, err := range map[string]error{
		"invite":    func() error { _, err := mine.Invite(w.ctx(), other); return err }(),
		"invite to": func() error { _, err := mine.InviteTo(w.ctx(), []string{mine.Standing().Company}, other); return err }(),
		"resend":    func() error { _, err := mine.Resend(w.ctx(), waiting.ID, 1); return err }(),
		"cancel":    mine.CancelInvitation(w.ctx(), waiting.ID),
	} {
		if !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !bytes.Equal(before, must(os.ReadFile(w.path))(t)) || w.lines() != lines {
		t.Error("a refused act wrote")
	}
}

// A code that was accepted, or taken back, leaves nothing behind that it opens.
func TestACodeLeavesNothing(t *testing.T) {
	for name, end := range map[string]func(*world, *access.Session, access.Slip) error{
		"accepted":  func(w *world, _ *access.Session, slip access.Slip) error { w.acceptBy(slip.Code); return nil },
		"cancelled": func(w *world, s *access.Session, slip access.Slip) error { return s.CancelInvitation(w.ctx(), slip.ID) },
		"renewed": func(w *world, s *access.Session, slip access.Slip) error {
			_, err := s.Resend(w.ctx(), slip.ID, 1)
			return err
		},
	} {
		w := newWorld(t)
		s := w.found(false)
		slip := w.invite(s, invitation(eliseEmail))
		if n := w.leftOf(slip.Code); n != 4 { // the note, and three domains
			t.Fatal(n)
		}
		if err := end(w, s, slip); err != nil {
			t.Fatal(name, err)
		}
		if n := w.leftOf(slip.Code); n != 0 {
			t.Error(name, n, "rows of a code that is good no more")
		}
	}
}

// leftOf counts the rows that a code opens.
func (w *world) leftOf(code string) (n int) {
	w.t.Helper()
	one := must(must(keys.ParseInvitationCode(code))(w.t).OneTime())(w.t)
	public := must(one.Keys.EncryptionKey())(w.t)
	id := keys.KeyID(public)
	if err := w.file.Read(w.ctx(), func(tx *data.Tx) error {
		notes, err := tx.Notes(one.Invitation[:])
		if err != nil {
			return err
		}
		heads, err := tx.Heads()
		if err != nil {
			return err
		}
		wraps, err := tx.Wraps(heads[0].Company, id[:])
		n = len(notes) + len(wraps)
		return err
	}); err != nil {
		w.t.Fatal(err)
	}
	return n
}
