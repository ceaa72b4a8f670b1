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

const newPassword = "Wuldo3-karmeB-sipto"

// expire brings the clock to a day of the password's life.
func (w *world) signInOn(day int) *access.Session {
	w.t.Helper()
	w.pass(time.Minute)
	for left := day; left > 0; { // no leap that would be doubted
		step := min(left, 20)
		w.pass(time.Duration(step) * 24 * time.Hour)
		left -= step
		if left > 0 {
			w.signIn().Close(w.ctx())
		}
	}
	return w.signIn()
}

// Day 90 is the last one, day 91 asks a new password before anything else (P4).
func TestPasswordExpires(t *testing.T) {
	for _, c := range []struct {
		day, left int
		warns     bool
		duty      access.Duty
	}{{0, 90, false, access.NoDuty}, {75, 15, false, access.NoDuty}, {76, 14, true, access.NoDuty}, {89, 1, true, access.NoDuty},
		{90, 0, true, access.NoDuty}, {91, -1, true, access.DutyPassword}} {
		w := newWorld(t)
		w.found(true).Close(w.ctx())
		s := w.signInOn(c.day)
		if s.Duty() != c.duty {
			t.Fatalf("day %d: duty %v", c.day, s.Duty())
		}
		o, err := s.Overview(w.ctx())
		if c.duty != access.NoDuty {
			if !errors.Is(err, access.ErrDuty) {
				t.Fatalf("day %d: %v", c.day, err)
			}
			continue
		}
		if err != nil || o.PasswordDays != c.left || o.PasswordWarns != c.warns || !o.PasswordExpires {
			t.Errorf("day %d: %d left, warns %v, %v", c.day, o.PasswordDays, o.PasswordWarns, err)
		}
	}
}

// Whoever must change his password can do that, lock and leave, and nothing else.
func TestADutyShutsEverythingElse(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	s := w.signInOn(91)
	c := access.Company{Name: "Elsewhere", Country: "BE", Language: "fr", Color: "#9A4A2C"}
	for name, f := range map[string]func() error{
		"overview": func() error { _, err := s.Overview(w.ctx()); return err },
		"company":  func() error { _, err := s.Company(w.ctx()); return err },
		"change":   func() error { return saveCompany(w.ctx(), s, c) },
		"people":   func() error { _, err := s.People(w.ctx()); return err },
		"money":    func() error { _, err := s.Money(w.ctx()); return err },
		"set":      func() error { return saveMoney(w.ctx(), s, access.Money{Currency: "EUR", Prefix: "F"}) },
		"policy":   func() error { return s.SetPasswordRules(w.ctx(), false, "why") },
		"lock":     func() error { return s.SetIdleLock(w.ctx(), 9) },
		"require":  func() error { return s.RequireFactor(w.ctx(), true) },
		"security": func() error { _, err := s.Security(w.ctx()); return err },
		"news":     func() error { _, err := s.News(w.ctx()); return err },
		"name":     func() error { return s.ChangeName(w.ctx(), "A", "B") },
		"logo":     func() error { return saveLogo(w.ctx(), s, nil) },
		"terms":    func() error { return saveTerms(w.ctx(), s, "x") },
		"off":      func() error { return s.DropFactor(w.ctx(), ownerPassword, w.code(1)) },
		"codes":    func() error { _, err := renewCodes(w.ctx(), s, ownerPassword); return err },
	} {
		if err := f(); !errors.Is(err, access.ErrDuty) {
			t.Errorf("%s with a password that is due: %v", name, err)
		}
	}
	if s.SignIns() != nil {
		t.Error("the list of sign-ins is open")
	}
	locked, err := s.Lock(w.ctx(), nil)
	if err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	s = must(must(locked.Unlock(w.ctx(), ownerPassword))(t).Enter(w.ctx()))(t)
	if s.Duty() != access.DutyPassword {
		t.Fatal("a lock ends the duty")
	}
	if err := s.ChangePassword(w.ctx(), ownerPassword, newPassword, true); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Overview(w.ctx()); err != nil || s.Duty() != access.NoDuty {
		t.Fatal(err, s.Duty())
	}
}

