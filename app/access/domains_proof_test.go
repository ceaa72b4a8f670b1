package access_test

import (
	"bytes"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

// opener is somebody who opens the file without the program: with his password, the
// library of the keys and the tables as they are.
type opener struct {
	ring  *keys.Ring
	state *keys.State
	keys  []*keys.DomainKey
}

// byOneself opens what a password opens, and every wrap in the file that the ring's
// identity opens, of whatever domain and epoch.
func byOneself(t *testing.T, tx *data.Tx, email, password string) *opener {
	t.Helper()
	acct := must(tx.AccountByLookup(keystest.KDF{}.Lookup([]byte(email), must(tx.Salt())(t))))(t)
	id := must(keys.IDFrom(acct.ID))(t)
	o := &opener{}
	for _, s := range must(tx.Slots(acct.ID))(t) {
		if keys.SlotKind(s.Kind) != keys.SlotPassword {
			continue
		}
		slot := keys.Slot{Kind: keys.SlotPassword, Params: s.Params, Salt: s.Salt, Wrap: s.Wrap}
		o.ring = must(must(slot.OpenPassword(keystest.KDF{}, id, password))(t).OpenRing(id, acct.Version, acct.Ring))(t)
	}
	m := o.ring.Companies[0]
	var chain []keys.Signed
	for _, row := range must(tx.Statements(m.Company[:], 0))(t) {
		chain = append(chain, keys.Signed{Bytes: row.Body, Signature: row.Signature})
	}
	o.state = must(keys.Replay(m.Company, m.Root, chain))(t)
	for _, member := range append(o.state.Members(), o.state.Former()...) {
		of := keys.KeyID(member.Encryption)
		for _, w := range must(tx.Wraps(m.Company[:], of[:]))(t) {
			for _, d := range keys.Domains() {
				for _, fact := range o.state.Epochs(d) {
					if k, err := o.ring.Identity.OpenWrap(m.Company, fact, w.Wrap); err == nil {
						o.keys = append(o.keys, k)
					}
				}
			}
		}
	}
	return o
}

// has tells whether one of the keys is of that domain.
func (o *opener) has(d keys.Domain) bool {
	for _, k := range o.keys {
		if k.Domain == d {
			return true
		}
	}
	return false
}

// rows counts the rows of a domain that any key opens, whatever it is called.
func (o *opener) rows(t *testing.T, tx *data.Tx, d keys.Domain) (opened int) {
	t.Helper()
	company := o.ring.Companies[0].Company
	for _, row := range must(tx.Rows(data.TableReviews, company[:]))(t) {
		if keys.Domain(row.Domain) != d {
			continue
		}
		id := must(keys.IDFrom(row.ID))(t)
		for _, k := range o.keys {
			posing := *k // as whichever key the row asks for
			posing.Domain, posing.Epoch = d, row.Epoch
			if _, err := posing.OpenRow(keys.Context{Company: company, Table: data.TableReviews.Number(), Row: id, Version: row.Version,
				Domain: d, Epoch: row.Epoch}, row.Sealed); err == nil {
				opened++
			}
		}
	}
	return opened
}

// A member without the rights of R2 who opens the file with his own ring and this
// library has no key of sales and opens no row of it; the owner does. After a right
// was taken, the key that somebody kept opens no row that was written since (issue 4).
func TestDomainKeysHold(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.elise(s, []string{"settings.company", "users.view"}, keys.Common, keys.People)
	w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"customers.view"}}, keys.Common, keys.Sales, keys.Insight)
	secret := []byte("Klant Vandeputte, Roeselare")
	if err := access.PutSealed(w.ctx(), s, keys.Sales, keys.ID{1}, secret); err != nil {
		t.Fatal(err)
	}
	look := func(f func(tx *data.Tx)) {
		t.Helper()
		if err := w.file.Read(w.ctx(), func(tx *data.Tx) error { f(tx); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	var before *opener
	look(func(tx *data.Tx) {
		his := byOneself(t, tx, eliseEmail, elisePassword)
		if !his.has(keys.Common) || !his.has(keys.People) || his.has(keys.Sales) || his.has(keys.Insight) || his.has(keys.Treasury) || his.rows(t, tx, keys.Sales) != 0 {
			t.Errorf("%d keys, %d rows", len(his.keys), his.rows(t, tx, keys.Sales))
		}
		if owner := byOneself(t, tx, ownerEmail, ownerPassword); len(owner.keys) != 5 || owner.rows(t, tx, keys.Sales) != 1 {
			t.Fatal("nothing is proved: the owner opens nothing")
		}
		before = byOneself(t, tx, jorisEmail, jorisPassword)
		if before.rows(t, tx, keys.Sales) != 1 {
			t.Fatal("nothing is proved: who has the right opens nothing")
		}
	})
	w.pass(time.Minute)
	if err := s.Remove(w.ctx(), userOf(t, s, jorisEmail).ID); err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		if left := must(s.Reseal(w.ctx()))(t); left.Left == 0 || n > 9 {
			break
		}
	}
	if err := access.PutSealed(w.ctx(), s, keys.Sales, keys.ID{2}, secret); err != nil {
		t.Fatal(err)
	}
	look(func(tx *data.Tx) {
		now := byOneself(t, tx, jorisEmail, jorisPassword)
		if len(now.keys) != 0 {
			t.Errorf("%d wraps are left for who was removed", len(now.keys))
		}
		now.keys = before.keys // kept from an older copy
		if n := now.rows(t, tx, keys.Sales); n != 0 {
			t.Errorf("a removed key opens %d rows", n)
		}
		if owner := byOneself(t, tx, ownerEmail, ownerPassword); owner.rows(t, tx, keys.Sales) != 2 {
			t.Error("the owner lost a row")
		}
	})
	s.Close(w.ctx())
	f := w.freeze()
	if bytes.Contains(f.file, secret) || bytes.Contains(f.file, []byte("Vandeputte")) {
		t.Error("the row stands in clear")
	}
}
