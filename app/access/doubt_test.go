package access_test

import (
	"testing"
	"time"

	"trousseau/app/access"
)

// While the clock is in doubt no day of the password is told from it: neither a
// warning nor a duty comes before somebody said that the time is right, and the
// newest time that nobody doubted is known.
func TestADoubtedClockWarnsOfNothing(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	w.pass(20 * 24 * time.Hour)
	seen := w.now
	w.signIn().Close(w.ctx())
	for _, days := range []int{60, 8, 10} { // day 80, 88 and 98 of the password
		w.pass(time.Duration(days) * 24 * time.Hour)
		s := w.signIn()
		o := must(s.Overview(w.ctx()))(t)
		if !o.TimeInDoubt || !o.TimeTrusted.Equal(seen) || o.PasswordWarns || s.Duty() != access.NoDuty {
			t.Fatalf("%d days: %+v, duty %v", days, o, s.Duty())
		}
		s.Close(w.ctx())
	}
	w.pass(-11 * 24 * time.Hour)
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	e.TrustClock() // the clock was set right: day 87
	s := must(e.Enter(w.ctx()))(t)
	if err := s.ConfirmTime(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if o := must(s.Overview(w.ctx()))(t); o.TimeInDoubt || !o.TimeTrusted.Equal(w.now) || !o.PasswordWarns || o.PasswordDays != 3 {
		t.Fatalf("confirmed: %+v", o)
	}
}
