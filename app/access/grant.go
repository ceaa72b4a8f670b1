package access

import (
	"context"
	"slices"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// Acts by which a member is given something.
const (
	actGrant  = "member.grant"
	actEnable = "member.enable"
)

// GrantTo is what a member shall have from now on.
type GrantTo struct {
	Member   string // id
	Owner    bool   // as it is: ownership is given and taken by acts of its own
	Internal bool
	Rights   []string // in any order; the views that they need are added (R8)
	Until    string   // last day of an external member, YYYY-MM-DD; empty: no end
}

// Grant writes what a member may do; was is how the list showed him. It asks
// users.edit_rights. The keys follow in the same transaction: those of domains that
// he comes to read are wrapped for him, those that he loses are taken away and
// renewed (B10, R8, R11). What stands already writes nothing. Errors: *InputError,
// ErrForbidden, ErrSelf, ErrOwners, ErrBeyond, ErrChanged, ErrEnded.
func (s *Session) Grant(ctx context.Context, was User, g GrantTo) error {
	id, err := memberID(g.Member)
	if err != nil {
		return err
	}
	return unlessSame(s.do(ctx, act{name: actGrant, right: keys.RightEditRights, subject: id}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		before, err := r.other(id)
		if err != nil {
			return nil, err
		}
		body, err := g.body(before)
		if err != nil {
			return nil, err
		}
		if err := unchanged(sameGrant(before, body), seenAs(before, was)); err != nil {
			return nil, err
		}
		return w.grant(r, before, body)
	}))
}

// Enable lets a disabled member in again, with what he had. It asks
// users.edit_rights; who is no owner gives back only what he holds himself. Rights
// that a reset left for somebody to give again are not among them. Errors:
// *InputError of the field "until" where the last day is over, ErrForbidden,
// ErrSelf, ErrOwners, ErrBeyond, ErrEnded.
func (s *Session) Enable(ctx context.Context, member string) error {
	id, err := memberID(member)
	if err != nil {
		return err
	}
	return unlessSame(s.do(ctx, act{name: actEnable, right: keys.RightEditRights, subject: id}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		before, err := r.other(id)
		if err != nil {
			return nil, err
		}
		if !before.Disabled {
			return nil, errSame
		}
		return w.grant(r, before, keys.Grant{Member: id, Owner: before.Owner, Kind: before.Kind, Rights: listed(before.Rights), Until: before.Until})
	}))
}

// other finds a member on whom the acting one may act at all: somebody else, and an
// owner only by owners. Errors: *InputError, ErrSelf, ErrOwners.
func (r *room) other(id keys.ID) (keys.Member, error) {
	m, ok := r.state.Member(id)
	if !ok {
		return m, &InputError{Field: "member", Err: ErrOdd}
	}
	if id == r.member {
		return m, ErrSelf
	}
	if me, _ := r.state.Member(r.member); m.Owner && !me.Owner {
		return m, ErrOwners
	}
	return m, nil
}

// body gives the statement that makes a member what g says, or an *InputError.
func (g GrantTo) body(before keys.Member) (keys.Grant, error) {
	kind := keys.External
	if g.Internal {
		kind = keys.Internal
	}
	out := keys.Grant{Member: before.ID, Owner: g.Owner, Kind: kind, Rights: []string{}, Until: g.Until}
	if g.Owner != before.Owner {
		return out, &InputError{Field: "owner", Err: ErrOdd}
	}
	if g.Until != "" {
		if _, err := time.Parse(time.DateOnly, g.Until); err != nil || g.Internal || g.Owner {
			return out, &InputError{Field: "until", Err: ErrOdd}
		}
	}
	if g.Owner {
		return out, nil // has every right without a list
	}
	out.Rights = listed(keys.Complete(g.Rights))
	for _, right := range out.Rights {
		if !known(right) && !slices.Contains(before.Rights, right) {
			return out, &InputError{Field: "rights", Err: ErrOdd}
		}
	}
	return out, nil
}

// listed makes a list that statements can hold: empty, but not nil.
func listed(rights []string) []string { return append([]string{}, rights...) }

// known tells whether this version has a right of that name.
func known(right string) bool {
	return slices.ContainsFunc(keys.Catalogue(), func(r keys.Right) bool { return r.Name == right })
}

