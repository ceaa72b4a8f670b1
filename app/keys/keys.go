// Package keys is the only cryptography of Trousseau: key derivation, seals,
// wraps, signatures, statements and their replay.
//
// It is pure: it knows no SQL, reads no clock and keeps no state of its own.
// Randomness and time come from the caller. It imports the standard library,
// golang.org/x/crypto, golang.org/x/text (NFC) and fxamacker/cbor, nothing else.
//
// Formats are those of docs/FORMAT.md, version 1. Every decoder refuses what it
// does not know: a wrong length, an unknown field, a value that is not in its
// one canonical form.
package keys

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
)

// Size of a symmetric key, of a seed and of a hash, in bytes.
const keySize = 32

// Errors of this package. ErrOpen says nothing about which part was wrong, on
// purpose (ASVS 11.2.5): a wrong key, a changed byte and another context look alike.
var (
	ErrOpen      = errors.New("keys: cannot be opened")
	ErrFormat    = errors.New("keys: not in the known format")
	ErrParams    = errors.New("keys: key-derivation parameters out of bounds")
	ErrCommit    = errors.New("keys: key does not match its published commitment")
	ErrSignature = errors.New("keys: signature does not match")
)

// ID is a random 16-byte identity: of a company, a member, an account, a row.
type ID [16]byte

// NewID draws an identity. Ids carry no time and no order (DESIGN 13).
func NewID(random io.Reader) (ID, error) {
	var id ID
	if _, err := io.ReadFull(random, id[:]); err != nil {
		return ID{}, fmt.Errorf("keys: draw id: %w", err)
	}
	return id, nil
}

// IDFrom copies 16 bytes; another length is ErrFormat.
func IDFrom(b []byte) (ID, error) {
	var id ID
	if len(b) != len(id) {
		return id, ErrFormat
	}
	copy(id[:], b)
	return id, nil
}

// String gives the identity in lower-case hexadecimal.
func (id ID) String() string { return hex.EncodeToString(id[:]) }

// Hash is a SHA-256 value: of a statement, of a journal line, of a commitment.
type Hash [sha256.Size]byte

// HashFrom copies 32 bytes; another length is ErrFormat.
func HashFrom(b []byte) (Hash, error) {
	var h Hash
	if len(b) != len(h) {
		return h, ErrFormat
	}
	copy(h[:], b)
	return h, nil
}

// derive is HKDF-SHA256 (RFC 5869) without salt; info comes from info.go.
// A wiped secret is ErrFormat: what it derives would be known to everybody.
func derive(secret []byte, info string, size int) ([]byte, error) {
	if spent(secret) {
		return nil, ErrFormat
	}
	return hkdf.Key(sha256.New, secret, nil, info, size)
}

// draw reads n random bytes.
func draw(random io.Reader, n int) ([]byte, error) {
	b := make([]byte, n)
	if _, err := io.ReadFull(random, b); err != nil {
		return nil, fmt.Errorf("keys: draw: %w", err)
	}
	return b, nil
}

// spent tells that a secret was wiped, or never drawn: no byte of it is set.
func spent(secret []byte) bool {
	var or byte
	for _, b := range secret {
		or |= b
	}
	return or == 0
}

// Wipe overwrites a secret. It shortens a secret's life in memory and promises
// no more: the runtime may have made copies.
func Wipe(b []byte) {
	for i := range b {
		b[i] = 0
	}
}
