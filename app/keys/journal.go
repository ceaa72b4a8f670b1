package keys

import (
	"crypto/sha256"
	"crypto/subtle"
	"io"
	"slices"
)

// TableJournal is the number of the journal in sealed contexts (DESIGN 13).
const TableJournal uint16 = 5

// Line is the clear part of a journal line: who, when, which number, and what
// it commits to. What happened stands in the sealed body, before and after in
// the sealed change.
type Line struct {
	Format  uint8     `cbor:"1,keyasint"`
	Company ID        `cbor:"2,keyasint"`
	Seq     uint64    `cbor:"3,keyasint"`
	Time    int64     `cbor:"4,keyasint"` // Unix ms, UTC
	Prev    Hash      `cbor:"5,keyasint"`
	Actor   ID        `cbor:"6,keyasint"`
	ID      ID        `cbor:"7,keyasint"`
	Body    Hash      `cbor:"8,keyasint"`
	Change  []byte    `cbor:"9,keyasint,omitempty"`  // commitment, 32 bytes
	Sets    []SetHash `cbor:"10,keyasint,omitempty"` // ascending, each table, domain and epoch once
	// Statement is the number of the newest statement when the line was written.
	// Lines of programs that did not write it have 0. It never falls from a line
	// to the next: that is for whoever goes through them to hold.
	Statement uint64 `cbor:"11,keyasint,omitempty"`
}

const formatLine = 1

// Act is the sealed body of a line: a noun.verb, the thing it was done to, and
// facts for people (never secrets).
type Act struct {
	Name    string            `cbor:"1,keyasint"`
	Subject []byte            `cbor:"2,keyasint,omitempty"`
	Facts   map[string]string `cbor:"3,keyasint,omitempty"`
}

// Change is the sealed before and after of the fields that an act changed.
type Change struct {
	Before map[string]string `cbor:"1,keyasint"`
	After  map[string]string `cbor:"2,keyasint"`
}

// Salted gives salt ‖ canonical bytes of v and its commitment SHA-256(salt ‖
// bytes): the line stays valid when the sealed copy is re-sealed or erased.
func Salted(random io.Reader, v any) ([]byte, Hash, error) {
	salt, err := draw(random, SaltSize)
	if err != nil {
		return nil, Hash{}, err
	}
	b, err := encode(v)
	if err != nil {
		return nil, Hash{}, err
	}
	b = append(salt, b...)
	return b, Hash(sha256.Sum256(b)), nil
}

// Unsalted compares salted bytes with their commitment and reads v from them.
// Errors: ErrCommit, ErrFormat.
func Unsalted(b []byte, commitment Hash, v any) error {
	sum := sha256.Sum256(b)
	if len(b) < SaltSize || subtle.ConstantTimeCompare(sum[:], commitment[:]) != 1 {
		return ErrCommit
	}
	return decode(b[SaltSize:], v)
}

// SignLine signs a line as its actor, its set hashes put in order. What ParseLine
// would refuse is not signed (ErrFormat).
func SignLine(i *Identity, l Line) (Signed, error) {
	l.Format = formatLine
	l.Sets = slices.SortedFunc(slices.Values(l.Sets), compareSets)
	b, err := encode(l)
	if err != nil {
		return Signed{}, err
	}
	if _, err := ParseLine(b); err != nil {
		return Signed{}, err
	}
	return i.sign(tagJournal, b)
}

// ParseLine reads a line's bytes; it judges the form only.
func ParseLine(b []byte) (Line, error) {
	var l Line
	if err := decode(b, &l); err != nil {
		return Line{}, err
	}
	if l.Format != formatLine || (len(l.Change) != 0 && len(l.Change) != keySize) {
		return Line{}, ErrFormat
	}
	for i, set := range l.Sets {
		if set.Line != l.Seq || i > 0 && compareSets(l.Sets[i-1], set) >= 0 {
			return Line{}, ErrFormat
		}
	}
	return l, nil
}

// FollowsLine judges the form and place of a line behind head (first: no line
// yet), without any key but the ones the replay knows; it gives the line. A line
// that names its statement is judged by the key that its actor had right then;
// one that names none, by any that he ever had.
// Errors: ErrFormat, ErrChainOrder, ErrChainAuthor, ErrSignature.
func (s *State) FollowsLine(head Head, first bool, signed Signed) (Line, error) {
	l, err := ParseLine(signed.Bytes)
	if err != nil {
		return Line{}, err
	}
	want := head.Seq + 1
	if first {
		want, head = 0, Head{}
	}
	if l.Company != s.Company || l.Seq != want || l.Prev != head.Hash {
		return Line{}, ErrChainOrder
	}
	if l.Statement > s.Head.Seq {
		return Line{}, ErrChainOrder
	}
	if err := s.signedBy(l, signed); err != nil {
		return Line{}, err
	}
	return l, nil
}
