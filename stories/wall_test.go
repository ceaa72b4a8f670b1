//go:build linux

package stories

import "testing"

// TestTheWall asks two-factor authentication of everybody: an owner without one is told to begin with himself, and once
// it is mandatory nobody can switch it off.
func TestTheWall(t *testing.T) {
	t.Parallel()
	w := NewWorld(t, binary)
	u := w.begin(margaux, english, "light")
	u.found(true)

	t.Log("refused to an owner who has none himself")
	w.openCompany(english)
	w.tab(english.companyWindow, english.gdpr)
	w.turnMandatory()
	w.WaitText(english.self)
	w.ClickText(english.begin)
	w.WaitText(english.password)
	w.Type(margaux.password)
	w.Key("Return")
	w.WaitWindow(english.enrolment)
	u.phone = u.scan()
	w.Type(u.phone.fresh())
	w.Key("Return")
	w.waitEnrolled(english)

	t.Log("enrolled, he asks it of everybody")
	w.Focus(w.WaitWindow(english.companyWindow))
	w.turnMandatory()
	w.WaitText(english.saved)
	w.Key("Escape")
	w.must(w.Display.WaitNoWindow(english.companyWindow, patience))
	w.signOut(english)
	w.enter(margaux, english, u.phone.next())

	t.Log("nobody switches it off")
	w.openMenu(english)
	w.Key("Down", "Return")
	w.WaitText(english.display)
	w.tab(english.personalWindow, english.security)
	w.WaitText(english.enforced)
	if _, found, err := w.FindText("Turn off…", w.WaitWindow(english.personalWindow).Area); found || err != nil {
		t.Errorf("there is a button that turns it off (%v)", err)
	}
	w.checkFile()
}

// turnMandatory turns the switch at the right of its words.
func (w *World) turnMandatory() {
	w.Helper()
	row := w.WaitText(english.mandatory)
	w.Click(w.WaitWindow(english.companyWindow).Area.Max.X-52, (row.Min.Y+row.Max.Y)/2)
}
