//go:build unix

package app_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// In a temporary folder that everybody writes to, a folder of somebody else with
// the name of a demo is left alone: the lock in it would be opened wherever it
// leads, and a pipe waited for without end.
func TestADemoOfSomebodyElse(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root makes files of somebody else")
	}
	temp, old := temporary(t), time.Now().Add(-25*time.Hour)
	target := filepath.Join(t.TempDir(), "made")
	linked, piped := filepath.Join(temp, "trousseau-demo-1"), filepath.Join(temp, "trousseau-demo-2")
	if err := errors.Join(os.Mkdir(linked, 0o777), os.Symlink(target, filepath.Join(linked, "in-use")), os.Mkdir(piped, 0o777),
		syscall.Mkfifo(filepath.Join(piped, "in-use"), 0o666)); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{linked, piped} {
		if err := errors.Join(os.Chown(path, 65534, 65534), os.Chtimes(path, old, old)); err != nil {
			t.Fatal(err)
		}
	}
	if err := demo(t, options("never")).Close(); err != nil {
		t.Error(err)
	}
	for _, path := range []string{linked, piped} {
		if _, err := os.Lstat(path); err != nil {
			t.Error("somebody else's folder:", err)
		}
	}
	if _, err := os.Lstat(target); err == nil {
		t.Error("a file was made where the link leads")
	}
}
