package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestProgressStaysInItsBounds(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	p := NewProgress()
	shownIn(t, p, 400, 0)
	for _, c := range []struct{ set, want float32 }{{-1, 0}, {0.4, 0.4}, {0.2, 0.2}, {7, 1}} {
		if p.Set(c.set, "Vérification du journal", "1 200 sur 4 812"); p.Fraction() != c.want {
			t.Errorf("%v shows %v", c.set, p.Fraction())
		}
	}
	if p.text.Text() != "Vérification du journal" || p.far.Text() != "1 200 sur 4 812" {
		t.Errorf("%q, %q", p.text.Text(), p.far.Text())
	}
}

func TestCrumbsGiveWayFromTheFront(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	c := NewCrumbs("Configurations", "Admin et facturation", "Gestion des utilisateurs")
	for _, s := range []struct {
		room float32
		want string
	}{{600, "Configurations > Admin et facturation > Gestion des utilisateurs"}, {340, "… > Admin et facturation > Gestion des utilisateurs"},
		{200, "… > Gestion des utilisateurs"}, {100, "Gestion des util…"}} {
		if got := strings.Join(c.fitting(s.room), " > "); got != s.want {
			t.Errorf("%v: %q, want %q", s.room, got, s.want)
		}
	}
	c.Set("Aperçu")
	shownIn(t, c, 200, 0)
	if got := c.Parts(); len(got) != 1 || got[0] != "Aperçu" {
		t.Errorf("%q", got)
	}
}

func TestBannerWrapsAndActs(t *testing.T) {
	for _, scale := range []float32{1, 2} {
		win := dress(t, NewTheme(testLook(t), ModeDark, scale, nil), 1000*scale, 300*scale)
		taps := 0
		b := NewBanner(ToneError, "support", "Le support regarde cette entreprise jusqu’à 18:30.", "Fermer l’accès", func() { taps++ })
		win.SetContent(VStack(0, b))
		win.Resize(fyne.NewSize(1000*scale, 300*scale))
		if want := 48 * scale; b.Size().Height != want {
			t.Errorf("scale %v: %v high, want %v", scale, b.Size().Height, want)
		}
		b.SetText(strings.Repeat("Le support regarde cette entreprise. ", 8))
		win.Resize(fyne.NewSize(1000*scale, 301*scale))
		if b.Size().Height <= 48*scale || b.button.Position().X+b.button.Size().Width > 968*scale {
			t.Errorf("scale %v: %v high, the button at %v", scale, b.Size().Height, b.button.Position().X)
		}
		if test.Tap(b.Button()); taps != 1 {
			t.Error("the button does nothing")
		}
	}
}
