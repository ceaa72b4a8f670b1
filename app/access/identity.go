package access

import (
	"bytes"

	"trousseau/app/keys"
)

// newIdentity draws new keys for the person and says so in the chain of each of his
// companies, by the old ones: who has the old keys judges nothing later and opens no
// newer epoch. The keys of every room are open. The domains are due by it and begin
// anew when the act ends; what he invited and had begun to reset is void. A company
// that does not open, or does not let him in, cannot learn the new keys: his ring keeps
// the old ones for it, see catchUp.
func (w *writer) newIdentity() error {
	next, err := keys.NewIdentity(w.door.random)
	if err != nil {
		return err
	}
	public, err := next.EncryptionKey()
	if err != nil {
		return err
	}
	for _, r := range w.rooms {
		if err := w.rekey(r, &next, public); err != nil {
			return err
		}
	}
	if len(w.rooms) < len(w.ring.Companies) {
		w.ring.Retire()
	} else {
		w.ring.Identity.Wipe()
	}
	w.ring.Identity = next
	return nil
}

// rekey signs the change in one company and moves wraps and codes with it.
func (w *writer) rekey(r *room, next *keys.Identity, public []byte) error {
	return w.rekeyFrom(r, &w.ring.Identity, next, public)
}

func (w *writer) rekeyFrom(r *room, old, next *keys.Identity, public []byte) error {
	before, _ := r.state.Member(r.member)
	waiting := r.codes()
	if err := w.state(r, func() (keys.Signed, error) {
		return keys.SignRekey(old, next, r.state, r.member, w.signing(r))
	}); err != nil {
		return err
	}
	if err := w.unwrap(r, before.Encryption, nil); err != nil {
		return err
	}
	if err := w.wrapAll(r, r.held(before), public); err != nil {
		return err
	}
	if err := w.handOn(r, old, public); err != nil {
		return err
	}
	if m, ok := w.ring.Membership(r.state.Company); ok {
		m.Record = nil // signed by the old keys
	}
	id := keys.KeyID(before.Encryption)
	if err := w.tx.RemoveFactorsFor(r.state.Company[:], id[:]); err != nil {
		return err
	}
	return w.forgetCodes(r, waiting)
}

// held gives the domains of a member whose keys the room has: of a right that the
// member was given without its key, there is none to pass on.
func (r *room) held(m keys.Member) []keys.Domain {
	var out []keys.Domain
	for _, d := range m.Domains() {
		if r.keys[d] != nil {
			out = append(out, d)
		}
	}
	return out
}

// foreign tells that a member's keys in the chain are not those of the ring: they
// were renewed while he was shut out here. Nothing that he signs would be taken.
func (r *room) foreign(i *keys.Identity) bool {
	m, ok := r.state.Member(r.member)
	if !ok {
		return false
	}
	own, err := i.SigningKey()
	return err != nil || !bytes.Equal(own, m.Signing)
}

// usedHere tells that somebody of the company has or had these keys: a member who
// was removed and is invited again needs others.
func (r *room) usedHere(i *keys.Identity) (bool, error) {
	own, err := i.SigningKey()
	if err != nil {
		return false, err
	}
	for _, list := range [][]keys.Member{r.state.Members(), r.state.Former()} {
		for _, m := range list {
			if bytes.Equal(own, m.Signing) {
				return true, nil
			}
		}
	}
	return false, nil
}
