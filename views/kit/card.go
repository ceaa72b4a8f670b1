package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Card is the surface content stands on: a hairline around it, radius 12, no shadow, padding units of room inside.
func Card(obj fyne.CanvasObject, padding float32) *fyne.Container {
	return Over(newPlate(ColorSurface, ColorSeparator, 12), Inset(padding, obj))
}

// Over lays its objects on each other, all of the same size.
func Over(objs ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: over{}, Objects: objs}
}

type over struct{}

func (over) MinSize(objs []fyne.CanvasObject) fyne.Size { return largest(objs) }

func (over) naturalOf(objs []fyne.CanvasObject) float32 { return widest(objs) }

func (over) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Move(fyne.NewPos(0, 0))
		inner(o, size)
	}
}

// plate is a rounded ground in a theme colour, with a hairline when edge is named.
type plate struct {
	widget.BaseWidget
	fill, edge fyne.ThemeColorName
	radius     float32
}

func newPlate(fill, edge fyne.ThemeColorName, radius float32) *plate {
	p := &plate{fill: fill, edge: edge, radius: radius}
	p.ExtendBaseWidget(p)
	return p
}

func (p *plate) set(fill, edge fyne.ThemeColorName) {
	p.fill, p.edge = fill, edge
	p.Refresh()
}

func (p *plate) CreateRenderer() fyne.WidgetRenderer {
	f := newEdged()
	return newSketch(sketch{
		owner: p, objects: []fyne.CanvasObject{f.edge, f.ground},
		least: func() fyne.Size { return fyne.Size{} },
		place: func(size fyne.Size) {
			line := U(1)
			if p.edge == "" {
				line = 0
			}
			f.place(fyne.NewPos(0, 0), size, U(p.radius), line)
		},
		paint: func() {
			f.edge.Hidden = p.edge == ""
			f.ground.Hidden = p.fill == ""
			if p.edge != "" {
				f.edge.FillColor = Color(p.edge)
			}
			if p.fill != "" {
				f.ground.FillColor = Color(p.fill)
			}
		},
	})
}

// Divider is a hairline across.
func Divider() fyne.CanvasObject { return newLine(ColorSeparator, 0, 1) }

// VDivider is a hairline from top to bottom.
func VDivider() fyne.CanvasObject { return newLine(ColorSeparator, 1, 0) }

type line struct {
	widget.BaseWidget
	color fyne.ThemeColorName
	w, h  float32
}

func newLine(c fyne.ThemeColorName, w, h float32) *line {
	l := &line{color: c, w: w, h: h}
	l.ExtendBaseWidget(l)
	return l
}

func (l *line) CreateRenderer() fyne.WidgetRenderer {
	r := canvas.NewRectangle(color.Transparent)
	return newSketch(sketch{
		owner: l, objects: []fyne.CanvasObject{r},
		least: func() fyne.Size { return fyne.NewSize(U(l.w), U(l.h)) },
		place: r.Resize,
		paint: func() { r.FillColor = Color(l.color) },
	})
}

// CompanyStrip is the line in the company's own colour at the top of each of its windows and dialogs: 3 high.
type CompanyStrip struct {
	widget.BaseWidget
	color color.Color
}

// Strip returns a strip in the company's colour; nil draws none, in the same place.
func Strip(c color.Color) *CompanyStrip {
	s := &CompanyStrip{color: c}
	s.ExtendBaseWidget(s)
	return s
}

// SetColor changes the colour.
func (s *CompanyStrip) SetColor(c color.Color) {
	s.color = c
	s.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *CompanyStrip) CreateRenderer() fyne.WidgetRenderer {
	r := canvas.NewRectangle(color.Transparent)
	return newSketch(sketch{
		owner: s, objects: []fyne.CanvasObject{r},
		least: func() fyne.Size { return fyne.NewSize(0, U(3)) },
		place: r.Resize,
		paint: func() {
			r.FillColor = s.color
			r.Hidden = s.color == nil
		},
	})
}

// Ground is the ground of a whole window: it tells Active of every movement of the mouse and every click beside the
// components.
func Ground(obj fyne.CanvasObject) fyne.CanvasObject { return newGround(ColorBackground, obj) }

// Panel is the ground of side navigation and tab columns.
func Panel(obj fyne.CanvasObject) fyne.CanvasObject { return newGround(ColorNav, obj) }

type ground struct {
	widget.BaseWidget
	color fyne.ThemeColorName
	obj   fyne.CanvasObject
}

var (
	_ desktop.Hoverable = (*ground)(nil)
	_ desktop.Mouseable = (*ground)(nil)
)

func newGround(c fyne.ThemeColorName, obj fyne.CanvasObject) *ground {
	g := &ground{color: c, obj: obj}
	g.ExtendBaseWidget(g)
	return g
}

func (g *ground) held() []fyne.CanvasObject { return []fyne.CanvasObject{g.obj} }

func (g *ground) naturalWidth() float32 { return naturalWidth(g.obj) }

func (g *ground) MouseIn(*desktop.MouseEvent)    { Active() }
func (g *ground) MouseMoved(*desktop.MouseEvent) { Active() }
func (g *ground) MouseOut()                      {}
func (g *ground) MouseDown(*desktop.MouseEvent)  { Active() }
func (g *ground) MouseUp(*desktop.MouseEvent)    {}

func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	r := canvas.NewRectangle(color.Transparent)
	return newSketch(sketch{
		owner: g, objects: []fyne.CanvasObject{r, g.obj},
		least: func() fyne.Size { return g.obj.MinSize() },
		place: func(size fyne.Size) {
			r.Resize(size)
			g.obj.Resize(size)
		},
		paint: func() { r.FillColor = Color(g.color) },
	})
}
