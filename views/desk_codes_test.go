package views

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
)

// keepCodes says that the codes in a window are kept, and closes it by its button.
func (d *deskTest) keepCodes(key string) {
	d.Helper()
	d.tap(key, "codes.kept")
	d.tap(key, "codes.done")
}

// shownCodes gives the recovery codes in a window.
func (d *deskTest) shownCodes(key string) []string {
	d.Helper()
	var codes []string
	for line := range strings.SplitSeq(shownTexts(d.window(key)), "\n") {
		if len(line) == 24 && strings.Count(line, "-") == 4 {
			codes = append(codes, line)
		}
	}
	if len(codes) != 10 {
		d.Fatalf("%d codes:\n%s", len(codes), shownTexts(d.window(key)))
	}
	return codes
}

// toCodes enrols a phone and gives the codes it shows.
func (d *deskTest) toCodes() []string {
	d.Helper()
	d.openPersonal()
	d.seed = d.openEnrolment("personal.factor.enrol")
	typeText(d.T, d.window(winEnrol), d.code())
	pressKey(d.window(winEnrol), fyne.KeyReturn)
	return d.shownCodes(winEnrol)
}

// lockDuring lets a lock come while the next work runs: after it was written, or
// before. Nobody hears of its result.
func (d *deskTest) lockDuring(written bool) {
	d.runner.wrap = func(work func() error) error {
		if !written {
			lockKey(d.window(winMain))
			return work()
		}
		err := work()
		lockKey(d.window(winMain))
		return err
	}
}

// A lock while an enrolment is being written: behind it either its codes are shown
// or the enrolment goes on. Codes that count and were never seen do not exist.
func TestDeskLocksWhileAnEnrolmentIsWritten(t *testing.T) {
	for _, written := range []bool{false, true} {
		d := newDeskTest(t)
		d.inside(false)
		d.openPersonal()
		d.seed = d.openEnrolment("personal.factor.enrol")
		d.lockDuring(written)
		typeText(t, d.window(winEnrol), d.code())
		pressKey(d.window(winEnrol), fyne.KeyReturn)
		if d.desk.visit.session != nil || !d.desk.visit.unsaved {
			t.Fatal("not locked, or nothing is at stake")
		}
		d.unlock()
		d.wantOpen(winMain, winPersonal, winEnrol)
		if on, _ := d.desk.visit.session.Factor(); on != written {
			t.Fatalf("written %v: on %v", written, on)
		}
		if !written {
			d.want(winEnrol, d.word("enrol.step.scan"))
			pressKey(d.window(winEnrol), fyne.KeyReturn) // the six digits are there
		}
		d.wantRecovery(d.shownCodes(winEnrol)[7])
	}
}

// wantRecovery signs in with a recovery code.
func (d *deskTest) wantRecovery(code string) {
	d.Helper()
	d.desk.leave(nil)
	e, err := d.desk.start.Program.Door.Password(d.Context(), deskEmail, deskPassword)
	d.must(err)
	s, err := e.Recovery(d.Context(), code)
	d.must(err)
	d.must(s.Close(d.Context()))
}

// The same where new codes are asked, from either window.
func TestDeskLocksWhileCodesAreWritten(t *testing.T) {
	for _, key := range []string{winPersonal, winMain} {
		for _, written := range []bool{false, true} {
			d := newDeskTest(t)
			d.inside(true)
			older := d.codes
			if key == winPersonal {
				d.openPersonal()
			}
			d.desk.askCodes(d.desk.scenes[key].page)
			d.fill(key, "enrol.password.label", deskPassword)
			d.lockDuring(written)
			pressKey(d.window(key), fyne.KeyReturn)
			if d.desk.visit.session != nil || !d.desk.visit.unsaved {
				t.Fatal("not locked, or nothing is at stake")
			}
			d.unlock()
			if !written {
				d.want(winMain, "Les nouveaux codes n’ont pas été faits")
				if d.desk.windows.Window(winCodes) != nil {
					t.Fatal("codes that count for nothing are shown")
				}
				d.wantRecovery(older[7])
				continue
			}
			d.wantRecovery(d.shownCodes(winCodes)[7])
		}
	}
}

// Nor are they lost to somebody who leaves.
func TestDeskShowsCodesToWhoLeaves(t *testing.T) {
	for name, meanwhile := range map[string]func(*deskTest){
		"sign out": func(d *deskTest) { d.desk.goodbye() },
		"close":    func(d *deskTest) { d.desk.closing(winMain) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			d.inside(true)
			d.desk.askCodes(d.desk.scenes[winMain].page)
			d.fill(winMain, "enrol.password.label", deskPassword)
			d.runner.slow = true
			pressKey(d.window(winMain), fyne.KeyReturn)
			meanwhile(d)
			d.runner.finish()
			codes := d.shownCodes(winCodes)
			d.want(winCodes, d.word("codes.leave.title"))
			d.wantRecovery(codes[0])
		})
	}
}

