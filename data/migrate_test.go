package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

// upTo is the line of migrations as it was when a version was the latest.
func upTo(version int) history {
	files := fstest.MapFS{}
	names, err := fs.Glob(ours().files, "*.sql")
	for i, name := range names {
		if i == version {
			break
		}
		text, readErr := fs.ReadFile(ours().files, name)
		err = errors.Join(err, readErr)
		files[name] = &fstest.MapFile{Data: text}
	}
	if err != nil {
		panic(err)
	}
	return history{files: files, latest: version, expected: func(v int) []Object {
		if v > version {
			return nil
		}
		return Expected(v)
	}}
}

// next is the version after the latest one.
const next = latest + 1

// withNext is the line of migrations after one more has been added.
func withNext(text string) history {
	h := upTo(latest)
	h.files.(fstest.MapFS)[fmt.Sprintf("%05d_more.sql", next)] = &fstest.MapFile{Data: []byte("-- +goose Up\n" + text)}
	h.latest, h.expected = next, func(version int) []Object {
		if version != next {
			return Expected(version)
		}
		sum := sha256.Sum256([]byte("CREATE TABLE more (a INTEGER)"))
		return with(Expected(latest), Object{"table", "more", "more", hex.EncodeToString(sum[:])})
	}
	return h
}

// oneMore is a further migration that also changes rows.
func oneMore() history {
	return withNext("CREATE TABLE more (a INTEGER);\nINSERT INTO more VALUES (1);\nUPDATE file SET clock = clock + 1;\n")
}

// closedFirst is closed for a file of version 1, as the program of that time
// left it.
func closedFirst(t testing.TB) string {
	t.Helper()
	path := newPath(t)
	f, err := createWith(context.Background(), path, Options{}, upTo(1))
	noError(t, err)
	noError(t, f.Write(context.Background(), seedFirst))
	noError(t, f.Close())
	return path
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
	f, err := openWith(context.Background(), path, Options{}, oneMore())
	noError(t, err)
	if f.Version() != next || clock(t, f) != 1001 {
		t.Errorf("version %d, clock %d", f.Version(), clock(t, f))
	}
	noError(t, f.Check(context.Background()))
	noError(t, f.Close())

	// The copy before it is a whole file of the old version.
	backup := filepath.Join(path+".backups", fmt.Sprintf("%s.v%d.trousseau", filepath.Base(path), latest))
	b, err := OpenReadOnly(context.Background(), backup)
	noError(t, err)
	noError(t, b.Check(context.Background()))
	if b.Version() != latest || clock(t, b) != 1000 {
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
	f, err = openWith(context.Background(), path, Options{}, oneMore())
	noError(t, err)
	noError(t, f.Close())
	if entries, err := os.ReadDir(path + ".backups"); err != nil || len(entries) != 2 {
		t.Errorf("backups %v, %v", entries, err)
	}
}

func TestOpeningReadOnlyDoesNotMigrate(t *testing.T) {
	path := closed(t)
	was := snapshot(t, filepath.Dir(path))
	f, err := readOnlyWith(context.Background(), path, Options{}, oneMore())
	noError(t, err)
	if f.Version() != latest {
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
	f, err := readOnlyWith(context.Background(), path, Options{}, oneMore())
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
			_, err := openWith(context.Background(), path, Options{}, withNext(second))
			if err == nil {
				t.Fatal("no error")
			}
			afterwards(t, path, latest, 1000)
		})
	}
}

func TestAMigrationFailsOrIsKilledAtEachStep(t *testing.T) {
	steps := []string{"backup", "copy write", "copy sync", "copy verify", "copy place", "migrate", fmt.Sprint("migrate record ", next), fmt.Sprint("migrate commit ", next)}
	for _, step := range steps {
		t.Run("fail "+step, func(t *testing.T) {
			path := closed(t)
			_, err := openWith(context.Background(), path, Options{TestOnlyHook: failAt(step)}, oneMore())
			wantError(t, err, errTest)
			afterwards(t, path, latest, 1000)
		})
		t.Run("kill "+step, func(t *testing.T) {
			path := closed(t)
			diesAt(t, "migrate", path, step)
			afterwards(t, path, latest, 1000)
			f, err := openWith(context.Background(), path, Options{}, oneMore())
			noError(t, err)
			noError(t, f.Close())
			afterwards(t, path, next, 1001)
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
			f, err := openWith(context.Background(), path, Options{}, oneMore())
			if err != nil {
				t.Error(err)
				return
			}
			if f.Version() != next {
				t.Errorf("version %d", f.Version())
			}
			if err = f.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	afterwards(t, path, next, 1001)
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
