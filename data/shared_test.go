package data

import (
	"bufio"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestAnotherProcessHoldsTheLock(t *testing.T) {
	for name, c := range map[string]struct {
		lock  string
		opens bool
	}{
		"writes":              {"BEGIN IMMEDIATE", true},
		"writes exclusively":  {"BEGIN EXCLUSIVE", true},
		"keeps it to itself":  {"PRAGMA locking_mode = EXCLUSIVE;BEGIN EXCLUSIVE;UPDATE file SET clock = 1;COMMIT", false},
		"without a log at it": {"PRAGMA journal_mode = DELETE;BEGIN EXCLUSIVE", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := closed(t)
			holder(t, path, c.lock)
			begun := time.Now()
			f, err := Open(context.Background(), path, Options{})
			if c.opens {
				noError(t, err)
				if n := count(t, f); n != 1 {
					t.Errorf("%d accounts", n)
				}
				begun = time.Now()
				err = f.Write(context.Background(), func(*Tx) error { return nil })
				noError(t, f.Close())
			}
			wantError(t, err, ErrBusy)
			if took := time.Since(begun); took < 2900*time.Millisecond || took > 8*time.Second {
				t.Errorf("gave up after %v", took)
			}
		})
	}
}

func TestBusyIsWhatTheCallerSays(t *testing.T) {
	path := closed(t)
	holder(t, path, "BEGIN IMMEDIATE")
	f, err := Open(context.Background(), path, Options{Busy: 20 * time.Millisecond})
	noError(t, err)
	begun := time.Now()
	wantError(t, f.Write(context.Background(), func(*Tx) error { return nil }), ErrBusy)
	if took := time.Since(begun); took > 2*time.Second {
		t.Errorf("waited %v", took)
	}
	noError(t, f.Close())
}

func TestAWriterWaitsForItsTurn(t *testing.T) {
	path := closed(t)
	a, err := Open(context.Background(), path, Options{})
	noError(t, err)
	b, err := Open(context.Background(), path, Options{})
	noError(t, err)
	started := make(chan struct{})
	done := make(chan error)
	go func() {
		<-started
		done <- b.Write(context.Background(), func(tx *Tx) error { return tx.SetClock(2) })
	}()
	in(t, a, func(tx *Tx) error {
		close(started)
		return tx.SetClock(3)
	})
	noError(t, <-done)
	if ms := clock(t, a); ms != 2 {
		t.Errorf("clock %d", ms)
	}
	noError(t, errors.Join(a.Close(), b.Close()))
}

// TestReadingOnlyChangesNothing looks at a file another process has open, at one
// a killed process left, and at one whose log lost its index.
func TestReadingOnlyChangesNothing(t *testing.T) {
	ctx := context.Background()
	path := closed(t)
	holder(t, path, "UPDATE file SET clock = 1001")
	live := path
	crashed, lost, both := newPath(t), newPath(t), newPath(t)
	for _, side := range []string{"", "-wal", "-shm"} {
		noError(t, copyBytes(live+side, crashed+side))
		if side != "-shm" {
			noError(t, copyBytes(live+side, lost+side))
		}
	}
	noError(t, copyBytes(closed(t), both))
	noError(t, os.WriteFile(both+"-shm", make([]byte, 32768), 0o600)) // an index without its log
	outside, n := t.TempDir(), 0
	t.Setenv("TMPDIR", t.TempDir())
	for name, path := range map[string]string{"live": live, "crashed": crashed, "lost index": lost, "index alone": both} {
		t.Run(name, func(t *testing.T) {
			was := snapshot(t, filepath.Dir(path))
			f, err := OpenReadOnly(ctx, path)
			noError(t, err)
			if got, want := clock(t, f), map[bool]int64{true: 1000, false: 1001}[path == both]; got != want {
				t.Errorf("clock %d, want %d", got, want)
			}
			noError(t, f.Check(ctx))
			n++
			noError(t, f.Copy(ctx, filepath.Join(outside, strconv.Itoa(n))))
			wantError(t, f.Write(ctx, func(*Tx) error { return nil }), ErrReadOnlyFile)
			if f.Path() != path || f.Version() != latest {
				t.Errorf("path %q, version %d", f.Path(), f.Version())
			}
			noError(t, f.Close())
			unchanged(t, filepath.Dir(path), was)
			unchanged(t, os.TempDir(), nil)
		})
	}
	for _, path := range []string{live, crashed, lost, both} {
		f, err := Open(ctx, path, Options{})
		noError(t, err)
		if n := count(t, f); n != 1 {
			t.Errorf("%d accounts", n)
		}
		noError(t, f.Close())
	}
}

