package views

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/assets"
	"trousseau/views/kit"
)

// fakeOverview answers with one state of the door, or an error.
type fakeOverview struct {
	state access.Overview
	err   error
	reads int
}

func (f *fakeOverview) Overview(context.Context) (access.Overview, error) {
	f.reads++
	return f.state, f.err
}

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
	}
}

func overviewSpecFor(t *testing.T, lang string, enrolled *int) overviewSpec {
	t.Helper()
	words, err := NewWords(assets.Translation, assets.Languages(), lang)
	if err != nil {
		t.Fatal(err)
	}
	return overviewSpec{Words: words, Now: overviewNow, OnEnrol: func() { *enrolled++ }}
}

func showOverview(t *testing.T, p *kit.Page, lang string, f *fakeOverview) (o *overviewPage, enrolled *int) {
	t.Helper()
	enrolled = new(int)
	o = newOverview(p, f, overviewSpecFor(t, lang, enrolled))
	p.SetContent(kit.Scroll(kit.Inset(32, o.build())))
	o.focus()
	return o, enrolled
}

func TestOverviewAllWell(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	showOverview(t, p, "fr", &fakeOverview{state: overviewStateWell()})
	for _, text := range []string{"Rien ne vous attend. Tout est bien fermé.", "Depuis 21 jours", "Très bon",
		"Choisi il y a 12 jours", "Hier", "À 18:02, avant celle-ci", "Aucun", "Margaux Bedrijf", "margaux@bedrijf-zonen.be",
		"Propriétaire", "Depuis votre dernière connexion"} {
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
	_, enrolled := showOverview(t, p, "en", &fakeOverview{state: state})
	for _, text := range []string{"Three things need you.", "The password is enough to enter.", "Weak", "It is quickly guessed.", "3 tries"} {
		wantText(t, p.Window, text)
	}
	pressTab(p.Window)
	pressKey(p.Window, "Return")
	if *enrolled != 1 {
		t.Error("the link of the second factor leads nowhere")
	}
}

func TestOverviewCards(t *testing.T) {
	p, _ := newTestPage(t, "en")
	spec := overviewSpecFor(t, "en", new(int))
	r := overviewReader{page: p, words: spec.Words, now: overviewNow()}
	for name, c := range map[string]struct {
		change  func(*access.Overview)
		waiting int
		first   string // the icon of the first card
		value   string
		text    string
	}{
		"well":          {func(*access.Overview) {}, 0, "two-factor", "On", "For 21 days"},
		"no factor":     {func(o *access.Overview) { o.FactorSince = time.Time{} }, 1, "two-factor", "Off", "The password is enough to enter."},
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
		cards := r.cards(state)
		waiting := 0
		for i, card := range cards {
			if !card.state.waits() {
				continue
			}
			if waiting++; i != waiting-1 {
				t.Errorf("%s: %s waits and stands behind what does not", name, card.icon)
			}
		}
		if got := cards[0]; waiting != c.waiting || got.icon != c.first || got.value != c.value || c.text != "" && got.text != c.text {
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
	showOverview(t, p, "fr", &fakeOverview{state: state})
	for _, text := range []string{"C’est la première", "C’est la première fois que ce PC voit cette entreprise.", "n’a pas pu retenir l’état du fichier", "Votre trousse de secours n’ouvre plus ce fichier",
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
	pressTab(p.Window)
	pressKey(p.Window, "Space")
	wantText(t, p.Window, "Rien ne vous attend.")
}

// While it is read: grey rows after 150 ms, and nothing that is not known yet.
func TestOverviewLoading(t *testing.T) {
	p, inline := newTestPage(t, "fr")
	runner := &heldRunner{InlineRunner: inline}
	p.Runner = runner
	o, _ := showOverview(t, p, "fr", &fakeOverview{state: overviewStateWell()})
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
