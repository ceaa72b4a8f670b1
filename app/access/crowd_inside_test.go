package access

import (
	"context"
	"crypto/ed25519"
	"fmt"

	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

// What the benchmarks need from inside: large companies made fast, and the bare work
// that no list can do without.

// Crowd takes in many members in one act: real statements, records, reports and
// lines, each signed with its member's own key. They have no account.
func (s *Session) Crowd(ctx context.Context, n int) error {
	return s.do(ctx, act{name: "member.invite", right: keys.RightInvite}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		r.state, r.shared = r.state.Clone(), false
		by := keystest.Author{ID: r.member, Identity: w.ring.Identity}
		person, at := w.ring.Person, w.signing(r)
		sum, k, err := r.set(w.tx, data.TableMembers, keys.People)
		for i := 0; err == nil && i < n; i++ {
			w.ring.Person.Email = fmt.Sprintf("n%d@bedrijf-zonen.be", i)
			err = w.crowded(r, by, at, k, &sum)
		}
		r.member, w.ring.Identity, w.ring.Person = by.ID, by.Identity, person
		r.touched = map[uint16]keys.SetHash{data.TableMembers.Number(): sum}
		return nil, err
	})
}

// crowded takes one in; afterwards the writer acts in his name.
func (w *writer) crowded(r *room, by keystest.Author, at int64, k *keys.DomainKey, sum *keys.SetHash) error {
	n, err := keystest.Join(w.door.random, r.state, by, at, keys.Invite{Kind: keys.Internal, Rights: []string{"customers.view"}})
	if err != nil {
		return err
	}
	for i, signed := range []keys.Signed{n.Invite, n.Accept} {
		hash := signed.StatementHash()
		if err := w.tx.AddStatement(data.Statement{Company: r.state.Company[:], Seq: r.state.Head.Seq - 1 + uint64(i),
			Body: signed.Bytes, Signature: signed.Signature, Hash: hash[:]}); err != nil {
			return err
		}
	}
	plain, err := keys.Encode(memberRecord{Kind: kindInternal, Email: w.ring.Person.Email, Since: w.now})
	if err != nil {
		return err
	}
	sealed, err := k.SealRow(w.door.random, keys.Context{Company: r.state.Company, Table: data.TableMembers.Number(), Row: n.ID,
		Version: 1, Domain: k.Domain, Epoch: k.Epoch}, plain)
	if err != nil {
		return err
	}
	if err := w.tx.AddRow(data.TableMembers, data.Row{Company: r.state.Company[:], ID: n.ID[:], Version: 1,
		Domain: uint8(k.Domain), Epoch: k.Epoch, Sealed: sealed}); err != nil {
		return err
	}
	k.Add(sum, n.ID, 1, plain)
	r.member, w.ring.Identity = n.ID, n.Identity
	if err := w.profile(r, 7); err != nil {
		return err
	}
	return w.line(r, reporting(act{name: actOpen}, 7), nil)
}

// Fill writes many lines in one act, signed each, all with the same sealed body: what
// it says opens in none of them.
func (s *Session) Fill(ctx context.Context, n int) error {
	return s.do(ctx, act{name: actBackup}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		body, sealed, err := w.body(r, keys.Line{Company: r.state.Company}, act{name: actBackup})
		for i := 0; err == nil && i < n; i++ {
			err = w.filled(r, body, sealed)
		}
		return nil, err
	})
}

func (w *writer) filled(r *room, body keys.Hash, sealed data.Sealed) error {
	id, err := keys.NewID(w.door.random)
	if err != nil {
		return err
	}
	l := keys.Line{Company: r.state.Company, Seq: r.lines, Time: w.at, Prev: r.line.Hash, Actor: r.member, ID: id,
		Body: body, Statement: r.state.Head.Seq}
	signed, err := keys.SignLine(&w.ring.Identity, l)
	if err != nil {
		return err
	}
	hash := signed.LineHash()
	r.line, r.lines = keys.Head{Seq: l.Seq, Hash: hash}, l.Seq+1
	return w.tx.AddLine(data.Line{Company: r.state.Company[:], Seq: l.Seq, ID: id[:], Line: signed.Bytes,
		Signature: signed.Signature, Hash: hash[:], Body: sealed})
}

// Work writes lines as acts do, many in one transaction.
func (s *Session) Work(ctx context.Context, n int) error {
	return s.do(ctx, act{name: actBackup}, func(w *writer) (*change, error) {
		for range n {
			c := change{domain: keys.Common, before: map[string]string{"city": "Bruges"}, after: map[string]string{"city": "Damme"}}
			if err := w.line(w.rooms[0], act{name: actCompany, facts: map[string]string{factMade: "2026"}}, &c); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
}

// BareUsers scans and opens what the list of users is made of, and nothing else:
// records, reports, and the lines that tell which report is the newest.
func BareUsers(ctx context.Context, s *Session) (n int, err error) {
	err = s.door.file.Read(ctx, func(tx *data.Tx) error {
		r := s.rooms[0]
		k := r.keys[keys.People]
		records, err := tx.Rows(data.TableMembers, r.state.Company[:])
		if err != nil {
			return err
		}
		for _, row := range records {
			if _, err := r.open(tx, keys.People, data.TableMembers, row); err != nil {
				return err
			}
		}
		reports, err := tx.Rows(data.TableProfiles, r.state.Company[:])
		if err != nil {
			return err
		}
		for _, row := range reports {
			m, _ := r.state.Member(keys.ID(row.ID))
			if _, err := k.OpenProfile(m, row.Version, row.Sealed); err != nil {
				return err
			}
		}
		n = len(records) + len(reports)
		return bareBodies(tx, r, 0, 0)
	})
	return n, err
}

// BareLines reads the newest lines and opens what they say and what they changed.
func BareLines(ctx context.Context, s *Session, n int) error {
	return s.door.file.Read(ctx, func(tx *data.Tx) error {
		r := s.rooms[0]
		return bareBodies(tx, r, r.lines-uint64(n), n)
	})
}

func bareBodies(tx *data.Tx, r *room, from uint64, n int) error {
	rows, err := tx.Lines(r.state.Company[:], from, n)
	if err != nil {
		return err
	}
	for _, row := range rows {
		l, err := keys.ParseLine(row.Line)
		if err != nil {
			return err
		}
		if _, err := r.body(tx, l, row); err != nil {
			return err
		}
		if _, err := r.changed(tx, l, row); err != nil {
			return err
		}
	}
	return nil
}

// BareSignatures reads the statements and judges their signatures alone, two for an
// accept: by one key, because a wrong one costs the same.
func BareSignatures(ctx context.Context, s *Session) (n int, err error) {
	err = s.door.file.Read(ctx, func(tx *data.Tx) error {
		r := s.rooms[0]
		public, err := s.ring.Identity.SigningKey()
		if err != nil {
			return err
		}
		rows, err := tx.Statements(r.state.Company[:], 0)
		if err != nil {
			return err
		}
		for _, row := range rows {
			st, err := keys.ParseStatement(row.Body)
			if err != nil {
				return err
			}
			times := 1
			if st.Kind == keys.KindAccept {
				times = 2
			}
			for range times {
				ed25519.Verify(public, row.Body, row.Signature)
				n++
			}
		}
		return nil
	})
	return n, err
}
