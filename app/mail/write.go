package mail

import (
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"
)

const (
	lineEnd  = "\r\n"
	fullLine = 76 // bytes, without the line end: RFC 2047 allows no more, RFC 5322 78
	// boundary has a sign that no base64 text and no quoted-printable text ever has
	// in this place (RFC 2045, 6.7).
	boundary = "=_trousseau"
)

// header writes a header of several words, on as many lines as they need.
func header(b *strings.Builder, name string, words []string) {
	b.WriteString(name + ":")
	used := len(name) + 1
	for i, word := range words {
		if i > 0 && used+1+len(word) > fullLine {
			b.WriteString(lineEnd)
			used = 0
		}
		b.WriteString(" " + word)
		used += 1 + len(word)
	}
	b.WriteString(lineEnd)
}

// address is a person's name and address as words of a header.
func address(name, email string) []string {
	local, domain, _ := strings.Cut(email, "@")
	if !dotAtom(local) {
		email = `"` + local + `"@` + domain // checks.Email lets no quote and no backslash pass
	}
	if name = strings.Join(strings.Fields(name), " "); name == "" {
		return []string{email}
	}
	words := encoded(name)
	if readable(name) {
		quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name)
		words = strings.Split(`"`+quoted+`"`, " ")
	}
	return append(words, "<"+email+">")
}

// dotAtom reports whether a local part stands without quotes: no dot at its ends
// and no two in a row (RFC 5322, 3.2.3).
func dotAtom(local string) bool {
	return !strings.HasPrefix(local, ".") && !strings.HasSuffix(local, ".") && !strings.Contains(local, "..")
}

// unstructured is a line of free text as words of a header.
func unstructured(text string) []string {
	if readable(text) {
		return strings.Split(text, " ")
	}
	return encoded(text)
}

// readable reports whether text can stand in a header as it is: printable ASCII, one
// space between words, no word too long for a line, none that looks encoded.
func readable(text string) bool {
	if strings.Contains(text, "=?") || strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' }) {
		return false
	}
	for word := range strings.SplitSeq(text, " ") {
		if word == "" || len(word) > 60 {
			return false
		}
	}
	return true
}

// encoded is text as encoded words of at most 64 bytes, none of which cuts a
// character (RFC 2047).
func encoded(text string) (words []string) {
	const most = 39 // bytes, 64 as a word: it fits behind every header's name
	for text != "" {
		n := 0
		for n < len(text) {
			_, size := utf8.DecodeRuneInString(text[n:])
			if n+size > most {
				break
			}
			n += size
		}
		// Readers that are not quite right show a space between two encoded words: at
		// the end of a word it does no harm.
		if space := strings.LastIndexByte(text[:n], ' '); n < len(text) && space >= 0 {
			n = space + 1
		}
		words = append(words, "=?UTF-8?B?"+base64.StdEncoding.EncodeToString([]byte(text[:n]))+"?=")
		text = text[n:]
	}
	return words
}

// textPart writes the headers and the text of a body.
func textPart(b *strings.Builder, text string) error {
	header(b, "Content-Type", []string{"text/plain;", "charset=utf-8"})
	header(b, "Content-Transfer-Encoding", []string{"quoted-printable"})
	b.WriteString(lineEnd)
	w := quotedprintable.NewWriter(b)
	text = strings.TrimRight(newlines(text), "\n") + "\n"
	_, err := w.Write([]byte(strings.ReplaceAll(text, "\n", lineEnd)))
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return fmt.Errorf("mail: write the body: %w", err)
	}
	return nil
}

// parts writes a body with the files behind it.
func (m Message) parts(b *strings.Builder) error {
	header(b, "Content-Type", []string{"multipart/mixed;", `boundary="` + boundary + `"`})
	b.WriteString(lineEnd + "--" + boundary + lineEnd)
	if err := textPart(b, m.Body); err != nil {
		return err
	}
	b.WriteString(lineEnd) // the line end before a boundary is the boundary's, not the text's
	for _, a := range m.Attachments {
		b.WriteString("--" + boundary + lineEnd)
		header(b, "Content-Type", []string{a.kind() + ";", `name="` + a.Name + `"`})
		header(b, "Content-Disposition", []string{"attachment;", `filename="` + a.Name + `"`})
		header(b, "Content-Transfer-Encoding", []string{"base64"})
		b.WriteString(lineEnd)
		text := base64.StdEncoding.EncodeToString(a.Content)
		for len(text) > 0 {
			n := min(76, len(text))
			b.WriteString(text[:n] + lineEnd)
			text = text[n:]
		}
	}
	b.WriteString("--" + boundary + "--" + lineEnd)
	return nil
}
