package keys

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
)

// PresenceKey marks the sessions of one account (FEATURES P5): who does not hold
// the ring's key can neither make nor change a mark.
type PresenceKey struct{ secret []byte }

// PresenceKey derives HKDF(RK, "presence"). A wiped RK is ErrFormat.
func (k *RingKey) PresenceKey() (*PresenceKey, error) {
	secret, err := derive(k.secret, infoPresence, keySize)
	if err != nil {
		return nil, err
	}
	return &PresenceKey{secret: secret}, nil
}

// Mark is HMAC-SHA256 (RFC 2104) over account ‖ session ‖ since, all of fixed
// width; since is when the session began, Unix ms. A wiped key is ErrFormat.
func (k *PresenceKey) Mark(account, session ID, since int64) (Hash, error) {
	if spent(k.secret) {
		return Hash{}, ErrFormat
	}
	b := make([]byte, 0, len(account)+len(session)+8)
	b = append(append(b, account[:]...), session[:]...)
	mac := hmac.New(sha256.New, k.secret)
	mac.Write(binary.BigEndian.AppendUint64(b, uint64(since)))
	return HashFrom(mac.Sum(nil))
}

// Marked tells, in constant time, whether mark is that of Mark. Of a wiped key
// nothing is.
func (k *PresenceKey) Marked(account, session ID, since int64, mark []byte) bool {
	want, err := k.Mark(account, session, since)
	return err == nil && hmac.Equal(want[:], mark)
}

// Wipe drops the key from memory as far as the runtime allows.
func (k *PresenceKey) Wipe() { Wipe(k.secret) }
