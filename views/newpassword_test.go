package views

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/app/access"
	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// goodPassword keeps every rule of the house for Margaux.
const goodPassword = "Rivu7-zokLe-namaf-4%"

func houseRules() access.Rules {
	return access.NewRules("Margaux", "Bedrijf", "margaux@bedrijf-zonen.be", "Boulangerie Bedrijf & Zonen")
}

// newPasswordTest is the panel alone in a window.
type newPasswordTest struct {
	*newPassword
	page    *kit.Page
	runner  *kit.InlineRunner
	clip    fyne.Clipboard
	changes int
	submits int
}

func newNewPasswordTest(t *testing.T, screen testScreen, rules access.Rules) *newPasswordTest {
	t.Helper()
	n := &newPasswordTest{clip: test.NewClipboard()}
	n.page, n.runner = newTestPageOn(t, screen)
	n.newPassword = newNewPassword(n.page, newPasswordSpec{Rules: rules, Clipboard: kit.NewClipboard(n.clip, n.runner),
		OnChange: func() { n.changes++ }, OnSubmit: func() { n.submits++ }})
	n.page.SetContent(kit.Scroll(kit.Pad(32, 40, 24, 40, kit.LeftMax(kit.FormWidth, n.build()))))
	n.focus()
	return n
}

func panelScreen(lang string) testScreen { return testScreen{lang, kit.ModeLight, 1, 776, 560} }

func (n *newPasswordTest) lines() []kit.CheckItem {
	return passwordRules(n.page, n.spec.Rules, n.report, n.entry.Text == "")
}

func TestNewPasswordIsJudgedAtEachKey(t *testing.T) {
	n := newNewPasswordTest(t, panelScreen("fr"), houseRules())
	for _, c := range []struct {
		password string
		failed   string // the lines that fail, joined
	}{
		{"", ""},
		{"a", "12 caractères ou plus (1)|Une majuscule et une minuscule|Un chiffre|Un caractère spécial"},
		{"Soleil-Bruges-47", "Mots du dictionnaire : « soleil », « bruges »"},
		{"Rivu7-Soleil-4%x", "Mot du dictionnaire : « soleil »"},
		{"Rivu7-M4rgaux-4%", "Votre nom ou celui de l’entreprise : « margaux »"},
		{"Rivu7-zokLe-aaa4%", "Répétition : « aaa »"},
		{"Rivu7-zokLe-1234%", "Suite : « 1234 »"},
		{"Rivu7-zokLe-" + strings.Repeat("a", 40), "Répétition : « " + strings.Repeat("a", partMost-1) + "… »"},
		{goodPassword, ""},
		{strings.Repeat(goodPassword, 13), "256 caractères au plus (260)"},
	} {
		n.entry.SetText(c.password)
		var failed []string
		items := n.lines()
		for _, item := range items {
			if item.State == kit.Failed {
				failed = append(failed, strings.ReplaceAll(item.Text, "\u00a0", " "))
			}
			if item.State == kit.Neutral && c.password != "" {
				t.Errorf("%.20q: %s is not judged", c.password, item.Text)
			}
		}
		if got := strings.Join(failed, "|"); got != c.failed || len(items) != 8 {
			t.Errorf("%.20q: %q of %d, want %q", c.password, got, len(items), c.failed)
		}
		if want := c.failed == "" && c.password != ""; n.kept() != want {
			t.Errorf("%.20q: kept is %v", c.password, n.kept())
		}
	}
	wantNoHoles(t, n.page.Window)
}

// A password that many people use is told even where no word is in it, and never
// passes.
func TestNewPasswordCommon(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	report := passwords.Report{Findings: []passwords.Finding{{Rule: passwords.Words, OK: true}, {Rule: passwords.Common}}}
	items := passwordRules(p, houseRules(), report, false)
	if items[5].State != kit.Failed || items[5].Text != "Un mot de passe trop courant" {
		t.Errorf("%+v", items[5])
	}
}

