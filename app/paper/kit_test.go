package paper_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"trousseau/app/paper"
)

const payload = "TROUSSEAU-KIT:1:7K2M-9QXT-4HVB-C0RN-8WJD-3YFG-5ZPS-A1E6-XKQ4"

func sample() paper.KitSheet {
	return paper.KitSheet{
		Words: paper.KitWords{
			Lang: "fr", Title: "Kit de secours", Intro: "Cette feuille rouvre votre accès si le mot de passe est oublié.",
			Company: "Entreprise", Owner: "Propriétaire", Email: "Adresse e-mail", Date: "Date", Number: "Kit numéro",
			Code: "Code de secours", Age: "Identité age",
			Steps:  []string{"Gardez cette feuille dans un coffre, loin de l’ordinateur.", "Ne la photographiez pas.", "Si elle se perd, faites-en une nouvelle\u00a0: l’ancienne ne vaudra plus rien."},
			Footer: "Qui tient cette feuille et le fichier peut ouvrir l’entreprise.",
		},
		Company: "Boulangerie Bedrijf & Zonen", Owner: "Margaux Bedrijf", Email: "margaux@bedrijf-zonen.be",
		Date: "2026-11-22", Number: "K-0001",
		Payload: payload, Code: "7K2M-9QXT-4HVB-C0RN-8WJD-3YFG-5ZPS-A1E6-XKQ4",
		Age: "AGE-SECRET-KEY-1GQ9778VQXMMJVE8SK7J6VT8UJ4HDQAJUVSFCWCM02D8GEWQ72PVQ2Y5J33",
	}
}

func mustKit(t *testing.T, s paper.KitSheet) []byte {
	t.Helper()
	b, err := paper.Kit(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// tool runs a program on a PDF (its path stands for "FILE") and returns what it
// prints. The test is skipped when the system has no such program.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("%s is not installed", name)
	}
	path := filepath.Join(t.TempDir(), "kit.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", path)
	}
	var stderr bytes.Buffer
	command := exec.Command(name, args...)
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, stderr.String())
	}
	return string(out)
}

// text is what an independent reader finds on the sheet, spaces made equal.
func text(t *testing.T, pdf []byte) string {
	t.Helper()
	return squeeze(tool(t, pdf, "pdftotext", "-layout", "-enc", "UTF-8", "FILE", "-"))
}

func squeeze(s string) string {
	return strings.Join(strings.Fields(s), " ") // Fields takes spaces that bind too
}

func pages(t *testing.T, pdf []byte) string {
	t.Helper()
	found := regexp.MustCompile(`Pages:\s+(\d+)`).FindStringSubmatch(tool(t, pdf, "pdfinfo", "FILE"))
	if found == nil {
		t.Fatal("no page count")
	}
	return found[1]
}

// scanned prints the sheet at 150 dpi and reads its QR code with zbarimg.
func scanned(t *testing.T, pdf []byte) string {
	t.Helper()
	stem := filepath.Join(t.TempDir(), "sheet")
	tool(t, pdf, "pdftoppm", "-r", "150", "-png", "-singlefile", "FILE", stem)
	return strings.TrimSuffix(tool(t, nil, "zbarimg", "-q", "--raw", stem+".png"), "\n")
}

func fonts() map[string][2][]byte {
	return map[string][2][]byte{
		"built in": {},
		"given":    {goregular.TTF, gobold.TTF},
		"no bold":  {goregular.TTF, nil},
	}
}

func TestEveryFieldIsOnTheSheet(t *testing.T) {
	for name, font := range fonts() {
		t.Run(name, func(t *testing.T) {
			s := sample()
			s.Font, s.Bold = font[0], font[1]
			pdf := mustKit(t, s)
			got := text(t, pdf)
			want := []string{paper.App, s.Words.Title, s.Words.Intro, s.Words.Company, s.Words.Owner, s.Words.Email, s.Words.Date, s.Words.Number, s.Words.Code, s.Words.Age, s.Words.Footer,
				s.Company, s.Owner, s.Email, s.Date, s.Number, "7K2M 9QXT 4HVB C0RN", "8WJD 3YFG 5ZPS A1E6", "XKQ4", s.Age}
			for i, step := range s.Words.Steps {
				want = append(want, string(rune('1'+i))+". "+squeeze(step))
			}
			for _, w := range want {
				if !strings.Contains(got, w) {
					t.Errorf("%q is not in:\n%s", w, got)
				}
			}
			if n := pages(t, pdf); n != "1" {
				t.Errorf("%s pages", n)
			}
		})
	}
}

