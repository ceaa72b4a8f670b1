package access

import (
	"context"
	"slices"

	"trousseau/data"
)

// enter opens every company of the ring and writes the sign-in, in one transaction.
func (e *Entry) enter(ctx context.Context, p *proof) (*Session, error) {
	s := &Session{door: e.door, account: e.account, lookup: e.lookup, rk: e.rk, version: e.version}
	if e.older {
		s.version = 0 // the ring may be older than at the password too; its own lines are held against it
	}
	var w *writer
	var version uint64
	err := e.door.file.Write(ctx, func(tx *data.Tx) error {
		ring, v, err := s.freshRing(tx)
		if err != nil {
			return err
		}
		w = &writer{door: e.door, tx: tx, now: e.door.now(), ring: ring}
		if v, err = e.come(w, v, p); err != nil {
			return err
		}
		s.firstHere = !w.rooms[0].known
		if version, err = e.record(w, v); err == nil {
			s.presence, err = w.appear(e.account, e.rk)
		}
		return err
	})
	if err != nil {
		err = e.failed(err, p, w)
		w.wipe()
		return nil, err
	}
	s.strong, s.factor, s.duty = w.now, seedHash(w.ring.Factor), e.duty(w)
	if e.locked != nil && p == nil {
		s.strong = e.locked.strong
	}
	s.adopt(w, version)
	e.accepted()
	e.rejoined()
	e.rk = nil // the session owns it now
	e.ring.Wipe()
	return s, nil
}

// come judges clock and code, opens the person's companies, and takes him into those
// that he joins or comes back to. It gives the version that his ring goes on from.
func (e *Entry) come(w *writer, version uint64, p *proof) (uint64, error) {
	var err error
	if w.rooms, w.aside, err = e.door.openRooms(w.tx, w.ring, version, e.older); err != nil && !e.joining(err) && !e.returning(err) {
		return 0, err
	}
	guests, err := e.guests(w, version)
	if err != nil {
		return 0, err
	}
	back, err := e.comeback(w)
	if err != nil {
		return 0, err
	}
	if err := e.judge(w, p, append(slices.Clone(guests), back...)); err != nil {
		return 0, err
	}
	for _, step := range []func() error{w.openKeys, w.catchUp, w.restored, w.forgotten, func() error { return e.welcome(w, guests) }} {
		if err := step(); err != nil {
			return 0, err
		}
	}
	return e.rejoin(w, back, version)
}

// duty is what is due after this sign-in.
func (e *Entry) duty(w *writer) Duty {
	switch {
	case e.known || e.locked != nil && e.locked.duty == DutyKnown:
		return DutyKnown
	case e.locked != nil && e.locked.duty == NoDuty && w.now-e.locked.strong < freshFactor.Milliseconds():
		return NoDuty // a lock is no sign-in: what came up since waits for the next one
	}
	return w.duty()
}

// judge holds clock and code against all that the sign-in will open; afterwards
// w.rooms are the person's own again.
func (e *Entry) judge(w *writer, p *proof, guests []*room) error {
	own := w.rooms
	w.rooms = append(slices.Clone(own), guests...)
	w.date()
	// The clock comes before the code: a code of another hour is not a wrong one (F8).
	if err := e.clock(w); err != nil {
		return err
	}
	if p != nil && p.obeys == nil {
		if err := w.accept(*p); err != nil {
			return err
		}
	} else if p != nil {
		if err := w.obey(*p); err != nil {
			return err
		}
	} else if e.asks(w.ring.Factor) {
		return ErrEnded // enrolled by another process between password and entry
	}
	w.rooms = own
	return nil
}

// clock refuses a clock that cannot be right, or takes the owner's word for it.
func (e *Entry) clock(w *writer) error {
	if e.lowered {
		return w.lowerClock()
	}
	return behind(w.tx, w.rooms, w.now)
}
