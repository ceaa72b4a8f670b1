package keys

import "slices"

// maxSupport bounds support access (S3).
const maxSupport = 7 * day

// possibleSupport judges what support access says by itself: a scope, an end
// within seven days, and nothing that makes a member.
func (b Invite) possibleSupport(time int64) bool {
	known := func(right string) bool {
		return right == SupportCustomers || right == SupportProducts || right == SupportDocuments
	}
	return !b.Owner && b.Until == "" && b.Ends > time && b.Ends-time <= maxSupport && checkRights(b.Rights) &&
		len(b.Rights) > 0 && !slices.ContainsFunc(b.Rights, func(right string) bool { return !known(right) })
}

// Support gives the support access that is open at now (Unix ms); there is one at
// most, a newer one cancels the one before. Rights is its scope, Invitation the
// id under which its journal lines stand.
func (s *State) Support(now int64) (Invitation, bool) {
	for id := range s.pending {
		if i := s.invitations[id]; i.Kind == Support && i.Open(now) {
			return i, true
		}
	}
	return Invitation{}, false
}

// Supports lists every support access there ever was, by ascending id, for the
// owner's report (S5).
func (s *State) Supports() []Invitation {
	return s.invited(func(i Invitation) bool { return i.Kind == Support })
}
