//go:build linux || darwin

package data

import "syscall"

// roomFor gives ErrFull when fewer than n bytes are free for this user.
func roomFor(folder string, n uint64) error {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return err
	}
	// The block's size has another width on each of the two systems.
	if s.Bavail*uint64(s.Bsize) < n {
		return ErrFull
	}
	return nil
}
