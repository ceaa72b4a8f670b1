package views

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

const freshPassword = "Kovu3-pelmi-Gatur-8#"

// enterPassword types the first step of the door.
func (d *deskTest) enterPassword(password string) {
	d.Helper()
	d.fill(winMain, "signin.email", deskEmail)
	d.fill(winMain, "signin.password", password)
	pressKey(d.window(winMain), fyne.KeyReturn)
}

// A recovery code stands for the phone, at the door and at an unlocking; each
// works once, and a mistyped one costs nothing.
func TestWaysRecoveryCode(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.run()
	d.enterPassword(deskPassword)
	d.tap(winMain, "code.recovery")
	w := d.window(winMain)
	mistyped := strings.Replace(d.codes[0], d.codes[0][:1], "Z", 1)
	typeText(t, w, mistyped)
	d.want(winMain, d.word("input.recovery"))
	pressKey(w, fyne.KeyReturn)
	d.fill(winMain, "recover.label", strings.ToLower(strings.ReplaceAll(d.codes[0], "-", " ")))
	d.want(winMain, d.word("recover.right"))
	pressKey(w, fyne.KeyReturn)
	d.want(winMain, d.word("overview.title"))
	d.shift += 13 * time.Hour // unlocking asks the second factor again
	lockKey(w)
	d.fill(winMain, "signin.password", deskPassword)
	pressKey(w, fyne.KeyReturn)
	d.tap(winMain, "code.recovery")
	d.fill(winMain, "recover.label", d.codes[0])
	pressKey(w, fyne.KeyReturn)
	d.want(winMain, "Code inexact")
	pressKey(w, fyne.KeyEscape)
	d.want(winMain, d.word("code.title"))
	d.tap(winMain, "code.recovery")
	d.fill(winMain, "recover.label", d.codes[1])
	pressKey(w, fyne.KeyReturn)
	d.want(winMain, d.word("overview.title"))
}

// toRescue goes to the second page of the way back in.
func (d *deskTest) toRescue(typed string) {
	d.Helper()
	d.tap(winMain, "signin.lost")
	d.fill(winMain, "signin.email", deskEmail)
	d.fill(winMain, "rescue.code", typed)
	d.want(winMain, d.word("rescue.code.right"))
	pressKey(d.window(winMain), fyne.KeyReturn)
}

// endRescue gives a new password, keeps the new kit and comes in.
func (d *deskTest) endRescue() {
	d.Helper()
	w := d.window(winMain)
	d.fill(winMain, "duty.password.new", freshPassword)
	d.tap(winMain, "newpassword.consent")
	d.tap(winMain, "setup.next")
	v := d.desk.scenes[winMain].view.(*rescue)
	if v.at != rescueAtSheet {
		d.Fatalf("page %d:\n%s", v.at, shownTexts(w))
	}
	if got := v.paper(); got.Company != deskCompany || got.Owner != "Margaux Bedrijf" {
		d.Errorf("the new kit names %q, %q", got.Company, got.Owner)
	}
	v.sheet.keep("kept")
	groups := strings.Split(v.spec.Secrets.kit.Code(), "-")
	d.fill(winMain, "setup.kit.group", groups[len(groups)-1])
	d.tap(winMain, "rescue.finish")
	d.want(winMain, d.word("overview.title"))
	if v.spec.Secrets.book != nil || v.spec.Secrets.drawn {
		d.Error("the rescue keeps its secrets")
	}
}

