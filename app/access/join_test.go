package access_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
)

const secondCompany = "Kantoor Aubert"

// withSecond is a world whose owner has a second company, which is not the current
// one.
func (w *world) withSecond(withFactor bool) (s *access.Session, first, second string) {
	w.t.Helper()
	s = w.found(withFactor)
	first = s.Standing().Company
	if err := s.NewCompany(w.ctx(), access.Company{Name: secondCompany, Country: "BE", Language: "nl", Color: "#204060"}); err != nil {
		w.t.Fatal(err)
	}
	second = s.Standing().Company
	if err := s.Switch(w.ctx(), first); err != nil {
		w.t.Fatal(err)
	}
	return s, first, second
}

// in makes a company the current one.
func (w *world) in(s *access.Session, company string) {
	w.t.Helper()
	if err := s.Switch(w.ctx(), company); err != nil {
		w.t.Fatal(err)
	}
}

// join signs a person in who accepts a code.
func (p *person) join(code string) (*access.Session, error) {
	p.t.Helper()
	p.pass(time.Minute)
	inv := must(p.door.Invitation(p.ctx(), code))(p.t)
	if !inv.Account() {
		p.t.Error("his account is not known")
	}
	e := must(p.door.Password(p.ctx(), p.email, p.password))(p.t)
	e.Join(inv)
	if e.NeedsCode() {
		return e.Code(p.ctx(), p.phone())
	}
	return e.Enter(p.ctx())
}

// Who has an account accepts with his own sign-in and keeps one password and one
// phone for all his companies; the joined one is the current one.
func TestAnAccountJoinsASecondCompany(t *testing.T) {
	w := newWorld(t)
	s, first, second := w.withSecond(false)
	elise := &person{world: w, email: eliseEmail, password: elisePassword}
	his := w.acceptBy(w.invite(s, invitation(eliseEmail)).Code)
	elise.enrol(his)
	his.Close(w.ctx())
	w.in(s, second)
	slip := w.invite(s, access.NewInvitation{Emails: []string{eliseEmail}, Language: "nl", Internal: true, Rights: []string{"users.view"}})
	inv := must(w.door.Invitation(w.ctx(), slip.Code))(t)
	if _, err := w.door.Accept(w.ctx(), inv, w.answer(inv)); !errors.Is(err, access.ErrAccount) {
		t.Fatal(err)
	}
	// A wrong code of the phone accepts nothing and spends nothing.
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), eliseEmail, elisePassword))(t)
	e.Join(inv)
	var wrong *access.WrongError
	if _, err := e.Code(w.ctx(), "000000"); !errors.As(err, &wrong) {
		t.Fatal(err)
	}
	mine := must(e.Code(w.ctx(), elise.phone()))(t)
	if st := mine.Standing(); st.Company != second || !slices.Equal(st.Rights, []string{"users.view"}) || st.Member != slip.ID {
		t.Errorf("%+v", st)
	}
	if people := must(mine.People(w.ctx()))(t); len(people) != 2 {
		t.Errorf("%+v", people)
	}
	if c := must(mine.Companies(w.ctx()))(t); len(c) != 2 || c[0].ID != second || c[1].ID != first {
		t.Errorf("%+v", c)
	}
	mine.Close(w.ctx())
	again := elise.enter()
	if st := again.Standing(); st.Company != second {
		t.Errorf("%+v", st)
	}
	lines := must(access.Journal(w.ctx(), s))(t)
	if count(lines, "member.accept") != 1 {
		t.Errorf("%v", lines)
	}
	again.Close(w.ctx())
	_, err := w.door.Invitation(w.ctx(), slip.Code)
	wantCode(t, err, access.CodeSpent)
}

// One code for several companies at once; who is in one already joins the other
// alone, and somebody who is in both is told so.
func TestOneCodeForSeveralCompanies(t *testing.T) {
	w := newWorld(t)
	s, first, second := w.withSecond(false)
	slips := must(s.InviteTo(w.ctx(), []string{first, second}, invitation(eliseEmail)))(t)
	if len(slips) != 1 || slips[0].Company != ownerCompany+", "+secondCompany {
		t.Fatalf("%+v", slips)
	}
	his := w.acceptBy(slips[0].Code)
	if c := must(his.Companies(w.ctx()))(t); len(c) != 2 || c[0].ID != first && c[0].ID != second {
		t.Errorf("%+v", c)
	}
	for _, company := range []string{first, second} {
		w.in(his, company)
		if !slices.Equal(his.Standing().Rights, []string{"customers.edit", "customers.view", "stats.dashboard"}) {
			t.Errorf("%+v", his.Standing())
		}
	}
	his.Close(w.ctx())
	var input *access.InputError
	if _, err := s.InviteTo(w.ctx(), []string{first, second}, invitation(eliseEmail)); !errors.As(err, &input) || input.Field != "emails" {
		t.Error(err)
	}
	lines := must(access.Journal(w.ctx(), s))(t)
	w.in(s, second)
	others := must(access.Journal(w.ctx(), s))(t)
	if count(lines, "member.invite") != 1 || count(others, "member.invite") != 1 || count(others, "member.accept") != 1 {
		t.Errorf("%v %v", lines, others)
	}
	// An invitation for another address, accepted by the account that is in already.
	slip := w.invite(s, invitation(newcomers))
	elise := &person{world: w, email: eliseEmail, password: elisePassword}
	inv := must(w.door.Invitation(w.ctx(), slip.Code))(t)
	e := must(w.door.Password(w.ctx(), elise.email, elise.password))(t)
	e.Join(inv)
	_, err := e.Enter(w.ctx())
	wantCode(t, err, access.CodeMember)
	if _, err := s.InviteTo(w.ctx(), []string{strings.Repeat("00", 16)}, invitation(newcomers)); !errors.Is(err, access.ErrNoAccess) {
		t.Error(err)
	}
}

