package views

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/pquerna/otp/totp"

	"trousseau/app/access"
	"trousseau/views/kit"
)

const setupTestPassword = "Rivu7-zokLe-namaf-4%"

var errSetupTest = errors.New("disk on fire")

func setupTestNow() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }

// setupTestBook draws real factors and kits and writes nothing.
type setupTestBook struct {
	*access.Setup
	founding access.Founding
	session  *access.Session
	err      error
	drawn    int
}

func (b *setupTestBook) NewFactor(issuer, account string) (*access.NewFactor, error) {
	b.drawn++
	return b.Setup.NewFactor(issuer, account)
}

func (b *setupTestBook) Found(_ context.Context, f access.Founding) (*access.Session, error) {
	f, err := f.Check()
	b.founding = f
	if b.err != nil {
		err = b.err
	}
	return b.session, err
}

// setupTestPrinter remembers what was printed.
type setupTestPrinter struct {
	pdf []byte
	err error
}

func (p *setupTestPrinter) Print(_ context.Context, _ string, pdf []byte) error {
	p.pdf = pdf
	return p.err
}

// setupTest is a set-up in its window.
type setupTest struct {
	*setup
	t       *testing.T
	page    *kit.Page
	runner  *kit.InlineRunner
	book    *setupTestBook
	spec    setupSpec
	printer *setupTestPrinter
	done    *access.Session
	gone    int
}

func newSetupTest(t *testing.T, screen testScreen) *setupTest {
	t.Helper()
	s := &setupTest{t: t, printer: &setupTestPrinter{}}
	s.page, s.runner = newTestPageOn(t, screen)
	s.book = &setupTestBook{session: &access.Session{},
		Setup: access.NewSetup(access.Options{Clock: setupTestNow})}
	s.spec = setupSpec{Lang: screen.Lang, Langs: []string{"fr", "en"}, Now: setupTestNow,
		Screen:    access.Screen{Language: screen.Lang, Theme: "system", Scale: 100},
		Clipboard: kit.NewClipboard(test.NewClipboard(), s.runner), Printer: s.printer, Secrets: &setupSecrets{},
		OnDone:   func(session *access.Session) { s.done = session },
		OnCancel: func() { s.gone++ }}
	s.again()
	return s
}

// again makes a new instance, as a change of language does.
func (s *setupTest) again() {
	s.setup = newSetup(s.page, s.book, s.spec)
	showView(s.page, s.setup)
}

func setupScreen(lang string) testScreen {
	return testScreen{lang, kit.ModeLight, 1, setupWidth, setupHeight}
}

func (s *setupTest) fillCompany() {
	s.company.form.set(access.Company{Name: "Boulangerie Bedrijf & Zonen", Country: "BE", Language: "fr", Number: "BE0417497106",
		Street: "Rue des Pierres 47", PostCode: "8000", City: "Bruges", Color: "#9A4A2C"})
	s.changed()
}

func (s *setupTest) fillOwner() {
	s.owner.restore(map[string]string{"first": "Margaux", "last": "Bedrijf", "email": "Margaux@bedrijf-zonen.be",
		"password": setupTestPassword, "consent": "true"})
	s.changed()
}

// code is what the phone shows now.
func (s *setupTest) code() string {
	s.t.Helper()
	code, err := totp.GenerateCode(strings.ReplaceAll(s.spec.Secrets.factor.Key(), " ", ""), setupTestNow())
	if err != nil {
		s.t.Fatal(err)
	}
	return code
}

func (s *setupTest) lastGroup() string {
	groups := strings.Split(s.spec.Secrets.kit.Code(), "-")
	return groups[len(groups)-1]
}

// to walks to a page with everything filled in.
func (s *setupTest) to(at int) {
	s.t.Helper()
	if s.at <= setupAtOwner {
		s.fillCompany()
		s.fillOwner()
	}
	for s.at < at {
		before := s.at
		if before == setupAtFactor {
			if s.factor.codes == nil {
				typeText(s.t, s.page.Window, s.code())
			}
			s.factor.codes.kept.Tapped(&fyne.PointEvent{})
		}
		s.next()
		if s.at == before {
			s.t.Fatalf("page %d does not let go: %s", before, shownTexts(s.page.Window))
		}
	}
}

