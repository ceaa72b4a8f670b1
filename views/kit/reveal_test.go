package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

// The keyboard brings a whole field into sight, with its label above and its hint below.
func TestTheKeyboardRevealsTheWholeField(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 400, 300)
	e := NewEntry()
	f := NewField("Fuseau horaire", e)
	f.SetHint("Celui des dates sur les documents.")
	s := Scroll(VStack(0, box(10, 400), f, box(10, 400)))
	w.SetContent(Ground(s))
	inSight := func() bool {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f).Y
		return at >= 0 && at+f.Size().Height <= 300
	}
	for _, from := range []float32{0, 800} {
		w.Canvas().Unfocus()
		s.scrollTo(from)
		if inSight() {
			t.Fatal("it is in sight already")
		}
		if w.Canvas().Focus(e); !inSight() {
			t.Errorf("from %v: part of the field stays out of sight", from)
		}
	}
}

// A pair stands beside each other where both have room, and under each other where they have not.
func TestPairBreaks(t *testing.T) {
	for width, beside := range map[float32]bool{600: true, 460: true, 440: false, 300: false} {
		w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), width, 300)
		a, b := box(10, 30), box(10, 30)
		w.SetContent(Pair(16, a, b))
		w.Resize(fyne.NewSize(width, 300))
		if got := a.Position().Y == b.Position().Y; got != beside {
			t.Errorf("%v wide: beside %v", width, got)
		}
	}
}
