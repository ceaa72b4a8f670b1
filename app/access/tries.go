package access

import (
	"bytes"
	"context"
	"errors"
	"time"

	"trousseau/data"
)

// The figures of F17: five failures, then 30 s, doubling to 15 min.
const (
	mostTries = 1 << 20 // a count beyond is somebody's edit
	freeTries = 5
	firstWait = 30 * time.Second
	lastWait  = 15 * time.Minute
	keepTries = 24 * time.Hour
)

// kitTail makes the count of an account's recovery kit from that of its password.
const kitTail = "kit"

// kitKey is the value under which tries of a kit are counted: apart, so that
// neither count shuts the other's door.
func kitKey(of []byte) []byte { return append(bytes.Clone(of), kitTail...) }

// attempt is one try that was counted before it was looked at.
type attempt struct {
	before data.Try // as it was
	after  data.Try // as it is now
}

// wrong is what the person is told when the attempt fails.
func (a attempt) wrong(code bool) *WrongError {
	e := &WrongError{Code: code, Wait: time.Duration(a.after.Hold) * time.Millisecond}
	if left := freeTries - a.after.Failures; left > 0 {
		e.Left = left
	}
	return e
}

// counts tells whether an error costs the try that was counted for a code: it was
// looked at and not taken. Whatever else stands in the way costs none.
func counts(err error) bool {
	var wrong *WrongError
	var clock *ClockError
	return errors.As(err, &wrong) || errors.Is(err, ErrUsedCode) || errors.As(err, &clock) && clock.Behind == 0
}

// begin counts a failure of password or code and commits it, so that a program
// killed during the check has not gained a try. A look-up value that is waiting
// gives *LockedError and counts nothing. Unknown addresses are counted alike.
func (d *Door) begin(ctx context.Context, lookup []byte) (attempt, error) {
	return d.count(ctx, lookup, lookup)
}

// beginKit is begin for a recovery kit.
func (d *Door) beginKit(ctx context.Context, lookup []byte) (attempt, error) {
	return d.count(ctx, lookup, kitKey(lookup))
}

// count is begin for the count under key of the account found under lookup.
func (d *Door) count(ctx context.Context, lookup, key []byte) (attempt, error) {
	var a attempt
	var locked *LockedError
	now := d.now()
	err := d.file.Write(ctx, func(tx *data.Tx) (err error) {
		if err := forget(tx, lookup, key, now-keepTries.Milliseconds()); err != nil {
			return err
		}
		if a.before, err = tryOf(tx, key); err != nil {
			return err
		}
		if wait := waiting(a.before, now); wait > 0 {
			locked = &LockedError{Wait: wait}
			// A clock that was set back must not hold the wait where it is.
			a.before.Until = now + wait.Milliseconds()
			return tx.PutTry(a.before)
		}
		a.after = failed(a.before, key, now)
		return tx.PutTry(a.after)
	})
	if err == nil && locked != nil {
		err = locked
	}
	return a, err
}

// forget starts every count anew that had no failure since a time (ms), whether
// the address has an account or not: what remains of one would tell which
// addresses exist. What an account has not been told yet is kept under its id,
// with the same tail.
func forget(tx *data.Tx, lookup, key []byte, since int64) error {
	t, err := tryOf(tx, key)
	if err != nil {
		return err
	}
	if t.Failures > 0 && t.Last < since {
		acct, err := tx.AccountByLookup(lookup)
		if err == nil {
			err = untold(tx, append(bytes.Clone(acct.ID), key[len(lookup):]...), t)
		}
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return err
		}
		if err := tx.RemoveTry(key); err != nil {
			return err
		}
	}
	return tx.PruneTries(since)
}

// tryOf reads a count and brings it within bounds: the row is bound to nothing,
// and an edited one must end no later than any other.
func tryOf(tx *data.Tx, key []byte) (data.Try, error) {
	t, err := tx.Try(key)
	t.Failures = min(max(t.Failures, 0), mostTries)
	t.Hold = min(max(t.Hold, 0), lastWait.Milliseconds())
	return t, err
}

// untold adds failures to those that wait under key for the account's next sign-in.
func untold(tx *data.Tx, key []byte, t data.Try) error {
	kept, err := tryOf(tx, key)
	if err != nil {
		return err
	}
	if kept.Failures == 0 {
		kept.Since = t.Since
	}
	kept.Lookup, kept.Last = key, t.Last
	kept.Failures += t.Failures
	return tx.PutTry(kept)
}

// missed are the failures since the last sign-in, kit those of a recovery kit
// among them.
type missed struct{ all, kit uint32 }

// told gives the failures since the last sign-in and removes their counts.
func told(tx *data.Tx, lookup, account []byte) (missed, error) {
	var sum missed
	for _, of := range [][]byte{lookup, account} {
		door, err := take(tx, of)
		if err != nil {
			return missed{}, err
		}
		kit, err := take(tx, kitKey(of))
		if err != nil {
			return missed{}, err
		}
		sum.all, sum.kit = sum.all+door+kit, sum.kit+kit
	}
	return sum, nil
}

// take removes a count and gives it.
func take(tx *data.Tx, key []byte) (uint32, error) {
	t, err := tryOf(tx, key)
	if err != nil {
		return 0, err
	}
	return uint32(t.Failures), tx.RemoveTry(key)
}

// failed gives the counter after one more failure.
func failed(t data.Try, lookup []byte, now int64) data.Try {
	t.Lookup = lookup
	if t.Failures == 0 {
		t.Since = now
	}
	t.Failures = min(t.Failures+1, mostTries)
	t.Last = now
	t.Hold, t.Until = 0, 0
	if t.Failures >= freeTries {
		hold := lastWait
		if n := t.Failures - freeTries; n < 5 {
			hold = min(lastWait, firstWait<<n)
		}
		t.Hold = hold.Milliseconds()
		t.Until = now + t.Hold
	}
	return t
}

// waiting gives what is left of a wait. A clock that was set back cannot make it
// longer than it was.
func waiting(t data.Try, now int64) time.Duration {
	if t.Until <= now {
		return 0
	}
	left := min(uint64(t.Until)-uint64(now), uint64(t.Hold))
	return time.Duration(left) * time.Millisecond
}

// undo takes back an attempt that was right but is not yet a sign-in, unless
// another try was counted since.
func (d *Door) undo(ctx context.Context, a attempt) error {
	return d.file.Write(ctx, func(tx *data.Tx) error {
		t, err := tryOf(tx, a.after.Lookup)
		if err != nil {
			return err
		}
		if t.Failures == 0 {
			return nil
		}
		if t.Failures == a.after.Failures {
			a.before.Lookup = a.after.Lookup
			return tx.PutTry(a.before)
		}
		t.Failures--
		return tx.PutTry(t)
	})
}
