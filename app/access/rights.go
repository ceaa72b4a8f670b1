package access

import (
	"slices"

	"trousseau/app/keys"
)

// The rights this version asks for; the strings are frozen (FEATURES 1D).
const (
	rightCompany  = "settings.company"
	rightSeeUsers = "users.view"
	// rightOwner is no right that can be given: what only owners may do.
	rightOwner = "owner"
)

// may judges an act by the replay: the one place where a right is decided. An
// empty right is an act on one's own account, which every member may do who is
// neither disabled nor removed and whose last day is not over. ErrEnded for
// anybody else.
func may(s *keys.State, member keys.ID, right string) error {
	m, ok := s.Member(member)
	if !ok || !m.Standing(s.Time) {
		return ErrEnded
	}
	if right == "" || m.Owner || right != rightOwner && m.Has(right) {
		return nil
	}
	return ErrForbidden
}

// may judges an act of the room's member; one who has taken another's view may do
// what both may.
func (r *room) may(right string) error {
	if err := may(r.state, r.member, right); err != nil || r.as == (keys.ID{}) {
		return err
	}
	return may(r.state, r.as, right)
}

// mayOpen tells whether the room's view shows a domain.
func (r *room) mayOpen(d keys.Domain) bool {
	if r.as == (keys.ID{}) {
		return true
	}
	m, ok := r.state.Member(r.as)
	return ok && slices.Contains(m.Domains(), d)
}