func TestChangePassword(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	var input *access.InputError
	var wrong *access.WrongError
	for _, c := range []struct {
		old, new string
		consent  bool
		is       func(error) bool
	}{
		{"Not-The-Password-9", newPassword, true, func(err error) bool { return errors.As(err, &wrong) }},
		{ownerPassword, "short", true, func(err error) bool { return errors.Is(err, access.ErrWeak) }},
		{ownerPassword, "Margaux-7rekLo-sip", true, func(err error) bool { return errors.Is(err, access.ErrWeak) }},
		{ownerPassword, ownerPassword, true, func(err error) bool { return errors.Is(err, access.ErrReused) }},
		{ownerPassword, newPassword, false, func(err error) bool { return errors.As(err, &input) && input.Field == "consent" }},
	} {
		if err := s.ChangePassword(w.ctx(), c.old, c.new, c.consent); !c.is(err) {
			t.Errorf("%q: %v", c.new, err)
		}
	}
	w.pass(time.Hour)
	if err := s.ChangePassword(w.ctx(), ownerPassword, newPassword, true); err != nil {
		t.Fatal(err)
	}
	s.Close(w.ctx())
	if _, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword); !errors.As(err, &wrong) {
		t.Fatal("the old password still opens:", err)
	}
	s = must(must(w.door.Password(w.ctx(), ownerEmail, newPassword))(t).Enter(w.ctx()))(t)
	news := must(s.News(w.ctx()))(t)
	if !slices.ContainsFunc(news, func(n access.News) bool { return n.Kind == access.NewsPassword }) {
		t.Errorf("the change is not told: %+v", news)
	}
	if o := must(s.Overview(w.ctx()))(t); o.KitFault || !o.PasswordSet.Equal(w.now) && w.now.Sub(o.PasswordSet) > time.Minute {
		t.Errorf("%+v", o)
	}
}

// The last five passwords, the present one among them, are refused (P4).
func TestTheLastFivePasswordsAreRefused(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	all := []string{ownerPassword, newPassword, "Gwimpo8-vulkaZ-mepso", "Doskel4-virtaN-hupmo", "Fimpor6-kestaL-zuldi", "Dozkel4-virpuN-hupma"}
	for i := 1; i < len(all); i++ {
		if err := s.ChangePassword(w.ctx(), all[i-1], all[i], true); err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		w.pass(time.Minute)
	}
	now := all[5]
	for _, old := range all[1:] {
		if err := s.ChangePassword(w.ctx(), now, old, true); !errors.Is(err, access.ErrReused) {
			t.Errorf("%q: %v", old, err)
		}
	}
	if err := s.ChangePassword(w.ctx(), now, all[0], true); err != nil {
		t.Errorf("the sixth but last: %v", err)
	}
}

