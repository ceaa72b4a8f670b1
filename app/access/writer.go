package access

import (
	"context"
	"errors"
	"maps"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// act describes one user action for the journal: its noun.verb and the right it
// asks for (empty: his own account). An act on the account is written in every
// company of it; any other only in the current one.
type act struct {
	name    string
	right   string
	account bool
	subject keys.ID // on whom, or on what; zero: the acting member
	facts   map[string]string
}

// fact adds something for people to know, never a secret.
func (a act) fact(name, value string) act {
	facts := map[string]string{name: value}
	maps.Copy(facts, a.facts)
	a.facts = facts
	return a
}

// writer is one action inside its transaction. It works on copies: a rolled-back
// transaction leaves the session as it was.
type writer struct {
	door  *Door
	tx    *data.Tx
	now   int64
	at    int64 // by which everything is dated that others are told, see date
	ring  *keys.Ring
	rooms []*room
	aside []shut // companies that do not open
	// each are the lines of an act that touches other companies than the current one,
	// or several, by company: they stand in place of its own, see finish.
	each map[keys.ID]entry
	// offset is the clock offset newly learnt for this computer, in steps.
	offset *int64
	// accepted tells that a code was right in this transaction.
	accepted bool
	// recovered tells that it was a recovery code.
	recovered bool
	// obeyed tells that a reset of the second factor was obeyed, see Entry.Obey.
	obeyed bool
	// renewed is the new key of the ring, where the act renews it.
	renewed *keys.RingKey
}

// change is what a room's table lost and gained, for the journal.
type change struct {
	domain        keys.Domain
	before, after map[string]string
}

// do runs one action: freshness, judgement, change, journal line, ring, commit,
// then the anchor. It is the only way in which a session writes.
func (s *Session) do(ctx context.Context, a act, f func(*writer) (*change, error)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.write(ctx, a, f)
}

func (s *Session) write(ctx context.Context, a act, f func(*writer) (*change, error)) error {
	if s.rk == nil {
		return ErrEnded
	}
	if !s.duty.allows(a.name) {
		return ErrDuty
	}
	var w *writer
	var version uint64
	err := s.door.file.Write(ctx, func(tx *data.Tx) (err error) {
		if w, err = s.writer(tx); err != nil {
			return err
		}
		if err := behind(tx, w.rooms, w.now); err != nil && a.name != actClock {
			return err
		}
		if w.rooms[0].viewing() && !whileViewing(a.name) {
			return ErrViewing
		}
		if err := w.rooms[0].may(a.right); err != nil {
			return err
		}
		if err := w.rooms[0].ended(w.now); err != nil {
			return err
		}
		if err := w.renewKeys(a); err != nil {
			return err
		}
		c, err := f(w)
		if err != nil {
			return err
		}
		rk := s.rk
		if w.renewed != nil {
			rk = w.renewed
		}
		version, err = w.finish(a, c, rk, s.version)
		return err
	})
	if err != nil {
		return err
	}
	if w.renewed != nil {
		s.rk.Wipe()
		s.rk = w.renewed
	}
	s.adopt(w, version)
	return nil
}

// writer prepares an action: the ring as it stands in the file and every room
// brought up to date under the write lock.
func (s *Session) writer(tx *data.Tx) (*writer, error) {
	ring, version, err := s.freshRing(tx)
	if err != nil {
		return nil, err
	}
	s.version = version
	w := &writer{door: s.door, tx: tx, now: s.door.now(), ring: ring}
	if w.rooms, w.aside, err = s.freshRooms(tx, ring, version); err != nil {
		return nil, err
	}
	w.date()
	return w, nil
}

// renewKeys begins the new epochs that are due before anything is written, with a
// line of their own (DESIGN 2).
func (w *writer) renewKeys(a act) error {
	for i, r := range w.rooms {
		if i > 0 && !a.account {
			break
		}
		if err := w.renewKeysOf(r); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) renewKeysOf(r *room) error {
	due, err := w.rotateDue(r)
	if err != nil || len(due) == 0 {
		return err
	}
	return w.line(r, act{name: actRotate}.rotated(due), nil)
}

// date gives what is written down its time: now, but never before the newest line,
// which a clock within the slack may be. By these times people are told what
// happened since their last sign-in, on whatever computer it was.
func (w *writer) date() {
	w.at = w.now
	for _, r := range w.rooms {
		w.at = max(w.at, notBefore(w.now, r.latest))
	}
}

// notBefore gives now, or the time before it where a clock within the slack stands
// behind that.
func notBefore(now, before int64) int64 {
	if before > now && before-now <= slack.Milliseconds() {
		return before
	}
	return now
}

// wipe drops the secrets of an action that did not come to its end. Only for one
// whose rooms are its own: those of a session share their keys with it.
func (w *writer) wipe() {
	if w == nil {
		return
	}
	for _, r := range w.rooms {
		r.wipe()
	}
	w.ring.Wipe()
}

// freshRing reads the ring again: another process may have written it. One that
// RK no longer opens was renewed, and this session is over.
func (s *Session) freshRing(tx *data.Tx) (*keys.Ring, uint64, error) {
	acct, err := tx.AccountByID(s.account[:])
	if err != nil {
		return nil, 0, err
	}
	if acct.Version < s.version {
		return nil, 0, &OlderError{Seen: s.door.clock()}
	}
	ring, err := s.rk.OpenRing(s.account, acct.Version, acct.Ring)
	if errors.Is(err, keys.ErrOpen) {
		return nil, 0, ErrEnded
	}
	return ring, acct.Version, damaged(err)
}

// line appends the journal line of this action: the body to the people
// letterbox, so that every member can write it; before and after under the
// domain of the row.
func (w *writer) line(r *room, a act, c *change) error {
	id, err := keys.NewID(w.door.random)
	if err != nil {
		return err
	}
	l := keys.Line{Company: r.state.Company, Seq: r.lines, Time: w.at, Prev: r.line.Hash, Actor: r.member, ID: id, Statement: r.state.Head.Seq}
	for table, open := range r.touched {
		k, err := r.at(w.tx, open.Domain, open.Epoch)
		if err != nil {
			return err
		}
		r.sets[table] = k.Mask(open, l.Seq)
		l.Sets = append(l.Sets, r.sets[table])
	}
	out := data.Line{Company: r.state.Company[:], Seq: l.Seq, ID: id[:]}
	if l.Body, out.Body, err = w.body(r, l, a); err != nil {
		return err
	}
	if c != nil {
		var commitment keys.Hash
		if commitment, out.Change, err = w.change(r, l, *c); err != nil {
			return err
		}
		l.Change = commitment[:]
	}
	signed, err := keys.SignLine(&w.ring.Identity, l)
	if err != nil {
		return err
	}
	hash := signed.LineHash()
	out.Line, out.Signature, out.Hash = signed.Bytes, signed.Signature, hash[:]
	if err := w.tx.AddLine(out); err != nil {
		return err
	}
	r.line, r.lines, r.latest, r.touched, r.stmt = keys.Head{Seq: l.Seq, Hash: hash}, l.Seq+1, l.Time, nil, l.Statement
	return w.tx.PutHead(data.Head{Company: r.state.Company[:], StatementSeq: r.state.Head.Seq,
		StatementHash: r.state.Head.Hash[:], LineSeq: l.Seq, LineHash: hash[:]})
}

func (w *writer) body(r *room, l keys.Line, a act) (keys.Hash, data.Sealed, error) {
	fact, ok := r.state.Epoch(keys.People)
	if !ok {
		return keys.Hash{}, data.Sealed{}, tampered("people has no epoch")
	}
	subject := a.subject
	if subject == (keys.ID{}) {
		subject = r.member
	}
	plain, commitment, err := keys.Salted(w.door.random, keys.Act{Name: a.name, Subject: subject[:], Facts: a.facts})
	if err != nil {
		return keys.Hash{}, data.Sealed{}, err
	}
	sealed, err := keys.SealLetter(fact.Letterbox, lineContext(l, keys.People, fact.Epoch), plain)
	return commitment, data.Sealed{Domain: uint8(keys.People), Epoch: fact.Epoch, Bytes: sealed}, err
}

func (w *writer) change(r *room, l keys.Line, c change) (keys.Hash, data.Sealed, error) {
	k, err := r.key(c.domain)
	if err != nil {
		return keys.Hash{}, data.Sealed{}, err
	}
	plain, commitment, err := keys.Salted(w.door.random, keys.Change{Before: c.before, After: c.after})
	if err != nil {
		return keys.Hash{}, data.Sealed{}, err
	}
	sealed, err := k.SealRow(w.door.random, lineContext(l, k.Domain, k.Epoch), plain)
	return commitment, data.Sealed{Domain: uint8(k.Domain), Epoch: k.Epoch, Bytes: sealed}, err
}

func lineContext(l keys.Line, d keys.Domain, epoch uint32) keys.Context {
	return keys.Context{Company: l.Company, Table: keys.TableJournal, Row: l.ID, Version: l.Seq, Domain: d, Epoch: epoch}
}

// put writes a row: a new one, or the next version of the one given.
func (w *writer) put(r *room, table data.Table, d keys.Domain, before *row, id keys.ID, plain []byte) error {
	k, err := r.key(d)
	if err != nil {
		return err
	}
	set, made, err := r.set(w.tx, table, d)
	if err != nil {
		return err
	}
	if made.Epoch != k.Epoch {
		if set, err = r.sumAnew(w.tx, table, k); err != nil {
			return err
		}
	}
	next := uint64(1)
	if before != nil {
		next = before.version + 1
		k.Remove(&set, id, before.version, before.plain)
	}
	sealed, err := k.SealRow(w.door.random, keys.Context{Company: r.state.Company, Table: table.Number(), Row: id,
		Version: next, Domain: d, Epoch: k.Epoch}, plain)
	if err != nil {
		return err
	}
	out := data.Row{Company: r.state.Company[:], ID: id[:], Version: next, Domain: uint8(d), Epoch: k.Epoch, Sealed: sealed}
	if before == nil {
		err = w.tx.AddRow(table, out)
	} else {
		err = w.tx.UpdateRow(table, out, before.version)
	}
	if err != nil {
		return err
	}
	k.Add(&set, id, next, plain)
	if r.touched == nil {
		r.touched = map[uint16]keys.SetHash{}
	}
	r.touched[table.Number()] = set
	return nil
}

// adopt makes the outcome of a committed action the session's own and writes the
// anchors. An anchor that cannot be written is remembered and told: the action
// itself is safe.
func (s *Session) adopt(w *writer, version uint64) {
	if s.ring != nil && s.ring != w.ring {
		s.ring.Wipe()
	}
	s.ring, s.version, s.rooms, s.aside = w.ring, version, w.rooms, w.aside
	s.anchorFault = nil
	for _, r := range s.rooms {
		r.remember(s.door.anchors, w.ring.Account, version, w.now, w.offset)
		if err := s.door.anchors.write(r.anchor); err != nil {
			s.anchorFault = err
		}
	}
}

// remember brings the anchor up to the room. Another session may have written it
// since: what it knows of other heads and phones stays.
func (r *room) remember(s anchors, account keys.ID, version uint64, now int64, offset *int64) {
	newest, known := s.read(r.state.Company)
	known = known && !r.overtaken
	if known && newest.Root == r.state.Root {
		r.anchor.Rings = newest.Rings
	}
	if r.overtaken || r.remade {
		for i := range r.anchor.Rings {
			r.anchor.Rings[i].Version = 0 // the rings of the copy are older too
		}
		r.overtaken, r.remade = false, false
	}
	r.anchor.Restored = nil
	for _, fact := range r.state.Restorations() {
		r.anchor.Restored = append(r.anchor.Restored, fact.At.Hash)
	}
	mark := r.anchor.ring(account)
	mark.Version = max(mark.Version, version)
	if offset != nil {
		mark.Offset = *offset
	}
	if known && newest.Root == r.state.Root && newest.Line.Seq > r.line.Seq {
		newest.Rings = r.anchor.Rings
		r.anchor = newest
		return
	}
	r.anchor.Company, r.anchor.Root = r.state.Company, r.state.Root
	r.anchor.Statement, r.anchor.Line = r.state.Head, r.line
	r.anchor.Owners, r.anchor.Members = r.state.Owners(), r.owners()
	r.anchor.Time = now
}

func unixMilli(ms int64) time.Time { return time.UnixMilli(ms) }