// The kit opens by every second factor, and is used up: afterwards the new
// password and the new kit count, not the old ones.
func TestWaysRescue(t *testing.T) {
	for name, prove := range map[string]func(d *deskTest){
		"phone": func(d *deskTest) { typeText(d.T, d.window(winMain), d.code()) },
		"recovery code": func(d *deskTest) {
			d.tap(winMain, "rescue.byCode")
			d.fill(winMain, "recover.label", d.codes[3])
			pressKey(d.window(winMain), fyne.KeyReturn)
		},
		"neither": func(d *deskTest) {
			d.tap(winMain, "rescue.byNone")
			d.tap(winMain, "rescue.none.verb")
			d.want(winMain, d.word("rescue.none.told"))
			v := d.desk.scenes[winMain].view.(*rescue)
			d.seed = strings.ReplaceAll(v.spec.Secrets.factor.Key(), " ", "")
			typeText(d.T, d.window(winMain), d.code())
			d.want(winMain, d.word("codes.title"))
			d.codes = v.spec.Secrets.codes.Codes()
			d.tap(winMain, "codes.kept")
			d.tap(winMain, "setup.next")
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			d.found(true)
			d.run()
			d.toRescue("trousseau-kit:1:" + strings.ReplaceAll(d.sheet, "-", ""))
			prove(d)
			d.endRescue()
			d.desk.goodbye()
			d.enterPassword(deskPassword)
			d.want(winMain, "Adresse ou mot de passe inexact")
			d.shift += time.Minute
			d.fill(winMain, "signin.password", freshPassword)
			pressKey(d.window(winMain), fyne.KeyReturn)
			typeText(t, d.window(winMain), d.code())
			d.want(winMain, d.word("overview.title"))
			d.desk.goodbye()
			d.toRescue(d.sheet)
			d.want(winMain, "Adresse ou code de la trousse inexact")
		})
	}
}

// Nothing has changed where the way back is given up, and that is asked first.
func TestWaysRescueGivenUp(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.run()
	d.tap(winMain, "signin.lost")
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.want(winMain, d.word("signin.title"))
	d.toRescue(d.sheet)
	typeText(t, d.window(winMain), d.code())
	d.want(winMain, d.word("rescue.password.text"))
	w := d.window(winMain)
	w.Canvas().Unfocus()
	pressKey(w, fyne.KeyEscape)
	w.Canvas().Unfocus()
	pressKey(w, fyne.KeyEscape)
	d.want(winMain, d.word("rescue.leave.title"))
	d.tap(winMain, "rescue.leave.verb")
	d.want(winMain, d.word("signin.title"))
	d.shift += time.Minute
	d.signIn()
	d.want(winMain, d.word("overview.title"))
}

// A kit that waited too long begins anew; a code typed wrong is told at its place.
func TestWaysRescueTooLate(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.run()
	d.toRescue(d.sheet)
	typeText(t, d.window(winMain), "000000")
	d.want(winMain, "Code inexact")
	d.shift += 31 * time.Minute
	typeText(t, d.window(winMain), d.code())
	d.want(winMain, d.word("fault.rescueLate"))
	d.want(winMain, d.word("signin.title"))
}

// age lets days pass with sign-ins on the way, so that no clock is doubted.
func (d *deskTest) age(days int) {
	d.Helper()
	for ; days > 0; days -= 30 {
		d.shift += time.Duration(min(days, 30)) * 24 * time.Hour
		d.signIn()
		d.desk.goodbye()
		d.shift += time.Minute
	}
}

// A password of 91 days is changed before anything else: no menu, the lock keeps
// the duty, and afterwards the house opens.
func TestWaysOldPassword(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	d.run()
	d.age(91)
	d.signIn()
	d.want(winMain, d.word("duty.password.title"))
	if text := shownTexts(d.window(winMain)); strings.Contains(text, d.word("overview.name")) {
		t.Error("the house is seen behind the duty:\n", text)
	}
	w := d.window(winMain)
	lockKey(w)
	d.want(winMain, d.word("lock.title"))
	d.fill(winMain, "signin.password", deskPassword)
	pressKey(w, fyne.KeyReturn)
	d.want(winMain, d.word("duty.password.title"))
	d.fill(winMain, "duty.password.old", "Soleil")
	d.fill(winMain, "duty.password.new", deskPassword)
	d.tap(winMain, "newpassword.consent")
	d.tap(winMain, "duty.password.button")
	d.want(winMain, "Mot de passe inexact")
	d.fill(winMain, "duty.password.old", deskPassword)
	d.tap(winMain, "duty.password.button")
	d.want(winMain, d.word("newpassword.reused"))
	d.fill(winMain, "duty.password.new", freshPassword)
	d.tap(winMain, "duty.password.button")
	d.want(winMain, d.word("overview.title"))
	d.want(winMain, d.word("duty.password.done"))
	d.desk.goodbye()
	d.enterPassword(freshPassword)
	d.want(winMain, d.word("overview.title"))
}

