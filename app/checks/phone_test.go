package checks_test

import (
	"errors"
	"strings"
	"testing"

	"trousseau/app/checks"
)

func TestPhones(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"+32 2 123 45 67", "+32 2 123 45 67"},
		{" +32 (0)2/123.45.67\n", "+32 (0)2/123.45.67"},
		{"(+33) 1-23-45-67-89", "(+33) 1-23-45-67-89"},
		{"02\u00a0123\u202f45 67", "02\u00a0123\u202f45 67"},
		{"0032470123456", "0032470123456"},
		{"123456", "123456"},
		{"123456789012345", "123456789012345"},
		{strings.Repeat("1.", 15) + strings.Repeat(".", 30), strings.Repeat("1.", 15) + strings.Repeat(".", 30)},
		{"", ""}, {" \t\u00a0", ""},
	} {
		got, err := checks.Phone(c.typed)
		if err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.typed, got, err, c.want)
		}
	}
}

func TestRefusedPhones(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  checks.Reason
	}{
		{"12345", checks.Length},
		{"1234567890123456", checks.Length},
		{"+", checks.Length},
		{"( ) -", checks.Length},
		{"1 2 3 4 5 6" + strings.Repeat(" ", 49) + ".", checks.Length},
		{"123456" + strings.Repeat(".", 100_000), checks.Length},
		{"++32 2 123 45 67", checks.Letters},
		{"32+2 123 45 67", checks.Letters},
		{"+32 2 123 45 67 ext. 8", checks.Letters},
		{"0800 TAXI 00", checks.Letters},
		{"021234567a", checks.Letters},
		{"02_1234567", checks.Letters},
		{"02 123\t45 67", checks.Letters},
		{"02 123\n45 67", checks.Letters},
		{"０２１２３４５６", checks.Letters},
		{"02\u200b1234567", checks.Letters},
		{"tel:+3221234567", checks.Letters},
		{"021234567\x00", checks.Letters},
		{"021234567\xff", checks.Letters},
	} {
		got, err := checks.Phone(c.typed)
		var refused *checks.PhoneError
		if !errors.As(err, &refused) || refused.Reason != c.want || got != "" {
			t.Errorf("%.40q: %q, %v; want %v", c.typed, got, err, c.want)
		}
		if err != nil && len(c.typed) > 3 && strings.Contains(err.Error(), c.typed) {
			t.Errorf("%.40q: the error holds what was typed", c.typed)
		}
	}
}

func FuzzPhone(f *testing.F) {
	for _, typed := range []string{"+32 (0)2/123.45.67", "12345", "++1", "", "\xff"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		first, err := checks.Phone(typed)
		if err != nil {
			var refused *checks.PhoneError
			if !errors.As(err, &refused) || first != "" || refused.Reason.String() == "unknown" {
				t.Fatalf("%q, %#v", first, err)
			}
			return
		}
		if second, err := checks.Phone(first); err != nil || second != first || first != strings.TrimSpace(typed) {
			t.Fatalf("%q becomes %q (%v)", first, second, err)
		}
		digits := 0
		for _, r := range first {
			if strings.ContainsRune("0123456789", r) {
				digits++
			}
		}
		if first != "" && (digits < 6 || digits > 15) || strings.Count(first, "+") > 1 ||
			strings.Trim(first, "0123456789+ \u00a0\u202f./-()") != "" {
			t.Fatalf("%q is no telephone number", first)
		}
	})
}
