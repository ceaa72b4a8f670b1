package kit

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestThemeNamesEveryColour(t *testing.T) {
	for name, mode := range modes() {
		test.AssertAllColorNamesDefined(t, NewTheme(testLook(t), mode, 1, nil), name)
	}
}

func TestThemeModes(t *testing.T) {
	light, dark := color.NRGBA{0xF6, 0xF5, 0xF2, 0xFF}, color.NRGBA{0x17, 0x18, 0x1A, 0xFF}
	tests := []struct {
		mode    Mode
		variant fyne.ThemeVariant
		want    color.Color
	}{
		{ModeSystem, theme.VariantLight, light}, {ModeSystem, theme.VariantDark, dark}, {ModeSystem, 2, light},
		{ModeLight, theme.VariantDark, light}, {ModeDark, theme.VariantLight, dark},
	}
	for _, tt := range tests {
		if got := NewTheme(Look{}, tt.mode, 1, nil).Color(ColorBackground, tt.variant); got != tt.want {
			t.Errorf("mode %d, variant %d: %v", tt.mode, tt.variant, got)
		}
	}
}

func TestThemeScale(t *testing.T) {
	tests := []struct{ asked, want float32 }{{0, 14}, {1, 14}, {1.5, 21}, {2, 28}, {9, 28}}
	for _, tt := range tests {
		th := NewTheme(Look{}, ModeLight, tt.asked, nil)
		if got := th.Size(theme.SizeNameText); got != tt.want {
			t.Errorf("scale %v: text %v, want %v", tt.asked, got, tt.want)
		}
	}
	app := test.NewTempApp(t)
	if U(10) != 10 {
		t.Error("a foreign theme scales")
	}
	app.Settings().SetTheme(NewTheme(Look{}, ModeLight, 1, nil).With(ModeDark, 1.5))
	if U(10) != 15 {
		t.Errorf("U(10) = %v at 1.5", U(10))
	}
}

func TestIcon(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 10, 10)
	if got := IconIn("lock", ColorError).Name(); got != "error_lock.svg" {
		t.Error(got)
	}
	if a, b := Icon("no-such").Name(), Icon("lock").Name(); a == b {
		t.Error("an unknown icon does not look broken")
	}
}

func TestActive(t *testing.T) {
	n := 0
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, func() { n++ }), 100, 100)
	link := newAction("Voir", ColorPrimary, func() {})
	w.SetContent(Ground(link))
	for _, do := range []func(){
		func() { test.Tap(link) }, func() { link.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace}) },
		func() { link.MouseIn(nil) }, func() { w.Content().(*ground).MouseMoved(nil) }, func() { w.Content().(*ground).MouseDown(nil) },
	} {
		before := n
		if do(); n == before {
			t.Error("an act of the person was not told")
		}
	}
}

// TestContrast measures every pair the design draws; 4.8:1 for text, 3:1 for the borders of controls.
func TestContrast(t *testing.T) {
	grounds := []fyne.ThemeColorName{ColorBackground, ColorNav, ColorSurface, ColorOverlay}
	pairs := []struct {
		text    fyne.ThemeColorName
		grounds []fyne.ThemeColorName
		least   float64
	}{
		{ColorForeground, append([]fyne.ThemeColorName{ColorInput, ColorButton, ColorSegment}, grounds...), 4.8},
		{ColorMuted, append([]fyne.ThemeColorName{ColorInput, ColorButton}, grounds...), 4.8},
		{ColorDisabled, []fyne.ThemeColorName{ColorButton, ColorSurface, ColorBackground, ColorOverlay}, 4.8},
		{ColorPrimary, grounds, 4.8},
		{ColorOnPrimary, []fyne.ThemeColorName{ColorPrimary}, 4.8},
		{ColorOnSelection, []fyne.ThemeColorName{ColorSelection}, 4.8},
		{ColorKey, []fyne.ThemeColorName{ColorKeySoft, ColorSurface}, 4.8},
		{ColorSuccess, []fyne.ThemeColorName{ColorSuccessSoft, ColorSurface, ColorBackground, ColorOverlay}, 4.8},
		{ColorWarning, []fyne.ThemeColorName{ColorWarningSoft, ColorSurface, ColorBackground, ColorOverlay}, 4.8},
		{ColorError, []fyne.ThemeColorName{ColorErrorSoft, ColorSurface, ColorBackground, ColorOverlay}, 4.8},
		{ColorOnError, []fyne.ThemeColorName{ColorError}, 4.8},
		{theme.ColorNameForegroundOnSuccess, []fyne.ThemeColorName{ColorSuccess}, 4.8},
		{theme.ColorNameForegroundOnWarning, []fyne.ThemeColorName{ColorWarning}, 4.8},
		{ColorInputBorder, []fyne.ThemeColorName{ColorInput, ColorBackground, ColorSurface}, 3},
		{ColorTrack, []fyne.ThemeColorName{ColorBackground, ColorSurface}, 3},
	}
	for name, mode := range modes() {
		th := NewTheme(Look{}, mode, 1, nil)
		for _, p := range pairs {
			for _, g := range p.grounds {
				if c := contrast(th.Color(p.text, 0), th.Color(g, 0)); c < p.least {
					t.Errorf("%s: %s on %s is %.2f:1, less than %.1f", name, p.text, g, c, p.least)
				}
			}
		}
	}
}

func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is WCAG 2's relative luminance.
func luminance(c color.Color) float64 {
	linear := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.04045 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}
