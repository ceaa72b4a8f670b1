package keys

import (
	"bytes"
	"reflect"
	"slices"
	"testing"
)

func TestResetIsJudged(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	open := code(t, 0x41)
	c.say(c.reset("owner", "short", ResetPassword, 0x41))
	for _, x := range []struct {
		what, by, target string
		kind             ResetKind
		change           func(*Reset)
		want             error
	}{
		{"a password", "clerk", "reader", ResetPassword, nil, nil},
		{"a factor", "clerk", "reader", ResetFactor, nil, nil},
		{"an owner's password", "owner", "second", ResetPassword, nil, nil},
		{"an owner's factor", "owner", "second", ResetFactor, nil, nil},
		{"who has more rights", "clerk", "seller", ResetPassword, nil, nil},
		{"once more", "clerk", "short", ResetPassword, nil, nil},
		{"30 days", "clerk", "reader", ResetPassword, func(r *Reset) { r.Ends = c.now + 30*day }, nil},
		{"one millisecond", "clerk", "reader", ResetFactor, func(r *Reset) { r.Ends = c.now + 1 }, nil},
		{"himself", "clerk", "clerk", ResetPassword, nil, ErrChainAuthor},
		{"an owner himself", "owner", "owner", ResetFactor, nil, ErrChainAuthor},
		{"an owner by a clerk", "clerk", "second", ResetPassword, nil, ErrChainAuthor},
		{"an owner's factor by a clerk", "clerk", "second", ResetFactor, nil, ErrChainAuthor},
		{"without the right", "seller", "reader", ResetPassword, nil, ErrChainAuthor},
		{"a factor without the right", "seller", "reader", ResetFactor, nil, ErrChainAuthor},
		{"who has longer", "temp", "reader", ResetPassword, nil, ErrChainAuthor},
		{"the factor of who has longer", "temp", "reader", ResetFactor, nil, nil},
		{"who has less long", "temp", "short", ResetPassword, nil, nil},
		{"nobody", "owner", "stranger", ResetPassword, nil, ErrChainContents},
		{"kind 0", "owner", "reader", 0, nil, ErrChainContents},
		{"kind 4", "owner", "reader", 4, nil, ErrChainContents},
		{"ends now", "clerk", "reader", ResetPassword, func(r *Reset) { r.Ends = c.now }, ErrChainContents},
		{"more than 30 days", "clerk", "reader", ResetPassword, func(r *Reset) { r.Ends = c.now + 30*day + 1 }, ErrChainContents},
		{"never ends", "clerk", "reader", ResetFactor, func(r *Reset) { r.Ends = 1<<63 - 1 }, ErrChainContents},
		{"with a proof", "clerk", "reader", ResetPassword, func(r *Reset) { r.Proof = []byte{1} }, ErrChainContents},
		{"the code of an open one", "owner", "reader", ResetPassword, func(r *Reset) { r.ID = open.Invitation }, ErrChainContents},
		{"the code of an invitation", "owner", "reader", ResetPassword, func(r *Reset) { r.ID = ID(run(0x31, 16)) }, ErrChainContents},
		{"the id of a member", "owner", "reader", ResetPassword, func(r *Reset) { r.ID = aMember }, ErrChainContents},
		{"signs as an open one", "owner", "reader", ResetPassword, func(r *Reset) { r.Signing, _ = open.Keys.SigningKey() }, ErrChainContents},
		{"receives as a member", "owner", "reader", ResetPassword, func(r *Reset) { r.Encryption, _ = c.owner.EncryptionKey() }, ErrChainContents},
		{"no keys", "owner", "reader", ResetFactor, func(r *Reset) { r.Signing, r.Encryption = nil, nil }, ErrChainContents},
		{"weak key", "owner", "reader", ResetPassword, func(r *Reset) { r.Encryption = make([]byte, 32) }, ErrChainContents},
	} {
		if x.change == nil {
			x.change = func(*Reset) {}
		}
		c.try(x.what, x.want)(c.reset(x.by, x.target, x.kind, 0x42, x.change))
	}
	c.try("another body", ErrFormat)(signStatement(c.who["owner"], c.s.next(KindReset, aMember, c.now), Grant{}))
	c.try("earlier", ErrChainContents)(c.reset("owner", "reader", ResetPassword, 0x42, func(*Reset) { c.now = c.s.Time - 1 }))
	c.now = c.s.Time + 1000
	c.say(c.revoke("owner", LoseEntry, c.ids["reader"]))
	c.try("who is disabled", ErrChainContents)(c.reset("owner", "reader", ResetPassword, 0x42))
	c.now = founded + 20*day
	c.try("whose time is over", ErrChainContents)(c.reset("owner", "short", ResetPassword, 0x42))
	c.try("a code used by a reset that is replaced", ErrChainContents)(func() (Signed, error) {
		c.say(c.reset("owner", "seller", ResetPassword, 0x43))
		c.say(c.reset("owner", "seller", ResetPassword, 0x44))
		return c.reset("owner", "clerk", ResetPassword, 0x43)
	}())
	if r, ok := c.s.PasswordReset(c.ids["seller"]); !ok || r.ID != code(t, 0x44).Invitation || r.Author != aMember || r.Time != c.s.Time || !slices.Equal(r.Domains, []Domain{Common, Sales, Insight, Treasury}) {
		t.Errorf("%+v", r)
	}
	c.wantDue("a code that was replaced", Common, Sales, Insight, Treasury)
}

