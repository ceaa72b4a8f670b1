package checks_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"trousseau/app/checks"
)

func TestEmails(t *testing.T) {
	label := strings.Repeat("d", 63)
	for _, c := range []struct{ text, want string }{
		{"margaux@bedrijf-zonen.be", "margaux@bedrijf-zonen.be"},
		{"  Margaux@Bedrijf-Zonen.BE\n", "margaux@bedrijf-zonen.be"},
		{"Élise@Bäckerei.DE", "élise@xn--bckerei-5wa.de"},
		{"E\u0301lise@exemple.fr", "élise@exemple.fr"},
		{"anna@straße.de", "anna@xn--strae-oqa.de"},
		{"anna@STRASSE.de", "anna@strasse.de"},
		{"anna@xn--bckerei-5wa.de", "anna@xn--bckerei-5wa.de"},
		{"ζωή@παράδειγμα.ελ", "ζωή@xn--hxajbheg2az3al.xn--qxam"},
		{"a.b+c'd_e@x-y.example", "a.b+c'd_e@x-y.example"},
		{"anna@localhost", "anna@localhost"},
		{"anna@exemple。fr", "anna@exemple.fr"}, // ideographic full stop, UTS 46
		{strings.Repeat("a", 64) + "@b.be", strings.Repeat("a", 64) + "@b.be"},
		{"a@" + label + "." + label + "." + label + "." + strings.Repeat("d", 60), "a@" + label + "." + label + "." + label + "." + strings.Repeat("d", 60)},
	} {
		got, err := checks.Email(c.text)
		if err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.text, got, err, c.want)
		}
	}
}

func TestRefusedEmails(t *testing.T) {
	label := strings.Repeat("d", 63)
	for _, c := range []struct {
		text string
		want checks.EmailReason
	}{
		{"", checks.EmailEmpty},
		{" \t\u00a0", checks.EmailEmpty},
		{"anna", checks.EmailAt},
		{"anna@roy@b.be", checks.EmailAt},
		{"anna roy@b.be", checks.EmailCharacters},
		{"Anna <anna@b.be>", checks.EmailCharacters},
		{"anna@b.be, jan@b.be", checks.EmailCharacters},
		{"anna\x00@b.be", checks.EmailCharacters},
		{"an\u200bna@b.be", checks.EmailCharacters},
		{"an\u202ena@b.be", checks.EmailCharacters},
		{"an\xffna@b.be", checks.EmailCharacters},
		{"anna@[127.0.0.1]", checks.EmailCharacters},
		{"@b.be", checks.EmailLocal},
		{strings.Repeat("a", 65) + "@b.be", checks.EmailLocal},
		{strings.Repeat("é", 33) + "@b.be", checks.EmailLocal},
		{"anna@", checks.EmailDomain},
		{"anna@b..be", checks.EmailDomain},
		{"anna@.be", checks.EmailDomain},
		{"anna@b.be.", checks.EmailDomain},
		{"anna@-b.be", checks.EmailDomain},
		{"anna@b_c.be", checks.EmailDomain},
		{"anna@b&c.be", checks.EmailDomain},
		{"anna@" + label + "d.be", checks.EmailDomain},
		{"anna@xn--zzzzzzzzzzzz99999.be", checks.EmailDomain},
		{"ab@" + label + "." + label + "." + label + "." + strings.Repeat("d", 60), checks.EmailLength},
		{strings.Repeat("a", 100_000) + "@b.be", checks.EmailLength},
	} {
		got, err := checks.Email(c.text)
		var refused *checks.EmailError
		if !errors.As(err, &refused) || refused.Reason != c.want || got != "" {
			t.Errorf("%.40q: %q, %v; want %v", c.text, got, err, c.want)
		}
	}
}

func FuzzEmail(f *testing.F) {
	for _, text := range []string{"margaux@bedrijf-zonen.be", "E\u0301lise@Bäckerei.DE", "İ@İ.tr", "Σ@ς.gr", "ﬁ@ﬁ.be", "a@b", "", "\xff@"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, err := checks.Email(text)
		if err != nil {
			var refused *checks.EmailError
			if !errors.As(err, &refused) || first != "" || refused.Reason.String() == "unknown" {
				t.Fatalf("%q, %#v", first, err)
			}
			return
		}
		if second, err := checks.Email(first); err != nil || second != first {
			t.Fatalf("%q becomes %q (%v)", first, second, err)
		}
		_, domain, _ := strings.Cut(first, "@")
		if len(first) > 254 || !norm.NFC.IsNormalString(first) || strings.ToLower(first) != first || strings.Trim(domain, "abcdefghijklmnopqrstuvwxyz0123456789-.") != "" {
			t.Fatalf("%q is no normal form", first)
		}
	})
}
