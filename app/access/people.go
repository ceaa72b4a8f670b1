package access

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"trousseau/app/keys"
	"trousseau/data"
)

// Person is a member as the others see him (A26 to A29).
type Person struct {
	ID          string
	First, Last string // empty until his program reported them
	Email       string
	Internal    bool
	Owner       bool
	Me          bool
	Class       int   // of his password, 1 to 5; 0: not reported
	PasswordSet int64 // Unix ms
	Factor      bool  // 2FA is on
	SignIn      int64 // last sign-in, Unix ms; 0: never
	// Stale: the report is not the one of his last act on his account, so an older
	// one was put back into the file (DESIGN 3). What it says is still shown.
	Stale bool
	// Unreadable: his report was changed, cut, exchanged or taken away, or a line of
	// his that may tell of it. Nothing of it is shown; name and figures are empty.
	Unreadable bool
}

// People lists who has access to the current company: owners first, then by
// name. One member's report that does not open leaves the others readable. It
// asks users.view. Errors: ErrForbidden, ErrTampered, ErrEnded.
func (s *Session) People(ctx context.Context) ([]Person, error) {
	var out []Person
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		if err := r.may(rightSeeUsers); err != nil {
			return err
		}
		records, err := r.records(tx)
		if err != nil {
			return err
		}
		reported, err := r.reported(tx)
		if err != nil {
			return err
		}
		for _, m := range r.state.Members() {
			p, err := r.person(tx, m, records[m.ID], reported[m.ID])
			if err != nil {
				return err
			}
			out = append(out, p)
		}
		return nil
	})
	slices.SortStableFunc(out, comparePeople)
	return out, err
}

func comparePeople(a, b Person) int {
	if a.Owner != b.Owner {
		if a.Owner {
			return -1
		}
		return 1
	}
	if c := strings.Compare(strings.ToLower(a.Last+" "+a.First), strings.ToLower(b.Last+" "+b.First)); c != 0 {
		return c
	}
	return strings.Compare(a.Email, b.Email)
}

// report is what the file holds of what a member reports. want is the version that
// his newest line tells of, 0 for none, or unreadable; stored is nil where there is
// no row.
type report struct {
	stored *data.Row
	want   uint64
}

// personOf is person of one member alone, whatever the lines tell of his report.
func (r *room) personOf(tx *data.Tx, m keys.Member, record memberRecord) (Person, error) {
	stored, err := tx.Row(data.TableProfiles, r.state.Company[:], m.ID[:])
	if errors.Is(err, data.ErrNotFound) {
		return r.person(tx, m, record, report{})
	}
	if err != nil {
		return Person{}, err
	}
	return r.person(tx, m, record, report{stored: &stored})
}

// person puts together what the chain, the inviter's record and the member's own
// report say.
func (r *room) person(tx *data.Tx, m keys.Member, record memberRecord, said report) (Person, error) {
	p := Person{ID: m.ID.String(), First: record.First, Last: record.Last, Email: record.Email, Internal: m.Kind != keys.External, Owner: m.Owner, Me: m.ID == r.member}
	switch {
	case said.want == unreadable:
		p.Unreadable = true
		return p, nil
	case said.stored == nil:
		p.Unreadable = said.want > 0 // there was one
		return p, nil
	}
	profile, err := r.openProfile(tx, m, *said.stored)
	switch {
	case errors.Is(err, ErrTampered):
		p.Unreadable = true
		return p, nil
	case err != nil:
		return p, err
	}
	p.First, p.Last, p.Email = profile.Person.First, profile.Person.Last, profile.Person.Email
	p.Class, p.PasswordSet = int(profile.Password.Class), profile.Password.Set
	p.Factor, p.SignIn = profile.Factor > 0, profile.SignIn
	p.Stale = said.want > 0 && profile.Version != said.want
	return p, nil
}

