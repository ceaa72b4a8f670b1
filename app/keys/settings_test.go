package keys

import (
	"reflect"
	"slices"
	"testing"
)

func TestSettings(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	if _, set := c.s.Money(); set || c.s.Duties() != (Duties{ProfileHouse, 5, false}) || c.s.Since(SetLock) != 0 || (&State{}).Duties() != c.s.Duties() {
		t.Errorf("a new company's settings: %+v", c.s.Duties())
	}
	c.say(SignSetPolicy(&c.owner, c.s, aMember, c.now, Policy{Profile: ProfileNIST, Reason: Hash{1}}))
	c.say(SignSetLock(&c.owner, c.s, aMember, c.now, 60))
	c.say(SignSetFactor(&c.owner, c.s, aMember, c.now, true))
	c.say(SignSetMoney(&c.owner, c.s, aMember, c.now, Hash{2}))
	if money, set := c.s.Money(); !set || money != (Hash{2}) || c.s.Duties() != (Duties{ProfileNIST, 60, true}) {
		t.Errorf("%+v", c.s.Duties())
	}
	for i, name := range []string{SetPolicy, SetLock, SetFactor, SetMoney} {
		if at := c.s.Since(name); at != founded+int64(i+1)*1000 {
			t.Errorf("%s since %d", name, at)
		}
	}
	copied := c.s.Clone()
	c.say(SignSetPolicy(&c.owner, c.s, aMember, c.now, Policy{Profile: ProfileHouse}))
	c.say(SignSetLock(&c.owner, c.s, aMember, c.now, 1))
	c.say(SignSetFactor(&c.owner, c.s, aMember, c.now, false))
	if c.s.Duties() != (Duties{ProfileHouse, 1, false}) || c.s.Since(SetFactor) != c.now-1000 {
		t.Errorf("set back: %+v", c.s.Duties())
	}
	if copied.Duties() != (Duties{ProfileNIST, 60, true}) || copied.Since(SetFactor) != founded+3000 {
		t.Error("the copy and its origin are one")
	}
}

// badSettings is every wrong value that a name can be given.
func badSettings(t testing.TB) []struct {
	what, name string
	value      any
	want       error
} {
	return []struct {
		what, name string
		value      any
		want       error
	}{
		{"profile 0", SetPolicy, Policy{Profile: 0, Reason: Hash{1}}, ErrChainContents},
		{"profile 3", SetPolicy, Policy{Profile: 3, Reason: Hash{1}}, ErrChainContents},
		{"NIST without a reason", SetPolicy, Policy{Profile: ProfileNIST}, ErrChainContents},
		{"policy as a number", SetPolicy, 1, ErrFormat},
		{"policy with a short reason", SetPolicy, map[int]any{1: 1, 2: run(1, 31)}, ErrFormat},
		{"policy with a long reason", SetPolicy, map[int]any{1: 1, 2: run(1, 33)}, ErrFormat},
		{"policy without a reason", SetPolicy, map[int]any{1: 1}, ErrFormat},
		{"policy with a third field", SetPolicy, map[int]any{1: 1, 2: run(1, 32), 3: 0}, ErrFormat},
		{"profile 257", SetPolicy, map[int]any{1: 257, 2: run(1, 32)}, ErrFormat},
		{"lock 0", SetLock, 0, ErrChainContents},
		{"lock 61", SetLock, 61, ErrChainContents},
		{"lock 257", SetLock, 257, ErrChainContents},
		{"lock -1", SetLock, -1, ErrChainContents},
		{"lock as a text", SetLock, "5", ErrFormat},
		{"lock beyond int64", SetLock, ^uint64(0), ErrFormat},
		{"factor as a number", SetFactor, 1, ErrFormat},
		{"factor as null", SetFactor, nil, ErrFormat},
		{"money of zeros", SetMoney, Hash{}, ErrChainContents},
		{"short money", SetMoney, run(1, 31), ErrFormat},
		{"long money", SetMoney, run(1, 33), ErrFormat},
		{"money as a bool", SetMoney, true, ErrFormat},
		{"links as a number", SetLinks, 1, ErrFormat},
		{"live as false", SetLive, false, ErrChainContents},
		{"live as a number", SetLive, 1, ErrFormat},
		{"agreement without a record", SetAgreement, Agreement{From: "2026-01-01"}, ErrChainContents},
		{"agreement without a day", SetAgreement, Agreement{Record: Hash{1}}, ErrChainContents},
		{"agreement of no day", SetAgreement, Agreement{Record: Hash{1}, From: "2026-02-30"}, ErrChainContents},
		{"agreement to no day", SetAgreement, Agreement{Record: Hash{1}, From: "2026-01-01", To: "later"}, ErrChainContents},
		{"agreement backwards", SetAgreement, Agreement{Record: Hash{1}, From: "2026-01-02", To: "2026-01-01"}, ErrChainContents},
		{"agreement as a bool", SetAgreement, true, ErrFormat},
		{"review without a sheet", SetReview, Review{Date: "2026-12-01"}, ErrChainContents},
		{"review of no day", SetReview, Review{Date: "2026-13-01", Sheet: Hash{1}}, ErrChainContents},
		{"review as a text", SetReview, "2026-12-01", ErrFormat},
		{"unknown name", "payment", true, ErrChainKind},
		{"name in capitals", "Lock", 5, ErrChainKind},
		{"no name", "", 5, ErrChainKind},
	}
}

