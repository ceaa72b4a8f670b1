package keys

import (
	"bytes"
	"testing"
)

// fuzzOpen opens arbitrary bytes where the frozen value stood: nothing else may open.
func fuzzOpen(f *testing.F, sealed []byte, open func(b []byte) error) {
	f.Add(sealed)
	f.Add(sealed[:len(sealed)-1])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := open(b); (err == nil) != bytes.Equal(b, sealed) {
			t.Fatalf("%x: %v", b, err)
		}
	})
}

func FuzzOpenRow(f *testing.F) {
	v := load(f, "row")
	k, c := v.domainKey(f), v.context(f)
	fuzzOpen(f, v.hex(f, "sealed"), func(b []byte) error { return second(k.OpenRow(c, b)) })
}

func FuzzOpenRing(f *testing.F) {
	v := load(f, "ring")
	rk, account := &RingKey{secret: v.hex(f, "ring key")}, v.id(f, "account")
	fuzzOpen(f, v.hex(f, "sealed"), func(b []byte) error { return second(rk.OpenRing(account, 41, b)) })
}

func FuzzOpenLetter(f *testing.F) {
	v := load(f, "letter")
	k, c := v.domainKey(f), v.context(f)
	fuzzOpen(f, v.hex(f, "letter"), func(b []byte) error { return second(k.OpenLetter(c, b)) })
}

// FuzzOpenProfile lets a stranger seal whatever he likes to the letterbox, as anybody can: only what the member signed
// for this place is taken.
func FuzzOpenProfile(f *testing.F) {
	v := load(f, "profile")
	k, m, version := v.domainKey(f), v.member(f), uint64(v.number(f, "version"))
	box, context := must(k.LetterboxKey())(f), profileContext(k.Company, m.ID, version, k.Epoch)
	_, ours := v.profile(f)
	f.Add(ours)
	f.Add(ours[:len(ours)-1])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		letter, err := SealLetter(box, context, b)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := k.OpenProfile(m, version, letter); (err == nil) != bytes.Equal(b, ours) {
			t.Fatalf("%x: %v", b, err)
		}
	})
}

func FuzzOpenWrap(f *testing.F) {
	v := load(f, "wrap")
	me, company, fact := v.identity(f), v.id(f, "company"), aFact(f, run(1, 32))
	fuzzOpen(f, v.hex(f, "wrap"), func(b []byte) error { return second(me.OpenWrap(company, fact, b)) })
}

func FuzzOpenKitSlot(f *testing.F) {
	v := load(f, "slot-kit")
	account, kit := v.id(f, "account"), Kit{secret: v.hex(f, "kit")}
	fuzzOpen(f, v.hex(f, "wrap"), func(b []byte) error {
		return second(Slot{Kind: SlotKit, Wrap: b}.OpenKit(account, kit))
	})
}

// FuzzOpenPasswordSlot changes every field of a slot. Its KDF costs nothing, and
// refuses work that no file may ask for.
func FuzzOpenPasswordSlot(f *testing.F) {
	slot := must((&RingKey{secret: run(1, 32)}).SealPassword(stream(1), cheap{}, anID, "x"))(f)
	f.Add(byte(slot.Kind), slot.Params, slot.Salt, slot.Wrap)
	f.Fuzz(func(t *testing.T, kind byte, params, salt, wrap []byte) {
		s := Slot{Kind: SlotKind(kind), Params: params, Salt: salt, Wrap: wrap}
		ours := s.Kind == slot.Kind && bytes.Equal(params, slot.Params) && bytes.Equal(salt, slot.Salt) && bytes.Equal(wrap, slot.Wrap)
		w := &work{}
		if _, err := s.OpenPassword(w, anID, "x"); (err == nil) != ours {
			t.Fatalf("%+v: %v", s, err)
		}
		for _, p := range w.calls {
			if p.Check() != nil {
				t.Fatalf("work was done for %+v", p)
			}
		}
	})
}
