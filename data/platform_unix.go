//go:build unix

package data

import (
	"errors"
	"os"
	"syscall"
)

// ofPlatform maps what is this system's own; here nothing.
func ofPlatform(error) error { return nil }

// claim takes a file for the caller alone until it is closed, by the bytes that
// every connection of SQLite locks, whatever stands in the file: ErrBusy while
// another process has it open. A file that does not exist is nil and no error.
func claim(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: 1 << 30, Len: 512}
	err = syscall.FcntlFlock(file.Fd(), lockCommand, &lock)
	if errors.Is(err, syscall.EAGAIN) || errors.Is(err, syscall.EACCES) {
		err = ErrBusy
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

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

// Own tells whether what os.Lstat found belongs to who runs this program. Folders
// that everybody writes to, as the temporary one, hold the traps of others too.
func Own(info os.FileInfo) bool {
	s, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(s.Uid) == os.Geteuid()
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
