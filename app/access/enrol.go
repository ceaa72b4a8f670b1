package access

import (
	"context"

	"trousseau/app/keys"
	"trousseau/data"
)

// BeginEnrolment draws a second factor for the person signed in, after his
// password (F2). An old factor stays valid until the new one is proved. Errors:
// *WrongError, *LockedError, ErrEnded.
func (s *Session) BeginEnrolment(ctx context.Context, password string) (*NewFactor, error) {
	s.mu.Lock()
	lookup, alive := s.lookup, s.rk != nil
	var email string
	if alive {
		email = s.ring.Person.Email
	}
	s.mu.Unlock()
	if !alive {
		return nil, ErrEnded
	}
	e, err := s.door.password(ctx, lookup, password)
	if err != nil {
		return nil, err
	}
	e.Drop()
	var issuer string
	err = s.look(ctx, func(tx *data.Tx, rooms []*room) error {
		_, c, err := companyRow(tx, rooms[0])
		issuer = c.Name
		return err
	})
	if err != nil {
		return nil, err
	}
	return newFactor(s.door.random, issuer, email)
}

// ResumeEnrolment shows a factor again that was on the screen when the program
// was locked; state comes from NewFactor.State.
func (s *Session) ResumeEnrolment(state []byte) (*NewFactor, error) {
	var p pendingFactor
	if err := keys.Decode(state, &p); err != nil || len(p.Seed) != factorSeed {
		return nil, ErrInput
	}
	return &NewFactor{seed: p.Seed, issuer: p.Issuer, account: p.Account}, nil
}

// pendingFactor is a NewFactor as the sealed draft of a lock keeps it.
type pendingFactor struct {
	Seed    []byte `cbor:"1,keyasint"`
	Issuer  string `cbor:"2,keyasint"`
	Account string `cbor:"3,keyasint"`
}

// State gives the factor for the draft that Session.Lock seals. It holds the
// seed: it goes nowhere else.
func (f *NewFactor) State() ([]byte, error) {
	return keys.Encode(pendingFactor{Seed: f.seed, Issuer: f.issuer, Account: f.account})
}

// Enrol makes a factor active by a right code (F5, F7: five steps around now,
// the offset is learnt for this computer). A wrong code gives *WrongError
// without counting a try: the secret stands on the screen. The recovery codes it
// gives are to be shown once (F13); those of an older factor are void.
func (s *Session) Enrol(ctx context.Context, f *NewFactor, code string) (*RecoverySet, error) {
	ok, err := f.prove(code, s.door.now())
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, &WrongError{Code: true}
	}
	set, err := newRecoverySet(s.door.random)
	if err != nil {
		return nil, err
	}
	name := actEnrol
	if on, _ := s.Factor(); on {
		name = actReplace
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	err = s.write(ctx, act{name: name, account: true}, func(w *writer) (*change, error) {
		event := keys.EventEnrolled
		if w.ring.Factor != nil {
			event = keys.EventReplaced
		}
		w.ring.Factor, w.ring.Recovery = f.record(w.now), keys.NewRecovery(set.codes, w.now)
		w.ring.Note(w.now, event)
		w.offset = &f.offset
		return nil, nil
	})
	if err != nil {
		return nil, err
	}
	s.strong = s.door.now()
	s.settle()
	return set, nil
}

// Factor tells whether 2FA is on, and since when (Unix ms).
func (s *Session) Factor() (on bool, since int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ring == nil || s.ring.Factor == nil {
		return false, 0
	}
	return true, s.ring.Factor.Since
}
