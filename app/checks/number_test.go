package checks_test

import (
	"errors"
	"fmt"
	"math/rand"
	"strings"
	"testing"

	"trousseau/app/checks"
)

func TestEnterpriseNumbers(t *testing.T) {
	for _, c := range []struct{ country, text, want string }{
		// FEATURES part 4, and the examples of the administrations and of python-stdnum.
		{"BE", "0417497106", "BE0417497106"},
		{"BE", "1003666423", "BE1003666423"},
		{"BE", "BE 0417.497.106", "BE0417497106"},
		{"BE", "be0417497106", "BE0417497106"},
		{"be", "417.497.106", "BE0417497106"},
		{"BE", "BE 417497106", "BE0417497106"},
		{"BE", "\u00a00417\u202f497\u2009106\t", "BE0417497106"},
		{"FR", "FR44732829320", "FR44732829320"},
		{"FR", "fr 44 732 829 320", "FR44732829320"},
		{"FR", "44732829320", "FR44732829320"},
		{"FR", "Fr 40 303 265 045", "FR40303265045"},
		{"FR", "23334175221", "FR23334175221"},
		{"FR", "FR K7 399859412", "FRK7399859412"},
		{"FR", "4Z123456782", "FR4Z123456782"},
		{"FR", "FR 53 0000 04605", "FR53000004605"},
		{"FR", "732 829 320", "732829320"},
		{"FR", "732 829 320 00074", "73282932000074"},
		{"FR", "35600000049837", "35600000049837"},
		{"NL", "NL004495445B01", "NL004495445B01"},
		{"NL", "nl 0044.95.445.b.01", "NL004495445B01"},
		{"NL", "123456789B13", "NL123456789B13"},
		{"LU", "LU 150 274 42", "LU15027442"},
		{"LU", "15027442", "LU15027442"},
		{"DE", "DE 136695976", "DE136695976"},
		{"DE", "136/695/976", "DE136695976"},
		// Other countries: shape only.
		{"AT", " atu 13585627 ", "ATU13585627"},
		{"CH", "CHE-107.787.577 IVA", "CHE107787577IVA"},
		{"ES", "54362315-K", "54362315K"},
		{"PL", strings.Repeat("9", 20), strings.Repeat("9", 20)},
		// Empty is allowed everywhere.
		{"BE", "", ""}, {"FR", " \t", ""}, {"US", "", ""}, {"", " ", ""},
	} {
		got, err := checks.EnterpriseNumber(c.country, c.text)
		if err != nil || got != c.want {
			t.Errorf("%s %q: %q, %v; want %q", c.country, c.text, got, err, c.want)
		}
	}
}

// refused is a number that is none, and what is said of it.
type refused struct {
	country, text string
	want          checks.Reason
}

func refusedNumbers() []refused {
	return []refused{
		{"BE", "0417497107", checks.CheckDigit},
		{"BE", "2417497106", checks.CheckDigit},
		{"BE", "0000000000", checks.CheckDigit},
		{"BE", "041749710", checks.CheckDigit}, // nine digits, but not those of an old number
		{"BE", "04174971", checks.Length},
		{"BE", "04174971066", checks.Length},
		{"BE", "BE", checks.Length},
		{"BE", "O417497106", checks.Letters},
		{"BE", "0417497106é", checks.Letters},
		{"BE", "０４１７４９７１０６", checks.Letters},
		{"BE", "FR44732829320", checks.Country},
		{"BE", "NL004495445B01", checks.Country},
		{"FR", "FR45732829320", checks.CheckDigit},
		{"FR", "FR44732829321", checks.CheckDigit},
		{"FR", "732829321", checks.CheckDigit},
		{"FR", "73282932000075", checks.CheckDigit},
		{"FR", "73282932100074", checks.CheckDigit},
		{"FR", "35600000049838", checks.CheckDigit},
		{"FR", "000000000", checks.CheckDigit},
		{"FR", "FR12000000000", checks.CheckDigit},
		{"FR", "FR732829320", checks.Length},
		{"FR", "7328293200", checks.Length},
		{"FR", "FR IO 399859412", checks.Letters},
		{"FR", "73282932O", checks.Letters},
		{"FR", "BE0417497106", checks.Country},
		{"NL", "NL004495446B01", checks.CheckDigit},
		{"NL", "NL004495445B00", checks.CheckDigit},
		{"NL", "123456789B12", checks.CheckDigit},
		{"NL", "NL000000000B01", checks.CheckDigit},
		{"NL", "NL004495445C01", checks.Letters},
		{"NL", "NL004495445B0", checks.Length},
		{"NL", "NL00449544501", checks.Length},
		{"NL", "NL00X4954450", checks.Letters},
		{"NL", "DE136695976", checks.Country},
		{"LU", "15027443", checks.CheckDigit},
		{"LU", "00000000", checks.CheckDigit},
		{"LU", "1502744", checks.Length},
		{"LU", "1502744A", checks.Letters},
		{"DE", "136695978", checks.CheckDigit},
		{"DE", "036695976", checks.CheckDigit},
		{"DE", "13669597", checks.Length},
		{"AT", "ATU13585627 ü", checks.Letters},
		{"PL", strings.Repeat("9", 21), checks.Length},
		{"", "0417497106", checks.Country},
		{"BEL", "0417497106", checks.Country},
		{"B1", "0417497106", checks.Country},
	}
}

