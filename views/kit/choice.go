package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Choice chooses one of a list, long ones too: it opens scrolled to the chosen option, and the first letters typed lead to an
// option, open or closed. Space, Enter, Up and Down open it.
type Choice struct {
	press

	options  []Option
	chosen   int // -1: none
	hint     string
	fault    bool
	onChange func(key string)
	seek     seek
	popup    *choicePopup
}

// NewChoice shows nothing chosen; onChange is called when the person chooses, never by SetKey.
func NewChoice(options []Option, onChange func(key string)) *Choice {
	c := &Choice{options: options, chosen: -1, onChange: onChange, seek: seek{now: time.Now}}
	c.become(c, c.open)
	return c
}

// Key returns the chosen option's key, "" for none.
func (c *Choice) Key() string {
	if c.chosen < 0 {
		return ""
	}
	return c.options[c.chosen].Key
}

// SetKey shows the option with that key; an unknown key shows none.
func (c *Choice) SetKey(key string) {
	c.chosen = -1
	for i, o := range c.options {
		if o.Key == key {
			c.chosen = i
			break
		}
	}
	c.Refresh()
}

// SetHint is shown while nothing is chosen.
func (c *Choice) SetHint(s string) {
	c.hint = s
	c.Refresh()
}

// SetFault shows or clears the error border.
func (c *Choice) SetFault(on bool) {
	c.fault = on
	c.Refresh()
}

// Tapped implements fyne.Tappable.
func (c *Choice) Tapped(e *fyne.PointEvent) {
	c.grab()
	c.press.Tapped(e)
}

// TypedRune leads to the next option that begins with what was typed.
func (c *Choice) TypedRune(r rune) {
	c.byKey()
	if i, ok := c.seek.find(r, c.options, c.chosen); ok {
		c.choose(i)
	}
}

// TypedKey implements fyne.Focusable.
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace:
		if c.seek.running() {
			return // a space within a name
		}
		c.byKey()
		c.fire()
	case fyne.KeyUp, fyne.KeyDown:
		c.byKey()
		c.fire()
	default:
		c.press.TypedKey(e)
	}
}

// Hide implements fyne.CanvasObject; an open list goes too.
func (c *Choice) Hide() {
	c.close()
	c.press.Hide()
}

func (c *Choice) choose(i int) {
	if i < 0 || i >= len(c.options) || i == c.chosen || c.Disabled() {
		return
	}
	c.chosen = i
	c.Refresh()
	if c.onChange != nil {
		c.onChange(c.Key())
	}
}

func (c *Choice) open() {
	canv := fyne.CurrentApp().Driver().CanvasForObject(c)
	if canv == nil || len(c.options) == 0 {
		return
	}
	c.close()
	c.popup = showChoice(c, canv)
	c.Refresh()
}

func (c *Choice) close() {
	if c.popup == nil {
		return
	}
	canv := c.popup.canvas
	canv.Overlays().Remove(c.popup)
	c.popup = nil
	c.quiet = true // the ring comes back with the next key
	canv.Focus(c)
	c.Refresh()
}

func (c *Choice) edge() (color fyne.ThemeColorName, width float32) {
	switch {
	case c.Disabled():
		return ColorSeparator, U(1)
	case c.fault:
		return ColorError, U(2)
	case c.focused || c.popup != nil:
		return ColorPrimary, U(2)
	}
	return ColorInputBorder, U(1)
}

// CreateRenderer implements fyne.Widget.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	r := &choiceParts{choice: c, box: newEdged(), tint: newFill(), word: newWord(false), icon: newIcon("expand", ColorMuted)}
	return newSketch(sketch{
		owner: c, objects: []fyne.CanvasObject{r.box.edge, r.box.ground, r.tint, r.word, r.icon},
		least: func() fyne.Size { return fyne.NewSize(U(120), U(36)) },
		place: r.place, paint: r.paint,
	})
}

type choiceParts struct {
	choice *Choice
	box    edged
	tint   *canvas.Rectangle
	word   *canvas.Text
	icon   *canvas.Image
}

func (r *choiceParts) place(size fyne.Size) {
	_, width := r.choice.edge()
	r.box.place(fyne.NewPos(0, 0), size, U(8), width)
	placeFill(r.tint, fyne.NewPos(0, 0), size, U(8))
	placeIcon(r.icon, fyne.NewPos(size.Width-U(36), 0), fyne.NewSize(U(36), size.Height), 20)
	room := max(size.Width-U(12+36), 0)
	r.word.Move(fyne.NewPos(U(12), 0))
	r.word.Resize(fyne.NewSize(room, size.Height))
	s, _ := r.choice.shown()
	r.word.Text = ellipsis(s, room, func(s string) float32 { return wordWidth(s, 14, false) })
}

func (c *Choice) shown() (string, fyne.ThemeColorName) {
	switch {
	case c.chosen < 0:
		return c.hint, ColorMuted
	case c.Disabled():
		return c.options[c.chosen].Text, ColorDisabled
	}
	return c.options[c.chosen].Text, ColorForeground
}

func (r *choiceParts) paint() {
	c := r.choice
	edge, _ := c.edge()
	ground := ColorInput
	if c.Disabled() {
		ground = ColorBackground
	}
	r.box.paint(edge, ground)
	r.tint.FillColor = c.tint()
	s, color := c.shown()
	paintWord(r.word, s, 14, color)
	paintIcon(r.icon, "expand", ColorMuted)
}
