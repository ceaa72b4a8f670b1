package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// gridRow is one row in sight. It tells the icons apart by itself, so that the pointer on one of them lights both.
type gridRow struct {
	widget.BaseWidget

	list  *gridList
	cells GridRow
	title *Text // of a heading
	text  *Text

	at    int  // the row it shows
	head  bool // it heads a group
	over  bool // the pointer is on it
	under int  // the icon below the pointer, -1 for none
	pos   float32
}

var (
	_ fyne.Tappable     = (*gridRow)(nil)
	_ desktop.Hoverable = (*gridRow)(nil)
)

func newGridRow(l *gridList) *gridRow {
	r := &gridRow{list: l, cells: l.spec.Row(), under: noIcon, title: Label("").Single(), text: Muted("").Single()}
	if l.spec.Plain {
		r.title = CaptionBold("").Single()
	}
	r.ExtendBaseWidget(r)
	return r
}

// show implements lazyRow.
func (r *gridRow) show(i int) {
	if r.at != i {
		r.over, r.under = false, noIcon
	}
	r.at = i
	var title, text string
	title, text, r.head = r.list.heading(i)
	if r.head {
		r.title.SetText(title)
		r.text.SetText(text)
	} else {
		r.cells.Show(i)
	}
	r.Refresh()
}

// Tapped implements fyne.Tappable.
func (r *gridRow) Tapped(e *fyne.PointEvent) {
	Active()
	hideTip(r)
	if !r.head {
		r.list.tap(r.at, r.iconAt(e.Position.X))
	}
}

