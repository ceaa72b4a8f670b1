package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func languages() []Option { return []Option{{"fr", "FR"}, {"nl", "NL"}, {"de", "DE"}, {"en", "EN"}} }

func TestSegmentedByKeys(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	for _, c := range []struct {
		name  string
		keys  []fyne.KeyName
		want  string
		calls int
	}{
		{"right", []fyne.KeyName{fyne.KeyRight}, "nl", 1},
		{"stops at the end", []fyne.KeyName{fyne.KeyEnd, fyne.KeyRight}, "en", 1},
		{"stops at the start", []fyne.KeyName{fyne.KeyLeft}, "fr", 0},
		{"home", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyHome}, "fr", 3},
		{"space does nothing", []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn}, "fr", 0},
	} {
		calls := 0
		s := NewSegmented(languages(), func(string) { calls++ })
		shownIn(t, s, 0, 0)
		for _, k := range c.keys {
			s.TypedKey(key(k))
		}
		if s.Key() != c.want || calls != c.calls {
			t.Errorf("%s: %q after %d calls, want %q after %d", c.name, s.Key(), calls, c.want, c.calls)
		}
	}
}

func TestSegmentedByMouse(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	s := NewSegmented(languages(), nil)
	shownIn(t, s, 0, 0)
	if s.Size().Height != 32 {
		t.Errorf("%v high, want 32", s.Size().Height)
	}
	test.TapAt(s, fyne.NewPos(s.Size().Width-10, 16))
	if s.Key() != "en" {
		t.Errorf("a click at the end chose %q", s.Key())
	}
	s.Disable()
	test.TapAt(s, fyne.NewPos(10, 16))
	if s.Key() != "en" {
		t.Error("a locked choice changed")
	}
}

func TestSegmentedKeepsItsKey(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	s := NewSegmented([]Option{{"auto", "Auto"}, {"day", "Day"}, {"night", "Night"}}, func(string) { t.Error("called without a person") })
	s.SetKey("night")
	if s.Key() != "night" {
		t.Errorf("%q", s.Key())
	}
	s.SetKey("nothing")
	if s.Key() != "night" {
		t.Errorf("an unknown key chose %q", s.Key())
	}
	test.AssertObjectRendersToMarkup(t, "segmented/night.xml", s)
}
