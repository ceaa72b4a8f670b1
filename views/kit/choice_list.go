package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

const (
	choiceRowHeight = 32 // and 4 between two
	choiceRows      = 8  // at once
	choiceInset     = 4
	shadowLayers    = 5
)

// choicePopup covers the window: a click beside the list closes it.
type choicePopup struct {
	widget.BaseWidget

	choice *Choice
	canvas fyne.Canvas
	list   *choiceList
}

func showChoice(c *Choice, canv fyne.Canvas) *choicePopup {
	p := &choicePopup{choice: c, canvas: canv}
	p.list = newChoiceList(p)
	p.ExtendBaseWidget(p)
	canv.Overlays().Add(p)
	p.Resize(canv.Size())
	canv.Focus(p.list)
	p.list.centre()
	return p
}

// Tapped implements fyne.Tappable.
func (p *choicePopup) Tapped(*fyne.PointEvent) {
	Active()
	p.choice.close()
}

// box is where the list goes: below its choice, above when there is more room.
func (p *choicePopup) box() (fyne.Position, fyne.Size) {
	c := p.choice
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(c)
	n := float32(min(len(c.options), choiceRows))
	high := n*U(choiceRowHeight+4) - U(4) + 2*U(choiceInset)
	below := p.canvas.Size().Height - at.Y - c.Size().Height - U(8)
	y := at.Y + c.Size().Height + U(4)
	if below < high && at.Y-U(8) > below {
		high = min(high, at.Y-U(8))
		y = at.Y - U(4) - high
	} else {
		high = min(high, below)
	}
	return fyne.NewPos(at.X, y), fyne.NewSize(c.Size().Width, high)
}

// CreateRenderer implements fyne.Widget.
func (p *choicePopup) CreateRenderer() fyne.WidgetRenderer {
	card := newEdged()
	var objects []fyne.CanvasObject
	shadow := make([]*canvas.Rectangle, shadowLayers)
	for i := range shadow {
		shadow[i] = newFill()
		objects = append(objects, shadow[i])
	}
	return newSketch(sketch{
		owner: p, objects: append(objects, card.edge, card.ground, p.list),
		least: func() fyne.Size { return fyne.Size{} },
		place: func(fyne.Size) {
			at, size := p.box()
			placeShadow(shadow, at, size)
			card.place(at, size, U(8), U(1))
			p.list.Move(at.AddXY(U(choiceInset), U(choiceInset)))
			p.list.Resize(size.SubtractWidthHeight(2*U(choiceInset), 2*U(choiceInset)))
		},
		paint: func() {
			card.paint(ColorSeparator, ColorOverlay)
			paintShadow(shadow)
			p.list.Refresh()
		},
	})
}

// placeShadow stacks thin layers that grow: Fyne's own shadow has no rounded corners.
func placeShadow(layers []*canvas.Rectangle, at fyne.Position, size fyne.Size) {
	for i, l := range layers {
		out := U(float32(i) * 2)
		placeFill(l, at.SubtractXY(out, out-U(4)), size.AddWidthHeight(2*out, 2*out), U(8)+out)
	}
}

func paintShadow(layers []*canvas.Rectangle) {
	r, g, b, a := Color(ColorShadow).RGBA()
	thin := color.NRGBA64{R: scaleUp(r, a), G: scaleUp(g, a), B: scaleUp(b, a), A: uint16(a / uint32(len(layers)))}
	for _, l := range layers {
		l.FillColor = thin
	}
}

func scaleUp(part, alpha uint32) uint16 {
	if alpha == 0 {
		return 0
	}
	return uint16(part * 0xFFFF / alpha)
}

// choiceList is Fyne's list with our own idea of keys: it marks a row and takes it at Enter.
type choiceList struct {
	widget.List

	popup *choicePopup
	at    int
}

func newChoiceList(p *choicePopup) *choiceList {
	l := &choiceList{popup: p, at: max(p.choice.chosen, 0)}
	c := p.choice
	l.HideSeparators = true
	l.Length = func() int { return len(c.options) }
	l.CreateItem = func() fyne.CanvasObject { return newChoiceRow() }
	l.UpdateItem = func(i int, o fyne.CanvasObject) {
		if row, ok := o.(*choiceRow); ok {
			row.set(c.options[i].Text, i == c.chosen, i == l.at)
		}
	}
	l.OnSelected = l.take
	l.ExtendBaseWidget(l)
	return l
}

