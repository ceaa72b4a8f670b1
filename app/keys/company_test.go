package keys

import (
	"errors"
	"reflect"
	"testing"
)

// company is a chain in the making: an owner, the state behind the last
// statement, and the time of the next.
type company struct {
	t     testing.TB
	s     *State
	owner Identity
	now   int64
}

const founded = 1_795_000_000_000

func aChain(t testing.TB) *company {
	c := &company{t: t, owner: anIdentity(0x20), now: founded}
	found := must(SignFound(&c.owner, aCompany, aMember, c.now, facts(t, stream(1), aCompany)))(t)
	c.s = must(Replay(aCompany, found.StatementHash(), []Signed{found}))(t)
	c.now += 1000
	return c
}

// say takes in a statement; refused says that one is refused, for that reason,
// and leaves nothing behind.
func (c *company) say(signed Signed, err error) {
	c.t.Helper()
	if err := errors.Join(err, c.s.Apply(must(signed, err)(c.t))); err != nil {
		c.t.Fatal(err)
	}
	c.now += 1000
}

func (c *company) refused(what string, want error) func(Signed, error) {
	return func(signed Signed, err error) {
		c.t.Helper()
		before := c.s.Clone()
		err = errors.Join(err, c.s.Apply(must(signed, err)(c.t)))
		wantErr(c.t, what, err, want)
		if !reflect.DeepEqual(before, c.s) {
			c.t.Errorf("%s: something was left behind", what)
		}
	}
}

// open gives an invitation with the rights, from a code made of seed.
func (c *company) open(seed byte, rights ...string) (Invite, OneTime) {
	code := OneTime{Invitation: ID(run(seed, 16)), Keys: must(NewIdentity(stream(seed)))(c.t)}
	invite := must(NewInvite(code))(c.t)
	invite.Kind, invite.Rights, invite.Ends = Internal, rights, c.now+day
	return invite, code
}

// join makes a member by an invitation in the owner's name.
func (c *company) join(id ID, seed byte, change func(*Invite)) Identity {
	c.t.Helper()
	invite, code := c.open(seed)
	change(&invite)
	c.say(SignInvite(&c.owner, c.s, aMember, c.now, invite))
	own := must(NewIdentity(stream(seed ^ 0x80)))(c.t)
	c.say(SignAccept(&own, c.s, id, c.now, code))
	return own
}
