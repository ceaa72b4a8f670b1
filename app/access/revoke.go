package access

import (
	"context"

	"trousseau/app/keys"
)

// Acts by which a member loses something.
const (
	actDisable = "member.disable"
	actRemove  = "member.remove"
	actDemote  = "member.demote"
)

// Disable shuts a member out: he keeps what he was given and may use none of it
// until somebody enables him (U6). His running sessions end at their next look. It
// asks users.edit_rights. Errors: ErrForbidden, ErrSelf, ErrOwners, ErrLastOwner,
// ErrEnded.
func (s *Session) Disable(ctx context.Context, member string) error {
	return s.revoke(ctx, act{name: actDisable, right: keys.RightEditRights}, member, func(m keys.Member) (keys.Revoke, error) {
		if m.Disabled {
			return keys.Revoke{}, errSame
		}
		return keys.Revoke{What: keys.LoseEntry, Rights: []string{}}, nil
	})
}

// Remove ends a member's access at once and for ever: his id and his keys never
// come back. Documents, numbering and journal stay as they are, his name in them
// too (U7, B09). It asks users.delete. Errors as Disable.
func (s *Session) Remove(ctx context.Context, member string) error {
	return s.revoke(ctx, act{name: actRemove, right: keys.RightDelete}, member, func(keys.Member) (keys.Revoke, error) {
		return keys.Revoke{What: keys.LoseMember, Rights: []string{}}, nil
	})
}

// Demote takes the ownership from another owner; rights are those that he keeps,
// the views that they need with them. Owners only. Errors as Disable, and
// *InputError of the fields "member" (no owner) and "rights".
func (s *Session) Demote(ctx context.Context, member string, rights []string) error {
	return s.revoke(ctx, act{name: actDemote, right: rightOwner}, member, func(m keys.Member) (keys.Revoke, error) {
		if !m.Owner {
			return keys.Revoke{}, &InputError{Field: "member", Err: ErrOdd}
		}
		kept := listed(keys.Complete(rights))
		for _, right := range kept {
			if !known(right) {
				return keys.Revoke{}, &InputError{Field: "rights", Err: ErrOdd}
			}
		}
		return keys.Revoke{What: keys.LoseOwner, Rights: kept}, nil
	})
}

// revoke is one loss of one member; what says what he loses, or why he cannot.
func (s *Session) revoke(ctx context.Context, a act, member string, what func(keys.Member) (keys.Revoke, error)) error {
	id, err := memberID(member)
	if err != nil {
		return err
	}
	a.subject = id
	return unlessSame(s.do(ctx, a, func(w *writer) (*change, error) {
		r := w.rooms[0]
		before, err := r.other(id)
		if err != nil {
			return nil, err
		}
		body, err := what(before)
		if err != nil {
			return nil, err
		}
		if r.lastOwner(before) {
			return nil, ErrLastOwner
		}
		body.Target = id
		return w.revoke(r, &w.ring.Identity, r.member, before, body)
	}))
}

// lastOwner tells that without this member nobody would count as an owner: an
// enabled one without a last day (DESIGN 3).
func (r *room) lastOwner(m keys.Member) bool {
	if !m.Owner || m.Disabled || m.Until != "" {
		return false
	}
	return len(r.state.Owners()) == 1
}

// revoke signs and stores a loss in the author's name and takes the keys away that
// go with it; the domains are renewed when the act ends.
func (w *writer) revoke(r *room, by *keys.Identity, author keys.ID, before keys.Member, body keys.Revoke) (*change, error) {
	after, err := w.changed(r, before, func() (keys.Signed, error) {
		return keys.SignRevoke(by, r.state, author, w.signing(r), body)
	})
	if err != nil {
		return nil, err
	}
	if body.What == keys.LoseMember {
		if err := w.tx.ClearFactors(r.state.Company[:], before.ID[:]); err != nil {
			return nil, err
		}
		id := keys.KeyID(before.Encryption)
		if err := w.tx.RemoveFactorsFor(r.state.Company[:], id[:]); err != nil {
			return nil, err
		}
		after = keys.Member{ID: before.ID, Kind: before.Kind, Removed: true}
	}
	return between(before, after), nil
}

// codes lists the codes that are waiting, by id, with the keys to which theirs are
// wrapped.
func (r *room) codes() map[keys.ID][]byte {
	out := map[keys.ID][]byte{}
	for _, i := range r.state.Invitations() {
		if !i.Spent && i.Cancelled == 0 {
			out[i.Invite.Invitation] = i.Encryption
		}
	}
	for _, m := range r.state.Members() {
		for _, find := range []func(keys.ID) (keys.PendingReset, bool){r.state.PasswordReset, r.state.FactorReset} {
			if reset, ok := find(m.ID); ok {
				out[reset.ID] = reset.Encryption
			}
		}
	}
	return out
}

// forgetCodes deletes wraps and notes of codes that waited before a statement and do
// not any more: a code that is void opens nothing that still lies in the file.
func (w *writer) forgetCodes(r *room, before map[keys.ID][]byte) error {
	now := r.codes()
	for id, public := range before {
		if _, waits := now[id]; waits {
			continue
		}
		if err := w.unwrap(r, public, nil); err != nil {
			return err
		}
		key := keys.KeyID(public)
		if err := w.tx.RemoveFactorsFor(r.state.Company[:], key[:]); err != nil {
			return err
		}
		if err := w.tx.RemoveNote(r.state.Company[:], id[:]); err != nil {
			return err
		}
	}
	return nil
}

// States of a member in the journal's before and after.
const (
	stateActive   = "active"
	stateDisabled = "disabled"
	stateRemoved  = "removed"
)

// between gives what a member has and had not, or the other way round, for the
// journal: each right under its own name.
func between(before, after keys.Member) *change {
	b, a := standingFields(before), standingFields(after)
	for _, m := range []keys.Member{before, after} {
		for _, right := range append(listed(m.Rights), m.Suspended...) {
			b[right], a[right] = holding(before, right), holding(after, right)
		}
	}
	c := &change{domain: keys.People}
	c.before, c.after = differences(b, a)
	return c
}

func standingFields(m keys.Member) map[string]string {
	state := stateActive
	switch {
	case m.Removed:
		state = stateRemoved
	case m.Disabled:
		state = stateDisabled
	}
	kind := "internal"
	if m.Kind == keys.External {
		kind = "external"
	}
	return map[string]string{"owner": yesNo(m.Owner), "kind": kind, "until": m.Until, "state": state}
}

// holding tells how a right stands with a member, whether or not he may use it now.
func holding(m keys.Member, right string) string {
	for _, held := range m.Suspended {
		if held == right {
			return "suspended"
		}
	}
	for _, held := range m.Rights {
		if held == right {
			return "yes"
		}
	}
	return "no"
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
