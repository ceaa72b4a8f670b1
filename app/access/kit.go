package access

import (
	"context"
	"crypto/subtle"

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

// pendingKit is a Kit as the sealed draft of a lock keeps it.
type pendingKit struct {
	Code   string `cbor:"1,keyasint"`
	Number uint32 `cbor:"2,keyasint"`
}

// State gives a kit of BeginKit for the draft that Session.Lock seals. It opens
// the ring once the kit is in force: it goes nowhere else. Any other kit is
// ErrInput.
func (k Kit) State() ([]byte, error) {
	if !k.asked {
		return nil, ErrInput
	}
	return keys.Encode(pendingKit{Code: k.Code(), Number: k.number})
}

// Wipe drops the kit from memory as far as the runtime allows.
func (k Kit) Wipe() { k.kit.Wipe() }

// parsePendingKit reads what State gave, and nothing that merely resembles it.
func parsePendingKit(state []byte) (Kit, error) {
	var p pendingKit
	if err := keys.Decode(state, &p); err != nil {
		return Kit{}, ErrInput
	}
	k, err := keys.ParseKit(p.Code)
	if err != nil || k.Code() != p.Code {
		return Kit{}, ErrInput
	}
	return Kit{kit: k, number: p.Number, asked: true}, nil
}

// ResumeKit shows a kit again that was on the screen when the program was locked;
// state comes from Kit.State. InForce tells that a RenewKit under way at the lock
// reached the file. Errors: ErrInput, ErrChanged where another kit was put in
// force meanwhile, ErrEnded.
func (s *Session) ResumeKit(state []byte) (kit Kit, inForce bool, err error) {
	if kit, err = parsePendingKit(state); err != nil {
		return Kit{}, false, err
	}
	_, recipient, err := kit.kit.Age()
	if err != nil {
		return Kit{}, false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ring == nil {
		return Kit{}, false, ErrEnded
	}
	fact := s.ring.Kit
	switch {
	case fact.Number == kit.number && subtle.ConstantTimeCompare([]byte(fact.Recipient), []byte(recipient)) == 1:
		return kit, true, nil
	case fact.Number+1 != kit.number:
		return Kit{}, false, ErrChanged
	}
	return kit, false, nil
}

// RenewKit puts a kit drawn by BeginKit in force and voids the older one. ErrChanged
// where another program renewed it meanwhile, ErrFactor where one enrolled a phone
// that this session did not prove.
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
		if err := s.sameFactor(w); err != nil {
			return nil, err
		}
		slot, err := s.rk.SealKit(w.door.random, w.ring.Account, kit.kit)
		if err != nil {
			return nil, err
		}
		w.ring.Kit = keys.KitFact{Number: kit.number, Recipient: recipient, Made: w.now}
		w.note(keys.EventKitMade)
		return nil, w.putSlot(slot)
	})
}
