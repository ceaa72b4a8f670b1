package keys

import (
	"slices"
	"testing"
)

func TestRevokeIsJudged(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	for _, x := range []struct {
		what, by string
		loss     Loss
		target   string
		rights   []string
		want     error
	}{
		{"an owner demotes", "owner", LoseOwner, "second", []string{"customers.view"}, nil},
		{"to nothing", "owner", LoseOwner, "second", nil, nil},
		{"himself", "owner", LoseOwner, "owner", nil, ErrChainAuthor},
		{"a clerk demotes", "clerk", LoseOwner, "second", nil, ErrChainAuthor},
		{"demotes no owner", "owner", LoseOwner, "seller", nil, ErrChainContents},
		{"rights out of order", "owner", LoseOwner, "second", []string{"b", "a"}, ErrChainContents},
		{"a clerk disables", "clerk", LoseEntry, "seller", nil, nil},
		{"a clerk disables an owner", "clerk", LoseEntry, "second", nil, ErrChainAuthor},
		{"an owner disables an owner", "owner", LoseEntry, "second", nil, nil},
		{"disables himself", "clerk", LoseEntry, "clerk", nil, ErrChainAuthor},
		{"an owner disables himself", "owner", LoseEntry, "owner", nil, ErrChainAuthor},
		{"disables without the right", "seller", LoseEntry, "reader", nil, ErrChainAuthor},
		{"disables with rights", "owner", LoseEntry, "seller", []string{"a"}, ErrChainContents},
		{"a clerk removes", "clerk", LoseMember, "seller", nil, nil},
		{"a clerk removes an owner", "clerk", LoseMember, "second", nil, ErrChainAuthor},
		{"an owner removes an owner", "owner", LoseMember, "second", nil, nil},
		{"removes himself", "owner", LoseMember, "owner", nil, ErrChainAuthor},
		{"removes without the right", "seller", LoseMember, "reader", nil, ErrChainAuthor},
		{"removes with rights", "owner", LoseMember, "seller", []string{"a"}, ErrChainContents},
		{"removes nobody", "owner", LoseMember, "stranger", nil, ErrChainContents},
		{"takes something else", "owner", 5, "seller", nil, ErrChainContents},
		{"takes nothing", "owner", 0, "seller", nil, ErrChainContents},
		{"takes nothing, a clerk", "clerk", 0, "seller", nil, ErrChainAuthor},
	} {
		c.try(x.what, x.want)(c.revoke(x.by, x.loss, c.ids[x.target], x.rights...))
	}
	c.try("another body", ErrFormat)(signStatement(c.who["owner"], c.s.next(KindRevoke, aMember, c.now), Grant{}))
	c.try("earlier", ErrChainContents)(SignRevoke(c.who["owner"], c.s, aMember, c.s.Time-1, Revoke{Target: c.ids["seller"], What: LoseMember}))
	for right, loss := range map[string]Loss{RightDelete: LoseMember, RightEditRights: LoseEntry} {
		copied := c.copy()
		copied.say(c.grant("owner", "clerk", func(g *Grant) {
			g.Rights = slices.DeleteFunc(slices.Clone(g.Rights), func(r string) bool { return r == right })
		}))
		copied.try("without "+right, ErrChainAuthor)(copied.revoke("clerk", loss, c.ids["seller"]))
	}
}

// TestLastOwner: whatever a state came to, nobody takes the last owner away.
func TestLastOwner(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	clerk := c.member("clerk")
	clerk.Owner, clerk.Until = true, "2027-01-01" // no chain comes to this: an owner who does not count
	c.s.members[clerk.ID] = clerk
	c.say(c.revoke("owner", LoseOwner, c.ids["second"]))
	for _, loss := range []Loss{LoseOwner, LoseEntry, LoseMember} {
		c.try("the last owner", ErrChainContents)(c.revoke("clerk", loss, aMember))
	}
}

