package checks

import (
	"errors"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

var (
	// ErrCSVSeparator says that a table was asked for with another separator than
	// a comma or a semicolon.
	ErrCSVSeparator = errors.New("checks: csv: separator")
	// ErrCSVColumns says that a row has no cells, or another number than the first.
	ErrCSVColumns = errors.New("checks: csv: number of cells")
)

// CSV writes a table for spreadsheets: UTF-8 behind a byte order mark, lines ended
// by CR LF and quotes by RFC 4180. A table without rows is an empty file.
//
// A spreadsheet runs a cell that begins like a formula. CSV puts an apostrophe in
// front of such a cell and no other, as OWASP's page on CSV injection advises: of
// one whose first character that can be seen is = + - @ in any width, and of one
// that begins with a tab, a line end or another control character; and of such a
// one behind apostrophes, so that no two cells become the same. Numbers below zero («-12.50», «-12,50») stay as they are. Bytes that are no UTF-8
// become U+FFFD; all else stands in the file as it was given.
type CSV struct {
	out       io.Writer
	separator byte
	columns   int
}

// NewCSV writes tables to out, one Write a row. The separator is ',' or ';', which
// spreadsheets expect where a comma stands before decimals; else ErrCSVSeparator.
func NewCSV(out io.Writer, separator rune) (*CSV, error) {
	if separator != ',' && separator != ';' {
		return nil, ErrCSVSeparator
	}
	return &CSV{out: out, separator: byte(separator)}, nil
}

// Row writes one row; the first says how many cells every row has. It fails with
// ErrCSVColumns, having written nothing, or as the writer does.
func (c *CSV) Row(cells ...string) error {
	if len(cells) == 0 || c.columns > 0 && len(cells) != c.columns {
		return ErrCSVColumns
	}
	var b strings.Builder
	if c.columns == 0 {
		b.WriteString("\uFEFF")
	}
	for i, cell := range cells {
		if i > 0 {
			b.WriteByte(c.separator)
		}
		cell = harmless(strings.ToValidUTF8(cell, "\uFFFD"))
		// One empty cell alone would be an empty line, which readers leave out.
		if mustQuote(cell) || cell == "" && len(cells) == 1 {
			cell = `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		b.WriteString(cell)
	}
	b.WriteString("\r\n")
	if _, err := io.WriteString(c.out, b.String()); err != nil {
		return err
	}
	c.columns = len(cells)
	return nil
}

func harmless(cell string) string {
	if isFormula(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

// mustQuote holds for more than RFC 4180 asks: both separators and the tab, lest a
// program that guesses another one cut the cell in two, and spaces at the ends,
// which some readers drop.
func mustQuote(cell string) bool {
	return strings.ContainsAny(cell, "\",;\t\r\n") || strings.TrimSpace(cell) != cell || strings.HasPrefix(cell, "'")
}

// isFormula reports whether a spreadsheet could take a cell for more than its
// letters. Spaces and signs that cannot be seen are looked through: some programs
// drop them first.
func isFormula(cell string) bool {
	first, _ := utf8.DecodeRuneInString(cell)
	if cell == "" || isNegative(cell) {
		return false
	}
	if unicode.IsControl(first) {
		return true
	}
	for _, r := range cell {
		if unicode.IsSpace(r) || !unicode.IsGraphic(r) {
			continue
		}
		// The compatible form of a full-width or small sign is the plain one.
		return strings.ContainsAny(norm.NFKC.String(string(r)), "=+-@")
	}
	return false
}

// isNegative holds for a plain number below zero: digits, and digits behind one
// point or comma.
func isNegative(cell string) bool {
	digits, found := strings.CutPrefix(cell, "-")
	whole, part, cut := strings.Cut(strings.Replace(digits, ",", ".", 1), ".")
	return found && whole != "" && allDigits(whole) && (!cut || part != "" && allDigits(part))
}
