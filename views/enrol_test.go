package views

import (
	"bytes"
	"context"
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/app/access"
	"trousseau/views/kit"
)

var enrolBrown = color.NRGBA{R: 0x9A, G: 0x4A, B: 0x2C, A: 0xFF}

// fakeEnrolment answers codes and passwords with the next of its errors.
type fakeEnrolment struct {
	answers []error
	asked   []string
	factor  *access.NewFactor
}

func (f *fakeEnrolment) next(asked string) error {
	f.asked = append(f.asked, asked)
	if len(f.answers) == 0 {
		return nil
	}
	err := f.answers[0]
	f.answers = f.answers[1:]
	return err
}

func (f *fakeEnrolment) Enrol(_ context.Context, n *access.NewFactor, code string) (*access.RecoverySet, error) {
	if n != f.factor {
		return nil, errDoor
	}
	return nil, f.next(code)
}

func (f *fakeEnrolment) BeginEnrolment(_ context.Context, password string) (*access.NewFactor, error) {
	if err := f.next(password); err != nil {
		return nil, err
	}
	return f.factor, nil
}

// testFactor is drawn from a source that always says the same.
func testFactor(t testing.TB) *access.NewFactor {
	t.Helper()
	setup := access.NewSetup(access.Options{Random: bytes.NewReader([]byte("12345678901234567890"))})
	f, err := setup.NewFactor("Bedrijf & Zonen : Père", "margaux@bedrijf-zonen.be")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const testFactorKey = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"

type enrolTest struct {
	*doorTest
	book *fakeEnrolment
	view *enrolView
	told []string
	clip fyne.Clipboard
}

func newEnrolTest(t *testing.T, s testScreen, replace bool) *enrolTest {
	t.Helper()
	e := &enrolTest{doorTest: newDoorTest(t, s), book: &fakeEnrolment{factor: testFactor(t)}, clip: test.NewClipboard()}
	e.view = enrol(e.page, e.book, enrolSpec{
		Company: "Boulangerie Bedrijf & Zonen", Color: enrolBrown, Factor: e.book.factor, Replace: replace,
		Clipboard: kit.NewClipboard(e.clip, e.runner),
		OnDone:    func(*access.RecoverySet) { e.told = append(e.told, "done") },
		OnCancel:  func() { e.told = append(e.told, "cancel") },
	})
	e.show(e.view)
	return e
}

func enrolScreen(lang string) testScreen {
	return testScreen{Lang: lang, Mode: kit.ModeLight, Scale: 1, Width: 800, Height: 596}
}

func TestEnrolUnlocksAtSixDigitsAndEnterActivates(t *testing.T) {
	e := newEnrolTest(t, enrolScreen("fr"), false)
	w := e.page.Window
	wantText(t, w, "Activer la double authentification")
	typeText(t, w, "28708")
	pressKey(w, fyne.KeyReturn)
	if !e.view.button.Disabled() || len(e.book.asked) != 0 {
		t.Fatal("five digits:", e.book.asked)
	}
	typeText(t, w, "2")
	if e.view.button.Disabled() || len(e.book.asked) != 0 {
		t.Fatal("six digits unlock, they do not submit:", e.book.asked)
	}
	pressKey(w, fyne.KeyReturn)
	if strings.Join(e.book.asked, "|") != "287082" || strings.Join(e.told, "|") != "done" {
		t.Fatal(e.book.asked, e.told)
	}
}

func TestEnrolEscapeChangesNothing(t *testing.T) {
	e := newEnrolTest(t, enrolScreen("fr"), false)
	typeText(t, e.page.Window, "287082")
	pressKey(e.page.Window, fyne.KeyEscape)
	e.page.Window.Canvas().Unfocus()
	pressKey(e.page.Window, fyne.KeyEscape)
	if len(e.book.asked) != 0 || strings.Join(e.told, "|") != "cancel|cancel" {
		t.Fatal(e.book.asked, e.told)
	}
}

func TestEnrolFaults(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		fr   string
		kept string
	}{
		"wrong": {&access.WrongError{Code: true}, "Ce code n’est pas celui de cette clé.", ""},
		"ended": {access.ErrEnded, "La session est terminée.", "287082"},
	} {
		t.Run(name, func(t *testing.T) {
			e := newEnrolTest(t, enrolScreen("fr"), true)
			e.book.answers = []error{c.err}
			w := e.page.Window
			wantText(t, w, "L’ancien téléphone reste valable jusqu’au code juste du nouveau.")
			typeText(t, w, "287082")
			e.view.submit()
			wantText(t, w, c.fr)
			wantNoHoles(t, w)
			if e.view.steps.code() != c.kept || e.view.button.Disabled() != (c.kept == "") || len(e.told) != 0 {
				t.Error(e.view.steps.code(), e.view.button.Disabled(), e.told)
			}
			if focused(w) != fyne.Focusable(e.view.steps.boxes) {
				t.Error("the focus left the boxes")
			}
			pressKey(w, fyne.KeyBackspace)
			typeText(t, w, "1")
			if strings.Contains(shownTexts(w), c.fr) {
				t.Error("the fault stays while typing")
			}
		})
	}
}

