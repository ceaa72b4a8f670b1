package keys

// Loss says what a revoke takes.
type Loss uint8

// What can be taken; the numbers are frozen.
const (
	LoseOwner   Loss = 1 // ownership: the member stays with the rights named
	LoseEntry   Loss = 2 // disabled: keeps what he has and may use none of it until a grant
	LoseMember  Loss = 3 // removed: his id and keys never come back
	LoseWaiting Loss = 4 // an invitation, support access or a reset is cancelled; Target is its id
)

// Revoke is the body by which somebody loses something.
type Revoke struct {
	Target ID       `cbor:"1,keyasint"`
	What   Loss     `cbor:"2,keyasint"`
	Rights []string `cbor:"3,keyasint"` // those that stay with a former owner; otherwise none
}

// SignRevoke writes and signs a revoke at time (Unix ms), to stand behind the
// head of s. It does not judge: Apply does.
func SignRevoke(i *Identity, s *State, author ID, time int64, body Revoke) (Signed, error) {
	return signStatement(i, s.next(KindRevoke, author, time), body)
}

// revoke takes in a loss.
func (s *State) revoke(st Statement, author Member) error {
	var body Revoke
	if err := decode(st.Body, &body); err != nil {
		return err
	}
	if body.What == LoseWaiting {
		return s.cancel(st, author, body)
	}
	if !author.mayRevoke(body.What) {
		return ErrChainAuthor
	}
	before, ok := s.Member(body.Target)
	if !ok {
		return ErrChainContents
	}
	if before.ID == author.ID || before.Owner && !author.Owner {
		return ErrChainAuthor
	}
	if err := s.onTime(st); err != nil {
		return err
	}
	if !body.possible(before) || before.counts() && s.lastOwner(before.ID) {
		return ErrChainContents
	}
	after := before
	switch body.What {
	case LoseOwner:
		after.Owner, after.Rights = false, body.Rights
	case LoseEntry:
		after.Disabled = true
	case LoseMember:
		after = Member{ID: before.ID, Signing: before.Signing, Encryption: before.Encryption, Kind: before.Kind, Invited: before.Invited, Since: before.Since, Removed: true}
	}
	if body.What != LoseOwner {
		s.voidWhere(st.Seq, func(r PendingReset) bool { return r.Target == after.ID })
	}
	if !after.Standing(0) {
		s.leave(after.ID, st.Seq)
	}
	s.change(st, before, after)
	return nil
}

// mayRevoke tells that an author may take something of that kind from somebody.
func (m Member) mayRevoke(what Loss) bool {
	switch what {
	case LoseEntry:
		return m.Has(RightEditRights)
	case LoseMember:
		return m.Has(RightDelete)
	}
	return m.Owner
}

// possible tells that the member has what he is to lose, and that a list of
// rights stands where it belongs.
func (b Revoke) possible(target Member) bool {
	switch b.What {
	case LoseOwner:
		return target.Owner && checkRights(b.Rights)
	case LoseEntry:
		return !target.Disabled && len(b.Rights) == 0
	case LoseMember:
		return len(b.Rights) == 0
	}
	return false
}

// cancel takes in that a code is void before its end. Any holder of the right
// may do it, not the author alone: a slip in wrong hands cannot wait for him, and
// nobody loses what he has. Owners' codes and support access are owners' matter.
func (s *State) cancel(st Statement, author Member, body Revoke) error {
	invitation, invited := s.invitations[body.Target]
	reset, pending := s.resetOf(body.Target)
	switch {
	case invited && invitation.Kind != Support && author.Has(RightInvite) && (author.Owner || !invitation.Owner):
	case invited && author.Owner:
	case pending && author.Has(reset.What.right()) && (author.Owner || !s.members[reset.Target].Owner):
	case !invited && !pending && (author.Has(RightInvite) || author.Has(RightResetPassword) || author.Has(RightResetFactor)):
		return ErrChainContents
	default:
		return ErrChainAuthor
	}
	if err := s.onTime(st); err != nil {
		return err
	}
	if len(body.Rights) != 0 || invited && (invitation.Spent || invitation.Cancelled != 0) {
		return ErrChainContents
	}
	s.cancelWhere(st, func(i Invitation) bool { return i.Invitation == body.Target })
	s.voidWhere(st.Seq, func(r PendingReset) bool { return r.ID == body.Target })
	return nil
}

// cancelWhere cancels waiting invitations.
func (s *State) cancelWhere(st Statement, which func(Invitation) bool) {
	for id := range s.pending {
		i := s.invitations[id]
		if !which(i) {
			continue
		}
		i.Cancelled = st.Time
		s.invitations[id] = i
		delete(s.pending, id)
		s.leave(id, st.Seq)
		for _, d := range i.Domains() {
			s.lose(st.Seq, d, i.ended)
		}
	}
}
