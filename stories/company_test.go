//go:build linux

package stories

import (
	"image"
	"path/filepath"
	"strings"
	"testing"

	"trousseau/stories/stage"
)

// toStreet leads from the first field of the company's settings, its name, to the street; toCity on from there.
var (
	toStreet = []string{"Tab", "Tab", "Tab", "Tab", "Tab"}
	toCity   = []string{"Tab", "Tab", "Tab"}
)

// openCompany opens the company's settings, with the keyboard in the name.
func (w *World) openCompany(s says) {
	w.Helper()
	w.openMenu(s)
	w.Key("Return")
	w.WaitWindow(s.companyWindow)
	w.WaitText(s.company)
}

// tab opens a page of a settings window by its name in the column at the left.
func (w *World) tab(window, name string) {
	w.Helper()
	area := w.WaitWindow(window).Area
	area.Max.X = area.Min.X + area.Dx()/4
	var box image.Rectangle
	w.must(stage.Until(patience, "tab "+name, func() (found bool, err error) {
		box, found, err = w.FindText(name, area)
		return found, err
	}))
	w.Click((box.Min.X+box.Max.X)/2, (box.Min.Y+box.Max.Y)/2)
}

// saveCity types another city into the company's settings and saves it.
func (w *World) saveCity(s says, city string) {
	w.Helper()
	w.Key("ctrl+a")
	w.Type(city)
	w.WaitText(city)
	w.Key("Return")
	w.WaitText(s.unchanged)
}

// TestBackupAndRestore copies the file, changes the company, and brings the copy back; a copy for another place opens
// with the sheet of the recovery kit and a program that is not ours.
func TestBackupAndRestore(t *testing.T) {
	t.Parallel()
	w := NewWorld(t, binary)
	u := w.begin(margaux, french, "light")
	u.found(true)
	w.openCompany(french)
	w.Key(append(toStreet, toCity...)...)
	w.saveCity(french, "Bruges")

	t.Log("a copy now, then another city")
	w.tab(french.companyWindow, french.backups)
	w.ClickText(french.makeCopy)
	w.WaitText(french.now)
	w.tab(french.companyWindow, french.info)
	w.WaitText("Bruges")
	w.saveCity(french, "Gand")

	t.Log("a copy for another place: age opens it with the identity on the sheet")
	w.tab(french.companyWindow, french.backups)
	w.ClickText(french.away)
	w.WaitText(french.path)
	w.Key("Return")
	sealed := w.waitFile("company-*.age")
	w.WaitNoText(french.path)
	w.openWithAge(sealed, u.age)

	t.Log("the copy is shown before it comes back, and the city with it")
	w.ClickText(french.restore)
	w.WaitText("Gand → Bruges")
	w.WaitText(french.bring)
	w.Key("Tab", "Return") // the button that leaves all as it is has the keyboard
	w.WaitText(french.back)
	w.tab(french.companyWindow, french.info)
	w.WaitText("Bruges")
	w.checkFile()
	w.checkSealed("Margaux", "Bedrijf", "Bruges", margaux.email, margaux.password, u.kit, u.age)
}

// openWithAge opens a copy for another place with Debian's age, and goes through what comes out.
func (w *World) openWithAge(sealed, identity string) {
	w.Helper()
	folder := w.TempDir()
	key, opened := filepath.Join(folder, "key.txt"), filepath.Join(folder, "opened.trousseau")
	w.must(writeSecret(key, identity))
	w.command("age", "--decrypt", "--identity", key, "--output", opened, sealed)
	if said := w.command(w.launch.Binary, "check", "--file", opened); !strings.Contains(said, "whole") {
		w.Errorf("the opened copy: %q", said)
	}
}
