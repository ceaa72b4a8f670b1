package views

// What the desk does while a window works, and with what a window leaves behind.

import (
	"errors"
	"strings"
	"testing"
	"testing/iotest"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// A window that saves is built again in another language when it has its result,
// not before: the result would go with it.
func TestDeskChangeWaitsForAWindowThatSaves(t *testing.T) {
	d := newDeskTest(t)
	d.start.Lang = ""
	d.inside(false)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	d.runner.slow = true
	d.tap(winCompany, "company.save")
	view := d.desk.scenes[winCompany].view
	d.desk.change(access.Screen{Language: "en", Theme: "light", Scale: 100})
	d.desk.change(access.Screen{Language: "en", Theme: "dark", Scale: 100})
	if d.desk.scenes[winCompany].view != view {
		t.Fatal("the window that works was replaced")
	}
	d.want(winMain, "The state of the door")
	d.runner.finish()
	d.want(winCompany, "Company name")
	if v, ok := d.desk.scenes[winCompany].view.(*companyWindow); !ok || v == view || v.kept.City != "Gent" || v.changed() {
		t.Error("the window is not the new one, or does not know what was saved")
	}
	if s := d.desk.scenes[winCompany]; s.stale {
		t.Error("it waits on")
	}
}

// Closing the program waits for what a window beside the main one saves.
func TestDeskCloseWaitsForASaving(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	d.runner.slow = true
	d.tap(winCompany, "company.save")
	d.desk.closing(winMain)
	if d.desk.windows.Window(winMain) == nil {
		t.Fatal("closed over the saving")
	}
	d.runner.finish()
	if d.desk.windows.Window(winMain) != nil {
		t.Fatal("not closed afterwards:\n", shownTexts(d.window(winCompany)))
	}
	d.desk.signOut(t.Context())
	d.must(d.desk.start.Program.Close())
	d.run()
	d.signIn()
	d.openCompany()
	if got := d.typed(winCompany, "company.city"); got != "Gent" {
		t.Error("the saving was lost:", got)
	}
}

// Without a phone the session opens behind the door's own button, which works
// until then, and the door says what stands in the way.
func TestDeskWalksInBehindTheButton(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	d.run()
	d.fill(winMain, "signin.email", deskEmail)
	d.fill(winMain, "signin.password", deskPassword)
	d.runner.slow = true
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.runner.step() // the password is right
	v, ok := d.desk.scenes[winMain].view.(*signInView)
	if !ok || !v.button.Working() || !v.parts.langs.Disabled() {
		t.Fatal("the door does not show that it works")
	}
	d.meddle("UPDATE accounts SET ring = zeroblob(length(ring)), version = version + 1")
	d.runner.finish()
	d.want(winMain, "Connexion")
	if v.parts.content == nil || !v.says.box.Visible() {
		t.Error("nothing is said")
	}
	if v.button.Working() || d.typed(winMain, "signin.password") != deskPassword {
		t.Error("the button turns on, or the password went")
	}
}

const wipedKey = "AAAA AAAA AAAA AAAA AAAA AAAA AAAA AAAA"

// factor is the one the enrolment window shows.
func (d *deskTest) factor() *access.NewFactor {
	d.Helper()
	v, ok := d.desk.scenes[winEnrol].view.(enrolling)
	if !ok {
		d.Fatal("no enrolment")
	}
	return v.factor
}

// Whichever way the enrolment window goes, no seed stays in memory.
func TestDeskWipesAFactorWithItsWindow(t *testing.T) {
	for name, leave := range map[string]func(*deskTest){
		"cancel": func(d *deskTest) { pressKey(d.window(winEnrol), fyne.KeyEscape) },
		"close":  func(d *deskTest) { d.desk.closing(winEnrol) },
		"lock":   func(d *deskTest) { lockKey(d.window(winEnrol)) },
		"leave":  func(d *deskTest) { d.desk.leave(nil) },
		"proved": func(d *deskTest) {
			d.seed = strings.ReplaceAll(d.factor().Key(), " ", "")
			factor := d.factor()
			typeText(d.T, d.window(winEnrol), d.code())
			pressKey(d.window(winEnrol), fyne.KeyReturn)
			if factor.Key() != wipedKey {
				d.Error("the seed is kept beside the codes")
			}
			d.keepCodes(winEnrol)
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			d.inside(false)
			d.openPersonal()
			d.openEnrolment("personal.factor.enrol")
			factor := d.factor()
			d.desk.speak("en") // another view of the same factor
			if d.factor() != factor || factor.Key() == wipedKey {
				t.Fatal("a change of language took the factor")
			}
			leave(d)
			if d.desk.windows.Window(winEnrol) != nil || factor.Key() != wipedKey {
				t.Error("the seed is kept:", factor.Key())
			}
		})
	}
}

