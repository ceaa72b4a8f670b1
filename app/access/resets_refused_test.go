package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// A reset is for somebody at the keyboard who proves himself: a wrong password or code
// makes none, and counts.
func TestAResetAsksOnesOwnProof(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	elise.enter().Close(w.ctx())
	id, lines := w.id(s, eliseEmail), w.lines()
	var wrong *access.WrongError
	for name, p := range map[string]access.Proof{"no code": {Password: ownerPassword}, "wrong code": {Password: ownerPassword, Code: "000000"}, "wrong password": {Password: newPassword}} {
		if _, err := s.ResetPassword(w.ctx(), p, id, 1); !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
		w.pass(time.Hour)
		if _, err := s.ResetFactor(w.ctx(), p, id, 1); !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
		w.pass(time.Hour)
	}
	if w.lines() != lines {
		t.Error("a refused reset wrote a line")
	}
	for name, c := range map[string]struct {
		member string
		days   int
	}{"nobody": {"00112233445566778899aabbccddeeff", 1}, "no id": {"x", 1}, "too long": {id, 31}, "no days": {id, -1}} {
		if _, err := s.ResetPassword(w.ctx(), w.mine(), c.member, c.days); !errors.Is(err, access.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Without the right nothing is reset, and nothing is written.
func TestAResetNeedsItsRight(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	joris := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"users.reset_2fa", "users.view"}}, keys.Common, keys.People)
	his := joris.enter()
	elise := w.elise(s, nil, keys.Common)
	elise.enter().Close(w.ctx())
	id := w.id(s, eliseEmail)
	must(s.ResetPassword(w.ctx(), w.mine2(), id, 1))(t)
	lines := w.lines()
	if _, err := his.ResetPassword(w.ctx(), joris.proof(), id, 1); !errors.Is(err, access.ErrForbidden) {
		t.Error(err)
	}
	if err := his.CancelReset(w.ctx(), id, false); !errors.Is(err, access.ErrForbidden) {
		t.Error(err)
	}
	if w.lines() != lines {
		t.Error("a refused reset wrote a line")
	}
	if _, err := his.ResetFactor(w.ctx(), joris.proof(), id, 1); err != nil {
		t.Error("the right that he has:", err)
	}
}

// An old session of somebody whose password was reset can neither cancel what follows
// nor write by keys that count no more; two codes at once are one.
func TestTwoResetsAtOnce(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	elise.enter().Close(w.ctx())
	slip := must(s.ResetPassword(w.ctx(), w.mine2(), w.id(s, eliseEmail), 1))(t)
	first, second := must(w.door.Reset(w.ctx(), slip.Code))(t), must(w.door.Reset(w.ctx(), slip.Code))(t)
	f, g := w.renewed(first), w.renewed(second)
	must(first.Finish(w.ctx(), f))(t)
	if _, err := second.Finish(w.ctx(), g); !errors.Is(err, access.ErrNoCode) {
		t.Error("the same code in two windows:", err)
	}
	if n := w.peekLive(`SELECT COUNT(*) FROM accounts`); n != int64(3) {
		t.Errorf("%d accounts: the old one stays, one is new", n)
	}
	if _, err := first.Finish(w.ctx(), f); !errors.Is(err, access.ErrEnded) {
		t.Error("finished twice:", err)
	}
}
