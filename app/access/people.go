package access

import (
	"context"
	"errors"
	"slices"
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
	Stale       bool  // what he reported is older than his last act on his account
}

// People lists who has access to the current company: owners first, then by
// name. It asks users.view. Errors: ErrForbidden, ErrTampered, ErrEnded.
func (s *Session) People(ctx context.Context) ([]Person, error) {
	var out []Person
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		if err := may(r.state, r.member, rightSeeUsers); err != nil {
			return err
		}
		records, err := r.load(tx, data.TableMembers, keys.People)
		if err != nil {
			return err
		}
		emails := map[keys.ID]memberRecord{}
		for _, row := range records {
			var m memberRecord
			if err := keys.Decode(row.plain, &m); err != nil {
				return damaged(err)
			}
			emails[row.id] = m
		}
		for _, m := range r.state.Members() {
			p, err := r.person(tx, m, emails[m.ID])
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

// person puts together what the chain, the inviter's record and the member's own
// report say.
func (r *room) person(tx *data.Tx, m keys.Member, record memberRecord) (Person, error) {
	p := Person{ID: m.ID.String(), Email: record.Email, Internal: m.Kind != keys.External, Owner: m.Owner, Me: m.ID == r.member}
	stored, err := tx.Row(data.TableProfiles, r.state.Company[:], m.ID[:])
	if errors.Is(err, data.ErrNotFound) {
		p.Stale = true
		return p, nil
	}
	if err != nil {
		return p, err
	}
	k, err := r.key(keys.People)
	if err != nil {
		return p, err
	}
	profile, err := k.OpenProfile(m, stored.Version, stored.Sealed)
	if err != nil {
		return p, damaged(err)
	}
	p.First, p.Last, p.Email = profile.Person.First, profile.Person.Last, profile.Person.Email
	p.Class, p.PasswordSet = int(profile.Password.Class), profile.Password.Set
	p.Factor, p.SignIn = profile.Factor > 0, profile.SignIn
	return p, nil
}

// WithoutFactor names the members who have no second factor yet (F10).
func WithoutFactor(people []Person) []Person {
	var out []Person
	for _, p := range people {
		if !p.Factor {
			out = append(out, p)
		}
	}
	return out
}
