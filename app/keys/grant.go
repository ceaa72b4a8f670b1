package keys

import "slices"

// Grant is the body by which a member's kind, rights, ownership and last day
// become these, whatever they were; a disabled one is enabled by it. Ownership is
// taken by revoke alone.
type Grant struct {
	Member ID         `cbor:"1,keyasint"`
	Owner  bool       `cbor:"2,keyasint"`
	Kind   MemberKind `cbor:"3,keyasint"`
	Rights []string   `cbor:"4,keyasint"` // the complete list, in the form of an invite's
	Until  string     `cbor:"5,keyasint"` // last day of an external member, YYYY-MM-DD; "" = no end
}

// SignGrant writes and signs a grant at time (Unix ms), to stand behind the head
// of s. It does not judge: Apply does.
func SignGrant(i *Identity, s *State, author ID, time int64, body Grant) (Signed, error) {
	return signStatement(i, s.next(KindGrant, author, time), body)
}

// grant takes in what a member now holds.
func (s *State) grant(st Statement, author Member) error {
	if !author.Has(RightEditRights) {
		return ErrChainAuthor
	}
	var body Grant
	if err := decode(st.Body, &body); err != nil {
		return err
	}
	before, ok := s.Member(body.Member)
	if !ok {
		return ErrChainContents
	}
	if !author.mayGrant(before, body, st.Time) {
		return ErrChainAuthor
	}
	if err := s.onTime(st); err != nil {
		return err
	}
	if before.Owner && !body.Owner || !body.possible(st.Time) {
		return ErrChainContents
	}
	after := before
	after.Owner, after.Kind, after.Rights, after.Until, after.Disabled = body.Owner, body.Kind, body.Rights, body.Until, false
	after.Suspended = author.undecided(before.Suspended, body)
	if before.Disabled {
		s.enter(after.ID, after.Signing, st.Seq)
	}
	s.change(st, before, after)
	return nil
}

// mayGrant tells that an author passes on only what he holds, to somebody else,
// and leaves owners to owners. What a member has who stands now may stay; who is
// disabled, or whose time is over, has nothing.
func (m Member) mayGrant(target Member, body Grant, time int64) bool {
	if m.ID == target.ID {
		return false
	}
	if m.Owner {
		return true
	}
	if target.Owner || body.Owner {
		return false
	}
	stands := target.Standing(time)
	if m.shorter(body.Until) && !(stands && body.Until == target.Until) {
		return false
	}
	return !slices.ContainsFunc(body.Rights, func(right string) bool { return !m.Has(right) && !(stands && target.Has(right)) })
}

// undecided gives the suspended rights that stay so: those which the grant does
// not give and on which its author, who does not hold them, cannot decide.
func (m Member) undecided(suspended []string, body Grant) []string {
	var out []string
	for _, right := range suspended {
		if _, given := slices.BinarySearch(body.Rights, right); !given && !m.Has(right) {
			out = append(out, right)
		}
	}
	return out
}

// possible judges what a grant says by itself.
func (b Grant) possible(time int64) bool {
	return (b.Kind == Internal || b.Kind == External) && possibleUntil(b.Until, b.Kind, b.Owner, time) && checkRights(b.Rights)
}

// change puts a member in place of what he was: domains that he lost are due,
// and what he began and could not begin now is void.
func (s *State) change(st Statement, before, after Member) {
	s.members[after.ID] = after
	for _, d := range before.Domains() {
		if !slices.Contains(after.Domains(), d) {
			s.lose(st.Seq, d, before.Ended)
		}
	}
	s.cancelWhere(st, func(i Invitation) bool {
		return i.Author == after.ID && !(after.Has(RightInvite) && after.mayPass(i.Invite))
	})
	s.voidWhere(st.Seq, func(r PendingReset) bool {
		if r.What != ResetPassword {
			return false // it opens nothing: it stands until it is obeyed or cancelled
		}
		return r.Author == after.ID && !after.mayReset(s.members[r.Target], r.Reset) || r.Target == after.ID && !s.members[r.Author].mayReset(after, r.Reset)
	})
}
