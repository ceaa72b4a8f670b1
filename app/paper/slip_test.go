package paper_test

import (
	"bytes"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/font/gofont/goregular"

	"trousseau/app/paper"
)

const invitation = "TROUSSEAU-INVITE:1:7K2M9QXT4HVBC0RN8WJD3YFG5ZPSA1E6XKQ4"

func bakery() paper.Company {
	return paper.Company{Name: "Boulangerie Bedrijf & Zonen", Color: "#9A4A2C", Mark: "BZ"}
}

func slipSample() paper.SlipSheet {
	return paper.SlipSheet{
		Words: paper.SlipWords{
			Lang: "fr", Title: "Invitation", Intro: "Cette feuille ouvre un accès à l’entreprise, une seule fois.",
			Person: "Pour", Email: "Adresse e-mail", Until: "Valable jusqu’au", By: "Établie par", Date: "Date", Code: "Code d’invitation",
			Steps:  []string{"Ouvrez le fichier de l’entreprise dans Trousseau.", "Choisissez « J’ai une invitation ».", "Montrez le carré à la caméra, ou tapez le code."},
			Footer: "Remettez cette feuille en main propre\u00a0: qui la tient peut entrer.",
		},
		Company: bakery(), Person: "Élise Lefèvre", Email: "elise@bedrijf-zonen.be", Until: "29 novembre 2026, 10:15",
		By: "Margaux Bedrijf", Date: "2026-11-22", Payload: invitation, Code: "7K2M-9QXT-4HVB-C0RN-8WJD-3YFG-5ZPS-A1E6-XKQ4",
	}
}

