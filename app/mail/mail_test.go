package mail_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"trousseau/app/checks"
	"trousseau/app/mail"
)

var day = time.Date(2026, 11, 22, 10, 15, 30, 0, time.FixedZone("", 3600))

func sample() mail.Message {
	return mail.Message{
		From:    mail.Address{Name: "Margaux Bedrijf", Email: "margaux@bedrijf-zonen.be"},
		To:      mail.Address{Name: "Élise Lefèvre", Email: "Elise@Bedrijf-Zonen.be"},
		Subject: "Votre accès à Boulangerie Bedrijf & Zonen",
		Body:    "Bonjour Élise,\n\nvoici votre code.\n",
		Date:    day, ID: "7k2m9qxt4hvbc0rn8wjd",
	}
}

func files() []mail.Attachment {
	return []mail.Attachment{
		{Name: "Trousseau-invitation.pdf", Content: append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte{0, '\n', 0xFF, '-', '-', '='}, 999)...)},
		{Name: "code.png", Content: []byte("\x89PNG\r\n\x1a\n--=_trousseau--")},
	}
}

func mustEML(t *testing.T, m mail.Message) []byte {
	t.Helper()
	b, err := mail.EML(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// letter is what an independent reader finds in a message.
type letter struct {
	header   netmail.Header
	from, to netmail.Address
	subject  string
	body     string
	files    []mail.Attachment
}

func read(t *testing.T, eml []byte) (l letter) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%v in:\n%s", err, eml)
		}
	}
	m, err := netmail.ReadMessage(bytes.NewReader(eml))
	must(err)
	l.header = m.Header
	for name, a := range map[string]*netmail.Address{"From": &l.from, "To": &l.to} {
		list, err := m.Header.AddressList(name)
		must(err)
		if len(list) != 1 {
			t.Fatalf("%s holds %d addresses", name, len(list))
		}
		*a = *list[0]
	}
	l.subject, err = new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	must(err)
	kind, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	must(err)
	if kind != "multipart/mixed" {
		l.body = bodyOf(t, m.Header.Get, m.Body)
		return l
	}
	r := multipart.NewReader(m.Body, parameters["boundary"])
	for i := 0; ; i++ {
		part, err := r.NextRawPart()
		if errors.Is(err, io.EOF) {
			return l
		}
		must(err)
		if i == 0 {
			l.body = bodyOf(t, part.Header.Get, part)
			continue
		}
		if got := part.Header.Get("Content-Transfer-Encoding"); got != "base64" {
			t.Fatalf("a file in %q", got)
		}
		content, err := io.ReadAll(base64.NewDecoder(base64.StdEncoding, part))
		must(err)
		l.files = append(l.files, mail.Attachment{Name: part.FileName(), Content: content})
	}
}

