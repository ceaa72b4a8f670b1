package keys

import (
	"encoding/binary"
	"fmt"
	"io"

	"golang.org/x/crypto/chacha20poly1305"
)

// formatSeal stands in front of every sealed value.
const formatSeal = 0x01

// padBlock is the step to which plaintexts are padded, so that a length tells little.
const padBlock = 64

// padMark ends the plaintext inside its padding.
const padMark = 0x80

// sealHead is what stands before the ciphertext: format byte and nonce.
const sealHead = 1 + chacha20poly1305.NonceSizeX

// seal gives format ‖ nonce ‖ XChaCha20-Poly1305(pad(plain)); the nonce is 24 random bytes.
// It encrypts in place, so that no copy of the plaintext stays behind. A wiped
// key is ErrFormat.
func seal(random io.Reader, key, bound, plain []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil || spent(key) {
		return nil, ErrFormat
	}
	size := padded(len(plain))
	out := make([]byte, sealHead+size, sealHead+size+aead.Overhead())
	out[0] = formatSeal
	if _, err := io.ReadFull(random, out[1:sealHead]); err != nil {
		return nil, fmt.Errorf("keys: draw nonce: %w", err)
	}
	body := out[sealHead:]
	body[copy(body, plain)] = padMark
	return aead.Seal(out[:sealHead], out[1:sealHead], body, bound), nil
}

// open undoes seal; every fault is ErrOpen.
func open(key, bound, sealed []byte) ([]byte, error) {
	buf, err := openPadded(key, bound, sealed)
	if err != nil {
		return nil, err
	}
	return unpad(buf)
}

func openPadded(key, bound, sealed []byte) ([]byte, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil || spent(key) {
		return nil, ErrFormat
	}
	if len(sealed) < sealHead+padBlock+aead.Overhead() || sealed[0] != formatSeal {
		return nil, ErrOpen
	}
	buf, err := aead.Open(nil, sealed[1:sealHead], sealed[sealHead:], bound)
	if err != nil {
		return nil, ErrOpen
	}
	return buf, nil
}

// pad appends 0x80 and zeros up to the next block (ISO/IEC 7816-4).
func pad(plain []byte) []byte {
	out := make([]byte, padded(len(plain)))
	out[copy(out, plain)] = padMark
	return out
}

// padded is the length of a plaintext of n bytes after padding.
func padded(n int) int { return n + padBlock - n%padBlock }

// unpad undoes pad; what pad would not have written is ErrOpen.
func unpad(b []byte) ([]byte, error) {
	if len(b)%padBlock != 0 {
		return nil, ErrOpen
	}
	for i := len(b) - 1; i >= 0 && i >= len(b)-padBlock; i-- {
		switch b[i] {
		case 0:
			continue
		case padMark:
			return b[:i:i], nil
		}
		break
	}
	return nil, ErrOpen
}

// Context says what a sealed row is and where it stands; all of it is bound to
// the ciphertext, so a row moved, renamed, re-versioned or put into another
// company does not open. Columns is the SHA-256 of the plain columns that matter
// (zero when there are none).
type Context struct {
	Company ID
	Table   uint16
	Row     ID
	Version uint64
	Domain  Domain
	Epoch   uint32
	Columns Hash
}

// bytes gives the associated data: fixed width, big-endian (DESIGN 13).
func (c Context) bytes(tag string) []byte {
	b := make([]byte, 0, len(tag)+1+16+2+16+8+1+4+32)
	b = append(b, tag...)
	b = append(b, formatSeal)
	b = append(b, c.Company[:]...)
	b = binary.BigEndian.AppendUint16(b, c.Table)
	b = append(b, c.Row[:]...)
	b = binary.BigEndian.AppendUint64(b, c.Version)
	b = append(b, byte(c.Domain))
	b = binary.BigEndian.AppendUint32(b, c.Epoch)
	return append(b, c.Columns[:]...)
}
