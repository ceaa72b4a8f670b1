package keys

import (
	"crypto/hpke"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
)

// suiteX25519 stands in front of every HPKE value; 2 is kept for the hybrid
// post-quantum suite.
const suiteX25519 = 0x01

// KeyID names a public key: the first 16 bytes of its SHA-256.
func KeyID(public []byte) ID {
	sum := sha256.Sum256(public)
	return ID(sum[:16])
}

// WrapFor seals the domain key to a member's public key by HPKE (RFC 9180, base
// mode, ChaCha20-Poly1305). A wrap carries no authority: whoever opens it checks
// the commitment of the signed statement.
func (k *DomainKey) WrapFor(public []byte) ([]byte, error) {
	if spent(k.secret) {
		return nil, ErrFormat
	}
	return sealTo(public, wrapInfo(k.Company, k.Domain, k.Epoch, KeyID(public)), k.secret)
}

// OpenWrap opens a wrap made for this identity and compares the key with what
// the statement published for that company, domain and epoch: its commitment and
// its letterbox. Errors: ErrOpen, ErrCommit.
func (i *Identity) OpenWrap(company ID, fact EpochFact, wrap []byte) (*DomainKey, error) {
	priv, err := i.encryption()
	if err != nil {
		return nil, err
	}
	secret, err := openAs(priv, wrapInfo(company, fact.Domain, fact.Epoch, KeyID(priv.PublicKey().Bytes())), wrap)
	if err != nil {
		return nil, err
	}
	return published(company, fact, secret)
}

func wrapInfo(company ID, d Domain, epoch uint32, recipient ID) []byte {
	b := append([]byte(tagWrap), company[:]...)
	b = append(b, byte(d))
	b = binary.BigEndian.AppendUint32(b, epoch)
	return append(b, recipient[:]...)
}

// SealLetter seals to a domain's letterbox key without its domain key; the
// context is bound as for a row.
func SealLetter(letterbox []byte, c Context, plain []byte) ([]byte, error) {
	return sealTo(letterbox, c.bytes(tagLetter), pad(plain))
}

// OpenLetter opens what was sealed to this domain's letterbox in exactly this
// context; otherwise ErrOpen.
func (k *DomainKey) OpenLetter(c Context, letter []byte) ([]byte, error) {
	if !k.owns(c) {
		return nil, ErrOpen
	}
	priv, err := k.letterbox()
	if err != nil {
		return nil, err
	}
	padded, err := openAs(priv, c.bytes(tagLetter), letter)
	if err != nil {
		return nil, err
	}
	return unpad(padded)
}

func sealTo(public, info, plain []byte) ([]byte, error) {
	pub, err := kem().NewPublicKey(public)
	if err != nil {
		return nil, fmt.Errorf("%w: public key", ErrFormat)
	}
	out, err := hpke.Seal(pub, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), info, plain)
	if err != nil {
		return nil, fmt.Errorf("keys: wrap: %w", err)
	}
	return append([]byte{suiteX25519}, out...), nil
}

func openAs(priv hpke.PrivateKey, info, sealed []byte) ([]byte, error) {
	if len(sealed) < 1 || sealed[0] != suiteX25519 {
		return nil, ErrOpen
	}
	plain, err := hpke.Open(priv, hpke.HKDFSHA256(), hpke.ChaCha20Poly1305(), info, sealed[1:])
	if err != nil {
		return nil, ErrOpen
	}
	return plain, nil
}
