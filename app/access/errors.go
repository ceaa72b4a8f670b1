package access

import (
	"errors"
	"fmt"
	"time"
)

// The closed list of what a person can be told by this package, matched with
// errors.Is or errors.As. Errors of the file itself come from package app.
var (
	ErrUsedCode  = errors.New("access: code already used")
	ErrEnded     = errors.New("access: session ended")
	ErrNoAccess  = errors.New("access: no company lets this account in")
	ErrForbidden = errors.New("access: right missing")
	ErrTampered  = errors.New("access: file does not agree with its signatures")
	ErrNotEmpty  = errors.New("access: file already holds a company")
	ErrLate      = errors.New("access: code came too late")
	ErrInput     = errors.New("access: input refused")
	ErrDuty      = errors.New("access: something must be done first")
	ErrEnforced  = errors.New("access: second factor is mandatory")
	ErrChanged   = errors.New("access: changed meanwhile elsewhere")
	ErrFactor    = errors.New("access: second factor of another session")

	errSame = errors.New("access: nothing to change")
)

// WrongError says that address, password or code was not right. Left is how many
// tries remain before a wait; Wait is the wait that begins now, zero if none.
type WrongError struct {
	Code bool // the password was right, the code was not
	Left int
	Wait time.Duration
}

// Error implements error.
func (e *WrongError) Error() string { return "access: wrong credentials" }

// LockedError says that tries are refused for Wait, without being looked at (F17).
type LockedError struct{ Wait time.Duration }

// Error implements error.
func (e *LockedError) Error() string { return "access: locked out" }

// ClockError says that this computer's clock cannot be right. Behind counts from
// the newest time the file knows; Deviation is what a right code of another
// moment tells (positive: the clock is fast); Relearnt says that the clock was
// corrected and the next code will be accepted.
type ClockError struct {
	Behind    time.Duration
	Deviation time.Duration
	Relearnt  bool
}

// Error implements error.
func (e *ClockError) Error() string { return "access: clock deviates" }

// OlderError says that the file is older than one seen on this computer at Seen.
type OlderError struct{ Seen time.Time }

// Error implements error.
func (e *OlderError) Error() string { return "access: file older than one seen before" }

// Is makes an older file a kind of ErrTampered.
func (e *OlderError) Is(target error) bool { return target == ErrTampered }

// tampered wraps ErrTampered with the operation.
func tampered(operation string) error { return fmt.Errorf("%w: %s", ErrTampered, operation) }