// TestALogOfAnotherFileIsRefused puts the log of a bigger file beside one, with
// its index and without.
func TestALogOfAnotherFileIsRefused(t *testing.T) {
	f := withHead(t)
	for range 60 {
		in(t, f, func(tx *Tx) error { _, err := addPair(tx); return err })
	}
	_, err := f.write.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`)
	noError(t, err)
	in(t, f, func(tx *Tx) error { _, err := addPair(tx); return err })
	for _, sides := range [][]string{{"-wal", "-shm"}, {"-wal"}} {
		path := closed(t)
		for _, side := range sides {
			noError(t, copyBytes(f.Path()+side, path+side))
		}
		was := snapshot(t, filepath.Dir(path))
		_, err = Open(context.Background(), path, Options{})
		wantError(t, err, ErrDamaged)
		_, err = OpenReadOnly(context.Background(), path)
		wantError(t, err, ErrDamaged)
		unchanged(t, filepath.Dir(path), was)
	}
}

// TestManyOpenAndClose lets processes open and close one file all the time: what
// each sees of the others' coming and going must never look like a fault.
func TestManyOpenAndClose(t *testing.T) {
	path := closed(t)
	var wg sync.WaitGroup
	defer wg.Wait()
	for range 3 {
		cmd := child(t, "open", slices.Repeat([]string{path}, 60)...)
		wg.Go(func() {
			out, err := cmd.Output()
			if want := strings.Repeat("ok\n", 60); err != nil || string(out) != want {
				t.Errorf("%v: %s", err, strings.ReplaceAll(string(out), "ok\n", ""))
			}
		})
	}
	for range 60 {
		f, err := OpenReadOnly(context.Background(), path)
		noError(t, err)
		noError(t, f.Close())
	}
}

// TestKilledWriters kills a writing process again and again: what it said is
// there, and no half act is. The long form kills it
// 200 times.
func TestKilledWriters(t *testing.T) {
	kills := 8
	if os.Getenv("TROUSSEAU_FAULTS") == "long" {
		kills = 200
	}
	path := newPath(t)
	f, err := Create(context.Background(), path, Options{})
	noError(t, err)
	in(t, f, func(tx *Tx) error { return tx.PutHead(Head{id(16, 1), 0, id(32, 0), 0, id(32, 0)}) })
	noError(t, f.Close())
	said, lost := 0, 0
	for k := range kills {
		said = killedWriter(t, path, k*3, said)
		f, err = Open(context.Background(), path, Options{})
		noError(t, err)
		noError(t, f.Check(context.Background()))
		n := 0
		noError(t, f.Read(context.Background(), func(tx *Tx) (err error) { n, err = countLines(tx, id(16, 1)); return err }))
		if n < said {
			lost += said - n
		}
		whole(t, f, n)
		said = n
		noError(t, f.Close())
	}
	t.Logf("%d kills, %d acknowledged acts, %d lost", kills, said, lost)
	if lost > 0 {
		t.Errorf("%d lost", lost)
	}
}

// killedWriter kills a writer after it has said some numbers, and gives the last
// one it said.
func killedWriter(t *testing.T, path string, after, last int) int {
	t.Helper()
	cmd := child(t, "write", path)
	out, err := cmd.StdoutPipe()
	noError(t, err)
	noError(t, cmd.Start())
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		if strings.HasPrefix(lines.Text(), "child failed") {
			t.Fatal(lines.Text())
		}
		last, err = strconv.Atoi(lines.Text())
		noError(t, err)
		if n == after {
			noError(t, cmd.Process.Kill())
		}
	}
	_ = cmd.Wait() // it was killed
	return last
}

// TestKilledAtEachStep kills a process at each statement and at the commit of
// one transaction that fills every table: none of it is there.
func TestKilledAtEachStep(t *testing.T) {
	for _, step := range []string{"begin", "InitFile", "AddAccount", "PutSlot", "PutTry", "AddStatement", "PutWrap",
		"AddRow company", "AddRow members", "AddRow profiles", "AddLine", "PutHead", "AddRow settings", "commit"} {
		t.Run(step, func(t *testing.T) {
			path := newPath(t)
			f, err := Create(context.Background(), path, Options{})
			noError(t, err)
			noError(t, f.Close())
			diesAt(t, "seed", path, step)
			f, err = Open(context.Background(), path, Options{})
			noError(t, err)
			noError(t, f.Check(context.Background()))
			in(t, f, seed) // every row of it is free
			noError(t, f.Close())
		})
	}
}
