package views

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

var (
	errDoor   = errors.New("door")
	doorLangs = []string{"fr", "en"}
	doorStart = time.Date(2026, 11, 22, 17, 2, 18, 0, time.UTC)
)

// doorTest is a page with the real sentences, and a clock that the runner moves.
type doorTest struct {
	*testing.T
	page   *kit.Page
	runner *kit.InlineRunner
}

func newDoorTest(t *testing.T, s testScreen) *doorTest {
	t.Helper()
	p, r := newTestPageOn(t, s)
	e := explainer{t: p.T, date: func(d time.Time) string { return d.Format("2006-01-02") }, log: slog.New(slog.DiscardHandler)}
	p.Explain = e.explain
	return &doorTest{T: t, page: p, runner: r}
}

func newDoorTestIn(t *testing.T, lang string) *doorTest {
	t.Helper()
	return newDoorTest(t, testScreen{Lang: lang, Mode: kit.ModeLight, Scale: 1, Width: 1280, Height: 800})
}

func (d *doorTest) now() time.Time { return doorStart.Add(d.runner.Elapsed()) }

// show puts a view on the page as the desk does, its keys included.
func (d *doorTest) show(v interface {
	build() fyne.CanvasObject
	focus()
	keys(*fyne.KeyEvent) bool
}) {
	d.Helper()
	showView(d.page, v)
	d.page.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { v.keys(e) })
}

// fakeDoor answers every try with the next of its errors, nil at the end.
type fakeDoor struct {
	answers []error
	tries   []string
	entry   *access.Entry
}

func (f *fakeDoor) next(try string) (*access.Entry, error) {
	f.tries = append(f.tries, try)
	if len(f.answers) == 0 {
		return f.entry, nil
	}
	err := f.answers[0]
	f.answers = f.answers[1:]
	if err != nil {
		return nil, err
	}
	return f.entry, nil
}

func (f *fakeDoor) Password(_ context.Context, email, password string) (*access.Entry, error) {
	return f.next(email + " " + password)
}

// signInOn gives a sign-in as the desk makes it, and what it told.
func (d *doorTest) signIn(door *fakeDoor, lang string) (v *signInView, told *[]string) {
	told = new([]string)
	door.entry = &access.Entry{}
	return signin(d.page, door, signInSpec{
		FileName: "bedrijf-zonen.trousseau", Version: "1.0", Langs: doorLangs, Lang: lang, Now: d.now,
		OnLang: func(l string) { *told = append(*told, "lang "+l) },
		OnEntry: func(e *access.Entry) {
			if e == door.entry {
				*told = append(*told, "entry")
			}
		},
		OnOther: func() { *told = append(*told, "other") },
	}), told
}

func wrong(left int) error { return &access.WrongError{Left: left} }

func TestSignInByKeyboardAlone(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	door := &fakeDoor{}
	v, told := d.signIn(door, "fr")
	d.show(v)
	w := d.page.Window
	typeText(t, w, "margaux@bedrijf-zonen.be")
	pressKey(w, fyne.KeyReturn) // the password is empty: on to it
	typeText(t, w, "Soleil-Bruges-47")
	if len(door.tries) != 0 {
		t.Fatal("tried before the password was typed")
	}
	pressKey(w, fyne.KeyReturn)
	if strings.Join(door.tries, "|") != "margaux@bedrijf-zonen.be Soleil-Bruges-47" || strings.Join(*told, "|") != "entry" {
		t.Fatalf("tries %q, told %q", door.tries, *told)
	}
}

func TestSignInTabOrder(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, told := d.signIn(&fakeDoor{}, "fr")
	d.show(v)
	w := d.page.Window
	w.Canvas().Unfocus()
	var order []fyne.Focusable
	for range 6 {
		pressTab(w)
		order = append(order, focused(w))
	}
	want := []fyne.Focusable{v.parts.langs, v.email, v.password, order[3], v.button, v.parts.other}
	for i := range want {
		if order[i] != want[i] {
			t.Errorf("stop %d is %T, want %T", i, order[i], want[i])
		}
	}
	pressKey(w, fyne.KeySpace)
	w.Canvas().Focus(v.parts.langs)
	pressKey(w, fyne.KeyRight)
	if got := strings.Join(*told, "|"); got != "other|lang en" {
		t.Fatal(got)
	}
}