// TestRemoved: an id and keys that were removed never come back.
func TestRemoved(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	seller, id := c.who["seller"], c.ids["seller"]
	c.say(c.revoke("clerk", LoseMember, id))
	c.wantDue("after a removal", Common, Sales, Insight, Treasury)
	if _, ok := c.s.Member(id); ok || len(c.s.Members()) != 6 {
		t.Error("he is still a member")
	}
	if gone := c.s.Former(); len(gone) != 1 || gone[0].ID != id || gone[0].Owner || gone[0].Rights != nil || gone[0].Domains() != nil || gone[0].Standing(0) || gone[0].Has("") {
		t.Errorf("%+v", gone)
	}
	c.try("a removed one", ErrChainAuthor)(c.rotate("seller", 1, Common))
	c.try("enabled by a grant", ErrChainContents)(c.grant("owner", "seller", func(g *Grant) { g.Rights = nil }))
	c.try("removed twice", ErrChainContents)(c.revoke("owner", LoseMember, id))
	c.try("his password is reset", ErrChainContents)(c.reset("owner", "seller", ResetPassword, 0x70))
	c.say(c.invite("owner", 0x71, func(*Invite) {}))
	fresh := must(NewIdentity(stream(0x99)))(t)
	c.try("under his old id", ErrChainAuthor)(SignAccept(&fresh, c.s, id, c.now, code(t, 0x71)))
	c.try("with his old keys", ErrChainContents)(SignAccept(seller, c.s, anID, c.now, code(t, 0x71)))
	c.try("a code with his old keys", ErrChainContents)(c.invite("owner", 0x72, func(i *Invite) { i.Signing, _ = seller.SigningKey() }))
	c.try("another's new keys are his", ErrChainContents)(SignRekey(c.who["reader"], seller, c.s, c.ids["reader"], c.now))
	c.try("somebody else", nil)(SignAccept(&fresh, c.s, anID, c.now, code(t, 0x71)))
}

// TestCancel: codes that are cancelled are good for nothing.
func TestCancel(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	c.say(c.invite("clerk", 0x51, func(i *Invite) { i.Rights = []string{"customers.view"} }))
	c.say(c.invite("owner", 0x52, func(i *Invite) { i.Owner = true }))
	c.say(c.support("owner", 0x53, SupportCustomers))
	c.say(c.reset("clerk", "reader", ResetPassword, 0x54))
	c.say(c.reset("owner", "second", ResetPassword, 0x55))
	c.say(c.reset("clerk", "reader", ResetFactor, 0x56))
	c.say(c.invite("owner", 0x57, func(i *Invite) {}))
	guest := must(NewIdentity(stream(0x99)))(t)
	c.say(SignAccept(&guest, c.s, guestID, c.now, code(t, 0x57)))
	for _, x := range []struct {
		by   string
		seed byte
		want error
	}{
		{"owner", 0x51, nil}, {"clerk", 0x51, nil}, {"temp", 0x51, nil}, {"seller", 0x51, ErrChainAuthor},
		{"owner", 0x52, nil}, {"second", 0x52, nil}, {"clerk", 0x52, ErrChainAuthor},
		{"owner", 0x53, nil}, {"second", 0x53, nil}, {"clerk", 0x53, ErrChainAuthor},
		{"owner", 0x54, nil}, {"temp", 0x54, nil}, {"seller", 0x54, ErrChainAuthor},
		{"owner", 0x55, nil}, {"clerk", 0x55, ErrChainAuthor},
		{"temp", 0x56, nil}, {"reader", 0x56, ErrChainAuthor},
		{"owner", 0x57, ErrChainContents}, {"clerk", 0x57, ErrChainContents},
		{"owner", 0x58, ErrChainContents}, {"clerk", 0x58, ErrChainContents}, {"seller", 0x58, ErrChainAuthor},
	} {
		c.try(x.by+" cancels "+string(rune(x.seed)), x.want)(c.revoke(x.by, LoseWaiting, code(t, x.seed).Invitation))
	}
	c.try("with rights", ErrChainContents)(c.revoke("owner", LoseWaiting, code(t, 0x51).Invitation, "a"))
	c.wantDue("before anything is cancelled")
	c.say(c.revoke("temp", LoseWaiting, code(t, 0x51).Invitation))
	c.wantDue("an invitation", Common, Sales, Insight)
	c.try("cancelled twice", ErrChainContents)(c.revoke("owner", LoseWaiting, code(t, 0x51).Invitation))
	c.try("accepted later", ErrChainContents)(SignAccept(ptr(anIdentity(0x61)), c.s, anID, c.now, code(t, 0x51)))
	listed := slices.IndexFunc(c.s.Invitations(), func(i Invitation) bool { return i.Cancelled == c.s.Time && !i.Open(c.now) })
	if listed < 0 || len(c.s.Invitations()) != 2 {
		t.Errorf("%+v", c.s.Invitations())
	}
	c.settle(1)
	c.say(c.revoke("owner", LoseWaiting, code(t, 0x53).Invitation))
	c.wantDue("support", Common, Sales)
	c.settle(2)
	c.say(c.revoke("owner", LoseWaiting, code(t, 0x54).Invitation))
	c.wantDue("a password reset", Common)
	c.try("used later", ErrChainAuthor)(SignRekeyByReset(ptr(anIdentity(0x61)), c.s, c.ids["reader"], c.now, code(t, 0x54)))
	c.settle(3)
	c.say(c.revoke("temp", LoseWaiting, code(t, 0x56).Invitation))
	c.wantDue("a factor reset")
	if _, ok := c.s.FactorReset(c.ids["reader"]); ok {
		t.Error("it still stands")
	}
}

