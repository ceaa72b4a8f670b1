//go:build unix

package data

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// soon fails when something takes longer than it may.
func soon(t *testing.T, longest time.Duration, do func() error) error {
	t.Helper()
	done := make(chan error, 1)
	go func() { done <- do() }()
	select {
	case err := <-done:
		return err
	case <-time.After(longest):
		t.Fatalf("not done after %v", longest)
		return nil
	}
}

// TestWhatHasTheNameOfASideFile puts things that are no files under those names:
// a pipe would be waited for, a device copied until the disk is full.
func TestWhatHasTheNameOfASideFile(t *testing.T) {
	ctx := context.Background()
	for name, put := range map[string]func(string) error{
		"pipe":   func(at string) error { return syscall.Mkfifo(at, 0o600) },
		"folder": func(at string) error { return os.Mkdir(at, 0o700) },
		"device": func(at string) error { return os.Symlink("/dev/zero", at) },
		"nobody": func(at string) error { return os.Symlink("gone", at) },
	} {
		for _, side := range []string{"-wal", "-shm", "-journal"} {
			t.Run(name+side, func(t *testing.T) {
				path := closed(t)
				if side != "-journal" { // the one that makes a look copy all of them
					noError(t, os.WriteFile(path+"-journal", []byte("x"), 0o600))
				}
				noError(t, put(path+side))
				t.Setenv("TMPDIR", t.TempDir())
				wantError(t, soon(t, 10*time.Second, func() error { _, err := Open(ctx, path, Options{}); return err }), ErrDamaged)
				wantError(t, soon(t, 10*time.Second, func() error { _, err := OpenReadOnly(ctx, path); return err }), ErrDamaged)
				unchanged(t, os.TempDir(), nil)
				noError(t, os.Remove(path))
				wantError(t, soon(t, 10*time.Second, func() error { _, err := Create(ctx, path, Options{}); return err }), ErrExists)
			})
		}
	}
}

// TestALogTooBigForACopy puts an immense log, all holes, beside a file.
func TestALogTooBigForACopy(t *testing.T) {
	path := closed(t)
	noError(t, os.WriteFile(path+"-wal", []byte("x"), 0o600))
	if err := os.Truncate(path+"-wal", 1<<43); err != nil {
		t.Skipf("no such file can be made here: %v", err)
	}
	t.Setenv("TMPDIR", t.TempDir())
	_, err := OpenReadOnly(context.Background(), path)
	wantError(t, err, ErrFull)
	unchanged(t, os.TempDir(), nil)
}

// TestOldPrivateCopiesAreSwept leaves what killed checks leave.
func TestOldPrivateCopiesAreSwept(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	old, fresh, other := filepath.Join(temp, "trousseau-check-1"), filepath.Join(temp, "trousseau-check-2"), filepath.Join(temp, "else")
	for _, folder := range []string{old, fresh, other} {
		noError(t, os.Mkdir(folder, 0o700))
		noError(t, os.WriteFile(filepath.Join(folder, "copy"), []byte("sealed"), 0o600))
	}
	kept := filepath.Join(temp, "kept")
	noError(t, os.Mkdir(kept, 0o700))
	noError(t, os.Symlink(kept, filepath.Join(temp, "trousseau-check-3")))
	noError(t, os.WriteFile(filepath.Join(temp, "trousseau-check-4"), nil, 0o600))
	long := time.Now().Add(-61 * time.Minute)
	for _, at := range []string{old, other, filepath.Join(temp, "trousseau-check-4"), kept} {
		noError(t, os.Chtimes(at, long, long))
	}
	path := closed(t)
	noError(t, os.WriteFile(path+"-journal", []byte("x"), 0o600))
	f, err := OpenReadOnly(context.Background(), path)
	noError(t, err)
	noError(t, f.Close())
	if exists(old) {
		t.Error("the old copy is still there")
	}
	for _, at := range []string{fresh, other, kept, filepath.Join(temp, "trousseau-check-3"), filepath.Join(temp, "trousseau-check-4")} {
		if !exists(at) {
			t.Errorf("%q is gone", filepath.Base(at))
		}
	}
}
