package views

// What the personal settings tell of the person, and where they lead.

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/app/access"
)

func TestPersonalSecurity(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*access.Overview)
		texts  []string
		absent string
		press  string
		calls  personalCalls
	}{
		"off":       {func(o *access.Overview) { o.FactorSince = time.Time{} }, []string{"Désactivée"}, "Codes de secours", "Activer", personalCalls{enrols: 1}},
		"on":        {func(*access.Overview) {}, []string{"Depuis le 1er novembre 2026", "Il reste 10 codes sur 10"}, "", "Changer de téléphone…", personalCalls{enrols: 1}},
		"drop":      {func(*access.Overview) {}, nil, "", "Désactiver…", personalCalls{offs: 1}},
		"mandatory": {func(o *access.Overview) { o.Mandatory = true }, []string{"ne peut pas être désactivée"}, "Désactiver…", "Changer de téléphone…", personalCalls{enrols: 1}},
		"password":  {func(*access.Overview) {}, []string{"Choisi il y a 12 jours", "À changer d’ici 78 jours", "Très bon"}, "", "Changer…", personalCalls{passwords: 1}},
		"warns":     {func(o *access.Overview) { o.PasswordWarns, o.PasswordDays = true, 7 }, []string{"À changer d’ici 7 jours"}, "", "Changer…", personalCalls{passwords: 1}},
		"stays":     {func(o *access.Overview) { o.PasswordExpires = false }, []string{"Il reste valable"}, "À changer", "Changer…", personalCalls{passwords: 1}},
		"codes":     {func(o *access.Overview) { o.RecoveryLeft = 1 }, []string{"Il reste 1 code sur 10"}, "", "Nouveaux codes…", personalCalls{codes: 1}},
		"kit":       {func(o *access.Overview) { o.KitNumber = 2 }, []string{"Trousse n° 2, du 1er novembre 2026"}, "", "Nouvelle trousse…", personalCalls{kits: 1}},
		"kit fault": {func(o *access.Overview) { o.KitFault = true }, []string{"N’ouvre plus ce fichier"}, "Trousse n°", "Nouvelle trousse…", personalCalls{kits: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			p, _ := newTestPage(t, "fr")
			f := newFakePersonal()
			c.change(&f.state)
			w, calls := showPersonalWindow(t, p, "fr", f)
			test.Tap(w.tabs.entries[personalAtSecurity])
			for _, text := range c.texts {
				wantText(t, p.Window, text)
			}
			wantNoHoles(t, p.Window)
			if plain := strings.ReplaceAll(shownTexts(p.Window), "\u00a0", " "); c.absent != "" && strings.Contains(plain, c.absent) {
				t.Errorf("%q is shown", c.absent)
			}
			found := find(p.Window, c.press)
			if found == nil {
				t.Fatalf("nothing says %q", c.press)
			}
			found.Tapped(&fyne.PointEvent{})
			calls.screens = nil
			if got := *calls; got.enrols != c.calls.enrols || got.offs != c.calls.offs || got.passwords != c.calls.passwords || got.codes != c.calls.codes || got.kits != c.calls.kits {
				t.Errorf("led to %+v, want %+v", got, c.calls)
			}
		})
	}
}

func TestPersonalSignIns(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := newFakePersonal()
	w, _ := showPersonalWindow(t, p, "fr", f)
	test.Tap(w.tabs.entries[personalAtSignIns])
	for _, text := range []string{"Aujourd’hui à 18:30", "celle-ci", "Hier à 17:30", "3 essais manqués avant", "1 essai manqué avant", "aucun essai manqué avant"} {
		wantText(t, p.Window, text)
	}
	texts := shownTexts(p.Window)
	if strings.Index(texts, "Aujourd’hui") > strings.Index(texts, "Hier") || strings.Count(texts, "celle-ci") != 1 {
		t.Errorf("the newest does not come first:\n%s", texts)
	}
	f.signIns = nil
	w.load()
	wantText(t, p.Window, "Aucune connexion")
}

func TestPersonalName(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := newFakePersonal()
	w, calls := showPersonalWindow(t, p, "fr", f)
	test.Tap(w.tabs.entries[personalAtYou])
	w.focus()
	wantText(t, p.Window, "margaux@bedrijf-zonen.be")
	if !w.name.save.Disabled() || focused(p.Window) != fyne.Focusable(w.name.first) {
		t.Errorf("locked %v, the keyboard is in %T", w.name.save.Disabled(), focused(p.Window))
	}
	typeText(t, p.Window, "x")
	f.err = &access.InputError{Field: "last", Err: access.ErrLong}
	pressKey(p.Window, fyne.KeyReturn)
	if calls.names != 0 || w.name.lastField.Fault() == "" || focused(p.Window) != fyne.Focusable(w.name.last) {
		t.Errorf("kept %d, fault %q", calls.names, w.name.lastField.Fault())
	}
	f.err = errors.New("full")
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "fault: full")
	f.err = nil
	pressKey(p.Window, fyne.KeyReturn)
	if calls.names != 1 || f.state.First == "Margaux" || w.name.changed() || !w.name.save.Disabled() {
		t.Errorf("kept %d as %q", calls.names, f.state.First)
	}
}

// Names that were typed come back with the draft, and are not lost unasked.
func TestPersonalNameIsNotLost(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := newFakePersonal()
	w, _ := showPersonalWindow(t, p, "fr", f)
	w.tabs.choose(personalAtYou)
	w.focus()
	typeText(t, p.Window, "Zoë ")
	draft := w.draft()
	again, calls := showPersonalWindow(t, p, "fr", f)
	again.restore(draft)
	if again.tabs.chosen != personalAtYou || again.name.first.Text != w.name.first.Text || !again.name.changed() {
		t.Errorf("came back as %q", again.name.first.Text)
	}
	again.keys(&fyne.KeyEvent{Name: fyne.KeyEscape})
	wantText(t, p.Window, "Le nom que vous avez tapé sera perdu.")
	if calls.closes != 0 {
		t.Error("closed unasked")
	}
	find(p.Window, "Fermer sans enregistrer").Tapped(&fyne.PointEvent{})
	if calls.closes != 1 {
		t.Error("not closed")
	}
}

func TestPersonalFaultAndRetry(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := newFakePersonal()
	f.read = errors.New("busy")
	w, _ := showPersonalWindow(t, p, "fr", f)
	w.restore(map[string]string{"first": "Zoë", "last": "B"})
	for _, at := range []int{personalAtYou, personalAtSecurity, personalAtSignIns} {
		w.tabs.choose(at)
		wantText(t, p.Window, "fault: busy")
	}
	if d := w.draft(); d["first"] != "Zoë" {
		t.Errorf("the draft is lost: %v", d)
	}
	f.read = nil
	find(p.Window, "Réessayer").Tapped(&fyne.PointEvent{})
	w.tabs.choose(personalAtYou)
	if w.name.first.Text != "Zoë" || w.name.last.Text != "B" {
		t.Errorf("came back as %q %q", w.name.first.Text, w.name.last.Text)
	}
}