// TestLostPassword: rights that the resetter lacks stay suspended, and suspended
// gives nothing.
func TestLostPassword(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	c.say(c.reset("clerk", "seller", ResetPassword, 0x41))
	r, _ := c.s.PasswordReset(c.ids["seller"])
	if !slices.Equal(r.Domains, []Domain{Common, Sales, Insight}) || !r.Open(r.Ends) || r.Open(r.Ends+1) {
		t.Errorf("%+v", r)
	}
	next, stranger := must(NewIdentity(stream(0x99)))(t), must(NewIdentity(stream(0x9a)))(t)
	id := c.ids["seller"]
	by := func(next *Identity, member ID, time int64, code OneTime) (Signed, error) {
		return SignRekeyByReset(next, c.s, member, time, code)
	}
	c.try("by another code", ErrChainAuthor)(by(&next, id, c.now, code(t, 0x42)))
	c.try("another's", ErrChainAuthor)(by(&next, c.ids["reader"], c.now, code(t, 0x41)))
	c.try("nobody's", ErrChainAuthor)(by(&next, anID, c.now, code(t, 0x41)))
	c.try("by the code's id alone", ErrSignature)(by(&next, id, c.now, OneTime{Invitation: code(t, 0x41).Invitation, Keys: stranger}))
	c.try("late", ErrChainContents)(by(&next, id, r.Ends+1, code(t, 0x41)))
	c.try("at the end", nil)(by(&next, id, r.Ends, code(t, 0x41)))
	c.try("earlier", ErrChainContents)(by(&next, id, c.s.Time-1, code(t, 0x41)))
	c.try("with his old keys", ErrChainContents)(by(c.who["seller"], id, c.now, code(t, 0x41)))
	c.try("with keys of the code", ErrChainContents)(by(ptr(code(t, 0x41).Keys), id, c.now, code(t, 0x41)))
	c.try("signed by another", ErrSignature)(signRekey(&stranger, &next, ptr(code(t, 0x41).Keys), c.s.next(KindRekey, id, c.now), code(t, 0x41).Invitation))
	c.try("another body", ErrFormat)(signStatement(&next, c.s.next(KindRekey, id, c.now), Grant{}))
	before := c.member("seller")
	old := *c.who["seller"]
	c.say(by(&next, id, c.now, code(t, 0x41)))
	c.who["seller"] = &next
	want := before
	want.Signing, want.Encryption = must(next.SigningKey())(t), must(next.EncryptionKey())(t)
	want.Rights, want.Suspended = []string{"customers.view"}, []string{"customers.edit", "sync.use"}
	m := c.member("seller")
	if !reflect.DeepEqual(m, want) || m.Has("sync.use") || slices.Contains(m.Domains(), Treasury) {
		t.Errorf("%+v", m)
	}
	c.wantDue("what was suspended", Treasury)
	if _, ok := c.s.PasswordReset(id); ok {
		t.Error("it is still pending")
	}
	c.try("again", ErrChainAuthor)(by(&stranger, id, c.now, code(t, 0x41)))
	c.try("the old key", ErrSignature)(SignRotate(&old, c.s, id, c.now, c.next(1, Sales)))
	c.try("the old key changes keys", ErrSignature)(SignRekey(&old, &stranger, c.s, id, c.now))
	c.try("rotates what is suspended", ErrChainAuthor)(c.rotate("seller", 1, Treasury))
	c.try("rotates what he holds", nil)(c.rotate("seller", 1, Sales))
	c.try("the clerk gives what he lacks", ErrChainAuthor)(c.grant("clerk", "seller", func(g *Grant) { g.Rights = before.Rights }))
	c.say(c.grant("clerk", "seller", func(g *Grant) { g.Rights = []string{"customers.view", "users.view"} }))
	if !slices.Equal(c.member("seller").Suspended, want.Suspended) {
		t.Error("somebody decided on what he does not hold")
	}
	decided := c.copy()
	decided.say(decided.grant("owner", "temp", func(g *Grant) { g.Rights = Complete(append([]string{"sync.use"}, g.Rights...)) }))
	decided.say(decided.grant("temp", "seller", func(*Grant) {}))
	if got := decided.member("seller").Suspended; !slices.Equal(got, []string{"customers.edit"}) {
		t.Errorf("who holds a right left it out, and suspended is %v", got)
	}
	c.say(SignRekey(&next, &stranger, c.s, id, c.now))
	c.who["seller"] = &stranger
	if !slices.Equal(c.member("seller").Suspended, want.Suspended) {
		t.Error("new keys lifted a suspension")
	}
	c.say(c.grant("owner", "seller", func(g *Grant) { g.Rights = before.Rights }))
	if m := c.member("seller"); !m.Has("sync.use") || m.Suspended != nil {
		t.Errorf("%+v", m)
	}
}

