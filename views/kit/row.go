package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Row is a plain side way: icon, text, and at the end a chevron, or a hint such as the key that does the same.
type Row struct {
	press

	icon  string
	text  *Text
	hint  string
	plain bool
}

// NewRow returns a row; hint may be "", then a chevron stands in its place.
func NewRow(icon, text, hint string, tap func()) *Row {
	r := &Row{icon: icon, text: Body(text), hint: hint}
	r.become(r, tap)
	return r
}

// Plain leaves the chevron out, for a row that acts instead of leading somewhere, and returns the row.
func (r *Row) Plain() *Row {
	r.plain = true
	r.Refresh()
	return r
}

// SetText replaces the text.
func (r *Row) SetText(s string) {
	r.text.SetText(s)
	r.Refresh()
}

// Rows stacks rows with a line between two; hidden rows leave no line.
func Rows(rows ...*Row) *fyne.Container {
	c := &fyne.Container{}
	l := rowsLayout{}
	for i, r := range rows {
		if i > 0 {
			line := Divider()
			l.lines = append(l.lines, line)
			c.Objects = append(c.Objects, line)
		}
		l.rows = append(l.rows, r)
		c.Objects = append(c.Objects, r)
	}
	c.Layout = l
	return c
}

type rowsLayout struct {
	rows  []*Row
	lines []fyne.CanvasObject
}

func (l rowsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, r := range l.rows {
		if !r.Visible() {
			continue
		}
		if s.Height > 0 {
			s.Height += U(1)
		}
		least := r.MinSize()
		s.Width, s.Height = max(s.Width, least.Width), s.Height+least.Height
	}
	return s
}

func (l rowsLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	for _, line := range l.lines {
		line.Hide()
	}
	var y float32
	for i, r := range l.rows {
		if !r.Visible() {
			continue
		}
		if y > 0 {
			line := l.lines[i-1]
			line.Show()
			line.Move(fyne.NewPos(0, y))
			line.Resize(fyne.NewSize(size.Width, U(1)))
			y += U(1)
		}
		high := place(r, size.Width)
		r.Move(fyne.NewPos(0, y))
		r.Resize(fyne.NewSize(size.Width, high))
		y += high
	}
}

func (r *Row) naturalWidth() float32 { return U(rowBefore) + r.text.naturalWidth() + r.after() }

// after is the room behind the text.
func (r *Row) after() float32 {
	if r.hint == "" {
		return U(12 + 18)
	}
	return U(12) + wordWidth(r.hint, 12, false)
}

const rowBefore = 18 + 12

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	p := &rowParts{
		row: r, ring: newRing(), tint: newFill(), icon: newIcon(r.icon, ColorMuted),
		chevron: newIcon("collapse", ColorMuted), hint: newWord(false),
	}
	return newSketch(sketch{
		owner: r, objects: []fyne.CanvasObject{p.tint, p.ring, p.icon, r.text, p.chevron, p.hint},
		least: p.least, place: p.place, paint: p.paint,
	})
}

type rowParts struct {
	row           *Row
	ring, tint    *canvas.Rectangle
	icon, chevron *canvas.Image
	hint          *canvas.Text
}

func (p *rowParts) least() fyne.Size {
	text := p.row.text.MinSize()
	return fyne.NewSize(U(rowBefore)+text.Width+p.row.after(), max(U(44), text.Height+U(16)))
}

// place lets tint and ring reach over the sides, so that the text keeps the edge it shares with what is around.
func (p *rowParts) place(size fyne.Size) {
	out := U(8)
	at, box := fyne.NewPos(-out, U(2)), fyne.NewSize(size.Width+2*out, size.Height-2*U(2))
	placeFill(p.tint, at, box, U(8))
	placeFill(p.ring, at, box, U(8))
	placeIcon(p.icon, fyne.NewPos(0, 0), fyne.NewSize(U(18), size.Height), 18)
	room := max(size.Width-U(rowBefore)-p.row.after(), 0)
	high := place(p.row.text, room)
	p.row.text.Move(fyne.NewPos(U(rowBefore), (size.Height-high)/2))
	p.row.text.Resize(fyne.NewSize(room, high))
	placeIcon(p.chevron, fyne.NewPos(size.Width-U(18), 0), fyne.NewSize(U(18), size.Height), 18)
	w := wordWidth(p.hint.Text, 12, false)
	p.hint.Move(fyne.NewPos(size.Width-w, 0))
	p.hint.Resize(fyne.NewSize(w, size.Height))
}

func (p *rowParts) paint() {
	r := p.row
	p.tint.FillColor = r.tint()
	icon, text := ColorMuted, ColorForeground
	if r.Disabled() {
		icon, text = ColorDisabled, ColorDisabled
	}
	paintIcon(p.icon, r.icon, icon)
	r.text.SetColor(text)
	paintIcon(p.chevron, "collapse", icon)
	p.chevron.Hidden = r.hint != "" || r.plain
	paintWord(p.hint, r.hint, 12, ColorMuted)
	paintRing(p.ring, r.ringed())
}
