package views

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/checks"
	"trousseau/views/kit"
)

// fakeMoney keeps the money settings.
type fakeMoney struct {
	money                   access.Money
	moneyRead, moneyRefused error
	moneyWrites             int
}

func (f *fakeMoney) Money(context.Context) (access.Money, error) { return f.money, f.moneyRead }

func (f *fakeMoney) ChangeMoney(_ context.Context, was, m access.Money) error {
	f.moneyWrites++
	return stored(&f.money, f.money == was || f.money == m, m, f.moneyRefused)
}

func testMoney() access.Money {
	return access.Money{IBAN: "BE68539007547034", BIC: "GEBABEBB", Currency: "EUR", VAT: 2100, Days: 30, Prefix: "INV"}
}

// showTab shows a tab of the company's settings, as an owner sees it or not.
func showTab(t *testing.T, p *kit.Page, lang, tab string, f *fakeCompany) *companyWindow {
	t.Helper()
	if f.company.Name == "" {
		f.company = testCompany()
	}
	w, _ := showCompanyWindow(t, p, lang, f)
	w.restore(map[string]string{draftTab: tab})
	w.focus()
	return w
}

func owner() *fakeCompany {
	f := &fakeCompany{may: true}
	f.rules = access.Security{House: true, Lock: 5, Mine: true}
	f.money = testMoney()
	return f
}

func moneyOn(t *testing.T, w *companyWindow) *moneyTab {
	t.Helper()
	m, ok := w.tabs[tabMoney].(*moneyTab)
	if !ok {
		t.Fatal("no money tab")
	}
	return m
}

// An IBAN is grouped and judged while it is typed, and saved without spaces.
func TestMoneyGroupsAndSaves(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	f.money.IBAN = ""
	w := showTab(t, p, "fr", tabMoney, f)
	m := moneyOn(t, w)
	if focused(p.Window) != fyne.Focusable(m.form.iban) || !m.save.Disabled() {
		t.Fatal("the first field has no keyboard, or nothing can be saved already")
	}
	typeText(t, p.Window, "be6853900754703")
	if got := m.form.iban.Text; got != "BE68 5390 0754 703" || m.form.fields["iban"].Fault() != "" {
		t.Errorf("typed %q, fault %q", got, m.form.fields["iban"].Fault())
	}
	typeText(t, p.Window, "4")
	wantText(t, p.Window, "La clé de contrôle est juste.")
	m.form.vat.SetText("5,5")
	p.Window.Canvas().Focus(m.form.days)
	pressKey(p.Window, fyne.KeyReturn)
	want := testMoney()
	want.VAT = 550
	if f.money != want || f.moneyWrites != 1 || !m.save.Disabled() || m.changed() {
		t.Errorf("kept %+v, %d writes", f.money, f.moneyWrites)
	}
	wantNoHoles(t, p.Window)
}

// The cursor stays behind the character it stood behind.
func TestMoneyGroupsInTheMiddle(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	f.money.IBAN = "BE68539007547034"
	w := showTab(t, p, "fr", tabMoney, f)
	e := moneyOn(t, w).form.iban
	e.CursorColumn = 5 // before the 5
	typeText(t, p.Window, "9")
	if e.Text != "BE68 9539 0075 4703 4" || e.CursorColumn != 6 {
		t.Errorf("%q, cursor at %d", e.Text, e.CursorColumn)
	}
	pressKey(p.Window, fyne.KeyBackspace)
	if e.Text != "BE68 5390 0754 7034" {
		t.Errorf("taken back: %q", e.Text)
	}
}

