package views

// What the overview tells of the ways back in, of the clock and of what changed.

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/assets"
	"trousseau/views/kit"
)

// Each thing that needs a hand is counted, comes first and leads to its remedy.
func TestOverviewLeadsToEachRemedy(t *testing.T) {
	day := 24 * time.Hour
	for name, c := range map[string]struct {
		change func(*fakeOverview)
		value  string
		text   string
		ways   overviewWays
	}{
		"expires in 8":  {func(f *fakeOverview) { f.state.PasswordWarns, f.state.PasswordDays = true, 8 }, "Very good", "To be changed within 8 days", overviewWays{password: 1}},
		"expires in 14": {func(f *fakeOverview) { f.state.PasswordWarns, f.state.PasswordDays = true, 14 }, "Very good", "To be changed within 14 days", overviewWays{password: 1}},
		"expires in 1":  {func(f *fakeOverview) { f.state.PasswordWarns, f.state.PasswordDays = true, 1 }, "Very good", "To be changed within 1 day", overviewWays{password: 1}},
		"last day":      {func(f *fakeOverview) { f.state.PasswordWarns, f.state.PasswordDays = true, 0 }, "Very good", "To be changed today", overviewWays{password: 1}},
		"mandatory": {func(f *fakeOverview) { f.state.FactorSince, f.state.Mandatory = time.Time{}, true }, "Off",
			"Your company requires it", overviewWays{enrol: 1}},
		"3 codes":     {func(f *fakeOverview) { f.state.RecoveryLeft = 3 }, "3 of 10 codes", "Few are left.", overviewWays{codes: 1}},
		"1 code":      {func(f *fakeOverview) { f.state.RecoveryLeft = 1 }, "1 of 10 codes", "Few are left.", overviewWays{codes: 1}},
		"kit":         {func(f *fakeOverview) { f.state.KitFault = true }, "No longer opens this file", "A new kit replaces this one.", overviewWays{kit: 1}},
		"no copy":     {func(f *fakeOverview) { f.copies = nil }, "No copy", "If the disk fails", overviewWays{copy: 1}},
		"old copy":    {func(f *fakeOverview) { f.copies = []app.Backup{{Made: overviewNow().Add(-8 * day)}} }, "14 November 2026", "more than seven days old", overviewWays{copy: 1}},
		"future copy": {func(f *fakeOverview) { f.copies = []app.Backup{{Made: overviewNow().Add(day)}} }, "No copy", "", overviewWays{copy: 1}},
		"copy failed": {func(f *fakeOverview) { f.fault = app.ErrFull }, "Today", "fault: " + app.ErrFull.Error(), overviewWays{copy: 1}},
		"cannot list": {func(f *fakeOverview) { f.copies, f.kept = nil, app.ErrPermission }, "No copy", "fault: " + app.ErrPermission.Error(), overviewWays{copy: 1}},
		"time": {func(f *fakeOverview) { f.state.TimeInDoubt, f.state.TimeTrusted = true, overviewNow().Add(-40*day) }, "Is the time right?",
			"The clock says 22 November 2026, 18:30. That is 40 days after 13 October 2026, 18:30, the last reading that nobody doubted.", overviewWays{time: 1}},
		"time and password": {func(f *fakeOverview) {
			f.state.TimeInDoubt, f.state.TimeTrusted, f.state.PasswordDays = true, overviewNow().Add(-40*day), -3
		}, "Chosen on 10 November 2026", "The password’s 90 days do not run until the time is confirmed.", overviewWays{time: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := newTestPage(t, "en")
			f := overviewFine()
			c.change(f)
			_, ways := showOverview(t, p, "en", f)
			wantText(t, p.Window, "One thing needs you.")
			wantText(t, p.Window, c.value)
			wantText(t, p.Window, c.text)
			wantNoHoles(t, p.Window)
			pressTab(p.Window)
			pressKey(p.Window, fyne.KeyReturn)
			if *ways != c.ways {
				t.Errorf("led to %+v, want %+v", *ways, c.ways)
			}
			if confirmed := f.confirmed == 1; confirmed != (c.ways.time == 1) {
				t.Errorf("the time was confirmed: %v", confirmed)
			}
		})
	}
}

// What is far enough away is no warning, and what is being made is none either.
func TestOverviewDoesNotWarnTooEarly(t *testing.T) {
	for name, change := range map[string]func(*fakeOverview){
		"15 days":      func(f *fakeOverview) { f.state.PasswordDays = 15 },
		"4 codes":      func(f *fakeOverview) { f.state.RecoveryLeft = 4 },
		"7 days old":   func(f *fakeOverview) { f.copies = []app.Backup{{Made: overviewNow().Add(-7 * 24 * time.Hour)}} },
		"being copied": func(f *fakeOverview) { f.copies, f.running = nil, true },
	} {
		p, _ := newTestPage(t, "en")
		f := overviewFine()
		change(f)
		showOverview(t, p, "en", f)
		if texts := shownTexts(p.Window); !strings.Contains(texts, "Nothing needs you.") {
			t.Errorf("%s: %s", name, texts)
		}
	}
}

func TestOverviewCountsMany(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := overviewFine()
	f.state.PasswordClass, f.state.KitFault, f.state.RecoveryLeft, f.state.Failed, f.state.AnchorFault, f.copies = 2, true, 0, 2, true, nil
	showOverview(t, p, "fr", f)
	wantText(t, p.Window, "6 choses vous attendent.")
}