func mustSlip(t *testing.T, s paper.SlipSheet) []byte {
	t.Helper()
	b, err := paper.Slip(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryFieldIsOnTheSlip(t *testing.T) {
	for name, font := range fonts() {
		t.Run(name, func(t *testing.T) {
			s := slipSample()
			s.Font, s.Bold = font[0], font[1]
			pdf := mustSlip(t, s)
			got, w := text(t, pdf), s.Words
			want := []string{paper.App, w.Title, w.Intro, w.Person, w.Email, w.Until, w.By, w.Date, w.Code, squeeze(w.Footer), s.Company.Name, s.Company.Mark,
				s.Person, s.Email, s.Until, s.By, s.Date, "7K2M 9QXT 4HVB C0RN", "8WJD 3YFG 5ZPS A1E6", "XKQ4"}
			for i, step := range w.Steps {
				want = append(want, string(rune('1'+i))+". "+squeeze(step))
			}
			for _, x := range want {
				if !strings.Contains(got, x) {
					t.Errorf("%q is not in:\n%s", x, got)
				}
			}
			if n := pages(t, pdf); n != "1" {
				t.Errorf("%s pages", n)
			}
			if !bytes.Equal(pdf, mustSlip(t, s)) {
				t.Error("the same slip, other bytes")
			}
		})
	}
}

// A printed slip is read by a camera's program: names of 80 letters push the code
// down, never off, and never make it smaller.
func TestSlipReadsBack(t *testing.T) {
	for _, long := range []string{"", strings.Repeat("Wijnegemse ", 7) + "End", strings.Repeat("W", 77) + "End"} {
		for name, font := range fonts() {
			s := slipSample()
			s.Font, s.Bold = font[0], font[1]
			if long != "" {
				s.Company.Name, s.Person, s.Email, s.By, s.Words.Title = long, long, long, long, long
				s.Words.Intro = strings.Repeat(long+" ", 4)
				s.Words.Steps = append(s.Words.Steps, strings.Repeat(long+" ", 5))
			}
			pdf := mustSlip(t, s)
			if got := scanned(t, pdf); got != invitation {
				t.Errorf("%s: read %q", name, got)
			}
			if n := pages(t, pdf); n != "1" {
				t.Errorf("%s: %s pages", name, n)
			}
			letters := strings.ReplaceAll(text(t, pdf), " ", "")
			if n := strings.Count(letters, "End"); long != "" && n < 5 {
				t.Errorf("%s: only %d ends of names", name, n)
			}
		}
	}
}

// Letters give way until everything is inside the page.
func TestCrowdedSlip(t *testing.T) {
	for name, font := range fonts() {
		s := slipSample()
		s.Font, s.Bold = font[0], font[1]
		s.Words.Intro, s.Words.Footer = strings.Repeat(s.Words.Intro+" ", 20), s.Words.Footer+" End"
		for words := 1; words < 40; words++ {
			s.Words.Steps = repeated(words, "Encore une phrase.")
			pdf, err := paper.Slip(s)
			if errors.Is(err, paper.ErrTooLong) && words > 10 {
				break
			}
			if err != nil {
				t.Fatalf("%s: %d steps: %v", name, words, err)
			}
			if words%4 == 0 {
				whiteEdges(t, pdf)
			}
			if got := text(t, pdf); strings.Count(got, "Encore") != words || !strings.HasSuffix(got, "End") {
				t.Fatalf("%s: %d steps:\n%s", name, words, got)
			}
		}
	}
}

// The dark part of the QR code measures 40 mm at least on paper.
func TestSlipCodeIsLarge(t *testing.T) {
	s := slipSample()
	s.Company.Color, s.Company.Mark = "#FFFFFF", "" // nothing filled but the code
	s.Words.Intro = strings.Repeat(s.Words.Intro+" ", 30)
	stem := filepath.Join(t.TempDir(), "slip")
	tool(t, mustSlip(t, s), "pdftoppm", "-r", "100", "-png", "-singlefile", "FILE", stem)
	file, err := os.Open(stem + ".png")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	picture, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	// The upper left eye's outer side: a run of black that no letter reaches; seven modules of 29.
	longest := 0
	for y := range picture.Bounds().Dy() {
		run := 0
		for x := range picture.Bounds().Dx() {
			if r, g, b, _ := picture.At(x, y).RGBA(); r+g+b == 0 {
				run++
				longest = max(longest, run)
			} else {
				run = 0
			}
		}
	}
	if mm := float64(longest) / 7 * 29 * 25.4 / 100; mm < 40 {
		t.Errorf("the code is %.0f mm wide", mm)
	}
}

func TestSlipOfSomebodyUnnamed(t *testing.T) {
	s := slipSample()
	s.Person = ""
	got := text(t, mustSlip(t, s))
	if strings.Contains(got, s.Words.Person+" ") || !strings.Contains(got, s.Email) {
		t.Errorf("an unnamed person's slip:\n%s", got)
	}
}

// Every slip has a page of its own with its own code.
func TestSeveralSlips(t *testing.T) {
	var list []paper.SlipSheet
	for i := range 12 {
		s := slipSample()
		s.Email, s.Payload = fmt.Sprintf("person%02d@bedrijf-zonen.be", i), fmt.Sprintf("%s%02d", invitation, i)
		if i%3 == 1 {
			s.Person = strings.Repeat("Wijnegemse ", 60) // the letters of this one alone are smaller
		}
		list = append(list, s)
	}
	pdf, err := paper.Slips(list)
	if err != nil {
		t.Fatal(err)
	}
	if n := pages(t, pdf); n != "12" {
		t.Fatalf("%s pages", n)
	}
	for i, s := range list {
		page := fmt.Sprint(i + 1)
		if got := tool(t, pdf, "pdftotext", "-f", page, "-l", page, "FILE", "-"); strings.Count(got, "person") != 1 || !strings.Contains(got, s.Email) {
			t.Errorf("page %s:\n%s", page, got)
		}
		stem := filepath.Join(t.TempDir(), "slip")
		tool(t, pdf, "pdftoppm", "-r", "150", "-png", "-singlefile", "-f", page, "-l", page, "FILE", stem)
		if got := strings.TrimSpace(tool(t, nil, "zbarimg", "-q", "--raw", stem+".png")); got != s.Payload {
			t.Errorf("page %s: read %q", page, got)
		}
	}
	alone, err := paper.Slips(list[:1])
	if err != nil || !bytes.Equal(alone, mustSlip(t, list[0])) {
		t.Errorf("one slip in a list is another than alone (%v)", err)
	}
}

func TestRefusedSlips(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*paper.SlipSheet)
		want   error
	}{
		"no company":       {func(s *paper.SlipSheet) { s.Company.Name = " " }, paper.ErrSheet},
		"no colour":        {func(s *paper.SlipSheet) { s.Company.Color = "" }, paper.ErrSheet},
		"half a colour":    {func(s *paper.SlipSheet) { s.Company.Color = "#FFF" }, paper.ErrSheet},
		"a colour of four": {func(s *paper.SlipSheet) { s.Company.Color = "#9A4A2CFF" }, paper.ErrSheet},
		"no digits":        {func(s *paper.SlipSheet) { s.Company.Color = "#" }, paper.ErrSheet},
		"a colour's name":  {func(s *paper.SlipSheet) { s.Company.Color = "9A4A2C" }, paper.ErrSheet},
		"a long mark":      {func(s *paper.SlipSheet) { s.Company.Mark = "BZN" }, paper.ErrSheet},
		"no e-mail":        {func(s *paper.SlipSheet) { s.Email = "" }, paper.ErrSheet},
		"a blank name":     {func(s *paper.SlipSheet) { s.Person = " " }, paper.ErrSheet},
		"no name label":    {func(s *paper.SlipSheet) { s.Words.Person = "" }, paper.ErrSheet},
		"no end":           {func(s *paper.SlipSheet) { s.Until = "" }, paper.ErrSheet},
		"no maker":         {func(s *paper.SlipSheet) { s.By = "" }, paper.ErrSheet},
		"no payload":       {func(s *paper.SlipSheet) { s.Payload = "" }, paper.ErrSheet},
		"no code":          {func(s *paper.SlipSheet) { s.Code = "- -" }, paper.ErrSheet},
		"code not ASCII":   {func(s *paper.SlipSheet) { s.Code = "ÀBCD" }, paper.ErrSheet},
		"no title":         {func(s *paper.SlipSheet) { s.Words.Title = "" }, paper.ErrSheet},
		"no label":         {func(s *paper.SlipSheet) { s.Words.Code = "" }, paper.ErrSheet},
		"no such day":      {func(s *paper.SlipSheet) { s.Date = "2026-02-30" }, paper.ErrSheet},
		"payload":          {func(s *paper.SlipSheet) { s.Payload = strings.Repeat("é", 3000) }, paper.ErrTooLong},
		"too many words":   {func(s *paper.SlipSheet) { s.Words.Steps = repeated(100, "Encore une phrase.") }, paper.ErrTooLong},
		"no font":          {func(s *paper.SlipSheet) { s.Font = []byte("no font at all") }, paper.ErrFont},
		"no bold font":     {func(s *paper.SlipSheet) { s.Font, s.Bold = goregular.TTF, []byte("x") }, paper.ErrFont},
	} {
		s := slipSample()
		c.change(&s)
		pdf, err := paper.Slip(s)
		if !errors.Is(err, c.want) || pdf != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "bedrijf") {
			t.Errorf("%s: the error names a value", name)
		}
	}
	if pdf, err := paper.Slips(nil); !errors.Is(err, paper.ErrSheet) || pdf != nil {
		t.Errorf("no slips: %v", err)
	}
	second := slipSample()
	second.Email = ""
	if pdf, err := paper.Slips([]paper.SlipSheet{slipSample(), second}); !errors.Is(err, paper.ErrSheet) || pdf != nil || !strings.Contains(err.Error(), "slip 2") {
		t.Errorf("one bad slip of two: %v", err)
	}
}
