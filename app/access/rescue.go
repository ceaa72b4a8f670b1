package access

import (
	"context"
	"errors"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// Rescue is a sign-in with the recovery kit in place of the password (F15). The
// second factor is asked all the same (F16): Code, Recovery, or WithoutFactor,
// which forces an enrolment. Nothing is written before Finish.
type Rescue struct {
	door    *Door
	lookup  []byte
	account keys.ID
	rk      *keys.RingKey
	ring    *keys.Ring
	version uint64
	since   int64 // when the kit was right, Unix ms
	late    bool  // it waited too long

	proof  *proof    // judged once, and once more when it is spent
	judged keys.Hash // of the seed by which it was judged

	without, lowered, older bool // see WithoutFactor, TrustClock, TakeOlder
}

// Kit looks an address and a kit's code up. A kit has its own count of tries, so
// that nobody can shut its owner out. Errors: *InputError of the field "kit" for
// a mistyped code, *WrongError, *LockedError, ErrTampered, those of the file.
func (d *Door) Kit(ctx context.Context, email, typed string) (*Rescue, error) {
	kit, err := keys.ParseKit(typed)
	if err != nil {
		return nil, &InputError{Field: "kit", Err: err}
	}
	defer kit.Wipe()
	lookup, err := d.lookup(ctx, email)
	if err != nil {
		return nil, err
	}
	a, err := d.beginKit(ctx, lookup)
	if err != nil {
		return nil, err
	}
	acct, slot, err := d.account(ctx, lookup, keys.SlotKit)
	if errors.Is(err, data.ErrNotFound) {
		return nil, a.wrong(false)
	}
	if err != nil {
		return nil, err
	}
	r := &Rescue{door: d, lookup: lookup, version: acct.Version, since: d.now()}
	if r.account, err = keys.IDFrom(acct.ID); err != nil {
		return nil, damaged(err)
	}
	r.rk, err = slot.OpenKit(r.account, kit)
	if errors.Is(err, keys.ErrOpen) {
		return nil, a.wrong(false)
	}
	if err != nil {
		return nil, damaged(err)
	}
	if r.ring, err = r.rk.OpenRing(r.account, acct.Version, acct.Ring); err != nil {
		return nil, damaged(err)
	}
	if !r.ring.Pinned(slot) {
		r.Drop()
		return nil, tampered("an older kit slot was put back")
	}
	if err := d.undo(ctx, a); err != nil {
		r.Drop()
		return nil, err
	}
	return r, nil
}

// Email is the address of the account; Screen how its owner likes his windows.
func (r *Rescue) Email() string { return r.ring.Person.Email }

// Screen is how the person likes his windows.
func (r *Rescue) Screen() Screen { return screenOf(r.ring.Screen) }

// NeedsCode tells whether the second factor must still be proved.
func (r *Rescue) NeedsCode() bool {
	return r.ring != nil && r.ring.Factor != nil && r.proof == nil && !r.without
}

// RecoveryLeft is how many recovery codes remain.
func (r *Rescue) RecoveryLeft() int { return r.ring.Recovery.Left() }

// Drop forgets a rescue that goes no further.
func (r *Rescue) Drop() {
	if r.rk != nil {
		r.rk.Wipe()
		r.ring.Wipe()
		r.rk, r.proof = nil, nil
	}
}

// rescueLife is how long a right kit waits for the rest: a new kit is printed on
// the way, but an abandoned door must not stand half open.
const rescueLife = 30 * time.Minute

// alive gives ErrLate for a rescue that waited too long, and drops it; ErrEnded
// for one that was dropped or finished.
func (r *Rescue) alive() error {
	if now := r.door.now(); r.rk != nil && (now < r.since || now-r.since > rescueLife.Milliseconds()) {
		r.Drop()
		r.late = true
	}
	switch {
	case r.late:
		return ErrLate
	case r.rk == nil:
		return ErrEnded
	}
	return nil
}

// NewRecovery draws the recovery codes that belong to a new factor.
func (r *Rescue) NewRecovery() (*RecoverySet, error) { return newRecoverySet(r.door.random) }

// Prove tells whether a code of the new factor is right now (F7).
func (r *Rescue) Prove(f *NewFactor, code string) (bool, error) {
	return f.prove(code, r.door.now())
}

// NewKit draws the kit that replaces the one used.
func (r *Rescue) NewKit() (Kit, error) {
	k, err := keys.NewKit(r.door.random)
	return Kit{kit: k, number: r.ring.Kit.Number + 1}, err
}

// Rescued is everything a rescue asked. Factor and Codes are set after
// WithoutFactor, nil otherwise.
type Rescued struct {
	Password string
	Consent  bool
	Factor   *NewFactor
	Codes    *RecoverySet
	Kit      Kit
}

// Finish renews the ring's key, sets the password, voids the kit and puts the new
// one in force, and signs the person in: one transaction, after which every other
// session of the account is over. Errors: *InputError, ErrUsedCode where another
// window spent the code meanwhile, ErrChanged where one changed password, kit or
// second factor, ErrLate half an hour after the kit, ErrEnded, *ClockError, those
// of the file.
func (r *Rescue) Finish(ctx context.Context, f Rescued) (*Session, error) {
	if err := r.proved(); err != nil {
		return nil, err
	}
	n, err := r.prepare(ctx, f)
	if err != nil {
		return nil, err
	}
	s := &Session{door: r.door, account: r.account, lookup: r.lookup, rk: n.rk}
	var w *writer
	var version uint64
	err = r.door.file.Write(ctx, func(tx *data.Tx) (err error) {
		if w, err = r.writer(tx); err != nil {
			return err
		}
		s.firstHere = !w.rooms[0].known
		if err := (&Entry{lowered: r.lowered}).clock(w); err != nil {
			return err
		}
		if err := w.openKeys(); err != nil {
			return err
		}
		if err := w.restored(); err != nil {
			return err
		}
		if version, err = r.store(w, n, f); err == nil {
			s.presence, err = w.appear(r.account, n.rk)
		}
		return err
	})
	if err != nil {
		w.wipe()
		n.rk.Wipe()
		return nil, err
	}
	s.strong, s.factor, s.duty = w.now, seedHash(w.ring.Factor), w.duty()
	s.adopt(w, version)
	r.Drop()
	return s, nil
}

// renewal is what Finish will store, its slow work done.
type renewal struct {
	rk     *keys.RingKey
	secret *newSecret
	kit    keys.Slot
	fact   keys.KitFact
}

func (r *Rescue) prepare(ctx context.Context, f Rescued) (*renewal, error) {
	if !f.Consent {
		return nil, &InputError{Field: "consent", Err: ErrEmpty}
	}
	if r.without && (f.Factor == nil || !f.Factor.proved || f.Codes == nil) {
		return nil, &InputError{Field: "factor", Err: ErrEmpty}
	}
	if f.Kit.number != r.ring.Kit.Number+1 {
		return nil, &InputError{Field: "kit", Err: ErrEmpty}
	}
	rules, err := r.Rules(ctx)
	if err != nil {
		return nil, err
	}
	if !rules.Check(f.Password).OK() {
		return nil, &InputError{Field: "password", Err: ErrWeak}
	}
	n := &renewal{}
	if n.rk, err = keys.NewRingKey(r.door.random); err != nil {
		return nil, err
	}
	if n.secret, err = r.door.newSecret(n.rk, r.ring, f.Password, rules); err != nil {
		return nil, err
	}
	if n.kit, err = n.rk.SealKit(r.door.random, r.account, f.Kit.kit); err != nil {
		return nil, err
	}
	_, recipient, err := f.Kit.kit.Age()
	n.fact = keys.KitFact{Number: f.Kit.number, Recipient: recipient, Made: r.door.now()}
	return n, err
}

// store writes a rescue inside its transaction.
func (r *Rescue) store(w *writer, n *renewal, f Rescued) (uint64, error) {
	if w.ring.Kit != r.ring.Kit || w.ring.Password != r.ring.Password {
		return 0, ErrChanged // the kit is void by now, or a password would be lost unseen
	}
	by := "none"
	switch {
	case r.without:
		w.ring.Factor, w.ring.Recovery = f.Factor.record(w.now), keys.NewRecovery(f.Codes.codes, w.now)
		w.note(keys.EventReplaced)
		w.offset, by = &f.Factor.offset, "enrolment"
	case r.proof != nil:
		if err := w.spend(*r.proof, r.judged); err != nil {
			return 0, err
		}
		by = "code"
		if w.recovered {
			by = "recovery"
		}
	case w.ring.Factor != nil:
		return 0, ErrEnded // enrolled by another window meanwhile
	}
	w.ring.Kit = n.fact
	w.note(keys.EventKitUsed)
	if err := n.secret.store(w); err != nil {
		return 0, err
	}
	if err := w.putSlot(n.kit); err != nil {
		return 0, err
	}
	if err := r.arrive(w); err != nil {
		return 0, err
	}
	return w.finish(act{name: actKitUsed, account: true, facts: map[string]string{factBy: by}}, nil, n.rk, r.version)
}

// arrive writes the sign-in that a rescue is.
func (r *Rescue) arrive(w *writer) error {
	sum, err := told(w.tx, r.lookup, r.account[:])
	if err != nil {
		return err
	}
	w.cameIn(sum)
	if !doubtful(w.ring, w.now) {
		w.ring.Trusted = max(w.ring.Trusted, w.now)
	}
	return nil
}
