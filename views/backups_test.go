package views

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// fakeBackups keeps copies of a file.
type fakeBackups struct {
	copies                         []app.Backup
	copiesRead, made, drilled, put error
	away                           []string
	preview                        access.Preview
	restored                       []string
}

func (f *fakeBackups) Backups() ([]app.Backup, error) { return f.copies, f.copiesRead }

func (f *fakeBackups) BackUp(context.Context) (app.Backup, error) {
	if f.made != nil && !errors.Is(f.made, app.ErrUnrecorded) {
		return app.Backup{}, f.made
	}
	b := app.Backup{Path: "/new", Made: companyNow(), Size: 2_400_000}
	f.copies = append([]app.Backup{b}, f.copies...)
	return b, f.made
}

func (f *fakeBackups) Drill(_ context.Context, b app.Backup) (app.Drill, error) {
	return app.Drill{Backup: b, Report: access.Report{Accounts: 7, Lines: 412, Rows: 31, Statements: 19}, Preview: f.preview}, f.drilled
}

func (f *fakeBackups) OffSite(_ context.Context, path string) error {
	f.away = append(f.away, path)
	return f.put
}

func (f *fakeBackups) FromOffSite(_ context.Context, path, _ string) (app.Backup, error) {
	f.away = append(f.away, path)
	b := app.Backup{Path: path, Made: companyNow().Add(-100 * time.Hour), Size: 700_000}
	if f.put == nil {
		f.copies = append(f.copies, b)
	}
	return b, f.put
}

func (f *fakeBackups) Preview(context.Context, string) (access.Preview, error) {
	return f.preview, f.drilled
}

func (f *fakeBackups) Restore(_ context.Context, path string, _ access.Preview) error {
	if f.put == nil {
		f.restored = append(f.restored, path)
	}
	return f.put
}

func withCopies(n int) *fakeCompany {
	f := owner()
	for i := range n {
		f.copies = append(f.copies, app.Backup{Path: fmt.Sprintf("/copy-%d", i), Made: companyNow().Add(-3*time.Hour - time.Duration(i)*24*time.Hour), Size: 2_310_000})
	}
	return f
}

func testPreview() access.Preview {
	return access.Preview{Company: testCompany().Name, Lines: 12, Fields: []access.FieldChange{
		{Table: "company", Field: "street", Now: "Rue du Four 12", Then: "Rue des Pierres 47"},
		{Table: "company", Field: "country", Now: "BE", Then: "LU"},
		{Table: "money", Field: "iban", Now: "BE68539007547034", Then: ""},
		{Table: "money", Field: "vat", Now: "2100", Then: "550"}, {Table: "money", Field: "days", Now: "30", Then: "14"},
		{Table: "logo", Field: "logo", Now: "0", Then: "14000"}, {Table: "terms", Field: "terms", Now: "812", Then: "0"},
	}}
}

func backupsOn(t *testing.T, w *companyWindow) *backupsTab {
	t.Helper()
	u, ok := w.tabs[tabBackups].(*backupsTab)
	if !ok {
		t.Fatal("no backups tab")
	}
	return u
}

func tapText(t *testing.T, p *kit.Page, text string) {
	t.Helper()
	found := find(p.Window, text)
	if found == nil {
		t.Fatalf("nothing says %q; shown is:\n%s", text, shownTexts(p.Window))
	}
	found.Tapped(&fyne.PointEvent{})
}

func TestBackupsListAndMake(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := withCopies(0)
	w := showTab(t, p, "fr", tabBackups, f)
	u := backupsOn(t, w)
	wantText(t, p.Window, "Aucune copie pour l’instant")
	if !u.drill.Disabled() || focused(p.Window) != fyne.Focusable(u.make) {
		t.Error("without a copy there is something to try, or nothing has the keyboard")
	}
	pressKey(p.Window, fyne.KeyReturn)
	if len(f.copies) != 1 || u.table.Len() != 1 {
		t.Fatal("no copy is made, or not shown")
	}
	wantText(t, p.Window, "3 Mo")
	wantText(t, p.Window, "À l’instant, le 22 novembre 2026")
	f.made = errors.New("full")
	u.backUp()
	wantText(t, p.Window, "fault: full")
	f.made = app.ErrUnrecorded
	u.backUp()
	if len(f.copies) != 2 || u.table.Len() != 2 {
		t.Error("a copy that the journal misses is not shown")
	}
	f.copiesRead = errors.New("busy")
	u.load()
	wantText(t, p.Window, "fault: busy")
	wantNoHoles(t, p.Window)
}

func TestBackupsDrill(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := withCopies(2)
	w := showTab(t, p, "fr", tabBackups, f)
	u := backupsOn(t, w)
	u.try()
	for _, text := range []string{"La copie tient", "412", "31", "celles d’aujourd’hui"} {
		wantText(t, p.Window, text)
	}
	pressKey(p.Window, fyne.KeyEscape)
	f.drilled = access.ErrTampered
	u.try()
	wantText(t, p.Window, "La copie la plus récente ne tient pas.")
	wantNoHoles(t, p.Window)
}

