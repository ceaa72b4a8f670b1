package keys

import (
	"crypto/sha256"
	"errors"
	"strings"
)

// What can be wrong with a typed code.
var (
	ErrCodeLength   = errors.New("keys: code has another length")
	ErrCodeLetter   = errors.New("keys: code has a character that codes never have")
	ErrCodeChecksum = errors.New("keys: code is mistyped")
)

// crockford is the base32 alphabet of Douglas Crockford: no I, L, O, U.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// checkSize is the number of checksum characters behind a code: 20 bits of SHA-256.
const checkSize = 4

// encodeCode writes secret bits (a multiple of 40) as base32 with its checksum,
// without separators.
func encodeCode(secret []byte) string { return base32(secret) + checksum(secret) }

// GroupCode writes a code in groups of four, for people.
func GroupCode(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// decodeCode reads a code as people type it: any case, with spaces or hyphens,
// O for 0, I or L for 1. size is the number of secret bytes.
func decodeCode(typed string, size int) ([]byte, error) {
	digits, err := codeDigits(typed)
	if err != nil {
		return nil, err
	}
	n := size * 8 / 5
	if len(digits) != n+checkSize {
		return nil, ErrCodeLength
	}
	secret := codeSecret(digits[:n])
	var check strings.Builder
	for _, d := range digits[n:] {
		check.WriteByte(crockford[d])
	}
	if check.String() != checksum(secret) {
		return nil, ErrCodeChecksum
	}
	return secret, nil
}

// codeSecret packs digits of five bits into bytes.
func codeSecret(digits []byte) []byte {
	secret := make([]byte, 0, len(digits)*5/8)
	var acc, bits uint
	for _, d := range digits {
		acc = acc<<5 | uint(d)
		bits += 5
		if bits >= 8 {
			bits -= 8
			secret = append(secret, byte(acc>>bits))
			acc &= 1<<bits - 1
		}
	}
	return secret
}

func codeDigits(typed string) ([]byte, error) {
	var digits []byte
	for _, r := range strings.ToUpper(typed) {
		switch r {
		case '-', ' ', '\u00a0', '\t', '\n', '\r', '\u2010', '\u2011', '\u2013':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		i := strings.IndexRune(crockford, r)
		if i < 0 {
			return nil, ErrCodeLetter
		}
		digits = append(digits, byte(i))
	}
	return digits, nil
}

func base32(b []byte) string {
	var out strings.Builder
	var acc, bits uint
	for _, c := range b {
		acc = acc<<8 | uint(c)
		bits += 8
		for bits >= 5 {
			bits -= 5
			out.WriteByte(crockford[acc>>bits&31])
			acc &= 1<<bits - 1
		}
	}
	if bits > 0 {
		out.WriteByte(crockford[acc<<(5-bits)&31])
	}
	return out.String()
}

func checksum(secret []byte) string {
	sum := sha256.Sum256(secret)
	return base32(sum[:3])[:checkSize]
}
