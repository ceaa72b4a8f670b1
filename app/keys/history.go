package keys

import (
	"crypto/subtle"
	"io"
	"slices"
)

// maxHistory is how many passwords are remembered (P5).
const maxHistory = 5

// History remembers the last five passwords, the present one included, as
// digests under one salt: a new one is compared with all of them for the price of
// one stretching. It stands in the ring, which only the present password or the
// kit opens. Oldest first.
type History struct {
	Salt   []byte   `cbor:"1,keyasint"`
	Hashes [][]byte `cbor:"2,keyasint"`
}

// NewHistory draws the salt of an empty history.
func NewHistory(random io.Reader) (*History, error) {
	salt, err := draw(random, SaltSize)
	return &History{Salt: salt, Hashes: [][]byte{}}, err
}

// Used tells whether the password is one of those remembered; nil remembers
// none. It stretches once and compares with all in constant time. A wiped or
// malformed history is ErrFormat.
func (h *History) Used(kdf KDF, password string) (bool, error) {
	if h == nil {
		return false, nil
	}
	own, err := h.digest(kdf, password)
	if err != nil {
		return false, err
	}
	found := 0
	for _, hash := range h.Hashes {
		found |= subtle.ConstantTimeCompare(own, hash)
	}
	return found == 1, nil
}

// Add remembers a password that was just set and forgets all but the newest
// five. It stretches once. A wiped or malformed history is ErrFormat.
func (h *History) Add(kdf KDF, password string) error {
	own, err := h.digest(kdf, password)
	if err != nil {
		return err
	}
	h.Hashes = append(slices.Clip(h.Hashes), own)
	for len(h.Hashes) > maxHistory {
		Wipe(h.Hashes[0])
		h.Hashes = h.Hashes[1:]
	}
	return nil
}

// digest is HKDF(Argon2id(NFC(password), salt, floor), "history").
func (h *History) digest(kdf KDF, password string) ([]byte, error) {
	if h == nil || h.check() != nil {
		return nil, ErrFormat
	}
	typed := normalPassword(password)
	stretched := kdf.Stretch(typed, h.Salt, floor)
	Wipe(typed)
	defer Wipe(stretched)
	return derive(stretched, infoHistory, keySize)
}

func (h *History) check() error {
	if h == nil {
		return nil
	}
	wrong := func(hash []byte) bool { return len(hash) != keySize || spent(hash) }
	if len(h.Salt) != SaltSize || spent(h.Salt) || len(h.Hashes) > maxHistory || slices.ContainsFunc(h.Hashes, wrong) {
		return ErrFormat
	}
	return nil
}

func (h *History) wipe() {
	if h == nil {
		return
	}
	Wipe(h.Salt)
	for _, hash := range h.Hashes {
		Wipe(hash)
	}
}
