package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestSwitchTurns(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	var told []bool
	s := NewSwitch("Activé", "Désactivé", func(on bool) { told = append(told, on) })
	shownIn(t, s, 0, 0)
	width := s.MinSize().Width
	test.Tap(s)
	s.TypedKey(key(fyne.KeySpace))
	s.TypedKey(key(fyne.KeyReturn))
	if len(told) != 3 || !told[0] || told[1] || !told[2] || !s.On() {
		t.Errorf("told %v, now %v", told, s.On())
	}
	if s.MinSize().Width != width {
		t.Error("the width changes with the state")
	}
	if s.knob != 1 {
		t.Errorf("the knob stopped at %v", s.knob)
	}
	s.SetOn(false)
	if len(told) != 3 || s.On() || s.knob != 0 {
		t.Error("sliding back was told, or did not happen")
	}
	s.Disable()
	test.Tap(s)
	if s.On() {
		t.Error("a locked switch turned")
	}
	test.AssertObjectRendersToMarkup(t, "switch/locked.xml", s)
	s.Enable()
	s.SetOn(true)
	test.AssertObjectRendersToMarkup(t, "switch/on.xml", s)
}
