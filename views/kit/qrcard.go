package kit

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
	"github.com/skip2/go-qrcode"
)

const (
	qrMargin = 4   // modules
	qrLeast  = 240 // units, margin included
	qrSmall  = 57  // modules, up to which one takes four units; three beyond
)

// QRCard shows a payload as a QR code of error correction M (ISO/IEC 18004), black on white in every theme. A module takes
// whole pixels of the screen, so that no camera meets a blurred edge.
type QRCard struct {
	widget.BaseWidget

	bits [][]bool
}

// NewQRCard shows the payload; one that no QR code can hold leaves the card white, use Set to know.
func NewQRCard(payload string) *QRCard {
	q := &QRCard{}
	q.ExtendBaseWidget(q)
	if err := q.Set(payload); err != nil {
		q.Clear()
	}
	return q
}

// Set shows another payload. The error never holds it.
func (q *QRCard) Set(payload string) error {
	code, err := qrcode.New(payload, qrcode.Medium)
	if err != nil {
		return fmt.Errorf("draw QR code of %d bytes: %w", len(payload), err)
	}
	code.DisableBorder = true
	q.bits = code.Bitmap()
	q.Refresh()
	return nil
}

// Clear forgets the payload and shows a white card.
func (q *QRCard) Clear() {
	q.bits = nil
	q.Refresh()
}

func (q *QRCard) modules() int { return max(len(q.bits), 21) }

// pixels is the side of a module on the screen at that many pixels a unit.
func (q *QRCard) pixels(density float32) int {
	n := q.modules()
	units := float64(3)
	if n <= qrSmall {
		units = 4
	}
	units = max(units, math.Ceil(qrLeast/float64(n+2*qrMargin)))
	return max(int(math.Round(units*float64(density))), 1)
}

// density is how many pixels one unit takes where the card is shown; 1 before that.
func (q *QRCard) density() float32 {
	c := fyne.CurrentApp().Driver().CanvasForObject(q)
	if c == nil || c.Scale() <= 0 {
		return U(1)
	}
	return U(1) * c.Scale()
}

// inFyne turns pixels into Fyne's own size.
func (q *QRCard) inFyne(pixels int) float32 { return float32(pixels) * U(1) / q.density() }

// CreateRenderer implements fyne.Widget.
func (q *QRCard) CreateRenderer() fyne.WidgetRenderer {
	card := newEdged()
	code := canvas.NewRaster(q.draw)
	code.ScaleMode = canvas.ImageScalePixels
	return newSketch(sketch{
		owner: q, objects: []fyne.CanvasObject{card.edge, card.ground, code},
		least: func() fyne.Size {
			side := q.inFyne((q.modules() + 2*qrMargin) * q.pixels(q.density()))
			return fyne.NewSquareSize(side + 2*U(1))
		},
		place: func(size fyne.Size) {
			side := min(size.Width, size.Height)
			at := fyne.NewPos((size.Width-side)/2, (size.Height-side)/2)
			card.place(at, fyne.NewSquareSize(side), U(12), U(1))
			inner := q.inFyne(q.modules() * q.pixels(q.density()))
			code.Move(at.AddXY((side-inner)/2, (side-inner)/2))
			code.Resize(fyne.NewSquareSize(inner))
		},
		paint: func() {
			card.edge.FillColor, card.ground.FillColor = Color(ColorSeparator), color.White
			code.Hidden = q.bits == nil
			code.Refresh()
		},
	})
}

// draw fills w by h pixels. A painter may ask for one pixel more or less than a whole number of modules; the modules stay
// whole.
func (q *QRCard) draw(w, h int) image.Image {
	img := image.NewGray(image.Rect(0, 0, w, h))
	for i := range img.Pix {
		img.Pix[i] = 0xFF
	}
	side := (min(w, h) + 1) / q.modules()
	for y, row := range q.bits {
		for x, dark := range row {
			if dark {
				fillGray(img, image.Rect(x*side, y*side, (x+1)*side, (y+1)*side))
			}
		}
	}
	return img
}

func fillGray(img *image.Gray, r image.Rectangle) {
	r = r.Intersect(img.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			img.Pix[img.PixOffset(x, y)] = 0
		}
	}
}
