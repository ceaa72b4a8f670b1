package paper

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// Company is the head of a sheet: whose it is, so that nobody takes one company's
// paper for another's (M3).
type Company struct {
	Name  string
	Color string // #RRGGBB, dark enough for white letters; strip and square
	Mark  string // one or two letters in the square; empty: none
}

// ink returns the company's colour.
func (c Company) ink() (color, error) {
	digits, found := strings.CutPrefix(c.Color, "#")
	b, err := hex.DecodeString(digits)
	if !found || err != nil || len(b) != 3 {
		return color{}, fmt.Errorf("%w: company colour", ErrSheet)
	}
	return color{int(b[0]), int(b[1]), int(b[2])}, nil
}

// check returns the company's colour, or says what is missing.
func (c Company) check() (color, error) {
	if err := filled(field{"company", c.Name}); err != nil {
		return color{}, err
	}
	if len([]rune(c.Mark)) > 2 {
		return color{}, fmt.Errorf("%w: mark of the company", ErrSheet)
	}
	return c.ink()
}

type field struct{ name, text string }

// filled fails for the first field that holds nothing to read.
func filled(fields ...field) error {
	for _, f := range fields {
		if strings.TrimSpace(f.text) == "" {
			return fmt.Errorf("%w: %s", ErrSheet, f.name)
		}
	}
	return nil
}

var white = color{0xFF, 0xFF, 0xFF}

// Millimetres of the head.
const (
	stripTop, stripSize = 11.0, 1.0
	squareSize          = 10.0
	squareGap           = 3.5
)

// brand draws the company's strip, its square and its name from left over a
// width, the program's name at the right. The square takes no part in scale.
func (p *page) brand(c Company, ink color, left, width float64) {
	p.fill(ink)
	p.pdf.Rect(left, stripTop, width, stripSize, "F")
	top := p.y
	p.pdf.RoundedRect(left, top, squareSize, squareSize, 2, "1234", "F")
	if c.Mark != "" {
		p.ink(white)
		p.letters(bold, 12, left, top+squareSize/2, squareSize, c.Mark)
	}
	p.ink(brass)
	app := p.width(bold, 11, App)
	p.y = top + (squareSize-p.use(bold, 11))/2
	p.text(bold, 11, left+width-app, app+1, App)
	p.ink(dark)
	name := width - squareSize - 2*squareGap - app
	p.y = max(top, top+(squareSize-p.height(bold, 14, name, c.Name))/2)
	p.text(bold, 14, left+squareSize+squareGap, name, c.Name)
	p.y = max(p.y, top+squareSize)
}

// letters draws a few words on one line, centred on a height and in a width.
// What is wider is drawn smaller.
func (p *page) letters(f face, size, left, middle, width float64, words string) {
	words = p.drawable(f, words)
	for p.width(f, size, words) > width-1 && size > 1 {
		size--
	}
	line := p.use(f, size)
	p.pdf.Text(left+(width-p.width(f, size, words))/2, middle+0.25*line, p.encode(f, words))
}

// width is that of drawable words on one line, in millimetres.
func (p *page) width(f face, size float64, words string) float64 {
	p.use(f, size)
	return p.pdf.GetStringWidth(p.encode(f, words))
}

func (p *page) fill(c color) { p.pdf.SetFillColor(c[0], c[1], c[2]) }
