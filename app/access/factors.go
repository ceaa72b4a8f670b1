package access

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

// A member's second factor is also sealed to those who may reset his password, so
// that a lost password costs no factor: the old one is still asked (DESIGN 5, F16).
// His own program alone writes it, with every act on his account, and only when
// something changed.

// factorRecord brings the record of the acting member in one company in step with
// his ring: the factor and the codes as they are, for exactly those who shall have it.
func (w *writer) factorRecord(r *room, version uint64) error {
	m, ok := w.ring.Membership(r.state.Company)
	if !ok {
		return nil
	}
	stored, err := w.tx.Factors(r.state.Company[:], r.member[:])
	if err != nil {
		return err
	}
	if w.ring.Factor == nil {
		m.Record = nil
		if len(stored) == 0 {
			return nil
		}
		return w.tx.ClearFactors(r.state.Company[:], r.member[:])
	}
	holds, err := holdsFactor(w.ring)
	if err != nil {
		return err
	}
	to := r.resetters(w.now)
	if m.Record != nil && m.Record.Holds == holds && sealedTo(stored, to, m.Record.Version) {
		return nil
	}
	m.Record = &keys.RecordFact{Version: version, Holds: holds}
	return w.sealRecord(r, version, to)
}

// holdsFactor names what a record of this ring holds, without telling it. The counter
// of the last code is none of it: a code is good for a minute and a half.
func holdsFactor(ring *keys.Ring) (keys.Hash, error) {
	b, err := keys.Encode(keys.FactorRecord{Factor: keys.Factor{Seed: ring.Factor.Seed, Since: ring.Factor.Since}, Recovery: ring.Recovery})
	defer keys.Wipe(b)
	return sha256.Sum256(b), err
}

// resetters are the keys for which the member's record is sealed: of the others who
// may reset his password, and of the code of such a reset that waits.
func (r *room) resetters(now int64) [][]byte {
	me, _ := r.state.Member(r.member)
	var out [][]byte
	for _, m := range r.state.Members() {
		if m.ID != me.ID && m.Standing(now) && m.Has(keys.RightResetPassword) && (m.Owner || !me.Owner) {
			out = append(out, m.Encryption)
		}
	}
	if reset, ok := r.state.PasswordReset(me.ID); ok && reset.Open(now) {
		out = append(out, reset.Encryption)
	}
	return out
}

// sealedTo tells that the rows are those of that version for exactly these keys.
func sealedTo(stored []data.Factor, to [][]byte, version uint64) bool {
	for _, public := range to {
		id := keys.KeyID(public)
		if !slices.ContainsFunc(stored, func(f data.Factor) bool { return f.Version == version && bytes.Equal(f.Recipient, id[:]) }) {
			return false
		}
	}
	return len(stored) == len(to)
}

func (w *writer) sealRecord(r *room, version uint64, to [][]byte) error {
	if err := w.tx.ClearFactors(r.state.Company[:], r.member[:]); err != nil || len(to) == 0 {
		return err
	}
	signed, err := w.ring.Identity.SignFactor(keys.FactorRecord{Company: r.state.Company, Member: r.member, Version: version,
		Factor: *w.ring.Factor, Recovery: w.ring.Recovery})
	if err != nil {
		return err
	}
	defer keys.Wipe(signed.Bytes)
	for _, public := range to {
		if err := w.passRecord(r, r.member, version, public, signed); err != nil {
			return err
		}
	}
	return nil
}

// passRecord stores a signed record for one recipient.
func (w *writer) passRecord(r *room, member keys.ID, version uint64, public []byte, signed keys.Signed) error {
	sealed, err := keys.SealFactor(public, signed)
	if err != nil {
		return err
	}
	id := keys.KeyID(public)
	return w.tx.PutFactor(data.Factor{Company: r.state.Company[:], Member: member[:], Recipient: id[:], Version: version, Sealed: sealed})
}

// errNoRecord says that nothing of a member's second factor is sealed to that key.
var errNoRecord = errors.New("access: no factor record")

// record opens a member's record as it is sealed to this identity. errNoRecord,
// ErrTampered where there is one that does not open or is not his; the caller wipes
// the record and the bytes of its signed form.
func (r *room) record(tx *data.Tx, m keys.Member, i *keys.Identity) (keys.FactorRecord, keys.Signed, error) {
	public, err := i.EncryptionKey()
	if err != nil {
		return keys.FactorRecord{}, keys.Signed{}, err
	}
	stored, err := tx.Factors(r.state.Company[:], m.ID[:])
	if err != nil {
		return keys.FactorRecord{}, keys.Signed{}, err
	}
	id := keys.KeyID(public)
	for _, f := range stored {
		if bytes.Equal(f.Recipient, id[:]) {
			record, signed, err := i.OpenFactor(r.state.Company, m, f.Version, f.Sealed)
			return record, signed, damaged(err)
		}
	}
	return keys.FactorRecord{}, keys.Signed{}, errNoRecord
}

// handOn gives the records that were sealed to a member's old key to his new one:
// those whom he may help need not sign in before. One that does not open is no loss.
func (w *writer) handOn(r *room, old *keys.Identity, public []byte) error {
	for _, m := range r.state.Members() {
		if m.ID == r.member {
			continue
		}
		record, signed, err := r.record(w.tx, m, old)
		if errors.Is(err, errNoRecord) || errors.Is(err, ErrTampered) {
			continue
		}
		if err != nil {
			return err
		}
		err = w.passRecord(r, m.ID, record.Version, public, signed)
		record.Wipe()
		keys.Wipe(signed.Bytes)
		if err != nil {
			return err
		}
	}
	return nil
}