// TestCodesOfWhoIsGone: whoever knows a code because he made it gets nothing from
// it once he could not make it any more.
func TestCodesOfWhoIsGone(t *testing.T) {
	t.Parallel()
	base := aCrew(t)
	base.say(base.invite("clerk", 0x51, func(i *Invite) { i.Rights = []string{"customers.view"} }))
	base.say(base.invite("clerk", 0x52, func(i *Invite) {}))
	base.say(base.reset("clerk", "reader", ResetPassword, 0x53))
	clerk := base.ids["clerk"]
	without := func(right string) func(*Grant) {
		return func(g *Grant) {
			g.Rights = slices.DeleteFunc(slices.Clone(g.Rights), func(r string) bool { return r == right })
		}
	}
	gone := anIdentity(0x61)
	for _, x := range []struct {
		what              string
		first, two, reset error
		say               func(c *crew) (Signed, error)
	}{
		{"nothing happened", nil, nil, nil, func(c *crew) (Signed, error) { return c.grant("owner", "clerk", func(*Grant) {}) }},
		{"removed", ErrChainContents, ErrChainContents, ErrChainAuthor, func(c *crew) (Signed, error) { return c.revoke("owner", LoseMember, clerk) }},
		{"disabled", ErrChainContents, ErrChainContents, ErrChainAuthor, func(c *crew) (Signed, error) { return c.revoke("owner", LoseEntry, clerk) }},
		{"may not invite", ErrChainContents, ErrChainContents, nil, func(c *crew) (Signed, error) { return c.grant("owner", "clerk", without(RightInvite)) }},
		{"may not pass on", ErrChainContents, nil, nil, func(c *crew) (Signed, error) { return c.grant("owner", "clerk", without("customers.view")) }},
		{"may not reset", nil, nil, ErrChainAuthor, func(c *crew) (Signed, error) { return c.grant("owner", "clerk", without(RightResetPassword)) }},
		{"has an end", ErrChainContents, ErrChainContents, ErrChainAuthor, func(c *crew) (Signed, error) {
			return c.grant("owner", "clerk", func(g *Grant) { g.Kind, g.Until = External, "2026-12-31" })
		}},
		{"has new keys", ErrChainContents, ErrChainContents, ErrChainAuthor, func(c *crew) (Signed, error) {
			return SignRekey(c.who["clerk"], ptr(anIdentity(0x05)), c.s, clerk, c.now)
		}},
		{"the target is an owner now", nil, nil, ErrChainAuthor, func(c *crew) (Signed, error) {
			return c.grant("owner", "reader", func(g *Grant) { g.Owner = true })
		}},
		{"the target is disabled", nil, nil, ErrChainAuthor, func(c *crew) (Signed, error) { return c.revoke("owner", LoseEntry, c.ids["reader"]) }},
	} {
		c := base.copy()
		c.say(x.say(c))
		c.try(x.what+", the first invitation", x.first)(SignAccept(&gone, c.s, anID, c.now, code(t, 0x51)))
		c.try(x.what+", the second", x.two)(SignAccept(&gone, c.s, anID, c.now, code(t, 0x52)))
		c.try(x.what+", the reset", x.reset)(SignRekeyByReset(&gone, c.s, c.ids["reader"], c.now, code(t, 0x53)))
	}
}
