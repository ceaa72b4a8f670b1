package data

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestTakingOnAFullMedium fills the folder of the copies, then the other place.
func TestTakingOnAFullMedium(t *testing.T) {
	ctx := context.Background()
	at := mounted(t, "size=512k")
	f := newFile(t, Options{})
	in(t, f, seed)
	whole, err := os.ReadFile(closed(t))
	noError(t, err)
	var done bool
	for _, left := range []int{0, 4096, 40 << 10} {
		mediumFull(t, at, left)
		was := snapshot(t, at)
		_, err = TakeCopy(ctx, bytes.NewReader(whole), at, "shop", theTime)
		wantError(t, err, ErrFull)
		away, folder := t.TempDir(), t.TempDir()
		wantError(t, f.CopyThrough(ctx, at, "shop", filepath.Join(away, "to"), ciphered(&done)), ErrFull)
		unchanged(t, away, nil)
		wantError(t, f.CopyThrough(ctx, folder, "shop", filepath.Join(at, "to"), ciphered(&done)), ErrFull)
		unchanged(t, folder, nil)
		unchanged(t, at, was)
	}
	noError(t, os.Remove(filepath.Join(at, "filler")))
	_, err = TakeCopy(ctx, bytes.NewReader(whole), at, "shop", theTime)
	noError(t, err)
	noError(t, f.CopyThrough(ctx, at, "shop", filepath.Join(at, "to"), ciphered(&done)))
}

// TestTakingOnAReadOnlyMedium leaves it as it was.
func TestTakingOnAReadOnlyMedium(t *testing.T) {
	ctx := context.Background()
	at := mounted(t, "size=1m")
	noError(t, os.WriteFile(filepath.Join(at, ".shop-20261122-180203.trousseau.new-1"), nil, 0o600))
	noError(t, os.Chtimes(filepath.Join(at, ".shop-20261122-180203.trousseau.new-1"), theTime.AddDate(-9, 0, 0), theTime.AddDate(-9, 0, 0)))
	noError(t, syscall.Mount("", at, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, "size=1m"))
	was := snapshot(t, at)
	f := newFile(t, Options{})
	in(t, f, seed)
	var done bool
	_, err := TakeCopy(ctx, bytes.NewReader(nil), at, "shop", theTime)
	wantError(t, err, ErrReadOnlyFolder)
	_, err = TakeCopy(ctx, bytes.NewReader(nil), filepath.Join(at, "new"), "shop", theTime)
	wantError(t, err, ErrReadOnlyFolder)
	wantError(t, f.CopyThrough(ctx, t.TempDir(), "shop", filepath.Join(at, "to"), ciphered(&done)), ErrReadOnlyFolder)
	wantError(t, f.CopyThrough(ctx, at, "shop", filepath.Join(t.TempDir(), "to"), ciphered(&done)), ErrReadOnlyFolder)
	wantError(t, SweepCopies(at, "shop"), ErrReadOnlyFolder)
	unchanged(t, at, was)
}
