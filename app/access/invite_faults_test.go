package access_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// invited is a company with somebody whose invitation is open (fresh), somebody with
// an account who is invited again after he was removed (known), and one more who is
// only waiting (waiting): their codes, and the id of the last.
type invitedStand struct {
	base         frozen
	fresh, known string
	waiting      access.Slip
}

const luka = "luka@kantoor.be"

func newInvitedStand(t *testing.T) invitedStand {
	t.Helper()
	w := newWorld(t)
	s := w.found(false)
	var x invitedStand
	old := w.invite(s, invitation(eliseEmail))
	w.acceptBy(old.Code).Close(w.ctx())
	if err := s.Remove(w.ctx(), old.ID); err != nil {
		t.Fatal(err)
	}
	x.fresh, x.known = w.invite(s, invitation(newcomers)).Code, w.invite(s, invitation(eliseEmail)).Code
	x.waiting = w.invite(s, invitation(luka))
	s.Close(w.ctx())
	x.base = w.freeze()
	return x
}

// door is an act at the door or of the owner, after begin.
func (x invitedStand) acts() map[string]func(w *world, begin func()) error {
	owner := func(act func(*world, *access.Session) error) func(*world, func()) error {
		return func(w *world, begin func()) error {
			s, err := w.entered()
			if err != nil {
				return err
			}
			begin()
			return act(w, s)
		}
	}
	return map[string]func(w *world, begin func()) error{
		"accept": func(w *world, begin func()) error {
			inv, err := w.door.Invitation(w.ctx(), x.fresh)
			if err != nil {
				return err
			}
			a := w.answer(inv)
			begin()
			return nobody(w.door.Accept(w.ctx(), inv, a))
		},
		"join": func(w *world, begin func()) error {
			e, err := w.door.Password(w.ctx(), eliseEmail, elisePassword)
			if err != nil {
				return err
			}
			begin()
			inv, err := w.door.Invitation(w.ctx(), x.known)
			if err != nil {
				return err
			}
			e.Join(inv)
			return nobody(e.Enter(w.ctx()))
		},
		"invite": owner(func(w *world, s *access.Session) error {
			_, err := s.Invite(w.ctx(), invitation(many(3)...))
			return err
		}),
		"resend": owner(func(w *world, s *access.Session) error { _, err := s.Resend(w.ctx(), x.waiting.ID, 3); return err }),
		"cancel": owner(func(w *world, s *access.Session) error { return s.CancelInvitation(w.ctx(), x.waiting.ID) }),
	}
}

// shape is who is in, who waits, and what the journal tells, but for sign-ins; the
// whole file holds.
func (x invitedStand) shape(t *testing.T, w *world) string {
	t.Helper()
	if err := errors.Join(w.file.Close(), w.open(data.Options{})); err != nil {
		t.Fatal(err)
	}
	must(access.Check(w.ctx(), w.file))(t)
	s := must(w.entered())(t)
	var who, acts []string
	for _, u := range must(s.Users(w.ctx()))(t) {
		who = append(who, fmt.Sprintln(u.Email, u.State, u.Unreadable, u.Stale))
	}
	slices.Sort(who) // two of one address stand by their ids
	for _, line := range must(access.Journal(w.ctx(), s))(t) {
		if name := strings.Fields(line)[2]; !strings.HasPrefix(name, "session.") {
			acts = append(acts, name)
		}
	}
	s.Close(w.ctx())
	return fmt.Sprint(who, acts)
}

// Whichever call of the storage fails while somebody is invited or accepts: there is
// nothing of it, or all of it, and trying again works.
func TestEveryFailingStorageCallOfAnInvitation(t *testing.T) {
	x := newInvitedStand(t)
	dir := ramFolder(t)
	failed := 0
	stage := func(nth int) (w *world, begin func(), calls *int) {
		clear(t, dir)
		w = x.base.place(t, dir, true)
		w.pass(2 * time.Minute)
		n, armed := 0, false
		if err := w.open(data.Options{TestOnlyHook: func(string) error {
			if !armed {
				return nil
			}
			if n++; n == nth {
				return errStorage
			}
			return nil
		}}); err != nil {
			t.Fatal(err)
		}
		return w, func() { armed = true }, &n
	}
	for name, act := range x.acts() {
		w, _, _ := stage(0)
		before := x.shape(t, w)
		w.file.Close()
		w, begin, calls := stage(0)
		if err := act(w, begin); err != nil {
			t.Fatal(name, err)
		}
		last := *calls
		after := x.shape(t, w)
		w.file.Close()
		if before == after || last < 8 {
			t.Fatalf("%s: %d calls change nothing:\n%s", name, last, after)
		}
		for n := 1; n <= last; n += raced(8, times(3, 1)) {
			failed++
			w, begin, _ := stage(n)
			if err := act(w, begin); !errors.Is(err, errStorage) {
				t.Fatalf("%s: call %d failed and the person was told %v", name, n, err)
			}
			got := x.shape(t, w)
			if got != before && got != after {
				t.Fatalf("%s: call %d left\n%s\nneither\n%s\nnor\n%s", name, n, got, before, after)
			}
			if got == before {
				w.pass(2 * time.Minute)
				if err := act(w, func() {}); err != nil || x.shape(t, w) != after {
					t.Fatalf("%s: call %d, again: %v", name, n, err)
				}
			}
			w.file.Close()
		}
	}
	figure(t, "%d storage calls of invitations failed, each once: 0 half", failed)
}
