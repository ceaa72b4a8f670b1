package keys

import (
	"bytes"
	"slices"
)

// Restored is the body of an owner's word that the file was brought back from a
// copy, and that what followed the copy up to these heads is lost: the newest
// statement and the newest journal line that were known (from the anchor), and
// when the copy was made (Unix ms).
type Restored struct {
	Statement Head  `cbor:"1,keyasint"`
	Line      Head  `cbor:"2,keyasint"`
	Copy      int64 `cbor:"3,keyasint"`
}

// Restoration is a restored statement as the replay keeps it: where it stands,
// whose word it is, and under which key.
type Restoration struct {
	Restored
	At      Head
	Author  ID
	Signing []byte
	Time    int64 // Unix ms
}

// SignRestored writes and signs the owner's word at time (Unix ms), to stand
// behind the head of s, which is the copy's. It does not judge: Apply does.
func SignRestored(i *Identity, s *State, author ID, time int64, body Restored) (Signed, error) {
	return signStatement(i, s.next(KindRestored, author, time), body)
}

// restore takes in a restored statement. The date of the copy is not compared
// with the time: a copy may come from a day on which the clock stood too far ahead.
func (s *State) restore(st Statement, author Member, signed Signed) error {
	if !author.Owner {
		return ErrChainAuthor
	}
	var body Restored
	if err := decode(st.Body, &body); err != nil {
		return err
	}
	if err := s.onTime(st); err != nil {
		return err
	}
	if body.Statement.Seq < st.Seq-1 || body.Copy <= 0 {
		return ErrChainContents
	}
	s.restored = append(slices.Clip(s.restored), Restoration{
		Restored: body, At: Head{Seq: st.Seq, Hash: signed.StatementHash()}, Author: st.Author, Signing: author.Signing, Time: st.Time,
	})
	return nil
}

// Restorations lists the restored statements in the order of the chain.
func (s *State) Restorations() []Restoration { return slices.Clone(s.restored) }

// Covers tells a reader who last saw the statement head seen, and finds another
// chain in its place, whether an owner explains it: a restored statement stands
// where the lost ones stood (at or before seen) and names seen itself or a head
// at or beyond its number.
//
// owners are the signing keys that the reader's own anchor or ring knew at that
// time, never those of this chain: an owner removed since could otherwise bring
// himself back with an older copy. known are the hashes of the restored
// statements (Restoration.At) that the reader had already taken in when he saw
// that head; they explain nothing any more. Without them the same statement
// would excuse a second, silent return to the moment behind it.
//
// True means: by the word of an owner whom the reader trusted, what he had seen
// was given up. It does not say that nobody else has the newer file.
func (s *State) Covers(seen Head, owners [][]byte, known ...Hash) bool {
	return s.explained(owners, known, func(r Restoration) bool {
		return r.Statement == seen || r.At.Seq <= seen.Seq && seen.Seq <= r.Statement.Seq
	})
}

// CoversLine tells the same of a journal head: the statement names that line or
// one at or beyond its number; owners and known as for Covers. The statement does
// not know where the copy's journal ended. Its own line does: written in the same
// transaction, it has the statement's author and time and stands right behind the
// copy's lines. So a reader may conclude that a line seen at or behind that line's
// number is lost; one before it must still be there, and so must that line.
func (s *State) CoversLine(line Head, owners [][]byte, known ...Hash) bool {
	return s.explained(owners, known, func(r Restoration) bool {
		return r.Line == line || line.Seq <= r.Line.Seq
	})
}

func (s *State) explained(owners [][]byte, known []Hash, by func(Restoration) bool) bool {
	return slices.ContainsFunc(s.restored, func(r Restoration) bool {
		trusted := slices.ContainsFunc(owners, func(key []byte) bool { return bytes.Equal(key, r.Signing) })
		return trusted && !slices.Contains(known, r.At.Hash) && by(r)
	})
}
