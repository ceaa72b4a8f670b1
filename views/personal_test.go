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

// fakePersonal keeps a choice or names, or refuses them.
type fakePersonal struct {
	screen  access.Screen
	state   access.Overview
	signIns []access.SignIn
	err     error // of a change
	read    error
	saved   []access.Screen
}

func (f *fakePersonal) Screen() access.Screen    { return f.screen }
func (f *fakePersonal) SignIns() []access.SignIn { return f.signIns }

func (f *fakePersonal) Overview(context.Context) (access.Overview, error) { return f.state, f.read }

func (f *fakePersonal) ChangeScreen(_ context.Context, s access.Screen) error {
	f.saved = append(f.saved, s)
	if f.err == nil {
		f.screen = s
	}
	return f.err
}

func (f *fakePersonal) ChangeName(_ context.Context, first, last string) error {
	if f.err == nil {
		f.state.First, f.state.Last = first, last
	}
	return f.err
}

// personalCalls is where the window led to.
type personalCalls struct {
	screens                                             []access.Screen
	enrols, offs, passwords, codes, kits, names, closes int
}

func testScreenChoice() access.Screen {
	return access.Screen{Language: "fr", Theme: "system", Scale: 100}
}

func newFakePersonal() *fakePersonal {
	return &fakePersonal{screen: testScreenChoice(), state: overviewStateWell(), signIns: []access.SignIn{
		{Time: overviewNow()}, {Time: overviewNow().Add(-25 * time.Hour), Failed: 3}, {Time: overviewNow().Add(-90 * time.Hour), Failed: 1}}}
}

func showPersonalWindow(t *testing.T, p *kit.Page, lang string, f *fakePersonal) (*personalWindow, *personalCalls) {
	t.Helper()
	calls := &personalCalls{}
	count := func(n *int) func() { return func() { *n++ } }
	w := newPersonal(p, f, personalSpec{
		Name: "Margaux Bedrijf", Email: "margaux@bedrijf-zonen.be", Langs: assets.Languages(),
		Words: overviewSpecFor(t, lang, &overviewWays{}).Words, Now: overviewNow,
		OnScreen: func(s access.Screen) { calls.screens = append(calls.screens, s) },
		OnName:   count(&calls.names), OnEnrol: count(&calls.enrols), OnOff: count(&calls.offs), OnPassword: count(&calls.passwords),
		OnCodes: count(&calls.codes), OnKit: count(&calls.kits), OnClose: count(&calls.closes),
	})
	showView(p, w)
	p.Window.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { w.keys(e) })
	return w, calls
}

// Each choice is kept first and then acts, by the keyboard alone.
func TestPersonalActsAtOnce(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := newFakePersonal()
	w, calls := showPersonalWindow(t, p, "fr", f)
	if focused(p.Window) != fyne.Focusable(w.display.language) {
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
	f := newFakePersonal()
	f.err = errors.New("full")
	w, calls := showPersonalWindow(t, p, "fr", f)
	p.Window.Canvas().Focus(w.display.theme)
	pressKey(p.Window, fyne.KeyEnd)
	if w.display.theme.Key() != "system" || len(calls.screens) != 0 {
		t.Errorf("theme %s, acted %+v", w.display.theme.Key(), calls.screens)
	}
	wantText(t, p.Window, "fault: full")
	f.err = nil
	pressKey(p.Window, fyne.KeyEnd)
	if w.display.theme.Key() != "dark" || len(calls.screens) != 1 || w.display.message.Text() != "" {
		t.Errorf("theme %s, acted %+v, message %q", w.display.theme.Key(), calls.screens, w.display.message.Text())
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
	f := newFakePersonal()
	w, calls := showPersonalWindow(t, p, "fr", f)
	runner.release() // the reading
	p.Window.Canvas().Focus(w.display.theme)
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

func TestPersonalKeepsItsPlace(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := newFakePersonal()
	w, _ := showPersonalWindow(t, p, "fr", f)
	if w.draft() != nil {
		t.Error("a window nobody touched has a draft")
	}
	p.Window.Canvas().Focus(w.display.scale)
	typeText(t, p.Window, "2")
	draft := w.draft()
	again, _ := showPersonalWindow(t, p, "en", f)
	again.restore(draft)
	again.focus()
	if focused(p.Window) != fyne.Focusable(again.display.scale) {
		t.Errorf("after the switch the keyboard is in %T", focused(p.Window))
	}
	test.Tap(again.tabs.entries[personalAtSecurity])
	draft = again.draft()
	w, _ = showPersonalWindow(t, p, "en", f)
	w.restore(draft)
	if w.tabs.chosen != personalAtSecurity {
		t.Error("the open tab is forgotten")
	}
}

func TestPersonalFitsEveryScreen(t *testing.T) {
	for name, s := range everyScreen(1120, 700) {
		p, _ := newTestPageOn(t, s)
		f := newFakePersonal()
		f.state.RecoveryLeft, f.state.PasswordWarns, f.state.PasswordDays = 3, true, 6
		w, _ := showPersonalWindow(t, p, s.Lang, f)
		for at, tab := range []string{"display", "you", "security", "signins"} {
			w.tabs.choose(at)
			wantNoHoles(t, p.Window)
			wantInside(t, p.Window)
			shootPage(t, p, "08a-personal-"+tab+"-"+name)
		}
	}
}

// everyScreen are sheetScreens and the other two languages.
func everyScreen(width, height float32) map[string]testScreen {
	all := sheetScreens(width, height)
	for _, lang := range []string{"nl", "de"} {
		all["light-"+lang] = testScreen{lang, kit.ModeLight, 1, width, height}
		all["small-"+lang+"-200"] = testScreen{lang, kit.ModeDark, 2, 1024, 680}
	}
	return all
}