// A factor is not wiped under a code that is being judged; once it is, no code
// makes it active.
func TestEnrolOnceIsWipedForGood(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openPersonal()
	d.openEnrolment("personal.factor.enrol")
	book := &enrolOnce{session: d.desk.visit.session, factor: d.factor()}
	book.wipe()
	d.seed = strings.Repeat("A", 32)
	if codes, err := book.Enrol(t.Context(), book.factor, d.code()); err == nil || codes != nil {
		t.Error("a wiped factor became active")
	}
	if on, _ := d.desk.visit.session.Factor(); on {
		t.Error("there is a second factor")
	}
}

// One enrolment at a time: asking again shows the window that is open.
func TestDeskEnrolsOnceAtATime(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openPersonal()
	d.openEnrolment("personal.factor.enrol")
	factor := d.factor()
	d.tap(winPersonal, "personal.factor.enrol")
	if n := len(d.window(winPersonal).Canvas().Overlays().List()); n != 0 {
		t.Error("the password is asked again")
	}
	// Both windows asked for the password before the first was answered.
	second, err := d.desk.visit.session.BeginEnrolment(t.Context(), deskPassword)
	d.must(err)
	d.desk.openEnrol(d.desk.visit.seen.Company, second, nil)
	if d.factor() != factor || factor.Key() == wipedKey || second.Key() != wipedKey {
		t.Error("two factors at once")
	}
}

func TestDeskTitles(t *testing.T) {
	d := newDeskTest(t)
	d.start.Lang = ""
	d.inside(false)
	title := func(key, want string) {
		t.Helper()
		if got := d.window(key).Title(); got != want {
			t.Errorf("%s is called %q, want %q", key, got, want)
		}
	}
	title(winMain, "Trousseau · "+deskCompany+" (essai)")
	d.openCompany()
	title(winCompany, "Trousseau · Paramètres de l’entreprise · "+deskCompany)
	d.desk.speak("en")
	title(winMain, "Trousseau · "+deskCompany+" (test)")
	title(winCompany, "Trousseau · Company settings · "+deskCompany)
	d.fill(winCompany, "company.name", "Zonen")
	d.tap(winCompany, "company.save")
	title(winMain, "Trousseau · Zonen (test)")
	d.runner.slow = true
	lockKey(d.window(winMain))
	title(winMain, "Trousseau")
	d.runner.finish()
	title(winMain, "Trousseau")
	d.unlock()
	title(winMain, "Trousseau · Zonen (essai)") // as the command line says
	d.desk.leave(nil)
	title(winMain, "Trousseau")
}

// What a lock keeps is not lost unasked when the program is closed.
func TestDeskAsksBeforeItClosesOverALock(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	lockKey(d.window(winMain))
	d.desk.closing(winMain)
	d.desk.closing(winMain)
	d.want(winMain, d.word("lock.quit.title"))
	if n := len(d.window(winMain).Canvas().Overlays().List()); n != 1 {
		t.Error("questions on each other:", n)
	}
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.want(winMain, d.word("lock.title"))
	d.desk.closing(winMain)
	d.tap(winMain, "lock.quit.verb")
	if d.desk.windows.Window(winMain) != nil {
		t.Error("still open")
	}
}

func TestDeskClosesOverALockThatKeepsNothing(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	lockKey(d.window(winMain))
	d.desk.closing(winMain)
	if d.desk.windows.Window(winMain) != nil {
		t.Error("still open")
	}
}

