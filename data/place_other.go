//go:build !linux && !darwin && !windows

package data

import "syscall"

// lockCommand sets a lock of this process, which others meet.
const lockCommand = syscall.F_SETLK

// refuseNetwork cannot tell on this system.
func refuseNetwork(string) error { return nil }

// roomFor cannot tell on this system; the driver says it.
func roomFor(string, uint64) error { return nil }
