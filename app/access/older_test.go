package access_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// image closes the file, keeps its bytes and opens it again.
func (w *world) image() []byte {
	w.t.Helper()
	if err := w.file.Close(); err != nil {
		w.t.Fatal(err)
	}
	b := must(os.ReadFile(w.path))(w.t)
	w.reopen()
	return b
}

func (w *world) reopen() {
	w.t.Helper()
	w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(w.t))
}

// putBack puts an older image in the file's place.
func (w *world) putBack(b []byte) {
	w.t.Helper()
	if err := w.file.Close(); err != nil {
		w.t.Fatal(err)
	}
	write(w.t, w.path, b)
	w.reopen()
}

// on does something with the same file on another computer, whose memory is its
// own; the time goes on for all.
func (w *world) on(name string, do func(*world)) {
	w.t.Helper()
	other := *w
	other.state = filepath.Join(filepath.Dir(w.path), name)
	other.use(w.file)
	do(&other)
	w.now = other.now
}

// come signs in by password, and by code where one is asked; take says that an
// older file is the one to go on with.
func (w *world) come(take bool) (*access.Session, error) {
	w.t.Helper()
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(w.t)
	defer e.Drop()
	if take {
		e.TakeOlder()
	}
	if e.NeedsCode() {
		return e.Code(w.ctx(), w.code(0))
	}
	return e.Enter(w.ctx())
}

// goes signs in without a word and out again.
func (w *world) goes() {
	w.t.Helper()
	w.pass(time.Minute)
	s, err := w.come(false)
	if err != nil {
		w.t.Helper()
		w.t.Fatal("a quiet sign-in:", err)
	}
	s.Close(w.ctx())
}

// refuses wants the word of an older file, or of a tampered one.
func (w *world) refuses(older bool, why string) {
	w.t.Helper()
	w.pass(time.Minute)
	s, err := w.come(false)
	var e *access.OlderError
	if !errors.Is(err, access.ErrTampered) || errors.As(err, &e) != older || s != nil {
		w.t.Fatalf("%s: %v", why, err)
	}
}

// takes accepts the older file by the owner's word.
func (w *world) takes() {
	w.t.Helper()
	w.pass(time.Minute)
	s, err := w.come(true)
	if err != nil {
		w.t.Fatal("an owner's word:", err)
	}
	lines := must(access.Journal(w.ctx(), s))(w.t)
	if len(lines) < 2 || !strings.Contains(lines[len(lines)-2], "backup.restore") {
		w.t.Fatalf("%q", lines[max(0, len(lines)-2):])
	}
	s.Close(w.ctx())
}

// work changes something that only a statement says, and something that a row does.
func (w *world) work(minutes int) {
	w.t.Helper()
	w.pass(time.Minute)
	s, err := w.come(false)
	if err != nil {
		w.t.Fatal(err)
	}
	c := must(s.Company(w.ctx()))(w.t)
	c.Street = w.now.Format(time.RFC3339)
	if err := errors.Join(s.SetIdleLock(w.ctx(), minutes), saveCompany(w.ctx(), s, c), s.Close(w.ctx())); err != nil {
		w.t.Fatal(err)
	}
}

// An owner says that an older file is the one to go on with: it goes on here and
// on a computer that saw what was lost, quietly; a second return is a new one.
func TestAnOlderFileIsTaken(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.image()
	w.work(9)
	w.on("second", (*world).goes)
	w.work(11)
	w.putBack(old)
	w.refuses(true, "an older file without a word")
	w.on("second", func(c *world) { c.refuses(true, "the same on the second computer") })
	w.takes()
	taken := w.image()
	w.goes()
	w.on("second", (*world).goes)
	w.on("second", (*world).goes)
	w.work(13)
	w.on("second", func(c *world) {
		c.pass(time.Minute)
		s := must(c.come(false))(t)
		if sec := must(s.Security(c.ctx()))(t); sec.Lock != 13 {
			t.Fatalf("%+v", sec)
		}
		s.Close(c.ctx())
	})
	w.goes() // sees what the second computer wrote: a word covers what its speaker saw
	for name, image := range map[string][]byte{"the moment behind the word": taken, "the copy": old} {
		w.putBack(image)
		w.refuses(true, "a silent return to "+name)
		w.on("second", func(c *world) { c.refuses(true, "the same on the second computer") })
	}
	w.putBack(old)
	w.takes()
	w.goes()
	w.on("second", (*world).goes)
}

// The word is told to whoever comes next, and the time of what was lost stands in it.
func TestAnOlderFileIsTold(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.image()
	w.work(9)
	seen := w.now
	w.putBack(old)
	w.pass(time.Hour)
	var older *access.OlderError
	if _, err := w.come(false); !errors.As(err, &older) || !older.Seen.Equal(seen) {
		t.Fatalf("%+v", older)
	}
}

// A file that a later return gave up is not let in again by the word that once
// excused it.
func TestAFileThatWasGivenUpStaysOut(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.image()
	for i := range 3 {
		w.work(9 + i) // statements and lines that the first return gives up
	}
	w.putBack(old)
	w.takes()
	for range 3 {
		w.goes()
	}
	first := w.image() // goes on from the first return, longer than what comes now
	w.putBack(old)
	w.takes()
	w.putBack(first)
	w.refuses(false, "the branch that was given up")
}

