package keys

import (
	"bytes"
	"slices"
	"time"
)

// MemberKind tells internal members from external ones.
type MemberKind uint8

// The kinds of members; the numbers are frozen, 3 is kept for support access.
const (
	Internal MemberKind = 1
	External MemberKind = 2
)

// Member is what the replay knows of a member.
type Member struct {
	ID         ID
	Signing    []byte
	Encryption []byte
	Owner      bool
	Kind       MemberKind
	Rights     []string // ascending; an owner has them all without a list
	Until      string   // last day, civil date; "" = no end
	Invited    ID       // by whom; zero for the founder
	Since      int64    // when he founded or accepted, Unix ms
}

// Has tells whether the member holds a right; owners hold all.
func (m Member) Has(right string) bool {
	_, found := slices.BinarySearch(m.Rights, right)
	return m.Owner || found
}

// Ended tells that at time (Unix ms) the member's last day is over everywhere on
// earth (UTC-12). A program that goes by the calendar of its own place ends
// earlier, never later.
func (m Member) Ended(time int64) bool {
	if m.Until == "" {
		return false
	}
	last, ok := civilDay(m.Until)
	return !ok || time >= last+day+12*hour
}

// hour and day are in milliseconds.
const (
	hour = int64(time.Hour / time.Millisecond)
	day  = 24 * hour
)

// civilDay gives the start of a YYYY-MM-DD in UTC, Unix ms.
func civilDay(date string) (int64, bool) {
	t, err := time.Parse(time.DateOnly, date)
	return t.UnixMilli(), err == nil
}

// Member finds a member by id.
func (s *State) Member(id ID) (Member, bool) {
	m, ok := s.members[id]
	return m, ok
}

// Members lists all members by ascending id, ended ones included.
func (s *State) Members() []Member {
	out := make([]Member, 0, len(s.members))
	for _, m := range s.members {
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b Member) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return out
}

// Owners lists the signing keys of the owners by ascending id, for the anchor.
func (s *State) Owners() [][]byte {
	var out [][]byte
	for _, m := range s.Members() {
		if m.Owner {
			out = append(out, m.Signing)
		}
	}
	return out
}
