package keys

import (
	"crypto/ecdh"
	"crypto/subtle"
	"io"
	"strings"
)

// kitSize is 160 bits.
const kitSize = 20

// kitScheme opens the text of the kit's QR code.
const kitScheme = "TROUSSEAU-KIT:1:"

// Kit is the secret of a recovery kit: it opens its owner's ring without the
// password, and by its age identity the off-site copies.
type Kit struct{ secret []byte }

// NewKit draws a kit.
func NewKit(random io.Reader) (Kit, error) {
	secret, err := draw(random, kitSize)
	return Kit{secret: secret}, err
}

// ParseKit reads a kit as typed, or as its QR code gives it. Errors:
// ErrCodeLength, ErrCodeLetter, ErrCodeChecksum.
func ParseKit(typed string) (Kit, error) {
	typed = strings.TrimSpace(typed)
	if len(typed) >= len(kitScheme) && strings.EqualFold(typed[:len(kitScheme)], kitScheme) {
		typed = typed[len(kitScheme):]
	}
	secret, err := decodeCode(typed, kitSize)
	return Kit{secret: secret}, err
}

// Code is the kit as printed: nine groups of four, the last one the checksum.
func (k Kit) Code() string { return GroupCode(encodeCode(k.secret)) }

// QR is the text of the kit's QR code.
func (k Kit) QR() string { return kitScheme + encodeCode(k.secret) }

// LastGroup tells whether the typed text is the last group of the printed code.
func (k Kit) LastGroup(typed string) bool {
	digits, err := codeDigits(typed)
	if err != nil {
		return false
	}
	code := encodeCode(k.secret)
	want, err := codeDigits(code[len(code)-checkSize:])
	return err == nil && subtle.ConstantTimeCompare(digits, want) == 1
}

// Age gives the kit's age identity (an X25519 secret, AGE-SECRET-KEY-1…) and its
// recipient (age1…), as the age tool reads them.
func (k Kit) Age() (identity, recipient string, err error) {
	secret, err := derive(k.secret, infoKitAge, keySize)
	if err != nil {
		return "", "", err
	}
	priv, err := ecdh.X25519().NewPrivateKey(secret)
	if err != nil {
		return "", "", ErrFormat
	}
	identity = strings.ToUpper(bech32("age-secret-key-", secret))
	return identity, bech32("age", priv.PublicKey().Bytes()), nil
}

// Wipe drops the kit from memory as far as the runtime allows.
func (k Kit) Wipe() { Wipe(k.secret) }
