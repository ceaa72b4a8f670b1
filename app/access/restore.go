package access

import (
	"bytes"
	"context"
	"crypto/sha256"
	"maps"
	"slices"
	"strconv"

	"trousseau/app/keys"
	"trousseau/data"
)

// Preview is what a copy would bring back over the file in use: data rows, never
// members, rights or keys (DESIGN 11).
type Preview struct {
	Company string // as the copy calls it
	Made    int64  // time of its newest journal line, Unix ms
	Lines   int    // journal lines the file has and the copy has not
	Fields  []FieldChange
}

// FieldChange is one value that a restore would change. Table is company, money,
// logo or terms; of the last two only the sizes are told.
type FieldChange struct{ Table, Field, Now, Then string }

// snapshot is the data of a company as one file has it.
type snapshot struct {
	company Company
	money   Money
	salted  []byte // of money; nil: never set
	logo    []byte
	terms   []byte
	line    keys.Head
	latest  int64
}

// snapshotOf opens the data rows of the current company in any file that its keys
// open, each table held against its journal.
func snapshotOf(tx *data.Tx, r *room) (snapshot, error) {
	out := snapshot{line: r.line, latest: r.latest}
	var err error
	if _, out.company, err = companyRow(tx, r); err != nil {
		return out, err
	}
	if _, out.money, err = moneyOf(tx, r); err != nil {
		return out, err
	}
	if _, out.salted, err = settingRow(tx, r, settingMoney); err != nil {
		return out, err
	}
	if _, out.logo, err = settingRow(tx, r, settingLogo); err != nil {
		return out, err
	}
	_, out.terms, err = settingRow(tx, r, settingTerms)
	return out, err
}

// copied reads the current company from a copy: its chain must grow from the same
// root and its journal must hold.
func (s *Session) copied(ctx context.Context, now *data.Tx, from *data.File, r *room) (snapshot, error) {
	var out snapshot
	err := from.Read(ctx, func(tx *data.Tx) error {
		chain, err := statements(tx, r.state.Company, 0)
		if err != nil {
			return err
		}
		c := newRoom(r.member)
		if c.state, err = keys.Replay(r.state.Company, r.state.Root, chain); err != nil {
			return damaged(err)
		}
		if err := c.followLines(tx); err != nil {
			return err
		}
		head, err := tx.Head(r.state.Company[:])
		if err != nil {
			return damaged(err)
		}
		if !sameHead(head, c) {
			return tampered("heads differ from the chains")
		}
		// Its keys are those of this file as they were then: wraps in a copy may be
		// for keys that the member has no more.
		for d := range r.keys {
			fact, _ := c.state.Epoch(d)
			if c.keys[d], err = r.at(now, d, fact.Epoch); err != nil {
				return err
			}
		}
		out, err = snapshotOf(tx, c)
		return err
	})
	return out, err
}

// PreviewCopy tells what a copy would bring back. Owners only. Errors:
// ErrTampered where the copy is not whole or of another company, ErrForbidden.
func (s *Session) PreviewCopy(ctx context.Context, from *data.File) (Preview, error) {
	var p Preview
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		if err := r.may(rightOwner); err != nil {
			return err
		}
		now, err := snapshotOf(tx, r)
		if err != nil {
			return err
		}
		then, err := s.copied(ctx, tx, from, r)
		if err != nil {
			return err
		}
		then.keep(r, now)
		p = Preview{Company: then.company.Name, Made: then.latest, Lines: int(max(r.line.Seq, then.line.Seq) - then.line.Seq), Fields: now.against(then)}
		return nil
	})
	return p, err
}

// keep leaves what no copy brings back: the currency of a company that is live (C4).
func (s *snapshot) keep(r *room, now snapshot) {
	if r.state.Live() && s.money.Currency != now.money.Currency {
		s.money.Currency, s.salted = now.money.Currency, nil // salted anew
	}
}

