package views

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// The switch of support turns on after scope, end and the owner's own proof, and the
// code is told once, in groups, with its end (S1 to S4).
func TestGDPROpensSupport(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := withPeople()
	w := showTab(t, p, "fr", tabGDPR, f)
	g := gdprOn(t, w)
	wantText(t, p.Window, "Fermé veut dire fermé : aucune clé n’existe alors pour le support.")
	pressKey(p.Window, fyne.KeySpace)
	if g.support.turns.On() {
		t.Fatal("it is on before anything was chosen")
	}
	wantText(t, p.Window, "Contenu des documents")
	pressKey(p.Window, fyne.KeySpace) // customers
	tapText(t, p, "1 heure")
	tapText(t, p, "Continuer")
	wantText(t, p.Window, "Confirmez que c’est vous")
	typeText(t, p.Window, "mot de passe")
	pressKey(p.Window, fyne.KeyReturn)
	typeText(t, p.Window, "123456")
	pressKey(p.Window, fyne.KeyReturn)
	want := access.SupportScope{Products: true, Documents: true, Hours: 1}
	if len(f.asked) != 1 || f.asked[0] != want || f.proofs[0] != (access.Proof{Password: "mot de passe", Code: "123456"}) {
		t.Fatalf("%+v", f.asked)
	}
	wantText(t, p.Window, strings.ReplaceAll(testSupportCode, "-", " "))
	wantText(t, p.Window, "Valable jusqu’au 22 novembre 2026 à 19:02")
	tapText(t, p, "C’est lu")
	if strings.Contains(shownTexts(p.Window), "7K2M") {
		t.Error("the code stays on the screen")
	}
	if !g.support.turns.On() {
		t.Error("the switch is off")
	}
	wantText(t, p.Window, "Ouvert jusqu’au 22 novembre 2026 à 19:02, en lecture seule : produits et documents.")
	wantNoHoles(t, p.Window)
	g.support.turns.Tapped(&fyne.PointEvent{})
	if f.status.On || g.support.turns.On() {
		t.Error("off does not act at once")
	}
}

// Nothing ticked is no scope; Escape leaves it off.
func TestGDPRSupportAsksForAScope(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := withPeople()
	g := gdprOn(t, showTab(t, p, "en", tabGDPR, f))
	q := askSupport(g.support)
	for _, c := range []fyne.Tappable{q.customers, q.products, q.documents} {
		c.Tapped(&fyne.PointEvent{})
	}
	if !q.button.Disabled() {
		t.Error("one may go on with nothing ticked")
	}
	q.submit()
	pressKey(p.Window, fyne.KeyEscape)
	if len(f.asked) != 0 || g.support.turns.On() || q.dialog.Shown() {
		t.Error("Escape does not leave it")
	}
}

func TestGDPRSupportSlidesBack(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := withPeople()
	f.status.On, f.status.Ends, f.refuses = true, companyNow().Add(time.Hour).UnixMilli(), errors.New("full")
	g := gdprOn(t, showTab(t, p, "fr", tabGDPR, f))
	g.support.turns.Tapped(&fyne.PointEvent{})
	if !g.support.turns.On() || g.support.turns.Disabled() {
		t.Error("it does not slide back")
	}
	wantText(t, p.Window, "fault: full")
}

// What ended by itself is seen without a hand.
func TestGDPRSupportEndsByItself(t *testing.T) {
	p, r := newTestPage(t, "fr")
	f := withPeople()
	f.status.On, f.status.Ends = true, companyNow().Add(-time.Second).UnixMilli()
	g := gdprOn(t, showTab(t, p, "fr", tabGDPR, f))
	f.status.On = false
	r.Advance(gdprEvery)
	if g.support.turns.On() {
		t.Error("it is still shown as open")
	}
}

// The report names each visit, what it saw and how long (S5).
func TestGDPRSupportReport(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := withPeople()
	at := companyNow().Add(-2 * time.Hour).UnixMilli()
	f.status.Visits = []access.SupportVisit{
		{Time: at, Last: at + 12*60_000, Name: "Hugo Desk", Ticket: "T-4711", Views: []string{"company", "diagnostics", "company"}, Failed: 2},
		{Time: at - 1, Last: at - 1, Name: "Hugo Desk", Ticket: "T-4712"}}
	showTab(t, p, "en", tabGDPR, f)
	tapText(t, p, "Report, 2 visits")
	for _, text := range []string{"Hugo Desk", "ticket T-4711", "12 minutes", "Saw the company’s page and the diagnostics.", "2 wrong codes before this visit", "less than a minute", "Looked at nothing."} {
		wantText(t, p.Window, text)
	}
	wantNoHoles(t, p.Window)
}

