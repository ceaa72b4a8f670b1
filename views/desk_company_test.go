package views

import (
	"testing"

	"fyne.io/fyne/v2"
)

// The settings over the real services: a rule with its reason, a copy, its drill,
// a change and the way back.
func TestDeskCompanySettingsAtWork(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.tap(winCompany, "security.tab")
	d.tap(winCompany, "security.nist")
	typeText(t, d.window(winCompany), "Plus simple pour tous")
	pressKey(d.window(winCompany), fyne.KeyReturn)
	d.want(winCompany, "Règles choisies le")
	s, err := d.desk.visit.session.Security(t.Context())
	if err != nil || s.House {
		t.Fatal("the rules are not kept:", err)
	}
	d.tap(winCompany, "backups.tab")
	d.tap(winCompany, "backups.make")
	d.tap(winCompany, "backups.drill")
	d.want(winCompany, "La copie tient")
	pressKey(d.window(winCompany), fyne.KeyEscape)
	d.tap(winCompany, "company.tab")
	d.fill(winCompany, "company.city", "Gent")
	d.tap(winCompany, "company.save")
	d.tap(winCompany, "backups.tab")
	d.tap(winCompany, "backups.restore")
	d.want(winCompany, "Gent → "+deskCity)
	d.tap(winCompany, "backups.restore.verb")
	d.tap(winCompany, "company.tab")
	if got := d.typed(winCompany, "company.city"); got != deskCity {
		t.Errorf("after the restore the window says %q", got)
	}
}

// Which tab is open comes back after a lock and is no loss; an owner without a
// second factor is led to his enrolment.
func TestDeskCompanyTabAndEnrolment(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.tap(winCompany, "gdpr.tab")
	draft := d.desk.scenes[winCompany].view.draft()
	if draft[draftTab] != tabGDPR || unsaved(map[string]map[string]string{winCompany: draft}) {
		t.Errorf("the open tab counts as typed, or is lost: %v", draft)
	}
	d.desk.speak("nl")
	d.want(winCompany, "Wie toegang heeft")
	d.desk.speak("fr")
	d.want(winCompany, "Qui a accès")
	v, ok := d.desk.scenes[winCompany].view.(*companyWindow)
	if !ok {
		t.Fatal("no company window")
	}
	gdprOn(t, v).must.Tapped(&fyne.PointEvent{})
	d.tap(winCompany, "gdpr.self.verb")
	d.want(winCompany, d.word("enrol.password.title"))
}

// A shorter idle lock acts at once (F18).
func TestDeskTakesUpTheIdleLock(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.tap(winCompany, "security.tab")
	v, ok := d.desk.scenes[winCompany].view.(*companyWindow)
	if !ok {
		t.Fatal("no company window")
	}
	securityOn(t, v).setIdle("2")
	if got := d.desk.visit.session.IdleMinutes(); got != 2 {
		t.Fatalf("%d minutes are kept", got)
	}
	d.runner.Advance(3 * idleLimit / 5)
	if d.desk.visit.session != nil {
		t.Error("it is still open after three minutes")
	}
}
