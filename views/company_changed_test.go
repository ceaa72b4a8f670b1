package views

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// overtakenCompany is a form with a new town and new terms, over a company whose
// phone, town and name another window has changed since.
func overtakenCompany(t *testing.T, p *kit.Page, lang string) (*companyWindow, *fakeCompany, *[]access.Company) {
	t.Helper()
	f := &fakeCompany{company: testCompany(), may: true, terms: "Payable à 30 jours."}
	w, saved := showCompanyWindow(t, p, lang, f)
	w.info.form.city.SetText("Gent")
	w.info.form.terms.SetText("Payable à 60 jours.")
	f.company.Phone, f.company.City, f.company.Name = "+32 50 12 34 56", "Brugge", "Bedrijf & Zonen Plus"
	w.info.submit()
	return w, f, saved
}

// What another window saved is shown beside what was typed; saving on purpose
// replaces what was typed here and nothing else.
func TestCompanyChangedMeanwhile(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	w, f, saved := overtakenCompany(t, p, "fr")
	for _, text := range []string{"D’autres valeurs ont été enregistrées entre-temps", "+32 50 12 34 56", "Brugge", "Chez vous : Gent", "Bedrijf & Zonen Plus"} {
		wantText(t, p.Window, text)
	}
	if texts := shownTexts(p.Window); strings.Count(texts, "60 jours") != 1 || strings.Count(texts, "Chez vous") != 1 {
		t.Error("it lists what nobody else changed:", texts)
	}
	wantNoHoles(t, p.Window)
	pressKey(p.Window, fyne.KeyReturn) // Cancel has the focus
	if f.company.City != "Brugge" || w.info.form.city.Text != "Gent" || !w.changed() || len(*saved) != 0 {
		t.Fatal("Cancel saves, or loses what was typed")
	}
	w.info.submit()
	tapText(t, p, "Enregistrer mes changements")
	if c := f.company; c.City != "Gent" || c.Phone != "+32 50 12 34 56" || c.Name != "Bedrijf & Zonen Plus" || f.terms != "Payable à 60 jours." {
		t.Errorf("kept %+v, %q", f.company, f.terms)
	}
	if w.changed() || len(*saved) != 1 || w.kept != f.company {
		t.Error("after saving the form differs, or nobody was told")
	}
}

func TestCompanyTakesTheNewerValues(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	w, f, saved := overtakenCompany(t, p, "fr")
	writes := f.writes
	tapText(t, p, "Garder ces valeurs")
	if w.info.form.value() != f.company || w.info.form.terms.Text != f.terms || w.changed() || f.writes != writes || f.terms != "Payable à 30 jours." {
		t.Errorf("the form shows %+v", w.info.form.value())
	}
	if len(*saved) != 1 || (*saved)[0].Name != "Bedrijf & Zonen Plus" {
		t.Error("the main window keeps the old name")
	}
}

// The terms alone were changed elsewhere: the company is kept, the terms are asked.
func TestCompanyTermsChangedMeanwhile(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := &fakeCompany{company: testCompany(), may: true, terms: "old"}
	w, _ := showCompanyWindow(t, p, "en", f)
	w.info.form.city.SetText("Gent")
	w.info.form.terms.SetText("mine")
	f.terms = strings.Repeat("theirs ", 100)
	w.info.submit()
	wantText(t, p.Window, "Yours: mine")
	if f.company.City != "Gent" || strings.Contains(shownTexts(p.Window), f.terms) {
		t.Error("the company waits for its terms, or pages of text are shown")
	}
	tapText(t, p, "Save my changes")
	if f.terms != "mine" || w.changed() {
		t.Errorf("kept %q", f.terms)
	}
}

// A logo acts at once: where another stands by now, it is shown, and the next
// choice replaces it.
func TestCompanyLogoChangedMeanwhile(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := &fakeCompany{company: testCompany(), may: true}
	w, _ := showCompanyWindow(t, p, "en", f)
	theirs, mine := pngFile(t, 40, 20), pngFile(t, 20, 20)
	path := filepath.Join(t.TempDir(), "logo.png")
	if err := os.WriteFile(path, mine, 0o600); err != nil {
		t.Fatal(err)
	}
	choose := func() {
		w.info.logo.ask()
		e, ok := focused(p.Window).(*kit.Entry)
		if !ok {
			t.Fatal("no path is asked")
		}
		e.SetText(path)
		pressKey(p.Window, fyne.KeyReturn)
	}
	f.logo = theirs
	choose()
	wantText(t, p.Window, "The logo was changed meanwhile")
	wantText(t, p.Window, "Choose another logo…")
	if !bytes.Equal(f.logo, theirs) {
		t.Fatal("the other window's logo is replaced unseen")
	}
	settlePage(p)
	wantInside(t, p.Window)
	choose()
	if !bytes.Equal(f.logo, mine) || strings.Contains(shownTexts(p.Window), "meanwhile") {
		t.Error("on purpose it is not replaced")
	}
	f.logo = theirs
	tapText(t, p, "Remove the logo")
	if f.logo == nil {
		t.Error("the other window's logo is removed unseen")
	}
	tapText(t, p, "Remove the logo")
	if f.logo != nil {
		t.Error("on purpose it is not removed")
	}
}

func pngFile(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestMoneyChangedMeanwhile(t *testing.T) {
	for _, mine := range []bool{true, false} {
		p, _ := newTestPage(t, "fr")
		f := owner()
		w := showTab(t, p, "fr", tabMoney, f)
		m := moneyOn(t, w)
		m.form.vat.SetText("6")
		m.form.pre.SetText("FAC")
		f.money.VAT, f.money.Days = 1200, 14
		m.submit()
		for _, text := range []string{"TVA par défaut", "12", "Chez vous : 6", "Délai de paiement", "14"} {
			wantText(t, p.Window, text)
		}
		pressKey(p.Window, fyne.KeyEscape)
		if m.form.vat.Text != "6" || m.form.pre.Text != "FAC" || f.money.Days != 14 || f.money.VAT != 1200 {
			t.Fatal("Escape saves, or loses what was typed")
		}
		m.submit()
		want := testMoney()
		want.VAT, want.Days = 1200, 14
		if mine {
			want.VAT, want.Prefix = 600, "FAC"
			tapText(t, p, "Enregistrer mes changements")
		} else {
			tapText(t, p, "Garder ces valeurs")
		}
		if f.money != want || m.changed() || m.form.days.Text != "14" {
			t.Errorf("kept %+v, the form shows %v", f.money, m.form.text())
		}
		wantNoHoles(t, p.Window)
	}
}

func TestChangedMeanwhileFitsEveryScreen(t *testing.T) {
	for name, s := range companyScreens() {
		p, _ := newTestPageOn(t, s)
		overtakenCompany(t, p, s.Lang)
		settlePage(p)
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "08b-company-meanwhile-"+name)
	}
}
