package paper

import (
	"bytes"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// face is one of the three ways letters look on a sheet.
type face int

const (
	regular face = iota
	bold
	mono // Courier, for ASCII only
)

type color [3]int

var (
	dark  = color{0x1E, 0x21, 0x26}
	soft  = color{0x5F, 0x5D, 0x57}
	brass = color{0x82, 0x59, 0x0F}
)

// faces holds the fonts of a sheet and knows which characters each can draw.
type faces struct {
	files [2][]byte // regular, bold; nil: the PDF reader's own Helvetica
	knows [2]func(r rune) bool
}

// newFaces takes TrueType fonts; a missing bold is drawn by the regular one.
func newFaces(regularFile, boldFile []byte) (faces, error) {
	if len(regularFile) == 0 {
		return faces{knows: [2]func(rune) bool{western, western}}, nil
	}
	if len(boldFile) == 0 {
		boldFile = regularFile
	}
	f := faces{files: [2][]byte{regularFile, boldFile}}
	for i, file := range f.files {
		font, err := sfnt.Parse(file)
		// A version tag other than 1.0 or "true" has no TrueType outlines (CFF).
		if err != nil || string(file[:4]) != "\x00\x01\x00\x00" && string(file[:4]) != "true" {
			return faces{}, ErrFont
		}
		f.knows[i] = func(r rune) bool {
			var buffer sfnt.Buffer
			glyph, err := font.GlyphIndex(&buffer, r)
			return err == nil && glyph != 0 && r <= 0xFFFF // the writer has 16 bits a character
		}
	}
	return f, nil
}

// western reports whether Helvetica in the encoding of Western Europe has r.
func western(r rune) bool {
	_, ok := charmap.Windows1252.EncodeRune(r)
	return ok
}

// page is one A4 sheet being filled from top to bottom, in millimetres.
type page struct {
	pdf   *fpdf.Fpdf
	faces faces
	scale float64 // of letters and gaps
	y     float64
}

func newPage(f faces, scale float64) *page {
	p := newDocument(f, scale, "P")
	p.turn()
	return p
}

// newDocument is a document without a page: upright by "P", on its side by "L".
func newDocument(f faces, scale float64, orientation string) *page {
	p := &page{pdf: fpdf.New(orientation, "mm", "A4", ""), faces: f, scale: scale}
	if f.files[0] != nil {
		p.pdf.AddUTF8FontFromBytes("sheet", "", f.files[0])
		p.pdf.AddUTF8FontFromBytes("sheet", "B", f.files[1])
	}
	p.pdf.SetAutoPageBreak(false, 0)
	return p
}

// turn begins the next page.
func (p *page) turn() {
	p.pdf.AddPage()
	p.y = margin - 4
}

// bytes closes the document.
func (p *page) bytes() ([]byte, error) {
	var b bytes.Buffer
	if err := p.pdf.Output(&b); err != nil {
		return nil, fmt.Errorf("paper: write the document: %w", err)
	}
	return b.Bytes(), nil
}

// describe writes what a reader shows about the document. The date is the
// sheet's own, so that equal sheets are equal files.
func (p *page) describe(title, lang string, at time.Time) {
	p.pdf.SetTitle(title, true)
	p.pdf.SetCreator(App, true)
	p.pdf.SetProducer(App, true)
	p.pdf.SetLang(lang)
	p.pdf.SetCreationDate(at)
	p.pdf.SetModificationDate(at)
	p.pdf.SetCatalogSort(true)
}

// full reports whether something was drawn below the printable part.
func (p *page) full() bool { return p.y > paperHeight-margin/2 }

func (p *page) gap(mm float64) { p.y += mm * p.scale }

func (p *page) ink(c color) { p.pdf.SetTextColor(c[0], c[1], c[2]) }

// rule draws a line over the whole width.
func (p *page) rule() {
	p.gap(1.5)
	p.pdf.SetDrawColor(brass[0], brass[1], brass[2])
	p.pdf.SetLineWidth(0.5)
	p.pdf.Line(margin, p.y, margin+inner, p.y)
	p.gap(1.5)
}

// use chooses face and size (points) and returns the height of a line in mm.
func (p *page) use(f face, size float64) float64 {
	size *= p.scale
	family, style := "Helvetica", ""
	switch {
	case f == mono:
		family = "Courier"
	case p.faces.files[0] != nil:
		family = "sheet"
	}
	if f == bold || f == mono {
		style = "B"
	}
	p.pdf.SetFont(family, style, size)
	return size * 1.3 * 25.4 / 72
}

// text draws words at the current height between left and left+width, wrapped,
// and moves below them.
func (p *page) text(f face, size, left, width float64, words string) {
	line := p.use(f, size)
	for _, part := range p.wrap(f, width, words) {
		p.pdf.Text(left, p.y+0.75*line, p.encode(f, part))
		p.y += line
	}
}

// height is what text would move by.
func (p *page) height(f face, size, width float64, words string) float64 {
	return p.use(f, size) * float64(len(p.wrap(f, width, words)))
}

// wrap breaks words into lines of a width in the face chosen by use: at spaces
// (never at those that bind), and inside a word only when it is wider than a
// line.
func (p *page) wrap(f face, width float64, words string) []string {
	fits := func(s string) bool { return p.pdf.GetStringWidth(p.encode(f, s)) <= width }
	var lines []string
	line := ""
	for _, word := range strings.FieldsFunc(p.drawable(f, words), func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }) {
		if line != "" && fits(line+" "+word) {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for !fits(word) {
			n := head(word, fits)
			lines, word = append(lines, word[:n]), word[n:]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// head returns the length in bytes of the longest beginning that fits, of one
// character at least.
func head(word string, fits func(string) bool) int {
	_, n := utf8.DecodeRuneInString(word)
	for i := range word {
		if i > n && fits(word[:i]) {
			n = i
		}
	}
	return n
}

// drawable returns text in which every character has a shape in the face: what
// has none becomes a near relative or a question mark.
func (p *page) drawable(f face, text string) string {
	if f == mono {
		return text // checked to be ASCII
	}
	knows := p.faces.knows[f]
	return strings.Map(func(r rune) rune {
		near := r
		switch r {
		case '\u202F', '\u2007': // narrow and figure spaces that bind
			near = '\u00A0'
		case '\u2011': // hyphen that binds
			near = '-'
		case ' ', '\n', '\t', '\r':
			return r
		}
		switch {
		case knows(r):
			return r
		case knows(near):
			return near
		}
		return '?'
	}, norm.NFC.String(text))
}

// encode returns drawable text as the writer wants it in this face.
func (p *page) encode(f face, text string) string {
	if f == mono || p.faces.files[0] != nil {
		return text
	}
	b := make([]byte, 0, len(text))
	for _, r := range text {
		c, _ := charmap.Windows1252.EncodeRune(r) // drawable left only what it has
		b = append(b, c)
	}
	return string(b)
}
