package paper

import (
	"fmt"
	"strings"
	"time"
)

// CodesWords are the words of a sheet of recovery codes in the reader's language.
type CodesWords struct {
	Lang    string   // the language as BCP 47, told to screen readers
	Title   string   // largest line
	Intro   string   // one or two sentences under it
	Company string   // labels of the facts, without a colon
	Email   string   //
	Date    string   //
	Codes   string   // label over the codes
	Steps   []string // instructions, numbered on the sheet
	Footer  string   // small line at the foot
}

// CodesSheet is what a sheet of recovery codes shows (F13).
type CodesSheet struct {
	Words   CodesWords
	Company string
	Email   string
	Date    string   // civil date, YYYY-MM-DD; also the document's date
	Codes   []string // as they are typed, ASCII; each gets a box to tick once it is used

	// Font and Bold are as in KitSheet.
	Font, Bold []byte
}

// Codes returns a sheet of recovery codes as a PDF of one A4 page. It fails with
// ErrSheet, ErrTooLong or ErrFont; errors name fields, never what they hold.
func Codes(s CodesSheet) ([]byte, error) {
	at, err := s.check()
	if err != nil {
		return nil, err
	}
	faces, err := newFaces(s.Font, s.Bold)
	if err != nil {
		return nil, err
	}
	for _, scale := range []float64{1, 0.9, 0.8, 0.7} {
		p := newPage(faces, scale)
		p.describe(s.Words.Title, s.Words.Lang, at)
		p.codes(s)
		if p.full() {
			continue
		}
		return p.bytes()
	}
	return nil, fmt.Errorf("%w: recovery codes", ErrTooLong)
}

// check returns the sheet's date.
func (s CodesSheet) check() (time.Time, error) {
	w := s.Words
	for _, f := range []struct{ name, text string }{
		{"title", w.Title}, {"company label", w.Company}, {"e-mail label", w.Email}, {"date label", w.Date},
		{"codes label", w.Codes}, {"company", s.Company}, {"e-mail", s.Email},
	} {
		if strings.TrimSpace(f.text) == "" {
			return time.Time{}, fmt.Errorf("%w: %s", ErrSheet, f.name)
		}
	}
	if len(s.Codes) == 0 {
		return time.Time{}, fmt.Errorf("%w: codes", ErrSheet)
	}
	for _, code := range s.Codes {
		if strings.TrimSpace(code) == "" || !plain(code) {
			return time.Time{}, fmt.Errorf("%w: empty code, or one beyond ASCII", ErrSheet)
		}
	}
	at, err := time.Parse(time.DateOnly, s.Date)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w: date", ErrSheet)
	}
	return at, nil
}

// codes draws the sheet from top to bottom.
func (p *page) codes(s CodesSheet) {
	w := s.Words
	p.ink(brass)
	p.text(bold, 11, margin, inner, App)
	p.rule()
	p.ink(dark)
	p.gap(3)
	p.text(bold, 22, margin, inner, w.Title)
	p.gap(2)
	p.text(regular, 11.5, margin, inner, w.Intro)
	p.gap(6)
	for _, f := range [][2]string{{w.Company, s.Company}, {w.Email, s.Email}, {w.Date, s.Date}} {
		p.fact(f[0], f[1])
	}
	p.gap(6)
	p.codesBox(w.Codes, s.Codes)
	p.gap(5)
	for i, step := range w.Steps {
		p.step(i+1, step)
	}
	p.foot(w.Footer)
}

// Millimetres inside the frame of the codes.
const (
	codesColumn = (inner - 2*boxPad) / 2
	codesTick   = 4.0 // the box to tick
	codesIndent = 8.0 // of the code behind it
)

// codesBox draws the frame with the codes in two columns, read downwards.
func (p *page) codesBox(label string, codes []string) {
	top := p.y
	p.gap(boxPad)
	p.ink(soft)
	p.text(regular, 10, margin+boxPad, inner-2*boxPad, label)
	p.gap(3)
	p.ink(dark)
	p.pdf.SetDrawColor(soft[0], soft[1], soft[2])
	p.pdf.SetLineWidth(0.3)
	head, rows, end := p.y, (len(codes)+1)/2, p.y
	for i, code := range codes {
		if i%rows == 0 {
			p.y = head
		}
		left := margin + boxPad + float64(i/rows)*codesColumn
		line := p.y
		p.text(mono, 13, left+codesIndent, codesColumn-codesIndent, code)
		p.pdf.Rect(left, line+(p.y-line-codesTick)/2, codesTick, codesTick, "D")
		p.gap(2.5)
		end = max(end, p.y)
	}
	p.y = end + boxPad
	p.pdf.SetDrawColor(brass[0], brass[1], brass[2])
	p.pdf.SetLineWidth(0.5)
	p.pdf.RoundedRect(margin, top, inner, p.y-top, 3, "1234", "D")
}
