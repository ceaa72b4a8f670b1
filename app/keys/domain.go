package keys

import (
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/subtle"
	"fmt"
	"io"
)

// Domain is one of the five reading rights that are keys (DESIGN 2).
type Domain uint8

// The five domains; the numbers are frozen.
const (
	Common   Domain = 1 // every member: company data, display names, settings
	People   Domain = 2 // users, invitations, profiles, GDPR registers
	Sales    Domain = 3 // customers, documents, subscriptions, transactions
	Insight  Domain = 4 // the figures of those records
	Treasury Domain = 5 // payouts, bank details, secrets of connections
)

// Domains lists the five in their order.
func Domains() []Domain { return []Domain{Common, People, Sales, Insight, Treasury} }

// DomainKey is DK[company, domain, epoch]. It must not be copied after Wipe.
type DomainKey struct {
	Company ID
	Domain  Domain
	Epoch   uint32
	secret  []byte
	row     []byte
	set     []byte
}

// NewDomainKey draws a domain key.
func NewDomainKey(random io.Reader, company ID, d Domain, epoch uint32) (*DomainKey, error) {
	secret, err := draw(random, keySize)
	if err != nil {
		return nil, err
	}
	return newDomainKey(company, d, epoch, secret)
}

func newDomainKey(company ID, d Domain, epoch uint32, secret []byte) (*DomainKey, error) {
	if len(secret) != keySize {
		return nil, ErrFormat
	}
	row, err := derive(secret, infoRow, keySize)
	if err != nil {
		return nil, err
	}
	set, err := derive(secret, infoSet, keySize)
	if err != nil {
		return nil, err
	}
	return &DomainKey{Company: company, Domain: d, Epoch: epoch, secret: secret, row: row, set: set}, nil
}

// Wipe drops the key from memory as far as the runtime allows.
func (k *DomainKey) Wipe() {
	Wipe(k.secret)
	Wipe(k.row)
	Wipe(k.set)
}

// Commitment is what the signed statement publishes: it fixes the key without
// telling it, which the AEAD alone would not (it is not key-committing).
func (k *DomainKey) Commitment() (Hash, error) {
	b, err := derive(k.secret, infoCommit, keySize)
	if err != nil {
		return Hash{}, err
	}
	return HashFrom(b)
}

// matches compares with what was published, in constant time.
func (k *DomainKey) matches(fact EpochFact) bool {
	own, err := k.Fact()
	return err == nil && subtle.ConstantTimeCompare(own.Commitment[:], fact.Commitment[:])&
		subtle.ConstantTimeCompare(own.Letterbox, fact.Letterbox) == 1
}

// LetterboxKey is the public key to which anybody seals for this domain.
func (k *DomainKey) LetterboxKey() ([]byte, error) {
	priv, err := k.letterbox()
	if err != nil {
		return nil, err
	}
	return priv.PublicKey().Bytes(), nil
}

func (k *DomainKey) letterbox() (hpke.PrivateKey, error) {
	seed, err := derive(k.secret, infoLetterbox, keySize)
	if err != nil {
		return nil, err
	}
	return kem().NewPrivateKey(seed)
}

// SealRow seals a row's plaintext under this domain; the context must name the
// key's own company, domain and epoch.
func (k *DomainKey) SealRow(random io.Reader, c Context, plain []byte) ([]byte, error) {
	if !k.owns(c) {
		return nil, fmt.Errorf("%w: row of another key", ErrFormat)
	}
	return seal(random, k.row, c.bytes(tagRow), plain)
}

// OpenRow opens what SealRow sealed in exactly this context; otherwise ErrOpen.
func (k *DomainKey) OpenRow(c Context, sealed []byte) ([]byte, error) {
	if !k.owns(c) {
		return nil, ErrOpen
	}
	return open(k.row, c.bytes(tagRow), sealed)
}

func (k *DomainKey) owns(c Context) bool {
	return c.Company == k.Company && c.Domain == k.Domain && c.Epoch == k.Epoch
}

// kem is suite 1: DHKEM(X25519, HKDF-SHA256) of RFC 9180.
func kem() hpke.KEM { return hpke.DHKEM(ecdh.X25519()) }