func bodyOf(t *testing.T, header func(string) string, r io.Reader) string {
	t.Helper()
	kind, parameters, err := mime.ParseMediaType(header("Content-Type"))
	if err != nil || kind != "text/plain" || parameters["charset"] != "utf-8" || header("Content-Transfer-Encoding") != "quoted-printable" {
		t.Fatalf("a body of %q %v in %q (%v)", kind, parameters, header("Content-Transfer-Encoding"), err)
	}
	b, err := io.ReadAll(quotedprintable.NewReader(r))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// lines fails for a line end other than CR LF and for a line over its bound; single
// long words are allowed beyond 76.
func lines(t *testing.T, eml []byte) {
	t.Helper()
	rest := string(eml)
	if !strings.HasSuffix(rest, "\r\n") {
		t.Fatalf("no line end at the end of %q", rest)
	}
	for line := range strings.SplitSeq(rest, "\r\n") {
		if strings.ContainsAny(line, "\r\n\x00") {
			t.Fatalf("a lone line end in %q", line)
		}
		if words := strings.Fields(line); len(line) > 998 || len(line) > 76 && (len(words) > 2 || len(words) == 2 && !strings.HasSuffix(words[0], ":")) {
			t.Fatalf("%d bytes in the line %q", len(line), line)
		}
	}
}

func TestEMLReadsBack(t *testing.T) {
	for _, c := range []struct {
		change func(*mail.Message)
		body   string
	}{
		{func(*mail.Message) {}, "Bonjour Élise,\r\n\r\nvoici votre code.\r\n"},
		{func(m *mail.Message) { m.From.Name, m.To.Name = "", "" }, ""},
		{func(m *mail.Message) { m.To.Name = `Jan "de Bakker" \ Peeters (zoon), <jan@x.be>` }, ""},
		{func(m *mail.Message) { m.To.Name = "Ζωή 🔑 Папа" }, ""},
		{func(m *mail.Message) { m.To.Name = strings.Repeat("Wijnegemse ", 17) + "End" }, ""},
		{func(m *mail.Message) { m.To.Name = strings.Repeat("W", 200) }, ""},
		{func(m *mail.Message) { m.To.Name = strings.Repeat("é", 200) }, ""},
		{func(m *mail.Message) { m.To.Name = "=?UTF-8?B?QQ==?=" }, ""},
		{func(m *mail.Message) { m.Subject = "=?UTF-8?Q?A?= or not" }, ""},
		{func(m *mail.Message) {
			m.Subject = "Your access to the bakery, and some more words, so that it takes another line or two"
		}, ""},
		{func(m *mail.Message) { m.Subject = strings.Repeat("S", 250) }, ""},
		{func(m *mail.Message) { m.Subject = strings.Repeat("山", 250) }, ""},
		{func(m *mail.Message) { m.Subject = "  two  spaces  " }, ""},
		{func(m *mail.Message) { m.Subject = "👩\u200d🍳" }, ""},
		{func(m *mail.Message) { m.Body = "" }, "\r\n"},
		{func(m *mail.Message) { m.Body = "a\rb\nc\r\nd\n\n\n" }, "a\r\nb\r\nc\r\nd\r\n"},
		{func(m *mail.Message) { m.Body = "trailing \t\n.\n.. \nFrom here\n--=_trousseau\n--=_trousseau--" }, "trailing \t\r\n.\r\n.. \r\nFrom here\r\n--=_trousseau\r\n--=_trousseau--\r\n"},
		{func(m *mail.Message) { m.Body = strings.Repeat("é=", 3000) }, strings.Repeat("é=", 3000) + "\r\n"},
	} {
		for _, attached := range [][]mail.Attachment{nil, files()} {
			m := sample()
			c.change(&m)
			m.Attachments = attached
			eml := mustEML(t, m)
			lines(t, eml)
			got := read(t, eml)
			if want := "margaux@bedrijf-zonen.be"; got.from.Address != want || got.from.Name != m.From.Name {
				t.Errorf("from %q", got.from)
			}
			if want := "elise@bedrijf-zonen.be"; got.to.Address != want || got.to.Name != m.To.Name {
				t.Errorf("to %q, want %q", got.to, m.To.Name)
			}
			if got.subject != m.Subject {
				t.Errorf("subject %q, want %q", got.subject, m.Subject)
			}
			if c.body != "" && got.body != c.body {
				t.Errorf("body %q, want %q", got.body, c.body)
			}
			if len(got.files) != len(attached) {
				t.Fatalf("%d files", len(got.files))
			}
			for i, f := range got.files {
				if f.Name != attached[i].Name || !bytes.Equal(f.Content, attached[i].Content) {
					t.Errorf("file %q", f.Name)
				}
			}
			if !bytes.Equal(eml, mustEML(t, m)) {
				t.Error("the same message, other bytes")
			}
		}
	}
}

func TestEMLHeaders(t *testing.T) {
	eml := mustEML(t, sample())
	got := read(t, eml)
	for name, want := range map[string]string{
		"X-Unsent": "1", "MIME-Version": "1.0", "Date": "Sun, 22 Nov 2026 10:15:30 +0100", "Message-ID": "<7k2m9qxt4hvbc0rn8wjd@bedrijf-zonen.be>",
	} {
		if found := got.header.Get(name); found != want {
			t.Errorf("%s: %q, want %q", name, found, want)
		}
	}
	if at, err := got.header.Date(); err != nil || !at.Equal(day) {
		t.Errorf("date %v, %v", at, err)
	}
	if len(got.header) != 9 {
		t.Errorf("%d headers: %v", len(got.header), got.header)
	}
	head, _, _ := bytes.Cut(eml, []byte("\r\n\r\n"))
	if strings.ContainsFunc(string(head), func(r rune) bool { return r > '~' }) {
		t.Errorf("headers beyond ASCII:\n%s", head)
	}
	m := sample()
	m.Attachments = files()
	_, rest, _ := strings.Cut(string(mustEML(t, m)), "--=_trousseau\r\nContent-Type: application/pdf;")
	if !strings.HasPrefix(rest, ` name="Trousseau-invitation.pdf"`+"\r\nContent-Disposition: attachment; filename=\"Trousseau-invitation.pdf\"\r\n") || !strings.Contains(rest, "Content-Type: image/png;") {
		t.Errorf("headers of the files: %.300s", rest)
	}
}

// Addresses outside ASCII stand in their normal form; those with dots where an atom
// has none stand in quotes.
func TestEMLAddresses(t *testing.T) {
	for typed, header := range map[string]string{
		"Elise@Bäckerei.DE":         "elise@xn--bckerei-5wa.de",
		"E\u0301lise@exemple.fr":    "élise@exemple.fr",
		" anna@exemple。fr ":         "anna@exemple.fr",
		"a..b@x.be":                 `"a..b"@x.be`,
		".a@x.be":                   `".a"@x.be`,
		"a.@x.be":                   `"a."@x.be`,
		"a.b+c'd!#$%&*/=?^_`{|}~@x": "a.b+c'd!#$%&*/=?^_`{|}~@x",
		strings.Repeat("a", 64) + "@" + strings.Repeat(strings.Repeat("d", 60)+".", 3) + "be": strings.Repeat("a", 64) + "@" + strings.Repeat(strings.Repeat("d", 60)+".", 3) + "be",
	} {
		normal, err := checks.Email(typed)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"", "Anna", "Élise " + strings.Repeat("Wijnegemse ", 15)} {
			m := sample()
			m.From, m.To = mail.Address{Name: name, Email: typed}, mail.Address{Name: name, Email: typed}
			eml := mustEML(t, m)
			lines(t, eml)
			if got := read(t, eml); got.from.Address != normal || got.to.Address != normal || got.to.Name != strings.TrimSpace(name) {
				t.Errorf("%q: %q, want %q", typed, got.to, normal)
			}
			want := header
			if name != "" {
				want = "<" + header + ">"
			}
			if !strings.Contains(string(eml), " "+want+"\r\n") {
				t.Errorf("%q is not %q in:\n%s", typed, want, eml)
			}
		}
	}
}

