//go:build linux

package stories

import (
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"trousseau/stories/stage"
)

// owner is the person of these stories.
type owner struct{ first, last, email, password, company string }

var margaux = owner{first: "Margaux", last: "Bedrijf", email: "margaux@bedrijf-zonen.be", password: "Lantaarn-Brugge-47!", company: "Bedrijf & Zonen : Père"}

// says are the words of the windows that the stories look for.
type says struct {
	create, company, owner, factor, kit, path, right, proved string // the set-up
	signIn, code, used, wait, again                          string // the door
	overview, signOut, lock                                  string // the house
	security, change, password                               string // the personal settings
}

var french = says{
	create: "Créer une entreprise", company: "Nom de l’entreprise", owner: "Adresse électronique", factor: "Scannez le code",
	kit: "Dernier groupe", path: "Chemin du fichier", right: "bon groupe", proved: "Le code est juste",
	signIn: "Ouvrez votre trousseau", code: "Code de votre téléphone", used: "déjà servi", wait: "Trop d’essais", again: "Vous pouvez réessayer",
	overview: "L’état de la porte", signOut: "Se déconnecter", lock: "Verrouillé",
	security: "Sécurité", change: "Changer de téléphone", password: "Votre mot de passe",
}

// setUp is a set-up by keyboard alone, cut into the moments at which something
// could go wrong. Its last step founds the company.
type setUp struct {
	*World
	owner owner
	says  says
	shoot func(name string)
	seed  string
	code  string // typed at the enrolment
	group string // the last of the kit's code
}

func (u *setUp) steps() []func() {
	return []func(){
		func() { u.WaitText(u.says.create); u.shoot("01-firstrun"); u.Key("Return") },
		func() { u.WaitText(u.says.company); u.Type(u.owner.company); u.shoot("02-setup-company") },
		func() { u.Key("Return"); u.WaitText(u.says.owner) },
		u.typeOwner,
		func() { u.Key("Return"); u.WaitText(u.says.factor); u.shoot("04-setup-factor") },
		func() { u.seed = u.scan(); u.code = u.TOTP(u.seed, 0); u.Type(u.code); u.WaitText(u.says.proved) },
		func() { u.Key("Return"); u.WaitText(u.says.kit) },
		u.saveKit,
		func() { u.Type(u.group); u.WaitText(u.says.right); u.shoot("02-setup-kit") },
		func() { u.Key("Return") },
	}
}

func (u *setUp) typeOwner() {
	for _, text := range []string{u.owner.first, u.owner.last, u.owner.email, u.owner.password} {
		u.Type(text)
		u.Key("Tab")
	}
	u.Key("Tab") // past the button that reveals the password
	u.Key("space")
	u.shoot("02-setup-owner")
}

// found goes through the whole set-up to the main window.
func (w *World) found(o owner, s says, shoot func(name string)) *setUp {
	w.Helper()
	u := &setUp{World: w, owner: o, says: s, shoot: shoot}
	for _, step := range u.steps() {
		step()
	}
	w.WaitText(s.overview)
	return u
}

// scan photographs the QR code from the screen, reads it with an independent
// reader and gives the seed.
func (u *setUp) scan() string {
	u.Helper()
	w := u.World
	uri := w.QR()
	if !strings.HasPrefix(uri, "otpauth://totp/") || !strings.Contains(uri, "issuer=Bedrijf%20%26%20Zonen%20P%C3%A8re&") {
		w.Fatalf("the QR code says %q", uri)
	}
	match := regexp.MustCompile(`[?&]secret=([A-Z2-7]{32})&`).FindStringSubmatch(uri)
	if match == nil {
		w.Fatalf("no seed in %q", uri)
	}
	return match[1]
}

// saveKit saves the kit and reads its code from the sheet.
func (u *setUp) saveKit() {
	u.Helper()
	u.Key("Return") // the button that saves has the keyboard
	u.WaitText(u.says.path)
	u.Key("Return")
	pdf := filepath.Join(u.Home, "Trousseau-kit-1.pdf")
	u.must(stage.Until(patience, "the kit's file", func() (bool, error) {
		_, err := os.Stat(pdf)
		return err == nil, nil
	}))
	u.WaitNoText(u.says.path)
	sheet := u.pdfText(pdf)
	code := regexp.MustCompile(`(?:[0-9A-HJKMNP-TV-Z]{4}[-\s]+){8}[0-9A-HJKMNP-TV-Z]{4}`).FindString(sheet)
	if code == "" {
		u.Fatalf("no kit code on the sheet:\n%s", sheet)
	}
	u.group = code[len(code)-4:]
}

// pdfText reads a PDF with an independent reader.
func (w *World) pdfText(path string) string {
	w.Helper()
	out, err := w.command("pdftotext", "-layout", path, "-")
	if err != nil {
		w.Fatalf("%v: %s", err, out)
	}
	return out
}

// command runs a program on this computer and gives what it said.
func (w *World) command(name string, args ...string) (string, error) {
	out, err := exec.Command(name, args...).CombinedOutput()
	return string(out), err
}

// sees tells whether label can be read within a while.
func (w *World) sees(label string, within time.Duration) bool {
	return stage.Until(within, label, func() (found bool, err error) {
		_, found, err = w.FindText(label, image.Rectangle{})
		return found, err
	}) == nil
}

// signIn types address and password.
func (w *World) signIn(o owner, password string) {
	w.Helper()
	w.Type(o.email)
	w.Key("Tab")
	w.Type(password)
	w.Key("Return")
}

