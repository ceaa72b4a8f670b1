package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// theAside is where a file is put aside at theTime.
const theAside = ".broken-20261122-180203"

// replace is Replace at theTime.
func replace(t testing.TB, path, from string, o Options) (aside string, err error) {
	t.Helper()
	return replacement{from: from, now: theTime, options: o, history: ours()}.run(context.Background(), path)
}

// broken makes a file that no program can read, with a log, and beside it a
// whole one to put in its place. It gives the path, the name of the other, and
// the bytes of the three broken files by suffix.
func broken(t testing.TB) (path, from string, old map[string]string) {
	t.Helper()
	path = closed(t)
	from = path + ".from"
	f, err := OpenReadOnly(context.Background(), path)
	noError(t, err)
	noError(t, f.Copy(context.Background(), from))
	noError(t, f.Close())
	old = map[string]string{"": strings.Repeat("broken ", 999), "-wal": "a log", "-shm": "an index"}
	for side, text := range old {
		noError(t, os.WriteFile(path+side, []byte(text), 0o600))
	}
	return path, from, old
}

// stands tells whether the three broken files stand under a name as they were.
func stands(t testing.TB, name string, old map[string]string) bool {
	t.Helper()
	for side, text := range old {
		b, err := os.ReadFile(name + side)
		if err != nil || string(b) != text {
			return false
		}
	}
	return true
}

// replaced fails unless the new file stands at path, alone and whole.
func replaced(t *testing.T, path, from string) {
	t.Helper()
	if exists(path+"-wal") || exists(path+"-shm") || exists(path+"-journal") {
		t.Error("the old log stands beside the new file")
	}
	if !sameDump(dumped(t, path, latest), dumped(t, from, latest)) {
		t.Error("the new file holds something else")
	}
	f, err := Open(context.Background(), path, Options{})
	noError(t, err)
	in(t, f, func(tx *Tx) error { return tx.AddAccount(account(9)) })
	noError(t, f.Close())
}

