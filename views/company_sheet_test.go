package views

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// fakeSheets keeps agreement, billing details and stage.
type fakeSheets struct {
	agreement      access.Agreement
	billing        access.Billing
	stage          access.Stage
	gates          access.Gates
	unbilled       bool // the right to see the billing details is missing
	sheetRead      error
	sheetRefused   error
	lived          int
	livedBy        access.Proof
	sheetsWritten  int
	elsewhereFirst *access.Agreement // another window saves this one at the next change
}

func (f *fakeSheets) Agreement(context.Context) (access.Agreement, error) {
	return f.agreement, f.sheetRead
}

func (f *fakeSheets) ChangeAgreement(_ context.Context, was, a access.Agreement) error {
	if f.elsewhereFirst != nil {
		f.agreement, f.elsewhereFirst = *f.elsewhereFirst, nil
	}
	a, err := a.Check()
	if err != nil {
		return err
	}
	f.sheetsWritten++
	return stored(&f.agreement, f.agreement == was || f.agreement == a, a, f.sheetRefused)
}

func (f *fakeSheets) Gates(context.Context) (access.Gates, error) { return f.gates, f.sheetRead }

func (f *fakeSheets) Billing(context.Context) (access.Billing, error) {
	if f.unbilled {
		return access.Billing{}, access.ErrForbidden
	}
	return f.billing, f.sheetRead
}

func (f *fakeSheets) ChangeBilling(_ context.Context, was, b access.Billing) error {
	b, err := b.Check()
	if err != nil {
		return err
	}
	f.sheetsWritten++
	f.stage.Missing = b.Missing()
	return stored(&f.billing, f.billing == was || f.billing == b, b, f.sheetRefused)
}

func (f *fakeSheets) Stage(context.Context) (access.Stage, error) { return f.stage, f.sheetRead }

func (f *fakeSheets) GoLive(_ context.Context, p access.Proof) error {
	f.lived++
	f.livedBy = p
	f.stage.Live, f.stage.Since = true, companyNow().UnixMilli()
	return f.sheetRefused
}

func sheetOn(t *testing.T, w *companyWindow, tab string) *companySheet {
	t.Helper()
	c, ok := w.tabs[tab].(*companySheet)
	if !ok {
		t.Fatal("no such tab:", tab)
	}
	return c
}

var testAgreement = access.Agreement{Bank: "Bank van Breda", Reference: "AQ-2026-118", From: "2026-11-01", To: "2027-10-31", Payouts: true}

// The agreement is filled in with days as people write them, saved by the keyboard,
// and says what follows from it.
func TestAgreementSaves(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	w := showTab(t, p, "fr", tabAgreement, f)
	c := sheetOn(t, w, tabAgreement)
	wantText(t, p.Window, p.T("agreement.none"))
	if focused(p.Window) != fyne.Focusable(c.entries["bank"]) || !c.save.Disabled() {
		t.Fatal("the first field has no keyboard, or nothing can be saved already")
	}
	for field, text := range map[string]string{"bank": "Bank van Breda", "reference": "AQ-2026-118", "from": "1/11/2026", "to": "31.10.2027"} {
		c.entries[field].SetText(text)
	}
	c.ticks["payouts"].Tapped(&fyne.PointEvent{})
	f.gates.Agreement = true
	p.Window.Canvas().Focus(c.entries["to"])
	pressKey(p.Window, fyne.KeyReturn)
	if f.agreement != testAgreement || f.sheetsWritten != 1 || w.changed() {
		t.Errorf("%+v, %d writes", f.agreement, f.sheetsWritten)
	}
	wantText(t, p.Window, p.T("agreement.holds"))
	if got := c.entries["from"].Text; got != "01/11/2026" {
		t.Errorf("shown as %q", got)
	}
	c.entries["to"].SetText("avant")
	c.submit()
	if f.sheetsWritten != 1 || c.fields["to"].Fault() == "" {
		t.Error("a day that is none was saved")
	}
	wantNoHoles(t, p.Window)
}

