package access_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// userOf finds somebody in the list of users by his address.
func userOf(t testing.TB, s *access.Session, email string) access.User {
	t.Helper()
	for _, u := range must(s.Users(t.Context()))(t) {
		if u.Email == email {
			return u
		}
	}
	t.Fatal("not in the list: " + email)
	return access.User{}
}

// grants writes what somebody has, as the editor does.
func grants(t testing.TB, s *access.Session, u access.User, rights ...string) error {
	t.Helper()
	return s.Grant(t.Context(), u, access.GrantTo{Member: u.ID, Owner: u.Owner, Internal: u.Internal, Rights: rights, Until: u.Until})
}

// whole wants a file in which everything agrees and opens for somebody of users.view.
func whole(t testing.TB, w *world, s *access.Session) {
	t.Helper()
	must(access.Check(w.ctx(), w.file))(t)
	must(access.Journal(w.ctx(), s))(t)
	for _, u := range must(s.Users(w.ctx()))(t) {
		if u.Unreadable || u.Stale {
			t.Errorf("%+v", u)
		}
	}
}

// A grant reaches the running session with its keys; what it takes, the running
// session loses with its next call, and the key that it still has opens nothing new.
func TestGrantGivesAndTakesKeys(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	his := elise.enter()
	u := userOf(t, s, eliseEmail)
	lines := w.lines()
	if err := grants(t, s, u, "users.invite", "customers.edit"); err != nil || w.lines() != lines+1 {
		t.Fatal(err, w.lines()-lines)
	}
	must(his.Company(w.ctx()))(t)
	st := his.Standing()
	if !slices.Equal(st.Rights, []string{"customers.edit", "customers.view", "users.invite", "users.view"}) {
		t.Errorf("%v", st.Rights)
	}
	if !slices.Equal(st.Domains, access.WhatGrantOpens([]string{"users.invite", "customers.edit"}, false)) || len(st.Domains) != 4 {
		t.Errorf("%v", st.Domains)
	}
	lastLine(t, s, "member.grant", `"customers.edit":"yes"`, `"users.view":"yes"`)
	must(his.People(w.ctx()))(t)
	if err := grants(t, s, u, "users.view"); !errors.Is(err, access.ErrChanged) {
		t.Errorf("over what was not read: %v", err)
	}
	u = userOf(t, s, eliseEmail)
	w.pass(time.Minute)
	if err := grants(t, s, u, "customers.view"); err != nil || w.lines() != lines+2 {
		t.Fatal(err, w.lines()-lines)
	}
	lastLine(t, s, "member.grant", `"users.view":"no"`, `"rotated":"people"`)
	if _, err := his.People(w.ctx()); !errors.Is(err, access.ErrForbidden) {
		t.Errorf("still sees people: %v", err)
	}
	if d := his.Standing().Domains; !slices.Equal(d, []string{"common", "sales", "insight"}) {
		t.Errorf("%v", d)
	}
	u = userOf(t, s, eliseEmail)
	if err := errors.Join(grants(t, s, u, "customers.view"), grants(t, s, u, "customers.view")); err != nil || w.lines() != lines+2 {
		t.Error("the same again writes:", err)
	}
	// The kind is his record's too.
	if err := s.Grant(w.ctx(), u, access.GrantTo{Member: u.ID, Internal: true, Rights: u.Rights}); err != nil {
		t.Fatal(err)
	}
	if got := userOf(t, s, eliseEmail); !got.Internal || got.Until != "" || got.State != access.UserActive {
		t.Errorf("%+v", got)
	}
	lastLine(t, s, "member.grant", `"kind":"external"`, `"kind":"internal"`, `"until":"2027-12-31"`)
	whole(t, w, s)
}

// What a grant cannot say is refused by its field, before anything is written.
func TestGrantIsChecked(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.elise(s, []string{"customers.view"}, keys.Common, keys.Sales, keys.Insight)
	u := userOf(t, s, eliseEmail)
	lines := w.lines()
	for field, g := range map[string]access.GrantTo{
		"owner":  {Member: u.ID, Owner: true},
		"until":  {Member: u.ID, Until: "2026-13-01"},
		"rights": {Member: u.ID, Rights: []string{"everything.do"}},
		"member": {Member: strings.Repeat("0", 32)},
	} {
		input(t, s.Grant(w.ctx(), u, g), field)
	}
	input(t, s.Grant(w.ctx(), u, access.GrantTo{Member: u.ID, Internal: true, Until: "2027-12-31"}), "until")
	input(t, s.Grant(w.ctx(), u, access.GrantTo{Member: u.ID, Until: "2026-11-01"}), "until")
	input(t, s.Grant(w.ctx(), u, access.GrantTo{Member: "margaux"}), "member")
	if err := grants(t, s, userOf(t, s, ownerEmail)); !errors.Is(err, access.ErrSelf) {
		t.Error(err)
	}
	if w.lines() != lines {
		t.Error("a refused grant wrote")
	}
}

