package kit

import (
	"fyne.io/fyne/v2/theme"
)

// Banner says across the top of a window, in a loud colour, in what state everything below is, and how to leave it: somebody
// from support looks in, or one sees with the eyes of another.
type Banner struct {
	shell
	text   *Text
	button *Button
}

// NewBanner returns a banner on the full ground of ToneError or ToneWarning; any other tone is that of the main action. Its
// icon is the tone's own for "".
func NewBanner(t Tone, icon, text, verb string, onTap func()) *Banner {
	ground, ink := ColorPrimary, ColorOnPrimary
	switch t {
	case ToneError:
		ground, ink = ColorError, ColorOnError
	case ToneWarning:
		ground, ink = ColorWarning, theme.ColorNameForegroundOnWarning
	}
	if icon == "" {
		icon = t.icon()
	}
	b := &Banner{text: Label(text).In(ink), button: NewButton(Normal, verb, onTap)}
	line := HStack(10, NewGlyph(icon, ink, 20), b.text, Spacer(), b.button)
	b.wrap(b, Over(newPlate(ground, "", 0), Pad(6, 26, 6, 32, line)))
	return b
}

// SetText replaces the words, as when time runs out.
func (b *Banner) SetText(s string) {
	b.text.SetText(s)
	b.Refresh()
}

// Text returns the words.
func (b *Banner) Text() string { return b.text.Text() }

// Button is the one way out: a Worker.
func (b *Banner) Button() *Button { return b.button }
