//go:build linux

package stories

import (
	"image"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trousseau/stories/stage"
)

// TestSupport lets support look for as long as the owner likes, and no longer.
func TestSupport(t *testing.T) {
	t.Parallel()
	one := NewWorld(t, binary)
	u := one.begin(margaux, french, "light")
	u.found(false)
	two := NewWorld(t, binary)
	two.Start("--lang", "fr", "--theme", "light", "--file", one.file())
	two.WaitText(french.signIn)
	two.ClickText("Je suis du support")

	t.Log("the owner opens the access with his password and his phone, and reads the code aloud")
	one.openCompany(french)
	one.tab(french.companyWindow, french.gdpr)
	code := ""
	for tries := 3; ; tries-- {
		one.supportOn(u.phone.next())
		code = one.heard()
		two.enterSupport(code)
		if two.WaitEither("lecture seule", "n’ouvre rien", "16 lettres et chiffres") == "lecture seule" {
			break
		}
		if tries == 1 {
			t.Fatal("support does not come in")
		}
		t.Log("the code was misread: another one")
		one.turnSupport()
	}
	two.WaitText(margaux.company)

	t.Log("switched off: the visit ends by itself, and the code opens nothing any more")
	one.turnSupport()
	off := time.Now()
	two.must(stage.Until(enough, "end of the visit", func() (bool, error) {
		_, found, err := two.FindText("L’accès du support est fermé", image.Rectangle{})
		return found, err
	}))
	t.Logf("support was out after %v, the reading of the screen included", time.Since(off).Round(100*time.Millisecond))
	one.checkFile()
	one.checkSealed(strings.ReplaceAll(code, " ", ""), "Ines Laurent", "T-2041")
}

// turnSupport turns the switch at the right of its words.
func (w *World) turnSupport() {
	w.Helper()
	area := w.WaitWindow(french.companyWindow).Area
	row := w.waitIn(area, "Accès du support")
	w.Click(area.Max.X-52, (row.Min.Y+row.Max.Y)/2)
}

// supportOn opens the access for a day, with all that can be ticked.
func (w *World) supportOn(code string) {
	w.Helper()
	w.turnSupport()
	w.ClickText("Continuer")
	w.WaitText(french.password)
	w.Type(margaux.password)
	w.Key("Return")
	w.Type(code)
	w.Key("Return")
	w.WaitText("Le code du support")
}

// heard is the code on the screen, by an eye that knows which signs it can have, and closes its window.
func (w *World) heard() string {
	w.Helper()
	area := w.WaitWindow(french.companyWindow).Area
	above, below := w.waitIn(area, "Lisez-le au téléphone"), w.waitIn(area, "Valable jusqu’au")
	path := filepath.Join(w.TempDir(), "code.png")
	// Inside the frame around the code, whose lines would be read as signs.
	w.must(w.Display.Picture(path, image.Rect(above.Min.X+20, above.Max.Y+30, above.Min.X+400, below.Min.Y-30)))
	read := w.command("tesseract", path, "-", "-l", "eng", "--dpi", "96", "--psm", "6", "-c", "tessedit_char_whitelist=0123456789ABCDEFGHJKMNPQRSTVWXYZ")
	w.Logf("read %q", read)
	w.Key("Return")
	w.WaitNoText("Lisez-le au téléphone")
	return strings.Join(strings.Fields(read), " ")
}

// enterSupport fills in the door of support; the keyboard is in the code.
func (w *World) enterSupport(code string) {
	w.Helper()
	w.WaitText("Accès du support")
	w.Key("ctrl+a")
	w.Type(code)
	for _, text := range []string{"Ines Laurent", "T-2041"} {
		w.Key("Tab", "ctrl+a")
		w.Type(text)
	}
	w.Key("Return")
}
