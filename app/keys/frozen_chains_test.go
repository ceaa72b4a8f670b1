package keys

import (
	"encoding/hex"
	"io"
	"testing"
)

// nonce is a random source of known bytes.
func nonce(start byte) io.Reader { return &counting{start} }

type counting struct{ next byte }

func (c *counting) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = c.next
		c.next++
	}
	return len(b), nil
}

func makeChain(t testing.TB) frozen {
	me := anIdentity(0x20)
	f := given(map[string]any{"company": aCompany, "founder": aMember, "encryption seed": me.Encryption, "signing seed": me.Signing})
	var epochs []EpochFact
	for i, d := range Domains() {
		k := must(newDomainKey(aCompany, d, 1, run(byte(16*i+1), 32)))(t)
		f.Given["domain key "+string(rune('0'+d))] = hex.EncodeToString(k.secret)
		epochs = append(epochs, must(k.Fact())(t))
	}
	found := must(SignFound(&me, aCompany, aMember, 1_795_000_000_000, epochs))(t)
	s := must(Replay(aCompany, found.StatementHash(), []Signed{found}))(t)
	f.put("0", found)
	for i, now := range []int64{1_795_000_600_000, 1_795_000_300_000} {
		set := must(SignSetClock(&me, s, aMember, now))(t)
		if err := s.Apply(set); err != nil {
			t.Fatal(err)
		}
		f.put(string(rune('1'+i)), set)
	}
	f.Made["root"] = hex.EncodeToString(s.Root[:])
	return f
}

func openChain(t testing.TB, f frozen) any {
	chain := []Signed{f.signed(t, "0"), f.signed(t, "1"), f.signed(t, "2")}
	s := must(Replay(f.id(t, "company"), f.hash(t, "root"), chain))(t)
	owner, _ := s.Member(f.id(t, "founder"))
	out := map[string]any{"head": s.Head, "time": s.Time, "owner": only(owner, "ID", "Owner", "Signing", "Encryption")}
	for i, signed := range chain {
		st := must(ParseStatement(signed.Bytes))(t)
		out["statement "+string(rune('0'+i))] = st
		if i > 0 {
			var set Set
			if err := Decode(st.Body, &set); err != nil {
				t.Fatal(err)
			}
			out["body "+string(rune('0'+i))] = set
			continue
		}
		var body Found
		if err := Decode(st.Body, &body); err != nil {
			t.Fatal(err)
		}
		out["body 0"] = body
	}
	return out
}

func makeJournal(t testing.TB) frozen {
	me := anIdentity(0x20)
	f := given(map[string]any{"company": aCompany, "actor": aMember, "encryption seed": me.Encryption, "signing seed": me.Signing, "salts": run(0x70, 32)})
	random := nonce(0x70)
	body, bodyHash, err := Salted(random, Act{Name: "company.change", Subject: aCompany[:], Facts: map[string]string{"language": "fr"}})
	if err != nil {
		t.Fatal(err)
	}
	change, changeHash, err := Salted(random, Change{Before: map[string]string{"city": "Liege"}, After: map[string]string{"city": "Liège"}})
	if err != nil {
		t.Fatal(err)
	}
	first := must(SignLine(&me, Line{Company: aCompany, Time: 1_795_000_000_000, Actor: aMember, ID: anID, Body: Hash(run(0x10, 32))}))(t)
	second := must(SignLine(&me, Line{
		Company: aCompany, Seq: 1, Time: 1_795_000_000_500, Prev: first.LineHash(), Actor: aMember, ID: ID(run(0x50, 16)), Body: bodyHash, Change: changeHash[:],
		Sets: []SetHash{{Table: 4, Domain: People, Epoch: 1, Count: 3, Sum: Hash(run(0x80, 32)), Line: 1}, {Table: 1, Domain: Common, Epoch: 1, Count: 1, Sum: Hash(run(0x90, 32)), Line: 1}},
	}))(t)
	f.put("0", first)
	f.put("1", second)
	f.Made["act"], f.Made["change"] = hex.EncodeToString(body), hex.EncodeToString(change)
	return f
}

func openJournal(t testing.TB, f frozen) any {
	me := f.identity(t)
	s := &State{Company: f.id(t, "company"), actors: map[ID][]span{f.id(t, "actor"): {{key: must(me.SigningKey())(t)}}}}
	first := f.signed(t, "0")
	zero := must(s.FollowsLine(Head{}, true, first))(t)
	one := must(s.FollowsLine(Head{Seq: 0, Hash: first.LineHash()}, false, f.signed(t, "1")))(t)
	var a Act
	var c Change
	if err := Unsalted(f.hex(t, "act"), one.Body, &a); err != nil {
		t.Fatal(err)
	}
	if err := Unsalted(f.hex(t, "change"), must(HashFrom(one.Change))(t), &c); err != nil {
		t.Fatal(err)
	}
	return before(map[string]any{"line 0": zero, "line 1": one, "act": a, "change": c, "head": f.signed(t, "1").LineHash()}, "Statement")
}

func makeSet(t testing.TB) frozen {
	return given(map[string]any{
		"domain key": run(1, 32), "company": aCompany, "domain": int(Sales), "epoch": 3, "table": 4, "version": 7,
		"row 1": ID(run(0x10, 16)), "row 2": ID(run(0x20, 16)), "row 3": ID(run(0x30, 16)), "plain 1": "", "plain 2": []byte("two"), "plain 3": run(0, 100),
	})
}

func openSet(t testing.TB, f frozen) any {
	k := f.domainKey(t)
	s := k.EmptySet(uint16(f.number(t, "table")))
	for _, i := range []string{"1", "2", "3"} {
		k.Add(&s, f.id(t, "row "+i), uint64(f.number(t, "version")), f.hex(t, "plain "+i))
	}
	all := s
	k.Remove(&s, f.id(t, "row 2"), uint64(f.number(t, "version")), f.hex(t, "plain 2"))
	return map[string]any{"all three": all, "without row 2": s, "masked in line 9": k.Mask(all, 9), "unmasked again": k.Unmask(k.Mask(all, 9))}
}

func makeKit(testing.TB) frozen { return given(map[string]any{"kit": run(0x30, kitSize)}) }

func openKit(t testing.TB, f frozen) any {
	kit := Kit{secret: f.hex(t, "kit")}
	identity, recipient, err := kit.Age()
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"code": kit.Code(), "QR": kit.QR(), "age identity": identity, "age recipient": recipient}
}
