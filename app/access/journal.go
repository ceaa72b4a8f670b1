package access

import (
	"context"
	"errors"

	"trousseau/app/keys"
	"trousseau/data"
)

// rightJournal lets somebody read the journal (X1).
const rightJournal = "journal.view"

// Bounds of one page: how many lines it holds when nobody asks otherwise, at most,
// and how many are looked at for it, so that a search for something rare gives back
// the hand and can be gone on with.
const (
	journalPage = 200
	journalMost = 1000
	journalLook = 4000
)

// JournalLine is one line as its reader may see it.
type JournalLine struct {
	Seq       uint64
	Time      int64 // Unix ms
	Actor     string
	Statement uint64 // number of the newest statement when it was written; 0 in lines of older programs
	Hash      string
	Signature string

	Act     string // noun.verb
	Subject string // id of whom or what; the actor's own for acts on oneself
	Facts   map[string]string
	// Before and After are the fields that changed; nil where nothing did, or where
	// the reader lacks the key of their domain (Sealed).
	Before, After map[string]string
	Sealed        bool
	// Unreadable: what stands there is not what the line was signed for, or does not
	// open. Clear are number, time and actor alone.
	Unreadable bool
}

// Refused tells that tries at the door failed before this sign-in.
func (l JournalLine) Refused() bool {
	failed := l.Facts[factFailed]
	return failed != "" && failed != "0"
}

// JournalQuery says which lines are wanted. Zero fields ask for nothing special.
type JournalQuery struct {
	Before   uint64 // only lines before that number; 0: from the newest
	Limit    int    // at most so many; 0: 200
	Actor    string // id
	Subject  string // id
	From, To int64  // Unix ms, both included
	Match    func(JournalLine) bool
}

// JournalPage is a part of the journal, newest first.
type JournalPage struct {
	Lines []JournalLine
	// Next is where to go on (JournalQuery.Before); 0: the beginning was reached.
	Next  uint64
	Total uint64 // of the whole journal
}

// Journal reads a page, backwards from the newest line or from where the last page
// ended. Owners and journal.view; what a line changed opens only with the key of
// its domain. A line that is not what it was signed for is shown as unreadable and
// hides no other. Errors: ErrForbidden, ErrEnded, those of the file.
func (s *Session) Journal(ctx context.Context, q JournalQuery) (JournalPage, error) {
	var page JournalPage
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		if err := r.may(rightJournal); err != nil {
			return err
		}
		var err error
		page, err = r.page(tx, q)
		return err
	})
	return page, err
}

func (r *room) page(tx *data.Tx, q JournalQuery) (JournalPage, error) {
	limit := min(q.Limit, journalMost)
	if limit <= 0 {
		limit = journalPage
	}
	page := JournalPage{Total: r.lines}
	end := r.lines
	if q.Before > 0 {
		end = min(end, q.Before)
	}
	for looked := 0; end > 0 && looked < journalLook; {
		from := end - min(end, uint64(max(1, min(limit, batch))))
		rows, err := tx.Lines(r.state.Company[:], from, int(end-from))
		if err != nil {
			return page, err
		}
		looked += len(rows)
		for i := len(rows) - 1; i >= 0; i-- {
			l, err := r.shown(tx, rows[i])
			if err != nil {
				return page, err
			}
			if q.wants(l) {
				page.Lines = append(page.Lines, l)
			}
			if len(page.Lines) == limit {
				page.Next = rows[i].Seq
				return page, nil
			}
		}
		end = from
	}
	page.Next = end
	return page, nil
}

func (q JournalQuery) wants(l JournalLine) bool {
	return (q.Actor == "" || l.Actor == q.Actor) && (q.Subject == "" || l.Subject == q.Subject) &&
		(q.From == 0 || l.Time >= q.From) && (q.To == 0 || l.Time <= q.To) && (q.Match == nil || q.Match(l))
}

// shown opens a line as far as the reader's keys go. Only the file's own errors
// come back.
func (r *room) shown(tx *data.Tx, row data.Line) (JournalLine, error) {
	out := JournalLine{Seq: row.Seq, Hash: hexOf(row.Hash), Signature: hexOf(row.Signature)}
	l, err := keys.ParseLine(row.Line)
	if err != nil {
		out.Unreadable = true
		return out, nil
	}
	out.Time, out.Actor, out.Statement = l.Time, l.Actor.String(), l.Statement
	a, err := r.body(tx, l, row)
	if err != nil {
		out.Unreadable = true
		return out, unlessTampered(err)
	}
	out.Act, out.Facts, out.Subject = a.Name, a.Facts, hexOf(a.Subject)
	c, err := r.changed(tx, l, row)
	switch {
	case errors.Is(err, ErrForbidden):
		out.Sealed = true
	case err != nil:
		out.Unreadable = true
		return out, unlessTampered(err)
	default:
		out.Before, out.After = c.Before, c.After
	}
	return out, nil
}

func unlessTampered(err error) error {
	if errors.Is(err, ErrTampered) {
		return nil
	}
	return err
}

// changed opens before and after of a line; none is empty. Errors: ErrForbidden
// without the domain's key, ErrTampered.
func (r *room) changed(tx *data.Tx, l keys.Line, row data.Line) (keys.Change, error) {
	var c keys.Change
	if len(l.Change) == 0 {
		return c, nil
	}
	k, err := r.at(tx, keys.Domain(row.Change.Domain), row.Change.Epoch)
	if err != nil {
		return c, err
	}
	plain, err := k.OpenRow(lineContext(l, k.Domain, k.Epoch), row.Change.Bytes)
	if err != nil {
		return c, damaged(err)
	}
	commitment, err := keys.HashFrom(l.Change)
	if err != nil {
		return c, damaged(err)
	}
	return c, damaged(keys.Unsalted(plain, commitment, &c))
}

// JournalNames gives the names that stand behind the ids of the journal: members,
// former ones as far as they are known, and those invited. Support access is named
// by its own lines.
func (s *Session) JournalNames(ctx context.Context) (map[string]string, error) {
	out := map[string]string{}
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		if err := r.may(rightJournal); err != nil {
			return err
		}
		records, err := r.records(tx)
		if err != nil {
			return err
		}
		for id, record := range records {
			out[id.String()] = fullName(record.First, record.Last, record.Email)
		}
		for _, m := range r.state.Members() {
			p, err := r.profile(tx, m)
			if err == nil {
				out[m.ID.String()] = fullName(p.Person.First, p.Person.Last, p.Person.Email)
			} else if !errors.Is(err, data.ErrNotFound) && !errors.Is(err, ErrTampered) {
				return err
			}
		}
		return nil
	})
	return out, err
}

func fullName(first, last, email string) string {
	switch {
	case first == "" && last == "":
		return email
	case first == "" || last == "":
		return first + last
	}
	return first + " " + last
}
