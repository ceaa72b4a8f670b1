package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// The wall stands before a member without a second factor from his next sign-in;
// the session he has stays, and a lock is no sign-in (F9, F11, F12, B25).
func TestTheWallBeforeAMember(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	mine := elise.enter()
	if err := s.RequireFactor(w.ctx(), true); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.Company(w.ctx()); err != nil || mine.Duty() != access.NoDuty {
		t.Fatal("the running session:", err)
	}
	l := must(mine.Lock(w.ctx(), nil))(t)
	w.pass(time.Minute)
	mine = must(must(l.Unlock(w.ctx(), elisePassword))(t).Enter(w.ctx()))(t)
	if err := mine.ChangeName(w.ctx(), "Élise", "A"); err != nil || mine.Duty() != access.NoDuty {
		t.Fatal("unlocked:", err)
	}
	mine.Close(w.ctx())
	mine = elise.enter()
	if mine.Duty() != access.DutyFactor {
		t.Fatal(mine.Duty())
	}
	kit := must(mine.BeginKit(w.ctx(), elisePassword))(t)
	for name, err := range map[string]error{
		"read":     func() error { _, err := mine.Company(w.ctx()); return err }(),
		"overview": func() error { _, err := mine.Overview(w.ctx()); return err }(),
		"name":     mine.ChangeName(w.ctx(), "A", "B"),
		"password": mine.ChangePassword(w.ctx(), elisePassword, newPassword, true),
		"kit":      mine.RenewKit(w.ctx(), kit),
		"backup":   bringBack(w.ctx(), mine, w.copied()),
	} {
		if !errors.Is(err, access.ErrDuty) {
			t.Errorf("%s behind the wall: %v", name, err)
		}
	}
	if err := mine.DropFactor(w.ctx(), elisePassword, "000000"); !errors.Is(err, access.ErrDuty) {
		t.Error("an opt-out behind the wall:", err)
	}
	l = must(mine.Lock(w.ctx(), nil))(t)
	w.pass(time.Minute)
	mine = must(must(l.Unlock(w.ctx(), elisePassword))(t).Enter(w.ctx()))(t)
	if mine.Duty() != access.DutyFactor {
		t.Fatal("a lock climbs the wall")
	}
	elise.enrol(mine)
	if _, err := mine.Overview(w.ctx()); err != nil || mine.Duty() != access.NoDuty {
		t.Fatal("enrolled:", err)
	}
	w.pass(time.Minute)
	if err := mine.DropFactor(w.ctx(), elisePassword, elise.phone()); !errors.Is(err, access.ErrEnforced) {
		t.Fatal("an opt-out:", err)
	}
}

// A rescue is no way around the wall.
func TestARescueMeetsTheWall(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	if err := s.RequireFactor(w.ctx(), true); err != nil {
		t.Fatal(err)
	}
	r := must(w.door.Kit(w.ctx(), eliseEmail, elise.kit.Code()))(t)
	if d := must(r.Finish(w.ctx(), w.answers(r)))(t).Duty(); d != access.DutyFactor {
		t.Fatal("a rescue climbs the wall:", d)
	}
}

// A password that is due comes before an enrolment.
func TestAPasswordThatIsDueComesFirst(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	s := w.signInOn(91)
	f := must(s.BeginEnrolment(w.ctx(), ownerPassword))(t)
	w.seed = strings.ReplaceAll(f.Key(), " ", "")
	if _, err := s.Enrol(w.ctx(), f, w.code(0)); !errors.Is(err, access.ErrDuty) {
		t.Fatal(err)
	}
}
