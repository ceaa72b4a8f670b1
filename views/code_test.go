package views

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
)

// fakeEntry answers codes; trusted counts the owner's word on the clock.
type fakeEntry struct {
	answers []error
	codes   []string
	trusted int
	late    bool
	session *access.Session
}

func (f *fakeEntry) Email() string { return "margaux@bedrijf-zonen.be" }
func (f *fakeEntry) TrustClock()   { f.trusted++ }
func (f *fakeEntry) Waiting() bool { return !f.late }
func (f *fakeEntry) Drop()         {}

func (f *fakeEntry) Code(_ context.Context, code string) (*access.Session, error) {
	f.codes = append(f.codes, code)
	if len(f.answers) == 0 {
		return f.session, nil
	}
	err := f.answers[0]
	f.answers = f.answers[1:]
	return nil, err
}

func (d *doorTest) code(entry *fakeEntry, lang string) (v *codeView, told *[]string) {
	told = new([]string)
	entry.session = &access.Session{}
	return code(d.page, codeSpec{
		Entry: entry, Now: d.now,
		Frame: doorFrame{FileName: "bedrijf-zonen.trousseau", Version: "1.0", Langs: doorLangs, Lang: lang,
			OnLang: func(string) {}, OnOther: func() {}},
		OnSession: func(s *access.Session) {
			if s == entry.session {
				*told = append(*told, "session")
			}
		},
		OnBack: func() { *told = append(*told, "back") },
		OnLate: func() { *told = append(*told, "late") },
	}), told
}

func TestCodeSixthDigitSubmits(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	entry := &fakeEntry{}
	v, told := d.code(entry, "fr")
	d.show(v)
	typeText(t, d.page.Window, "41723")
	if len(entry.codes) != 0 || !v.button.Disabled() {
		t.Fatal("five digits are no code", entry.codes)
	}
	typeText(t, d.page.Window, "3")
	if strings.Join(entry.codes, "|") != "417233" || strings.Join(*told, "|") != "session" {
		t.Fatal(entry.codes, *told)
	}
	if d.runner.Waiting() != 0 {
		t.Error("the bar still ticks")
	}
}

func TestCodeEscapeGoesBack(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, told := d.code(&fakeEntry{}, "fr")
	d.show(v)
	pressKey(d.page.Window, fyne.KeyEscape)
	d.page.Window.Canvas().Unfocus()
	pressKey(d.page.Window, fyne.KeyEscape)
	if got := strings.Join(*told, "|"); got != "back|back" || d.runner.Waiting() != 0 {
		t.Fatal(got, d.runner.Waiting())
	}
}

func TestCodeTimeBarFollowsTheStep(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	v, _ := d.code(&fakeEntry{}, "fr")
	d.show(v)
	wantText(t, d.page.Window, "Code suivant dans 12\u00a0s") // 17:02:18
	d.runner.Advance(11 * time.Second)
	wantText(t, d.page.Window, "Code suivant dans 1\u00a0s")
	d.runner.Advance(time.Second)
	wantText(t, d.page.Window, "Code suivant dans 30\u00a0s")
	d.page.Close()
	if d.runner.Waiting() != 0 {
		t.Error("a closed window ticks")
	}
}

