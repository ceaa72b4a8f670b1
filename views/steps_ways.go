package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// What the windows of several steps have in common: set-up, an invitation, a rescue.

// stepKeys takes Escape as the way back and Enter as the way on.
func stepKeys(e *fyne.KeyEvent, back, next func()) bool {
	switch e.Name {
	case fyne.KeyEscape:
		back()
	case fyne.KeyReturn, fyne.KeyEnter:
		next()
	default:
		return false
	}
	return true
}

// revealFocus scrolls to what has the keyboard.
func revealFocus(p *kit.Page) {
	if o, ok := p.Window.Canvas().Focused().(fyne.CanvasObject); ok {
		kit.RevealIn(p.Window, o)
	}
}