// nistRules are those of a company that chose NIST's profile.
func nistRules(t *testing.T) access.Rules {
	t.Helper()
	d := newDeskTest(t)
	d.found(false)
	d.run()
	e, err := d.desk.start.Program.Door.Password(t.Context(), deskEmail, deskPassword)
	d.must(err)
	s, err := e.Enter(t.Context())
	d.must(err)
	d.must(s.SetPasswordRules(t.Context(), false, "Phrases"))
	rules, err := s.Rules(t.Context())
	d.must(err)
	d.must(s.Close(context.Background()))
	return rules
}

func TestNewPasswordByNIST(t *testing.T) {
	rules := nistRules(t)
	n := newNewPasswordTest(t, panelScreen("fr"), houseRules())
	n.setRules(rules)
	n.entry.SetText("quinze caracteres")
	if len(n.lines()) != 5 || !n.kept() {
		t.Errorf("%+v", n.lines())
	}
	n.entry.SetText("motdepasse")
	wantText(t, n.page.Window, "15 caractères ou plus (10)")
	if n.kept() {
		t.Error("a short and common one passes")
	}
	n.maker.opener.Tapped(nil)
	for range 9 {
		n.maker.length.Set(1)
		n.maker.draw()
	}
	if got := len(n.maker.proposal.Text()); got != 15 {
		t.Errorf("%d characters are proposed, 15 are the least", got)
	}
}

func TestNewPasswordReady(t *testing.T) {
	n := newNewPasswordTest(t, panelScreen("en"), houseRules())
	if n.ready() || n.reason() != n.page.T("newpassword.locked.rules") || n.draft() != nil {
		t.Error("nothing is ready:", n.reason())
	}
	typeText(t, n.page.Window, goodPassword)
	if n.ready() || n.reason() != n.page.T("newpassword.locked.consent") || n.changes == 0 {
		t.Error("without the promise:", n.reason())
	}
	if !n.reveal() || focused(n.page.Window) != n.promise {
		t.Error("the promise is not asked")
	}
	pressKey(n.page.Window, fyne.KeySpace)
	if !n.ready() || n.reason() != "" || n.password() != goodPassword || !n.consent() || n.reveal() {
		t.Error("not ready:", n.reason())
	}
	wantText(t, n.page.Window, n.page.T("strength.5"))
	n.setPassword("Soleil-Bruges-47")
	wantText(t, n.page.Window, n.page.T("strength.2")) // no English list knows these words
	n.setPassword(goodPassword)
	n.focus()
	pressKey(n.page.Window, fyne.KeyReturn)
	if n.submits != 1 {
		t.Error("Enter does not submit")
	}
	for key, text := range n.draft() {
		if strings.Contains(key+text, goodPassword) || key == "password" {
			t.Error("a draft holds the password")
		}
	}
	u := newNewPasswordTest(t, panelScreen("fr"), houseRules())
	u.restore(n.draft())
	if !u.consent() || u.password() != "" {
		t.Error("the promise is lost, or a password kept")
	}
}

func TestNewPasswordFaults(t *testing.T) {
	n := newNewPasswordTest(t, panelScreen("fr"), houseRules())
	input := func(field string, err error) error { return &access.InputError{Field: field, Err: err} }
	n.page.Window.Canvas().Unfocus()
	if n.fault(errors.New("else")) || n.fault(input("email", access.ErrOdd)) || n.field.Fault() != "" {
		t.Error("another's fault is shown here")
	}
	for err, text := range map[error]string{
		access.ErrReused: "Vous avez déjà utilisé ce mot de passe.", access.ErrWeak: "Le mot de passe ne suit pas encore toutes les règles."} {
		if !n.fault(input("password", err)) || focused(n.page.Window) != n.entry || !n.entry.Faulty() {
			t.Error(err)
		}
		wantText(t, n.page.Window, text)
		typeText(t, n.page.Window, "a")
		if n.field.Fault() != "" || n.entry.Faulty() {
			t.Error("the fault stays while typing")
		}
	}
	if !n.fault(input("consent", access.ErrEmpty)) || focused(n.page.Window) != n.promise {
		t.Error("the promise")
	}
}

