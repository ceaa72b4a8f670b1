package app_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"trousseau/app"
)

// medium mounts a small file system in memory over a folder.
func medium(t *testing.T, at, options string) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("mounting a file system needs root")
	}
	if err := errors.Join(os.MkdirAll(at, 0o700), syscall.Mount("tmpfs", at, "tmpfs", 0, options)); err != nil {
		t.Skipf("no file system can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(at, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
}

// fill fills a medium but for some bytes.
func fill(t *testing.T, at string, left int64) {
	t.Helper()
	out := must(os.Create(filepath.Join(at, "filler")))(t)
	var err error
	for page := make([]byte, 4096); err == nil; {
		_, err = out.Write(page)
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	if err := errors.Join(out.Truncate(max(0, must(out.Stat())(t).Size()-left)), out.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestBackupsOnAFullDisk(t *testing.T) {
	x := theShop(t)
	medium(t, x.a.BackupFolder(), "size=1m")
	away := t.TempDir()
	medium(t, away, "size=1m")
	x.moveTo("Bruges")
	old := x.backUp()
	sealed := x.offSite()
	x.moveTo("Damme")
	lines := x.lines()
	filler := filepath.Join(x.a.BackupFolder(), "filler")
	for _, left := range []int64{0, 4096, 60 << 10} {
		fill(t, x.a.BackupFolder(), left)
		_, err := x.a.BackUp(t.Context(), x.s)
		x.refused(err, app.ErrFull)
		x.refused(x.restore(old), app.ErrFull)
		x.refused(x.a.OffSite(t.Context(), x.s, filepath.Join(away, "shop.age")), app.ErrFull)
		_, err = x.a.FromOffSite(t.Context(), sealed, x.kit.Code())
		x.refused(err, app.ErrFull)
		x.check(os.Remove(filler))
		x.whole(1)
		fill(t, away, left)
		x.refused(x.a.OffSite(t.Context(), x.s, filepath.Join(away, "shop.age")), app.ErrFull)
		x.check(os.Remove(filepath.Join(away, "filler")))
		if all, err := os.ReadDir(away); err != nil || len(all) != 0 {
			t.Errorf("left at the other place: %v %v", all, err)
		}
		x.whole(1)
	}
	if x.city() != "Damme" || x.lines() != lines {
		t.Errorf("%s, %d lines", x.city(), x.lines()-lines)
	}
	x.reopen(nil)
	x.check(x.restore(old))
	x.whole(2)
}

func TestBackupsInAReadOnlyFolder(t *testing.T) {
	x := theShop(t)
	medium(t, x.a.BackupFolder(), "size=1m")
	x.moveTo("Bruges")
	old := x.backUp()
	x.moveTo("Damme")
	x.now = x.now.AddDate(0, 0, 2)
	if err := syscall.Mount("", x.a.BackupFolder(), "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=1m"); err != nil {
		t.Skipf("no file system can be made read-only here: %v", err)
	}
	_, err := x.a.BackUp(t.Context(), x.s)
	x.refused(err, app.ErrReadOnlyFolder)
	made, err := x.a.BackUpDaily(t.Context(), x.s)
	x.refused(err, app.ErrReadOnlyFolder)
	x.refused(x.restore(old), app.ErrReadOnlyFolder)
	x.refused(x.a.OffSite(t.Context(), x.s, filepath.Join(t.TempDir(), "shop.age")), app.ErrReadOnlyFolder)
	if d := must(x.a.Drill(t.Context(), x.s, old))(t); made || len(d.Preview.Fields) != 1 || x.city() != "Damme" {
		t.Errorf("%+v", d)
	}
	x.whole(1)
	x.reopen(nil)
}
