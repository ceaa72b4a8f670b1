// Package passwords judges passwords: which rules one keeps, and how strong it is.
//
// The layer's rule: pure functions over the text given. Nothing is kept, logged
// or put into an error; no result holds a part of the password. A password is
// taken in NFC and never trimmed (DESIGN 13), and characters are Unicode code
// points after NFC.
package passwords

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MinLength and MaxLength bound a password, in characters. The upper bound
// refuses, it never truncates; it lies above the 64 that NIST SP 800-63B-4
// 3.1.1.2 demands at least and the 128 of the house rules.
const (
	MinLength = 12
	MaxLength = 256
)

// Rule is one demand on a password.
type Rule int

// The rules, closed.
const (
	Length  Rule = iota + 1 // at least MinLength characters
	Upper                   // an upper-case letter
	Lower                   // a lower-case letter
	Digit                   // a decimal digit
	Special                 // a character that is neither letter nor digit, a space included
	TooLong                 // reported only when broken: over MaxLength characters
)

// Finding is the verdict of one rule.
type Finding struct {
	Rule  Rule
	OK    bool
	Count int // characters seen that the rule counts; all of them for Length and TooLong
}

// Report is the verdict of all rules.
type Report struct {
	// Findings holds Length, Upper, Lower, Digit and Special, in this order, and
	// TooLong behind them when that is broken.
	Findings []Finding
}

// OK reports whether every rule is kept. The zero Report is not OK.
func (r Report) OK() bool {
	for _, f := range r.Findings {
		if !f.OK {
			return false
		}
	}
	return len(r.Findings) > 0
}

// Check judges a password by the house rules on length and kinds of characters
// (P1). A letter without case, and a mark that belongs to a letter, count for
// the length only; they are neither case, digit nor special.
func Check(password string) Report {
	var length, upper, lower, digit, special int
	for _, r := range norm.NFC.String(password) {
		length++
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			upper++
		case unicode.IsLower(r):
			lower++
		case unicode.IsDigit(r):
			digit++
		case !unicode.IsLetter(r) && !unicode.IsMark(r):
			special++
		}
	}
	findings := []Finding{
		{Length, length >= MinLength, length},
		{Upper, upper > 0, upper},
		{Lower, lower > 0, lower},
		{Digit, digit > 0, digit},
		{Special, special > 0, special},
	}
	if length > MaxLength {
		findings = append(findings, Finding{TooLong, false, length})
	}
	return Report{findings}
}
