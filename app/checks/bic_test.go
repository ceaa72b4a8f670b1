package checks_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"trousseau/app/checks"
)

func TestBICs(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"GEBABEBB", "GEBABEBB"},
		{"GEBABEBB36A", "GEBABEBB36A"},
		{" geba be bb \n", "GEBABEBB"},
		{"DEUT-DE-FF-500", "DEUTDEFF500"},
		{"PSSTFRPPXXX", "PSSTFRPPXXX"},
		{"E097AEXX", "E097AEXX"}, // digits in front since ISO 9362:2014
		{"", ""}, {" \t", ""},
	} {
		got, err := checks.BIC(c.typed)
		if err != nil || got != c.want {
			t.Errorf("%q: %q, %v; want %q", c.typed, got, err, c.want)
		}
	}
}

func TestRefusedBICs(t *testing.T) {
	for _, c := range []struct {
		typed string
		want  checks.Reason
	}{
		{"GEBABEB", checks.Length},
		{"GEBABEBB3", checks.Length},
		{"GEBABEBB36", checks.Length},
		{"GEBABEBB36AA", checks.Length},
		{"B", checks.Length},
		{strings.Repeat("B", 100_000), checks.Length},
		{"GEBA1EBB", checks.Letters},
		{"GEBAB2BB", checks.Letters},
		{"GEBABEB.", checks.Letters},
		{"GÉBABEBB", checks.Letters},
		{"GEBABEB\u200b", checks.Letters},
		{"\xff", checks.Letters},
	} {
		got, err := checks.BIC(c.typed)
		var refused *checks.BICError
		if !errors.As(err, &refused) || refused.Reason != c.want || got != "" {
			t.Errorf("%.40q: %q, %v; want %v", c.typed, got, err, c.want)
		}
		if err != nil && len(c.typed) > 3 && strings.Contains(err.Error(), c.typed) {
			t.Errorf("%.40q: the error holds what was typed", c.typed)
		}
	}
}

// bicShape is the pattern that the messages of ISO 20022 give for a BIC.
var bicShape = regexp.MustCompile(`^([A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?)?$`)

func FuzzBIC(f *testing.F) {
	for _, typed := range []string{"GEBABEBB", "deut-de-ff 500", "GEBA1EBB", "", "\xff"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		first, err := checks.BIC(typed)
		if err != nil {
			var refused *checks.BICError
			if !errors.As(err, &refused) || first != "" || refused.Reason.String() == "unknown" || bicShape.MatchString(typed) {
				t.Fatalf("%q, %#v", first, err)
			}
			return
		}
		if second, err := checks.BIC(first); err != nil || second != first || !bicShape.MatchString(first) {
			t.Fatalf("%q becomes %q (%v)", first, second, err)
		}
	})
}
