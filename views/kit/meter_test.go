package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestStrengthColours(t *testing.T) {
	for level, want := range map[int]fyne.ThemeColorName{1: ColorError, 2: ColorError, 3: ColorWarning, 4: ColorSuccess, 5: ColorSuccess} {
		if got := strengthColor(level); got != want {
			t.Errorf("level %d is %s, want %s", level, got, want)
		}
	}
}

func TestStrengthMarkup(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	s := NewStrength()
	s.Set(9, "Très bon")
	if s.level != 5 {
		t.Errorf("level %d", s.level)
	}
	s.Set(2, "Faible")
	s.Resize(fyne.NewSize(300, 20))
	test.AssertObjectRendersToMarkup(t, "meter/weak.xml", s)
}

func TestTimeBar(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	b := NewTimeBar()
	for given, want := range map[float32]float32{-1: 0, 0.4: 0.4, 7: 1} {
		b.Set(given, "Code suivant dans 12 s")
		if b.fraction != want {
			t.Errorf("%v shows %v, want %v", given, b.fraction, want)
		}
	}
	b.Set(0.4, "Code suivant dans 12 s")
	b.Resize(fyne.NewSize(340, 17))
	test.AssertObjectRendersToMarkup(t, "meter/time.xml", b)
}