// MouseIn implements desktop.Hoverable.
func (r *gridRow) MouseIn(e *desktop.MouseEvent) {
	r.over = true
	r.pos = -1
	r.MouseMoved(e)
	r.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (r *gridRow) MouseMoved(e *desktop.MouseEvent) {
	Active()
	if r.head {
		return
	}
	under := r.iconAt(e.Position.X)
	if under != r.under {
		r.under = under
		r.Refresh()
	}
	r.tell(e.Position.X)
}

// MouseOut implements desktop.Hoverable.
func (r *gridRow) MouseOut() {
	r.over, r.under = false, noIcon
	hideTip(r)
	r.Refresh()
}

// tell shows the name of the icon below the pointer, or the text that is cut there; what is shown stays while the pointer
// moves within it.
func (r *gridRow) tell(x float32) {
	spans, icons := r.list.spans(r.Size().Width)
	at, wide, text := float32(-1), float32(0), ""
	if r.under != noIcon {
		at, wide = icons+float32(r.under)*U(gridIcon), U(gridIcon)
		text = r.list.spec.Icons[r.under].Name
	}
	for i, s := range spans {
		if c, ok := r.cells.Cells[i].(tippedCell); ok && s.wide > 0 && x >= s.at && x < s.at+s.wide {
			at, wide, text = s.at, s.wide, c.tip()
		}
	}
	if at == r.pos {
		return
	}
	r.pos = at
	showTip(r, tipOf{at: fyne.NewPos(at, U(8)), size: fyne.NewSize(wide, r.Size().Height-2*U(8)), text: text})
}

// iconAt is the icon at x, noIcon for none.
func (r *gridRow) iconAt(x float32) int {
	_, from := r.list.spans(r.Size().Width)
	if x < from {
		return noIcon
	}
	i := int((x - from) / U(gridIcon))
	if !r.list.hasIcon(r.at, i) {
		return noIcon
	}
	return i
}

// CreateRenderer implements fyne.Widget.
func (r *gridRow) CreateRenderer() fyne.WidgetRenderer {
	p := &gridRowParts{row: r, ground: newFill(), tint: newFill(), line: newFill(), light: newFill(), ring: newRing()}
	objects := []fyne.CanvasObject{p.ground, p.tint, p.line, p.light, p.ring, r.title, r.text}
	for _, i := range r.list.spec.Icons {
		icon := newIcon(i.Icon, ColorMuted)
		p.icons = append(p.icons, icon)
		objects = append(objects, icon)
	}
	return newSketch(sketch{
		owner: r, objects: append(objects, r.cells.Cells...),
		least: func() fyne.Size { return fyne.Size{} },
		place: p.place, paint: p.paint,
	})
}

type gridRowParts struct {
	row                             *gridRow
	ground, tint, line, light, ring *canvas.Rectangle
	icons                           []*canvas.Image
}

func (p *gridRowParts) place(size fyne.Size) {
	in, r := U(gridInset), p.row
	at, box := fyne.NewPos(in, in-U(1)), fyne.NewSize(size.Width-2*in, size.Height-2*in+U(1))
	placeFill(p.tint, at, box, U(8))
	placeFill(p.ring, at, box, U(8))
	placeFill(p.line, fyne.NewPos(0, size.Height-U(1)), fyne.NewSize(size.Width, U(1)), 0)
	placeFill(p.ground, at, box, U(8))
	if r.head && !r.list.spec.Plain {
		placeFill(p.ground, fyne.NewPos(0, 0), size, 0)
	}
	if r.head {
		p.placeHead(size)
		return
	}
	spans, icons := r.list.spans(size.Width)
	for i, o := range r.cells.Cells {
		if o.Visible() != (spans[i].wide > 0) {
			showIf(o, spans[i].wide > 0)
		}
		if spans[i].wide > 0 {
			high := place(o, spans[i].wide)
			o.Move(fyne.NewPos(spans[i].at, whole((size.Height-U(1)-high)/2)))
			o.Resize(fyne.NewSize(spans[i].wide, high))
		}
	}
	square := func(i int) (fyne.Position, fyne.Size) {
		return fyne.NewPos(icons+float32(i)*U(gridIcon), (size.Height-U(1)-U(gridIcon))/2), fyne.NewSquareSize(U(gridIcon))
	}
	for i, icon := range p.icons {
		at, box := square(i)
		placeIcon(icon, at, box, 18)
		if i == r.under {
			placeFill(p.light, at, box, U(8))
		}
		if i == r.list.icon && r.at == r.list.at {
			placeFill(p.ring, at, box, U(8))
		}
	}
}

// placeHead stands a heading where the cells begin; in a plain list it keeps to those that follow.
func (p *gridRowParts) placeHead(size fyne.Size) {
	r, x := p.row, U(gridEdge)
	wide := min(naturalWidth(r.title), size.Width-2*x)
	high, below := place(r.title, wide), float32(0)
	y := (size.Height - U(1) - high) / 2
	if r.list.spec.Plain {
		below = U(6)
		y = size.Height - high - below
	}
	r.title.Move(fyne.NewPos(x, y))
	r.title.Resize(fyne.NewSize(wide, high))
	x += wide + U(8)
	r.text.Move(fyne.NewPos(x, y))
	r.text.Resize(fyne.NewSize(max(size.Width-x-U(gridEdge), 0), place(r.text, max(size.Width-x-U(gridEdge), 0))))
}

func (p *gridRowParts) paint() {
	r, l := p.row, p.row.list
	chosen := !r.head && r.at == l.chosen
	p.ground.FillColor = color.Transparent
	switch {
	case chosen:
		p.ground.FillColor = Color(ColorSelection)
	case r.head && !l.spec.Plain:
		p.ground.FillColor = Color(ColorBackground)
	}
	p.tint.FillColor, p.tint.Hidden = Color(ColorHover), !r.over || r.head
	p.line.FillColor, p.line.Hidden = Color(ColorSeparator), l.spec.Plain || r.at == l.len()-1
	p.light.FillColor, p.light.Hidden = Color(ColorButton), r.under == noIcon
	paintRing(p.ring, l.ringed() && r.at == l.at)
	r.title.Hidden, r.text.Hidden = !r.head, !r.head
	for i, icon := range p.icons {
		ink := ColorMuted
		if i == r.under || i == l.icon && l.ringed() && r.at == l.at {
			ink = ColorForeground
		}
		if chosen {
			ink = ColorOnSelection
		}
		name := l.spec.Icons[i].Icon
		if r.head || !l.hasIcon(r.at, i) {
			name = ""
		}
		paintIcon(icon, name, ink)
	}
	for _, o := range r.cells.Cells {
		if r.head {
			o.Hide()
		}
		if c, ok := o.(chosenCell); ok {
			c.setChosen(chosen)
		}
	}
}

// Scrolled implements fyne.Scrollable: the wheel moves the rows as far as they go, then the page on which they stand, so
// that a list never keeps what is below it out of reach.
func (r *gridRow) Scrolled(e *fyne.ScrollEvent) {
	list := r.list.scroll
	before := list.Offset.Y
	list.Scrolled(e)
	if list.Offset.Y != before || e.Scrolled.DY == 0 {
		return
	}
	if page := scrollerAround(r.list); page != nil {
		page.scroll.Scrolled(e)
	}
}

// scrollerAround is the innermost page that scrolls around an object; nil where none does.
func scrollerAround(obj fyne.CanvasObject) *Scroller {
	c := fyne.CurrentApp().Driver().CanvasForObject(obj)
	if c == nil {
		return nil
	}
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	var innermost *Scroller
	eachScroller(root, func(s *Scroller) {
		if _, inside := below(s.scroll.Content, obj); inside {
			innermost = s
		}
	})
	return innermost
}
