package access

import (
	"context"
	"errors"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// Overview is the state of the door for the person signed in.
type Overview struct {
	First, Last, Email string
	Owner              bool
	Company            Company
	FactorSince        time.Time // zero: 2FA is off
	PasswordSet        time.Time
	PasswordClass      int       // 1 to 5
	LastSignIn         time.Time // the one before this; zero: this is the first
	Failed             int       // tries that failed since that one
	FirstHere          bool      // this computer never saw the company before
	AnchorFault        bool      // this computer could not remember the state of the file
	KitFault           bool      // the file no longer holds the slot of the recovery kit
}

// Overview reads the state of the door.
func (s *Session) Overview(ctx context.Context) (Overview, error) {
	var o Overview
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		if _, o.Company, err = companyRow(tx, r); err != nil {
			return err
		}
		m, ok := r.state.Member(r.member)
		o.Owner = ok && m.Owner
		o.person(s.ring)
		o.FirstHere, o.AnchorFault = s.firstHere, s.anchorFault != nil
		kit, err := slotOf(tx, s.account[:], keys.SlotKit)
		o.KitFault = errors.Is(err, ErrTampered) || err == nil && !s.ring.Pinned(kit)
		if o.KitFault {
			return nil
		}
		return err
	})
	return o, err
}

func (o *Overview) person(ring *keys.Ring) {
	o.First, o.Last, o.Email = ring.Person.First, ring.Person.Last, ring.Person.Email
	if ring.Factor != nil {
		o.FactorSince = unixMilli(ring.Factor.Since)
	}
	o.PasswordSet, o.PasswordClass = unixMilli(ring.Password.Set), int(ring.Password.Class)
	n := len(ring.SignIns)
	if n > 0 {
		o.Failed = int(ring.SignIns[n-1].Failed)
	}
	if n > 1 {
		o.LastSignIn = unixMilli(ring.SignIns[n-2].Time)
	}
}
