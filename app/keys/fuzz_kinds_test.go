package keys

import (
	"bytes"
	"reflect"
	"strconv"
	"testing"
)

// kinds gives the statements of the frozen chain of all kinds.
func kinds(f *testing.F) (frozen, []Signed) {
	v := load(f, "chain-kinds")
	var out []Signed
	for i := range keptKinds {
		out = append(out, v.signed(f, strconv.Itoa(i)))
	}
	return v, out
}

// bodiesOf gives the bodies of one kind in it.
func bodiesOf(f *testing.F, kind Kind) [][]byte {
	_, chain := kinds(f)
	var out [][]byte
	for _, signed := range chain {
		if st := must(ParseStatement(signed.Bytes))(f); st.Kind == kind {
			out = append(out, st.Body)
		}
	}
	if len(out) == 0 {
		f.Fatalf("no statement of kind %d", kind)
	}
	return out
}

func FuzzGrantBody(f *testing.F)  { fuzzBody[Grant](f, bodiesOf(f, KindGrant)...) }
func FuzzRevokeBody(f *testing.F) { fuzzBody[Revoke](f, bodiesOf(f, KindRevoke)...) }
func FuzzRekeyBody(f *testing.F)  { fuzzBody[Rekey](f, bodiesOf(f, KindRekey)...) }
func FuzzResetBody(f *testing.F)  { fuzzBody[Reset](f, bodiesOf(f, KindReset)...) }
func FuzzRotateBody(f *testing.F) { fuzzBody[Rotate](f, bodiesOf(f, KindRotate)...) }
func FuzzReviewBody(f *testing.F) {
	fuzzBody[Review](f, must(encode(Review{Date: "2026-12-31", Sheet: Hash{1}}))(f))
}
func FuzzAgreementBody(f *testing.F) {
	fuzzBody[Agreement](f, must(encode(Agreement{Record: Hash{1}, From: "2026-12-31", Payouts: true}))(f))
}
func FuzzNoteBody(f *testing.F)     { fuzzBody[Note](f, must(encode(aNote()))(f)) }
func FuzzFactorRecord(f *testing.F) { fuzzBody[FactorRecord](f, must(encode(aFactorRecord()))(f)) }

// FuzzKinds lets whoever holds a key of the crew say any body of any kind: an
// owner stays, nobody but an owner makes one, and a refusal changes nothing.
func FuzzKinds(f *testing.F) {
	for kind := KindInvite; kind <= KindSet; kind++ {
		for _, body := range bodiesOf(f, kind) {
			f.Add(uint8(kind), "clerk", body)
			f.Add(uint8(kind), "owner", body)
		}
	}
	c := aCrew(f)
	f.Fuzz(func(t *testing.T, kind uint8, by string, body []byte) {
		i, ok := c.who[by]
		if !ok {
			return
		}
		s := c.s.Clone()
		st := s.next(Kind(kind), c.ids[by], c.now)
		st.Format, st.Body = formatStatement, body
		b, err := encode(st)
		if err != nil {
			return
		}
		err = s.Apply(must(i.sign(tagStatement, b))(t))
		if err != nil && !reflect.DeepEqual(s, c.s) {
			t.Fatalf("%x left something behind: %v", body, err)
		}
		if n := len(s.Owners()); n == 0 || n > 2 && by != "owner" && by != "second" {
			t.Fatalf("%d owners by %x of %s", n, body, by)
		}
		s.Due(c.now)
		s.Recipients(Sales, c.now)
	})
}

// FuzzApplyKinds lets anybody without a key continue the chain of all kinds after
// each of its statements: only its own next statement is taken.
func FuzzApplyKinds(f *testing.F) {
	v, chain := kinds(f)
	for i := range chain {
		f.Add(uint8(i), chain[i].Bytes, chain[i].Signature)
	}
	f.Fuzz(func(t *testing.T, at uint8, b, signature []byte) {
		n := 1 + int(at)%(len(chain)-1)
		s := must(Replay(v.id(t, "company"), v.hash(t, "root"), chain[:n]))(t)
		ours := bytes.Equal(b, chain[n].Bytes) && bytes.Equal(signature, chain[n].Signature)
		if err := s.Apply(Signed{Bytes: b, Signature: signature}); (err == nil) != ours {
			t.Fatalf("%x, %x: %v", b, signature, err)
		}
	})
}

func FuzzOpenNote(f *testing.F) {
	v := load(f, "note")
	one, company := must(oneTime(v.hex(f, "code")))(f), v.id(f, "company")
	fuzzOpen(f, v.hex(f, "note"), func(b []byte) error { return second(one.OpenNote(company, b)) })
}

func FuzzOpenOlder(f *testing.F) {
	v := load(f, "older")
	k, fact := v.domainKey(f), aFact(f, v.hex(f, "older key"))
	fuzzOpen(f, v.hex(f, "sealed"), func(b []byte) error { return second(k.OpenOlder(fact, b)) })
}

// FuzzOpenFactor lets a stranger seal whatever he likes to a helper, as anybody
// can: only what the member signed for this place is taken.
func FuzzOpenFactor(f *testing.F) {
	me, helper := anIdentity(0x20), anIdentity(0x90)
	m := Member{ID: aMember, Signing: must(me.SigningKey())(f)}
	public := must(helper.EncryptionKey())(f)
	ours := must(encode(signedProfile(must(me.SignFactor(aFactorRecord()))(f))))(f)
	f.Add(ours)
	f.Add(ours[:len(ours)-1])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		sealed := must(sealTo(public, factorInfo(aCompany, aMember, 7, public), pad(b)))(t)
		if _, _, err := helper.OpenFactor(aCompany, m, 7, sealed); (err == nil) != bytes.Equal(b, ours) {
			t.Fatalf("%x: %v", b, err)
		}
	})
}

func FuzzParseInvitationCode(f *testing.F) {
	code := InvitationCode{secret: run(0x30, invitationSize)}
	for _, s := range []string{code.Code(), code.QR(), "trousseau-invite:1:", "", "oOiIlL"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		code, err := ParseInvitationCode(typed)
		if err != nil {
			return
		}
		again, err := ParseInvitationCode(code.QR())
		if err != nil || !bytes.Equal(again.secret, code.secret) || len(code.secret) != invitationSize {
			t.Fatalf("%q: %v", typed, err)
		}
	})
}

func FuzzParseSupportCode(f *testing.F) {
	for _, s := range []string{"60RK-4CSM-6MV3-EE1S", "6ork4csm6mv3eeis", "", "oOiIlL"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		code, err := ParseSupportCode(typed)
		if err != nil {
			return
		}
		digits, err := codeDigits(typed)
		own, ownErr := codeDigits(code.Code())
		if err != nil || ownErr != nil || !bytes.Equal(digits, own) || len(code.secret) != supportSize {
			t.Fatalf("%q is not %q", typed, code.Code())
		}
	})
}
