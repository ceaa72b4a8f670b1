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
	Live               bool      // in production; otherwise a test (C4)
	Shut               int       // other companies of his that do not open; Companies names them
	FactorSince        time.Time // zero: 2FA is off
	PasswordSet        time.Time
	PasswordClass      int       // 1 to 5
	PasswordExpires    bool      // one of the companies asks for a change every 90 days
	PasswordDays       int       // days until it must be changed; 0 on the last day
	PasswordWarns      bool      // the change is 14 days away or less (P4)
	Mandatory          bool      // one of the companies asks 2FA
	RecoveryLeft       int       // recovery codes that were not used; 0 without 2FA
	KitNumber          int       // of the recovery kit in force
	KitMade            time.Time // when it was drawn
	TimeInDoubt        bool      // the clock leapt ahead; ConfirmTime ends it
	TimeTrusted        time.Time // the newest time that nobody doubted; zero: none known
	LastSignIn         time.Time // the one before this; zero: this is the first
	Failed             int       // tries that failed since that one
	FailedKit          int       // of these, tries of a recovery kit
	FirstHere          bool      // this computer never saw the company before
	AnchorFault        bool      // this computer could not remember the state of the file
	KitFault           bool      // the file no longer holds the slot of the recovery kit
	ReviewDue          bool      // an owner is to look at who has access (U12)
}

// Overview reads the state of the door.
func (s *Session) Overview(ctx context.Context) (Overview, error) {
	var o Overview
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		if _, o.Company, err = companyRow(tx, r); err != nil {
			return err
		}
		m, ok := r.state.Member(r.member)
		o.Owner, o.Live, o.Shut = ok && m.Owner, r.state.Live(), len(s.aside)
		// Another program may have changed phone, codes or kit; the sign-ins are this session's.
		ring, _, err := s.freshRing(tx)
		if err != nil {
			return err
		}
		defer ring.Wipe()
		ring.SignIns = s.ring.SignIns
		o.person(ring)
		now := s.door.now()
		o.PasswordDays, o.PasswordExpires = daysLeft(ring, asked(s.rooms, s.aside), now)
		o.Mandatory, o.TimeInDoubt = mandatory(asked(s.rooms, s.aside)), doubtful(ring, now)
		o.PasswordWarns = o.PasswordExpires && o.PasswordDays <= warnDays && !o.TimeInDoubt // its days wait for the time
		o.FirstHere, o.AnchorFault = s.firstHere, s.anchorFault != nil
		o.ReviewDue = o.Owner && !r.viewing() && r.reviewDue() <= now
		kit, err := slotOf(tx, s.account[:], keys.SlotKit)
		o.KitFault = errors.Is(err, ErrTampered) || err == nil && !ring.Pinned(kit)
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
	o.RecoveryLeft = ring.Recovery.Left()
	o.KitNumber, o.KitMade = int(ring.Kit.Number), unixMilli(ring.Kit.Made)
	o.PasswordSet, o.PasswordClass = unixMilli(ring.Password.Set), int(ring.Password.Class)
	if ring.Trusted > 0 {
		o.TimeTrusted = unixMilli(ring.Trusted)
	}
	n := len(ring.SignIns)
	if n > 0 {
		o.Failed, o.FailedKit = int(ring.SignIns[n-1].Failed), int(ring.SignIns[n-1].Kit)
	}
	if n > 1 {
		o.LastSignIn = unixMilli(ring.SignIns[n-2].Time)
	}
}
