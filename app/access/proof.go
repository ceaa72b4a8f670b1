package access

import (
	"context"
	"encoding/hex"
	"errors"

	"trousseau/app/keys"
)

// Proof is what a person gives again before an act that reaches further than his
// own rights: his password, and with 2FA on the code of his phone or a recovery code.
type Proof struct{ Password, Code string }

// doProved is do after the person has proved himself again. The code is spent in
// the transaction of the act; a wrong one is counted like one at the door. Errors:
// *WrongError, *LockedError, ErrUsedCode, *ClockError, and those of the act.
func (s *Session) doProved(ctx context.Context, p Proof, a act, f func(*writer) (*change, error)) error {
	e, err := s.confirm(ctx, p.Password)
	if err != nil {
		return err
	}
	defer e.Drop()
	if e.ring.Factor == nil {
		return s.do(ctx, a, func(w *writer) (*change, error) {
			if w.ring.Factor != nil {
				return nil, ErrChanged // enrolled by another window meanwhile
			}
			return f(w)
		})
	}
	proof := proof{code: p.Code}
	if recovery, err := parseRecovery(p.Code); err == nil {
		proof.recovery = recovery
	}
	if proof.attempt, err = s.door.begin(ctx, e.lookup); err != nil {
		return err
	}
	var seen *writer
	err = s.do(ctx, a, func(w *writer) (*change, error) {
		seen = w
		if err := w.accept(proof); err != nil {
			return nil, err
		}
		return f(w)
	})
	err = e.failed(err, &proof, seen)
	if !counts(err) {
		undoing := s.door.undo(ctx, proof.attempt) // right, or not looked at
		if undoing != nil && err != nil {          // an act that was done is done: one try too many is counted
			err = errors.Join(err, undoing)
		}
	}
	return err
}

// memberID reads an id as the windows have it.
func memberID(text string) (keys.ID, error) {
	b, err := hex.DecodeString(text)
	if err != nil {
		return keys.ID{}, &InputError{Field: "member", Err: ErrOdd}
	}
	id, err := keys.IDFrom(b)
	if err != nil {
		return id, &InputError{Field: "member", Err: ErrOdd}
	}
	return id, nil
}
