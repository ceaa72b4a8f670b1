package access

import (
	"errors"
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

// One company that does not agree with its signatures must not keep the others
// shut (DESIGN 5): it is put aside, told in the list of companies, and what it last
// asked of the door still counts. Nothing is written in it.

// shut is a company of the person that does not open.
type shut struct {
	company keys.ID
	name    string // as it was last known; empty: never
	duties  keys.Duties
	err     error
}

// putAside makes a company that does not open one of those put aside. What its ring
// never learnt counts as the default of every company.
func putAside(m keys.Membership, err error) shut {
	out := shut{company: m.Company, name: m.Name, duties: (&keys.State{}).Duties(), err: err}
	if m.Duties != nil {
		out.duties = *m.Duties
	}
	return out
}

// broken tells a company whose file does not agree with its signatures from any
// other fault. An older file is none: it is the whole file, and an owner may take
// it (TakeOlder).
func broken(err error) bool {
	var older *OlderError
	return errors.Is(err, ErrTampered) && !errors.As(err, &older)
}

// asked gives what the companies of a person ask of his door, those put aside
// included (M2: the strictest wins).
func asked(rooms []*room, aside []shut) []keys.Duties {
	var out []keys.Duties
	for _, r := range rooms {
		out = append(out, r.state.Duties())
	}
	for _, s := range aside {
		out = append(out, s.duties)
	}
	return out
}

// openRooms replays every company of the ring, the one used last first; their keys
// stay closed. Those that the person may not enter any more are left out, those
// that do not open are put aside. ErrNoAccess where none is left, or what keeps the
// first of them shut.
func (d *Door) openRooms(tx *data.Tx, ring *keys.Ring, version uint64, tolerant bool) ([]*room, []shut, error) {
	var out []*room
	var aside []shut
	for _, m := range ring.Companies {
		r, err := d.openRoom(tx, ring, m, version, tolerant)
		switch {
		case errors.Is(err, ErrEnded):
		case broken(err):
			aside = append(aside, putAside(m, err))
		case err != nil:
			return nil, nil, err
		default:
			out = append(out, r)
		}
	}
	if len(out) > 0 {
		return out, aside, nil
	}
	if len(aside) > 0 {
		return nil, nil, aside[0].err
	}
	return nil, nil, ErrNoAccess
}

// openKeys opens the member's keys in every room; a company whose keys are not
// there is put aside, as long as another one opens.
func (w *writer) openKeys() error {
	var kept []*room
	var first error
	for _, r := range w.rooms {
		by := &w.ring.Identity
		if r.by != nil {
			by = r.by
		}
		err := r.openKeys(w.tx, by)
		m, ok := w.ring.Membership(r.state.Company)
		switch {
		case err == nil:
			kept = append(kept, r)
		case !broken(err) || !ok:
			return err
		default:
			if first == nil {
				first = err
			}
			w.aside = append(w.aside, putAside(*m, err))
		}
	}
	if len(kept) == 0 {
		return first
	}
	w.rooms = kept
	return nil
}

// freshRooms brings copies of the session's rooms up to date and opens the companies
// that his ring gained since, in another program. The first is kept whatever became
// of its member; another one that he lost since is left out, so that nothing is
// written there in his name, and one that does not open any more is put aside.
func (s *Session) freshRooms(tx *data.Tx, ring *keys.Ring, version uint64) ([]*room, []shut, error) {
	now := s.door.now()
	var out []*room
	aside := slices.Clone(s.aside)
	for n, r := range s.rooms {
		c, err := r.fresh(tx, &ring.Identity, now)
		m, ok := ring.Membership(r.state.Company)
		switch {
		case n > 0 && broken(err) && ok:
			aside = append(aside, putAside(*m, err))
		case err != nil:
			return nil, nil, err
		case n == 0 || c.ended(now) == nil:
			out = append(out, c)
		}
	}
	for _, m := range ring.Companies {
		if s.knows(m.Company) {
			continue
		}
		r, err := s.door.openRoom(tx, ring, m, version, false)
		if err == nil && r.by != nil {
			err = ErrEnded // the next sign-in tells it his present keys
		}
		if err == nil {
			err = r.openKeys(tx, &ring.Identity)
		}
		switch {
		case errors.Is(err, ErrEnded):
			s.left = append(s.left, m.Company)
		case broken(err):
			aside = append(aside, putAside(m, err))
		case err != nil:
			return nil, nil, err
		default:
			out = append(out, r)
		}
	}
	return out, aside, nil
}

// fresh gives a copy of a room brought up to date.
func (r *room) fresh(tx *data.Tx, i *keys.Identity, now int64) (*room, error) {
	c := r.clone()
	moved, err := c.refresh(tx)
	if err != nil {
		return nil, err
	}
	c.outside = moved && c.foreign(i) || !moved && c.outside
	if moved && c.ended(now) == nil {
		err = c.openKeys(tx, i)
	}
	c.keepView(now)
	return c, err
}

// knows tells whether the session has a company's room, put it aside, or saw that
// its person may not enter there.
func (s *Session) knows(company keys.ID) bool {
	return slices.ContainsFunc(s.rooms, func(r *room) bool { return r.state.Company == company }) ||
		slices.ContainsFunc(s.aside, func(a shut) bool { return a.company == company }) || slices.Contains(s.left, company)
}
