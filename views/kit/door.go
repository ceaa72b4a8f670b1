package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Door is a large way in: a card with an icon, a title and a line of text, 88 high or more when the text wraps.
type Door struct {
	press

	icon    string
	title   *Text
	text    *Text
	words   *fyne.Container
	primary bool
}

// NewDoor returns a door.
func NewDoor(icon, title, text string, tap func()) *Door {
	d := &Door{icon: icon, title: Section(title), text: Muted(text)}
	d.words = VStack(0, d.title, d.text)
	d.become(d, tap)
	return d
}

// Primary frames the door as the one most people take, and returns it.
func (d *Door) Primary() *Door {
	d.primary = true
	d.Refresh()
	return d
}

func (d *Door) naturalWidth() float32 { return U(doorBefore+doorAfter) + naturalWidth(d.words) }

const (
	doorTile   = 48
	doorInset  = 20
	doorBefore = doorInset + doorTile + 16 // the words
	doorAfter  = 16 + 20 + doorInset
)

// CreateRenderer implements fyne.Widget.
func (d *Door) CreateRenderer() fyne.WidgetRenderer {
	r := &doorParts{
		door: d, ring: newRing(), card: newEdged(), tint: newFill(), tile: newFill(),
		icon: newIcon(d.icon, ColorForeground), chevron: newIcon("collapse", ColorMuted),
	}
	return newSketch(sketch{
		owner:   d,
		objects: []fyne.CanvasObject{r.ring, r.card.edge, r.card.ground, r.tint, r.tile, r.icon, d.words, r.chevron},
		least:   r.least, place: r.place, paint: r.paint,
	})
}

type doorParts struct {
	door          *Door
	ring          *canvas.Rectangle
	card          edged
	tint, tile    *canvas.Rectangle
	icon, chevron *canvas.Image
}

func (r *doorParts) least() fyne.Size {
	words := r.door.words.MinSize()
	return fyne.NewSize(U(doorBefore+doorAfter)+words.Width, max(U(88), words.Height+U(2*doorInset)))
}

func (r *doorParts) place(size fyne.Size) {
	d := r.door
	origin := fyne.NewPos(0, 0)
	width := U(1)
	if d.primary {
		width = U(2)
	}
	r.card.place(origin, size, U(12), width)
	placeFill(r.tint, origin, size, U(12))
	placeRing(r.ring, origin, size, U(12))
	tile := fyne.NewSquareSize(U(doorTile))
	at := fyne.NewPos(U(doorInset), (size.Height-tile.Height)/2)
	placeFill(r.tile, at, tile, U(12))
	placeIcon(r.icon, at, tile, 24)
	room := max(size.Width-U(doorBefore+doorAfter), 0)
	high := place(d.words, room)
	d.words.Move(fyne.NewPos(U(doorBefore), (size.Height-high)/2))
	d.words.Resize(fyne.NewSize(room, high))
	placeIcon(r.chevron, fyne.NewPos(size.Width-U(doorInset+20), 0), fyne.NewSize(U(20), size.Height), 20)
}

func (r *doorParts) paint() {
	d := r.door
	edge, tile, icon := ColorSeparator, ColorButton, ColorForeground
	if d.primary {
		edge, tile, icon = ColorPrimary, ColorPrimary, ColorOnPrimary
	}
	title, text := ColorForeground, ColorMuted
	if d.Disabled() {
		edge, tile, icon, title, text = ColorSeparator, ColorButton, ColorDisabled, ColorDisabled, ColorDisabled
	}
	r.card.paint(edge, ColorSurface)
	r.tint.FillColor, r.tile.FillColor = d.tint(), Color(tile)
	paintIcon(r.icon, d.icon, icon)
	paintIcon(r.chevron, "collapse", ColorMuted)
	d.title.SetColor(title)
	d.text.SetColor(text)
	paintRing(r.ring, d.ringed())
}
