package access

import (
	"errors"
	"slices"
	"strings"

	"trousseau/app/keys"
	"trousseau/data"
)

// Keys of a room: the newest of each domain stands in room.keys; older epochs are
// opened from the newest downwards when a row asks for one (DESIGN 2).

// epoch names one key of a domain.
type epoch struct {
	domain keys.Domain
	number uint32
}

// openKeys brings the room's keys up to its state: those that the member holds are
// opened from the wraps made for him, those that he lost are forgotten. It may be
// called again after each change. An owner without one of the five keys, or anybody
// without that of all members, is a damaged file.
func (r *room) openKeys(tx *data.Tx, i *keys.Identity) error {
	m, _ := r.state.Member(r.member)
	held := m.Domains()
	complete := true
	for _, d := range keys.Domains() {
		fact, _ := r.state.Epoch(d)
		k := r.keys[d]
		holds := slices.Contains(held, d)
		if k != nil && (!holds || k.Epoch != fact.Epoch) {
			delete(r.keys, d)
			k = nil
		}
		complete = complete && (k != nil || !holds)
	}
	if complete {
		return nil
	}
	if err := r.openWraps(tx, i, held); err != nil {
		return err
	}
	for _, d := range held {
		if r.keys[d] == nil && (m.Owner || d == keys.Common) {
			return tampered("key missing")
		}
	}
	return nil
}

// openWraps opens what was wrapped for that identity of the newest epochs of these
// domains.
func (r *room) openWraps(tx *data.Tx, i *keys.Identity, held []keys.Domain) error {
	public, err := i.EncryptionKey()
	if err != nil {
		return damaged(err)
	}
	id := keys.KeyID(public)
	wraps, err := tx.Wraps(r.state.Company[:], id[:])
	if err != nil {
		return err
	}
	for _, w := range wraps {
		d := keys.Domain(w.Domain)
		fact, ok := r.state.Epoch(d)
		if !ok || fact.Epoch != w.Epoch || r.keys[d] != nil || !slices.Contains(held, d) {
			continue
		}
		k, err := i.OpenWrap(r.state.Company, fact, w.Wrap)
		if err != nil {
			return damaged(err)
		}
		r.keys[d] = k
	}
	return nil
}

// key gives a domain's newest key, or ErrForbidden for whoever does not hold it.
func (r *room) key(d keys.Domain) (*keys.DomainKey, error) {
	if k := r.keys[d]; k != nil && r.mayOpen(d) {
		return k, nil
	}
	return nil, ErrForbidden
}

// at gives a domain's key of an epoch, opening the chain of older ones down to it.
// Errors: ErrForbidden, ErrTampered where a link is missing or no key of this
// company.
func (r *room) at(tx *data.Tx, d keys.Domain, number uint32) (*keys.DomainKey, error) {
	k, err := r.key(d)
	if err != nil {
		return nil, err
	}
	if number > k.Epoch {
		return nil, tampered("epoch unknown")
	}
	for k.Epoch > number {
		before := epoch{d, k.Epoch - 1}
		if older := r.former[before]; older != nil {
			k = older
			continue
		}
		if k, err = r.openOlder(tx, k); err != nil {
			return nil, err
		}
		r.former[before] = k
	}
	return k, nil
}

func (r *room) openOlder(tx *data.Tx, k *keys.DomainKey) (*keys.DomainKey, error) {
	stored, err := tx.OlderKey(r.state.Company[:], uint8(k.Domain), k.Epoch-1)
	if errors.Is(err, data.ErrNotFound) {
		return nil, tampered("key of an older epoch missing")
	}
	if err != nil {
		return nil, err
	}
	facts := r.state.Epochs(k.Domain)
	if k.Epoch < 2 || int(k.Epoch)-2 >= len(facts) {
		return nil, tampered("epoch unknown")
	}
	older, err := k.OpenOlder(facts[k.Epoch-2], stored.Sealed)
	return older, damaged(err)
}

