package keys

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// sample is a small type with every shape that the formats use.
type sample struct {
	Number  uint64            `cbor:"1,keyasint"`
	Signed  int64             `cbor:"2,keyasint"`
	Fixed   ID                `cbor:"3,keyasint"`
	Bytes   []byte            `cbor:"4,keyasint"`
	Text    string            `cbor:"5,keyasint"`
	Maybe   []byte            `cbor:"6,keyasint,omitempty"`
	Strings map[string]string `cbor:"8,keyasint,omitempty"`
	Pointer *Head             `cbor:"9,keyasint,omitempty"`
}

const (
	one16  = "50000102030405060708090a0b0c0d0e0f"
	wanted = "a5" + "0118ff" + "0220" + "03" + one16 + "0441aa" + "0562c3a9"
)

func TestDecodeTakesTheCanonicalForm(t *testing.T) {
	t.Parallel()
	var got sample
	if err := decode(unhex(t, wanted), &got); err != nil {
		t.Fatal(err)
	}
	want := sample{Number: 255, Signed: -1, Fixed: ID(run(0, 16)), Bytes: []byte{0xaa}, Text: "é"}
	if got.Number != want.Number || got.Signed != want.Signed || got.Fixed != want.Fixed || !bytes.Equal(got.Bytes, want.Bytes) || got.Text != want.Text {
		t.Errorf("%+v", got)
	}
	if b := must(encode(want))(t); hex.EncodeToString(b) != wanted {
		t.Errorf("%x", b)
	}
}

func TestDecodeRefusesEveryOtherForm(t *testing.T) {
	t.Parallel()
	swap := func(old, with string) string {
		if strings.Count(wanted, old) != 1 {
			t.Fatalf("%s does not stand once", old)
		}
		return strings.Replace(wanted, old, with, 1)
	}
	for _, forms := range []map[string]string{otherMaps(swap), otherBytes(swap), otherValues(swap)} {
		for what, in := range forms {
			var v sample
			if err := decode(unhex(t, in), &v); !errors.Is(err, ErrFormat) {
				t.Errorf("%s: %v", what, err)
			}
		}
	}
}

// otherMaps are other forms of the whole and of its keys.
func otherMaps(swap func(old, with string) string) map[string]string {
	return map[string]string{
		"nothing":                     "",
		"trailing byte":               wanted + "00",
		"trailing null":               wanted + "f6",
		"cut":                         wanted[:len(wanted)-2],
		"duplicate key":               "a6" + wanted[2:] + "0562c3a9",
		"duplicate key, one missing":  "a5" + "0118ff" + "0118ff" + "03" + one16 + "0441aa" + "0562c3a9",
		"unknown key":                 "a6" + wanted[2:] + "186301",
		"unknown negative key":        "a6" + wanted[2:] + "2001",
		"text key":                    swap("0118ff", "613118ff"),
		"missing key":                 "a4" + wanted[8:],
		"wrong order":                 "a5" + "0220" + "0118ff" + "03" + one16 + "0441aa" + "0562c3a9",
		"key not shortest":            swap("0118ff", "180118ff"),
		"map length not shortest":     "b805" + wanted[2:],
		"indefinite map":              "bf" + wanted[2:] + "ff",
		"tag on the whole":            "d9d9f7" + wanted,
		"self-described and trailing": "d9d9f7" + wanted + "00",
		"map inside: wrong order":     "a6" + wanted[2:] + "08a2" + "61626161" + "61616162",
		"map inside: duplicate":       "a6" + wanted[2:] + "08a2" + "61616161" + "61616162",
		"list instead of a map":       "85" + "18ff20" + one16 + "41aa" + "62c3a9",
		"null instead of a map":       "f6",
		"map longer than the input":   "bbffffffffffffffff00",
	}
}

// otherBytes are other forms of byte strings and texts.
func otherBytes(swap func(old, with string) string) map[string]string {
	return map[string]string{
		"length not shortest":         swap("41aa", "5801aa"),
		"indefinite bytes":            swap("41aa", "5f41aaff"),
		"indefinite text":             swap("62c3a9", "7f62c3a9ff"),
		"fixed array short":           swap(one16, "4f000102030405060708090a0b0c0d0e"),
		"fixed array long":            swap(one16, "51000102030405060708090a0b0c0d0e0f10"),
		"fixed array empty":           swap(one16, "40"),
		"fixed array as a list":       swap(one16, "90000102030405060708090a0b0c0d0e0f"),
		"fixed array as text":         swap(one16, "70000102030405060708090a0b0c0d0e0f"),
		"fixed array null":            swap(one16, "f6"),
		"bytes null":                  swap("41aa", "f6"),
		"bytes undefined":             swap("41aa", "f7"),
		"bytes as text":               swap("0441aa", "046161"),
		"bytes as a list":             swap("41aa", "8118aa"),
		"text as bytes":               swap("62c3a9", "42c3a9"),
		"text not UTF-8":              swap("62c3a9", "62c328"),
		"text null":                   swap("62c3a9", "f6"),
		"bytes longer than the input": "5bffffffffffffffff00",
	}
}

