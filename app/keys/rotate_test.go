package keys

import (
	"math"
	"reflect"
	"slices"
	"testing"
)

func TestRotateIsJudged(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	c.say(c.rotate("owner", 1, Sales))
	used := c.next(1, Sales)
	first, _ := c.s.Epoch(People)
	sign := func(by string, facts ...EpochFact) (Signed, error) {
		return SignRotate(c.who[by], c.s, c.ids[by], c.now, facts)
	}
	change := func(f func(*EpochFact)) []EpochFact {
		facts := c.next(2, Common, Sales)
		f(&facts[1])
		return facts
	}
	for _, x := range []struct {
		what, by string
		facts    []EpochFact
		want     error
	}{
		{"all five", "owner", c.next(2, Domains()...), nil},
		{"what he holds", "seller", c.next(2, Common, Sales, Insight, Treasury), nil},
		{"what he does not hold", "seller", c.next(2, Common, People), ErrChainAuthor},
		{"common by anybody", "reader", c.next(2, Common), nil},
		{"sales by the reader", "reader", c.next(2, Sales), ErrChainAuthor},
		{"domain 0", "owner", []EpochFact{{Epoch: 1}}, ErrChainAuthor},
		{"domain 6", "owner", []EpochFact{{Domain: 6, Epoch: 1}}, ErrChainAuthor},
		{"nothing", "owner", nil, ErrChainContents},
		{"one twice", "owner", slices.Concat(c.next(2, Sales), c.next(3, Sales)), ErrChainContents},
		{"out of order", "owner", slices.Concat(c.next(2, Sales), c.next(3, Common)), ErrChainContents},
		{"one left out", "owner", change(func(f *EpochFact) { f.Epoch++ }), ErrChainContents},
		{"the same epoch", "owner", change(func(f *EpochFact) { f.Epoch-- }), ErrChainContents},
		{"epoch 0", "owner", change(func(f *EpochFact) { f.Epoch = 0 }), ErrChainContents},
		{"the last epoch", "owner", change(func(f *EpochFact) { f.Epoch = math.MaxUint32 }), ErrChainContents},
		{"no letterbox", "owner", change(func(f *EpochFact) { f.Letterbox = nil }), ErrChainContents},
		{"a weak letterbox", "owner", change(func(f *EpochFact) { f.Letterbox = make([]byte, 32) }), ErrChainContents},
		{"the key of before", "owner", change(func(f *EpochFact) { f.Commitment = used[0].Commitment }), ErrChainContents},
		{"the letterbox of another", "owner", change(func(f *EpochFact) { f.Letterbox = first.Letterbox }), ErrChainContents},
		{"two with one key", "owner", func() []EpochFact {
			facts := c.next(2, Common, Sales)
			facts[1].Commitment = facts[0].Commitment
			return facts
		}(), ErrChainContents},
	} {
		c.try(x.what, x.want)(sign(x.by, x.facts...))
	}
	c.try("another body", ErrFormat)(signStatement(&c.owner, c.s.next(KindRotate, aMember, c.now), Grant{}))
	c.try("earlier", ErrChainContents)(SignRotate(&c.owner, c.s, aMember, c.s.Time-1, c.next(2, Sales)))
	before := c.s.Clone()
	c.say(c.rotate("seller", 2, Sales, Treasury))
	all := c.s.Epochs(Sales)
	newest, ok := c.s.Epoch(Sales)
	if len(all) != 3 || all[0].Epoch != 1 || all[2].Epoch != 3 || !ok || !reflect.DeepEqual(newest, all[2]) || len(before.Epochs(Sales)) != 2 || len(c.s.Epochs(People)) != 1 {
		t.Errorf("%+v", all)
	}
	all[0].Epoch = 9
	if c.s.Epochs(Sales)[0].Epoch != 1 || c.s.Epochs(6) != nil {
		t.Error("the list can be changed from outside")
	}
}

