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
	ErrLastOwner = errors.New("access: the last owner stays")
	ErrSelf      = errors.New("access: not on oneself")
	ErrOwners    = errors.New("access: only owners touch owners")
	ErrBeyond    = errors.New("access: more than one holds oneself")
	ErrViewing   = errors.New("access: another's view is taken")
	ErrTaken     = errors.New("access: taken already")
	ErrNoCode    = errors.New("access: no such code in this file")
	ErrAmbiguous = errors.New("access: two members have this address")
	ErrAccount   = errors.New("access: an account with this address exists")

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

// CodeError says that a code is good no more: it was used (spent), somebody took it
// back (cancelled), or its time is over (expired). Of an invitation also that the
// person has access already (member).
type CodeError struct{ State string }

// Error implements error.
func (e *CodeError) Error() string { return "access: code is good no more: " + e.State }

// The states of a CodeError.
const (
	CodeSpent     = "spent"
	CodeCancelled = "cancelled"
	CodeExpired   = "expired"
	CodeMember    = "member"
)

// LineError says which line of the journal is not what was signed. Seq is its number,
// from 0. It is an ErrTampered.
type LineError struct {
	Seq uint64
	Err error
}

// Error implements error.
func (e *LineError) Error() string { return fmt.Sprintf("journal line %d: %v", e.Seq, e.Err) }

// Unwrap gives the reason.
func (e *LineError) Unwrap() error { return e.Err }

// ofLine names the line of a fault in what the file holds; other errors pass.
func ofLine(seq uint64, err error) error {
	if errors.Is(err, ErrTampered) {
		return &LineError{Seq: seq, Err: err}
	}
	return err
}

// AddressError is why one of several addresses was refused: ErrTaken, or what the
// check of addresses says. Error does not tell the address.
type AddressError struct {
	Address string
	Err     error
}

// Error implements error.
func (e *AddressError) Error() string { return "access: one of the addresses: " + e.Err.Error() }

// Unwrap gives the reason.
func (e *AddressError) Unwrap() error { return e.Err }

// tampered wraps ErrTampered with the operation.
func tampered(operation string) error { return fmt.Errorf("%w: %s", ErrTampered, operation) }
