package kit

import "fyne.io/fyne/v2"

// Tone says what a badge, a message or a toast means. Only exceptions get a filled ground.
type Tone int

// ToneInfo tells; ToneSuccess, ToneWarning and ToneError judge; ToneKey means a key or a right and nothing else; ToneNeutral
// says nothing.
const (
	ToneInfo Tone = iota
	ToneSuccess
	ToneWarning
	ToneError
	ToneKey
	ToneNeutral
)

// Ink is the colour of a tone's words on its soft ground and on a surface.
func (t Tone) Ink() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{ColorOnSelection, ColorSuccess, ColorWarning, ColorError, ColorKey, ColorMuted}[t]
}

// Soft is the colour of a tone's ground.
func (t Tone) Soft() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{
		ColorSelection, ColorSuccessSoft, ColorWarningSoft, ColorErrorSoft, ColorKeySoft, ColorSurface,
	}[t]
}

// Badge is a filled badge: for what needs a person, and for keys.
func Badge(t Tone, icon, text string) *fyne.Container {
	edge := fyne.ThemeColorName("")
	if t == ToneNeutral {
		edge = ColorSeparator
	}
	return Over(newPlate(t.Soft(), edge, 12), Pad(0, 10, 0, 7, badgeLine(t, icon, text)))
}

// PlainBadge is the quiet form of a normal state: icon and word, no ground.
func PlainBadge(icon, text string, t Tone) *fyne.Container {
	return badgeLine(t, icon, text)
}

func badgeLine(t Tone, icon, text string) *fyne.Container {
	word := CaptionBold(text).In(t.Ink()).Single()
	line := HStack(5, NewGlyph(icon, t.Ink(), 14), word)
	if icon == "" {
		line = Pad(0, 0, 0, 3, word)
	}
	return Fixed(0, 24, Middle(line))
}

// StrengthDashes shows a password's class from 1 to 5 as five dashes and its word; 0 leaves the dashes empty.
func StrengthDashes(level int, word string) fyne.CanvasObject {
	ink, text := ColorSuccess, ColorForeground
	switch {
	case level <= 2:
		ink, text = ColorError, ColorError
	case level == 3:
		ink = ColorWarning
	}
	dashes := make([]fyne.CanvasObject, 5)
	for i := range dashes {
		c := ColorBar
		if i < level {
			c = ink
		}
		dashes[i] = Fixed(10, 6, newPlate(c, "", 3))
	}
	label := Caption(word).In(text).Single()
	label.style.Bold = level <= 2
	return HStack(8, HStack(3, dashes...), label)
}
