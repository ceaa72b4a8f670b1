package keys

import (
	"bytes"
	"testing"
)

func TestWrapOpensOnlyAsItWasSealed(t *testing.T) {
	t.Parallel()
	k, me, stranger := aDomainKey(t), anIdentity(0x20), anIdentity(0x90)
	fact := must(k.Fact())(t)
	public := must(me.EncryptionKey())(t)
	wrap := must(k.WrapFor(public))(t)
	if len(wrap) != 1+32+32+16 || wrap[0] != suiteX25519 {
		t.Errorf("%d bytes, suite %d", len(wrap), wrap[0])
	}
	got, err := me.OpenWrap(k.Company, fact, wrap)
	if err != nil || !bytes.Equal(got.secret, k.secret) {
		t.Fatal(err)
	}
	other := func(change func(f *EpochFact)) EpochFact {
		f := fact
		f.Letterbox = bytes.Clone(f.Letterbox)
		change(&f)
		return f
	}
	fakeRecipient := append([]byte{suiteX25519}, must(sealTo(public, wrapInfo(k.Company, k.Domain, k.Epoch, ID{}), k.secret))(t)[1:]...)
	shortKey := must(sealTo(public, wrapInfo(k.Company, k.Domain, k.Epoch, KeyID(public)), k.secret[:31]))(t)
	forged := must(must(newDomainKey(k.Company, k.Domain, k.Epoch, run(9, 32)))(t).WrapFor(public))(t)
	wiped := must(sealTo(public, wrapInfo(k.Company, k.Domain, k.Epoch, KeyID(public)), make([]byte, 32)))(t)
	for what, c := range map[string]struct {
		by      Identity
		company ID
		fact    EpochFact
		wrap    []byte
		want    error
	}{
		"other company":        {me, anID, fact, wrap, ErrOpen},
		"other domain":         {me, k.Company, other(func(f *EpochFact) { f.Domain = Treasury }), wrap, ErrOpen},
		"other epoch":          {me, k.Company, other(func(f *EpochFact) { f.Epoch++ }), wrap, ErrOpen},
		"other recipient":      {stranger, k.Company, fact, wrap, ErrOpen},
		"other commitment":     {me, k.Company, other(func(f *EpochFact) { f.Commitment[31] ^= 1 }), wrap, ErrCommit},
		"other letterbox":      {me, k.Company, other(func(f *EpochFact) { f.Letterbox[0] ^= 1 }), wrap, ErrCommit},
		"no letterbox":         {me, k.Company, other(func(f *EpochFact) { f.Letterbox = nil }), wrap, ErrCommit},
		"a key of the forger":  {me, k.Company, fact, forged, ErrCommit},
		"recipient not bound":  {me, k.Company, fact, fakeRecipient, ErrOpen},
		"a short key inside":   {me, k.Company, fact, shortKey, ErrOpen},
		"a wiped key inside":   {me, k.Company, fact, wiped, ErrOpen},
		"nothing":              {me, k.Company, fact, nil, ErrOpen},
		"identity not whole":   {Identity{Encryption: me.Encryption}, k.Company, fact, wrap, ErrFormat},
		"identity that is new": {Identity{}, k.Company, fact, wrap, ErrFormat},
	} {
		got, err := c.by.OpenWrap(c.company, c.fact, c.wrap)
		wantErr(t, what, err, c.want)
		if got != nil {
			t.Errorf("%s: a key came out", what)
		}
	}
}

// The published facts of a key differ from it and from each other, and tell the same key always.
func TestFacts(t *testing.T) {
	t.Parallel()
	k := aDomainKey(t)
	f := must(k.Fact())(t)
	again := must(must(newDomainKey(k.Company, k.Domain, k.Epoch, run(1, 32)))(t).Fact())(t)
	if f.Commitment != again.Commitment || !bytes.Equal(f.Letterbox, again.Letterbox) || f.Domain != k.Domain || f.Epoch != k.Epoch {
		t.Errorf("%+v and %+v", f, again)
	}
	if bytes.Equal(f.Commitment[:], k.secret) || bytes.Equal(f.Letterbox, k.secret) || bytes.Equal(f.Letterbox, f.Commitment[:]) || bytes.Equal(k.row, k.set) {
		t.Error("two derived values are the same")
	}
}
