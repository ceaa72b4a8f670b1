package keys

import (
	"reflect"
	"slices"
	"testing"
)

func TestGrantIsJudged(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	rights := func(r ...string) func(*Grant) { return func(g *Grant) { g.Rights = r } }
	for _, x := range []struct {
		what, by, to string
		change       func(*Grant)
		want         error
	}{
		{"an owner gives anything", "owner", "reader", rights("anything.new", "payouts.view"), nil},
		{"an owner takes", "owner", "seller", rights(), nil},
		{"an owner makes an owner", "owner", "reader", func(g *Grant) { g.Owner = true }, nil},
		{"an owner to an owner", "owner", "second", rights("customers.view"), nil},
		{"an owner ends a temp", "owner", "temp", func(g *Grant) { g.Until = "2026-12-01" }, nil},
		{"64 rights", "owner", "reader", rights(manyRights(64)...), nil},
		{"himself", "owner", "owner", rights(), ErrChainAuthor},
		{"the clerk himself", "clerk", "clerk", rights("customers.view"), ErrChainAuthor},
		{"what the clerk holds", "clerk", "reader", rights("customers.view"), nil},
		{"what the clerk lacks", "clerk", "reader", rights("customers.edit"), ErrChainAuthor},
		{"what the clerk lacks and the seller has", "clerk", "seller", rights("customers.edit", "users.view"), nil},
		{"the clerk takes what he lacks", "clerk", "seller", rights("customers.view"), nil},
		{"the clerk to an owner", "clerk", "second", rights("customers.view"), ErrChainAuthor},
		{"the clerk demotes", "clerk", "second", func(g *Grant) { g.Owner = false }, ErrChainAuthor},
		{"the clerk makes an owner", "clerk", "reader", func(g *Grant) { g.Owner = true }, ErrChainAuthor},
		{"the clerk gives an end", "clerk", "reader", func(g *Grant) { g.Kind, g.Until = External, "2030-01-01" }, nil},
		{"the clerk ends no end", "clerk", "temp", func(g *Grant) { g.Until = "" }, nil},
		{"without the right", "seller", "reader", rights(), ErrChainAuthor},
		{"temp beyond his own end", "temp", "short", func(g *Grant) { g.Until = "2027-01-01" }, ErrChainAuthor},
		{"temp without an end", "temp", "short", func(g *Grant) { g.Until = "" }, ErrChainAuthor},
		{"temp up to his own end", "temp", "short", func(g *Grant) { g.Until = "2026-12-31" }, nil},
		{"temp leaves no end as it is", "temp", "reader", rights("customers.view"), nil},
		{"temp changes an end beyond his", "temp", "clerk", func(g *Grant) { g.Kind, g.Until = External, "2027-01-01" }, ErrChainAuthor},
		{"nobody", "owner", "stranger", rights(), ErrChainContents},
		{"ownership by a grant", "owner", "second", func(g *Grant) { g.Owner = false }, ErrChainContents},
		{"kind 0", "owner", "reader", func(g *Grant) { g.Kind = 0 }, ErrChainContents},
		{"kind support", "owner", "reader", func(g *Grant) { g.Kind = Support }, ErrChainContents},
		{"internal with an end", "owner", "reader", func(g *Grant) { g.Until = "2030-01-01" }, ErrChainContents},
		{"an owner with an end", "owner", "reader", func(g *Grant) { g.Owner, g.Kind, g.Until = true, External, "2030-01-01" }, ErrChainContents},
		{"a day that is over", "owner", "temp", func(g *Grant) { g.Until = "2026-11-01" }, ErrChainContents},
		{"no day", "owner", "temp", func(g *Grant) { g.Until = "tomorrow" }, ErrChainContents},
		{"65 rights", "owner", "reader", rights(manyRights(65)...), ErrChainContents},
		{"rights out of order", "owner", "reader", rights("b", "a"), ErrChainContents},
		{"a right twice", "owner", "reader", rights("a", "a"), ErrChainContents},
		{"a right in capitals", "owner", "reader", rights("A"), ErrChainContents},
	} {
		c.try(x.what, x.want)(c.grant(x.by, x.to, x.change))
	}
	c.try("in another's name", ErrSignature)(SignGrant(c.who["clerk"], c.s, aMember, c.now, Grant{Member: c.ids["clerk"]}))
	c.try("another body", ErrFormat)(signStatement(c.who["owner"], c.s.next(KindGrant, aMember, c.now), Revoke{}))
	c.try("earlier", ErrChainContents)(SignGrant(c.who["owner"], c.s, aMember, c.s.Time-1, Grant{Member: c.ids["reader"], Kind: Internal}))
	c.now = founded + 20*day // "short" is over
	c.try("the clerk revives what he lacks not", nil)(c.grant("clerk", "short", func(g *Grant) { g.Until = "2030-01-01" }))
	c.say(c.grant("owner", "seller", func(g *Grant) { g.Kind, g.Until = External, "2026-12-10" }))
	c.now = founded + 30*day
	c.try("the clerk revives what he lacks", ErrChainAuthor)(c.grant("clerk", "seller", func(g *Grant) { g.Until = "2030-01-01" }))
}

