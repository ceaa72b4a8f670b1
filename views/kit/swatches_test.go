package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestSwatches(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	var told []string
	s := NewSwatches(companyColors(), func(hex string) { told = append(told, hex) })
	shownIn(t, s, 460, 0)
	s.TypedKey(key(fyne.KeyRight))
	s.TypedKey(key(fyne.KeyEnd))
	s.TypedKey(key(fyne.KeyRight))
	test.TapAt(s, s.corner(2, s.Size().Width).AddXY(5, 5))
	test.TapAt(s, s.corner(2, s.Size().Width).AddXY(swatchSide+4, 5)) // between two
	want := []string{"#35618A", "#1F5F7A", "#2A6B60"}
	if len(told) != len(want) {
		t.Fatalf("told %v, want %v", told, want)
	}
	for i := range want {
		if told[i] != want[i] {
			t.Errorf("told %v, want %v", told, want)
		}
	}
	s.SetColor("#9a4a2c")
	if s.Color() != "#9A4A2C" || len(told) != len(want) {
		t.Errorf("%q, told %v", s.Color(), told)
	}
	test.AssertObjectRendersToMarkup(t, "swatches/first.xml", s)
}

func TestSwatchesBreakWhereTheRoomEnds(t *testing.T) {
	inputsTheme(t, ModeLight, 2)
	s := NewSwatches(companyColors(), nil)
	shownIn(t, s, 460, 0)
	s.Resize(fyne.NewSize(460, 200))
	for i := range companyColors() {
		if at := s.corner(i, 460); at.X+U(swatchSide) > 460 {
			t.Errorf("colour %d ends at %v", i, at.X+U(swatchSide))
		}
	}
	if s.MinSize().Height < s.corner(9, 460).Y+U(swatchSide) {
		t.Error("the last row has no place")
	}
}
