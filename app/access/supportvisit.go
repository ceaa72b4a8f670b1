package access

import (
	"context"
	"errors"
	"slices"
	"sync"

	"trousseau/app/keys"
	"trousseau/data"
)

// Support is a visit of support: read-only, limited to its scope, each view a line
// of the journal (S5). Its methods may be called from any goroutine.
type Support struct {
	door *Door

	mu     sync.Mutex
	one    keys.OneTime
	room   *room // nil once it ended
	access keys.Invitation
	visit  string
}

// judge gives the access where it is open still, by the latest time known; ErrEnded
// where it is not.
func (s *Support) judge(r *room) (keys.Invitation, error) {
	i, ok := r.state.Support(max(s.door.now(), r.state.Time, r.latest))
	if !ok || i.Invitation != s.one.Invitation {
		return i, ErrEnded
	}
	return i, nil
}

// openKeys opens the keys of the scope, and forgets those that were replaced.
func (s *Support) openKeys(tx *data.Tx, r *room, i keys.Invitation) error {
	for d, k := range r.keys {
		if fact, _ := r.state.Epoch(d); fact.Epoch != k.Epoch {
			delete(r.keys, d)
		}
	}
	if err := r.openWraps(tx, &s.one.Keys, i.Domains()); err != nil {
		return err
	}
	for _, d := range i.Domains() {
		if r.keys[d] == nil {
			return tampered("key missing")
		}
	}
	return nil
}

// line writes a line of the journal in the name of support. One that would be dated
// behind the end of the access is none that anybody takes.
func (s *Support) line(tx *data.Tx, r *room, i keys.Invitation, a act) error {
	w := &writer{door: s.door, tx: tx, now: s.door.now(), ring: &keys.Ring{Identity: s.one.Keys}, rooms: []*room{r}}
	w.date()
	if w.at > i.Ends {
		return ErrEnded
	}
	if a.subject = r.member; a.facts == nil {
		a.facts = map[string]string{}
	}
	if a.facts[factVisit] == "" {
		a = a.fact(factVisit, s.visit)
	}
	if err := w.line(r, a, nil); err != nil {
		return err
	}
	return tick(tx, w.now)
}

// view shows one thing of the company: the line that says so is written with it.
// right is the part of the scope that it asks, "" for what every scope shows.
func (s *Support) view(ctx context.Context, what, right string, f func(*data.Tx, *room) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.write(ctx, func(tx *data.Tx, r *room, i keys.Invitation) error {
		if right != "" && !slices.Contains(i.Rights, right) {
			return ErrForbidden
		}
		if err := f(tx, r); err != nil {
			return err
		}
		return s.line(tx, r, i, act{name: actSupportView, facts: map[string]string{factWhat: what}})
	})
}

// write runs f on the room brought up to date; the session's own changes after the
// commit only. The caller holds the lock.
func (s *Support) write(ctx context.Context, f func(*data.Tx, *room, keys.Invitation) error) error {
	if s.room == nil {
		return ErrEnded
	}
	var fresh *room
	err := s.door.file.Write(ctx, func(tx *data.Tx) (err error) {
		fresh, err = s.refresh(tx)
		if err == nil {
			err = f(tx, fresh, s.access)
		}
		return err
	})
	if errors.Is(err, ErrEnded) {
		s.end()
	}
	if err == nil {
		s.room = fresh
	}
	return err
}

// refresh gives the room as the file has it now: ErrEnded where the access is over.
func (s *Support) refresh(tx *data.Tx) (*room, error) {
	r := s.room.clone()
	moved, err := r.refresh(tx)
	if err != nil {
		return nil, err
	}
	if err := behind(tx, []*room{r}, s.door.now()); err != nil {
		return nil, err // a clock that was set back does not prolong the visit
	}
	i, err := s.judge(r)
	if err != nil {
		return nil, err
	}
	if moved {
		err = s.openKeys(tx, r, i)
	}
	return r, err
}

// Watch looks whether the access is open still, and takes in what was written. It is
// meant to be called every WatchEvery; ErrEnded ends the visit and drops its keys,
// also where the file was damaged or the clock set back since.
func (s *Support) Watch(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.room == nil {
		return ErrEnded
	}
	err := s.door.file.Read(ctx, func(tx *data.Tx) error {
		fresh, err := s.refresh(tx)
		if err == nil {
			s.room = fresh
		}
		return err
	})
	var clock *ClockError
	if errors.Is(err, ErrEnded) || errors.Is(err, ErrTampered) || errors.As(err, &clock) {
		s.end()
		return ErrEnded
	}
	return err
}

// Scope is what the visit may look at; its hours are those that were given.
func (s *Support) Scope() SupportScope { return scopeOf(s.access) }

// Ends is until when, Unix ms.
func (s *Support) Ends() int64 { return s.access.Ends }

// Company shows the company's page: name, address, numbers, and nothing of banks.
// It is a view of the journal. Errors: ErrEnded, ErrTampered, those of the file.
func (s *Support) Company(ctx context.Context) (Company, error) {
	var c Company
	err := s.view(ctx, "company", "", func(tx *data.Tx, r *room) (err error) {
		_, c, err = companyRow(tx, r)
		return err
	})
	return c, err
}

// Close ends the visit with a line, and drops its keys whether that could be written
// or not. One that ended already is no error.
func (s *Support) Close(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	ctx, cancel := context.WithTimeout(ctx, farewellWait)
	defer cancel()
	err := s.write(ctx, func(tx *data.Tx, r *room, i keys.Invitation) error {
		return s.line(tx, r, i, act{name: actSupportClose})
	})
	s.end()
	if errors.Is(err, ErrEnded) {
		return nil // its owner ended it: no line of support is taken any more
	}
	return err
}

// end drops the keys.
func (s *Support) end() {
	if s.room != nil {
		s.room.wipe()
	}
	s.one.Wipe()
	s.room = nil
}
