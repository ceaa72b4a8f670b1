package keys

import (
	"bytes"
	"slices"
	"time"
)

// MemberKind tells internal members from external ones.
type MemberKind uint8

// The kinds; the numbers are frozen. Support is no member's kind but that of an
// invitation which gives access for a while and is never accepted.
const (
	Internal MemberKind = 1
	External MemberKind = 2
	Support  MemberKind = 3
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
	Disabled   bool     // keeps what he was given and may use none of it
	Removed    bool     // an id that never comes back, for the names in old lines
	Suspended  []string // ascending; rights that a password reset left for somebody else to give again: not held
}

// Has tells whether the member holds a right; owners hold all, who is disabled
// holds none. Whether his time is over is another question (Ended, Standing).
func (m Member) Has(right string) bool {
	_, found := slices.BinarySearch(m.Rights, right)
	return (m.Owner || found) && !m.Disabled && !m.Removed
}

// Standing tells that at time (Unix ms) the member may act at all.
func (m Member) Standing(time int64) bool { return !m.Disabled && !m.Removed && !m.Ended(time) }

// Domains tells whose keys the member holds; who is disabled holds none.
// Whether his time is over is another question.
func (m Member) Domains() []Domain {
	if m.Disabled || m.Removed {
		return nil
	}
	return DomainsFor(m.Rights, m.Owner)
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

// Member finds a member by id, disabled and ended ones included; a removed one
// is none any more.
func (s *State) Member(id ID) (Member, bool) {
	m, ok := s.members[id]
	if !ok || m.Removed {
		return Member{}, false
	}
	return m, true
}

// Members lists all members by ascending id, disabled and ended ones included.
func (s *State) Members() []Member {
	return s.list(func(m Member) bool { return !m.Removed })
}

// Former lists the removed members by ascending id.
func (s *State) Former() []Member {
	return s.list(func(m Member) bool { return m.Removed })
}

func (s *State) list(which func(Member) bool) []Member {
	out := make([]Member, 0, len(s.members))
	for _, m := range s.members {
		if which(m) {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b Member) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	return out
}

// counts tells that a member counts as an owner: accepted, enabled and without
// end date (DESIGN 3).
func (m Member) counts() bool { return m.Owner && !m.Disabled && !m.Removed && m.Until == "" }

// Owners lists the signing keys of the owners who count by ascending id, for the
// anchor.
func (s *State) Owners() [][]byte {
	var out [][]byte
	for _, m := range s.Members() {
		if m.counts() {
			out = append(out, m.Signing)
		}
	}
	return out
}

// lastOwner tells that without this member nobody would count as an owner.
func (s *State) lastOwner(id ID) bool {
	for _, m := range s.members {
		if m.ID != id && m.counts() {
			return false
		}
	}
	return true
}
