//go:build linux

package stories

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestShots photographs every window, and the questions over them, into the folder TROUSSEAU_SHOTS, each in three dresses, under the names of the
// design's pictures where it has one. A picture is to be looked at, so nothing is compared here.
func TestShots(t *testing.T) {
	folder := os.Getenv("TROUSSEAU_SHOTS")
	if folder == "" {
		t.Skip("TROUSSEAU_SHOTS names no folder")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	baker := margaux
	baker.company = "Boulangerie Bedrijf & Zonen"
	for _, dress := range []struct {
		theme string
		says  says
	}{{"light", french}, {"dark", french}, {"light", dutch}, {"light", german}, {"light", english}} {
		name := dress.theme + "-" + dress.says.lang
		for part, take := range map[string]func(*album){"door": (*album).takeAll, "later": (*album).takeMonthsLater, "demo": (*album).takeDemo, "people": (*album).takePeople} {
			t.Run(name+"/"+part, func(t *testing.T) {
				t.Parallel()
				w := NewWorld(t, binary)
				a := &album{setUp: &setUp{World: w, owner: baker, says: dress.says}, folder: folder, dress: name, theme: dress.theme, text: w.words(dress.says.lang)}
				a.says = a.speak(dress.says)
				a.shoot = func(picture string) { a.shot("Trousseau", picture) }
				take(a)
			})
		}
	}
}

// album is a walk through every window with a camera.
type album struct {
	*setUp
	folder, dress, theme string
	company              string // the path of the file
	text                 words
}

// shot photographs the window of that title's beginning, without its decoration.
func (a *album) shot(title, name string) {
	a.Helper()
	shown := a.WaitWindow(title)
	// What was clicked last stays tinted until the pointer has moved on inside the window.
	a.must(a.Point(shown.Area.Max.X-6, shown.Area.Max.Y-6))
	a.must(a.Point(a.Width-1, a.Height-1))
	a.must(a.Display.Shot(filepath.Join(a.folder, name+"-"+a.dress+".png"), shown.Area))
}

func (a *album) takeAll() {
	a.company = filepath.Join(a.Home, "bedrijf-zonen.trousseau")
	a.Start("--lang", a.says.lang, "--theme", a.theme, "--file", a.company)
	a.WaitWindow("Trousseau")
	a.takeSetUp()
	a.takeEnrolment()
	a.takeHouse()
	a.Key("Escape")
	a.takeCompany()
	a.takePersonal()
	a.takeDoor()
	a.takeClock()
	a.takeOlder()
	a.takeNoFile()
}

// takeSetUp founds a company whose phone is left for later.
func (a *album) takeSetUp() {
	for _, m := range a.moments(true) {
		m.do()
		if m.name == "company typed" {
			a.fillCompany()
		}
	}
	a.WaitText(a.says.overview)
}

// fillCompany types what the set-up may leave empty.
func (a *album) fillCompany() {
	a.Key("Tab", "Tab", "Tab")
	for _, text := range []string{"0417497106", "Rue des Pierres 47", "8000", "Bruges"} {
		a.Type(text)
		a.Key("Tab")
	}
	a.Key("shift+Tab")
	a.WaitText("Bruges")
}

func (a *album) takeEnrolment() {
	a.ClickText(a.says.enrol)
	a.WaitText(a.says.password)
	a.shot("Trousseau", "04-enrol-password")
	a.Type(a.owner.password)
	a.Key("Return")
	a.WaitWindow(a.says.enrolment)
	a.phone = a.scan()
	code := a.phone.fresh()
	a.Type(code[:4])
	a.shot(a.says.enrolment, "04-enrol-2fa")
	a.Type(code[4:])
	a.Key("Return")
	a.WaitText(a.says.kept)
	a.shot(a.says.enrolment, "04-enrol-codes")
	a.waitEnrolled(a.says)
}

func (a *album) takeHouse() {
	a.WaitNoText(a.says.on) // its toast goes by itself
	a.shot("Trousseau", "05b-overview")
	a.openMenu(a.says)
	a.shot("Trousseau", "05a-overview-menu")
}

func (a *album) takeDoor() {
	a.Key("ctrl+l")
	a.WaitText(a.says.locked)
	a.shot("Trousseau", "03c-lock")
	a.ClickText(a.says.signOut)
	a.WaitText(a.says.signIn)
	a.takeRescue(a.kit)
	a.press("signin.other")
	a.WaitText(a.says.path)
	a.Key("ctrl+a") // the folder of this test is nobody's
	a.Type("/home/margaux/Documents/bedrijf-zonen.trousseau")
	a.WaitText("/home/margaux/Documents/bedrijf-zonen.trousseau")
	a.shot("Trousseau", "03a-open-file")
	a.Key("Escape")
	a.WaitNoText(a.says.path)
	a.Type("Not-The-Password-9")
	a.shot("Trousseau", "03a-signin")
	a.Key("Return")
	a.see("fault.wrong")
	a.shot("Trousseau", "03a-signin-wrong")
	a.Type(a.owner.password)
	a.Key("Return")
	a.WaitText(a.says.code)
	a.Type("417")
	a.shot("Trousseau", "03b-signin-code")
	a.press("code.recovery")
	a.see("recover.hint")
	a.shot("Trousseau", "03b-signin-recovery")
}

// takeClock lets the file have seen a day that this computer has not reached.
func (a *album) takeClock() {
	a.Kill9()
	a.command("sqlite3", a.company, fmt.Sprintf("UPDATE file SET clock = clock + %d", (72*time.Hour).Milliseconds()))
	a.Restart()
	a.WaitText(a.says.signIn)
	a.signIn(a.owner, a.owner.password)
	a.WaitText(a.says.code)
	a.Type(a.phone.fresh())
	a.see("signin.clock.right")
	a.shot("Trousseau", "03b-signin-clock")
	a.press("signin.clock.right")
	a.see("signin.clock.verb")
	a.shot("Trousseau", "03b-signin-clock-question")
}

// takeNoFile starts the program on a file that is none of its own.
func (a *album) takeNoFile() {
	a.Kill9()
	a.removeFile()
	a.must(os.WriteFile(a.company, []byte("A letter to the notary.\n"), 0o600))
	a.Restart()
	a.see("firstrun.open")
	a.shot("Trousseau", "01-firstrun-fault")
}
