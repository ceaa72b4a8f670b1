package kit

import (
	"image/color"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Person is a person's round mark with initials, n units wide.
func Person(initials string, n float32) fyne.CanvasObject {
	word := newMarkWord(initials, n, func() color.Color { return Color(ColorOnSelection) })
	return Fixed(n, n, Over(newPlate(ColorSelection, "", n/2), word))
}

// markLetters is the least width, in units, of a company's mark with room for two letters.
const markLetters = 24

// CompanyMark is a company's square mark in its own colour, n units wide; one narrower than 24 has the first letter alone.
func CompanyMark(initials string, c color.Color, n float32) fyne.CanvasObject {
	r := newTinted(c, min(8, n/3))
	if n < markLetters {
		_, first := utf8.DecodeRuneInString(initials)
		initials = initials[:first]
	}
	return Fixed(n, n, Over(r, newMarkWord(initials, n, func() color.Color { return color.White })))
}

// Dot is the small square that stands for a company beside its name.
func Dot(c color.Color) fyne.CanvasObject { return Fixed(12, 12, newTinted(c, 4)) }

// tinted is a rounded ground in a colour that is not the theme's.
type tinted struct {
	widget.BaseWidget
	color  color.Color
	radius float32
	top    bool // only the two upper corners are round
}

func newTinted(c color.Color, radius float32) *tinted {
	t := &tinted{color: c, radius: radius}
	t.ExtendBaseWidget(t)
	return t
}

func (t *tinted) CreateRenderer() fyne.WidgetRenderer {
	r := canvas.NewRectangle(t.color)
	return newSketch(sketch{
		owner: t, objects: []fyne.CanvasObject{r},
		least: func() fyne.Size { return fyne.Size{} },
		place: func(size fyne.Size) {
			if t.top {
				r.TopLeftCornerRadius, r.TopRightCornerRadius = U(t.radius), U(t.radius)
			} else {
				r.CornerRadius = U(t.radius)
			}
			r.Resize(size)
		},
		paint: func() { r.FillColor = t.color },
	})
}

// markWord is the initials in a mark: their size follows the mark's.
type markWord struct {
	widget.BaseWidget
	word  string
	size  float32
	color func() color.Color
}

func newMarkWord(s string, n float32, c func() color.Color) *markWord {
	m := &markWord{word: s, size: n * 0.42, color: c}
	m.size = min(max(m.size, 11), 13)
	m.ExtendBaseWidget(m)
	return m
}

func (m *markWord) CreateRenderer() fyne.WidgetRenderer {
	w := newWord(true)
	w.Alignment = fyne.TextAlignCenter
	return newSketch(sketch{
		owner: m, objects: []fyne.CanvasObject{w},
		least: func() fyne.Size { return fyne.Size{} },
		place: w.Resize,
		paint: func() {
			w.Text, w.TextSize, w.Color = m.word, U(m.size), m.color()
		},
	})
}

// Initials are the one or two letters of a person's or a company's mark. Of three words and more the last two count, of
// fewer the first two; words without a letter are left out, and small ones between two or more that begin with a capital;
// nothing gives a middle dot.
func Initials(words ...string) string {
	var letters, capitals []rune
	for _, word := range strings.Fields(strings.Join(words, " ")) {
		if i := strings.IndexFunc(word, unicode.IsLetter); i >= 0 {
			r, _ := utf8.DecodeRuneInString(word[i:])
			letters = append(letters, unicode.ToUpper(r))
			if unicode.IsUpper(r) {
				capitals = append(capitals, r)
			}
		}
	}
	if len(capitals) >= 2 {
		letters = capitals
	}
	switch n := len(letters); {
	case n == 0:
		return "·"
	case n > 2:
		return string(letters[n-2:])
	default:
		return string(letters)
	}
}
