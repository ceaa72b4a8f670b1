package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
)

// Stepper is a whole number between two buttons, one less and one more, 32 high. A button that would leave the bounds is
// locked.
type Stepper struct {
	shell

	least, most, value int
	number             *Text
	less, more         *Button
	onChange           func(n int)
}

// NewStepper shows the least number; onChange is called when the person changes it, never by Set.
func NewStepper(least, most int, onChange func(n int)) *Stepper {
	s := &Stepper{least: least, most: most, value: least, number: Label("").Align(fyne.TextAlignCenter).Single(), onChange: onChange}
	s.less = NewIconButton(Normal, "minus", func() { s.step(-1) }).high(32)
	s.more = NewIconButton(Normal, "add", func() { s.step(1) }).high(32)
	s.wrap(s, HStack(8, s.less, Fixed(32, 20, s.number), s.more))
	s.show()
	return s
}

// Value returns the number shown.
func (s *Stepper) Value() int { return s.value }

// Set shows a number, brought within the bounds, without calling onChange.
func (s *Stepper) Set(n int) {
	s.value = min(max(n, s.least), s.most)
	s.show()
}

// SetLeast raises or lowers the lower bound; the number follows it where it must.
func (s *Stepper) SetLeast(n int) {
	s.least = min(n, s.most)
	s.Set(s.value)
}

func (s *Stepper) step(by int) {
	before := s.value
	s.Set(s.value + by)
	if s.value != before && s.onChange != nil {
		s.onChange(s.value)
	}
}

func (s *Stepper) show() {
	s.number.SetText(strconv.Itoa(s.value))
	enable(s.less, s.value > s.least)
	enable(s.more, s.value < s.most)
}

func enable(b *Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}
