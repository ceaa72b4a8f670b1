package access_test

import (
	"errors"
	"strings"
	"testing"

	"trousseau/app/access"
)

// The heads are held against the chains: by the check of a file, which has no
// key, and at the door, before anything is read. What remains of the file would
// pass for whole otherwise.
func TestEditedHeadsAreRefused(t *testing.T) {
	for _, edit := range []string{
		`UPDATE heads SET statement_hash = zeroblob(32)`,
		`UPDATE heads SET line_hash = zeroblob(32)`,
	} {
		w := newWorld(t)
		if err := w.found(false).Close(w.ctx()); err != nil {
			t.Fatal(err)
		}
		w.byHand(edit)
		_, err := access.Check(w.ctx(), w.file)
		var fault *access.Fault
		if !errors.As(err, &fault) || !strings.HasSuffix(fault.Where, "heads") {
			t.Errorf("%s: the check says %v", edit, err)
		}
		e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
		if err == nil {
			_, err = e.Enter(w.ctx())
		}
		if !errors.Is(err, access.ErrTampered) {
			t.Errorf("%s: the door says %v", edit, err)
		}
	}
}