func TestSettingsOutOfBounds(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	for _, bad := range badSettings(t) {
		c.refused(bad.what, bad.want)(signSet(&c.owner, c.s.next(KindSet, aMember, c.now), bad.name, bad.value))
	}
	c.refused("two values", ErrFormat)(signStatement(&c.owner, c.s.next(KindSet, aMember, c.now), Set{Name: SetLock, Value: []byte{5, 5}}))
	c.refused("no value", ErrFormat)(signStatement(&c.owner, c.s.next(KindSet, aMember, c.now), Set{Name: SetLock}))
	c.refused("a value in another spelling", ErrFormat)(signStatement(&c.owner, c.s.next(KindSet, aMember, c.now), Set{Name: SetLock, Value: []byte{0x18, 5}}))
}

// said is one honest statement of every kind that is no set clock, in an owner's name.
func (c *company) said(time int64) map[string]func() (Signed, error) {
	i, s := &c.owner, c.s
	invite, _ := c.open(7)
	invite.Ends = time + 1000
	return map[string]func() (Signed, error){
		SetPolicy: func() (Signed, error) { return SignSetPolicy(i, s, aMember, time, Policy{Profile: ProfileHouse}) },
		SetLock:   func() (Signed, error) { return SignSetLock(i, s, aMember, time, 7) },
		SetFactor: func() (Signed, error) { return SignSetFactor(i, s, aMember, time, true) },
		SetMoney:  func() (Signed, error) { return SignSetMoney(i, s, aMember, time, Hash{1}) },
		SetLinks:  func() (Signed, error) { return SignSetLinks(i, s, aMember, time, false) },
		SetLive:   func() (Signed, error) { return SignSetLive(i, s, aMember, time) },
		SetReview: func() (Signed, error) {
			return SignSetReview(i, s, aMember, time, Review{Date: "2026-12-01", Sheet: Hash{1}})
		},
		SetAgreement: func() (Signed, error) { return SignSetAgreement(i, s, aMember, time, Agreement{}) },
		"invite":     func() (Signed, error) { return SignInvite(i, s, aMember, time, invite) },
		"restored":   func() (Signed, error) { return SignRestored(i, s, aMember, time, Restored{Statement: s.Head, Copy: 1}) },
	}
}

// TestTimesNeverGoBack: no kind but set clock carries a time before that of the
// chain, and the chain's time is the lowered one after a set clock.
func TestTimesNeverGoBack(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	invite, code := c.open(9)
	c.say(SignInvite(&c.owner, c.s, aMember, c.now, invite))
	newcomer := must(NewIdentity(stream(99)))(t)
	try := func(when string, time int64, want error) {
		t.Helper()
		sayings := c.said(time)
		sayings["accept"] = func() (Signed, error) { return SignAccept(&newcomer, c.s, anID, time, code) }
		for kind, say := range sayings {
			copied := &company{t: t, s: c.s.Clone(), owner: c.owner}
			if want != nil {
				copied.refused(when+", "+kind, want)(say())
				continue
			}
			if copied.say(say()); copied.s.Time != time {
				t.Errorf("%s, %s: time %d", when, kind, copied.s.Time)
			}
		}
	}
	at := c.s.Time
	try("earlier", at-1, ErrChainContents)
	try("much earlier", 1, ErrChainContents)
	try("at the same time", at, nil)
	try("later", at+1, nil)
	c.say(SignSetClock(&c.owner, c.s, aMember, at-founded/2))
	if c.s.Time != at-founded/2 || c.s.Since(SetClock) != c.s.Time {
		t.Errorf("time %d", c.s.Time)
	}
	try("behind the lowered clock", c.s.Time-1, ErrChainContents)
	try("at the lowered clock", c.s.Time, nil)
	c.refused("a clock of another time", ErrChainContents)(signSet(&c.owner, c.s.next(KindSet, aMember, c.s.Time), SetClock, c.s.Time+1))
}

