package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// TestAFileOfTwoNamesIsNotWritten opens a file with a hard link under each of its
// names, in this process and in another, and reads it.
func TestAFileOfTwoNamesIsNotWritten(t *testing.T) {
	ctx, path := context.Background(), closed(t)
	snapshots := t.TempDir()
	for _, second := range []string{
		filepath.Join(filepath.Dir(path), "second.trousseau"),
		filepath.Join(filepath.Dir(path), ".second.new-"),
		filepath.Join(filepath.Dir(path), ".second.new-1x"),
		filepath.Join(filepath.Dir(path), "second.new-1"),
		filepath.Join(snapshots, ".elsewhere.new-1"),
	} {
		noError(t, os.Link(path, second))
		was := snapshot(t, filepath.Dir(path))
		for _, name := range []string{path, second} {
			_, err := Open(ctx, name, Options{})
			wantError(t, err, ErrTwoNames)
			if got := openIn(t, name); got == "ok" {
				t.Error("another process opened it")
			}
			f, err := OpenReadOnly(ctx, name)
			noError(t, err)
			noError(t, errors.Join(f.Check(ctx), f.Close()))
		}
		unchanged(t, filepath.Dir(path), was)
		noError(t, os.Remove(second))
		f, err := Open(ctx, path, Options{})
		noError(t, err)
		noError(t, f.Close())
	}
}

// TestASecondNameWhileOpen makes a hard link of an open file: the one that has it
// open goes on, a second is refused under either name.
func TestASecondNameWhileOpen(t *testing.T) {
	path := closed(t)
	f, err := Open(context.Background(), path, Options{})
	noError(t, err)
	second := filepath.Join(t.TempDir(), "copy")
	noError(t, os.Link(path, second))
	in(t, f, func(tx *Tx) error { return tx.SetClock(7) })
	for _, name := range []string{path, second} {
		_, err := Open(context.Background(), name, Options{})
		wantError(t, err, ErrTwoNames)
	}
	noError(t, f.Close())
}

// TestTheTwinOfAKilledCreationGoes leaves the second name that a process killed
// between the two steps of place leaves, also of a file renamed since.
func TestTheTwinOfAKilledCreationGoes(t *testing.T) {
	path := closed(t)
	folder := filepath.Dir(path)
	for _, twin := range []string{"." + filepath.Base(path) + ".new-123", ".its old name.new-4.new-5"} {
		noError(t, os.Link(path, filepath.Join(folder, twin)))
	}
	strange := filepath.Join(folder, "."+filepath.Base(path)+".new-77")
	noError(t, os.WriteFile(strange, []byte("another creation, under way"), 0o600))
	f, err := Open(context.Background(), path, Options{})
	noError(t, err)
	if n := count(t, f); n != 1 {
		t.Errorf("%d accounts", n)
	}
	noError(t, f.Close())
	noError(t, os.Remove(strange))
	entries, err := os.ReadDir(folder)
	noError(t, err)
	if len(entries) != 1 {
		t.Errorf("left: %v", entries)
	}
}

// TestACreationIsNotHinderedByAnOpening lets somebody open the file, and so take
// its twin away, between the two steps of place.
func TestACreationIsNotHinderedByAnOpening(t *testing.T) {
	folder := t.TempDir()
	for range 200 {
		path := filepath.Join(folder, "file")
		temp, err := emptyFile(path)
		noError(t, err)
		seen := make(chan error)
		go func() {
			for {
				if info, err := os.Lstat(path); err == nil {
					seen <- oneName(path, info)
					return
				}
			}
		}()
		noError(t, place(temp, path))
		noError(t, <-seen)
		noError(t, os.Remove(path))
	}
}
