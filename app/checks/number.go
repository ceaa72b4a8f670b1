// Package checks judges what people type against public rules: enterprise and
// VAT numbers, IBANs and BICs, e-mail addresses, telephone numbers, websites.
//
// The layer's rule: pure functions, no state, no network, no words. A check
// returns one canonical spelling, stable under a second check, or a typed error
// with a reason from a closed list that a window turns into a sentence. Errors
// never hold what was typed. Beside the standard library only
// golang.org/x/net/idna and golang.org/x/text/unicode/norm are used, for the
// canonical form of an e-mail address and the host of a website.
package checks

import (
	"strings"
	"unicode"
)

// Reason says why a number was refused: an enterprise number, an IBAN, a BIC or a
// telephone number.
type Reason int

// The reasons, closed.
const (
	Length     Reason = iota + 1 // too short, too long, or no digits at all
	Letters                      // a character stands where none or a digit belongs
	CheckDigit                   // the digits contradict each other: one is wrong
	Country                      // it begins with another country's letters or no known ones, or the country asked is no ISO 3166 code
)

// String names the reason for logs and tests.
func (r Reason) String() string {
	switch r {
	case Length:
		return "length"
	case Letters:
		return "letters"
	case CheckDigit:
		return "check digit"
	case Country:
		return "country"
	}
	return "unknown"
}

// NumberError is the only error of EnterpriseNumber.
type NumberError struct{ Reason Reason }

// Error names the reason, never the number.
func (e *NumberError) Error() string { return "checks: enterprise number: " + e.Reason.String() }

// maxOther bounds a number of a country whose rule is not known here.
const maxOther = 20

// vatPrefixes are the letters European VAT numbers begin with.
const vatPrefixes = " AT BE BG CY CZ DE DK EE EL ES FI FR GB HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI "

// EnterpriseNumber checks a company's VAT or enterprise number by the rules of
// country, an ISO 3166 alpha-2 code, and returns its canonical spelling: upper
// case, no separators. Spaces, dots, hyphens and slashes are tolerated in any
// place, the country's letters may be left out. Empty text is allowed and gives
// "". Every error is a *NumberError.
//
// Known rules are those of BE, DE, FR, LU and NL (FEATURES part 4). Numbers of
// other countries are taken unchecked, 20 letters and digits at most. The rule
// is arithmetic: whether the number was ever given to anybody takes a network.
func EnterpriseNumber(country, text string) (canonical string, err error) {
	country = strings.ToUpper(country)
	number, ok := strip(text)
	switch {
	case ok && number == "":
		return "", nil
	case len(country) != 2 || !isUpper(country[0]) || !isUpper(country[1]):
		return "", &NumberError{Country}
	case !ok:
		return "", &NumberError{Letters}
	}
	judge, known := rule(country)
	if !known {
		if len(number) > maxOther {
			return "", &NumberError{Length}
		}
		return number, nil
	}
	bare, own := strings.CutPrefix(number, country)
	if !own && len(number) > 2 && strings.Contains(vatPrefixes, " "+number[:2]+" ") {
		return "", &NumberError{Country}
	}
	canonical, reason := judge(bare, own)
	if reason != 0 {
		return "", &NumberError{reason}
	}
	return canonical, nil
}

// rule returns the judge of a country: it takes the number without the
// country's letters and whether they were there, and returns the canonical
// spelling or a reason.
func rule(country string) (func(bare string, own bool) (string, Reason), bool) {
	switch country {
	case "BE":
		return belgian, true
	case "DE":
		return german, true
	case "FR":
		return french, true
	case "LU":
		return luxembourgish, true
	case "NL":
		return dutch, true
	}
	return nil, false
}

// strip drops separators and upper-cases; false when anything but ASCII letters
// and digits is left.
func strip(text string) (string, bool) {
	var b strings.Builder
	for _, r := range text {
		switch {
		case unicode.IsSpace(r) || strings.ContainsRune(".-/·", r):
		case r >= 'a' && r <= 'z':
			b.WriteRune(r - 'a' + 'A')
		case r >= '0' && r <= '9' || r >= 'A' && r <= 'Z':
			b.WriteRune(r)
		default:
			return "", false
		}
	}
	return b.String(), true
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }

// digits says why s is not n digits, or 0.
func digits(s string, n int) Reason {
	switch {
	case !allDigits(s):
		return Letters
	case len(s) != n:
		return Length
	case strings.Trim(s, "0") == "":
		return CheckDigit // the sums of several countries hold for zeros alone
	}
	return 0
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// value is the number that a string of at most 18 digits writes.
func value(s string) int {
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}
