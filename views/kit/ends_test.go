package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestEnds(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 10, 10)
	left, right := box(100, 20), box(60, 30)
	e := Ends(12, left, right)
	for width, want := range map[float32][2][4]float32{
		300: {{0, 5, 228, 20}, {240, 0, 60, 30}},
		172: {{0, 5, 100, 20}, {112, 0, 60, 30}},
		171: {{0, 0, 171, 20}, {0, 32, 171, 30}},
	} {
		e.Resize(fyne.NewSize(width, e.MinSize().Height))
		e.Resize(fyne.NewSize(width, e.MinSize().Height))
		if at(left) != want[0] || at(right) != want[1] || e.MinSize().Height != want[1][1]+30 {
			t.Errorf("%v wide: %v and %v, %v high", width, at(left), at(right), e.MinSize().Height)
		}
	}
}

func TestLead(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 10, 10)
	obj, tail := box(100, 36), box(60, 36)
	l := Lead(8, obj, tail)
	for width, want := range map[float32][2][4]float32{
		400: {{0, 0, 332, 36}, {340, 0, 60, 36}},
		268: {{0, 0, 200, 36}, {208, 0, 60, 36}},
		260: {{0, 0, 260, 36}, {0, 44, 60, 36}},
	} {
		l.Resize(fyne.NewSize(width, l.MinSize().Height))
		l.Resize(fyne.NewSize(width, l.MinSize().Height))
		if at(obj) != want[0] || at(tail) != want[1] || l.MinSize().Height != want[1][1]+36 {
			t.Errorf("%v wide: %v and %v, %v high", width, at(obj), at(tail), l.MinSize().Height)
		}
	}
}