// freshCode waits until the phone shows a code that was not used yet.
func (w *World) freshCode(seed, used string) string {
	w.Helper()
	for end := time.Now().Add(90 * time.Second); time.Now().Before(end); {
		if code := w.TOTP(seed, 0); code != used {
			return code
		}
		time.Sleep(200 * time.Millisecond) // the phone's clock: nothing in the program can be waited for
	}
	w.Fatal("the phone shows the same code for 90 seconds")
	return ""
}

// TestTheDoor is the main job on real input: a company is set up, its second
// factor scanned from the screen, and its door tried in every way a person has.
func TestTheDoor(t *testing.T) {
	w := NewWorld(t, binary)
	w.Start("--lang", "fr", "--theme", "light")
	w.WaitWindow("Trousseau")
	door := w.found(margaux, french, func(string) {})
	seed := door.seed

	t.Log("sign out, sign in with a fresh code")
	w.signOut(french)
	w.signIn(margaux, margaux.password)
	w.WaitText(french.code)
	code := w.freshCode(seed, door.code)
	w.Type(code)
	w.WaitText(french.overview)

	t.Log("the same code again is refused")
	w.Kill9()
	w.Restart()
	w.WaitText(french.signIn)
	w.signIn(margaux, margaux.password)
	w.WaitText(french.code)
	w.Type(code)
	w.WaitText(french.used)

	t.Log("wrong password until the door waits, also after a restart")
	w.Restart()
	w.WaitText(french.signIn)
	w.signIn(margaux, "Not-The-Password-9")
	for _, left := range []string{"Encore 3", "Encore 2", "Encore 1"} { // the used code was the first
		w.WaitText(left)
		w.Type("Not-The-Password-9")
		w.Key("Return")
	}
	w.WaitText(french.wait)
	w.Kill9()
	w.Restart()
	w.WaitText(french.signIn)
	w.signIn(margaux, margaux.password)
	w.WaitText(french.wait)

	t.Log("the wait ends, the tries are told")
	w.must(stage.Until(2*time.Minute, french.again, func() (found bool, err error) {
		_, found, err = w.FindText(french.again, image.Rectangle{})
		return found, err
	}))
	w.Type(margaux.password)
	w.Key("Return")
	w.WaitText(french.code)
	w.Type(w.freshCode(seed, code))
	w.WaitText(french.overview)
	w.WaitText("5 essais")

	t.Log("lock and unlock")
	w.Key("ctrl+l")
	w.WaitText(french.lock)
	w.WaitNoText(french.overview)
	w.Type(margaux.password)
	w.Key("Return")
	w.WaitText(french.overview)
	w.checkFile()
}

// signOut goes through the menu of the person signed in, by keyboard.
func (w *World) signOut(s says) {
	w.Helper()
	w.openMenu()
	w.WaitText(s.signOut)
	w.Key("Up")
	w.Key("Return")
	w.WaitText(s.signIn)
}

// openMenu opens the menu of the person signed in: it is behind the lock in the
// order of the Tab key.
func (w *World) openMenu() {
	w.Helper()
	for range 3 {
		w.Key("Tab")
	}
	w.Key("Return")
}

// openEnrolment goes to the personal settings and asks for another phone.
func (w *World) openEnrolment(s says) {
	w.Helper()
	w.openMenu()
	w.WaitText(s.signOut)
	w.Key("Down")
	w.Key("Return")
	w.ClickText(s.security)
	w.ClickText(s.change)
	w.WaitText(s.password)
	w.Type(margaux.password)
	w.Key("Return")
	w.WaitText(french.factor)
}

// checkFile goes through the file with the program's own check while the window is open.
func (w *World) checkFile() {
	w.Helper()
	file := filepath.Join(w.Home, ".local", "share", "trousseau", "company.trousseau")
	info, err := os.Stat(file)
	if err != nil {
		w.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 {
		w.Errorf("the file's mode is %v", info.Mode())
	}
	out, err := w.command(binary, "check", "--file", file)
	if err != nil || !strings.Contains(out, "whole") {
		w.Errorf("check: %v\n%s", err, out)
	}
}

// TestKilledDuringSetUp kills the program at ten moments of set-up and
// enrolment: before the end there is no company, after it all of it.
func TestKilledDuringSetUp(t *testing.T) {
	for at := range 10 {
		t.Run(fmt.Sprint(at), func(t *testing.T) {
			w := NewWorld(t, binary)
			w.Start("--lang", "fr", "--theme", "light")
			w.WaitWindow("Trousseau")
			u := &setUp{World: w, owner: margaux, says: french, shoot: func(string) {}}
			for _, step := range u.steps()[:at+1] {
				step()
			}
			w.Kill9()
			w.Restart()
			w.WaitWindow("Trousseau")
			if at == 9 && !w.sees(french.create, 3*time.Second) {
				w.signIn(margaux, margaux.password)
				w.WaitText(french.code)
				w.checkFile()
				return
			}
			w.WaitText(french.create)
		})
	}
}

// TestKilledDuringEnrolment kills the program while a phone is being replaced:
// the old one opens the door until the new one was proved.
func TestKilledDuringEnrolment(t *testing.T) {
	w := NewWorld(t, binary)
	w.Start("--lang", "fr", "--theme", "light")
	w.WaitWindow("Trousseau")
	u := w.found(margaux, french, func(string) {})
	w.openEnrolment(french)
	fresh := u.scan()
	if fresh == u.seed {
		t.Fatal("the same seed twice")
	}
	w.Kill9()
	w.Restart()
	w.WaitText(french.signIn)
	w.signIn(margaux, margaux.password)
	w.WaitText(french.code)
	w.Type(w.freshCode(u.seed, u.code))
	w.WaitText(french.overview)
}
