// Package keystest gives tests a key derivation that costs nothing. No product
// code imports it, and no file can ask for it.
package keystest

import (
	"crypto/hmac"
	"crypto/sha256"

	"trousseau/app/keys"
)

// KDF derives by one HMAC: as deterministic as Argon2id, worthless as a defence.
type KDF struct{}

// Stretch gives 32 bytes.
func (KDF) Stretch(password, salt []byte, _ keys.Params) []byte {
	m := hmac.New(sha256.New, salt)
	m.Write(password)
	return m.Sum(nil)
}

// Lookup gives 16 bytes.
func (KDF) Lookup(email, salt []byte) []byte {
	m := hmac.New(sha256.New, salt)
	m.Write([]byte("lookup"))
	m.Write(email)
	return m.Sum(nil)[:16]
}
