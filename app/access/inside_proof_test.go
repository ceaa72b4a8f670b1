package access

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"trousseau/app/keys"
	"trousseau/data"
)

// What the proofs need from inside: the door's own keys, to read also what no
// window of this version shows.

// Reading is everything that the person signed in can open, in comparable form.
// It leaves out what the sign-in that opened it wrote itself.
type Reading struct {
	Ring       string // identity, factor, password, person, screen, kit, older sign-ins
	Company    Company
	Rows       string // every row of every table, with its plaintext
	Profile    string
	Statements string
	Lines      []string // each with its act and its change
	// Told counts what the person is told of reports that were replaced.
	Told int
	// What nothing binds.
	Failed uint32
	Clock  int64
}

// Sealed is the part of a reading that is sealed, signed or bound.
func (r Reading) Sealed() string {
	return fmt.Sprint(r.Ring, r.Company, r.Rows, r.Profile, r.Statements, strings.Join(r.Lines, "\n"))
}

// Unbound is the part that nothing binds.
func (r Reading) Unbound() string { return fmt.Sprint(r.Failed, r.Clock) }

// ReadAll opens everything. Any fault is an error, never a gap.
func ReadAll(ctx context.Context, s *Session) (out Reading, err error) {
	err = s.read(ctx, func(tx *data.Tx, r *room) error {
		out.ring(s.ring)
		for _, part := range []func(*data.Tx, *room) error{out.rows, out.profile, out.lines, out.unbound} {
			if err := part(tx, r); err != nil {
				return err
			}
		}
		out.Statements = text(r.state.Head)
		return nil
	})
	return out, err
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func (out *Reading) ring(ring *keys.Ring) {
	c := *ring
	c.SignIns = append([]keys.SignIn(nil), c.SignIns...)
	if n := len(c.SignIns); n > 0 {
		out.Failed, c.SignIns[n-1].Failed = c.SignIns[n-1].Failed, 0
	}
	c.Events = slices.DeleteFunc(slices.Clone(c.Events), func(e keys.Event) bool { return e.Kind == keys.EventReport })
	out.Told = len(ring.Events) - len(c.Events)
	if len(c.Events) == 0 {
		c.Events = nil
	}
	c.Companies = append([]keys.Membership(nil), c.Companies...)
	for i := range c.Companies {
		c.Companies[i].Line = keys.Head{}
	}
	out.Ring = text(c)
}

func (out *Reading) rows(tx *data.Tx, r *room) (err error) {
	if _, out.Company, err = companyRow(tx, r); err != nil {
		return err
	}
	for table, domain := range map[data.Table]keys.Domain{data.TableMembers: keys.People} {
		rows, err := r.load(tx, table, domain)
		if err != nil {
			return err
		}
		for _, row := range rows {
			out.Rows += fmt.Sprintf("%d %s %d %x\n", table, row.id, row.version, row.plain)
		}
	}
	return nil
}

func (out *Reading) profile(tx *data.Tx, r *room) error {
	m, ok := r.state.Member(r.member)
	if !ok {
		return errors.New("no member")
	}
	rows, err := tx.Rows(data.TableProfiles, r.state.Company[:])
	if err != nil {
		return err
	}
	if len(rows) != 1 {
		return fmt.Errorf("%w: %d profiles", ErrTampered, len(rows))
	}
	p, err := r.keys[keys.People].OpenProfile(m, rows[0].Version, rows[0].Sealed)
	if err == nil && string(rows[0].ID) != string(r.member[:]) {
		err = tampered("profile of another member")
	}
	out.Profile = text(p)
	return damaged(err)
}

// lines follows the whole journal from its first line and opens every body and
// every change, but for the newest: this sign-in wrote it.
func (out *Reading) lines(tx *data.Tx, r *room) error {
	rows, err := tx.Lines(r.state.Company[:], 0, 0)
	if err != nil {
		return err
	}
	all := &room{state: r.state, sets: map[uint16]keys.SetHash{}}
	for i, row := range rows {
		if err := all.takeLine(row); err != nil {
			return damaged(err)
		}
		l, err := keys.ParseLine(row.Line)
		if err != nil {
			return damaged(err)
		}
		said, err := openLine(tx, r, l, row)
		if err != nil {
			return damaged(err)
		}
		if i < len(rows)-1 {
			out.Lines = append(out.Lines, said)
		}
	}
	if all.line != r.line {
		return tampered("journal ends elsewhere")
	}
	return nil
}

func openLine(tx *data.Tx, r *room, l keys.Line, row data.Line) (string, error) {
	context := func(s data.Sealed) keys.Context { return lineContext(l, keys.Domain(s.Domain), s.Epoch) }
	if keys.Domain(row.Body.Domain) != keys.People {
		return "", keys.ErrOpen
	}
	k, err := r.at(tx, keys.People, row.Body.Epoch)
	if err != nil {
		return "", err
	}
	plain, err := k.OpenLetter(context(row.Body), row.Body.Bytes)
	if err != nil {
		return "", err
	}
	var a keys.Act
	if err := keys.Unsalted(plain, l.Body, &a); err != nil {
		return "", err
	}
	said := fmt.Sprintf("%d %d %s %s", l.Seq, l.Time, a.Name, text(a.Facts))
	if (len(l.Change) == 0) != (len(row.Change.Bytes) == 0) {
		return "", keys.ErrCommit
	}
	if len(l.Change) == 0 {
		return said, nil
	}
	if k, err = r.at(tx, keys.Domain(row.Change.Domain), row.Change.Epoch); err != nil {
		return "", err
	}
	if plain, err = k.OpenRow(context(row.Change), row.Change.Bytes); err != nil {
		return "", err
	}
	commitment, err := keys.HashFrom(l.Change)
	if err != nil {
		return "", err
	}
	var c keys.Change
	err = keys.Unsalted(plain, commitment, &c)
	return said + text(c), err
}

func (out *Reading) unbound(tx *data.Tx, _ *room) (err error) {
	if out.Clock, err = tx.Clock(); err != nil {
		return err
	}
	return nil
}

// Try gives the counter of an address, as the file has it.
func (d *Door) Try(ctx context.Context, email string) (t data.Try, err error) {
	lookup, err := d.lookup(ctx, email)
	if err != nil {
		return t, err
	}
	err = d.file.Read(ctx, func(tx *data.Tx) error {
		t, err = tx.Try(lookup)
		return err
	})
	return t, err
}

// FactorOf gives the second factor of an entry, base32; empty when it is off.
func FactorOf(e *Entry) string {
	if e.ring.Factor == nil {
		return ""
	}
	return seedText(e.ring.Factor.Seed)
}

// LastActs gives the names of the acts of the journal's newest lines, newest last.
func LastActs(r Reading, n int) []string {
	var names []string
	for _, l := range r.Lines[max(0, len(r.Lines)-n):] {
		names = append(names, strings.Fields(l)[2])
	}
	return names
}

// OpenKit opens the ring of an address with a kit as typed, by its slot in the file.
func (d *Door) OpenKit(ctx context.Context, email, typed string) (keys.Person, error) {
	kit, err := keys.ParseKit(typed)
	if err != nil {
		return keys.Person{}, err
	}
	lookup, err := d.lookup(ctx, email)
	if err != nil {
		return keys.Person{}, err
	}
	acct, slot, err := d.account(ctx, lookup, keys.SlotKit)
	if err != nil {
		return keys.Person{}, err
	}
	id, err := keys.IDFrom(acct.ID)
	if err != nil {
		return keys.Person{}, err
	}
	rk, err := slot.OpenKit(id, kit)
	if err != nil {
		return keys.Person{}, err
	}
	defer rk.Wipe()
	ring, err := rk.OpenRing(id, acct.Version, acct.Ring)
	if err != nil {
		return keys.Person{}, err
	}
	defer ring.Wipe()
	return ring.Person, nil
}
