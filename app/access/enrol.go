package access

import (
	"context"
	"crypto/subtle"

	"trousseau/app/keys"
	"trousseau/data"
)

// BeginEnrolment draws a second factor for the person signed in, after his
// password (F2). An old factor stays valid until the new one is proved. The
// recovery codes are drawn with it: a lock while Enrol writes them cannot lose
// them. Errors: *WrongError, *LockedError, ErrEnded.
func (s *Session) BeginEnrolment(ctx context.Context, password string) (*NewFactor, error) {
	s.mu.Lock()
	account, alive := s.account, s.rk != nil
	var email string
	if alive {
		email = s.ring.Person.Email
	}
	s.mu.Unlock()
	if !alive {
		return nil, ErrEnded
	}
	lookup, err := s.door.lookupOf(ctx, account)
	if err != nil {
		return nil, err
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
	f, err := newFactor(s.door.random, issuer, email)
	if err != nil {
		return nil, err
	}
	f.codes, err = newRecoverySet(s.door.random)
	return f, err
}

// ResumeEnrolment shows a factor again that was on the screen when the program
// was locked; state comes from NewFactor.State.
func (s *Session) ResumeEnrolment(state []byte) (*NewFactor, error) {
	var p pendingFactor
	if err := keys.Decode(state, &p); err != nil || len(p.Seed) != factorSeed {
		return nil, ErrInput
	}
	codes, err := recoverySetOf(p.Codes)
	if err != nil {
		return nil, err
	}
	return &NewFactor{seed: p.Seed, issuer: p.Issuer, account: p.Account, codes: codes}, nil
}

// Enrolled tells whether a resumed factor is the one in force, because the lock
// came while Enrol was under way, and gives its recovery codes, which nobody has
// seen yet; nil where others took their place since. They are the factor's own:
// its Wipe takes them.
func (s *Session) Enrolled(f *NewFactor) (codes *RecoverySet, on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ring == nil || s.ring.Factor == nil || subtle.ConstantTimeCompare(s.ring.Factor.Seed, f.seed) != 1 {
		return nil, false
	}
	if f.codes != nil && s.hasRecovery(f.codes) {
		codes = f.codes
	}
	return codes, true
}

// pendingFactor is a NewFactor as the sealed draft of a lock keeps it.
type pendingFactor struct {
	Seed    []byte   `cbor:"1,keyasint"`
	Issuer  string   `cbor:"2,keyasint"`
	Account string   `cbor:"3,keyasint"`
	Codes   []string `cbor:"4,keyasint"`
}

// State gives the factor for the draft that Session.Lock seals. It holds the
// seed and the recovery codes: it goes nowhere else. It may be called while Enrol
// judges a code.
func (f *NewFactor) State() ([]byte, error) {
	p := pendingFactor{Seed: f.seed, Issuer: f.issuer, Account: f.account}
	if f.codes != nil {
		p.Codes = f.codes.Codes()
	}
	return keys.Encode(p)
}

// Enrol makes a factor active by a right code (F5, F7: five steps around now,
// the offset is learnt for this computer). A wrong code gives *WrongError
// without counting a try: the secret stands on the screen. The recovery codes it
// gives are to be shown once (F13); those of an older factor are void. A factor
// that BeginEnrolment did not draw is ErrInput; ErrFactor where another program
// enrolled one since this session proved its own.
func (s *Session) Enrol(ctx context.Context, f *NewFactor, code string) (*RecoverySet, error) {
	if f.codes == nil {
		return nil, ErrInput
	}
	ok, err := f.prove(code, s.door.now())
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, &WrongError{Code: true}
	}
	set, err := f.codes.clone() // the factor's own may be wiped while these are shown
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	name := actEnrol
	if s.factor != (keys.Hash{}) {
		name = actReplace
	}
	err = s.write(ctx, act{name: name, account: true}, func(w *writer) (*change, error) {
		if err := s.sameFactor(w); err != nil {
			return nil, err
		}
		event := keys.EventEnrolled
		if w.ring.Factor != nil {
			event = keys.EventReplaced
		}
		w.ring.Factor, w.ring.Recovery = f.record(w.now), keys.NewRecovery(set.codes, w.now)
		w.note(event)
		w.offset = &f.offset
		return nil, nil
	})
	if err != nil {
		return nil, err
	}
	s.strong, s.factor = s.door.now(), seedHash(s.ring.Factor)
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
