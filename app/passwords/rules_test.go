package passwords_test

import (
	"reflect"
	"strings"
	"testing"

	"trousseau/app/passwords"
)

func TestRules(t *testing.T) {
	for _, c := range []struct {
		password                             string
		length, upper, lower, digit, special int
		ok                                   bool
	}{
		{"Zomerbrood-7x", 13, 1, 10, 1, 1, true},
		{"Zomerbrood-7", 12, 1, 9, 1, 1, true},
		{"Zomerbrod-7", 11, 1, 8, 1, 1, false},
		{"", 0, 0, 0, 0, 0, false},
		{"zomerbrood-7x", 13, 0, 11, 1, 1, false},
		{"ZOMERBROOD-7X", 13, 11, 0, 1, 1, false},
		{"Zomerbrood-xx", 13, 1, 11, 0, 1, false},
		{"Zomerbrood7xx", 13, 1, 11, 1, 0, false},
		{"Zomer brood 7", 13, 1, 9, 1, 2, true}, // a space is special
		{" Zomerbrood7 ", 13, 1, 9, 1, 2, true}, // and never trimmed
		{"É\u00e9lise-brood9", 13, 1, 10, 1, 1, true},
		{"E\u0301e\u0301lise-brood9", 13, 1, 10, 1, 1, true},  // two code points each before NFC
		{"x\u0302\u0302\u0302Abcdef-7", 12, 1, 6, 1, 1, true}, // marks count for the length only
		{"密码密码密码密码Ab-7", 12, 1, 1, 1, 1, true},                // letters without case too
		{"密码密码密码密码密码密码", 12, 0, 0, 0, 0, false},
		{"Ζωήζωήζωή-7ή", 12, 1, 9, 1, 1, true},
		{"ǅabcdefghi-٧", 12, 1, 9, 1, 1, true}, // title case, Arabic digit
		{"Abcdefgh7€🔑x", 12, 1, 8, 1, 2, true},
		{strings.Repeat("Ab1-", 32), 128, 32, 32, 32, 32, true},
		{strings.Repeat("Ab1-", 64), 256, 64, 64, 64, 64, true},
		{strings.Repeat("Éb1-", 64), 256, 64, 64, 64, 64, true},
	} {
		report := passwords.Check(c.password)
		want := []passwords.Finding{
			{Rule: passwords.Length, OK: c.length >= 12, Count: c.length},
			{Rule: passwords.Upper, OK: c.upper > 0, Count: c.upper},
			{Rule: passwords.Lower, OK: c.lower > 0, Count: c.lower},
			{Rule: passwords.Digit, OK: c.digit > 0, Count: c.digit},
			{Rule: passwords.Special, OK: c.special > 0, Count: c.special},
		}
		if len(report.Findings) != len(want) {
			t.Errorf("%.20q: %d findings", c.password, len(report.Findings))
			continue
		}
		for i := range want {
			if !reflect.DeepEqual(report.Findings[i], want[i]) {
				t.Errorf("%.20q: %+v, want %+v", c.password, report.Findings[i], want[i])
			}
		}
		if report.OK() != c.ok {
			t.Errorf("%.20q: OK %v, want %v", c.password, report.OK(), c.ok)
		}
	}
}

func TestTooLong(t *testing.T) {
	report := passwords.Check(strings.Repeat("Ab1-", 64) + "x")
	last := report.Findings[len(report.Findings)-1]
	if want := (passwords.Finding{Rule: passwords.TooLong, Count: 257}); !reflect.DeepEqual(last, want) || report.OK() {
		t.Errorf("%+v, OK %v", last, report.OK())
	}
	for _, f := range report.Findings[:len(report.Findings)-1] {
		if !f.OK {
			t.Errorf("%+v: only the length is wrong", f)
		}
	}
}

func TestZeroReportIsNotOK(t *testing.T) {
	if (passwords.Report{}).OK() {
		t.Error("an unchecked password passes")
	}
}

func FuzzCheck(f *testing.F) {
	for _, text := range []string{"Zomerbrood-7x", "E\u0301\u0301", "\xff\xfe", "密码", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, password string) {
		report := passwords.Check(password)
		length, kinds := report.Findings[0].Count, 0
		for _, finding := range report.Findings[1:5] {
			kinds += finding.Count
			if finding.OK != (finding.Count > 0) {
				t.Fatalf("%+v", finding)
			}
		}
		if kinds > length || length > len(password) || report.OK() && (length < 12 || length > 256) {
			t.Fatalf("%d kinds in %d characters of %d bytes", kinds, length, len(password))
		}
	})
}
