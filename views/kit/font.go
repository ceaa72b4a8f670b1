package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// ownFont gives the theme's own font for words that it holds whole, and nil for all others: those are drawn with what
// the toolkit falls back on, character by character. A named font spares the toolkit the loading of its fallbacks for
// both weights, which takes a tenth of the start, until the first name that needs them.
func ownFont(s string, style fyne.TextStyle) fyne.Resource {
	own, ok := theme.Current().(*Theme)
	if !ok || style != (fyne.TextStyle{Bold: style.Bold}) {
		return nil
	}
	for _, r := range s {
		if !holds(r) {
			return nil
		}
	}
	return own.Font(style)
}

// holds tells whether both weights of the theme's font hold a character that needs no shaping across fonts. A test holds
// it against the font.
func holds(r rune) bool {
	switch {
	case r >= 0x20 && r <= 0x7e, r >= 0xa0 && r <= 0x148, r >= 0x14a && r <= 0x17f: // Latin
		return true
	case r >= 0x2010 && r <= 0x2027, r == 0x2039, r == 0x203a, r == 0x20ac: // dashes, quotes, …, €
		return true
	}
	return false
}

// textWidth is the width of one line, drawn as ownFont says.
func textWidth(s string, size float32, style fyne.TextStyle) float32 {
	box, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, size, style, ownFont(s, style))
	return box.Width
}
