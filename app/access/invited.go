package access

import (
	"errors"
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

// mayInvite tells in words of its own what the replay would refuse: who is no owner
// makes none and passes on nothing that he lacks.
func (r *room) mayInvite(n NewInvitation, at int64) error {
	if (keys.Member{Until: n.Until}).Ended(at) {
		return &InputError{Field: "until", Err: ErrOdd}
	}
	me, _ := r.state.Member(r.member)
	switch {
	case me.Owner:
		return nil
	case n.Owner:
		return ErrOwners
	case me.Until != "" && (n.Until == "" || n.Until > me.Until):
		return ErrBeyond
	case slices.ContainsFunc(n.Rights, func(right string) bool { return !me.Has(right) }):
		return ErrBeyond
	}
	return nil
}

// addresses are those of the members, as invited and as they report them, and of
// everybody whose invitation is open.
func (r *room) addresses(tx *data.Tx, at int64) (map[string]bool, error) {
	records, err := r.records(tx)
	if err != nil {
		return nil, err
	}
	out := map[string]bool{}
	for _, m := range r.state.Members() {
		out[records[m.ID].Email] = true
		profile, err := r.profile(tx, m)
		switch {
		case err == nil:
			out[normalEmail(profile.Person.Email)] = true
		case !missing(err):
			return nil, err
		}
	}
	for _, i := range r.state.Invitations() {
		if i.Open(at) {
			out[records[i.Invite.Invitation].Email] = true
		}
	}
	return out, nil
}

// missing tells that a report is not there, or does not open: it says nothing.
func missing(err error) bool { return errors.Is(err, data.ErrNotFound) || errors.Is(err, ErrTampered) }