func TestEnrolShowsAndCopiesTheKey(t *testing.T) {
	e := newEnrolTest(t, enrolScreen("fr"), false)
	w := e.page.Window
	if e.view.spec.Factor.Key() != testFactorKey {
		t.Fatal(e.view.spec.Factor.Key())
	}
	wantText(t, w, "GEZD GNBV GY3T QOJQ")
	e.view.steps.secret.OnCopy(testFactorKey)
	if got := e.clip.Content(); got != "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" {
		t.Fatal(got)
	}
	wantText(t, w, "Copié. Le presse-papiers sera vidé dans 30\u00a0s")
	e.runner.Advance(30 * time.Second)
	if e.clip.Content() != "" {
		t.Fatal("the key stays in the clipboard")
	}
}

func TestEnrolDraft(t *testing.T) {
	e := newEnrolTest(t, enrolScreen("fr"), false)
	if e.view.draft() != nil {
		t.Error("empty boxes have a draft")
	}
	typeText(t, e.page.Window, "287082")
	u := newEnrolTest(t, enrolScreen("en"), false)
	u.view.restore(e.view.draft())
	if u.view.steps.code() != "287082" || u.view.button.Disabled() || len(u.book.asked) != 0 {
		t.Fatal(u.view.steps.code(), u.view.button.Disabled(), u.book.asked)
	}
}

func TestEnrolStepsTellTheSixthDigit(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	f := testFactor(t)
	var codes []string
	s := newFactorSteps(d.page, f.URI(), f.Key(), kit.NewClipboard(test.NewClipboard(), d.runner), func(c string) { codes = append(codes, c) })
	d.page.SetContent(s.build())
	s.focus()
	typeText(t, d.page.Window, "28708")
	if len(codes) != 0 {
		t.Fatal("five digits:", codes)
	}
	typeText(t, d.page.Window, "2")
	if strings.Join(codes, "|") != "287082" {
		t.Fatal(codes)
	}
}

func TestEnrolPictures(t *testing.T) {
	for name, s := range sheetScreens(800, enrolHeight) {
		t.Run(name, func(t *testing.T) {
			e := newEnrolTest(t, s, false)
			typeText(t, e.page.Window, "2870")
			wantNoHoles(t, e.page.Window)
			wantInside(t, e.page.Window)
			shootPage(t, e.page, "enrol-"+name)
			e.book.answers = []error{&access.WrongError{Code: true}}
			typeText(t, e.page.Window, "82")
			e.view.submit()
			wantInside(t, e.page.Window)
			shootPage(t, e.page, "enrol-wrong-"+name)
		})
	}
}

func askPasswordOn(d *doorTest, book *fakeEnrolment) (q *passwordQuestion, told *[]string) {
	told = new([]string)
	return askPassword(d.page, book, askPasswordSpec{
		Company: "Boulangerie Bedrijf & Zonen", Color: enrolBrown, Now: d.now,
		OnFactor: func(f *access.NewFactor) {
			if f == book.factor {
				*told = append(*told, "factor")
			}
		},
		OnCancel: func() { *told = append(*told, "cancel") },
	}), told
}

func TestAskPassword(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	d.page.SetContent(kit.Gap(1))
	book := &fakeEnrolment{factor: testFactor(t), answers: []error{wrong(4), &access.LockedError{Wait: 30 * time.Second}}}
	q, told := askPasswordOn(d, book)
	w := d.page.Window
	pressKey(w, fyne.KeyReturn)
	wantText(t, w, "Tapez votre mot de passe.")
	typeText(t, w, "ONE")
	wantText(t, w, "Verr. Maj est activé.")
	pressKey(w, fyne.KeyReturn)
	wantText(t, w, "Mot de passe inexact. Encore 4 essais.")
	typeText(t, w, "two")
	pressKey(w, fyne.KeyReturn)
	wantText(t, w, "Réessayez dans 30\u00a0s.")
	wantNoHoles(t, w)
	pressKey(w, fyne.KeyReturn)
	if strings.Join(book.asked, "|") != "ONE|two" || q.password.Text != "two" {
		t.Fatal("asked during the wait:", book.asked, q.password.Text)
	}
	d.runner.Advance(30 * time.Second)
	pressKey(w, fyne.KeyReturn)
	if strings.Join(*told, "|") != "factor" || q.dialog.Shown() || q.password.Text != "" || d.runner.Waiting() != 0 {
		t.Fatal(*told, q.dialog.Shown(), d.runner.Waiting())
	}
}

func TestAskPasswordEscapes(t *testing.T) {
	d := newDoorTestIn(t, "en")
	d.page.SetContent(kit.Gap(1))
	book := &fakeEnrolment{factor: testFactor(t)}
	q, told := askPasswordOn(d, book)
	typeText(t, d.page.Window, "pw")
	pressKey(d.page.Window, fyne.KeyEscape)
	if strings.Join(*told, "|") != "cancel" || q.dialog.Shown() || len(book.asked) != 0 || q.password.Text != "" {
		t.Fatal(*told, q.dialog.Shown(), book.asked)
	}
}

func TestAskPasswordPictures(t *testing.T) {
	for name, s := range sheetScreens(1280, 800) {
		t.Run(name, func(t *testing.T) {
			d := newDoorTest(t, s)
			d.page.SetContent(kit.Gap(1))
			askPasswordOn(d, &fakeEnrolment{factor: testFactor(t), answers: []error{wrong(4)}})
			typeText(t, d.page.Window, "pw")
			pressKey(d.page.Window, fyne.KeyReturn)
			wantNoHoles(t, d.page.Window)
			wantInside(t, d.page.Window)
			shootPage(t, d.page, "enrol-password-"+name)
		})
	}
}
