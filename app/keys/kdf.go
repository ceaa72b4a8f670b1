package keys

import (
	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Params are the costs of Argon2id (RFC 9106): memory in KiB, passes, lanes.
type Params struct {
	Memory  uint32 `cbor:"1,keyasint"`
	Time    uint32 `cbor:"2,keyasint"`
	Threads uint8  `cbor:"3,keyasint"`
}

// Floor is what every new password gets (RFC 9106, second recommended option)
// and the least that is read from a file; ceiling bounds the work a file can ask for.
var (
	floor   = Params{Memory: 64 << 10, Time: 3, Threads: 4}
	ceiling = Params{Memory: 1 << 20, Time: 20, Threads: 16}
)

// SaltSize is the length of every salt that is drawn, in bytes.
const SaltSize = 16

// Floor gives the parameters of new passwords.
func Floor() Params { return floor }

// Check refuses parameters below the floor (a downgrade) or above the ceiling
// (a denial of service) with ErrParams.
func (p Params) Check() error {
	if p.Memory < floor.Memory || p.Time < floor.Time || p.Threads < floor.Threads ||
		p.Memory > ceiling.Memory || p.Time > ceiling.Time || p.Threads > ceiling.Threads {
		return ErrParams
	}
	return nil
}

// KDF turns what a person types into key material. The product uses Argon2id;
// tests may inject a cheap one. A file can never choose: its parameters pass
// Params.Check before any KDF sees them.
type KDF interface {
	// Stretch gives 32 bytes from a password already in NFC.
	Stretch(password, salt []byte, p Params) []byte
	// Lookup gives the 16 bytes under which an account is found.
	Lookup(email, salt []byte) []byte
}

// Argon2id is the product's KDF (RFC 9106).
type Argon2id struct{}

// Stretch runs Argon2id with the given costs; 32 bytes.
func (Argon2id) Stretch(password, salt []byte, p Params) []byte {
	return argon2.IDKey(password, salt, p.Time, p.Memory, p.Threads, keySize)
}

// Lookup runs Argon2id with 19 MiB and two passes (OWASP's minimum): one guess
// at an address costs a thief that much. 16 bytes.
func (Argon2id) Lookup(email, salt []byte) []byte {
	return argon2.IDKey(email, salt, 2, 19<<10, 1, 16)
}

// normalPassword is the form in which a password is stretched: NFC, not trimmed
// (NIST SP 800-63B-4, 3.1.1.2).
func normalPassword(password string) []byte { return norm.NFC.Bytes([]byte(password)) }
