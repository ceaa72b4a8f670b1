package views

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/assets"
	"trousseau/views/kit"
)

// fakeOverview answers with one state of the door, or an error; it is the copies
// of the file as well.
type fakeOverview struct {
	state  access.Overview
	news   []access.News
	people []access.Person
	alerts []access.Alert
	err    error
	reads  int

	copies    []app.Backup
	kept      error
	running   bool
	fault     error
	confirmed int
}

func (f *fakeOverview) Overview(context.Context) (access.Overview, error) {
	f.reads++
	return f.state, f.err
}

func (f *fakeOverview) News(context.Context) ([]access.News, error) { return f.news, nil }

func (f *fakeOverview) People(context.Context) ([]access.Person, error) {
	if f.people == nil {
		return nil, access.ErrForbidden
	}
	return f.people, nil
}

func (f *fakeOverview) Alerts(context.Context) ([]access.Alert, error) { return f.alerts, nil }
func (f *fakeOverview) TickAlert(_ context.Context, id string) error {
	f.alerts = slices.DeleteFunc(f.alerts, func(a access.Alert) bool { return a.ID == id })
	return nil
}
func (f *fakeOverview) ConfirmTime(context.Context) error {
	f.confirmed++
	f.state.TimeInDoubt = false
	return nil
}

func (f *fakeOverview) Kept() ([]app.Backup, error) { return f.copies, f.kept }
func (f *fakeOverview) State() (bool, error)        { return f.running, f.fault }

// overviewWays counts where the overview led to.
type overviewWays struct{ enrol, password, codes, kit, copy, time int }

// overviewNow is 22 November 2026, 18:30 at one hour east of Greenwich.
func overviewNow() time.Time {
	return time.Date(2026, 11, 22, 18, 30, 0, 0, time.FixedZone("CET", 3600))
}

func overviewStateWell() access.Overview {
	return access.Overview{
		First: "Margaux", Last: "Bedrijf", Email: "margaux@bedrijf-zonen.be", Owner: true, Company: testCompany(),
		FactorSince:   time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC),
		PasswordSet:   time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC),
		PasswordClass: 5, LastSignIn: time.Date(2026, 11, 21, 17, 2, 0, 0, time.UTC),
		PasswordExpires: true, PasswordDays: 78, RecoveryLeft: 10,
		KitNumber: 1, KitMade: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC),
	}
}

// overviewFine is a door where nothing waits.
func overviewFine() *fakeOverview {
	return &fakeOverview{state: overviewStateWell(), copies: []app.Backup{
		{Made: time.Date(2026, 11, 22, 17, 2, 0, 0, time.UTC)}, {Made: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}}}
}

func overviewDoor(state access.Overview) *fakeOverview {
	f := overviewFine()
	f.state = state
	return f
}

func overviewSpecFor(t *testing.T, lang string, ways *overviewWays) overviewSpec {
	t.Helper()
	words, err := NewWords(assets.Translation, assets.Languages(), lang)
	if err != nil {
		t.Fatal(err)
	}
	return overviewSpec{Words: words, Now: overviewNow,
		OnEnrol: func() { ways.enrol++ }, OnPassword: func() { ways.password++ }, OnCodes: func() { ways.codes++ },
		OnKit: func() { ways.kit++ }, OnCopy: func() { ways.copy++ }, OnTime: func() { ways.time++ }}
}

func showOverview(t *testing.T, p *kit.Page, lang string, f *fakeOverview) (o *overviewPage, ways *overviewWays) {
	t.Helper()
	ways = &overviewWays{}
	spec := overviewSpecFor(t, lang, ways)
	spec.Copies = f
	o = newOverview(p, f, spec)
	p.SetContent(kit.Scroll(kit.Inset(32, o.build())))
	o.focus()
	return o, ways
}

func TestOverviewAllWell(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	showOverview(t, p, "fr", overviewFine())
	for _, text := range []string{"Rien ne vous attend. Tout est bien fermé.", "Depuis 21 jours", "Très bon",
		"Choisi il y a 12 jours", "Hier", "À 18:02, avant celle-ci", "Aucun", "Margaux Bedrijf", "margaux@bedrijf-zonen.be",
		"Propriétaire", "Depuis votre dernière connexion",
		"10 codes sur 10", "Trousse n° 1", "En service depuis le 1er novembre 2026", "Aujourd’hui", "À 18:02. 2 copies en tout."} {
		wantText(t, p.Window, text)
	}
	wantNoHoles(t, p.Window)
	pressTab(p.Window)
	if focused(p.Window) != nil {
		t.Errorf("%T can be used where nothing waits", focused(p.Window))
	}
}

