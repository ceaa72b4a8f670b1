package access

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strconv"

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
