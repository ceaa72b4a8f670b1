package access

import (
	"context"
	"errors"
	"strconv"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// Entry is a sign-in whose password was right: the ring is open, no session is.
// With a second factor it asks Code; without one, Enter.
type Entry struct {
	door    *Door
	lookup  []byte
	account keys.ID
	rk      *keys.RingKey
	ring    *keys.Ring
	version uint64
	since   int64   // when the password was right, Unix ms
	late    bool    // it waited too long
	locked  *Locked // set when it unlocks
	// Lowered is the owner's word that the clock is right although it lies behind.
	lowered bool
	older   bool // see TakeOlder
	// invitation is accepted with the sign-in, see Join.
	invitation *Invitation
	due        bool   // a reset of the second factor waits, see ResetDue
	patient    bool   // its code was right: an enrolment takes longer than a code
	known      bool   // see Known
	reset      *Reset // see Rejoin
}

// Password looks an address and a password up (F1). The words and the work are
// the same for an unknown address and a wrong password. Errors: *WrongError,
// *LockedError, ErrTampered, those of the file.
func (d *Door) Password(ctx context.Context, email, password string) (*Entry, error) {
	lookup, err := d.lookup(ctx, email)
	if err != nil {
		return nil, err
	}
	return d.password(ctx, lookup, password)
}

func (d *Door) password(ctx context.Context, lookup []byte, password string) (*Entry, error) {
	a, err := d.begin(ctx, lookup)
	if err != nil {
		return nil, err
	}
	acct, slot, err := d.account(ctx, lookup, keys.SlotPassword)
	if errors.Is(err, data.ErrNotFound) {
		keys.SpendPassword(d.kdf, password, lookup)
		return nil, a.wrong(false)
	}
	if err != nil {
		return nil, err
	}
	e := &Entry{door: d, lookup: lookup, version: acct.Version, since: d.now()}
	if e.account, err = keys.IDFrom(acct.ID); err != nil {
		return nil, damaged(err)
	}
	e.rk, err = slot.OpenPassword(d.kdf, e.account, password)
	if errors.Is(err, keys.ErrOpen) {
		return nil, a.wrong(false)
	}
	if err != nil {
		return nil, damaged(err)
	}
	if e.ring, err = e.rk.OpenRing(e.account, acct.Version, acct.Ring); err != nil {
		return nil, damaged(err)
	}
	if !e.ring.Pinned(slot) {
		e.Drop()
		return nil, tampered("an older password slot was put back")
	}
	if err := d.undo(ctx, a); err != nil {
		e.Drop()
		return nil, err
	}
	if err := e.lookDue(ctx); err != nil {
		e.Drop()
		return nil, err
	}
	return e, nil
}

// Unlock asks the password of the person who locked; the session comes back by
// Code or Enter of the entry. Errors as Password.
func (l *Locked) Unlock(ctx context.Context, password string) (*Entry, error) {
	lookup, err := l.door.lookupOf(ctx, l.account)
	if err != nil {
		return nil, err
	}
	e, err := l.door.password(ctx, lookup, password)
	if err != nil {
		return nil, err
	}
	e.locked = l
	return e, nil
}

// Draft gives back what Lock sealed, for the session that was unlocked.
func (l *Locked) Draft(s *Session) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.rk == nil {
		return nil, ErrEnded
	}
	return s.rk.OpenDraft(l.account, l.draft)
}

// NeedsCode tells whether the second factor is asked: always with 2FA on, except
// at an unlocking within twelve hours of the last code of that factor.
func (e *Entry) NeedsCode() bool { return e.asks(e.ring.Factor) }

func (e *Entry) asks(f *keys.Factor) bool {
	if f == nil {
		return false
	}
	now := e.door.now()
	return e.locked == nil || f.Since > e.locked.strong || now-e.locked.strong >= freshFactor.Milliseconds() || now < e.locked.strong
}

// Email is the address of the account, as its owner wrote it.
func (e *Entry) Email() string { return e.ring.Person.Email }

// Screen is how the person likes his windows.
func (e *Entry) Screen() Screen { return screenOf(e.ring.Screen) }

// entryLife is how long a right password waits for its code: an abandoned door
// must not stand half open.
const entryLife = 5 * time.Minute

// Waiting tells whether the entry still waits for its code. One that waited too
// long is dropped.
func (e *Entry) Waiting() bool { return e.alive() == nil }

// alive gives ErrLate for an entry that waited too long, and drops it; ErrEnded
// for one that was dropped or used.
func (e *Entry) alive() error {
	life := entryLife
	if e.patient {
		life = rescueLife
	}
	if now := e.door.now(); e.rk != nil && (now < e.since || now-e.since > life.Milliseconds()) {
		e.Drop()
		e.late = true
	}
	switch {
	case e.late:
		return ErrLate
	case e.rk == nil:
		return ErrEnded
	}
	return nil
}

// Drop forgets an entry that goes no further.
func (e *Entry) Drop() {
	if e.rk != nil {
		e.rk.Wipe()
		e.ring.Wipe()
		e.rk = nil
	}
}

