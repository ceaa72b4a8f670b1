package access

import (
	"bytes"
	"context"
	"crypto/rand"

	"trousseau/app/keys"
	"trousseau/data"
)

// Thief is what somebody with a modified program keeps: his own keys, and every
// domain key that he ever could open. He has the file, to read and to write.
type Thief struct {
	identity keys.Identity
	company  keys.ID
	member   keys.ID
	held     []*keys.DomainKey
}

// Copies takes all that from a running session, in its current company.
func Copies(ctx context.Context, s *Session) (*Thief, error) {
	out := &Thief{}
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		i := s.ring.Identity
		out.identity = keys.Identity{Encryption: bytes.Clone(i.Encryption), Signing: bytes.Clone(i.Signing)}
		out.company, out.member = r.state.Company, r.member
		own := newRoom(r.member)
		own.state = r.state.Clone()
		if err := own.openWraps(tx, &out.identity, keys.Domains()); err != nil {
			return err
		}
		for d, k := range own.keys {
			if _, err := own.at(tx, d, 1); err != nil {
				return err
			}
			out.held = append(out.held, k)
		}
		for _, k := range own.former {
			out.held = append(out.held, k)
		}
		return nil
	})
	return out, err
}

// Loot is what a thief opens in a file: how many sealed things there are of the
// epochs that he may have (Old) and of later ones (New), and how many he opens.
type Loot struct{ Old, OldOpened, New, NewOpened int }

// Opens tries every key of the thief on everything that the file has of his company.
func (t *Thief) Opens(ctx context.Context, file *data.File) (out Loot, err error) {
	err = file.Read(ctx, func(tx *data.Tx) error {
		for _, table := range data.Tables() {
			rows, err := tx.Rows(table, t.company[:])
			if err != nil {
				return err
			}
			for _, row := range rows {
				id, err := keys.IDFrom(row.ID)
				if err != nil {
					return err
				}
				c := keys.Context{Company: t.company, Table: table.Number(), Row: id, Version: row.Version, Domain: keys.Domain(row.Domain), Epoch: row.Epoch}
				out.count(t, c, row.Sealed)
			}
		}
		lines, err := tx.Lines(t.company[:], 0, 0)
		if err != nil {
			return err
		}
		for _, row := range lines {
			l, err := keys.ParseLine(row.Line)
			if err != nil {
				return err
			}
			out.count(t, lineContext(l, keys.Domain(row.Body.Domain), row.Body.Epoch), row.Body.Bytes)
			if len(row.Change.Bytes) > 0 {
				out.count(t, lineContext(l, keys.Domain(row.Change.Domain), row.Change.Epoch), row.Change.Bytes)
			}
		}
		return out.wraps(tx, t)
	})
	return out, err
}

func (o *Loot) count(t *Thief, c keys.Context, sealed []byte) {
	later, opened := true, false
	for _, k := range t.held {
		later = later && !(k.Domain == c.Domain && k.Epoch >= c.Epoch)
		for _, epoch := range []uint32{c.Epoch, k.Epoch} {
			c := c
			c.Epoch = epoch
			_, row := k.OpenRow(c, sealed)
			_, letter := k.OpenLetter(c, sealed)
			opened = opened || row == nil || letter == nil
		}
	}
	o.add(later, opened)
}

func (o *Loot) add(later, opened bool) {
	if later {
		o.New++
	} else {
		o.Old++
	}
	switch {
	case opened && later:
		o.NewOpened++
	case opened:
		o.OldOpened++
	}
}

// wraps tries the thief's own key on everybody's wraps, and his domain keys on the
// seals of older ones.
func (o *Loot) wraps(tx *data.Tx, t *Thief) error {
	head, err := tx.Head(t.company[:])
	if err != nil {
		return err
	}
	state, err := unpinned(tx, head)
	if err != nil {
		return err
	}
	everybody := append(state.Members(), state.Former()...)
	for _, m := range everybody {
		id := keys.KeyID(m.Encryption)
		wraps, err := tx.Wraps(t.company[:], id[:])
		if err != nil {
			return err
		}
		for _, w := range wraps {
			fact, _ := state.Epoch(keys.Domain(w.Domain))
			_, err := t.identity.OpenWrap(t.company, fact, w.Wrap)
			o.add(t.later(keys.Domain(w.Domain), w.Epoch), err == nil)
		}
	}
	for _, d := range keys.Domains() {
		for _, fact := range state.Epochs(d) {
			stored, err := tx.OlderKey(t.company[:], uint8(d), fact.Epoch)
			if err != nil {
				continue // the newest epoch has none
			}
			for _, k := range t.held {
				if k.Domain == d && t.later(d, fact.Epoch) {
					_, err := k.OpenOlder(fact, stored.Sealed)
					o.add(true, err == nil)
				}
			}
		}
	}
	return nil
}

// later tells that a thief has no key of that epoch, nor of one behind it.
func (t *Thief) later(d keys.Domain, epoch uint32) bool { return t.key(d, epoch) == nil }

// key gives the newest key of a domain that the thief has, from an epoch on.
func (t *Thief) key(d keys.Domain, from uint32) (newest *keys.DomainKey) {
	for _, k := range t.held {
		if k.Domain == d && k.Epoch >= from && (newest == nil || k.Epoch > newest.Epoch) {
			newest = k
		}
	}
	return newest
}