// against lists the values that differ.
func (n snapshot) against(then snapshot) []FieldChange {
	var out []FieldChange
	add := func(table string, now, then map[string]string) {
		b, a := differences(now, then)
		for _, field := range slices.Sorted(maps.Keys(a)) {
			out = append(out, FieldChange{Table: table, Field: field, Now: b[field], Then: a[field]})
		}
	}
	add("company", n.company.fields(), then.company.fields())
	add("money", n.money.fields(), then.money.fields())
	if !bytes.Equal(n.logo, then.logo) {
		out = append(out, FieldChange{Table: "logo", Field: "logo", Now: bytesOf(n.logo), Then: bytesOf(then.logo)})
	}
	if !bytes.Equal(n.terms, then.terms) {
		out = append(out, FieldChange{Table: "terms", Field: "terms", Now: bytesOf(n.terms), Then: bytesOf(then.terms)})
	}
	return out
}

// RestoreRows brings the data rows of a copy back into the file in use, one
// transaction and one journal line with before and after. Owners only; rights,
// members, keys and the journal stay as they are. Nothing different writes
// nothing. Shown are the fields that PreviewCopy listed and the person agreed to:
// ErrChanged where others would be brought back by now.
func (s *Session) RestoreRows(ctx context.Context, from *data.File, shown []FieldChange) error {
	var then snapshot
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		if err = r.may(rightOwner); err != nil {
			return err
		}
		then, err = s.copied(ctx, tx, from, r)
		return err
	})
	if err != nil {
		return err
	}
	return unlessSame(s.do(ctx, act{name: actRestored, right: rightOwner}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		now, err := snapshotOf(w.tx, r)
		if err != nil {
			return nil, err
		}
		then.keep(r, now)
		fields := now.against(then)
		if len(fields) == 0 {
			return nil, errSame
		}
		if !slices.Equal(fields, shown) {
			return nil, ErrChanged
		}
		c := &change{domain: keys.Common, before: map[string]string{}, after: map[string]string{}}
		for _, f := range fields {
			c.before[f.Table+"."+f.Field], c.after[f.Table+"."+f.Field] = f.Now, f.Then
		}
		if err := w.closeSupport(r); err != nil { // nobody of outside stays in after it (S3)
			return nil, err
		}
		return c, w.bringBack(r, now, then)
	}))
}

// bringBack writes what differs.
func (w *writer) bringBack(r *room, now, then snapshot) error {
	if now.company != then.company {
		old, _, err := companyRow(w.tx, r)
		if err != nil {
			return err
		}
		plain, err := keys.Encode(then.company)
		if err != nil {
			return err
		}
		if err := w.put(r, data.TableCompany, keys.Common, &old, old.id, plain); err != nil {
			return err
		}
	}
	for _, s := range []struct {
		name      string
		now, then []byte
	}{{settingLogo, now.logo, then.logo}, {settingTerms, now.terms, then.terms}} {
		if bytes.Equal(s.now, s.then) {
			continue
		}
		before, _, err := settingRow(w.tx, r, s.name)
		if err == nil {
			err = w.putSetting(r, s.name, before, s.then)
		}
		if err != nil {
			return err
		}
	}
	if now.money == then.money {
		return nil
	}
	return w.bringMoneyBack(r, then)
}

// bringMoneyBack writes the money settings of a copy with a new statement; those
// of a copy from before the first statement are the ones a company begins with.
func (w *writer) bringMoneyBack(r *room, then snapshot) error {
	salted := then.salted
	if salted == nil {
		var err error
		if salted, _, err = keys.Salted(w.door.random, then.money); err != nil {
			return err
		}
	}
	before, _, err := settingRow(w.tx, r, settingMoney)
	if err != nil {
		return err
	}
	if err := w.putSetting(r, settingMoney, before, salted); err != nil {
		return err
	}
	return w.state(r, func() (keys.Signed, error) {
		return keys.SignSetMoney(&w.ring.Identity, r.state, r.member, w.signing(r), sha256.Sum256(salted))
	})
}

// bytesOf tells a size.
func bytesOf(b []byte) string { return strconv.Itoa(len(b)) }
