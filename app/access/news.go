package access

import (
	"context"
	"errors"
	"slices"

	"trousseau/app/keys"
	"trousseau/data"
)

// NewsKind says what a person is told at his sign-in.
type NewsKind string

// What is told: changes of what guards his own account, of his companies' rules,
// and of another owner's door.
const (
	NewsPassword NewsKind = "password"
	NewsEnrolled NewsKind = "enrolled"
	NewsReplaced NewsKind = "replaced"
	NewsOff      NewsKind = "off"
	NewsCodes    NewsKind = "codes"
	NewsCode     NewsKind = "code"
	NewsKitUsed  NewsKind = "kitUsed"
	NewsKitMade  NewsKind = "kitMade"
	NewsPolicy   NewsKind = "policy"
	NewsLock     NewsKind = "lock"
	NewsRequire  NewsKind = "require"
	NewsMoney    NewsKind = "money"
	NewsClock    NewsKind = "clock"
	NewsOtherKit NewsKind = "otherKit" // another member came in with his kit
	NewsOlder    NewsKind = "older"    // an owner took an older copy of the file in
	// NewsResetFactor and NewsResetPassword: another member made a code for him.
	NewsResetFactor   NewsKind = "resetFactor"
	NewsResetPassword NewsKind = "resetPassword"
	// NewsReport: his own report was changed outside the program, and written anew.
	NewsReport NewsKind = "report"
	// NewsLine: lines of the journal cannot be read; what they told of is not known.
	NewsLine NewsKind = "line"
)

// News is one thing that changed since the sign-in before this one, newest first.
type News struct {
	Time int64 // Unix ms
	Kind NewsKind
	Who  string // the member's id, for what another one did
	// Line is the number, from 0, of the first line that cannot be read, Count how many
	// there are; of other news both are 0.
	Line  uint64
	Count int
}

var eventNews = map[keys.EventKind]NewsKind{
	keys.EventPassword: NewsPassword, keys.EventEnrolled: NewsEnrolled, keys.EventReplaced: NewsReplaced, keys.EventOff: NewsOff,
	keys.EventCodes: NewsCodes, keys.EventCode: NewsCode, keys.EventKitUsed: NewsKitUsed, keys.EventKitMade: NewsKitMade,
	keys.EventReport: NewsReport,
}

var settingNews = map[string]NewsKind{
	keys.SetPolicy: NewsPolicy, keys.SetLock: NewsLock, keys.SetFactor: NewsRequire, keys.SetMoney: NewsMoney, keys.SetClock: NewsClock,
}

// News tells what changed since the sign-in before this one (ASVS 6.3.7). The
// first sign-in of all has none.
func (s *Session) News(ctx context.Context) ([]News, error) {
	var out []News
	err := s.read(ctx, func(tx *data.Tx, r *room) error {
		n := len(s.ring.SignIns)
		if n < 2 {
			return nil
		}
		since := s.ring.SignIns[n-2].Time
		if set := r.state.Since(keys.SetClock); set > 0 && since > s.ring.SignIns[n-1].Time && since > set {
			since = set // that sign-in was by a clock that ran ahead, before an owner lowered it
		}
		for _, e := range s.ring.Events {
			if e.Time >= since {
				out = append(out, News{Time: e.Time, Kind: eventNews[e.Kind]})
			}
		}
		for name, kind := range settingNews {
			if at := r.state.Since(name); at > 0 && at >= since {
				out = append(out, News{Time: at, Kind: kind})
			}
		}
		out = append(out, r.returns(since)...)
		out = append(out, r.resets(since)...)
		others, err := r.others(tx, s.ring.SignIns[n-2].Time)
		out = append(out, others...)
		return err
	})
	slices.SortStableFunc(out, func(a, b News) int { return int(max(-1, min(1, b.Time-a.Time))) })
	return out, err
}

// note writes down what happened to the account: never before its last sign-in, or
// nobody would be told, whatever other members' lines say of the time.
func (w *writer) note(kind keys.EventKind) {
	at := w.at
	if n := len(w.ring.SignIns); n > 0 {
		at = notBefore(at, w.ring.SignIns[n-1].Time)
	}
	w.ring.Note(at, kind)
}

