package views

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// fakeVisit is a visit of support that a test ends.
type fakeVisit struct {
	company access.Company
	views   []string
	over    error
	closed  int
	ends    time.Time
}

func (f *fakeVisit) Company(context.Context) (access.Company, error) {
	f.views = append(f.views, "company")
	return f.company, f.over
}

func (f *fakeVisit) Diagnostics(context.Context) (access.Diagnostics, error) {
	f.views = append(f.views, "diagnostics")
	return access.Diagnostics{Facts: []access.DiagnosticFact{{Name: "schema", Value: "4"}, {Name: "epoch.common", Value: "2"}}}, f.over
}

func (f *fakeVisit) Watch(context.Context) error { return f.over }
func (f *fakeVisit) Close(context.Context) error { f.closed++; return nil }
func (f *fakeVisit) Scope() access.SupportScope {
	return access.SupportScope{Customers: true, Documents: true, Hours: 24}
}
func (f *fakeVisit) Ends() int64 { return f.ends.UnixMilli() }

func (d *doorTest) supportDoor(answer func(code, name, ticket string) error) (s *supportDoor, told *[]string) {
	told = new([]string)
	return newSupportDoor(d.page, supportDoorSpec{Frame: doorFrame{FileName: "bedrijf-zonen.trousseau", Version: "1.0", Langs: doorLangs, Lang: "fr"}, Now: d.now,
		Open: func(_ context.Context, code, name, ticket string) (supportVisitBook, error) {
			if err := answer(code, name, ticket); err != nil {
				return nil, err
			}
			return &fakeVisit{}, nil
		},
		OnIn:   func(_ supportVisitBook, name string) { *told = append(*told, "in "+name) },
		OnBack: func() { *told = append(*told, "back") }}), told
}

// Support types its code, its name and the ticket, by the keyboard alone.
func TestSupportDoorLetsIn(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	s, told := d.supportDoor(func(code, name, ticket string) error {
		if code != testSupportCode || name != "Hugo" || ticket != "T-4711" {
			t.Errorf("%q %q %q", code, name, ticket)
		}
		return nil
	})
	d.show(s)
	for _, text := range []string{testSupportCode, "Hugo", "T-4711"} {
		typeText(t, d.page.Window, text)
		pressKey(d.page.Window, fyne.KeyReturn)
	}
	if strings.Join(*told, ",") != "in Hugo" {
		t.Error(*told)
	}
}

// What is wrong stands at its field; a wrong code, one that ended and closed access
// are one sentence; then a wait with its countdown.
func TestSupportDoorRefuses(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	var answer error
	s, told := d.supportDoor(func(_, _, _ string) error { return answer })
	d.show(s)
	pressKey(d.page.Window, fyne.KeyReturn)
	s.submit()
	wantText(t, d.page.Window, "Ce code n’a pas 16 lettres et chiffres.")
	doorFill(s.code, "7K2M")
	doorFill(s.name, "Hugo")
	s.submit()
	wantText(t, d.page.Window, "Tapez le numéro du ticket.")
	doorFill(s.ticket, "T-4711")
	answer = &access.InputError{Field: "code", Err: keys.ErrCodeLength}
	s.submit()
	wantText(t, d.page.Window, "Ce code n’a pas 16 lettres et chiffres.")
	s.code.SetText(testSupportCode)
	answer = &access.WrongError{Code: true, Left: 2}
	s.submit()
	wantText(t, d.page.Window, "Ce code n’ouvre rien : il est faux, dépassé, ou l’accès est fermé. Encore 2 essais.")
	answer = &access.WrongError{Code: true, Wait: 30 * time.Second}
	s.submit()
	if !s.button.Disabled() {
		t.Error("the button is free during a wait")
	}
	d.runner.Advance(31 * time.Second)
	if s.button.Disabled() {
		t.Error("the wait does not end")
	}
	draft := s.draft()
	v, _ := d.supportDoor(func(_, _, _ string) error { return nil })
	v.restore(draft)
	if v.code.Text != testSupportCode || v.ticket.Text != "T-4711" {
		t.Error("a change of language loses what was typed")
	}
	pressKey(d.page.Window, fyne.KeyEscape)
	if strings.Join(*told, ",") != "back" {
		t.Error(*told)
	}
}

func (d *doorTest) support(f *fakeVisit, lang string) (v *supportView, told *[]string) {
	told = new([]string)
	f.company = testCompany()
	f.company.Phone, f.company.Email = "+32 50 12 34 56", "bureau@bedrijf-zonen.be"
	v = newSupport(d.page, f, supportSpec{Name: "Hugo Desk", Version: "1.0.0", Lang: lang, Now: d.now,
		OnRead: func(access.Company) { *told = append(*told, "read") }, OnLeave: func() { *told = append(*told, "leave") }, OnOver: func() { *told = append(*told, "over") }})
	showView(d.page, v)
	return v, told
}

// The window says who looks and for how long, shows the company without its bank,
// and closes itself within a second of the end.
func TestSupportWindow(t *testing.T) {
	d := newDoorTestIn(t, "en")
	f := &fakeVisit{ends: doorStart.Add(3 * time.Hour)}
	v, told := d.support(f, "en")
	for _, text := range []string{"Support: Hugo Desk, read-only, 3 hours left", f.company.Name, f.company.City, "bureau@bedrijf-zonen.be", "Open to you: customers and documents."} {
		wantText(t, d.page.Window, text)
	}
	d.runner.Advance(150 * time.Minute)
	wantText(t, d.page.Window, "30 minutes left")
	tapText(t, d.page, "Show the diagnostics")
	wantText(t, d.page.Window, "epoch.common")
	pressKey(d.page.Window, fyne.KeyEscape)
	if strings.Join(f.views, ",") != "company,diagnostics" || strings.Join(*told, ",") != "read" {
		t.Error(f.views, *told)
	}
	f.over = errors.New("busy") // the next look tries again
	d.runner.Advance(time.Second)
	f.over = access.ErrEnded
	d.runner.Advance(time.Second)
	if len(*told) < 2 || (*told)[1] != "over" {
		t.Error(*told)
	}
	v.leave(func() {})
	if f.closed != 1 {
		t.Error("closing the window does not end the visit")
	}
	wantNoHoles(t, d.page.Window)
}

func TestSupportWindowUnread(t *testing.T) {
	d := newDoorTestIn(t, "fr")
	f := &fakeVisit{over: access.ErrTampered, ends: doorStart.Add(3 * time.Hour)}
	d.support(f, "fr")
	wantText(t, d.page.Window, "Cette page n’a pas pu s’ouvrir")
	tapText(t, d.page, "Quitter")
}

func TestSupportFitsEveryScreen(t *testing.T) {
	for name, s := range companyScreens() {
		d := newDoorTest(t, s)
		door, _ := d.supportDoor(func(_, _, _ string) error { return &access.WrongError{Code: true, Left: 3} })
		d.show(door)
		doorFill(door.code, testSupportCode)
		doorFill(door.name, "Hugo Desk")
		doorFill(door.ticket, "T-4711")
		door.submit()
		settlePage(d.page)
		wantNoHoles(t, d.page.Window)
		wantInside(t, d.page.Window)
		shootPage(t, d.page, "03s-support-door-"+name)
		d = newDoorTest(t, s)
		d.support(&fakeVisit{ends: doorStart.Add(23 * time.Hour)}, s.Lang)
		settlePage(d.page)
		wantNoHoles(t, d.page.Window)
		wantInside(t, d.page.Window)
		shootPage(t, d.page, "03s-support-"+name)
	}
}