// TestResetByWhoIsOver: the code of a reset is good for no longer than its maker
// is there, who could use it himself.
func TestResetByWhoIsOver(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	c.say(c.grant("owner", "short", func(g *Grant) { g.Until = "2026-12-31" }))
	c.now = founded + 39*day // 27 December
	c.say(c.reset("temp", "short", ResetPassword, 0x41))
	end, _ := civilDay("2026-12-31")
	next := anIdentity(0x61)
	c.try("on the last day", nil)(SignRekeyByReset(&next, c.s, c.ids["short"], end, code(t, 0x41)))
	c.try("after it", ErrChainAuthor)(SignRekeyByReset(&next, c.s, c.ids["short"], end+36*hour, code(t, 0x41)))
	m := c.s.members[c.ids["short"]]
	m.Until = "2027-12-31" // no chain gets here without voiding the reset
	c.s.members[m.ID] = m
	c.try("longer than the resetter", ErrChainContents)(SignRekeyByReset(&next, c.s, m.ID, end, code(t, 0x41)))
	c.say(c.grant("owner", "reader", func(*Grant) {}))
	c.say(c.reset("clerk", "short", ResetPassword, 0x42))
	c.say(c.grant("owner", "short", func(*Grant) {}))
	c.try("before a longer end", nil)(SignRekeyByReset(&next, c.s, m.ID, end, code(t, 0x42)))
}

