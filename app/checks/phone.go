package checks

import "strings"

// PhoneError is the only error of Phone. Its reasons are Length and Letters.
type PhoneError struct{ Reason Reason }

// Error names the reason, never the number.
func (e *PhoneError) Error() string { return "checks: telephone number: " + e.Reason.String() }

const (
	minPhone  = 6  // digits: shorter ones are reached from inside one network only
	maxPhone  = 15 // digits: ITU-T E.164, 6.1
	longPhone = 60 // characters, separators included
)

// Phone checks the shape of a telephone number and returns it as it was typed,
// trimmed: 6 to 15 digits, among them spaces and . / - ( ), at most one + and that
// before every digit, 60 characters in all. Empty text is allowed and gives "".
// Every error is a *PhoneError.
//
// Nothing is regrouped: each country writes its numbers its own way, and people
// know theirs by its look.
func Phone(typed string) (text string, err error) {
	text = strings.TrimSpace(typed)
	if text == "" {
		return "", nil
	}
	digits, length, plus := 0, 0, false
	for _, r := range text {
		length++
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '+' && !plus && digits == 0:
			plus = true
		case !strings.ContainsRune(" \u00a0\u202f./-()", r): // with the two spaces that do not break
			return "", &PhoneError{Letters}
		}
	}
	if digits < minPhone || digits > maxPhone || length > longPhone {
		return "", &PhoneError{Length}
	}
	return text, nil
}
