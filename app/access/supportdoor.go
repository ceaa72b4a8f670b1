package access

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"

	"trousseau/app/keys"
	"trousseau/data"
)

// Support signs in with a code that an owner told by telephone (S4). It has no
// account: its code gives the keys of its scope, read-only, and the one-time key
// that signs its lines. The code does not say which company it is for: each one
// whose support access is open is tried, by a stretching of its own.

// supportTries counts failed codes of support: one count a file (F17). It is no
// look-up value, which Argon2id gives.
var supportTries = []byte("support sign-ins")

// mostDoors bounds how many companies one code is tried on, those that let support
// in last first: a file cannot ask for more work.
const mostDoors = 32

// supportDoor is a company whose support access is open.
type supportDoor struct {
	company keys.ID
	access  keys.Invitation
}

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

// Support signs support in, with the name of who it is and the number of the
// ticket. A wrong code, one that ended, and support access that is off are told
// alike. Errors: *InputError of "code", "name" and "ticket", *WrongError,
// *LockedError, *ClockError, *OlderError, ErrTampered, those of the file.
func (d *Door) Support(ctx context.Context, typed, name, ticket string) (*Support, error) {
	code, err := keys.ParseSupportCode(typed)
	if err != nil {
		return nil, &InputError{Field: "code", Err: err}
	}
	defer code.Wipe()
	if err := checkText("name", &name, true); err != nil {
		return nil, err
	}
	if err := checkText("ticket", &ticket, true); err != nil {
		return nil, err
	}
	a, err := d.count(ctx, supportTries, supportTries)
	if err != nil {
		return nil, err
	}
	s, err := d.support(ctx, code, a, map[string]string{factName: name, factTicket: ticket})
	if err != nil && !counts(err) {
		err = errors.Join(err, d.undo(ctx, a)) // something else stood in the way
	}
	return s, err
}

func (d *Door) support(ctx context.Context, code keys.SupportCode, a attempt, facts map[string]string) (*Support, error) {
	doors, err := d.supportDoors(ctx)
	if err != nil {
		return nil, err
	}
	for _, door := range doors {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		one, err := code.OneTime(d.kdf, door.company)
		if errors.Is(err, keys.ErrFormat) {
			break // sixteen zeros are nobody's code
		}
		if err != nil {
			return nil, err
		}
		if one.Invitation != door.access.Invitation {
			one.Wipe()
			continue
		}
		s := &Support{door: d, one: one}
		if err := s.open(ctx, door.company, a, facts); err != nil {
			s.end()
			return nil, err
		}
		return s, nil
	}
	return nil, a.wrong(true)
}

// supportDoors finds the companies of the file that let support in now, by what
// their chains say; nothing of it is believed before the code's own note opened.
func (d *Door) supportDoors(ctx context.Context) ([]supportDoor, error) {
	var out []supportDoor
	err := d.file.Read(ctx, func(tx *data.Tx) error {
		heads, err := tx.Heads()
		if err != nil {
			return err
		}
		for _, h := range heads {
			notes, err := tx.CompanyNotes(h.Company)
			if err != nil {
				return err
			}
			if len(notes) == 0 {
				continue
			}
			state, err := unpinned(tx, h)
			if errors.Is(err, ErrTampered) {
				continue // another company's fault shuts nobody's door
			}
			if err != nil {
				return err
			}
			i, ok := state.Support(max(d.now(), state.Time))
			if ok && slices.ContainsFunc(notes, func(n data.Note) bool { return bytes.Equal(n.Code, i.Invitation[:]) }) {
				out = append(out, supportDoor{company: state.Company, access: i})
			}
		}
		return nil
	})
	slices.SortFunc(out, func(a, b supportDoor) int { return int(max(-1, min(1, b.access.Time-a.access.Time))) })
	return out[:min(len(out), mostDoors)], err
}