func TestReplaceABrokenFile(t *testing.T) {
	path, from, old := broken(t)
	_, err := Open(context.Background(), path, Options{})
	wantError(t, err, ErrNotDatabase)
	was := snapshot(t, filepath.Dir(path))[filepath.Base(from)]
	aside, err := replace(t, path, from, Options{})
	noError(t, err)
	if aside != path+theAside || !stands(t, aside, old) {
		t.Errorf("the old file does not stand at %q", filepath.Base(aside))
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if snapshot(t, filepath.Dir(path))[filepath.Base(from)] != was {
		t.Error("the copy was changed")
	}
	replaced(t, path, from)

	// A second time in the same second, now over a whole file.
	aside, err = replace(t, path, from, Options{})
	noError(t, err)
	if aside != path+theAside+"-2" {
		t.Errorf("put aside as %q", filepath.Base(aside))
	}
	if n := len(dumped(t, aside, latest)["accounts"]); n != 2 {
		t.Errorf("the file put aside has %d accounts", n)
	}
	replaced(t, path, from)
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 6 {
		t.Errorf("beside it: %v, %v", entries, err)
	}
}

func TestReplaceWhatIsGone(t *testing.T) {
	path, from, old := broken(t)
	for side := range old {
		noError(t, os.Remove(path+side))
	}
	aside, err := Replace(context.Background(), path, from)
	noError(t, err)
	if aside != "" {
		t.Errorf("put aside as %q", filepath.Base(aside))
	}
	replaced(t, path, from)
}

// TestReplaceTakesAnOrphanedLogAway leaves only the log of a file that is gone:
// read into the new file it would spoil it.
func TestReplaceTakesAnOrphanedLogAway(t *testing.T) {
	path, from, _ := broken(t)
	noError(t, os.Remove(path))
	aside, err := replace(t, path, from, Options{})
	noError(t, err)
	if !exists(aside+"-wal") || !exists(aside+"-shm") {
		t.Error("the log is gone")
	}
	replaced(t, path, from)
}

func TestReplaceThroughALink(t *testing.T) {
	path, from, old := broken(t)
	link := filepath.Join(t.TempDir(), "link")
	noError(t, os.Symlink(path, link))
	aside, err := replace(t, link, from, Options{})
	noError(t, err)
	if aside != path+theAside || !stands(t, aside, old) {
		t.Errorf("put aside as %q", aside)
	}
	if to, err := os.Readlink(link); err != nil || to != path {
		t.Errorf("the link is %q, %v", to, err)
	}
	replaced(t, path, from)
}

// TestReplaceWithAnOlderFile places a file of version 1, whose first opening
// migrates it.
func TestReplaceWithAnOlderFile(t *testing.T) {
	path, _, _ := broken(t)
	from := closedFirst(t)
	_, err := Replace(context.Background(), path, from)
	noError(t, err)
	was := dumped(t, from, 1)
	if !sameDump(dumped(t, path, 1), was) {
		t.Error("the new file holds something else")
	}
	f, err := Open(context.Background(), path, Options{})
	noError(t, err)
	if f.Version() != latest || !sameDump(dump(t, f, 1), was) {
		t.Errorf("version %d, or other rows", f.Version())
	}
	noError(t, f.Close())
}

func TestReplaceRefuses(t *testing.T) {
	path, from, _ := broken(t)
	folder := filepath.Dir(path)
	noError(t, copyBytes(from, filepath.Join(folder, "damaged")))
	alter(t, filepath.Join(folder, "damaged"), func(b []byte) []byte { copy(b[4096+8:], id(2000, 'x')); return b })
	noError(t, copyBytes(from, filepath.Join(folder, "newer")))
	alter(t, filepath.Join(folder, "newer"), putUint32(60, latest+1))
	noError(t, copyBytes(from, filepath.Join(folder, "short")))
	alter(t, filepath.Join(folder, "short"), func(b []byte) []byte { return b[:len(b)-4096] })
	was := snapshot(t, folder)
	for name, c := range map[string]struct {
		path, from string
		want       error
	}{
		"no name":            {"", from, ErrNoFile},
		"folder":             {folder, from, ErrIsFolder},
		"no folder":          {filepath.Join(folder, "gone", "file"), from, ErrNoFolder},
		"folder is file":     {filepath.Join(path, "file"), from, ErrFolderIsFile},
		"device":             {os.DevNull, from, ErrNotDatabase},
		"from itself":        {path, path, ErrInvalid},
		"from nothing":       {path, filepath.Join(folder, "gone"), ErrNoFile},
		"from text":          {path, path + "-wal", ErrNotDatabase},
		"from a damaged one": {path, filepath.Join(folder, "damaged"), ErrDamaged},
		"from a newer one":   {path, filepath.Join(folder, "newer"), ErrNewer},
		"from a short one":   {path, filepath.Join(folder, "short"), ErrTruncated},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Replace(context.Background(), c.path, c.from)
			wantError(t, err, c.want)
			unchanged(t, folder, was)
		})
	}
}

func TestReplaceIsRefusedWhileAnotherProcessHasTheFile(t *testing.T) {
	for name, c := range map[string]string{
		"reads":  "SELECT 1 FROM file",
		"writes": "BEGIN IMMEDIATE",
	} {
		t.Run(name, func(t *testing.T) {
			path, from, old := broken(t)
			for side := range old {
				noError(t, os.Remove(path+side))
			}
			noError(t, copyBytes(from, path))
			holder(t, path, c)
			was := snapshot(t, filepath.Dir(path))
			_, err := Replace(context.Background(), path, from)
			wantError(t, err, ErrBusy)
			unchanged(t, filepath.Dir(path), was)
		})
	}
}

var replaceSteps = []string{"copy write", "copy sync", "copy verify", "replace aside", "replace aside-wal", "replace aside-shm", "replace place"}

