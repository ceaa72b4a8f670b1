package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// whole fails unless a file holds exactly n pairs of addPair.
func whole(t testing.TB, f *File, n int) {
	t.Helper()
	noError(t, f.Read(context.Background(), func(tx *Tx) error {
		lines, err := countLines(tx, id(16, 1))
		noError(t, err)
		rows, err := tx.Rows(TableCompany, id(16, 1))
		noError(t, err)
		head, err := tx.Head(id(16, 1))
		noError(t, err)
		if lines != n || len(rows) != n || int(head.LineSeq) != n {
			t.Errorf("%d lines, %d rows, head %d; want %d", lines, len(rows), head.LineSeq, n)
		}
		return nil
	}))
}

func TestCopyIsTheFileOfOneMoment(t *testing.T) {
	ctx := context.Background()
	f := withHead(t)
	var wg sync.WaitGroup
	stop := make(chan struct{})
	wg.Go(func() { // somebody writes all the while
		for {
			select {
			case <-stop:
				return
			default:
			}
			if err := f.Write(ctx, func(tx *Tx) error { _, err := addPair(tx); return err }); err != nil {
				t.Error(err)
				return
			}
		}
	})
	folder := t.TempDir()
	for i := range 5 {
		to := filepath.Join(folder, string(rune('a'+i))+" 100% copy?")
		noError(t, f.Copy(ctx, to))
		if info, err := os.Stat(to); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
			t.Errorf("%v, %v", info, err)
		}
		c, err := OpenReadOnly(ctx, to)
		noError(t, err)
		n := 0
		noError(t, c.Read(ctx, func(tx *Tx) (err error) { n, err = countLines(tx, id(16, 1)); return err }))
		whole(t, c, n)
		noError(t, c.Close())
	}
	close(stop)
	wg.Wait()
	entries, err := os.ReadDir(folder)
	noError(t, err)
	if len(entries) != 5 {
		t.Errorf("beside the copies: %v", entries)
	}
}

func TestACopyOpensForWriting(t *testing.T) {
	f := newFile(t, Options{})
	in(t, f, seed)
	to := newPath(t)
	noError(t, f.Copy(context.Background(), to))
	c, err := Open(context.Background(), to, Options{})
	noError(t, err)
	in(t, c, func(tx *Tx) error { return tx.AddAccount(account(9)) })
	if n := count(t, c); n != 2 {
		t.Errorf("%d accounts", n)
	}
	noError(t, c.Close())
	if n := count(t, f); n != 1 {
		t.Errorf("the copied file has %d accounts", n)
	}
}

func TestAFailingCopyLeavesNothing(t *testing.T) {
	for _, step := range []string{"copy write", "copy sync", "copy verify", "copy place"} {
		t.Run(step, func(t *testing.T) {
			f := newFile(t, Options{TestOnlyHook: failAt(step)})
			in(t, f, seed)
			folder := t.TempDir()
			wantError(t, f.Copy(context.Background(), filepath.Join(folder, "copy")), errTest)
			unchanged(t, folder, nil)
			if n := count(t, f); n != 1 {
				t.Errorf("%d accounts", n)
			}
		})
	}
}

func TestAKilledCopyLeavesNoTarget(t *testing.T) {
	for _, step := range []string{"copy write", "copy sync", "copy verify", "copy place"} {
		t.Run(step, func(t *testing.T) {
			path := closed(t)
			diesAt(t, "copy", path, step)
			if exists(path + ".copy") {
				t.Error("the copy has its name")
			}
			f, err := Open(context.Background(), path, Options{})
			noError(t, err)
			noError(t, f.Check(context.Background()))
			noError(t, f.Copy(context.Background(), path+".copy"))
			noError(t, f.Close())
		})
	}
}

func TestACopyIsVerifiedBeforeItHasItsName(t *testing.T) {
	folder := t.TempDir()
	f := newFile(t, Options{TestOnlyHook: func(step string) error {
		if step != "copy verify" {
			return nil
		}
		entries, err := os.ReadDir(folder)
		if err != nil || len(entries) != 1 {
			return errors.Join(err, errors.New("no unfinished copy"))
		}
		file, err := os.OpenFile(filepath.Join(folder, entries[0].Name()), os.O_RDWR, 0)
		if err != nil {
			return err
		}
		_, err = file.WriteAt(id(2000, 'x'), 4096+8)
		return errors.Join(err, file.Close())
	}})
	in(t, f, seed)
	wantError(t, f.Copy(context.Background(), filepath.Join(folder, "copy")), ErrDamaged)
	unchanged(t, folder, nil)
}

func TestLeftoversOfKilledCopiesAreSweptLater(t *testing.T) {
	folder := t.TempDir()
	for name, age := range map[string]time.Duration{".copy.new-1": 2 * time.Hour, ".copy.new-2": 0, ".other.new-3": 2 * time.Hour} {
		noError(t, os.WriteFile(filepath.Join(folder, name), []byte("sealed"), 0o600))
		noError(t, os.Chtimes(filepath.Join(folder, name), time.Time{}, time.Now().Add(-age)))
	}
	f := newFile(t, Options{})
	noError(t, f.Copy(context.Background(), filepath.Join(folder, "copy")))
	entries, err := os.ReadDir(folder)
	noError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if want := []string{".copy.new-2", ".other.new-3", "copy"}; !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
}

func TestCopyRefusesAPlace(t *testing.T) {
	f := newFile(t, Options{})
	folder := t.TempDir()
	taken := filepath.Join(folder, "taken")
	noError(t, os.WriteFile(taken, []byte("a letter"), 0o600))
	noError(t, os.WriteFile(filepath.Join(folder, "orphan-wal"), []byte("a log"), 0o600))
	was := snapshot(t, folder)
	for name, c := range map[string]struct {
		to   string
		want error
	}{
		"taken":          {taken, ErrExists},
		"itself":         {f.Path(), ErrExists},
		"a folder":       {folder, ErrExists},
		"orphaned log":   {filepath.Join(folder, "orphan"), ErrExists},
		"no folder":      {filepath.Join(folder, "gone", "copy"), ErrNoFolder},
		"folder is file": {filepath.Join(taken, "copy"), ErrFolderIsFile},
	} {
		t.Run(name, func(t *testing.T) {
			wantError(t, f.Copy(context.Background(), c.to), c.want)
			unchanged(t, folder, was)
		})
	}
}

func TestCopyStopsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	f := newFile(t, Options{TestOnlyHook: func(step string) error {
		if step == "copy write" {
			cancel()
		}
		return nil
	}})
	folder := t.TempDir()
	wantError(t, f.Copy(ctx, filepath.Join(folder, "copy")), context.Canceled)
	unchanged(t, folder, nil)
}

func TestCreateFailsOrIsKilledAtEachStep(t *testing.T) {
	for _, step := range []string{"create write", "migrate", "migrate record 1", "migrate commit 1", "migrate record 2", "migrate commit 2", "create place"} {
		t.Run("fail "+step, func(t *testing.T) {
			path := newPath(t)
			_, err := Create(context.Background(), path, Options{TestOnlyHook: failAt(step)})
			wantError(t, err, errTest)
			unchanged(t, filepath.Dir(path), nil)
		})
		t.Run("kill "+step, func(t *testing.T) {
			path := newPath(t)
			diesAt(t, "create", path, step)
			if exists(path) {
				t.Error("the file has its name")
			}
			f, err := Create(context.Background(), path, Options{})
			noError(t, err)
			noError(t, f.Close())
		})
	}
}