func TestQRCodeReadsBack(t *testing.T) {
	for _, p := range []string{payload, strings.Repeat("TROUSSEAU-KIT:1:", 2), "TROUSSEAU-KIT:1:" + strings.Repeat("Ab0-", 40)} {
		for name, font := range fonts() {
			s := sample()
			s.Payload, s.Font, s.Bold = p, font[0], font[1]
			if got := scanned(t, mustKit(t, s)); got != p {
				t.Errorf("%s: read %q, want %q", name, got, p)
			}
		}
	}
}

func TestAgeIdentityMayBeAbsent(t *testing.T) {
	s := sample()
	s.Age = ""
	if got := text(t, mustKit(t, s)); strings.Contains(got, s.Words.Age) || strings.Contains(got, "AGE-") {
		t.Errorf("an empty identity left its label:\n%s", got)
	}
}

// TestLongNamesWrap: 80 characters, with and without spaces, are all there, on
// one page.
func TestLongNamesWrap(t *testing.T) {
	for name, font := range fonts() {
		for _, long := range []string{strings.Repeat("Wijnegemse ", 7) + "End", strings.Repeat("W", 77) + "End", strings.Repeat("m.", 38) + "End@"} {
			s := sample()
			s.Font, s.Bold = font[0], font[1]
			s.Company, s.Owner, s.Email, s.Number = long, long, long, long
			s.Words.Company, s.Words.Intro = long, strings.Repeat(long+" ", 5)
			s.Words.Steps = append(s.Words.Steps, strings.Repeat(long+" ", 6))
			pdf := mustKit(t, s)
			got := text(t, pdf)
			if n := pages(t, pdf); n != "1" {
				t.Errorf("%s: %s pages", name, n)
			}
			letters := strings.ReplaceAll(got, " ", "")
			if n := strings.Count(letters, "End"); n < 4 {
				t.Errorf("%s %.10q: only %d ends of names:\n%s", name, long, n, got)
			}
			if n, want := strings.Count(letters, long[:1]), 16*strings.Count(long, long[:1]); n < want {
				t.Errorf("%s %.10q: %d letters, want %d", name, long, n, want)
			}
			if got := scanned(t, pdf); got != payload {
				t.Errorf("%s: read %q", name, got)
			}
		}
	}
}

// TestNothingLeavesThePage: the picture's outer 9 mm stay white with the
// longest names, so that a printer cuts nothing.
func TestNothingLeavesThePage(t *testing.T) {
	s := sample()
	s.Company, s.Owner, s.Words.Title = strings.Repeat("W", 80), strings.Repeat("é", 80), strings.Repeat("M", 80)
	stem := filepath.Join(t.TempDir(), "sheet")
	tool(t, mustKit(t, s), "pdftoppm", "-r", "50", "-gray", "-singlefile", "FILE", stem)
	picture, err := os.ReadFile(stem + ".pgm")
	if err != nil {
		t.Fatal(err)
	}
	const width, height, edge = 414, 585, 18 // A4 at 50 dpi; 9 mm
	pixels := picture[len(picture)-width*height:]
	if !bytes.HasPrefix(picture, []byte("P5\n414 585\n255\n")) {
		t.Fatalf("another picture than thought: %q", picture[:20])
	}
	inside := 0
	for i, grey := range pixels {
		x, y := i%width, i/width
		if grey == 255 {
			continue
		}
		if x < edge || y < edge || x >= width-edge || y >= height-edge {
			t.Fatalf("ink at %d, %d", x, y)
		}
		inside++
	}
	if inside < 5000 {
		t.Errorf("only %d pixels of ink", inside)
	}
}

