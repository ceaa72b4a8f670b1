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
	r := &checkParts{check: c, ring: newRing(), box: newEdged(), tint: newFill(), mark: newIcon("check", ColorOnPrimary), dash: newFill()}
	return newSketch(sketch{
		owner: c, objects: []fyne.CanvasObject{r.ring, r.box.edge, r.box.ground, r.tint, r.mark, r.dash, c.text},
		least: r.least, place: r.place, paint: r.paint,
	})
}

type checkParts struct {
	check *Check
	ring  *canvas.Rectangle
	box   edged
	tint  *canvas.Rectangle
	mark  *canvas.Image
	dash  *canvas.Rectangle
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
	box := fyne.NewSquareSize(U(checkBox))
	width := U(1)
	if r.check.fault {
		width = U(2)
	}
	r.box.place(at, box, U(4), width)
	placeFill(r.tint, at, box, U(4))
	placeRing(r.ring, at, box, U(4))
	placeIcon(r.mark, at, box, 16)
	placeFill(r.dash, at.AddXY(U(4), U(8)), fyne.NewSize(U(10), U(2)), U(1))
}

func (r *checkParts) paint() {
	c := r.check
	edge, ground, mark, text := ColorInputBorder, ColorInput, ColorOnPrimary, ColorForeground
	switch {
	case c.Disabled():
		edge, ground, mark, text = ColorSeparator, ColorButton, ColorDisabled, ColorDisabled
	case c.state != Unchecked:
		edge, ground = ColorPrimary, ColorPrimary
	case c.fault:
		edge = ColorError
	}
	r.box.paint(edge, ground)
	r.tint.FillColor = c.tint()
	paintIcon(r.mark, "check", mark)
	r.mark.Hidden = c.state != Checked
	r.dash.FillColor, r.dash.Hidden = Color(mark), c.state != Partly
	c.text.SetColor(text)
	c.text.Hidden = c.text.Text() == ""
	paintRing(r.ring, c.ringed())
}