func TestGrantChanges(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	before := c.s.Clone()
	was := c.member("seller")
	c.say(c.grant("owner", "seller", func(g *Grant) {
		g.Kind, g.Rights, g.Until = External, []string{"quotes.view"}, "2027-03-31"
	}))
	m := c.member("seller")
	want := was
	want.Kind, want.Rights, want.Until = External, []string{"quotes.view"}, "2027-03-31"
	if !reflect.DeepEqual(m, want) || m.Has("customers.view") || !m.Has("quotes.view") {
		t.Errorf("%+v", m)
	}
	if old, _ := before.Member(c.ids["seller"]); !reflect.DeepEqual(old, was) {
		t.Error("the copy and its origin are one")
	}
	c.say(c.grant("owner", "seller", func(g *Grant) { g.Owner, g.Kind, g.Until = true, Internal, "" }))
	if len(c.s.Owners()) != 3 || !c.member("seller").Has("anything") {
		t.Error("no owner was made")
	}
}

// TestDisabled: who is disabled may do nothing and holds nothing; who enables him
// gives him everything anew.
func TestDisabled(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	c.say(c.revoke("clerk", LoseEntry, c.ids["seller"]))
	m := c.member("seller")
	if !m.Disabled || m.Has("customers.view") || m.Domains() != nil || m.Standing(c.now) || !slices.Contains(m.Rights, "customers.edit") {
		t.Errorf("%+v", m)
	}
	c.wantDue("after a disabling", Common, Sales, Insight, Treasury)
	c.try("disabled twice", ErrChainContents)(c.revoke("clerk", LoseEntry, c.ids["seller"]))
	c.try("the clerk enables with what he lacks", ErrChainAuthor)(c.grant("clerk", "seller", func(*Grant) {}))
	c.try("the clerk enables with what he holds", nil)(c.grant("clerk", "seller", func(g *Grant) { g.Rights = []string{"customers.view"} }))
	c.try("an owner enables", nil)(c.grant("owner", "seller", func(*Grant) {}))
	c.say(c.revoke("owner", LoseEntry, c.ids["clerk"]))
	c.try("a disabled clerk", ErrChainAuthor)(c.grant("clerk", "reader", func(*Grant) {}))
	c.try("a disabled clerk rotates", ErrChainAuthor)(c.rotate("clerk", 1, Common))
	c.try("a disabled clerk's new keys", ErrChainAuthor)(SignRekey(c.who["clerk"], ptr(anIdentity(3)), c.s, c.ids["clerk"], c.now))
	c.say(c.revoke("owner", LoseEntry, c.ids["second"]))
	c.try("a disabled owner", ErrChainAuthor)(c.revoke("second", LoseEntry, aMember))
	if owners := c.s.Owners(); len(owners) != 1 || c.member("second").Has("x") {
		t.Errorf("%d owners", len(owners))
	}
	c.say(c.grant("owner", "clerk", func(*Grant) {}))
	c.try("enabled again", nil)(c.grant("clerk", "reader", func(*Grant) {}))
	c.try("the clerk enables an owner", ErrChainAuthor)(c.grant("clerk", "second", func(*Grant) {}))
	c.try("an owner enables an owner", nil)(c.grant("owner", "second", func(*Grant) {}))
}
