package data

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// theTime is when the tests make their copies.
var theTime = time.Date(2026, 11, 22, 18, 2, 3, 999, time.UTC)

// names gives the file names of copies.
func names(all []CopyInfo) (out []string) {
	for _, c := range all {
		out = append(out, filepath.Base(c.Path))
	}
	return out
}

// listed gives the names that Copies lists.
func listed(t *testing.T, folder, name string) []string {
	t.Helper()
	all, err := Copies(folder, name)
	noError(t, err)
	return names(all)
}

func TestCopiesAreNamedByTheirTime(t *testing.T) {
	ctx := context.Background()
	f := newFile(t, Options{})
	in(t, f, seed)
	folder := filepath.Join(t.TempDir(), "new", "Zoë's copies 100%")
	home := time.FixedZone("home", 3600)
	for i, c := range []struct {
		at   time.Time
		want string
	}{
		{theTime.In(home), "shop-20261122-180203.trousseau"},
		{theTime, "shop-20261122-180203-2.trousseau"},
		{theTime.Add(-time.Hour), "shop-20261122-170203.trousseau"},
		{theTime, "shop-20261122-180203-3.trousseau"},
		{time.Date(2027, 1, 2, 3, 4, 5, 0, home), "shop-20270102-020405.trousseau"},
	} {
		name := []string{"shop", "shop.trousseau"}[i%2]
		got, err := f.CopyInto(ctx, folder, name, c.at)
		noError(t, err)
		info, err := os.Stat(filepath.Join(folder, c.want))
		noError(t, err)
		want := CopyInfo{filepath.Join(folder, c.want), c.at.UTC().Truncate(time.Second), info.Size()}
		if got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
		if runtime.GOOS != "windows" && info.Mode() != 0o600 {
			t.Errorf("mode %v", info.Mode())
		}
		all, err := Copies(folder, name)
		noError(t, err)
		if !slices.Contains(all, want) {
			t.Errorf("%+v is not in %+v", want, all)
		}
	}
	want := []string{"shop-20270102-020405.trousseau", "shop-20261122-180203-3.trousseau", "shop-20261122-180203-2.trousseau",
		"shop-20261122-180203.trousseau", "shop-20261122-170203.trousseau"}
	if got := listed(t, folder, "shop"); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if info, err := os.Stat(folder); err != nil || runtime.GOOS != "windows" && info.Mode() != os.ModeDir|0o700 {
		t.Errorf("%v, %v", info, err)
	}
	for _, name := range want {
		if got := dumped(t, filepath.Join(folder, name), latest); !sameDump(got, dump(t, f, latest)) {
			t.Errorf("%s holds something else", name)
		}
	}
	noError(t, f.Close())
}

func sameDump(a, b map[string][]string) bool { return fmt.Sprint(a) == fmt.Sprint(b) }

func TestOtherFilesAreNoCopies(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{
		"shop.trousseau", "shop-.trousseau", "shop-20261122.trousseau", "shop-20261122-180203", "shop-20261122-180203.trousseau.age",
		"shop-20261322-180203.trousseau", "shop-20261122-186203.trousseau", "shop-20261122-180203-1.trousseau",
		"shop-20261122-180203-02.trousseau", "shop-20261122-180203-x.trousseau", "shop-20261122-180203-.trousseau",
		"shop-20261122-180203--2.trousseau", "shop-20261122-180203-+2.trousseau", "shop-20261122-180203.5.trousseau",
		"shop-2026112a-180203.trousseau", "shop-x-20261122-180203.trousseau", "Shop-20261122-180203.trousseau",
		"shop-20261122-180203-20261122-180203.trousseau", ".shop-20261122-180203.trousseau.new-1", "shop-20261122-180203.trousseau-wal",
		"shop.v1.trousseau", "other-20261122-180203.trousseau",
	} {
		noError(t, os.WriteFile(filepath.Join(folder, name), []byte("a letter"), 0o600))
	}
	noError(t, os.Mkdir(filepath.Join(folder, "shop-20261122-180204.trousseau"), 0o700))
	noError(t, os.Symlink("shop.trousseau", filepath.Join(folder, "shop-20261122-180205.trousseau")))
	was := snapshot(t, folder)
	if got := listed(t, folder, "shop"); got != nil {
		t.Errorf("got %v", got)
	}
	if n, err := Thin(folder, "shop", 1); n != 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	unchanged(t, folder, was)
	for name, want := range map[string]string{
		"other": "other-20261122-180203.trousseau", "shop-x": "shop-x-20261122-180203.trousseau",
		"shop-20261122-180203": "shop-20261122-180203-20261122-180203.trousseau",
	} {
		if got := listed(t, folder, name); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestPlacesOfCopies(t *testing.T) {
	f := newFile(t, Options{})
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	noError(t, os.WriteFile(file, nil, 0o600))
	was := snapshot(t, folder)
	if got := listed(t, filepath.Join(folder, "gone"), "shop"); got != nil {
		t.Errorf("a missing folder holds %v", got)
	}
	for name, c := range map[string]struct {
		folder, name string
		want         error
	}{
		"no name":        {folder, "", ErrInvalid},
		"extension only": {folder, ".trousseau", ErrInvalid},
		"up":             {folder, "..", ErrInvalid},
		"with folder":    {folder, "a/shop", ErrInvalid},
		"out of folder":  {folder, "../shop", ErrInvalid},
		"no folder":      {"", "shop", ErrNoFolder},
		"folder is file": {file, "shop", ErrFolderIsFile},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Copies(c.folder, c.name)
			wantError(t, err, c.want)
			_, err = Thin(c.folder, c.name, 1)
			wantError(t, err, c.want)
			_, err = f.CopyInto(context.Background(), c.folder, c.name, theTime)
			wantError(t, err, c.want)
			unchanged(t, folder, was)
		})
	}
	for _, keep := range []int{0, -1} {
		_, err := Thin(folder, "shop", keep)
		wantError(t, err, ErrInvalid)
	}
}

