package views

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"trousseau/views/kit"
)

// leavingEntry is an entry that says when the keyboard leaves it: a number is
// judged when it is whole, not at every digit.
type leavingEntry struct {
	kit.Entry
	onLeave func()
}

func newLeavingEntry(onLeave func()) *leavingEntry {
	e := &leavingEntry{onLeave: onLeave}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnEscape = func() { kit.Pass(e, &fyne.KeyEvent{Name: fyne.KeyEscape}) }
	e.ExtendBaseWidget(e)
	return e
}

// FocusLost implements fyne.Focusable.
func (e *leavingEntry) FocusLost() {
	e.Entry.FocusLost()
	e.onLeave()
}

// TypedShortcut hands the window its own shortcuts; those an entry edits with
// are on keys without a letter.
func (e *leavingEntry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && len(c.KeyName) == 1 {
		kit.PassShortcut(e, s)
		return
	}
	e.Entry.TypedShortcut(s)
}