// The whole way by the keyboard alone.
func TestSetupByKeyboard(t *testing.T) {
	s := newSetupTest(t, setupScreen("fr"))
	w := s.page.Window
	typeText(t, w, "Boulangerie Bedrijf & Zonen")
	pressKey(w, fyne.KeyReturn)
	typeText(t, w, "Margaux")
	pressTab(w)
	typeText(t, w, "Bedrijf")
	pressTab(w)
	typeText(t, w, "Margaux@Bedrijf-Zonen.be")
	pressTab(w)
	typeText(t, w, setupTestPassword)
	pressTab(w) // the eye
	pressTab(w) // the generator
	pressTab(w)
	pressKey(w, fyne.KeySpace) // the promise
	pressTab(w)                // back
	pressTab(w)
	pressKey(w, fyne.KeyReturn)
	typeText(t, w, s.code())
	for range 3 {
		pressTab(w) // save has the focus; print, copy, then the tick
	}
	pressKey(w, fyne.KeySpace)
	pressTab(w) // back
	pressTab(w)
	pressKey(w, fyne.KeyReturn)
	if s.at != setupAtKit {
		t.Fatal("page", s.at)
	}
	pressTab(w)
	pressKey(w, fyne.KeyReturn) // print
	typeText(t, w, strings.ToLower(s.lastGroup()))
	pressKey(w, fyne.KeyReturn)
	f := s.book.founding
	if s.done == nil || f.Company.Name != "Boulangerie Bedrijf & Zonen" || f.Company.Country != "BE" || f.Company.Language != "fr" ||
		f.Owner.Email != "margaux@bedrijf-zonen.be" || !f.Owner.Consent || f.Factor == nil || f.Codes == nil || f.Screen != s.spec.Screen || f.Kit.Number() != 1 {
		t.Errorf("%v %+v", s.done, f.Company)
	}
	if !strings.HasPrefix(string(s.printer.pdf), "%PDF-") {
		t.Error("no sheet was printed")
	}
	if s.spec.Secrets.factor != nil || s.spec.Secrets.codes != nil || s.spec.Secrets.drawn {
		t.Error("secrets are kept")
	}
}

func TestSetupFaultsStandAtTheirFields(t *testing.T) {
	s := newSetupTest(t, setupScreen("en"))
	s.next()
	if s.at != setupAtCompany || s.company.form.fields["name"].Fault() == "" || focused(s.page.Window) != s.company.form.name {
		t.Error("a company without a name")
	}
	s.fillCompany()
	s.next()
	s.next()
	if s.at != setupAtOwner || s.owner.fields["first"].Fault() == "" || focused(s.page.Window) != s.owner.first {
		t.Error("an owner without a name")
	}
	for _, c := range []struct {
		field, value string
		input        fyne.Focusable
	}{{"email", "margaux", s.owner.email}, {"password", "soleil", s.owner.password.entry}} {
		s.fillOwner()
		d := s.owner.draft()
		d[c.field] = c.value
		s.owner.restore(d)
		s.next()
		faulty, ok := c.input.(interface{ Faulty() bool })
		if s.at != setupAtOwner || !ok || !faulty.Faulty() || focused(s.page.Window) != c.input || s.owner.draft()[c.field] != c.value {
			t.Error(c.field)
		}
	}
	s.fillOwner()
	s.owner.password.promise.SetOn(false)
	s.next()
	if s.at != setupAtOwner || focused(s.page.Window) != s.owner.password.promise {
		t.Error("without the promise")
	}
}

// None of the owner's names, nor the company's, may be in his password, whichever
// is typed first.
func TestSetupPasswordMayHoldNoName(t *testing.T) {
	s := newSetupTest(t, setupScreen("fr"))
	s.fillCompany()
	s.next()
	s.fillOwner()
	if s.owner.locked() != "" {
		t.Fatal(s.owner.locked())
	}
	s.owner.first.SetText("Zokle")
	if s.owner.locked() != s.page.T("newpassword.locked.rules") || !s.frame.main.Disabled() {
		t.Error("his first name is in it")
	}
	wantText(t, s.page.Window, "Votre nom ou celui de l’entreprise : « zokle »")
	s.owner.first.SetText("Margaux")
	s.back()
	s.company.form.name.SetText("Boulangerie Zokle")
	s.next()
	if s.owner.locked() != s.page.T("newpassword.locked.rules") {
		t.Error("the company's name is in it")
	}
}

