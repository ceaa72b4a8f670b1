package passwords_test

import (
	"math/rand/v2"
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
	weak := strings.Repeat("a1", 18)
	strong := "Ba9ZyWABu99[BK#6MBgbH88Tofv)vs$w"
	if got, want := passwords.Rate(weak+strong, nil), passwords.Rate(weak, nil); got != want || want.Class() > passwords.Fair {
		t.Errorf("behind character 36 something was read: %d, %d", got.Class(), want.Class())
	}
	if got, want := passwords.Rate(weak[1:]+strong, nil), passwords.Rate(weak[1:]+strong[:1], nil); got != want {
		t.Errorf("character 36 decides: %d, %d", got.Class(), want.Class())
	}
	// Characters, not bytes: 36 letters of two bytes and what stands behind.
	wide := strings.Repeat("é", 36)
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

// TestWordsOfFourLanguagesRateLow: what zxcvbn alone rates 3 or 4 of 4, because it
// knows English only (SECURITY, finding 7).
func TestWordsOfFourLanguagesRateLow(t *testing.T) {
	for _, password := range []string{
		"Zomer2026!!!!", "Antwerpen2026!Antwerpen", "Motdepasse123!", "Été2026!!!!!", "Printemps2026!", "Bruxelles2027!!", "Wachtwoord2026!",
		"Frühling2026!!", "Passwort2026!!!", "Soleil1234!!!!", "Vrijdag2026!!!", "B0nj0ur2026!!!",
	} {
		if got := passwords.RateFor(password, passwords.About{}).Class(); got > passwords.Fair {
			t.Errorf("%q: %d, power %.1f", password, got, passwords.Power(password))
		}
	}
	for _, password := range []string{"Margaux2026!!!!", "Broucke!Bedrijf!26", "M4rg4ux-Br0ucke!"} {
		if got := passwords.RateFor(password, margaux).Class(); got > passwords.Fair {
			t.Errorf("%q: %d", password, got)
		}
	}
}

// TestPassPhrasesRateHigh: four to six words drawn from the list, as dice draw them,
// in each language's letters.
func TestPassPhrasesRateHigh(t *testing.T) {
	words, often, _ := passwords.Listed()
	draw := rand.New(rand.NewPCG(7, 7))
	for _, list := range [][]string{words, often} {
		for n := range 90 {
			phrase := make([]string, 4+n%3)
			for i := range phrase {
				phrase[i] = list[draw.IntN(len(list))]
			}
			password := strings.Join(phrase, []string{" ", "-", ""}[n/3%3])
			if got := passwords.RateFor(password, margaux).Class(); got < passwords.Good {
				t.Errorf("%q: %d", password, got)
			}
		}
	}
	for _, password := range []string{"correct horse battery staple", "vélo nuage pomme clavier", "fiets lamp regen kaas", "wolke apfel lampe fenster"} {
		if got := passwords.RateFor(password, margaux).Class(); got < passwords.Good {
			t.Errorf("%q: %d", password, got)
		}
	}
}

func TestNeverHigherThanZxcvbn(t *testing.T) {
	_, _, common := passwords.Listed()
	draw := rand.New(rand.NewPCG(1, 2))
	for range 150 {
		password := common[draw.IntN(len(common))] + common[draw.IntN(len(common))]
		password = password[:min(len(password), 36)]
		alone := passwords.Class(zxcvbn.PasswordStrength(password, nil).Score) + 1
		if got := passwords.RateFor(password, passwords.About{}).Class(); got > alone {
			t.Errorf("%q: %d, zxcvbn %d", password, got, alone)
		}
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

func BenchmarkRate(b *testing.B) {
	passwords.Load()
	for _, c := range hostile {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				passwords.RateFor(c.password, margaux)
			}
		})
	}
}
