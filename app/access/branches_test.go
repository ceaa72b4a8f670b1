package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
)

// twoBranches is a company with two owners, which went on from one moment on two
// computers that did not know of each other: each signed a rule and worked on.
func twoBranches(t *testing.T) (w *world, joris *person, here, there []byte, statement [3]any) {
	t.Helper()
	w = newWorld(t)
	s := w.found(true)
	joris = w.secondOwner(s)
	s.Close(w.ctx())
	joris.enter().Close(w.ctx())
	old := w.image()
	w.on("elsewhere", func(c *world) {
		c.work(3)
		c.goes()
		c.goes()
	})
	there = w.image()
	for i, column := range []string{"body", "signature", "hash"} {
		statement[i] = w.peek(`SELECT ` + column + ` FROM statements WHERE seq = 3`)
	}
	w.putBack(old)
	w.work(9)
	return w, joris, w.image(), there, statement
}

// refused wants a member without a second factor to be refused.
func (p *person) refused(why string) {
	p.t.Helper()
	p.pass(time.Minute)
	e, err := p.door.Password(p.ctx(), p.email, p.password)
	if err == nil {
		_, err = e.Enter(p.ctx())
	}
	if !errors.Is(err, access.ErrTampered) {
		p.t.Fatalf("%s: %v", why, err)
	}
}

// The other branch in place of the one seen, whole or by its one statement, is
// refused: by what the ring saw, and by what the computer saw for a ring that did not.
func TestAnotherBranchIsRefused(t *testing.T) {
	w, joris, here, there, statement := twoBranches(t)
	w.putBack(there)
	w.refuses(false, "the other branch, which is longer")
	joris.refused("the same, for a ring that saw neither")
	w.putBack(here)
	w.goes()
	w.byHand(`UPDATE statements SET body = ?, signature = ?, hash = ? WHERE seq = 3`, statement[:]...)
	w.refuses(false, "a statement of the other branch")
	w.byHand(`UPDATE heads SET statement_hash = ?`, statement[2])
	w.refuses(false, "a statement of the other branch, and its head")
	joris.refused("the same, for a ring that saw neither")
	w.on("never saw it", func(c *world) { c.refuses(false, "a computer that saw nothing") })
}

// Lines of the other branch behind the same statements are refused to a ring that
// saw neither, by what the computer saw.
func TestLinesOfAnotherBranchAreRefused(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	joris := w.secondOwner(s)
	s.Close(w.ctx())
	joris.enter().Close(w.ctx())
	old := w.image()
	w.on("elsewhere", func(c *world) {
		c.goes()
		c.goes()
	})
	there := w.image()
	w.putBack(old)
	w.goes()
	w.putBack(there)
	joris.refused("lines of another branch")
}

// An owner's word on one branch explains nothing of another: what a computer saw
// before the copy's end must be in the file.
func TestAWordOnAnotherBranch(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.image()
	w.on("elsewhere", (*world).goes)
	w.putBack(old)
	for range 3 {
		w.goes()
	}
	copied := w.image()
	w.goes()
	w.putBack(copied)
	w.takes()
	w.goes()
	w.on("elsewhere", func(c *world) { c.refuses(false, "a branch that it never saw") })
}
