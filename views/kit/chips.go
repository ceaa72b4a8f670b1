package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Chip is one filter of a row of them: Key for the program, Text for the person, and how many it would leave; a Count below
// 0 is not shown.
type Chip struct {
	Key, Text string
	Count     int
}

// Chips is a row of filters 32 high, of which exactly one is chosen. It is one stop of Tab; the arrows move the choice.
// Where the row is too narrow it breaks into several.
type Chips struct {
	press

	chips    []Chip
	chosen   int
	under    int     // the chip below the pointer, -1 for none
	width    float32 // last laid out
	onChange func(key string)
}

// NewChips shows the first chip chosen; onChange is called when the person chooses another, never by SetKey or Set.
func NewChips(chips []Chip, onChange func(key string)) *Chips {
	c := &Chips{chips: chips, under: -1, onChange: onChange}
	c.become(c, nil)
	return c
}

// Set replaces the chips, for other counts; the choice stays with its key, or goes to the first where that is gone.
func (c *Chips) Set(chips []Chip) {
	key := c.Key()
	c.chips, c.chosen = chips, 0
	c.SetKey(key)
	c.Refresh()
}

// Key returns the chosen chip's key, "" when there are none.
func (c *Chips) Key() string {
	if c.chosen >= len(c.chips) {
		return ""
	}
	return c.chips[c.chosen].Key
}

// SetKey shows the chip with that key as chosen; an unknown key changes nothing.
func (c *Chips) SetKey(key string) {
	for i, chip := range c.chips {
		if chip.Key == key {
			c.chosen = i
			c.Refresh()
		}
	}
}

// Tapped implements fyne.Tappable.
func (c *Chips) Tapped(e *fyne.PointEvent) {
	Active()
	if i := c.at(e.Position); i >= 0 && !c.Disabled() {
		c.grab()
		c.choose(i)
	}
}

// MouseMoved implements desktop.Hoverable.
func (c *Chips) MouseMoved(e *desktop.MouseEvent) {
	Active()
	if at := c.at(e.Position); at != c.under {
		c.under = at
		c.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (c *Chips) MouseOut() {
	c.under = -1
	c.press.MouseOut()
}

// TypedKey moves the choice; Space and Enter do nothing.
func (c *Chips) TypedKey(e *fyne.KeyEvent) {
	c.byKey()
	if to, ok := step(e.Name, c.chosen, len(c.chips)); ok {
		c.choose(to)
		return
	}
	Pass(c, e)
}

func (c *Chips) choose(i int) {
	if i < 0 || i >= len(c.chips) || i == c.chosen || c.Disabled() {
		return
	}
	c.chosen = i
	c.Refresh()
	if c.onChange != nil {
		c.onChange(c.Key())
	}
}

const (
	chipHigh = 32
	chipGap  = 8
	chipPad  = 13
	chipTell = 7 // between text and count
)

func (c Chip) count() string {
	if c.Count < 0 {
		return ""
	}
	return strconv.Itoa(c.Count)
}

// wide is a chip's width; it is measured as when chosen, so that nothing moves with the choice.
func (c Chip) wide() float32 {
	w := wordWidth(c.Text, 14, true) + 2*U(chipPad)
	if n := c.count(); n != "" {
		w += U(chipTell) + wordWidth(n, 14, true)
	}
	return w
}

type chipBox struct {
	at   fyne.Position
	size fyne.Size
}

// boxes are the places of the chips in a width, line by line.
func (c *Chips) boxes(width float32) (boxes []chipBox, size fyne.Size) {
	boxes = make([]chipBox, len(c.chips))
	var x, y float32
	for i, chip := range c.chips {
		w := chip.wide()
		if x > 0 && x+w > width+slack {
			x, y = 0, y+U(chipHigh+chipGap)
		}
		boxes[i] = chipBox{fyne.NewPos(x, y), fyne.NewSize(w, U(chipHigh))}
		size.Width = max(size.Width, x+w)
		x += w + U(chipGap)
	}
	size.Height = y + U(chipHigh)
	return boxes, size
}

func (c *Chips) at(p fyne.Position) int {
	boxes, _ := c.boxes(c.Size().Width)
	for i, b := range boxes {
		if p.X >= b.at.X && p.X < b.at.X+b.size.Width && p.Y >= b.at.Y && p.Y < b.at.Y+b.size.Height {
			return i
		}
	}
	return -1
}

func (c *Chips) naturalWidth() float32 {
	_, size := c.boxes(maxWidth)
	return size.Width
}

// maxWidth is more than any window has.
const maxWidth = 1e6
