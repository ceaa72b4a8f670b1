package views

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/checks"
	"trousseau/assets"
	"trousseau/views/kit"
)

// fakeCompany keeps a company's data, with everything else its settings ask.
type fakeCompany struct {
	company       access.Company
	logo          []byte
	terms         string
	may           bool
	read, refused error
	refusedTerms  error
	writes        int
	fakeMoney
	fakeSheets
	fakeRules
	fakeBackups
	fakePeople
}

func (f *fakeCompany) Logo(context.Context) ([]byte, error)  { return f.logo, nil }
func (f *fakeCompany) Terms(context.Context) (string, error) { return f.terms, nil }

func (f *fakeCompany) ChangeLogo(_ context.Context, was, file []byte) error {
	return stored(&f.logo, bytes.Equal(f.logo, was), file, f.refused)
}

func (f *fakeCompany) ChangeTerms(_ context.Context, was, text string) error {
	return stored(&f.terms, f.terms == was, text, f.refusedTerms)
}

// stored writes as the services do: over what was read and nothing else.
func stored[T any](at *T, read bool, to T, refused error) error {
	switch {
	case refused != nil:
		return refused
	case !read:
		return access.ErrChanged
	}
	*at = to
	return nil
}

// fakeWords says days in the language of a page.
type fakeWords struct{ t func(string, ...any) string }

func (w fakeWords) Date(at time.Time) string     { return date(w.t, at) }
func (w fakeWords) DateTime(at time.Time) string { return dateTime(w.t, at) }

// companyNow is when these windows are looked at.
func companyNow() time.Time { return time.Date(2026, 11, 22, 18, 2, 0, 0, time.UTC) }

func (f *fakeCompany) Company(context.Context) (access.Company, error) { return f.company, f.read }
func (f *fakeCompany) MayChangeCompany() bool                          { return f.may }

func (f *fakeCompany) ChangeCompany(_ context.Context, was, c access.Company) error {
	f.writes++
	return stored(&f.company, f.company == was || f.company == c, c, f.refused)
}

func showCompanyWindow(t *testing.T, p *kit.Page, lang string, f *fakeCompany) (w *companyWindow, saved *[]access.Company) {
	t.Helper()
	saved = &[]access.Company{}
	w = newCompany(p, f, companySpec{Lang: lang, Langs: assets.Languages(), OnSaved: func(c access.Company) { *saved = append(*saved, c) },
		Words: fakeWords{p.T}, Now: companyNow, FileName: "zonen.trousseau", OnIdle: func() { f.idleTold++ }, OnEnrol: func() { f.enrolled++ }})
	showView(p, w)
	p.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { w.keys(e) })
	return w, saved
}

