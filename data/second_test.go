package data

import (
	"context"
	"path/filepath"
	"testing"
)

// TestTheMigrationFrom1FailsOrIsKilledAtEachStep brings a file of version 1 to the
// present one: until the last step it stays whole, as it was.
func TestTheMigrationFrom1FailsOrIsKilledAtEachStep(t *testing.T) {
	check := func(t *testing.T, path string, version int, want map[string][]string) {
		t.Helper()
		f, err := OpenReadOnly(context.Background(), path)
		noError(t, err)
		noError(t, f.Check(context.Background()))
		if f.Version() != version || !sameDump(dump(t, f, 1), want) {
			t.Errorf("version %d, want %d; or other rows", f.Version(), version)
		}
		noError(t, f.Close())
	}
	again := func(t *testing.T, path string, want map[string][]string) {
		t.Helper()
		f, err := Open(context.Background(), path, Options{})
		noError(t, err)
		in(t, f, func(tx *Tx) error {
			return tx.AddRow(TableSettings, Row{id(16, 1), id(16, 8), 1, 1, 1, []byte("sealed setting")})
		})
		noError(t, f.Close())
		check(t, path, latest, want)
		backups, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.backups", "*.v1*.trousseau"))
		noError(t, err)
		if len(backups) == 0 {
			t.Error("no backup")
		}
		for _, b := range backups {
			check(t, b, 1, want)
		}
	}
	for _, step := range []string{"backup", "copy write", "copy sync", "copy verify", "copy place", "migrate", "migrate record 2", "migrate commit 2"} {
		t.Run("fail "+step, func(t *testing.T) {
			path := closedFirst(t)
			want := dumped(t, path, 1)
			_, err := Open(context.Background(), path, Options{TestOnlyHook: failAt(step)})
			wantError(t, err, errTest)
			check(t, path, 1, want)
			again(t, path, want)
		})
		t.Run("kill "+step, func(t *testing.T) {
			path := closedFirst(t)
			want := dumped(t, path, 1)
			diesAt(t, "open", path, step)
			check(t, path, 1, want)
			again(t, path, want)
		})
	}
}

// TestSeveralMigrationsStopBetweenThem brings a file of version 1 three versions
// up: stopped in a later migration it is a whole file of the one before.
func TestSeveralMigrationsStopBetweenThem(t *testing.T) {
	for step, version := range map[string]int{"migrate record 2": 1, "migrate commit 2": 1, "migrate record 3": 2, "migrate commit 3": 2,
		"migrate record 4": 3, "migrate commit 4": 3} {
		t.Run("fail "+step, func(t *testing.T) {
			path := closedFirst(t)
			_, err := openWith(context.Background(), path, Options{TestOnlyHook: failAt(step)}, oneMore())
			wantError(t, err, errTest)
			afterwards(t, path, version, 1000)
		})
		t.Run("kill "+step, func(t *testing.T) {
			path := closedFirst(t)
			diesAt(t, "migrate", path, step)
			afterwards(t, path, version, 1000)
			f, err := openWith(context.Background(), path, Options{}, oneMore())
			noError(t, err)
			noError(t, f.Close())
			afterwards(t, path, next, 1001)
		})
	}
}
