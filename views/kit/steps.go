package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// StepState is where a step stands.
type StepState int

// StepAhead is still to come, StepNow under way, StepDone behind.
const (
	StepAhead StepState = iota
	StepNow
	StepDone
)

// StepMark is a step's round mark of 24: its number, or a tick once it is done.
type StepMark struct {
	widget.BaseWidget

	number int
	state  StepState
}

// NewStepMark returns the mark of step n.
func NewStepMark(n int, state StepState) *StepMark {
	m := &StepMark{number: n, state: state}
	m.ExtendBaseWidget(m)
	return m
}

// Set changes the state.
func (m *StepMark) Set(state StepState) {
	if m.state != state {
		m.state = state
		m.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (m *StepMark) CreateRenderer() fyne.WidgetRenderer {
	disc, number, tick := newFill(), newWord(true), newIcon("check", ColorSuccess)
	number.Alignment = fyne.TextAlignCenter
	return newSketch(sketch{
		owner: m, objects: []fyne.CanvasObject{disc, number, tick},
		least: func() fyne.Size { return fyne.NewSquareSize(U(24)) },
		place: func(size fyne.Size) {
			box := fyne.NewSquareSize(U(24))
			at := fyne.NewPos((size.Width-box.Width)/2, (size.Height-box.Height)/2)
			placeFill(disc, at, box, U(12))
			number.Move(at)
			number.Resize(box)
			placeIcon(tick, at, box, 18)
		},
		paint: func() {
			ground, word := ColorButton, ColorForeground
			switch m.state {
			case StepNow:
				ground, word = ColorPrimary, ColorOnPrimary
			case StepDone:
				ground = ColorSuccessSoft
			}
			disc.FillColor = Color(ground)
			paintWord(number, strconv.Itoa(m.number), 12, word)
			number.Hidden = m.state == StepDone
			paintIcon(tick, "check", ColorSuccess)
			tick.Hidden = m.state != StepDone
		},
	})
}

// Steps is the column that shows how far a set-up is.
type Steps struct {
	widget.BaseWidget

	marks []*StepMark
	names []*Text
	body  *fyne.Container
}

// NewSteps shows the names with the first step under way.
func NewSteps(names []string) *Steps {
	s := &Steps{}
	var rows []fyne.CanvasObject
	for i, name := range names {
		mark, text := NewStepMark(i+1, StepAhead), Body(name)
		s.marks, s.names = append(s.marks, mark), append(s.names, text)
		rows = append(rows, HStack(12, mark, text, Spacer()))
	}
	s.body = VStack(16, rows...)
	s.ExtendBaseWidget(s)
	s.Set(0, nil)
	return s
}

// Set shows which step, counted from 0, is under way and which are done; a missing entry of done is not.
func (s *Steps) Set(current int, done []bool) {
	for i, mark := range s.marks {
		state, c := StepAhead, ColorMuted
		switch {
		case i == current:
			state, c = StepNow, ColorForeground
		case i < len(done) && done[i]:
			state, c = StepDone, ColorForeground
		}
		mark.Set(state)
		s.names[i].SetColor(c)
		s.names[i].SetBold(i == current)
	}
	s.body.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (s *Steps) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.body) }
