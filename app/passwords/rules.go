// Package passwords judges passwords: which rules one keeps, how strong it is; and makes new ones.
//
// The layer's rule: pure functions over the text given and lists that are part
// of the program. Nothing typed is kept, logged or put into an error. Only
// Finding.Parts holds pieces of a password, for the eyes of the person who types
// it. A password is taken in NFC and never trimmed (DESIGN 13), and characters
// are Unicode code points after NFC.
package passwords

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// MinLength and MaxLength bound a password of the house rules, in characters.
// The upper bound refuses, it never truncates; it lies above the 64 that NIST
// SP 800-63B-4 3.1.1.2 demands at least and the 128 of the house rules.
const (
	MinLength = 12
	MaxLength = 256
)

// The lengths of NIST SP 800-63B-4 3.1.1.2: a password alone, and one beside a
// second factor.
const (
	aloneLength  = 15
	besideLength = 8
)

// Rule is one demand on a password.
type Rule int

// The rules, closed.
const (
	Length   Rule = iota + 1 // at least Policy.MinLength characters
	Upper                    // an upper-case letter
	Lower                    // a lower-case letter
	Digit                    // a decimal digit
	Special                  // a character that is neither letter nor digit, a space included
	TooLong                  // reported only when broken: over MaxLength characters
	Names                    // nothing of the person, his address and his companies, from 3 letters on
	Words                    // no listed word, first name or surname, from 5 letters on
	Common                   // not one of the common passwords
	Repeat                   // no character three times in a row
	Sequence                 // no run of four, as abcd, 4321 or azer
)

// maxParts bounds Finding.Parts.
const maxParts = 4

// Finding is the verdict of one rule.
type Finding struct {
	Rule Rule
	OK   bool
	// Count is the number of characters seen that the rule counts, all of them for
	// Length and TooLong; for Names to Sequence it is the number of faults.
	Count int
	// Parts are the guilty parts of the password as the person should read them,
	// at most 4, each once, in the order typed: of Names and Words in lower case
	// with letters in the place of signs («m4rgaux» gives "margaux"), of Repeat and
	// Sequence as typed. They are never longer than the password. Common has none:
	// its part would be the whole password.
	Parts []string
}

// Report is the verdict of all rules of a policy.
type Report struct {
	// Findings holds Length, Upper, Lower, Digit, Special, Names, Words, Common,
	// Repeat and Sequence in this order, without those that the policy does not
	// ask, and TooLong behind them when that is broken.
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

// Check judges a password by length and kinds of characters alone (P1, P2), the
// part of the house rules that needs no list and no person. Whether a password is
// accepted is for Policy.Check.
func Check(password string) Report {
	s := shapeOf(norm.NFC.String(password))
	return Report{s.tooLong(append([]Finding{s.long(MinLength)}, s.kinds()...))}
}

// shape counts the kinds of characters. A letter without case, and a mark that
// belongs to a letter, count for the length only.
type shape struct{ length, upper, lower, digit, special int }

func shapeOf(password string) (s shape) {
	for _, r := range password {
		s.length++
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			s.upper++
		case unicode.IsLower(r):
			s.lower++
		case unicode.IsDigit(r):
			s.digit++
		case !unicode.IsLetter(r) && !unicode.IsMark(r):
			s.special++
		}
	}
	return s
}

func (s shape) long(least int) Finding {
	return Finding{Rule: Length, OK: s.length >= least, Count: s.length}
}

func (s shape) kinds() []Finding {
	return []Finding{
		{Rule: Upper, OK: s.upper > 0, Count: s.upper},
		{Rule: Lower, OK: s.lower > 0, Count: s.lower},
		{Rule: Digit, OK: s.digit > 0, Count: s.digit},
		{Rule: Special, OK: s.special > 0, Count: s.special},
	}
}

func (s shape) tooLong(findings []Finding) []Finding {
	if s.length > MaxLength {
		findings = append(findings, Finding{Rule: TooLong, Count: s.length})
	}
	return findings
}
