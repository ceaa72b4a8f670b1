package keys

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPadRoundTripAtBoundaries(t *testing.T) {
	t.Parallel()
	for blocks := range 6 {
		for _, n := range []int{blocks*padBlock - 1, blocks * padBlock, blocks*padBlock + 1} {
			if n < 0 {
				continue
			}
			for _, fill := range []byte{0x00, 0x80, 0xff} {
				plain := bytes.Repeat([]byte{fill}, n)
				b := pad(plain)
				if len(b)%padBlock != 0 || len(b) <= n || len(b) > n+padBlock {
					t.Errorf("%d bytes became %d", n, len(b))
				}
				if got, err := unpad(b); err != nil || !bytes.Equal(got, plain) {
					t.Errorf("%d bytes of %#x: %d, %v", n, fill, len(got), err)
				}
				sealed := must(seal(stream(1), run(1, 32), nil, plain))(t)
				if len(sealed) != sealHead+len(b)+16 {
					t.Errorf("%d bytes sealed in %d", n, len(sealed))
				}
				if got, err := open(run(1, 32), nil, sealed); err != nil || !bytes.Equal(got, plain) {
					t.Errorf("%d bytes of %#x opened: %d, %v", n, fill, len(got), err)
				}
			}
		}
	}
}

func TestUnpadRefuses(t *testing.T) {
	t.Parallel()
	zeros := func(n int) []byte { return make([]byte, n) }
	for what, b := range map[string][]byte{
		"nothing": nil, "no mark": zeros(64), "no mark in the last block": append([]byte{0x80}, zeros(127)...), "half a block": append(zeros(31), 0x80),
		"mark alone": {0x80}, "a byte over": append(pad(nil), 0), "other mark": append(zeros(63), 0x40), "marked before the last block": append(append(zeros(63), 0x80), zeros(64)...),
	} {
		_, err := unpad(b)
		wantErr(t, what, err, ErrOpen)
	}
}

// contexts gives c with one field changed at a time.
func contexts(c Context, delta uint64) map[string]Context {
	bit := byte(1) << (delta % 8)
	out := map[string]Context{}
	put := func(name string, change func(*Context)) {
		o := c
		change(&o)
		out[name] = o
	}
	put("company", func(c *Context) { c.Company[delta%16] ^= bit })
	put("table", func(c *Context) { c.Table ^= 1 << (delta % 16) })
	put("row", func(c *Context) { c.Row[delta%16] ^= bit })
	put("version", func(c *Context) { c.Version ^= 1 << (delta % 64) })
	put("domain", func(c *Context) { c.Domain ^= Domain(bit) })
	put("epoch", func(c *Context) { c.Epoch ^= 1 << (delta % 32) })
	put("columns", func(c *Context) { c.Columns[delta%32] ^= bit })
	return out
}

// retarget is the same secret under the names that a context asks for, so that
// the refusal comes from the cipher and not from the look at the names.
func retarget(k *DomainKey, c Context) *DomainKey {
	o := *k
	o.Company, o.Domain, o.Epoch = c.Company, c.Domain, c.Epoch
	return &o
}

func TestEveryChangedContextFails(t *testing.T) {
	t.Parallel()
	k := aDomainKey(t)
	box := must(k.LetterboxKey())(t)
	rapid.Check(t, func(t *rapid.T) {
		c := Context{Company: k.Company, Domain: k.Domain, Epoch: k.Epoch, Table: rapid.Uint16().Draw(t, "table"), Version: rapid.Uint64().Draw(t, "version")}
		copy(c.Row[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "row"))
		copy(c.Columns[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "columns"))
		plain := someBytes(200).Draw(t, "plain")
		row, err := k.SealRow(stream(rapid.Byte().Draw(t, "seed")), c, plain)
		if err != nil {
			t.Fatal(err)
		}
		letter, err := SealLetter(box, c, plain)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := k.OpenRow(c, row); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("row: %v", err)
		}
		if got, err := k.OpenLetter(c, letter); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("letter: %v", err)
		}
		for name, o := range contexts(c, rapid.Uint64().Draw(t, "delta")) {
			for _, key := range []*DomainKey{k, retarget(k, o)} {
				_, err := key.OpenRow(o, row)
				wantErr(t, "row, other "+name, err, ErrOpen)
				_, err = key.OpenLetter(o, letter)
				wantErr(t, "letter, other "+name, err, ErrOpen)
			}
		}
		_, err = k.OpenRow(c, letter)
		wantErr(t, "letter taken for a row", err, ErrOpen)
		_, err = k.OpenLetter(c, row)
		wantErr(t, "row taken for a letter", err, ErrOpen)
	})
}

