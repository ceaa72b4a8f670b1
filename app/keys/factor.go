package keys

import (
	"encoding/binary"
	"slices"
)

// TableFactors is the number of the factor records in sealed contexts (DESIGN 13).
const TableFactors uint16 = 7

// FactorRecord is a member's second factor as those keep it who may reset his
// password: with it the old factor is still asked after a reset (DESIGN 5). It
// opens nothing without the password. Version is that of the ring written with it.
type FactorRecord struct {
	Format   uint8     `cbor:"1,keyasint"`
	Company  ID        `cbor:"2,keyasint"`
	Member   ID        `cbor:"3,keyasint"`
	Version  uint64    `cbor:"4,keyasint"`
	Factor   Factor    `cbor:"5,keyasint"`
	Recovery *Recovery `cbor:"6,keyasint,omitempty"`
}

const formatFactor = 1

// Wipe overwrites the secrets of the record.
func (r *FactorRecord) Wipe() {
	Wipe(r.Factor.Seed)
	r.Recovery.wipe()
}

// SignFactor signs a record as its member, whose own program alone writes one:
// anybody could seal a seed of his own to the recipients.
func (i *Identity) SignFactor(r FactorRecord) (Signed, error) {
	r.Format = formatFactor
	if err := r.check(); err != nil {
		return Signed{}, err
	}
	b, err := encode(r)
	if err != nil {
		return Signed{}, err
	}
	return i.sign(tagFactor, b)
}

func (r *FactorRecord) check() error {
	if r.Format != formatFactor || spent(r.Factor.Seed) {
		return ErrFormat
	}
	return r.Recovery.check()
}

// SealFactor seals a signed record to one recipient by HPKE: to somebody who may
// reset the member's password, or by him to the code of such a reset. The caller
// wipes the record's bytes.
func SealFactor(public []byte, record Signed) ([]byte, error) {
	var r FactorRecord
	if err := decode(record.Bytes, &r); err != nil {
		return nil, err
	}
	defer r.Wipe()
	plain, err := encode(signedProfile(record))
	if err != nil {
		return nil, err
	}
	defer Wipe(plain)
	padded := pad(plain)
	defer Wipe(padded)
	return sealTo(public, factorInfo(r.Company, r.Member, r.Version, public), padded)
}

// OpenFactor opens a record sealed to this identity and judges it by the signing
// key of its member; company, member and version must be the ones asked for. The
// signed form is what SealFactor passes on. Errors: ErrOpen, ErrFormat, ErrSignature.
func (i *Identity) OpenFactor(company ID, m Member, version uint64, sealed []byte) (FactorRecord, Signed, error) {
	priv, err := i.encryption()
	if err != nil {
		return FactorRecord{}, Signed{}, err
	}
	padded, err := openAs(priv, factorInfo(company, m.ID, version, priv.PublicKey().Bytes()), sealed)
	if err != nil {
		return FactorRecord{}, Signed{}, err
	}
	defer Wipe(padded)
	plain, err := unpad(padded)
	if err != nil {
		return FactorRecord{}, Signed{}, err
	}
	var signed signedProfile
	if err := decode(plain, &signed); err != nil {
		return FactorRecord{}, Signed{}, err
	}
	if err := Signed(signed).verify(tagFactor, m.Signing); err != nil {
		return FactorRecord{}, Signed{}, err
	}
	var r FactorRecord
	if err := decode(signed.Bytes, &r); err != nil {
		return FactorRecord{}, Signed{}, err
	}
	if r.Company != company || r.Member != m.ID || r.Version != version || r.check() != nil {
		return FactorRecord{}, Signed{}, ErrFormat
	}
	return r, Signed(signed), nil
}

// factorInfo binds a record to its place and its recipient, fixed width: tag ‖
// company ‖ member ‖ version ‖ key id of the recipient.
func factorInfo(company, member ID, version uint64, public []byte) []byte {
	recipient := KeyID(public)
	b := slices.Concat([]byte(tagFactor), company[:], member[:])
	return append(binary.BigEndian.AppendUint64(b, version), recipient[:]...)
}
