package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"trousseau/app/access"
	"trousseau/assets"
	"trousseau/views/kit"
)

func testCompany() access.Company {
	return access.Company{Name: "Boulangerie Bedrijf & Zonen", Country: "BE", Language: "fr", Number: "BE0123456749",
		Street: "Rue du Four 12", PostCode: "1000", City: "Bruxelles", Color: "#9A4A2C"}
}

func showCompanyForm(t *testing.T, p *kit.Page, lang string, c access.Company) (f *companyForm, changes, submits *int) {
	t.Helper()
	changes, submits = new(int), new(int)
	f = newCompanyForm(p, companyFormSpec{Company: c, Lang: lang, Langs: assets.Languages(),
		OnChange: func() { *changes++ }, OnSubmit: func() { *submits++ }})
	p.SetContent(kit.Scroll(kit.Inset(32, f.build())))
	f.focus()
	return f, changes, submits
}

func TestCompanyFormTellsTyping(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f, changes, submits := showCompanyForm(t, p, "fr", access.Company{Country: "BE", Language: "fr"})
	if *changes != 0 {
		t.Fatal("filling the form counts as typing")
	}
	typeText(t, p.Window, "Père")
	if got := f.value().Name; got != "Père" || *changes != 4 {
		t.Fatalf("name %q after %d changes", got, *changes)
	}
	pressKey(p.Window, fyne.KeyReturn)
	if *submits != 1 {
		t.Fatal("Enter does not submit")
	}
	wantNoHoles(t, p.Window)
}

func TestCompanyFormJudgesTheNumber(t *testing.T) {
	for _, c := range []struct {
		country, typed, shown string
		fault                 bool
		hint                  string
	}{
		{"BE", "0123.456.749", "BE0123456749", false, "The check digits fit."},
		{"BE", "0123.456.748", "0123.456.748", true, ""},
		{"BE", "", "", false, "Optional."},
		{"PT", "pt 501 442 600", "PT501442600", false, "Numbers of this country are not checked."},
	} {
		p, _ := newTestPage(t, "en")
		f, _, _ := showCompanyForm(t, p, "en", access.Company{Country: c.country, Language: "en"})
		p.Window.Canvas().Focus(f.number)
		if c.typed != "" {
			typeText(t, p.Window, c.typed)
		}
		if f.fields["number"].Fault() != "" {
			t.Errorf("%q is judged while it is typed", c.typed)
		}
		pressTab(p.Window)
		if got := f.number.Text; got != c.shown {
			t.Errorf("%q is shown as %q, want %q", c.typed, got, c.shown)
		}
		if got := f.fields["number"].Fault() != ""; got != c.fault {
			t.Errorf("%q: fault %v", c.typed, got)
		}
		if !c.fault {
			wantText(t, p.Window, c.hint)
		}
	}
}

// The window's own shortcuts and Escape reach it from the number's entry too.
func TestCompanyFormNumberLeavesKeysToTheWindow(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f, _, _ := showCompanyForm(t, p, "en", testCompany())
	locked, escaped := 0, 0
	lock := &desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierControl}
	p.Window.Canvas().AddShortcut(lock, func(fyne.Shortcut) { locked++ })
	p.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			escaped++
		}
	})
	p.Window.Canvas().Focus(f.number)
	f.number.TypedShortcut(lock)
	pressKey(p.Window, fyne.KeyEscape)
	if locked != 1 || escaped != 1 {
		t.Errorf("locked %d times, Escape %d times", locked, escaped)
	}
}

func TestCompanyFormJudgesAgainInAnotherCountry(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f, _, _ := showCompanyForm(t, p, "en", testCompany())
	p.Window.Canvas().Focus(f.country)
	typeText(t, p.Window, "Fra")
	if f.country.Key() != "FR" || f.fields["number"].Fault() == "" {
		t.Fatalf("country %s, fault %q", f.country.Key(), f.fields["number"].Fault())
	}
	f.country.SetKey("BE")
	f.judgeNumber()
	if f.fields["number"].Fault() != "" {
		t.Fatal("the fault stays")
	}
}

func TestCompanyFormRefuses(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f, _, _ := showCompanyForm(t, p, "fr", testCompany())
	f.name.SetText("   ")
	p.Window.Canvas().Focus(f.city)
	if _, ok := f.check(); ok || f.fields["name"].Fault() == "" {
		t.Fatal("a company without a name passes")
	}
	if focused(p.Window) != fyne.Focusable(f.name) {
		t.Error("the keyboard is not in the faulty field")
	}
	typeText(t, p.Window, "X")
	if f.fields["name"].Fault() != "" {
		t.Error("the fault outlives the typing")
	}
	if got, ok := f.check(); !ok || got.Name != "X" {
		t.Errorf("check gives %q, %v", got.Name, ok)
	}
}

func TestCompanyFormDraft(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f, _, _ := showCompanyForm(t, p, "fr", testCompany())
	f.street.SetText("Place Neuve 1")
	f.number.SetText("12")
	f.color.SetColor("#35618A")
	want := f.value()
	again, changes, _ := showCompanyForm(t, p, "en", access.Company{})
	again.restore(f.draft())
	if got := again.value(); got != want {
		t.Errorf("restored %+v, want %+v", got, want)
	}
	if again.fields["number"].Fault() == "" {
		t.Error("a restored wrong number is not told")
	}
	if *changes != 0 {
		t.Error("restoring counts as typing")
	}
}

func TestCompanyFormKeepsForeignChoices(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	c := testCompany()
	c.Country, c.Language, c.Color, c.Number = "JP", "nl", "#123456", ""
	f, _, _ := showCompanyForm(t, p, "fr", c)
	if got := f.value(); got != c {
		t.Errorf("shown is %+v, want %+v", got, c)
	}
}

// A number that was saved is right: that stands below it before anything is typed.
func TestCompanyFormConfirmsASavedNumber(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	c := testCompany()
	f, changes, _ := showCompanyForm(t, p, "fr", c)
	wantText(t, p.Window, "Les chiffres de contrôle sont justes.")
	if f.value() != c || *changes != 0 {
		t.Errorf("nobody typed, and it says %v, %d changes", f.value(), *changes)
	}
	f.number.SetText("BE01234567")
	if strings.Contains(shownTexts(p.Window), "justes") {
		t.Error("a number that changes is still called right")
	}
}
