package views

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// fakeCompanies are the companies of a person.
type fakeCompanies struct {
	cards    []access.CompanyCard
	read     error
	refused  error
	copies   []app.Backup
	switched []string
	removed  []string
	removals []access.Removal
	recent   []app.RecentFile
	forgot   []string
	founded  []access.Company
}

func (f *fakeCompanies) Companies(context.Context) ([]access.CompanyCard, error) {
	return slices.Clone(f.cards), f.read
}

func (f *fakeCompanies) Switch(_ context.Context, company string) error {
	f.switched = append(f.switched, company)
	return f.refused
}

func (f *fakeCompanies) Backups() ([]app.Backup, error) { return f.copies, nil }

func (f *fakeCompanies) RemoveFrom(_ context.Context, companies []string, email string) ([]access.Removal, error) {
	f.removed = append(companies, email)
	return f.removals, f.refused
}

func (f *fakeCompanies) Recent() []app.RecentFile { return f.recent }

func (f *fakeCompanies) Forget(path string) error {
	f.forgot = append(f.forgot, path)
	f.recent = slices.DeleteFunc(f.recent, func(r app.RecentFile) bool { return r.Path == path })
	return f.refused
}

func (f *fakeCompanies) NewCompany(_ context.Context, c access.Company) error {
	f.founded = append(f.founded, c)
	return f.refused
}

// nineCompanies are those of the picture, as far as they fit what is known.
func nineCompanies() []access.CompanyCard {
	own := access.CompanyCard{Sees: true, Live: true, MayInvite: true, MayRemove: true}
	card := func(id, name, city, color string, change func(*access.CompanyCard)) access.CompanyCard {
		c := own
		c.ID, c.Name, c.City, c.Color = id, name, city, color
		c.Users, c.WithFactor = 2, 2
		change(&c)
		return c
	}
	calm := func(users int) func(*access.CompanyCard) {
		return func(c *access.CompanyCard) { c.Users, c.WithFactor = users, users }
	}
	out := []access.CompanyCard{
		card("1", "Fleurs Anaïs", "Liège", "#8A4273", func(c *access.CompanyCard) { c.Current = true }),
		card("2", "Garage Vandeputte", "Roulers", "#35618A", func(c *access.CompanyCard) {
			c.Users, c.WithFactor, c.Ending, c.FirstEnd, c.Number = 6, 6, 2, "2026-11-30", "BE0417497106"
		}),
		card("3", "Praktijk De Smet", "Gand", "#2A6B60", func(c *access.CompanyCard) {
			c.Users, c.WithFactor, c.WeakPassword, c.OldPassword, c.Support = 5, 3, 1, 2, 5
		}),
		card("4", "Boulangerie Bedrijf & Zonen", "Namur", "#9A4A2C", func(c *access.CompanyCard) { c.Users, c.WithFactor, c.Invited = 9, 7, 2 }),
		card("5", "Menuiserie Delcourt", "Wavre", "#6A5A22", func(c *access.CompanyCard) { c.Users, c.WithFactor, c.Live = 3, 3, false }),
		card("6", "Café Réunion", "Bruxelles", "#7A3B3B", calm(4)),
		card("7", "Van Hecke Bouwwerken", "Audenarde", "#4B5563", calm(8)),
		{ID: "8", Name: "Optique Saint-Géry", City: "Cambrai", Color: "#5A4E9A", Live: true, Until: "2027-06-30", Factor: true},
		{ID: "9", Name: "Tuincentrum Kloosterhof", Fault: true},
	}
	return out
}

func nine() *fakeCompanies {
	return &fakeCompanies{cards: nineCompanies(), copies: []app.Backup{{Made: companyNow().Add(-time.Hour)}}}
}

// companiesWays counts where the list led to.
type companiesWays struct {
	fresh, file, entered, back int
	many                       []access.CompanyCard
	broken                     string
}