func TestSetupErrorKeepsEverything(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		at   int
	}{
		{"file", errSetupTest, setupAtKit},
		{"field of the company", &access.InputError{Field: "city", Err: access.ErrLong}, setupAtCompany},
		{"field of the owner", &access.InputError{Field: "email", Err: access.ErrOdd}, setupAtOwner},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newSetupTest(t, setupScreen("en"))
			s.to(setupAtKit)
			s.book.err = c.err
			before := s.draft()
			s.keep()
			if s.done != nil || s.at != c.at {
				t.Errorf("done %v, page %d", s.done != nil, s.at)
			}
			wantText(t, s.page.Window, "fault: ")
			if s.spec.Secrets.factor == nil || s.draft()["1.password"] != before["1.password"] {
				t.Error("something is lost")
			}
			s.book.err = nil
			s.move(setupAtKit)
			s.next()
			if s.done == nil {
				t.Error("a second try is refused")
			}
		})
	}
}

func TestSetupDraftRoundTrip(t *testing.T) {
	s := newSetupTest(t, setupScreen("fr"))
	s.to(setupAtFactor)
	typeText(t, s.page.Window, "123")
	for _, at := range []int{setupAtFactor, setupAtKit} {
		if at == setupAtKit {
			s.factor.steps.boxes.Clear()
			typeText(t, s.page.Window, s.code())
			s.factor.codes.kept.Tapped(&fyne.PointEvent{})
			s.next()
			s.kit.print.Tapped(nil)
			s.kit.group.SetText("AB")
		}
		draft, factor := s.draft(), s.spec.Secrets.factor
		s.again()
		s.restore(draft)
		s.focus()
		after := s.draft()
		for key, text := range draft {
			if after[key] != text && key != "3.said" {
				t.Errorf("page %d: %s is %q, was %q", at, key, after[key], text)
			}
		}
		if s.at != at || s.spec.Secrets.factor != factor {
			t.Errorf("page %d became %d", at, s.at)
		}
	}
}

func TestSetupLeaving(t *testing.T) {
	s := newSetupTest(t, setupScreen("fr"))
	w := s.page.Window
	s.keys(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.gone != 1 {
		t.Error("an untouched set-up asks")
	}
	typeText(t, w, "B")
	s.keys(&fyne.KeyEvent{Name: fyne.KeyEscape})
	wantText(t, w, "Rien n’est encore créé.")
	pressKey(w, fyne.KeyReturn) // stay
	if s.gone != 1 || len(w.Canvas().Overlays().List()) != 0 {
		t.Error("staying leaves")
	}
	closed := 0
	s.leave(func() { closed++ })
	pressTab(w)
	pressKey(w, fyne.KeyReturn)
	if closed != 1 {
		t.Error("leaving stays")
	}
	s.fillCompany()
	s.next()
	s.keys(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.at != setupAtCompany || s.keys(&fyne.KeyEvent{Name: fyne.KeyF1}) {
		t.Error("Escape does not go back")
	}
}

func TestSetupFits(t *testing.T) {
	for name, screen := range sheetScreens(setupWidth, setupHeight) {
		t.Run(name, func(t *testing.T) {
			s := newSetupTest(t, screen)
			pages := []string{"company", "owner", "factor", "kit"}
			for at, page := range pages {
				if at == setupAtKit {
					typeText(t, s.page.Window, s.code())
					wantInside(t, s.page.Window)
					shootPage(t, s.page, "02-setup-codes-"+name)
				}
				s.to(at)
				if at == setupAtKit {
					s.kit.print.Tapped(nil)
				}
				s.focus()
				wantInside(t, s.page.Window)
				wantNoHoles(t, s.page.Window)
				shootPage(t, s.page, "02-setup-"+page+"-"+name)
			}
			s.leave(func() {})
			shootPage(t, s.page, "02-setup-leave-"+name)
		})
	}
}
