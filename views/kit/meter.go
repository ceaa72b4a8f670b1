package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

const strengthDashes = 5

// Strength is a bar of five dashes and a word: how good a password is.
type Strength struct {
	widget.BaseWidget

	level int
	word  string
}

// NewStrength returns an empty bar.
func NewStrength() *Strength {
	s := &Strength{}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows a level of 0 (nothing yet) to 5 and its word.
func (s *Strength) Set(level int, word string) {
	s.level, s.word = min(max(level, 0), strengthDashes), word
	s.Refresh()
}

// strengthColor is the colour of a level from 1 to 5.
func strengthColor(level int) fyne.ThemeColorName {
	switch {
	case level <= 2:
		return ColorError
	case level == 3:
		return ColorWarning
	}
	return ColorSuccess
}

// CreateRenderer implements fyne.Widget.
func (s *Strength) CreateRenderer() fyne.WidgetRenderer {
	word := newWord(true)
	word.Alignment = fyne.TextAlignTrailing
	objects := []fyne.CanvasObject{word}
	dashes := make([]*canvas.Rectangle, strengthDashes)
	for i := range dashes {
		dashes[i] = newFill()
		objects = append(objects, dashes[i])
	}
	return newSketch(sketch{
		owner: s, objects: objects,
		least: func() fyne.Size { return fyne.NewSize(U(160), U(20)) },
		place: func(size fyne.Size) {
			room := max(wordWidth(s.word, 14, true), U(72)) // so that the bar keeps its length
			word.Move(fyne.NewPos(size.Width-room, 0))
			word.Resize(fyne.NewSize(room, size.Height))
			pitch := (size.Width - room - U(12) + U(4)) / strengthDashes
			for i, d := range dashes {
				at := fyne.NewPos(float32(i)*pitch, (size.Height-U(6))/2)
				placeFill(d, at, fyne.NewSize(max(pitch-U(4), 0), U(6)), U(3))
			}
		},
		paint: func() {
			paintWord(word, s.word, 14, strengthColor(s.level))
			for i, d := range dashes {
				d.FillColor = Color(ColorBar)
				if i < s.level {
					d.FillColor = Color(strengthColor(s.level))
				}
			}
		},
	})
}

// TimeBar shows how much time is left, as a thin bar and a text at its right.
type TimeBar struct {
	widget.BaseWidget

	fraction  float32
	text      string
	animation *fyne.Animation
}

// NewTimeBar returns an empty bar.
func NewTimeBar() *TimeBar {
	t := &TimeBar{}
	t.ExtendBaseWidget(t)
	return t
}

// Set shows a fraction from 0 to 1 and a text. Shrinking glides, growing again does not.
func (t *TimeBar) Set(fraction float32, text string) {
	fraction = min(max(fraction, 0), 1)
	t.text = text
	if t.animation != nil {
		t.animation.Stop()
	}
	from := t.fraction
	if fraction > from {
		from = fraction
	}
	t.animation = glide(from, fraction, 200*time.Millisecond, func(at float32) {
		t.fraction = at
		t.Refresh()
	})
}

// CreateRenderer implements fyne.Widget.
func (t *TimeBar) CreateRenderer() fyne.WidgetRenderer {
	empty, full, word := newFill(), newFill(), newWord(false)
	word.Alignment = fyne.TextAlignTrailing
	return newSketch(sketch{
		owner: t, objects: []fyne.CanvasObject{empty, full, word},
		least: func() fyne.Size { return fyne.NewSize(U(48+12)+wordWidth(t.text, 12, false), U(17)) },
		place: func(size fyne.Size) {
			room := wordWidth(t.text, 12, false)
			word.Move(fyne.NewPos(size.Width-room, 0))
			word.Resize(fyne.NewSize(room, size.Height))
			bar := fyne.NewSize(max(size.Width-room-U(12), 0), U(4))
			if room == 0 {
				bar.Width = size.Width
			}
			at := fyne.NewPos(0, (size.Height-bar.Height)/2)
			placeFill(empty, at, bar, U(2))
			placeFill(full, at, fyne.NewSize(bar.Width*t.fraction, bar.Height), U(2))
		},
		paint: func() {
			empty.FillColor, full.FillColor = Color(ColorBar), Color(ColorPrimary)
			full.Hidden = t.fraction == 0
			paintWord(word, t.text, 12, ColorMuted)
		},
	})
}
