package views

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/access/accesstest"
	"trousseau/app/keys"
)

// A second member, as the owner's program would have taken her in.
const (
	memberEmail    = "elise@kantoor.be"
	memberPassword = "Zorpi9-melkaT-vundo"
)

// admit takes Élise in while nothing runs.
func (d *deskTest) admit() {
	d.Helper()
	_, err := accesstest.Admit(d.Context(), d.path, accesstest.Admission{OwnerEmail: deskEmail, OwnerPassword: deskPassword,
		First: "Élise", Last: "Aubert", Email: memberEmail, Password: memberPassword, Language: "fr",
		Invite: keys.Invite{Kind: keys.External, Until: "2027-12-31"}, Domains: []keys.Domain{keys.Common}, Time: d.now()})
	d.must(err)
	d.shift += time.Minute
}

// come signs the member in by her password.
func (d *deskTest) come(password string) {
	d.Helper()
	d.shift += time.Minute
	d.fill(winMain, "signin.email", memberEmail)
	d.fill(winMain, "signin.password", password)
	pressKey(d.window(winMain), fyne.KeyReturn)
}

// wantWall wants nothing to be seen or reached but what the duty asks, and the way
// out.
func (d *deskTest) wantWall(button string) {
	d.Helper()
	d.wantOpen(winMain)
	w := d.window(winMain)
	text := shownTexts(w)
	for _, word := range []string{"overview.name", "overview.title", "menu.company", "menu.personal"} {
		if strings.Contains(text, d.word(word)) {
			d.Errorf("%q is seen behind the wall:\n%s", d.word(word), text)
		}
	}
	for _, hidden := range []string{memberEmail, deskCompany} {
		if find(w, hidden) != nil {
			d.Errorf("%q leads somewhere", hidden)
		}
	}
	for _, word := range []string{button, "lock.out"} {
		if find(w, d.word(word)) == nil {
			d.Errorf("%q is not there:\n%s", d.word(word), text)
		}
	}
	pressKey(w, fyne.KeyEscape)
	d.wantOpen(winMain)
	if got := shownTexts(w); got != text {
		d.Errorf("Escape leads away from the wall:\n%s", got)
	}
}

// A member without a second factor, of whom the owner asks one, reaches the
// enrolment and the way out, nothing else; enrolled, she is in the house (F9, F11).
func TestWaysTheWall(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.admit()
	d.run()
	d.signIn()
	d.must(d.desk.visit.session.RequireFactor(t.Context(), true))
	d.desk.goodbye()
	d.seed = "" // the owner's phone is not hers
	d.come(memberPassword)
	d.want(winMain, d.word("duty.factor.title"))
	d.wantWall("duty.factor.button")
	d.tap(winMain, "lock.out")
	d.want(winMain, d.word("signin.title"))

	d.come(memberPassword)
	d.tap(winMain, "duty.factor.button")
	d.fill(winMain, "enrol.password.label", deskPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, "Mot de passe inexact")
	d.fill(winMain, "enrol.password.label", memberPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.wantOpen(winMain, winEnrol)
	d.desk.closing(winEnrol) // put off: the wall stands
	d.wantWall("duty.factor.button")

	d.tap(winMain, "duty.factor.button")
	d.fill(winMain, "enrol.password.label", memberPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.seed = d.shownKey(winEnrol)
	typeText(t, d.window(winEnrol), d.code())
	pressKey(d.window(winEnrol), fyne.KeyReturn)
	d.shownCodes(winEnrol)
	d.keepCodes(winEnrol)
	d.wantOpen(winMain)
	d.want(winMain, d.word("overview.title"))
	d.want(winMain, "Élise Aubert")
	d.desk.goodbye()

	d.come(memberPassword)
	d.want(winMain, d.word("code.title"))
	typeText(t, d.window(winMain), d.code())
	d.want(winMain, d.word("overview.title"))
}

// A lock and a change of language keep the wall where it stands.
func TestWaysTheWallOutlivesALock(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.admit()
	d.run()
	d.signIn()
	d.must(d.desk.visit.session.RequireFactor(t.Context(), true))
	d.desk.goodbye()
	d.come(memberPassword)
	lockKey(d.window(winMain))
	d.fill(winMain, "signin.password", memberPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, d.word("duty.factor.title"))
	d.wantWall("duty.factor.button")
	d.desk.change(access.Screen{Language: "de", Theme: "dark", Scale: 100})
	d.want(winMain, d.word("duty.factor.title"))
	d.wantWall("duty.factor.button")
}

// A member whose password is past its days reaches its change and the way out,
// nothing else; where 2FA is asked of her too, that comes next.
func TestWaysAMembersOldPassword(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.admit()
	d.run()
	d.signIn()
	d.must(d.desk.visit.session.RequireFactor(t.Context(), true))
	d.desk.goodbye()
	d.seed = ""
	for range 3 { // no leap that would be doubted
		d.shift += 30*24*time.Hour + time.Hour
		d.come(memberPassword)
		d.tap(winMain, "lock.out")
	}
	d.shift += 24 * time.Hour
	d.come(memberPassword)
	d.want(winMain, d.word("duty.password.title"))
	d.wantWall("duty.password.button")
	d.tap(winMain, "lock.out")
	d.want(winMain, d.word("signin.title"))
	d.come(memberPassword)
	d.fill(winMain, "duty.password.old", memberPassword)
	d.fill(winMain, "duty.password.new", freshPassword)
	d.tap(winMain, "newpassword.consent")
	d.tap(winMain, "duty.password.button")
	d.want(winMain, d.word("duty.factor.title"))
	d.wantWall("duty.factor.button")
	d.tap(winMain, "lock.out")
	d.come(freshPassword)
	d.want(winMain, d.word("duty.factor.title"))
}