func TestSignInEmptyFields(t *testing.T) {
	d := newDoorTestIn(t, "en")
	door := &fakeDoor{}
	v, _ := d.signIn(door, "en")
	d.show(v)
	w := d.page.Window
	v.submit()
	wantText(t, w, "Type your address.")
	if focused(w) != fyne.Focusable(v.email) {
		t.Error("the focus is not in the address")
	}
	typeText(t, w, "a@b.be")
	if v.emailField.Fault() != "" {
		t.Error("the fault stays while typing")
	}
	v.submit()
	wantText(t, w, "Type your password.")
	if focused(w) != fyne.Focusable(v.password) || len(door.tries) != 0 {
		t.Error("focus or tries", door.tries)
	}
}

func TestSignInFaults(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		fr   string
		kept string // the password afterwards
	}{
		"wrong":  {wrong(3), "Adresse ou mot de passe inexact. Encore 3 essais.", ""},
		"last":   {wrong(1), "Adresse ou mot de passe inexact. Encore 1 essai.", ""},
		"wait":   {&access.WrongError{Wait: 30 * time.Second}, "Trop d’essais inexacts. Réessayez dans 30\u00a0s.", ""},
		"locked": {&access.LockedError{Wait: 847 * time.Second}, "Trop d’essais inexacts. Réessayez dans 14\u00a0min 7\u00a0s.", "pw"},
		"older":  {&access.OlderError{Seen: doorStart}, "Ce fichier est plus ancien que celui vu sur ce PC le 2026-11-22.", "pw"},
		"other":  {fs.ErrClosed, "Un problème inattendu", "pw"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDoorTestIn(t, "fr")
			v, told := d.signIn(&fakeDoor{answers: []error{c.err}}, "fr")
			d.show(v)
			v.restore(map[string]string{"email": "m@b.be", "password": "pw"})
			v.submit()
			wantText(t, d.page.Window, c.fr)
			wantNoHoles(t, d.page.Window)
			if v.email.Text != "m@b.be" || v.password.Text != c.kept || len(*told) != 0 {
				t.Errorf("email %q, password %q, told %q", v.email.Text, v.password.Text, *told)
			}
			if focused(d.page.Window) != fyne.Focusable(v.password) {
				t.Error("the focus is not in the password")
			}
		})
	}
}

func TestSignInWaitCountsDownAndHoldsTheButton(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	door := &fakeDoor{answers: []error{&access.WrongError{Wait: 30 * time.Second}}}
	v, _ := d.signIn(door, "fr")
	d.show(v)
	v.restore(map[string]string{"email": "m@b.be", "password": "one"})
	v.submit()
	typeText(t, d.page.Window, "two")
	pressKey(d.page.Window, fyne.KeyReturn)
	if len(door.tries) != 1 || !v.button.Disabled() {
		t.Fatal("a try during the wait", door.tries)
	}
	d.runner.Advance(12 * time.Second)
	wantText(t, d.page.Window, "dans 18\u00a0s.")

	// Another language: a new instance, the same wait, the same words typed.
	e := newDoorTestIn(t, "en")
	e.runner.Advance(12 * time.Second)
	u, _ := e.signIn(door, "en")
	u.restore(v.draft())
	e.show(u)
	wantText(t, e.page.Window, "Too many wrong tries. Try again in 18\u00a0s.")
	if !u.button.Disabled() || u.password.Text != "two" || u.email.Text != "m@b.be" {
		t.Fatalf("locked %v, email %q, password %q", u.button.Disabled(), u.email.Text, u.password.Text)
	}
	e.runner.Advance(18 * time.Second)
	wantText(t, e.page.Window, "You can try again.")
	if u.button.Disabled() || e.runner.Waiting() != 0 {
		t.Fatal("still locked, or timers left:", e.runner.Waiting())
	}
	u.submit()
	if len(door.tries) != 2 {
		t.Fatal(door.tries)
	}
}

func TestSignInWaitHoldsOneAddress(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, _ := d.signIn(&fakeDoor{answers: []error{&access.LockedError{Wait: time.Minute}}}, "fr")
	d.show(v)
	v.restore(map[string]string{"email": "M@b.be ", "password": "pw"})
	v.submit()
	v.email.SetText("joris@b.be")
	if v.button.Disabled() || v.says.line.Text() != "" {
		t.Error("another address waits too")
	}
	v.fail(&access.LockedError{Wait: time.Minute}) // the answer to the first address
	if v.button.Disabled() {
		t.Error("an address typed on during the try waits")
	}
	v.email.SetText("m@B.be")
	if !v.button.Disabled() || v.says.line.Text() == "" {
		t.Error("the first address does not wait any more")
	}
}

