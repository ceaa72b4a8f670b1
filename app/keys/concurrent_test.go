package keys

import (
	"bytes"
	"crypto/rand"
	"sync"
	"testing"
)

// A key that nobody wipes is read-only: eight goroutines may share it, and a state.
func TestKeysAreSharedByGoroutines(t *testing.T) {
	t.Parallel()
	k, me, rk := aDomainKey(t), anIdentity(0x20), must(NewRingKey(rand.Reader))(t)
	found := must(SignFound(&me, aCompany, aMember, 5, facts(t, stream(1), aCompany)))(t)
	s := must(Replay(aCompany, found.StatementHash(), []Signed{found}))(t)
	want, err := k.Fact()
	if err != nil {
		t.Fatal(err)
	}
	each := func(n byte) error {
		c := aContext()
		c.Version = uint64(n)
		plain := bytes.Repeat([]byte{n}, int(n))
		row, err := k.SealRow(rand.Reader, c, plain)
		if err != nil {
			return err
		}
		got, err := k.OpenRow(c, row)
		if err != nil || !bytes.Equal(got, plain) {
			return ErrOpen
		}
		letter, err := SealLetter(want.Letterbox, c, plain)
		if err != nil {
			return err
		}
		if got, err = k.OpenLetter(c, letter); err != nil || !bytes.Equal(got, plain) {
			return ErrOpen
		}
		public, err := me.EncryptionKey()
		if err != nil {
			return err
		}
		wrap, err := k.WrapFor(public)
		if err != nil {
			return err
		}
		if _, err := me.OpenWrap(k.Company, k.Domain, k.Epoch, want.Commitment, wrap); err != nil {
			return err
		}
		set := k.EmptySet(4)
		k.Add(&set, c.Row, c.Version, plain)
		k.Remove(&set, c.Row, c.Version, plain)
		if set != k.EmptySet(4) {
			return ErrOpen
		}
		if _, err := rk.SealRing(rand.Reader, aRing(), 1); err != nil {
			return err
		}
		line, err := SignLine(&me, Line{Company: aCompany, Actor: aMember, Time: int64(n)})
		if err != nil {
			return err
		}
		if _, err := s.FollowsLine(Head{}, true, line); err != nil {
			return err
		}
		return s.Clone().Apply(must2(SignSetClock(&me, s, aMember, int64(n)+1)))
	}
	var wait sync.WaitGroup
	for g := range 8 {
		wait.Go(func() {
			for n := range byte(25) {
				if err := each(n + byte(25*g)); err != nil {
					t.Errorf("goroutine %d: %v", g, err)
				}
			}
		})
	}
	wait.Wait()
}