// The bundle is shown whole before it can be saved, and its saving is written down
// before the file is (S6).
func TestGDPRDiagnostics(t *testing.T) {
	t.Setenv("HOME", t.TempDir())
	p, _ := newTestPage(t, "en")
	f := withPeople()
	showTab(t, p, "en", tabGDPR, f)
	tapText(t, p, "Diagnostics")
	wantText(t, p.Window, "schema")
	wantText(t, p.Window, "members")
	tapText(t, p, "Save as JSON")
	path := filepath.Join(t.TempDir(), "bundle.json")
	saveTo(t, p.Window, path)
	b, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(b), `"members": "7"`) || len(f.exported) != 1 || f.exported[0] != "diagnostics json" {
		t.Errorf("%v %q %v", err, b, f.exported)
	}
	f.noted = access.ErrForbidden
	tapText(t, p, "Diagnostics")
	tapText(t, p, "Save as text")
	refused := filepath.Join(t.TempDir(), "refused.txt")
	saveTo(t, p.Window, refused)
	if _, err := os.Stat(refused); err == nil {
		t.Error("written without a line")
	}
}

// saveTo types a path into the dialog that asks for one.
func saveTo(t *testing.T, w fyne.Window, path string) {
	t.Helper()
	s, ok := w.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		t.Fatal("nothing to type a path into has the focus")
	}
	s.TypedShortcut(&fyne.ShortcutSelectAll{})
	typeText(t, w, path)
	pressKey(w, fyne.KeyReturn)
}

func TestGDPRLinks(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := withPeople()
	g := gdprOn(t, showTab(t, p, "fr", tabGDPR, f))
	g.links.turns.Tapped(&fyne.PointEvent{})
	if f.rules.Links {
		t.Fatal("it does not act at once")
	}
	wantText(t, p.Window, "Sans protection, qui reçoit ou trouve un lien voit le document")
	f.rulesNot = errors.New("full")
	g.links.turns.Tapped(&fyne.PointEvent{})
	if g.links.turns.On() {
		t.Error("it does not slide back")
	}
	wantText(t, p.Window, "fault: full")
}

// Search and filters find people; the count is over active members, those invited
// are named apart, and who has no access is not in the list.
func TestGDPRListFinds(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := withPeople()
	g := gdprOn(t, showTab(t, p, "en", tabGDPR, f))
	wantText(t, p.Window, "5 of 7 with 2FA, 1 person invited")
	wantText(t, p.Window, "until 29 November 2026")
	if strings.Contains(shownTexts(p.Window), "oud@") {
		t.Error("an invitation that expired has access")
	}
	names := func() string {
		var out []string
		for _, row := range g.list.rows {
			if row.user != nil {
				out = append(out, row.user.First)
			}
		}
		return strings.Join(out, " ")
	}
	for typed, want := range map[string]string{"elise": "Élise", "maes sev": "Séverine", "fidu": "Benoît", "xyz": "", "": "Margaux Joris Élise Zoë  Benoît Séverine Thijs"} {
		g.list.search.SetText(typed)
		if got := names(); got != want {
			t.Errorf("%q finds %q, want %q", typed, got, want)
		}
	}
	g.list.search.SetText("")
	for key, want := range map[string]string{"without": "Joris ", "outside": "Benoît Séverine", "invited": "Thijs"} {
		g.list.chips.SetKey(key)
		g.list.filter()
		if got := names(); got != want {
			t.Errorf("%s shows %q, want %q", key, got, want)
		}
	}
	g.list.chips.SetKey("outside")
	g.list.sort, g.list.down = gdprPass, false
	g.list.filter()
	if got := names(); got != "Séverine Benoît" {
		t.Errorf("sorted by password: %q", got)
	}
	g.list.search.SetText("xyz")
	wantText(t, p.Window, "Nobody matches")
}

