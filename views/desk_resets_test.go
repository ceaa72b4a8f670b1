package views

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// withElise founds a company with Élise in it, and runs the program.
func (d *deskTest) withElise(phone bool) {
	d.Helper()
	d.found(phone)
	d.admit()
	d.run()
}

// her is Élise as the list of users has her.
func (d *deskTest) her() access.User {
	d.Helper()
	users, err := d.desk.visit.session.Users(d.Context())
	if err != nil {
		d.Fatal(err)
	}
	for _, u := range users {
		if u.Email == memberEmail {
			return u
		}
	}
	d.Fatal("no Élise")
	return access.User{}
}

// slip makes a code for Élise through the dialog, and reads it from the slip.
func (d *deskTest) slip(factor bool) string {
	d.Helper()
	d.desk.askReset(d.desk.scenes[winMain].page, d.her(), factor)
	d.fill(winMain, "enrol.password.label", deskPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	if d.seed != "" {
		d.shift += 30 * time.Second
		typeText(d.T, d.window(winMain), d.code())
		pressKey(d.window(winMain), fyne.KeyReturn)
	}
	var code []string
	for _, line := range strings.Split(shownTexts(d.window(winMain)), "\n") {
		if groups := strings.Fields(line); len(groups) == 3 && len(groups[0]) == 4 && strings.ToUpper(line) == line {
			code = append(code, groups...)
		}
	}
	typed := strings.Join(code, "-")
	if c, err := keys.ParseInvitationCode(typed); err != nil {
		d.Fatalf("no code on the slip (%v):\n%s", err, shownTexts(d.window(winMain)))
	} else {
		c.Wipe()
	}
	return typed
}

// A lost password, from the dialog of another member to the house, through the
// windows.
func TestDeskResetsAPassword(t *testing.T) {
	d := newDeskTest(t)
	d.withElise(true)
	d.signIn()
	d.want(winMain, d.word("overview.title"))
	typed := d.slip(false)
	d.want(winMain, d.word("reset.slip.password.text"))
	wantInside(t, d.window(winMain))
	shootPage(t, d.desk.scenes[winMain].page, "reset-slip")
	d.tap(winMain, "reset.slip.copy")
	d.want(winMain, d.word("reset.slip.copied"))
	d.tap(winMain, "reset.slip.close")
	d.desk.goodbye()
	d.tap(winMain, "signin.reset")
	d.fill(winMain, "reset.label", strings.ToLower(strings.ReplaceAll(typed, "-", " ")))
	d.want(winMain, d.word("reset.right"))
	shootPage(t, d.desk.scenes[winMain].page, "reset-code")
	pressKey(d.window(winMain), fyne.KeyReturn)
	v := d.desk.scenes[winMain].view.(*rescue)
	if v.at != rescueAtPassword {
		t.Fatalf("page %d:\n%s", v.at, shownTexts(d.window(winMain)))
	}
	d.fill(winMain, "duty.password.new", freshPassword)
	d.tap(winMain, "newpassword.consent")
	d.tap(winMain, "setup.next")
	v.sheet.keep("kept")
	groups := strings.Split(v.spec.Secrets.kit.Code(), "-")
	d.fill(winMain, "setup.kit.group", groups[len(groups)-1])
	d.tap(winMain, "rescue.finish")
	d.want(winMain, d.word("overview.title"))
	d.want(winMain, memberEmail)
	d.desk.goodbye()
	d.tap(winMain, "signin.reset")
	d.fill(winMain, "reset.label", typed)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, d.word("fault.code.none"))
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.want(winMain, d.word("signin.title"))
}