func TestNewPasswordProposes(t *testing.T) {
	n := newNewPasswordTest(t, panelScreen("fr"), houseRules())
	w := n.page.Window
	if n.maker.card.Visible() || n.maker.proposal.Text() != "" {
		t.Error("a proposal is made unasked")
	}
	n.maker.opener.Tapped(nil)
	first := n.maker.proposal.Text()
	wantText(t, w, first)
	if len(first) != passwords.DefaultGenerated || !houseRules().Check(first).OK() || n.password() != "" {
		t.Errorf("%d characters", len(first))
	}
	n.maker.draw()
	if n.maker.proposal.Text() == first {
		t.Error("the same again")
	}
	n.maker.copy()
	wantText(t, w, "Le presse-papiers sera vidé dans 30 s")
	if n.clip.Content() != n.maker.proposal.Text() {
		t.Error("not copied")
	}
	n.runner.Advance(kit.ClipboardTime)
	if n.clip.Content() != "" {
		t.Error("the proposal stays in the clipboard")
	}
	n.maker.style.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if strings.Count(n.maker.proposal.Text(), "-") == 3 && n.maker.proposal.Text()[5] == '-' {
		t.Error("another style, same look:", n.maker.style.Key())
	}
	chosen := n.maker.proposal.Text()
	find(w, "Utiliser").Tapped(nil)
	if n.password() != chosen || !n.entry.Revealed() || !n.kept() || n.maker.card.Visible() || n.maker.proposal.Text() != "" || focused(w) != n.entry {
		t.Error("not used")
	}
}

// A proposal that new names forbid gives way to another.
func TestNewPasswordProposalFollowsTheNames(t *testing.T) {
	n := newNewPasswordTest(t, panelScreen("fr"), houseRules())
	n.maker.opener.Tapped(nil)
	before := n.maker.proposal.Text()
	n.setRules(access.NewRules("Margaux", before[:5], "margaux@bedrijf-zonen.be", "Zonen"))
	if after := n.maker.proposal.Text(); after == before || after == "" {
		t.Error("the proposal holds a name")
	}
	n.spec.Random = bytes.NewReader(nil)
	n.maker.draw()
	wantText(t, n.page.Window, "fault: ")
}

// Nothing is judged, and nothing passes, before the lists are there.
func TestNewPasswordWaitsForItsLists(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	slow := &deskRunner{InlineRunner: kit.Inline(), slow: true}
	p.Runner = slow
	n := newNewPassword(p, newPasswordSpec{Rules: houseRules()})
	n.setPassword(goodPassword)
	n.promise.SetOn(true)
	if n.ready() || passwordRules(p, houseRules(), n.report, true)[0].State != kit.Neutral {
		t.Error("judged without lists")
	}
	slow.finish()
	if !n.ready() {
		t.Error("never judged:", n.reason())
	}
}

// Rules that are still being read judge nothing and let nothing pass.
func TestNewPasswordWaitsForItsRules(t *testing.T) {
	n := newNewPasswordTest(t, panelScreen("fr"), access.Rules{})
	n.setPassword(goodPassword)
	n.promise.SetOn(true)
	n.maker.opener.Tapped(nil)
	if n.ready() || len(n.lines()) != 0 || n.maker.card.Visible() {
		t.Error("judged without rules")
	}
	n.setRules(houseRules())
	if !n.ready() || len(n.lines()) != 8 {
		t.Error("never judged:", n.reason())
	}
}

func TestNewPasswordPictures(t *testing.T) {
	screens := sheetScreens(776, 640)
	screens["light-nl"] = testScreen{"nl", kit.ModeLight, 1, 776, 640}
	screens["light-de"] = testScreen{"de", kit.ModeLight, 1, 776, 640}
	screens["dialog-de"] = testScreen{"de", kit.ModeLight, 1, 440, 760}
	screens["dialog-fr-200"] = testScreen{"fr", kit.ModeDark, 2, 860, 760}
	for name, s := range screens {
		t.Run(name, func(t *testing.T) {
			n := newNewPasswordTest(t, s, houseRules())
			n.setPassword("Soleil-Bruges-47")
			n.entry.SetRevealed(true)
			n.maker.opener.Tapped(nil)
			n.promise.SetOn(true)
			wantInside(t, n.page.Window)
			wantNoHoles(t, n.page.Window)
			shootPage(t, n.page, "newpassword-"+name)
			n.fault(&access.InputError{Field: "password", Err: access.ErrReused})
			wantInside(t, n.page.Window)
			shootPage(t, n.page, "newpassword-fault-"+name)
		})
	}
}