// Enter opens the session of an entry that needs no code.
func (e *Entry) Enter(ctx context.Context) (*Session, error) {
	if err := e.alive(); err != nil {
		return nil, err
	}
	if e.NeedsCode() {
		return nil, ErrEnded
	}
	return e.enter(ctx, nil)
}

// Code opens the session with the code of the phone (F6, F7): one step around
// now, later than the last one accepted, which is written in the same
// transaction. Errors: *WrongError with Code set, ErrUsedCode, *ClockError,
// *LockedError, ErrLate five minutes after the password, and those of Enter.
func (e *Entry) Code(ctx context.Context, code string) (*Session, error) {
	return e.prove(ctx, proof{code: code})
}

// prove opens the session with a code of either kind; the attempt is counted
// before it is looked at.
func (e *Entry) prove(ctx context.Context, p proof) (*Session, error) {
	if err := e.alive(); err != nil {
		return nil, err
	}
	if e.ring.Factor == nil {
		return nil, ErrEnded
	}
	a, err := e.door.begin(ctx, e.lookup)
	if err != nil {
		return nil, err
	}
	p.attempt = a
	s, err := e.enter(ctx, &p)
	if err != nil && !counts(err) {
		err = errors.Join(err, e.door.undo(ctx, a)) // the clock or the file stood in the way of the code
	}
	return s, err
}

// proof is a code of the phone, or a recovery code, with the attempt that was
// counted for it.
type proof struct {
	code     string
	recovery *keys.RecoveryCode
	attempt  attempt
	counter  uint64 // of a code that a rescue judged and will spend
	obeys    *obedience
}

// record writes the sign-in: counters, list, line and ring.
func (e *Entry) record(w *writer, version uint64) (uint64, error) {
	sum, err := told(w.tx, e.lookup, e.account[:])
	if err != nil {
		return 0, err
	}
	if sum.all > sum.kit && w.accepted {
		sum.all-- // the attempt that was right
	}
	a := act{name: actUnlock, account: true, facts: map[string]string{factFailed: strconv.FormatUint(uint64(sum.all), 10)}}
	if w.recovered {
		a.facts[factBy] = "recovery"
	}
	if !doubtful(w.ring, w.now) {
		w.ring.Trusted = max(w.ring.Trusted, w.now)
	}
	if e.locked == nil {
		a.name = actOpen
		w.cameIn(sum)
	} else if n := len(w.ring.SignIns); n > 0 { // tries at the lock are told like those at the door
		w.ring.SignIns[n-1].Failed += sum.all
		w.ring.SignIns[n-1].Kit += sum.kit
	}
	if w.obeyed {
		a.name = actObeyed
	}
	return w.finish(a, nil, e.rk, version)
}

// cameIn adds a sign-in to the person's list, with the tries that failed before.
func (w *writer) cameIn(m missed) {
	w.ring.SignIns = append(w.ring.SignIns, keys.SignIn{Time: w.at, Failed: m.all, Kit: m.kit})
	if n := len(w.ring.SignIns); n > keepSignIns {
		w.ring.SignIns = w.ring.SignIns[n-keepSignIns:]
	}
}

// accept judges a code inside the transaction that will spend it.
func (w *writer) accept(p proof) error {
	f := w.ring.Factor
	if f == nil {
		return ErrEnded
	}
	if p.recovery != nil {
		if !w.ring.Recovery.Spend(*p.recovery) {
			return p.attempt.wrong(true)
		}
		w.note(keys.EventCode)
		w.accepted, w.recovered = true, true
		return nil
	}
	centre := step(w.now) + w.rooms[0].anchor.ring(w.ring.Account).Offset
	counter, found, err := search(f.Seed, p.code, centre, signInReach)
	if err != nil {
		return err
	}
	if !found {
		return p.attempt.wrong(true)
	}
	if counter < 0 || uint64(counter) <= f.Last {
		return ErrUsedCode
	}
	f.Last = uint64(counter)
	w.accepted = true
	return nil
}

// failed turns a wrong code into the word about the clock, where a later or
// earlier moment explains it (F8). Nothing is accepted by it.
func (e *Entry) failed(err error, p *proof, w *writer) error {
	var wrong *WrongError
	if p == nil || p.recovery != nil || w == nil || !errors.As(err, &wrong) {
		return err
	}
	f, r := w.ring.Factor, w.rooms[0]
	mark := r.anchor.ring(w.ring.Account)
	counter, found, searching := search(f.Seed, p.code, step(w.now)+mark.Offset, searchReach)
	if searching != nil || !found || counter < 0 || uint64(counter) <= f.Last {
		return err
	}
	off := counter - step(w.now)
	clock := &ClockError{Deviation: -factorStep * time.Duration(off)}
	if off >= -signInReach && off <= signInReach && mark.Offset != 0 && r.known {
		mark.Offset = 0 // the clock was set right since the offset was learnt
		clock.Relearnt = e.door.anchors.write(r.anchor) == nil
	}
	return clock
}
