package access

import (
	"errors"
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

// The end of every act: its lines, the keys that it took from somebody, the ring.

// entry is what one company's journal tells of an act, or nothing.
type entry struct {
	act    act
	change *change
}

// finish writes profile, line, heads and ring. An act has its line in the current
// company, one on the account in each; what stands in w.each takes their place.
func (w *writer) finish(a act, c *change, rk *keys.RingKey, version uint64) (uint64, error) {
	for i, r := range w.rooms {
		e, touched := entry{act: a}, i == 0 || a.account
		if i == 0 {
			e.change = c
		}
		if w.each != nil {
			e, touched = w.each[r.state.Company]
		}
		if !touched {
			continue
		}
		if err := w.close(r, e, version+1); err != nil {
			return 0, err
		}
	}
	if err := tick(w.tx, w.now); err != nil {
		return 0, err
	}
	if err := w.pin(); err != nil {
		return 0, err
	}
	sealed, err := rk.SealRing(w.door.random, w.ring, version+1)
	if err != nil {
		return 0, err
	}
	return version + 1, w.tx.SetRing(w.ring.Account[:], version, version+1, sealed)
}

// close ends an act in one company: the keys that it took from somebody are renewed,
// then comes its line; one on the account has the report before it, with the
// version of the ring that is written with it.
func (w *writer) close(r *room, e entry, version uint64) error {
	due, err := w.rotateDue(r)
	if err != nil {
		return err
	}
	if e.act.account {
		e.act = reporting(e.act, version)
		if err := w.factorRecord(r, version); err != nil {
			return err
		}
		if err := w.profile(r, version); err != nil {
			return err
		}
	}
	return w.line(r, e.act.rotated(due), e.change)
}

// pin writes heads, duties and name of every room into the ring.
func (w *writer) pin() error {
	for _, r := range w.rooms {
		m, ok := w.ring.Membership(r.state.Company)
		if !ok {
			continue
		}
		name, err := w.called(r, m)
		if err != nil {
			return err
		}
		if err := r.alerted(w.tx, m); err != nil {
			return err
		}
		duties := r.state.Duties()
		m.Statement, m.Line, m.Duties, m.Name = r.state.Head, r.line, &duties, name
		m.Sets = m.Sets[:0]
		for _, table := range data.Tables() {
			if set, ok := r.sets[table.Number()]; ok {
				m.Sets = append(m.Sets, set)
			}
		}
	}
	return nil
}

// called gives a company's name: as its data say, or as it was last known where
// those do not open.
func (w *writer) called(r *room, m *keys.Membership) (string, error) {
	number := data.TableCompany.Number()
	if m.Name != "" && slices.Contains(m.Sets, r.sets[number]) {
		return m.Name, nil
	}
	_, c, err := companyRow(w.tx, r)
	if errors.Is(err, ErrTampered) || errors.Is(err, ErrForbidden) {
		return m.Name, nil // told where it is read
	}
	return c.Name, err
}
