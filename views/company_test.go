package views

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/checks"
	"trousseau/assets"
	"trousseau/views/kit"
)

// fakeCompany keeps a company's data.
type fakeCompany struct {
	company       access.Company
	may           bool
	read, refused error
	writes        int
}

func (f *fakeCompany) Company(context.Context) (access.Company, error) { return f.company, f.read }
func (f *fakeCompany) MayChangeCompany() bool                          { return f.may }

func (f *fakeCompany) ChangeCompany(_ context.Context, c access.Company) error {
	f.writes++
	if f.refused == nil {
		f.company = c
	}
	return f.refused
}

func showCompanyWindow(t *testing.T, p *kit.Page, lang string, f *fakeCompany) (w *companyWindow, saved *[]access.Company) {
	t.Helper()
	saved = &[]access.Company{}
	w = newCompany(p, f, companySpec{Lang: lang, Langs: assets.Languages(), OnSaved: func(c access.Company) { *saved = append(*saved, c) }})
	showView(p, w)
	p.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { w.keys(e) })
	return w, saved
}

// Filled, changed, saved by the keyboard alone.
func TestCompanySaves(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakeCompany{company: testCompany(), may: true}
	w, saved := showCompanyWindow(t, p, "fr", f)
	if !w.save.Disabled() || w.draft() != nil {
		t.Fatal("nothing changed, and it can be saved")
	}
	wantText(t, p.Window, "Rien n’a changé.")
	pressKey(p.Window, fyne.KeyEnd)
	typeText(t, p.Window, " SA ")
	if w.save.Disabled() {
		t.Fatal("a change does not unlock the button")
	}
	pressKey(p.Window, fyne.KeyReturn)
	if f.company.Name != "Boulangerie Bedrijf & Zonen SA" || len(*saved) != 1 || (*saved)[0] != f.company {
		t.Errorf("kept %q, told %d times", f.company.Name, len(*saved))
	}
	if !w.save.Disabled() || w.form.value() != f.company {
		t.Error("after saving the form still differs")
	}
	if !slices.Contains(p.Toasts.Texts(), "Enregistré") {
		t.Errorf("toasts: %v", p.Toasts.Texts())
	}
	wantNoHoles(t, p.Window)
}

func TestCompanyBackToTheOldValueLocksAgain(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	w, _ := showCompanyWindow(t, p, "fr", &fakeCompany{company: testCompany(), may: true})
	pressKey(p.Window, fyne.KeyEnd)
	typeText(t, p.Window, "x")
	pressKey(p.Window, fyne.KeyBackspace)
	if !w.save.Disabled() || w.draft() != nil {
		t.Error("the old value counts as a change")
	}
}

func TestCompanyFaults(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakeCompany{company: testCompany(), may: true}
	w, saved := showCompanyWindow(t, p, "fr", f)
	w.form.name.SetText("")
	pressKey(p.Window, fyne.KeyReturn)
	if f.writes != 0 || w.form.fields["name"].Fault() == "" {
		t.Fatal("a company without a name is sent")
	}
	w.form.name.SetText("Zonen")
	f.refused = &access.InputError{Field: "number", Err: &checks.NumberError{Reason: checks.CheckDigit}}
	pressKey(p.Window, fyne.KeyReturn)
	if w.form.fields["number"].Fault() == "" || focused(p.Window) != fyne.Focusable(w.form.number) {
		t.Error("a refused number is not told at its field")
	}
	f.refused = errors.New("full")
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "fault: full")
	if w.form.name.Text != "Zonen" || w.save.Disabled() || len(*saved) != 0 {
		t.Error("what was typed is lost on an error")
	}
}

func TestCompanyCannotBeRead(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakeCompany{company: testCompany(), may: true, read: errors.New("busy")}
	w, _ := showCompanyWindow(t, p, "fr", f)
	wantText(t, p.Window, "fault: busy")
	wantNoHoles(t, p.Window)
	f.read = nil
	w.load()
	wantText(t, p.Window, "Code postal")
}

