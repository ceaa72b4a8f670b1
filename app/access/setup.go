package access

import (
	"io"
	"time"

	"trousseau/app/keys"
)

// Setup draws what a set-up shows before there is a file: nothing of it is kept
// unless Found takes it.
type Setup struct {
	clock  func() time.Time
	random io.Reader
}

// NewSetup makes a set-up with the clock and the random source of the options.
func NewSetup(o Options) *Setup {
	d := New(nil, o)
	return &Setup{clock: d.clock, random: d.random}
}

// NewFactor draws a second factor.
func (s *Setup) NewFactor(issuer, account string) (*NewFactor, error) {
	return newFactor(s.random, issuer, account)
}

// NewRecovery draws the recovery codes that belong to a new factor.
func (s *Setup) NewRecovery() (*RecoverySet, error) { return newRecoverySet(s.random) }

// Prove tells whether a code is right now, within five steps; only a proved
// factor can be part of a founding.
func (s *Setup) Prove(f *NewFactor, code string) (bool, error) {
	return f.prove(code, s.clock().UnixMilli())
}

// NewKit draws the recovery kit of a new account; it is number 1.
func (s *Setup) NewKit() (Kit, error) {
	k, err := keys.NewKit(s.random)
	return Kit{kit: k, number: 1}, err
}
