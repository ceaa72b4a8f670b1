package views

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/mail"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/app/access"
	"trousseau/assets"
	"trousseau/views/kit"
)

// fakeInviting makes slips and remembers what was asked.
type fakeInviting struct {
	asked     []access.NewInvitation
	companies []string
	refusals  []error
	unread    error
}

func (f *fakeInviting) Templates(context.Context) ([]access.Template, error) {
	return access.BuiltInTemplates(), f.unread
}

func (f *fakeInviting) Gates(context.Context) (access.Gates, error) { return access.Gates{}, nil }

func (f *fakeInviting) Invite(_ context.Context, n access.NewInvitation) ([]access.Slip, error) {
	f.asked = append(f.asked, n)
	if len(f.refusals) > 0 {
		err := f.refusals[0]
		f.refusals = f.refusals[1:]
		return nil, err
	}
	return inviteTestSlips(n), nil
}

func (f *fakeInviting) InviteTo(ctx context.Context, companies []string, n access.NewInvitation) ([]access.Slip, error) {
	f.companies = companies
	return f.Invite(ctx, n)
}

// inviteTestSlips are slips as the service makes them; the codes are of no company.
func inviteTestSlips(n access.NewInvitation) []access.Slip {
	var out []access.Slip
	for i, email := range n.Emails {
		code := strings.Repeat(string(rune('A'+i)), 32) + "1234"
		groups := make([]string, 9)
		for g := range groups {
			groups[g] = code[4*g : 4*g+4]
		}
		out = append(out, access.Slip{ID: email, Email: email, First: n.First, Last: n.Last, Company: "Bedrijf & Zonen", Color: "#9A4A2C", Language: n.Language,
			Code: strings.Join(groups, "-"), QR: "TROUSSEAU-INVITE:1:" + code, By: "Margaux Bedrijf", Ends: companyNow().Add(7 * 24 * time.Hour).UnixMilli()})
	}
	return out
}

// inviteTest is «Add users» in its window.
type inviteTest struct {
	*invite
	t         *testing.T
	page      *kit.Page
	book      *fakeInviting
	spec      inviteSpec
	clipboard fyne.Clipboard
	printer   *setupTestPrinter
	opened    []string
	closed    int
}

func newInviteTest(t *testing.T, screen testScreen, standing access.Standing) *inviteTest {
	t.Helper()
	i := &inviteTest{t: t, book: &fakeInviting{}, clipboard: test.NewClipboard(), printer: &setupTestPrinter{}}
	var runner *kit.InlineRunner
	i.page, runner = newTestPageOn(t, screen)
	tongue := func(lang string) (*Words, error) { return NewWords(assets.Translation, assets.Languages(), lang) }
	words, err := tongue(screen.Lang)
	if err != nil {
		t.Fatal(err)
	}
	i.spec = inviteSpec{Company: "Bedrijf & Zonen", Color: "#9A4A2C", Standing: standing, Lang: screen.Lang, Langs: assets.Languages(), Words: words, Now: companyNow,
		Hand: slipsHand{Clipboard: kit.NewClipboard(i.clipboard, runner), Printer: i.printer, Tongue: tongue, FromName: "Margaux Bedrijf", FromEmail: "margaux@bedrijf-zonen.be",
			Open: func(address string) error { i.opened = append(i.opened, address); return nil }},
		OnClose: func() { i.closed++ }}
	i.again()
	return i
}

func (i *inviteTest) again() {
	i.invite = newInvite(i.page, i.book, i.spec)
	showView(i.page, i.invite)
}

func inviteScreen(lang string) testScreen { return testScreen{lang, kit.ModeLight, 1, 1120, 780} }

func ownerStanding() access.Standing { return access.Standing{Owner: true} }

func TestInviteOnePerson(t *testing.T) {
	i := newInviteTest(t, inviteScreen("fr"), ownerStanding())
	if focused(i.page.Window) != i.form.emails || !i.main.Disabled() {
		t.Error("the addresses do not come first")
	}
	typeText(t, i.page.Window, "Elise@Kantoor.be")
	i.form.first.SetText("Élise")
	i.form.last.SetText("Aubert")
	i.form.access.kind.SetKey(kindOutside)
	i.form.access.settle()
	i.form.access.until.SetText("31/12/2027")
	i.form.language.SetKey("nl")
	i.form.rights.take("accountant")
	i.form.days.Set(14)
	i.submit()
	want := access.BuiltInTemplates()[1].Rights
	if len(i.book.asked) != 1 {
		t.Fatal(shownTexts(i.page.Window))
	}
	got := i.book.asked[0]
	if !slices.Equal(got.Emails, []string{"elise@kantoor.be"}) || got.First != "Élise" || got.Last != "Aubert" || got.Internal || got.Until != "2027-12-31" ||
		got.Language != "nl" || got.Days != 14 || got.Owner || !slices.Equal(got.Rights, want) {
		t.Errorf("%+v", got)
	}
	wantText(t, i.page.Window, "Code d’invitation")
	wantText(t, i.page.Window, "AAAA")
	if !i.main.Disabled() {
		t.Error("the codes may be passed by")
	}
	i.slips.kept.SetOn(true)
	i.keeping()
	i.submit()
	if i.closed != 1 {
		t.Error("it does not close")
	}
}

