package views

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/pquerna/otp/totp"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/assets"
	"trousseau/views/kit"
)

// acceptTestCode is a whole code, as its QR code says it.
func acceptTestCode(t *testing.T) string {
	t.Helper()
	code, err := keys.NewInvitationCode(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return code.QR()
}

// fakeInvitation is a code that was right. It draws real factors and kits.
type fakeInvitation struct {
	*access.Setup
	companies []access.InvitedCompany
	by        string
	account   bool
	dropped   int
}

func (f *fakeInvitation) Companies() []access.InvitedCompany { return f.companies }
func (f *fakeInvitation) Email() string                      { return "elise@kantoor.be" }
func (f *fakeInvitation) Name() (first, last string)         { return "Élise", "Aubert" }
func (f *fakeInvitation) By() string                         { return f.by }
func (f *fakeInvitation) Ends() int64                        { return setupTestNow().Add(7 * 24 * time.Hour).UnixMilli() }
func (f *fakeInvitation) Account() bool                      { return f.account }
func (f *fakeInvitation) Mandatory() bool                    { return f.companies[0].Factor }
func (f *fakeInvitation) Drop()                              { f.dropped++ }
func (f *fakeInvitation) Rules(first, last string) access.Rules {
	return access.NewRules(first, last, f.Email(), f.companies[0].Name)
}
func (f *fakeInvitation) NewFactor() (*access.NewFactor, error) {
	return f.Setup.NewFactor(f.companies[0].Name, f.Email())
}

// acceptTest is the way of an invited person in its window.
type acceptTest struct {
	*accept
	t        *testing.T
	page     *kit.Page
	book     *fakeInvitation
	spec     acceptSpec
	refusal  error // of the code
	fault    error // of the end
	given    access.Acceptance
	done     *access.Session
	joined   []string
	gone     int
	printing *setupTestPrinter
}

func newAcceptTest(t *testing.T, screen testScreen) *acceptTest {
	t.Helper()
	a := &acceptTest{t: t, printing: &setupTestPrinter{}}
	var runner *kit.InlineRunner
	a.page, runner = newTestPageOn(t, screen)
	a.book = &fakeInvitation{Setup: access.NewSetup(access.Options{Clock: setupTestNow}), by: "Margaux Bedrijf",
		companies: []access.InvitedCompany{{ID: "1", Name: "Bedrijf & Zonen", Color: "#9A4A2C", Until: "2027-12-31",
			Rights: access.BuiltInTemplates()[1].Rights}}}
	words, err := NewWords(assets.Translation, assets.Languages(), screen.Lang)
	if err != nil {
		t.Fatal(err)
	}
	a.spec = acceptSpec{Screen: access.Screen{Language: screen.Lang, Theme: "system", Scale: 100}, Words: words, Now: setupTestNow,
		Open: func(context.Context, string) (acceptBook, error) {
			if a.refusal != nil {
				return nil, a.refusal
			}
			return a.book, nil
		},
		Accept: func(_ context.Context, _ acceptBook, given access.Acceptance) (*access.Session, error) {
			a.given = given
			return &access.Session{}, a.fault
		},
		Clipboard: kit.NewClipboard(test.NewClipboard(), runner), Printer: a.printing, Secrets: &acceptSecrets{},
		OnDone:   func(s *access.Session) { a.done = s },
		OnJoin:   func(_ acceptBook, email string) { a.joined = append(a.joined, email) },
		OnCancel: func() { a.gone++ }, OnCopies: func(string) {}}
	a.again()
	return a
}

// again makes a new instance, as a change of language does.
func (a *acceptTest) again() {
	a.accept = newAccept(a.page, a.spec)
	showView(a.page, a.accept)
}

func acceptScreen(lang string) testScreen {
	return testScreen{lang, kit.ModeLight, 1, setupWidth, setupHeight}
}

// open types a code that is right.
func (a *acceptTest) open() {
	a.t.Helper()
	a.code.field.set(acceptTestCode(a.t))
	a.next()
}

// fill gives password and promise.
func (a *acceptTest) fill() {
	a.person.password.setPassword(setupTestPassword)
	a.person.password.typed()
	a.person.password.promise.SetOn(true)
	a.changed()
}

// phone types what the phone shows.
func (a *acceptTest) phone() {
	a.t.Helper()
	code, err := totp.GenerateCode(strings.ReplaceAll(a.spec.Secrets.factor.Key(), " ", ""), setupTestNow())
	if err != nil {
		a.t.Fatal(err)
	}
	typeText(a.t, a.page.Window, code)
}

// keep ends the last page.
func (a *acceptTest) keep() {
	a.sheet.print.Tapped(nil)
	groups := strings.Split(a.spec.Secrets.kit.Code(), "-")
	a.sheet.group.SetText(groups[len(groups)-1])
	a.next()
}

func TestAcceptFromTheCodeIntoTheHouse(t *testing.T) {
	a := newAcceptTest(t, acceptScreen("en"))
	w := a.page.Window
	if focused(w) != a.code.field.entry || !a.frame.main.Disabled() {
		t.Error("the code does not come first")
	}
	a.open()
	for _, text := range []string{"Margaux Bedrijf invites you", "elise@kantoor.be", "Bedrijf & Zonen", "external user, up to and including 31 December 2027", "Look at the dashboard"} {
		if !strings.Contains(strings.ReplaceAll(shownTexts(w), "\n", " "), text) {
			t.Errorf("%q is not said in\n%s", text, shownTexts(w))
		}
	}
	if a.person.first.Text != "Élise" || a.person.last.Text != "Aubert" || !a.frame.main.Disabled() {
		t.Error("the name that the inviter knows is not there, or no password is asked")
	}
	a.fill()
	a.next()
	a.phone()
	if !a.spec.Secrets.proved {
		t.Fatal("the phone does not count")
	}
	a.factor.codes.kept.SetOn(true)
	a.changed()
	a.next()
	a.keep()
	if a.done == nil || a.given.First != "Élise" || a.given.Password != setupTestPassword || !a.given.Consent || a.given.Factor == nil || a.given.Codes == nil || a.given.Kit.Number() != 1 {
		t.Errorf("%+v", a.given)
	}
	if paper := a.paper; paper == nil || len(a.printing.pdf) == 0 {
		t.Error("no sheet")
	}
	if a.book.dropped != 1 {
		t.Error("the code is kept:", a.book.dropped)
	}
}

func TestAcceptWithoutAPhone(t *testing.T) {
	a := newAcceptTest(t, acceptScreen("en"))
	a.open()
	a.fill()
	a.next()
	if !a.frame.skip.Visible() {
		t.Fatal("no choice where nobody asks 2FA")
	}
	a.frame.skip.Tapped(nil)
	a.keep()
	if a.done == nil || a.given.Factor != nil || a.given.Codes != nil {
		t.Errorf("%+v", a.given)
	}
	b := newAcceptTest(t, acceptScreen("en"))
	b.book.companies[0].Factor = true
	b.open()
	b.fill()
	b.next()
	if b.frame.skip.Visible() {
		t.Error("2FA that is mandatory may be left for later")
	}
	wantText(t, b.page.Window, "This company asks 2FA of everybody.")
}

// Who has an account is asked nothing and goes to his own sign-in.
func TestAcceptWithAnAccount(t *testing.T) {
	a := newAcceptTest(t, acceptScreen("en"))
	a.book.account = true
	a.open()
	if a.frame.main.Disabled() {
		t.Fatal("the sign-in is locked")
	}
	wantText(t, a.page.Window, "already has access in this file")
	a.frame.main.Tapped(nil)
	if len(a.joined) != 1 || a.joined[0] != "elise@kantoor.be" || a.book.dropped != 0 || a.spec.Secrets.book != nil {
		t.Errorf("%v, dropped %d", a.joined, a.book.dropped)
	}
	b := newAcceptTest(t, acceptScreen("en"))
	b.open()
	tapText(t, b.page, b.page.T("accept.other"))
	if len(b.joined) != 1 || b.joined[0] != "" {
		t.Errorf("%v", b.joined)
	}
}

// What became of a code is said where it was typed, also at the very end.
func TestAcceptCodesThatAreGoodNoMore(t *testing.T) {
	for text, err := range map[string]error{"code.none": access.ErrNoCode, "code.spent": &access.CodeError{State: access.CodeSpent},
		"code.expired": &access.CodeError{State: access.CodeExpired}, "code.cancelled": &access.CodeError{State: access.CodeCancelled}} {
		a := newAcceptTest(t, acceptScreen("en"))
		a.refusal = err
		a.open()
		if a.at != acceptAtCode || a.code.field.field.Fault() == "" || focused(a.page.Window) != a.code.field.entry {
			t.Errorf("%s: page %d, %q", text, a.at, a.code.field.field.Fault())
		}
	}
	a := newAcceptTest(t, acceptScreen("en"))
	a.open()
	a.fill()
	a.next()
	a.frame.skip.Tapped(nil)
	a.fault = &access.CodeError{State: access.CodeCancelled}
	a.keep()
	if a.at != acceptAtCode || a.code.field.field.Fault() == "" || a.spec.Secrets.book != nil {
		t.Error("page", a.at)
	}
	b := newAcceptTest(t, acceptScreen("en"))
	b.open()
	b.fill()
	b.next()
	b.frame.skip.Tapped(nil)
	b.fault = &access.InputError{Field: "password", Err: access.ErrWeak}
	b.keep()
	if b.at != acceptAtPerson {
		t.Error("a fault of the password is told on page", b.at)
	}
	b.fault = errors.New("disk on fire")
	b.move(acceptAtSheet)
	b.next()
	wantText(t, b.page.Window, "disk on fire")
}

// A change of language loses nothing; leaving asks, and Escape goes a page back.
func TestAcceptKeepsWhatWasTyped(t *testing.T) {
	a := newAcceptTest(t, acceptScreen("en"))
	a.open()
	a.fill()
	a.person.first.SetText("Lise")
	draft := a.draft()
	a.again()
	a.restore(draft)
	if a.at != acceptAtPerson || a.person.first.Text != "Lise" || a.person.password.password() != setupTestPassword || a.locked() != "" {
		t.Errorf("%d %q %q", a.at, a.person.first.Text, a.locked())
	}
	pressKey(a.page.Window, fyne.KeyEscape)
	if a.accept.keys(&fyne.KeyEvent{Name: fyne.KeyEscape}); a.at != acceptAtCode {
		t.Error("page", a.at)
	}
	a.back()
	wantText(t, a.page.Window, "Abandon the invitation?")
	if a.gone != 0 {
		t.Error("gone unasked")
	}
}

func (a *acceptTest) locked() string { return a.step(a.at).locked() }

func TestAcceptPictures(t *testing.T) {
	for name, prepare := range map[string]func(a *acceptTest){
		"code":    func(*acceptTest) {},
		"person":  func(a *acceptTest) { a.open() },
		"account": func(a *acceptTest) { a.book.account = true; a.open() },
		"two": func(a *acceptTest) {
			a.book.companies = append(a.book.companies, access.InvitedCompany{ID: "2", Name: "Kantoor Aubert", Color: "#204060", Internal: true, Owner: true})
			a.open()
		},
		"factor": func(a *acceptTest) { a.open(); a.fill(); a.next() },
		"kit":    func(a *acceptTest) { a.open(); a.fill(); a.next(); a.later() },
	} {
		for screen, s := range waysScreens(setupWidth, setupHeight) {
			t.Run(name+"-"+screen, func(t *testing.T) {
				a := newAcceptTest(t, s)
				prepare(a)
				wantNoHoles(t, a.page.Window)
				wantInside(t, a.page.Window)
				shootPage(t, a.page, "accept-"+name+"-"+screen)
			})
		}
	}
}

// The sign-in that accepts an invitation says so, and lets it be.
func TestSignInJoining(t *testing.T) {
	left := 0
	waysOn(t, "signin-joining", 1280, 800, func(d *doorTest, lang string) shownView {
		return signin(d.page, &fakeDoor{}, signInSpec{FileName: "bedrijf-zonen.trousseau", Version: "1.0", Langs: []string{"fr", "nl", "de", "en"}, Lang: lang,
			Joining: "Boulangerie Bedrijf & Zonen", Email: "elise@kantoor.be", Now: d.now, OnUnjoin: func() { left++ }, OnLost: func() {}, OnSupport: func() {}})
	}, func(d *doorTest) {
		wantText(t, d.page.Window, "Boulangerie Bedrijf & Zonen")
		tapText(t, d.page, d.page.T("accept.drop"))
	})
	if left != len(waysScreens(1, 1)) {
		t.Error("it cannot be let be:", left)
	}
}
