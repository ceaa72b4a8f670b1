package views

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/views/kit"
)

// houseCalls counts where the house led to.
type houseCalls struct{ company, personal, companies, lock, leave int }

func showHouse(t *testing.T, p *kit.Page, lang string, f *fakeOverview) (*houseWindow, *houseCalls) {
	t.Helper()
	calls := &houseCalls{}
	spec := overviewSpecFor(t, lang, &overviewWays{})
	spec.Copies = f
	h := newHouse(p, houseSpec{
		Entries: []houseEntry{overviewEntry(p, func(p *kit.Page) view { return newOverview(p, f, spec) })},
		Company: testCompany().Name, Color: testCompany().Color, Person: "Margaux Bedrijf", Email: "margaux@bedrijf-zonen.be", Owner: true,
		OnCompany: func() { calls.company++ }, OnPersonal: func() { calls.personal++ }, OnCompanies: func() { calls.companies++ },
		OnLock: func() { calls.lock++ }, OnLeave: func() { calls.leave++ },
	})
	showView(p, h)
	return h, calls
}

func TestHouseShows(t *testing.T) {
	for _, lang := range []string{"fr", "en"} {
		p, _ := newTestPage(t, lang)
		h, _ := showHouse(t, p, lang, overviewFine())
		for _, text := range []string{"Boulangerie Bedrijf & Zonen", "margaux@bedrijf-zonen.be", "Ctrl L"} {
			wantText(t, p.Window, text)
		}
		test.Tap(h.person)
		wantText(t, p.Window, "Margaux Bedrijf")
		wantNoHoles(t, p.Window)
	}
}

// The menu by keys alone: Tab to the person, Enter, Down to an entry, Enter.
func TestHouseMenuByKeyboard(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	h, calls := showHouse(t, p, "fr", overviewFine())
	open := func() {
		t.Helper()
		for range 9 {
			if focused(p.Window) == fyne.Focusable(h.person) {
				break
			}
			pressTab(p.Window)
		}
		pressKey(p.Window, fyne.KeyReturn)
		if h.menu == nil || !h.menu.Shown() {
			t.Fatal("Enter on the person opens no menu")
		}
	}
	for i, want := range []houseCalls{{company: 1}, {company: 1, personal: 1}, {1, 1, 1, 0, 0}, {1, 1, 1, 1, 0}, {1, 1, 1, 1, 1}} {
		open()
		for range i {
			pressKey(p.Window, fyne.KeyDown)
		}
		pressKey(p.Window, fyne.KeyReturn)
		if *calls != want || h.menu.Shown() {
			t.Errorf("entry %d: %+v, want %+v", i+1, *calls, want)
		}
	}
	open()
	pressKey(p.Window, fyne.KeyEscape)
	if h.menu.Shown() {
		t.Error("Escape leaves the menu open")
	}
}

func TestHouseLockEntry(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	h, calls := showHouse(t, p, "fr", overviewFine())
	test.Tap(h.lock)
	if calls.lock != 1 {
		t.Error("the entry does not lock")
	}
}

func TestHouseFitsEveryScreen(t *testing.T) {
	state := overviewStateWell()
	state.FactorSince, state.Failed, state.FirstHere = time.Time{}, 3, true
	for name, s := range sheetScreens(1280, 800) {
		p, _ := newTestPageOn(t, s)
		h, _ := showHouse(t, p, s.Lang, overviewDoor(state))
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "05b-overview-"+name)
		h.openMenu(true)
		shootPage(t, p, "05a-menu-"+name)
	}
}

// pageFake is a page that knows what it was told.
type pageFake struct {
	name, typed string
	asks        bool
	proceed     func()
	focused     int
	escaped     bool
}

func (f *pageFake) build() fyne.CanvasObject    { return kit.Title(f.name) }
func (f *pageFake) draft() map[string]string    { return map[string]string{"typed": f.typed} }
func (f *pageFake) restore(d map[string]string) { f.typed = d["typed"] }
func (f *pageFake) focus()                      { f.focused++ }
func (f *pageFake) keys(e *fyne.KeyEvent) bool {
	f.escaped = e.Name == fyne.KeyEscape
	return f.escaped
}

func (f *pageFake) leave(proceed func()) {
	if f.asks {
		f.proceed = proceed
		return
	}
	proceed()
}

// showPages is a house of two pages, and those that were made.
func showPages(t *testing.T, p *kit.Page, chosen string) (h *houseWindow, made *[]*pageFake, told *[]string) {
	t.Helper()
	made, told = &[]*pageFake{}, &[]string{}
	page := func(name string) func(*kit.Page) view {
		return func(*kit.Page) view {
			f := &pageFake{name: name}
			*made = append(*made, f)
			return f
		}
	}
	h = newHouse(p, houseSpec{Company: testCompany().Name, Color: testCompany().Color, Person: "Margaux Bedrijf",
		Email: "margaux@bedrijf-zonen.be", Chosen: chosen, OnChoose: func(key string) { *told = append(*told, key) },
		Entries: []houseEntry{overviewEntry(p, page("first")), usersEntry(p, page("second"))}})
	showView(p, h)
	return h, made, told
}