// sameGrant tells that a grant would change nothing.
func sameGrant(m keys.Member, body keys.Grant) bool {
	return !m.Disabled && m.Owner == body.Owner && m.Kind == body.Kind && m.Until == body.Until &&
		(m.Owner || slices.Equal(m.Rights, body.Rights)) && len(m.Suspended) == 0
}

// seenAs tells that a member still is what the list showed.
func seenAs(m keys.Member, was User) bool {
	return m.ID.String() == was.ID && m.Owner == was.Owner && (m.Kind != keys.External) == was.Internal && m.Until == was.Until &&
		m.Disabled == (was.State == UserDisabled) && slices.Equal(m.Rights, was.Rights) && slices.Equal(m.Suspended, was.Suspended)
}

// grant judges, signs and stores what a member has from now on, and brings his keys
// and his record up to it. What it gives is the line's before and after.
func (w *writer) grant(r *room, before keys.Member, body keys.Grant) (*change, error) {
	me, _ := r.state.Member(r.member)
	if err := mayGrant(me, before, body, w.signing(r)); err != nil {
		return nil, err
	}
	after, err := w.changed(r, before, func() (keys.Signed, error) {
		return keys.SignGrant(&w.ring.Identity, r.state, r.member, w.signing(r), body)
	})
	if err != nil {
		return nil, err
	}
	if after.Kind != before.Kind {
		if err := w.changeKind(r, after); err != nil {
			return nil, err
		}
	}
	return between(before, after), nil
}

// mayGrant tells what the replay would refuse in words of its own (R11): nobody
// passes on what he lacks, and nobody gives a last day behind his own, except what a
// member has who stands now.
func mayGrant(me, before keys.Member, body keys.Grant, at int64) error {
	if (keys.Member{Until: body.Until}).Ended(at) {
		return &InputError{Field: "until", Err: ErrOdd}
	}
	if me.Owner {
		return nil
	}
	stands := before.Standing(at)
	if me.Until != "" && (body.Until == "" || body.Until > me.Until) && !(stands && body.Until == before.Until) {
		return ErrBeyond
	}
	for _, right := range body.Rights {
		if !me.Has(right) && !(stands && before.Has(right)) {
			return ErrBeyond
		}
	}
	return nil
}

// changed signs and stores a statement about a member and brings the file up to it:
// keys, factor records, codes of his that are void with it.
func (w *writer) changed(r *room, before keys.Member, sign func() (keys.Signed, error)) (keys.Member, error) {
	waiting := r.codes()
	if err := w.state(r, sign); err != nil {
		return before, err
	}
	after, _ := r.state.Member(before.ID) // a removed one holds nothing
	held := after.Domains()
	if !after.Standing(w.now) {
		held = nil
	}
	if err := w.rewrap(r, before, held); err != nil {
		return after, err
	}
	if before.Has(keys.RightResetPassword) && !after.Has(keys.RightResetPassword) {
		id := keys.KeyID(before.Encryption)
		if err := w.tx.RemoveFactorsFor(r.state.Company[:], id[:]); err != nil {
			return after, err
		}
	}
	return after, w.forgetCodes(r, waiting)
}

// rewrap makes the wraps of a member those of the domains that he holds. Of what he
// held before, the acting member may lack the key himself: that one stays.
func (w *writer) rewrap(r *room, before keys.Member, held []keys.Domain) error {
	kept := before.Domains()
	if !before.Standing(w.now) {
		kept = nil
	}
	give := slices.DeleteFunc(slices.Clone(held), func(d keys.Domain) bool {
		return r.keys[d] == nil && slices.Contains(kept, d)
	})
	if err := w.wrapAll(r, give, before.Encryption); err != nil {
		return err
	}
	return w.unwrap(r, before.Encryption, held)
}

// changeKind writes the new kind into the member's record, where he has one.
func (w *writer) changeKind(r *room, m keys.Member) error {
	rows, err := r.load(w.tx, data.TableMembers, keys.People)
	if err != nil {
		return err
	}
	for i := range rows {
		if rows[i].id != m.ID {
			continue
		}
		var record memberRecord
		if err := keys.Decode(rows[i].plain, &record); err != nil {
			return damaged(err)
		}
		record.Kind = uint8(m.Kind)
		plain, err := keys.Encode(record)
		if err != nil {
			return err
		}
		return w.put(r, data.TableMembers, keys.People, &rows[i], m.ID, plain)
	}
	return nil
}
