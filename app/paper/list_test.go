package paper_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"trousseau/app/paper"
)

func pageWords(page, pages int) string { return fmt.Sprintf("Page %d sur %d", page, pages) }

func listSample() paper.ListSheet {
	rights := "Clients, devis, factures"
	return paper.ListSheet{
		Words: paper.ListWords{Lang: "fr", Title: "Qui a accès", Intro: "Toutes les personnes qui peuvent ouvrir l’entreprise.",
			Date: "Date", By: "Établie par", Footer: "Données personnelles\u00a0: ne pas laisser traîner.", Page: pageWords},
		Company: bakery(), Date: "2026-11-22", By: "Margaux Bedrijf", Wide: true,
		Columns: []paper.Column{{Title: "Personne", Width: 28, Strong: true}, {Title: "Droits", Width: 24}, {Title: "Mot de passe", Width: 12},
			{Title: "2FA", Width: 11}, {Title: "État", Width: 11}, {Title: "Dernière connexion", Width: 14}},
		Groups: []paper.Group{
			{Title: "Internes", Rows: [][]paper.Cell{
				{{Text: "Margaux Bedrijf", Under: "margaux@bedrijf-zonen.be"}, {Text: "Propriétaire"}, {Text: "Très bon"}, {Text: "Active"}, {Text: "Actif"}, {Text: "22/11/2026 10:15"}},
				{{Text: "Joris Bedrijf", Under: "joris@bedrijf-zonen.be"}, {Text: rights}, {Text: "Bon"}, {Text: "Absente"}, {Text: "Actif"}, {Text: "21/11/2026 17:12"}},
			}},
			{Title: "Externes", Empty: "Personne", Rows: [][]paper.Cell{
				{{Text: "Benoît Charlier", Under: "b.charlier@fidu-charlier.be"}, {Text: "Comptable", Under: "2 modifications"}, {Text: "Bon"}, {Text: "Active"}, {Text: "Actif"}, {}},
			}},
		},
	}
}

