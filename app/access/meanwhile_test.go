package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
)

// elsewhere is what another window does, and what the rescue is told.
type elsewhere struct {
	name   string
	factor bool
	other  func(w *world, s *access.Session)
	want   error
}

func meanwhile() []elsewhere {
	phone := func(w *world, s *access.Session, steps int) {
		f := must(s.BeginEnrolment(w.ctx(), ownerPassword))(w.t)
		w.seed = strings.ReplaceAll(f.Key(), " ", "")
		must(s.Enrol(w.ctx(), f, w.code(steps)))(w.t)
	}
	return []elsewhere{
		{"enrolled", false, func(w *world, s *access.Session) { phone(w, s, 0) }, access.ErrEnded},
		// A phone whose clock is slow: its first counter lies before the judged one.
		{"replaced the phone", true, func(w *world, s *access.Session) { phone(w, s, -4) }, access.ErrChanged},
		{"switched 2FA off", true, func(w *world, s *access.Session) {
			if err := s.DropFactor(w.ctx(), ownerPassword, w.code(0)); err != nil {
				w.t.Fatal(err)
			}
		}, access.ErrChanged},
		{"renewed the kit", true, func(w *world, s *access.Session) {
			if err := s.RenewKit(w.ctx(), must(s.BeginKit(w.ctx(), ownerPassword))(w.t)); err != nil {
				w.t.Fatal(err)
			}
		}, access.ErrChanged},
		{"changed the password", true, func(w *world, s *access.Session) {
			if err := s.ChangePassword(w.ctx(), ownerPassword, "Gwimpo8-vulkaZ-mepso", true); err != nil {
				w.t.Fatal(err)
			}
		}, access.ErrChanged},
		{"used the kit", true, func(w *world, s *access.Session) {
			r := w.openKit()
			r.WithoutFactor()
			must(r.Finish(w.ctx(), w.withPhone(r, w.answers(r))))(w.t)
		}, access.ErrEnded},
	}
}

// What another window changes while a rescue stands makes the rescue fail, and
// nothing of it is written.
func TestRescueAfterAnotherWindow(t *testing.T) {
	for _, c := range meanwhile() {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(c.factor)
			w.pass(time.Minute)
			r := w.openKit()
			if c.factor {
				if err := r.Code(w.ctx(), w.code(0)); err != nil {
					t.Fatal(err)
				}
			}
			f := w.answers(r)
			f.Password = "Doskel4-virtaN-hupmo"
			c.other(w, s)
			lines := must(access.Check(w.ctx(), w.file))(t).Lines
			if _, err := r.Finish(w.ctx(), f); !errors.Is(err, c.want) {
				t.Fatalf("%v, want %v", err, c.want)
			}
			if n := must(access.Check(w.ctx(), w.file))(t).Lines; n != lines {
				t.Fatal("a failed rescue wrote")
			}
			var wrong *access.WrongError
			if _, err := w.door.Password(w.ctx(), ownerEmail, f.Password); !errors.As(err, &wrong) {
				t.Fatal(err)
			}
		})
	}
}

// An act of another window that touches none of this goes through before.
func TestRescueBesideAnotherWindowsWork(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	w.pass(time.Minute)
	r := w.openKit()
	if err := r.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.ChangeName(w.ctx(), "Margaux", "Zonen"), s.SetIdleLock(w.ctx(), 12)); err != nil {
		t.Fatal(err)
	}
	s = must(r.Finish(w.ctx(), w.answers(r)))(t)
	if o := must(s.Overview(w.ctx()))(t); o.Last != "Zonen" || s.IdleMinutes() != 12 {
		t.Fatalf("%+v", o)
	}
}

// hookedKDF does something once, in the middle of slow work on a password.
type hookedKDF struct {
	keystest.KDF
	after int
	do    func()
}

func (k *hookedKDF) Stretch(password, salt []byte, p keys.Params) []byte {
	if k.after--; k.after == 0 {
		k.do()
	}
	return k.KDF.Stretch(password, salt, p)
}

// Of two windows that change the password at once the slower one fails: the
// password that was set is not lost unseen.
func TestTwoPasswordChangesAtOnce(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.pass(time.Minute)
	hook := &hookedKDF{after: 4} // the sign-in, the old password, and then the history
	o := w.options()
	o.KDF = hook
	slow := must(must(access.New(w.file, o).Password(w.ctx(), ownerEmail, ownerPassword))(t).Enter(w.ctx()))(t)
	hook.do = func() {
		if err := s.ChangePassword(w.ctx(), ownerPassword, newPassword, true); err != nil {
			t.Error(err)
		}
	}
	if err := slow.ChangePassword(w.ctx(), ownerPassword, "Gwimpo8-vulkaZ-mepso", true); !errors.Is(err, access.ErrChanged) {
		t.Fatal(err)
	}
	must(w.door.Password(w.ctx(), ownerEmail, newPassword))(t).Drop()
}