// A clock that leapt ahead makes no password old before the time is confirmed.
func TestALeapOfTheClockIsAsked(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(120 * 24 * time.Hour)
	s := w.signIn()
	o, err := s.Overview(w.ctx())
	if err != nil || !o.TimeInDoubt || s.Duty() != access.NoDuty {
		t.Fatal(err, o.TimeInDoubt, s.Duty())
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	s = w.signIn()
	if s.Duty() != access.NoDuty {
		t.Fatal("a second sign-in confirms the time")
	}
	if err := s.ConfirmTime(w.ctx()); err != nil || s.Duty() != access.DutyPassword {
		t.Fatal(err, s.Duty())
	}
}

func TestRecoveryCodes(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(time.Hour)
	enter := func(code string) (*access.Session, error) {
		return must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t).Recovery(w.ctx(), code)
	}
	var input *access.InputError
	if _, err := enter("not a code"); !errors.As(err, &input) || input.Field != "recovery" {
		t.Fatal(err)
	}
	s, err := enter(strings.ToLower(strings.ReplaceAll(w.codes[3], "-", " ")))
	if err != nil {
		t.Fatal(err)
	}
	if o := must(s.Overview(w.ctx()))(t); o.RecoveryLeft != keys.RecoveryCodes-1 || o.Failed != 0 {
		t.Fatalf("%d left, %d failed", o.RecoveryLeft, o.Failed)
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	w.restart()
	var wrong *access.WrongError
	if _, err := enter(w.codes[3]); !errors.As(err, &wrong) || !wrong.Code {
		t.Fatal("a code twice:", err)
	}
	s = w.signIn()
	if news := must(s.News(w.ctx()))(t); len(news) != 1 || news[0].Kind != access.NewsCode {
		t.Errorf("%+v", news)
	}
	set, err := renewCodes(w.ctx(), s, ownerPassword)
	if err != nil {
		t.Fatal(err)
	}
	s.Close(w.ctx())
	if _, err := enter(w.codes[4]); !errors.As(err, &wrong) {
		t.Fatal("a code of the older set:", err)
	}
	if _, err := enter(set.Codes()[0]); err != nil {
		t.Fatal(err)
	}
}

// A recovery code replaces the phone's code, never the password, and ten of them
// are ten sign-ins (F13).
func TestTenRecoveryCodes(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	for i, code := range w.codes {
		w.pass(time.Minute)
		e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
		s, err := e.Recovery(w.ctx(), code)
		if err != nil {
			t.Fatalf("%d: %v", i, err)
		}
		if o := must(s.Overview(w.ctx()))(t); o.RecoveryLeft != 9-i {
			t.Fatalf("%d left after %d", o.RecoveryLeft, i+1)
		}
		s.Close(w.ctx())
	}
}

func TestDropFactor(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	w.pass(time.Minute)
	var wrong *access.WrongError
	if err := s.DropFactor(w.ctx(), "Not-The-Password-9", w.code(0)); !errors.As(err, &wrong) || wrong.Code {
		t.Fatal(err)
	}
	if err := s.DropFactor(w.ctx(), ownerPassword, "000000"); !errors.As(err, &wrong) || !wrong.Code {
		t.Fatal(err)
	}
	if err := s.RequireFactor(w.ctx(), true); err != nil {
		t.Fatal(err)
	}
	if err := s.DropFactor(w.ctx(), ownerPassword, w.code(0)); !errors.Is(err, access.ErrEnforced) {
		t.Fatal("switched off while it is mandatory:", err)
	}
	if err := s.RequireFactor(w.ctx(), false); err != nil {
		t.Fatal(err)
	}
	if err := s.DropFactor(w.ctx(), ownerPassword, w.code(0)); err != nil {
		t.Fatal(err)
	}
	if on, _ := s.Factor(); on {
		t.Fatal("still on")
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	if must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t).NeedsCode() {
		t.Fatal("a code is asked")
	}
}

// The owner cannot enforce what he has not; from each next sign-in whoever has no
// second factor reaches the enrolment alone (F9 to F11).
func TestTheWall(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	if err := s.RequireFactor(w.ctx(), true); !errors.Is(err, access.ErrEnforced) {
		t.Fatal(err)
	}
	f := must(s.BeginEnrolment(w.ctx(), ownerPassword))(t)
	w.seed = strings.ReplaceAll(f.Key(), " ", "")
	must(s.Enrol(w.ctx(), f, w.code(0)))(t)
	if err := s.RequireFactor(w.ctx(), true); err != nil {
		t.Fatal(err)
	}
	if sec := must(s.Security(w.ctx()))(t); !sec.Factor || !sec.Mine || sec.Lock != 5 || !sec.House {
		t.Fatalf("%+v", sec)
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	if s = w.signIn(); s.Duty() != access.NoDuty {
		t.Fatal("a wall before somebody who has a second factor")
	}
}
