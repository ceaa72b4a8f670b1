package views

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"trousseau/app"
	"trousseau/views/kit"
)

// containsLine tells whether a line of what is shown is exactly the text.
func containsLine(shown, text string) bool { return slices.Contains(strings.Split(shown, "\n"), text) }

func testDoorDemo(done *[]string) *doorDemo {
	return &doorDemo{Email: deskEmail, Password: "Vimo7-Kafu-Zelpi", OnLeave: func() { *done = append(*done, "leave") }}
}

// Both doors of a demo hold its sign-in on every screen.
func TestDemoDoorsFit(t *testing.T) {
	for name, screen := range sheetScreens(1280, 800) {
		t.Run(name, func(t *testing.T) {
			d := newDoorTest(t, screen)
			var done []string
			d.show(signin(d.page, &fakeDoor{}, signInSpec{Version: "1.0", Langs: []string{"fr", "nl", "de", "en"}, Lang: screen.Lang, Email: deskEmail,
				Demo: testDoorDemo(&done), Now: d.now, OnLang: func(string) {}, OnLost: func() {}}))
			wantInside(t, d.page.Window)
			wantNoHoles(t, d.page.Window)
			shootPage(t, d.page, "demo-signin-"+name)
			d.show(lock(d.page, nil, lockSpec{Email: deskEmail, Initials: "MB", Version: "1.0", Demo: testDoorDemo(&done), Now: d.now}))
			wantInside(t, d.page.Window)
			wantNoHoles(t, d.page.Window)
			shootPage(t, d.page, "demo-lock-"+name)
		})
	}
}

// While a demo is made and where there is none, everything fits.
func TestDemoFits(t *testing.T) {
	for name, screen := range sheetScreens(firstRunWidth, firstRunHeight) {
		t.Run(name, func(t *testing.T) {
			d := newDoorTest(t, screen)
			v := newDemo(d.page, demoSpec{})
			d.show(v)
			wantText(t, d.page.Window, d.page.T("demo.loading"))
			wantInside(t, d.page.Window)
			shootPage(t, d.page, "demo-loading-"+name)
			v.fail(app.ErrNoTemp)
			wantText(t, d.page.Window, d.page.T("fault.noTemp"))
			wantInside(t, d.page.Window)
			wantNoHoles(t, d.page.Window)
			shootPage(t, d.page, "demo-fault-"+name)
		})
	}
}

// The three doors stand on every screen, the demo's with the keyboard's third step.
func TestFirstRunWithTheDemoFits(t *testing.T) {
	for name, screen := range sheetScreens(firstRunWidth, firstRunHeight) {
		t.Run(name, func(t *testing.T) {
			p, _ := newTestPageOn(t, screen)
			var done []string
			s := testFirstRunSpec(&done)
			s.Langs, s.Lang = []string{"fr", "nl", "de", "en"}, screen.Lang
			s.OnDemo = func() { done = append(done, "demo") }
			showView(p, newFirstRun(p, s))
			wantInside(t, p.Window)
			wantNoHoles(t, p.Window)
			shootPage(t, p, "01-firstrun-demo-"+name)
			pressTab(p.Window)
			pressTab(p.Window)
			pressKey(p.Window, "Return")
			if !slices.Equal(done, []string{"demo"}) {
				t.Error(done)
			}
		})
	}
}

// The banner stands above the page, with a way out that the keyboard reaches.
func TestDemoBanner(t *testing.T) {
	for _, lang := range []string{"fr", "nl", "de", "en"} {
		p, _ := newTestPageOn(t, testScreen{Lang: lang, Mode: kit.ModeLight, Scale: 2, Width: 1024, Height: 680})
		var left int
		h := newHouse(p, houseSpec{Company: deskCompany, Color: "#9A4A2C", Person: "Margaux Bedrijf", Email: deskEmail, Owner: true,
			Entries: []houseEntry{overviewEntry(p, func(*kit.Page) view { return cover{} })}, OnDemo: func() { left++ }})
		showView(p, h)
		wantInside(t, p.Window)
		wantText(t, p.Window, p.T("demo.banner"))
		for range 12 {
			pressTab(p.Window)
			if f := focused(p.Window); f != nil && strings.Contains(strings.ToLower(typeName(f)), "action") {
				pressKey(p.Window, "Space")
				break
			}
		}
		if left != 1 {
			t.Errorf("%s: the keyboard does not reach the way out", lang)
		}
		shootPage(t, p, "demo-house-"+lang)
	}
}

func typeName(o any) string { return fmt.Sprintf("%T", o) }
