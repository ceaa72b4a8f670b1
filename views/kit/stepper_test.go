package kit

import "testing"

func TestStepper(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	var told []int
	s := NewStepper(12, 14, func(n int) { told = append(told, n) })
	if s.Value() != 12 || !s.less.Disabled() || s.more.Disabled() {
		t.Error("not at its least")
	}
	for range 4 {
		s.more.Tapped(nil)
	}
	if s.Value() != 14 || len(told) != 2 || told[1] != 14 || !s.more.Disabled() || s.less.Disabled() {
		t.Error("beyond the most:", s.Value(), told)
	}
	s.less.Tapped(nil)
	s.Set(99)
	if s.Value() != 14 || len(told) != 3 {
		t.Error("Set tells, or leaves the bounds:", s.Value(), told)
	}
	s.Set(1)
	s.SetLeast(13)
	if s.Value() != 13 || s.number.Text() != "13" || !s.less.Disabled() {
		t.Error("below the least:", s.Value())
	}
}
