package views

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
)

func (f *fakeDoor) Unlock(_ context.Context, password string) (*access.Entry, error) {
	return f.next(password)
}

func (d *doorTest) lock(book *fakeDoor, unsaved bool) (v *lockView, told *[]string) {
	told = new([]string)
	book.entry = &access.Entry{}
	return lock(d.page, book, lockSpec{
		Email: "margaux@bedrijf-zonen.be", Initials: "MB", Unsaved: unsaved, Now: d.now,
		OnEntry: func(e *access.Entry) {
			if e == book.entry {
				*told = append(*told, "entry")
			}
		},
		OnSignOut: func() { *told = append(*told, "out") },
	}), told
}

func TestLockOpensByPassword(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	book := &fakeDoor{}
	v, told := d.lock(book, false)
	d.show(v)
	wantText(t, d.page.Window, "margaux@bedrijf-zonen.be")
	pressKey(d.page.Window, fyne.KeyReturn)
	if v.field.Fault() == "" || len(book.tries) != 0 {
		t.Fatal("an empty password was tried")
	}
	typeText(t, d.page.Window, "Soleil-Bruges-47")
	pressKey(d.page.Window, fyne.KeyReturn)
	if strings.Join(book.tries, "|") != "Soleil-Bruges-47" || strings.Join(*told, "|") != "entry" {
		t.Fatal(book.tries, *told)
	}
}

func TestLockFaults(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		en   string
		kept string
	}{
		"wrong":  {wrong(1), "Wrong password. 1 try left.", ""},
		"wait":   {&access.WrongError{Wait: 15 * time.Minute}, "Try again in 15\u00a0min 0\u00a0s.", ""},
		"locked": {&access.LockedError{Wait: 2 * time.Second}, "Try again in 2\u00a0s.", "pw"},
		"other":  {errDoor, "unexpected", "pw"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDoorTestIn(t, "en")
			v, told := d.lock(&fakeDoor{answers: []error{c.err}}, false)
			d.show(v)
			v.restore(map[string]string{"password": "pw"})
			v.submit()
			wantText(t, d.page.Window, c.en)
			wantNoHoles(t, d.page.Window)
			if v.password.Text != c.kept || len(*told) != 0 || focused(d.page.Window) != fyne.Focusable(v.password) {
				t.Errorf("password %q, told %v, focus %T", v.password.Text, *told, focused(d.page.Window))
			}
		})
	}
}

func TestLockSignsOut(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, told := d.lock(&fakeDoor{}, false)
	d.show(v)
	v.signOut()
	if strings.Join(*told, "|") != "out" {
		t.Fatal("nothing typed: no question", *told)
	}
	v, told = d.lock(&fakeDoor{}, true)
	d.show(v)
	w := d.page.Window
	v.signOut()
	wantText(t, w, "Ce que vous avez tapé sans l’enregistrer sera perdu.")
	wantNoHoles(t, w)
	shootPage(t, d.page, "lock-out")
	pressKey(w, fyne.KeyEscape)
	if len(*told) != 0 {
		t.Fatal("Escape signed out")
	}
	v.signOut()
	pressTab(w)
	pressKey(w, fyne.KeyReturn)
	if strings.Join(*told, "|") != "out" {
		t.Fatal("confirmed:", *told)
	}
}

func TestLockDraft(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, _ := d.lock(&fakeDoor{answers: []error{&access.LockedError{Wait: time.Minute}}}, false)
	if v.draft() != nil {
		t.Error("an empty form has a draft")
	}
	d.show(v)
	typeText(t, d.page.Window, "pw")
	v.submit()
	u, _ := d.lock(&fakeDoor{}, false)
	u.restore(v.draft())
	d.show(u)
	wantText(t, d.page.Window, "Réessayez dans 1\u00a0min 0\u00a0s.")
	if u.password.Text != "pw" || !u.button.Disabled() {
		t.Error(u.password.Text, u.button.Disabled())
	}
}

func TestLockClockIsTrustedAfterAQuestion(t *testing.T) {
	d := newDoorTestIn(t, "en")
	v, _ := d.lock(&fakeDoor{}, false)
	d.show(v)
	retried := 0
	v.showClock(&access.ClockError{Behind: time.Hour}, func() { retried++ })
	d.page.Window.Canvas().Focus(v.says.trust)
	pressKey(d.page.Window, fyne.KeyReturn)
	wantText(t, d.page.Window, "This PC says 22 November 2026")
	pressTab(d.page.Window)
	pressKey(d.page.Window, fyne.KeyReturn)
	if retried != 1 {
		t.Fatal(retried)
	}
}

func TestLockPictures(t *testing.T) {
	for name, s := range sheetScreens(1280, 800) {
		t.Run(name, func(t *testing.T) {
			d := newDoorTest(t, s)
			v, _ := d.lock(&fakeDoor{answers: []error{wrong(2)}}, true)
			d.show(v)
			wantNoHoles(t, d.page.Window)
			wantInside(t, d.page.Window)
			shootPage(t, d.page, "lock-"+name)
			typeText(t, d.page.Window, "x")
			v.submit()
			wantInside(t, d.page.Window)
			shootPage(t, d.page, "lock-wrong-"+name)
		})
	}
}
