package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Crumbs is the path to the page that is shown, its name last. Where the room ends, what stands first goes, and an ellipsis
// takes its place. It tells; it does not lead anywhere.
type Crumbs struct {
	widget.BaseWidget
	parts []string
}

// NewCrumbs returns a path.
func NewCrumbs(parts ...string) *Crumbs {
	c := &Crumbs{parts: parts}
	c.ExtendBaseWidget(c)
	return c
}

// Set replaces the path.
func (c *Crumbs) Set(parts ...string) {
	c.parts = parts
	c.Refresh()
}

// Parts returns the path, uncut.
func (c *Crumbs) Parts() []string { return c.parts }

const (
	crumbHigh  = 17
	crumbArrow = 16
	crumbGap   = 8
)

func crumbWidth(parts []string) float32 {
	var w float32
	for i, p := range parts {
		if i > 0 {
			w += U(crumbArrow + 2*crumbGap)
		}
		w += wordWidth(p, 12, false)
	}
	return w
}

// fitting is the path as far as it fits.
func (c *Crumbs) fitting(room float32) []string {
	parts := c.parts
	for i := 1; i < len(c.parts) && crumbWidth(parts) > room+slack; i++ {
		parts = append([]string{"…"}, c.parts[i:]...)
	}
	if crumbWidth(parts) <= room+slack || len(parts) == 0 {
		return parts
	}
	last := parts[len(parts)-1]
	return []string{ellipsis(last, room, func(s string) float32 { return wordWidth(s, 12, false) })}
}

func (c *Crumbs) naturalWidth() float32 { return crumbWidth(c.parts) }

// CreateRenderer implements fyne.Widget.
func (c *Crumbs) CreateRenderer() fyne.WidgetRenderer {
	r := &crumbParts{c: c}
	d := &sketch{owner: c, least: r.least, place: r.place}
	d.paint = func() { d.objects = r.paint() }
	d.paint()
	return d
}

type crumbParts struct {
	c      *Crumbs
	words  []*canvas.Text
	arrows []*canvas.Image
}

// least carries a trace of the natural width, as Text does and for the same reason.
func (r *crumbParts) least() fyne.Size {
	return fyne.NewSize(wordWidth("…", 12, false)+r.c.naturalWidth()/4096, U(crumbHigh))
}

func (r *crumbParts) place(size fyne.Size) {
	parts := r.c.fitting(size.Width)
	var x float32
	for i, word := range r.words {
		word.Hidden = i >= len(parts)
		if i > 0 {
			r.arrows[i-1].Hidden = word.Hidden
		}
		if word.Hidden {
			continue
		}
		if i > 0 {
			placeIcon(r.arrows[i-1], fyne.NewPos(x+U(crumbGap), 0), fyne.NewSize(U(crumbArrow), size.Height), crumbArrow)
			x += U(crumbArrow + 2*crumbGap)
		}
		ink := ColorMuted
		if i == len(parts)-1 {
			ink = ColorForeground
		}
		paintWord(word, parts[i], 12, ink)
		wide := wordWidth(parts[i], 12, false)
		word.Move(fyne.NewPos(x, 0))
		word.Resize(fyne.NewSize(wide, size.Height))
		x += wide
	}
}

func (r *crumbParts) paint() []fyne.CanvasObject {
	for len(r.words) < len(r.c.parts) {
		r.words = append(r.words, newWord(false))
		r.arrows = append(r.arrows, newIcon("collapse", ColorMuted))
	}
	var objects []fyne.CanvasObject
	for i, word := range r.words {
		paintIcon(r.arrows[i], "collapse", ColorMuted)
		objects = append(objects, word, r.arrows[i])
	}
	if n := len(r.arrows); n > 0 {
		r.arrows[n-1].Hidden = true // one less than words
	}
	return objects
}
