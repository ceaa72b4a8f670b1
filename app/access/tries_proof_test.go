package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// A wait that began while the clock was fast, or that somebody wrote into the
// file, ends all the same: it counts down from the next try on (F17).
func TestAWaitAlwaysEnds(t *testing.T) {
	for name, spoil := range map[string]func(w *world){
		"clock was two days fast": func(w *world) { w.pass(-48 * time.Hour) },
		"doomsday in the file": func(w *world) {
			x := &crime{t: t}
			if err := w.file.Close(); err != nil {
				t.Fatal(err)
			}
			x.by(false, w.path, `UPDATE tries SET until = 9000000000000000, hold = 9000000000000000`)
			w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(t))
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.pass(48 * time.Hour)
			w.found(false).Close(w.ctx())
			for range 5 {
				w.wrong(ownerEmail)
			}
			spoil(w)
			var locked *access.LockedError
			if err := w.wrong(ownerEmail); !errors.As(err, &locked) || locked.Wait > 15*time.Minute {
				t.Fatal(err)
			}
			wait := locked.Wait
			w.pass(wait - time.Second)
			if err := w.wrong(ownerEmail); !errors.As(err, &locked) || locked.Wait != time.Second {
				t.Fatalf("the wait does not count down: %v, %v after %v", err, locked.Wait, wait)
			}
			w.pass(time.Second)
			var wrong *access.WrongError
			if err := w.wrong(ownerEmail); !errors.As(err, &wrong) {
				t.Fatal("the wait does not end:", err)
			}
		})
	}
}
