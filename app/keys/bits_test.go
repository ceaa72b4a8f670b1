package keys

import (
	"bytes"
	"testing"
)

// flipped calls try with every value that differs from b in one bit, then with
// every shorter one and with one that is a byte longer; it gives their number.
func flipped(b []byte, try func(changed []byte)) int {
	c := bytes.Clone(b)
	for i := range c {
		for bit := range 8 {
			c[i] ^= 1 << bit
			try(c)
			c[i] ^= 1 << bit
		}
	}
	for n := range b {
		try(c[:n])
	}
	try(append(bytes.Clone(b), 0))
	return 8*len(b) + len(b) + 1
}

// TestEveryFlippedBitFails: not one bit of a sealed value can change unnoticed.
func TestEveryFlippedBitFails(t *testing.T) {
	t.Parallel()
	rk, kit, me, k := must(NewRingKey(stream(1)))(t), must(NewKit(stream(2)))(t), anIdentity(0x20), aDomainKey(t)
	fact, one, record := must(k.Fact())(t), code(t, 1), must(me.SignFactor(aFactorRecord()))(t)
	newer, holder := must(newDomainKey(aCompany, Sales, 4, run(2, 32)))(t), Member{ID: aMember, Signing: must(me.SigningKey())(t)}
	slot := must(rk.SealPassword(stream(3), cheap{}, anID, "x"))(t)
	byKit := must(rk.SealKit(stream(4), anID, kit))(t)
	with := func(change func(*Slot)) error {
		s := slot
		change(&s)
		return second(s.OpenPassword(cheap{}, anID, "x"))
	}
	for what, c := range map[string]struct {
		value []byte
		open  func(b []byte) error
	}{
		"row":    {must(k.SealRow(stream(5), aContext(), []byte("a row")))(t), func(b []byte) error { return second(k.OpenRow(aContext(), b)) }},
		"letter": {must(SealLetter(must(k.LetterboxKey())(t), aContext(), []byte("a letter")))(t), func(b []byte) error { return second(k.OpenLetter(aContext(), b)) }},
		"wrap":   {must(k.WrapFor(must(me.EncryptionKey())(t)))(t), func(b []byte) error { return second(me.OpenWrap(k.Company, fact, b)) }},
		"older":  {must(newer.SealOlder(stream(5), k))(t), func(b []byte) error { return second(newer.OpenOlder(fact, b)) }},
		"note":   {must(one.SealNote(stream(5), aNote()))(t), func(b []byte) error { return second(one.OpenNote(aCompany, b)) }},
		"factor record": {must(SealFactor(must(me.EncryptionKey())(t), record))(t), func(b []byte) error {
			_, _, err := me.OpenFactor(aCompany, holder, 7, b)
			return err
		}},
		"ring":                  {must(rk.SealRing(stream(6), aRing(), 1))(t), func(b []byte) error { return second(rk.OpenRing(anID, 1, b)) }},
		"draft":                 {must(rk.SealDraft(stream(7), anID, []byte("a draft")))(t), func(b []byte) error { return second(rk.OpenDraft(anID, b)) }},
		"password slot, wrap":   {slot.Wrap, func(b []byte) error { return with(func(s *Slot) { s.Wrap = b }) }},
		"password slot, salt":   {slot.Salt, func(b []byte) error { return with(func(s *Slot) { s.Salt = b }) }},
		"password slot, params": {slot.Params, func(b []byte) error { return with(func(s *Slot) { s.Params = b }) }},
		"kit slot, wrap": {byKit.Wrap, func(b []byte) error {
			return second(Slot{Kind: SlotKit, Wrap: b}.OpenKit(anID, kit))
		}},
	} {
		if err := c.open(c.value); err != nil {
			t.Errorf("%s does not open: %v", what, err)
		}
		opened := 0
		n := flipped(c.value, func(b []byte) {
			if c.open(b) == nil {
				opened++
			}
		})
		t.Logf("%s: %d changes, %d opened", what, n, opened)
		if opened != 0 {
			t.Errorf("%s: %d of %d changes opened", what, opened, n)
		}
	}
}

// The same for what is signed: bytes and signature of a chain and of a line.
func TestEveryFlippedBitOfSignedBytesIsRefused(t *testing.T) {
	t.Parallel()
	me := anIdentity(0x20)
	found := must(SignFound(&me, aCompany, aMember, 1_795_000_000_000, facts(t, stream(1), aCompany)))(t)
	root := found.StatementHash()
	s := must(Replay(aCompany, root, []Signed{found}))(t)
	set := must(SignSetClock(&me, s, aMember, 1_795_000_000_500))(t)
	sets := aRing().Companies[0].Sets
	sets[0].Line = 0
	line := must(SignLine(&me, Line{Company: aCompany, Actor: aMember, ID: anID, Time: 5, Change: run(1, 32), Sets: sets}))(t)
	for what, c := range map[string]struct {
		value Signed
		judge func(Signed) error
	}{
		"found": {found, func(v Signed) error { return second(Replay(aCompany, root, []Signed{v})) }},
		"found, as its own root": {found, func(v Signed) error {
			if bytes.Equal(append(bytes.Clone(v.Bytes), v.Signature...), append(bytes.Clone(found.Bytes), found.Signature...)) {
				return nil
			}
			return second(Replay(aCompany, v.StatementHash(), []Signed{v}))
		}},
		"set":  {set, func(v Signed) error { return second(Replay(aCompany, root, []Signed{found, v})) }},
		"line": {line, func(v Signed) error { return second(s.FollowsLine(Head{}, true, v)) }},
	} {
		if err := c.judge(c.value); err != nil {
			t.Errorf("%s is refused: %v", what, err)
		}
		taken := 0
		try := func(v Signed) {
			if c.judge(v) == nil {
				taken++
			}
		}
		n := flipped(c.value.Bytes, func(b []byte) { try(Signed{Bytes: b, Signature: c.value.Signature}) })
		n += flipped(c.value.Signature, func(b []byte) { try(Signed{Bytes: c.value.Bytes, Signature: b}) })
		t.Logf("%s: %d changes, %d taken", what, n, taken)
		if taken != 0 {
			t.Errorf("%s: %d of %d changes were taken", what, taken, n)
		}
	}
	// A byte that wanders from the signature to the bytes leaves the hash as it is, and must still be refused.
	moved := Signed{Bytes: append(bytes.Clone(found.Bytes), found.Signature[0]), Signature: found.Signature[1:]}
	if moved.StatementHash() != root {
		t.Fatal("the hash has changed; this case is void")
	}
	if _, err := Replay(aCompany, root, []Signed{moved}); err == nil {
		t.Error("a wandering byte was taken")
	}
}