// A computer that missed two returns finds the word that explains what it saw.
func TestTwoReturnsInARow(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.image()
	w.work(9)
	w.on("second", (*world).goes)
	w.goes()
	w.putBack(old)
	w.takes()
	for range 4 {
		w.goes()
	}
	again := w.image()
	w.work(10)
	w.putBack(again)
	w.takes()
	w.on("second", (*world).goes)
}

// A computer that saw a single line beyond the copy goes on like the others.
func TestOneLineBeyondTheCopy(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.image()
	w.on("second", func(c *world) {
		c.pass(time.Minute)
		must(c.come(false))(t) // one line: it stays signed in
	})
	w.goes()
	w.putBack(old)
	w.takes()
	w.on("second", (*world).goes)
}

// A computer that saw more than what was given up keeps its own.
func TestWhoSawMoreThanWasGivenUp(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.image()
	w.work(9)
	w.on("second", func(c *world) { c.work(10) })
	w.putBack(old)
	w.takes()
	w.on("second", func(c *world) {
		c.refuses(true, "more than was given up")
		c.takes()
		c.goes()
	})
	w.goes() // follows the second word
	old = w.image()
	w.work(11)
	w.on("second", (*world).goes) // lines, and no statement
	w.putBack(old)
	w.takes()
	w.on("second", func(c *world) { c.refuses(true, "more lines than were given up") })
}

// The ring alone put back is no older file: nobody's word helps.
func TestARingAlonePutBack(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	ring, version := w.peek(`SELECT ring FROM accounts`), w.peek(`SELECT version FROM accounts`)
	w.work(9)
	w.byHand(`UPDATE accounts SET ring = ?, version = ?`, ring, version)
	for _, take := range []bool{false, true} {
		w.pass(time.Minute)
		if _, err := w.come(take); !errors.Is(err, access.ErrTampered) {
			t.Fatalf("take %v: %v", take, err)
		}
	}
	w.on("never saw it", func(c *world) { c.refuses(false, "a computer that never saw it") })
}

// Only an owner takes an older file, and only for computers that knew him as one:
// an owner of another branch brings nobody back.
func TestWhoMayTakeAnOlderFile(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	s.Close(w.ctx())
	copied := w.image()
	w.on("third", func(c *world) { // saw a branch of its own, without Joris
		for i := range 5 {
			c.work(20 + i)
		}
	})
	w.putBack(copied)
	w.pass(time.Minute)
	s = must(w.come(false))(t)
	joris := w.secondOwner(s)
	s.Close(w.ctx())
	joris.enter().Close(w.ctx())
	copied = w.image()
	for i := range 5 {
		w.work(30 + i)
	}
	w.putBack(copied)
	w.pass(time.Minute)
	take := func(p *person) (*access.Session, error) {
		e := must(w.door.Password(w.ctx(), p.email, p.password))(t)
		e.TakeOlder()
		return e.Enter(w.ctx())
	}
	lines := w.lines()
	if s, err := take(elise); !errors.Is(err, access.ErrForbidden) || s != nil || w.lines() != lines {
		t.Fatal("taken by somebody who is no owner:", err)
	}
	must(take(joris))(t).Close(w.ctx())
	w.goes()
	elise.enter().Close(w.ctx())
	w.on("third", func(c *world) {
		c.pass(time.Minute)
		if _, err := c.come(false); !errors.Is(err, access.ErrTampered) {
			t.Fatal("an owner whom this computer never knew is followed:", err)
		}
	})
}

// A rescue takes an older file in the same way.
func TestARescueTakesAnOlderFile(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.image()
	w.work(9)
	w.putBack(old)
	w.pass(time.Minute)
	r := w.openKit()
	if err := r.Code(w.ctx(), w.code(0)); !errors.Is(err, access.ErrTampered) {
		t.Fatal(err)
	}
	r.TakeOlder()
	if err := r.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal(err)
	}
	must(r.Finish(w.ctx(), w.answers(r)))(t).Close(w.ctx())
	w.pass(time.Minute)
	must(must(w.door.Password(w.ctx(), ownerEmail, newPassword))(t).Code(w.ctx(), w.code(0)))(t).Close(w.ctx())
}

// With a clock that lies behind, both words are asked, and one is not the other.
func TestAnOlderFileAndAClockBehind(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.image()
	w.pass(72 * time.Hour)
	w.work(9)
	w.putBack(old)
	w.pass(-48 * time.Hour)
	come := func(trust, take bool) (*access.Session, error) {
		e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
		if trust {
			e.TrustClock()
		}
		if take {
			e.TakeOlder()
		}
		return e.Code(w.ctx(), w.code(0))
	}
	var clock *access.ClockError
	if _, err := come(false, true); !errors.As(err, &clock) || clock.Behind == 0 {
		t.Fatal("the clock is behind what this computer saw:", err)
	}
	var older *access.OlderError
	if _, err := come(true, false); !errors.As(err, &older) {
		t.Fatal("the word on the clock takes no older file:", err)
	}
	must(come(true, true))(t).Close(w.ctx())
	w.goes()
}