// What follows from an agreement is said for each of its states; who is no owner reads.
func TestAgreementTells(t *testing.T) {
	later, over, without := testAgreement, testAgreement, testAgreement
	later.From, over.To, without.Payouts = "2026-12-01", "2026-11-21", false
	for key, a := range map[string]access.Agreement{"agreement.later": later, "agreement.over": over, "agreement.without": without} {
		p, _ := newTestPage(t, "en")
		f := owner()
		f.agreement = a
		f.rules.Mine = false
		w := showTab(t, p, "en", tabAgreement, f)
		want := strings.SplitN(p.T(key, "Date", "§"), "§", 2)[0]
		wantText(t, p.Window, want)
		wantText(t, p.Window, p.T("agreement.locked"))
		wantText(t, p.Window, "Bank van Breda")
		if sheetOn(t, w, tabAgreement).foot.Visible() || w.changed() {
			t.Error("who may not change it finds a button")
		}
	}
}

// Another window was faster: the person is asked, and what he typed stays until then.
func TestAgreementOvertaken(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := owner()
	f.agreement = testAgreement
	w := showTab(t, p, "en", tabAgreement, f)
	c := sheetOn(t, w, tabAgreement)
	theirs := testAgreement
	theirs.Reference = "AQ-2027-1"
	f.elsewhereFirst = &theirs
	c.entries["bank"].SetText("KBC")
	c.submit()
	wantText(t, p.Window, "AQ-2027-1")
	pressKey(p.Window, fyne.KeyEscape)
	if c.entries["bank"].Text != "KBC" || f.agreement != theirs {
		t.Errorf("%+v", f.agreement)
	}
}

// From test to live: locked with what is missing, then asked with password and code.
func TestBillingGoesLive(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := owner()
	f.stage = access.Stage{Mine: true, Missing: []string{"name", "email"}}
	w := showTab(t, p, "en", tabBilling, f)
	c := sheetOn(t, w, tabBilling)
	wantText(t, p.Window, "Still missing: Name on the bill")
	c.entries["name"].SetText("Bedrijf & Zonen BV")
	for field, text := range map[string]string{"street": "Rue des Pierres 47", "postcode": "8000", "city": "Bruges", "email": "boekhouding@bedrijf-zonen.be"} {
		c.entries[field].SetText(text)
	}
	c.choices["country"].SetKey("BE")
	c.hear("country")
	c.submit()
	if f.billing.Country != "BE" || len(f.stage.Missing) != 0 || f.sheetsWritten != 1 {
		t.Fatalf("%+v", f.billing)
	}
	askLive(w, f, c.again)
	wantText(t, p.Window, "Take Boulangerie Bedrijf & Zonen live?")
	typeText(t, p.Window, "Vogo7-tizRe")
	pressKey(p.Window, fyne.KeyReturn)
	if f.lived != 1 || f.livedBy.Password != "Vogo7-tizRe" {
		t.Fatal("not live", f.lived)
	}
	wantText(t, p.Window, "This company is live")
}

// Without the right there is the stage and the reason, and nothing to type.
func TestBillingWithoutTheRight(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	f.unbilled = true
	w := showTab(t, p, "fr", tabBilling, f)
	wantText(t, p.Window, p.T("billing.locked"))
	wantText(t, p.Window, p.T("billing.stage.owners"))
	if sheetOn(t, w, tabBilling).foot.Visible() {
		t.Error("a button for who lacks the right")
	}
	f.sheetRead = errors.New("x")
	sheetOn(t, w, tabBilling).load()
	wantText(t, p.Window, p.T("billing.fault"))
}

// What was typed survives a lock.
func TestSheetKeepsItsDraft(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	f.stage.Mine = true
	w := showTab(t, p, "fr", tabBilling, f)
	sheetOn(t, w, tabBilling).entries["city"].SetText("Damme")
	d := w.draft()
	p2, _ := newTestPage(t, "nl")
	again, _ := showCompanyWindow(t, p2, "nl", f)
	again.restore(d)
	if got := sheetOn(t, again, tabBilling).entries["city"].Text; got != "Damme" || !again.changed() {
		t.Errorf("%q", got)
	}
}

func TestSheetsFitEveryScreen(t *testing.T) {
	for name, s := range withTongues(sheetScreens(1120, 760)) {
		for _, tab := range []string{tabAgreement, tabBilling} {
			p, _ := newTestPageOn(t, s)
			f := owner()
			f.agreement, f.gates.Agreement = testAgreement, true
			f.stage = access.Stage{Mine: true, Missing: []string{"name", "street", "postcode", "city", "country", "email"}}
			showTab(t, p, s.Lang, tab, f)
			wantNoHoles(t, p.Window)
			wantInside(t, p.Window)
			shootPage(t, p, "c5-"+tab+"-"+name)
		}
	}
}

var _ kit.Worker = (*companiesWorker)(nil)