func TestRefusedMessages(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*mail.Message)
		want   error
	}{
		"no sender":               {func(m *mail.Message) { m.From.Email = "" }, mail.ErrMessage},
		"no recipient":            {func(m *mail.Message) { m.To.Email = "" }, mail.ErrMessage},
		"two recipients":          {func(m *mail.Message) { m.To.Email = "a@b.be, c@d.be" }, mail.ErrMessage},
		"address with a header":   {func(m *mail.Message) { m.To.Email = "a@b.be\r\nBcc: c@d.be" }, mail.ErrMessage},
		"name with a header":      {func(m *mail.Message) { m.To.Name = "Élise\r\nBcc: bedrijf@d.be" }, mail.ErrMessage},
		"name with a line feed":   {func(m *mail.Message) { m.From.Name = "Élise\nBcc: bedrijf@d.be" }, mail.ErrMessage},
		"name with a return":      {func(m *mail.Message) { m.To.Name = "Élise\rBcc: bedrijf@d.be" }, mail.ErrMessage},
		"subject with a header":   {func(m *mail.Message) { m.Subject = "Accès\r\nBcc: bedrijf@d.be" }, mail.ErrMessage},
		"subject with a feed":     {func(m *mail.Message) { m.Subject = "Accès\n" }, mail.ErrMessage},
		"subject with a return":   {func(m *mail.Message) { m.Subject = "\rAccès" }, mail.ErrMessage},
		"subject with a tab":      {func(m *mail.Message) { m.Subject = "a\tb" }, mail.ErrMessage},
		"subject with a zero":     {func(m *mail.Message) { m.Subject = "a\x00b" }, mail.ErrMessage},
		"subject with a break":    {func(m *mail.Message) { m.Subject = "a\u2028b" }, mail.ErrMessage},
		"subject with U+0085":     {func(m *mail.Message) { m.Subject = "a\u0085b" }, mail.ErrMessage},
		"subject not UTF-8":       {func(m *mail.Message) { m.Subject = "a\xffb" }, mail.ErrMessage},
		"no subject":              {func(m *mail.Message) { m.Subject = " " }, mail.ErrMessage},
		"subject too long":        {func(m *mail.Message) { m.Subject = strings.Repeat("é", 251) }, mail.ErrTooLong},
		"name too long":           {func(m *mail.Message) { m.To.Name = strings.Repeat("é", 201) }, mail.ErrTooLong},
		"body with a zero":        {func(m *mail.Message) { m.Body = "a\x00" }, mail.ErrMessage},
		"body not UTF-8":          {func(m *mail.Message) { m.Body = "\xff" }, mail.ErrMessage},
		"body too long":           {func(m *mail.Message) { m.Body = strings.Repeat("a", 1<<18+1) }, mail.ErrTooLong},
		"no date":                 {func(m *mail.Message) { m.Date = time.Time{} }, mail.ErrMessage},
		"date of five digits":     {func(m *mail.Message) { m.Date = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) }, mail.ErrMessage},
		"no id":                   {func(m *mail.Message) { m.ID = "" }, mail.ErrMessage},
		"short id":                {func(m *mail.Message) { m.ID = "7k2m9qxt4hvbc0r" }, mail.ErrMessage},
		"id with a header":        {func(m *mail.Message) { m.ID = "7k2m9qxt4hvbc0rn\r\nBcc: x" }, mail.ErrMessage},
		"file without kind":       {func(m *mail.Message) { m.Attachments[0].Name = "invitation" }, mail.ErrMessage},
		"file that runs":          {func(m *mail.Message) { m.Attachments[0].Name = "invitation.pdf.exe" }, mail.ErrMessage},
		"file that only says so":  {func(m *mail.Message) { m.Attachments[0].Content = []byte("MZ") }, mail.ErrMessage},
		"file of another kind":    {func(m *mail.Message) { m.Attachments[0].Name = "invitation.png" }, mail.ErrMessage},
		"empty file":              {func(m *mail.Message) { m.Attachments[0].Content = nil }, mail.ErrMessage},
		"file in a folder":        {func(m *mail.Message) { m.Attachments[0].Name = "../invitation.pdf" }, mail.ErrMessage},
		"hidden file":             {func(m *mail.Message) { m.Attachments[0].Name = ".invitation.pdf" }, mail.ErrMessage},
		"file of an ending":       {func(m *mail.Message) { m.Attachments[0].Name = ".pdf" }, mail.ErrMessage},
		"file name with a header": {func(m *mail.Message) { m.Attachments[0].Name = "a\r\nX: y.pdf" }, mail.ErrMessage},
		"file name with a quote":  {func(m *mail.Message) { m.Attachments[0].Name = `a".pdf` }, mail.ErrMessage},
		"file name with letters":  {func(m *mail.Message) { m.Attachments[0].Name = "Élise.pdf" }, mail.ErrMessage},
		"file name too long":      {func(m *mail.Message) { m.Attachments[0].Name = strings.Repeat("a", 57) + ".pdf" }, mail.ErrMessage},
		"files too long":          {func(m *mail.Message) { m.Attachments[0].Content = append([]byte("%PDF-"), make([]byte, 20<<20)...) }, mail.ErrTooLong},
	} {
		m := sample()
		m.Attachments = files()
		c.change(&m)
		eml, err := mail.EML(m)
		if !errors.Is(err, c.want) || eml != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "edrijf") {
			t.Errorf("%s: the error names a value", name)
		}
	}
}