// Writes appends a line in the thief's name, well formed in all but who he is.
// statement gives the number that it names, of the newest statement.
func (t *Thief) Writes(ctx context.Context, file *data.File, statement func(newest uint64) uint64, sets ...keys.SetHash) error {
	return file.Write(ctx, func(tx *data.Tx) error {
		head, err := tx.Head(t.company[:])
		if err != nil {
			return err
		}
		state, err := unpinned(tx, head)
		if err != nil {
			return err
		}
		rows, err := tx.Lines(t.company[:], head.LineSeq, 1)
		if err != nil {
			return err
		}
		last, err := keys.ParseLine(rows[0].Line)
		if err != nil {
			return err
		}
		id, err := keys.NewID(rand.Reader)
		if err != nil {
			return err
		}
		l := keys.Line{Company: t.company, Seq: last.Seq + 1, Time: last.Time, Prev: keys.Hash(head.LineHash), Actor: t.member, ID: id,
			Statement: statement(state.Head.Seq), Sets: sets}
		plain, commitment, err := keys.Salted(rand.Reader, keys.Act{Name: actCompany, Subject: t.member[:]})
		if err != nil {
			return err
		}
		l.Body = commitment
		fact, _ := state.Epoch(keys.People)
		body, err := keys.SealLetter(fact.Letterbox, lineContext(l, keys.People, fact.Epoch), plain)
		if err != nil {
			return err
		}
		signed, err := keys.SignLine(&t.identity, l)
		if err != nil {
			return err
		}
		hash := signed.LineHash()
		if err := tx.AddLine(data.Line{Company: t.company[:], Seq: l.Seq, ID: id[:], Line: signed.Bytes, Signature: signed.Signature, Hash: hash[:],
			Body: data.Sealed{Domain: uint8(keys.People), Epoch: fact.Epoch, Bytes: body}}); err != nil {
			return err
		}
		head.LineSeq, head.LineHash = l.Seq, hash[:]
		return tx.PutHead(head)
	})
}

// ForgesMember gives a member's record another address, sealed and summed by the
// newest key of people that the thief has, with a line of his own over it.
func (t *Thief) ForgesMember(ctx context.Context, file *data.File, member, email string) error {
	k := t.key(keys.People, 1)
	table := data.TableMembers
	var set keys.SetHash
	err := file.Write(ctx, func(tx *data.Tx) error {
		head, err := tx.Head(t.company[:])
		if err != nil {
			return err
		}
		rows, err := tx.Rows(table, t.company[:])
		if err != nil {
			return err
		}
		open := k.EmptySet(table.Number())
		for _, row := range rows {
			id, err := keys.IDFrom(row.ID)
			if err != nil {
				return err
			}
			c := keys.Context{Company: t.company, Table: table.Number(), Row: id, Version: row.Version, Domain: keys.People, Epoch: k.Epoch}
			plain, err := k.OpenRow(c, row.Sealed)
			if err != nil {
				return err
			}
			if id.String() == member {
				var m memberRecord
				if err := keys.Decode(plain, &m); err != nil {
					return err
				}
				m.Email = email
				if plain, err = keys.Encode(m); err != nil {
					return err
				}
				was := row.Version
				row.Version++
				c.Version = row.Version
				if row.Sealed, err = k.SealRow(rand.Reader, c, plain); err != nil {
					return err
				}
				if err := tx.UpdateRow(table, row, was); err != nil {
					return err
				}
			}
			k.Add(&open, id, row.Version, plain)
		}
		set = k.Mask(open, head.LineSeq+1)
		return nil
	})
	if err != nil {
		return err
	}
	return t.Writes(ctx, file, func(newest uint64) uint64 { return newest }, set)
}

// Reports writes the report of the thief as his program would, but with that
// address and no second factor.
func (t *Thief) Reports(ctx context.Context, file *data.File, email string) error {
	return file.Write(ctx, func(tx *data.Tx) error {
		head, err := tx.Head(t.company[:])
		if err != nil {
			return err
		}
		state, err := unpinned(tx, head)
		if err != nil {
			return err
		}
		row, err := tx.Row(data.TableProfiles, t.company[:], t.member[:])
		if err != nil {
			return err
		}
		fact, _ := state.Epoch(keys.People)
		p := keys.Profile{Company: t.company, Member: t.member, Version: row.Version, Person: keys.Person{First: "Élise", Last: "Aubert", Email: email}}
		if row.Sealed, err = t.identity.SealProfile(fact, p); err != nil {
			return err
		}
		row.Epoch = fact.Epoch
		return tx.UpdateRow(data.TableProfiles, row, row.Version)
	})
}

// AddRecords writes that many records of nobody, so that there is much to seal anew.
func AddRecords(ctx context.Context, s *Session, n int) error {
	return s.do(ctx, act{name: actCompany, right: rightOwner}, func(w *writer) (*change, error) {
		for range n {
			id, err := keys.NewID(w.door.random)
			if err != nil {
				return nil, err
			}
			if err := w.addMember(w.rooms[0], id, memberRecord{Kind: kindInternal, Email: id.String(), Since: w.now}); err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
}

// Epochs tells by which epoch the sum of a table was made, and which is the newest of
// its domain.
func Epochs(ctx context.Context, s *Session, table data.Table) (sum, newest uint32, err error) {
	err = s.read(ctx, func(_ *data.Tx, r *room) error {
		set := r.sets[table.Number()]
		fact, _ := r.state.Epoch(set.Domain)
		sum, newest = set.Epoch, fact.Epoch
		return nil
	})
	return sum, newest, err
}

// Records gives what the company keeps of its members, by the member's id.
func Records(ctx context.Context, s *Session) (out map[string]string, err error) {
	err = s.read(ctx, func(tx *data.Tx, r *room) error {
		records, err := r.records(tx)
		out = map[string]string{}
		for id, m := range records {
			out[id.String()] = m.Email
		}
		return err
	})
	return out, err
}