// returns tells which older copies were taken in; the sign-in that took one in has
// told the person himself.
func (r *room) returns(since int64) (out []News) {
	for _, f := range r.state.Restorations() {
		if f.Time > since || f.Time == since && f.Author != r.member {
			out = append(out, News{Time: f.Time, Kind: NewsOlder})
		}
	}
	return out
}

// resets tells of codes by which somebody would help the person: he may know nothing
// of it.
func (r *room) resets(since int64) (out []News) {
	if p, ok := r.state.FactorReset(r.member); ok && p.Time >= since {
		out = append(out, News{Time: p.Time, Kind: NewsResetFactor, Who: p.Author.String()})
	}
	if p, ok := r.state.PasswordReset(r.member); ok && p.Time >= since {
		out = append(out, News{Time: p.Time, Kind: NewsResetPassword, Who: p.Author.String()})
	}
	return out
}

// others finds the lines in which another member came in with his kit; only who
// holds `people` can read them. signIn is the time of the person's sign-in before
// this one: its own line ends the search, because what other members' programs say
// of the time need not be true. Lines that cannot be read, each of which may have
// told of a kit, are one news of their own and hide no other.
func (r *room) others(tx *data.Tx, signIn int64) ([]News, error) {
	if _, err := r.key(keys.People); err != nil {
		return nil, nil // not for him to know
	}
	h := hearing{at: r.latest}
	for end := r.lines; end > 0 && !h.over; {
		from := end - min(end, batch)
		rows, err := tx.Lines(r.state.Company[:], from, int(end-from))
		if err != nil {
			return nil, err
		}
		for i := len(rows) - 1; i >= 0 && !h.over; i-- {
			if err := r.hear(tx, rows[i], signIn, &h); err != nil {
				return nil, err
			}
		}
		end = from
	}
	if h.torn.Count > 0 {
		h.news = append(h.news, h.torn)
	}
	return h.news, nil
}

// hearing is what the lines told so far, from the newest back.
type hearing struct {
	news []News
	torn News  // of the lines that cannot be read
	at   int64 // time of the line before, which stands in for one that tells none
	over bool
}

// hear takes one line in. Errors: those of the file.
func (r *room) hear(tx *data.Tx, row data.Line, signIn int64, h *hearing) error {
	l, err := keys.ParseLine(row.Line)
	if err != nil {
		h.tear(row.Seq)
		return nil
	}
	h.at = l.Time
	if l.Actor == r.member {
		h.over = l.Time == signIn
		return nil
	}
	a, err := r.body(tx, l, row)
	if errors.Is(err, ErrTampered) {
		h.tear(row.Seq)
		return nil
	}
	if err == nil && a.Name == actKitUsed {
		h.news = append(h.news, News{Time: l.Time, Kind: NewsOtherKit, Who: l.Actor.String()})
	}
	return err
}

func (h *hearing) tear(line uint64) {
	if h.torn.Count == 0 {
		h.torn = News{Kind: NewsLine, Time: h.at}
	}
	h.torn.Line = line
	h.torn.Count++
}

// body opens what a line says was done, under whatever epoch. Errors: ErrForbidden
// without the key of people, ErrTampered.
func (r *room) body(tx *data.Tx, l keys.Line, row data.Line) (keys.Act, error) {
	var a keys.Act
	k, err := r.at(tx, keys.People, row.Body.Epoch)
	if err != nil {
		return a, err
	}
	plain, err := k.OpenLetter(lineContext(l, keys.People, k.Epoch), row.Body.Bytes)
	if err != nil {
		return a, damaged(err)
	}
	return a, damaged(keys.Unsalted(plain, l.Body, &a))
}

// ConfirmTime is the person's word that the clock, which leapt ahead since his
// last sign-in, is right; what waited for it, an old password, is due from now.
func (s *Session) ConfirmTime(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	err := s.write(ctx, act{name: actTime, account: true}, func(w *writer) (*change, error) {
		w.ring.Trusted = w.now
		return nil, nil
	})
	if err == nil {
		s.duty = duty(s.ring, asked(s.rooms, s.aside), s.door.now())
	}
	return err
}
