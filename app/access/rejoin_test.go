package access_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// Somebody with two companies who is reset in one has a new account; the other company
// resets him too, and he joins it by his new sign-in.
func TestResetInTwoCompanies(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	elise.enter().Close(w.ctx())
	_, second := opens(t, s, garage)
	invited := must(s.InviteTo(w.ctx(), []string{second}, access.NewInvitation{Emails: []string{eliseEmail}, Language: "fr", Rights: []string{"customers.view"}}))(t)
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), eliseEmail, elisePassword))(t)
	e.Join(must(w.door.Invitation(w.ctx(), invited[0].Code))(t))
	in := must(e.Enter(w.ctx()))(t)
	if cards := must(in.Companies(w.ctx()))(t); len(cards) != 2 {
		t.Fatalf("%+v", cards)
	}
	in.Close(w.ctx())
	slips := map[string]access.Slip{}
	for _, c := range must(s.Companies(w.ctx()))(t) {
		if err := s.Switch(w.ctx(), c.ID); err != nil {
			t.Fatal(err)
		}
		slips[c.Name] = must(s.ResetPassword(w.ctx(), w.mine2(), w.id(s, eliseEmail), 3))(t)
	}
	r := must(w.door.Reset(w.ctx(), slips[ownerCompany].Code))(t)
	in = must(r.Finish(w.ctx(), w.renewed(r)))(t)
	if cards := must(in.Companies(w.ctx()))(t); len(cards) != 1 {
		t.Fatalf("%+v", cards)
	}
	in.Close(w.ctx())
	w.pass(time.Minute)
	e = must(w.door.Password(w.ctx(), eliseEmail, newPassword))(t)
	e.Rejoin(must(w.door.Reset(w.ctx(), slips[garage.Name].Code))(t))
	in = must(e.Enter(w.ctx()))(t)
	cards := must(in.Companies(w.ctx()))(t)
	if len(cards) != 2 || cards[0].Name != garage.Name || !slices.Equal(in.Standing().Rights, []string{"customers.view"}) {
		t.Fatalf("%+v %+v", cards, in.Standing())
	}
	in.Close(w.ctx())
	w.pass(time.Minute)
	in = must(must(w.door.Password(w.ctx(), eliseEmail, newPassword))(t).Enter(w.ctx()))(t)
	if cards := must(in.Companies(w.ctx()))(t); len(cards) != 2 {
		t.Fatalf("%+v", cards)
	}
	if _, err := access.Check(w.ctx(), w.file); err != nil {
		t.Error(err)
	}
}

// Keys that were renewed while a company shut somebody out reach it when it lets him
// in again.
func TestKeysCatchUp(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	elise.enter().Close(w.ctx())
	_, second := opens(t, s, garage)
	invited := must(s.InviteTo(w.ctx(), []string{second}, access.NewInvitation{Emails: []string{eliseEmail}, Language: "fr"}))(t)
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), eliseEmail, elisePassword))(t)
	e.Join(must(w.door.Invitation(w.ctx(), invited[0].Code))(t))
	must(e.Enter(w.ctx()))(t).Close(w.ctx())
	if err := s.Switch(w.ctx(), second); err != nil {
		t.Fatal(err)
	}
	if err := s.Disable(w.ctx(), w.id(s, eliseEmail)); err != nil {
		t.Fatal(err)
	}
	his := elise.enter()
	if err := elise.known(his, newPassword); err != nil {
		t.Fatal(err)
	}
	his.Close(w.ctx())
	if err := s.Enable(w.ctx(), w.id(s, eliseEmail)); err != nil {
		t.Fatal(err)
	}
	his = elise.enter()
	if cards := must(his.Companies(w.ctx()))(t); len(cards) != 2 {
		t.Fatalf("%+v", cards)
	}
	if err := his.Switch(w.ctx(), second); err != nil {
		t.Fatal(err)
	}
	if err := his.ChangeName(w.ctx(), "Élise", "Zonen"); err != nil {
		t.Error("the keys do not sign there:", err)
	}
	his.Close(w.ctx())
	elise.enter().Close(w.ctx())
	if _, err := access.Check(w.ctx(), w.file); err != nil {
		t.Error(err)
	}
}

// An account whose second factor is off takes no company in that still knows one.
func TestRejoinAsksTheOldFactor(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	his := elise.enter()
	elise.enrol(his)
	_, second := opens(t, s, garage)
	invited := must(s.InviteTo(w.ctx(), []string{second}, access.NewInvitation{Emails: []string{eliseEmail}, Language: "fr"}))(t)
	his.Close(w.ctx())
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), eliseEmail, elisePassword))(t)
	e.Join(must(w.door.Invitation(w.ctx(), invited[0].Code))(t))
	must(e.Code(w.ctx(), elise.phone()))(t).Close(w.ctx())
	codes := map[string]string{}
	for _, c := range must(s.Companies(w.ctx()))(t) {
		if err := s.Switch(w.ctx(), c.ID); err != nil {
			t.Fatal(err)
		}
		codes[c.Name] = must(s.ResetPassword(w.ctx(), w.mine2(), w.id(s, eliseEmail), 3))(t).Code
	}
	r := must(w.door.Reset(w.ctx(), codes[ownerCompany]))(t)
	w.pass(time.Minute)
	if err := r.Code(w.ctx(), elise.phone()); err != nil {
		t.Fatal(err)
	}
	his = must(r.Finish(w.ctx(), w.renewed(r)))(t)
	w.pass(time.Minute)
	if err := his.DropFactor(w.ctx(), newPassword, elise.phone()); err != nil {
		t.Fatal(err)
	}
	his.Close(w.ctx())
	w.pass(time.Minute)
	e = must(w.door.Password(w.ctx(), eliseEmail, newPassword))(t)
	e.Rejoin(must(w.door.Reset(w.ctx(), codes[garage.Name]))(t))
	if _, err := e.Enter(w.ctx()); !errors.Is(err, access.ErrFactor) {
		t.Fatal("in without the old factor:", err)
	}
}
