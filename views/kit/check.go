package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// CheckState is what a check box shows.
type CheckState int

// Unchecked is empty, Partly a dash (some of several), Checked a tick.
const (
	Unchecked CheckState = iota
	Partly
	Checked
)

// Check is a box of 18 with a text that may wrap. A press fills an empty or partly filled box and empties a full one.
type Check struct {
	press

	state    CheckState
	text     *Text
	onChange func(on bool)
	fault    bool
}

// NewCheck returns an empty box; onChange is called when the person presses it, never by SetState.
func NewCheck(text string, onChange func(on bool)) *Check {
	c := &Check{text: Body(text), onChange: onChange}
	c.become(c, c.turn)
	return c
}

// State returns what the box shows.
func (c *Check) State() CheckState { return c.state }

// On tells whether it is fully checked.
func (c *Check) On() bool { return c.state == Checked }

// SetState shows a state without calling onChange.
func (c *Check) SetState(s CheckState) {
	c.state = s
	c.Refresh()
}

// SetOn is SetState for two states.
func (c *Check) SetOn(on bool) {
	if on {
		c.SetState(Checked)
	} else {
		c.SetState(Unchecked)
	}
}

// SetText replaces the text.
func (c *Check) SetText(s string) {
	c.text.SetText(s)
	c.Refresh()
}

// SetFault shows or clears the error border of the box.
func (c *Check) SetFault(on bool) {
	c.fault = on
	c.Refresh()
}

// Tapped implements fyne.Tappable.
func (c *Check) Tapped(e *fyne.PointEvent) {
	c.grab()
	c.press.Tapped(e)
}

// TypedKey presses on Space; Enter goes on to the window, where it ends a form.
func (c *Check) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		c.byKey()
		Pass(c, e)
		return
	}
	c.press.TypedKey(e)
}

func (c *Check) turn() {
	c.fault = false
	c.SetOn(c.state != Checked)
	if c.onChange != nil {
		c.onChange(c.On())
	}
}

func (c *Check) naturalWidth() float32 { return U(checkIndent) + c.text.naturalWidth() }

const (
	checkBox    = 18
	checkIndent = 30
)

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	r := &checkParts{check: c, ring: newRing(), box: newCheckMark()}
	return newSketch(sketch{
		owner: c, objects: append(append([]fyne.CanvasObject{r.ring}, r.box.objects()...), c.text),
		least: r.least, place: r.place, paint: r.paint,
	})
}

type checkParts struct {
	check *Check
	ring  *canvas.Rectangle
	box   *checkMark
}

func (r *checkParts) least() fyne.Size {
	if r.check.text.Text() == "" {
		return fyne.NewSquareSize(U(24))
	}
	text := r.check.text.MinSize()
	return fyne.NewSize(U(checkIndent)+text.Width, max(U(24), text.Height+U(4)))
}

func (r *checkParts) place(size fyne.Size) {
	text := r.check.text
	text.Resize(fyne.NewSize(max(size.Width-U(checkIndent), 0), text.MinSize().Height))
	high := text.MinSize().Height
	top := max((size.Height-high)/2, 0)
	text.Move(fyne.NewPos(U(checkIndent), top))
	text.Resize(fyne.NewSize(max(size.Width-U(checkIndent), 0), high))
	at := fyne.NewPos(0, top+U(1)) // beside the first line
	if text.Text() == "" {
		at = fyne.NewPos((size.Width-U(checkBox))/2, (size.Height-U(checkBox))/2)
	}
	r.box.place(at, r.check.fault)
	placeRing(r.ring, at, fyne.NewSquareSize(U(checkBox)), U(4))
}

func (r *checkParts) paint() {
	c := r.check
	r.box.paint(c.state, c.Disabled(), c.fault)
	r.box.tint.FillColor = c.tint()
	text := ColorForeground
	if c.Disabled() {
		text = ColorDisabled
	}
	c.text.SetColor(text)
	c.text.Hidden = c.text.Text() == ""
	paintRing(r.ring, c.ringed())
}

// checkMark is the box itself, with its three states.
type checkMark struct {
	box        edged
	tint, dash *canvas.Rectangle
	mark       *canvas.Image
}

func newCheckMark() *checkMark {
	return &checkMark{box: newEdged(), tint: newFill(), mark: newIcon("check", ColorOnPrimary), dash: newFill()}
}

func (m *checkMark) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{m.box.edge, m.box.ground, m.tint, m.mark, m.dash}
}

func (m *checkMark) place(at fyne.Position, fault bool) {
	box, width := fyne.NewSquareSize(U(checkBox)), U(1)
	if fault {
		width = U(2)
	}
	m.box.place(at, box, U(4), width)
	placeFill(m.tint, at, box, U(4))
	placeIcon(m.mark, at, box, 16)
	placeFill(m.dash, at.AddXY(U(4), U(8)), fyne.NewSize(U(10), U(2)), U(1))
}

func (m *checkMark) paint(s CheckState, locked, fault bool) {
	edge, ground, mark := ColorInputBorder, ColorInput, ColorOnPrimary
	switch {
	case locked:
		edge, ground, mark = ColorSeparator, ColorButton, ColorDisabled
	case s != Unchecked:
		edge, ground = ColorPrimary, ColorPrimary
	case fault:
		edge = ColorError
	}
	m.box.paint(edge, ground)
	paintIcon(m.mark, "check", mark)
	m.mark.Hidden = s != Checked
	m.dash.FillColor, m.dash.Hidden = Color(mark), s != Partly
}
