package keys

import (
	"crypto/sha256"
	"crypto/subtle"
	"io"
	"slices"
)

// RecoveryCodes is how many codes a set has (F13).
const RecoveryCodes = 10

// recoverySize is 80 bits.
const recoverySize = 10

// RecoveryCode stands in for the code of the authenticator app, once. It opens
// nothing by itself: the password comes first.
type RecoveryCode struct{ secret []byte }

// NewRecoveryCodes draws a set of codes, each different.
func NewRecoveryCodes(random io.Reader) ([RecoveryCodes]RecoveryCode, error) {
	var codes [RecoveryCodes]RecoveryCode
	seen := map[Hash]bool{}
	for i := range codes {
		secret, err := draw(random, recoverySize)
		if err != nil {
			return [RecoveryCodes]RecoveryCode{}, err
		}
		codes[i] = RecoveryCode{secret: secret}
		hash := codes[i].hash()
		if seen[hash] {
			return [RecoveryCodes]RecoveryCode{}, ErrFormat // a source that repeats itself is broken
		}
		seen[hash] = true
	}
	return codes, nil
}

// ParseRecoveryCode reads a code as people type it: any case, with spaces or
// hyphens, O for 0, I or L for 1. Errors: ErrCodeLength, ErrCodeLetter,
// ErrCodeChecksum.
func ParseRecoveryCode(typed string) (RecoveryCode, error) {
	secret, err := decodeCode(typed, recoverySize)
	return RecoveryCode{secret: secret}, err
}

// Code is the code as printed: five groups of four, the last one the checksum.
func (c RecoveryCode) Code() string { return GroupCode(encodeCode(c.secret)) }

// Wipe drops the code from memory as far as the runtime allows.
func (c RecoveryCode) Wipe() { Wipe(c.secret) }

// hash is SHA-256(tag ‖ secret). Eighty random bits need no stretching, and the
// hash stands inside the ring.
func (c RecoveryCode) hash() Hash {
	return sha256.Sum256(append([]byte(tagRecovery), c.secret...))
}

// Recovery is what the ring keeps of the codes that are left, and when the set
// was made (Unix ms).
type Recovery struct {
	Made   int64  `cbor:"1,keyasint"`
	Hashes []Hash `cbor:"2,keyasint"`
}

// NewRecovery makes the ring's record of a new set, which voids any older one.
func NewRecovery(codes [RecoveryCodes]RecoveryCode, made int64) *Recovery {
	r := &Recovery{Made: made}
	for _, c := range codes {
		r.Hashes = append(r.Hashes, c.hash())
	}
	return r
}

// Left counts the codes that were not used; nil has none.
func (r *Recovery) Left() int {
	if r == nil {
		return 0
	}
	return len(r.Hashes)
}

// Spend tells whether the code is one of those left, and takes it away. It
// compares with all of them in constant time. A wiped code is none. The caller
// stores the ring before he acts upon the answer.
func (r *Recovery) Spend(code RecoveryCode) bool {
	if r == nil || spent(code.secret) {
		return false
	}
	own, at := code.hash(), -1
	for i, hash := range r.Hashes {
		at = subtle.ConstantTimeSelect(subtle.ConstantTimeCompare(own[:], hash[:]), i, at)
	}
	if at < 0 {
		return false
	}
	r.Hashes = slices.Delete(r.Hashes, at, at+1)
	return true
}

// wiped tells whether one of the hashes is that of a code that was wiped before
// it was taken in, and that nobody can use.
func (r *Recovery) wiped() bool {
	return r != nil && slices.Contains(r.Hashes, RecoveryCode{secret: make([]byte, recoverySize)}.hash())
}

func (r *Recovery) check() error {
	if r != nil && len(r.Hashes) > RecoveryCodes {
		return ErrFormat
	}
	return nil
}

func (r *Recovery) wipe() {
	if r == nil {
		return
	}
	for i := range r.Hashes {
		Wipe(r.Hashes[i][:])
	}
}
