package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// press is what everything that can be pressed shares: hover, focus, the keys that press, and the reports to Active. The
// focus ring stays away as long as the focus came by the mouse alone.
type press struct {
	widget.DisableableWidget

	self                          fyne.Widget
	tap                           func()
	hovered, focused, held, quiet bool
}

func (p *press) become(self fyne.Widget, tap func()) {
	p.self, p.tap = self, tap
	p.ExtendBaseWidget(self)
}

// FocusGained implements fyne.Focusable.
func (p *press) FocusGained() {
	p.focused = true
	if !p.quiet {
		Reveal(p.self) // Tab may have come to something scrolled out of sight
	}
	p.Refresh()
}

// FocusLost implements fyne.Focusable.
func (p *press) FocusLost() {
	p.focused, p.quiet, p.held = false, false, false
	p.Refresh()
}

// TypedRune implements fyne.Focusable.
func (p *press) TypedRune(rune) { Active() }

// TypedKey presses on Space and Enter; other keys go on to the window.
func (p *press) TypedKey(e *fyne.KeyEvent) {
	p.byKey()
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.fire()
	default:
		Pass(p.self, e)
	}
}

// Tapped implements fyne.Tappable.
func (p *press) Tapped(*fyne.PointEvent) {
	Active()
	p.fire()
}

// MouseIn implements desktop.Hoverable.
func (p *press) MouseIn(*desktop.MouseEvent) {
	Active()
	p.hovered = true
	p.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (p *press) MouseMoved(*desktop.MouseEvent) { Active() }

// MouseOut implements desktop.Hoverable.
func (p *press) MouseOut() {
	p.hovered, p.held = false, false
	p.Refresh()
}

// MouseDown implements desktop.Mouseable.
func (p *press) MouseDown(*desktop.MouseEvent) {
	Active()
	p.held = true
	p.Refresh()
}

// MouseUp implements desktop.Mouseable.
func (p *press) MouseUp(*desktop.MouseEvent) {
	p.held = false
	p.Refresh()
}

func (p *press) fire() {
	if !p.Disabled() && p.tap != nil {
		p.tap()
	}
}

func (p *press) byKey() {
	Active()
	if p.quiet {
		p.quiet = false
		p.Refresh()
	}
}

// grab takes the focus on a click, without a ring.
func (p *press) grab() {
	if p.focused || p.Disabled() {
		return
	}
	c := fyne.CurrentApp().Driver().CanvasForObject(p.self)
	focus, ok := p.self.(fyne.Focusable)
	if c == nil || !ok {
		return
	}
	p.quiet = true
	c.Focus(focus)
}

func (p *press) ringed() bool { return p.focused && !p.quiet && !p.Disabled() }

// tint is what a hover or a held button lays over the ground.
func (p *press) tint() color.Color {
	switch {
	case p.Disabled():
		return color.Transparent
	case p.held:
		return Color(ColorPressed)
	case p.hovered:
		return Color(ColorHover)
	}
	return color.Transparent
}

// PassShortcut hands a shortcut a focused component has no use for to its canvas: Fyne gives it to the focused component
// alone when that one knows shortcuts, and a window's own, such as the lock, would be lost.
func PassShortcut(obj fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := fyne.CurrentApp().Driver().CanvasForObject(obj).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// FocusFirst gives the focus to the first component inside obj that can take it, in the order of Tab. Nothing happens when
// obj is not shown in w or holds none.
func FocusFirst(w fyne.Window, obj fyne.CanvasObject) {
	c := w.Canvas()
	if f, ok := obj.(fyne.Focusable); ok {
		c.Focus(f)
		return
	}
	const most = 500 // more stops than any window has
	c.Unfocus()
	var first fyne.Focusable
	for range most {
		c.FocusNext()
		f := c.Focused()
		if f == nil || f == first {
			break
		}
		if first == nil {
			first = f
		}
		if o, ok := f.(fyne.CanvasObject); ok && within(o, obj) {
			return
		}
	}
	c.Unfocus()
}

func within(inner, outer fyne.CanvasObject) bool {
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(inner).Subtract(d.AbsolutePositionForObject(outer))
	return at.X >= 0 && at.Y >= 0 && at.X < outer.Size().Width && at.Y < outer.Size().Height
}
