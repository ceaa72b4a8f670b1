package keys

import (
	"crypto/sha256"
	"io"
	"strings"
)

// Sizes of the two codes: 160 bits need no stretching, 80 bits do.
const (
	invitationSize = 20
	supportSize    = 10
)

// invitationScheme opens the text of an invitation's QR code.
const invitationScheme = "TROUSSEAU-INVITE:1:"

// OneTime is what comes from a code: an id, under which its statement and its
// note are found, the keys that the statement names, and the key of the note.
type OneTime struct {
	Invitation ID
	Keys       Identity
	note       []byte
}

// Wipe drops the keys from memory as far as the runtime allows.
func (o OneTime) Wipe() {
	Wipe(o.Keys.Encryption)
	Wipe(o.Keys.Signing)
	Wipe(o.note)
}

// oneTime derives everything from the secret of a code. The id tells nothing of
// the keys: it may stand in clear.
func oneTime(secret []byte) (OneTime, error) {
	var parts [4][]byte
	for i, info := range []string{infoCodeID, infoCodeKEM, infoCodeSign, infoCodeNote} {
		part, err := derive(secret, info, keySize)
		if err != nil {
			return OneTime{}, err
		}
		parts[i] = part
	}
	id, err := IDFrom(parts[0][:len(ID{})])
	return OneTime{Invitation: id, Keys: Identity{Encryption: parts[1], Signing: parts[2]}, note: parts[3]}, err
}

// InvitationCode is the secret of an invitation or of a reset, handed over on
// paper or as a QR code: 160 bits (FEATURES U3).
type InvitationCode struct{ secret []byte }

// NewInvitationCode draws a code.
func NewInvitationCode(random io.Reader) (InvitationCode, error) {
	secret, err := draw(random, invitationSize)
	return InvitationCode{secret: secret}, err
}

// ParseInvitationCode reads a code as typed, or as its QR code gives it. Errors:
// ErrCodeLength, ErrCodeLetter, ErrCodeChecksum.
func ParseInvitationCode(typed string) (InvitationCode, error) {
	typed = strings.TrimSpace(typed)
	if len(typed) >= len(invitationScheme) && strings.EqualFold(typed[:len(invitationScheme)], invitationScheme) {
		typed = typed[len(invitationScheme):]
	}
	secret, err := decodeCode(typed, invitationSize)
	return InvitationCode{secret: secret}, err
}

// Code is the code as printed: nine groups of four, the last one the checksum.
func (c InvitationCode) Code() string { return GroupCode(encodeCode(c.secret)) }

// QR is the text of the code's QR code.
func (c InvitationCode) QR() string { return invitationScheme + encodeCode(c.secret) }

// OneTime gives id and keys of the code; a wiped one is ErrFormat.
func (c InvitationCode) OneTime() (OneTime, error) { return oneTime(c.secret) }

// Wipe drops the code from memory as far as the runtime allows.
func (c InvitationCode) Wipe() { Wipe(c.secret) }

// SupportCode opens support access: 80 bits, told by telephone, good until the
// access ends (FEATURES S4). It has no checksum: 16 characters are enough to dictate.
type SupportCode struct{ secret []byte }

// NewSupportCode draws a code.
func NewSupportCode(random io.Reader) (SupportCode, error) {
	secret, err := draw(random, supportSize)
	return SupportCode{secret: secret}, err
}

// ParseSupportCode reads a code as people type it: any case, with spaces or
// hyphens, O for 0, I or L for 1. Errors: ErrCodeLength, ErrCodeLetter.
func ParseSupportCode(typed string) (SupportCode, error) {
	digits, err := codeDigits(typed)
	if err != nil {
		return SupportCode{}, err
	}
	if len(digits) != supportSize*8/5 {
		return SupportCode{}, ErrCodeLength
	}
	return SupportCode{secret: codeSecret(digits)}, nil
}

// Code is the code as told: four groups of four.
func (c SupportCode) Code() string { return GroupCode(base32(c.secret)) }

// OneTime gives id and keys of the code for one company, by one stretching at the
// floor's costs: every guess at 80 bits costs a thief that much. The salt needs
// no place in the file; the same code is another one in another company. A wiped
// code is ErrFormat.
func (c SupportCode) OneTime(kdf KDF, company ID) (OneTime, error) {
	if spent(c.secret) {
		return OneTime{}, ErrFormat
	}
	salt := sha256.Sum256(append([]byte(tagSupport), company[:]...))
	stretched := kdf.Stretch(c.secret, salt[:], floor)
	defer Wipe(stretched)
	return oneTime(stretched)
}

// Wipe drops the code from memory as far as the runtime allows.
func (c SupportCode) Wipe() { Wipe(c.secret) }
