package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
)

// mediumFull fills a file system but for some bytes.
func mediumFull(t *testing.T, at string, left int) {
	t.Helper()
	out, err := os.Create(filepath.Join(at, "filler"))
	noError(t, err)
	filler := make([]byte, 4096)
	for err == nil {
		_, err = out.Write(filler)
	}
	wantError(t, err, syscall.ENOSPC)
	info, err := out.Stat()
	noError(t, err)
	noError(t, errors.Join(out.Truncate(max(0, info.Size()-int64(left))), out.Close()))
}

func TestCopyIntoAFullMedium(t *testing.T) {
	at := mounted(t, "size=512k")
	f := newFile(t, Options{})
	in(t, f, seed)
	first, err := f.CopyInto(context.Background(), at, "shop", theTime)
	noError(t, err)
	for _, left := range []int{0, 4096, 40 << 10} {
		mediumFull(t, at, left)
		was := snapshot(t, at)
		_, err = f.CopyInto(context.Background(), at, "shop", theTime)
		wantError(t, err, ErrFull)
		unchanged(t, at, was)
	}
	noError(t, os.Remove(filepath.Join(at, "filler")))
	second, err := f.CopyInto(context.Background(), at, "shop", theTime)
	noError(t, err)
	if got := listed(t, at, "shop"); !slices.Equal(got, names([]CopyInfo{second, first})) {
		t.Errorf("got %v", got)
	}
}

func TestReplaceOnAFullMedium(t *testing.T) {
	at := mounted(t, "size=512k")
	path := filepath.Join(at, "file")
	from := closed(t)
	noError(t, os.WriteFile(path, []byte("broken"), 0o600))
	for _, left := range []int{0, 4096, 40 << 10} {
		mediumFull(t, at, left)
		was := snapshot(t, at)
		_, err := Replace(context.Background(), path, from)
		wantError(t, err, ErrFull)
		unchanged(t, at, was)
	}
	noError(t, os.Remove(filepath.Join(at, "filler")))
	_, err := Replace(context.Background(), path, from)
	noError(t, err)
	replaced(t, path, from)
}

// TestCopiesOnAReadOnlyMedium lists, reads and restores from a medium that takes
// no writing, and leaves nothing on it.
func TestCopiesOnAReadOnlyMedium(t *testing.T) {
	ctx := context.Background()
	at := mounted(t, "size=1m")
	path := closed(t)
	copied(t, path, at, 3)
	noError(t, copyBytes(path, filepath.Join(at, "by hand"))) // a file in use: its header asks for a log
	noError(t, syscall.Mount("", at, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=1m"))
	was := snapshot(t, at)
	f, err := Open(ctx, path, Options{})
	noError(t, err)
	all, err := Copies(at, filepath.Base(path))
	noError(t, err)
	if len(all) != 3 {
		t.Errorf("%d copies", len(all))
	}
	for _, name := range []string{all[0].Path, filepath.Join(at, "by hand")} {
		if !sameDump(dumped(t, name, latest), dump(t, f, latest)) {
			t.Error("a copy holds something else")
		}
	}
	_, err = Thin(at, filepath.Base(path), 1)
	wantError(t, err, ErrReadOnlyFolder)
	_, err = f.CopyInto(ctx, at, "shop", theTime)
	wantError(t, err, ErrReadOnlyFolder)
	_, err = f.CopyInto(ctx, filepath.Join(at, "new"), "shop", theTime)
	wantError(t, err, ErrReadOnlyFolder)
	noError(t, f.Close())
	_, err = Replace(ctx, filepath.Join(at, "by hand"), path)
	wantError(t, err, ErrReadOnlyFolder)
	_, err = Replace(ctx, path, all[0].Path)
	noError(t, err)
	unchanged(t, at, was)
}

// TestCopiesWithoutPermission has a user look at copies he may not write beside.
func TestCopiesWithoutPermission(t *testing.T) {
	from := closed(t)
	readable := placed(t, from, 0o500, 0o400)
	readOnly := placed(t, from, 0o700, 0o400)
	writable := placed(t, from, 0o700, 0o600)
	closedOff := placed(t, from, 0o000, 0o600)
	was := snapshot(t, filepath.Dir(readable))
	for part, c := range map[string]struct{ args, want []string }{
		"look": {[]string{readable, writable, closedOff}, []string{"ok 1", "ok 1", "ErrPermission"}},
		"copy into": {[]string{readable, filepath.Dir(writable), filepath.Dir(readable), filepath.Join(filepath.Dir(readable), "new"), filepath.Dir(closedOff)},
			[]string{"ok", "ErrReadOnlyFolder", "ErrReadOnlyFolder", "ErrReadOnlyFolder"}},
		"replace": {[]string{readable, writable, filepath.Join(filepath.Dir(readable), "gone"), readOnly, closedOff},
			[]string{"ok", "ErrReadOnlyFolder", "ErrPermission", "ErrPermission"}},
	} {
		if got := asNobody(t, part, c.args...); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", part, got, c.want)
		}
	}
	unchanged(t, filepath.Dir(readable), was)
}

// TestReplaceMeetsALockOfThisProcess refuses a file that this program has not
// closed.
func TestReplaceMeetsALockOfThisProcess(t *testing.T) {
	f := newFile(t, Options{})
	in(t, f, seed)
	from := filepath.Join(t.TempDir(), "from")
	noError(t, f.Copy(context.Background(), from))
	_, err := Replace(context.Background(), f.Path(), from)
	wantError(t, err, ErrBusy)
	in(t, f, func(tx *Tx) error { return tx.AddAccount(account(9)) })
	if n := count(t, f); n != 2 {
		t.Errorf("%d accounts", n)
	}
	noError(t, f.Close())
	_, err = Replace(context.Background(), f.Path(), from)
	noError(t, err)
	replaced(t, f.Path(), from)
}