// otherValues are other forms of numbers, and values that are left out.
func otherValues(swap func(old, with string) string) map[string]string {
	return map[string]string{
		"number in two bytes":          swap("18ff", "1900ff"),
		"number in eight bytes":        swap("18ff", "1b00000000000000ff"),
		"small number in one byte":     swap("18ff", "1801"),
		"tag on the value":             swap("0441aa", "04c241aa"),
		"number null":                  swap("18ff", "f6"),
		"number false":                 swap("18ff", "f4"),
		"number negative":              swap("18ff", "38fe"),
		"number as float":              swap("18ff", "f95bf8"),
		"number too big for int64":     swap("0220", "021bffffffffffffffff"),
		"number as text":               swap("18ff", "63323535"),
		"empty value that is left out": "a6" + wanted[2:] + "0640",
		"null value that is left out":  "a6" + wanted[2:] + "06f6",
		"empty map that is left out":   "a6" + wanted[2:] + "08a0",
		"null pointer":                 "a6" + wanted[2:] + "09f6",
		"reserved length":              "1c",
	}
}

func TestDecodeLimits(t *testing.T) {
	t.Parallel()
	nested := func(depth int) []byte { return append(bytes.Repeat([]byte{0x81}, depth), 0x00) }
	sized := func(n int) []byte { // a byte string whose encoding is n bytes long
		return append([]byte{0x5a, byte((n - 5) >> 24), byte((n - 5) >> 16), byte((n - 5) >> 8), byte(n - 5)}, make([]byte, n-5)...)
	}
	list := func(n int) []byte {
		return append([]byte{0x9a, byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)}, make([]byte, n)...)
	}
	for what, c := range map[string]struct {
		in   []byte
		want error
	}{
		"depth 8": {nested(8), nil}, "depth 9": {nested(9), ErrFormat}, "depth 100000": {nested(100_000), ErrFormat},
		"1 MiB": {sized(1 << 20), nil}, "1 MiB and a byte": {sized(1<<20 + 1), ErrFormat},
		"65,536 elements": {list(1 << 16), nil}, "65,537 elements": {list(1<<16 + 1), ErrFormat},
	} {
		var v any
		wantErr(t, what, Decode(c.in, &v), c.want)
	}
}

// What cannot be read again is not written: sealed, it would be lost.
func TestEncodeRefusesWhatDecodeRefuses(t *testing.T) {
	t.Parallel()
	deep := any(1)
	for range 9 {
		deep = []any{deep}
	}
	for what, v := range map[string]any{
		"text not UTF-8":     sample{Text: "Zo\xe9"},
		"map key not UTF-8":  sample{Strings: map[string]string{"a\xff": "b"}},
		"map text not UTF-8": Change{Before: map[string]string{"name": "\xc3"}},
		"over 1 MiB":         sample{Bytes: make([]byte, 1<<20)},
		"depth 9":            deep,
	} {
		_, err := Encode(v)
		wantErr(t, what, err, ErrFormat)
	}
	ring := aRing()
	ring.Person.Last = "P\xe9ters"
	_, err := must(NewRingKey(stream(1)))(t).SealRing(stream(2), ring, 1)
	wantErr(t, "ring with a name that is not UTF-8", err, ErrFormat)
	_, _, err = Salted(stream(1), Act{Name: "\xff"})
	wantErr(t, "salted act", err, ErrFormat)
}

// Nil and empty are one value and have one encoding.
func TestNilAndEmptyEncodeAlike(t *testing.T) {
	t.Parallel()
	for what, pair := range map[string][2]any{
		"maps":  {Change{}, Change{Before: map[string]string{}, After: map[string]string{}}},
		"bytes": {Set{Name: "x"}, Set{Name: "x", Value: []byte{}}},
		"lists": {Found{}, Found{Signing: []byte{}, Encryption: []byte{}, Epochs: []EpochFact{}}},
	} {
		a, b := must(encode(pair[0]))(t), must(encode(pair[1]))(t)
		if !bytes.Equal(a, b) {
			t.Errorf("%s: %x and %x", what, a, b)
		}
	}
}

func TestErrorsTellNoValue(t *testing.T) {
	t.Parallel()
	var c Change
	err := decode(unhex(t, "a201a26673656372657461616673656372657461"+"6202a0"), &c)
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
	var p Params
	if err := decode(unhex(t, "a3011a075bcd1502030319ffff"), &p); err == nil || strings.Contains(err.Error(), "65535") {
		t.Errorf("%v", err)
	}
}

func TestEncodeDecodeRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		in := sample{
			Number: rapid.Uint64().Draw(t, "number"), Signed: rapid.Int64().Draw(t, "signed"),
			Bytes: someBytes(300).Draw(t, "bytes"), Text: rapid.String().Draw(t, "text"),
			Maybe: someBytes(3).Draw(t, "maybe"), Strings: rapid.MapOfN(rapid.String(), rapid.String(), 0, 20).Draw(t, "strings"),
		}
		b, err := encode(in)
		if err != nil {
			t.Fatal(err)
		}
		var out sample
		if err := decode(b, &out); err != nil {
			t.Fatal(err)
		}
		again, err := encode(out)
		if err != nil || !bytes.Equal(b, again) || out.Text != in.Text || out.Number != in.Number || len(out.Strings) != len(in.Strings) {
			t.Fatalf("%x became %x, %v", b, again, err)
		}
	})
}
