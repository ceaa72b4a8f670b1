package passwords_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"trousseau/app/passwords"
)

func TestGeneratedPass(t *testing.T) {
	for name, policy := range map[string]passwords.Policy{"house": house, "nist": nist, "nist beside": beside} {
		for _, style := range []passwords.Style{passwords.Pronounceable, passwords.Random} {
			for _, length := range []int{12, 16, 20, 64} {
				if length < policy.MinLength() {
					if got, err := policy.Generate(rand.Reader, style, length, margaux); got != "" || !errors.Is(err, passwords.ErrGenerate) {
						t.Errorf("%s: %d characters: %v", name, length, err)
					}
					continue
				}
				seen := map[string]bool{}
				for range 1000 {
					password, err := policy.Generate(rand.Reader, style, length, margaux)
					if err != nil || utf8.RuneCountInString(password) != length || seen[password] {
						t.Fatalf("%s, style %d, %d characters: %q, %v", name, style, length, password, err)
					}
					seen[password] = true
					if !policy.Check(password, margaux).OK() {
						t.Fatalf("%s refuses its own %q", name, password)
					}
				}
			}
		}
	}
}

func TestLookOfGenerated(t *testing.T) {
	group := strings.NewReplacer("c", "[bcdfghjkmnprstvwxzBCDFGHJKMNPRSTVWXZ]", "v", "[aeiou]").Replace("(cvcvc|cvccv|cvcv[2-9])-")
	looks := map[passwords.Style]*regexp.Regexp{
		passwords.Pronounceable: regexp.MustCompile(`^` + group + group + group + `[2-9][%=?&*:#/]$`),
		passwords.Random:        regexp.MustCompile("^[!-~]{20}$"),
	}
	for style, look := range looks {
		for range 200 {
			password, err := house.Generate(rand.Reader, style, passwords.DefaultGenerated, passwords.About{})
			if err != nil || !look.MatchString(password) {
				t.Errorf("style %d: %q, %v", style, password, err)
			}
			if style == passwords.Random && strings.ContainsAny(password, "01IlOo'\"`|\\,.;:") || strings.ContainsAny(password, "01l") {
				t.Errorf("style %d: %q has characters that look alike", style, password)
			}
		}
	}
}

// TestBitsOfGenerated counts the possible passwords of the default length by the
// sizes of the choices and the part that the rules leave of them.
func TestBitsOfGenerated(t *testing.T) {
	c, v := math.Log2(18), math.Log2(5)
	letters := 3*c + 2*v + math.Log2(2) + math.Log2(3)
	figured := 2*c + 2*v + math.Log2(8) + math.Log2(2)
	for style, bits := range map[passwords.Style]float64{
		passwords.Pronounceable: 2*letters + figured + math.Log2(3) + math.Log2(8*8),
		passwords.Random:        20 * math.Log2(79),
	} {
		const drawn = 4000
		kept := 0
		for range drawn {
			if house.Check(passwords.Draw(rand.Reader, style, passwords.DefaultGenerated), passwords.About{}).OK() {
				kept++
			}
		}
		left := bits + math.Log2(float64(kept)/drawn)
		t.Logf("style %d: %.1f bits, %d of %d kept: %.1f bits", style, bits, kept, drawn, left)
		if least := map[passwords.Style]float64{passwords.Pronounceable: 63, passwords.Random: 125}[style]; left < least {
			t.Errorf("style %d: %.1f bits", style, left)
		}
	}
}

// TestDrawsAreEven: every character of an alphabet comes as often as any other, within six
// standard deviations; a plain remainder of a byte by 79 would be off by a third.
func TestDrawsAreEven(t *testing.T) {
	const drawn = 4000
	counts := map[rune]int{}
	for range drawn {
		for _, r := range passwords.Draw(rand.Reader, passwords.Random, 64) {
			counts[r]++
		}
	}
	if len(counts) != 79 {
		t.Fatalf("%d characters", len(counts))
	}
	mean := float64(drawn*64) / 79
	for r, n := range counts {
		if math.Abs(float64(n)-mean) > 6*math.Sqrt(mean) {
			t.Errorf("%q: %d, mean %.0f", r, n, mean)
		}
	}
}

func TestGenerateRefuses(t *testing.T) {
	for _, c := range []struct {
		style  passwords.Style
		length int
	}{{0, 20}, {3, 20}, {passwords.Random, 11}, {passwords.Random, 65}, {passwords.Pronounceable, -1}} {
		if got, err := house.Generate(rand.Reader, c.style, c.length, margaux); got != "" || !errors.Is(err, passwords.ErrGenerate) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	broken := errors.New("no entropy")
	if got, err := house.Generate(iotest.ErrReader(broken), passwords.Random, 20, margaux); got != "" || !errors.Is(err, broken) {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := house.Generate(bytes.NewReader(make([]byte, 5)), passwords.Pronounceable, 20, margaux); got != "" || err == nil {
		t.Errorf("%q, %v", got, err)
	}
	// A source that always says the same never gives what the rules accept.
	if got, err := house.Generate(zeros{}, passwords.Random, 20, margaux); got != "" || !errors.Is(err, passwords.ErrGenerate) {
		t.Errorf("%q, %v", got, err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

var _ io.Reader = zeros{}