func TestSignInClockSetBackMakesNoLongerWait(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, _ := d.signIn(&fakeDoor{}, "fr")
	d.show(v)
	v.fail(&access.LockedError{Wait: 30 * time.Second})
	v.says.now = func() time.Time { return doorStart.Add(-time.Hour) }
	if left := v.says.left(); left != 30*time.Second {
		t.Fatal(left)
	}
}

func TestSignInClockIsTrustedOnlyAfterAQuestion(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, _ := d.signIn(&fakeDoor{}, "fr")
	d.show(v)
	retried := 0
	v.showClock(&access.ClockError{Behind: 72 * time.Hour}, func() { retried++ })
	w := d.page.Window
	wantText(t, w, "L’horloge de ce PC retarde de 3 jours.")
	w.Canvas().Focus(v.says.trust)
	pressKey(w, fyne.KeyReturn)
	wantText(t, w, "Ce PC indique le 22 novembre 2026 à 17:02.")
	wantNoHoles(t, w)
	shootPage(t, d.page, "signin-clock")
	pressKey(w, fyne.KeyReturn) // Cancel has the focus
	if retried != 0 {
		t.Fatal("cancelled and done all the same")
	}
	w.Canvas().Focus(v.says.trust)
	pressKey(w, fyne.KeyReturn)
	pressTab(w)
	pressKey(w, fyne.KeyReturn)
	if retried != 1 || v.says.line.Text() != "" {
		t.Fatal("confirmed:", retried, v.says.line.Text())
	}
}

func TestSignInTellsCapsLock(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, _ := d.signIn(&fakeDoor{}, "fr")
	d.show(v)
	d.page.Window.Canvas().Focus(v.password)
	typeText(t, d.page.Window, "A") // without Shift
	wantText(t, d.page.Window, "Verr. Maj est activé.")
	typeText(t, d.page.Window, "b")
	if strings.Contains(shownTexts(d.page.Window), "Verr. Maj") {
		t.Error("still told")
	}
}

func TestSignInBeginsWithAFault(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v := signin(d.page, &fakeDoor{}, signInSpec{Fault: "La session est terminée.", Email: "m@b.be"})
	d.show(v)
	wantText(t, d.page.Window, "La session est terminée.")
	if focused(d.page.Window) != fyne.Focusable(v.password) {
		t.Error("the address is known: the focus belongs in the password")
	}
	if v.draft() == nil {
		t.Error("the address is not kept")
	}
}

func TestSignInDraft(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, _ := d.signIn(&fakeDoor{answers: []error{wrong(2)}}, "fr")
	if v.draft() != nil {
		t.Error("an empty form has a draft")
	}
	v.restore(map[string]string{"email": "m@b.be", "password": "pw"})
	v.submit()
	v.password.SetText("next")
	e := newDoorTestIn(t, "en")
	u, _ := e.signIn(&fakeDoor{}, "en")
	u.restore(v.draft())
	e.show(u)
	wantText(t, e.page.Window, "Wrong address or password. 2 tries left.")
	if u.email.Text != "m@b.be" || u.password.Text != "next" {
		t.Error(u.email.Text, u.password.Text)
	}
}

func TestSignInStaysWithItsAnswer(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, _ := d.signIn(&fakeDoor{}, "fr")
	d.show(v)
	v.worker().SetWorking(true)
	if !v.parts.langs.Disabled() || !v.button.Working() {
		t.Error("the language can be changed under a try")
	}
	v.worker().SetWorking(false)
	if v.parts.langs.Disabled() || v.button.Working() {
		t.Error("not given back")
	}
}

func TestSignInPictures(t *testing.T) {
	for name, s := range sheetScreens(1280, 800) {
		t.Run(name, func(t *testing.T) {
			d := newDoorTest(t, s)
			v, _ := d.signIn(&fakeDoor{answers: []error{wrong(3)}}, s.Lang)
			d.show(v)
			v.restore(map[string]string{"email": "margaux@bedrijf-zonen.be", "password": "Soleil-Bruges"})
			v.focus()
			wantNoHoles(t, d.page.Window)
			wantInside(t, d.page.Window)
			shootPage(t, d.page, "signin-"+name)
			v.submit()
			wantInside(t, d.page.Window)
			shootPage(t, d.page, "signin-wrong-"+name)
		})
	}
}
