package keys

import (
	"crypto/ed25519"
	"crypto/hpke"
	"crypto/sha256"
	"io"
)

// Identity is a member's pair of keys: X25519 to receive, Ed25519 to sign. Both
// are kept as 32-byte seeds in the ring.
type Identity struct {
	Encryption []byte `cbor:"1,keyasint"`
	Signing    []byte `cbor:"2,keyasint"`
}

// NewIdentity draws both seeds.
func NewIdentity(random io.Reader) (Identity, error) {
	enc, err := draw(random, keySize)
	if err != nil {
		return Identity{}, err
	}
	sig, err := draw(random, keySize)
	if err != nil {
		return Identity{}, err
	}
	return Identity{Encryption: enc, Signing: sig}, nil
}

// Wipe drops the keys from memory as far as the runtime allows.
func (i Identity) Wipe() {
	Wipe(i.Encryption)
	Wipe(i.Signing)
}

func (i *Identity) check() error {
	if len(i.Encryption) != keySize || len(i.Signing) != ed25519.SeedSize || spent(i.Encryption) || spent(i.Signing) {
		return ErrFormat
	}
	return nil
}

func (i *Identity) encryption() (hpke.PrivateKey, error) {
	if err := i.check(); err != nil {
		return nil, err
	}
	return kem().NewPrivateKey(i.Encryption)
}

// EncryptionKey is the public half to which domain keys are wrapped.
func (i *Identity) EncryptionKey() ([]byte, error) {
	priv, err := i.encryption()
	if err != nil {
		return nil, err
	}
	return priv.PublicKey().Bytes(), nil
}

// SigningKey is the public half that judges this member's signatures.
func (i *Identity) SigningKey() (ed25519.PublicKey, error) {
	if err := i.check(); err != nil {
		return nil, err
	}
	return ed25519.NewKeyFromSeed(i.Signing).Public().(ed25519.PublicKey), nil
}

// Signed is a statement or a journal line as stored: the bytes are the truth and
// everything is parsed from them.
type Signed struct {
	Bytes     []byte
	Signature []byte
}

// sign signs tag ‖ bytes with Ed25519 (RFC 8032).
func (i *Identity) sign(tag string, b []byte) (Signed, error) {
	if err := i.check(); err != nil {
		return Signed{}, err
	}
	key := ed25519.NewKeyFromSeed(i.Signing)
	return Signed{Bytes: b, Signature: ed25519.Sign(key, append([]byte(tag), b...))}, nil
}

func (s Signed) verify(tag string, public []byte) error {
	if len(public) != ed25519.PublicKeySize || len(s.Signature) != ed25519.SignatureSize ||
		!ed25519.Verify(public, append([]byte(tag), s.Bytes...), s.Signature) {
		return ErrSignature
	}
	return nil
}

func (s Signed) hash(tag string) Hash {
	h := sha256.New()
	h.Write([]byte(tag))
	h.Write(s.Bytes)
	h.Write(s.Signature)
	return Hash(h.Sum(nil))
}

// StatementHash is the hash by which the next statement names this one.
func (s Signed) StatementHash() Hash { return s.hash(tagStatement) }

// LineHash is the hash by which the next journal line names this one.
func (s Signed) LineHash() Hash { return s.hash(tagJournal) }
