package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// door is the first migration as it ships.
func door() []byte {
	b, err := fs.ReadFile(embedded, "migrations/sqlite/00001_door.sql")
	if err != nil {
		panic(err)
	}
	return b
}

// withSecond is the line of migrations after a second one has been added.
func withSecond(second string) history {
	files := fstest.MapFS{"00001_door.sql": {Data: door()}, "00002_more.sql": {Data: []byte("-- +goose Up\n" + second)}}
	return history{files: files, latest: 2, expected: func(version int) []Object {
		if version != 2 {
			return Expected(version)
		}
		sum := sha256.Sum256([]byte("CREATE TABLE more (a INTEGER)"))
		return append(Expected(1), Object{"table", "more", "more", hex.EncodeToString(sum[:])})
	}}
}

// twoSteps is a second migration that also changes rows.
func twoSteps() history {
	return withSecond("CREATE TABLE more (a INTEGER);\nINSERT INTO more VALUES (1);\nUPDATE file SET clock = clock + 1;\n")
}

func clock(t *testing.T, f *File) (ms int64) {
	t.Helper()
	noError(t, f.Read(context.Background(), func(tx *Tx) (err error) {
		ms, err = tx.Clock()
		return err
	}))
	return ms
}

func TestMigrationBringsAnOlderFileUp(t *testing.T) {
	path := closed(t)
	old, err := os.ReadFile(path)
	noError(t, err)
	f, err := openWith(context.Background(), path, Options{}, twoSteps())
	noError(t, err)
	if f.Version() != 2 || clock(t, f) != 1001 {
		t.Errorf("version %d, clock %d", f.Version(), clock(t, f))
	}
	noError(t, f.Check(context.Background()))
	noError(t, f.Close())

	// The copy before it is a whole file of the old version.
	backup := filepath.Join(path+".backups", filepath.Base(path)+".v1.trousseau")
	b, err := OpenReadOnly(context.Background(), backup)
	noError(t, err)
	noError(t, b.Check(context.Background()))
	if b.Version() != 1 || clock(t, b) != 1000 {
		t.Errorf("backup has version %d, clock %d", b.Version(), clock(t, b))
	}
	noError(t, b.Close())

	// An older program refuses the new file and leaves it alone.
	was := snapshot(t, filepath.Dir(path))
	_, err = Open(context.Background(), path, Options{})
	wantError(t, err, ErrNewer)
	unchanged(t, filepath.Dir(path), was)

	// A second old file of that name keeps the first backup.
	noError(t, os.WriteFile(path, old, 0o600))
	f, err = openWith(context.Background(), path, Options{}, twoSteps())
	noError(t, err)
	noError(t, f.Close())
	if entries, err := os.ReadDir(path + ".backups"); err != nil || len(entries) != 2 {
		t.Errorf("backups %v, %v", entries, err)
	}
}

func TestOpeningReadOnlyDoesNotMigrate(t *testing.T) {
	path := closed(t)
	was := snapshot(t, filepath.Dir(path))
	f, err := readOnlyWith(context.Background(), path, Options{}, twoSteps())
	noError(t, err)
	if f.Version() != 1 {
		t.Errorf("version %d", f.Version())
	}
	noError(t, f.Check(context.Background()))
	noError(t, f.Close())
	unchanged(t, filepath.Dir(path), was)
}

func TestACurrentFileIsNotBackedUp(t *testing.T) {
	path := closed(t)
	f, err := Open(context.Background(), path, Options{TestOnlyHook: func(step string) error {
		t.Errorf("step %s", step)
		return nil
	}})
	noError(t, err)
	noError(t, f.Close())
	if exists(path + ".backups") {
		t.Error("a backup was made")
	}
}

// afterwards opens a file whose migration went wrong: it must be whole, of the
// version and clock given.
func afterwards(t *testing.T, path string, version int, ms int64) {
	t.Helper()
	f, err := readOnlyWith(context.Background(), path, Options{}, twoSteps())
	noError(t, err)
	noError(t, f.Check(context.Background()))
	if f.Version() != version || clock(t, f) != ms {
		t.Errorf("version %d, clock %d; want %d, %d", f.Version(), clock(t, f), version, ms)
	}
	noError(t, f.Close())
}

func TestAFailingMigrationLeavesTheOldFile(t *testing.T) {
	for name, second := range map[string]string{
		"bad statement": "CREATE TABLE more (a INTEGER);\nUPDATE file SET clock = 5;\nINSERT INTO nothing VALUES (1);\n",
		"bad row":       "CREATE TABLE more (a INTEGER);\nUPDATE file SET clock = 5;\nINSERT INTO file VALUES (2, x'00', 1);\n",
	} {
		t.Run(name, func(t *testing.T) {
			path := closed(t)
			_, err := openWith(context.Background(), path, Options{}, withSecond(second))
			if err == nil {
				t.Fatal("no error")
			}
			afterwards(t, path, 1, 1000)
		})
	}
}

func TestAMigrationFailsOrIsKilledAtEachStep(t *testing.T) {
	steps := []string{"backup", "copy write", "copy sync", "copy verify", "copy place", "migrate", "migrate record 2", "migrate commit 2"}
	for _, step := range steps {
		t.Run("fail "+step, func(t *testing.T) {
			path := closed(t)
			_, err := openWith(context.Background(), path, Options{TestOnlyHook: failAt(step)}, twoSteps())
			wantError(t, err, errTest)
			afterwards(t, path, 1, 1000)
		})
		t.Run("kill "+step, func(t *testing.T) {
			path := closed(t)
			diesAt(t, "migrate", path, step)
			afterwards(t, path, 1, 1000)
			f, err := openWith(context.Background(), path, Options{}, twoSteps())
			noError(t, err)
			noError(t, f.Close())
			afterwards(t, path, 2, 1001)
		})
	}
}

func failAt(step string) func(string) error {
	return func(s string) error {
		if s == step {
			return errTest
		}
		return nil
	}
}

func TestTwoMigrateAtOnce(t *testing.T) {
	path := closed(t)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			f, err := openWith(context.Background(), path, Options{}, twoSteps())
			if err != nil {
				t.Error(err)
				return
			}
			if f.Version() != 2 {
				t.Errorf("version %d", f.Version())
			}
			if err = f.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	afterwards(t, path, 2, 1001)
}

func TestMigrationsAreNumberedWithoutGaps(t *testing.T) {
	names, err := fs.Glob(ours().files, "*.sql")
	noError(t, err)
	if len(names) != latest {
		t.Errorf("%d files for version %d", len(names), latest)
	}
	for _, name := range names {
		b, err := fs.ReadFile(ours().files, name)
		noError(t, err)
		if strings.Contains(string(b), "NO TRANSACTION") || strings.Contains(string(b), "\r") {
			t.Errorf("%s: outside a transaction, or with other line ends", name)
		}
	}
}