func TestOverviewWhatWaitsComesFirst(t *testing.T) {
	p, _ := newTestPage(t, "en")
	state := overviewStateWell()
	state.FactorSince, state.PasswordClass, state.Failed = time.Time{}, 2, 3
	_, ways := showOverview(t, p, "en", overviewDoor(state))
	for _, text := range []string{"Three things need you.", "The password is enough to sign in.", "Weak", "It is quickly guessed.", "3 tries"} {
		wantText(t, p.Window, text)
	}
	pressTab(p.Window) // the password is wrong, the second factor only missing
	pressKey(p.Window, "Return")
	pressTab(p.Window)
	pressKey(p.Window, "Return")
	if *ways != (overviewWays{enrol: 1, password: 1}) {
		t.Errorf("the links lead to %+v", *ways)
	}
}

func TestOverviewCards(t *testing.T) {
	p, _ := newTestPage(t, "en")
	spec := overviewSpecFor(t, "en", &overviewWays{})
	r := overviewReader{page: p, words: spec.Words, now: overviewNow()}
	for name, c := range map[string]struct {
		change  func(*access.Overview)
		waiting int
		first   string // the icon of the first card
		value   string
		text    string
	}{
		"well":          {func(*access.Overview) {}, 0, "two-factor", "On", "For 21 days"},
		"no factor":     {func(o *access.Overview) { o.FactorSince = time.Time{} }, 1, "two-factor", "Off", "The password is enough to sign in."},
		"fair password": {func(o *access.Overview) { o.PasswordClass = 3 }, 1, "key", "Fair", "Chosen 12 days ago"},
		"weak password": {func(o *access.Overview) { o.PasswordClass = 1 }, 1, "key", "Very weak", "Chosen 12 days ago"},
		"failed":        {func(o *access.Overview) { o.Failed = 1 }, 1, "shield", "1 try", ""},
		"chosen at night": {func(o *access.Overview) {
			o.PasswordClass, o.PasswordSet = 3, time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC)
		}, 1, "key", "Fair", "Chosen today"},
		"chosen before": {func(o *access.Overview) {
			o.PasswordClass, o.PasswordSet = 3, time.Date(2026, 11, 21, 22, 30, 0, 0, time.UTC)
		}, 1, "key", "Fair", "Chosen yesterday"},
	} {
		state := overviewStateWell()
		c.change(&state)
		door := overviewDoor(state)
		cards := r.cards(overviewRead{state: state, copies: door.copies})
		waiting := 0
		for i, card := range cards {
			if !card.state.waits() {
				continue
			}
			if waiting++; i != waiting-1 {
				t.Errorf("%s: %s waits and stands behind what does not", name, card.icon)
			}
		}
		if got := cards[0]; waiting != c.waiting || got.icon != c.first || got.value != c.value || c.text != "" && got.lines[0] != c.text {
			t.Errorf("%s: %d wait, first %+v", name, waiting, got)
		}
		for _, card := range cards {
			if card.link != "" && !card.state.waits() {
				t.Errorf("%s: %s has a link and nothing to do", name, card.icon)
			}
		}
	}
}

func TestOverviewFirstSignIn(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	state := overviewStateWell()
	state.LastSignIn, state.FirstHere, state.AnchorFault, state.KitFault = time.Time{}, true, true, true
	showOverview(t, p, "fr", overviewDoor(state))
	for _, text := range []string{"C’est la première", "C’est la première fois que ce PC voit cette entreprise.", "n’a pas pu retenir l’état du fichier", "N’ouvre plus ce fichier", "Deux choses vous attendent.",
		"Depuis la création de l’accès"} {
		wantText(t, p.Window, text)
	}
	if strings.Contains(shownTexts(p.Window), "dernière connexion\n") {
		t.Error("there was no sign-in before this one")
	}
}

func TestOverviewFaultAndRetry(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := &fakeOverview{err: errors.New("busy")}
	showOverview(t, p, "fr", f)
	wantText(t, p.Window, "L’aperçu n’a pas pu s’ouvrir")
	wantText(t, p.Window, "fault: busy")
	f.state, f.err = overviewStateWell(), nil
	f.copies = overviewFine().copies
	pressTab(p.Window)
	pressKey(p.Window, "Space")
	wantText(t, p.Window, "Rien ne vous attend.")
}

// While it is read: grey rows after 150 ms, and nothing that is not known yet.
func TestOverviewLoading(t *testing.T) {
	p, inline := newTestPage(t, "fr")
	runner := &heldRunner{InlineRunner: inline}
	p.Runner = runner
	o, _ := showOverview(t, p, "fr", overviewFine())
	before := o.faces.Shown()
	inline.Advance(149 * time.Millisecond)
	if o.faces.Shown() != before {
		t.Error("a short reading flickers")
	}
	inline.Advance(time.Millisecond)
	if o.faces.Shown() == before || strings.Contains(shownTexts(p.Window), "attend") {
		t.Error("a long reading shows nothing, or too much")
	}
	runner.release()
	wantText(t, p.Window, "Rien ne vous attend.")
	if o.faces.Shown() != before {
		t.Error("the grey rows stay")
	}
}
