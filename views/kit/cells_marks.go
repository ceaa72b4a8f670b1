package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// cellTag is a word on a neutral ground beside a name, lower than its line.
type cellTag struct {
	widget.BaseWidget
	word string
}

func newCellTag() *cellTag {
	t := &cellTag{}
	t.ExtendBaseWidget(t)
	return t
}

func (t *cellTag) set(word string) {
	if t.word != word {
		t.word = word
		t.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (t *cellTag) CreateRenderer() fyne.WidgetRenderer {
	ground, word := newFill(), newWord(true)
	word.Alignment = fyne.TextAlignCenter
	return newSketch(sketch{
		owner: t, objects: []fyne.CanvasObject{ground, word},
		least: func() fyne.Size { return fyne.NewSize(wordWidth(t.word, 12, true)+2*U(7), U(19)) },
		place: func(size fyne.Size) {
			placeFill(ground, fyne.NewPos(0, 0), size, size.Height/2)
			word.Resize(size)
		},
		paint: func() {
			ground.FillColor = Color(ColorButton)
			paintWord(word, t.word, 12, ColorForeground)
		},
	})
}

// personMark is Person with initials that change.
type personMark struct {
	widget.BaseWidget
	word string
	size float32
}

func newPersonMark(n float32) *personMark {
	m := &personMark{size: n}
	m.ExtendBaseWidget(m)
	return m
}

func (m *personMark) set(initials string) {
	if m.word != initials {
		m.word = initials
		m.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (m *personMark) CreateRenderer() fyne.WidgetRenderer {
	disc, word := newFill(), newWord(true)
	word.Alignment = fyne.TextAlignCenter
	return newSketch(sketch{
		owner: m, objects: []fyne.CanvasObject{disc, word},
		least: func() fyne.Size { return fyne.NewSquareSize(U(m.size)) },
		place: func(size fyne.Size) {
			placeFill(disc, fyne.NewPos(0, 0), size, size.Height/2)
			word.Resize(size)
		},
		paint: func() {
			disc.FillColor = Color(ColorSelection)
			paintWord(word, m.word, min(max(m.size*0.42, 11), 13), ColorOnSelection)
		},
	})
}
