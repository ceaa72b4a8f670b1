package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// inOwnFont are the characters that both weights of the theme's font hold and that need no shaping across fonts, as
// pairs of first and last. A test holds them against the font.
var inOwnFont = [...][2]rune{{0x20, 0x7e}, {0xa0, 0x148}, {0x14a, 0x17f}, {0x2010, 0x2027}, {0x2039, 0x203a}, {0x20ac, 0x20ac}}

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

func holds(r rune) bool {
	for _, span := range inOwnFont {
		if r >= span[0] && r <= span[1] {
			return true
		}
	}
	return false
}

// textWidth is the width of one line, drawn as ownFont says.
func textWidth(s string, size float32, style fyne.TextStyle) float32 {
	box, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, size, style, ownFont(s, style))
	return box.Width
}
