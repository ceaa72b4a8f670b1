package keys

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// load reads a frozen vector, whose bytes are the seeds here.
func load(t testing.TB, name string) frozen {
	t.Helper()
	var f frozen
	if err := json.Unmarshal(must(os.ReadFile("testdata/v1/"+name+".json"))(t), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// fuzzBody decodes arbitrary bytes into a T: what is taken has one encoding.
func fuzzBody[T any](f *testing.F, seeds ...[]byte) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var v T
		if decode(b, &v) != nil {
			return
		}
		if again, err := encode(v); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%x became %x, %v", b, again, err)
		}
	})
}

func FuzzRingBody(f *testing.F) {
	v := load(f, "ring")
	key := must(derive(v.hex(f, "ring key"), infoRing, keySize))(f)
	full := load(f, "ring-recovery")
	fuzzBody[Ring](f, must(open(key, ringBound(v.id(f, "account"), 41), v.hex(f, "sealed")))(f),
		must(open(key, ringBound(v.id(f, "account"), 42), full.hex(f, "sealed")))(f))
}

func FuzzParamsBody(f *testing.F) {
	fuzzBody[Params](f, load(f, "slot-password").hex(f, "params"))
}

func bodies(f *testing.F) [][]byte {
	v := load(f, "chain")
	var out [][]byte
	for _, name := range []string{"0", "1", "2"} {
		out = append(out, must(ParseStatement(v.signed(f, name).Bytes))(f).Body)
	}
	return out
}

func FuzzFoundBody(f *testing.F) { fuzzBody[Found](f, bodies(f)...) }
func FuzzSetBody(f *testing.F)   { fuzzBody[Set](f, bodies(f)...) }
func FuzzTimeBody(f *testing.F)  { fuzzBody[int64](f, must(encode(int64(1_795_000_600_000)))(f)) }

func FuzzActBody(f *testing.F) {
	fuzzBody[Act](f, load(f, "journal").hex(f, "act")[SaltSize:], aRowBytes)
}

func FuzzChangeBody(f *testing.F) {
	fuzzBody[Change](f, load(f, "journal").hex(f, "change")[SaltSize:])
}

func FuzzProfileBody(f *testing.F) {
	signed, _ := load(f, "profile").profile(f)
	fuzzBody[Profile](f, signed.Bytes)
}

func FuzzSignedProfileBody(f *testing.F) {
	_, plain := load(f, "profile").profile(f)
	fuzzBody[signedProfile](f, plain)
}

// aRowBytes is an act with a list of facts, the shape of a row's contents.
var aRowBytes = []byte("\xa2\x01\x61\x61\x03\xa2\x61\x61\x61\x62\x61\x62\x61\x63")

func FuzzParseStatement(f *testing.F) {
	v := load(f, "chain")
	for _, name := range []string{"0", "1", "2"} {
		f.Add(v.signed(f, name).Bytes)
	}
	f.Add(load(f, "journal").signed(f, "0").Bytes)
	f.Fuzz(func(t *testing.T, b []byte) {
		st, err := ParseStatement(b)
		if err != nil {
			return
		}
		if again, err := encode(st); err != nil || !bytes.Equal(again, b) || st.Format != 1 {
			t.Fatalf("%x became %x, %v", b, again, err)
		}
		var body any
		if err := decode(st.Body, &body); err != nil {
			t.Fatalf("%x with a body that nobody can read: %v", b, err)
		}
	})
}

func FuzzParseLine(f *testing.F) {
	v := load(f, "journal")
	f.Add(v.signed(f, "0").Bytes)
	f.Add(v.signed(f, "1").Bytes)
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := ParseLine(b)
		if err != nil {
			return
		}
		if again, err := encode(l); err != nil || !bytes.Equal(again, b) || !slices.IsSortedFunc(l.Sets, compareSets) {
			t.Fatalf("%x became %x, %v", b, again, err)
		}
	})
}

// FuzzApply lets anybody without a key continue the frozen chain: only its own next statement is taken.
func FuzzApply(f *testing.F) {
	v := load(f, "chain")
	found, set := v.signed(f, "0"), v.signed(f, "1")
	s := must(Replay(v.id(f, "company"), v.hash(f, "root"), []Signed{found}))(f)
	for _, name := range []string{"0", "1", "2"} {
		f.Add(v.signed(f, name).Bytes, v.signed(f, name).Signature)
	}
	f.Fuzz(func(t *testing.T, b, signature []byte) {
		ours := bytes.Equal(b, set.Bytes) && bytes.Equal(signature, set.Signature)
		if err := s.Clone().Apply(Signed{Bytes: b, Signature: signature}); (err == nil) != ours {
			t.Fatalf("%x, %x: %v", b, signature, err)
		}
	})
}

func FuzzParseRecoveryCode(f *testing.F) {
	for _, s := range []string{"60RK-4CSM-6MV3-EE1S-GKC9", "6ork4csm6mv3eeisgkc9", "", "oOiIlL"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		code, err := ParseRecoveryCode(typed)
		if err != nil {
			return
		}
		digits, err := codeDigits(typed)
		own, ownErr := codeDigits(code.Code())
		if err != nil || ownErr != nil || !bytes.Equal(digits, own) || len(code.secret) != recoverySize {
			t.Fatalf("%q is not %q", typed, code.Code())
		}
	})
}

func FuzzParseKit(f *testing.F) {
	for _, s := range []string{"60RK-4CSM-6MV3-EE1S-78XK-RF9Y-7X04-2GJ3-ZG82", "TROUSSEAU-KIT:1:60RK4CSM6MV3EE1S78XKRF9Y7X042GJ3ZG82", "trousseau-kit:1:", "", "oOiIlL", "\u00a0\u2011ſK"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		kit, err := ParseKit(typed)
		if err != nil {
			return
		}
		again, err := ParseKit(kit.QR())
		if err != nil || !bytes.Equal(again.secret, kit.secret) || len(kit.secret) != kitSize {
			t.Fatalf("%q: %v", typed, err)
		}
		digits, err := codeDigits(strings.TrimSpace(typed)[strings.LastIndexByte(strings.TrimSpace(typed), ':')+1:])
		own, ownErr := codeDigits(kit.Code())
		if err != nil || ownErr != nil || !bytes.Equal(digits, own) {
			t.Fatalf("%q is not %q", typed, kit.Code())
		}
	})
}

func FuzzCodeDigits(f *testing.F) {
	f.Add("60RK-4CSM")
	f.Add("oil \t\r\nLIO\u2010\u2013")
	f.Fuzz(func(t *testing.T, typed string) {
		digits, err := codeDigits(typed)
		if err != nil {
			return
		}
		var code strings.Builder
		for _, d := range digits {
			code.WriteByte(crockford[d])
		}
		if again, err := codeDigits(GroupCode(code.String())); err != nil || !bytes.Equal(again, digits) {
			t.Fatalf("%q: %x, %x, %v", typed, digits, again, err)
		}
	})
}

func FuzzUnpad(f *testing.F) {
	f.Add(pad(nil))
	f.Add(pad(run(0, 63)))
	f.Add(pad(run(0, 64)))
	f.Fuzz(func(t *testing.T, b []byte) {
		if plain, err := unpad(b); err == nil && !bytes.Equal(pad(plain), b) {
			t.Fatalf("%x became %x", b, pad(plain))
		}
	})
}
