package views

import (
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

func testFirstRunSpec(done *[]string) firstRunSpec {
	say := func(what string) func() { return func() { *done = append(*done, what) } }
	return firstRunSpec{Langs: []string{"fr", "en"}, Lang: "fr", Version: "1.0",
		OnLang: func(lang string) { say(lang)() }, OnCreate: say("create"), OnOpen: say("open"), OnInvited: say("invited")}
}

func TestFirstRunIsAllKeyboard(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		p, _ := newTestPage(t, lang)
		var done []string
		showView(p, newFirstRun(p, testFirstRunSpec(&done)))
		wantNoHoles(t, p.Window)
		pressKey(p.Window, fyne.KeyReturn)
		pressTab(p.Window)
		pressKey(p.Window, fyne.KeySpace)
		pressTab(p.Window)
		pressKey(p.Window, fyne.KeySpace)
		pressTab(p.Window)
		pressKey(p.Window, fyne.KeyRight)
		if len(done) != 4 || done[0] != "create" || done[1] != "open" || done[2] != "invited" || done[3] != "en" {
			t.Errorf("%s: %v", lang, done)
		}
	}
}

func TestFirstRunTellsTheFault(t *testing.T) {
	p, _ := newTestPage(t, "en")
	var done []string
	s := testFirstRunSpec(&done)
	showView(p, newFirstRun(p, s))
	if f := newFirstRun(p, s); f.fault.Visible() || f.draft() != nil {
		t.Error("a message without a fault")
	}
	s.Fault = "The file is damaged."
	showView(p, newFirstRun(p, s))
	wantText(t, p.Window, "The file is damaged.")
	wantText(t, p.Window, "Version 1.0")
}

func TestFirstRunFits(t *testing.T) {
	for name, screen := range sheetScreens(firstRunWidth, firstRunHeight) {
		t.Run(name, func(t *testing.T) {
			p, _ := newTestPageOn(t, screen)
			var done []string
			s := testFirstRunSpec(&done)
			s.Lang = screen.Lang
			if screen.Mode == kit.ModeDark {
				s.Fault = "fault: a sentence that is long enough to go over two lines in the small window of a large scale"
			}
			showView(p, newFirstRun(p, s))
			wantInside(t, p.Window)
			shootPage(t, p, "01-firstrun-"+name)
		})
	}
}

// Where a file could not be opened another one comes first, and the file is named.
func TestFirstRunLeadsToAnotherFile(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	var done []string
	s := testFirstRunSpec(&done)
	s.FileName = "zonen.trousseau"
	showView(p, newFirstRun(p, s))
	wantText(t, p.Window, "Le fichier zonen.trousseau ne contient encore aucune entreprise.")
	s.Fault = "Ce fichier est incomplet."
	showView(p, newFirstRun(p, s))
	wantText(t, p.Window, "zonen.trousseau")
	pressKey(p.Window, fyne.KeyReturn)
	if len(done) != 1 || done[0] != "open" {
		t.Error(done)
	}
}