// Nobody gives what he lacks, nobody but owners touches owners, nobody himself (R11).
func TestGrantByAMember(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	owner := userOf(t, s, ownerEmail)
	joris := w.joris(s, keys.Invite{Kind: keys.External, Rights: []string{"customers.view", "users.delete", "users.edit_rights", "users.view"}, Until: "2027-06-30"},
		keys.Common, keys.People, keys.Sales, keys.Insight)
	w.elise(s, []string{"stats.dashboard"}, keys.Common, keys.Insight)
	his := joris.enter()
	u, me := userOf(t, his, eliseEmail), userOf(t, his, jorisEmail)
	lines := w.lines()
	for name, c := range map[string]struct{ err, want error }{
		"a right that he lacks": {grants(t, his, u, "payouts.view", "stats.dashboard"), access.ErrBeyond},
		"an owner":              {grants(t, his, owner), access.ErrOwners},
		"an owner disabled":     {his.Disable(w.ctx(), owner.ID), access.ErrOwners},
		"an owner removed":      {his.Remove(w.ctx(), owner.ID), access.ErrOwners},
		"himself":               {grants(t, his, me, "users.view"), access.ErrSelf},
		"himself disabled":      {his.Disable(w.ctx(), me.ID), access.ErrSelf},
		"himself removed":       {his.Remove(w.ctx(), me.ID), access.ErrSelf},
		"a longer time": {his.Grant(w.ctx(), u, access.GrantTo{Member: u.ID, Rights: u.Rights, Until: "2028-01-01"}),
			access.ErrBeyond},
		"no end":        {his.Grant(w.ctx(), u, access.GrantTo{Member: u.ID, Rights: u.Rights}), access.ErrBeyond},
		"an ownership":  {his.Demote(w.ctx(), owner.ID, nil), access.ErrForbidden},
		"the ownership": {his.ShareOwnership(w.ctx(), access.Proof{Password: jorisPassword}, u.ID), access.ErrForbidden},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: %v", name, c.err)
		}
	}
	if w.lines() != lines {
		t.Error("a refused act wrote")
	}
	// What she has stays although he lacks it, and what he has he gives.
	if err := grants(t, his, u, "customers.view", "stats.dashboard"); err != nil {
		t.Fatal(err)
	}
	// A disabled one he gives back only what he has himself.
	if err := his.Disable(w.ctx(), u.ID); err != nil {
		t.Fatal(err)
	}
	if err := his.Enable(w.ctx(), u.ID); !errors.Is(err, access.ErrBeyond) {
		t.Error(err)
	}
	if err := s.Enable(w.ctx(), u.ID); err != nil {
		t.Fatal(err)
	}
	if got := userOf(t, s, eliseEmail); got.State != access.UserActive || !slices.Equal(got.Rights, []string{"customers.view", "stats.dashboard"}) {
		t.Errorf("%+v", got)
	}
}

// A disabled member's session ends, and comes back with what he had; a removed one's
// ends for ever, and neither can open a key that was made since.
func TestDisableEnableRemove(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, []string{"users.view"}, keys.Common, keys.People)
	his := elise.enter()
	id := userOf(t, s, eliseEmail).ID
	lines := w.lines()
	if err := errors.Join(s.Disable(w.ctx(), id), s.Disable(w.ctx(), id)); err != nil || w.lines() != lines+1 {
		t.Fatal(err, w.lines()-lines)
	}
	lastLine(t, s, "member.disable", `"state":"active"`, `"state":"disabled"`, `"rotated":"common people"`)
	if _, err := his.Twins(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Errorf("a running session goes on: %v", err)
	}
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), eliseEmail, elisePassword))(t)
	if _, err := e.Enter(w.ctx()); !errors.Is(err, access.ErrNoAccess) {
		t.Errorf("enters: %v", err)
	}
	if u := userOf(t, s, eliseEmail); u.State != access.UserDisabled {
		t.Errorf("%+v", u)
	}
	if err := errors.Join(s.Enable(w.ctx(), id), s.Enable(w.ctx(), id)); err != nil || w.lines() != lines+2 {
		t.Fatal(err, w.lines()-lines)
	}
	again := elise.enter()
	if people := must(again.People(w.ctx()))(t); len(people) != 2 {
		t.Errorf("%+v", people)
	}
	if err := s.Remove(w.ctx(), id); err != nil {
		t.Fatal(err)
	}
	lastLine(t, s, "member.remove", `"state":"removed"`, `"users.view":"no"`)
	if err := again.ChangeName(w.ctx(), "Élise", "Weg"); !errors.Is(err, access.ErrEnded) {
		t.Errorf("a removed one writes: %v", err)
	}
	if users := must(s.Users(w.ctx()))(t); len(users) != 1 {
		t.Errorf("%+v", users)
	}
	input(t, s.Remove(w.ctx(), id), "member")
	if n := w.peek(`SELECT COUNT(*) FROM wraps WHERE recipient NOT IN (SELECT recipient FROM wraps WHERE domain = 5)`); n != int64(0) {
		t.Errorf("%v wraps of others are left", n)
	}
	whole(t, w, s)
}
