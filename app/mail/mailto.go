package mail

import (
	"fmt"
	"strings"

	"trousseau/app/checks"
)

// maxURL is what programs and systems still take as an address, in bytes.
const maxURL = 2000

// Mailto returns the mailto address (RFC 6068) that opens a mail program with a new
// message: to, in its normal form, subject and body filled in. Nothing is cut: over
// 2,000 bytes it fails with ErrTooLong, else with ErrMessage; errors name fields,
// never what they hold.
//
// The address is handed to another program as an argument, which every account of
// the computer may list. A code belongs into a file (EML), not into Body here.
func Mailto(to, subject, body string) (string, error) {
	email, err := checks.Email(to)
	if err != nil {
		return "", fmt.Errorf("%w: address", ErrMessage)
	}
	if err := oneLine("subject", subject, maxSubject); err != nil {
		return "", err
	}
	if err := checkBody(body); err != nil {
		return "", err
	}
	local, domain, _ := strings.Cut(email, "@")
	if !dotAtom(local) {
		local = `"` + local + `"`
	}
	address := "mailto:" + percent(local) + "@" + percent(domain)
	mark := "?"
	for _, f := range [][2]string{{"subject", subject}, {"body", strings.ReplaceAll(newlines(body), "\n", lineEnd)}} {
		if f[1] != "" {
			address += mark + f[0] + "=" + percent(f[1])
			mark = "&"
		}
	}
	if len(address) > maxURL {
		return "", fmt.Errorf("%w: mailto address", ErrTooLong)
	}
	return address, nil
}

// percent encodes every byte that is not unreserved (RFC 3986, 2.3).
func percent(text string) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		if only(string(rune(c)), "-._~") {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}
