package access

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// The same account at work in two programs (P5). Each session has a row with a
// mark that only a holder of the ring's key can make. To find out who is alive,
// one row is deleted: a living session misses its own within a look and writes it
// again, a killed program does not. A sign-in deletes all rows of its account, so
// that nothing of a killed program stays; a session does so with each row that it
// sees for the first time, and again after a while with those that answered.
// Nothing is written while one session is alone.

const (
	// WatchEvery is how often a session at work looks around (DESIGN 5).
	WatchEvery = 500 * time.Millisecond
	// patience is for how many looks a session may miss before it counts as gone.
	patience = 6
	// again is after how many looks those known to be at work are called again: a
	// minute, within which the warning of a killed program ends.
	again = 120
)

// presence is what one session shows of itself, and what it knows of the others
// of its account.
type presence struct {
	file    *data.File
	account keys.ID
	session keys.ID
	since   int64 // Unix ms
	mark    keys.Hash
	ended   atomic.Bool

	mu     sync.Mutex // looks come one after the other
	key    *keys.PresenceKey
	others map[keys.ID]*twin
	looks  int    // since those at work were called
	ring   uint64 // version of the ring at the last look
}

// twin is another session of the same account.
type twin struct {
	since  int64
	called bool // its row was deleted once
	alive  bool // it wrote it again
	missed int  // looks without a row
}

// appear writes the row of a new session and deletes every other of its account:
// those at work write theirs again. It is part of the sign-in's transaction.
func (w *writer) appear(account keys.ID, rk *keys.RingKey) (*presence, error) {
	p := &presence{file: w.door.file, account: account, since: w.now, others: map[keys.ID]*twin{}}
	var err error
	if p.session, err = keys.NewID(w.door.random); err != nil {
		return nil, err
	}
	if p.key, err = rk.PresenceKey(); err != nil {
		return nil, err
	}
	if p.mark, err = p.key.Mark(account, p.session, p.since); err != nil {
		return nil, err
	}
	if err := w.tx.ClearPresences(account[:]); err != nil {
		return nil, err
	}
	return p, p.show(w.tx)
}

func (p *presence) show(tx *data.Tx) error {
	return tx.PutPresence(data.Presence{Account: p.account[:], Session: p.session[:], Since: p.since, MAC: p.mark[:]})
}

// leaving ends the looks: one that waits for the file meanwhile writes nothing.
func (p *presence) leaving() {
	if p != nil {
		p.ended.Store(true)
	}
}

// vanish deletes the row, in the transaction of the session's last line. No look
// writes it again: those ask ended inside theirs.
func (p *presence) vanish(tx *data.Tx) error {
	if p == nil {
		return nil
	}
	return tx.RemovePresence(p.account[:], p.session[:])
}

// end waits for a look under way and drops the key. Whoever holds the session's
// lock must not call it: a look may wait for that.
func (p *presence) end() {
	if p == nil {
		return
	}
	p.leaving()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.key.Wipe()
}

// Twins looks around and gives since when each other session of this account is
// at work, the oldest first; none for most people at most times. It is meant to
// be called every WatchEvery: who does not call is taken for dead. A row that is
// not marked by a holder of the ring's key says nothing. The same look sees what
// others wrote: afterwards Standing tells what the person may do. Errors: ErrEnded,
// also where his access ended or the kit was used elsewhere; those of the file, after which the next look
// tries again.
func (s *Session) Twins(ctx context.Context) ([]time.Time, error) {
	p := s.presence
	if p == nil || p.ended.Load() {
		return nil, ErrEnded
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.look(ctx, s)
}

// stands takes in what was written since. ErrEnded when the ring's key was renewed
// or the member may not go on.
func (s *Session) stands(ctx context.Context) error {
	return s.look(ctx, func(*data.Tx, []*room) error { return nil })
}

// moved tells whether somebody wrote in the current company since the session last
// looked, or its member's time is over; it gives the head that it saw.
func (s *Session) moved(tx *data.Tx) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.company()
	if err != nil {
		return false, err
	}
	head, err := tx.Head(r.state.Company[:])
	if err != nil {
		return false, damaged(err)
	}
	return !sameHead(head, r) || r.ended(s.door.now()) != nil, nil
}

func (p *presence) look(ctx context.Context, s *Session) ([]time.Time, error) {
	var rows []data.Presence
	var ring uint64
	var moved bool
	if err := p.file.Read(ctx, func(tx *data.Tx) error {
		acct, err := tx.AccountByID(p.account[:])
		if err != nil {
			return err
		}
		ring = acct.Version
		if moved, err = s.moved(tx); err != nil {
			return err
		}
		rows, err = tx.Presences(p.account[:])
		return err
	}); err != nil {
		return nil, err
	}
	if moved || ring != p.ring {
		if err := s.stands(ctx); err != nil {
			return nil, err
		}
		p.ring = ring
	}
	here, calls := p.judge(rows)
	if !here || len(calls) > 0 {
		if err := p.answer(ctx, here, calls); err != nil {
			return nil, err
		}
	}
	return p.alive(), nil
}

// judge takes the rows in: whether the session's own is there as it was written,
// and who is to be called.
func (p *presence) judge(rows []data.Presence) (here bool, calls []keys.ID) {
	p.looks++
	turn := p.looks >= again
	if turn {
		p.looks = 0
	}
	for _, t := range p.others {
		t.missed++
	}
	for _, row := range rows {
		id, err := keys.IDFrom(row.Session)
		if err != nil || !p.key.Marked(p.account, id, row.Since, row.MAC) {
			continue // not of this ring: somebody's edit, a flipped bit
		}
		if id == p.session {
			here = true
			continue
		}
		t := p.others[id]
		if t == nil {
			t = &twin{}
			p.others[id] = t
		}
		t.since, t.missed, t.alive = row.Since, 0, t.called
		if !t.called || turn {
			calls = append(calls, id)
		}
	}
	for id, t := range p.others {
		if t.missed >= patience {
			delete(p.others, id)
		}
	}
	return here, calls
}

// answer writes the session's own row where it is missing and calls others by
// deleting theirs.
func (p *presence) answer(ctx context.Context, here bool, calls []keys.ID) error {
	err := p.file.Write(ctx, func(tx *data.Tx) error {
		if p.ended.Load() {
			return ErrEnded
		}
		for _, id := range calls {
			if err := tx.RemovePresence(p.account[:], id[:]); err != nil {
				return err
			}
		}
		if here {
			return nil
		}
		return p.show(tx)
	})
	if err != nil {
		return err
	}
	for _, id := range calls {
		p.others[id].called = true
	}
	return nil
}

func (p *presence) alive() []time.Time {
	var out []time.Time
	for _, t := range p.others {
		if t.alive {
			out = append(out, unixMilli(t.since))
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return out
}
