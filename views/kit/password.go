package kit

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// Password is an entry that shows dots until its reveal button is pressed; the button is the next stop of Tab. Pasting is
// allowed, nothing is cut off, and copying only works while the text is revealed.
type Password struct {
	Entry

	// OnCaps is told when Caps Lock is found to be on or off: by a letter that does not fit Shift, or by its key.
	OnCaps func(on bool)

	reveal *revealButton
	caps   capsWatch
}

// NewPassword returns an empty, masked entry.
func NewPassword() *Password {
	p := &Password{}
	p.Password = true
	p.reveal = newRevealButton(p)
	p.ActionItem = p.reveal
	p.become(p)
	return p
}

// SetRevealed shows the text or masks it.
func (p *Password) SetRevealed(on bool) {
	p.Password = !on
	p.TextStyle.Monospace = on
	p.Refresh()
}

// Revealed tells whether the text can be read.
func (p *Password) Revealed() bool { return !p.Password }

// FocusLost implements fyne.Focusable.
func (p *Password) FocusLost() {
	p.caps.shift = false
	p.Entry.FocusLost()
}

// TypedRune implements fyne.Focusable.
func (p *Password) TypedRune(r rune) {
	p.tell(p.caps.letter(r, shiftHeld()))
	p.Entry.TypedRune(r)
}

// KeyDown implements desktop.Keyable.
func (p *Password) KeyDown(k *fyne.KeyEvent) {
	p.tell(p.caps.down(k.Name))
	p.Entry.KeyDown(k)
}

// KeyUp implements desktop.Keyable.
func (p *Password) KeyUp(k *fyne.KeyEvent) {
	p.caps.up(k.Name)
	p.Entry.KeyUp(k)
}

func (p *Password) tell(changed bool) {
	if changed && p.OnCaps != nil {
		p.OnCaps(p.caps.on)
	}
}

func shiftHeld() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

// capsWatch works out Caps Lock, which Fyne does not report, from what is typed. Until the first letter it knows nothing.
type capsWatch struct{ shift, known, on bool }

// letter returns whether the state changed; characters without case say nothing.
func (c *capsWatch) letter(r rune, shift bool) bool {
	if unicode.IsUpper(r) == unicode.IsLower(r) {
		return false
	}
	on := unicode.IsUpper(r) != (c.shift || shift)
	changed := on != c.on
	c.known, c.on = true, on
	return changed
}

func (c *capsWatch) down(k fyne.KeyName) bool {
	switch k {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight:
		c.shift = true
	case desktop.KeyCapsLock:
		if c.known {
			c.on = !c.on
			return true
		}
	}
	return false
}

func (c *capsWatch) up(k fyne.KeyName) {
	if k == desktop.KeyShiftLeft || k == desktop.KeyShiftRight {
		c.shift = false
	}
}

type revealButton struct {
	press
	password *Password
}

func newRevealButton(p *Password) *revealButton {
	b := &revealButton{password: p}
	b.become(b, func() {
		if !p.Disabled() {
			p.SetRevealed(!p.Revealed())
		}
	})
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *revealButton) CreateRenderer() fyne.WidgetRenderer {
	tint, ring, icon := newFill(), newRing(), newIcon("reveal", ColorMuted)
	return newSketch(sketch{
		owner: b, objects: []fyne.CanvasObject{tint, ring, icon},
		least: func() fyne.Size { return fyne.NewSize(U(38), U(20)) },
		place: func(s fyne.Size) { b.arrange(s, tint, ring, icon) },
		paint: func() {
			name := "reveal"
			if b.password.Revealed() {
				name = "hide"
			}
			paintIcon(icon, name, ColorMuted)
			tint.FillColor = b.tint()
			paintRing(ring, b.ringed())
		},
	})
}

// arrange draws the ring on the inside: outside it would cross the entry's border.
func (b *revealButton) arrange(size fyne.Size, tint, ring *canvas.Rectangle, icon *canvas.Image) {
	side := min(U(28), size.Height-U(4))
	at := fyne.NewPos((size.Width-side)/2-U(2), (size.Height-side)/2)
	box := fyne.NewSquareSize(side)
	placeFill(tint, at, box, U(6))
	placeFill(ring, at, box, U(6))
	placeIcon(icon, at, box, 18)
}
