package kit

import (
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// sketch is a renderer put together from what differs between components. paint reads state and colours, place positions;
// both run at every Refresh, so that a new theme or scale shows at once.
type sketch struct {
	owner   fyne.Widget
	objects []fyne.CanvasObject
	least   func() fyne.Size
	place   func(fyne.Size)
	paint   func()
}

func newSketch(d sketch) fyne.WidgetRenderer {
	d.paint()
	return &d
}

func (d *sketch) Destroy()                     {}
func (d *sketch) MinSize() fyne.Size           { return d.least() }
func (d *sketch) Layout(size fyne.Size)        { d.place(size) }
func (d *sketch) Objects() []fyne.CanvasObject { return d.objects }

func (d *sketch) Refresh() {
	d.paint()
	d.place(d.owner.Size())
	canvas.Refresh(d.owner)
}

// edged is a bordered ground made of two fills: unlike a stroke it lands on the same pixels with every painter.
type edged struct{ edge, ground *canvas.Rectangle }

func newEdged() edged { return edged{newFill(), newFill()} }

func newFill() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }

func placeFill(r *canvas.Rectangle, pos fyne.Position, size fyne.Size, radius float32) {
	r.CornerRadius = radius
	r.Move(pos)
	r.Resize(size)
}

func (f edged) place(pos fyne.Position, size fyne.Size, radius, width float32) {
	f.edge.Move(pos)
	f.edge.Resize(size)
	f.edge.CornerRadius = radius
	f.ground.Move(pos.AddXY(width, width))
	f.ground.Resize(size.SubtractWidthHeight(2*width, 2*width))
	f.ground.CornerRadius = max(radius-width, 0)
}

func (f edged) paint(edge, ground fyne.ThemeColorName) {
	f.edge.FillColor, f.ground.FillColor = Color(edge), Color(ground)
	if edge == ColorInputBorder {
		f.edge.FillColor = hairline(Color(edge), Color(ground))
	}
}

// hairlineKept is how much of its colour a line of one pixel keeps where Fyne's OpenGL painter softens both its sides, as
// measured in a window; the rest is the ground's.
const hairlineKept = 0.71

// hairline is a colour strong enough to be seen as the one wanted once it is painted one pixel wide: without it the border
// of a control would fall below 3:1.
func hairline(wanted, ground color.Color) color.Color {
	part := func(w, g uint32) uint8 {
		v := (float64(w>>8) - (1-hairlineKept)*float64(g>>8)) / hairlineKept
		return uint8(min(max(v, 0), 255))
	}
	wr, wg, wb, _ := wanted.RGBA()
	gr, gg, gb, _ := ground.RGBA()
	return color.NRGBA{R: part(wr, gr), G: part(wg, gg), B: part(wb, gb), A: 0xFF}
}

// newRing is the focus ring: a stroke of two, two outside of what it surrounds.
func newRing() *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.Hidden = true
	return r
}

func placeRing(r *canvas.Rectangle, pos fyne.Position, size fyne.Size, radius float32) {
	out := U(4)
	r.Move(pos.SubtractXY(out, out))
	r.Resize(size.AddWidthHeight(2*out, 2*out))
	r.CornerRadius = radius + out
}

func paintRing(r *canvas.Rectangle, shown bool) {
	r.StrokeColor, r.StrokeWidth = Color(ColorFocus), U(2)
	r.Hidden = !shown
}

func newIcon(name string, c fyne.ThemeColorName) *canvas.Image {
	i := canvas.NewImageFromResource(IconIn(name, c))
	i.FillMode = canvas.ImageFillContain
	return i
}

func paintIcon(i *canvas.Image, name string, c fyne.ThemeColorName) {
	i.Hidden = name == ""
	if i.Hidden {
		return
	}
	i.Resource = IconIn(name, c)
	i.Refresh()
}

// placeIcon centres a square of n units in the box.
func placeIcon(i fyne.CanvasObject, pos fyne.Position, box fyne.Size, n float32) {
	side := U(n)
	i.Move(pos.AddXY((box.Width-side)/2, (box.Height-side)/2))
	i.Resize(fyne.NewSquareSize(side))
}

func newWord(bold bool) *canvas.Text {
	t := canvas.NewText("", color.Transparent)
	t.TextStyle.Bold = bold
	return t
}

func paintWord(t *canvas.Text, s string, size float32, c fyne.ThemeColorName) {
	t.Text, t.TextSize, t.Color = s, U(size), Color(c)
	t.FontSource = ownFont(s, t.TextStyle)
}

func wordWidth(s string, size float32, bold bool) float32 {
	return textWidth(s, U(size), fyne.TextStyle{Bold: bold})
}

// whole rounds to a whole unit of the screen: a word that begins between two pixels is drawn blurred.
func whole(at float32) float32 { return float32(math.Round(float64(at))) }

// glide moves a value in time, slowing down; at once when the person wants no animations.
func glide(from, to float32, d time.Duration, show func(float32)) *fyne.Animation {
	if from == to || !fyne.CurrentApp().Settings().ShowAnimations() {
		show(to)
		return nil
	}
	a := fyne.NewAnimation(d, func(done float32) { show(from + (to-from)*done) })
	a.Curve = fyne.AnimationEaseOut
	a.Start()
	return a
}
