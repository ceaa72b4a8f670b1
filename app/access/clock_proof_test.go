package access_test

import (
	"errors"
	"path/filepath"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// A code that was seen and not used is not good again once the clock and the
// file's mark of it are set back: the signed lines hold the time, also on a
// computer that never saw the file.
func TestTheLinesHoldTheClock(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(time.Hour)
	s := w.signIn()
	w.pass(30 * time.Minute)
	seen, then := w.code(0), w.now
	w.pass(30 * time.Minute)
	if err := errors.Join(s.Close(w.ctx()), w.file.Close()); err != nil {
		t.Fatal(err)
	}
	x := &crime{t: t}
	x.by(false, w.path, `UPDATE file SET clock = 0`)
	w.state = filepath.Join(t.TempDir(), "state")
	w.now = then
	w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(t))
	var clock *access.ClockError
	if _, err := w.withCode(seen); !errors.As(err, &clock) || clock.Behind != 30*time.Minute {
		t.Fatal("the clock was set back and an old code was looked at:", err)
	}
	w.pass(time.Hour)
	if _, err := w.withCode(w.code(0)); err != nil {
		t.Fatal("a clock that is right:", err)
	}
}
