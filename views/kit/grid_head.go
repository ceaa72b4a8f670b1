package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// gridHead is the titles over a grid's columns. It is one stop of Tab where a column can be sorted; Left and Right go to
// the others, Space and Enter sort.
type gridHead struct {
	press

	list  *gridList
	by    string // the column sorted by, "" for none
	down  bool
	at    int // the column the keyboard is on
	under int // the column below the pointer, -1 for none
}

func newGridHead(l *gridList) *gridHead {
	h := &gridHead{list: l, under: -1}
	h.become(h, nil)
	if h.step(-1, 1) < 0 {
		h.Disable() // nothing to do here
	}
	h.at = max(h.step(-1, 1), 0)
	return h
}

// step is the next column in a direction that can be sorted and is shown, -1 when there is none.
func (h *gridHead) step(from, by int) int {
	columns := h.list.spec.Columns
	for i := from + by; i >= 0 && i < len(columns); i += by {
		if columns[i].Sortable && (h.list.width == 0 || h.list.columns[i].wide > 0) {
			return i
		}
	}
	return -1
}

// column is the one at x that can be sorted, -1 for none.
func (h *gridHead) column(x float32) int {
	spans, _ := h.list.spans(h.Size().Width)
	for i, s := range spans {
		if s.wide > 0 && h.list.spec.Columns[i].Sortable && x >= s.at-U(4) && x < s.at+s.wide {
			return i
		}
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (h *gridHead) Tapped(e *fyne.PointEvent) {
	Active()
	if i := h.column(e.Position.X); i >= 0 {
		h.grab()
		h.sort(i)
	}
}

// MouseMoved implements desktop.Hoverable.
func (h *gridHead) MouseMoved(e *desktop.MouseEvent) {
	Active()
	if i := h.column(e.Position.X); i != h.under {
		h.under = i
		h.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (h *gridHead) MouseOut() {
	h.under = -1
	h.press.MouseOut()
}

// TypedKey implements fyne.Focusable.
func (h *gridHead) TypedKey(e *fyne.KeyEvent) {
	h.byKey()
	var to int
	switch e.Name {
	case fyne.KeyLeft:
		to = h.step(h.at, -1)
	case fyne.KeyRight:
		to = h.step(h.at, 1)
	case fyne.KeyHome:
		to = h.step(-1, 1)
	case fyne.KeyEnd:
		to = h.step(len(h.list.spec.Columns), -1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		h.sort(h.at)
		return
	default:
		Pass(h, e)
		return
	}
	if to >= 0 {
		h.at = to
		h.Refresh()
	}
}

// sort turns round the column that is sorted by, and sorts another one upwards.
func (h *gridHead) sort(i int) {
	key := h.list.spec.Columns[i].Key
	h.at, h.down = i, h.by == key && !h.down
	h.by = key
	h.Refresh()
	if h.list.spec.OnSort != nil {
		h.list.spec.OnSort(h.by, h.down)
	}
}

// CreateRenderer implements fyne.Widget.
func (h *gridHead) CreateRenderer() fyne.WidgetRenderer {
	p := &gridHeadParts{head: h, ring: newRing(), line: newFill(), tint: newFill(), arrow: newIcon("", ColorForeground)}
	objects := []fyne.CanvasObject{p.tint, p.ring, p.line, p.arrow}
	for range h.list.spec.Columns {
		w := newWord(true)
		p.words = append(p.words, w)
		objects = append(objects, w)
	}
	return newSketch(sketch{
		owner: h, objects: objects,
		least: func() fyne.Size { return fyne.NewSize(0, U(gridHeader)) },
		place: p.place, paint: p.paint,
	})
}

type gridHeadParts struct {
	head             *gridHead
	ring, line, tint *canvas.Rectangle
	arrow            *canvas.Image
	words            []*canvas.Text
}

func (p *gridHeadParts) place(size fyne.Size) {
	h := p.head
	placeFill(p.line, fyne.NewPos(0, size.Height-U(1)), fyne.NewSize(size.Width, U(1)), 0)
	spans, _ := h.list.spans(size.Width)
	shown := false
	for i, s := range spans {
		c, word := h.list.spec.Columns[i], p.words[i]
		word.Hidden = s.wide == 0
		if s.wide == 0 {
			continue
		}
		measure := func(t string) float32 { return wordWidth(t, 12, true) }
		room := s.wide
		if c.Sortable {
			room -= U(gridArrow)
		}
		word.Text = ellipsis(c.Title, max(room, 0), measure)
		wide, x := measure(word.Text), s.at
		if c.End {
			x += s.wide - wide
		}
		word.Move(fyne.NewPos(x, 0))
		word.Resize(fyne.NewSize(wide, size.Height-U(1)))
		arrow := fyne.NewPos(x+wide+U(4), 0)
		box := fyne.NewPos(x-U(6), U(6))
		around := fyne.NewSize(wide+U(gridArrow+8), size.Height-2*U(6)-U(1))
		if c.End {
			arrow.X, box.X = x-U(gridArrow), x-U(gridArrow+2)
		}
		if c.Key == h.by && c.Sortable {
			placeIcon(p.arrow, arrow, fyne.NewSize(U(14), size.Height-U(1)), 14)
			shown = true
		}
		if i == h.under {
			placeFill(p.tint, box, around, U(6))
		}
		if i == h.at {
			placeFill(p.ring, box, around, U(6))
		}
	}
	p.arrow.Hidden = !shown
}

func (p *gridHeadParts) paint() {
	h := p.head
	p.line.FillColor = Color(ColorSeparator)
	p.tint.FillColor, p.tint.Hidden = Color(ColorHover), h.under < 0
	paintRing(p.ring, h.ringed())
	for i, c := range h.list.spec.Columns {
		ink := ColorMuted
		if c.Key == h.by && c.Sortable || i == h.under {
			ink = ColorForeground
		}
		paintWord(p.words[i], c.Title, 12, ink)
	}
	arrow := "sort-up"
	if h.down {
		arrow = "sort-down"
	}
	paintIcon(p.arrow, arrow, ColorForeground)
}
