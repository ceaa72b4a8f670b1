//go:build unix

package data

import (
	"errors"
	"os"
	"syscall"
)

// ofPlatform maps what is this system's own; here nothing.
func ofPlatform(error) error { return nil }

// writableFolder asks whether a log could be made beside the file.
func writableFolder(folder string) error {
	const writeAndSearch = 0x2 | 0x1
	err := syscall.Access(folder, writeAndSearch)
	if errors.Is(err, syscall.EACCES) || errors.Is(err, syscall.EPERM) {
		return ErrReadOnlyFolder
	}
	return err
}

// links is the number of names a file has.
func links(path string) (uint64, error) {
	var s syscall.Stat_t
	if err := syscall.Lstat(path, &s); err != nil {
		return 0, err
	}
	return uint64(s.Nlink), nil //nolint:unconvert // its width differs between systems
}

// syncFolder makes a rename in the folder last over a power cut.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // some file systems cannot, and say so
	}
	return errors.Join(err, f.Close())
}
