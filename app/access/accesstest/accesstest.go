// Package accesstest takes further members into a file, for the tests of the
// layers above: no window invites anybody yet. It knows the format alone and
// nothing of the services, so that these judge what it wrote. No product code
// imports it.
package accesstest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

// Admission is a member to be taken in by an owner, at Time, into a company of that
// owner: the one that Company names (its id), or the first. The addresses are in their normal form. Domains are
// those whose keys he gets; keys.Common is one of them.
type Admission struct {
	OwnerEmail, OwnerPassword    string
	Company                      string
	First, Last, Email, Password string
	Language                     string // of his windows
	Invite                       keys.Invite
	Domains                      []keys.Domain
	Time                         time.Time
}

// Admit takes a member into the file at path, in one transaction with real
// statements, one journal line and an account of his own, and gives his kit as
// printed. Nobody may be signed in meanwhile. The keys are derived by keystest.KDF.
func Admit(ctx context.Context, path string, a Admission) (string, error) {
	file, err := data.Open(ctx, path, data.Options{})
	if err != nil {
		return "", fmt.Errorf("admit: %w", err)
	}
	kit, err := keys.NewKit(rand.Reader)
	if err == nil {
		err = file.Write(ctx, func(tx *data.Tx) error {
			h := &host{tx: tx, now: a.Time.UnixMilli()}
			if err := h.open(a); err != nil {
				return err
			}
			return h.admit(a, kit)
		})
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return "", fmt.Errorf("admit: %w", err)
	}
	return kit.Code(), nil
}

// host is the owner's account and company, opened.
type host struct {
	tx      *data.Tx
	now     int64
	salt    []byte
	version uint64
	rk      *keys.RingKey
	ring    *keys.Ring
	mine    *keys.Membership // of the ring
	state   *keys.State
	keys    map[keys.Domain]*keys.DomainKey
	sets    map[uint16]keys.SetHash // masked, as the newest line of each table gives them
	head    data.Head
}

var errHost = errors.New("the owner's account does not open, or has no such company")

// open signs the owner in far enough to write in his name.
func (h *host) open(a Admission) (err error) {
	if h.salt, err = h.tx.Salt(); err != nil {
		return err
	}
	acct, err := h.tx.AccountByLookup(keystest.KDF{}.Lookup([]byte(a.OwnerEmail), h.salt))
	if err != nil {
		return err
	}
	id, err := keys.IDFrom(acct.ID)
	if err != nil {
		return err
	}
	slots, err := h.tx.Slots(acct.ID)
	if err != nil {
		return err
	}
	for _, s := range slots {
		if keys.SlotKind(s.Kind) == keys.SlotPassword {
			slot := keys.Slot{Kind: keys.SlotPassword, Params: s.Params, Salt: s.Salt, Wrap: s.Wrap}
			if h.rk, err = slot.OpenPassword(keystest.KDF{}, id, a.OwnerPassword); err != nil {
				return err
			}
		}
	}
	if h.rk == nil {
		return errHost
	}
	h.version = acct.Version
	if h.ring, err = h.rk.OpenRing(id, acct.Version, acct.Ring); err != nil {
		return err
	}
	for i := range h.ring.Companies {
		if m := &h.ring.Companies[i]; a.Company == "" || m.Company.String() == a.Company {
			h.mine = m
			return h.enter(m)
		}
	}
	return errHost
}

// enter replays the company, opens its keys and finds the newest set hashes.
func (h *host) enter(m *keys.Membership) (err error) {
	if h.head, err = h.tx.Head(m.Company[:]); err != nil {
		return err
	}
	rows, err := h.tx.Statements(m.Company[:], 0)
	if err != nil {
		return err
	}
	var chain []keys.Signed
	for _, row := range rows {
		chain = append(chain, keys.Signed{Bytes: row.Body, Signature: row.Signature})
	}
	if h.state, err = keys.Replay(m.Company, m.Root, chain); err != nil {
		return err
	}
	public, err := h.ring.Identity.EncryptionKey()
	if err != nil {
		return err
	}
	id := keys.KeyID(public)
	wraps, err := h.tx.Wraps(m.Company[:], id[:])
	if err != nil {
		return err
	}
	h.keys, h.sets = map[keys.Domain]*keys.DomainKey{}, map[uint16]keys.SetHash{}
	for _, w := range wraps {
		d := keys.Domain(w.Domain)
		fact, _ := h.state.Epoch(d)
		if h.keys[d], err = h.ring.Identity.OpenWrap(m.Company, fact, w.Wrap); err != nil {
			return err
		}
	}
	lines, err := h.tx.Lines(m.Company[:], 0, 0)
	if err != nil {
		return err
	}
	for _, row := range lines {
		l, err := keys.ParseLine(row.Line)
		if err != nil {
			return err
		}
		for _, set := range l.Sets {
			h.sets[set.Table] = set
		}
	}
	return nil
}