func showCompaniesPage(t *testing.T, p *kit.Page, lang string, f *fakeCompanies) (*companiesWindow, *companiesWays) {
	t.Helper()
	ways := &companiesWays{}
	w := newCompanies(p, f, companiesSpec{Person: "Béatrice Charlier", Email: "b.charlier@fidu-charlier.be", Lang: lang, Words: fakeWords{p.T}, Now: companyNow,
		OnNew: func() { ways.fresh++ }, OnFile: func() { ways.file++ }, OnMany: func(c []access.CompanyCard) { ways.many = c },
		OnBroken: func(c access.CompanyCard) { ways.broken = c.ID }, OnEntered: func() { ways.entered++ }, OnBack: func() { ways.back++ },
		Settle: func(proceed func()) { proceed() }, OnPersonal: func() {}, OnLock: func() {}, OnQuit: func() {}})
	showView(p, w)
	p.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { w.keys(e) })
	return w, ways
}

// names are the companies in the order in which they stand.
func (w *companiesWindow) names() (out []string) {
	for _, c := range w.shown {
		out = append(out, c.ID)
	}
	return out
}

// Those that need a hand come first; search and chips leave what they say; the table
// sorts by its columns.
func TestCompaniesArrange(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := nine()
	w, _ := showCompaniesPage(t, p, "fr", f)
	wantText(t, p.Window, "9 entreprises, 4 demandent votre attention")
	wantText(t, p.Window, "Fichier sauvegardé aujourd’hui")
	wantText(t, p.Window, "2 finissent dès le 30/11")
	wantText(t, p.Window, "1 faible, 2 à changer")
	wantText(t, p.Window, "jusqu’au 30 juin 2027")
	if got := w.names(); !slices.Equal(got, []string{"9", "4", "2", "3", "6", "1", "5", "8", "7"}) {
		t.Error(got)
	}
	w.sort.SetKey(sortRecent)
	w.arrange()
	if got := w.names(); !slices.Equal(got, []string{"1", "2", "3", "4", "5", "6", "7", "8", "9"}) {
		t.Error(got)
	}
	for _, c := range [][2]string{{"garage", "2"}, {"BE 0417.497.106", "2"}, {"namur boul", "4"}, {"xyz", ""}} {
		w.search.SetText(c[0])
		if got := strings.Join(w.names(), " "); got != c[1] {
			t.Errorf("%s: %v", c[0], got)
		}
	}
	wantText(t, p.Window, "Aucune entreprise trouvée")
	tapText(t, p, p.T("companies.none.verb"))
	w.chips.SetKey(chipTest)
	w.arrange()
	if got := w.names(); !slices.Equal(got, []string{"5"}) {
		t.Error(got)
	}
	w.chips.SetKey(chipAll)
	w.look.SetKey(lookTable)
	w.grid.Sort(columnUsers, true)
	w.arrange()
	if got := w.names(); !slices.Equal(got[:3], []string{"4", "7", "2"}) {
		t.Error(got)
	}
	wantNoHoles(t, p.Window)
}

// By keys alone: arrows move among the cards, Enter opens; the open one leads back, one
// that does not open is told.
func TestCompaniesByKeyboard(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := nine()
	w, ways := showCompaniesPage(t, p, "en", f)
	pressKey(p.Window, fyne.KeyReturn)
	if ways.broken != "9" || len(f.switched) != 0 {
		t.Fatalf("%+v", ways)
	}
	pressKey(p.Window, fyne.KeyRight)
	pressKey(p.Window, fyne.KeyReturn)
	if !slices.Equal(f.switched, []string{"4"}) || ways.entered != 1 {
		t.Fatalf("%v %+v", f.switched, ways)
	}
	f.refused = access.ErrNoAccess
	pressKey(p.Window, fyne.KeyRight)
	pressKey(p.Window, fyne.KeyReturn)
	if ways.entered != 1 || len(p.Toasts.Texts()) == 0 {
		t.Error("a refusal is not told, or entered")
	}
	w.search.SetText("Fleurs")
	w.focus()
	pressKey(p.Window, fyne.KeyReturn)
	if ways.back != 1 || len(f.switched) != 2 {
		t.Error("the open company is opened again")
	}
	pressKey(p.Window, fyne.KeyEscape)
	if ways.back != 2 {
		t.Error("Escape leads nowhere")
	}
}

