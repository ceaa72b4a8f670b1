//go:build linux

package stories

import "testing"

// TestTwoWindows opens the same file twice for the same person: both work, each sees what the other saved, and a code
// that one has taken is worth nothing to the other.
func TestTwoWindows(t *testing.T) {
	t.Parallel()
	one := NewWorld(t, binary)
	u := one.begin(margaux, french, "light")
	u.found(false)
	two := one.Beside()
	two.begin(margaux, english, "dark")

	two.WaitText(english.signIn)
	two.signIn(margaux, margaux.password)
	u.phone.refuse(two, english, u.phone.used) // the first window took it at the enrolment
	next := u.phone.next()
	two.Type(next)
	two.WaitText(english.overview)
	one.checkFile()

	t.Log("what the second window saves, the first one shows")
	two.openMenu(english)
	two.Key("Return")
	two.WaitText(english.company)
	two.Key(toStreet...)
	two.Type("Rue des Pierres 47")
	two.WaitText("Rue des Pierres 47")
	two.Key("Return")
	two.WaitText(english.unchanged)
	one.openMenu(french)
	one.Key("Return")
	one.WaitText("Rue des Pierres 47")
	one.Key("Escape")
	one.must(one.Display.WaitNoWindow(french.companyWindow, patience))

	t.Log("the second window's code does not open the first")
	one.Key("ctrl+l")
	one.WaitText(french.locked)
	one.Type(margaux.password)
	one.Key("Return")
	one.WaitText(french.overview)
	one.signOut(french)
	one.signIn(margaux, margaux.password)
	u.phone.refuse(one, french, next)
	one.Type(u.phone.fresh())
	one.WaitText(french.overview)

	t.Log("both close, the file is whole")
	for _, w := range []*World{two, one} {
		w.Key("Escape") // the settings of the second
		w.CloseWindow("Trousseau")
		if code := w.WaitEnd(); code != 0 {
			t.Errorf("exit code %d", code)
		}
		w.checkFile()
	}
}