// The list leaves as PDF and as a table, all of it, after its line of the journal.
func TestGDPRListExports(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := withPeople()
	f.people[1].First, f.people[2].Stale, f.people[4].Unreadable = "=1+1", true, true
	g := gdprOn(t, showTab(t, p, "en", tabGDPR, f))
	g.list.search.SetText("margaux")
	table := string(must2(g.list.csv())(t))
	for _, text := range []string{"'=1+1\u00a0Bedrijf", "elise@bedrijf-zonen.be", "thijs@bedrijf-zonen.be", "Invited", "unreadable", "Owner, internal", "2026-11-22 18:02"} {
		if !strings.Contains(table, text) {
			t.Errorf("no %q in\n%s", text, table)
		}
	}
	if strings.Count(table, "\r\n") != 9 {
		t.Errorf("%d lines", strings.Count(table, "\r\n"))
	}
	if pdf := must2(g.list.pdf())(t); !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Error("no PDF")
	}
	path := filepath.Join(t.TempDir(), "list.csv")
	g.list.save("csv", g.list.csv)
	saveTo(t, p.Window, path)
	if b, err := os.ReadFile(path); err != nil || string(b) != table || fmt.Sprint(f.exported) != "[users csv]" {
		t.Error(err, f.exported)
	}
	g.list.askFormat()
	wantText(t, p.Window, "For a spreadsheet")
}

func must2[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// Ten thousand people: only the rows in sight are made, and a keystroke is quick.
func TestGDPRListOfTenThousand(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := withPeople()
	f.people = manyPeople(10_000)
	g := gdprOn(t, showTab(t, p, "en", tabGDPR, f))
	if g.list.grid.Len() != 10_004 { // three headings, one person invited
		t.Errorf("%d rows", g.list.grid.Len())
	}
	g.list.search.SetText("no 9999 ")
	if len(g.list.rows) != 2 {
		t.Errorf("%d rows are found", len(g.list.rows))
	}
}

func manyPeople(n int) []access.Person {
	out := make([]access.Person, n)
	for i := range out {
		out[i] = access.Person{First: "No", Last: fmt.Sprint(i), Email: fmt.Sprintf("p%d@bedrijf-zonen.be", i), Internal: i%3 > 0, Class: i%5 + 1, Factor: i%2 == 0}
	}
	return out
}

// BenchmarkGDPRFilter is one keystroke in the search over 10,000 people: at most
// 16 ms.
func BenchmarkGDPRFilter(b *testing.B) {
	p, _ := newTestPage(b, "en")
	f := withPeople()
	f.people = manyPeople(10_000)
	w := newCompany(p, f, companySpec{Lang: "en", Words: fakeWords{p.T}, Now: companyNow})
	showView(p, w)
	w.restore(map[string]string{draftTab: tabGDPR})
	g, ok := w.tabs[tabGDPR].(*gdprTab)
	if !ok {
		b.Fatal("no GDPR tab")
	}
	words := []string{"9", "99", "no 99", "bedrijf"}
	for i := 0; b.Loop(); i++ {
		g.list.search.SetText(words[i%len(words)])
	}
}

func TestGDPRSupportFitsEveryScreen(t *testing.T) {
	for name, s := range companyScreens() {
		p, _ := newTestPageOn(t, s)
		f := withPeople()
		f.status.On, f.status.Scope, f.status.Ends, f.rules.Links = true, access.SupportScope{Customers: true, Products: true, Documents: true}, companyNow().Add(time.Hour).UnixMilli(), false
		f.status.Visits = []access.SupportVisit{{Time: companyNow().UnixMilli(), Last: companyNow().Add(time.Minute * 5).UnixMilli(), Name: "Hugo Desk", Ticket: "T-4711", Views: []string{"company"}, Failed: 1}}
		w := showTab(t, p, s.Lang, tabGDPR, f)
		settlePage(p)
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "08-gdpr-open-"+name)
		if !slices.Contains([]string{"light-fr", "light-nl", "dark-en", "small-de-200"}, name) {
			continue // the page itself was looked at
		}
		g := gdprOn(t, w)
		for shot, show := range map[string]func(){"scope": func() { askSupport(g.support) }, "report": g.support.showReport, "bundle": g.support.showBundle, "long": func() { showDiagnostics(p, diagnosticsSpec{Bundle: longBundle(), Now: companyNow}) },
			"code": func() { g.support.tell(access.SupportSlip{Code: testSupportCode, Ends: companyNow().UnixMilli()}) },
			"who":  func() { g.list.detail(g.list.all[1].User) }, "export": func() { kit.RevealIn(p.Window, g.list.export); g.list.askFormat() }} {
			show()
			wantNoHoles(t, p.Window)
			wantInside(t, p.Window)
			shootPage(t, p, "08-gdpr-"+shot+"-"+name)
			pressKey(p.Window, fyne.KeyEscape)
		}
	}
}

// longBundle has as many facts as a real one.
func longBundle() (d access.Diagnostics) {
	for i := range 45 {
		d.Facts = append(d.Facts, access.DiagnosticFact{Name: fmt.Sprintf("invitations.expired.%d", i), Value: "2026-11-22T18:02:00Z"})
	}
	return d
}
