package access

import (
	"bytes"
	"crypto/rand"
	"os"
	"testing"

	"trousseau/app/keys"
)

// fuzzContent decodes arbitrary bytes into a T, as this package decodes what a
// row, a draft or an anchor holds: what is taken has one encoding.
func fuzzContent[T any](f *testing.F, seeds ...T) {
	for _, s := range seeds {
		b, err := keys.Encode(s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		var v T
		if keys.Decode(b, &v) != nil {
			return
		}
		if again, err := keys.Encode(v); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%x became %x, %v", b, again, err)
		}
	})
}

func FuzzCompanyContent(f *testing.F) {
	fuzzContent(f, Company{}, Company{Name: "Bedrijf & Zonen : Père", Country: "BE", Language: "fr", Number: "BE0417497106",
		Street: "Rue des Pierres 47", PostCode: "8000", City: "Bruges", Color: "#9A4A2C"})
}

func FuzzMemberContent(f *testing.F) {
	fuzzContent(f, memberRecord{}, memberRecord{Kind: kindInternal, Email: "margaux@bedrijf-zonen.be", Since: 1_795_000_000_000})
}

// FuzzReviewContent does the same with the row of an access review.
func FuzzReviewContent(f *testing.F) {
	fuzzContent(f, reviewRecord{}, reviewRecord{Date: "2027-05-22", By: make([]byte, 16), People: 9, Revoked: 1, Sheet: []byte("%PDF")})
}

// FuzzResumeEnrolment brings a locked enrolment back from arbitrary bytes: what
// comes back is a whole factor, and goes into the same draft again.
func FuzzResumeEnrolment(f *testing.F) {
	codes, err := newRecoverySet(rand.Reader)
	if err != nil {
		f.Fatal(err)
	}
	for _, n := range []int{0, factorSeed - 1, factorSeed, factorSeed + 1} {
		b, err := (&NewFactor{seed: bytes.Repeat([]byte{7}, n), issuer: "Bedrijf & Zonen", account: "margaux@bedrijf-zonen.be", codes: codes}).State()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		n, err := (&Session{}).ResumeEnrolment(b)
		if err != nil {
			return
		}
		if again, err := n.State(); err != nil || !bytes.Equal(again, b) || len(n.seed) != factorSeed || n.proved {
			t.Fatalf("%x became %x, %v", b, again, err)
		}
	})
}

// FuzzResumeKit brings a locked kit back from arbitrary bytes: what comes back is
// a whole kit, and goes into the same draft again.
func FuzzResumeKit(f *testing.F) {
	kit, err := keys.NewKit(rand.Reader)
	if err != nil {
		f.Fatal(err)
	}
	b, err := Kit{kit: kit, number: 2, asked: true}.State()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		k, err := parsePendingKit(b)
		if err != nil {
			return
		}
		if again, err := k.State(); err != nil || !bytes.Equal(again, b) {
			t.Fatalf("%x became %x, %v", b, again, err)
		}
	})
}

// FuzzAnchor puts arbitrary bytes where the computer keeps an anchor: they are of
// this company and within their bounds, or unknown.
func FuzzAnchor(f *testing.F) {
	company := keys.ID{1, 2, 3}
	for _, a := range []anchor{
		{Format: formatAnchor, Company: company, Time: 5, Owners: [][]byte{{1}}, Rings: []ringMark{{Account: keys.ID{4}, Version: 9, Offset: enrolReach}}},
		{Format: formatAnchor, Company: company, Rings: []ringMark{{Offset: 1 << 40}, {Offset: -enrolReach - 1}}},
		{Format: formatAnchor + 1, Company: company}, {Format: formatAnchor},
	} {
		b, err := keys.Encode(a)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte("rubbish"))
	folder := anchors{dir: f.TempDir()}
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := os.WriteFile(folder.path(company), b, 0o600); err != nil {
			t.Fatal(err)
		}
		a, known := folder.read(company)
		if !known {
			if a.Format != 0 || len(a.Rings) > 0 {
				t.Fatalf("%x: unknown, and yet %+v", b, a)
			}
			return
		}
		if a.Company != company || a.Format != formatAnchor {
			t.Fatalf("%x is taken as %+v", b, a)
		}
		for _, r := range a.Rings {
			if r.Offset < -enrolReach || r.Offset > enrolReach {
				t.Fatalf("%x: a clock off by %d steps", b, r.Offset)
			}
		}
	})
}

// The codes of RFC 6238, appendix B (SHA-1, the last six of the eight digits) and
// RFC 4226, appendix D.
func TestPublishedCodes(t *testing.T) {
	seed := []byte("12345678901234567890")
	for seconds, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		if got, err := codeAt(seed, step(seconds*1000)); err != nil || got != want {
			t.Errorf("RFC 6238 at %d s: %q, %v, want %s", seconds, got, err, want)
		}
	}
	for counter, want := range []string{"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"} {
		if got, err := codeAt(seed, int64(counter)); err != nil || got != want {
			t.Errorf("RFC 4226, counter %d: %q, %v, want %s", counter, got, err, want)
		}
	}
	if got, err := codeAt(seed, -1); err != nil || got != "" {
		t.Errorf("before 1970: %q, %v", got, err)
	}
}
