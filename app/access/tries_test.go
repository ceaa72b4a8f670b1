package access_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// wrong tries a password that is not right and gives what the person is told.
func (w *world) wrong(email string) error {
	_, err := w.door.Password(w.ctx(), email, "Not-The-Password-9")
	return err
}

func TestLockOut(t *testing.T) {
	for _, email := range []string{ownerEmail, "nobody@bedrijf-zonen.be", "no address at all"} {
		t.Run(email, func(t *testing.T) {
			w := newWorld(t)
			w.found(false).Close(w.ctx())
			var wrong *access.WrongError
			for left := 4; left >= 0; left-- {
				if err := w.wrong(email); !errors.As(err, &wrong) || wrong.Left != left || wrong.Code {
					t.Fatalf("left %d: %v %+v", left, err, wrong)
				}
			}
			// 30 s, doubling to 15 min, each kept across a restart (F17).
			for _, wait := range []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute,
				8 * time.Minute, 15 * time.Minute, 15 * time.Minute} {
				if wrong.Wait != wait {
					t.Fatalf("told to wait %v, want %v", wrong.Wait, wait)
				}
				w.restart()
				w.pass(wait - time.Second)
				var locked *access.LockedError
				if err := w.wrong(email); !errors.As(err, &locked) || locked.Wait != time.Second {
					t.Fatalf("one second early: %v", err)
				}
				if _, err := w.door.Password(w.ctx(), email, ownerPassword); !errors.As(err, &locked) {
					t.Fatal("the right password was looked at during the wait")
				}
				w.pass(time.Second)
				if err := w.wrong(email); !errors.As(err, &wrong) || wrong.Left != 0 {
					t.Fatalf("after the wait: %v", err)
				}
			}
		})
	}
}

func TestClockSetBackDoesNotLengthenTheWait(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	for range 5 {
		w.wrong(ownerEmail)
	}
	w.pass(-24 * time.Hour)
	var locked *access.LockedError
	if err := w.wrong(ownerEmail); !errors.As(err, &locked) || locked.Wait != 30*time.Second {
		t.Fatalf("%v", err)
	}
}

func TestFailuresAreToldAndForgotten(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	for range 3 {
		w.wrong(ownerEmail)
	}
	w.pass(time.Minute)
	e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
	if err != nil {
		t.Fatal(err)
	}
	var wrong *access.WrongError
	if _, err := e.Code(w.ctx(), "000000"); !errors.As(err, &wrong) || !wrong.Code || wrong.Left != 1 {
		t.Fatalf("a wrong code shares the counter: %v %+v", err, wrong)
	}
	s, err := e.Code(w.ctx(), w.code(0))
	if err != nil {
		t.Fatal(err)
	}
	if o, err := s.Overview(w.ctx()); err != nil || o.Failed != 4 {
		t.Fatalf("%d failures told, %v", o.Failed, err)
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	if o, err := w.signIn().Overview(w.ctx()); err != nil || o.Failed != 0 {
		t.Fatalf("told again: %d, %v", o.Failed, err)
	}
}

// A right password without its code must not clear the counter: somebody who
// knows the password cannot guess codes for ever.
func TestRightPasswordDoesNotClearTheCounter(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	var wrong *access.WrongError
	for range 4 {
		e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Code(w.ctx(), "000000"); !errors.As(err, &wrong) {
			t.Fatal(err)
		}
	}
	if wrong.Left != 1 {
		t.Fatalf("%d left after four wrong codes", wrong.Left)
	}
	e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Code(w.ctx(), "000000"); !errors.As(err, &wrong) || wrong.Wait != 30*time.Second {
		t.Fatalf("fifth wrong code: %v", err)
	}
	var locked *access.LockedError
	if _, err := e.Code(w.ctx(), w.code(0)); !errors.As(err, &locked) {
		t.Fatalf("a code during the wait: %v", err)
	}
}

func TestParallelTriesCannotPassTheLimit(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	var mu sync.Mutex
	var looked, refused int
	var all sync.WaitGroup
	for range 40 {
		all.Go(func() {
			err := w.wrong(ownerEmail)
			var wrong *access.WrongError
			var locked *access.LockedError
			mu.Lock()
			defer mu.Unlock()
			switch {
			case errors.As(err, &wrong):
				looked++
			case errors.As(err, &locked):
				refused++
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if looked != 5 || refused != 35 {
		t.Fatalf("%d looked at, %d refused", looked, refused)
	}
}

// After a day without a try the count begins anew for every address: what is
// left of it would tell which ones exist (F1). The person is told all of them.
func TestOldFailuresCountForNobody(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	for range 2 {
		for _, email := range []string{ownerEmail, "nobody@bedrijf-zonen.be"} {
			for left := 4; left >= 2; left-- {
				wrong := &access.WrongError{}
				if err := w.wrong(email); !errors.As(err, &wrong) || wrong.Left != left {
					t.Errorf("%s: %v, %d left, want %d", email, err, wrong.Left, left)
				}
			}
		}
		w.pass(24*time.Hour + time.Second)
	}
	s := w.signIn()
	if o, err := s.Overview(w.ctx()); err != nil || o.Failed != 6 {
		t.Errorf("%d failures told, %v", o.Failed, err)
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	if o, err := w.signIn().Overview(w.ctx()); err != nil || o.Failed != 0 {
		t.Errorf("told again: %d, %v", o.Failed, err)
	}
}

// Counts that somebody wrote into the file end like any other.
func TestEditedCountsEnd(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	w.wrong(ownerEmail)
	for _, sql := range []string{
		`UPDATE tries SET failures = 9223372036854775807, hold = 9223372036854775807, until = 9223372036854775807`,
		`UPDATE tries SET failures = 9223372036854775807, hold = 0, until = -9223372036854775808`,
	} {
		if err := w.file.Close(); err != nil {
			t.Fatal(err)
		}
		(&crime{t: t}).by(false, w.path, sql)
		w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(t))
		var locked *access.LockedError
		if _, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword); errors.As(err, &locked) {
			if locked.Wait > 15*time.Minute {
				t.Errorf("a wait of %v", locked.Wait)
			}
			w.pass(15*time.Minute + time.Second)
		} else if err != nil {
			t.Fatal(err)
		}
		w.signIn().Close(w.ctx())
		w.wrong(ownerEmail)
	}
}

// A right password does not hold the door open: its code comes soon or the
// password is asked again.
func TestAPasswordWaitsFiveMinutesForItsCode(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	for _, c := range []struct {
		pass time.Duration
		ends bool
	}{{5 * time.Minute, false}, {5*time.Minute + time.Second, true}} {
		w.pass(time.Hour)
		e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
		w.pass(c.pass)
		s, err := e.Code(w.ctx(), w.code(0))
		if late := errors.Is(err, access.ErrLate); late != c.ends || late && e.Waiting() {
			t.Fatalf("after %v: %v", c.pass, err)
		}
		if err == nil {
			s.Close(w.ctx())
		}
	}
}