func TestCompanyForbidden(t *testing.T) {
	p, _ := newTestPage(t, "en")
	w, _ := showCompanyWindow(t, p, "en", &fakeCompany{company: testCompany()})
	for _, text := range []string{"Boulangerie Bedrijf & Zonen", "Belgium", "Français", "Rue du Four 12", "An owner of the company"} {
		wantText(t, p.Window, text)
	}
	if strings.Contains(shownTexts(p.Window), "Save") || w.form != nil {
		t.Error("who may not change is offered to")
	}
	wantNoHoles(t, p.Window)
}

func TestCompanyLeaving(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	w, _ := showCompanyWindow(t, p, "fr", &fakeCompany{company: testCompany(), may: true})
	left := 0
	w.leave(func() { left++ })
	if left != 1 {
		t.Fatal("nothing changed, and it asks")
	}
	typeText(t, p.Window, "x")
	ask := func() { w.leave(func() { left++ }) }
	ask()
	wantText(t, p.Window, "Ce que vous avez changé dans ces informations sera perdu.")
	wantNoHoles(t, p.Window)
	pressKey(p.Window, fyne.KeyReturn) // Cancel has the focus
	if left != 1 || w.draft() == nil {
		t.Fatal("Cancel leaves")
	}
	ask()
	pressTab(p.Window)
	pressKey(p.Window, fyne.KeyReturn)
	if left != 2 {
		t.Error("the window cannot be left")
	}
}

func TestCompanyEscapeAsks(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	showCompanyWindow(t, p, "fr", &fakeCompany{company: testCompany(), may: true})
	typeText(t, p.Window, "x")
	pressKey(p.Window, fyne.KeyEscape)
	wantText(t, p.Window, "Fermer sans enregistrer")
}

func TestCompanyDraft(t *testing.T) {
	p, inline := newTestPage(t, "fr")
	f := &fakeCompany{company: testCompany(), may: true}
	w, _ := showCompanyWindow(t, p, "fr", f)
	w.form.city.SetText("Gent")
	w.form.color.SetColor("#35618A")
	draft, want := w.draft(), w.form.value()
	runner := &heldRunner{InlineRunner: inline}
	p.Runner = runner
	again, _ := showCompanyWindow(t, p, "en", f)
	again.restore(draft) // before the data is there
	if got := again.draft(); got["city"] != "Gent" {
		t.Errorf("the draft is lost while the data is read: %v", got)
	}
	runner.release()
	if got := again.form.value(); got != want || again.save.Disabled() {
		t.Errorf("restored %+v, want %+v", got, want)
	}
}

// settlePage lays a page out again, as the real window does by itself when
// something in it changed its size.
func settlePage(p *kit.Page) {
	size := p.Window.Canvas().Size()
	p.Window.Resize(size.AddWidthHeight(1, 1))
	p.Window.Resize(size)
}

func TestCompanyFitsEveryScreen(t *testing.T) {
	for name, s := range sheetScreens(1120, 760) {
		p, _ := newTestPageOn(t, s)
		w, _ := showCompanyWindow(t, p, s.Lang, &fakeCompany{company: testCompany(), may: true})
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "08b-company-"+name)
		w.form.number.SetText("12")
		w.form.judgeNumber()
		w.form.name.SetText("")
		w.submit()
		w.fault.Set(kit.ToneError, "", "Le disque est plein. Libérez de la place, puis réessayez. Rien n’a été écrit.")
		settlePage(p)
		wantInside(t, p.Window)
		shootPage(t, p, "08b-company-faults-"+name)
		w.leave(func() {})
		shootPage(t, p, "08b-company-leave-"+name)
		pressKey(p.Window, fyne.KeyReturn)
		w, _ = showCompanyWindow(t, p, s.Lang, &fakeCompany{company: testCompany()})
		w.focus()
		wantInside(t, p.Window)
		shootPage(t, p, "08b-company-read-"+name)
	}
}