// TestKnownPassword: new keys by the old one, and nothing that it began goes on.
func TestKnownPassword(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	old, next, other := *c.who["clerk"], must(NewIdentity(stream(0x99)))(t), must(NewIdentity(stream(0x9a)))(t)
	id := c.ids["clerk"]
	c.say(c.reset("owner", "clerk", ResetPassword, 0x41))
	c.say(c.reset("owner", "clerk", ResetFactor, 0x42))
	c.try("without the new key's proof", ErrSignature)(signRekey(&old, &next, &other, c.s.next(KindRekey, id, c.now), ID{}))
	c.try("without the old key", ErrSignature)(signRekey(&next, &next, &next, c.s.next(KindRekey, id, c.now), ID{}))
	c.try("nobody", ErrChainAuthor)(SignRekey(&old, &next, c.s, anID, c.now))
	c.try("keys that are his", ErrChainContents)(SignRekey(&old, &old, c.s, id, c.now))
	c.try("keys of a member", ErrChainContents)(SignRekey(&old, &c.owner, c.s, id, c.now))
	c.try("earlier", ErrChainContents)(SignRekey(&old, &next, c.s, id, c.s.Time-1))
	before := c.member("clerk")
	c.say(SignRekey(&old, &next, c.s, id, c.now))
	m := c.member("clerk")
	want := before
	want.Signing, want.Encryption = must(next.SigningKey())(t), must(next.EncryptionKey())(t)
	if !reflect.DeepEqual(m, want) {
		t.Errorf("%+v", m)
	}
	c.wantDue("a known password", Common, People, Sales, Insight)
	if _, ok := c.s.PasswordReset(id); ok {
		t.Error("a reset of the password still stands")
	}
	if r, ok := c.s.FactorReset(id); !ok || r.Domains != nil {
		t.Error("the factor's reset does not stand")
	}
	c.try("back to the old key", ErrChainContents)(SignRekey(&next, &old, c.s, id, c.now))
	c.try("by the old key", ErrSignature)(SignRotate(&old, c.s, id, c.now, c.next(1, Common)))
	c.try("by the new key", nil)(SignRotate(&next, c.s, id, c.now, c.next(1, Common)))
	if owners := c.s.Owners(); len(owners) != 2 {
		t.Errorf("%d owners", len(owners))
	}
	c.say(SignRekey(&c.owner, &other, c.s, aMember, c.now))
	if !slices.ContainsFunc(c.s.Owners(), func(key []byte) bool { return bytes.Equal(key, must(other.SigningKey())(t)) }) {
		t.Error("the owner's new key is not told")
	}
}

// TestObeyed: a factor reset stands until the member says so with its code.
func TestObeyed(t *testing.T) {
	t.Parallel()
	c := aCrew(t)
	c.say(c.reset("clerk", "seller", ResetFactor, 0x41))
	c.say(c.reset("clerk", "reader", ResetPassword, 0x42))
	r, ok := c.s.FactorReset(c.ids["seller"])
	if !ok || r.Target != c.ids["seller"] {
		t.Fatalf("%+v", r)
	}
	obey := func(by string, time int64, one OneTime) (Signed, error) {
		return SignObeyed(c.who[by], c.s, c.ids[by], time, one)
	}
	c.try("with another code", ErrChainAuthor)(obey("seller", c.now, code(t, 0x43)))
	c.try("another's", ErrChainAuthor)(obey("reader", c.now, code(t, 0x41)))
	c.try("a password's", ErrChainAuthor)(obey("reader", c.now, code(t, 0x42)))
	c.try("with the id alone", ErrSignature)(obey("seller", c.now, OneTime{Invitation: r.ID, Keys: anIdentity(0x61)}))
	c.try("late", ErrChainContents)(obey("seller", r.Ends+1, code(t, 0x41)))
	c.try("earlier", ErrChainContents)(obey("seller", c.s.Time-1, code(t, 0x41)))
	c.try("by whom it was", ErrChainAuthor)(SignObeyed(c.who["clerk"], c.s, c.ids["clerk"], c.now, code(t, 0x41)))
	for what, change := range map[string]func(*Reset){
		"with keys": func(b *Reset) { b.Signing = r.Signing }, "with a key": func(b *Reset) { b.Encryption = r.Encryption }, "with an end": func(b *Reset) { b.Ends = r.Ends },
	} {
		st := must(ParseStatement(must(obey("seller", c.now, code(t, 0x41)))(t).Bytes))(t)
		var body Reset
		if err := Decode(st.Body, &body); err != nil {
			t.Fatal(err)
		}
		change(&body)
		c.try(what, ErrChainContents)(signStatement(c.who["seller"], st, body))
	}
	c.try("for another", ErrChainAuthor)(signStatement(c.who["seller"], c.s.next(KindReset, c.ids["seller"], c.now), Reset{Target: c.ids["reader"], What: ResetObeyed, ID: r.ID}))
	c.say(obey("seller", c.now, code(t, 0x41)))
	if _, ok := c.s.FactorReset(c.ids["seller"]); ok {
		t.Error("it still stands")
	}
	c.try("again", ErrChainAuthor)(obey("seller", c.now, code(t, 0x41)))
	c.wantDue("nothing was opened")
}
