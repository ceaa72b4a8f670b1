package checks

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// EmailReason says why an e-mail address was refused.
type EmailReason int

// The reasons, closed.
const (
	EmailEmpty      EmailReason = iota + 1 // nothing but spaces
	EmailCharacters                        // a space, an invisible or a control character, or one that sets an address off: < > ( ) , ; : \ " [ ]
	EmailAt                                // not exactly one @
	EmailLocal                             // the part before @ is empty or over 64 bytes
	EmailDomain                            // the part after @ is no domain name: a label empty or over 63, a sign no name has
	EmailLength                            // over 254 bytes
)

// String names the reason for logs and tests.
func (r EmailReason) String() string {
	switch r {
	case EmailEmpty:
		return "empty"
	case EmailCharacters:
		return "characters"
	case EmailAt:
		return "at sign"
	case EmailLocal:
		return "local part"
	case EmailDomain:
		return "domain"
	case EmailLength:
		return "length"
	}
	return "unknown"
}

// EmailError is the only error of Email.
type EmailError struct{ Reason EmailReason }

// Error names the reason, never the address.
func (e *EmailError) Error() string { return "checks: e-mail address: " + e.Reason.String() }

const (
	maxEmail = 254 // RFC 5321, 4.5.3.1.3, less the angle brackets
	maxLocal = 64  // RFC 5321, 4.5.3.1.1
)

// Email returns the normal form of an address, the one it is compared and
// looked up by (DESIGN 13): trimmed, NFC, lower case, the domain in IDNA ASCII
// (UTS 46, non-transitional). It judges the shape only; whether mail arrives
// there, nobody can tell offline. Every error is an *EmailError.
func Email(text string) (normal string, err error) {
	if !utf8.ValidString(text) {
		return "", &EmailError{EmailCharacters}
	}
	text = strings.TrimSpace(text)
	if text == "" {
		return "", &EmailError{EmailEmpty}
	}
	if len(text) > 4*maxEmail {
		return "", &EmailError{EmailLength} // before any work that grows with it
	}
	// Lower case can take a letter out of NFC, hence twice.
	text = norm.NFC.String(strings.ToLower(norm.NFC.String(text)))
	for _, r := range text {
		if unicode.IsSpace(r) || !unicode.IsGraphic(r) || strings.ContainsRune(`<>(),;:\"[]`, r) {
			return "", &EmailError{EmailCharacters}
		}
	}
	local, domain, _ := strings.Cut(text, "@")
	switch {
	case strings.Count(text, "@") != 1:
		return "", &EmailError{EmailAt}
	case local == "" || len(local) > maxLocal:
		return "", &EmailError{EmailLocal}
	}
	ascii, ok := domainName(domain)
	if !ok {
		return "", &EmailError{EmailDomain}
	}
	if len(local)+1+len(ascii) > maxEmail {
		return "", &EmailError{EmailLength}
	}
	return local + "@" + ascii, nil
}

// domainName gives a domain in IDNA ASCII (UTS 46, non-transitional); false for
// what is none. The root's dot is refused: it would make two forms of one name.
func domainName(text string) (ascii string, ok bool) {
	profile := idna.New(idna.MapForLookup(), idna.Transitional(false), idna.BidiRule(),
		idna.StrictDomainName(true), idna.VerifyDNSLength(true))
	ascii, err := profile.ToASCII(text)
	return ascii, err == nil && !strings.HasSuffix(ascii, ".")
}
