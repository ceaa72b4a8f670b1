package checks

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WebsiteReason says why the address of a website was refused.
type WebsiteReason int

// The reasons, closed.
const (
	WebsiteCharacters WebsiteReason = iota + 1 // a space, an invisible or a control character, a broken % in the path, or one that stands in no address: < > " \ ^ ` { | }
	WebsiteScheme                              // it begins as something else than http or https
	WebsiteUser                                // a user name or an @ stands before the host
	WebsiteHost                                // the host is no domain name with a dot, or the port no number from 1 to 65535
	WebsiteLength                              // over 200 characters, https:// included
)

// String names the reason for logs and tests.
func (r WebsiteReason) String() string {
	switch r {
	case WebsiteCharacters:
		return "characters"
	case WebsiteScheme:
		return "scheme"
	case WebsiteUser:
		return "user"
	case WebsiteHost:
		return "host"
	case WebsiteLength:
		return "length"
	}
	return "unknown"
}

// WebsiteError is the only error of Website.
type WebsiteError struct{ Reason WebsiteReason }

// Error names the reason, never the address.
func (e *WebsiteError) Error() string { return "checks: website: " + e.Reason.String() }

const maxWebsite = 200 // characters

// Website checks the address of a website (RFC 3986) and returns it trimmed, with
// https:// put in front where no scheme stands and the scheme in lower case; the
// rest stays as typed, a host outside ASCII too (it must be valid by IDNA, UTS
// 46). Empty text is allowed and gives "". Every error is a *WebsiteError.
//
// http and https alone are taken, since what is returned can become a link: one to
// javascript: or file: would run or read something where it is clicked. A user name
// is refused because it makes one host look like another.
func Website(typed string) (address string, err error) {
	text := strings.TrimSpace(typed)
	if text == "" {
		return "", nil
	}
	if len(text) > utf8.UTFMax*maxWebsite {
		return "", &WebsiteError{WebsiteLength} // before any work that grows with it
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, inNoAddress) {
		return "", &WebsiteError{WebsiteCharacters}
	}
	scheme, rest, ok := cutScheme(text)
	if !ok {
		return "", &WebsiteError{WebsiteScheme}
	}
	address = scheme + "://" + rest
	if utf8.RuneCountInString(address) > maxWebsite {
		return "", &WebsiteError{WebsiteLength}
	}
	authority := rest
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		authority = rest[:end]
	}
	if strings.Contains(authority, "@") {
		return "", &WebsiteError{WebsiteUser}
	}
	if !isHost(authority) {
		return "", &WebsiteError{WebsiteHost}
	}
	if _, err := url.Parse(address); err != nil {
		return "", &WebsiteError{WebsiteCharacters} // what is left to be wrong is a % without its two digits
	}
	return address, nil
}

func inNoAddress(r rune) bool {
	return unicode.IsSpace(r) || !unicode.IsGraphic(r) || strings.ContainsRune("<>\"\\^`{|}", r)
}

// cutScheme takes the scheme off, https where there is none; false for another
// one. A host with its port looks like a scheme too: that has a dot or a digit
// after its colon.
func cutScheme(text string) (scheme, rest string, ok bool) {
	head, tail, found := strings.Cut(text, ":")
	if !found || strings.ContainsAny(head, "/?#@") {
		return "https", text, true
	}
	if rest, ok = strings.CutPrefix(tail, "//"); ok {
		scheme = strings.ToLower(head)
		return scheme, rest, scheme == "http" || scheme == "https"
	}
	port := tail == "" || tail[0] >= '0' && tail[0] <= '9'
	return "https", text, port || strings.Contains(head, ".")
}

// isHost holds for a domain name of two labels or more, with a port or without.
func isHost(authority string) bool {
	name, port, found := strings.Cut(authority, ":")
	if n, err := strconv.Atoi(port); found && (err != nil || !allDigits(port) || n < 1 || n > 65535) {
		return false
	}
	ascii, ok := domainName(name)
	return ok && strings.Contains(ascii, ".")
}