// TestNoCharacterVanishes: what a font lacks is a question mark on the sheet.
func TestNoCharacterVanishes(t *testing.T) {
	for _, c := range []struct{ name, given, builtIn string }{
		{"Wójcik & Ζωή", "Wójcik & Ζωή", "Wójcik & ???"},
		{"Łódź — Škoda", "Łódź — Škoda", "?ód? — Škoda"},
		{"E\u0301lise d’Œuvre €", "Élise d’Œuvre €", "Élise d’Œuvre €"},
		{"Пекарня", "Пекарня", "???????"},
		{"山田 & fils", "?? & fils", "?? & fils"},
		{"Key 🔑 Ltd", "Key ? Ltd", "Key ? Ltd"},
		{"a\u202fb\u2011c", "a b-c", "a b-c"},
	} {
		for name, font := range fonts() {
			s, want := sample(), c.builtIn
			if s.Font, s.Bold = font[0], font[1]; s.Font != nil {
				want = c.given
			}
			s.Company, s.Words.Intro = c.name, c.name
			got := strings.ReplaceAll(text(t, mustKit(t, s)), "\u2011", "-")
			if n := strings.Count(got, want); n != 2 {
				t.Errorf("%s: %q stands %d times in:\n%s", name, want, n, got)
			}
		}
	}
}

func TestSameSheetSameBytes(t *testing.T) {
	for name, font := range fonts() {
		s := sample()
		s.Company, s.Font, s.Bold = "Wójcik & Ζωή", font[0], font[1]
		first := mustKit(t, s)
		for range 5 {
			if !bytes.Equal(first, mustKit(t, s)) {
				t.Fatalf("%s: two sheets differ", name)
			}
		}
		s.Number = "K-0002"
		if bytes.Equal(first, mustKit(t, s)) {
			t.Errorf("%s: another number, same sheet", name)
		}
	}
}

func TestRefusedSheets(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*paper.KitSheet)
		want   error
	}{
		"no company":      {func(s *paper.KitSheet) { s.Company = " " }, paper.ErrSheet},
		"no owner":        {func(s *paper.KitSheet) { s.Owner = "" }, paper.ErrSheet},
		"no e-mail":       {func(s *paper.KitSheet) { s.Email = "" }, paper.ErrSheet},
		"no number":       {func(s *paper.KitSheet) { s.Number = "" }, paper.ErrSheet},
		"no payload":      {func(s *paper.KitSheet) { s.Payload = "" }, paper.ErrSheet},
		"no code":         {func(s *paper.KitSheet) { s.Code = "- -" }, paper.ErrSheet},
		"code not ASCII":  {func(s *paper.KitSheet) { s.Code = "ÀBCD" }, paper.ErrSheet},
		"age not ASCII":   {func(s *paper.KitSheet) { s.Age = "ÀGE" }, paper.ErrSheet},
		"no age label":    {func(s *paper.KitSheet) { s.Words.Age = "" }, paper.ErrSheet},
		"no title":        {func(s *paper.KitSheet) { s.Words.Title = "" }, paper.ErrSheet},
		"no label":        {func(s *paper.KitSheet) { s.Words.Code = "" }, paper.ErrSheet},
		"date of another": {func(s *paper.KitSheet) { s.Date = "22/11/2026" }, paper.ErrSheet},
		"no such day":     {func(s *paper.KitSheet) { s.Date = "2026-02-30" }, paper.ErrSheet},
		"payload":         {func(s *paper.KitSheet) { s.Payload = strings.Repeat("é", 3000) }, paper.ErrTooLong},
		"too many words":  {func(s *paper.KitSheet) { s.Words.Steps = repeated(100, "Encore une phrase.") }, paper.ErrTooLong},
		"no font":         {func(s *paper.KitSheet) { s.Font = []byte("no font at all") }, paper.ErrFont},
		"no bold font":    {func(s *paper.KitSheet) { s.Font, s.Bold = goregular.TTF, []byte("x") }, paper.ErrFont},
		"CFF font":        {func(s *paper.KitSheet) { s.Font = cff(t) }, paper.ErrFont},
	} {
		s := sample()
		c.change(&s)
		pdf, err := paper.Kit(s)
		if !errors.Is(err, c.want) || pdf != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), s.Email) && s.Email != "" {
			t.Errorf("%s: the error names a value", name)
		}
	}
}

func repeated(n int, text string) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = text
	}
	return list
}

// cff is one of the program's own fonts, whose outlines a PDF writer for
// TrueType cannot take.
func cff(t *testing.T) []byte {
	t.Helper()
	b, err := os.ReadFile("../../assets/fonts/Inter-Regular-Trousseau.otf")
	if err != nil {
		t.Fatal(err)
	}
	return b
}
