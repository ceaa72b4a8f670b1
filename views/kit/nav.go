package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Nav is an entry of a side navigation or a tab column, 36 high. Up and Down move to its neighbours. In a narrow column it
// shows its icon alone, and a tip beside it.
type Nav struct {
	press
	icon, text, hint  string
	chevron           string // of a fold, instead of the hint
	depth             int
	selected, compact bool
}

// NavItem returns an entry; hint stands at the right, a shortcut or a count.
func NavItem(icon, text, hint string, onTap func()) *Nav {
	n := &Nav{icon: icon, text: text, hint: hint}
	n.become(n, onTap)
	return n
}

// Deep moves the entry in below others, by a level of 1 or 2, and returns it. Its icon then shows in a narrow column alone.
func (n *Nav) Deep(level int) *Nav {
	n.depth = level
	n.Refresh()
	return n
}

// Selected tells whether the entry's page is shown.
func (n *Nav) Selected() bool { return n.selected }

// SetSelected marks the entry whose page is shown.
func (n *Nav) SetSelected(on bool) {
	if n.selected != on {
		n.selected = on
		n.Refresh()
	}
}

// SetText replaces the word, for another language.
func (n *Nav) SetText(s string) {
	n.text = s
	n.Refresh()
}

func (n *Nav) setCompact(on bool) {
	if n.compact != on {
		n.compact = on
		hideTip(n.self)
		n.Refresh()
	}
}

// name tells in a narrow column what the icon stands for.
func (n *Nav) name() {
	if n.compact {
		showTip(n.self, tipOf{size: n.Size(), text: n.text, beside: true})
	}
}

// MouseIn implements desktop.Hoverable.
func (n *Nav) MouseIn(e *desktop.MouseEvent) {
	n.press.MouseIn(e)
	n.name()
}

// MouseOut implements desktop.Hoverable.
func (n *Nav) MouseOut() {
	hideTip(n.self)
	n.press.MouseOut()
}

// FocusGained implements fyne.Focusable.
func (n *Nav) FocusGained() {
	n.press.FocusGained()
	n.name()
}

// FocusLost implements fyne.Focusable.
func (n *Nav) FocusLost() {
	hideTip(n.self)
	n.press.FocusLost()
}

// Tapped implements fyne.Tappable.
func (n *Nav) Tapped(e *fyne.PointEvent) {
	hideTip(n.self)
	n.press.Tapped(e)
}

// TypedKey implements fyne.Focusable.
func (n *Nav) TypedKey(e *fyne.KeyEvent) {
	c := fyne.CurrentApp().Driver().CanvasForObject(n.self)
	switch {
	case e.Name == fyne.KeyDown && c != nil:
		n.byKey()
		c.FocusNext()
	case e.Name == fyne.KeyUp && c != nil:
		n.byKey()
		c.FocusPrevious()
	default:
		n.press.TypedKey(e)
	}
}

// CreateRenderer implements fyne.Widget.
func (n *Nav) CreateRenderer() fyne.WidgetRenderer {
	r := &navParts{
		nav: n, ring: newRing(), ground: newEdged().edge, tint: newEdged().edge,
		icon: NewGlyph(n.icon, ColorMuted, 18), text: Body(n.text).Single(), hint: Caption(n.hint).Single(),
		chevron: NewGlyph("", ColorMuted, 18),
	}
	r.line = HStack(12, r.icon, r.text, Spacer(), r.hint, r.chevron)
	return newSketch(sketch{
		owner: n, objects: []fyne.CanvasObject{r.ground, r.tint, r.ring, r.line},
		least: func() fyne.Size { return fyne.NewSize(U(40), U(36)) },
		place: r.place, paint: r.paint,
	})
}

type navParts struct {
	nav                *Nav
	ring, ground, tint *canvas.Rectangle
	icon, chevron      *Glyph
	text, hint         *Text
	line               *fyne.Container
}

func (r *navParts) place(size fyne.Size) {
	placeGround(r.ring, r.ground, size)
	placeGround(r.ring, r.tint, size)
	placeFill(r.ring, fyne.NewPos(0, 0), size, U(8)) // on the inside: its neighbours stand close
	left, right := U(10), U(10)
	switch {
	case r.nav.compact:
		left = (size.Width - U(18)) / 2
		right = left
	case r.nav.depth > 0:
		left = U(40) + U(12)*float32(r.nav.depth-1) // under the text of what stands above
	}
	r.line.Move(fyne.NewPos(left, 0))
	r.line.Resize(fyne.NewSize(size.Width-left-right, size.Height))
}

func (r *navParts) paint() {
	n := r.nav
	ink, icon := ColorForeground, ColorMuted
	if n.selected {
		ink, icon = ColorOnSelection, ColorOnSelection
	}
	r.ground.FillColor, r.ground.Hidden = Color(ColorSelection), !n.selected
	r.tint.FillColor = n.tint()
	paintRing(r.ring, n.ringed())
	r.icon.Set(n.icon, icon)
	r.text.SetText(n.text)
	r.text.SetColor(ink)
	r.text.SetBold(n.selected)
	r.chevron.Set(n.chevron, ColorMuted)
	r.icon.Hidden = n.depth > 0 && !n.compact
	r.text.Hidden, r.hint.Hidden = n.compact, n.compact || n.hint == ""
	r.chevron.Hidden = n.chevron == ""
	r.line.Refresh()
}