// The program ends only when the keys of a lock under way are gone.
func TestDeskEndsAfterTheLock(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	s := d.desk.visit.session
	d.runner.slow = true
	lockKey(d.window(winMain))
	d.desk.closing(winMain)
	d.desk.signOut(t.Context())
	d.desk.end(t.Context(), d.desk.parting)
	if s.Email() != "" {
		t.Error("a key is left")
	}
	d.runner.work = nil
}

// A file without a company, as a process killed in the set-up leaves it, is told
// where it was chosen.
func TestDeskOpensAFileWithoutACompany(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	d.run()
	empty := strings.TrimSuffix(d.path, "zonen.trousseau") + "empty.trousseau"
	other := app.Options{File: empty, Access: d.options().Access}
	other.Access.Random = iotest.ErrReader(errDoor)
	program, err := app.Open(t.Context(), other)
	d.must(err)
	f := access.Founding{Company: access.Company{Name: "X", Country: "BE", Language: "fr", Color: "#9A4A2C"},
		Owner:  access.Owner{First: "A", Last: "B", Email: "a@b.be", Password: deskPassword, Consent: true},
		Screen: access.Screen{Language: "fr", Theme: "light", Scale: 100}}
	f.Kit, err = d.desk.start.Program.Setup.NewKit()
	d.must(err)
	if _, err := program.Found(t.Context(), f); !errors.Is(err, errDoor) {
		t.Fatal(err)
	}
	d.must(program.Close())
	d.tap(winMain, "signin.other")
	d.fill(winMain, "files.path", empty)
	pressKey(d.window(winMain), fyne.KeyReturn)
	if program.Path() != empty {
		t.Fatal(program.Path())
	}
	d.want(winMain, d.word("firstrun.title"))
	d.want(winMain, "Le fichier empty.trousseau ne contient encore aucune entreprise.")
	d.tap(winMain, "firstrun.create")
	d.want(winMain, d.word("setup.company.text"))
}

// A window that the person made larger stays as large.
func TestDeskKeepsTheSizeOfAWindow(t *testing.T) {
	d := newDeskTest(t)
	d.run()
	w := d.window(winMain)
	size := func(want fyne.Size) {
		t.Helper()
		if got := w.Canvas().Size(); got != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
	size(fyne.NewSize(firstRunWidth, firstRunHeight))
	d.tap(winMain, "firstrun.create")
	size(fyne.NewSize(setupWidth, setupHeight))
	w.Resize(fyne.NewSize(1900, 1000))
	pressKey(w, fyne.KeyEscape)
	d.want(winMain, d.word("firstrun.title"))
	size(fyne.NewSize(1900, 1000))
}

// Saving the company, then not being able to read it for the main window, ends
// nothing.
func TestDeskStaysWhenTheHouseCannotBeReadAgain(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.meddle("UPDATE company SET sealed = zeroblob(length(sealed))")
	v, ok := d.desk.scenes[winCompany].view.(*companyWindow)
	if !ok {
		t.Fatal("no company window")
	}
	v.spec.OnSaved(v.kept)
	d.wantOpen(winMain, winCompany)
	if d.desk.visit.session == nil {
		t.Error("signed out")
	}
	d.want(winMain, "Ce fichier ne correspond plus à ses signatures")
}

// Keys that nothing wants scroll a window too short for its texts.
func TestDeskScrollsByKey(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.desk.change(access.Screen{Language: "fr", Theme: "light", Scale: 200})
	w := d.window(winMain)
	var scroll *kit.Scroller
	eachShown(w.Content(), func(o fyne.CanvasObject) {
		if s, ok := o.(*kit.Scroller); ok {
			scroll = s
		}
	})
	w.Canvas().Unfocus()
	pressKey(w, fyne.KeyEnd)
	if scroll == nil || scroll.Offset() == 0 {
		t.Error("End shows nothing more")
	}
	pressKey(w, fyne.KeyHome)
	if scroll.Offset() != 0 {
		t.Error("Home leaves it at", scroll.Offset())
	}
}
