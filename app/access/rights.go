package access

import "trousseau/app/keys"

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
