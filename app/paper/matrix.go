package paper

import (
	"fmt"

	"codeberg.org/go-pdf/fpdf"
	"github.com/skip2/go-qrcode"
)

// matrix is a QR code with its margin of four modules, true for dark.
type matrix [][]bool

// newMatrix encodes a payload at level M (15 % of the code may be lost).
func newMatrix(payload string) (matrix, error) {
	code, err := qrcode.New(payload, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("%w: QR code", ErrTooLong)
	}
	return code.Bitmap(), nil
}

// draw paints the code as rectangles, one for each run of dark modules. Each
// reaches a hair into the next row: readers that soften edges would otherwise
// show white lines between the rows.
func (m matrix) draw(pdf *fpdf.Fpdf, left, top, size float64) {
	module := size / float64(len(m))
	const hair = 0.02
	pdf.SetFillColor(0, 0, 0)
	for row := range m {
		for from := 0; from < len(m[row]); from++ {
			to := from
			for to < len(m[row]) && m[row][to] {
				to++
			}
			if to > from {
				pdf.Rect(left+float64(from)*module, top+float64(row)*module, float64(to-from)*module, module+hair, "F")
				from = to
			}
		}
	}
}