func TestRefusedEnterpriseNumbers(t *testing.T) {
	for _, c := range refusedNumbers() {
		got, err := checks.EnterpriseNumber(c.country, c.text)
		var number *checks.NumberError
		if !errors.As(err, &number) || number.Reason != c.want || got != "" {
			t.Errorf("%s %q: %q, %v; want %v", c.country, c.text, got, err, c.want)
		}
		if err != nil && len(c.text) > 3 && strings.Contains(err.Error(), c.text) {
			t.Errorf("%s: the error holds what was typed", c.country)
		}
	}
}

// makers make a valid number from random digits, each by its country's rule as
// published, written apart from the code under test.
func makers() map[string]func(r *rand.Rand) string {
	return map[string]func(r *rand.Rand) string{
		"BE": func(r *rand.Rand) string {
			n := r.Intn(20_000_000)
			return fmt.Sprintf("BE%08d%02d", n, 97-n%97)
		},
		"LU": func(r *rand.Rand) string {
			n := 1 + r.Intn(999_999)
			return fmt.Sprintf("LU%06d%02d", n, n%89)
		},
		"DE": func(r *rand.Rand) string {
			n, p := 10_000_000+r.Intn(90_000_000), 10
			for _, d := range fmt.Sprint(n) {
				s := (p + int(d-'0')) % 10
				if s == 0 {
					s = 10
				}
				p = 2 * s % 11
			}
			return fmt.Sprintf("DE%d%d", n, (11-p)%10)
		},
	}
}

// TestOneWrongDigitIsCaught: BE (97), LU (89) and DE (MOD 11,10) catch every
// single wrong digit by construction.
func TestOneWrongDigitIsCaught(t *testing.T) {
	for country, make := range makers() {
		r := rand.New(rand.NewSource(1))
		for range 10_000 {
			number := make(r)
			if got, err := checks.EnterpriseNumber(country, number); err != nil || got != number {
				t.Fatalf("%s: %q, %v", number, got, err)
			}
			wrong := []byte(number)
			at := 2 + r.Intn(len(wrong)-2)
			wrong[at] = '0' + (wrong[at]-'0'+1+byte(r.Intn(9)))%10
			if got, err := checks.EnterpriseNumber(country, string(wrong)); err == nil {
				t.Fatalf("%s for %s was taken as %s", wrong, number, got)
			}
		}
	}
}

func FuzzEnterpriseNumber(f *testing.F) {
	for _, country := range []string{"BE", "FR", "NL", "LU", "DE", "AT"} {
		for _, text := range []string{"0417.497.106", "FR44732829320", "NL004495445B01", "LU15027442", "DE136695976", "", "\xff"} {
			f.Add(country, text)
		}
	}
	f.Fuzz(func(t *testing.T, country, text string) {
		first, err := checks.EnterpriseNumber(country, text)
		if err != nil {
			var refused *checks.NumberError
			if !errors.As(err, &refused) || first != "" || refused.Reason.String() == "unknown" {
				t.Fatalf("%q, %#v", first, err)
			}
			return
		}
		if second, err := checks.EnterpriseNumber(country, first); err != nil || second != first {
			t.Fatalf("%q becomes %q (%v)", first, second, err)
		}
		if strings.Trim(first, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || len(first) > 20 {
			t.Fatalf("%q is no canonical spelling", first)
		}
	})
}
