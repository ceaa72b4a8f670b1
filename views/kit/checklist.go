package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// CheckItemState is what a line of a checklist says.
type CheckItemState int

// Neutral is not judged yet, Passed holds, Failed does not.
const (
	Neutral CheckItemState = iota
	Passed
	Failed
)

// CheckItem is one line of a checklist.
type CheckItem struct {
	Text  string
	State CheckItemState
}

// Checklist is a list of rules that answers while one types: each line passed, failed or open, in columns read downwards.
type Checklist struct {
	widget.BaseWidget

	columns int
	lines   []*checkLine
	body    *fyne.Container
}

// NewChecklist returns an empty list in that many columns.
func NewChecklist(columns int) *Checklist {
	c := &Checklist{columns: max(columns, 1), body: Columns(24)}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows the items. Lines are kept while their number stays the same, so that nothing moves at a key.
func (c *Checklist) Set(items []CheckItem) {
	if len(items) != len(c.lines) {
		c.build(len(items))
	}
	for i, item := range items {
		c.lines[i].set(item)
	}
	c.body.Refresh()
	c.Refresh()
}

func (c *Checklist) build(n int) {
	c.lines = make([]*checkLine, n)
	per := (n + c.columns - 1) / c.columns
	var columns []fyne.CanvasObject
	for from := 0; from < n; from += per {
		var column []fyne.CanvasObject
		for i := from; i < min(from+per, n); i++ {
			c.lines[i] = newCheckLine()
			column = append(column, c.lines[i].body)
		}
		columns = append(columns, VStack(6, column...))
	}
	c.body.Objects = columns
}

// CreateRenderer implements fyne.Widget.
func (c *Checklist) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }

type checkLine struct {
	icon *Glyph
	text *Text
	body *fyne.Container
}

func newCheckLine() *checkLine {
	l := &checkLine{icon: NewGlyph("removed", ColorMuted, 18), text: Body("")}
	l.body = HStackTop(8, Pad(1, 0, 0, 0, l.icon), l.text, Spacer())
	return l
}

func (l *checkLine) set(item CheckItem) {
	icon, mark, word := "removed", ColorMuted, ColorMuted
	switch item.State {
	case Passed:
		icon, mark, word = "passed", ColorSuccess, ColorForeground
	case Failed:
		icon, mark, word = "failed", ColorError, ColorError
	}
	l.icon.Set(icon, mark)
	l.text.SetText(item.Text)
	l.text.SetColor(word)
	l.text.SetBold(item.State == Failed)
}
