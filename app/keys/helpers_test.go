package keys

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// stream gives random bytes that are the same in every run.
func stream(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

// run gives n bytes that count up from start: easy to type into another program.
func run(start byte, n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = start + byte(i)
	}
	return b
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// must ends the test when the second value of a call is an error: must(NewID(r))(t).
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func wantErr(t interface {
	Helper()
	Errorf(string, ...any)
}, what string, got, want error) {
	t.Helper()
	if !errors.Is(got, want) {
		t.Errorf("%s: error %v, want %v", what, got, want)
	}
}

// cheap derives by one hash, and from the password alone: that salt and costs
// are bound to a slot must come from the slot, not from the KDF.
type cheap struct{}

func (cheap) Stretch(password, _ []byte, _ Params) []byte {
	sum := sha256.Sum256(password)
	return sum[:]
}

func (cheap) Lookup(email, salt []byte) []byte { return cheap{}.Stretch(email, salt, Params{})[:16] }

// The fixed subjects of these tests.
var (
	aCompany = ID(run(0xc0, 16))
	aMember  = ID(run(0xa0, 16))
	anID     = ID(run(0x10, 16))
)

func anIdentity(start byte) Identity {
	return Identity{Encryption: run(start, 32), Signing: run(start+32, 32)}
}

func aDomainKey(t testing.TB) *DomainKey {
	return must(newDomainKey(aCompany, Sales, 3, run(1, 32)))(t)
}

// aFact publishes the key that aDomainKey has, or another one in its place.
func aFact(t testing.TB, secret []byte) EpochFact {
	return must(must(newDomainKey(aCompany, Sales, 3, secret))(t).Fact())(t)
}

func aContext() Context {
	return Context{Company: aCompany, Table: 4, Row: anID, Version: 7, Domain: Sales, Epoch: 3, Columns: Hash(run(0x40, 32))}
}

func aRing() *Ring {
	return &Ring{
		Account:   anID,
		Identity:  anIdentity(0x20),
		Factor:    &Factor{Seed: run(0x61, 20), Last: 58_893_412, Since: 1_795_000_000_000},
		Password:  PasswordFact{Class: 4, Rules: 1, Set: 1_795_000_000_000, Consent: 1_795_000_000_001},
		Person:    Person{First: "Zoé", Last: "Peeters", Email: "zoe@example.org"},
		Screen:    Screen{Language: "fr", Theme: "system", Scale: 125},
		Kit:       KitFact{Number: 2, Recipient: "age1example", Made: 1_795_000_000_002},
		SignIns:   []SignIn{{Time: 1_795_000_100_000}, {Time: 1_795_000_200_000, Failed: 3}},
		Companies: []Membership{{Company: aCompany, Member: aMember, Root: Hash(run(1, 32)), Statement: Head{Seq: 2, Hash: Hash(run(2, 32))}, Line: Head{Seq: 9, Hash: Hash(run(3, 32))}, Sets: []SetHash{{Table: 4, Domain: People, Epoch: 1, Count: 12, Sum: Hash(run(4, 32)), Line: 9}}}},
		Slots:     []SlotFact{{Kind: SlotPassword, Hash: Hash(run(0x21, 32))}, {Kind: SlotKit, Hash: Hash(run(0x41, 32))}},
	}
}

// facts publishes the first epoch of every domain, from keys drawn from random.
func facts(t testing.TB, random io.Reader, company ID) []EpochFact {
	var out []EpochFact
	for _, d := range Domains() {
		k := must(NewDomainKey(random, company, d, 1))(t)
		out = append(out, must(k.Fact())(t))
	}
	return out
}

// someBytes draws up to max arbitrary bytes.
func someBytes(max int) *rapid.Generator[[]byte] {
	return rapid.SliceOfN(rapid.Byte(), 0, max)
}
