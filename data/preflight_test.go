package data

import (
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// alter rewrites a file.
func alter(t *testing.T, path string, change func([]byte) []byte) {
	t.Helper()
	b, err := os.ReadFile(path)
	noError(t, err)
	noError(t, os.WriteFile(path, change(b), 0o600))
}

func putUint32(at int, v uint32) func([]byte) []byte {
	return func(b []byte) []byte {
		binary.BigEndian.PutUint32(b[at:], v)
		return b
	}
}

// run executes SQL on a file as another program would.
func run(t *testing.T, path string, statements ...string) {
	t.Helper()
	db := dial{path: path, busy: 1e9, mode: making}.open(1)
	for _, s := range statements {
		_, err := db.ExecContext(context.Background(), s)
		noError(t, err)
	}
	noError(t, db.Close())
}

// refusals are the ways a file can be unfit, with the error each must give.
func refusals() map[string]struct {
	change func(t *testing.T, path string)
	want   error
} {
	type refusal = struct {
		change func(t *testing.T, path string)
		want   error
	}
	file := func(change func([]byte) []byte, want error) refusal {
		return refusal{func(t *testing.T, path string) { alter(t, path, change) }, want}
	}
	sql := func(want error, statements ...string) refusal {
		return refusal{func(t *testing.T, path string) { run(t, path, statements...) }, want}
	}
	return map[string]refusal{
		"empty file":           file(func([]byte) []byte { return nil }, ErrNotDatabase),
		"text":                 file(func([]byte) []byte { return []byte("Dear customer,\n") }, ErrNotDatabase),
		"long text":            file(func([]byte) []byte { return []byte(strings.Repeat("Dear customer, ", 999)) }, ErrNotDatabase),
		"one byte of magic":    file(func(b []byte) []byte { b[3] ^= 1; return b }, ErrNotDatabase),
		"other application":    file(putUint32(68, 0x0f055112), ErrForeign),
		"no application":       file(putUint32(68, 0), ErrForeign),
		"newer":                file(putUint32(60, latest+1), ErrNewer),
		"much newer":           file(putUint32(60, 1<<31-1), ErrNewer),
		"version with sign":    file(putUint32(60, 1<<31), ErrNewer),
		"unknown version":      file(putUint32(60, 0), ErrSchema),
		"header only":          file(func(b []byte) []byte { return b[:100] }, ErrTruncated),
		"part of the header":   file(func(b []byte) []byte { return b[:50] }, ErrTruncated),
		"one byte short":       file(func(b []byte) []byte { return b[:len(b)-1] }, ErrTruncated),
		"half":                 file(func(b []byte) []byte { return b[:len(b)/2] }, ErrTruncated),
		"impossible page size": file(func(b []byte) []byte { b[16], b[17] = 3, 3; return b }, ErrDamaged),
		"schema page destroyed": file(func(b []byte) []byte {
			copy(b[100:], strings.Repeat("x", 1000))
			return b
		}, ErrDamaged),
		"planted trigger":  sql(ErrSchema, `CREATE TRIGGER evil AFTER INSERT ON accounts BEGIN DELETE FROM tries; END`),
		"planted view":     sql(ErrSchema, `CREATE VIEW evil AS SELECT 1`),
		"planted table":    sql(ErrSchema, `CREATE TABLE evil (a)`),
		"planted index":    sql(ErrSchema, `CREATE INDEX evil ON accounts (version)`),
		"view for a table": sql(ErrSchema, `DROP TABLE wraps`, `CREATE VIEW wraps AS SELECT 1`),
		"dropped table":    sql(ErrSchema, `DROP TABLE wraps`),
		"added column":     sql(ErrSchema, `ALTER TABLE wraps ADD COLUMN evil BLOB`),
		"statistics":       sql(ErrSchema, `ANALYZE`),
	}
}

func TestRefusedFilesStayAsTheyWere(t *testing.T) {
	for name, c := range refusals() {
		t.Run(name, func(t *testing.T) {
			path := closed(t)
			c.change(t, path)
			was := snapshot(t, filepath.Dir(path))
			_, err := Open(context.Background(), path, Options{})
			wantError(t, err, c.want)
			_, err = OpenReadOnly(context.Background(), path)
			wantError(t, err, c.want)
			unchanged(t, filepath.Dir(path), was)
		})
	}
}

func TestARefusedSchemaIsNamed(t *testing.T) {
	path := closed(t)
	run(t, path, `CREATE TRIGGER evil AFTER INSERT ON accounts BEGIN DELETE FROM tries; END`)
	_, err := Open(context.Background(), path, Options{})
	if err == nil || !strings.Contains(err.Error(), `"trigger" "evil"`) {
		t.Errorf("got %v", err)
	}
}

func TestRefusedPlaces(t *testing.T) {
	path := closed(t)
	folder := filepath.Dir(path)
	noError(t, os.Symlink(filepath.Join(folder, "gone"), filepath.Join(folder, "dangling")))
	noError(t, os.Symlink("loop", filepath.Join(folder, "loop")))
	was := snapshot(t, folder)
	for name, c := range map[string]struct {
		path string
		want error
	}{
		"no name":        {"", ErrNoFile},
		"no file":        {filepath.Join(folder, "other"), ErrNoFile},
		"no folder":      {filepath.Join(folder, "other", "file"), ErrNoFolder},
		"no folders":     {filepath.Join(folder, "other", "more", "file"), ErrNoFolder},
		"folder is file": {filepath.Join(path, "file"), ErrFolderIsFile},
		"is folder":      {folder, ErrIsFolder},
		"dangling link":  {filepath.Join(folder, "dangling"), ErrNoFile},
		"looping link":   {filepath.Join(folder, "loop"), ErrNoFile},
		"device":         {os.DevNull, ErrNotDatabase},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(context.Background(), c.path, Options{})
			wantError(t, err, c.want)
			_, err = OpenReadOnly(context.Background(), c.path)
			wantError(t, err, c.want)
			unchanged(t, folder, was)
		})
	}
}

