package views

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
)

// offSite makes a company, an off-site copy of it, and a computer that never saw
// either; it gives the copy's path.
func (d *deskTest) offSite() string {
	d.Helper()
	d.found(false)
	program, err := app.Open(d.Context(), d.options())
	d.must(err)
	e, err := program.Door.Password(d.Context(), deskEmail, deskPassword)
	d.must(err)
	s, err := e.Enter(d.Context())
	d.must(err)
	sealed := filepath.Join(d.TempDir(), "zonen"+app.OffSiteExtension)
	d.must(program.OffSite(d.Context(), s, sealed))
	d.must(s.Close(d.Context()))
	d.must(program.Close())
	d.path = filepath.Join(d.TempDir(), "new", "zonen.trousseau") // another computer
	return sealed
}

// choose opens a file of the first run by its path.
func (d *deskTest) choose(path string) {
	d.Helper()
	d.tap(winMain, "firstrun.open")
	d.want(winMain, d.word("files.open.sealed"))
	d.fill(winMain, "files.path", path)
	pressKey(d.window(winMain), fyne.KeyReturn)
}

// A copy from elsewhere, its kit and a new computer: the copy is shown before it
// takes its place, and the person comes in with his password.
func TestDeskBringsACopyToANewComputer(t *testing.T) {
	d := newDeskTest(t)
	sealed := d.offSite()
	d.run()
	d.choose(sealed)
	d.want(winMain, d.word("broken.kit.title"))
	typeText(t, d.window(winMain), "AAAA")
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, d.word("broken.kit.title")) // not a whole code
	if len(d.left(filepath.Dir(d.path))) > 0 {
		t.Error("something was written")
	}
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.choose(sealed)
	typeText(t, d.window(winMain), d.sheet)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, d.word("bring.title"))
	d.want(winMain, d.path)
	d.want(winMain, d.word("backups.drill.lines"))
	if _, err := os.Stat(d.path); err == nil {
		t.Error("it is in place before it was looked at")
	}
	d.tap(winMain, "bring.verb")
	d.want(winMain, d.word("broken.done.title"))
	d.want(winMain, d.word("bring.next"))
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.signIn()
	d.want(winMain, d.word("overview.title"))
	d.want(winMain, deskCompany)
}

// Somebody who does not take it finds it among the copies, and nothing in place.
func TestDeskLeavesACopyWhereItIs(t *testing.T) {
	d := newDeskTest(t)
	sealed := d.offSite()
	d.run()
	d.choose(sealed)
	typeText(t, d.window(winMain), d.sheet)
	pressKey(d.window(winMain), fyne.KeyReturn)
	pressKey(d.window(winMain), fyne.KeyReturn) // «Cancel» has the keyboard
	d.want(winMain, d.word("firstrun.copies"))
	if _, err := os.Stat(d.path); err == nil {
		t.Error("it is in place")
	}
}

// What is no copy of ours is told over the code; a file that stands at the
// customary place, and cannot be opened, is never touched from here.
func TestDeskBringsNothingElse(t *testing.T) {
	d := newDeskTest(t)
	d.offSite()
	diary := filepath.Join(t.TempDir(), "diary.AGE")
	d.must(os.WriteFile(diary, []byte("Dear diary, this is certainly no copy."), 0o600))
	d.run()
	d.choose(diary)
	typeText(t, d.window(winMain), d.sheet)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, d.word("broken.offsite.foreign"))

	d = newDeskTest(t)
	sealed := d.offSite()
	d.file("Dear diary, this is certainly no database.")
	d.run()
	d.tap(winMain, "firstrun.open")
	d.fill(winMain, "files.path", sealed)
	pressKey(d.window(winMain), fyne.KeyReturn)
	if shown := shownTexts(d.window(winMain)); containsLine(shown, d.word("broken.kit.title")) || !containsLine(shown, d.word("files.open.title")) {
		t.Errorf("the kit is asked, or the choice is gone:\n%s", shown)
	}
	if b, err := os.ReadFile(d.path); err != nil || string(b) != "Dear diary, this is certainly no database." {
		t.Error("the file was touched")
	}
}

// fakeBring holds a copy that opens, and may fail to take its place.
type fakeBring struct{ fault error }

func (fakeBring) FromOffSite(_ context.Context, path, _ string) (app.Backup, error) {
	return app.Backup{Path: path, Made: doorStart, Size: 421_000}, nil
}
func (fakeBring) Check(context.Context, string) (access.Report, error) {
	return access.Report{Accounts: 1, Companies: 1, Rows: 9, Lines: 214}, nil
}
func (f fakeBring) Replace(context.Context, string) (string, error) { return "", f.fault }

// The preview fits on every screen, with a long path and with what went wrong.
func TestBringFits(t *testing.T) {
	for name, screen := range sheetScreens(firstRunWidth, firstRunHeight) {
		t.Run(name, func(t *testing.T) {
			d := newDoorTest(t, screen)
			var done []string
			showView(d.page, newFirstRun(d.page, testFirstRunSpec(&done)))
			b := bring(d.page, fakeBring{app.ErrFull}, bringSpec{Path: "/media/usb/zonen.age",
				Place:  "/home/margaux/.local/share/trousseau/company.trousseau",
				Moment: func(b app.Backup) string { return dateTime(d.page.T, b.Made) }, OnStay: func() {},
				OnPut: func(app.Backup, string) { t.Error("it is in place") }})
			d.must(b.open(t.Context(), ""))
			b.show()
			b.put()
			wantText(t, d.page.Window, d.page.T("fault.full"))
			wantInside(t, d.page.Window)
			wantNoHoles(t, d.page.Window)
			shootPage(t, d.page, "bring-"+name)
		})
	}
}

func (d *doorTest) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}
