package views

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/views/kit"
)

// houseCalls counts where the house led to.
type houseCalls struct{ company, personal, lock, leave int }

func showHouse(t *testing.T, p *kit.Page, lang string, f *fakeOverview) (*houseWindow, *houseCalls) {
	t.Helper()
	calls := &houseCalls{}
	spec := overviewSpecFor(t, lang, &overviewWays{})
	spec.Copies = f
	h := newHouse(p, houseSpec{
		Company: testCompany().Name, Color: testCompany().Color, Person: "Margaux Bedrijf", Email: "margaux@bedrijf-zonen.be", Owner: true,
		OnCompany: func() { calls.company++ }, OnPersonal: func() { calls.personal++ },
		OnLock: func() { calls.lock++ }, OnLeave: func() { calls.leave++ },
	}, newOverview(p, f, spec))
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
	for i, want := range []houseCalls{{company: 1}, {company: 1, personal: 1}, {1, 1, 1, 0}, {1, 1, 1, 1}} {
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
