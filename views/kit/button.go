package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Kind says how loud a button is.
type Kind int

// Main is the one action of a window, at the far right; Normal any other; Low has no ground, as Cancel in a foot bar; Danger
// destroys and stands at the left of a confirmation.
const (
	Main Kind = iota
	Normal
	Low
	Danger
)

// Button is a push button with 600 text, 36 high. Enter and Space press it. It implements Worker.
type Button struct {
	press

	kind    Kind
	text    string
	icon    string
	height  float32
	working bool
	spin    *spinner
}

// NewButton returns a button; tap may be nil and set later with OnTap.
func NewButton(kind Kind, text string, tap func()) *Button {
	b := &Button{kind: kind, text: text, height: 36}
	b.spin = newSpinner(func() { b.Refresh() })
	b.become(b, tap)
	return b
}

// NewIconButton returns a square button with an icon alone.
func NewIconButton(kind Kind, icon string, tap func()) *Button {
	return NewButton(kind, "", tap).SetIcon(icon)
}

// Tall makes it 40 high, as in sign-in, and returns it.
func (b *Button) Tall() *Button { return b.high(40) }

// Large makes it 48 high, for pages touched by a finger, and returns it.
func (b *Button) Large() *Button { return b.high(48) }

func (b *Button) high(n float32) *Button {
	b.height = n
	b.Refresh()
	return b
}

// OnTap replaces what a press does.
func (b *Button) OnTap(tap func()) { b.tap = tap }

// SetIcon puts the named icon before the text, none for "", and returns the button.
func (b *Button) SetIcon(name string) *Button {
	b.icon = name
	b.Refresh()
	return b
}

// SetText replaces the text.
func (b *Button) SetText(s string) {
	b.text = s
	b.Refresh()
}

// Text returns the text.
func (b *Button) Text() string { return b.text }

// SetWorking locks the button while something runs: presses do nothing, and after 300 ms an icon turns. The width stays.
func (b *Button) SetWorking(on bool) {
	if b.working == on {
		return
	}
	b.working = on
	if on {
		b.spin.start()
	} else {
		b.spin.stop()
	}
	b.Refresh()
}

// Working tells whether SetWorking holds the button.
func (b *Button) Working() bool { return b.working }

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	Active()
	b.push()
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.byKey()
		b.push()
	default:
		b.press.TypedKey(e)
	}
}

func (b *Button) push() {
	if !b.working {
		b.fire()
	}
}

func (b *Button) square() bool { return b.text == "" }

// colours returns the names of ground and text; an empty ground shows nothing.
func (b *Button) colours() (ground, text fyne.ThemeColorName) {
	switch {
	case b.Disabled() && b.kind == Low:
		return "", ColorDisabled
	case b.Disabled():
		return ColorButton, ColorDisabled
	case b.kind == Main:
		return ColorPrimary, ColorOnPrimary
	case b.kind == Danger:
		return ColorError, ColorOnError
	case b.kind == Low:
		return "", ColorForeground
	}
	return ColorButton, ColorForeground
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonParts{
		button: b, ring: newRing(), ground: newFill(), tint: newFill(),
		icon: newIcon("refresh", ColorForeground), word: newWord(true),
	}
	return newSketch(sketch{
		owner: b, least: r.least, place: r.place, paint: r.paint,
		objects: []fyne.CanvasObject{r.ring, r.ground, r.tint, r.icon, r.word},
	})
}

type buttonParts struct {
	button             *Button
	ring, ground, tint *canvas.Rectangle
	icon               *canvas.Image
	word               *canvas.Text
}

const (
	buttonPadding = 14
	buttonIcon    = 18
	buttonGap     = 8
)

func (r *buttonParts) least() fyne.Size {
	b := r.button
	if b.square() {
		return fyne.NewSquareSize(U(b.height))
	}
	w := 2*U(buttonPadding) + wordWidth(b.text, 14, true)
	if b.icon != "" {
		w += U(buttonIcon + buttonGap)
	}
	return fyne.NewSize(w, U(b.height))
}

// shows says whether icon and word are drawn in the given width: the turning icon takes the word's place when there is no
// room for both.
func (r *buttonParts) shows(width float32) (icon, word bool) {
	b := r.button
	if !b.spin.shown() || b.icon != "" {
		return b.icon != "" || b.spin.shown(), !b.square()
	}
	need := wordWidth(b.text, 14, true) + U(buttonIcon+buttonGap) + 2*U(buttonGap)
	return true, !b.square() && width >= need
}

func (r *buttonParts) place(size fyne.Size) {
	origin := fyne.NewPos(0, 0)
	placeFill(r.ground, origin, size, U(8))
	placeFill(r.tint, origin, size, U(8))
	placeRing(r.ring, origin, size, U(8))
	icon, word := r.shows(size.Width)
	r.icon.Hidden, r.word.Hidden = !icon, !word
	text := wordWidth(r.word.Text, 14, true)
	var total float32
	if word {
		total = text
	}
	if icon && word {
		total += U(buttonGap)
	}
	if icon {
		total += U(buttonIcon)
	}
	x := whole((size.Width - total) / 2)
	if icon {
		placeIcon(r.icon, fyne.NewPos(x, 0), fyne.NewSize(U(buttonIcon), size.Height), buttonIcon)
		x += U(buttonIcon + buttonGap)
	}
	r.word.Move(fyne.NewPos(x, 0))
	r.word.Resize(fyne.NewSize(text, size.Height))
}

func (r *buttonParts) paint() {
	b := r.button
	ground, text := b.colours()
	r.ground.Hidden = ground == ""
	if ground != "" {
		r.ground.FillColor = Color(ground)
	}
	r.tint.FillColor = b.tint()
	if b.working {
		r.tint.FillColor = Color(ColorHover)
	}
	paintWord(r.word, b.text, 14, text)
	paintRing(r.ring, b.ringed())
	if b.spin.shown() {
		r.icon.Resource = b.spin.picture(text)
		r.icon.Refresh()
		return
	}
	paintIcon(r.icon, b.icon, text)
}
