package keys

import (
	"encoding/binary"
	"io"
)

// SealOlder seals the key of the epoch before under this one: whoever holds the
// newest epoch reads what older ones sealed. Keys of another company or domain,
// or not of the epoch right before, are ErrFormat.
func (k *DomainKey) SealOlder(random io.Reader, older *DomainKey) ([]byte, error) {
	if older.Company != k.Company || older.Domain != k.Domain || k.Epoch == 0 || older.Epoch != k.Epoch-1 || spent(older.secret) {
		return nil, ErrFormat
	}
	key, err := derive(k.secret, infoOlder, keySize)
	if err != nil {
		return nil, err
	}
	defer Wipe(key)
	return seal(random, key, k.olderBound(), older.secret)
}

// OpenOlder opens the key of the epoch before and compares it with what the
// statement of that epoch published. Errors: ErrOpen, ErrCommit; ErrFormat for
// the fact of another epoch or domain, and for a wiped key.
func (k *DomainKey) OpenOlder(fact EpochFact, sealed []byte) (*DomainKey, error) {
	if fact.Domain != k.Domain || k.Epoch == 0 || fact.Epoch != k.Epoch-1 {
		return nil, ErrFormat
	}
	key, err := derive(k.secret, infoOlder, keySize)
	if err != nil {
		return nil, err
	}
	defer Wipe(key)
	secret, err := open(key, k.olderBound(), sealed)
	if err != nil {
		return nil, err
	}
	return published(k.Company, fact, secret)
}

// olderBound is the associated data, fixed width: tag ‖ company ‖ domain ‖ older
// epoch ‖ this epoch.
func (k *DomainKey) olderBound() []byte {
	b := append([]byte(tagOlder), k.Company[:]...)
	b = append(b, byte(k.Domain))
	b = binary.BigEndian.AppendUint32(b, k.Epoch-1)
	return binary.BigEndian.AppendUint32(b, k.Epoch)
}

// published makes a domain key of an opened secret, if it is the one that the
// fact publishes, its letterbox included: letters would otherwise go to somebody
// else's key. Errors: ErrOpen, ErrCommit.
func published(company ID, fact EpochFact, secret []byte) (*DomainKey, error) {
	k, err := newDomainKey(company, fact.Domain, fact.Epoch, secret)
	if err != nil {
		return nil, ErrOpen
	}
	if !k.matches(fact) {
		k.Wipe()
		return nil, ErrCommit
	}
	return k, nil
}
