package access

import (
	"errors"
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

// An older file. A computer that saw a newer state of a company refuses the file
// (*OlderError) until an owner says, by a signed statement, that it was brought
// back from a copy (DESIGN 11). Computers that saw what was lost then follow him,
// if they knew him as an owner.

// TakeOlder is the owner's word, given at the door after an *OlderError, that
// this older file is the one to go on with: the sign-in that follows signs
// `restored` in every company that lies behind. Who is no owner is refused there
// (ErrForbidden), and who was none any more when this computer last saw the company.
func (e *Entry) TakeOlder() { e.older = true }

// behindAnchor gives *OlderError where the file lies behind what this computer
// saw, and ErrTampered where it lies behind what the ring itself saw. tolerant
// lets an older file pass, as room.older, and an older ring, as room.remade: one
// that somebody put back alone does not know lines of its own member, which
// rejoin refuses.
func (r *room) behindAnchor(head data.Head, m keys.Membership, mark uint64, version uint64, tolerant bool) error {
	if head.StatementSeq < m.Statement.Seq || head.LineSeq < m.Line.Seq {
		return tampered("chains end before what the ring saw")
	}
	if !r.known || r.overtaken {
		return nil
	}
	older := head.StatementSeq < r.anchor.Statement.Seq || head.LineSeq < r.anchor.Line.Seq
	switch {
	case older && tolerant:
		r.older = true
		return nil
	case version < mark && tolerant:
		r.remade = true
		return nil
	case older || version < mark:
		return &OlderError{Seen: unixMilli(r.anchor.Time)}
	}
	return nil
}

// excused tells whether an owner whom this computer knew has said that what it
// saw was given up. Each of his words is judged alone, with the journal line in
// which it was said: a later return must not hide the one that explains.
func (r *room) excused(tx *data.Tx, chain []keys.Signed) (bool, error) {
	if !r.known {
		return false, nil
	}
	facts := r.state.Restorations()
	for _, fact := range slices.Backward(facts) {
		others := slices.Clone(r.anchor.Restored)
		for _, other := range facts {
			if other.At != fact.At {
				others = append(others, other.At.Hash)
			}
		}
		// Who saw none of the statements that were given up still has his own in the chain.
		still := r.anchor.Statement.Seq < fact.At.Seq && passes(chain, r.anchor.Statement)
		if !still && !r.state.Covers(r.anchor.Statement, r.anchor.Owners, others...) || !r.state.CoversLine(r.anchor.Line, r.anchor.Owners, others...) {
			continue
		}
		at, found, err := restoredLine(tx, r.state.Company, fact)
		// A line seen before the copy's end must still be there.
		if err == nil && found && r.anchor.Line.Seq < at {
			_, err = lineAt(tx, r.state.Company, r.anchor.Line)
		}
		if err == nil && found || err != nil && !errors.Is(err, ErrTampered) {
			return err == nil, err
		}
	}
	return false, nil
}

// restoredLine finds where the lines of a return to a copy begin: the first that
// its author wrote in the same transaction, which gives them all the same time.
// It looks from the newest line back.
func restoredLine(tx *data.Tx, company keys.ID, fact keys.Restoration) (at uint64, found bool, err error) {
	head, err := tx.Head(company[:])
	if err != nil {
		return 0, false, damaged(err)
	}
	for end := head.LineSeq + 1; end > 0; {
		from := end - min(end, batch)
		rows, err := tx.Lines(company[:], from, int(end-from))
		if err != nil {
			return 0, false, err
		}
		for _, row := range slices.Backward(rows) {
			l, err := keys.ParseLine(row.Line)
			if err != nil {
				return 0, false, damaged(err)
			}
			switch {
			case l.Actor == fact.Author && l.Time == fact.Time:
				at, found = l.Seq, true
			case found:
				return at, true, nil
			}
		}
		end = from
	}
	return at, found, nil
}

// owners are the ids of those whose keys state.Owners gives.
func (r *room) owners() (out []keys.ID) {
	for _, m := range r.state.Members() {
		if m.Owner && !m.Disabled && m.Until == "" {
			out = append(out, m.ID)
		}
	}
	return out
}

// restored signs the owner's word in every room whose file lies behind.
func (w *writer) restored() error {
	for _, r := range w.rooms {
		if !r.older {
			continue
		}
		m, ok := r.state.Member(r.member)
		if !ok || !m.Owner || !r.anchor.knowsOwner(r.member) {
			return ErrForbidden
		}
		now := w.signing(r)
		lost := keys.Restored{Statement: r.anchor.Statement, Line: r.anchor.Line, Copy: max(r.latest, 1)}
		if lost.Statement.Seq < r.state.Head.Seq {
			lost.Statement = r.state.Head
		}
		if err := w.state(r, func() (keys.Signed, error) {
			return keys.SignRestored(&w.ring.Identity, r.state, r.member, now, lost)
		}); err != nil {
			return err
		}
		own := *w
		own.at = now // the line is found again by its author and time
		if err := own.line(r, act{name: actRestored}, nil); err != nil {
			return err
		}
		if err := w.dropSupport(r); err != nil { // forgotten then ends the access
			return err
		}
		r.older, r.overtaken = false, true
	}
	return nil
}