// A lost phone: the row stands at the code's step for her alone, and leads to a new
// phone and in.
func TestDeskResetsAPhone(t *testing.T) {
	d := newDeskTest(t)
	d.withElise(false)
	e, err := d.desk.start.Program.Door.Password(t.Context(), memberEmail, memberPassword)
	if err != nil {
		t.Fatal(err)
	}
	s, err := e.Enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.BeginEnrolment(t.Context(), memberPassword)
	if err != nil {
		t.Fatal(err)
	}
	d.seed = strings.ReplaceAll(f.Key(), " ", "")
	if _, err := s.Enrol(t.Context(), f, d.code()); err != nil {
		t.Fatal(err)
	}
	s.Close(t.Context())
	d.seed = ""
	d.shift += time.Minute
	d.signIn()
	typed := d.slip(true)
	d.tap(winMain, "reset.slip.close")
	d.desk.goodbye()
	d.shift += time.Minute
	d.fill(winMain, "signin.email", memberEmail)
	d.fill(winMain, "signin.password", memberPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	shootPage(t, d.desk.scenes[winMain].page, "obey-row")
	d.tap(winMain, "code.reset")
	d.fill(winMain, "reset.label", typed)
	shootPage(t, d.desk.scenes[winMain].page, "obey-code")
	pressKey(d.window(winMain), fyne.KeyReturn)
	v := d.desk.scenes[winMain].view.(*rescue)
	if v.at != rescueAtFactor || v.spec.Secrets.factor == nil {
		t.Fatalf("page %d:\n%s", v.at, shownTexts(d.window(winMain)))
	}
	wantInside(t, d.window(winMain))
	shootPage(t, d.desk.scenes[winMain].page, "obey-factor")
	d.seed = strings.ReplaceAll(v.spec.Secrets.factor.Key(), " ", "")
	typeText(t, d.window(winMain), d.code())
	d.want(winMain, d.word("codes.title"))
	d.tap(winMain, "codes.kept")
	d.tap(winMain, "obey.finish")
	d.want(winMain, d.word("overview.title"))
	d.want(winMain, memberEmail)
}

// A password that may be known, from the personal settings: everything new in one act,
// and the owner's alert goes when it is ticked off.
func TestDeskRenewsAKnownPassword(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	d.openPersonal()
	d.tap(winPersonal, "known.begin")
	d.fill(winPersonal, "enrol.password.label", deskPassword)
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	d.renewKnown()
	d.want(winMain, d.word("known.done"))
	d.want(winMain, d.word("overview.alert.tick"))
	shootPage(t, d.desk.scenes[winMain].page, "known-alert")
	d.tap(winMain, "overview.alert.tick")
	if strings.Contains(shownTexts(d.window(winMain)), d.word("overview.alert.tick")) {
		t.Error("the alert stays")
	}
}

// renewKnown goes through the window of a known password to its end.
func (d *deskTest) renewKnown() {
	d.Helper()
	d.want(winKnown, d.word("known.fact.sessions"))
	for _, lang := range []string{"de", "nl", "en", "fr"} {
		d.desk.speak(lang)
		wantNoHoles(d.T, d.window(winKnown))
		wantInside(d.T, d.window(winKnown))
		shootPage(d.T, d.desk.scenes[winKnown].page, "known-"+lang)
	}
	v := d.desk.scenes[winKnown].view.(*knownWindow)
	d.fill(winKnown, "personal.password.new", freshPassword)
	d.tap(winKnown, "newpassword.consent")
	v.sheet.keep("kept")
	d.fill(winKnown, "setup.kit.group", lastGroup(v.spec.Paper.Kit))
	pressKey(d.window(winKnown), fyne.KeyReturn)
	d.fill(winKnown, "enrol.password.label", deskPassword)
	pressKey(d.window(winKnown), fyne.KeyReturn)
	if d.seed != "" {
		d.shift += 30 * time.Second
		typeText(d.T, d.window(winKnown), d.code())
		pressKey(d.window(winKnown), fyne.KeyReturn)
	}
	if d.desk.windows.Window(winKnown) != nil {
		d.Fatalf("not done:\n%s", shownTexts(d.window(winKnown)))
	}
}

// Said at the door, the same is a wall before the house.
func TestDeskAsksAKnownPasswordAtTheDoor(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	d.run()
	shootPage(t, d.desk.scenes[winMain].page, "known-door")
	d.tap(winMain, "signin.known")
	d.signIn()
	d.want(winMain, d.word("known.title"))
	shootPage(t, d.desk.scenes[winMain].page, "known-wall")
	d.tap(winMain, "known.begin")
	d.fill(winMain, "enrol.password.label", deskPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.renewKnown()
	d.want(winMain, d.word("overview.title"))
}

// Another address, asked with password and code.
func TestDeskChangesTheAddress(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	d.openPersonal()
	d.tap(winPersonal, "personal.you")
	d.tap(winPersonal, "email.change")
	shootPage(t, d.desk.scenes[winPersonal].page, "email-ask")
	d.fill(winPersonal, "email.new", "margaux")
	d.fill(winPersonal, "enrol.password.label", deskPassword)
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	d.shift += 30 * time.Second
	typeText(t, d.window(winPersonal), d.code())
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	d.want(winPersonal, d.word("input.email"))
	d.fill(winPersonal, "email.new", "margaux@example.org")
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	d.tap(winPersonal, "email.verb")
	d.want(winMain, "margaux@example.org")
	d.desk.goodbye()
	d.shift += time.Minute
	d.fill(winMain, "signin.email", "margaux@example.org")
	d.signIn()
	d.want(winMain, d.word("overview.title"))
}