func TestReplaceFailsOrIsKilledAtEachStep(t *testing.T) {
	for _, step := range replaceSteps {
		t.Run("fail "+step, func(t *testing.T) {
			path, from, _ := broken(t)
			was := snapshot(t, filepath.Dir(path))
			_, err := replace(t, path, from, Options{TestOnlyHook: failAt(step)})
			wantError(t, err, errTest)
			unchanged(t, filepath.Dir(path), was)
		})
		t.Run("kill "+step, func(t *testing.T) {
			path, from, old := broken(t)
			diesAt(t, "replace", path, step)
			if exists(path) {
				if !stands(t, path, old) {
					t.Error("neither the old file nor the new one stands at its place")
				}
			} else {
				toldAside(t, path, path+theAside)
			}
			aside, err := replace(t, path, from, Options{})
			noError(t, err)
			if aside != path+theAside || !stands(t, aside, old) {
				t.Errorf("the old file does not stand at %q", filepath.Base(aside))
			}
			replaced(t, path, from)
		})
	}
}

// toldAside fails unless everything that opens or creates refuses a path in plain
// words and tells where the old file lies.
func toldAside(t *testing.T, path, aside string) {
	t.Helper()
	ctx := context.Background()
	was := snapshot(t, filepath.Dir(path))
	link := filepath.Join(t.TempDir(), "link")
	noError(t, os.Symlink(path, link))
	for name, try := range map[string]func() (*File, error){
		"open":        func() (*File, error) { return Open(ctx, path, Options{}) },
		"open link":   func() (*File, error) { return Open(ctx, link, Options{}) },
		"read":        func() (*File, error) { return OpenReadOnly(ctx, path) },
		"create":      func() (*File, error) { return Create(ctx, path, Options{}) },
		"replace ill": func() (*File, error) { _, err := Replace(ctx, path, path+".gone"); return nil, err },
		"replace full": func() (*File, error) {
			_, err := replace(t, path, path+".from", Options{TestOnlyHook: failAt("replace place")})
			return nil, err
		},
	} {
		_, err := try()
		wantError(t, err, ErrAside)
		var told *AsideError
		if !errors.As(err, &told) || told.Aside != aside || strings.Contains(err.Error(), filepath.Dir(path)) {
			t.Errorf("%s says %v, %+v", name, err, told)
		}
	}
	for name, text := range was {
		if now := snapshot(t, filepath.Dir(path))[name]; now != text {
			t.Errorf("%q was changed", name)
		}
	}
}

// TestReplaceWhereSomebodyWasFaster lets another program take the place between
// the old file and the new one: neither is overwritten, and the error tells.
func TestReplaceWhereSomebodyWasFaster(t *testing.T) {
	path, from, old := broken(t)
	_, err := replace(t, path, from, Options{TestOnlyHook: func(step string) error {
		if step == "replace place" {
			return os.WriteFile(path, []byte("somebody's"), 0o600)
		}
		return nil
	}})
	wantError(t, err, ErrAside)
	wantError(t, err, ErrExists)
	b, readErr := os.ReadFile(path)
	if readErr != nil || string(b) != "somebody's" {
		t.Errorf("%q, %v", b, readErr)
	}
	var told *AsideError
	if !errors.As(err, &told) || told.Aside != path+theAside || !exists(told.Aside) {
		t.Errorf("told %+v", told)
	}
	for side, text := range old {
		at := path + side
		if side == "" {
			at = path + theAside
		}
		if b, err := os.ReadFile(at); err != nil || string(b) != text {
			t.Errorf("the old file's %q is not there", side)
		}
	}
}

// TestAFileReplacedWhileItIsOpenedIsRefused lets the place change hands between
// the look and the end of an opening.
func TestAFileReplacedWhileItIsOpenedIsRefused(t *testing.T) {
	path, other := closedFirst(t), closed(t)
	_, err := Open(context.Background(), path, Options{TestOnlyHook: func(step string) error {
		if step == "migrate" {
			return errors.Join(os.Rename(path, path+".away"), os.Rename(path+"-wal", path+".away-wal"),
				os.Rename(path+"-shm", path+".away-shm"), copyBytes(other, path))
		}
		return nil
	}})
	wantError(t, err, ErrNoFile)
	if !sameDump(dumped(t, path, latest), dumped(t, other, latest)) {
		t.Error("the file that took the place was changed")
	}
}
