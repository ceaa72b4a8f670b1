package views

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// file writes what stands in the program's place at the start.
func (d *deskTest) file(contents string) {
	d.Helper()
	if err := os.MkdirAll(filepath.Dir(d.path), 0o700); err != nil {
		d.Fatal(err)
	}
	if err := os.WriteFile(d.path, []byte(contents), 0o600); err != nil {
		d.Fatal(err)
	}
}

// A file that cannot be opened is told and stays as it is; a new company gets a
// name of its own.
func TestDeskTellsTheFaultOfTheFile(t *testing.T) {
	for name, c := range map[string]struct {
		make func(*deskTest)
		text string
	}{
		"text":       {func(d *deskTest) { d.file("Dear diary, this is certainly no database.") }, "fault.notDatabase"},
		"folder":     {func(d *deskTest) { d.must(os.MkdirAll(d.path, 0o700)) }, "fault.isFolder"},
		"cut short":  {func(d *deskTest) { d.found(false); d.must(os.Truncate(d.path, 8192)) }, "fault.truncated"},
		"foreign":    {func(d *deskTest) { d.found(false); d.pragma("application_id = 7") }, "fault.foreign"},
		"newer":      {func(d *deskTest) { d.found(false); d.pragma("user_version = 99") }, "fault.newer"},
		"view added": {func(d *deskTest) { d.found(false); d.exec("CREATE VIEW evil AS SELECT 1") }, "fault.schema"},
		"path":       {func(d *deskTest) { d.file("x"); d.path = filepath.Join(d.path, "a.trousseau") }, "fault.folderIsFile"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			c.make(d)
			before, _ := os.ReadFile(d.path)
			d.run()
			d.want(winMain, "Bienvenue")
			d.want(winMain, d.word(c.text))
			d.desk.speak("en")
			d.want(winMain, d.word(c.text))

			d.tap(winMain, "firstrun.create")
			d.want(winMain, d.word("files.new.title"))
			free := filepath.Join(t.TempDir(), "new.trousseau")
			if info, err := os.Stat(d.path); err == nil && !info.IsDir() {
				pressKey(d.window(winMain), fyne.KeyReturn)
				d.want(winMain, d.word("fault.exists"))
			}
			d.fill(winMain, "files.path", free)
			pressKey(d.window(winMain), fyne.KeyReturn)
			d.want(winMain, d.word("setup.company.text"))
			pressKey(d.window(winMain), fyne.KeyEscape)
			d.want(winMain, "Welcome")
			if after, _ := os.ReadFile(d.path); string(after) != string(before) {
				t.Error("the file was touched")
			}
			if d.desk.start.Program.Path() != free {
				t.Error("the new name was not taken")
			}
			d.tap(winMain, "firstrun.create")
			d.want(winMain, d.word("setup.company.text"))
		})
	}
}

func (d *deskTest) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// exec runs a statement that changes no row.
func (d *deskTest) exec(statement string) {
	d.Helper()
	db, err := sql.Open("sqlite", d.path)
	d.must(err)
	_, err = db.ExecContext(d.Context(), statement)
	d.must(err)
	d.must(db.Close())
}

func (d *deskTest) pragma(text string) { d.exec("PRAGMA " + text) }

// Another file: one that cannot be opened is told and the first stays; one that
// can shows its own door.
func TestDeskOpensAnotherFile(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	other := filepath.Join(t.TempDir(), "other.trousseau")
	contents, err := os.ReadFile(d.path)
	d.must(err)
	d.must(os.WriteFile(other, contents, 0o600))
	d.run()
	w := d.window(winMain)
	d.tap(winMain, "signin.other")
	text := filepath.Join(t.TempDir(), "diary.trousseau")
	d.must(os.WriteFile(text, []byte("Dear diary, this is certainly no database."), 0o600))
	for path, want := range map[string]string{
		text:                                   "fault.notDatabase",
		filepath.Dir(text):                     "files.fault.isFolder",
		filepath.Join(filepath.Dir(text), "x"): "files.fault.missing",
	} {
		d.fill(winMain, "files.path", path)
		pressKey(w, fyne.KeyReturn)
		d.want(winMain, d.word(want))
	}
	pressKey(w, fyne.KeyEscape)
	d.want(winMain, "zonen.trousseau")
	d.signIn()
	d.want(winMain, d.word("overview.title"))
	d.menu()
	d.tap(winMain, "menu.leave")

	d.tap(winMain, "signin.other")
	d.fill(winMain, "files.path", other)
	pressKey(w, fyne.KeyReturn)
	d.want(winMain, "other.trousseau")
	d.signIn()
	// It is an older copy of the same company, which this computer knows.
	d.want(winMain, "Ce PC a déjà vu une suite à ce fichier.")
}

func TestDeskOpensAFileFromTheFirstRun(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	found := d.path
	d.path = filepath.Join(t.TempDir(), "nothing.trousseau")
	d.run()
	d.tap(winMain, "firstrun.open")
	d.fill(winMain, "files.path", found)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, "zonen.trousseau")
	d.path = found
	d.signIn()
	d.want(winMain, d.word("overview.title"))
}

// A clock that was a day ahead for a while and is right again lies behind the
// file. That stops everybody, with the way out for the owner: at the door with
// and without a phone, and behind the lock.
func TestDeskClockBehind(t *testing.T) {
	for _, c := range []struct{ phone, locked bool }{{false, false}, {false, true}, {true, false}, {true, true}} {
		d := newDeskTest(t)
		d.inside(c.phone)
		d.shift += 24 * time.Hour
		if c.locked {
			lockKey(d.window(winMain))
		} else {
			d.desk.leave(nil)
		}
		d.shift -= 24*time.Hour - time.Minute
		if c.locked {
			d.unlock()
		} else {
			d.signIn()
		}
		d.want(winMain, "L’horloge de ce PC retarde de 24 heures.")
		d.tap(winMain, "signin.clock.right")
		d.want(winMain, "Ce PC indique le 22 novembre 2026 à")
		d.tap(winMain, "signin.cancel")
		d.tap(winMain, "signin.clock.right")
		d.tap(winMain, "signin.clock.verb")
		if c.phone && !c.locked {
			d.want(winMain, d.word("code.again"))
			typeText(t, d.window(winMain), d.code())
		}
		d.want(winMain, d.word("overview.title"))
		d.desk.leave(nil)
		d.runner.Advance(codeStep)
		d.signIn() // the file took this time
		d.want(winMain, d.word("overview.title"))
	}
}
