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
	w.state = filepath.Join(t.TempDir(), "state")
	w.now = then
	var clock *access.ClockError
	for _, mark := range []string{"288230376151711744", "9223372036854775807", "-9223372036854775808", "0"} {
		x.by(false, w.path, `UPDATE file SET clock = `+mark)
		w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(t))
		if _, err := w.withCode(seen); !errors.As(err, &clock) || clock.Behind < 30*time.Minute {
			t.Fatal("the clock was set back and an old code was looked at:", err)
		}
		if err := w.file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if clock.Behind != 30*time.Minute {
		t.Fatal("told to be behind by", clock.Behind)
	}
	w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(t))
	w.pass(time.Hour)
	if _, err := w.withCode(w.code(0)); err != nil {
		t.Fatal("a clock that is right:", err)
	}
}
