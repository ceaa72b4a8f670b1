package views

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// codesTest is a window of recovery codes.
type codesTest struct {
	*codesView
	page    *kit.Page
	runner  *kit.InlineRunner
	clip    fyne.Clipboard
	printer *setupTestPrinter
	done    int
}

func newCodesTest(t *testing.T, screen testScreen) *codesTest {
	t.Helper()
	set, err := access.NewSetup(access.Options{Clock: setupTestNow}).NewRecovery()
	if err != nil {
		t.Fatal(err)
	}
	c := &codesTest{clip: test.NewClipboard(), printer: &setupTestPrinter{}}
	c.page, c.runner = newTestPageOn(t, screen)
	c.codesView = newCodes(c.page, codesSpec{Company: deskCompany, Email: deskEmail, Color: enrolBrown, Codes: set, Made: setupTestNow(),
		Title: c.page.T("codes.title"), Text: c.page.T("enrol.done.codes"), Printer: c.printer,
		Clipboard: kit.NewClipboard(c.clip, c.runner), OnDone: func() { c.done++ }})
	showView(c.page, c.codesView)
	return c
}

func codesScreen(lang string) testScreen {
	return testScreen{lang, kit.ModeLight, 1, 800, codesHeight}
}

func TestCodesMustBeKept(t *testing.T) {
	c := newCodesTest(t, codesScreen("fr"))
	w := c.page.Window
	for _, code := range c.spec.Codes.Codes() {
		wantText(t, w, code)
	}
	wantText(t, w, "Gardez les codes, puis cochez la case.")
	c.keys(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if c.done != 0 || focused(w) != c.panel.kept || !c.button.Disabled() {
		t.Error("gone without the codes")
	}
	pressKey(w, fyne.KeySpace)
	if c.button.Disabled() || c.reason.Text() != "" {
		t.Error("kept codes do not count")
	}
	pressKey(w, fyne.KeySpace)
	if !c.button.Disabled() {
		t.Error("the tick cannot be taken back")
	}
	pressKey(w, fyne.KeySpace)
	c.keys(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if c.done != 1 || c.keys(&fyne.KeyEvent{Name: fyne.KeyF1}) {
		t.Error("not done:", c.done)
	}
}

func TestCodesAskOnceBeforeTheyGo(t *testing.T) {
	c := newCodesTest(t, codesScreen("fr"))
	w := c.page.Window
	escape := &fyne.KeyEvent{Name: fyne.KeyEscape}
	c.keys(escape)
	wantText(t, w, "Fermer sans garder les codes ?")
	pressKey(w, fyne.KeyReturn) // stay
	if c.done != 0 {
		t.Error("staying leaves")
	}
	c.keys(escape)
	pressTab(w)
	pressKey(w, fyne.KeyReturn)
	if c.done != 1 {
		t.Error("leaving stays")
	}
	c.keys(escape)
	if c.done != 2 {
		t.Error("asked twice")
	}
	u := newCodesTest(t, codesScreen("fr"))
	u.panel.kept.Tapped(&fyne.PointEvent{})
	u.keys(escape)
	if u.done != 1 {
		t.Error("asked although they are kept")
	}
}

func TestCodesAreCopied(t *testing.T) {
	c := newCodesTest(t, codesScreen("fr"))
	c.panel.copy.Tapped(nil)
	if c.clip.Content() != strings.Join(c.spec.Codes.Codes(), "\n") || c.panel.ready() {
		t.Error("not copied, or taken for kept")
	}
	c.runner.Advance(kit.ClipboardTime)
	if c.clip.Content() != "" {
		t.Error("the codes stay in the clipboard")
	}
}

func TestCodesArePrinted(t *testing.T) {
	c := newCodesTest(t, codesScreen("fr"))
	w := c.page.Window
	c.printer.err = errSetupTest
	c.panel.print.Tapped(nil)
	wantText(t, w, "L’imprimante n’a pas pris la feuille.")
	c.printer.err = nil
	c.panel.print.Tapped(nil)
	wantText(t, w, "Vérifiez que la feuille est sortie.")
	if !strings.HasPrefix(string(c.printer.pdf), "%PDF-") || focused(w) != c.panel.kept || c.panel.ready() {
		t.Error("no sheet, or taken for kept")
	}
	n := newCodesPanel(c.page, codesPanelSpec{Codes: c.spec.Codes.Codes()})
	if n.print.Visible() {
		t.Error("a print button without a printer")
	}
}

func TestCodesAreSaved(t *testing.T) {
	c := newCodesTest(t, codesScreen("fr"))
	w := c.page.Window
	path := filepath.Join(t.TempDir(), "codes.pdf")
	c.panel.save.Tapped(nil)
	entry, ok := focused(w).(*kit.Entry)
	if !ok || !strings.HasSuffix(entry.Text, "Trousseau-codes-2026-11-22.pdf") {
		t.Fatal("no path is proposed")
	}
	entry.SetText(path)
	pressKey(w, fyne.KeyReturn)
	wantText(t, w, "Enregistré : codes.pdf")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 || focused(w) != c.panel.kept {
		t.Error(info, err)
	}
}

func TestCodesPaperInEveryLanguage(t *testing.T) {
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("no independent reader of PDF here")
	}
	for lang, title := range map[string]string{"fr": "Codes de secours", "nl": "Herstelcodes", "de": "Wiederherstellungscodes", "en": "Recovery codes"} {
		c := newCodesTest(t, codesScreen(lang))
		pdf, err := c.panel.paper().pdf(c.page)
		if err != nil || len(pdf) > 200_000 {
			t.Fatalf("%s: %d bytes, %v", lang, len(pdf), err)
		}
		file := filepath.Join(t.TempDir(), "codes.pdf")
		if err := filesWrite(file, pdf); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(reader, file, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(out)), " ")
		for _, want := range append(c.spec.Codes.Codes(), title, deskCompany, deskEmail, "2026-11-22") {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is not on the sheet", lang, want)
			}
		}
		if strings.Contains(text, "⟦") {
			t.Error("a word is missing")
		}
		if dir := os.Getenv("TROUSSEAU_SHEET"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "codes-"+lang+".pdf"), pdf, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestCodesPictures(t *testing.T) {
	screens := sheetScreens(800, codesHeight)
	screens["light-nl"], screens["light-de"] = codesScreen("nl"), codesScreen("de")
	screens["small-de-200"] = testScreen{"de", kit.ModeDark, 2, 1024, 680}
	for name, s := range screens {
		t.Run(name, func(t *testing.T) {
			c := newCodesTest(t, s)
			wantInside(t, c.page.Window)
			wantNoHoles(t, c.page.Window)
			shootPage(t, c.page, "codes-"+name)
			c.panel.print.Tapped(nil)
			wantInside(t, c.page.Window)
			c.leave(func() {})
			wantInside(t, c.page.Window)
			shootPage(t, c.page, "codes-leave-"+name)
		})
	}
}
