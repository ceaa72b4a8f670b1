//go:build linux

package stories

import (
	"fmt"
	"testing"
	"time"

	"trousseau/stories/stage"
)

// TestTheDoor is the main job on real input: a company is set up, its phone scanned from the screen, and its door tried
// in every way a person has.
func TestTheDoor(t *testing.T) {
	t.Parallel()
	w := NewWorld(t, binary)
	u := w.begin(margaux, french, "light")
	u.sheets = true
	u.found(false)
	t.Log("founded: the company's name as it was typed, a file for nobody else")
	w.WaitText(margaux.company)
	w.checkFile()

	t.Log("sign out, sign in with a fresh code; the same code again is refused, also after kill -9")
	w.signOut(french)
	first := u.phone.fresh()
	w.enter(margaux, french, first)
	w.signOut(french)
	w.signIn(margaux, margaux.password)
	u.phone.refuse(w, french, first)
	w.Kill9()
	w.Restart()
	w.WaitText(french.signIn)
	w.signIn(margaux, margaux.password)
	u.phone.refuse(w, french, first)
	w.Type(u.phone.fresh())
	w.WaitText(french.overview)
	w.WaitText(fmt.Sprintf(french.tries, 2)) // the used code, twice

	t.Log("a recovery code in place of the phone opens once, and is told")
	w.signOut(french)
	w.signIn(margaux, margaux.password)
	w.useCode(french, u.codes[3])
	w.WaitText(french.codesLeft)
	w.WaitBelow(french.codeUsed)
	w.signOut(french)
	w.signIn(margaux, margaux.password)
	w.useCode(french, u.codes[3])
	w.WaitText(french.inexact)
	w.Key("Escape") // to the phone's code
	w.WaitText(french.code)
	w.Type(u.phone.fresh())
	w.WaitText(french.overview)

	t.Log("a wrong password five times: the door waits, also after kill -9, and tells the tries")
	w.signOut(french)
	w.wrongFiveTimes()
	w.Kill9()
	w.Restart()
	w.WaitText(french.signIn)
	w.signIn(margaux, margaux.password)
	w.WaitText(french.wait)
	w.WaitText(french.again)
	w.Key("Return") // the right password still stands there
	w.WaitText(french.code)
	w.Type(u.phone.fresh())
	w.WaitText(french.overview)
	w.WaitText(fmt.Sprintf(french.tries, 5))

	t.Log("lock and unlock")
	w.Key("ctrl+l")
	w.WaitText(french.locked)
	w.checkFile()
	w.Type(margaux.password)
	w.Key("Return")
	w.WaitText(french.overview)

	t.Log("close: the file is whole and tells nobody's name")
	w.CloseWindow("Trousseau")
	if code := w.WaitEnd(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	w.checkFile()
	w.checkSealed(append([]string{"Margaux", "Bedrijf", margaux.email, margaux.password, u.phone.seed, u.kit, u.codes[0], u.codes[3]}, u.phone.given...)...)
}

// wrongFiveTimes tries a wrong password until the door waits.
func (w *World) wrongFiveTimes() {
	w.Helper()
	const wrong = "Not-The-Password-9"
	w.signIn(margaux, wrong)
	for left := 4; left > 0; left-- {
		w.WaitText(fmt.Sprintf(french.left, left))
		w.Type(wrong)
		w.Key("Return")
	}
	w.WaitText(french.wait)
}

// TestTheKeyIsCopied copies the phone's key instead of scanning it: it is the same, and leaves the clipboard by itself.
func TestTheKeyIsCopied(t *testing.T) {
	t.Parallel()
	w := NewWorld(t, binary)
	u := w.begin(margaux, french, "dark")
	u.found(true)
	w.openEnrolment(margaux, french, false)
	phone := u.scan()
	w.copyKey(phone.seed)
	copied := time.Now()

	w.waitEmptyClipboard(45 * time.Second)
	if held := time.Since(copied); held < 20*time.Second {
		t.Errorf("the key was on the clipboard for %v only", held)
	}
	w.copyKey(phone.seed)

	t.Log("locking takes the key away at once, and brings the same key back")
	w.Key("ctrl+l")
	w.waitEmptyClipboard(10 * time.Second)
	w.WaitText(french.locked)
	w.must(w.Display.WaitNoWindow("Trousseau · ", patience))
	w.Type(margaux.password)
	w.Key("Return")
	w.WaitWindow(french.enrolment)
	if again := u.scan(); again.seed != phone.seed {
		t.Error("another key after unlocking: the phone that scanned the first is lost")
	}
	w.Type(phone.fresh())
	w.Key("Return")
	w.waitEnrolled(french)
	w.checkFile()
}

// copyKey presses the button beside the key; the keyboard is in the first of the six boxes.
func (w *World) copyKey(seed string) {
	w.Helper()
	w.Key("shift+Tab", "space", "Tab")
	held := ""
	err := stage.Until(patience, "the key on the clipboard", func() (same bool, err error) {
		held, err = w.Display.Clipboard()
		return held == seed, err
	})
	if err != nil {
		w.Fatalf("%v: it holds %q", err, held)
	}
}

// TestHalfTypedComesBack locks over a half-typed street.
func TestHalfTypedComesBack(t *testing.T) {
	t.Parallel()
	w := NewWorld(t, binary)
	w.begin(margaux, french, "light").found(true)
	w.openMenu(french)
	w.Key("Return")
	w.WaitWindow(french.companyWindow)
	w.WaitText(french.company)
	w.Key(toStreet...)
	w.Type("Rue des Pierres")
	w.WaitText("Rue des Pierres")
	w.Key("ctrl+l")
	w.WaitText(french.locked)
	w.must(w.Display.WaitNoWindow("Trousseau · ", patience))
	w.Type(margaux.password)
	w.Key("Return")
	w.WaitWindow(french.companyWindow)
	w.WaitText("Rue des Pierres")
	w.checkFile()
}