// An accountant's first day, an old copy, and a list that could not be read.
func TestCompaniesFaces(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakeCompanies{cards: nineCompanies()[:1]}
	w, _ := showCompaniesPage(t, p, "fr", f)
	wantText(t, p.Window, "1 entreprise, aucune ne demande votre attention")
	wantText(t, p.Window, "Ce fichier n’a encore aucune sauvegarde.")
	if w.many.Visible() {
		t.Error("one company, and something for several")
	}
	f.copies = []app.Backup{{Made: companyNow().Add(-9 * 24 * time.Hour)}}
	w.load()
	wantText(t, p.Window, "date de 9 jours")
	f.read = errors.New("x")
	w.load()
	wantText(t, p.Window, "Vos entreprises n’ont pas pu être lues")
	d := w.draft()
	again, _ := showCompaniesPage(t, p, "fr", nine())
	d["search"], d["look"] = "garage", lookTable
	again.restore(d)
	if got := again.names(); !slices.Equal(got, []string{"2"}) {
		t.Error(got)
	}
}

// withTongues adds the smallest window in the two other languages.
func withTongues(screens map[string]testScreen) map[string]testScreen {
	for _, lang := range []string{"de", "nl"} {
		screens["small-"+lang] = testScreen{Lang: lang, Mode: kit.ModeDark, Scale: 1, Width: 1024, Height: 680}
	}
	return screens
}

func TestCompaniesFitEveryScreen(t *testing.T) {
	for name, s := range withTongues(sheetScreens(1280, 800)) {
		p, _ := newTestPageOn(t, s)
		w, _ := showCompaniesPage(t, p, s.Lang, nine())
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "09-companies-"+name)
		w.look.SetKey(lookTable)
		w.arrange()
		wantInside(t, p.Window)
		shootPage(t, p, "09-companies-table-"+name)
	}
}

// A further company: checked, settled with the open windows, founded; a name that is
// taken is told at its field.
func TestNewCompany(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := nine()
	settled, done := 0, 0
	w := newCompanyFounding(p, f, newCompanySpec{Lang: "fr", Langs: []string{"fr", "nl"}, Settle: func(proceed func()) {
		settled++
		proceed()
	}, OnDone: func(access.Company) { done++ }})
	showView(p, w)
	pressKey(p.Window, fyne.KeyReturn)
	shootPage(t, p, "09a-newcompany")
	if settled != 0 || w.form.fields["name"].Fault() == "" {
		t.Error("nothing typed, and founded")
	}
	typeText(t, p.Window, "Garage Vandeputte")
	f.refused = &access.InputError{Field: "name", Err: access.ErrTaken}
	pressKey(p.Window, fyne.KeyReturn)
	if w.form.fields["name"].Fault() == "" || done != 0 {
		t.Error("a name that is taken is not told at its field")
	}
	d := w.draft()
	asked := false
	w.leave(func() { asked = true })
	if asked {
		t.Error("closed with something typed, unasked")
	}
	pressKey(p.Window, fyne.KeyEscape)
	again := newCompanyFounding(p, f, w.spec)
	showView(p, again)
	if again.draft() != nil {
		t.Error("a draft of nothing")
	}
	again.restore(d)
	f.refused = nil
	again.submit()
	if done != 1 || f.founded[len(f.founded)-1].Name != "Garage Vandeputte" {
		t.Errorf("%+v", f.founded)
	}
	wantNoHoles(t, p.Window)
}

