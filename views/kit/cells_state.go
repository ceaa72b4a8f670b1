package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// StateCell is a state: a filled badge for what needs a person, else an icon and a word without ground. The icons of both
// stand under each other.
type StateCell struct {
	shell
	badge *cellBadge
}

// NewStateCell returns an empty cell.
func NewStateCell() *StateCell {
	c := &StateCell{badge: newCellBadge()}
	c.wrap(c, HStack(0, c.badge, Spacer()))
	return c
}

// Plain shows a normal state: an icon ("" for none) in a tone and a word in that of any text.
func (c *StateCell) Plain(t Tone, icon, word string) { c.set(t, icon, word, false) }

// Filled shows an exception: icon and word on the tone's soft ground; ToneNeutral has a border and no ground.
func (c *StateCell) Filled(t Tone, icon, word string) { c.set(t, icon, word, true) }

func (c *StateCell) set(t Tone, icon, word string, filled bool) {
	c.badge.set(t, icon, word, filled)
	c.Refresh() // the word has another width now
}

func (c *StateCell) setChosen(on bool) {
	if c.badge.chosen != on {
		c.badge.chosen = on
		c.badge.Refresh()
	}
}

// cellBadge is Badge and PlainBadge as one component that changes.
type cellBadge struct {
	widget.BaseWidget
	tone           Tone
	icon, word     string
	filled, chosen bool
}

func newCellBadge() *cellBadge {
	b := &cellBadge{}
	b.ExtendBaseWidget(b)
	return b
}

func (b *cellBadge) set(t Tone, icon, word string, filled bool) {
	b.tone, b.icon, b.word, b.filled = t, icon, word, filled
	b.Refresh()
}

// size is that of the word: a badge's words are smaller.
func (b *cellBadge) size() float32 {
	if b.filled {
		return 12
	}
	return 14
}

const (
	badgeShift = 7 // what a filled badge stands further left, so that its icon stands under the others
	badgeIcon  = 14
	badgeGap   = 5
	badgeEnd   = 10
)

// CreateRenderer implements fyne.Widget.
func (b *cellBadge) CreateRenderer() fyne.WidgetRenderer {
	r := &badgeParts{b: b, ground: newEdged(), icon: newIcon("", ColorMuted), word: newWord(false)}
	return newSketch(sketch{
		owner: b, objects: []fyne.CanvasObject{r.ground.edge, r.ground.ground, r.icon, r.word},
		least: r.least, place: r.place, paint: r.paint,
	})
}

type badgeParts struct {
	b      *cellBadge
	ground edged
	icon   *canvas.Image
	word   *canvas.Text
}

func (r *badgeParts) lead() float32 {
	if r.b.icon == "" {
		return 0
	}
	return U(badgeIcon + badgeGap)
}

func (r *badgeParts) least() fyne.Size {
	if r.b.word == "" && r.b.icon == "" {
		return fyne.NewSize(0, U(24))
	}
	w := r.lead() + wordWidth(r.b.word, r.b.size(), r.b.filled)
	if r.b.filled {
		w += U(badgeEnd)
		if r.b.icon == "" {
			w += U(badgeEnd - badgeShift)
		}
	}
	return fyne.NewSize(w, U(24))
}

func (r *badgeParts) place(size fyne.Size) {
	high, x := U(24), float32(0)
	y := (size.Height - high) / 2
	if r.b.filled {
		r.ground.place(fyne.NewPos(-U(badgeShift), y), fyne.NewSize(r.least().Width+U(badgeShift), high), U(12), U(1))
		if r.b.icon == "" {
			x = U(badgeEnd - badgeShift)
		}
	}
	placeIcon(r.icon, fyne.NewPos(x, y), fyne.NewSize(U(badgeIcon), high), badgeIcon)
	x += r.lead()
	r.word.Move(fyne.NewPos(x, y))
	r.word.Resize(fyne.NewSize(max(size.Width-x, 0), high))
	r.word.Text = ellipsis(r.b.word, max(size.Width-x, 0), func(s string) float32 { return wordWidth(s, r.b.size(), r.b.filled) })
}

func (r *badgeParts) paint() {
	b := r.b
	shown := b.filled && b.word != ""
	r.ground.edge.Hidden, r.ground.ground.Hidden = !shown, !shown
	ink, word := b.tone.Ink(), ColorForeground
	switch {
	case b.filled && b.tone == ToneNeutral:
		r.ground.paint(ColorSeparator, ColorSurface)
		word = ColorMuted
	case b.filled:
		r.ground.paint(b.tone.Soft(), b.tone.Soft())
		word = ink
	case b.chosen:
		ink, word = ColorOnSelection, ColorOnSelection
	}
	r.word.TextStyle.Bold = b.filled
	paintWord(r.word, b.word, b.size(), word)
	paintIcon(r.icon, b.icon, ink)
}

// StrengthCell is how good a password is: five dashes and the word below. Nothing known is a dash.
type StrengthCell struct {
	widget.BaseWidget
	level  int
	word   string
	chosen bool
}

// NewStrengthCell returns an empty cell.
func NewStrengthCell() *StrengthCell {
	c := &StrengthCell{}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows a level of 1 to 5 and its word; 0 shows the word alone.
func (c *StrengthCell) Set(level int, word string) {
	c.level, c.word = min(max(level, 0), strengthDashes), word
	c.Refresh()
}

func (c *StrengthCell) setChosen(on bool) {
	if c.chosen != on {
		c.chosen = on
		c.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (c *StrengthCell) CreateRenderer() fyne.WidgetRenderer {
	word := newWord(false)
	objects, dashes := []fyne.CanvasObject{word}, make([]*canvas.Rectangle, strengthDashes)
	for i := range dashes {
		dashes[i] = newFill()
		objects = append(objects, dashes[i])
	}
	return newSketch(sketch{
		owner: c, objects: objects,
		least: func() fyne.Size {
			return fyne.NewSize(max(U(62), wordWidth(c.word, 12, c.level > 0 && c.level <= 2)), U(6+4+17))
		},
		place: func(size fyne.Size) {
			for i, d := range dashes {
				placeFill(d, fyne.NewPos(U(float32(i)*13), 0), fyne.NewSize(U(10), U(6)), U(3))
			}
			top := U(10)
			if c.level == 0 {
				top = (size.Height - U(17)) / 2
			}
			word.Move(fyne.NewPos(0, top))
			word.Resize(fyne.NewSize(size.Width, U(17)))
		},
		paint: func() { c.paint(word, dashes) },
	})
}

func (c *StrengthCell) paint(word *canvas.Text, dashes []*canvas.Rectangle) {
	ink := ColorForeground
	word.TextStyle.Bold = c.level > 0 && c.level <= 2
	switch {
	case c.chosen:
		ink = ColorOnSelection
	case c.level == 0:
		ink = ColorMuted
	case c.level <= 2:
		ink = ColorError
	}
	paintWord(word, c.word, 12, ink)
	for i, d := range dashes {
		d.Hidden = c.level == 0
		d.FillColor = Color(ColorBar)
		if i < c.level {
			d.FillColor = Color(strengthColor(c.level))
		}
	}
}