// profile opens a member's report: ErrTampered where it does not open or is not
// his, data.ErrNotFound where there is none.
func (r *room) profile(tx *data.Tx, m keys.Member) (keys.Profile, error) {
	stored, err := tx.Row(data.TableProfiles, r.state.Company[:], m.ID[:])
	if err != nil {
		return keys.Profile{}, err
	}
	return r.openProfile(tx, m, stored)
}

// openProfile opens a stored report. Errors: ErrTampered, ErrForbidden.
func (r *room) openProfile(tx *data.Tx, m keys.Member, stored data.Row) (keys.Profile, error) {
	k, err := r.at(tx, keys.People, stored.Epoch)
	if err != nil {
		return keys.Profile{}, err
	}
	profile, err := k.OpenProfile(m, stored.Version, stored.Sealed)
	return profile, damaged(err)
}

// unreadable stands for the version of a report where a line of its member does
// not open: it may have been the one that tells. No ring comes so far.
const unreadable = math.MaxUint64

// reported gives, per member, his stored report and the version that his newest line
// tells of, or unreadable. Every member writes his own report without the key of people, so the
// table can have no set hash; the signed line stands in for it.
func (r *room) reported(tx *data.Tx) (map[keys.ID]report, error) {
	stored, err := tx.Rows(data.TableProfiles, r.state.Company[:])
	if err != nil {
		return nil, err
	}
	out := make(map[keys.ID]report, len(stored))
	for i := range stored {
		if id, err := keys.IDFrom(stored[i].ID); err == nil { // any other is nobody's
			out[id] = report{stored: &stored[i]}
		}
	}
	waiting := map[keys.ID]bool{}
	for _, m := range r.state.Members() {
		waiting[m.ID] = true
	}
	told := func(id keys.ID, want uint64) {
		out[id] = report{stored: out[id].stored, want: want}
		delete(waiting, id)
	}
	for end := r.lines; end > 0 && len(waiting) > 0; {
		from := end - min(end, batch)
		rows, err := tx.Lines(r.state.Company[:], from, int(end-from))
		if err != nil {
			return nil, err
		}
		oldest, err := r.versions(tx, rows, waiting, told)
		if err != nil {
			return nil, err
		}
		if oldest < r.joined(waiting) {
			break
		}
		end = from
	}
	return out, nil
}

// joined gives the earliest statement by which one of them became a member. Lines
// name the newest statement of their time and never an earlier one than the line
// before: behind a line from before that one, none is his.
func (r *room) joined(members map[keys.ID]bool) uint64 {
	first := uint64(math.MaxUint64)
	for id := range members {
		first = min(first, r.state.Joined(id))
	}
	return first
}

// versions tells, from the newest line back, of which version of his report each of
// the waiting tells, and gives the statement that the oldest of these lines names.
func (r *room) versions(tx *data.Tx, rows []data.Line, waiting map[keys.ID]bool, told func(keys.ID, uint64)) (oldest uint64, err error) {
	for _, row := range slices.Backward(rows) {
		l, err := keys.ParseLine(row.Line)
		if err != nil {
			return 0, damaged(err)
		}
		oldest = l.Statement
		if !waiting[l.Actor] {
			continue
		}
		a, err := r.body(tx, l, row)
		if errors.Is(err, ErrTampered) {
			told(l.Actor, unreadable)
			continue
		}
		if err != nil {
			return 0, err
		}
		if version, err := strconv.ParseUint(a.Facts[factProfile], 10, 64); err == nil { // otherwise no act on the account, or of a version that did not tell
			told(l.Actor, version)
		}
	}
	return oldest, nil
}

// WithoutFactor names the members who have no second factor yet, as far as it is
// known: a report that is unreadable or stale says neither (F10).
func WithoutFactor(people []Person) []Person {
	var out []Person
	for _, p := range people {
		if !p.Factor && !p.Unreadable && !p.Stale {
			out = append(out, p)
		}
	}
	return out
}
