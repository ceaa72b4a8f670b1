//go:build linux

package stories

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// words are the sentences of one language, as the program carries them: a picture is no proof, so it may look them up.
type words map[string]any

func (w *World) words(lang string) words {
	w.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "assets", "translations", lang+".json"))
	w.must(err)
	var all words
	w.must(json.Unmarshal(raw, &all))
	return all
}

// word is how a sentence begins, which stands on one line, or how it goes on behind what is filled in.
func (a *album) word(key string) string {
	a.Helper()
	text, ok := a.text[key].(string)
	if forms, plural := a.text[key].(map[string]any); plural {
		text, ok = forms["other"].(string)
	}
	if !ok {
		a.Fatalf("there is no sentence %s", key)
	}
	for part := range strings.SplitSeq(text, "{{") {
		if _, behind, filled := strings.Cut(part, "}}"); filled {
			part = behind
		}
		if len(strings.TrimSpace(part)) > 5 || !strings.Contains(text, "{{") {
			return beginning(part)
		}
	}
	a.Fatalf("nothing to read in %s", key)
	return ""
}

// speak fills in the words of the walk that a language's stories have no need of.
func (a *album) speak(s says) says {
	a.says = s
	for key, field := range map[string]*string{
		"firstrun.create": &s.create, "company.name": &s.company, "signin.email": &s.owner, "enrol.step.scan": &s.factor, "setup.later": &s.later,
		"setup.kit.group": &s.kit, "files.path": &s.path, "setup.kit.group.right": &s.right, "setup.factor.proved": &s.proved, "codes.kept": &s.kept,
		"signin.text": &s.signIn, "code.title": &s.code, "overview.title": &s.overview, "menu.leave": &s.signOut, "lock.text": &s.locked,
		"overview.factor.enrol": &s.enrol, "enrol.password.label": &s.password, "enrol.done.codes": &s.on,
	} {
		if *field == "" {
			*field = a.word(key)
		}
	}
	for key, field := range map[string]*string{"company.window": &s.companyWindow, "personal.window": &s.personalWindow, "enrol.window": &s.enrolment} {
		if *field == "" {
			*field = "Trousseau · " + a.word(key)
		}
	}
	return s
}

// beginning cuts a sentence behind the word that makes it long enough to be known.
func beginning(text string) string {
	const enough = 24
	words := strings.Fields(text)
	short := ""
	for _, word := range words {
		short += word + " "
		if len(short) > enough {
			break
		}
	}
	return strings.TrimSpace(short)
}

// see waits for a sentence, press clicks it.
func (a *album) see(key string)   { a.Helper(); a.WaitText(a.word(key)) }
func (a *album) press(key string) { a.Helper(); a.ClickText(a.word(key)) }

// leave closes the window of that title by Escape.
func (a *album) leave(title string) {
	a.Helper()
	a.Key("Escape")
	a.must(a.Display.WaitNoWindow(title, patience))
}

// takeCompany goes through the tabs of the company's settings.
func (a *album) takeCompany() {
	window := a.says.companyWindow
	a.openMenu(a.says)
	a.Key("Return")
	a.WaitText("Rue des Pierres")
	a.shot(window, "08a-company")
	for _, tab := range []struct{ key, sign, picture string }{
		{"money.tab", "money.text", "08a-company-money"},
		{"security.tab", "security.house", "08a-company-security"},
		{"backups.tab", "backups.text", "08a-company-backups"},
	} {
		a.tab(window, a.word(tab.key))
		a.see(tab.sign)
		a.shot(window, tab.picture)
	}
	a.press("backups.drill")
	a.see("backups.drill.title")
	a.shot(window, "08a-backups-drill")
	a.Key("Escape")
	a.WaitNoText(a.word("backups.drill.title"))
	a.press("backups.offsite")
	a.WaitText(a.says.path)
	a.Key("ctrl+a") // the folder of this test is nobody's
	a.Type("/media/margaux/USB/bedrijf-zonen.age")
	a.WaitText("/media/margaux/USB/bedrijf-zonen.age")
	a.shot(window, "08a-backups-offsite")
	a.Key("Escape")
	a.WaitNoText(a.says.path)
	a.leave(window)
}

