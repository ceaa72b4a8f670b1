package views

import (
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// slowly makes the page's work wait until the given function is called.
func slowly(d *doorTest) (finish func()) {
	r := &deskRunner{InlineRunner: d.runner, slow: true}
	d.page.Runner = r
	return r.finish
}

// What is typed during a try is the next try: a wrong answer to the last one
// does not empty it. A password that was tried is emptied.
func TestWhatIsTypedDuringATryStays(t *testing.T) {
	for name, open := range map[string]func(d *doorTest, door *fakeDoor) *kit.Password{
		"sign in": func(d *doorTest, door *fakeDoor) *kit.Password {
			v, _ := d.signIn(door, "fr")
			doorFill(v.email, "margaux@bedrijf-zonen.be")
			d.show(v)
			return v.password
		},
		"lock": func(d *doorTest, door *fakeDoor) *kit.Password {
			v, _ := d.lock(door, false)
			d.show(v)
			return v.password
		},
		"question": func(d *doorTest, door *fakeDoor) *kit.Password {
			d.page.SetContent(kit.Gap(10))
			return askPassword(d.page, &fakeEnrolment{answers: door.answers}, askPasswordSpec{Now: d.now}).password
		},
	} {
		t.Run(name, func(t *testing.T) {
			for _, more := range []string{"", "-48"} {
				d := newDoorTestIn(t, "fr")
				finish := slowly(d)
				password := open(d, &fakeDoor{answers: []error{wrong(3)}})
				typeText(t, d.page.Window, "Soleil")
				pressKey(d.page.Window, fyne.KeyReturn)
				typeText(t, d.page.Window, more)
				finish()
				wantText(t, d.page.Window, "Encore 3 essais.")
				want := ""
				if more != "" {
					want = "Soleil" + more
				}
				if password.Text != want {
					t.Errorf("%q stands there, want %q", password.Text, want)
				}
			}
		})
	}
}

// The last answer does not stay beside the question for a password.
func TestAnEmptyPasswordTakesTheLastAnswerAway(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, _ := d.signIn(&fakeDoor{answers: []error{wrong(3)}}, "fr")
	doorFill(v.email, "margaux@bedrijf-zonen.be")
	d.show(v)
	typeText(t, d.page.Window, "Soleil")
	pressKey(d.page.Window, fyne.KeyReturn)
	pressKey(d.page.Window, fyne.KeyReturn)
	wantText(t, d.page.Window, d.page.T("signin.password.empty"))
	if v.says.box.Visible() {
		t.Error("two faults at once")
	}
}

// A wrong code is told where it can be read, in a window too short for all.
func TestEnrolShowsItsFaultInAShortWindow(t *testing.T) {
	for _, lang := range doorLangs {
		e := newEnrolTest(t, testScreen{Lang: lang, Mode: kit.ModeLight, Scale: 2, Width: 1120, Height: 700}, true)
		if e.view.scroll.Offset() != 0 {
			t.Error("the QR code is out of sight")
		}
		e.book.answers = []error{&access.WrongError{Code: true}}
		typeText(t, e.page.Window, "287082")
		if e.view.scroll.Offset() == 0 {
			t.Error("the boxes are out of sight")
		}
		pressKey(e.page.Window, fyne.KeyReturn)
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		message, seen := e.view.steps.message, e.view.scroll
		if bottom := at(message).Y + message.Size().Height; bottom > at(seen).Y+seen.Size().Height || at(message).Y < at(seen).Y {
			t.Errorf("%s: the message lies from %v to %v", lang, at(message).Y, bottom)
		}
	}
}

// The sentence in the foot never is a column of single words.
func TestEnrolFootHasRoom(t *testing.T) {
	for _, s := range []testScreen{
		{"fr", kit.ModeLight, 1, 800, 596}, {"fr", kit.ModeLight, 2, 800, 596}, {"fr", kit.ModeLight, 2, 1120, 700}, {"en", kit.ModeDark, 2, 1024, 680},
	} {
		e := newEnrolTest(t, s, true)
		eachShown(e.page.Window.Content(), func(o fyne.CanvasObject) {
			if text, ok := o.(*kit.Text); ok && text.Text() == e.page.T("enrol.nothing") && text.MinSize().Height > kit.U(2*17) {
				t.Errorf("%v: %v high at %v", s, text.MinSize().Height, text.Size().Width)
			}
		})
		wantInside(t, e.page.Window)
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
