package keys

import (
	"bytes"
	"crypto/ecdh"
	"crypto/ed25519"
	"encoding/hex"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// edwards is the curve of Ed25519 computed with big numbers, from RFC 8032, 5.1
// alone: slow, and independent of what the product uses.
type edwards struct{ p, d, l *big.Int }

type point struct{ x, y *big.Int }

func newEdwards() edwards {
	n := big.NewInt
	p := new(big.Int).Sub(new(big.Int).Lsh(n(1), 255), n(19))
	l, _ := new(big.Int).SetString("27742317777372353535851937790883648493", 10)
	e := edwards{p: p, l: l.Add(l, new(big.Int).Lsh(n(1), 252))}
	e.d = e.mul(n(-121665), new(big.Int).ModInverse(n(121666), p))
	return e
}

func (e edwards) mul(a, b *big.Int) *big.Int { c := new(big.Int).Mul(a, b); return c.Mod(c, e.p) }

func (e edwards) div(a, b *big.Int) *big.Int {
	return e.mul(a, new(big.Int).ModInverse(b.Mod(b, e.p), e.p))
}

// lift gives a point with that y, if there is one.
func (e edwards) lift(y *big.Int) (point, bool) {
	one, yy := big.NewInt(1), e.mul(y, y)
	xx := e.div(new(big.Int).Sub(yy, one), new(big.Int).Add(e.mul(e.d, yy), one))
	x := new(big.Int).ModSqrt(xx, e.p)
	return point{x, new(big.Int).Mod(y, e.p)}, x != nil
}

func (e edwards) add(a, b point) point {
	one := big.NewInt(1)
	t := e.mul(e.d, e.mul(e.mul(a.x, b.x), e.mul(a.y, b.y)))
	x := new(big.Int).Add(e.mul(a.x, b.y), e.mul(b.x, a.y))
	y := new(big.Int).Add(e.mul(a.y, b.y), e.mul(a.x, b.x))
	return point{e.div(x, new(big.Int).Add(one, t)), e.div(y, new(big.Int).Sub(one, t))}
}

func (e edwards) times(k *big.Int, a point) point {
	sum := point{big.NewInt(0), big.NewInt(1)}
	for i := k.BitLen() - 1; i >= 0; i-- {
		if sum = e.add(sum, sum); k.Bit(i) == 1 {
			sum = e.add(sum, a)
		}
	}
	return sum
}

func little(n *big.Int) []byte {
	b := n.FillBytes(make([]byte, 32))
	slices.Reverse(b)
	return b
}

// TestSmallOrderIsComplete finds every point whose order divides 8, as L times
// some point, and compares with the table: eight points, five y.
func TestSmallOrderIsComplete(t *testing.T) {
	t.Parallel()
	e := newEdwards()
	points, ys := map[string]bool{}, map[string]bool{}
	for y := int64(2); y < 120; y++ {
		if a, ok := e.lift(big.NewInt(y)); ok {
			small := e.times(e.l, a)
			if eight := e.times(big.NewInt(8), small); eight.x.Sign() != 0 || eight.y.Cmp(big.NewInt(1)) != 0 {
				t.Fatal("not of small order")
			}
			points[string(little(small.x))+string(little(small.y))] = true
			ys[string(little(small.y))] = true
		}
	}
	for _, y := range smallOrder {
		if !ys[string(y)] {
			t.Errorf("%x is no y of small order", y)
		}
	}
	if len(points) != 8 || len(ys) != len(smallOrder) {
		t.Errorf("%d points, %d y", len(points), len(ys))
	}
}

// smallEncodings is every way to write a point of small order: both signs, and
// the two that also have a spelling at or above p.
func smallEncodings() [][]byte {
	var out [][]byte
	p := newEdwards().p
	for _, y := range append(slices.Clone(smallOrder[:]), little(p), little(new(big.Int).Add(p, big.NewInt(1)))) {
		signed := bytes.Clone(y)
		signed[31] |= 0x80
		out = append(out, bytes.Clone(y), signed)
	}
	return out
}

func TestSigningKeys(t *testing.T) {
	t.Parallel()
	for _, b := range smallEncodings() {
		if goodSigning(b) {
			t.Errorf("%x is taken", b)
		}
	}
	p := newEdwards().p
	for i := range int64(19) {
		b := little(new(big.Int).Add(p, big.NewInt(i)))
		if b[31] |= 0x80; goodSigning(b) {
			t.Errorf("p + %d with a sign is taken", i)
		}
		if b[31] &= 0x7f; goodSigning(b) || reduced(b) {
			t.Errorf("p + %d is taken", i)
		}
	}
	for _, i := range []int64{2, 3, 19, 1 << 40} {
		if b := little(new(big.Int).Sub(p, big.NewInt(i))); !goodSigning(b) || !reduced(b) {
			t.Errorf("p - %d is refused", i)
		}
	}
	if goodSigning(nil) || goodSigning(run(1, 31)) || goodSigning(run(1, 33)) {
		t.Error("another length is taken")
	}
}

func TestEncryptionKeys(t *testing.T) {
	t.Parallel()
	p := newEdwards().p
	low := [][]byte{
		little(big.NewInt(0)), little(big.NewInt(1)), little(new(big.Int).Sub(p, big.NewInt(1))), little(p), little(new(big.Int).Add(p, big.NewInt(1))),
		unhex(t, "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"), unhex(t, "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
	}
	for _, b := range low {
		own := must(ecdh.X25519().NewPrivateKey(run(9, 32)))(t)
		if _, err := own.ECDH(must(ecdh.X25519().NewPublicKey(b))(t)); err == nil {
			t.Errorf("%x is not of low order", b)
		}
		if goodEncryption(b) {
			t.Errorf("%x is taken", b)
		}
		if b[31] |= 0x80; goodEncryption(b) {
			t.Errorf("%x is taken", b)
		}
	}
	for i := range int64(19) {
		if b := little(new(big.Int).Add(p, big.NewInt(i))); goodEncryption(b) {
			t.Errorf("p + %d is taken", i)
		}
	}
	if goodEncryption(nil) || goodEncryption(run(1, 31)) || goodEncryption(run(1, 33)) {
		t.Error("another length is taken")
	}
}

// No honest key is refused, and a second spelling of one is.
func TestHonestKeysAreGood(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		i := Identity{Encryption: rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "encryption"), Signing: rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "signing")}
		if i.check() != nil {
			t.Skip("wiped")
		}
		signing, encryption := must2(i.SigningKey()), must2(i.EncryptionKey())
		if !goodSigning(signing) || !goodEncryption(encryption) {
			t.Fatalf("%x, %x", signing, encryption)
		}
		if encryption[31] |= 0x80; goodEncryption(encryption) {
			t.Fatal("a second spelling of an X25519 key is taken")
		}
	})
}