// The question may go with its window while the codes are being written.
func TestDeskShowsCodesWithoutTheirQuestion(t *testing.T) {
	for _, written := range []bool{false, true} {
		d := newDeskTest(t)
		d.inside(true)
		older := d.codes
		d.desk.askCodes(d.desk.scenes[winMain].page)
		d.fill(winMain, "enrol.password.label", deskPassword)
		d.runner.wrap = func(work func() error) error {
			if !written {
				d.desk.show(winMain, d.desk.house)
				return work()
			}
			err := work()
			d.desk.show(winMain, d.desk.house)
			return err
		}
		pressKey(d.window(winMain), fyne.KeyReturn)
		if d.desk.visit.codes != nil {
			t.Error("something is still being written")
		}
		if written {
			d.wantRecovery(d.shownCodes(winCodes)[0])
			continue
		}
		d.want(winMain, d.word("codes.lost"))
		d.wantRecovery(older[0])
	}
}

// A wrong password draws nothing that stays, and the next try works.
func TestDeskAsksForCodesAgain(t *testing.T) {
	d := newDeskTest(t)
	d.inside(true)
	d.desk.askCodes(d.desk.scenes[winMain].page)
	d.fill(winMain, "enrol.password.label", "not it")
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.want(winMain, "Mot de passe inexact.")
	if d.desk.visit.codes != nil {
		t.Error("codes are kept")
	}
	d.fill(winMain, "enrol.password.label", deskPassword)
	pressKey(d.window(winMain), fyne.KeyReturn)
	d.wantRecovery(d.shownCodes(winCodes)[9])
}

// Codes that another program replaced during the lock are not shown as if they
// counted.
func TestDeskForgetsCodesThatAreVoid(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.toCodes()
	s := d.desk.visit.session
	set, err := s.NewRecovery()
	d.must(err)
	d.must(s.RenewRecovery(t.Context(), deskPassword, set))
	lockKey(d.window(winMain))
	d.unlock()
	d.wantOpen(winMain, winPersonal)
}

// Codes that were on the screen when the lock came are there again behind it, and
// no program is left over them unasked.
func TestDeskLockBringsCodesBack(t *testing.T) {
	for name, key := range map[string]string{"of an enrolment": winEnrol, "asked anew": winCodes} {
		t.Run(name, func(t *testing.T) {
			d := newDeskTest(t)
			d.inside(false)
			codes := d.toCodes()
			if key == winCodes {
				d.keepCodes(winEnrol)
				set, err := d.desk.visit.session.NewRecovery()
				d.must(err)
				d.must(d.desk.visit.session.RenewRecovery(t.Context(), deskPassword, set))
				d.desk.openCodes(set)
				codes = d.shownCodes(winCodes)
			}
			s := d.desk.visit.session
			lockKey(d.window(key))
			d.wantLocked(s, codes...)
			if !d.desk.visit.unsaved {
				t.Error("the program may be left over codes that nobody has")
			}
			d.unlock()
			if again := d.shownCodes(key); !slices.Equal(again, codes) {
				t.Error("other codes:", again)
			}
			d.tap(key, "codes.kept")
			lockKey(d.window(key))
			if d.desk.visit.unsaved {
				t.Error("kept codes are a loss")
			}
			d.unlock()
			d.desk.speak("en")
			if again := d.shownCodes(key); !slices.Equal(again, codes) {
				t.Error("another language, other codes")
			}
			d.tap(key, "codes.done")
			d.wantOpen(winMain, winPersonal)
			d.wantNothingOf(codes...)
		})
	}
}

// A window with codes asks once before it closes; the set is gone with it.
func TestDeskCodesAskBeforeTheyGo(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	d.toCodes()
	v, ok := d.desk.scenes[winEnrol].view.(*codesView)
	if !ok {
		t.Fatalf("%T", d.desk.scenes[winEnrol].view)
	}
	d.desk.closing(winEnrol)
	d.want(winEnrol, "Fermer sans garder les codes ?")
	pressKey(d.window(winEnrol), fyne.KeyReturn) // stay
	d.wantOpen(winMain, winPersonal, winEnrol)
	d.desk.closing(winEnrol)
	d.tap(winEnrol, "codes.leave.verb")
	d.wantOpen(winMain, winPersonal)
	if slices.ContainsFunc(v.spec.Codes.Codes(), func(code string) bool { return strings.Trim(code, "0-") != "" }) && !wiped(v.spec.Codes) {
		t.Error("the codes are kept")
	}
}

// wiped tells whether ten codes have become one.
func wiped(set *access.RecoverySet) bool {
	codes := set.Codes()
	return len(slices.Compact(codes)) == 1
}
