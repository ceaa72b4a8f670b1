package accesstest

import (
	"crypto/rand"

	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
	"trousseau/app/passwords"
	"trousseau/data"
)

// admit writes everything of a new member.
func (h *host) admit(a Admission, kit keys.Kit) error {
	mine := h.mine
	seen := keys.Membership{Company: mine.Company, Root: mine.Root, Line: keys.Head{Seq: h.head.LineSeq, Hash: keys.Hash(h.head.LineHash)}}
	for _, set := range h.sets {
		seen.Sets = append(seen.Sets, set)
	}
	n, err := keystest.Join(rand.Reader, h.state, keystest.Author{ID: mine.Member, Identity: h.ring.Identity}, max(h.now, h.state.Time), a.Invite)
	if err != nil {
		return err
	}
	for i, signed := range []keys.Signed{n.Invite, n.Accept} {
		hash := signed.StatementHash()
		if err := h.tx.AddStatement(data.Statement{Company: mine.Company[:], Seq: h.state.Head.Seq - 1 + uint64(i),
			Body: signed.Bytes, Signature: signed.Signature, Hash: hash[:]}); err != nil {
			return err
		}
	}
	seen.Member, seen.Statement = n.ID, h.state.Head
	set, err := h.record(a, n.ID)
	if err != nil {
		return err
	}
	if err := h.line(set, n.ID); err != nil {
		return err
	}
	return h.account(a, n, kit, seen)
}

// record writes what the company keeps of a member, and gives the open set hash
// of that table.
func (h *host) record(a Admission, id keys.ID) (keys.SetHash, error) {
	k, table := h.keys[keys.People], data.TableMembers
	plain, err := keys.Encode(struct {
		Kind  uint8  `cbor:"1,keyasint"`
		Email string `cbor:"2,keyasint"`
		Since int64  `cbor:"3,keyasint"`
	}{uint8(a.Invite.Kind), a.Email, h.now})
	if err != nil {
		return keys.SetHash{}, err
	}
	set := k.EmptySet(table.Number())
	if masked, ok := h.sets[table.Number()]; ok {
		set = k.Unmask(masked)
	}
	sealed, err := k.SealRow(rand.Reader, keys.Context{Company: h.state.Company, Table: table.Number(), Row: id, Version: 1,
		Domain: keys.People, Epoch: k.Epoch}, plain)
	if err != nil {
		return set, err
	}
	k.Add(&set, id, 1, plain)
	return set, h.tx.AddRow(table, data.Row{Company: h.state.Company[:], ID: id[:], Version: 1, Domain: uint8(keys.People), Epoch: k.Epoch, Sealed: sealed})
}

// line writes the owner's journal line of the admission, the head and his ring.
func (h *host) line(open keys.SetHash, newcomer keys.ID) error {
	mine := h.mine
	k := h.keys[keys.People]
	id, err := keys.NewID(rand.Reader)
	if err != nil {
		return err
	}
	l := keys.Line{Company: mine.Company, Seq: h.head.LineSeq + 1, Time: h.now, Prev: keys.Hash(h.head.LineHash), Actor: mine.Member, ID: id,
		Statement: h.state.Head.Seq}
	l.Sets = []keys.SetHash{k.Mask(open, l.Seq)}
	plain, commitment, err := keys.Salted(rand.Reader, keys.Act{Name: "member.invite", Subject: newcomer[:]})
	if err != nil {
		return err
	}
	fact, _ := h.state.Epoch(keys.People)
	body, err := keys.SealLetter(fact.Letterbox, keys.Context{Company: l.Company, Table: keys.TableJournal, Row: l.ID, Version: l.Seq,
		Domain: keys.People, Epoch: fact.Epoch}, plain)
	if err != nil {
		return err
	}
	l.Body = commitment
	signed, err := keys.SignLine(&h.ring.Identity, l)
	if err != nil {
		return err
	}
	hash := signed.LineHash()
	if err := h.tx.AddLine(data.Line{Company: mine.Company[:], Seq: l.Seq, ID: id[:], Line: signed.Bytes, Signature: signed.Signature, Hash: hash[:],
		Body: data.Sealed{Domain: uint8(keys.People), Epoch: fact.Epoch, Bytes: body}}); err != nil {
		return err
	}
	if err := h.tx.PutHead(data.Head{Company: mine.Company[:], StatementSeq: h.state.Head.Seq, StatementHash: h.state.Head.Hash[:],
		LineSeq: l.Seq, LineHash: hash[:]}); err != nil {
		return err
	}
	h.sets[open.Table] = l.Sets[0]
	mine.Statement, mine.Line, mine.Sets = h.state.Head, keys.Head{Seq: l.Seq, Hash: hash}, nil
	for _, set := range h.sets {
		mine.Sets = append(mine.Sets, set)
	}
	sealed, err := h.rk.SealRing(rand.Reader, h.ring, h.version+1)
	if err != nil {
		return err
	}
	return h.tx.SetRing(h.ring.Account[:], h.version, h.version+1, sealed)
}

// account writes account, slots, ring and wraps of the new member. His profile
// comes with his own first act.
func (h *host) account(a Admission, n keystest.Newcomer, kit keys.Kit, m keys.Membership) error {
	account, err := keys.NewID(rand.Reader)
	if err != nil {
		return err
	}
	rk, err := keys.NewRingKey(rand.Reader)
	if err != nil {
		return err
	}
	password, err := rk.SealPassword(rand.Reader, keystest.KDF{}, account, a.Password)
	if err != nil {
		return err
	}
	second, err := rk.SealKit(rand.Reader, account, kit)
	if err != nil {
		return err
	}
	_, recipient, err := kit.Age()
	if err != nil {
		return err
	}
	sealed, err := rk.SealRing(rand.Reader, &keys.Ring{Account: account, Identity: n.Identity,
		Person:    keys.Person{First: a.First, Last: a.Last, Email: a.Email},
		Screen:    keys.Screen{Language: a.Language, Theme: "light", Scale: 100},
		Password:  keys.PasswordFact{Class: 4, Rules: passwords.RuleVersion, Set: h.now, Consent: h.now},
		Kit:       keys.KitFact{Number: 1, Recipient: recipient, Made: h.now},
		Companies: []keys.Membership{m}, Slots: []keys.SlotFact{password.Fact(), second.Fact()}, Trusted: h.now}, 1)
	if err != nil {
		return err
	}
	lookup := keystest.KDF{}.Lookup([]byte(a.Email), h.salt)
	if err := h.tx.AddAccount(data.Account{ID: account[:], Lookup: lookup, Version: 1, Ring: sealed}); err != nil {
		return err
	}
	for _, s := range []keys.Slot{password, second} {
		if err := h.tx.PutSlot(data.Slot{Account: account[:], Kind: int(s.Kind), Params: s.Params, Salt: s.Salt, Wrap: s.Wrap}); err != nil {
			return err
		}
	}
	return h.wrap(a.Domains, n)
}

// wrap gives the member the keys of his domains.
func (h *host) wrap(domains []keys.Domain, n keystest.Newcomer) error {
	public, err := n.Identity.EncryptionKey()
	if err != nil {
		return err
	}
	id := keys.KeyID(public)
	for _, d := range domains {
		wrap, err := h.keys[d].WrapFor(public)
		if err != nil {
			return err
		}
		if err := h.tx.PutWrap(data.Wrap{Company: h.state.Company[:], Domain: uint8(d), Epoch: h.keys[d].Epoch, Recipient: id[:], Wrap: wrap}); err != nil {
			return err
		}
	}
	return nil
}