// TestOnlyOwnersSpeakForTheCompany: nobody but an owner sets or restores, whatever
// rights he holds.
func TestOnlyOwnersSpeakForTheCompany(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	guest := c.join(guestID, 3, func(i *Invite) { i.Rights = []string{"settings.company", RightInvite} })
	for kind, say := range c.said(c.now) {
		st := must(ParseStatement(must(say())(t).Bytes))(t)
		if kind == "invite" {
			continue // TestWhoInvites
		}
		st.Author = guestID
		c.refused(kind, ErrChainAuthor)(guest.sign(tagStatement, must(encode(st))(t)))
	}
	c.refused("clock", ErrChainAuthor)(SignSetClock(&guest, c.s, guestID, c.now))
	c.join(secondID, 4, func(i *Invite) { i.Owner = true })
	second := must(NewIdentity(stream(4 ^ 0x80)))(t)
	c.say(SignSetLock(&second, c.s, secondID, c.now, 9))
	c.refused("an owner in the other's name", ErrSignature)(SignSetLock(&second, c.s, aMember, c.now, 9))
	if c.s.Duties().Lock != 9 || len(c.s.Owners()) != 2 {
		t.Errorf("%+v", c.s.Duties())
	}
	keys := [][]byte{must(second.SigningKey())(t), must(c.owner.SigningKey())(t)}
	if !slices.EqualFunc(c.s.Owners(), keys, func(a, b []byte) bool { return reflect.DeepEqual(a, b) }) {
		t.Error("owners out of the order of their ids")
	}
}

func TestCompanySettings(t *testing.T) {
	t.Parallel()
	c := aChain(t)
	_, agreed := c.s.Agreement()
	if _, reviewed := c.s.Review(); !c.s.Links() || c.s.Live() || agreed || reviewed {
		t.Error("a new company's settings")
	}
	deal := Agreement{Record: Hash{1}, From: "2026-12-01", To: "2027-11-30", Payouts: true}
	c.say(SignSetLinks(&c.owner, c.s, aMember, c.now, false))
	c.say(SignSetAgreement(&c.owner, c.s, aMember, c.now, deal))
	c.say(SignSetLive(&c.owner, c.s, aMember, c.now))
	c.say(SignSetReview(&c.owner, c.s, aMember, c.now, Review{Date: "2026-12-01", Sheet: Hash{2}}))
	got, agreed := c.s.Agreement()
	if review, reviewed := c.s.Review(); c.s.Links() || !c.s.Live() || !agreed || got != deal || !reviewed || review.Date != "2026-12-01" {
		t.Errorf("%+v, %+v", got, review)
	}
	c.refused("live twice", ErrChainContents)(SignSetLive(&c.owner, c.s, aMember, c.now))
	c.refused("back to test", ErrChainContents)(signSet(&c.owner, c.s.next(KindSet, aMember, c.now), SetLive, false))
	open := deal
	open.To = ""
	without := deal
	without.Payouts = false
	for _, x := range []struct {
		of   Agreement
		day  string
		want bool
	}{
		{deal, "2026-11-30", false}, {deal, "2026-12-01", true}, {deal, "2027-11-30", true}, {deal, "2027-12-01", false}, {open, "2099-01-01", true},
		{without, "2027-01-01", false}, {Agreement{}, "2027-01-01", false}, {deal, "2027-01", false},
	} {
		if x.of.Holds(x.day) != x.want {
			t.Errorf("%+v on %s", x.of, x.day)
		}
	}
	c.say(SignSetLinks(&c.owner, c.s, aMember, c.now, true))
	c.say(SignSetAgreement(&c.owner, c.s, aMember, c.now, Agreement{}))
	if _, agreed := c.s.Agreement(); agreed || !c.s.Links() {
		t.Error("not taken back")
	}
}
