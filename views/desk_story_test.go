package views

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

var kitCode = regexp.MustCompile(`(?m)^[0-9A-Z]{4}(?:  [0-9A-Z]{4})+$`)

// setUp creates the company through the windows and gives the sheet's path.
func (d *deskTest) setUp() string {
	d.Helper()
	w := d.window(winMain)
	d.want(winMain, "Bienvenue")
	d.tap(winMain, "firstrun.create")
	for label, text := range map[string]string{"company.name": deskCompany, "company.number": "0417 497 106",
		"company.street": deskStreet, "company.postcode": "8000", "company.city": deskCity} {
		d.fill(winMain, label, text)
	}
	d.tap(winMain, "setup.next")
	for label, text := range map[string]string{"setup.owner.first": "Margaux", "setup.owner.last": "Bedrijf",
		"setup.owner.email": "Margaux@Bedrijf-Zonen.be", "newpassword.label": deskPassword} {
		d.fill(winMain, label, text)
	}
	d.tap(winMain, "newpassword.consent")
	d.tap(winMain, "setup.next")
	d.seed = d.shownKey(winMain)
	typeText(d.T, w, d.code())
	d.want(winMain, "Le code est juste.")
	d.tap(winMain, "codes.kept")
	d.tap(winMain, "setup.next")
	code := strings.Fields(strings.Join(kitCode.FindAllString(shownTexts(w), -1), " "))
	if len(code) < 6 {
		d.Fatalf("the code of the kit: %q", code)
	}
	sheet := filepath.Join(d.TempDir(), "kit.pdf")
	d.tap(winMain, "setup.kit.save")
	d.fill(winMain, "files.path", sheet)
	d.tap(winMain, "files.save.verb")
	d.fill(winMain, "setup.kit.group", strings.ToLower(code[len(code)-1]))
	if _, err := os.Stat(d.path); err == nil {
		d.Error("there is a file before the last button")
	}
	d.tap(winMain, "setup.create")
	return sheet
}

// The main job, from nothing to the second sign-in.
func TestDeskFromFirstRunToTheSecondSignIn(t *testing.T) {
	d := newDeskTest(t)
	d.run()
	sheet := d.setUp()
	if pdf, err := os.ReadFile(sheet); err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Error("no sheet", err)
	}
	for _, text := range []string{"L’état de la porte", deskCompany, "Margaux Bedrijf", "C’est la première", "Active"} {
		d.want(winMain, text)
	}
	if info, err := os.Stat(d.path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error("the file", info, err)
	}
	if info, err := os.Stat(filepath.Dir(d.path)); err != nil || info.Mode().Perm() != 0o700 {
		t.Error("its folder", info, err)
	}
	d.openCompany()
	for label, want := range map[string]string{"company.name": deskCompany, "company.number": deskNumber, "company.street": deskStreet,
		"company.postcode": "8000", "company.city": deskCity} {
		if got := d.typed(winCompany, label); got != want {
			t.Errorf("%s is %q, want %q", label, got, want)
		}
	}

	d.menu()
	d.tap(winMain, "menu.leave")
	d.wantOpen(winMain)
	d.want(winMain, "Connexion")
	d.wantNothingOf(deskCompany, deskStreet, deskCity, d.seed)
	d.signIn() // the code that proved the phone is spent
	d.want(winMain, "Ce code a déjà servi. Attendez le suivant.")
	d.runner.Advance(codeStep)
	typeText(t, d.window(winMain), d.code())
	d.want(winMain, "L’état de la porte")
	d.want(winMain, "Aujourd’hui")
}

func TestDeskTellsWhatIsWrongAtTheDoor(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.run()
	w := d.window(winMain)
	try := func(email, password string) {
		d.fill(winMain, "signin.email", email)
		d.fill(winMain, "signin.password", password)
		pressKey(w, fyne.KeyReturn)
	}
	try(deskEmail, "Soleil-Bruges-48")
	d.want(winMain, "Adresse ou mot de passe inexact. Encore 4 essais.")
	if d.typed(winMain, "signin.password") != "" || d.typed(winMain, "signin.email") != deskEmail {
		t.Error("the password is to be emptied, the address to stay")
	}
	try("nobody@bedrijf-zonen.be", deskPassword)
	d.want(winMain, "Adresse ou mot de passe inexact. Encore 4 essais.")
	d.signInWith("000000")
	d.want(winMain, "Code inexact. Encore 3 essais.")
	pressKey(w, fyne.KeyEscape)
	d.want(winMain, "Connexion")
	if d.typed(winMain, "signin.email") != deskEmail {
		t.Error("the address is lost on the way back")
	}
	for range 3 {
		try(deskEmail, "Soleil-Bruges-48")
	}
	d.want(winMain, "Trop d’essais inexacts. Réessayez dans 30\u00a0s.")
	d.runner.Advance(30 * time.Second)
	d.want(winMain, "Vous pouvez réessayer.")
	d.signIn()
	d.want(winMain, "5 essais")
}

// signInWith goes through the door with a code of one's own.
func (d *deskTest) signInWith(code string) {
	d.Helper()
	d.fill(winMain, "signin.email", deskEmail)
	d.fill(winMain, "signin.password", deskPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	typeText(d.T, d.window(winMain), code)
}

// A wait is in the file: it outlives the program.
func TestDeskLockOutOutlivesTheProgram(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	d.run()
	for range 5 {
		d.fill(winMain, "signin.email", deskEmail)
		d.fill(winMain, "signin.password", "Soleil-Bruges-48")
		pressKey(d.window(winMain), fyne.KeyReturn)
	}
	d.stop()
	d.run()
	d.signIn()
	d.want(winMain, "Trop d’essais inexacts. Réessayez dans 30\u00a0s.")
	d.runner.Advance(30 * time.Second)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, "L’état de la porte")
}

// What is saved in one window is seen in the other at once; asked for twice, a
// window opens once.
func TestDeskShowsWhatWasSaved(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.openCompany()
	d.wantOpen(winMain, winCompany)
	d.fill(winCompany, "company.name", "Pâtisserie Roy")
	d.tap(winCompany, "company.save")
	d.want(winCompany, "Enregistré")
	d.want(winMain, "Pâtisserie Roy")
	d.wantNothingOf(deskCompany)
	d.desk.closing(winCompany)
	d.wantOpen(winMain)
}

// The link of the overview leads to the enrolment, and its card tells it is done.
func TestDeskEnrolsFromTheOverview(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.want(winMain, "Désactivée")
	d.tap(winMain, "overview.factor.enrol")
	d.fill(winMain, "enrol.password.label", deskPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.seed = d.shownKey(winEnrol)
	typeText(t, d.window(winEnrol), "000000")
	pressKey(d.window(winEnrol), fyne.KeyReturn)
	d.want(winEnrol, "Ce code n’est pas celui de cette clé.")
	typeText(t, d.window(winEnrol), d.code())
	pressKey(d.window(winEnrol), fyne.KeyReturn)
	d.want(winEnrol, "La double authentification est active.")
	d.want(winMain, "Depuis aujourd’hui")
	d.keepCodes(winEnrol)
	d.wantOpen(winMain)
	d.wantNothingOf(d.seed[:4])
	d.desk.leave(nil)
	d.runner.Advance(codeStep)
	d.signIn()
	d.want(winMain, d.word("overview.title"))
}