// rotateDue begins a new epoch of every domain that is due and that the member
// holds: the key goes to exactly those who shall have it, the one before stands
// sealed under it. It tells which.
func (w *writer) rotateDue(r *room) ([]keys.Domain, error) {
	due := slices.DeleteFunc(r.state.Due(w.now), func(d keys.Domain) bool { return r.keys[d] == nil })
	if len(due) == 0 {
		return nil, nil
	}
	var facts []keys.EpochFact
	next := map[keys.Domain]*keys.DomainKey{}
	for _, d := range due {
		k, err := keys.NewDomainKey(w.door.random, r.state.Company, d, r.keys[d].Epoch+1)
		if err != nil {
			return nil, err
		}
		fact, err := k.Fact()
		if err != nil {
			return nil, err
		}
		next[d], facts = k, append(facts, fact)
	}
	if err := w.state(r, func() (keys.Signed, error) {
		return keys.SignRotate(&w.ring.Identity, r.state, r.member, w.signing(r), facts)
	}); err != nil {
		return nil, err
	}
	for _, d := range due {
		if err := w.replaceKey(r, next[d]); err != nil {
			return nil, err
		}
	}
	return due, nil
}

// replaceKey stores a new epoch's key: the older one under it, and a wrap for each
// recipient.
func (w *writer) replaceKey(r *room, k *keys.DomainKey) error {
	older := r.keys[k.Domain]
	sealed, err := k.SealOlder(w.door.random, older)
	if err != nil {
		return err
	}
	company, domain := r.state.Company[:], uint8(k.Domain)
	if err := w.tx.PutOlder(data.Older{Company: company, Domain: domain, Epoch: older.Epoch, Sealed: sealed}); err != nil {
		return err
	}
	r.former[epoch{k.Domain, older.Epoch}], r.keys[k.Domain] = older, k
	for _, to := range r.state.Recipients(k.Domain, w.now) {
		if err := w.wrap(r, k, to.Key); err != nil {
			return err
		}
	}
	return w.tx.RemoveWrapsBelow(company, domain, k.Epoch)
}

// wrap stores a domain's key for one recipient.
func (w *writer) wrap(r *room, k *keys.DomainKey, public []byte) error {
	wrap, err := k.WrapFor(public)
	if err != nil {
		return err
	}
	id := keys.KeyID(public)
	return w.tx.PutWrap(data.Wrap{Company: r.state.Company[:], Domain: uint8(k.Domain), Epoch: k.Epoch, Recipient: id[:], Wrap: wrap})
}

// wrapAll stores the newest keys of these domains for one recipient; those that the
// acting member does not hold he cannot pass on, and the replay did not let him.
func (w *writer) wrapAll(r *room, domains []keys.Domain, public []byte) error {
	for _, d := range domains {
		k, err := r.key(d)
		if err != nil {
			return err
		}
		if err := w.wrap(r, k, public); err != nil {
			return err
		}
	}
	return nil
}

// unwrap takes the wraps of a recipient away, all but those of these domains.
func (w *writer) unwrap(r *room, public []byte, keep []keys.Domain) error {
	id := keys.KeyID(public)
	for _, d := range keys.Domains() {
		if slices.Contains(keep, d) {
			continue
		}
		if err := w.tx.RemoveWrap(r.state.Company[:], uint8(d), id[:]); err != nil {
			return err
		}
	}
	return nil
}

// factRotated names the domains in which a new epoch began with an act.
const factRotated = "rotated"

// rotated adds to an act which keys were renewed with it.
func (a act) rotated(due []keys.Domain) act {
	if len(due) == 0 {
		return a
	}
	names := make([]string, len(due))
	for i, d := range due {
		names[i] = domainName(d)
	}
	return a.fact(factRotated, strings.Join(names, " "))
}

// domainName is a domain's name as it stands in the journal.
func domainName(d keys.Domain) string {
	switch d {
	case keys.Common:
		return "common"
	case keys.People:
		return "people"
	case keys.Sales:
		return "sales"
	case keys.Insight:
		return "insight"
	case keys.Treasury:
		return "treasury"
	}
	return ""
}

// sumAnew gives the open set hash of a table under the domain's newest key: after a
// rotation sums must not be made by a key that somebody else still has.
func (r *room) sumAnew(tx *data.Tx, table data.Table, k *keys.DomainKey) (keys.SetHash, error) {
	rows, err := r.load(tx, table, k.Domain)
	if err != nil {
		return keys.SetHash{}, err
	}
	sum := k.EmptySet(table.Number())
	for _, row := range rows {
		k.Add(&sum, row.id, row.version, row.plain)
	}
	return sum, nil
}
