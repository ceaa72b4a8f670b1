package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Link is an action that reads as a link: 600, primary, underlined under the pointer.
type Link struct {
	press

	text string
	icon string
	size float32
}

// NewLink returns a link in the size of running text.
func NewLink(text string, tap func()) *Link {
	l := &Link{text: text, size: 14}
	l.become(l, tap)
	return l
}

// Small puts it in the size of a caption and returns it.
func (l *Link) Small() *Link {
	l.size = 12
	l.Refresh()
	return l
}

// SetIcon puts the named icon before the text and returns the link.
func (l *Link) SetIcon(name string) *Link {
	l.icon = name
	l.Refresh()
	return l
}

// SetText replaces the text.
func (l *Link) SetText(s string) {
	l.text = s
	l.Refresh()
}

// line is the height of a text of this size, so that both stand on one line.
func (l *Link) line() float32 {
	if l.size < 14 {
		return 17
	}
	return 20
}

// Text returns the text.
func (l *Link) Text() string { return l.text }

// OnTap replaces what a press does.
func (l *Link) OnTap(tap func()) { l.tap = tap }

// Cursor implements desktop.Cursorable.
func (l *Link) Cursor() desktop.Cursor {
	if l.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// CreateRenderer implements fyne.Widget.
func (l *Link) CreateRenderer() fyne.WidgetRenderer {
	ring, line := newRing(), newFill()
	icon, word := newIcon("link", ColorPrimary), newWord(true)
	indent := func() float32 {
		if l.icon == "" {
			return 0
		}
		return U(18 + 8)
	}
	width := func() float32 { return indent() + wordWidth(l.text, l.size, true) }
	return newSketch(sketch{
		owner: l, objects: []fyne.CanvasObject{ring, line, icon, word},
		least: func() fyne.Size { return fyne.NewSize(width(), U(l.line())) },
		place: func(s fyne.Size) {
			w := min(width(), s.Width)
			placeRing(ring, fyne.NewPos(0, 0), fyne.NewSize(w, s.Height), U(2))
			placeIcon(icon, fyne.NewPos(0, 0), fyne.NewSize(U(18), s.Height), 18)
			word.Move(fyne.NewPos(indent(), 0))
			word.Resize(fyne.NewSize(w-indent(), s.Height))
			line.Move(fyne.NewPos(indent(), s.Height/2+U(l.size/2+1)))
			line.Resize(fyne.NewSize(w-indent(), U(1)))
		},
		paint: func() {
			c := ColorPrimary
			if l.Disabled() {
				c = ColorDisabled
			}
			paintWord(word, l.text, l.size, c)
			paintIcon(icon, l.icon, c)
			line.FillColor, line.Hidden = Color(c), !l.hovered || l.Disabled()
			paintRing(ring, l.ringed())
		},
	})
}
