package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
)

// Tries of a kit that failed are told at the next sign-in and at coming in by the
// kit, once, apart from those of password and code; also those a day old.
func TestKitTriesAreTold(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	other := must(w.setup.NewKit())(t).Code()
	var wrong *access.WrongError
	try := func(email string, n int) {
		t.Helper()
		for range n {
			if _, err := w.door.Kit(w.ctx(), email, other); !errors.As(err, &wrong) {
				t.Fatal(err)
			}
		}
	}
	tell := func(s *access.Session, all, kit int) {
		t.Helper()
		if o := must(s.Overview(w.ctx()))(t); o.Failed != all || o.FailedKit != kit {
			t.Errorf("told %d, %d of a kit; want %d and %d", o.Failed, o.FailedKit, all, kit)
		}
		s.Close(w.ctx())
		w.pass(time.Minute)
	}
	try(ownerEmail, 3)
	w.pass(24*time.Hour + time.Second)
	try("nobody@bedrijf-zonen.be", 1) // whoever comes next sweeps old counts
	try(ownerEmail, 2)
	w.wrong(ownerEmail)
	tell(w.signIn(), 6, 5)
	tell(w.signIn(), 0, 0)
	try(ownerEmail, 1)
	r := w.openKit()
	if err := r.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal(err)
	}
	tell(must(r.Finish(w.ctx(), w.answers(r)))(t), 1, 1)
	try(ownerEmail, 2)
	e := must(w.door.Password(w.ctx(), ownerEmail, newPassword))(t)
	s := must(e.Code(w.ctx(), w.code(0)))(t)
	w.pass(time.Minute)
	l := must(s.Lock(w.ctx(), nil))(t)
	try(ownerEmail, 1)
	tell(must(must(l.Unlock(w.ctx(), newPassword))(t).Enter(w.ctx()))(t), 3, 3)
}

// The sheets of a rescue name company and person once the second factor was
// proved, not before; the new phone shows the company at once.
func TestRescueNames(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(time.Minute)
	r := w.openKit()
	if n, err := r.Names(w.ctx()); !errors.Is(err, access.ErrEnded) || n != (access.Names{}) {
		t.Fatal("named before the second factor:", err)
	}
	f := must(r.NewFactor(w.ctx()))(t)
	if !strings.Contains(f.URI(), "Bedrijf%20%26%20Zonen") || !strings.Contains(f.URI(), "margaux") {
		t.Error(f.URI())
	}
	if err := r.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal(err)
	}
	if n := must(r.Names(w.ctx()))(t); n != (access.Names{First: "Margaux", Last: "Bedrijf", Company: ownerCompany}) {
		t.Errorf("%+v", n)
	}
	r.Drop()
	if _, err := r.Names(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error("named after the end:", err)
	}
	if _, err := r.NewFactor(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error("a factor after the end:", err)
	}
}

// Whoever said to have neither phone nor codes and finds the phone keeps it.
func TestAPhoneThatTurnedUpStays(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(time.Minute)
	r := w.openKit()
	r.WithoutFactor()
	if err := r.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal(err)
	}
	lastLine(t, must(r.Finish(w.ctx(), w.answers(r)))(t), "kit.use", `"code"`)
}
