package keys

import (
	"slices"
	"testing"
)

// crew is a company with people of every sort. Their ids ascend as they join.
type crew struct {
	*company
	ids map[string]ID
	who map[string]*Identity
}

// clerkRights are all that the replay asks for, and one to pass on.
func clerkRights() []string {
	return Complete([]string{RightInvite, RightEditRights, RightDelete, RightResetFactor, RightResetPassword, "customers.view"})
}

func aCrew(t testing.TB) *crew {
	c := &crew{company: aChain(t), ids: map[string]ID{"owner": aMember}, who: map[string]*Identity{}}
	c.who["owner"] = &c.owner
	for i, p := range []struct {
		name string
		as   Invite
	}{
		{"second", Invite{Kind: Internal, Owner: true}},
		{"clerk", Invite{Kind: Internal, Rights: clerkRights()}},
		{"temp", Invite{Kind: External, Rights: clerkRights(), Until: "2026-12-31"}},
		{"seller", Invite{Kind: Internal, Rights: []string{"customers.edit", "customers.view", "sync.use"}}},
		{"short", Invite{Kind: External, Rights: []string{"customers.view"}, Until: "2026-11-30"}},
		{"reader", Invite{Kind: Internal, Rights: []string{}}},
	} {
		c.ids[p.name] = ID(run(byte(0x11+i), 16))
		own := c.join(c.ids[p.name], byte(0x31+i), func(x *Invite) {
			x.Kind, x.Owner, x.Rights, x.Until = p.as.Kind, p.as.Owner, p.as.Rights, p.as.Until
		})
		c.who[p.name] = &own
	}
	return c
}

// try judges a statement without keeping it.
func (c *crew) try(what string, want error) func(Signed, error) {
	return func(signed Signed, err error) {
		c.t.Helper()
		copied := &company{t: c.t, s: c.s.Clone()}
		if want != nil {
			copied.refused(what, want)(signed, err)
			return
		}
		if err == nil {
			err = copied.s.Apply(signed)
		}
		if err != nil {
			c.t.Errorf("%s: %v", what, err)
		}
	}
}

// copy is the same crew behind which other things can happen.
func (c *crew) copy() *crew {
	return &crew{company: &company{t: c.t, s: c.s.Clone(), owner: c.owner, now: c.now}, ids: c.ids, who: c.who}
}

func (c *crew) member(name string) Member {
	m, _ := c.s.Member(c.ids[name])
	return m
}

func (c *crew) grant(by, to string, change func(*Grant)) (Signed, error) {
	m := c.s.members[c.ids[to]]
	g := Grant{Member: c.ids[to], Owner: m.Owner, Kind: max(m.Kind, Internal), Rights: m.Rights, Until: m.Until}
	change(&g)
	return SignGrant(c.who[by], c.s, c.ids[by], c.now, g)
}

func (c *crew) revoke(by string, what Loss, target ID, rights ...string) (Signed, error) {
	return SignRevoke(c.who[by], c.s, c.ids[by], c.now, Revoke{Target: target, What: what, Rights: rights})
}

// code is a one-time secret that nobody has.
func code(t testing.TB, seed byte) OneTime { return must(oneTime(run(seed, 20)))(t) }

func (c *crew) reset(by, target string, what ResetKind, seed byte, change ...func(*Reset)) (Signed, error) {
	r := must(NewReset(code(c.t, seed)))(c.t)
	r.Target, r.What, r.Ends = c.ids[target], what, c.now+7*day
	for _, f := range change {
		f(&r)
	}
	return SignReset(c.who[by], c.s, c.ids[by], c.now, r)
}

func (c *crew) invite(by string, seed byte, change func(*Invite)) (Signed, error) {
	i := must(NewInvite(code(c.t, seed)))(c.t)
	i.Kind, i.Rights, i.Ends = Internal, []string{}, c.now+7*day
	change(&i)
	return SignInvite(c.who[by], c.s, c.ids[by], c.now, i)
}

func (c *crew) support(by string, seed byte, scope ...string) (Signed, error) {
	return c.invite(by, seed, func(i *Invite) { i.Kind, i.Rights, i.Ends = Support, scope, c.now+day })
}

// next draws the facts of the next epochs, from a stream of its own.
func (c *crew) next(seed byte, domains ...Domain) []EpochFact {
	var out []EpochFact
	random := stream(seed | 0x80) // the founding has the lower ones
	for _, d := range domains {
		newest, _ := c.s.Epoch(d)
		k := must(NewDomainKey(random, aCompany, d, newest.Epoch+1))(c.t)
		out = append(out, must(k.Fact())(c.t))
	}
	return out
}

func (c *crew) rotate(by string, seed byte, domains ...Domain) (Signed, error) {
	return SignRotate(c.who[by], c.s, c.ids[by], c.now, c.next(seed, domains...))
}

// wantDue compares what is due now.
func (c *crew) wantDue(what string, want ...Domain) {
	c.t.Helper()
	if got := c.s.Due(c.now); !slices.Equal(got, want) {
		c.t.Errorf("%s: due %v, want %v", what, got, want)
	}
}

// settle rotates everything, in an owner's name.
func (c *crew) settle(seed byte) {
	c.t.Helper()
	c.say(c.rotate("owner", seed, Domains()...))
	c.wantDue("after a rotation")
}
