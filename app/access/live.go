package access

import (
	"context"
	"fmt"

	"trousseau/app/keys"
	"trousseau/data"
)

const actLive = "company.live"

// ErrFixed says that a value cannot change any more since the company is live (C4).
var ErrFixed = fmt.Errorf("%w: fixed since the company is live", ErrInput)

// MissingError names the fields of the billing details without which a company does
// not go live.
type MissingError struct{ Fields []string }

// Error implements error.
func (e *MissingError) Error() string { return "access: billing details incomplete" }

// Is makes it a kind of ErrEmpty.
func (e *MissingError) Is(target error) bool { return target == ErrEmpty }

// Stage tells where a company stands between test and production (C4).
type Stage struct {
	Live    bool
	Since   int64    // Unix ms; 0: a test
	Missing []string // fields of the billing details that must be there first
	Mine    bool     // the person may take it live: he is an owner
}

// Stage reads it. Every member may; Missing is told to owners alone.
func (s *Session) Stage(ctx context.Context) (Stage, error) {
	var out Stage
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		out = Stage{Live: r.state.Live(), Since: r.state.Since(keys.SetLive), Mine: r.may(rightOwner) == nil}
		if out.Live || !out.Mine {
			return nil
		}
		_, b, err := billingOf(tx, r)
		out.Missing = b.Missing()
		return err
	})
	return out, err
}

// GoLive takes the company from test to live, once and for ever, after the owner's
// password and code: from then on its currency stays (C4). The billing details are
// complete first: *InputError of the field "billing" with a *MissingError. Live
// already writes nothing. Errors: those of a Proof (*WrongError, *LockedError,
// ErrUsedCode, *ClockError), ErrForbidden, ErrDuty, ErrEnded.
func (s *Session) GoLive(ctx context.Context, p Proof) error {
	return unlessSame(s.doProved(ctx, p, act{name: actLive, right: rightOwner}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		if r.state.Live() {
			return nil, errSame
		}
		_, b, err := billingOf(w.tx, r)
		if err != nil {
			return nil, err
		}
		if missing := b.Missing(); len(missing) > 0 {
			return nil, &InputError{Field: "billing", Err: &MissingError{Fields: missing}}
		}
		return &change{domain: keys.Common, before: map[string]string{"stage": "test"}, after: map[string]string{"stage": "live"}},
			w.state(r, func() (keys.Signed, error) {
				return keys.SignSetLive(&w.ring.Identity, r.state, r.member, w.signing(r))
			})
	}))
}