// An older file is told at the door; the owner may go on with it, or look for
// another one.
func TestWaysOlderFile(t *testing.T) {
	for _, phone := range []bool{false, true} {
		d := newDeskTest(t)
		d.found(phone)
		old, err := os.ReadFile(d.path)
		d.must(err)
		d.run()
		d.signIn()
		d.desk.goodbye()
		d.stopAndReplace(old)
		d.signIn()
		d.want(winMain, d.word("older.title"))
		pressKey(d.window(winMain), fyne.KeyEscape)
		d.want(winMain, d.word("signin.title"))
		d.shift += time.Minute
		d.signIn()
		d.tap(winMain, "older.take")
		d.want(winMain, d.word("older.take.title"))
		// The verb stands on the row and on the button; the button lies above.
		confirmOn(d.window(winMain), d.word("older.take.verb"))
		if phone {
			d.shift += time.Minute
			typeText(t, d.window(winMain), d.code())
		}
		d.want(winMain, d.word("overview.title"))
	}
}

// stopAndReplace puts other bytes in place of the file while nothing runs.
func (d *deskTest) stopAndReplace(bytes []byte) {
	d.Helper()
	d.desk.quit()
	d.must(d.desk.start.Program.Close())
	d.must(os.WriteFile(d.path, bytes, 0o600))
	d.shift += time.Minute
	d.run()
}

// confirmOn presses the button of the dialog on top.
func confirmOn(w fyne.Window, verb string) {
	eachShown(w.Canvas().Overlays().Top(), func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text() == verb {
			b.Tapped(&fyne.PointEvent{})
		}
	})
}

// A file that cannot be opened leads to its copies; the one put back opens after
// the owner's word, and the broken one lies beside it.
func TestWaysBrokenFile(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	program, err := app.Open(t.Context(), d.options())
	d.must(err)
	_, err = program.BackUp(t.Context(), nil)
	d.must(err)
	d.must(program.Close())
	d.shift += 3 * 24 * time.Hour
	d.must(os.WriteFile(d.path, []byte(strings.Repeat("broken", 1000)), 0o600))
	d.run()
	d.want(winMain, d.word("firstrun.copies"))
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, "Il y a 3 jours")
	pressKey(d.window(winMain), fyne.KeyEscape)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.tap(winMain, "broken.put")
	confirmOn(d.window(winMain), d.word("broken.put.verb"))
	d.want(winMain, d.word("broken.done.title"))
	aside, err := filepath.Glob(d.path + ".broken-*")
	if err != nil || len(aside) != 1 {
		t.Fatal(aside, err)
	}
	d.want(winMain, filepath.Base(aside[0]))
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.signIn()
	d.want(winMain, d.word("overview.title"))
}

// A file that is gone while its copies are there leads to them.
func TestWaysLostFile(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	program, err := app.Open(t.Context(), d.options())
	d.must(err)
	_, err = program.BackUp(t.Context(), nil)
	d.must(err)
	d.must(program.Close())
	d.must(os.Remove(d.path))
	d.run()
	d.want(winMain, d.word("firstrun.copies"))
	if !mendable(app.ErrDamaged) || mendable(app.ErrBusy) || !mendable(&app.AsideError{}) || mendable(access.ErrForbidden) {
		t.Error("a copy is offered for the wrong faults")
	}
}
