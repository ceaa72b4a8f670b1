package views

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
)

const newcomerEmail, newcomerPassword = "nadia@kantoor.be", "Vogo7-tizRe-kulma-9Q"

// codeOn reads an invitation's code as a window shows it.
func (d *deskTest) codeOn(key string) string {
	d.Helper()
	var groups []string
	for _, line := range strings.Split(shownTexts(d.window(key)), "\n") {
		if g := strings.Fields(line); len(g) == 3 && len(g[0]) == 4 && strings.ToUpper(line) == line {
			groups = append(groups, g...)
		}
	}
	typed := strings.Join(groups, "-")
	if c, err := keys.ParseInvitationCode(typed); err != nil {
		d.Fatalf("no code (%v):\n%s", err, shownTexts(d.window(key)))
	} else {
		c.Wipe()
	}
	return typed
}

// invites makes an invitation through «Add users» and gives its code.
func (d *deskTest) invites(email string, rights ...string) string {
	d.Helper()
	d.desk.showInvite()
	d.fill(winInvite, "invite.emails", email)
	v := d.desk.scenes[winInvite].view.(*invite)
	v.form.rights.set(rights)
	v.main.Tapped(nil)
	return d.codeOn(winInvite)
}

// A newcomer from the owner's page into the house, through the windows; the codes on
// the screen survive a lock, sealed.
func TestDeskInvitesAndAccepts(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	code := d.invites(newcomerEmail, "customers.view")
	s := d.desk.visit.session
	d.desk.lock()
	d.wantLocked(s, code, code[:9], strings.ReplaceAll(code, "-", "  ")[:10], newcomerEmail)
	d.unlock()
	if got := d.codeOn(winInvite); got != code {
		t.Fatal("the slip is gone after a lock")
	}
	d.tapped(winInvite, d.desk.words.T("slips.kept", "Count", 1))
	d.tap(winInvite, "slips.done")
	d.wantOpen(winMain)
	d.desk.goodbye()

	d.tap(winMain, "accept.row")
	d.fill(winMain, "accept.code.label", strings.ToLower(strings.ReplaceAll(code, "-", " ")))
	d.tap(winMain, "setup.next")
	for _, text := range []string{"Margaux Bedrijf vous invite", deskCompany, "Lire les clients"} {
		d.want(winMain, text)
	}
	d.fill(winMain, "setup.owner.first", "Nadia")
	d.fill(winMain, "setup.owner.last", "Dubois")
	d.fill(winMain, "newpassword.label", newcomerPassword)
	d.tap(winMain, "newpassword.consent")
	d.tap(winMain, "setup.next")
	d.tap(winMain, "setup.later")
	kit := strings.Fields(strings.Join(kitCode.FindAllString(shownTexts(d.window(winMain)), -1), " "))
	d.tap(winMain, "setup.kit.save")
	d.fill(winMain, "files.path", filepath.Join(t.TempDir(), "kit.pdf"))
	d.tap(winMain, "files.save.verb")
	d.fill(winMain, "setup.kit.group", kit[len(kit)-1])
	d.tap(winMain, "accept.finish")
	d.want(winMain, d.word("overview.title"))
	if got := d.desk.visit.session.Standing().Rights; !slices.Equal(got, []string{"customers.view"}) {
		t.Error(got)
	}
	d.desk.goodbye()
	d.wantNothingOf(code, newcomerPassword)
	d.tap(winMain, "accept.row")
	d.fill(winMain, "accept.code.label", code)
	d.tap(winMain, "setup.next")
	d.want(winMain, d.word("fault.code.spent"))
}

// tapped presses what says a text.
func (d *deskTest) tapped(key, text string) {
	d.Helper()
	found := find(d.window(key), text)
	if found == nil {
		d.Fatalf("nothing to press says %q; shown is:\n%s", text, shownTexts(d.window(key)))
	}
	found.Tapped(&fyne.PointEvent{})
}

// Who has an account signs in to accept, may leave it for later, and is then in the
// company that invited him.
func TestDeskAcceptsWithAnAccount(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	first := d.desk.visit.session.Standing().Company
	d.must(d.desk.visit.session.NewCompany(d.Context(), access.Company{Name: "Kantoor Aubert", Country: "BE", Language: "fr", Color: "#204060"}))
	second := d.desk.visit.session.Standing().Company
	slips, err := d.desk.visit.session.Invite(d.Context(), access.NewInvitation{Emails: []string{newcomerEmail}, Language: "fr", Internal: true, Rights: []string{"users.view"}})
	d.must(err)
	inv, err := d.desk.start.Program.Door.Invitation(d.Context(), slips[0].Code)
	d.must(err)
	made, err := inv.NewKit()
	d.must(err)
	his, err := d.desk.start.Program.Door.Accept(d.Context(), inv, access.Acceptance{First: "Nadia", Last: "Dubois", Password: newcomerPassword, Consent: true,
		Screen: access.Screen{Language: "fr", Theme: "light", Scale: 100}, Kit: made})
	d.must(err)
	d.must(his.Close(d.Context()))
	d.must(d.desk.visit.session.Switch(d.Context(), first))
	slips, err = d.desk.visit.session.Invite(d.Context(), access.NewInvitation{Emails: []string{newcomerEmail}, Language: "fr", Rights: []string{"products.view"}})
	d.must(err)
	d.desk.goodbye()

	toJoin := func() {
		d.tap(winMain, "accept.row")
		d.fill(winMain, "accept.code.label", slips[0].Code)
		d.tap(winMain, "setup.next")
		d.want(winMain, newcomerEmail+" a déjà un accès")
		d.tap(winMain, "accept.join")
		d.want(winMain, "Connectez-vous pour accepter l’invitation de "+deskCompany)
	}
	toJoin()
	wantInside(t, d.window(winMain))
	shootPage(t, d.desk.scenes[winMain].page, "accept-joining")
	d.tap(winMain, "accept.drop")
	d.want(winMain, d.word("accept.row"))
	toJoin()
	if got := d.typed(winMain, "signin.email"); got != newcomerEmail {
		t.Error(got)
	}
	d.shift += time.Minute
	d.fill(winMain, "signin.password", newcomerPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, d.word("overview.title"))
	standing := d.desk.visit.session.Standing()
	if standing.Company != first || standing.Company == second || !slices.Equal(standing.Rights, []string{"products.view"}) {
		t.Errorf("%+v", standing)
	}
}

// An invited person finds his way from the first run: the file, then the code.
func TestDeskFirstRunForTheInvited(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	file := d.path
	d.path = filepath.Join(t.TempDir(), "other", "none.trousseau")
	d.run()
	d.want(winMain, d.word("accept.firstrun"))
	wantInside(t, d.window(winMain))
	shootPage(t, d.desk.scenes[winMain].page, "firstrun-invited")
	d.tap(winMain, "accept.firstrun.open")
	d.fill(winMain, "files.path", file)
	d.tap(winMain, "files.open.verb")
	d.want(winMain, d.word("accept.code.text"))
	d.path = file
}
