package access

import (
	"context"

	"trousseau/app/keys"
)

// Resend gives an invited person a new code in place of the old one, which is worth
// nothing from then on (U4): also where it expired or was taken back. Days as in
// NewInvitation. It asks users.invite. Errors: *InputError ("days"; "until" where the
// last day is over; "emails" where he is a member by now or invited anew), ErrNoCode,
// *CodeError where he accepted, ErrForbidden, ErrOwners, ErrBeyond, ErrEnded.
func (s *Session) Resend(ctx context.Context, id string, days int) (Slip, error) {
	old, err := memberID(id)
	if err != nil {
		return Slip{}, err
	}
	if days, err = checkDays(days); err != nil {
		return Slip{}, err
	}
	people, err := newInvitees(s.door, []string{""})
	if err != nil {
		return Slip{}, err
	}
	var slip Slip
	err = s.do(ctx, act{name: actResend, right: keys.RightInvite}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		n, err := w.again(r, old)
		if err != nil {
			return nil, err
		}
		n.Days, people[0].email = days, n.Emails[0]
		_, c, err := companyRow(w.tx, r)
		if err != nil {
			return nil, err
		}
		slips := newSlips(w, n, people)
		slip = slips[0]
		slip.add(c, w.signing(r)+int64(days)*day.Milliseconds())
		due, err := w.rotateDue(r) // the old code took its keys along
		if err != nil {
			return nil, err
		}
		w.each = map[keys.ID]entry{}
		return nil, w.inviteOne(r, act{name: actResend}.rotated(due), n, people[0], c.Name)
	})
	if err != nil {
		return Slip{}, err
	}
	return slip, nil
}

// again takes an old code back and gives the invitation as it is made anew.
func (w *writer) again(r *room, old keys.ID) (NewInvitation, error) {
	i, err := r.waiting(old)
	if err != nil {
		return NewInvitation{}, err
	}
	if i.Cancelled == 0 {
		if err := w.cancel(r, i); err != nil {
			return NewInvitation{}, err
		}
	}
	records, err := r.records(w.tx)
	if err != nil {
		return NewInvitation{}, err
	}
	record := records[old]
	n := NewInvitation{Emails: []string{record.Email}, First: record.First, Last: record.Last, Internal: i.Kind == keys.Internal,
		Language: record.Language, Until: i.Until, Owner: i.Owner, Rights: listed(i.Rights)}
	if err := r.mayInvite(n, w.signing(r)); err != nil {
		return n, err
	}
	taken, err := r.addresses(w.tx, w.signing(r))
	if err == nil && taken[record.Email] {
		err = &InputError{Field: "emails", Err: &AddressError{Address: record.Email, Err: ErrTaken}}
	}
	return n, err
}

// waiting finds an invitation that nobody accepted, and on which the member may act.
// Errors: ErrNoCode, *CodeError, ErrOwners.
func (r *room) waiting(id keys.ID) (keys.Invitation, error) {
	i, ok := r.state.Invitation(id)
	me, _ := r.state.Member(r.member)
	switch {
	case !ok || i.Kind == keys.Support:
		return i, ErrNoCode
	case i.Owner && !me.Owner:
		return i, ErrOwners
	case i.Spent:
		return i, &CodeError{State: CodeSpent}
	}
	return i, nil
}

// cancel signs that a code is worth nothing, and takes what it opens away.
func (w *writer) cancel(r *room, i keys.Invitation) error {
	waiting := r.codes()
	if err := w.state(r, func() (keys.Signed, error) {
		return keys.SignRevoke(&w.ring.Identity, r.state, r.member, w.signing(r),
			keys.Revoke{Target: i.Invitation, What: keys.LoseWaiting, Rights: []string{}})
	}); err != nil {
		return err
	}
	return w.forgetCodes(r, waiting)
}

// CancelInvitation takes the code of an invited person back. It asks users.invite,
// whoever made the code; an owner's is an owner's to cancel. Errors: ErrForbidden,
// ErrOwners, ErrNoCode, *CodeError where it was accepted or cancelled, ErrEnded.
func (s *Session) CancelInvitation(ctx context.Context, id string) error {
	code, err := memberID(id)
	if err != nil {
		return err
	}
	return s.do(ctx, act{name: actCancel, right: keys.RightInvite, subject: code}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		i, err := r.waiting(code)
		if err != nil {
			return nil, err
		}
		if i.Cancelled != 0 {
			return nil, &CodeError{State: CodeCancelled}
		}
		return nil, w.cancel(r, i)
	})
}
