package paper

import (
	"fmt"
	"slices"
	"strings"
)

// Decision is what an access review says of one person.
type Decision int

// The decisions, closed.
const (
	Undecided Decision = iota
	Confirmed
	Revoked
)

// ReviewWords are the words of an access review in the reader's language.
type ReviewWords struct {
	Lang      string   // the language as BCP 47, told to screen readers
	Title     string   // largest line, again on every page
	Intro     string   // one or two sentences under it; empty: none
	Date      string   // labels of the facts, without a colon
	By        string   //
	Person    string   // titles of the columns
	Kind      string   //
	Rights    string   //
	Seen      string   //
	Decision  string   //
	Undecided string   // the decisions
	Confirmed string   //
	Revoked   string   //
	Sign      []string // under the lines to sign on, side by side: one to four
	Footer    string   // small line at the foot of every page; empty: none
	Page      func(page, pages int) string
}

// Reviewed is one person of an access review.
type Reviewed struct {
	Name, Email string   // a name that nobody knows yet may be empty
	Kind        string   // internal or external, as words
	Rights      []string // as words, one at least: «no rights» is said, too
	Seen        string   // last sign-in, as it is read
	Decision    Decision
	By, At      string // who decided and when, as it is read; both empty for Undecided alone
}

// ReviewSheet is an access review (U12): who has access and whether an owner left
// it so.
type ReviewSheet struct {
	Words   ReviewWords
	Company Company
	Date    string // civil date, YYYY-MM-DD; also the document's date
	By      string // who made the review
	People  []Reviewed

	// Font and Bold are as in KitSheet.
	Font, Bold []byte
}

// Review returns an access review as a PDF of A4 pages on their side, as many as it
// needs, with lines to sign on at the end. It breaks pages and fails as List does.
func Review(s ReviewSheet) ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	list := s.list()
	t, err := list.begin()
	if err != nil {
		return nil, err
	}
	for _, r := range s.People {
		if err := t.row(s.row(r)); err != nil {
			return nil, err
		}
	}
	if err := t.sign(s.Words.Sign); err != nil {
		return nil, err
	}
	t.number(list.Words)
	return t.bytes()
}

// list is the review's head as that of a list.
func (s ReviewSheet) list() ListSheet {
	w := s.Words
	return ListSheet{
		Words:   ListWords{Lang: w.Lang, Title: w.Title, Intro: w.Intro, Date: w.Date, By: w.By, Footer: w.Footer, Page: w.Page},
		Company: s.Company, Date: s.Date, By: s.By, Wide: true, Font: s.Font, Bold: s.Bold,
		Columns: []Column{{Title: w.Person, Width: 26, Strong: true}, {Title: w.Kind, Width: 11}, {Title: w.Rights, Width: 33},
			{Title: w.Seen, Width: 14}, {Title: w.Decision, Width: 16}},
	}
}

func (s ReviewSheet) check() error {
	w := s.Words
	if err := filled(field{"undecided", w.Undecided}, field{"confirmed", w.Confirmed}, field{"revoked", w.Revoked}); err != nil {
		return err
	}
	if len(w.Sign) == 0 || len(w.Sign) > 4 || slices.ContainsFunc(w.Sign, func(label string) bool { return strings.TrimSpace(label) == "" }) {
		return fmt.Errorf("%w: lines to sign on", ErrSheet)
	}
	if len(s.People) == 0 {
		return fmt.Errorf("%w: people", ErrSheet)
	}
	for i, r := range s.People {
		if err := r.check(); err != nil {
			return fmt.Errorf("%w (person %d)", err, i+1)
		}
	}
	return nil
}

func (r Reviewed) check() error {
	if err := filled(field{"e-mail", r.Email}, field{"kind", r.Kind}, field{"last sign-in", r.Seen}, field{"rights", strings.Join(r.Rights, "")}); err != nil {
		return err
	}
	switch r.Decision {
	case Undecided:
		if r.By != "" || r.At != "" {
			return fmt.Errorf("%w: maker or time of no decision", ErrSheet)
		}
	case Confirmed, Revoked:
		return filled(field{"maker of a decision", r.By}, field{"time of a decision", r.At})
	default:
		return fmt.Errorf("%w: decision", ErrSheet)
	}
	return nil
}

var (
	green = color{0x1C, 0x6B, 0x42}
	red   = color{0xB3, 0x26, 0x1E}
)

func (s ReviewSheet) row(r Reviewed) [][]part {
	word, ink := s.Words.Undecided, soft
	switch r.Decision {
	case Confirmed:
		word, ink = s.Words.Confirmed, green
	case Revoked:
		word, ink = s.Words.Revoked, red
	}
	return [][]part{
		{{bold, 9.5, dark, r.Name}, {regular, 8.5, soft, r.Email}},
		{{regular, 9.5, dark, r.Kind}},
		{{regular, 9.5, dark, strings.Join(r.Rights, "\u00a0· ")}}, // no line begins with the dot
		{{regular, 9.5, dark, r.Seen}},
		{{bold, 9.5, ink, word}, {regular, 8.5, soft, r.By}, {regular, 8.5, soft, r.At}},
	}
}

// Millimetres at the lines to sign on.
const (
	signRoom = 18.0 // above the line
	signGap  = 8.0  // between two lines
)

// sign draws the lines to sign on, together on one page.
func (t *table) sign(labels []string) error {
	n := float64(len(labels))
	width := (t.span - (n-1)*signGap) / n
	below := 0.0
	for _, label := range labels {
		below = max(below, t.height(regular, 8.5, width, label))
	}
	if t.y+signRoom+2+below > t.low {
		t.turn()
		t.running()
	}
	if t.y+signRoom+2+below > t.low {
		return fmt.Errorf("%w: lines to sign on", ErrTooLong)
	}
	t.y += signRoom
	top := t.y
	t.ink(soft)
	for i, label := range labels {
		left := t.left + float64(i)*(width+signGap)
		t.pdf.SetDrawColor(soft[0], soft[1], soft[2])
		t.pdf.SetLineWidth(0.3)
		t.pdf.Line(left, top, left+width, top)
		t.y = top + 1
		t.text(regular, 8.5, left, width, label)
	}
	return nil
}
