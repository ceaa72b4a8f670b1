package kit

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
)

// TestHairlineKeepsItsContrast mixes the border as the painter does and measures it on both sides (WCAG 1.4.11).
func TestHairlineKeepsItsContrast(t *testing.T) {
	for _, mode := range []Mode{ModeLight, ModeDark} {
		inputsTheme(t, mode, 1)
		ground := Color(ColorInput)
		seen := mixed(hairline(Color(ColorInputBorder), ground), ground, hairlineKept)
		if got := contrast(seen, ground); got < 3 {
			t.Errorf("mode %v: %.2f:1", mode, got)
		}
		if plain := mixed(Color(ColorInputBorder), ground, hairlineKept); contrast(plain, ground) >= 3 {
			t.Errorf("mode %v: the plain colour would do", mode)
		}
	}
}

func mixed(a, b color.Color, part float64) color.Color {
	ar, ag, ab, _ := a.RGBA()
	br, bg, bb, _ := b.RGBA()
	mix := func(x, y uint32) uint8 { return uint8(part*float64(x>>8) + (1-part)*float64(y>>8)) }
	return color.NRGBA{R: mix(ar, br), G: mix(ag, bg), B: mix(ab, bb), A: 0xFF}
}

// TestInputsFollowTheScaleLive switches the theme under components that are shown already.
func TestInputsFollowTheScaleLive(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	look := testLook(t)
	parts := map[string]fyne.CanvasObject{
		"button": NewButton(Main, "Continuer", nil), "link": NewLink("Retour", nil), "switch": NewSwitch("Oui", "Non", nil),
		"check": NewCheck("Oui", nil), "segmented": NewSegmented(languages(), nil), "choice": NewChoice(countries(), nil),
		"entry": NewEntry(), "password": NewPassword(), "boxes": NewCodeBoxes(), "row": NewRow("key", "Retour", "", nil),
		"door": NewDoor("folder", "Ouvrir", "Un fichier", nil), "mark": NewStepMark(1, StepNow), "field": NewField("Nom", NewEntry()),
		"time": NewTimeBar(), "strength": NewStrength(), "secret": NewSecret(secretGroups, ""), "swatches": NewSwatches(companyColors(), nil),
		"qr": NewQRCard("x"),
	}
	heights := map[string]float32{}
	for name, part := range parts {
		heights[name] = part.MinSize().Height
	}
	fyne.CurrentApp().Settings().SetTheme(NewTheme(look, ModeDark, 2, nil))
	for name, part := range parts {
		part.Refresh()
		if got, want := part.MinSize().Height, 2*heights[name]; got < want-2 || got > want+2 {
			t.Errorf("%s is %v high at 200 %%, %v at 100 %%", name, got, heights[name])
		}
	}
}