func TestMoneyFaults(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := owner()
	w := showTab(t, p, "en", tabMoney, f)
	m := moneyOn(t, w)
	for name, c := range map[string]struct {
		set   func()
		field string
	}{
		"letters at once": {func() { m.form.iban.SetText("BE6!") }, "iban"},
		"vat":             {func() { m.form.vat.SetText("101"); m.submit() }, "vat"},
		"vat decimals":    {func() { m.form.vat.SetText("5.555"); m.submit() }, "vat"},
		"vat empty":       {func() { m.form.vat.SetText(""); m.submit() }, "vat"},
		"days":            {func() { m.form.days.SetText("366"); m.submit() }, "days"},
		"bic":             {func() { m.form.bic.SetText("GEB"); m.submit() }, "bic"},
		"prefix":          {func() { m.form.pre.SetText(""); m.submit() }, "prefix"},
	} {
		m.form.set(moneyText("en", testMoney()))
		c.set()
		if m.form.fields[c.field].Fault() == "" || f.moneyWrites != 0 {
			t.Errorf("%s is taken", name)
		}
	}
	m.form.set(moneyText("en", testMoney()))
	m.form.pre.SetText("F")
	f.moneyRefused = &access.InputError{Field: "iban", Err: &checks.IBANError{Reason: checks.CheckDigit}}
	m.submit()
	if m.form.fields["iban"].Fault() == "" || focused(p.Window) != fyne.Focusable(m.form.iban) {
		t.Error("a refused IBAN is not told at its field")
	}
	f.moneyRefused = errors.New("full")
	m.submit()
	wantText(t, p.Window, "fault: full")
	if m.form.pre.Text != "F" || !w.changed() {
		t.Error("what was typed is lost on an error")
	}
}

func TestMoneyForOthersAndUnread(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	f.rules.Mine = false
	w := showTab(t, p, "fr", tabMoney, f)
	for _, text := range []string{"BE68 5390 0754 7034", "21 %", "30 jours", "Seul un propriétaire peut changer ces réglages"} {
		wantText(t, p.Window, text)
	}
	if moneyOn(t, w).form != nil || strings.Contains(shownTexts(p.Window), "Enregistrer") {
		t.Error("who may not change is offered to")
	}
	f.moneyRead = errors.New("busy")
	moneyOn(t, w).load()
	wantText(t, p.Window, "fault: busy")
	wantNoHoles(t, p.Window)
}

func TestMoneyDraft(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := owner()
	w := showTab(t, p, "fr", tabMoney, f)
	moneyOn(t, w).form.pre.SetText("FAC")
	draft := w.draft()
	again, _ := showCompanyWindow(t, p, "nl", f)
	again.restore(draft)
	if got := moneyOn(t, again).form.pre.Text; got != "FAC" || !again.changed() || again.frame.chosen != 1 {
		t.Errorf("restored %q in tab %d", got, again.frame.chosen)
	}
	left := false
	again.leave(func() { left = true })
	if left {
		t.Error("it leaves without asking")
	}
}

func TestMoneyFitsEveryScreen(t *testing.T) {
	for name, s := range companyScreens() {
		p, _ := newTestPageOn(t, s)
		w := showTab(t, p, s.Lang, tabMoney, owner())
		settlePage(p)
		wantNoHoles(t, p.Window)
		wantInside(t, p.Window)
		shootPage(t, p, "08d-money-"+name)
		m := moneyOn(t, w)
		m.form.iban.SetText("BE68 5390 0754 7035")
		m.form.vat.SetText("x")
		m.submit()
		settlePage(p)
		wantInside(t, p.Window)
		f := owner()
		f.rules.Mine = false
		showTab(t, p, s.Lang, tabMoney, f)
		settlePage(p)
		wantInside(t, p.Window)
		shootPage(t, p, "08d-money-read-"+name)
	}
}

// companyScreens adds the longest languages to the screens of every window.
func companyScreens() map[string]testScreen {
	all := sheetScreens(1120, 760)
	all["light-nl"] = testScreen{"nl", kit.ModeLight, 1, 1120, 760}
	all["light-de"] = testScreen{"de", kit.ModeLight, 1, 1120, 760}
	all["small-de-200"] = testScreen{"de", kit.ModeLight, 2, 1024, 680}
	all["small-nl-200"] = testScreen{"nl", kit.ModeDark, 2, 1024, 680}
	return all
}
