package access_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// resetStand is a company with Joris, an owner, and Élise, who has a phone and for
// whom a code of each kind waits.
type resetStand struct {
	base             frozen
	password, factor access.Slip
	id, seed         string
}

func newResetStand(t *testing.T) resetStand {
	t.Helper()
	w := newWorld(t)
	s := w.found(false)
	w.secondOwner(s).enter().Close(w.ctx())
	elise := w.elise(s, []string{"customers.view"}, keys.Common, keys.Sales, keys.Insight)
	his := elise.enter()
	elise.enrol(his)
	his.Close(w.ctx())
	x := resetStand{id: w.id(s, eliseEmail), seed: elise.seed}
	x.password = must(s.ResetPassword(w.ctx(), w.mine2(), x.id, 7))(t)
	x.factor = must(s.ResetFactor(w.ctx(), w.mine2(), x.id, 7))(t)
	s.Close(w.ctx())
	x.base = w.freeze()
	return x
}

func (x resetStand) acts() map[string]func(w *world, begin func()) error {
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
	mine := access.Proof{Password: ownerPassword}
	return map[string]func(w *world, begin func()) error{
		"reset password": owner(func(w *world, s *access.Session) error {
			_, err := s.ResetPassword(w.ctx(), mine, x.id, 1)
			return err
		}),
		"reset factor": owner(func(w *world, s *access.Session) error { _, err := s.ResetFactor(w.ctx(), mine, x.id, 1); return err }),
		"cancel":       owner(func(w *world, s *access.Session) error { return s.CancelReset(w.ctx(), x.id, false) }),
		"email":        owner(func(w *world, s *access.Session) error { return s.ChangeEmail(w.ctx(), mine, "m@example.org") }),
		"known": owner(func(w *world, s *access.Session) error {
			kit, err := s.BeginKit(w.ctx(), ownerPassword)
			if err != nil {
				return err
			}
			return s.KnownPassword(w.ctx(), mine, newPassword, true, kit)
		}),
		"use": func(w *world, begin func()) error {
			r, err := w.door.Reset(w.ctx(), x.password.Code)
			if err != nil {
				return err
			}
			of := &person{world: w, seed: x.seed}
			if err := r.Code(w.ctx(), of.phone()); err != nil {
				return err
			}
			f := w.renewed(r)
			begin()
			return nobody(r.Finish(w.ctx(), f))
		},
		"obey": func(w *world, begin func()) error {
			e, err := w.door.Password(w.ctx(), eliseEmail, elisePassword)
			if err != nil {
				return err
			}
			f, codes := must(e.NewFactor(w.ctx()))(w.t), must(e.NewRecovery())(w.t)
			of := &person{world: w, seed: seedOf(f)}
			if ok, err := e.Prove(f, of.phone()); err != nil || !ok {
				return errors.Join(err, errors.New("not proved"))
			}
			begin()
			return nobody(e.Obey(w.ctx(), x.factor.Code, f, codes))
		},
	}
}

// shape is who is in and with what, which codes wait, and what the journal tells but
// for sign-ins; the whole file holds. Joris looks: nothing is done to him.
func (x resetStand) shape(t *testing.T, w *world) string {
	t.Helper()
	if err := errors.Join(w.file.Close(), w.open(data.Options{})); err != nil {
		t.Fatal(err)
	}
	must(access.Check(w.ctx(), w.file))(t)
	joris := &person{world: w, email: jorisEmail, password: jorisPassword}
	s := joris.enter()
	var who, acts []string
	for _, u := range must(s.Users(w.ctx()))(t) {
		who = append(who, fmt.Sprintln(u.Email, u.State, u.Unreadable, u.Stale, u.Factor, u.PasswordReset > 0, u.FactorReset > 0, u.Suspended))
	}
	for _, line := range must(access.Journal(w.ctx(), s))(t) {
		if name := strings.Fields(line)[2]; !strings.HasPrefix(name, "session.") && name != "keys.rotate" {
			acts = append(acts, name)
		}
	}
	for _, query := range []string{`SELECT COUNT(*) FROM notes`, `SELECT COUNT(*) FROM accounts`, `SELECT COUNT(*) FROM slots`} {
		who = append(who, fmt.Sprint(w.peekLive(query)))
	}
	alerts := len(must(s.Alerts(w.ctx()))(t))
	s.Close(w.ctx())
	slices.Sort(who)
	return fmt.Sprint(who, acts, alerts)
}

// Whichever call of the storage fails in a reset, or in what follows a known password:
// there is nothing of it, or all of it, and trying again works.
func TestEveryFailingStorageCallOfAReset(t *testing.T) {
	x := newResetStand(t)
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
			err := act(w, begin)
			got := x.shape(t, w)
			if got != before && got != after || err != nil && !errors.Is(err, errStorage) || err == nil && got != after {
				t.Fatalf("%s: call %d failed, told as %v, and left\n%s\nneither\n%s\nnor\n%s", name, n, err, got, before, after)
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
	figure(t, "%d storage calls of resets failed, each once: 0 half", failed)
}