// Whatever is written, a reader finds the same fields and no other.
func FuzzEML(f *testing.F) {
	f.Add("Élise Lefèvre", "elise@bedrijf-zonen.be", "Votre accès", "Bonjour,\r\nvoici.", true)
	f.Add(`a"\(b), <c@d>`, "a..b@Bäckerei.de", "=?UTF-8?Q?A?=", ".\n--=_trousseau--\n", true)
	f.Add("", ".@x", " a  b ", "\r", false)
	f.Add("a\r\nBcc: x", "a@b\r\n", "\nX: y", "\x00", false)
	f.Add(strings.Repeat("W ", 99), "İ@İ.tr", strings.Repeat("=?", 120), strings.Repeat("=", 99), false)
	f.Fuzz(func(t *testing.T, name, email, subject, body string, attach bool) {
		m := sample()
		m.To, m.Subject, m.Body = mail.Address{Name: name, Email: email}, subject, body
		if attach {
			m.Attachments = files()
		}
		eml, err := mail.EML(m)
		if err != nil {
			if eml != nil || !errors.Is(err, mail.ErrMessage) && !errors.Is(err, mail.ErrTooLong) {
				t.Fatalf("%q, %v", eml, err)
			}
			return
		}
		lines(t, eml)
		got := read(t, eml)
		normal, err := checks.Email(email)
		if err != nil || got.to.Address != normal || got.to.Name != strings.Join(strings.Fields(name), " ") {
			t.Fatalf("to %q %q, want %q %q (%v)", got.to.Name, got.to.Address, name, normal, err)
		}
		if got.subject != subject {
			t.Fatalf("subject %q, want %q", got.subject, subject)
		}
		want := strings.TrimRight(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(body), "\n") + "\n"
		if strings.ReplaceAll(got.body, "\r\n", "\n") != want {
			t.Fatalf("body %q, want %q", got.body, want)
		}
		headers := 9
		if attach {
			headers-- // the body's own encoding stands in its part
		}
		if len(got.header) != headers || len(got.files) != len(m.Attachments) {
			t.Fatalf("%d headers, %d files", len(got.header), len(got.files))
		}
	})
}
