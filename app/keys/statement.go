package keys

import (
	"github.com/fxamacker/cbor/v2"
)

// Kind says what a statement does. The numbers are frozen; any other is refused.
type Kind uint8

// The ten kinds.
const (
	KindFound    Kind = 1
	KindInvite   Kind = 2
	KindAccept   Kind = 3
	KindGrant    Kind = 4
	KindRevoke   Kind = 5
	KindRekey    Kind = 6
	KindReset    Kind = 7
	KindRotate   Kind = 8
	KindSet      Kind = 9
	KindRestored Kind = 10
)

// Statement is one act of authority. It holds ids, rights, public keys and
// salted hashes, never names or addresses.
type Statement struct {
	Format  uint8           `cbor:"1,keyasint"`
	Kind    Kind            `cbor:"2,keyasint"`
	Company ID              `cbor:"3,keyasint"`
	Seq     uint64          `cbor:"4,keyasint"`
	Time    int64           `cbor:"5,keyasint"` // Unix ms, UTC
	Prev    Hash            `cbor:"6,keyasint"` // zero for the first
	Author  ID              `cbor:"7,keyasint"`
	Body    cbor.RawMessage `cbor:"8,keyasint"`
}

const formatStatement = 1

// Found is the body of the first statement: the founder's public keys and the
// first epoch of every domain.
type Found struct {
	Signing    []byte      `cbor:"1,keyasint"`
	Encryption []byte      `cbor:"2,keyasint"`
	Epochs     []EpochFact `cbor:"3,keyasint"`
}

// EpochFact publishes a domain key without telling it.
type EpochFact struct {
	Domain     Domain `cbor:"1,keyasint"`
	Epoch      uint32 `cbor:"2,keyasint"`
	Commitment Hash   `cbor:"3,keyasint"`
	Letterbox  []byte `cbor:"4,keyasint"`
}

// Fact publishes this key's epoch.
func (k *DomainKey) Fact() (EpochFact, error) {
	commitment, err := k.Commitment()
	if err != nil {
		return EpochFact{}, err
	}
	box, err := k.LetterboxKey()
	if err != nil {
		return EpochFact{}, err
	}
	return EpochFact{Domain: k.Domain, Epoch: k.Epoch, Commitment: commitment, Letterbox: box}, nil
}

// SignFound writes and signs a company's first statement. Its hash is the root.
func SignFound(i *Identity, company, founder ID, time int64, epochs []EpochFact) (Signed, error) {
	signing, err := i.SigningKey()
	if err != nil {
		return Signed{}, err
	}
	encryption, err := i.EncryptionKey()
	if err != nil {
		return Signed{}, err
	}
	return signStatement(i, Statement{Kind: KindFound, Company: company, Author: founder, Time: time},
		Found{Signing: signing, Encryption: encryption, Epochs: epochs})
}

func signStatement(i *Identity, st Statement, body any) (Signed, error) {
	raw, err := encode(body)
	if err != nil {
		return Signed{}, err
	}
	st.Format = formatStatement
	st.Body = raw
	b, err := encode(st)
	if err != nil {
		return Signed{}, err
	}
	return i.sign(tagStatement, b)
}

// ParseStatement reads a statement's bytes; it judges the form only, that of a
// body of unknown kind included, and no signature.
func ParseStatement(b []byte) (Statement, error) {
	var st Statement
	if err := decode(b, &st); err != nil {
		return Statement{}, err
	}
	if st.Format != formatStatement {
		return Statement{}, ErrFormat
	}
	var body any
	if err := decode(st.Body, &body); err != nil {
		return Statement{}, err
	}
	return st, nil
}
