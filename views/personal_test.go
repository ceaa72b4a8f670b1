package views

import (
	"context"
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/app/access"
	"trousseau/assets"
	"trousseau/views/kit"
)

// fakePersonal keeps a choice, or refuses it.
type fakePersonal struct {
	screen access.Screen
	err    error
	saved  []access.Screen
	since  time.Time
}

func (f *fakePersonal) Screen() access.Screen { return f.screen }
func (f *fakePersonal) Email() string         { return "margaux@bedrijf-zonen.be" }

func (f *fakePersonal) Factor() (bool, int64) { return !f.since.IsZero(), f.since.UnixMilli() }

func (f *fakePersonal) ChangeScreen(_ context.Context, s access.Screen) error {
	f.saved = append(f.saved, s)
	if f.err == nil {
		f.screen = s
	}
	return f.err
}

// personalCalls is where the window led to.
type personalCalls struct {
	screens        []access.Screen
	enrols, closes int
}

func testScreenChoice() access.Screen {
	return access.Screen{Language: "fr", Theme: "system", Scale: 100}
}

func showPersonalWindow(t *testing.T, p *kit.Page, lang string, f *fakePersonal) (*personalWindow, *personalCalls) {
	t.Helper()
	calls := &personalCalls{}
	w := newPersonal(p, f, personalSpec{
		Name: "Margaux Bedrijf", Langs: assets.Languages(), Words: overviewSpecFor(t, lang, new(int)).Words,
		OnScreen: func(s access.Screen) { calls.screens = append(calls.screens, s) },
		OnEnrol:  func() { calls.enrols++ }, OnClose: func() { calls.closes++ },
	})
	showView(p, w)
	p.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { w.keys(e) })
	return w, calls
}

// Each choice is kept first and then acts, by the keyboard alone.
func TestPersonalActsAtOnce(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakePersonal{screen: testScreenChoice()}
	w, calls := showPersonalWindow(t, p, "fr", f)
	if focused(p.Window) != fyne.Focusable(w.language) {
		t.Fatalf("the keyboard is in %T", focused(p.Window))
	}
	typeText(t, p.Window, "E")
	pressTab(p.Window)
	pressKey(p.Window, fyne.KeyRight)
	pressTab(p.Window)
	typeText(t, p.Window, "15")
	want := []access.Screen{
		{Language: "en", Theme: "system", Scale: 100},
		{Language: "en", Theme: "light", Scale: 100},
		{Language: "en", Theme: "light", Scale: 150},
	}
	if len(calls.screens) < 3 || calls.screens[0] != want[0] || calls.screens[1] != want[1] || calls.screens[len(calls.screens)-1] != want[2] {
		t.Errorf("acted: %+v, want %+v", calls.screens, want)
	}
	wantNoHoles(t, p.Window)
	pressKey(p.Window, fyne.KeyEscape)
	if calls.closes != 1 {
		t.Error("Escape does not close")
	}
}

func TestPersonalSlidesBack(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakePersonal{screen: testScreenChoice(), err: errors.New("full")}
	w, calls := showPersonalWindow(t, p, "fr", f)
	p.Window.Canvas().Focus(w.theme)
	pressKey(p.Window, fyne.KeyEnd)
	if w.theme.Key() != "system" || len(calls.screens) != 0 {
		t.Errorf("theme %s, acted %+v", w.theme.Key(), calls.screens)
	}
	wantText(t, p.Window, "fault: full")
	f.err = nil
	pressKey(p.Window, fyne.KeyEnd)
	if w.theme.Key() != "dark" || len(calls.screens) != 1 || w.message.Text() != "" {
		t.Errorf("theme %s, acted %+v, message %q", w.theme.Key(), calls.screens, w.message.Text())
	}
}

// heldRunner keeps work back until the test lets it run.
type heldRunner struct {
	*kit.InlineRunner
	held []func()
}

func (r *heldRunner) Go(work func() error, then func(error)) {
	r.held = append(r.held, func() { r.InlineRunner.Go(work, then) })
}

func (r *heldRunner) release() {
	for len(r.held) > 0 {
		next := r.held[0]
		r.held = r.held[1:]
		next()
	}
}

// Choices made while one is being kept follow it, the last one last.
func TestPersonalKeepsTheLastOfQuickChoices(t *testing.T) {
	p, inline := newTestPage(t, "fr")
	runner := &heldRunner{InlineRunner: inline}
	p.Runner = runner
	f := &fakePersonal{screen: testScreenChoice()}
	w, calls := showPersonalWindow(t, p, "fr", f)
	p.Window.Canvas().Focus(w.theme)
	pressKey(p.Window, fyne.KeyRight)
	pressKey(p.Window, fyne.KeyRight)
	if len(runner.held) != 1 {
		t.Fatalf("%d savings at once", len(runner.held))
	}
	runner.release()
	if f.screen.Theme != "dark" || len(calls.screens) != 1 || calls.screens[0] != f.screen {
		t.Errorf("kept %+v, acted %+v", f.screen, calls.screens)
	}
}

func TestPersonalFactor(t *testing.T) {
	for _, c := range []struct {
		since  time.Time
		button string
		text   string
	}{
		{time.Time{}, "Activer", "Désactivée"},
		{time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC), "Changer de téléphone", "Depuis le 1er novembre 2026"},
	} {
		p, _ := newTestPage(t, "fr")
		w, calls := showPersonalWindow(t, p, "fr", &fakePersonal{screen: testScreenChoice(), since: c.since})
		test.Tap(w.tabs.entries[1])
		wantText(t, p.Window, c.button)
		wantText(t, p.Window, c.text)
		wantNoHoles(t, p.Window)
		w.focus()
		pressTab(p.Window)
		pressKey(p.Window, fyne.KeyReturn)
		if calls.enrols != 1 {
			t.Errorf("%s leads nowhere", c.button)
		}
	}
}

func TestPersonalKeepsItsPlace(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakePersonal{screen: testScreenChoice()}
	w, _ := showPersonalWindow(t, p, "fr", f)
	if w.draft() != nil {
		t.Error("a window nobody touched has a draft")
	}
	p.Window.Canvas().Focus(w.scale)
	typeText(t, p.Window, "2")
	draft := w.draft()
	again, _ := showPersonalWindow(t, p, "en", f)
	again.restore(draft)
	again.focus()
	if focused(p.Window) != fyne.Focusable(again.scale) {
		t.Errorf("after the switch the keyboard is in %T", focused(p.Window))
	}
	test.Tap(again.tabs.entries[1])
	draft = again.draft()
	w, _ = showPersonalWindow(t, p, "en", f)
	w.restore(draft)
	if w.tabs.chosen != 1 {
		t.Error("the open tab is forgotten")
	}
}

func TestPersonalFitsEveryScreen(t *testing.T) {
	for name, s := range sheetScreens(1120, 680) {
		p, _ := newTestPageOn(t, s)
		w, _ := showPersonalWindow(t, p, s.Lang, &fakePersonal{screen: testScreenChoice()})
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "08a-personal-display-"+name)
		w.tabs.choose(1)
		wantInside(t, p.Window)
		shootPage(t, p, "08a-personal-security-"+name)
	}
}
