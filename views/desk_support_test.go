package views

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// supportCode opens support access by the windows and gives the code that they tell.
func (d *deskTest) supportCode() string {
	d.Helper()
	d.openCompany()
	d.tap(winCompany, "gdpr.tab")
	w := d.window(winCompany)
	d.desk.scenes[winCompany].view.(*companyWindow).tabs[tabGDPR].(*gdprTab).support.turns.Tapped(&fyne.PointEvent{})
	d.tap(winCompany, "gdpr.scope.verb")
	typeText(d.T, w, deskPassword)
	pressKey(w, fyne.KeyReturn)
	code := ""
	eachShown(reach(w), func(o fyne.CanvasObject) {
		text, ok := o.(*kit.Text)
		if groups := ""; ok {
			groups = text.Text()
			if len(groups) == 19 && strings.Count(groups, " ") == 3 && groups == strings.ToUpper(groups) {
				code = groups
			}
		}
	})
	if code == "" {
		d.Fatalf("no code is shown:\n%s", shownTexts(w))
	}
	d.tap(winCompany, "gdpr.code.done")
	return code
}

// visitAs lets support in by the door.
func (d *deskTest) visitAs(code string) {
	d.Helper()
	d.tap(winMain, "signin.support")
	d.fill(winMain, "support.code", code)
	d.fill(winMain, "support.name", "Hugo Desk")
	d.fill(winMain, "support.ticket", "T-4711")
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, "Support : Hugo Desk, lecture seule")
	d.want(winMain, deskCompany)
}

// elsewhere signs the owner in beside the windows.
func (d *deskTest) elsewhere() *access.Session {
	d.Helper()
	e, err := d.desk.start.Program.Door.Password(d.Context(), deskEmail, deskPassword)
	d.must(err)
	s, err := e.Enter(d.Context())
	d.must(err)
	return s
}

// From the switch to the visit and its end, through the real services: the owner
// opens, support looks, the owner closes, and the window is gone within a second.
func TestDeskSupport(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	code := d.supportCode()
	d.desk.goodbye()
	d.visitAs(code)
	d.desk.speak("nl")
	d.want(winMain, "Support: Hugo Desk, alleen lezen")
	d.desk.speak("fr")
	s := d.elsewhere()
	st, err := s.Support(d.Context())
	d.must(err)
	if len(st.Visits) != 1 || len(st.Visits[0].Views) != 1 || st.Visits[0].Ticket != "T-4711" {
		t.Errorf("%+v", st.Visits) // another language is no second view
	}
	d.must(s.SupportOff(d.Context()))
	d.runner.Advance(time.Second)
	d.want(winMain, "L’accès du support est fermé. La visite s’arrête ici.")
	d.wantNothingOf(deskStreet)
	d.must(s.Close(d.Context()))
	// The old code opens nothing any more.
	d.tap(winMain, "signin.support")
	d.fill(winMain, "support.code", code)
	d.fill(winMain, "support.name", "Hugo Desk")
	d.fill(winMain, "support.ticket", "T-4711")
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, "Ce code n’ouvre rien")
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.want(winMain, d.word("signin.title"))
}

// Leaving, an idle computer and closing the window all end the visit with a line.
func TestDeskSupportLeaves(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	code := d.supportCode()
	d.desk.goodbye()
	d.visitAs(code)
	d.tap(winMain, "support.leave")
	d.want(winMain, d.word("signin.title"))
	d.visitAs(code)
	d.runner.Advance(idleLimit + time.Second)
	d.want(winMain, d.word("signin.title"))
	d.visitAs(code)
	d.desk.closing(winMain)
	s := d.elsewhere()
	st, err := s.Support(d.Context())
	d.must(err)
	for i, v := range st.Visits {
		if !v.Closed {
			t.Errorf("visit %d has no end: %+v", i, v)
		}
	}
	if len(st.Visits) != 3 {
		t.Errorf("%d visits", len(st.Visits))
	}
	d.must(s.Close(d.Context()))
}