// What a restore would change is told field by field before it is done.
func TestBackupsRestore(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := withCopies(2)
	w := showTab(t, p, "fr", tabBackups, f)
	tapText(t, p, "Restaurer…")
	wantText(t, p.Window, "Rien à restaurer")
	pressKey(p.Window, fyne.KeyEscape)
	f.preview = testPreview()
	tapText(t, p, "Restaurer…")
	for _, text := range []string{"Rue du Four 12 → Rue des Pierres 47", "Belgique → Luxembourg", "BE68 5390 0754 7034 → (vide)", "21 % → 5,5 %",
		"30 jours → 14 jours", "(vide) → 14 ko", "1 ko → (vide)", "12 lignes"} {
		wantText(t, p.Window, text)
	}
	pressKey(p.Window, fyne.KeyReturn) // Cancel has the focus
	if len(f.restored) != 0 {
		t.Fatal("Cancel restores")
	}
	tapText(t, p, "Restaurer…")
	f.company.Name = "Bedrijf d’avant"
	tapText(t, p, "Restaurer la copie")
	if len(f.restored) != 1 || w.kept.Name != "Bedrijf d’avant" || w.changed() {
		t.Errorf("restored %v, shown %q", f.restored, w.kept.Name)
	}
	f.put = errors.New("full")
	tapText(t, p, "Restaurer…")
	tapText(t, p, "Restaurer la copie")
	wantText(t, p.Window, "fault: full")
}

func TestBackupsForOthers(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := withCopies(2)
	f.rules.Mine = false
	showTab(t, p, "fr", tabBackups, f)
	wantText(t, p.Window, "Seul un propriétaire peut ouvrir")
	if texts := shownTexts(p.Window); strings.Contains(texts, "Restaurer…") || strings.Contains(texts, "Essayer") {
		t.Error("who is no owner is offered to look into a copy")
	}
}

// A copy for another place goes where the person says, with the extension of age.
func TestBackupsOffSite(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := withCopies(1)
	w := showTab(t, p, "fr", tabBackups, f)
	u := backupsOn(t, w)
	u.copyAway()
	wantText(t, p.Window, "Copier vers un autre lieu")
	e, ok := focused(p.Window).(*kit.Entry)
	if !ok || filepath.Base(e.Text) != "zonen-2026-11-22.age" {
		t.Fatalf("proposed: %v", focused(p.Window))
	}
	path := filepath.Join(t.TempDir(), "away")
	e.SetText(path)
	pressKey(p.Window, fyne.KeyReturn)
	if strings.Join(f.away, " ") != path+".age" {
		t.Errorf("written: %v", f.away)
	}
	f.put = app.ErrUnrecorded
	u.copyAway()
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "fault: ")
	wantNoHoles(t, p.Window)
}

// A copy from elsewhere opens with its kit and is looked at before it is restored.
func TestBackupsFromOffSite(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := withCopies(1)
	f.preview = testPreview()
	w := showTab(t, p, "fr", tabBackups, f)
	u := backupsOn(t, w)
	u.askKit("/media/usb/zonen.age")
	k, err := keys.NewKit(strings.NewReader(strings.Repeat("k", 64)))
	if err != nil {
		t.Fatal(err)
	}
	typeText(t, p.Window, k.Code())
	f.put = app.ErrNotDatabase
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "Ce fichier n’est pas une copie de Trousseau.")
	f.put = nil
	pressKey(p.Window, fyne.KeyReturn)
	if u.table.Len() != 2 {
		t.Error("the copy is not in the list")
	}
	wantText(t, p.Window, "Restaurer la copie du 18 novembre 2026")
	wantNoHoles(t, p.Window)
}

func TestBackupsFitEveryScreen(t *testing.T) {
	for name, s := range companyScreens() {
		p, _ := newTestPageOn(t, s)
		f := withCopies(8)
		w := showTab(t, p, s.Lang, tabBackups, f)
		settlePage(p)
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "08f-backups-"+name)
		u := backupsOn(t, w)
		u.try()
		wantInside(t, p.Window)
		shootPage(t, p, "08f-backups-drill-"+name)
		pressKey(p.Window, fyne.KeyEscape)
		f.preview = testPreview()
		u.preview(f.copies[0], u.make)
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "08f-backups-restore-"+name)
		pressKey(p.Window, fyne.KeyEscape)
		u.askKit("/media/usb/zonen.age")
		wantInside(t, p.Window)
		f = withCopies(0)
		f.rules.Mine = false
		showTab(t, p, s.Lang, tabBackups, f)
		settlePage(p)
		wantInside(t, p.Window)
		shootPage(t, p, "08f-backups-none-"+name)
	}
}
