package app_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"trousseau/app"
)

var errStorage = errors.New("the storage failed")

// faulty counts the steps of the storage while it is armed, and fails one.
type faulty struct {
	armed     bool
	steps, at int
	then      func() error
}

func (f *faulty) hook(string) error {
	if !f.armed {
		return nil
	}
	if f.steps++; f.steps == f.at {
		return f.then()
	}
	return nil
}

// run does something with the step at (from 1; 0: none) made to fail.
func (f *faulty) run(at int, do func() error) error {
	f.armed, f.steps, f.at = true, 0, at
	defer func() { f.armed = false }()
	return do()
}

// Every step of the storage fails in turn: what is made is whole or not there,
// what was before is untouched, and the next try does it.
func TestEveryStepOfABackupFails(t *testing.T) {
	for name, c := range map[string]struct {
		do   func(x *shop) error
		made func(x *shop, err error) int // copies that must be there after err
	}{
		"backup": {
			do: func(x *shop) error { _, err := x.a.BackUp(t.Context(), x.s); return err },
			made: func(_ *shop, err error) int {
				if errors.Is(err, app.ErrUnrecorded) {
					return 1
				}
				return 0
			},
		},
		"off-site": {
			do:   func(x *shop) error { return x.a.OffSite(t.Context(), x.s, x.o.File+".age") },
			made: func(*shop, error) int { return 0 },
		},
	} {
		t.Run(name, func(t *testing.T) {
			x, f := theShop(t), &faulty{then: func() error { return errStorage }}
			x.reopen(f.hook)
			lines := x.lines()
			x.check(f.run(0, func() error { return c.do(x) }))
			steps := f.steps
			x.check(os.RemoveAll(x.a.BackupFolder()))
			for at := 1; at <= steps; at++ {
				_ = os.Remove(x.o.File + ".age") // there is none after most faults
				err := f.run(at, func() error { return c.do(x) })
				x.refused(err, errStorage)
				_, away := os.Stat(x.o.File + ".age")
				if name == "off-site" && (away == nil) != errors.Is(err, app.ErrUnrecorded) {
					t.Errorf("step %d: %v, %v", at, err, away)
				}
				x.whole(c.made(x, err))
				x.check(os.RemoveAll(x.a.BackupFolder()))
				if n := x.lines(); n != lines+1 {
					t.Fatalf("step %d: %d lines", at, n-lines)
				}
			}
			_ = os.Remove(x.o.File + ".age") // perhaps there
			x.check(c.do(x))
			t.Logf("%d steps failed in turn, 0 half copies", steps)
		})
	}
}

func TestEveryStepOfARestoreFails(t *testing.T) {
	x, f := theShop(t), &faulty{then: func() error { return errStorage }}
	x.moveTo("Bruges")
	old := x.backUp()
	x.moveTo("Damme")
	x.reopen(f.hook)
	steps := 1
	for at := 1; at <= steps; at++ {
		if at == 1 { // count on a first, whole restore, and go back
			x.check(f.run(0, func() error { return x.restore(old) }))
			steps = f.steps
			x.moveTo("Damme")
		}
		err := f.run(at, func() error { return x.restore(old) })
		x.refused(err, errStorage)
		if x.city() != "Damme" {
			t.Fatalf("step %d: half a restore", at)
		}
		x.whole(len(must(x.a.Backups())(t))) // that of before the restore may stand
	}
	x.check(x.restore(old))
	if x.city() != "Bruges" {
		t.Error(x.city())
	}
	t.Logf("%d steps failed in turn, 0 half restores", steps)
}

// A backup holds nobody up: somebody signs in while the copy is being checked.
func TestABackupDoesNotBlockTheDoor(t *testing.T) {
	x := theShop(t)
	entered := 0
	var inside error
	x.reopen(func(step string) error {
		if step == "copy verify" {
			s, err := x.enter()
			if inside = err; err == nil {
				entered++
				inside = s.Close(t.Context())
			}
		}
		return nil
	})
	x.backUp()
	x.check(inside)
	if entered != 1 {
		t.Errorf("%d sign-ins during the copy", entered)
	}
	x.whole(1)
}

// A file that was moved away, or another one in its place, is not copied under
// its name.
func TestNoBackupOfAFileThatWasMovedAway(t *testing.T) {
	x := theShop(t)
	x.check(os.Rename(x.o.File, x.o.File+".moved"))
	_, err := x.a.BackUp(t.Context(), x.s)
	x.refused(err, app.ErrNoFile)
	away := filepath.Join(t.TempDir(), "shop.age")
	x.refused(x.a.OffSite(t.Context(), x.s, away), app.ErrNoFile)
	if _, err := os.Stat(away); err == nil || len(x.folder()) != 0 {
		t.Error("a copy of nothing:", x.folder())
	}
	x.check(os.Rename(x.o.File+".moved", x.o.File))
	x.backUp()
	x.whole(1)
}

// A backup that is given up, or that cannot be made, leaves nothing.
func TestBackupsThatCannotBeMade(t *testing.T) {
	x := theShop(t)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := x.a.BackUp(gone, x.s)
	x.refused(err, context.Canceled)
	if n := len(x.folder()); n != 0 {
		t.Errorf("%d files left", n)
	}
	x.check(os.RemoveAll(x.a.BackupFolder()))
	x.check(os.WriteFile(x.a.BackupFolder(), []byte("a file of that name"), 0o600))
	_, err = x.a.BackUp(t.Context(), x.s)
	x.refused(err, app.ErrFolderIsFile)
	_, err = x.a.BackUpDaily(t.Context(), x.s)
	x.refused(err, app.ErrFolderIsFile)
	x.refused(x.a.OffSite(t.Context(), x.s, filepath.Join(t.TempDir(), "shop.age")), app.ErrFolderIsFile)
	x.reopen(nil) // and the door opens all the same
}
