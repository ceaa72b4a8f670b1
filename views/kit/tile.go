package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// TileFact is a line of a tile: what it is, and how it stands. ToneNeutral is the quiet normal; any other tone has its icon.
type TileFact struct {
	Label, Value string
	Tone         Tone
}

// TileSpec is what a tile shows: a square in a colour with initials, a title, a second line, and up to four facts.
type TileSpec struct {
	Initials    string
	Color       color.Color
	Title, Text string
	Tag         string // a neutral word beside the title, "" for none
	Facts       []TileFact
	OnTap       func()
}

// Tile is a card that is pressed as a whole: a company among several. The arrows lead to its neighbours in Tiles.
type Tile struct {
	press
	content *fyne.Container
	tiles   *Tiles
}

// NewTile returns a tile.
func NewTile(s TileSpec) *Tile {
	name := HStack(8, Label(s.Title).Single())
	if s.Tag != "" {
		tag := newCellTag()
		tag.set(s.Tag)
		name.Add(tag)
	}
	head := HStack(12, CompanyMark(s.Initials, s.Color, 40), VStack(0, name, Caption(s.Text).Single()), Spacer())
	facts := VStack(8)
	for _, f := range s.Facts {
		facts.Add(tileFact(f))
	}
	t := &Tile{content: Pad(16, 20, 16, 20, VStack(12, head, facts))}
	t.become(t, s.OnTap)
	return t
}

func tileFact(f TileFact) fyne.CanvasObject {
	value := Body(f.Value)
	if f.Tone == ToneNeutral {
		return Ends(8, Muted(f.Label), value)
	}
	return Ends(8, Muted(f.Label), HStack(8, NewGlyph(f.Tone.icon(), f.Tone.Ink(), 18), value.Bold().In(f.Tone.Ink())))
}

// TypedKey implements fyne.Focusable.
func (t *Tile) TypedKey(e *fyne.KeyEvent) {
	if t.tiles != nil && t.tiles.move(t, e.Name) {
		t.byKey()
		return
	}
	t.press.TypedKey(e)
}

func (t *Tile) naturalWidth() float32 { return naturalWidth(t.content) }

// CreateRenderer implements fyne.Widget.
func (t *Tile) CreateRenderer() fyne.WidgetRenderer {
	ground, tint, ring := newEdged(), newFill(), newRing()
	return newSketch(sketch{
		owner: t, objects: []fyne.CanvasObject{ring, ground.edge, ground.ground, tint, t.content},
		least: t.content.MinSize,
		place: func(size fyne.Size) {
			ground.place(fyne.NewPos(0, 0), size, U(12), U(1))
			placeFill(tint, fyne.NewPos(0, 0), size, U(12))
			placeRing(ring, fyne.NewPos(0, 0), size, U(12))
			t.content.Resize(size)
		},
		paint: func() { t.paint(ground, tint, ring) },
	})
}

func (t *Tile) paint(ground edged, tint, ring *canvas.Rectangle) {
	edge := ColorSeparator
	if t.ringed() {
		edge = ColorPrimary
	}
	ground.paint(edge, ColorSurface)
	tint.FillColor = t.tint()
	paintRing(ring, t.ringed())
	t.content.Refresh()
}

// Tiles puts tiles beside each other, as many as fit at 320 units and three at most, in rows 16 apart.
type Tiles struct {
	shell
	grid  *grid
	box   *fyne.Container
	tiles []*Tile
}

// NewTiles returns the tiles in their order.
func NewTiles(tiles ...*Tile) *Tiles {
	t := &Tiles{grid: &grid{gap: 16, least: 320, most: 3}}
	t.box = &fyne.Container{Layout: t.grid}
	t.wrap(t, t.box)
	t.Set(tiles...)
	return t
}

// Set replaces the tiles.
func (t *Tiles) Set(tiles ...*Tile) {
	t.tiles = tiles
	objs := make([]fyne.CanvasObject, 0, len(tiles))
	for _, tile := range tiles {
		tile.tiles = t
		objs = append(objs, tile)
	}
	t.box.Objects = objs
	t.Refresh()
}

// Focus gives the keyboard to the first tile, in a window that shows it.
func (t *Tiles) Focus(w fyne.Window) {
	if len(t.tiles) > 0 {
		w.Canvas().Focus(t.tiles[0])
	}
}

// move gives the keyboard to the tile an arrow leads to; false for another key.
func (t *Tiles) move(from *Tile, k fyne.KeyName) bool {
	at := -1
	for i, tile := range t.tiles {
		if tile == from {
			at = i
		}
	}
	columns := t.grid.columns(len(t.tiles))
	by := map[fyne.KeyName]int{fyne.KeyLeft: -1, fyne.KeyRight: 1, fyne.KeyUp: -columns, fyne.KeyDown: columns,
		fyne.KeyHome: -at, fyne.KeyEnd: len(t.tiles) - 1 - at}
	step, ok := by[k]
	if !ok || at < 0 {
		return false
	}
	to := at + step
	if to >= len(t.tiles) && k == fyne.KeyDown && at/columns < (len(t.tiles)-1)/columns {
		to = len(t.tiles) - 1 // the last row is shorter
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(from)
	if c != nil && to >= 0 && to < len(t.tiles) {
		c.Focus(t.tiles[to])
	}
	return true
}
