package passwords_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"trousseau/app/passwords"
)

func FuzzPolicy(f *testing.F) {
	for _, text := range []string{"Zomerbrood-7x", "E\u0301\u0301", "\xff\xfe", "密码", "1!|1!|1!|", "ﷺﷺ", "aaa-bbb-ccc-ddd-eee", "", "S0L31L!"} {
		f.Add(text, "Zoé d'Or")
	}
	f.Fuzz(func(t *testing.T, password, name string) {
		length := utf8.RuneCountInString(norm.NFC.String(password))
		for _, p := range []passwords.Policy{house, nist, beside} {
			report := p.Check(password, passwords.About{First: name, Email: name, Companies: []string{name, password}})
			for _, f := range report.Findings {
				if len(f.Parts) > 4 || len(f.Parts) > f.Count || f.OK && f.Parts != nil {
					t.Fatalf("%+v", f)
				}
				for i, part := range f.Parts {
					if part == "" || utf8.RuneCountInString(part) > length || slices.Contains(f.Parts[:i], part) {
						t.Fatalf("%+v of %d characters", f, length)
					}
				}
			}
			if report.OK() && (length < p.MinLength() || length > passwords.MaxLength) {
				t.Fatalf("%d characters pass", length)
			}
		}
	})
}

// hostile are inputs of about 10 kB that make the searches work hardest, and one
// that a person types.
var hostile = []struct{ name, password string }{
	{"typed", "Zomerzon-bakt-7-brood!"},
	{"repeats", strings.Repeat("a1", 5000)},
	{"marks", strings.Repeat("e\u0301", 3400)},
	{"only marks", strings.Repeat("\u0301\u0323", 2500)},
	{"signs", strings.Repeat("1!|", 3400)},
	{"umlauts", strings.Repeat("äöü", 1700)},
	{"rows", strings.Repeat("azertyuiop", 1000)},
	{"leet", strings.Repeat("4@8({[<3€6!1|70$+%2z", 450)},
	{"leet and accents", strings.Repeat("4é@8({[<3ö6!1|70$+%2z", 450)},
	{"leet and letters", strings.Repeat("4a@8({c[<3e6g!i1l|70o$s5+t7%x2z", 330)},
}

func BenchmarkCheck(b *testing.B) {
	passwords.Load()
	for _, c := range hostile {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				house.Check(c.password, margaux)
			}
		})
	}
}
