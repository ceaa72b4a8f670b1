package kit

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestInitials(t *testing.T) {
	tests := []struct {
		words []string
		want  string
	}{
		{[]string{"Boulangerie Bedrijf & Zonen"}, "BZ"}, {[]string{"Margaux", "Bedrijf"}, "MB"},
		{[]string{"élise lefèvre"}, "ÉL"}, {[]string{"Zoë", "Van den Broeck"}, "VB"}, {[]string{"Trousseau"}, "T"},
		{[]string{"1er Étage"}, "EÉ"}, {[]string{"«Le» «Pain»"}, "LP"}, {[]string{""}, "·"}, {nil, "·"}, {[]string{"42 &"}, "·"},
		{[]string{"Ωmega Øst"}, "ΩØ"}, {[]string{"Margaux", "de Bedrijf"}, "MB"}, {[]string{"Zonen, maison fondée en 1897 à Bruges"}, "ZB"},
	}
	for _, tt := range tests {
		if got := Initials(tt.words...); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.words, got, tt.want)
		}
	}
}

func TestBadgeMarkup(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 10, 10)
	for name, o := range map[string]fyne.CanvasObject{
		"filled":   Badge(ToneWarning, "warning", "Absente"),
		"neutral":  Badge(ToneNeutral, "", "Désactivé"),
		"plain":    PlainBadge("shield-check", "Active", ToneSuccess),
		"strength": StrengthDashes(2, "Faible"),
		"person":   Person("MB", 28),
		"company":  CompanyMark("BZ", brown, 32),
		"card":     Card(Body("Texte"), 20),
	} {
		o.Resize(fyne.NewSize(naturalWidth(o), o.MinSize().Height))
		test.AssertObjectRendersToMarkup(t, "badge/"+name+".xml", o)
	}
}

func TestBadgeFollowsTheTheme(t *testing.T) {
	th := NewTheme(testLook(t), ModeLight, 1, nil)
	w := dress(t, th, 200, 60)
	w.SetContent(Ground(Center(Badge(ToneError, "fault-filled", "Expiré"))))
	fyne.CurrentApp().Settings().SetTheme(th.With(ModeDark, 2))
	w.Resize(fyne.NewSize(400, 120))
	test.AssertRendersToMarkup(t, "badge/dark-200.xml", w.Canvas())
}

func TestFaces(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 10, 10)
	r, content := Inline(), Body("Contenu")
	f := NewFaces(r, content)
	f.ShowLoading()
	r.Advance(149 * time.Millisecond)
	if f.Shown() != content {
		t.Error("it flickers")
	}
	r.Advance(time.Millisecond)
	if f.Shown() == content {
		t.Error("no sign of loading after 150 ms")
	}
	f.ShowContent()
	f.ShowLoading()
	empty := Empty("quotes", "Aucun devis pour l’instant", "Préparez-en un.", NewButton(Main, "Nouveau devis", nil))
	f.ShowEmpty(empty)
	if r.Advance(time.Second); f.Shown() != empty || r.Waiting() != 0 {
		t.Error("loading covers what came before it")
	}
	f.Resize(fyne.NewSize(400, 300))
	test.AssertObjectRendersToMarkup(t, "faces/empty.xml", f)
	fault := Fault("fault", "La liste n’a pas pu s’ouvrir", "Réessayez.")
	if f.ShowFault(fault); f.Shown() != fault {
		t.Error("no fault")
	}
}
