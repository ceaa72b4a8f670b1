package views

import (
	"testing"

	"fyne.io/fyne/v2"

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