func TestCodeFaults(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		fr   string
		kept string
	}{
		"wrong":    {&access.WrongError{Code: true, Left: 2}, "Code inexact. Encore 2 essais.", ""},
		"wait":     {&access.WrongError{Code: true, Wait: time.Minute}, "Trop d’essais inexacts. Réessayez dans 1\u00a0min 0\u00a0s.", ""},
		"used":     {access.ErrUsedCode, "Ce code a déjà servi. Attendez le suivant.", ""},
		"slow":     {&access.ClockError{Deviation: -4 * time.Minute}, "L’horloge de ce PC retarde de 4 minutes. Vérifiez l’heure, puis réessayez.", ""},
		"fast":     {&access.ClockError{Deviation: time.Minute}, "L’horloge de ce PC avance de 1 minute. Vérifiez l’heure, puis réessayez.", ""},
		"relearnt": {&access.ClockError{Deviation: time.Second, Relearnt: true}, "Tapez le code suivant.", ""},
		"behind":   {&access.ClockError{Behind: time.Hour}, "L’horloge de ce PC retarde de 60 minutes. Vérifiez l’heure, puis réessayez.", ""},
		"hours":    {&access.ClockError{Behind: 26 * time.Hour}, "L’horloge de ce PC retarde de 26 heures. Vérifiez l’heure", ""},
		"days":     {&access.ClockError{Behind: 71 * time.Hour}, "L’horloge de ce PC retarde de 3 jours. Vérifiez la date", ""},
		"other":    {errDoor, "Un problème inattendu", "417233"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDoorTestIn(t, "fr")
			v, told := d.code(&fakeEntry{answers: []error{c.err}}, "fr")
			d.show(v)
			typeText(t, d.page.Window, "417233")
			wantText(t, d.page.Window, c.fr)
			wantNoHoles(t, d.page.Window)
			if v.boxes.Code() != c.kept || v.button.Disabled() != (c.kept == "") || len(*told) != 0 {
				t.Errorf("kept %q, locked %v, told %v", v.boxes.Code(), v.button.Disabled(), *told)
			}
			if focused(d.page.Window) != fyne.Focusable(v.boxes) {
				t.Error("the focus left the boxes")
			}
			if v.says.trust.Visible() != slices.Contains([]string{"behind", "hours", "days"}, name) {
				t.Error("the clock is offered:", v.says.trust.Visible())
			}
		})
	}
}

func TestCodeTrustsTheClockAndAsksAgain(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	entry := &fakeEntry{answers: []error{&access.ClockError{Behind: time.Hour}}}
	v, told := d.code(entry, "fr")
	d.show(v)
	w := d.page.Window
	typeText(t, w, "417233")
	w.Canvas().Focus(v.says.trust)
	pressKey(w, fyne.KeySpace)
	pressTab(w)
	pressKey(w, fyne.KeyReturn)
	if entry.trusted != 1 || len(entry.codes) != 1 {
		t.Fatal(entry.trusted, entry.codes)
	}
	wantText(t, w, "Tapez le code affiché maintenant.")
	typeText(t, w, "550134")
	if strings.Join(*told, "|") != "session" {
		t.Fatal(*told)
	}
}

func TestCodeDraft(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	entry := &fakeEntry{answers: []error{&access.ClockError{Behind: time.Hour}}}
	v, _ := d.code(entry, "fr")
	d.show(v)
	typeText(t, d.page.Window, "417233")
	typeText(t, d.page.Window, "12")
	e := newDoorTestIn(t, "en")
	u, _ := e.code(entry, "en")
	u.restore(v.draft())
	e.show(u)
	wantText(t, e.page.Window, "This PC’s clock is 60 minutes slow.")
	if u.boxes.Code() != "12" || !u.says.trust.Visible() || d.runner.Waiting() != 0 {
		t.Fatal(u.boxes.Code(), u.says.trust.Visible(), d.runner.Waiting())
	}
	u.restore(map[string]string{"code": "3456"})
	if len(entry.codes) != 1 {
		t.Error("a restored code was tried")
	}
}

func TestCodePictures(t *testing.T) {
	for name, s := range sheetScreens(1280, 800) {
		t.Run(name, func(t *testing.T) {
			d := newDoorTest(t, s)
			v, _ := d.code(&fakeEntry{answers: []error{&access.ClockError{Behind: time.Hour}}}, s.Lang)
			d.show(v)
			typeText(t, d.page.Window, "417")
			wantNoHoles(t, d.page.Window)
			wantInside(t, d.page.Window)
			shootPage(t, d.page, "code-"+name)
			typeText(t, d.page.Window, "233")
			wantInside(t, d.page.Window)
			shootPage(t, d.page, "code-clock-"+name)
		})
	}
}

// Nobody is there: the step goes back to the password by itself.
func TestCodeGoesBackWhenItIsLate(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	entry := &fakeEntry{}
	v, told := d.code(entry, "fr")
	d.show(v)
	v.tick()
	if len(*told) != 0 {
		t.Fatal(*told)
	}
	entry.late = true
	v.tick()
	v.tick()
	if strings.Join(*told, " ") != "late late" && strings.Join(*told, " ") != "late" {
		t.Fatal(*told)
	}
}