// Filled, changed, saved by the keyboard alone.
func TestCompanySaves(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakeCompany{company: testCompany(), may: true}
	w, saved := showCompanyWindow(t, p, "fr", f)
	if !w.info.save.Disabled() || w.draft() != nil {
		t.Fatal("nothing changed, and it can be saved")
	}
	wantText(t, p.Window, "Rien n’a changé.")
	pressKey(p.Window, fyne.KeyEnd)
	typeText(t, p.Window, " SA ")
	if w.info.save.Disabled() {
		t.Fatal("a change does not unlock the button")
	}
	pressKey(p.Window, fyne.KeyReturn)
	if f.company.Name != "Boulangerie Bedrijf & Zonen SA" || len(*saved) != 1 || (*saved)[0] != f.company {
		t.Errorf("kept %q, told %d times", f.company.Name, len(*saved))
	}
	if !w.info.save.Disabled() || w.info.form.value() != f.company {
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
	if !w.info.save.Disabled() || w.draft() != nil {
		t.Error("the old value counts as a change")
	}
}

func TestCompanyFaults(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakeCompany{company: testCompany(), may: true}
	w, saved := showCompanyWindow(t, p, "fr", f)
	w.info.form.name.SetText("")
	pressKey(p.Window, fyne.KeyReturn)
	if f.writes != 0 || w.info.form.fields["name"].Fault() == "" {
		t.Fatal("a company without a name is sent")
	}
	w.info.form.name.SetText("Zonen")
	f.refused = &access.InputError{Field: "number", Err: &checks.NumberError{Reason: checks.CheckDigit}}
	pressKey(p.Window, fyne.KeyReturn)
	if w.info.form.fields["number"].Fault() == "" || focused(p.Window) != fyne.Focusable(w.info.form.number) {
		t.Error("a refused number is not told at its field")
	}
	f.refused = errors.New("full")
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "fault: full")
	if w.info.form.name.Text != "Zonen" || w.info.save.Disabled() || len(*saved) != 0 {
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
	w.info.load()
	wantText(t, p.Window, "Code postal")
}

func TestCompanyForbidden(t *testing.T) {
	p, _ := newTestPage(t, "en")
	w, _ := showCompanyWindow(t, p, "en", &fakeCompany{company: testCompany()})
	for _, text := range []string{"Boulangerie Bedrijf & Zonen", "Belgium", "Français", "Rue du Four 12", "An owner of the company"} {
		wantText(t, p.Window, text)
	}
	if strings.Contains(shownTexts(p.Window), "Save") || w.info.form != nil {
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
	w.info.form.city.SetText("Gent")
	w.info.form.color.SetColor("#35618A")
	draft, want := w.draft(), w.info.form.value()
	runner := &heldRunner{InlineRunner: inline}
	p.Runner = runner
	again, _ := showCompanyWindow(t, p, "en", f)
	again.restore(draft) // before the data is there
	if got := again.draft(); got["info.city"] != "Gent" {
		t.Errorf("the draft is lost while the data is read: %v", got)
	}
	runner.release()
	if got := again.info.form.value(); got != want || again.info.save.Disabled() {
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
		w.info.form.number.SetText("12")
		w.info.form.judgeNumber()
		w.info.form.name.SetText("")
		w.info.submit()
		w.info.fault.Set(kit.ToneError, "", "Le disque est plein. Libérez de la place, puis réessayez. Rien n’a été écrit.")
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

// Every field is kept, the terms of sale with them; a fault in one of two writings
// keeps what was typed.
func TestCompanyKeepsEveryField(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakeCompany{company: testCompany(), may: true}
	w, saved := showCompanyWindow(t, p, "fr", f)
	for _, l := range w.info.form.lines {
		switch l.field {
		case "street2":
			l.entry.SetText("Boîte 3")
		case "email":
			l.entry.SetText("bonjour@bedrijf-zonen.be")
		case "website":
			l.entry.SetText("www.bedrijf-zonen.be")
		}
	}
	w.info.form.timezone.SetKey("Europe/Brussels")
	w.info.form.terms.SetText("Payable à 30 jours.\nSans escompte.")
	f.refusedTerms = errors.New("full")
	w.info.submit()
	wantText(t, p.Window, "fault: full")
	if !w.changed() || f.company.Street2 != "Boîte 3" || len(*saved) != 0 {
		t.Fatal("half of it is called saved, or the other half is lost")
	}
	f.refusedTerms = nil
	w.info.submit()
	if f.terms != "Payable à 30 jours.\nSans escompte." || f.company.Timezone != "Europe/Brussels" || f.company.Email == "" || w.changed() {
		t.Errorf("kept %+v, %q", f.company, f.terms)
	}
	draft := w.info.form.draft()
	again := newCompanyForm(p, companyFormSpec{Whole: true, Lang: "fr", Langs: assets.Languages()})
	again.restore(draft)
	if again.value() != f.company || again.terms.Text != f.terms {
		t.Errorf("restored %+v", again.value())
	}
	wantNoHoles(t, p.Window)
}

// A logo acts at once; what is no PNG is refused by the service and told.
func TestCompanyLogo(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakeCompany{company: testCompany(), may: true}
	w, _ := showCompanyWindow(t, p, "fr", f)
	var file bytes.Buffer
	if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "logo.png")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	w.info.logo.ask()
	e, ok := focused(p.Window).(*kit.Entry)
	if !ok {
		t.Fatal("no path is asked")
	}
	e.SetText(path)
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "Choisir un autre logo…")
	if !bytes.Equal(f.logo, file.Bytes()) {
		t.Fatal("the picture is not kept")
	}
	settlePage(p)
	wantInside(t, p.Window)
	shootPage(t, p, "08b-company-logo")
	f.refused = errors.New("full")
	tapText(t, p, "Retirer le logo")
	wantText(t, p.Window, "fault: full")
	f.refused = nil
	tapText(t, p, "Retirer le logo")
	if f.logo != nil {
		t.Error("the picture stays")
	}
	if _, err := logoFile(filepath.Join(filepath.Dir(path), "none.png")); err == nil || strings.Contains(err.Error(), path) {
		t.Errorf("a missing file: %v", err)
	}
}
