package access

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"trousseau/app/keys"
	"trousseau/data"
)

// SupportStatus is how support access stands in the current company. Every member
// sees whether it is on and for what; By and Visits are for owners (S5).
type SupportStatus struct {
	On          bool
	Scope       SupportScope
	Since, Ends int64  // Unix ms; of the access that is open
	By          string // id of the owner who opened it
	Mine        bool   // the person may switch it: he is an owner
	Visits      []SupportVisit
}

// SupportVisit is one sign-in of support: who said he was, what he looked at.
type SupportVisit struct {
	Time, Last   int64 // of its first and its newest line, Unix ms
	Name, Ticket string
	Views        []string // what was shown, in its order: company, diagnostics
	Failed       int      // codes that failed before it, since the visit before
	Closed       bool     // support left by itself
}

// mostVisits bounds the report; the journal keeps them all.
const mostVisits = 50

// Support reads how support access stands, with the newest visits first. Errors:
// ErrTampered, ErrEnded.
func (s *Session) Support(ctx context.Context) (SupportStatus, error) {
	var out SupportStatus
	err := s.read(ctx, func(tx *data.Tx, r *room) (err error) {
		out = SupportStatus{Mine: r.may(rightOwner) == nil}
		if i, ok := r.state.Support(max(s.door.now(), r.state.Time)); ok {
			out.On, out.Scope, out.Since, out.Ends = true, scopeOf(i), i.Time, i.Ends
			if out.Mine {
				out.By = i.Author.String()
			}
		}
		if out.Mine {
			out.Visits, err = r.visits(tx)
		}
		return err
	})
	return out, err
}

// visits finds the lines of support, from the newest back to the first access that
// there was. A line that does not open is left out: the journal's own window names
// it.
func (r *room) visits(tx *data.Tx) ([]SupportVisit, error) {
	accesses := map[keys.ID]bool{}
	first := int64(0)
	for _, i := range r.state.Supports() {
		accesses[i.Invitation] = true
		if first == 0 || i.Time < first {
			first = i.Time
		}
	}
	var out []SupportVisit
	at := map[string]int{}
	for end := r.lines; end > 0 && len(accesses) > 0 && len(out) < mostVisits; {
		from := end - min(end, batch)
		rows, err := tx.Lines(r.state.Company[:], from, int(end-from))
		if err != nil {
			return nil, err
		}
		for _, row := range slices.Backward(rows) {
			l, err := keys.ParseLine(row.Line)
			if err != nil {
				return nil, damaged(err)
			}
			if !accesses[l.Actor] {
				continue
			}
			a, err := r.body(tx, l, row)
			if errors.Is(err, ErrTampered) {
				continue
			}
			if err != nil {
				return nil, err
			}
			out = visited(out, at, a, l.Time)
		}
		end = from
		if oldest, err := keys.ParseLine(rows[0].Line); err == nil && oldest.Time < first-slack.Milliseconds() {
			break
		}
	}
	for n := range out {
		slices.Reverse(out[n].Views)
	}
	return out[:min(len(out), mostVisits)], nil
}

// visited adds a line, older than those before, to the visits.
func visited(out []SupportVisit, at map[string]int, a keys.Act, time int64) []SupportVisit {
	n, known := at[a.Facts[factVisit]]
	if !known {
		n = len(out)
		at[a.Facts[factVisit]] = n
		out = append(out, SupportVisit{Last: time})
	}
	v := &out[n]
	v.Time = time
	switch a.Name {
	case actSupportOpen:
		v.Name, v.Ticket = a.Facts[factName], a.Facts[factTicket]
		v.Failed, _ = strconv.Atoi(a.Facts[factFailed]) // what is no number is none: a line of another version
	case actSupportView:
		v.Views = append(v.Views, a.Facts[factWhat])
	case actSupportClose:
		v.Closed = true
	}
	return out
}