// Somebody who was removed and is invited again keeps his account, and has new keys
// everywhere: the old ones were used up there.
func TestARemovedMemberIsInvitedAgain(t *testing.T) {
	w := newWorld(t)
	s, first, second := w.withSecond(false)
	slips := must(s.InviteTo(w.ctx(), []string{first, second}, access.NewInvitation{Emails: []string{eliseEmail}, Language: "nl", Rights: []string{"users.view", "users.invite", "products.view"}}))(t)
	elise := &person{world: w, email: eliseEmail, password: elisePassword}
	his := w.acceptBy(slips[0].Code)
	w.in(his, second)
	void := w.invite(his, access.NewInvitation{Emails: []string{newcomers}, Language: "nl", Rights: []string{"products.view"}})
	his.Close(w.ctx())
	w.in(s, first)
	if err := s.Remove(w.ctx(), slips[0].ID); err != nil {
		t.Fatal(err)
	}
	slip := w.invite(s, access.NewInvitation{Emails: []string{eliseEmail}, Language: "nl", Rights: []string{"customers.view"}})
	mine := must(elise.join(slip.Code))(t)
	if st := mine.Standing(); st.Company != first || st.Member != slip.ID || !slices.Equal(st.Rights, []string{"customers.view"}) {
		t.Errorf("%+v", st)
	}
	w.in(mine, second)
	if people := must(mine.People(w.ctx()))(t); len(people) != 2 {
		t.Errorf("%+v", people)
	}
	_, err := w.door.Invitation(w.ctx(), void.Code)
	wantCode(t, err, access.CodeCancelled) // what he began by the old keys is void
	mine.Close(w.ctx())
	again := elise.enter()
	if c := must(again.Companies(w.ctx()))(t); len(c) != 2 || slices.ContainsFunc(c, func(c access.CompanyCard) bool { return c.Fault }) {
		t.Errorf("%+v", c)
	}
	if err := again.ChangeName(w.ctx(), "Élise", "Aubert-Zonen"); err != nil {
		t.Error(err)
	}
	if users := must(s.Users(w.ctx()))(t); len(users) != 2 || users[1].Last != "Aubert-Zonen" || users[1].Unreadable || users[1].Stale {
		t.Errorf("%+v", users)
	}
}

// Whom no company lets in any more comes back by an invitation, with his account.
func TestAnAccountWithoutACompanyJoins(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	old := w.invite(s, invitation(eliseEmail))
	elise := &person{world: w, email: eliseEmail, password: elisePassword}
	his := w.acceptBy(old.Code)
	elise.enrol(his)
	his.Close(w.ctx())
	if err := s.Remove(w.ctx(), old.ID); err != nil {
		t.Fatal(err)
	}
	slip := w.invite(s, invitation(eliseEmail))
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), eliseEmail, elisePassword))(t)
	if _, err := e.Code(w.ctx(), elise.phone()); !errors.Is(err, access.ErrNoAccess) {
		t.Fatal(err)
	}
	mine := must(elise.join(slip.Code))(t)
	if on, _ := mine.Factor(); !on || mine.Standing().Member != slip.ID {
		t.Errorf("%+v", mine.Standing())
	}
	if c := must(mine.Companies(w.ctx()))(t); len(c) != 1 {
		t.Errorf("%+v", c)
	}
}

// Where 2FA is mandatory an account is not made without it; who has an account meets
// the wall.
func TestAcceptingWhere2FAIsMandatory(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	if err := s.RequireFactor(w.ctx(), true); err != nil {
		t.Fatal(err)
	}
	slip := w.invite(s, invitation(eliseEmail))
	inv := must(w.door.Invitation(w.ctx(), slip.Code))(t)
	a := w.answer(inv)
	var input *access.InputError
	if _, err := w.door.Accept(w.ctx(), inv, a); !errors.As(err, &input) || input.Field != "factor" || !inv.Mandatory() {
		t.Fatal(err)
	}
	a.Factor, a.Codes = must(inv.NewFactor())(t), must(inv.NewRecovery())(t)
	if _, err := w.door.Accept(w.ctx(), inv, a); !errors.As(err, &input) || input.Field != "factor" {
		t.Fatal("not proved:", err)
	}
	elise := &person{world: w, email: eliseEmail, password: elisePassword, seed: strings.ReplaceAll(a.Factor.Key(), " ", "")}
	if ok := must(inv.Prove(a.Factor, elise.phone()))(t); !ok {
		t.Fatal("the code is not taken")
	}
	mine := must(w.door.Accept(w.ctx(), inv, a))(t)
	if on, _ := mine.Factor(); !on || mine.Duty() != access.NoDuty {
		t.Error(mine.Duty())
	}
	mine.Close(w.ctx())
	elise.enter().Close(w.ctx())
	for field, change := range map[string]func(*access.Acceptance){
		"first": func(a *access.Acceptance) { a.First = " " }, "consent": func(a *access.Acceptance) { a.Consent = false },
		"password": func(a *access.Acceptance) { a.Password = "short" }, "kit": func(a *access.Acceptance) { a.Kit = access.Kit{} },
		"recovery": func(a *access.Acceptance) { a.Codes = nil }, "scale": func(a *access.Acceptance) { a.Screen.Scale = 1 },
	} {
		third := must(w.door.Invitation(w.ctx(), w.invite(s, invitation(field+"@kantoor.be")).Code))(t)
		b := a
		b.Kit = must(third.NewKit())(t)
		change(&b)
		if _, err := w.door.Accept(w.ctx(), third, b); !errors.As(err, &input) || input.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}
