package views

import (
	"testing"

	"fyne.io/fyne/v2"
)

// Signing out from the lock lets somebody else in: nothing typed comes back.
func TestDeskSignOutFromTheLockDropsTheDraft(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	lockKey(d.window(winCompany))
	d.tap(winMain, "lock.out")
	d.want(winMain, "Ce que vous avez tapé sans l’enregistrer sera perdu.")
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.want(winMain, "Verrouillé")
	d.tap(winMain, "lock.out")
	pressTab(d.window(winMain))
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, "Connexion")
	if d.typed(winMain, "signin.email") != "" || d.desk.visit.locked != nil {
		t.Error("the person who was there is still known")
	}
	d.signIn()
	d.wantOpen(winMain)
	d.openCompany()
	if got := d.typed(winCompany, "company.city"); got != deskCity {
		t.Errorf("the draft survived: %q", got)
	}
}

// Which tab was open, or a QR code nobody scanned, is no loss to ask about.
func TestDeskSignOutFromTheLockAsksOnlyForALoss(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.openPersonal()
	d.openEnrolment("personal.factor.enrol")
	lockKey(d.window(winEnrol))
	d.tap(winMain, "lock.out")
	d.want(winMain, "Connexion")
}

// Signing out and closing the main window take every other window along; what
// was typed there is asked about first, in its own window.
func TestDeskAsksBeforeTypedTextGoes(t *testing.T) {
	for name, c := range map[string]struct {
		leave func(*deskTest)
		left  func(*deskTest) bool
	}{
		"sign out": {func(d *deskTest) {
			d.menu()
			d.tap(winMain, "menu.leave")
		}, func(d *deskTest) bool { return d.desk.visit.session == nil }},
		"close": {func(d *deskTest) { d.desk.closing(winMain) },
			func(d *deskTest) bool { return d.desk.windows.Window(winMain) == nil }},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			d.inside(false)
			d.openCompany()
			d.fill(winCompany, "company.city", "Gent")
			c.leave(d)
			if c.left(d) {
				t.Fatal("left without a question")
			}
			d.want(winCompany, d.word("company.leave"))
			pressKey(d.window(winCompany), fyne.KeyEscape)
			if c.left(d) || d.typed(winCompany, "company.city") != "Gent" {
				t.Fatal("left all the same")
			}
			c.leave(d)
			d.tap(winCompany, "company.leave.verb")
			if !c.left(d) || d.desk.windows.Window(winCompany) != nil {
				t.Error("not left")
			}
		})
	}
}

func TestDeskEmptiesTheClipboard(t *testing.T) {
	for name, leave := range map[string]func(*deskTest){
		"lock":     func(d *deskTest) { lockKey(d.window(winMain)) },
		"sign out": func(d *deskTest) { d.desk.leave(nil) },
		"quit":     func(d *deskTest) { d.desk.closing(winMain) },
		"ended":    func(d *deskTest) { d.desk.expired() },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			d.inside(false)
			d.openPersonal()
			key := d.openEnrolment("personal.factor.enrol")
			d.copyKey(winEnrol)
			if got := d.app.Clipboard().Content(); got != key {
				t.Fatalf("copied %q, shown %q", got, key)
			}
			leave(d)
			if got := d.app.Clipboard().Content(); got != "" {
				t.Errorf("the clipboard holds %q", got)
			}
			d.app.Clipboard().SetContent("somebody else's")
			d.desk.clipboard.Empty()
			if d.app.Clipboard().Content() == "" {
				t.Error("what somebody else copied went too")
			}
		})
	}
}

// The lock keeps what was typed in memory alone: the end of the program is asked
// about while there is any, and only then.
func TestDeskAsksBeforeItEndsBehindTheLock(t *testing.T) {
	for _, typed := range []bool{false, true} {
		d := newDeskTest(t)
		d.inside(false)
		d.openCompany()
		if typed {
			d.fill(winCompany, "company.city", "Gent")
		}
		lockKey(d.window(winCompany))
		d.desk.closing(winMain)
		if open := d.desk.windows.Window(winMain) != nil; open != typed {
			t.Fatalf("typed %v: still open %v", typed, open)
		}
		if !typed {
			continue
		}
		d.want(winMain, d.word("lock.quit.title"))
		pressKey(d.window(winMain), fyne.KeyEscape)
		d.unlock()
		if d.typed(winCompany, "company.city") != "Gent" {
			t.Error("what was typed is lost")
		}
	}
}