// TestDue: a rotation is due for what somebody lost since the epoch began, by a
// statement or by time, and for nothing else.
func TestDue(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	c.wantDue("a new company")
	c.say(c.grant("owner", "seller", func(g *Grant) { g.Rights = []string{"customers.view"} }))
	c.wantDue("fewer rights", Treasury)
	c.say(c.rotate("owner", 1, Treasury))
	c.say(c.grant("owner", "reader", func(g *Grant) { g.Rights = []string{"sync.use"} }))
	c.wantDue("more rights")
	c.say(c.revoke("owner", LoseOwner, c.ids["second"], "customers.view"))
	c.wantDue("a demotion", People, Treasury)
	c.say(c.rotate("owner", 2, People))
	c.wantDue("half settled", Treasury)
	c.settle(3)

	c.say(c.invite("owner", 0x51, func(i *Invite) { i.Rights = []string{"users.view"} }))
	c.say(c.support("owner", 0x52, SupportDocuments))
	c.say(c.reset("clerk", "seller", ResetPassword, 0x53))
	from := c.now
	at := func(what string, time int64, want ...Domain) {
		t.Helper()
		if got := c.s.Due(time); !slices.Equal(got, want) {
			t.Errorf("%s: due %v, want %v", what, got, want)
		}
	}
	support, _ := c.s.Support(from)
	at("open codes", support.Ends)
	at("support over", support.Ends+1, Common, Sales, Insight)
	at("an invitation over", from+8*day, Common, People, Sales, Insight)
	guest := must(NewIdentity(stream(0x99)))(t)
	c.say(SignAccept(&guest, c.s, guestID, c.now, code(t, 0x51)))
	at("accepted", from+8*day, Common, Sales, Insight)
	over, _ := civilDay("2026-11-30")
	at("the last day", over+36*hour-1, Common, Sales, Insight)
	c.now = over + 36*hour // "short" had customers.view
	c.settle(4)
	at("who was over then is over for good", over+40*hour)
	c.say(c.revoke("owner", LoseMember, c.ids["short"]))
	c.wantDue("a removal of who had no key of this epoch")
	last, _ := civilDay("2026-12-31")
	at("the next one's last day", last+36*hour, Common, People, Sales, Insight)
	c.say(c.revoke("owner", LoseEntry, c.ids["temp"]))
	c.settle(5)
	at("who is disabled loses nothing more", last+36*hour)
}

// TestDueBehindALoweredClock: an epoch that began under a clock that ran ahead
// does not excuse who ends later than the true time.
func TestDueBehindALoweredClock(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	last, _ := civilDay("2026-12-31")
	truth := c.now
	c.now = last + 400*day
	c.settle(1)
	c.say(SignSetClock(&c.owner, c.s, aMember, truth))
	c.now = truth + 1
	c.wantDue("the true time")
	if got := c.s.Due(last + 36*hour); !slices.Equal(got, []Domain{Common, People, Sales, Insight}) {
		t.Errorf("due %v", got)
	}
}

// TestRecipients: a rotation wraps for exactly those who shall read.
func TestRecipients(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	c.say(c.invite("owner", 0x51, func(i *Invite) { i.Rights = []string{"customers.view"} }))
	c.say(c.support("owner", 0x52, SupportCustomers))
	c.say(c.reset("clerk", "seller", ResetPassword, 0x53))
	c.say(c.reset("clerk", "seller", ResetFactor, 0x54))
	c.say(c.invite("owner", 0x55, func(i *Invite) { i.Kind, i.Until, i.Ends = External, "2026-11-30", c.now+30*day }))
	name := func(id ID) string {
		for name, own := range c.ids {
			if own == id {
				return name
			}
		}
		return map[ID]string{code(t, 0x51).Invitation: "invited", code(t, 0x52).Invitation: "support", code(t, 0x53).Invitation: "reset", code(t, 0x54).Invitation: "factor", code(t, 0x55).Invitation: "brief"}[id]
	}
	check := func(d Domain, now int64, want ...string) {
		t.Helper()
		var got []string
		for _, r := range c.s.Recipients(d, now) {
			if !goodEncryption(r.Key) {
				t.Errorf("%s: %x", name(r.ID), r.Key)
			}
			got = append(got, name(r.ID))
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("domain %d: %v, want %v", d, got, want)
		}
	}
	now := c.now
	check(People, now, "owner", "second", "clerk", "temp")
	check(Treasury, now, "owner", "second", "seller")
	check(Sales, now, "owner", "second", "clerk", "temp", "seller", "short", "invited", "support", "reset")
	check(Insight, now, "owner", "second", "clerk", "temp", "seller", "short", "invited", "reset")
	check(Common, now, "owner", "second", "clerk", "temp", "seller", "short", "reader", "invited", "support", "reset", "brief")
	check(Sales, now+7*day, "owner", "second", "clerk", "temp", "seller", "short")
	over, _ := civilDay("2026-11-30")
	check(Common, over+36*hour, "owner", "second", "clerk", "temp", "seller", "reader")
	less := c.copy()
	less.say(less.grant("owner", "seller", func(g *Grant) { g.Rights = nil }))
	less.say(less.reset("clerk", "short", ResetPassword, 0x56, func(r *Reset) { r.Ends = less.now + 30*day }))
	codes := func(d Domain, now int64) (n int) {
		for _, r := range less.s.Recipients(d, now) {
			if r.ID == code(t, 0x53).Invitation || r.ID == code(t, 0x56).Invitation {
				n++
			}
		}
		return n
	}
	if codes(Sales, less.now) != 1 || codes(Common, less.now) != 2 || codes(Common, over+36*hour) != 0 {
		t.Error("a reset's code gets more than its target has, or longer")
	}
	c.say(c.revoke("owner", LoseEntry, c.ids["clerk"]))
	check(Sales, now, "owner", "second", "temp", "seller", "short", "invited", "support")
	c.say(c.grant("owner", "seller", func(g *Grant) { g.Rights = nil }))
	check(Sales, now, "owner", "second", "temp", "short", "invited", "support")
}
