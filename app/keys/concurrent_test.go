package keys

import (
	"bytes"
	"crypto/rand"
	"sync"
	"testing"
)

// shared is what the goroutines of the test have in common.
type shared struct {
	key   *DomainKey
	fact  EpochFact
	me    Identity
	ring  *RingKey
	state *State
}

// A key that nobody wipes is read-only: eight goroutines may share it, and a state.
func TestKeysAreSharedByGoroutines(t *testing.T) {
	t.Parallel()
	x := shared{key: aDomainKey(t), me: anIdentity(0x20), ring: must(NewRingKey(rand.Reader))(t)}
	x.fact = must(x.key.Fact())(t)
	found := must(SignFound(&x.me, aCompany, aMember, 5, facts(t, stream(1), aCompany)))(t)
	x.state = must(Replay(aCompany, found.StatementHash(), []Signed{found}))(t)
	var wait sync.WaitGroup
	for g := range 8 {
		wait.Go(func() {
			for n := range byte(25) {
				for _, use := range []func(byte) error{x.seals, x.wraps, x.sums, x.signs} {
					if err := use(n + byte(25*g)); err != nil {
						t.Errorf("goroutine %d: %v", g, err)
					}
				}
			}
		})
	}
	wait.Wait()
}

// seals seals and opens a row, a letter and a ring.
func (x *shared) seals(n byte) error {
	c := aContext()
	c.Version = uint64(n)
	plain := bytes.Repeat([]byte{n}, int(n))
	row, err := x.key.SealRow(rand.Reader, c, plain)
	if err != nil {
		return err
	}
	if got, err := x.key.OpenRow(c, row); err != nil || !bytes.Equal(got, plain) {
		return ErrOpen
	}
	letter, err := SealLetter(x.fact.Letterbox, c, plain)
	if err != nil {
		return err
	}
	if got, err := x.key.OpenLetter(c, letter); err != nil || !bytes.Equal(got, plain) {
		return ErrOpen
	}
	return second(x.ring.SealRing(rand.Reader, aRing(), 1))
}

// wraps wraps the key and opens it.
func (x *shared) wraps(byte) error {
	public, err := x.me.EncryptionKey()
	if err != nil {
		return err
	}
	wrap, err := x.key.WrapFor(public)
	if err != nil {
		return err
	}
	return second(x.me.OpenWrap(x.key.Company, x.fact, wrap))
}

// sums adds a row to a set and takes it out.
func (x *shared) sums(n byte) error {
	set := x.key.EmptySet(4)
	x.key.Add(&set, anID, uint64(n), []byte{n})
	x.key.Remove(&set, anID, uint64(n), []byte{n})
	if set != x.key.EmptySet(4) {
		return ErrOpen
	}
	return nil
}

// signs signs a line and a statement and has the state judge them.
func (x *shared) signs(n byte) error {
	line, err := SignLine(&x.me, Line{Company: aCompany, Actor: aMember, Time: int64(n)})
	if err != nil {
		return err
	}
	if _, err := x.state.FollowsLine(Head{}, true, line); err != nil {
		return err
	}
	set, err := SignSetClock(&x.me, x.state, aMember, int64(n)+1)
	if err != nil {
		return err
	}
	return x.state.Clone().Apply(set)
}
