package paper_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"trousseau/app/paper"
)

func codesSample() paper.CodesSheet {
	s := paper.CodesSheet{
		Words: paper.CodesWords{
			Lang: "fr", Title: "Codes de secours", Intro: "Chacun de ces codes remplace une fois le téléphone.",
			Company: "Entreprise", Email: "Adresse électronique", Date: "Date", Codes: "Dix codes, à usage unique",
			Steps:  []string{"Tapez un code à la place de celui du téléphone.", "Cochez chaque code utilisé\u00a0: il ne sert plus."},
			Footer: "Trousseau ne garde aucune copie lisible de ces codes.",
		},
		Company: "Boulangerie Bedrijf & Zonen", Email: "margaux@bedrijf-zonen.be", Date: "2026-11-22",
	}
	for i := range 10 {
		s.Codes = append(s.Codes, fmt.Sprintf("7K%dM-9QXT-4HVB-C0RN-8WJD", i))
	}
	return s
}

func mustCodes(t *testing.T, s paper.CodesSheet) []byte {
	t.Helper()
	b, err := paper.Codes(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryCodeIsOnTheSheet(t *testing.T) {
	for name, font := range fonts() {
		t.Run(name, func(t *testing.T) {
			s := codesSample()
			s.Font, s.Bold = font[0], font[1]
			pdf := mustCodes(t, s)
			got, w := text(t, pdf), s.Words
			want := append([]string{paper.App, w.Title, w.Intro, w.Company, w.Email, w.Date, w.Codes, w.Footer, s.Company, s.Email, s.Date}, s.Codes...)
			for i, step := range w.Steps {
				want = append(want, string(rune('1'+i))+". "+squeeze(step))
			}
			for _, x := range want {
				if strings.Count(got, x) < 1 {
					t.Errorf("%q is not in:\n%s", x, got)
				}
			}
			if n := pages(t, pdf); n != "1" {
				t.Errorf("%s pages", n)
			}
			if !bytes.Equal(pdf, mustCodes(t, s)) {
				t.Error("the same sheet, other bytes")
			}
		})
	}
}

// Long names take more lines, and no code leaves the page or its column.
func TestCodesBesideLongNames(t *testing.T) {
	s := codesSample()
	s.Company, s.Email = strings.Repeat("Wijnegemse ", 30)+"End", strings.Repeat("m", 250)+"@zonen.be"
	s.Words.Intro = strings.Repeat(s.Words.Intro+" ", 12)
	pdf := mustCodes(t, s)
	got := text(t, pdf)
	for i := range 5 {
		if line := s.Codes[i] + " " + s.Codes[i+5]; !strings.Contains(got, line) {
			t.Errorf("%q is not one line of:\n%s", line, got)
		}
	}
	if n := pages(t, pdf); n != "1" || !strings.Contains(got, "End") {
		t.Errorf("%s pages:\n%s", n, got)
	}
}

func TestRefusedCodesSheets(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*paper.CodesSheet)
		want   error
	}{
		"no company":     {func(s *paper.CodesSheet) { s.Company = " " }, paper.ErrSheet},
		"no e-mail":      {func(s *paper.CodesSheet) { s.Email = "" }, paper.ErrSheet},
		"no title":       {func(s *paper.CodesSheet) { s.Words.Title = "" }, paper.ErrSheet},
		"no label":       {func(s *paper.CodesSheet) { s.Words.Codes = "" }, paper.ErrSheet},
		"no codes":       {func(s *paper.CodesSheet) { s.Codes = nil }, paper.ErrSheet},
		"an empty code":  {func(s *paper.CodesSheet) { s.Codes[3] = "" }, paper.ErrSheet},
		"code not ASCII": {func(s *paper.CodesSheet) { s.Codes[9] = "ÀBCD" }, paper.ErrSheet},
		"no such day":    {func(s *paper.CodesSheet) { s.Date = "2026-02-30" }, paper.ErrSheet},
		"too many words": {func(s *paper.CodesSheet) { s.Words.Steps = repeated(100, "Encore une phrase.") }, paper.ErrTooLong},
		"too many codes": {func(s *paper.CodesSheet) { s.Codes = repeated(200, "7K2M-9QXT") }, paper.ErrTooLong},
		"no font":        {func(s *paper.CodesSheet) { s.Font = []byte("no font at all") }, paper.ErrFont},
	} {
		s := codesSample()
		c.change(&s)
		pdf, err := paper.Codes(s)
		if !errors.Is(err, c.want) || pdf != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
