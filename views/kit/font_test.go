package kit

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"golang.org/x/image/font/sfnt"
)

// fontFile reads one of the program's fonts; the kit itself is handed them.
func fontFile(t *testing.T, weight string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "assets", "fonts", "Inter-"+weight+"-Trousseau.otf"))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestOwnFontHoldsWhatItIsNamedFor(t *testing.T) {
	for _, name := range []string{"Regular", "SemiBold"} {
		face, err := sfnt.Parse(fontFile(t, name))
		if err != nil {
			t.Fatal(err)
		}
		for r := range rune(0x10000) {
			if at, err := face.GlyphIndex(nil, r); holds(r) && (err != nil || at == 0) {
				t.Errorf("%s: no %U", name, r)
			}
		}
	}
}

func TestOwnFont(t *testing.T) {
	a := test.NewTempApp(t)
	bold := fyne.TextStyle{Bold: true}
	if ownFont("Clients", bold) != nil {
		t.Error("named under another theme")
	}
	look := Look{Regular: fyne.NewStaticResource("r", fontFile(t, "Regular")), Bold: fyne.NewStaticResource("b", fontFile(t, "SemiBold"))}
	a.Settings().SetTheme(NewTheme(look, ModeLight, 1, nil))
	for words, want := range map[string]fyne.Resource{
		"Clients": look.Bold, "« L’été » – 12 €…": look.Bold, "": look.Bold,
		"Ζωή": nil, "e\u0301": nil, "Élise 🔑": nil, "密": nil, "a\nb": nil,
	} {
		if got := ownFont(words, bold); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
	if ownFont("Clients", fyne.TextStyle{}) != look.Regular || ownFont("Clients", fyne.TextStyle{Monospace: true}) != nil {
		t.Error("the wrong weight")
	}
	// Whether a character of another script stands beside it, a word is as wide.
	if one, two := textWidth("Clients", 14, bold), textWidth("Clients 密", 14, bold)-textWidth(" 密", 14, bold); one < two-0.5 || one > two+0.5 {
		t.Errorf("%v wide, and %v with another script", one, two)
	}
}
