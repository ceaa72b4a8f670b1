package access

import (
	"context"
	"encoding/hex"
	"errors"

	"trousseau/app/keys"
	"trousseau/data"
)

func hexOf(b []byte) string { return hex.EncodeToString(b) }

// JournalFault says why a line is not what it was signed as.
type JournalFault string

// The faults, in the order in which they are looked for.
const (
	FaultOrder     JournalFault = "order"     // a line is missing, doubled or out of its place
	FaultAuthor    JournalFault = "author"    // its actor might not write, or not any more
	FaultSignature JournalFault = "signature" // changed after it was signed
	FaultRow       JournalFault = "row"       // what stands beside the signed line differs from it
	FaultContents  JournalFault = "contents"  // what it says, or what it changed, is not what it was signed for
)

// JournalVerdict is the outcome of going through the whole journal (X2).
type JournalVerdict struct {
	Lines  uint64 // how many were looked at
	Whole  bool
	Broken uint64 // number of the first broken line, where it is not whole
	Fault  JournalFault
}

// VerifyJournal goes through every line from the first to the newest of now: its
// place, its signature by a key that its actor had then, and its contents as far as
// the reader's keys go. The session goes on meanwhile; progress is called between
// batches. Owners and journal.view. Errors: ErrForbidden, ErrEnded, those of the
// file and of ctx; a broken line is none.
func (s *Session) VerifyJournal(ctx context.Context, progress func(done, all uint64)) (JournalVerdict, error) {
	var seen *room
	if err := s.read(ctx, func(_ *data.Tx, r *room) error {
		if err := r.may(rightJournal); err != nil {
			return err
		}
		seen = r.clone()
		return nil
	}); err != nil {
		return JournalVerdict{}, err
	}
	v := &verifier{seen: seen, going: newRoom(seen.member)}
	v.going.state = seen.state
	v.going.keys, v.going.former = seen.keys, map[epoch]*keys.DomainKey{}
	verdict := JournalVerdict{Whole: true}
	for verdict.Whole && v.going.lines < seen.lines {
		if err := ctx.Err(); err != nil {
			return verdict, err
		}
		if err := s.door.file.Read(ctx, func(tx *data.Tx) error { return v.batch(tx, &verdict) }); err != nil {
			return verdict, err
		}
		if progress != nil {
			progress(v.going.lines, seen.lines)
		}
	}
	verdict.Lines = v.going.lines
	if verdict.Whole && v.going.line != seen.line {
		verdict.Whole, verdict.Broken, verdict.Fault = false, v.going.line.Seq, FaultOrder
	}
	return verdict, nil
}

// verifier follows a journal with a room of its own: the session's goes on.
type verifier struct{ seen, going *room }

func (v *verifier) batch(tx *data.Tx, verdict *JournalVerdict) error {
	from := v.going.lines
	rows, err := tx.Lines(v.going.state.Company[:], from, int(min(batch, v.seen.lines-from)))
	if err != nil {
		return err
	}
	broken := func(fault JournalFault) {
		verdict.Whole, verdict.Broken, verdict.Fault = false, v.going.lines, fault
	}
	if len(rows) == 0 {
		broken(FaultOrder)
	}
	for _, row := range rows {
		if err := v.going.takeLine(row); err != nil {
			broken(faultOf(err))
			return nil
		}
		shown, err := v.going.shown(tx, row)
		if err != nil {
			return err
		}
		if shown.Unreadable {
			v.going.lines--
			broken(FaultContents)
			return nil
		}
	}
	return nil
}

func faultOf(err error) JournalFault {
	switch {
	case errors.Is(err, keys.ErrSignature):
		return FaultSignature
	case errors.Is(err, keys.ErrChainAuthor):
		return FaultAuthor
	case errors.Is(err, keys.ErrChainOrder):
		return FaultOrder
	}
	return FaultRow
}
