package keys

import (
	"reflect"
	"slices"
	"testing"
)

func TestSupportIsJudged(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	for _, x := range []struct {
		what, by string
		change   func(*Invite)
		want     error
	}{
		{"one of the three", "owner", func(*Invite) {}, nil},
		{"all three", "owner", func(i *Invite) {
			i.Rights = []string{SupportCustomers, SupportDocuments, SupportProducts}
		}, nil},
		{"seven days", "owner", func(i *Invite) { i.Ends = c.now + 7*day }, nil},
		{"by a clerk", "clerk", func(*Invite) {}, ErrChainAuthor},
		{"by a seller", "seller", func(*Invite) {}, ErrChainAuthor},
		{"longer", "owner", func(i *Invite) { i.Ends = c.now + 7*day + 1 }, ErrChainContents},
		{"ends now", "owner", func(i *Invite) { i.Ends = c.now }, ErrChainContents},
		{"no scope", "owner", func(i *Invite) { i.Rights = nil }, ErrChainContents},
		{"a member's right", "owner", func(i *Invite) { i.Rights = []string{"customers.view"} }, ErrChainContents},
		{"more than a scope", "owner", func(i *Invite) { i.Rights = []string{SupportCustomers, "users.view"} }, ErrChainContents},
		{"out of order", "owner", func(i *Invite) { i.Rights = []string{SupportProducts, SupportCustomers} }, ErrChainContents},
		{"an owner", "owner", func(i *Invite) { i.Owner = true }, ErrChainContents},
		{"a last day", "owner", func(i *Invite) { i.Until = "2026-12-01" }, ErrChainContents},
		{"a member's id", "owner", func(i *Invite) { i.Invitation = c.ids["seller"] }, ErrChainContents},
		{"an old id", "owner", func(i *Invite) { i.Invitation = ID(run(0x31, 16)) }, ErrChainContents},
		{"a member's key", "owner", func(i *Invite) { i.Signing = c.member("seller").Signing }, ErrChainContents},
	} {
		c.try(x.what, x.want)(c.invite(x.by, 0x51, func(i *Invite) {
			i.Kind, i.Rights, i.Ends = Support, []string{SupportCustomers}, c.now+day
			x.change(i)
		}))
	}
}

// TestSupportIsForOwners: not even somebody with rights of those names opens it.
func TestSupportIsForOwners(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	c.say(c.grant("owner", "clerk", func(g *Grant) { g.Rights = Complete(append([]string{SupportCustomers}, g.Rights...)) }))
	c.try("a clerk with its name", ErrChainAuthor)(c.support("clerk", 0x51, SupportCustomers))
	c.try("an owner", nil)(c.support("second", 0x51, SupportCustomers))
}

func TestSupport(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	if _, on := c.s.Support(c.now); on {
		t.Error("on by default")
	}
	c.say(c.support("owner", 0x51, SupportDocuments))
	i, on := c.s.Support(c.now)
	if !on || i.Invitation != code(t, 0x51).Invitation || !slices.Equal(i.Domains(), []Domain{Common, Sales, Insight}) || len(c.s.Invitations()) != 0 {
		t.Errorf("%+v", i)
	}
	own := anIdentity(0x61)
	c.try("accepted", ErrChainContents)(SignAccept(&own, c.s, anID, c.now, code(t, 0x51)))
	keys := code(t, 0x51).Keys
	c.try("says something", ErrChainAuthor)(SignRotate(&keys, c.s, i.Invitation, c.now, c.next(1, Common)))
	c.say(c.invite("owner", 0x55, func(*Invite) {}))
	c.try("a member of its id", ErrChainContents)(SignAccept(&own, c.s, i.Invitation, c.now, code(t, 0x55)))
	if _, on := c.s.Support(i.Ends); !on {
		t.Error("off before its end")
	}
	if _, on := c.s.Support(i.Ends + 1); on {
		t.Error("on behind its end")
	}
	line := func(statement uint64, time int64) error {
		signed := must(SignLine(&keys, Line{Company: aCompany, Actor: i.Invitation, Statement: statement, Time: time}))(t)
		return second(c.s.FollowsLine(Head{}, true, signed))
	}
	on1 := c.s.Head.Seq
	wantErr(t, "a view", line(on1, i.Ends), nil)
	wantErr(t, "a view behind its end", line(on1, i.Ends+1), ErrChainAuthor)
	c.say(c.support("second", 0x52, SupportProducts))
	if now, on := c.s.Support(c.now); !on || now.Author != c.ids["second"] {
		t.Errorf("%+v", now)
	}
	c.wantDue("the one before is over", Common, Sales, Insight)
	wantErr(t, "a view of then", line(on1, i.Ends), nil)
	wantErr(t, "a view of later", line(c.s.Head.Seq, i.Ends), ErrChainAuthor)
	c.say(c.revoke("owner", LoseOwner, c.ids["second"], clerkRights()...))
	if _, on := c.s.Support(c.now); on || len(c.s.Supports()) != 2 {
		t.Error("it outlives its owner's ownership")
	}
}

// TestLinesOfFormerKeys: a line that names its statement is judged by the key of
// then: not by an older one, not by one of somebody who is gone.
func TestLinesOfFormerKeys(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	old, next, id := *c.who["clerk"], must(NewIdentity(stream(0x99)))(t), c.ids["clerk"]
	in := c.s.Head.Seq
	c.say(SignRekey(&old, &next, c.s, id, c.now))
	changed := c.s.Head.Seq
	c.say(c.revoke("owner", LoseEntry, id))
	disabled := c.s.Head.Seq
	c.say(c.grant("owner", "clerk", func(*Grant) {}))
	enabled := c.s.Head.Seq
	c.say(c.revoke("owner", LoseMember, id))
	removed := c.s.Head.Seq
	c.say(SignSetLock(&c.owner, c.s, aMember, c.now, 7))
	for _, x := range []struct {
		what      string
		by        *Identity
		statement uint64
		want      error
	}{
		{"the old key, then", &old, in, nil}, {"the old key, later", &old, changed, ErrSignature}, {"the new key, then", &next, in, ErrSignature},
		{"the new key", &next, changed, nil}, {"disabled", &next, disabled, ErrChainAuthor}, {"enabled", &next, enabled, nil},
		{"removed", &next, removed, ErrChainAuthor}, {"long removed", &next, removed + 1, ErrChainAuthor}, {"ahead of the chain", &next, removed + 2, ErrChainOrder},
		{"before he came", &old, 1, ErrChainAuthor}, {"a line of older programs", &old, 0, nil}, {"one by the new key", &next, 0, nil}, {"one by a stranger", ptr(anIdentity(0x61)), 0, ErrSignature},
	} {
		signed := must(SignLine(x.by, Line{Company: aCompany, Actor: id, Statement: x.statement, Time: c.now}))(t)
		wantErr(t, x.what, second(c.s.FollowsLine(Head{}, true, signed)), x.want)
	}
	if !reflect.DeepEqual(c.s, c.s.Clone()) {
		t.Error("a copy differs")
	}
}
