package passwords_test

import (
	"strings"
	"testing"

	"github.com/trustelem/zxcvbn"

	"trousseau/app/passwords"
)

// TestKnownPasswords: scores published with zxcvbn's demonstration, one class
// above each; the library itself is asked as well.
func TestKnownPasswords(t *testing.T) {
	for _, c := range []struct {
		password string
		class    passwords.Class
	}{
		{"", passwords.VeryWeak},
		{"password", passwords.VeryWeak},
		{"12345678", passwords.VeryWeak},
		{"viking", passwords.VeryWeak},
		{"rosebud", passwords.VeryWeak},
		{"thx1138", passwords.VeryWeak},
		{"D0g..................", passwords.Weak},
		{"abcdefghijk987654321", passwords.Weak},
		{"ScoRpi0ns", passwords.Weak},
		{"briansmith", passwords.Weak},
		{"qwER43@!", passwords.Fair},
		{"R0$38uD99", passwords.Fair},
		{"neverforget13/3/1997", passwords.Good},
		{"eheuczkqyq", passwords.Good},
		{"correcthorsebatterystaple", passwords.VeryGood},
		{"rWibMFACxAUGZmxhVncy", passwords.VeryGood},
		{"Ba9ZyWABu99[BK#6MBgbH88Tofv)vs$w", passwords.VeryGood},
		{"coRrecth0rseba++ery9.23.2007staple$", passwords.VeryGood},
	} {
		got := passwords.Rate(c.password, nil).Class()
		if own := passwords.Class(zxcvbn.PasswordStrength(c.password, nil).Score) + 1; got != c.class || own != c.class {
			t.Errorf("%q: %d, zxcvbn %d, want %d", c.password, got, own, c.class)
		}
	}
}

func TestWhatIsKnownOfThePersonRatesLow(t *testing.T) {
	context := []string{"Margaux Vandenbroucke", "margaux@bedrijf-zonen.be", "Boulangerie Bedrijf & Zonen", "Zoé"}
	for _, password := range []string{"Vandenbroucke", "vandenbroucke", "bedrijf-zonen.be", "Vandenbroucke1", "ZoéZoéZoé", "zoezoezoe", "Zoe\u0301Vandenbroucke"} {
		with, without := passwords.Rate(password, context).Class(), passwords.Rate(password, nil).Class()
		if with > passwords.Fair || with > without || with == without && without > passwords.Weak {
			t.Errorf("%q: %d with what is known, %d without", password, with, without)
		}
	}
}

func TestOnlyABoundedPrefixIsEvaluated(t *testing.T) {
	weak := strings.Repeat("a1", 24)
	strong := "Ba9ZyWABu99[BK#6MBgbH88Tofv)vs$w"
	if got, want := passwords.Rate(weak+strong, nil), passwords.Rate(weak, nil); got != want || want.Class() > passwords.Fair {
		t.Errorf("behind character 48 something was read: %d, %d", got.Class(), want.Class())
	}
	if got, want := passwords.Rate(weak[1:]+strong, nil), passwords.Rate(weak[1:]+strong[:1], nil); got != want {
		t.Errorf("character 48 decides: %d, %d", got.Class(), want.Class())
	}
	// Characters, not bytes: 48 letters of two bytes and what stands behind.
	wide := strings.Repeat("é", 48)
	if got, want := passwords.Rate(wide+strong, nil), passwords.Rate(wide, nil); got != want {
		t.Errorf("two-byte letters: %d, %d", got.Class(), want.Class())
	}
	for _, tail := range []string{"a", "1", "aaaaaaaa", "password", strings.Repeat("x", 10_000)} {
		if got := passwords.Rate(strong+strong[:16]+tail, nil).Class(); got != passwords.VeryGood {
			t.Errorf("%.10q behind a strong one: %d", tail, got)
		}
	}
	context := make([]string, 40)
	for i := range context {
		context[i] = "filler" + strings.Repeat("x", i)
	}
	context[31], context[32] = "Vandenbroucke", "Scheepvaartbedrijf"
	if got := passwords.Rate("Vandenbroucke", context).Class(); got > passwords.Weak {
		t.Errorf("the 32nd word is not looked at: %d", got)
	}
	if got, want := passwords.Rate("Scheepvaartbedrijf", context), passwords.Rate("Scheepvaartbedrijf", nil); got != want {
		t.Errorf("the 33rd word is looked at: %d, %d", got.Class(), want.Class())
	}
}

func TestZeroStrengthHasNoClass(t *testing.T) {
	if got := (passwords.Strength{}).Class(); got != 0 {
		t.Error(got)
	}
}

func FuzzRate(f *testing.F) {
	for _, text := range []string{"Zomerbrood-7x", "\xff\xfe", "ȺȺp4ssw0rdİ", "zoé", "a1a1a1a1", ""} {
		f.Add(text, "Zoé Roy")
	}
	f.Fuzz(func(t *testing.T, password, known string) {
		got := passwords.Rate(password, []string{known}).Class()
		if got < passwords.VeryWeak || got > passwords.VeryGood {
			t.Fatalf("class %d", got)
		}
	})
}

// BenchmarkRate: inputs of about 10 kB that make the estimator work hardest,
// and one that a person types.
func BenchmarkRate(b *testing.B) {
	for _, c := range []struct{ name, password string }{
		{"typed", "Zomerzon-bakt-7-brood!"},
		{"repeats", strings.Repeat("a1", 5000)},
		{"marks", strings.Repeat("e\u0301", 3400)},
		{"leet", strings.Repeat("4@8({[<3€6!1|70$+%2z", 450)},
		{"leet and accents", strings.Repeat("4é@8({[<3ö6!1|70$+%2z", 450)},
		{"leet and letters", strings.Repeat("4a@8({c[<3e6g!i1l|70o$s5+t7%x2z", 330)},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				passwords.Rate(c.password, []string{"Margaux Vandenbroucke", "margaux@bedrijf-zonen.be"})
			}
		})
	}
}