func TestSealRowOfAnotherKeyIsRefused(t *testing.T) {
	t.Parallel()
	k := aDomainKey(t)
	for _, name := range []string{"company", "domain", "epoch"} {
		_, err := k.SealRow(stream(1), contexts(aContext(), 5)[name], nil)
		wantErr(t, name, err, ErrFormat)
	}
}

func TestAnotherKeyOpensNothing(t *testing.T) {
	t.Parallel()
	k, c := aDomainKey(t), aContext()
	row := must(k.SealRow(stream(1), c, []byte("x")))(t)
	letter := must(SealLetter(must(k.LetterboxKey())(t), c, []byte("x")))(t)
	o := must(newDomainKey(k.Company, k.Domain, k.Epoch, run(2, 32)))(t)
	_, err := o.OpenRow(c, row)
	wantErr(t, "row", err, ErrOpen)
	_, err = o.OpenLetter(c, letter)
	wantErr(t, "letter", err, ErrOpen)
}

// From one secret nothing derived equals anything else derived.
func TestPurposesAreApart(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, info := range []string{infoKEK, infoKitKEK, infoKitAge, infoRing, infoDraft, infoRow, infoCommit, infoSet, infoLetterbox, infoHistory, infoPresence} {
		key := string(must(derive(run(1, 32), info, 32))(t))
		if was, ok := seen[key]; ok || !strings.HasPrefix(info, "trousseau/1/") {
			t.Errorf("%s and %s", was, info)
		}
		seen[key] = info
	}
	tags := []string{tagStatement, tagJournal, tagSlot, tagRing, tagDraft, tagRow, tagWrap, tagLetter, tagProfile}
	for i, a := range tags {
		for j, b := range tags {
			if i != j && strings.HasPrefix(a, b) {
				t.Errorf("%q opens with %q", a, b)
			}
		}
	}
}

// Two seals of the same never share a nonce, and a random source that fails is told.
func TestNonces(t *testing.T) {
	t.Parallel()
	k, random := aDomainKey(t), stream(3)
	seen := map[string]bool{}
	for range 20_000 {
		seen[string(must(k.SealRow(random, aContext(), nil))(t)[1:sealHead])] = true
	}
	if len(seen) != 20_000 {
		t.Errorf("%d different nonces", len(seen))
	}
	dry := func() io.Reader { return bytes.NewReader(run(1, 15)) }
	rk, kit := must(NewRingKey(stream(1)))(t), must(NewKit(stream(1)))(t)
	for what, err := range map[string]error{
		"id": second(NewID(dry())), "kit": second(NewKit(dry())), "ring key": second(NewRingKey(dry())), "identity": second(NewIdentity(dry())),
		"domain key": second(NewDomainKey(dry(), aCompany, Sales, 1)), "row": second(k.SealRow(dry(), aContext(), nil)),
		"ring": second(rk.SealRing(dry(), aRing(), 1)), "draft": second(rk.SealDraft(dry(), anID, nil)),
		"password": second(rk.SealPassword(dry(), cheap{}, anID, "x")), "kit slot": second(rk.SealKit(dry(), anID, kit)),
	} {
		if !errors.Is(err, io.ErrUnexpectedEOF) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }
