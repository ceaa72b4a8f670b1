package access

import (
	"context"
	"slices"
	"strings"

	"trousseau/app/keys"
	"trousseau/data"
)

// One account, several companies (M1). The first in the ring is the one used last;
// each has its own chain, keys and journal, and an act stands in the journal of the
// companies that it touches and in no other (M2).

const (
	actEnter = "company.open"
	// rightCreate is the right to open a further company in the file.
	rightCreate = "account.create"
)

// NewCompany founds a further company in this file, with the person as its owner,
// and makes it the current one. It asks account.create in the company that is
// current before; the line stands in the new one. Its password rules, lock and
// second factor are those every company begins with, until its owner sets others.
// Errors: *InputError, of the field "name" with ErrTaken where one of his companies
// has that name; ErrForbidden, ErrDuty, ErrEnded, those of the file.
func (s *Session) NewCompany(ctx context.Context, c Company) error {
	c, err := c.Check()
	if err != nil {
		return err
	}
	return s.do(ctx, act{name: actFound, right: rightCreate}, func(w *writer) (*change, error) {
		for _, r := range w.rooms {
			m, ok := w.ring.Membership(r.state.Company)
			if ok && strings.EqualFold(m.Name, c.Name) {
				return nil, &InputError{Field: "name", Err: ErrTaken}
			}
		}
		r, err := w.found(Founding{Company: c, Owner: Owner{Email: w.ring.Person.Email}})
		if err != nil {
			return nil, err
		}
		w.rooms = append([]*room{r}, w.rooms...)
		w.ring.Companies = append([]keys.Membership{{Company: r.state.Company, Member: r.member, Root: r.state.Root}}, w.ring.Companies...)
		w.each = map[keys.ID]entry{r.state.Company: {act: act{name: actFound, account: true}}}
		return nil, nil
	})
}

// Switch makes another of the person's companies the current one, also for his next
// sign-in. Its journal has a line of it. The current one again writes nothing.
// Errors: ErrNoAccess where he may not enter that company, ErrTampered where it does
// not open, ErrDuty, ErrEnded, those of the file.
func (s *Session) Switch(ctx context.Context, company string) error {
	id, err := companyID(company)
	if err != nil {
		return err
	}
	return unlessSame(s.do(ctx, act{name: actEnter}, func(w *writer) (*change, error) {
		n := slices.IndexFunc(w.rooms, func(r *room) bool { return r.state.Company == id })
		if n == 0 {
			return nil, errSame
		}
		if n < 0 {
			return nil, w.outside(id)
		}
		if _, _, err := companyRow(w.tx, w.rooms[n]); err != nil {
			return nil, err
		}
		first(w.rooms, n)
		first(w.ring.Companies, slices.IndexFunc(w.ring.Companies, func(m keys.Membership) bool { return m.Company == id }))
		return nil, nil
	}))
}

// first moves one element to the front; the others keep their order.
func first[T any](list []T, n int) {
	chosen := list[n]
	copy(list[1:n+1], list[:n])
	list[0] = chosen
}

// outside says why a company is none of the rooms.
func (w *writer) outside(company keys.ID) error {
	for _, s := range w.aside {
		if s.company == company {
			return s.err
		}
	}
	return ErrNoAccess
}

// companyID reads an id as the windows have it.
func companyID(text string) (keys.ID, error) {
	id, err := memberID(text)
	if err != nil {
		return id, &InputError{Field: "company", Err: ErrOdd}
	}
	return id, nil
}

// CompanyCard is what a person may know of one of his companies (M4). Where he may
// not see the users there, their figures are zero and Sees is false.
type CompanyCard struct {
	ID                        string
	Name, City, Number, Color string
	Current                   bool
	// Fault says that this company does not agree with its signatures: only its name
	// is known, as it last was. Another copy of the file may open it.
	Fault   bool
	Owner   bool
	Live    bool   // in production; otherwise a test
	Factor  bool   // 2FA is mandatory
	Until   string // his own last day there, YYYY-MM-DD; empty: no end
	Support int64  // until when support has access, Unix ms; 0: it has none
	// MayInvite and MayRemove tell what he may do there.
	MayInvite, MayRemove bool

	Sees         bool
	Users        int    // members who may enter
	WithFactor   int    // of these, with a second factor
	Unknown      int    // of these, whose report says nothing reliable
	WeakPassword int    // of these, of the two lowest classes
	OldPassword  int    // of these, to be changed within 14 days, or over
	Invited      int    // invitations that are open
	Ending       int    // members whose last day comes within 30 days
	FirstEnd     string // the earliest of these days
}

// soonEnding is how long before his last day a member is counted as ending.
const soonEnding = 30 * day

// Companies lists the companies of the person, the current one first and the others
// as he last used them; those that do not open come last. Errors: ErrDuty, ErrEnded,
// those of the file.
func (s *Session) Companies(ctx context.Context) ([]CompanyCard, error) {
	var out []CompanyCard
	err := s.look(ctx, func(tx *data.Tx, rooms []*room) error {
		if s.duty != NoDuty {
			return ErrDuty
		}
		var faults []CompanyCard
		for n, r := range rooms {
			card, err := r.card(tx, s.door.now())
			if broken(err) {
				faults = append(faults, CompanyCard{ID: r.state.Company.String(), Name: s.lastName(r.state.Company), Current: n == 0, Fault: true})
				continue
			}
			if err != nil {
				return err
			}
			card.Current = n == 0
			out = append(out, card)
		}
		for _, a := range s.aside {
			faults = append(faults, CompanyCard{ID: a.company.String(), Name: a.name, Fault: true})
		}
		out = append(out, faults...)
		return nil
	})
	return out, err
}

// lastName is the name by which the ring knows a company; the caller holds the lock.
func (s *Session) lastName(company keys.ID) string {
	if m, ok := s.ring.Membership(company); ok {
		return m.Name
	}
	return ""
}

// card puts together what the room's member may know of it.
func (r *room) card(tx *data.Tx, now int64) (CompanyCard, error) {
	_, c, err := companyRow(tx, r)
	if err != nil {
		return CompanyCard{}, err
	}
	m, _ := r.state.Member(r.member)
	out := CompanyCard{ID: r.state.Company.String(), Name: c.Name, City: c.City, Number: c.Number, Color: c.Color,
		Owner: m.Owner, Live: r.state.Live(), Factor: r.state.Duties().Factor, Until: m.Until,
		MayInvite: r.may(keys.RightInvite) == nil, MayRemove: r.may(keys.RightDelete) == nil}
	if support, on := r.state.Support(now); on {
		out.Support = support.Ends
	}
	if _, err := r.key(keys.People); err != nil || r.may(rightSeeUsers) != nil {
		return out, nil // the rest is not for him to know
	}
	out.Sees = true
	for _, i := range r.state.Invitations() {
		if i.Open(now) {
			out.Invited++
		}
	}
	return out, r.count(tx, now, &out)
}

// count adds the figures about the members who may enter.
func (r *room) count(tx *data.Tx, now int64, out *CompanyCard) error {
	reported, err := r.reported(tx)
	if err != nil {
		return err
	}
	for _, m := range r.state.Members() {
		if !m.Standing(now) {
			continue
		}
		p, err := r.person(tx, m, memberRecord{}, reported[m.ID])
		if err != nil {
			return err
		}
		out.Users++
		if m.Until != "" && (keys.Member{Until: m.Until}).Ended(now+soonEnding.Milliseconds()) {
			out.Ending++
			if out.FirstEnd == "" || m.Until < out.FirstEnd {
				out.FirstEnd = m.Until
			}
		}
		r.countPerson(p, now, out)
	}
	return nil
}

func (r *room) countPerson(p Person, now int64, out *CompanyCard) {
	if p.Unreadable || p.Stale || p.Class == 0 {
		out.Unknown++
		return
	}
	if p.Factor {
		out.WithFactor++
	}
	if p.Class <= weakest {
		out.WeakPassword++
	}
	age := now - p.PasswordSet
	if r.state.Duties().Profile == keys.ProfileHouse && age >= ((passwordDays-warnDays)*day).Milliseconds() {
		out.OldPassword++
	}
}

// weakest is the highest class of a password that is told as weak.
const weakest = 2
