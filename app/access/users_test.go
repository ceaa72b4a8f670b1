package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

func states(t testing.TB, s *access.Session) string {
	t.Helper()
	var out []string
	for _, u := range must(s.Users(t.Context()))(t) {
		out = append(out, u.Email[:strings.Index(u.Email, "@")]+" "+string(u.State))
	}
	return strings.Join(out, ", ")
}

// The list has every state, owners first, then members by name, then those invited.
func TestUsersStates(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.elise(s, []string{"customers.view"}, keys.Common, keys.Sales, keys.Insight)
	w.joris(s, keys.Invite{Kind: keys.Internal}, keys.Common)
	open := w.invite(s, invitation("mila@kantoor.be"))
	gone := w.invite(s, invitation("aart@kantoor.be"))
	if got := states(t, s); got != "margaux active, elise active, joris active, aart invited, mila invited" {
		t.Error(got)
	}
	u := userOf(t, s, "mila@kantoor.be")
	if u.ID != open.ID || u.Ends != open.Ends || u.Language != "nl" || u.InvitedBy != userOf(t, s, ownerEmail).ID || !u.Waiting() || u.Until != "2027-12-31" ||
		strings.Join(u.Rights, " ") != "customers.edit customers.view stats.dashboard" {
		t.Errorf("%+v", u)
	}
	if me := userOf(t, s, ownerEmail); !me.Owner || !me.Me || me.Waiting() || len(me.Rights) > 0 || me.InvitedBy != "" {
		t.Errorf("%+v", me)
	}
	if err := errors.Join(s.CancelInvitation(w.ctx(), gone.ID), s.Disable(w.ctx(), userOf(t, s, jorisEmail).ID)); err != nil {
		t.Fatal(err)
	}
	w.pass(8 * 24 * time.Hour)
	if got := states(t, s); got != "margaux active, elise active, joris disabled, aart cancelled, mila expired" {
		t.Error(got)
	}
	w.pass(23 * 24 * time.Hour) // a month after it was cancelled
	if got := states(t, s); got != "margaux active, elise active, joris disabled, mila expired" {
		t.Error(got)
	}
	w.now = time.Date(2028, 1, 2, 0, 0, 0, 0, time.UTC)
	if got := states(t, s); !strings.Contains(got, "elise ended") {
		t.Error(got)
	}
}

// A code of a reset that is under way shows with the person it is for.
func TestUsersShowResets(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	elise.enrol(elise.enter())
	id := userOf(t, s, eliseEmail).ID
	w.pass(time.Minute)
	slip := must(s.ResetPassword(w.ctx(), access.Proof{Password: ownerPassword}, id, 3))(t)
	if u := userOf(t, s, eliseEmail); u.PasswordReset != slip.Ends || u.FactorReset != 0 || u.State != access.UserActive {
		t.Errorf("%+v", u)
	}
	if err := s.CancelReset(w.ctx(), id, false); err != nil {
		t.Fatal(err)
	}
	factor := must(s.ResetFactor(w.ctx(), access.Proof{Password: ownerPassword}, id, 3))(t)
	if u := userOf(t, s, eliseEmail); u.PasswordReset != 0 || u.FactorReset != factor.Ends {
		t.Errorf("%+v", u)
	}
	w.pass(4 * 24 * time.Hour)
	if u := userOf(t, s, eliseEmail); u.FactorReset != 0 {
		t.Error("a code whose time is over is still shown")
	}
}

// One report that cannot be read leaves the others, and its member, in the list.
func TestUsersWithUnreadableReports(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	elise.enter().Close(w.ctx())
	s.Close(w.ctx())
	w.byHand(`UPDATE profiles SET sealed = X'00' WHERE rowid = 2`)
	w.pass(time.Minute)
	s = w.signIn()
	if u := userOf(t, s, eliseEmail); !u.Unreadable || u.State != access.UserActive || u.SignIn != 0 {
		t.Errorf("%+v", u)
	}
	if u := userOf(t, s, ownerEmail); u.Unreadable || u.First != "Margaux" {
		t.Errorf("%+v", u)
	}
}

// Without users.view nobody sees who there is.
func TestUsersAskTheRight(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	his := w.elise(s, []string{"customers.view"}, keys.Common, keys.Sales, keys.Insight).enter()
	if users, err := his.Users(w.ctx()); !errors.Is(err, access.ErrForbidden) || users != nil {
		t.Errorf("%v %v", users, err)
	}
}

// What another session does is seen at the next look, and tells what is left.
func TestStandingFollowsAnotherSession(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	his := w.elise(s, []string{"users.view"}, keys.Common, keys.People).enter()
	before := his.Standing()
	if err := grants(t, s, userOf(t, s, eliseEmail), "customers.view"); err != nil {
		t.Fatal(err)
	}
	must(his.Twins(w.ctx()))(t)
	now := his.Standing()
	if now.Stamp == before.Stamp || now.May("users.view") || !now.May("customers.view") {
		t.Errorf("%+v", now)
	}
	if err := s.Disable(w.ctx(), userOf(t, s, eliseEmail).ID); err != nil {
		t.Fatal(err)
	}
	if _, err := his.Twins(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Errorf("goes on: %v", err)
	}
}
