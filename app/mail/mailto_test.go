package mail_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"trousseau/app/checks"
	"trousseau/app/mail"
)

func TestMailto(t *testing.T) {
	for _, c := range []struct{ to, subject, body, want string }{
		{"margaux@bedrijf-zonen.be", "", "", "mailto:margaux@bedrijf-zonen.be"},
		{" Margaux@Bedrijf-Zonen.be", "Accès", "", "mailto:margaux@bedrijf-zonen.be?subject=Acc%C3%A8s"},
		{"a@b.be", "", "x", "mailto:a@b.be?body=x"},
		{"a@b.be", "Bedrijf & Zonen?", "a b+c\nd=e&f#g%h", "mailto:a@b.be?subject=Bedrijf%20%26%20Zonen%3F&body=a%20b%2Bc%0D%0Ad%3De%26f%23g%25h"},
		{"a@b.be", "s", "a\rb\r\nc\n", "mailto:a@b.be?subject=s&body=a%0D%0Ab%0D%0Ac%0D%0A"},
		{"a@b.be", "x&bcc=c@d.be", "\t/'\"<>\\", "mailto:a@b.be?subject=x%26bcc%3Dc%40d.be&body=%09%2F%27%22%3C%3E%5C"},
		{"a&b?c=d%e#f+g/h@b.be", "-._~", "", "mailto:a%26b%3Fc%3Dd%25e%23f%2Bg%2Fh@b.be?subject=-._~"},
		{"élise@Bäckerei.de", "", "", "mailto:%C3%A9lise@xn--bckerei-5wa.de"},
		{"a..b@x.be", "", "", "mailto:%22a..b%22@x.be"},
	} {
		if got, err := mail.Mailto(c.to, c.subject, c.body); err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.to, got, err, c.want)
		}
	}
}

func TestMailtoIsBounded(t *testing.T) {
	room := 2000 - len("mailto:a@b.be?body=")
	if got, err := mail.Mailto("a@b.be", "", strings.Repeat("x", room)); err != nil || len(got) != 2000 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	for _, body := range []string{strings.Repeat("x", room+1), strings.Repeat("é", 400), strings.Repeat("\n", 400)} {
		if got, err := mail.Mailto("a@b.be", "", body); !errors.Is(err, mail.ErrTooLong) || got != "" {
			t.Errorf("%d bytes of body: %v", len(body), err)
		}
	}
}

func TestRefusedMailto(t *testing.T) {
	for _, c := range []struct {
		to, subject, body string
		want              error
	}{
		{"", "s", "b", mail.ErrMessage},
		{"a@b.be,c@d.be", "s", "b", mail.ErrMessage},
		{"a@b.be?bcc=bedrijf", "s", "b", mail.ErrMessage},
		{"a@b.be", "s\r\nBcc: bedrijf", "b", mail.ErrMessage},
		{"a@b.be", "s\n", "b", mail.ErrMessage},
		{"a@b.be", "s\r", "b", mail.ErrMessage},
		{"a@b.be", "\xff", "b", mail.ErrMessage},
		{"a@b.be", "s", "\x00", mail.ErrMessage},
		{"a@b.be", "s", "\xff", mail.ErrMessage},
		{"a@b.be", strings.Repeat("s", 251), "b", mail.ErrTooLong},
	} {
		got, err := mail.Mailto(c.to, c.subject, c.body)
		if !errors.Is(err, c.want) || got != "" || strings.Contains(err.Error(), "bedrijf") {
			t.Errorf("%q, %.20q: %q, %v", c.to, c.subject, got, err)
		}
	}
}

// Whatever is in it, a reader of addresses finds the same fields and no other.
func FuzzMailto(f *testing.F) {
	f.Add("élise@Bäckerei.de", "Bedrijf & Zonen", "a\nb")
	f.Add("a?b&c=%25@x", "#;+", "\r\n\t%0D")
	f.Add("\"@x", "\x00", "\xff")
	f.Fuzz(func(t *testing.T, to, subject, body string) {
		got, err := mail.Mailto(to, subject, body)
		if err != nil {
			if got != "" || !errors.Is(err, mail.ErrMessage) && !errors.Is(err, mail.ErrTooLong) {
				t.Fatalf("%q, %v", got, err)
			}
			return
		}
		if len(got) > 2000 || strings.ContainsFunc(got, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`"'<>\^{|}`+"`", r) }) {
			t.Fatalf("%q", got)
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "mailto" || u.Fragment != "" {
			t.Fatalf("%q: %v", got, err)
		}
		address, err := url.PathUnescape(u.Opaque)
		normal, wrong := checks.Email(to)
		if err != nil || wrong != nil || strings.ReplaceAll(address, `"`, "") != normal {
			t.Fatalf("to %q, want %q (%v, %v)", address, normal, err, wrong)
		}
		fields, err := url.ParseQuery(u.RawQuery)
		want := strings.ReplaceAll(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(body), "\n", "\r\n")
		if err != nil || fields.Get("subject") != subject || fields.Get("body") != want || len(fields) > 2 {
			t.Fatalf("%v (%v), want %q, %q", fields, err, subject, want)
		}
	})
}
