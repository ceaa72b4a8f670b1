package views

// What a person changes of his own access, in the whole program on a real file.

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
)

const deskNewPassword = "Blufu4_treKo-maziv-9"

// changePassword goes through the window of the password.
func (d *deskTest) changePassword(old, password string) {
	d.Helper()
	d.fill(winPassword, "personal.password.old", old)
	d.fill(winPassword, "personal.password.new", password)
	v, ok := d.desk.scenes[winPassword].view.(*passwordWindow)
	if !ok {
		d.Fatal("no password window")
	}
	v.panel.promise.SetOn(true)
	v.judge()
	d.tap(winPassword, "personal.password.verb")
}

func TestDeskChangesThePassword(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openPersonal()
	d.tap(winPersonal, "personal.password.change")
	d.changePassword("not it", deskNewPassword)
	d.want(winPassword, "Mot de passe inexact.")
	d.changePassword(deskPassword, deskNewPassword)
	d.wantOpen(winMain, winPersonal)
	d.want(winMain, "Votre mot de passe est changé")
	d.want(winMain, d.word("overview.password.today"))
	d.menu()
	d.tap(winMain, "menu.leave")
	d.fill(winMain, "signin.email", deskEmail)
	d.fill(winMain, "signin.password", deskPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, "essais")
	d.fill(winMain, "signin.password", deskNewPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, d.word("overview.title"))
	d.want(winMain, d.word("overview.news.password"))
}

func TestDeskSwitchesTheFactorOff(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	d.openPersonal()
	d.tap(winPersonal, "personal.factor.drop")
	d.runner.Advance(codeStep)
	d.fill(winPersonal, "enrol.password.label", deskPassword)
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	typeText(t, d.window(winPersonal), d.code())
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	d.want(winMain, "La double authentification est désactivée")
	d.want(winPersonal, d.word("personal.factor.off"))
	if on, _ := d.desk.visit.session.Factor(); on {
		t.Error("it is still on")
	}
}

// Under the NIST rules a short password is allowed beside a second factor alone:
// the question says so, and leads to a longer one.
func TestDeskLeavesTheFactorWithALongPasswordAlone(t *testing.T) {
	const short = "Kulma4-vogo"
	d := newDeskTest(t)
	d.inside(true)
	s := d.desk.visit.session
	d.must(s.SetPasswordRules(t.Context(), false, "why"))
	d.must(s.ChangePassword(t.Context(), deskPassword, short, true))
	d.openPersonal()
	d.tap(winPersonal, "personal.factor.drop")
	d.runner.Advance(codeStep)
	d.fill(winPersonal, "enrol.password.label", short)
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	typeText(t, d.window(winPersonal), d.code())
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	d.want(winPersonal, "Sans double authentification, il faut un mot de passe d’au moins 15 caractères.")
	if on, _ := s.Factor(); !on {
		t.Fatal("it is off")
	}
	shootPage(t, d.desk.scenes[winPersonal].page, "08d-off-short-fr")
	d.tap(winPersonal, "personal.password.title")
	d.wantOpen(winMain, winPersonal, winPassword)
	if n := len(d.window(winPersonal).Canvas().Overlays().List()); n != 0 {
		t.Error("the question stays over the window")
	}
}

func TestDeskRenewsTheCodes(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	d.openPersonal()
	d.tap(winPersonal, "personal.codes.new")
	d.fill(winPersonal, "enrol.password.label", deskPassword)
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	d.wantOpen(winMain, winPersonal, winCodes)
	d.want(winMain, d.word("overview.news.codes"))
}

// renewal is the view of a kit that is being renewed.
func (d *deskTest) renewal() *renewKit {
	d.Helper()
	v, ok := d.desk.scenes[winKit].view.(renewing)
	if !ok {
		d.Fatal("no kit")
	}
	return v.renewKit
}

