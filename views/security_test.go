package views

import (
	"context"
	"errors"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
)

// fakeRules keeps the rules of the door.
type fakeRules struct {
	rules               access.Security
	rulesRead, rulesNot error
	reason              string
	idleTold            int
}

func (f *fakeRules) Security(context.Context) (access.Security, error) { return f.rules, f.rulesRead }

func (f *fakeRules) SetPasswordRules(_ context.Context, house bool, reason string) error {
	if reason == "" {
		return &access.InputError{Field: "reason", Err: access.ErrEmpty}
	}
	if f.rulesNot == nil {
		f.rules.House, f.reason, f.rules.Changed = house, reason, companyNow().UnixMilli()
	}
	return f.rulesNot
}

func (f *fakeRules) SetIdleLock(_ context.Context, minutes int) error {
	if f.rulesNot == nil {
		f.rules.Lock = minutes
	}
	return f.rulesNot
}

func (f *fakeRules) RequireFactor(_ context.Context, on bool) error {
	if f.rulesNot == nil {
		f.rules.Factor = on
	}
	return f.rulesNot
}

func securityOn(t *testing.T, w *companyWindow) *securityTab {
	t.Helper()
	s, ok := w.tabs[tabSecurity].(*securityTab)
	if !ok {
		t.Fatal("no security tab")
	}
	return s
}

// Other rules ask a reason; the same ones ask nothing.
func TestSecurityAsksAReason(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	w := showTab(t, p, "fr", tabSecurity, f)
	s := securityOn(t, w)
	if focused(p.Window) != fyne.Focusable(s.house) {
		t.Error("the rules in force have no keyboard")
	}
	pressKey(p.Window, fyne.KeySpace)
	if s.question != nil {
		t.Fatal("the rules in force are asked about")
	}
	s.nist.Tapped(&fyne.PointEvent{})
	wantText(t, p.Window, "Passer aux règles NIST ?")
	pressKey(p.Window, fyne.KeyReturn)
	if s.question.field.Fault() == "" || !f.rules.House {
		t.Fatal("no reason is asked")
	}
	typeText(t, p.Window, "Plus simple pour tous")
	pressKey(p.Window, fyne.KeyReturn)
	if f.rules.House || f.reason != "Plus simple pour tous" || !s.nist.On() || s.house.On() || s.question.dialog.Shown() {
		t.Errorf("house %v, reason %q", f.rules.House, f.reason)
	}
	wantText(t, p.Window, "Règles choisies le 22 novembre 2026")
	wantNoHoles(t, p.Window)
}

func TestSecurityRefusedAndLeft(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	f.rulesNot = errors.New("full")
	w := showTab(t, p, "fr", tabSecurity, f)
	s := securityOn(t, w)
	s.nist.Tapped(&fyne.PointEvent{})
	typeText(t, p.Window, "x")
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "fault: full")
	if !w.changed() {
		t.Error("the reason would go unasked")
	}
	pressKey(p.Window, fyne.KeyEscape)
	if s.question.dialog.Shown() || w.changed() || s.nist.On() {
		t.Error("Escape leaves the question")
	}
	s.idle.SetKey("30")
	s.setIdle("30")
	if s.idle.Key() != "5" || f.idleTold != 0 {
		t.Errorf("after a failure it shows %s minutes", s.idle.Key())
	}
	f.rulesNot = nil
	s.setIdle("30")
	if f.rules.Lock != 30 || f.idleTold != 1 {
		t.Errorf("kept %d minutes, told %d times", f.rules.Lock, f.idleTold)
	}
}

// A reason that is being typed comes back after a lock, with its question.
func TestSecurityDraft(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	w := showTab(t, p, "fr", tabSecurity, f)
	securityOn(t, w).nist.Tapped(&fyne.PointEvent{})
	typeText(t, p.Window, "Audit de mars")
	draft := w.draft()
	securityOn(t, w).question.dialog.Hide()
	again, _ := showCompanyWindow(t, p, "en", f)
	again.restore(draft)
	s := securityOn(t, again)
	if s.question == nil || s.question.house || s.question.reason.Text != "Audit de mars" || again.order[again.frame.chosen] != tabSecurity {
		t.Errorf("the question is lost: %v", draft)
	}
}

func TestSecurityLockedForOthers(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	f.rules.Mine = false
	w := showTab(t, p, "fr", tabSecurity, f)
	s := securityOn(t, w)
	if !s.house.Disabled() || !s.nist.Disabled() || !s.idle.Disabled() {
		t.Error("who is no owner can choose")
	}
	wantText(t, p.Window, "Seul un propriétaire peut changer ces règles.")
	f.rulesRead = errors.New("busy")
	s.load()
	wantText(t, p.Window, "fault: busy")
}

func TestSecurityFitsEveryScreen(t *testing.T) {
	for name, sc := range companyScreens() {
		p, _ := newTestPageOn(t, sc)
		f := owner()
		w := showTab(t, p, sc.Lang, tabSecurity, f)
		settlePage(p)
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "08e-security-"+name)
		securityOn(t, w).nist.Tapped(&fyne.PointEvent{})
		pressKey(p.Window, fyne.KeyReturn)
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "08e-security-reason-"+name)
		pressKey(p.Window, fyne.KeyEscape)
		f.rules.Mine = false
		showTab(t, p, sc.Lang, tabSecurity, f)
		settlePage(p)
		wantInside(t, p.Window)
		shootPage(t, p, "08e-security-read-"+name)
	}
}
