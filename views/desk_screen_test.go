package views

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"trousseau/views/kit"
)

// pick chooses in a list by the first letters, as the keyboard does.
func (d *deskTest) pick(key string, input fyne.Focusable, letters string) {
	d.Helper()
	d.window(key).Canvas().Focus(input)
	typeText(d.T, d.window(key), letters)
}

// display gives the three controls of the personal settings' first tab.
func (d *deskTest) display() (language, scale *kit.Choice, look *kit.Segmented) {
	d.Helper()
	eachShown(reach(d.window(winPersonal)), func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *kit.Choice:
			if language == nil {
				language = o
			} else {
				scale = o
			}
		case *kit.Segmented:
			look = o
		}
	})
	if language == nil || scale == nil || look == nil {
		d.Fatalf("the display is not shown:\n%s", shownTexts(d.window(winPersonal)))
	}
	return language, scale, look
}

func background() string {
	r, g, b, _ := theme.Color(kit.ColorBackground).RGBA()
	if r+g+b > 3*0x8000 {
		return "light"
	}
	return "dark"
}

// everyWindow opens all four, with something typed, and gives a check that it is
// all still there.
func (d *deskTest) everyWindow() (kept func(after string)) {
	d.Helper()
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	d.openPersonal()
	key := d.openEnrolment("personal.factor.replace")
	typeText(d.T, d.window(winEnrol), "12")
	d.tap(winPersonal, "personal.display")
	return func(after string) {
		d.Helper()
		d.wantOpen(winMain, winCompany, winPersonal, winEnrol)
		if d.typed(winCompany, "company.city") != "Gent" || d.shownKey(winEnrol) != key {
			d.Errorf("%s took what was typed, or the key", after)
		}
		if v, ok := d.desk.scenes[winEnrol].view.(enrolling); !ok || v.steps.code() != "12" {
			d.Errorf("%s took the digits", after)
		}
	}
}

// Language, theme and scale act on every open window and take nothing away,
// however often they change.
func TestDeskChangesItsScreen(t *testing.T) {
	d := newDeskTest(t)
	d.start.Lang = ""
	d.inside(true)
	kept := d.everyWindow()
	for _, c := range []struct{ letters, lang, main, company, title string }{
		{"E", "en", "The state of the door", "Company name", "Trousseau · Company settings · " + deskCompany},
		{"F", "fr", "L’état de la porte", "Nom de l’entreprise", "Trousseau · Paramètres de l’entreprise · " + deskCompany},
		{"E", "en", "The state of the door", "Company name", "Trousseau · Company settings · " + deskCompany},
	} {
		language, _, _ := d.display()
		d.pick(winPersonal, language, c.letters)
		kept(c.lang)
		d.want(winMain, c.main)
		d.want(winCompany, c.company)
		d.want(winPersonal, d.word("personal.language"))
		d.want(winEnrol, d.word("enrol.step.scan"))
		if got := d.window(winCompany).Title(); got != c.title || d.desk.words.Lang() != c.lang {
			t.Errorf("the title is %q in %s", got, d.desk.words.Lang())
		}
	}
	_, _, look := d.display()
	d.window(winPersonal).Canvas().Focus(look)
	pressKey(d.window(winPersonal), fyne.KeyRight)
	kept("dark")
	_, scale, _ := d.display()
	d.pick(winPersonal, scale, "2")
	kept("200 %")
	if kit.U(1) != 2 || background() != "dark" {
		t.Error("dark at 200 % is", background(), kit.U(1))
	}

	// All of it is the person's: it goes at the door and comes back with him.
	d.desk.leave(nil)
	if kit.U(1) != 1 {
		t.Error("the door wears the person's scale")
	}
	d.runner.Advance(codeStep)
	d.signIn()
	d.want(winMain, "The state of the door")
	if kit.U(1) != 2 || background() != "dark" {
		t.Error("the person's screen does not come back", kit.U(1), background())
	}
}

// A window that was built again is a window like before: it asks before it
// closes, and a lock keeps what is typed in it.
func TestDeskAfterAChangeOfLanguage(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openCompany()
	d.fill(winCompany, "company.city", "Gent")
	for _, lang := range []string{"en", "fr", "en"} {
		s := d.desk.visit.session.Screen()
		s.Language = lang
		d.desk.change(s)
		d.want(winCompany, d.word("company.name"))
	}
	d.desk.closing(winCompany)
	d.want(winCompany, d.word("company.leave"))
	pressKey(d.window(winCompany), fyne.KeyEscape)
	page := d.desk.scenes[winCompany].page
	s := d.desk.visit.session
	lockKey(d.window(winMain))
	d.wantLocked(s, "Gent")
	if !page.Closed() {
		t.Error("the page of a closed window still works")
	}
	d.unlock()
	d.wantOpen(winMain, winCompany)
	if d.typed(winCompany, "company.city") != "Gent" {
		t.Error("what was typed is lost")
	}
	main := d.desk.scenes[winMain].page
	d.desk.quit()
	if !main.Closed() {
		t.Error("the page of the main window still works")
	}
}

func TestDeskSpeaksAtTheDoor(t *testing.T) {
	d := newDeskTest(t)
	d.start.Lang = ""
	d.start.SystemLang = "en-GB"
	d.run()
	d.want(winMain, "Welcome")
	d.desk.speak("fr")
	d.want(winMain, "Bienvenue")
	d.tap(winMain, "firstrun.create")
	d.fill(winMain, "company.name", deskCompany)
	d.desk.speak("en")
	d.want(winMain, "The company")
	if d.typed(winMain, "company.name") != deskCompany {
		t.Error("the set-up forgot")
	}
	d.stop()

	d.found(true)
	d.run()
	d.fill(winMain, "signin.email", deskEmail)
	d.fill(winMain, "signin.password", deskPassword)
	d.desk.speak("fr")
	d.want(winMain, "Connexion")
	if d.typed(winMain, "signin.email") != deskEmail || d.typed(winMain, "signin.password") != deskPassword {
		t.Error("the door forgot")
	}
	pressKey(d.window(winMain), fyne.KeyReturn)
	typeText(t, d.window(winMain), "41")
	d.desk.speak("en")
	d.want(winMain, "Code from your phone")
	if v, ok := d.desk.scenes[winMain].view.(*codeView); !ok || v.boxes.Code() != "41" {
		t.Error("the code forgot")
	}
}

// The command line rules over the person's choice for this start.
func TestDeskWearsTheCommandLine(t *testing.T) {
	for _, c := range []struct{ lang, theme, wantLang, wantTheme string }{
		{"", "", "fr", "light"}, {"en", "dark", "en", "dark"},
	} {
		d := newDeskTest(t)
		d.start.Lang, d.start.Theme = c.lang, c.theme
		d.inside(false)
		if d.desk.words.Lang() != c.wantLang || background() != c.wantTheme {
			t.Errorf("%q %q: %s %s", c.lang, c.theme, d.desk.words.Lang(), background())
		}
		if s := d.desk.visit.session.Screen(); s.Language != "fr" || s.Theme != "light" {
			t.Error("the person's choice was overwritten", s)
		}
	}
}
