// Package paper makes what is printed, as PDF.
//
// The layer's rule: everything on a sheet is given, words included; the package
// holds no sentence, reads no file and no clock. The same input gives the same
// bytes. Nothing given is cut: text wraps, and a sheet that still does not fit
// is an error.
package paper

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

var (
	// ErrSheet says that a field of a sheet is missing or not of its shape.
	ErrSheet = errors.New("paper: incomplete sheet")
	// ErrTooLong says that the text does not fit on the one page, or the payload
	// in a QR code.
	ErrTooLong = errors.New("paper: too long for the sheet")
	// ErrFont says that a font given is no TrueType font.
	ErrFont = errors.New("paper: not a TrueType font")
)

// KitWords are the words of a recovery kit's sheet in the reader's language.
type KitWords struct {
	Lang    string   // the language as BCP 47, told to screen readers
	Title   string   // largest line
	Intro   string   // one or two sentences under it
	Company string   // labels of the facts, without a colon
	Owner   string   //
	Email   string   //
	Date    string   //
	Number  string   //
	Code    string   // label over the code in letters
	Age     string   // label over the age identity
	Steps   []string // instructions, numbered on the sheet
	Footer  string   // small line at the foot
}

// KitSheet is what a recovery kit shows (F15, DESIGN 13).
type KitSheet struct {
	Words   KitWords
	Company string
	Owner   string
	Email   string
	Date    string // civil date, YYYY-MM-DD; also the document's date
	Number  string // of this kit
	Payload string // what the QR code says
	Code    string // letters and digits, separators allowed: shown in groups of four
	Age     string // age identity; empty: not shown

	// Font and Bold are TrueType fonts for all text but code and identity. Empty:
	// Helvetica, which has the letters of Western Europe only. A character that
	// the font lacks is shown as a question mark, never left out.
	Font, Bold []byte
}

// App is the program's name as printed.
const App = "Trousseau"

// Kit returns a recovery kit as a PDF of one A4 page. It fails with ErrSheet,
// ErrTooLong or ErrFont; errors name fields, never what they hold.
func Kit(s KitSheet) ([]byte, error) {
	at, err := s.check()
	if err != nil {
		return nil, err
	}
	code, err := newMatrix(s.Payload)
	if err != nil {
		return nil, err
	}
	faces, err := newFaces(s.Font, s.Bold)
	if err != nil {
		return nil, err
	}
	// Long names take more lines; the letters then give way, the QR code never.
	for _, scale := range []float64{1, 0.9, 0.8, 0.7} {
		p := newPage(faces, scale)
		p.describe(s.Words.Title, s.Words.Lang, at)
		p.kit(s, code)
		if p.full() {
			continue
		}
		return p.bytes()
	}
	return nil, fmt.Errorf("%w: recovery kit", ErrTooLong)
}

// check returns the sheet's date.
func (s KitSheet) check() (time.Time, error) {
	w := s.Words
	for _, f := range []struct{ name, text string }{
		{"title", w.Title}, {"company label", w.Company}, {"owner label", w.Owner}, {"e-mail label", w.Email},
		{"date label", w.Date}, {"number label", w.Number}, {"code label", w.Code},
		{"company", s.Company}, {"owner", s.Owner}, {"e-mail", s.Email}, {"number", s.Number},
		{"payload", s.Payload}, {"code", strings.Join(groups(s.Code), "")},
	} {
		if strings.TrimSpace(f.text) == "" {
			return time.Time{}, fmt.Errorf("%w: %s", ErrSheet, f.name)
		}
	}
	if s.Age != "" && w.Age == "" {
		return time.Time{}, fmt.Errorf("%w: age label", ErrSheet)
	}
	if !plain(s.Code) || !plain(s.Age) {
		return time.Time{}, fmt.Errorf("%w: code or identity beyond ASCII", ErrSheet)
	}
	at, err := time.Parse(time.DateOnly, s.Date)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w: date", ErrSheet)
	}
	return at, nil
}

func plain(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) < 0
}

// groups drops separators and cuts a code into pieces of four.
func groups(code string) []string {
	code = strings.NewReplacer(" ", "", "-", "").Replace(code)
	var list []string
	for len(code) > 4 {
		list, code = append(list, code[:4]), code[4:]
	}
	if code != "" {
		list = append(list, code)
	}
	return list
}

// Millimetres on the sheet.
const (
	paperWidth, paperHeight = 210.0, 297.0
	margin                  = 20.0
	inner                   = paperWidth - 2*margin
	qrSize                  = 64.0 // the four modules of margin included
	boxPad                  = 3.0
	labelWidth              = 42.0
)

// kit draws the sheet from top to bottom.
func (p *page) kit(s KitSheet, code matrix) {
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
	for _, f := range [][2]string{{w.Company, s.Company}, {w.Owner, s.Owner}, {w.Email, s.Email}, {w.Date, s.Date}, {w.Number, s.Number}} {
		p.fact(f[0], f[1])
	}
	p.gap(6)
	p.codeBox(w.Code, groups(s.Code), code)
	if s.Age != "" {
		p.gap(6)
		p.ink(soft)
		p.text(regular, 9.5, margin, inner, w.Age)
		p.ink(dark)
		p.text(mono, 9.5, margin, inner, s.Age)
	}
	p.gap(5)
	for i, step := range w.Steps {
		p.step(i+1, step)
	}
	p.foot(w.Footer)
}

// fact draws a label and beside it its value, both wrapped.
func (p *page) fact(label, value string) {
	top := p.y
	p.ink(soft)
	p.text(regular, 10.5, margin, labelWidth-4, label)
	under := p.y
	p.y = top
	p.ink(dark)
	p.text(bold, 12, margin+labelWidth, inner-labelWidth, value)
	p.y = max(p.y, under) + 1.5*p.scale
}

// codeBox draws the frame with the QR code at the left and the code in letters,
// four groups a line, at the right.
func (p *page) codeBox(label string, list []string, code matrix) {
	top, left := p.y, margin+boxPad+qrSize+boxPad
	width := inner - qrSize - 3*boxPad
	code.draw(p.pdf, margin+boxPad, top+boxPad, qrSize)
	p.y = top + boxPad + 4
	p.ink(soft)
	p.text(regular, 10, left, width, label)
	p.gap(2)
	p.ink(dark)
	for len(list) > 0 {
		n := min(4, len(list))
		p.text(mono, 21, left, width, strings.Join(list[:n], " "))
		p.gap(1.5)
		list = list[n:]
	}
	p.y = max(p.y+boxPad, top+qrSize+2*boxPad)
	p.pdf.SetDrawColor(brass[0], brass[1], brass[2])
	p.pdf.SetLineWidth(0.5)
	p.pdf.RoundedRect(margin, top, inner, p.y-top, 3, "1234", "D")
}

// step draws one numbered instruction.
func (p *page) step(number int, words string) {
	top := p.y
	p.text(bold, 11.5, margin, 8, fmt.Sprintf("%d.", number))
	p.y = top
	p.text(regular, 11.5, margin+8, inner-8, words)
	p.gap(1.5)
}

// foot draws the last line at the bottom of the page.
func (p *page) foot(words string) {
	p.gap(3)
	const size = 9
	at := paperHeight - 14 - p.height(regular, size, inner, words)
	p.y = max(p.y, at)
	p.ink(soft)
	p.text(regular, size, margin, inner, words)
}
