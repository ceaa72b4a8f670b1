package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
)

// A factor enrolled elsewhere while this program was locked is asked at the
// unlocking: the password alone was right before there was one.
func TestUnlockingAsksAFactorEnrolledMeanwhile(t *testing.T) {
	for _, late := range []bool{false, true} { // before the password, or between password and entry
		w := newWorld(t)
		w.found(false).Close(w.ctx())
		w.pass(time.Minute)
		here, there := w.signIn(), w.signIn()
		l := must(here.Lock(w.ctx(), nil))(t)
		w.pass(time.Minute)
		enrol := func() {
			f := must(there.BeginEnrolment(w.ctx(), ownerPassword))(t)
			w.seed = strings.ReplaceAll(f.Key(), " ", "")
			if _, err := there.Enrol(w.ctx(), f, w.code(0)); err != nil {
				t.Fatal(err)
			}
		}
		if !late {
			enrol()
		}
		w.pass(time.Minute)
		e := must(l.Unlock(w.ctx(), ownerPassword))(t)
		if e.NeedsCode() == late {
			t.Fatalf("late %v: the code is asked: %v", late, e.NeedsCode())
		}
		if late {
			enrol()
			w.pass(time.Minute)
		}
		if _, err := e.Enter(w.ctx()); !errors.Is(err, access.ErrEnded) {
			t.Fatal("unlocked without the factor:", err)
		}
		if !late {
			must(e.Code(w.ctx(), w.code(0)))(t)
		}
	}
}
