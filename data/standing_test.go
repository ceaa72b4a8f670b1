package data

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// openIn opens a file in another process and gives the name of the error.
func openIn(t *testing.T, path string) string {
	t.Helper()
	out, err := child(t, "open", path).Output()
	noError(t, err)
	return strings.TrimSpace(string(out))
}

// asKilled copies what stands under a file's names, as a kill now would leave
// it, and counts its accounts.
func asKilled(t *testing.T, path string) int {
	t.Helper()
	left := newPath(t)
	for _, side := range []string{"", "-wal"} {
		if exists(path + side) {
			noError(t, copyBytes(path+side, left+side))
		}
	}
	f, err := Open(context.Background(), left, Options{})
	noError(t, err)
	defer func() { noError(t, f.Close()) }()
	return count(t, f)
}

// TestNothingIsSaidOfAWriteIntoALostLog takes a side file away or puts another in
// its place while a file is open: the next write is refused, nothing of it is
// left, and what was said before is in the file, as if the process were killed.
func TestNothingIsSaidOfAWriteIntoALostLog(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows lets nobody remove a file that is open")
	}
	for name, c := range map[string]struct {
		side    string
		other   bool // something else takes the name
		settled bool // what was said before is in the file at once
	}{
		"log removed":     {"-wal", false, true},
		"log exchanged":   {"-wal", true, true},
		"index removed":   {"-shm", false, true}, // the log still has its name
		"index exchanged": {"-shm", true, true},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, path := context.Background(), closed(t)
			f, err := Open(ctx, path, Options{})
			noError(t, err)
			in(t, f, func(tx *Tx) error { return tx.AddAccount(account(40)) })
			was, err := os.ReadFile(path + c.side)
			noError(t, err)
			noError(t, os.Remove(path+c.side))
			if c.other {
				noError(t, os.WriteFile(path+c.side, was, 0o600))
			}
			for range 2 {
				wantError(t, f.Write(ctx, func(tx *Tx) error { return tx.AddAccount(account(41)) }), ErrNoFile)
			}
			if n := asKilled(t, path); c.settled && n != 2 {
				t.Errorf("%d accounts after a kill, want 2", n)
			}
			noError(t, f.Close())
			f, err = Open(ctx, path, Options{})
			noError(t, err)
			if n := count(t, f); n != 2 {
				t.Errorf("%d accounts after closing, want 2", n)
			}
			in(t, f, func(tx *Tx) error { return tx.AddAccount(account(42)) })
			noError(t, f.Check(ctx))
			noError(t, f.Close())
		})
	}
}

// TestALogThatComesBack takes the log away and gives the very same back. What was
// refused meanwhile is not in it, and writing goes on.
func TestALogThatComesBack(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows lets nobody remove a file that is open")
	}
	path := closed(t)
	f, err := Open(context.Background(), path, Options{})
	noError(t, err)
	noError(t, os.Rename(path+"-wal", path+"-wal.away"))
	wantError(t, f.Write(context.Background(), func(tx *Tx) error { return tx.SetClock(5) }), ErrNoFile)
	noError(t, os.Rename(path+"-wal.away", path+"-wal"))
	in(t, f, func(tx *Tx) error { return tx.SetClock(6) }) // it is back, and the very same
	noError(t, f.Close())
}

// TestNobodyJoinsALostLog opens a file in a second process while the first writes
// a log whose name is gone. The second would continue a log that is not there.
func TestNobodyJoinsALostLog(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows lets nobody remove a file that is open")
	}
	ctx, path := context.Background(), closed(t)
	f, err := Open(ctx, path, Options{})
	noError(t, err)
	in(t, f, func(tx *Tx) error { return tx.AddAccount(account(40)) })
	noError(t, os.Remove(path+"-wal"))
	if got := openIn(t, path); got != "ErrBusy" {
		t.Errorf("the second process: %s", got)
	}
	for _, err := range []error{
		f.Read(ctx, func(*Tx) error { return nil }), f.Copy(ctx, newPath(t)), f.Check(ctx),
		f.Write(ctx, func(*Tx) error { return nil }),
	} {
		wantError(t, err, ErrNoFile)
	}
	noError(t, f.Close())
	if got := openIn(t, path); got != "ok" {
		t.Errorf("after the first has ended: %s", got)
	}
	f, err = Open(ctx, path, Options{})
	noError(t, err)
	if n := count(t, f); n != 2 {
		t.Errorf("%d accounts after closing", n)
	}
	noError(t, f.Check(ctx))
	noError(t, f.Close())
}

// TestTheLogStaysWhileAFileIsOpen drops the pools' connections, as a call that
// was given up does, and empties the log: neither looks like a log that was lost.
func TestTheLogStaysWhileAFileIsOpen(t *testing.T) {
	ctx, path := context.Background(), closed(t)
	f, err := Open(ctx, path, Options{})
	noError(t, err)
	for n := range byte(3) {
		in(t, f, func(tx *Tx) error { return tx.AddAccount(account(40 + n)) })
		f.write.SetMaxIdleConns(0)
		f.read.SetMaxIdleConns(0)
		f.write.SetMaxIdleConns(1)
		f.read.SetMaxIdleConns(readers)
		if !exists(path + "-wal") {
			t.Fatal("the log is gone")
		}
		in(t, f, func(tx *Tx) error { return tx.AddAccount(account(50 + n)) })
		noError(t, emptyLog(ctx, f.write))
		if got := openIn(t, path); got != "ok" {
			t.Errorf("another process: %s", got)
		}
	}
	if n := count(t, f); n != 7 {
		t.Errorf("%d accounts", n)
	}
	noError(t, f.Close())
	left, err := filepath.Glob(path + "*")
	noError(t, err)
	if !slices.Equal(left, []string{path}) {
		t.Errorf("closing leaves %q", left)
	}
}