// beginKit asks a new kit in the personal settings.
func (d *deskTest) beginKit() *renewKit {
	d.Helper()
	d.tap(winPersonal, "personal.kit.new")
	d.fill(winPersonal, "enrol.password.label", deskPassword)
	pressKey(d.window(winPersonal), fyne.KeyReturn)
	return d.renewal()
}

// lastGroup is what a person copies from the sheet.
func lastGroup(k access.Kit) string {
	code := k.Code()
	return code[len(code)-kitGroup:]
}

func TestDeskRenewsTheKit(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openPersonal()
	d.want(winPersonal, "Trousse n° 1")
	v := d.beginKit()
	d.want(winKit, "Trousse n° 2")
	d.want(winKit, "Les copies .age faites avec la trousse n° 1")
	v.sheet.keep("printed")
	for _, lang := range []string{"de", "nl", "en", "fr"} { // another view of the same kit
		d.desk.speak(lang)
		wantNoHoles(t, d.window(winKit))
		wantInside(t, d.window(winKit))
		shootPage(t, d.desk.scenes[winKit].page, "08c-kit-older-"+lang)
	}
	v = d.renewal()
	if !v.sheet.kept() {
		t.Fatal("a change of language forgets that it was kept")
	}
	drawn, code := v.spec.Paper.Kit, v.spec.Paper.Kit.Code()
	d.fill(winKit, "setup.kit.group", lastGroup(drawn))
	pressKey(d.window(winKit), fyne.KeyReturn)
	d.wantOpen(winMain, winPersonal)
	d.want(winPersonal, "Trousse n° 2")
	d.want(winMain, "En service depuis")
	d.want(winMain, "sauf si une copie .age")
	if drawn.Code() == code {
		t.Error("the kit is kept beside its window")
	}
}

// A lock brings the same kit back, with what was done and typed, and nothing is in
// force before its last button.
func TestDeskLockBringsTheKitBack(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openPersonal()
	v := d.beginKit()
	code := v.spec.Paper.Kit.Code()
	for _, kept := range []bool{false, true} {
		if kept {
			v.sheet.keep("printed")
			d.fill(winKit, "setup.kit.group", code[len(code)-kitGroup:len(code)-1])
		}
		s := d.desk.visit.session
		lockKey(d.window(winKit))
		d.wantLocked(s, code, strings.ReplaceAll(code[:14], "-", "  "))
		if d.desk.visit.unsaved != kept {
			t.Errorf("kept %v: a loss: %v", kept, d.desk.visit.unsaved)
		}
		d.unlock()
		d.wantOpen(winMain, winPersonal, winKit)
		v = d.renewal()
		if v.spec.Paper.Kit.Code() != code || v.spec.Paper.Kit.Number() != 2 || v.sheet.kept() != kept {
			t.Fatal("another kit comes back")
		}
		d.want(winPersonal, "Trousse n° 1")
	}
	typeText(t, d.window(winKit), code[len(code)-1:])
	pressKey(d.window(winKit), fyne.KeyReturn)
	d.wantOpen(winMain, winPersonal)
	d.want(winPersonal, "Trousse n° 2")
}

// A lock while the kit is being put in force: behind it, what the file says is told.
func TestDeskLocksWhileTheKitIsWritten(t *testing.T) {
	for _, written := range []bool{false, true} {
		d := newDeskTest(t)
		d.inside(false)
		d.openPersonal()
		v := d.beginKit()
		v.sheet.keep("printed")
		d.fill(winKit, "setup.kit.group", lastGroup(v.spec.Paper.Kit))
		d.lockDuring(written)
		v.submit()
		if d.desk.visit.session != nil || !d.desk.visit.unsaved {
			t.Fatal("not locked, or nothing is at stake")
		}
		d.unlock()
		if written {
			d.wantOpen(winMain, winPersonal)
			d.want(winMain, "La trousse n° 2 est en service.")
			d.want(winPersonal, "Trousse n° 2")
			continue
		}
		d.wantOpen(winMain, winPersonal, winKit)
		d.renewal().submit()
		d.want(winPersonal, "Trousse n° 2")
	}
}