func TestCreateRefuses(t *testing.T) {
	path := closed(t)
	folder := filepath.Dir(path)
	orphan := filepath.Join(folder, "orphan")
	noError(t, os.WriteFile(orphan+"-wal", []byte("log of a file that is gone"), 0o600))
	was := snapshot(t, folder)
	for name, c := range map[string]struct {
		path string
		want error
	}{
		"no name":        {"", ErrNoFile},
		"exists":         {path, ErrExists},
		"is folder":      {folder, ErrIsFolder},
		"folder is file": {filepath.Join(path, "file"), ErrFolderIsFile},
		"deep in a file": {filepath.Join(path, "more", "file"), ErrFolderIsFile},
		"orphaned log":   {orphan, ErrExists},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Create(context.Background(), c.path, Options{})
			wantError(t, err, c.want)
			unchanged(t, folder, was)
		})
	}
}

func TestCreateMakesPrivateFileAndFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "Zoë's 100% #1?&x", "file ; DROP.trousseau")
	f, err := Create(context.Background(), path, Options{})
	noError(t, err)
	in(t, f, seed)
	if f.Path() != path || f.Version() != latest {
		t.Errorf("path %q, version %d", f.Path(), f.Version())
	}
	if runtime.GOOS != "windows" {
		for name, mode := range map[string]os.FileMode{
			filepath.Dir(filepath.Dir(path)): os.ModeDir | 0o700, filepath.Dir(path): os.ModeDir | 0o700,
			path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600,
		} {
			info, err := os.Stat(name)
			noError(t, err)
			if info.Mode() != mode {
				t.Errorf("%q has mode %v, want %v", filepath.Base(name), info.Mode(), mode)
			}
		}
	}
	noError(t, f.Close())
	entries, err := os.ReadDir(filepath.Dir(path))
	noError(t, err)
	if len(entries) != 1 {
		t.Errorf("closing leaves %v", entries)
	}
	f, err = Open(context.Background(), path, Options{})
	noError(t, err)
	if n := count(t, f); n != 1 {
		t.Errorf("%d accounts", n)
	}
	noError(t, f.Close())
}

func TestOpenThroughALinkAndARelativePath(t *testing.T) {
	path := closed(t)
	link := filepath.Join(t.TempDir(), "link")
	noError(t, os.Symlink(path, link))
	f, err := Open(context.Background(), link, Options{})
	noError(t, err)
	if f.Path() != path {
		t.Errorf("path %q", f.Path())
	}
	noError(t, f.Close())
	t.Chdir(filepath.Dir(path))
	f, err = Open(context.Background(), filepath.Base(path), Options{})
	noError(t, err)
	if f.Path() != path {
		t.Errorf("path %q", f.Path())
	}
	noError(t, f.Close())
}

func TestStampOfAFile(t *testing.T) {
	b, err := os.ReadFile(closed(t))
	noError(t, err)
	if app := binary.BigEndian.Uint32(b[68:]); app != 0x54525553 {
		t.Errorf("application id %x", app)
	}
	if v := binary.BigEndian.Uint32(b[60:]); v != latest {
		t.Errorf("user version %d", v)
	}
}

// FuzzInspect throws mutilated headers at the look from outside and, if it lets
// them pass, at the driver: refused or opened, never a panic, never changed.
func FuzzInspect(f *testing.F) {
	whole, err := os.ReadFile(closed(f))
	noError(f, err)
	f.Add(uint16(0), []byte{0}, uint16(len(whole)))
	f.Add(uint16(16), []byte{0, 1}, uint16(len(whole)))
	f.Add(uint16(28), []byte{255, 255, 255, 255}, uint16(100))
	f.Add(uint16(100), []byte{13, 0, 0, 255, 255}, uint16(len(whole)))
	f.Fuzz(func(t *testing.T, at uint16, patch []byte, size uint16) {
		b := append([]byte(nil), whole...)
		copy(b[min(int(at), len(b)):], patch)
		b = b[:min(int(size), len(b))]
		path := filepath.Join(t.TempDir(), "f")
		noError(t, os.WriteFile(path, b, 0o600))
		was := snapshot(t, filepath.Dir(path))
		file, err := OpenReadOnly(context.Background(), path)
		if err == nil {
			_ = file.Check(context.Background()) // any verdict is right for damaged bytes
			noError(t, file.Close())
		}
		unchanged(t, filepath.Dir(path), was)
	})
}