func (l *choiceList) take(i int) {
	Active()
	c := l.popup.choice
	c.close()
	c.choose(i)
}

// centre scrolls the marked row to the middle.
func (l *choiceList) centre() {
	pitch := U(choiceRowHeight) + U(4)
	l.ScrollToOffset(max(float32(l.at)*pitch-(l.Size().Height-pitch)/2, 0))
	l.ScrollTo(l.at)
}

func (l *choiceList) mark(i int) {
	l.at = min(max(i, 0), len(l.popup.choice.options)-1)
	l.ScrollTo(l.at)
	l.Refresh()
}

// FocusGained implements fyne.Focusable; Fyne's list would mark a row of its own.
func (l *choiceList) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (l *choiceList) FocusLost() {}

// Tapped takes the row above when a click falls between two.
func (l *choiceList) Tapped(e *fyne.PointEvent) {
	pitch := U(choiceRowHeight) + U(4)
	l.take(int((e.Position.Y + l.GetScrollOffset()) / pitch))
}

// AcceptsTab implements fyne.Tabbable: Tab closes the list.
func (l *choiceList) AcceptsTab() bool { return true }

// TypedRune marks the option that begins with what was typed.
func (l *choiceList) TypedRune(r rune) {
	Active()
	c := l.popup.choice
	if i, ok := c.seek.find(r, c.options, l.at); ok {
		l.mark(i)
	}
}

// TypedKey implements fyne.Focusable.
func (l *choiceList) TypedKey(e *fyne.KeyEvent) {
	Active()
	switch e.Name {
	case fyne.KeySpace:
		if !l.popup.choice.seek.running() {
			l.take(l.at)
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		l.take(l.at)
	case fyne.KeyEscape, fyne.KeyTab:
		l.popup.choice.close()
	case fyne.KeyPageUp:
		l.mark(l.at - choiceRows + 1)
	case fyne.KeyPageDown:
		l.mark(l.at + choiceRows - 1)
	default:
		if to, ok := step(e.Name, l.at, len(l.popup.choice.options)); ok {
			l.mark(to)
		}
	}
}

type choiceRow struct {
	widget.BaseWidget

	text           string
	chosen, marked bool
}

func newChoiceRow() *choiceRow {
	r := &choiceRow{}
	r.ExtendBaseWidget(r)
	return r
}

func (r *choiceRow) set(text string, chosen, marked bool) {
	r.text, r.chosen, r.marked = text, chosen, marked
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *choiceRow) CreateRenderer() fyne.WidgetRenderer {
	ground, word, tick := newFill(), newWord(false), newIcon("check", ColorOnSelection)
	measure := func(s string) float32 { return wordWidth(s, 14, false) }
	return newSketch(sketch{
		owner: r, objects: []fyne.CanvasObject{ground, word, tick},
		least: func() fyne.Size { return fyne.NewSize(U(80), U(choiceRowHeight)) },
		place: func(size fyne.Size) {
			placeFill(ground, fyne.NewPos(0, 0), size, U(8))
			room := max(size.Width-U(8+34), 0)
			word.Text = ellipsis(r.text, room, measure)
			word.Move(fyne.NewPos(U(8), 0))
			word.Resize(fyne.NewSize(room, size.Height))
			placeIcon(tick, fyne.NewPos(size.Width-U(34), 0), fyne.NewSize(U(34), size.Height), 18)
		},
		paint: func() {
			c := ColorForeground
			ground.FillColor = color.Transparent
			ground.StrokeColor, ground.StrokeWidth = color.Transparent, 0
			if r.marked {
				ground.FillColor = Color(ColorHover)
				ground.StrokeColor, ground.StrokeWidth = Color(ColorFocus), U(2)
			}
			if r.chosen {
				c, ground.FillColor = ColorOnSelection, Color(ColorSelection)
			}
			paintWord(word, r.text, 14, c)
			paintIcon(tick, "check", c)
			tick.Hidden = !r.chosen
		},
	})
}