// A pasted list: several people, no names, one code each.
func TestInviteAList(t *testing.T) {
	i := newInviteTest(t, inviteScreen("en"), ownerStanding())
	i.form.emails.SetText("Joris Zonen <joris@bedrijf-zonen.be>; nadia@bedrijf-zonen.be\nthijs@bedrijf-zonen.be, nadia@bedrijf-zonen.be")
	if i.form.names.Visible() || i.main.Text() != "Create 3 invitations" {
		t.Errorf("names %v, button %q", i.form.names.Visible(), i.main.Text())
	}
	i.form.first.SetText("left over")
	i.submit()
	if len(i.book.asked) != 1 || len(i.book.asked[0].Emails) != 3 || i.book.asked[0].First != "" || !i.book.asked[0].Internal {
		t.Fatalf("%+v", i.book.asked)
	}
	for _, text := range []string{"3 invitation codes", "joris@bedrijf-zonen.be", "AAAA", "BBBB", "CCCC", "Print the 3 sheets"} {
		wantText(t, i.page.Window, text)
	}
}

// What is refused stands at its field, and what was typed stays.
func TestInviteRefusals(t *testing.T) {
	i := newInviteTest(t, inviteScreen("en"), ownerStanding())
	i.form.emails.SetText("joris@bedrijf-zonen.be, nadia")
	i.submit()
	if len(i.book.asked) != 0 || i.form.fields["emails"].Fault() == "" {
		t.Error("a bad address is sent")
	}
	i.form.emails.SetText("joris@bedrijf-zonen.be")
	taken := &access.InputError{Field: "emails", Err: &access.AddressError{Address: "joris@bedrijf-zonen.be", Err: access.ErrTaken}}
	i.book.refusals = []error{taken, access.ErrBeyond, errors.New("disk on fire")}
	i.submit()
	if i.form.fields["emails"].Fault() == "" || focused(i.page.Window) != i.form.emails {
		t.Error("not at its field")
	}
	i.submit()
	i.submit()
	wantText(t, i.page.Window, "disk on fire")
	if i.form.emails.Text != "joris@bedrijf-zonen.be" {
		t.Error("it is gone")
	}
	i.form.access.kind.SetKey(kindOutside)
	i.form.access.settle()
	i.form.access.until.SetText("31.31.2027")
	asked := len(i.book.asked)
	i.submit()
	if len(i.book.asked) != asked || i.form.access.field.Fault() == "" {
		t.Error("a day that is none is sent")
	}
}

// Ownership is offered to owners alone, and boxes that one lacks oneself cannot be
// ticked.
func TestInviteAsNoOwner(t *testing.T) {
	i := newInviteTest(t, inviteScreen("en"), access.Standing{Rights: []string{"products.view", "users.invite", "users.view"}})
	if strings.Contains(shownTexts(i.page.Window), i.page.T("invite.owner")) {
		t.Error("ownership is offered")
	}
	i.form.emails.SetText("elise@kantoor.be")
	i.form.rights.take("accountant")
	i.submit()
	if got := i.book.asked[0].Rights; !slices.Equal(got, []string{"products.view"}) {
		t.Errorf("%v", got)
	}
	o := newInviteTest(t, inviteScreen("en"), ownerStanding())
	o.form.emails.SetText("joris@bedrijf-zonen.be")
	o.form.rights.take("accountant")
	o.form.owner.SetOn(true)
	o.form.settle()
	if o.form.boxes.Visible() {
		t.Error("boxes of an owner")
	}
	o.submit()
	if got := o.book.asked[0]; !got.Owner || len(got.Rights) != 0 {
		t.Errorf("%+v", got)
	}
}

// A lock and a change of language lose neither what was typed nor codes on the screen.
func TestInviteKeepsWhatWasTyped(t *testing.T) {
	i := newInviteTest(t, inviteScreen("en"), ownerStanding())
	if i.draft() != nil {
		t.Error("an untouched form has a draft")
	}
	i.form.emails.SetText("elise@kantoor.be")
	i.form.first.SetText("Élise")
	i.form.rights.take("sales")
	i.form.days.Set(3)
	i.form.access.kind.SetKey(kindOutside)
	i.form.access.until.SetText("31/12/2027")
	draft := i.draft()
	i.again()
	i.restore(draft)
	if f := i.form; f.emails.Text != "elise@kantoor.be" || f.first.Text != "Élise" || f.days.Value() != 3 || f.access.internal() || f.access.until.Text != "31/12/2027" ||
		!f.rights.has("quotes.edit") || i.main.Disabled() {
		t.Errorf("%v", i.draft())
	}
	i.leave(func() { t.Error("closed unasked") })
	wantText(t, i.page.Window, "Close without inviting?")
	i.again()
	i.restore(draft)
	i.submit()
	code := i.slips.spec.Slips[0].Code
	draft = i.draft()
	if b, err := json.Marshal(draft); err != nil || !strings.Contains(string(b), code) {
		t.Error("the code is in no draft")
	}
	i.again()
	i.restore(draft)
	if i.slips == nil || i.slips.spec.Slips[0].Code != code || i.main.Text() != i.page.T("slips.done") {
		t.Error("the codes do not come back")
	}
	i.leave(func() { t.Error("codes go unasked") })
	wantText(t, i.page.Window, "Close without keeping the codes?")
}

