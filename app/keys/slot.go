package keys

import (
	"crypto/sha256"
	"io"
)

// SlotKind says what opens a slot.
type SlotKind uint8

// The two kinds of slots; the numbers are frozen.
const (
	SlotPassword SlotKind = 1
	SlotKit      SlotKind = 2
)

// Slot wraps RK under a password or a kit. Params is the canonical encoding of
// the KDF's costs (empty for a kit, whose code needs no stretching); it is bound
// to the wrap with account, kind and salt.
type Slot struct {
	Kind   SlotKind
	Params []byte
	Salt   []byte
	Wrap   []byte
}

// Fact is what the ring keeps of the slot: the SHA-256 of its wrap.
func (s Slot) Fact() SlotFact { return SlotFact{Kind: s.Kind, Hash: sha256.Sum256(s.Wrap)} }

// SealPassword makes the password slot of an account with the floor's costs and
// a new salt, whatever an older slot said.
func (k *RingKey) SealPassword(random io.Reader, kdf KDF, account ID, password string) (Slot, error) {
	if spent(k.secret) {
		return Slot{}, ErrFormat
	}
	params, err := encode(floor)
	if err != nil {
		return Slot{}, err
	}
	salt, err := draw(random, SaltSize)
	if err != nil {
		return Slot{}, err
	}
	s := Slot{Kind: SlotPassword, Params: params, Salt: salt}
	kek, err := passwordKEK(kdf, password, salt, floor)
	if err != nil {
		return Slot{}, err
	}
	defer Wipe(kek)
	s.Wrap, err = seal(random, kek, s.bound(account), k.secret)
	return s, err
}

// OpenPassword gives RK for the right password; a wrong one, another account or
// a changed slot is ErrOpen, costs out of bounds are ErrParams (checked before
// any work is done).
func (s Slot) OpenPassword(kdf KDF, account ID, password string) (*RingKey, error) {
	if s.Kind != SlotPassword || len(s.Salt) != SaltSize {
		return nil, ErrOpen
	}
	var p Params
	if err := decode(s.Params, &p); err != nil {
		return nil, err
	}
	if err := p.Check(); err != nil {
		return nil, err
	}
	kek, err := passwordKEK(kdf, password, s.Salt, p)
	if err != nil {
		return nil, err
	}
	return s.open(kek, account)
}

// SpendPassword does the work of OpenPassword for an account that is not there,
// so that the time tells nothing (ASVS 6.3.8).
func SpendPassword(kdf KDF, password string, salt []byte) {
	Wipe(kdf.Stretch(normalPassword(password), salt, floor))
}

func passwordKEK(kdf KDF, password string, salt []byte, p Params) ([]byte, error) {
	typed := normalPassword(password)
	stretched := kdf.Stretch(typed, salt, p)
	Wipe(typed)
	defer Wipe(stretched)
	return derive(stretched, infoKEK, keySize)
}

// SealKit makes the kit slot of an account.
func (k *RingKey) SealKit(random io.Reader, account ID, kit Kit) (Slot, error) {
	if spent(k.secret) {
		return Slot{}, ErrFormat
	}
	kek, err := derive(kit.secret, infoKitKEK, keySize)
	if err != nil {
		return Slot{}, err
	}
	defer Wipe(kek)
	s := Slot{Kind: SlotKit, Params: []byte{}, Salt: []byte{}}
	s.Wrap, err = seal(random, kek, s.bound(account), k.secret)
	return s, err
}

// OpenKit gives RK for the right kit; otherwise ErrOpen.
func (s Slot) OpenKit(account ID, kit Kit) (*RingKey, error) {
	if s.Kind != SlotKit || len(s.Params) != 0 || len(s.Salt) != 0 {
		return nil, ErrOpen
	}
	kek, err := derive(kit.secret, infoKitKEK, keySize)
	if err != nil {
		return nil, err
	}
	return s.open(kek, account)
}

func (s Slot) open(kek []byte, account ID) (*RingKey, error) {
	defer Wipe(kek)
	secret, err := open(kek, s.bound(account), s.Wrap)
	if err != nil {
		return nil, err
	}
	if len(secret) != keySize {
		return nil, ErrOpen
	}
	return &RingKey{secret: secret}, nil
}

// bound is the slot's associated data. Lengths are in front of the two fields
// that vary, so that no byte can wander from one to the other.
func (s Slot) bound(account ID) []byte {
	b := append([]byte(tagSlot), account[:]...)
	b = append(b, byte(s.Kind), byte(len(s.Params)))
	b = append(b, s.Params...)
	b = append(b, byte(len(s.Salt)))
	return append(b, s.Salt...)
}
