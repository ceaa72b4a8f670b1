package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestButtonIsPressedByMouseEnterAndSpace(t *testing.T) {
	seen := inputsTheme(t, ModeLight, 1)
	taps := 0
	b := NewButton(Main, "Enregistrer", func() { taps++ })
	shownIn(t, b, 0, 0)
	test.Tap(b)
	b.TypedKey(key(fyne.KeyReturn))
	b.TypedKey(key(fyne.KeyEnter))
	b.TypedKey(key(fyne.KeySpace))
	b.TypedKey(key(fyne.KeyA))
	if taps != 4 {
		t.Errorf("pressed %d times, want 4", taps)
	}
	if *seen == 0 {
		t.Error("nobody was seen to be active")
	}
}

func TestButtonLockedOrWorkingDoesNothing(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	taps := 0
	b := NewButton(Main, "Enregistrer", func() { taps++ })
	shownIn(t, b, 0, 0)
	wide := b.MinSize().Width
	b.SetWorking(true)
	test.Tap(b)
	b.TypedKey(key(fyne.KeySpace))
	if got := b.MinSize().Width; got != wide {
		t.Errorf("working is %v wide, was %v", got, wide)
	}
	b.SetWorking(false)
	b.Disable()
	test.Tap(b)
	if taps != 0 {
		t.Errorf("pressed %d times, want 0", taps)
	}
	b.Enable()
	test.Tap(b)
	if taps != 1 {
		t.Errorf("after unlocking pressed %d times, want 1", taps)
	}
}

func TestButtonTurningIconGoesAway(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	b := NewButton(Main, "Envoyer", nil)
	shownIn(t, b, 0, 0)
	b.SetWorking(true)
	if !b.spin.shown() {
		t.Error("no turning icon after the delay")
	}
	b.SetWorking(false)
	if b.spin.shown() {
		t.Error("the icon still turns")
	}
}

func TestTurningIconIsAnotherPictureAtEachStep(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	s := newSpinner(func() {})
	first := s.picture(ColorPrimary)
	s.step = 6
	second := s.picture(ColorPrimary)
	if first.Name() == second.Name() || string(first.Content()) == string(second.Content()) {
		t.Error("a quarter turn gives the same picture")
	}
}

func TestButtonHeights(t *testing.T) {
	for scale, want := range map[float32]float32{1: 1, 1.5: 1.5, 2: 2} {
		inputsTheme(t, ModeLight, scale)
		for _, c := range []struct {
			b    *Button
			high float32
		}{
			{NewButton(Normal, "Exporter", nil), 36},
			{NewButton(Normal, "Exporter", nil).Tall(), 40},
			{NewButton(Normal, "Exporter", nil).Large(), 48},
		} {
			if got := c.b.MinSize().Height; got != c.high*want {
				t.Errorf("scale %v: %v high, want %v", scale, got, c.high*want)
			}
		}
		square := NewIconButton(Normal, "copy", nil).MinSize()
		if square.Width != square.Height {
			t.Errorf("icon button is %v", square)
		}
	}
}

func TestFocusRingOnlyByKeyboard(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	s := NewSwitch("", "", nil)
	w := shownIn(t, s, 0, 0)
	test.Tap(s)
	if !s.focused || s.ringed() {
		t.Errorf("after a click: focused %v, ring %v; want focus without ring", s.focused, s.ringed())
	}
	s.TypedKey(key(fyne.KeySpace))
	if !s.ringed() {
		t.Error("no ring after a key")
	}
	w.Canvas().Unfocus()
	w.Canvas().FocusNext()
	if !s.ringed() {
		t.Error("no ring after Tab")
	}
}

func TestButtonMarkup(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	focused, locked, hovered, working := NewButton(Normal, "Focus", nil), NewButton(Main, "Continuer", nil), NewButton(Low, "Annuler", nil), NewButton(Danger, "Supprimer", nil)
	focused.FocusGained()
	locked.Disable()
	hovered.MouseIn(&desktop.MouseEvent{})
	working.SetWorking(true)
	test.AssertObjectRendersToMarkup(t, "button/main.xml", NewButton(Main, "Enregistrer", nil).SetIcon("check"))
	test.AssertObjectRendersToMarkup(t, "button/focused.xml", focused)
	test.AssertObjectRendersToMarkup(t, "button/locked.xml", locked)
	test.AssertObjectRendersToMarkup(t, "button/hovered.xml", hovered)
	test.AssertObjectRendersToMarkup(t, "button/working.xml", working)
}
