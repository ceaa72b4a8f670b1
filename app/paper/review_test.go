package paper_test

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"trousseau/app/paper"
)

func reviewSample() paper.ReviewSheet {
	return paper.ReviewSheet{
		Words: paper.ReviewWords{Lang: "fr", Title: "Revue des accès", Intro: "Chaque personne, ses droits, et ce qui a été décidé.", Date: "Date", By: "Établie par",
			Person: "Personne", Kind: "Genre", Rights: "Droits", Seen: "Dernière connexion", Decision: "Décision",
			Undecided: "À décider", Confirmed: "Confirmé", Revoked: "Retiré",
			Sign: []string{"Nom", "Date", "Signature"}, Footer: "À garder avec les pièces de l’entreprise.", Page: pageWords},
		Company: bakery(), Date: "2026-11-22", By: "Margaux Bedrijf",
		People: []paper.Reviewed{
			{Name: "Joris Bedrijf", Email: "joris@bedrijf-zonen.be", Kind: "Interne", Rights: []string{"Voir les clients", "Modifier les clients", "Voir les rapports"},
				Seen: "21/11/2026 17:12", Decision: paper.Confirmed, By: "Margaux", At: "22/11/2026 10:15"},
			{Name: "Benoît Charlier", Email: "b.charlier@fidu-charlier.be", Kind: "Externe", Rights: []string{"Comptable"},
				Seen: "jamais", Decision: paper.Revoked, By: "Margaux", At: "22/11/2026 10:16"},
			{Email: "thijs@bedrijf-zonen.be", Kind: "Interne", Rights: []string{"Aucun droit"}, Seen: "hier"},
		},
	}
}