func mustList(t *testing.T, s paper.ListSheet) []byte {
	t.Helper()
	b, err := paper.List(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func pageText(t *testing.T, pdf []byte, page int) string {
	t.Helper()
	n := strconv.Itoa(page)
	return squeeze(tool(t, pdf, "pdftotext", "-layout", "-enc", "UTF-8", "-f", n, "-l", n, "FILE", "-"))
}

func TestEveryCellIsOnTheList(t *testing.T) {
	for name, font := range fonts() {
		for _, wide := range []bool{true, false} {
			s := listSample()
			s.Font, s.Bold, s.Wide = font[0], font[1], wide
			pdf := mustList(t, s)
			got, w := squeeze(tool(t, pdf, "pdftotext", "-enc", "UTF-8", "FILE", "-")), s.Words
			want := []string{paper.App, w.Title, w.Intro, w.Date, w.By, squeeze(w.Footer), "Page 1 sur 1", s.Company.Name, s.Company.Mark, s.Date, s.By}
			for _, c := range s.Columns {
				want = append(want, c.Title)
			}
			for _, g := range s.Groups {
				want = append(want, g.Title)
				for _, row := range g.Rows {
					for _, c := range row {
						want = append(want, c.Text, c.Under)
					}
				}
			}
			for _, x := range want {
				if !strings.Contains(got, x) {
					t.Errorf("%s: %q is not in:\n%s", name, x, got)
				}
			}
			if n := pages(t, pdf); n != "1" {
				t.Errorf("%s: %s pages", name, n)
			}
			if !bytes.Equal(pdf, mustList(t, s)) {
				t.Errorf("%s: the same list, other bytes", name)
			}
		}
	}
}

// A thousand rows: each is there once, and every page has head, titles, the group
// that goes on, and its number.
func TestListOfAThousand(t *testing.T) {
	for name, font := range fonts() {
		s := listSample()
		s.Font, s.Bold = font[0], font[1]
		for g := range s.Groups {
			s.Groups[g].Rows = nil
			for i := range 500 {
				id := fmt.Sprintf("No%d.%03d", g, i)
				s.Groups[g].Rows = append(s.Groups[g].Rows, []paper.Cell{{Text: "Personne " + id, Under: "personne@bedrijf-zonen.be"},
					{Text: strings.Repeat("Clients, ", i%40) + "devis"}, {Text: "Bon"}, {Text: "Active"}, {Text: "Actif"}, {Text: "hier"}})
			}
		}
		pdf := mustList(t, s)
		n, err := strconv.Atoi(pages(t, pdf))
		if err != nil || n < 50 {
			t.Fatalf("%s: %d pages (%v)", name, n, err)
		}
		all := tool(t, pdf, "pdftotext", "-enc", "UTF-8", "FILE", "-")
		for g := range 2 {
			for i := range 500 {
				if id := fmt.Sprintf("No%d.%03d", g, i); strings.Count(all, id) != 1 {
					t.Fatalf("%s: row %s stands %d times", name, id, strings.Count(all, id))
				}
			}
		}
		for i, page := range strings.Split(strings.TrimSuffix(all, "\f"), "\f") {
			got := squeeze(page)
			for _, want := range []string{s.Company.Name, s.Words.Title, "Dernière connexion", squeeze(s.Words.Footer), pageWords(i+1, n)} {
				if !strings.Contains(got, want) {
					t.Errorf("%s: %q is not on page %d", name, want, i+1)
				}
			}
			for g, title := range []string{"Internes", "Externes"} {
				if rows := strings.Contains(got, fmt.Sprintf("No%d.", g)); rows != strings.Contains(got, title) {
					t.Errorf("%s: page %d has rows of %q: %t, and not its title or the reverse", name, i+1, title, rows)
				}
			}
		}
	}
}

// What is wider than its column wraps; what is taller than a page goes on over the
// next; nothing leaves the printable part.
func TestLongCellsWrap(t *testing.T) {
	for name, font := range fonts() {
		s := listSample()
		s.Font, s.Bold = font[0], font[1]
		row := s.Groups[0].Rows[0]
		row[0] = paper.Cell{Text: strings.Repeat("W", 197) + "End", Under: strings.Repeat("m", 250) + "@zonen.be"}
		row[1] = paper.Cell{Text: strings.Repeat("Kwijt ", 900)}
		row[5] = paper.Cell{Text: "Xenon", Under: strings.Repeat("Y", 300)}
		pdf := mustList(t, s)
		got := strings.Join(strings.Fields(tool(t, pdf, "pdftotext", "-enc", "UTF-8", "FILE", "-")), "")
		for letters, want := range map[string]int{"W": 197, "Kwijt": 900, "Y": 300, "Xenon": 1} {
			if n := strings.Count(got, letters); n != want {
				t.Errorf("%s: %s stands %d times, want %d", name, letters, n, want)
			}
		}
		if n, err := strconv.Atoi(pages(t, pdf)); err != nil || n < 3 {
			t.Errorf("%s: %d pages (%v)", name, n, err)
		}
		whiteEdges(t, pdf)
	}
}

// whiteEdges fails for ink in the outer 9 mm of any page.
func whiteEdges(t *testing.T, pdf []byte) {
	t.Helper()
	n, err := strconv.Atoi(pages(t, pdf))
	if err != nil {
		t.Fatal(err)
	}
	for page := 1; page <= n; page++ {
		stem := t.TempDir() + "/page"
		tool(t, pdf, "pdftoppm", "-r", "50", "-gray", "-singlefile", "-f", strconv.Itoa(page), "-l", strconv.Itoa(page), "FILE", stem)
		picture, err := os.ReadFile(stem + ".pgm")
		if err != nil {
			t.Fatal(err)
		}
		var width, height int
		if _, err := fmt.Sscanf(string(picture[:20]), "P5\n%d %d\n", &width, &height); err != nil {
			t.Fatal(err)
		}
		const edge = 17 // pixels at 50 dpi: 9 mm less the one that shades
		for i, grey := range picture[len(picture)-width*height:] {
			if x, y := i%width, i/width; grey != 255 && (x < edge || y < edge || x >= width-edge || y >= height-edge) {
				t.Fatalf("page %d: ink at %d, %d of %d × %d", page, x, y, width, height)
			}
		}
	}
}

func TestEmptyGroup(t *testing.T) {
	s := listSample()
	s.Groups[1].Rows = nil
	if got := text(t, mustList(t, s)); !strings.Contains(got, "Externes Personne") {
		t.Errorf("an empty group does not say so:\n%s", got)
	}
}

// A group's title at the end of a page goes to the next with its first row.
func TestTitleStandsWithItsRow(t *testing.T) {
	for before := range 30 {
		s := listSample()
		row := s.Groups[0].Rows[1]
		s.Groups[0].Rows = nil
		for range before {
			s.Groups[0].Rows = append(s.Groups[0].Rows, row)
		}
		s.Groups[0].Empty = "Personne"
		pdf := mustList(t, s)
		n, err := strconv.Atoi(pages(t, pdf))
		if err != nil {
			t.Fatal(err)
		}
		for page := 1; page <= n; page++ {
			got := pageText(t, pdf, page)
			if strings.Contains(got, "Externes") != strings.Contains(got, "Charlier") {
				t.Errorf("%d rows before: title and row are apart on page %d:\n%s", before, page, got)
			}
		}
	}
}

// A row that a page has room for is not torn in two.
func TestRowsStayWhole(t *testing.T) {
	s := listSample()
	row := []paper.Cell{{Text: "Anfang", Under: strings.Repeat("Wijnegemse ", 20) + "Ende"}, {}, {}, {}, {}, {}}
	for range 60 {
		s.Groups[0].Rows = append(s.Groups[0].Rows, row)
	}
	pdf := mustList(t, s)
	n, err := strconv.Atoi(pages(t, pdf))
	if err != nil || n < 5 {
		t.Fatalf("%d pages (%v)", n, err)
	}
	for page := 1; page <= n; page++ {
		if got := pageText(t, pdf, page); strings.Count(got, "Anfang") != strings.Count(got, "Ende") {
			t.Errorf("a row is torn on page %d:\n%s", page, got)
		}
	}
}

func TestRefusedLists(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*paper.ListSheet)
		want   error
	}{
		"no company":        {func(s *paper.ListSheet) { s.Company.Name = "" }, paper.ErrSheet},
		"no colour":         {func(s *paper.ListSheet) { s.Company.Color = "red" }, paper.ErrSheet},
		"no title":          {func(s *paper.ListSheet) { s.Words.Title = " " }, paper.ErrSheet},
		"no maker":          {func(s *paper.ListSheet) { s.By = "" }, paper.ErrSheet},
		"no page words":     {func(s *paper.ListSheet) { s.Words.Page = nil }, paper.ErrSheet},
		"no such day":       {func(s *paper.ListSheet) { s.Date = "2026-13-01" }, paper.ErrSheet},
		"no columns":        {func(s *paper.ListSheet) { s.Columns = nil }, paper.ErrSheet},
		"too many columns":  {func(s *paper.ListSheet) { s.Columns = make([]paper.Column, 13) }, paper.ErrSheet},
		"unnamed column":    {func(s *paper.ListSheet) { s.Columns[2].Title = "" }, paper.ErrSheet},
		"no width":          {func(s *paper.ListSheet) { s.Columns[2].Width = 0 }, paper.ErrSheet},
		"width below zero":  {func(s *paper.ListSheet) { s.Columns[2].Width = -3 }, paper.ErrSheet},
		"hardly a width":    {func(s *paper.ListSheet) { s.Columns[2].Width = 0.5 }, paper.ErrSheet},
		"width not a one":   {func(s *paper.ListSheet) { s.Columns[2].Width = math.NaN() }, paper.ErrSheet},
		"width without end": {func(s *paper.ListSheet) { s.Columns[2].Width = math.Inf(1) }, paper.ErrSheet},
		"widths beyond all": {func(s *paper.ListSheet) { s.Columns[1].Width, s.Columns[2].Width = math.MaxFloat64, math.MaxFloat64 }, paper.ErrSheet},
		"no groups":         {func(s *paper.ListSheet) { s.Groups = nil }, paper.ErrSheet},
		"unnamed group":     {func(s *paper.ListSheet) { s.Groups[1].Title = "" }, paper.ErrSheet},
		"silent group":      {func(s *paper.ListSheet) { s.Groups[1].Rows, s.Groups[1].Empty = nil, "" }, paper.ErrSheet},
		"a cell too few":    {func(s *paper.ListSheet) { s.Groups[1].Rows[0] = s.Groups[1].Rows[0][1:] }, paper.ErrSheet},
		"head over a page":  {func(s *paper.ListSheet) { s.Words.Intro = strings.Repeat("Encore une phrase. ", 500) }, paper.ErrTooLong},
		"foot over a page":  {func(s *paper.ListSheet) { s.Words.Footer = strings.Repeat("Encore une phrase. ", 500) }, paper.ErrTooLong},
		"title of a column": {func(s *paper.ListSheet) { s.Columns[2].Title = strings.Repeat("Encore ", 500) }, paper.ErrTooLong},
		"title of a group":  {func(s *paper.ListSheet) { s.Groups[0].Title = strings.Repeat("Encore ", 800) }, paper.ErrTooLong},
		"title of the last": {func(s *paper.ListSheet) { s.Groups[1].Title = strings.Repeat("Encore ", 800) }, paper.ErrTooLong},
		"title over nothing": {func(s *paper.ListSheet) {
			s.Groups[0] = paper.Group{Title: strings.Repeat("Encore ", 800), Rows: [][]paper.Cell{make([]paper.Cell, 6)}}
		}, paper.ErrTooLong},
		"silence too long": {func(s *paper.ListSheet) { s.Groups[1].Rows, s.Groups[1].Empty = nil, strings.Repeat("Rien ", 9000) }, paper.ErrTooLong},
		"no font":          {func(s *paper.ListSheet) { s.Font = []byte("no font at all") }, paper.ErrFont},
	} {
		s := listSample()
		c.change(&s)
		pdf, err := paper.List(s)
		if !errors.Is(err, c.want) || pdf != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "edrijf") {
			t.Errorf("%s: the error names a value", name)
		}
	}
}