func TestOverviewNews(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := overviewFine()
	showOverview(t, p, "fr", f)
	if strings.Contains(shownTexts(p.Window), "depuis la") || strings.Count(shownTexts(p.Window), "Depuis votre dernière connexion") != 1 {
		t.Error("news where there are none")
	}
	at := overviewNow().Add(-time.Hour)
	for kind := range newsIcons() {
		f.news = append(f.news, access.News{Time: at.UnixMilli(), Kind: kind})
	}
	f.news = append(f.news, access.News{Time: at.Add(-24 * time.Hour).UnixMilli(), Kind: access.NewsOtherKit, Who: "7"})
	f.news = append(f.news, access.News{Time: at.UnixMilli(), Kind: access.NewsLine, Line: 11, Count: 1}, access.News{Time: at.UnixMilli(), Kind: access.NewsLine, Line: 0, Count: 2})
	o, _ := showOverview(t, p, "fr", f)
	wantNoHoles(t, p.Window)
	for _, text := range []string{"La ligne 12 du journal", "2 lignes du journal ont été modifiées hors de Trousseau, la première est la ligne 1 :", "Votre mot de passe a été changé.", "Aujourd’hui à 17:30", "Hier à 17:30", "Une autre personne est entrée"} {
		wantText(t, p.Window, text)
	}
	f.people = []access.Person{{ID: "8", First: "Élise"}, {ID: "7", First: "Joris", Last: "Bedrijf"}}
	o.load()
	wantText(t, p.Window, "La trousse de secours de Joris Bedrijf a servi à entrer. Vérifiez que c’était bien cette personne ; sinon, elle doit changer son mot de passe et sa trousse.")
}

// Every kind of news has its picture, and thereby its words.
func TestOverviewKnowsEveryNews(t *testing.T) {
	for _, k := range []access.NewsKind{access.NewsPassword, access.NewsEnrolled, access.NewsReplaced, access.NewsOff, access.NewsCodes,
		access.NewsCode, access.NewsKitUsed, access.NewsKitMade, access.NewsPolicy, access.NewsLock, access.NewsRequire,
		access.NewsMoney, access.NewsClock, access.NewsOtherKit, access.NewsOlder, access.NewsResetFactor,
		access.NewsResetPassword, access.NewsReport, access.NewsLine} {
		if newsIcons()[k] == "" {
			t.Error("no picture for", k)
		}
	}
}

func TestHouseFitsWithEverythingWaiting(t *testing.T) {
	for name, s := range everyScreen(1280, 800) {
		f := overviewFine()
		f.state.FactorSince, f.state.Mandatory, f.state.Failed, f.state.TimeInDoubt = time.Time{}, true, 3, true
		f.state.TimeTrusted, f.state.FailedKit = overviewNow().Add(-125*24*time.Hour), 2
		f.state.KitFault, f.state.PasswordWarns, f.state.PasswordDays, f.copies = true, true, 6, nil
		f.news = []access.News{{Time: overviewNow().UnixMilli(), Kind: access.NewsMoney}, {Time: overviewNow().UnixMilli(), Kind: access.NewsOtherKit},
			{Time: overviewNow().UnixMilli(), Kind: access.NewsLine, Line: 1411, Count: 12}, {Time: overviewNow().UnixMilli(), Kind: access.NewsReport}}
		p, _ := newTestPageOn(t, s)
		showHouse(t, p, s.Lang, f)
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "05c-overview-waits-"+name)
	}
}

// The three warnings of P4 differ: the card alone, a warning that stays above the
// cards, an error with its act beside it.
func TestOverviewWarnsNearerAndLouder(t *testing.T) {
	for _, lang := range assets.Languages() {
		for _, c := range []struct {
			days int
			note string // its key; "" for none
			tone kit.Tone
			card overviewState
		}{
			{14, "", 0, overviewWeak}, {8, "", 0, overviewWeak},
			{7, "overview.password.note", kit.ToneWarning, overviewWeak}, {2, "overview.password.note", kit.ToneWarning, overviewWeak},
			{1, "overview.password.note", kit.ToneError, overviewWrong}, {0, "overview.password.note.last", kit.ToneError, overviewWrong},
		} {
			p, _ := newTestPage(t, lang)
			f := overviewFine()
			f.state.PasswordWarns, f.state.PasswordDays = true, c.days
			o, ways := showOverview(t, p, lang, f)
			wantText(t, p.Window, p.T("overview.sum.1"))
			wantNoHoles(t, p.Window)
			r := overviewReader{page: p, words: o.spec.Words, now: overviewNow()}
			if got := r.password(f.state).state; got != c.card {
				t.Errorf("%s, %d days: the card is %d", lang, c.days, got)
			}
			if c.note == "" {
				if len(o.notes.Objects) != 0 {
					t.Errorf("%s: a note %d days before", lang, c.days)
				}
				continue
			}
			note, ok := o.notes.Objects[0].(*kit.Message)
			if !ok || len(o.notes.Objects) != 1 || note.Text() != p.T(c.note, "Count", c.days) {
				t.Fatalf("%s, %d days: %v", lang, c.days, o.notes.Objects)
			}
			if note.Tone() != c.tone {
				t.Errorf("%s, %d days: tone %d", lang, c.days, note.Tone())
			}
			pressTab(p.Window) // the note's act comes first
			pressKey(p.Window, fyne.KeyReturn)
			o.load()
			if ways.password != 1 || len(o.notes.Objects) != 1 {
				t.Errorf("%s, %d days: led %d times, or the note went", lang, c.days, ways.password)
			}
		}
	}
}
