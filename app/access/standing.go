package access

import (
	"slices"
	"strconv"

	"trousseau/app/keys"
)

// Standing is what a person may do in the current company, as the session last saw
// it: the windows show by it what is there for him (R9). The services judge anew.
type Standing struct {
	Company string // id
	Member  string // id
	Owner   bool
	Rights  []string // ascending; of an owner all there are
	Domains []string // whose keys he holds: common, people, sales, insight, treasury
	// Stamp changes when any of it may have, also by another's act.
	Stamp string
	// As is the member whose view he has taken; empty: his own.
	As string
}

// May tells whether a right is held; an empty one always is.
func (s Standing) May(right string) bool {
	_, found := slices.BinarySearch(s.Rights, right)
	return right == "" || s.Owner || found
}

// Standing gives it without looking into the file; zero once the session ended.
func (s *Session) Standing() Standing {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.company()
	if err != nil {
		return Standing{}
	}
	m, _ := r.state.Member(r.member)
	out := Standing{Company: r.state.Company.String(), Member: m.ID.String(), Owner: m.Owner && r.as == keys.ID{},
		Stamp: r.state.Company.String() + " " + strconv.FormatUint(r.state.Head.Seq, 10) + " " + r.as.String()}
	if r.as != (keys.ID{}) {
		out.As = r.as.String()
	}
	for _, right := range keys.Catalogue() {
		if r.may(right.Name) == nil {
			out.Rights = append(out.Rights, right.Name)
		}
	}
	slices.Sort(out.Rights)
	for _, d := range keys.Domains() {
		if r.keys[d] != nil && r.mayOpen(d) {
			out.Domains = append(out.Domains, domainName(d))
		}
	}
	return out
}