// For several companies at once; forbidden and unreadable faces.
func TestInviteElsewhereAndFaces(t *testing.T) {
	i := newInviteTest(t, inviteScreen("en"), ownerStanding())
	i.spec.Companies, i.spec.Names, i.spec.Email = []string{"aa", "bb"}, []string{"Bedrijf", "Zonen"}, "elise@kantoor.be"
	i.again()
	if d := i.draft(); d["companies"] != "aa bb" || i.main.Disabled() {
		t.Errorf("%v", d)
	}
	i.submit()
	if !slices.Equal(i.book.companies, []string{"aa", "bb"}) {
		t.Error(i.book.companies)
	}
	for want, err := range map[string]error{"You cannot invite into this company": access.ErrForbidden, "The page could not be read": errors.New("disk on fire")} {
		f := newInviteTest(t, inviteScreen("en"), ownerStanding())
		f.book.unread = err
		f.again()
		wantText(t, f.page.Window, want)
	}
}

// The ways of a slip out of the program: paper, a message with the code, the mail
// program without it, the clipboard. What is for the person is in his language.
func TestSlipsLeaveTheProgram(t *testing.T) {
	i := newInviteTest(t, inviteScreen("en"), ownerStanding())
	i.form.emails.SetText("elise@kantoor.be")
	i.form.language.SetKey("nl")
	i.submit()
	slip := i.slips.spec.Slips[0]
	i.slips.print.Tapped(nil)
	if !bytes.HasPrefix(i.printer.pdf, []byte("%PDF-")) {
		t.Error("no sheet")
	}
	i.printer.err = errSetupTest
	i.slips.print.Tapped(nil)
	wantText(t, i.page.Window, "The printer did not take the sheet.")
	path := filepath.Join(t.TempDir(), "x.eml")
	i.slips.saveMessage(slip)
	entry, ok := focused(i.page.Window).(*kit.Entry)
	if !ok {
		t.Fatal("no path is asked")
	}
	entry.SetText(path)
	pressKey(i.page.Window, fyne.KeyReturn)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil || m.Header.Get("To") != "<elise@kantoor.be>" && m.Header.Get("To") != "elise@kantoor.be" || !strings.Contains(m.Header.Get("Subject"), "Uitnodiging") || !bytes.Contains(raw, []byte(slip.Code)) {
		t.Error(err, m.Header)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	i.slips.mail(slip)
	if len(i.opened) != 1 || !strings.HasPrefix(i.opened[0], "mailto:elise@kantoor.be?subject=Uitnodiging") || strings.Contains(i.opened[0], slip.Code[:9]) {
		t.Error(i.opened)
	}
	if i.clipboard.Content() != slip.Code {
		t.Error("the code is not in the clipboard")
	}
	i.slips.spec.Hand.Open = func(string) error { return errSetupTest }
	i.slips.mail(slip)
	wantText(t, i.page.Window, "No mail program opened.")
}

func TestInvitePictures(t *testing.T) {
	for name, prepare := range map[string]func(i *inviteTest){
		"empty": func(*inviteTest) {},
		"filled": func(i *inviteTest) {
			i.form.emails.SetText("elise@kantoor.be")
			i.form.first.SetText("Élise")
			i.form.last.SetText("Aubert")
			i.form.access.kind.SetKey(kindOutside)
			i.form.access.settle()
			i.form.rights.take("accountant")
		},
		"owner": func(i *inviteTest) { i.form.owner.SetOn(true); i.form.settle() },
		"list": func(i *inviteTest) {
			i.form.emails.SetText("joris@bedrijf-zonen.be\nnadia@bedrijf-zonen.be\nno address")
			i.submit()
		},
		"slips": func(i *inviteTest) {
			i.form.emails.SetText("joris@bedrijf-zonen.be nadia@bedrijf-zonen.be")
			i.submit()
		},
	} {
		for screen, s := range waysScreens(1120, 780) {
			t.Run(name+"-"+screen, func(t *testing.T) {
				i := newInviteTest(t, s, ownerStanding())
				prepare(i)
				wantNoHoles(t, i.page.Window)
				wantInside(t, i.page.Window)
				shootPage(t, i.page, "invite-"+name+"-"+screen)
			})
		}
	}
}
