package kit

import "fyne.io/fyne/v2"

// Cells are made once and shown with other contents as a grid scrolls. chosenCell is one that changes with the ground of its
// row, tippedCell one that may have been cut.
type (
	chosenCell interface{ setChosen(bool) }
	tippedCell interface{ tip() string }
)

// TextCell is a line of text, or two: the second one smaller and muted.
type TextCell struct {
	shell
	first, second *Text
	ink           fyne.ThemeColorName
	muted, chosen bool
}

// NewTextCell returns an empty cell.
func NewTextCell() *TextCell {
	c := &TextCell{first: Body("").Single(), second: Caption("").Single()}
	c.second.Hide()
	c.wrap(c, VStack(0, c.first, c.second))
	return c
}

// Muted makes the first line muted, as for what matters less, and returns the cell.
func (c *TextCell) Muted() *TextCell {
	c.muted = true
	c.paint()
	return c
}

// Bold makes the first line semi-bold and returns the cell.
func (c *TextCell) Bold() *TextCell {
	c.first.Bold()
	return c
}

// End sets both lines at the right, for numbers and times, and returns the cell.
func (c *TextCell) End() *TextCell {
	c.first.Align(fyne.TextAlignTrailing)
	c.second.Align(fyne.TextAlignTrailing)
	return c
}

// Set shows one line, or two; what does not fit ends in an ellipsis, and a tip shows the whole.
func (c *TextCell) Set(first, second string) { c.SetTone(ToneNeutral, first, second) }

// SetTone is Set with the first line in the colour of a tone; ToneNeutral is that of any text.
func (c *TextCell) SetTone(t Tone, first, second string) {
	c.ink = ""
	if t != ToneNeutral {
		c.ink = t.Ink()
	}
	c.first.SetText(first)
	c.second.SetText(second)
	showIf(c.second, second != "")
	c.paint()
	c.Refresh()
}

func (c *TextCell) setChosen(on bool) {
	c.chosen = on
	c.paint()
}

func (c *TextCell) paint() {
	first, second := ColorForeground, ColorMuted
	switch {
	case c.chosen:
		first, second = ColorOnSelection, ColorOnSelection
	case c.ink != "":
		first = c.ink
	case c.muted:
		first = ColorMuted
	}
	c.first.SetColor(first)
	c.second.SetColor(second)
}

func (c *TextCell) tip() string { return cutText(c.first, c.second) }

// cutText is the whole of the first text that had to be cut, "" when none was.
func cutText(texts ...*Text) string {
	for _, t := range texts {
		if t.Visible() && t.naturalWidth() > t.Size().Width+slack {
			return t.Text()
		}
	}
	return ""
}

// WhoCell is a person, or what did something: a round mark with initials or an icon, a name, a neutral tag beside it, and a
// smaller line below.
type WhoCell struct {
	shell
	mark         *personMark
	icon         *Glyph
	tag          *cellTag
	name, second *Text
	ink          fyne.ThemeColorName
	chosen       bool
}

// NewWhoCell returns a cell with a round mark of 32.
func NewWhoCell() *WhoCell {
	c := newWhoCell()
	c.mark = newPersonMark(32)
	c.put(c.mark)
	return c
}

// NewEventCell returns a cell with an icon in the place of the mark, as a journal's line has.
func NewEventCell() *WhoCell {
	c := newWhoCell()
	c.icon = NewGlyph("", ColorMuted, 18)
	c.put(c.icon)
	return c
}

func newWhoCell() *WhoCell {
	return &WhoCell{name: Label("").Single(), second: Caption("").Single(), tag: newCellTag(), ink: ColorMuted}
}

func (c *WhoCell) put(mark fyne.CanvasObject) {
	c.tag.Hide()
	c.wrap(c, HStack(12, mark, VStack(0, HStack(8, c.name, c.tag), c.second)))
}

// Set shows initials or the name of an icon, a name, a second line, and a tag ("" for none).
func (c *WhoCell) Set(mark, name, second, tag string) {
	c.ink = ColorMuted
	c.set(mark, name, second, tag)
}

// SetEvent shows an icon in the colour of a tone (ToneNeutral is muted), a name and a second line.
func (c *WhoCell) SetEvent(t Tone, icon, name, second string) {
	c.ink = t.Ink()
	c.set(icon, name, second, "")
}

func (c *WhoCell) set(mark, name, second, tag string) {
	if c.mark != nil {
		c.mark.set(mark)
	}
	c.name.SetText(name)
	c.second.SetText(second)
	c.tag.set(tag)
	showIf(c.second, second != "")
	showIf(c.tag, tag != "")
	if c.icon != nil {
		c.icon.name = mark
	}
	c.paint()
	c.Refresh()
}

func (c *WhoCell) setChosen(on bool) {
	c.chosen = on
	c.paint()
}

func (c *WhoCell) paint() {
	name, second, ink := ColorForeground, ColorMuted, c.ink
	if c.chosen {
		name, second, ink = ColorOnSelection, ColorOnSelection, ColorOnSelection
	}
	c.name.SetColor(name)
	c.second.SetColor(second)
	if c.icon != nil {
		c.icon.color = ink
		c.icon.Refresh()
	}
}

func (c *WhoCell) tip() string { return cutText(c.name, c.second) }
