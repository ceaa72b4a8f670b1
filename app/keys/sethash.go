package keys

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
)

// SetHash is a keyed sum over the rows of one table: the same rows in any order
// give the same value, and a row put back, changed or taken away gives another
// (DESIGN 2). It is computed over plaintexts, so re-sealing leaves it alone.
//
// Open, as Add and Remove want it, it never leaves memory: from the differences
// of sums in clear somebody without the key could learn single rows' shares and
// look for other rows with the same sum. Masked, it stands in the journal line
// whose number Line names.
type SetHash struct {
	Table  uint16 `cbor:"1,keyasint"`
	Domain Domain `cbor:"2,keyasint"`
	Epoch  uint32 `cbor:"3,keyasint"`
	Count  uint64 `cbor:"4,keyasint"`
	Sum    Hash   `cbor:"5,keyasint"`
	Line   uint64 `cbor:"6,keyasint"`
}

// Mask closes an open set hash for the journal line of that number.
func (k *DomainKey) Mask(s SetHash, line uint64) SetHash {
	s.Line = line
	s.Sum = plus(s.Sum, k.mask(s.Table, line))
	return s
}

// Unmask opens a set hash as a journal line gives it.
func (k *DomainKey) Unmask(s SetHash) SetHash {
	s.Sum = minus(s.Sum, k.mask(s.Table, s.Line))
	s.Line = 0
	return s
}

// mask is HMAC-SHA256(set key, "mask" ‖ table ‖ line): fresh for every line.
func (k *DomainKey) mask(table uint16, line uint64) Hash {
	b := binary.BigEndian.AppendUint16([]byte("mask"), table)
	mac := hmac.New(sha256.New, k.set)
	mac.Write(binary.BigEndian.AppendUint64(b, line))
	return Hash(mac.Sum(nil))
}

// compareSets orders set hashes by table, domain and epoch.
func compareSets(a, b SetHash) int {
	return cmp.Or(cmp.Compare(a.Table, b.Table), cmp.Compare(a.Domain, b.Domain), cmp.Compare(a.Epoch, b.Epoch))
}

// EmptySet is the set hash of a table without rows.
func (k *DomainKey) EmptySet(table uint16) SetHash {
	return SetHash{Table: table, Domain: k.Domain, Epoch: k.Epoch}
}

// Add takes a row into the sum.
func (k *DomainKey) Add(s *SetHash, row ID, version uint64, plain []byte) {
	s.Sum = plus(s.Sum, k.element(s.Table, row, version, plain))
	s.Count++
}

// Remove takes a row out of the sum.
func (k *DomainKey) Remove(s *SetHash, row ID, version uint64, plain []byte) {
	s.Sum = minus(s.Sum, k.element(s.Table, row, version, plain))
	s.Count--
}

// plus adds modulo 2^256.
func plus(a, b Hash) Hash {
	var carry uint16
	for i := len(a) - 1; i >= 0; i-- {
		carry += uint16(a[i]) + uint16(b[i])
		a[i] = byte(carry)
		carry >>= 8
	}
	return a
}

// minus subtracts modulo 2^256.
func minus(a, b Hash) Hash {
	var borrow int16
	for i := len(a) - 1; i >= 0; i-- {
		d := int16(a[i]) - int16(b[i]) - borrow
		borrow = 0
		if d < 0 {
			d += 256
			borrow = 1
		}
		a[i] = byte(d)
	}
	return a
}

// element is HMAC-SHA256(set key, table ‖ row ‖ version ‖ SHA-256(plain)).
func (k *DomainKey) element(table uint16, row ID, version uint64, plain []byte) Hash {
	mac := hmac.New(sha256.New, k.set)
	var head [26]byte
	binary.BigEndian.PutUint16(head[0:], table)
	copy(head[2:], row[:])
	binary.BigEndian.PutUint64(head[18:], version)
	mac.Write(head[:])
	sum := sha256.Sum256(plain)
	mac.Write(sum[:])
	return Hash(mac.Sum(nil))
}