// open enters the company and writes the line of the sign-in, in one transaction.
func (s *Support) open(ctx context.Context, company keys.ID, a attempt, facts map[string]string) error {
	visit, err := keys.NewID(s.door.random)
	if err != nil {
		return err
	}
	return s.door.file.Write(ctx, func(tx *data.Tx) error {
		sealed, err := noteOf(tx, company, s.one.Invitation)
		if err != nil {
			return err
		}
		if sealed == nil {
			return a.wrong(true) // switched off meanwhile
		}
		note, err := s.one.OpenNote(company, sealed)
		if err != nil {
			return damaged(err)
		}
		r, err := s.door.noteRoom(tx, note, s.one.Invitation, data.TableCompany, data.TableSettings)
		if err != nil {
			return err
		}
		if err := behind(tx, []*room{r}, s.door.now()); err != nil {
			return err
		}
		i, err := s.judge(r)
		if errors.Is(err, ErrEnded) {
			return a.wrong(true)
		}
		if err == nil {
			err = s.openKeys(tx, r, i)
		}
		if err != nil {
			return err
		}
		missed, err := take(tx, supportTries)
		if err != nil {
			return err
		}
		facts[factVisit], facts[factFailed] = visit.String(), strconv.FormatUint(uint64(missed-min(missed, 1)), 10)
		if err := s.line(tx, r, i, act{name: actSupportOpen, facts: facts}); err != nil {
			return err
		}
		s.room, s.access, s.visit = r, i, visit.String()
		return nil
	})
}

// noteRoom replays the company from the root that the note pins, and holds it
// against the heads that the note and this computer saw. The set hashes are those of
// these tables at least.
func (d *Door) noteRoom(tx *data.Tx, note keys.Note, id keys.ID, tables ...data.Table) (*room, error) {
	head, err := tx.Head(note.Company[:])
	if err != nil {
		return nil, damaged(err)
	}
	chain, err := statements(tx, note.Company, 0)
	if err != nil {
		return nil, err
	}
	r := newRoom(keys.ID{}) // nobody's yet: its own lines of former visits are no sign of an old ring
	if r.state, err = keys.Replay(note.Company, note.Root, chain); err != nil {
		return nil, damaged(err)
	}
	r.anchor, r.known = d.anchors.read(note.Company)
	if r.overtaken, err = r.excused(tx, chain); err != nil {
		return nil, err
	}
	seen := keys.Membership{Company: note.Company, Root: note.Root, Statement: note.Statement, Line: note.Line}
	if err := r.behindAnchor(head, seen, 0, 0, false); err != nil {
		return nil, err
	}
	if !passes(chain, note.Statement) || r.known && r.anchor.Root != note.Root || r.known && !r.overtaken && !passes(chain, r.anchor.Statement) {
		return nil, tampered("statements differ from those seen before")
	}
	if r.state.ClockSet() > r.anchor.Statement.Seq {
		r.anchor.Time = r.state.Since(keys.SetClock) // lowered by an owner since
	}
	if seen.Sets, err = setsBefore(tx, note.Company, note.Line, tables); err != nil {
		return nil, err
	}
	if err := r.rejoin(tx, seen); err != nil {
		return nil, err
	}
	if !sameHead(head, r) {
		return nil, tampered("heads differ from the chains")
	}
	r.member = id
	return r, nil
}

// setsBefore gives the newest set hash of each table as the lines up to a pinned
// head have them. Each line is held against the hash that the one behind it names,
// so that no signature is needed; it ends when each of the tables was met.
func setsBefore(tx *data.Tx, company keys.ID, pinned keys.Head, tables []data.Table) ([]keys.SetHash, error) {
	var out []keys.SetHash
	met := map[uint16]bool{}
	open := func(t data.Table) bool { return !met[t.Number()] }
	want := pinned.Hash
	for end := pinned.Seq + 1; end > 0; {
		from := end - min(end, batch)
		rows, err := tx.Lines(company[:], from, int(end-from))
		if err != nil {
			return nil, err
		}
		if uint64(len(rows)) != end-from {
			return nil, tampered("journal line missing")
		}
		for _, row := range slices.Backward(rows) {
			if signedLine(row).LineHash() != want {
				return nil, tampered("journal differs from what was seen before")
			}
			l, err := keys.ParseLine(row.Line)
			if err != nil {
				return nil, damaged(err)
			}
			want = l.Prev
			for _, set := range l.Sets {
				if !met[set.Table] {
					met[set.Table] = true
					out = append(out, set)
				}
			}
		}
		end = from
		if !slices.ContainsFunc(tables, open) {
			break
		}
	}
	return out, nil
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
