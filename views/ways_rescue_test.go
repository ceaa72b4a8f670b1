package views

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
)

// The sheets of the way back in name company and person, as those of the set-up
// do, and so does the new phone.
func TestWaysRescueNamesWhoseItIs(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.run()
	d.toRescue(d.sheet)
	d.tap(winMain, "rescue.byNone")
	d.tap(winMain, "rescue.none.verb")
	v := d.desk.scenes[winMain].view.(*rescue)
	if got := issuerOf(v.spec.Secrets.factor); got != deskCompany {
		t.Errorf("the phone shows %q", got)
	}
	d.seed = strings.ReplaceAll(v.spec.Secrets.factor.Key(), " ", "")
	typeText(t, d.window(winMain), d.code())
	d.want(winMain, d.word("codes.title"))
	if got := v.factor.codes.spec; got.Company != deskCompany || got.Email != deskEmail {
		t.Errorf("the codes name %q, %q", got.Company, got.Email)
	}
	d.tap(winMain, "codes.kept")
	d.tap(winMain, "setup.next")
	d.fill(winMain, "duty.password.new", freshPassword)
	d.tap(winMain, "newpassword.consent")
	d.tap(winMain, "setup.next")
	if got := v.paper(); got.Company != deskCompany || got.Owner != "Margaux Bedrijf" || got.Email != deskEmail || got.Kit.Number() != 2 {
		t.Errorf("the kit names %q, %q, %q, number %d", got.Company, got.Owner, got.Email, got.Kit.Number())
	}
}

// The address typed on the way back in stands in the sign-in when that is given
// up, asked or not, or came too late.
func TestWaysRescueKeepsTheAddress(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.run()
	d.fill(winMain, "signin.email", "margo@bedrijf-zonen.be") // mistyped
	d.tap(winMain, "signin.lost")
	if got := d.typed(winMain, "signin.email"); got != "margo@bedrijf-zonen.be" {
		t.Fatalf("the way back begins with %q", got)
	}
	d.fill(winMain, "signin.email", deskEmail)
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.want(winMain, d.word("signin.title"))
	if got := d.typed(winMain, "signin.email"); got != deskEmail {
		t.Errorf("after Escape it is %q", got)
	}
	d.toRescue(d.sheet)
	d.window(winMain).Canvas().Unfocus()
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.tap(winMain, "rescue.leave.verb")
	if got := d.typed(winMain, "signin.email"); got != deskEmail {
		t.Errorf("after the question it is %q", got)
	}
	d.fill(winMain, "signin.email", "margo@bedrijf-zonen.be")
	d.toRescue(d.sheet)
	d.shift += 31 * time.Minute
	typeText(t, d.window(winMain), d.code())
	d.want(winMain, d.word("fault.rescueLate"))
	if got := d.typed(winMain, "signin.email"); got != deskEmail {
		t.Errorf("too late it is %q", got)
	}
}

// A file that is found not to be what it was leads to its copies, from every step
// of the door behind the password.
func TestWaysTamperedBehindThePassword(t *testing.T) {
	for name, to := range map[string]func(d *deskTest){
		"code": func(d *deskTest) { d.enterPassword(deskPassword) },
		"recovery code": func(d *deskTest) {
			d.enterPassword(deskPassword)
			d.tap(winMain, "code.recovery")
		},
		"kit": func(d *deskTest) { d.toRescue(d.sheet) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			d.found(true)
			d.run()
			to(d)
			d.meddle(`UPDATE heads SET line_hash = zeroblob(32)`)
			if name == "recovery code" {
				d.fill(winMain, "recover.label", d.codes[0])
				pressKey(d.window(winMain), fyne.KeyReturn)
			} else {
				typeText(t, d.window(winMain), d.code())
			}
			d.want(winMain, d.word("fault.tampered"))
			d.tap(winMain, "firstrun.copies")
			if name == "kit" {
				d.tap(winMain, "rescue.leave.verb")
			}
			d.want(winMain, d.word("broken.title"))
			d.want(winMain, d.word("fault.tampered"))
			pressKey(d.window(winMain), fyne.KeyEscape)
			d.want(winMain, d.word("signin.title"))
			if got := d.typed(winMain, "signin.email"); got != deskEmail {
				t.Errorf("the address is %q", got)
			}
		})
	}
}

// An older ring, taken by the owner's word and still not what it was, is told once
// more with the way to the copies, not asked again.
func TestWaysARingPutBack(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.run()
	d.exec(`CREATE TABLE kept AS SELECT * FROM accounts`)
	d.signIn()
	d.desk.goodbye()
	d.shift += time.Minute
	d.meddle(`UPDATE accounts SET ring = (SELECT ring FROM kept), version = (SELECT version FROM kept)`)
	d.exec(`DROP TABLE kept`)
	d.signIn()
	d.want(winMain, d.word("older.title"))
	d.tap(winMain, "older.take")
	confirmOn(d.window(winMain), d.word("older.take.verb"))
	d.shift += time.Minute
	typeText(t, d.window(winMain), d.code())
	d.want(winMain, d.word("fault.tampered"))
	d.want(winMain, d.word("firstrun.copies"))
}

// On the way back in an older file is asked for where it comes up; any other fault
// of the file leads to the copies.
func TestWaysRescueOffersCopies(t *testing.T) {
	for name, fault := range map[string]error{"tampered": access.ErrTampered, "older": &access.OlderError{Seen: doorStart}, "full": errors.New("full")} {
		d := newDoorTestIn(t, "fr")
		v := d.rescueAt(newFakeRescue(d), rescueAtFactor, rescueByPhone)
		d.show(v)
		v.refused(fault, func() {})
		for action, want := range map[string]string{"firstrun.copies": "tampered", "older.take": "older"} {
			if offered := find(d.page.Window, d.page.T(action)) != nil; offered != (name == want) {
				t.Errorf("%s: %s is offered: %v", name, action, offered)
			}
		}
	}
}

// Who has neither phone nor codes is led to the kit with his address; behind an
// unlocking, where typed work waits, nothing leads there.
func TestWaysRecoveryLeadsToTheKit(t *testing.T) {
	d := newDeskTest(t)
	d.found(true)
	d.run()
	d.enterPassword(deskPassword)
	d.tap(winMain, "code.recovery")
	d.tap(winMain, "rescue.byNone")
	if got := d.typed(winMain, "signin.email"); got != deskEmail {
		t.Errorf("at the kit's page it is %q", got)
	}
	pressKey(d.window(winMain), fyne.KeyEscape)
	d.enterPassword(deskPassword)
	d.tap(winMain, "code.recovery")
	d.fill(winMain, "recover.label", d.codes[0])
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, d.word("overview.title"))
	d.shift += 13 * time.Hour // unlocking asks the second factor again
	lockKey(d.window(winMain))
	d.fill(winMain, "signin.password", deskPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.tap(winMain, "code.recovery")
	if strings.Contains(shownTexts(d.window(winMain)), d.word("rescue.byNone")) {
		t.Error("an unlocking leads away")
	}
}
