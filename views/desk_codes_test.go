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
				set, err := d.desk.visit.session.RenewRecovery(t.Context(), deskPassword)
				d.must(err)
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
