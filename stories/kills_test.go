//go:build linux

package stories

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"trousseau/stories/stage"
)

// long tells whether the kills are repeated at many more moments (make faults).
func long() bool { return os.Getenv("TROUSSEAU_FAULTS") == "long" }

// killedShort are the moments of the set-up at which the short form kills: those after which more is known than before.
var killedShort = []string{"company typed", "owner typed", "phone scanned", "phone proved", "kit saved", "kit read"}

// TestKilledDuringSetUp kills the program at the moments of the set-up, in the long form at each: before its end there is
// no company and no file, at its end all of it or nothing, after it all of it.
func TestKilledDuringSetUp(t *testing.T) {
	t.Parallel()
	w := NewWorld(t, binary)
	u := w.begin(margaux, french, "light")
	moments := u.moments(false)
	killed := 0
	for at, last := range moments[:len(moments)-1] {
		if !long() && !slices.Contains(killedShort, last.name) {
			continue
		}
		killed++
		w.Part(t, last.name, func() {
			for _, m := range moments[:at+1] {
				m.do()
			}
			w.Kill9()
			if w.isFile() {
				w.Error("there is a file before the company is founded")
			}
			w.removeKit()
			w.Restart()
			w.WaitText(french.create)
		})
	}
	if killed < len(killedShort) {
		t.Errorf("%d moments of the set-up, want %d", killed, len(killedShort))
	}
	w.Kill9()
	founding := []time.Duration{0, untilFile}
	if long() {
		for n := range 24 {
			founding = append(founding, time.Duration(n)*40*time.Millisecond)
		}
	}
	for n, after := range founding {
		w.newHome()
		w.Part(t, fmt.Sprintf("founding %d", n), func() { w.killedAtFounding(after) })
	}
}

// untilFile as a delay means: the moment the file appears.
const untilFile = time.Duration(-1)

// killedAtFounding kills the program after the last button was pressed. There is either no company, and the set-up
// begins again in whatever file was left, or all of it.
func (w *World) killedAtFounding(after time.Duration) {
	w.Helper()
	u := w.begin(margaux, french, "light")
	for _, m := range u.moments(false) {
		m.do()
	}
	if after == untilFile {
		w.must(stage.Until(patience, "the company's file", func() (bool, error) { return w.isFile(), nil }))
	} else {
		time.Sleep(after) // the moment of the kill, not a wait for something
	}
	w.Kill9()
	begun := w.isFile()
	w.Restart()
	switch found := w.WaitEither(french.create, french.signIn) == french.signIn; {
	case found:
		w.enter(margaux, french, u.phone.next())
	case begun:
		w.removeKit()
		u.found(true)
	default:
		return
	}
	w.WaitText(margaux.company)
	w.checkFile()
}

// TestKilledDuringEnrolment kills the program while a phone is enrolled and while it is replaced: nothing changes
// before a right code, and from then on the phone that gave it opens the door.
func TestKilledDuringEnrolment(t *testing.T) {
	t.Parallel()
	w := NewWorld(t, binary)
	u := w.begin(margaux, french, "light")
	u.found(true)
	for _, m := range []struct {
		name string
		do   func()
	}{
		{"password asked", func() { w.ClickText(french.enrol); w.WaitText(french.password); w.Type(margaux.password) }},
		{"phone scanned", func() { w.openEnrolment(margaux, french, false); u.scan() }},
		{"five digits", func() { w.openEnrolment(margaux, french, false); u.phone = u.scan(); w.Type(u.phone.fresh()[:5]) }},
	} {
		w.Part(t, m.name, func() {
			m.do()
			w.Kill9()
			w.Restart()
			w.enter(margaux, french, "")
		})
	}
	w.Part(t, "proving", func() {
		if !w.killedAtProof(u, 0) {
			w.openEnrolment(margaux, french, false)
			w.prove(u)
			w.waitEnrolled(french)
			w.Kill9()
			w.Restart()
			w.enter(margaux, french, u.phone.next())
		}
	})
	w.Part(t, "another phone scanned", func() { w.killedAtChange(u) })
	if !long() {
		return
	}
	for n := range 16 {
		w.Part(t, fmt.Sprintf("proving %d", n), func() {
			w.newHome()
			u := w.begin(margaux, french, "light")
			u.found(true)
			w.killedAtProof(u, time.Duration(n)*20*time.Millisecond)
		})
	}
}

// prove gives the enrolment window a right code.
func (w *World) prove(u *setUp) {
	w.Helper()
	u.phone = u.scan()
	w.Type(u.phone.fresh())
	w.Key("Return")
}

// killedAtProof kills the program after a right code was given. It tells whether the phone counts from then on: if so
// it opens the door, if not the password still suffices.
func (w *World) killedAtProof(u *setUp, after time.Duration) (counts bool) {
	w.Helper()
	w.openEnrolment(margaux, french, false)
	w.prove(u)
	time.Sleep(after) // the moment of the kill, not a wait for something
	w.Kill9()
	w.Restart()
	w.WaitText(french.signIn)
	w.signIn(margaux, margaux.password)
	counts = w.WaitEither(french.overview, french.code) == french.code
	if counts {
		w.Type(u.phone.next())
		w.WaitText(french.overview)
	}
	w.checkFile()
	return counts
}

// killedAtChange kills the program with another phone's code on the screen: the old phone opens the door. Then it
// replaces the phone for good: the old one does not.
func (w *World) killedAtChange(u *setUp) {
	w.Helper()
	w.openEnrolment(margaux, french, true)
	if u.scan().seed == u.phone.seed {
		w.Error("the same seed twice")
	}
	w.Kill9()
	w.Restart()
	w.enter(margaux, french, u.phone.next())
	old := u.phone
	w.openEnrolment(margaux, french, true)
	w.prove(u)
	w.waitEnrolled(french)
	w.Kill9()
	w.Restart()
	w.WaitText(french.signIn)
	w.signIn(margaux, margaux.password)
	w.WaitText(french.code)
	w.Type(old.next())
	w.WaitText(fmt.Sprintf(french.left, 4))
	w.Type(u.phone.next())
	w.WaitText(french.overview)
	w.checkFile()
}
