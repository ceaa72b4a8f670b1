package access

import (
	"context"
	"crypto/sha256"
	"errors"

	"trousseau/data"
)

// Between a right kit and the end of a rescue: the second factor is judged, and
// what the windows need is read. Nothing is written but the count of tries.

// Code judges a code of the phone; Finish spends it. Errors as Entry.Code.
func (r *Rescue) Code(ctx context.Context, code string) error {
	return r.judge(ctx, proof{code: code})
}

// Recovery judges a recovery code; Finish spends it. Errors as Entry.Recovery.
func (r *Rescue) Recovery(ctx context.Context, typed string) error {
	c, err := parseRecovery(typed)
	if err != nil {
		return err
	}
	return r.judge(ctx, proof{recovery: c})
}

// WithoutFactor is the person's word that he has neither phone nor codes: a new
// enrolment is then part of Finish, and every owner is told (DESIGN 5).
func (r *Rescue) WithoutFactor() { r.without, r.proof = true, nil }

// TrustClock is the owner's word that this computer's clock is right; see
// Entry.TrustClock.
func (r *Rescue) TrustClock() { r.lowered = true }

// TakeOlder is the owner's word that this older file is the one to go on with;
// see Entry.TakeOlder.
func (r *Rescue) TakeOlder() { r.older = true }

// judge looks at a code without spending it: what follows takes minutes, and an
// abandoned rescue must leave the phone's code usable.
func (r *Rescue) judge(ctx context.Context, p proof) error {
	if err := r.alive(); err != nil {
		return err
	}
	if r.ring.Factor == nil {
		return ErrEnded
	}
	a, err := r.door.begin(ctx, r.lookup)
	if err != nil {
		return err
	}
	p.attempt = a
	err = r.door.file.Read(ctx, func(tx *data.Tx) error {
		w, err := r.writer(tx)
		if err != nil {
			return err
		}
		defer w.ring.Wipe()
		if err := behind(tx, w.rooms, w.now); err != nil && !r.lowered {
			return err
		}
		if err := w.accept(p); err != nil {
			return (&Entry{door: r.door}).failed(err, &p, w)
		}
		if p.recovery == nil {
			p.counter, r.judged = w.ring.Factor.Last, sha256.Sum256(w.ring.Factor.Seed)
		}
		return nil
	})
	if !counts(err) {
		err = errors.Join(err, r.door.undo(ctx, a)) // right, or not looked at
	}
	if err == nil {
		r.proof, r.without = &p, false // a phone that turned up again stays
	}
	return err
}

// writer reads the ring and replays its companies; nothing is opened.
func (r *Rescue) writer(tx *data.Tx) (*writer, error) {
	s := &Session{door: r.door, account: r.account, rk: r.rk, version: r.version}
	if r.older {
		s.version = 0 // see Entry.enter
	}
	ring, version, err := s.freshRing(tx)
	if err != nil {
		return nil, err
	}
	w := &writer{door: r.door, tx: tx, now: r.door.now(), ring: ring}
	w.rooms, w.aside, err = r.door.openRooms(tx, ring, version, r.older)
	w.date()
	r.version = version
	return w, err
}

// Rules gives what the new password is judged by. Only after the second factor.
func (r *Rescue) Rules(ctx context.Context) (out Rules, err error) {
	if err := r.proved(); err != nil {
		return out, err
	}
	return out, r.look(ctx, func(tx *data.Tx, w *writer) error {
		out, err = rulesOf(tx, w.ring, w.rooms, w.aside)
		return err
	})
}

// Names are whom the sheets of a rescue name: the person, and the first of his
// companies.
type Names struct{ First, Last, Company string }

// Names gives whom the new sheets name. Only after the second factor. Errors as
// Rules: ErrEnded before it, ErrLate, *OlderError, ErrTampered, those of the file.
func (r *Rescue) Names(ctx context.Context) (out Names, err error) {
	if err := r.proved(); err != nil {
		return out, err
	}
	return out, r.look(ctx, func(tx *data.Tx, w *writer) error {
		_, c, err := companyRow(tx, w.rooms[0])
		out = Names{First: w.ring.Person.First, Last: w.ring.Person.Last, Company: c.Name}
		return err
	})
}

// NewFactor draws the factor of the enrolment that WithoutFactor forces, before
// that word is given: the phone shows the company's name, as at any enrolment.
// Errors as Names.
func (r *Rescue) NewFactor(ctx context.Context) (*NewFactor, error) {
	if err := r.alive(); err != nil {
		return nil, err
	}
	var issuer, account string
	err := r.look(ctx, func(tx *data.Tx, w *writer) error {
		_, c, err := companyRow(tx, w.rooms[0])
		issuer, account = c.Name, w.ring.Person.Email
		return err
	})
	if err != nil {
		return nil, err
	}
	return newFactor(r.door.random, issuer, account)
}

// proved gives ErrEnded while the second factor is still to be proved, and what
// alive gives.
func (r *Rescue) proved() error {
	if err := r.alive(); err != nil {
		return err
	}
	if r.NeedsCode() {
		return ErrEnded
	}
	return nil
}

// look reads with the keys of the person's companies open.
func (r *Rescue) look(ctx context.Context, f func(*data.Tx, *writer) error) error {
	return r.door.file.Read(ctx, func(tx *data.Tx) error {
		w, err := r.writer(tx)
		if err != nil {
			return err
		}
		defer w.wipe()
		if err := w.openKeys(); err != nil {
			return err
		}
		return f(tx, w)
	})
}
