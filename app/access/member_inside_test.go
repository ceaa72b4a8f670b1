package access

import (
	"context"
	"slices"

	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
	"trousseau/app/passwords"
	"trousseau/data"
)

// Admission is a further member as the proofs take him in: real statements, an
// account of his own, keys wrapped for him. His profile comes with his first act.
type Admission struct {
	First, Last, Email, Password string
	Invite                       keys.Invite
	Domains                      []keys.Domain
}

// Admit takes a member in, in one act of the person signed in, and gives his kit.
func (s *Session) Admit(ctx context.Context, a Admission) (Kit, error) {
	kit, err := keys.NewKit(s.door.random)
	if err != nil {
		return Kit{}, err
	}
	lookup, err := s.door.lookup(ctx, a.Email)
	if err != nil {
		return Kit{}, err
	}
	return Kit{kit: kit, number: 1}, s.do(ctx, act{name: "member.invite", right: keys.RightInvite}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		seen := r.line
		var sets []keys.SetHash
		for _, set := range r.sets {
			sets = append(sets, set)
		}
		slices.SortFunc(sets, func(a, b keys.SetHash) int { return int(a.Table) - int(b.Table) })
		n, err := keystest.Join(w.door.random, r.state, keystest.Author{ID: r.member, Identity: w.ring.Identity}, w.signing(r), a.Invite)
		if err != nil {
			return nil, err
		}
		for i, signed := range []keys.Signed{n.Invite, n.Accept} {
			hash := signed.StatementHash()
			if err := w.tx.AddStatement(data.Statement{Company: r.state.Company[:], Seq: r.state.Head.Seq - 1 + uint64(i),
				Body: signed.Bytes, Signature: signed.Signature, Hash: hash[:]}); err != nil {
				return nil, err
			}
		}
		if err := w.addMember(r, n.ID, memberRecord{Kind: uint8(a.Invite.Kind), Email: a.Email, Since: w.now}); err != nil {
			return nil, err
		}
		return nil, w.admit(r, a, n, lookup, kit, keys.Membership{Company: r.state.Company, Member: n.ID, Root: r.state.Root,
			Statement: r.state.Head, Line: seen, Sets: sets})
	})
}

// admit writes account, slots, ring and wraps of a new member.
func (w *writer) admit(r *room, a Admission, n keystest.Newcomer, lookup []byte, kit keys.Kit, m keys.Membership) error {
	d := w.door
	account, err := keys.NewID(d.random)
	if err != nil {
		return err
	}
	rk, err := keys.NewRingKey(d.random)
	if err != nil {
		return err
	}
	password, err := rk.SealPassword(d.random, d.kdf, account, a.Password)
	if err != nil {
		return err
	}
	second, err := rk.SealKit(d.random, account, kit)
	if err != nil {
		return err
	}
	_, recipient, err := kit.Age()
	if err != nil {
		return err
	}
	ring := &keys.Ring{Account: account, Identity: n.Identity, Screen: keys.Screen{Language: "nl", Theme: "light", Scale: 100},
		Person:    keys.Person{First: a.First, Last: a.Last, Email: a.Email},
		Password:  keys.PasswordFact{Class: 4, Rules: passwords.RuleVersion, Set: w.now, Consent: w.now},
		Kit:       keys.KitFact{Number: 1, Recipient: recipient, Made: w.now},
		Companies: []keys.Membership{m}, Slots: []keys.SlotFact{password.Fact(), second.Fact()}}
	sealed, err := rk.SealRing(d.random, ring, 1)
	if err != nil {
		return err
	}
	if err := w.tx.AddAccount(data.Account{ID: account[:], Lookup: lookup, Version: 1, Ring: sealed}); err != nil {
		return err
	}
	for _, s := range []keys.Slot{password, second} {
		if err := w.tx.PutSlot(data.Slot{Account: account[:], Kind: int(s.Kind), Params: s.Params, Salt: s.Salt, Wrap: s.Wrap}); err != nil {
			return err
		}
	}
	public, err := n.Identity.EncryptionKey()
	if err != nil {
		return err
	}
	id := keys.KeyID(public)
	for _, domain := range a.Domains {
		wrap, err := r.keys[domain].WrapFor(public)
		if err != nil {
			return err
		}
		if err := w.tx.PutWrap(data.Wrap{Company: r.state.Company[:], Domain: uint8(domain), Epoch: 1, Recipient: id[:], Wrap: wrap}); err != nil {
			return err
		}
	}
	return nil
}

// Journal gives every line of the company as text, with its act and its change;
// only who holds `people` can read it.
func Journal(ctx context.Context, s *Session) (out []string, err error) {
	err = s.read(ctx, func(tx *data.Tx, r *room) error {
		rows, err := tx.Lines(r.state.Company[:], 0, 0)
		if err != nil {
			return err
		}
		for _, row := range rows {
			l, err := keys.ParseLine(row.Line)
			if err != nil {
				return err
			}
			said, err := openLine(tx, r, l, row)
			if err != nil {
				return err
			}
			out = append(out, said)
		}
		return nil
	})
	return out, err
}

// KitTry gives the counter of an address's kit, as the file has it.
func (d *Door) KitTry(ctx context.Context, email string) (t data.Try, err error) {
	lookup, err := d.lookup(ctx, email)
	if err != nil {
		return t, err
	}
	err = d.file.Read(ctx, func(tx *data.Tx) error {
		t, err = tx.Try(kitKey(lookup))
		return err
	})
	return t, err
}

// ForgeMoney writes the money settings as a member's modified program could: the
// row and its set hash agree, no owner signed a statement.
func ForgeMoney(ctx context.Context, s *Session, m Money) error {
	return s.do(ctx, act{name: actMoney}, func(w *writer) (*change, error) {
		r := w.rooms[0]
		before, _, err := settingRow(w.tx, r, settingMoney)
		if err != nil {
			return nil, err
		}
		salted, _, err := keys.Salted(w.door.random, m)
		if err != nil {
			return nil, err
		}
		return nil, w.putSetting(r, settingMoney, before, salted)
	})
}
