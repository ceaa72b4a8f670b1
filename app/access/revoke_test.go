package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// Who takes a right away without holding its key himself still takes the wrap: the
// next holder renews the key.
func TestRevokedWithoutTheKey(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	joris := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"users.edit_rights", "users.view"}}, keys.Common, keys.People)
	w.elise(s, []string{"payouts.view"}, keys.Common, keys.Treasury)
	treasury := func() any { return w.peek("SELECT COUNT(*) FROM wraps WHERE domain = 5") }
	if n := treasury(); n != int64(2) {
		t.Fatal(n)
	}
	his := joris.enter()
	if err := grants(t, his, userOf(t, his, eliseEmail)); err != nil {
		t.Fatal(err)
	}
	if n := treasury(); n != int64(1) {
		t.Errorf("%v wraps of treasury", n)
	}
	lastLine(t, s, "member.grant", `"payouts.view":"no"`)
	w.pass(time.Minute)
	if err := s.SetIdleLock(w.ctx(), 9); err != nil {
		t.Fatal(err)
	}
	if n := w.peek("SELECT MAX(epoch) FROM wraps WHERE domain = 5"); n != int64(2) {
		t.Errorf("the next holder did not renew: epoch %v", n)
	}
	whole(t, w, s)
}

// With a member go the codes that he made and nobody used, their wraps and notes, and
// the seals of his second factor.
func TestRemovedWithHisCodes(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	joris := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"payouts.view", "users.invite", "users.reset_password", "users.view"}},
		keys.Common, keys.People, keys.Treasury)
	elise := w.elise(s, []string{"users.delete", "users.edit_rights", "users.view"}, keys.Common, keys.People)
	first := joris.enter()
	joris.enrol(first)
	w.pass(time.Minute)
	if _, err := first.Invite(w.ctx(), access.NewInvitation{Emails: []string{"iemand@kantoor.be"}, Internal: true, Language: "nl", Rights: []string{"payouts.view"}}); err != nil {
		t.Fatal(err)
	}
	count := func(query string) int64 { return w.peek("SELECT COUNT(*) FROM " + query).(int64) }
	if count("notes") != 1 || count("factors") == 0 || count("wraps WHERE domain = 5") != 3 {
		t.Fatal("nothing is proved", count("notes"), count("factors"), count("wraps WHERE domain = 5"))
	}
	hers := elise.enter()
	w.pass(time.Minute)
	if err := hers.Remove(w.ctx(), userOf(t, hers, jorisEmail).ID); err != nil {
		t.Fatal(err)
	}
	if count("notes") != 0 || count("factors") != 0 || count("wraps WHERE domain = 5") != 1 {
		t.Errorf("%d notes, %d factors, %d wraps of treasury are left", count("notes"), count("factors"), count("wraps WHERE domain = 5"))
	}
	for _, u := range must(s.Users(w.ctx()))(t) {
		if u.Waiting() && u.State != access.UserCancelled {
			t.Errorf("%+v", u)
		}
	}
	whole(t, w, s)
}

// Somebody of whom something is due signs no transfer.
func TestTransferWithADuty(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	joris := w.joris(s, keys.Invite{Kind: keys.Internal}, keys.Common)
	w.pass(80 * 24 * time.Hour)
	s.Close(w.ctx())
	s = w.signIn()
	if err := errors.Join(s.ConfirmTime(w.ctx()), s.ChangePassword(w.ctx(), ownerPassword, newPassword, true)); err != nil {
		t.Fatal(err)
	}
	joris.enter().Close(w.ctx())
	w.pass(11 * 24 * time.Hour)
	var other *access.OtherError
	err := s.Transfer(w.ctx(), access.Proof{Password: newPassword}, userOf(t, s, jorisEmail).ID, access.Proof{Password: jorisPassword})
	if !errors.As(err, &other) || !errors.Is(other.Err, access.ErrDuty) {
		t.Error(err)
	}
}