// forge makes a signature that holds under a key of small order, without any
// secret: R is the neutral point and S zero, which fits every eighth message.
func forge(public []byte, st Statement) (Signed, bool) {
	for range 400 {
		st.Time++
		b, err := encode(st)
		if err != nil {
			return Signed{}, false
		}
		signed := Signed{Bytes: b, Signature: append(bytes.Clone(smallOrder[1]), make([]byte, 32)...)}
		if signed.verify(tagStatement, public) == nil {
			return signed, true
		}
	}
	return Signed{}, false
}

// TestForgedKeysAreRefused: what a key of small order signs would hold for
// anybody, so neither found nor accept takes one.
func TestForgedKeysAreRefused(t *testing.T) {
	t.Parallel()
	epochs := facts(t, stream(1), aCompany)
	encryption := must(ptr(anIdentity(0x20)).EncryptionKey())(t)
	c := aChain(t)
	invite, code := c.open(9)
	c.say(SignInvite(&c.owner, c.s, aMember, c.now, invite))
	forgeries := 0
	for _, small := range smallEncodings() {
		st := Statement{Kind: KindFound, Company: aCompany, Author: aMember, Time: 1, Format: formatStatement, Body: must(encode(Found{Signing: small, Encryption: encryption, Epochs: epochs}))(t)}
		signed, ok := forge(small, st)
		if !ok {
			continue
		}
		forgeries++
		wantErr(t, "found under "+hex.EncodeToString(small), (&State{Company: aCompany, Root: signed.StatementHash()}).Apply(signed), ErrChainContents)
		body := Accept{Invitation: code.Invitation, Signing: small, Encryption: encryption}
		proof := ed25519.Sign(ed25519.NewKeyFromSeed(code.Keys.Signing), append([]byte(tagAccept), body.proven(aCompany, guestID)...))
		body.Proof = proof
		st = c.s.next(KindAccept, guestID, c.now)
		st.Format, st.Body = formatStatement, must(encode(body))(t)
		if signed, ok = forge(small, st); ok {
			c.refused("accept under "+hex.EncodeToString(small), ErrChainContents)(signed, nil)
		}
	}
	if forgeries < 10 {
		t.Errorf("only %d keys could be forged; the test shows too little", forgeries)
	}
	t.Logf("%d of %d encodings sign for anybody", forgeries, len(smallEncodings()))
}

// The founder's keys and every letterbox must be good as well.
func TestFoundJudgesPoints(t *testing.T) {
	t.Parallel()
	me := anIdentity(0x20)
	for what, change := range map[string]func(f *Found){
		"encryption key": func(f *Found) { f.Encryption = make([]byte, 32) },
		"letterbox":      func(f *Found) { f.Epochs[4].Letterbox = little(big.NewInt(1)) },
	} {
		f := Found{Signing: must(me.SigningKey())(t), Encryption: must(me.EncryptionKey())(t), Epochs: facts(t, stream(1), aCompany)}
		change(&f)
		signed := must(signStatement(&me, Statement{Kind: KindFound, Company: aCompany, Author: aMember, Time: 1}, f))(t)
		wantErr(t, what, (&State{Company: aCompany, Root: signed.StatementHash()}).Apply(signed), ErrChainContents)
	}
}
