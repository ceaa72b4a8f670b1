package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// shell is a component drawn by one object that the layouts of the kit put together. Components embed it.
type shell struct {
	widget.BaseWidget
	self fyne.Widget
	obj  fyne.CanvasObject
}

func (s *shell) wrap(self fyne.Widget, obj fyne.CanvasObject) {
	s.self, s.obj = self, obj
	s.ExtendBaseWidget(self)
}

func (s *shell) held() []fyne.CanvasObject { return []fyne.CanvasObject{s.obj} }

func (s *shell) naturalWidth() float32 { return naturalWidth(s.obj) }

// CreateRenderer implements fyne.Widget.
func (s *shell) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(sketch{
		owner: s.self, objects: []fyne.CanvasObject{s.obj},
		least: s.obj.MinSize, place: s.obj.Resize, paint: s.obj.Refresh,
	})
}

// cushion takes the clicks that would otherwise fall through a floating card on what lies below.
type cushion struct{ shell }

var (
	_ fyne.Tappable     = (*cushion)(nil)
	_ desktop.Hoverable = (*cushion)(nil)
)

func newCushion(obj fyne.CanvasObject) *cushion {
	c := &cushion{}
	c.wrap(c, obj)
	return c
}

// Tapped implements fyne.Tappable.
func (c *cushion) Tapped(*fyne.PointEvent) { Active() }

// MouseIn implements desktop.Hoverable.
func (c *cushion) MouseIn(*desktop.MouseEvent) { Active() }

// MouseMoved implements desktop.Hoverable.
func (c *cushion) MouseMoved(*desktop.MouseEvent) { Active() }

// MouseOut implements desktop.Hoverable.
func (c *cushion) MouseOut() {}

// action is a word that acts, in the tone of what it stands on.
type action struct {
	press
	word  string
	color fyne.ThemeColorName
}

var _ desktop.Cursorable = (*action)(nil)

func newAction(word string, c fyne.ThemeColorName, tap func()) *action {
	a := &action{word: word, color: c}
	a.become(a, tap)
	return a
}

// Cursor implements desktop.Cursorable.
func (a *action) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (a *action) CreateRenderer() fyne.WidgetRenderer {
	ring, under, word := newRing(), newEdged().edge, newWord(true)
	return newSketch(sketch{
		owner: a, objects: []fyne.CanvasObject{ring, word, under},
		least: func() fyne.Size { return fyne.NewSize(wordWidth(a.word, 14, true), U(20)) },
		place: func(size fyne.Size) {
			placeRing(ring, fyne.NewPos(0, 0), size, U(2))
			word.Resize(size)
			under.Move(fyne.NewPos(0, size.Height-U(1)))
			under.Resize(fyne.NewSize(size.Width, U(1)))
		},
		paint: func() {
			paintWord(word, a.word, 14, a.color)
			paintRing(ring, a.ringed())
			under.FillColor, under.Hidden = Color(a.color), !a.hovered
		},
	})
}

// lifted is a floating card: overlay ground, hairline and a soft shadow under it.
func lifted(radius float32, obj fyne.CanvasObject) *fyne.Container {
	return Over(newShade(radius), newPlate(ColorOverlay, ColorSeparator, radius), newCushion(obj))
}

// shade is the shadow of a floating card: grounds of the same shape, each a little larger and as faint as the shadow's
// alpha shared among them.
type shade struct {
	widget.BaseWidget
	radius float32
}

const shadeSteps = 8

func newShade(radius float32) *shade {
	s := &shade{radius: radius}
	s.ExtendBaseWidget(s)
	return s
}

func (s *shade) CreateRenderer() fyne.WidgetRenderer {
	rects := make([]*canvas.Rectangle, shadeSteps)
	objs := make([]fyne.CanvasObject, shadeSteps)
	for i := range rects {
		rects[i] = canvas.NewRectangle(color.Transparent)
		objs[i] = rects[i]
	}
	return newSketch(sketch{
		owner: s, objects: objs,
		least: func() fyne.Size { return fyne.Size{} },
		place: func(size fyne.Size) {
			for i, r := range rects {
				out := U(float32(i) * 1.75)
				r.CornerRadius = U(s.radius) + out
				r.Move(fyne.NewPos(-out, U(4)-out))
				r.Resize(size.AddWidthHeight(2*out, 2*out))
			}
		},
		paint: func() {
			r, g, b, a := Color(ColorShadow).RGBA()
			part := color.NRGBA64{A: uint16(a / shadeSteps)}
			if a > 0 {
				part.R, part.G, part.B = uint16(r*0xffff/a), uint16(g*0xffff/a), uint16(b*0xffff/a)
			}
			for _, rect := range rects {
				rect.FillColor = part
			}
		},
	})
}
