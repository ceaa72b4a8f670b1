//go:build windows

package data

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"unsafe"
)

// Error codes of Windows that package syscall does not name.
const (
	errorWriteProtect     = syscall.Errno(19)
	errorSharingViolation = syscall.Errno(32)
	errorLockViolation    = syscall.Errno(33)
	errorHandleDiskFull   = syscall.Errno(39)
	errorDiskFull         = syscall.Errno(112)
)

// ofPlatform maps what is this system's own.
func ofPlatform(err error) error {
	switch {
	case errors.Is(err, errorWriteProtect):
		return ErrReadOnlyFolder
	case errors.Is(err, errorSharingViolation), errors.Is(err, errorLockViolation):
		return ErrBusy
	case errors.Is(err, errorDiskFull), errors.Is(err, errorHandleDiskFull):
		return ErrFull
	}
	return nil
}

// claim has nothing to take: here a file that somebody has open cannot be
// renamed, and that is ErrBusy.
func claim(string) (*os.File, error) { return nil, nil }

// Own is true here: the temporary folder is each person's own.
func Own(os.FileInfo) bool { return true }

// writableFolder cannot tell here without making a file; the driver says it.
func writableFolder(string) error { return nil }

// links is the number of names a file has.
func links(path string) (n uint64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	var info syscall.ByHandleFileInformation
	err = syscall.GetFileInformationByHandle(syscall.Handle(file.Fd()), &info)
	return uint64(info.NumberOfLinks), err
}

// syncFolder has no counterpart here: the journal of NTFS keeps renames.
func syncFolder(string) error { return nil }

// refuseNetwork refuses a path of another computer and a mapped network drive.
func refuseNetwork(folder string) error {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\?\`) && len(volume) == 6 {
		volume = volume[4:] // a long path of a local drive
	}
	if strings.HasPrefix(volume, `\\`) {
		return ErrNetworkFolder
	}
	root, err := syscall.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return err
	}
	const driveRemote = 4
	kind, _, _ := syscall.NewLazyDLL("kernel32.dll").NewProc("GetDriveTypeW").Call(uintptr(unsafe.Pointer(root))) // the result says all
	if kind == driveRemote {
		return ErrNetworkFolder
	}
	return nil
}

// roomFor is left to the driver here.
func roomFor(string, uint64) error { return nil }