// A page is made when it is asked for, with what was typed when it was left; the
// path above tells where one is.
func TestHouseLeadsToItsPages(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	h, made, told := showPages(t, p, "")
	wantText(t, p.Window, "first")
	(*made)[0].typed = "half a word"
	test.Tap(h.items[pageUsers])
	wantText(t, p.Window, "second")
	for _, word := range []string{"Gestion", "Configurations", "Admin et facturation", "Gestion des utilisateurs"} {
		wantText(t, p.Window, word)
	}
	if got := h.crumbs.Parts(); len(got) != 3 || got[0] != "Configurations" {
		t.Errorf("the path is %q", got)
	}
	if !h.items[pageUsers].Selected() || h.items[pageOverview].Selected() || (*made)[1].focused != 1 {
		t.Error("the entry is not marked, or the keyboard is not in the page")
	}
	(*made)[1].asks = true
	test.Tap(h.items[pageOverview])
	if len(*made) != 2 {
		t.Fatal("a page with something to lose was left")
	}
	(*made)[1].proceed()
	if last := (*made)[len(*made)-1]; last.name != "first" || last.typed != "half a word" {
		t.Errorf("back at %q with %q", last.name, last.typed)
	}
	if len(*told) != 2 || (*told)[0] != pageUsers || (*told)[1] != pageOverview {
		t.Errorf("%q", *told)
	}
	if pressKey(p.Window, fyne.KeyEscape); h.keys(&fyne.KeyEvent{Name: fyne.KeyEscape}) && !(*made)[2].escaped {
		t.Error("the page does not hear Escape")
	}
}

// Another language makes the house again: the page stays, and what was typed in it.
func TestHouseKeepsItsPage(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	h, made, _ := showPages(t, p, pageUsers)
	(*made)[0].typed = "half a word"
	again, remade, _ := showPages(t, p, "")
	again.restore(h.draft())
	if last := (*remade)[len(*remade)-1]; again.chosen != pageUsers || last.name != "second" || last.typed != "half a word" {
		t.Errorf("%q with %q", last.name, last.typed)
	}
	if gone, _, _ := showPages(t, p, "no such page"); gone.chosen != pageOverview {
		t.Errorf("an unknown page leads to %q", gone.chosen)
	}
}

// The navigation by keys alone: folders close and open, and what they hide is no
// stop.
func TestHouseNavigationByKeyboard(t *testing.T) {
	p, _ := newTestPage(t, "en")
	h, _, _ := showPages(t, p, "")
	p.Window.Canvas().Focus(h.items[pageOverview])
	pressKey(p.Window, fyne.KeyDown) // Configurations
	pressKey(p.Window, fyne.KeyLeft)
	if shown := shownTexts(p.Window); strings.Contains(shown, "User management") {
		t.Error("Left does not close the folder")
	}
	pressKey(p.Window, fyne.KeyDown)
	if focused(p.Window) != fyne.Focusable(h.lock) {
		t.Errorf("Down leads to %T", focused(p.Window))
	}
	pressKey(p.Window, fyne.KeyUp)
	pressKey(p.Window, fyne.KeyRight)
	pressKey(p.Window, fyne.KeyDown)
	pressKey(p.Window, fyne.KeyDown)
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "second")
}

// A banner stands over everything, at any size, and its button is reached by keys.
func TestHouseBanner(t *testing.T) {
	for name, s := range sheetScreens(1280, 800) {
		p, _ := newTestPageOn(t, s)
		left := 0
		h := newHouse(p, houseSpec{Company: testCompany().Name, Color: testCompany().Color, Person: "Margaux Bedrijf", Email: "margaux@bedrijf-zonen.be",
			Entries: []houseEntry{overviewEntry(p, func(*kit.Page) view { return &pageFake{name: "first"} })},
			Banner:  kit.NewBanner(kit.ToneError, "", "A sentence that says what is unusual in this window.", "Leave", func() { left++ })})
		showView(p, h)
		wantInside(t, p.Window)
		p.Window.Canvas().Unfocus()
		pressTab(p.Window)
		if pressKey(p.Window, fyne.KeySpace); left != 1 {
			t.Errorf("%s: the first stop is not the way out", name)
		}
		shootPage(t, p, "05b-house-banner-"+name)
	}
}

// In a narrow window the folders go, the pages stay as icons with their name beside.
func TestHouseNavigationNarrow(t *testing.T) {
	p, r := newTestPageOn(t, testScreen{Lang: "nl", Mode: kit.ModeLight, Scale: 1, Width: 1024, Height: 680})
	h, _, _ := showPages(t, p, pageUsers)
	p.Window.Resize(fyne.NewSize(1024, 680))
	if shown := shownTexts(p.Window); strings.Contains(shown, "Beheer\n") {
		t.Errorf("a caption stands in 64 units:\n%s", shown)
	}
	p.Window.Canvas().Focus(h.items[pageOverview])
	pressKey(p.Window, fyne.KeyDown)
	if focused(p.Window) != fyne.Focusable(h.items[pageUsers]) {
		t.Errorf("Down leads to %T", focused(p.Window))
	}
	r.Advance(time.Second)
	if got := p.Tips.Text(); got != "Gebruikersbeheer" {
		t.Errorf("the icon is called %q", got)
	}
	wantInside(t, p.Window)
	shootPage(t, p, "05b-house-narrow-tip")
}

func TestHousePagesFitEveryScreen(t *testing.T) {
	screens := sheetScreens(1280, 800)
	screens["light-de"] = testScreen{"de", kit.ModeLight, 1, 1280, 800}
	screens["light-nl"] = testScreen{"nl", kit.ModeLight, 1, 1280, 800}
	screens["small-de-200"] = testScreen{"de", kit.ModeLight, 2, 1024, 680}
	for name, s := range screens {
		p, _ := newTestPageOn(t, s)
		showPages(t, p, pageUsers)
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "05b-house-users-"+name)
	}
}
