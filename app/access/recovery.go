package access

import (
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"slices"

	"trousseau/app/keys"
)

// RecoverySet is ten recovery codes that are shown once (F13). The ring keeps
// their hashes only.
type RecoverySet struct {
	codes [keys.RecoveryCodes]keys.RecoveryCode
}

func newRecoverySet(random io.Reader) (*RecoverySet, error) {
	codes, err := keys.NewRecoveryCodes(random)
	return &RecoverySet{codes: codes}, err
}

// Codes are the codes as printed, each in groups of four.
func (r *RecoverySet) Codes() []string {
	out := make([]string, len(r.codes))
	for i, c := range r.codes {
		out[i] = c.Code()
	}
	return out
}

// clone gives codes that outlive a Wipe of these.
func (r *RecoverySet) clone() (*RecoverySet, error) { return recoverySetOf(r.Codes()) }

// Wipe drops the codes.
func (r *RecoverySet) Wipe() {
	for _, c := range r.codes {
		c.Wipe()
	}
}

// State is the set as the sealed draft of a lock keeps it.
func (r *RecoverySet) State() ([]byte, error) { return keys.Encode(r.Codes()) }

// ResumeRecovery shows codes again that were on the screen when the program was
// locked; state comes from RecoverySet.State.
func (s *Session) ResumeRecovery(state []byte) (*RecoverySet, error) {
	var codes []string
	if err := keys.Decode(state, &codes); err != nil {
		return nil, ErrInput
	}
	return recoverySetOf(codes)
}

// recoverySetOf reads codes as RecoverySet.Codes gave them.
func recoverySetOf(codes []string) (*RecoverySet, error) {
	if len(codes) != keys.RecoveryCodes {
		return nil, ErrInput
	}
	out := &RecoverySet{}
	for i, text := range codes {
		var err error
		if out.codes[i], err = keys.ParseRecoveryCode(text); err != nil || out.codes[i].Code() != text {
			return nil, ErrInput
		}
	}
	return out, nil
}

// HasRecovery tells whether the codes left in force are of this set: a lock came
// while it was being written, or another program renewed it since.
func (s *Session) HasRecovery(set *RecoverySet) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hasRecovery(set)
}

func (s *Session) hasRecovery(set *RecoverySet) bool {
	if s.ring == nil || s.ring.Recovery == nil {
		return false
	}
	left := &keys.Recovery{Hashes: slices.Clone(s.ring.Recovery.Hashes)} // Spend takes away what it finds
	return slices.ContainsFunc(set.codes[:], left.Spend)
}

// parseRecovery reads a typed code; a mistyped one is an *InputError and costs
// no try.
func parseRecovery(typed string) (*keys.RecoveryCode, error) {
	c, err := keys.ParseRecoveryCode(typed)
	if err != nil {
		return nil, &InputError{Field: "recovery", Err: err}
	}
	return &c, nil
}

// Recovery opens the session with a recovery code in place of the phone's code,
// never of the password (B21). The code is spent in the transaction of the
// sign-in. Errors: *InputError of the field "recovery" for a mistyped one, and
// those of Code.
func (e *Entry) Recovery(ctx context.Context, typed string) (*Session, error) {
	c, err := parseRecovery(typed)
	if err != nil {
		return nil, err
	}
	return e.prove(ctx, proof{recovery: c})
}

// NewRecovery draws codes for RenewRecovery. Nothing is in force by it: whoever
// draws them keeps them before they are written, so that a lock in the meantime
// cannot lose codes that count.
func (s *Session) NewRecovery() (*RecoverySet, error) { return newRecoverySet(s.door.random) }

// RenewRecovery puts a set of NewRecovery in force after the password; the older
// codes are void at once. Errors: *WrongError, *LockedError, ErrEnded, ErrInput
// where 2FA is off, ErrFactor where another program enrolled a phone that this
// session did not prove.
func (s *Session) RenewRecovery(ctx context.Context, password string, set *RecoverySet) error {
	if on, _ := s.Factor(); !on || set == nil {
		return ErrInput
	}
	e, err := s.confirm(ctx, password)
	if err != nil {
		return err
	}
	e.Drop()
	return s.do(ctx, act{name: actCodes, account: true}, func(w *writer) (*change, error) {
		if w.ring.Factor == nil {
			return nil, ErrInput
		}
		if err := s.sameFactor(w); err != nil {
			return nil, err
		}
		w.ring.Recovery = keys.NewRecovery(set.codes, w.now)
		w.note(keys.EventCodes)
		return nil, nil
	})
}

// DropFactor switches 2FA off after password and code, where no company asks for
// it (F12). A password that may be short beside 2FA alone must be replaced first:
// *ShortError in an *InputError of the field "password". Errors: ErrEnforced,
// *WrongError, ErrUsedCode, *LockedError, ErrChanged, ErrEnded.
func (s *Session) DropFactor(ctx context.Context, password, code string) error {
	e, err := s.confirm(ctx, password)
	if err != nil {
		return err
	}
	judged := e.ring.Password
	e.Drop()
	a, err := s.door.begin(ctx, e.lookup)
	if err != nil {
		return err
	}
	err = s.do(ctx, act{name: actOff, account: true}, func(w *writer) (*change, error) {
		if mandatory(asked(w.rooms, w.aside)) {
			return nil, ErrEnforced
		}
		if w.ring.Password != judged {
			return nil, ErrChanged // it is no longer the password that counts
		}
		if err := w.longEnough(password); err != nil {
			return nil, err
		}
		if err := w.accept(proof{code: code, attempt: a}); err != nil {
			return nil, err
		}
		w.ring.Factor, w.ring.Recovery = nil, nil
		w.note(keys.EventOff)
		return nil, nil
	})
	if err == nil {
		s.mu.Lock()
		s.factor = keys.Hash{}
		s.mu.Unlock()
	}
	var wrong *WrongError
	if !errors.As(err, &wrong) && !errors.Is(err, ErrUsedCode) {
		err = errors.Join(err, s.door.undo(ctx, a)) // the code was right, or was not looked at
	}
	return err
}

// spend takes a code that was judged a while ago, by a seed: it is still unused
// and the seed in force, or the rescue fails.
func (w *writer) spend(p proof, judged keys.Hash) error {
	if p.recovery != nil {
		if !w.ring.Recovery.Spend(*p.recovery) {
			return ErrUsedCode
		}
		w.note(keys.EventCode)
		w.recovered = true
		return nil
	}
	if w.ring.Factor == nil || sha256.Sum256(w.ring.Factor.Seed) != judged {
		return ErrChanged
	}
	if p.counter <= w.ring.Factor.Last {
		return ErrUsedCode
	}
	w.ring.Factor.Last = p.counter
	return nil
}
