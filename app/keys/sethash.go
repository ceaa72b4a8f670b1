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
type SetHash struct {
	Table  uint16 `cbor:"1,keyasint"`
	Domain Domain `cbor:"2,keyasint"`
	Epoch  uint32 `cbor:"3,keyasint"`
	Count  uint64 `cbor:"4,keyasint"`
	Sum    Hash   `cbor:"5,keyasint"`
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
	e := k.element(s.Table, row, version, plain)
	var carry uint16
	for i := len(s.Sum) - 1; i >= 0; i-- {
		carry += uint16(s.Sum[i]) + uint16(e[i])
		s.Sum[i] = byte(carry)
		carry >>= 8
	}
	s.Count++
}

// Remove takes a row out of the sum.
func (k *DomainKey) Remove(s *SetHash, row ID, version uint64, plain []byte) {
	e := k.element(s.Table, row, version, plain)
	var borrow int16
	for i := len(s.Sum) - 1; i >= 0; i-- {
		d := int16(s.Sum[i]) - int16(e[i]) - borrow
		borrow = 0
		if d < 0 {
			d += 256
			borrow = 1
		}
		s.Sum[i] = byte(d)
	}
	s.Count--
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