// The files opened before, by name and folder; one that is gone can only be forgotten.
func TestRecentFilesDialog(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakeCompanies{recent: []app.RecentFile{{Path: "/a/here.trousseau"}, {Path: "/a/other.trousseau"}, {Path: "/b/gone.trousseau", Missing: true}}}
	chosen, other := "", 0
	p.SetContent(kit.Body(""))
	show := func() *recentDialog {
		return showRecent(p, f, recentSpec{Here: "/a/here.trousseau", OnChoose: func(path string) { chosen = path }, OnOther: func() { other++ }})
	}
	d := show()
	if texts := shownTexts(p.Window); strings.Contains(texts, "here.trousseau") || !strings.Contains(texts, "Introuvable dans /b") {
		t.Error(texts)
	}
	wantNoHoles(t, p.Window)
	wantInside(t, p.Window)
	shootPage(t, p, "09b-files")
	tapText(t, p, "other.trousseau")
	if chosen != "/a/other.trousseau" || d.dialog.Shown() {
		t.Error(chosen)
	}
	d = show()
	for _, r := range slices.Clone(f.recent[1:]) {
		if err := d.book.Forget(r.Path); err != nil {
			t.Fatal(err)
		}
	}
	d.fill()
	wantText(t, p.Window, "Aucun autre fichier n’a été ouvert sur ce PC.")
	tapText(t, p, "Autre fichier")
	if other != 1 {
		t.Error("no way to another file")
	}
}

// One person in several companies: asked before, told after, each by itself.
func TestManyCompanies(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := nine()
	f.removals = []access.Removal{{Name: "Fleurs Anaïs", Removed: true}, {Name: "Café Réunion", Absent: true}, {Name: "Garage Vandeputte", Err: access.ErrForbidden}}
	p.SetContent(kit.Body(""))
	done := 0
	var invited []string
	d := showMany(p, f, manySpec{Cards: f.cards, OnDone: func() { done++ }, OnInvite: func(ids []string, email string) { invited = append(ids, email) }})
	if len(d.checks) != 7 {
		t.Fatalf("%d companies", len(d.checks))
	}
	d.ask()
	if d.field.Fault() == "" || f.removed != nil {
		t.Error("no address, and removed")
	}
	d.email.SetText("elise@kantoor.be")
	for _, c := range d.checks[3:] {
		c.SetOn(false)
	}
	d.ask()
	wantText(t, p.Window, "Access ends at once in: Fleurs Anaïs, Garage Vandeputte, Praktijk De Smet.")
	tapText(t, p, "Remove elise@kantoor.be")
	if !slices.Equal(f.removed, []string{"1", "2", "3", "elise@kantoor.be"}) || done != 1 {
		t.Error(f.removed, done)
	}
	for _, text := range []string{"Fleurs Anaïs: access removed.", "nobody there has this address", "Garage Vandeputte: nothing changed."} {
		wantText(t, p.Window, text)
	}
	wantNoHoles(t, p.Window)
	wantInside(t, p.Window)
	shootPage(t, p, "09c-many")
	for _, c := range d.checks {
		c.SetOn(false)
	}
	d.invite()
	wantText(t, p.Window, "Choose at least one company")
	d.checks[0].SetOn(true)
	d.invite()
	if !slices.Equal(invited, []string{"1", "elise@kantoor.be"}) || d.dialog.Shown() {
		t.Error(invited)
	}
}

// The menu of the list.
func TestCompaniesMenu(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	w, _ := showCompaniesPage(t, p, "fr", nine())
	test.Tap(w.person)
	wantText(t, p.Window, "Béatrice Charlier")
	pressKey(p.Window, fyne.KeyEscape)
	if w.menu.Shown() {
		t.Error("Escape leaves the menu open")
	}
}

func TestAFurtherCompanyHasAnotherColor(t *testing.T) {
	colors := strings.Fields(companyColors)
	if otherColor(colors[0]) != colors[1] || otherColor(strings.ToLower(colors[0])) != colors[1] || otherColor("") != colors[0] {
		t.Error("a further company begins with the colour of the open one")
	}
}
