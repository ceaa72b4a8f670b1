// Package mail writes messages for somebody else's mail program: as a file that it
// opens as a draft, or as an address that it opens with the fields filled in.
//
// The layer's rule: it sends nothing and reaches nothing. Everything in a message is
// given, words, date and id included; the same message gives the same bytes. What
// could begin a header of its own is refused, never cleaned.
package mail

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"trousseau/app/checks"
)

var (
	// ErrMessage says that a field of a message is missing or not of its shape.
	ErrMessage = errors.New("mail: field of a message")
	// ErrTooLong says that a field, or a whole mailto address, is over its bound.
	ErrTooLong = errors.New("mail: too long")
)

// Bounds of a message.
const (
	maxName    = 200     // characters of a person's name
	maxSubject = 250     // characters
	maxBody    = 1 << 18 // bytes
	maxFile    = 60      // letters of a file's name
	maxFiles   = 20 << 20
)

// Address is a person with his e-mail address.
type Address struct {
	Name  string // empty: the address alone
	Email string // as checks.Email takes it; written in its normal form
}

// Attachment is a file in a message: a PDF or a PNG picture.
type Attachment struct {
	Name    string // ASCII letters, digits, «-», «_», «.»; ends in .pdf or .png; at most 60
	Content []byte // begins as files of that kind do
}

// Message is a message from one person to one other: what it says may be for that
// person alone.
type Message struct {
	From, To    Address
	Subject     string // one line, at most 250 characters
	Body        string // plain text, any line ends
	Date        time.Time
	ID          string // 16 to 64 ASCII letters and digits, random, each message its own
	Attachments []Attachment
}

// EML returns the message as a file in the form of e-mail (RFC 5322, RFC 2045 to
// 2047, RFC 6532 for a local part beyond ASCII). Mail programs that know «X-Unsent»
// open it as a draft. No line is over 998 bytes; none is over 76 but one that holds
// nothing else than a long address or the id. The body ends in one line end. It fails with ErrMessage or ErrTooLong; errors name fields,
// never what they hold.
func EML(m Message) ([]byte, error) {
	from, to, err := m.check()
	if err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(from, "@")
	var b strings.Builder
	header(&b, "From", address(m.From.Name, from))
	header(&b, "To", address(m.To.Name, to))
	header(&b, "Subject", unstructured(m.Subject))
	header(&b, "Date", []string{m.Date.Format("Mon, 02 Jan 2006 15:04:05 -0700")})
	header(&b, "Message-ID", []string{"<" + m.ID + "@" + domain + ">"})
	header(&b, "X-Unsent", []string{"1"})
	header(&b, "MIME-Version", []string{"1.0"})
	if len(m.Attachments) == 0 {
		err = textPart(&b, m.Body)
	} else {
		err = m.parts(&b)
	}
	if err != nil {
		return nil, err
	}
	return []byte(b.String()), nil
}

// check returns both addresses in their normal form.
func (m Message) check() (from, to string, err error) {
	if from, err = m.From.check(); err != nil {
		return "", "", fmt.Errorf("%w (from)", err)
	}
	if to, err = m.To.check(); err != nil {
		return "", "", fmt.Errorf("%w (to)", err)
	}
	if err = oneLine("subject", m.Subject, maxSubject); err != nil {
		return "", "", err
	}
	if strings.TrimSpace(m.Subject) == "" {
		return "", "", fmt.Errorf("%w: subject", ErrMessage)
	}
	if err = checkBody(m.Body); err != nil {
		return "", "", err
	}
	if year := m.Date.Year(); m.Date.IsZero() || year < 1900 || year > 9999 {
		return "", "", fmt.Errorf("%w: date", ErrMessage)
	}
	if len(m.ID) < 16 || len(m.ID) > 64 || !only(m.ID, "") {
		return "", "", fmt.Errorf("%w: id", ErrMessage)
	}
	return from, to, checkFiles(m.Attachments)
}

func (a Address) check() (email string, err error) {
	if err = oneLine("name", a.Name, maxName); err != nil {
		return "", err
	}
	if email, err = checks.Email(a.Email); err != nil {
		return "", fmt.Errorf("%w: address", ErrMessage)
	}
	return email, nil
}

// oneLine fails for text with a line end or another control character.
func oneLine(field, text string, most int) error {
	if utf8.RuneCountInString(text) > most {
		return fmt.Errorf("%w: %s", ErrTooLong, field)
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) }) {
		return fmt.Errorf("%w: %s", ErrMessage, field)
	}
	return nil
}

func checkBody(text string) error {
	if len(text) > maxBody {
		return fmt.Errorf("%w: body", ErrTooLong)
	}
	if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune("\r\n\t", r) }) {
		return fmt.Errorf("%w: body", ErrMessage)
	}
	return nil
}

func checkFiles(list []Attachment) error {
	total := 0
	for _, a := range list {
		if a.kind() == "" || len(a.Name) > maxFile || !only(a.Name, "-_.") {
			return fmt.Errorf("%w: attachment", ErrMessage)
		}
		if total += len(a.Content); total > maxFiles {
			return fmt.Errorf("%w: attachments", ErrTooLong)
		}
	}
	return nil
}

// kind is the media type that name and content agree on; empty: none.
func (a Attachment) kind() string {
	for _, k := range [][3]string{{".pdf", "%PDF-", "application/pdf"}, {".png", "\x89PNG\r\n\x1a\n", "image/png"}} {
		stem, found := strings.CutSuffix(a.Name, k[0])
		if found && strings.Trim(stem, ".") != "" && stem[0] != '.' && strings.HasPrefix(string(a.Content[:min(len(a.Content), 8)]), k[1]) {
			return k[2]
		}
	}
	return ""
}

// only holds for ASCII letters, digits and the signs of more.
func only(text, more string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && !strings.ContainsRune(more, r)
	})
}

// newlines makes LF of every line end.
func newlines(text string) string { return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text) }
