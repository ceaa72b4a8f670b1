package keys

import "io"

// Note is what somebody with a code must know before he is a member. It comes
// from whoever made the code, over a way that the file's editor does not control:
// so it pins the root, and the heads behind which the chains may not lie.
type Note struct {
	Format    uint8  `cbor:"1,keyasint"`
	Company   ID     `cbor:"2,keyasint"`
	Root      Hash   `cbor:"3,keyasint"`
	Statement Head   `cbor:"4,keyasint"`
	Line      Head   `cbor:"5,keyasint"`
	Name      string `cbor:"6,keyasint"` // of the company
	Person    Person `cbor:"7,keyasint"` // as whoever made the code knows him; e-mail at least
	Language  string `cbor:"8,keyasint"` // in which he is spoken to
	// Factor says, with a reset of a password, what becomes of the second factor: a
	// record that is missing then is a record taken away.
	Factor NoteFactor `cbor:"9,keyasint,omitempty"`
	By     string     `cbor:"10,keyasint,omitempty"` // name of whoever made the code
}

// NoteFactor says what the code of a password reset asks besides.
type NoteFactor uint8

// The numbers are frozen.
const (
	NoteNoFactor  NoteFactor = 0 // there was none
	NoteRecord    NoteFactor = 1 // the old one, by the record sealed to the code
	NoteNewFactor NoteFactor = 2 // a new one: its reset was pending too
)

const formatNote = 1

// SealNote seals a note under the key that only the code gives, for its company
// and its code. A one-time secret that does not come from a code has no such key (ErrFormat).
func (o OneTime) SealNote(random io.Reader, n Note) ([]byte, error) {
	n.Format = formatNote
	plain, err := encode(n)
	if err != nil {
		return nil, err
	}
	defer Wipe(plain)
	return seal(random, o.note, o.noteBound(n.Company), plain)
}

// OpenNote opens the note of this code in that company. Errors: ErrOpen, ErrFormat.
func (o OneTime) OpenNote(company ID, sealed []byte) (Note, error) {
	plain, err := open(o.note, o.noteBound(company), sealed)
	if err != nil {
		return Note{}, err
	}
	defer Wipe(plain)
	var n Note
	if err := decode(plain, &n); err != nil {
		return Note{}, err
	}
	if n.Format != formatNote || n.Company != company || n.Factor > NoteNewFactor {
		return Note{}, ErrFormat
	}
	return n, nil
}

// noteBound is the note's associated data: tag ‖ company ‖ id of the code.
func (o OneTime) noteBound(company ID) []byte {
	return append(append([]byte(tagNote), company[:]...), o.Invitation[:]...)
}