func mustReview(t *testing.T, s paper.ReviewSheet) []byte {
	t.Helper()
	b, err := paper.Review(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestEveryDecisionIsOnTheReview(t *testing.T) {
	for name, font := range fonts() {
		s := reviewSample()
		s.Font, s.Bold = font[0], font[1]
		pdf := mustReview(t, s)
		got, w := squeeze(tool(t, pdf, "pdftotext", "-enc", "UTF-8", "FILE", "-")), s.Words
		want := []string{paper.App, w.Title, w.Intro, w.Person, w.Kind, w.Rights, w.Seen, w.Decision, w.Undecided, w.Confirmed, w.Revoked, squeeze(w.Footer), "Page 1 sur 1", s.Company.Name}
		want = append(want, w.Sign...)
		for _, r := range s.People {
			want = append(want, r.Name, r.Email, r.Kind, r.Seen, r.By, r.At)
			want = append(want, r.Rights...)
		}
		for _, x := range want {
			if !strings.Contains(got, x) {
				t.Errorf("%s: %q is not in:\n%s", name, x, got)
			}
		}
		if !bytes.Equal(pdf, mustReview(t, s)) {
			t.Errorf("%s: the same review, other bytes", name)
		}
		// Beside each name stands that person's own decision.
		layout := tool(t, pdf, "pdftotext", "-layout", "-enc", "UTF-8", "FILE", "-")
		for _, pair := range [][2]string{{"Joris", w.Confirmed}, {"Charlier", w.Revoked}, {"thijs", w.Undecided}} {
			found := false
			for line := range strings.Lines(layout) {
				found = found || strings.Contains(line, pair[0]) && strings.Contains(line, pair[1])
			}
			if !found {
				t.Errorf("%s: %q is not beside %q:\n%s", name, pair[1], pair[0], layout)
			}
		}
	}
}

// The lines to sign on stand once, at the end, whole, whatever the number of rows.
func TestReviewEndsWithItsLines(t *testing.T) {
	for people := 1; people < 30; people++ {
		s := reviewSample()
		one := s.People[0]
		s.People = nil
		for i := range people {
			one.Name = fmt.Sprintf("Personne %02d", i)
			s.People = append(s.People, one)
		}
		s.Words.Sign = []string{"Zu Protokoll", "Quittung"}
		pdf := mustReview(t, s)
		n, err := strconv.Atoi(pages(t, pdf))
		if err != nil {
			t.Fatal(err)
		}
		all := squeeze(tool(t, pdf, "pdftotext", "-enc", "UTF-8", "FILE", "-"))
		last := pageText(t, pdf, n)
		if strings.Count(all, "Protokoll") != 1 || !strings.Contains(last, "Protokoll") || !strings.Contains(last, "Quittung") || !strings.Contains(last, pageWords(n, n)) {
			t.Errorf("%d people: the last page:\n%s", people, last)
		}
		for i := range people {
			if name := fmt.Sprintf("Personne %02d", i); strings.Count(all, name) != 1 {
				t.Errorf("%d people: %s stands %d times", people, name, strings.Count(all, name))
			}
		}
	}
}

func TestManyRightsWrap(t *testing.T) {
	for name, font := range fonts() {
		s := reviewSample()
		s.Font, s.Bold = font[0], font[1]
		s.People[0].Rights = repeated(60, "Voir tout ce qui est là")
		s.People[1].Name = strings.Repeat("W", 200)
		pdf := mustReview(t, s)
		got := squeeze(tool(t, pdf, "pdftotext", "-enc", "UTF-8", "FILE", "-"))
		if n := strings.Count(got, "là"); n != 60 {
			t.Errorf("%s: %d rights of 60:\n%s", name, n, got)
		}
		if n := strings.Count(got, "W"); n != 200 {
			t.Errorf("%s: %d letters of 200", name, n)
		}
		whiteEdges(t, pdf)
	}
}

func TestRefusedReviews(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*paper.ReviewSheet)
		want   error
	}{
		"no company":          {func(s *paper.ReviewSheet) { s.Company.Name = "" }, paper.ErrSheet},
		"no title":            {func(s *paper.ReviewSheet) { s.Words.Title = "" }, paper.ErrSheet},
		"no column":           {func(s *paper.ReviewSheet) { s.Words.Rights = "" }, paper.ErrSheet},
		"no decision word":    {func(s *paper.ReviewSheet) { s.Words.Revoked = "" }, paper.ErrSheet},
		"no line":             {func(s *paper.ReviewSheet) { s.Words.Sign = nil }, paper.ErrSheet},
		"unnamed line":        {func(s *paper.ReviewSheet) { s.Words.Sign[1] = " " }, paper.ErrSheet},
		"five lines":          {func(s *paper.ReviewSheet) { s.Words.Sign = repeated(5, "Nom") }, paper.ErrSheet},
		"nobody":              {func(s *paper.ReviewSheet) { s.People = nil }, paper.ErrSheet},
		"no e-mail":           {func(s *paper.ReviewSheet) { s.People[1].Email = "" }, paper.ErrSheet},
		"no kind":             {func(s *paper.ReviewSheet) { s.People[1].Kind = "" }, paper.ErrSheet},
		"no rights":           {func(s *paper.ReviewSheet) { s.People[1].Rights = nil }, paper.ErrSheet},
		"no sign-in":          {func(s *paper.ReviewSheet) { s.People[1].Seen = "" }, paper.ErrSheet},
		"decided by nobody":   {func(s *paper.ReviewSheet) { s.People[1].By = "" }, paper.ErrSheet},
		"decided never":       {func(s *paper.ReviewSheet) { s.People[1].At = "" }, paper.ErrSheet},
		"undecided by one":    {func(s *paper.ReviewSheet) { s.People[2].By = "Margaux" }, paper.ErrSheet},
		"another decision":    {func(s *paper.ReviewSheet) { s.People[0].Decision = 3 }, paper.ErrSheet},
		"no such day":         {func(s *paper.ReviewSheet) { s.Date = "22/11/2026" }, paper.ErrSheet},
		"no page words":       {func(s *paper.ReviewSheet) { s.Words.Page = nil }, paper.ErrSheet},
		"lines over the page": {func(s *paper.ReviewSheet) { s.Words.Sign[0] = strings.Repeat("Nom ", 2000) }, paper.ErrTooLong},
		"no font":             {func(s *paper.ReviewSheet) { s.Font = []byte("no font at all") }, paper.ErrFont},
	} {
		s := reviewSample()
		c.change(&s)
		pdf, err := paper.Review(s)
		if !errors.Is(err, c.want) || pdf != nil {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), "edrijf") {
			t.Errorf("%s: the error names a value", name)
		}
	}
}
