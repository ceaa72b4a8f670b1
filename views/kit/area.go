package kit

import "fyne.io/fyne/v2"

// NewArea returns an entry of several lines that wrap, rows of them visible; more scroll. Enter makes a new line, Tab goes on.
func NewArea(rows int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.self = e
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab implements fyne.Tabbable: Tab leaves an entry of several lines too.
func (e *Entry) AcceptsTab() bool { return false }
