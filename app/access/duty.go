package access

import (
	"slices"
	"time"

	"trousseau/app/keys"
)

// Duty is what a person must do before anything else. Until then the services
// refuse the rest with ErrDuty, whatever the windows show (F11, P4).
type Duty uint8

// The duties, in the order in which they are asked.
const (
	NoDuty       Duty = iota
	DutyPassword      // the password is older than one of his companies allows
	DutyFactor        // one of his companies asks 2FA and he has none
	DutyKnown         // he said at the door that his password may be known
)

// The figures of P4: the 91st day forces a change, warnings stand 14, 7 and 1
// days before the end.
const (
	passwordDays = 90
	warnDays     = 14
)

const day = 24 * time.Hour

// daysLeft gives how many days a password may still be used, zero on its last
// day and negative after it; ok is false where no company asks for a change.
func daysLeft(ring *keys.Ring, asked []keys.Duties, now int64) (left int, ok bool) {
	for _, d := range asked {
		ok = ok || d.Profile == keys.ProfileHouse
	}
	age := time.Duration(max(0, now-ring.Password.Set)) * time.Millisecond
	return passwordDays - int(age/day), ok
}

// mandatory tells whether one of the companies asks 2FA (M2: the strictest wins).
func mandatory(asked []keys.Duties) bool {
	return slices.ContainsFunc(asked, func(d keys.Duties) bool { return d.Factor })
}

// duty judges what is due at a sign-in. A clock that leapt ahead makes no
// password old before somebody said that the time is right (DESIGN 5).
func duty(ring *keys.Ring, asked []keys.Duties, now int64) Duty {
	if left, ok := daysLeft(ring, asked, now); ok && left < 0 && !doubtful(ring, now) {
		return DutyPassword
	}
	if ring.Factor == nil && mandatory(asked) {
		return DutyFactor
	}
	return NoDuty
}

// duty judges what is due to the person of a sign-in.
func (w *writer) duty() Duty { return duty(w.ring, asked(w.rooms, w.aside), w.now) }

// leap is how far the time may advance between two sign-ins unasked.
const leap = 35 * day

// doubtful tells whether the time is far ahead of the newest one that nobody
// doubted.
func doubtful(ring *keys.Ring, now int64) bool {
	return ring.Trusted > 0 && time.Duration(now-ring.Trusted)*time.Millisecond > leap
}

// allows tells which acts are open to somebody with a duty.
func (d Duty) allows(act string) bool {
	if d == NoDuty {
		return true
	}
	switch act {
	case actOpen, actUnlock, actLock, actClose, actScreen, actTime:
		return true
	case actPassword:
		return d == DutyPassword
	case actEnrol:
		return d == DutyFactor
	case actKnown:
		return d == DutyKnown
	}
	return false
}
