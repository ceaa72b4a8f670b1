package checks_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"trousseau/app/checks"
)

func TestWebsites(t *testing.T) {
	long := "https://exemple.fr/" + strings.Repeat("é", 181) // 200 characters, more bytes
	for _, c := range []struct{ typed, want string }{
		{"bedrijf-zonen.be", "https://bedrijf-zonen.be"},
		{" https://www.bedrijf-zonen.be/ \n", "https://www.bedrijf-zonen.be/"},
		{"http://bedrijf-zonen.be", "http://bedrijf-zonen.be"},
		{"HTTPS://Bedrijf-Zonen.BE/Nous", "https://Bedrijf-Zonen.BE/Nous"},
		{"bedrijf-zonen.be:8080", "https://bedrijf-zonen.be:8080"},
		{"bedrijf-zonen.be:65535/a:b", "https://bedrijf-zonen.be:65535/a:b"},
		{"exemple.fr/@elise?a=b@c#d", "https://exemple.fr/@elise?a=b@c#d"},
		{"exemple.fr?u=http://exemple.be", "https://exemple.fr?u=http://exemple.be"},
		{"exemple.fr/a%20b", "https://exemple.fr/a%20b"},
		{"Bäckerei.de/Brötchen", "https://Bäckerei.de/Brötchen"},
		{"https://παράδειγμα.ελ", "https://παράδειγμα.ελ"},
		{"xn--bckerei-5wa.de", "https://xn--bckerei-5wa.de"},
		{long, long},
		{long[len("https://"):], long},
		{"", ""}, {" \t", ""},
	} {
		got, err := checks.Website(c.typed)
		if err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.typed, got, err, c.want)
		}
	}
}

func TestRefusedWebsites(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  checks.WebsiteReason
	}{
		{"exemple .fr", checks.WebsiteCharacters},
		{"exemple.fr/a b", checks.WebsiteCharacters},
		{"exemple.fr/a\u00a0b", checks.WebsiteCharacters},
		{"exemple.fr/\x00", checks.WebsiteCharacters},
		{"exemple.fr/\r\nb", checks.WebsiteCharacters},
		{"exemple\u200b.fr", checks.WebsiteCharacters},
		{"exemple.fr/\u202efr", checks.WebsiteCharacters},
		{`exemple.fr\@exemple.be`, checks.WebsiteCharacters},
		{"<a>exemple.fr", checks.WebsiteCharacters},
		{"exemple.fr/\"onclick", checks.WebsiteCharacters},
		{"exemple.fr/100%", checks.WebsiteCharacters},
		{"exemple.fr/\xff", checks.WebsiteCharacters},
		{"ftp://exemple.fr", checks.WebsiteScheme},
		{"file:///etc/passwd", checks.WebsiteScheme},
		{"javascript:alert(1)", checks.WebsiteScheme},
		{"javascript://exemple.fr/%0aalert(1)", checks.WebsiteScheme},
		{"data:text/html,exemple.fr", checks.WebsiteScheme},
		{"mailto:anna@exemple.fr", checks.WebsiteScheme},
		{"http:exemple.fr", checks.WebsiteScheme},
		{"://exemple.fr", checks.WebsiteScheme},
		{"https://anna@exemple.fr", checks.WebsiteUser},
		{"https://anna:geheim@exemple.fr", checks.WebsiteUser},
		{"https://exemple.fr:80@exemple.be", checks.WebsiteUser},
		{"anna@exemple.fr", checks.WebsiteUser},
		{"https://@exemple.fr", checks.WebsiteUser},
		{"https://", checks.WebsiteHost},
		{"localhost", checks.WebsiteHost},
		{"localhost:8080", checks.WebsiteHost},
		{"exemple", checks.WebsiteHost},
		{"exemple.", checks.WebsiteHost},
		{"exemple.fr.", checks.WebsiteHost},
		{".fr", checks.WebsiteHost},
		{"exemple..fr", checks.WebsiteHost},
		{"-exemple.fr", checks.WebsiteHost},
		{"exem_ple.fr", checks.WebsiteHost},
		{"exemple%2efr", checks.WebsiteHost},
		{"exemple.fr／a", checks.WebsiteHost}, // a full-width slash, which UTS 46 maps
		{"anna＠exemple.fr", checks.WebsiteHost},
		{"//exemple.fr", checks.WebsiteHost},
		{"https://https://exemple.fr", checks.WebsiteHost},
		{"https://[::1]", checks.WebsiteHost},
		{"https://[::ffff:127.0.0.1]/", checks.WebsiteHost},
		{"exemple.fr:", checks.WebsiteHost},
		{"exemple.fr:0", checks.WebsiteHost},
		{"exemple.fr:65536", checks.WebsiteHost},
		{"exemple.fr:+80", checks.WebsiteHost},
		{"exemple.fr:80:80", checks.WebsiteHost},
		{"exemple.fr/" + strings.Repeat("a", 182), checks.WebsiteLength},
		{strings.Repeat("é.", 100_000) + "fr", checks.WebsiteLength},
		{strings.Repeat("a ", 100_000), checks.WebsiteLength},
	} {
		got, err := checks.Website(c.typed)
		var refused *checks.WebsiteError
		if !errors.As(err, &refused) || refused.Reason != c.want || got != "" {
			t.Errorf("%.40q: %q, %v; want %v", c.typed, got, err, c.want)
		}
		if err != nil && len(c.typed) > 4 && strings.Contains(err.Error(), c.typed) {
			t.Errorf("%.40q: the error holds what was typed", c.typed)
		}
	}
}

// FuzzWebsite holds what is taken against the parser that a program which opens
// the link would use.
func FuzzWebsite(f *testing.F) {
	for _, typed := range []string{"bedrijf-zonen.be", "HTTP://Bäckerei.de:80/a?b#c", "exemple。fr", "javascript:alert(1)",
		"a@b.be", "exemple.fr/100%", "https://[::1]:80/", "", "\xff"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		first, err := checks.Website(typed)
		if err != nil {
			var refused *checks.WebsiteError
			if !errors.As(err, &refused) || first != "" || refused.Reason.String() == "unknown" {
				t.Fatalf("%q, %#v", first, err)
			}
			return
		}
		if second, err := checks.Website(first); err != nil || second != first {
			t.Fatalf("%q becomes %q (%v)", first, second, err)
		}
		if first == "" {
			return
		}
		parsed, err := url.Parse(first)
		if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.User != nil || parsed.Opaque != "" ||
			parsed.Host == "" || !strings.HasPrefix(first, parsed.Scheme+"://"+parsed.Host) {
			t.Fatalf("%q is another address when read: %v", first, err)
		}
		if utf8.RuneCountInString(first) > 200 || strings.ContainsAny(first, " \t\n\\") {
			t.Fatalf("%q should be refused", first)
		}
	})
}
