package views

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app"
)

// toCompanies opens the list from the person's menu.
func (d *deskTest) toCompanies() *companiesWindow {
	d.Helper()
	d.menu()
	d.tap(winMain, "menu.companies")
	w, ok := d.desk.scenes[winMain].view.(*companiesWindow)
	if !ok {
		d.Fatal("no list of companies")
	}
	return w
}

// A second company is founded from the list, becomes the open one in title and header,
// and the first one comes back by Enter; windows of the other company are left first,
// with what was typed in them asked.
func TestDeskCompanies(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.toCompanies()
	if got := d.window(winMain).Title(); got != "Trousseau · Mes entreprises" {
		t.Error(got)
	}
	d.want(winMain, "1 entreprise, 1 demande votre attention")
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.want(winMain, deskCompany)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	d.toCompanies()
	d.tap(winMain, "companies.new")
	d.fill(winNewCompany, "company.name", "Garage Vandeputte")
	d.tap(winNewCompany, "companies.new.verb")
	d.want(winCompany, d.word("company.leave")) // asked about what was typed
	d.tap(winCompany, "company.leave.verb")
	d.wantOpen(winMain)
	d.want(winMain, "Garage Vandeputte")
	d.want(winMain, d.word("companies.test"))
	if got := d.window(winMain).Title(); got != "Trousseau · Garage Vandeputte (essai)" {
		t.Error(got)
	}
	d.openCompany()
	if got := d.window(winCompany).Title(); got != "Trousseau · Paramètres de l’entreprise · Garage Vandeputte" {
		t.Error(got)
	}
	d.toCompanies()
	find(d.window(winMain), deskCompany).Tapped(&fyne.PointEvent{})
	d.wantOpen(winMain)
	if got := d.window(winMain).Title(); got != "Trousseau · "+deskCompany+" (essai)" {
		t.Error(got)
	}
	// A lock over the list comes back to the open company.
	d.toCompanies()
	lockKey(d.window(winMain))
	d.unlock()
	d.want(winMain, deskCompany)
	// What is typed for a new company survives a lock, and another language.
	d.toCompanies()
	d.tap(winMain, "companies.new")
	d.fill(winNewCompany, "company.name", "Fleurs Anaïs")
	lockKey(d.window(winMain))
	d.unlock()
	if got := d.typed(winNewCompany, "company.name"); got != "Fleurs Anaïs" {
		t.Error(got)
	}
	d.tap(winNewCompany, "signin.cancel")
	d.tap(winNewCompany, "company.leave.verb")
	d.wantOpen(winMain)
}

// A company that was altered is told in the list and keeps the other one open; from
// there a copy of the file is reached, signed out.
func TestDeskTellsABrokenCompany(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.toCompanies()
	d.tap(winMain, "companies.new")
	d.fill(winNewCompany, "company.name", "Garage Vandeputte")
	d.tap(winNewCompany, "companies.new.verb")
	d.desk.leave(nil)
	d.meddle(`UPDATE statements SET signature = zeroblob(64) WHERE company = (SELECT company FROM statements ORDER BY rowid DESC LIMIT 1)`)
	d.signIn()
	d.want(winMain, deskCompany)
	d.want(winMain, "Une de vos entreprises ne s’ouvre pas.")
	w := d.toCompanies()
	d.want(winMain, d.word("companies.shut"))
	for _, c := range w.shown {
		if c.Fault {
			w.enter(c)
		}
	}
	d.want(winMain, "Garage Vandeputte ne s’ouvre pas")
	d.tap(winMain, "companies.broken.verb")
	if d.desk.visit.session != nil {
		t.Error("still signed in over the copies")
	}
	d.want(winMain, d.word("fault.tampered"))
}

// Another file is opened from the list of those known, after signing out.
func TestDeskOpensAFileOpenedBefore(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	other := d.path + ".other.trousseau"
	copies, err := d.desk.start.Program.Backups()
	if err != nil || len(copies) == 0 {
		t.Fatal(copies, err)
	}
	b, err := os.ReadFile(copies[0].Path)
	if err == nil {
		err = os.WriteFile(other, b, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	a, err := app.Open(d.Context(), app.Options{File: other, Access: d.options().Access}) // remembers it
	if err != nil {
		t.Fatal(err)
	}
	a.Close()
	d.toCompanies()
	d.tap(winMain, "companies.file")
	d.want(winMain, "zonen.trousseau.other.trousseau")
	d.desk.changeFile(d.path + ".gone")
	d.want(winMain, "Connexion")
	if d.desk.visit.session != nil || d.desk.start.Program.Path() != d.path {
		t.Error("another file, or still signed in")
	}
	d.signIn()
	d.desk.changeFile(other)
	if got := d.desk.start.Program.Path(); got != other {
		t.Error(got)
	}
}
