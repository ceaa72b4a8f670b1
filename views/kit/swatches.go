package kit

import (
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Swatches chooses one of a row of colours. It is one stop of Tab; the arrows move the choice, and the row breaks where the
// room ends.
type Swatches struct {
	press

	colors   []string
	chosen   int
	onChange func(hex string)
}

// NewSwatches shows the first of the colours, given as #RRGGBB, chosen. onChange is called when the person chooses, never by
// SetColor.
func NewSwatches(colors []string, onChange func(hex string)) *Swatches {
	s := &Swatches{colors: colors, onChange: onChange}
	s.become(s, nil)
	return s
}

// Color returns the chosen colour as #RRGGBB, "" when there are none.
func (s *Swatches) Color() string {
	if s.chosen >= len(s.colors) {
		return ""
	}
	return s.colors[s.chosen]
}

// SetColor shows that colour as chosen; one that is not in the row changes nothing.
func (s *Swatches) SetColor(hex string) {
	for i, c := range s.colors {
		if strings.EqualFold(c, hex) {
			s.chosen = i
			s.Refresh()
		}
	}
}

// Tapped implements fyne.Tappable.
func (s *Swatches) Tapped(e *fyne.PointEvent) {
	Active()
	if s.Disabled() {
		return
	}
	s.grab()
	for i := range s.colors {
		at := e.Position.Subtract(s.corner(i, s.Size().Width))
		if at.X >= 0 && at.Y >= 0 && at.X < U(swatchSide) && at.Y < U(swatchSide) {
			s.choose(i)
		}
	}
}

// TypedKey moves the choice.
func (s *Swatches) TypedKey(e *fyne.KeyEvent) {
	s.byKey()
	if to, ok := step(e.Name, s.chosen, len(s.colors)); ok {
		s.choose(to)
		return
	}
	Pass(s, e)
}

func (s *Swatches) choose(i int) {
	if i < 0 || i >= len(s.colors) || i == s.chosen || s.Disabled() {
		return
	}
	s.chosen = i
	s.Refresh()
	if s.onChange != nil {
		s.onChange(s.Color())
	}
}

const (
	swatchSide = 32
	swatchGap  = 12
	swatchMost = 10 // in a row
)

func (s *Swatches) columns(width float32) int {
	fit := int((width + U(swatchGap) + slack) / U(swatchSide+swatchGap))
	return min(max(fit, 1), swatchMost)
}

// corner leaves room around for the mark of the chosen one.
func (s *Swatches) corner(i int, width float32) fyne.Position {
	n := s.columns(width - 2*U(4))
	pitch := U(swatchSide + swatchGap)
	return fyne.NewPos(U(4)+float32(i%n)*pitch, U(4)+float32(i/n)*pitch)
}

func (s *Swatches) naturalWidth() float32 {
	n := float32(min(len(s.colors), swatchMost))
	return n*U(swatchSide) + max(n-1, 0)*U(swatchGap) + 2*U(4)
}

// CreateRenderer implements fyne.Widget.
func (s *Swatches) CreateRenderer() fyne.WidgetRenderer {
	r := &swatchParts{s: s, ring: newRing(), mark: newRing(), tick: newIcon("check", ColorOnPrimary)}
	objects := []fyne.CanvasObject{r.ring, r.mark}
	for range s.colors {
		fill := newFill()
		r.fills = append(r.fills, fill)
		objects = append(objects, fill)
	}
	return newSketch(sketch{
		owner: s, objects: append(objects, r.tick), least: r.least, place: r.place, paint: r.paint,
	})
}

type swatchParts struct {
	s          *Swatches
	ring, mark *canvas.Rectangle
	fills      []*canvas.Rectangle
	tick       *canvas.Image
}

func (r *swatchParts) least() fyne.Size {
	width := r.s.Size().Width
	if width == 0 {
		width = r.s.naturalWidth()
	}
	last := r.s.corner(len(r.s.colors)-1, width)
	half := float32((swatchMost + 1) / 2)
	return fyne.NewSize(half*U(swatchSide+swatchGap)-U(swatchGap)+2*U(4), last.Y+U(swatchSide+4))
}

func (r *swatchParts) place(size fyne.Size) {
	square := fyne.NewSquareSize(U(swatchSide))
	for i, fill := range r.fills {
		at := r.s.corner(i, size.Width)
		placeFill(fill, at, square, U(8))
		if i == r.s.chosen {
			placeRing(r.ring, at, square, U(8))
			placeRing(r.mark, at, square, U(8))
			placeIcon(r.tick, at, square, 20)
		}
	}
}

func (r *swatchParts) paint() {
	for i, fill := range r.fills {
		fill.FillColor = hexColor(r.s.colors[i])
	}
	r.mark.StrokeColor, r.mark.StrokeWidth = hexColor(r.s.Color()), U(2)
	r.mark.Hidden = r.s.ringed() || len(r.s.colors) == 0
	paintRing(r.ring, r.s.ringed())
	r.tick.Resource = whiteIcon("check")
	r.tick.Hidden = len(r.s.colors) == 0
	r.tick.Refresh()
}

// whiteIcon is drawn on a company's colour, which no theme changes.
func whiteIcon(name string) fyne.Resource {
	svg := strings.ReplaceAll(string(Icon(name).Content()), `fill="`, `fill="#ffffff" data-was="`)
	return fyne.NewStaticResource("white-"+name+".svg", []byte(svg))
}

// hexColor reads #RRGGBB; anything else is black.
func hexColor(hex string) color.NRGBA {
	v, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 24)
	if err != nil {
		v = 0
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}
