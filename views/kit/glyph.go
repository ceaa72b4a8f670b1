package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Glyph is an icon of n units in a theme colour.
type Glyph struct {
	widget.BaseWidget
	name  string
	color fyne.ThemeColorName
	size  float32
}

// NewGlyph returns the named icon; "" draws nothing but keeps the place.
func NewGlyph(name string, c fyne.ThemeColorName, n float32) *Glyph {
	g := &Glyph{name: name, color: c, size: n}
	g.ExtendBaseWidget(g)
	return g
}

// Set changes icon and colour.
func (g *Glyph) Set(name string, c fyne.ThemeColorName) {
	if name == g.name && c == g.color {
		return
	}
	g.name, g.color = name, c
	g.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (g *Glyph) CreateRenderer() fyne.WidgetRenderer {
	i := newIcon(g.name, g.color)
	return newSketch(sketch{
		owner: g, objects: []fyne.CanvasObject{i},
		least: func() fyne.Size { return fyne.NewSquareSize(U(g.size)) },
		place: func(size fyne.Size) { placeIcon(i, fyne.NewPos(0, 0), size, g.size) },
		paint: func() { paintIcon(i, g.name, g.color) },
	})
}
