package access

import (
	"context"

	"trousseau/app/keys"
)

// BeginKit draws a new recovery kit after the password; the one in force stays
// until RenewKit. Errors: *WrongError, *LockedError, ErrEnded.
func (s *Session) BeginKit(ctx context.Context, password string) (Kit, error) {
	e, err := s.confirm(ctx, password)
	if err != nil {
		return Kit{}, err
	}
	defer e.Drop()
	k, err := keys.NewKit(s.door.random)
	return Kit{kit: k, number: e.ring.Kit.Number + 1, asked: true}, err
}

// RenewKit puts a kit drawn by BeginKit in force and voids the older one.
func (s *Session) RenewKit(ctx context.Context, kit Kit) error {
	if !kit.asked {
		return ErrInput
	}
	_, recipient, err := kit.kit.Age()
	if err != nil {
		return err
	}
	return s.do(ctx, act{name: actKitMade, account: true}, func(w *writer) (*change, error) {
		if w.ring.Kit.Number+1 != kit.number {
			return nil, ErrChanged // another window renewed it meanwhile
		}
		slot, err := s.rk.SealKit(w.door.random, w.ring.Account, kit.kit)
		if err != nil {
			return nil, err
		}
		w.ring.Kit = keys.KitFact{Number: kit.number, Recipient: recipient, Made: w.now}
		w.ring.Note(w.now, keys.EventKitMade)
		return nil, w.putSlot(slot)
	})
}