// takePersonal goes through the tabs of the personal settings and the windows behind them.
func (a *album) takePersonal() {
	window := a.says.personalWindow
	a.openMenu(a.says)
	a.Key("Down", "Return")
	a.see("personal.display.text")
	a.shot(window, "08b-personal-display")
	a.tab(window, a.word("personal.signins"))
	a.see("personal.signins.text")
	a.shot(window, "08d-personal-signins")
	a.tab(window, a.word("personal.security"))
	a.see("personal.kit.text")
	a.shot(window, "08c-personal-security")
	a.press("personal.password.change")
	a.see("personal.password.title")
	a.shot("Trousseau · "+a.word("personal.password.title"), "08c-personal-password")
	a.Key("Escape")
	a.see("personal.kit.text")
	a.press("personal.kit.new")
	a.see("personal.kit.ask")
	a.shot(window, "08c-personal-ask")
	a.Key("Escape")
	a.WaitNoText(a.word("personal.kit.ask"))
	a.leave(window)
}

// takeRescue walks the way back with the kit up to its last page.
func (a *album) takeRescue(kit string) {
	a.Type(a.owner.email)
	a.press("signin.lost")
	a.see("rescue.kit.text")
	a.Type(kit)
	a.see("rescue.code.right")
	a.shot("Trousseau", "03d-rescue-kit")
	a.Key("Return")
	a.see("rescue.byCode")
	a.shot("Trousseau", "03d-rescue-code")
	a.Type(a.phone.next())
	a.see("rescue.password.text")
	a.Type("Dupo3-vem")
	a.shot("Trousseau", "03d-rescue-password")
	a.Key("ctrl+a")
	a.Type(newPassword)
	a.Key("Tab")
	a.promise()
	a.Key("Return")
	a.WaitText(a.says.kit)
	a.shot("Trousseau", "03d-rescue-sheet")
	a.Key("Escape", "Escape", "Escape") // back to the second page, then out
	a.see("rescue.leave.title")
	a.shot("Trousseau", "03d-rescue-leave")
	a.Key("Tab", "Return")
	a.WaitText(a.says.signIn)
}

// takeOlder puts the oldest copy in the file's place, then one that is broken.
func (a *album) takeOlder() {
	a.Kill9()
	found, err := filepath.Glob(filepath.Join(filepath.Dir(a.company), "backups", "*.trousseau"))
	a.must(err)
	if len(found) == 0 {
		a.Fatal("no copy was made")
	}
	copied, err := os.ReadFile(found[0])
	a.must(err)
	a.removeFile()
	a.must(os.WriteFile(a.company, copied, 0o600))
	a.Restart()
	a.WaitText(a.says.signIn)
	a.signIn(a.owner, a.owner.password)
	a.see("older.text")
	a.shot("Trousseau", "03e-older")

	a.Kill9()
	a.removeFile()
	a.must(os.WriteFile(a.company, copied[:len(copied)/2], 0o600))
	a.Restart()
	a.see("firstrun.copies")
	a.shot("Trousseau", "01-firstrun-broken")
	a.press("firstrun.copies")
	a.see("broken.put")
	a.shot("Trousseau", "01-firstrun-copies")
}

func (a *album) removeFile() {
	a.Helper()
	for _, end := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(a.company + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			a.Fatal(err)
		}
	}
}

// takeMonthsLater photographs the file of somebody who was away for months (stories/testdata).
func (a *album) takeMonthsLater() {
	o, seed := a.oldFile()
	a.company = a.file()
	a.Start("--lang", a.says.lang, "--theme", a.theme)
	p := phone{w: a.World, seed: seed}
	a.enter(o, a.says, p.next())
	a.see("overview.time.right")
	a.shot("Trousseau", "05c-overview-time")
	a.press("overview.time.yes")
	a.see("duty.password.text")
	a.shot("Trousseau", "03f-duty-password")
}

// takeDemo looks at the demo: how to sign in, and what is in it.
func (a *album) takeDemo() {
	a.Start("--demo", "--lang", a.says.lang, "--theme", a.theme)
	a.see("demo.fill")
	a.shot("Trousseau", "01-demo-signin")
	a.press("demo.fill")
	a.Key("Return")
	a.WaitText(a.says.overview)
	a.shot("Trousseau", "01-demo-overview")
}
