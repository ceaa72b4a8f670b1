package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// CreateRenderer implements fyne.Widget.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer {
	r := &chipsParts{c: c, ring: newRing()}
	d := &sketch{owner: c, least: r.least, place: r.place}
	d.paint = func() { d.objects = r.paint() }
	d.paint()
	return d
}

type chipsParts struct {
	c     *Chips
	ring  *canvas.Rectangle
	chips []*chipParts
}

type chipParts struct {
	ground      edged
	tint        *canvas.Rectangle
	word, count *canvas.Text
}

// least is the widest chip, and the height of the width last laid out. It carries a trace of the natural width, as Text does
// and for the same reason.
func (r *chipsParts) least() fyne.Size {
	width := r.c.width
	if width == 0 {
		width = maxWidth
	}
	_, size := r.c.boxes(width)
	var widest float32
	for _, chip := range r.c.chips {
		widest = max(widest, chip.wide())
	}
	return fyne.NewSize(widest+r.c.naturalWidth()/4096, max(size.Height, U(chipHigh)))
}

func (r *chipsParts) place(size fyne.Size) {
	before := r.least().Height
	r.c.width = size.Width
	boxes, _ := r.c.boxes(size.Width)
	for i, b := range boxes {
		if i < len(r.chips) {
			r.chips[i].place(r.c.chips[i], b, i == r.c.chosen)
		}
		if i == r.c.chosen {
			placeRing(r.ring, b.at, b.size, U(chipHigh)/2)
		}
	}
	if r.least().Height != before {
		canvas.Refresh(r.c) // whoever placed us has to look again
	}
}

func (p *chipParts) place(c Chip, b chipBox, chosen bool) {
	p.ground.place(b.at, b.size, b.size.Height/2, U(1))
	placeFill(p.tint, b.at, b.size, b.size.Height/2)
	text, count := wordWidth(c.Text, 14, chosen), wordWidth(c.count(), 14, chosen)
	total := text
	if count > 0 {
		total += U(chipTell) + count
	}
	x := b.at.X + whole((b.size.Width-total)/2)
	p.word.Move(fyne.NewPos(x, b.at.Y))
	p.word.Resize(fyne.NewSize(text, b.size.Height))
	p.count.Move(fyne.NewPos(x+text+U(chipTell), b.at.Y))
	p.count.Resize(fyne.NewSize(count, b.size.Height))
}

func (r *chipsParts) paint() []fyne.CanvasObject {
	c := r.c
	for len(r.chips) < len(c.chips) {
		r.chips = append(r.chips, &chipParts{ground: newEdged(), tint: newFill(), word: newWord(false), count: newWord(false)})
	}
	r.chips = r.chips[:len(c.chips)]
	paintRing(r.ring, c.ringed())
	objects := []fyne.CanvasObject{r.ring}
	for i, p := range r.chips {
		p.paint(c.chips[i], i == c.chosen, c.Disabled())
		p.tint.FillColor, p.tint.Hidden = Color(ColorHover), i != c.under || c.Disabled()
		objects = append(objects, p.ground.edge, p.ground.ground, p.tint, p.word, p.count)
	}
	return objects
}

func (p *chipParts) paint(c Chip, chosen, locked bool) {
	text, count := ColorForeground, ColorMuted
	switch {
	case locked:
		text, count = ColorDisabled, ColorDisabled
	case chosen:
		text, count = ColorOnSelection, ColorOnSelection
	}
	if chosen {
		p.ground.paint(ColorPrimary, ColorSelection)
	} else {
		p.ground.paint(ColorInputBorder, ColorBackground)
	}
	p.word.TextStyle.Bold, p.count.TextStyle.Bold = chosen, chosen
	paintWord(p.word, c.Text, 14, text)
	paintWord(p.count, c.count(), 14, count)
	p.count.Hidden = c.Count < 0
}
