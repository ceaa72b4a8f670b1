package views

import (
	"context"
	"errors"
	"maps"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// waysScreens are the usual ones, and the smallest window in the two other
// languages, whose words are the longest.
func waysScreens(width, height float32) map[string]testScreen {
	screens := sheetScreens(width, height)
	maps.Copy(screens, map[string]testScreen{
		"light-nl":     {"nl", kit.ModeLight, 1, width, height},
		"dark-de":      {"de", kit.ModeDark, 1, width, height},
		"small-nl-200": {"nl", kit.ModeLight, 2, 1024, 680},
		"small-de-200": {"de", kit.ModeLight, 2, 1024, 680},
	})
	return screens
}

// waysOn shows a view on every screen and finds what is cut or missing.
func waysOn(t *testing.T, name string, width, height float32, make func(d *doorTest, lang string) shownView, then ...func(d *doorTest)) {
	t.Helper()
	for screen, s := range waysScreens(width, height) {
		t.Run(name+"-"+screen, func(t *testing.T) {
			d := newDoorTest(t, s)
			d.show(make(d, s.Lang))
			for _, f := range then {
				f(d)
			}
			wantNoHoles(t, d.page.Window)
			wantInside(t, d.page.Window)
			shootPage(t, d.page, name+"-"+screen)
		})
	}
}

// shownView is a view with keys.
type shownView interface {
	build() fyne.CanvasObject
	focus()
	keys(*fyne.KeyEvent) bool
}

func waysFrame(lang string) doorFrame {
	return doorFrame{FileName: "bedrijf-zonen.trousseau", Version: "1.0", Langs: []string{"fr", "nl", "de", "en"}, Lang: lang,
		OnLang: func(string) {}, OnOther: func() {}}
}

func (d *doorTest) moment(at time.Time) string { return dateTime(d.page.T, at) }

// fakeRecovery refuses with the next of its errors.
type fakeRecovery struct {
	fakeEntry
	typed []string
}

func (f *fakeRecovery) Recovery(_ context.Context, typed string) (*access.Session, error) {
	f.typed = append(f.typed, typed)
	return nil, f.answers[0]
}

func TestWaysPicturesOfTheDoor(t *testing.T) {
	waysOn(t, "recover", 1280, 800, func(d *doorTest, lang string) shownView {
		v := recovery(d.page, recoverSpec{Entry: &fakeRecovery{}, Frame: waysFrame(lang), Now: d.now, OnKit: func() {}})
		v.code.set("0000-1111-2222-3333-4444")
		return v
	})
	waysOn(t, "older", 1280, 800, func(d *doorTest, lang string) shownView {
		return older(d.page, olderSpec{Seen: doorStart, Frame: waysFrame(lang), Words: d.moment, Now: d.now,
			OnOther: func() {}, OnCopies: func() {}, OnTake: func() {}, OnBack: func() {}})
	})
	var refused *olderView
	waysOn(t, "older-refused", 1280, 800, func(d *doorTest, lang string) shownView {
		refused = older(d.page, olderSpec{Seen: doorStart, Frame: waysFrame(lang), Words: d.moment, Now: d.now})
		return refused
	}, func(d *doorTest) {
		refused.fail(access.ErrForbidden)
		wantText(d, d.page.Window, d.page.T("older.forbidden"))
	})
	waysOn(t, "signin-ways", 1280, 800, func(d *doorTest, lang string) shownView {
		f := waysFrame(lang)
		return signin(d.page, &fakeDoor{}, signInSpec{FileName: f.FileName, Version: f.Version, Langs: f.Langs, Lang: lang, Now: d.now,
			OnLang: f.OnLang, OnOther: f.OnOther, OnLost: func() {}})
	})
}

// fakeCopies are copies, or why they cannot be had.
type fakeCopies struct {
	copies []app.Backup
	fault  error
	put    []string
	kits   []string
}

func (f *fakeCopies) Backups() ([]app.Backup, error) {
	if f.fault != nil {
		return nil, f.fault
	}
	return f.copies, nil
}

func (f *fakeCopies) Replace(_ context.Context, path string) (string, error) {
	f.put = append(f.put, path)
	return "/home/bakery/zonen.trousseau.broken-20261122-170218", f.fault
}

func (f *fakeCopies) FromOffSite(_ context.Context, path, kit string) (app.Backup, error) {
	f.kits = append(f.kits, path+" "+kit)
	return app.Backup{Path: path, Made: doorStart}, f.fault
}

func threeCopies() *fakeCopies {
	return &fakeCopies{copies: []app.Backup{
		{Path: "a", Made: doorStart.Add(time.Hour), Size: 900},
		{Path: "b", Made: doorStart.Add(-47 * time.Hour), Size: 1_200_000},
		{Path: "c", Made: doorStart.Add(-40 * 24 * time.Hour), Size: 84_000_000},
	}}
}

func (d *doorTest) copies(book brokenBook, put func(time.Time, string)) *brokenView {
	return newBroken(d.page, book, brokenSpec{FileName: "bedrijf-zonen.trousseau", Why: d.page.Explain(app.ErrDamaged), Words: d.moment,
		Now: d.now, OnBack: func() {}, OnPut: put})
}

func TestWaysPicturesOfCopies(t *testing.T) {
	for name, book := range map[string]*fakeCopies{"broken": threeCopies(), "broken-empty": {}, "broken-fault": {fault: app.ErrPermission}} {
		waysOn(t, name, firstRunWidth, firstRunHeight, func(d *doorTest, _ string) shownView { return d.copies(book, nil) })
	}
	waysOn(t, "broken-done", firstRunWidth, firstRunHeight, func(d *doorTest, _ string) shownView {
		return restored(d.page, restoredSpec{Made: d.moment(doorStart), Aside: "/home/margaux/Documents/bakery/zonen.trousseau.broken-20261122-170218", OnGo: func() {}})
	})
}

// A copy that cannot be put back leaves everything, and says why.
func TestWaysCopyRefused(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	book, put := threeCopies(), 0
	d.show(d.copies(book, func(time.Time, string) { put++ }))
	wantText(t, d.page.Window, "Il y a 47 heures · 2 Mo")
	wantText(t, d.page.Window, "une horloge était fausse · 1 ko")
	book.fault = app.ErrBusy
	for _, ok := range []bool{false, true} {
		pressTab(d.page.Window)
		pressTab(d.page.Window)
		find(d.page.Window, d.page.T("broken.put")).Tapped(nil)
		wantText(t, d.page.Window, "bedrijf-zonen.trousseau.broken")
		if !ok {
			pressKey(d.page.Window, fyne.KeyEscape)
			continue
		}
		confirmOn(d.page.Window, d.page.T("broken.put.verb"))
	}
	wantText(t, d.page.Window, d.page.Explain(app.ErrBusy))
	if len(book.put) != 1 || put != 0 {
		t.Error(book.put, put)
	}
}

// fakeDuty judges passwords by the rules of the house.
type fakeDuty struct{ fault error }

func (f fakeDuty) Rules(context.Context) (access.Rules, error) {
	return access.NewRules("Margaux", "Bedrijf", "margaux@bedrijf-zonen.be", "Bedrijf & Zonen"), nil
}
func (f fakeDuty) ChangePassword(context.Context, string, string, bool) error { return f.fault }

func TestWaysPicturesOfDuties(t *testing.T) {
	waysOn(t, "duty-password", 1280, 800, func(d *doorTest, _ string) shownView {
		return dutyOfPassword(d.page, fakeDuty{}, dutyPasswordSpec{Rules: access.NewRules("", "", "", ""), Now: d.now})
	}, func(d *doorTest) { typeText(d, d.page.Window, "Soleil") })
	waysOn(t, "duty-factor", 1280, 800, func(d *doorTest, _ string) shownView {
		return dutyOfFactor(d.page, dutyFactorSpec{OnEnrol: func() {}, OnSignOut: func() {}})
	})
}

// Enter begins the enrolment that the wall asks; the only other way is out.
func TestWaysWall(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	var done []string
	d.show(dutyOfFactor(d.page, dutyFactorSpec{OnEnrol: func() { done = append(done, "enrol") }, OnSignOut: func() { done = append(done, "out") }}))
	pressKey(d.page.Window, fyne.KeyReturn)
	d.page.Window.Canvas().Unfocus()
	pressKey(d.page.Window, fyne.KeyReturn)
	find(d.page.Window, d.page.T("lock.out")).Tapped(nil)
	if len(done) != 3 || done[0] != "enrol" || done[1] != "enrol" || done[2] != "out" {
		t.Error(done)
	}
}

// fakeRescue is a right kit; it answers codes with fault.
type fakeRescue struct {
	*access.Setup
	fault   error
	trusted int
	taken   int
	without int
	tries   int
	dropped int
}

func newFakeRescue(d *doorTest) *fakeRescue {
	return &fakeRescue{Setup: access.NewSetup(access.Options{Clock: d.now})}
}

func (f *fakeRescue) NeedsCode() bool { return true }
func (f *fakeRescue) Code(context.Context, string) error {
	f.tries++
	return f.fault
}
func (f *fakeRescue) Recovery(context.Context, string) error { return f.fault }
func (f *fakeRescue) WithoutFactor()                         { f.without++ }
func (f *fakeRescue) TrustClock()                            { f.trusted, f.fault = f.trusted+1, nil }
func (f *fakeRescue) TakeOlder()                             { f.taken, f.fault = f.taken+1, nil }
func (f *fakeRescue) Email() string                          { return "margaux@bedrijf-zonen.be" }
func (f *fakeRescue) Drop()                                  { f.dropped++ }
func (f *fakeRescue) NewFactor(context.Context) (*access.NewFactor, error) {
	return f.Setup.NewFactor("Boulangerie Bedrijf & Zonen", f.Email())
}
func (f *fakeRescue) Names(context.Context) (access.Names, error) {
	return access.Names{First: "Margaux", Last: "Bedrijf", Company: "Boulangerie Bedrijf & Zonen"}, nil
}
func (f *fakeRescue) Rules(ctx context.Context) (access.Rules, error) { return fakeDuty{}.Rules(ctx) }
func (f *fakeRescue) Finish(context.Context, access.Rescued) (*access.Session, error) {
	return nil, f.fault
}

// rescueAt gives the way back in on one of its pages.
func (d *doorTest) rescueAt(book *fakeRescue, at int, how rescueHow) *rescue {
	d.Helper()
	v := newRescue(d.page, rescueSpec{Email: book.Email(), Words: d.moment, Now: d.now,
		Secrets: &rescueSecrets{}, OnCancel: func(string) {}, OnLate: func(string) {}, OnCopies: func(string, string) {}})
	if at > rescueAtKit {
		v.spec.Secrets.book, v.spec.Secrets.how = book, how
	}
	if how == rescueByNone {
		var err error
		if v.spec.Secrets.factor, err = book.NewFactor(d.Context()); err != nil {
			d.Fatal(err)
		}
	}
	if at > rescueAtFactor {
		v.spec.Secrets.proved = true
		rules, err := book.Rules(d.Context())
		if err != nil {
			d.Fatal(err)
		}
		v.password.take(rules)
	}
	v.at = at
	return v
}

func TestWaysPicturesOfRescue(t *testing.T) {
	for name, c := range map[string]struct {
		at  int
		how rescueHow
	}{
		"rescue-kit": {rescueAtKit, ""}, "rescue-phone": {rescueAtFactor, rescueByPhone}, "rescue-code": {rescueAtFactor, rescueByCode},
		"rescue-none": {rescueAtFactor, rescueByNone}, "rescue-password": {rescueAtPassword, ""}, "rescue-sheet": {rescueAtSheet, ""},
	} {
		waysOn(t, name, setupWidth, setupHeight, func(d *doorTest, _ string) shownView { return d.rescueAt(newFakeRescue(d), c.at, c.how) })
	}
	waysOn(t, "rescue-codes", setupWidth, setupHeight, func(d *doorTest, _ string) shownView {
		book := newFakeRescue(d)
		v := d.rescueAt(book, rescueAtFactor, rescueByNone)
		var err error
		if v.spec.Secrets.codes, err = book.NewRecovery(); err != nil {
			d.Fatal(err)
		}
		v.spec.Secrets.proved = true
		return v
	})
}

// What only the owner's word can settle is asked where it came up, and the same
// code is tried again.
func TestWaysRescueAsksTheOwnersWord(t *testing.T) {
	for name, c := range map[string]struct {
		fault error
		verb  string
		asked func(*fakeRescue) int
	}{
		"clock": {&access.ClockError{Behind: time.Hour}, "signin.clock.verb", func(f *fakeRescue) int { return f.trusted }},
		"older": {&access.OlderError{Seen: doorStart}, "older.take.verb", func(f *fakeRescue) int { return f.taken }},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDoorTestIn(t, "fr")
			book := newFakeRescue(d)
			book.fault = c.fault
			v := d.rescueAt(book, rescueAtFactor, rescueByPhone)
			d.show(v)
			typeText(t, d.page.Window, "417233")
			wantText(t, d.page.Window, d.page.Explain(c.fault))
			action := map[string]string{"clock": "signin.clock.right", "older": "older.take"}[name]
			find(d.page.Window, d.page.T(action)).Tapped(nil)
			confirmOn(d.page.Window, d.page.T(c.verb))
			if c.asked(book) != 1 || book.tries != 2 || v.at != rescueAtPassword {
				t.Error(c.asked(book), book.tries, v.at)
			}
		})
	}
}

// The older second factor is given up only once the new phone has shown a right
// code, and a failing end goes back to where it can be mended.
func TestWaysRescueKeepsTheFactorUntilTheNewOneIsProved(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	book := newFakeRescue(d)
	v := d.rescueAt(book, rescueAtFactor, rescueByNone)
	d.show(v)
	typeText(t, d.page.Window, "000000")
	wantText(t, d.page.Window, d.page.T("setup.factor.wrong"))
	if book.without != 0 || v.spec.Secrets.proved {
		t.Fatal("the factor is given up by a wrong code")
	}
	v.factor.choose(rescueByPhone)
	wantText(t, d.page.Window, d.page.T("code.title"))
	v = d.rescueAt(book, rescueAtSheet, "")
	d.show(v)
	v.refused(&access.InputError{Field: "password", Err: access.ErrReused}, func() {})
	if v.at != rescueAtPassword {
		t.Error("a refused password is told on page", v.at)
	}
	wantText(t, d.page.Window, d.page.T("newpassword.reused"))
	v.refused(errors.New("disk"), func() {})
	wantText(t, d.page.Window, "Un problème inattendu")
}
