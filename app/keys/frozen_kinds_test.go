package keys

import (
	"encoding/hex"
	"strconv"
	"testing"
)

// keptKinds is how many statements the frozen chain of all kinds has.
const keptKinds = 27

// makeKinds says everything that can be said of members and keys.
func makeKinds(t testing.TB) frozen {
	c := &crew{company: &company{t: t, owner: anIdentity(0x20), now: founded}, ids: map[string]ID{"owner": aMember}, who: map[string]*Identity{}}
	c.who["owner"] = &c.owner
	f := given(map[string]any{"company": aCompany, "founder": aMember, "encryption seed": c.owner.Encryption, "signing seed": c.owner.Signing})
	found := must(SignFound(&c.owner, aCompany, aMember, c.now, facts(t, nonce(1), aCompany)))(t)
	c.s = must(Replay(aCompany, found.StatementHash(), []Signed{found}))(t)
	f.Made["root"] = hex.EncodeToString(c.s.Root[:])
	f.put("0", found)
	put := func(signed Signed, err error) {
		t.Helper()
		c.say(signed, err)
		f.put(strconv.FormatUint(c.s.Head.Seq, 10), signed)
	}
	c.now += 1000
	for i, name := range []string{"clerk", "seller", "second"} {
		own := anIdentity(byte(0x60 + 0x40*i))
		c.ids[name], c.who[name] = ID(run(byte(0x11+i), 16)), &own
		put(c.invite("owner", byte(0x31+i), func(x *Invite) {
			x.Rights, x.Owner = [][]string{clerkRights(), {"customers.edit", "customers.view", "sync.use"}, {}}[i], name == "second"
		}))
		put(SignAccept(&own, c.s, c.ids[name], c.now, code(t, byte(0x31+i))))
	}
	next, later := anIdentity(0x05), anIdentity(0x45)
	put(c.grant("clerk", "seller", func(g *Grant) {
		g.Kind, g.Until, g.Rights = External, "2027-06-30", append([]string{"customers.edit", "customers.view", "sync.use"}, "users.view")
	}))
	put(c.reset("clerk", "seller", ResetFactor, 0x41))
	put(SignObeyed(c.who["seller"], c.s, c.ids["seller"], c.now, code(t, 0x41)))
	put(c.reset("clerk", "seller", ResetPassword, 0x42))
	put(SignRekeyByReset(&next, c.s, c.ids["seller"], c.now, code(t, 0x42)))
	c.who["seller"] = &next
	put(c.rotate("owner", 9, Sales, Treasury))
	put(c.support("owner", 0x43, SupportCustomers, SupportDocuments))
	put(c.invite("clerk", 0x44, func(i *Invite) { i.Rights = []string{"customers.view"} }))
	put(c.revoke("clerk", LoseWaiting, code(t, 0x44).Invitation))
	put(SignRekey(c.who["clerk"], &later, c.s, c.ids["clerk"], c.now))
	c.who["clerk"] = &later
	put(c.revoke("owner", LoseOwner, c.ids["second"], "users.view"))
	put(c.revoke("clerk", LoseEntry, c.ids["second"]))
	put(c.invite("clerk", 0x46, func(i *Invite) {}))
	put(c.revoke("owner", LoseMember, c.ids["clerk"]))
	put(c.reset("owner", "seller", ResetPassword, 0x47))
	put(SignSetLinks(&c.owner, c.s, aMember, c.now, false))
	put(SignSetAgreement(&c.owner, c.s, aMember, c.now, Agreement{Record: Hash(run(0x11, 32)), From: "2026-12-01", To: "2027-11-30", Payouts: true}))
	put(SignSetLive(&c.owner, c.s, aMember, c.now))
	put(SignSetReview(&c.owner, c.s, aMember, c.now, Review{Date: "2026-12-31", Sheet: Hash(run(0x31, 32))}))
	put(c.rotate("seller", 10, Common))
	if c.s.Head.Seq != keptKinds-1 {
		t.Fatalf("%d statements", c.s.Head.Seq+1)
	}
	return f
}

func openKinds(t testing.TB, f frozen) any {
	var chain []Signed
	for i := range keptKinds {
		chain = append(chain, f.signed(t, strconv.Itoa(i)))
	}
	s := must(Replay(f.id(t, "company"), f.hash(t, "root"), chain))(t)
	agreement, _ := s.Agreement()
	review, _ := s.Review()
	pending, _ := s.PasswordReset(ID(run(0x12, 16)))
	out := map[string]any{
		"head": s.Head, "members": s.Members(), "former": s.Former(), "invitations": s.Invitations(), "supports": s.Supports(), "reset": pending,
		"due": s.Due(s.Time), "due later": s.Due(s.Time + 40*day), "sales": s.Epochs(Sales), "for sales": s.Recipients(Sales, s.Time),
		"links": s.Links(), "live": s.Live(), "agreement": agreement, "review": review,
	}
	for i, signed := range chain {
		out["statement "+strconv.Itoa(i)] = must(ParseStatement(signed.Bytes))(t)
	}
	return out
}

func makeNamedLine(t testing.TB) frozen {
	me := anIdentity(0x20)
	f := given(map[string]any{"company": aCompany, "actor": aMember, "encryption seed": me.Encryption, "signing seed": me.Signing})
	f.put("0", must(SignLine(&me, Line{Company: aCompany, Time: 1_795_000_000_000, Actor: aMember, ID: anID, Body: Hash(run(0x10, 32)), Statement: 300}))(t))
	return f
}

func openNamedLine(t testing.TB, f frozen) any {
	me := f.identity(t)
	s := &State{Company: f.id(t, "company"), Head: Head{Seq: 300}, actors: map[ID][]span{f.id(t, "actor"): {{key: must(me.SigningKey())(t), from: 300}}}}
	return must(s.FollowsLine(Head{}, true, f.signed(t, "0")))(t)
}