// copied makes copies of a file, one an hour, and gives their names, newest first.
func copied(t *testing.T, path, folder string, n int) (all []string) {
	t.Helper()
	f, err := OpenReadOnly(context.Background(), path)
	noError(t, err)
	for i := range n {
		c, err := f.CopyInto(context.Background(), folder, filepath.Base(path), theTime.Add(time.Duration(i)*time.Hour))
		noError(t, err)
		all = append([]string{filepath.Base(c.Path)}, all...)
	}
	noError(t, f.Close())
	return all
}

func TestThinKeepsTheNewest(t *testing.T) {
	path := closed(t)
	folder := path + ".copies"
	all := copied(t, path, folder, 6)
	noError(t, os.WriteFile(filepath.Join(folder, "a letter"), nil, 0o600))
	inUse, err := Open(context.Background(), filepath.Join(folder, all[5]), Options{}) // the oldest
	noError(t, err)
	for _, c := range []struct {
		keep, removed int
		left          []string
	}{
		{9, 0, all},
		{6, 0, all},
		{4, 1, append(slices.Clone(all[:4]), all[5])},
		{4, 0, append(slices.Clone(all[:4]), all[5])},
		{1, 3, []string{all[0], all[5]}},
	} {
		n, err := Thin(folder, filepath.Base(path), c.keep)
		noError(t, err)
		if got := listed(t, folder, filepath.Base(path)); n != c.removed || !slices.Equal(got, c.left) {
			t.Errorf("keep %d: removed %d, left %v", c.keep, n, got)
		}
	}
	noError(t, inUse.Close())
	if n, err := Thin(folder, filepath.Base(path), 1); n != 1 || err != nil {
		t.Errorf("closed: %d, %v", n, err)
	}
	if !exists(filepath.Join(folder, "a letter")) || !exists(path) {
		t.Error("something else is gone")
	}
}

var copySteps = []string{"copy folder", "copy write", "copy sync", "copy verify", "copy place"}

func TestCopyIntoFailsOrIsKilledAtEachStep(t *testing.T) {
	for _, step := range copySteps {
		t.Run("fail "+step, func(t *testing.T) {
			f := newFile(t, Options{TestOnlyHook: failAt(step)})
			in(t, f, seed)
			folder := t.TempDir()
			_, err := f.CopyInto(context.Background(), folder, "shop", theTime)
			wantError(t, err, errTest)
			unchanged(t, folder, nil)
		})
		t.Run("kill "+step, func(t *testing.T) {
			path := closed(t)
			was := dumped(t, path, latest)
			all := copied(t, path, path+".copies", 1)
			diesAt(t, "copy into", path, step)
			if got := listed(t, path+".copies", filepath.Base(path)); !slices.Equal(got, all) {
				t.Errorf("got %v", got)
			}
			if !sameDump(dumped(t, path, latest), was) {
				t.Error("the file was changed")
			}
			copied(t, path, path+".copies", 1)
		})
	}
}

func TestThinFailsOrIsKilledAtItsStep(t *testing.T) {
	path := closed(t)
	folder := path + ".copies"
	all := copied(t, path, folder, 5)
	calls := 0
	n, err := thin(folder, filepath.Base(path), 2, Options{TestOnlyHook: func(string) error {
		if calls++; calls == 2 {
			return errTest
		}
		return nil
	}})
	wantError(t, err, errTest)
	if got := listed(t, folder, filepath.Base(path)); n != 1 || !slices.Equal(got, all[:4]) {
		t.Errorf("removed %d, left %v", n, got)
	}
	diesAt(t, "thin", path, "thin")
	if got := listed(t, folder, filepath.Base(path)); !slices.Equal(got, all[:4]) {
		t.Errorf("left %v", got)
	}
}

// TestACopyIsReadWhileItsFileIsOpen is what a preview before a restore needs:
// the content of a copy, nothing left beside it, the file in use not disturbed.
func TestACopyIsReadWhileItsFileIsOpen(t *testing.T) {
	ctx := context.Background()
	f := newFile(t, Options{})
	in(t, f, seed)
	folder := t.TempDir()
	_, err := f.CopyInto(ctx, folder, "shop", theTime)
	noError(t, err)
	was := snapshot(t, folder)
	all, err := Copies(folder, "shop")
	noError(t, err)
	c, err := OpenReadOnly(ctx, all[0].Path)
	noError(t, err)
	in(t, f, func(tx *Tx) error { return tx.AddAccount(account(9)) })
	noError(t, c.Check(ctx))
	noError(t, c.Read(ctx, func(tx *Tx) error {
		in(t, f, func(tx *Tx) error { return tx.AddAccount(account(10)) })
		rows, err := tx.Rows(TableSettings, id(16, 1))
		same(t, rows, err, []Row{{id(16, 1), id(16, 8), 1, 1, 1, []byte("sealed setting")}})
		return nil
	}))
	if a, b := count(t, c), count(t, f); a != 1 || b != 3 {
		t.Errorf("%d accounts in the copy, %d in the file", a, b)
	}
	unchanged(t, folder, was)
	noError(t, errors.Join(c.Close(), f.Close()))
	unchanged(t, folder, was)
}