// A sheet whose kit can no longer be in force is told, and no window lies about it.
func TestDeskTellsAKitThatWasOvertaken(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openPersonal()
	v := d.beginKit()
	v.sheet.keep("printed")
	s := d.desk.visit.session
	other, err := s.BeginKit(t.Context(), deskPassword)
	d.must(err)
	d.must(s.RenewKit(t.Context(), other))
	lockKey(d.window(winMain))
	d.unlock()
	d.wantOpen(winMain, winPersonal)
	d.want(winMain, "Une autre trousse a été mise en service entre-temps.")
}

func TestDeskChangesTheName(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.openPersonal()
	d.tap(winPersonal, "personal.you")
	d.fill(winPersonal, "personal.first", "Zoë")
	lockKey(d.window(winMain))
	if !d.desk.visit.unsaved {
		t.Error("a typed name counts for nothing")
	}
	d.unlock()
	if got := d.typed(winPersonal, "personal.first"); got != "Zoë" {
		t.Fatalf("after the lock it is %q", got)
	}
	d.tap(winPersonal, "company.save")
	d.want(winMain, "Zoë Bedrijf")
}

// The day's copy is made after a sign-in, once, and its age is on the overview.
func TestDeskBacksUpDaily(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	kept := func(want int) {
		t.Helper()
		all, err := d.desk.start.Program.Backups()
		d.must(err)
		if len(all) != want {
			t.Errorf("%d copies, want %d", len(all), want)
		}
	}
	kept(1)
	d.want(winMain, "1 copie en tout")
	lockKey(d.window(winMain))
	d.unlock()
	kept(1)
	lockKey(d.window(winMain))
	d.shift += 25 * time.Hour
	d.unlock()
	kept(2)
}

// A copy under way does not keep the house shut; what goes wrong is on its card,
// and another one is made from there.
func TestDeskBackupIsInTheBackground(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	d.run()
	d.signIn()
	copies := d.desk.visit.copies
	copies.running, copies.fault = false, app.ErrFull
	copies.changed()
	d.want(winMain, "Le disque est plein.")
	d.runner.slow = true
	d.tap(winMain, "overview.copy.make")
	if !copies.running {
		t.Fatal("nothing is made")
	}
	d.runner.finish()
	if strings.Contains(shownTexts(d.window(winMain)), "Le disque est plein.") || copies.running {
		t.Error("the fault stays")
	}
	d.desk.leave(nil)
	if copies.ctx.Err() == nil {
		t.Error("the copy outlives the visit")
	}
}

// The idle time is the company's, also after it was changed.
func TestDeskLocksAfterTheCompanysTime(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.must(d.desk.visit.session.SetIdleLock(t.Context(), 2))
	d.desk.rewatch()
	d.runner.Advance(2*time.Minute - time.Second)
	if d.desk.visit.session == nil {
		t.Fatal("locked too early")
	}
	d.runner.Advance(time.Second)
	if d.desk.visit.session != nil {
		t.Error("not locked after two minutes")
	}
	d.unlock()
	d.runner.Advance(2 * time.Minute)
	if d.desk.visit.session != nil {
		t.Error("not locked after two minutes the second time")
	}
}

// A clock that leapt is confirmed on the overview; an old password is due then.
func TestDeskConfirmsTheTime(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	d.shift += 100 * 24 * time.Hour
	d.run()
	d.signIn()
	d.want(winMain, d.word("overview.time.right"))
	d.tap(winMain, "overview.time.yes")
	if d.desk.visit.session.Duty() != access.DutyPassword {
		t.Fatal("no duty")
	}
	if strings.Contains(shownTexts(d.window(winMain)), d.word("overview.title")) {
		t.Error("the house is still shown")
	}
}
