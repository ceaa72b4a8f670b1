package views

// What a person does while the disk still works.

import (
	"testing"

	"fyne.io/fyne/v2"
)

// The windows are covered before the keys are gone, and a second lock in the
// meantime changes nothing.
func TestDeskCoversAtOnce(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	d.runner.slow = true
	s := d.desk.visit.session
	lockKey(d.window(winCompany))
	d.wantOpen(winMain)
	d.wantNothingOf(deskCompany, deskStreet, deskCity, "Gent", deskEmail)
	lockKey(d.window(winMain))
	d.runner.finish()
	d.wantLocked(s, "Gent")
	d.unlock()
	if d.typed(winCompany, "company.city") != "Gent" {
		t.Error("what was typed is lost")
	}
}

// Whichever comes first, the saving or the lock: nothing is lost.
func TestDeskLocksDuringASaving(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	s := d.desk.visit.session
	d.runner.slow = true
	d.tap(winCompany, "company.save")
	lockKey(d.window(winMain))
	d.runner.finish()
	d.wantLocked(s, "Gent")
	d.unlock()
	d.wantOpen(winMain, winCompany)
	if d.typed(winCompany, "company.city") != "Gent" {
		t.Error("what was typed is lost")
	}
}

// A lock right behind an unlocking: the windows are not open again yet.
func TestDeskLocksWhileItComesBack(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	lockKey(d.window(winMain))
	d.runner.slow = true
	d.unlock()
	for d.desk.visit.session == nil {
		d.runner.step()
	}
	s := d.desk.visit.session
	lockKey(d.window(winMain))
	d.runner.finish()
	d.wantLocked(s, "Gent")
	d.tap(winMain, "lock.out")
	d.want(winMain, d.word("lock.out.title"))
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.unlock()
	d.wantOpen(winMain, winCompany)
	if d.typed(winCompany, "company.city") != "Gent" {
		t.Error("what was typed is lost")
	}
	d.fill(winCompany, "company.city", "Namur")
	lockKey(d.window(winMain))
	d.unlock()
	if got := d.typed(winCompany, "company.city"); got != "Namur" {
		t.Errorf("the next lock gives back %q", got)
	}
}

// Ctrl+L while the keys are being dropped already.
func TestDeskLocksDuringASignOut(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	s := d.desk.visit.session
	d.menu()
	d.runner.slow = true
	d.tap(winMain, "menu.leave")
	d.wantNothingOf(deskCompany, "Margaux")
	lockKey(d.window(winMain))
	d.runner.Advance(idleLimit)
	d.runner.finish()
	d.want(winMain, "Connexion")
	if s.Email() != "" || d.runner.Waiting() != 0 {
		t.Error("a key or a timer is left:", s.Email(), d.runner.Waiting())
	}
}

// A session that ended in the meantime cannot be locked; the door says so.
func TestDeskLocksASessionThatEnded(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	d.openCompany()
	if err := d.desk.visit.session.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	lockKey(d.window(winCompany))
	d.wantOpen(winMain)
	d.want(winMain, "Connexion")
	d.want(winMain, "La session est terminée. Connectez-vous à nouveau.")
}

// A change of language or a sign-out in the middle of a saving waits for its
// result: it is told, and nobody is asked about what is saved.
func TestDeskWaitsForASaving(t *testing.T) {
	for name, meanwhile := range map[string]func(*deskTest){
		"language": func(d *deskTest) {
			s := d.desk.visit.session.Screen()
			s.Language = "en"
			d.desk.change(s)
			d.desk.change(s)
		},
		"sign out":     func(d *deskTest) { d.desk.goodbye() },
		"close window": func(d *deskTest) { d.desk.closing(winCompany) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			d.inside(false)
			d.openCompany()
			d.fill(winCompany, "company.city", "Gent")
			d.runner.slow = true
			d.tap(winCompany, "company.save")
			meanwhile(d)
			d.runner.finish()
			switch name {
			case "language":
				d.want(winCompany, "Nothing has changed.")
			case "sign out":
				d.want(winMain, "Connexion")
				d.signIn()
			}
			d.openCompany()
			if got := d.typed(winCompany, "company.city"); got != "Gent" {
				t.Errorf("saved is %q", got)
			}
			d.desk.closing(winCompany)
			d.wantOpen(winMain)
		})
	}
}

// A hand that is faster than the door opens one session.
func TestDeskEntersOnce(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	d.run()
	d.runner.slow = true
	d.signIn()
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.runner.step() // the password was right: the session opens
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.runner.finish()
	d.want(winMain, d.word("overview.title"))
	d.desk.leave(nil)
	d.signIn()
	o, err := d.desk.visit.session.Overview(t.Context())
	if err != nil || o.Failed != 0 || !o.LastSignIn.Equal(d.now()) {
		t.Error("more than one session was opened", o.Failed, o.LastSignIn, err)
	}
}
