package views

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"trousseau/app/access"
	"trousseau/app/paper"
	"trousseau/views/kit"
)

// reviewSheet is a review on its way to paper.
type reviewSheet paper.ReviewSheet

func (s reviewSheet) draw() ([]byte, error) { return paper.Review(paper.ReviewSheet(s)) }

// sheet is the review as it stands, in the window's language.
func (r *reviewWindow) sheet() reviewSheet {
	t, now := r.page.T, r.spec.Now()
	s := paper.ReviewSheet{
		Words: paper.ReviewWords{Lang: t("kit.lang"), Title: t("review.title"), Intro: t("review.paper.intro"), Date: t("kit.date"), By: t("review.paper.by"),
			Person: t("users.column.who"), Kind: t("users.fact.kind"), Rights: t("users.column.rights"), Seen: t("users.column.signin"), Decision: t("review.column"),
			Undecided: t("review.open"), Confirmed: t("review.confirmed"), Revoked: t("review.revoked"), Sign: []string{t("review.paper.sign", "Name", r.spec.Person)},
			Footer: t("review.paper.footer"), Page: func(page, pages int) string { return t("review.paper.page", "Page", page, "Pages", pages) }},
		Company: paper.Company{Name: r.spec.Company, Color: r.spec.Color, Mark: kit.Initials(r.spec.Company)},
		Date:    now.Format(time.DateOnly), By: r.spec.Person,
		// The toolkit's own letters: TrueType, and they reach beyond Western Europe.
		Font: theme.DefaultTheme().Font(fyne.TextStyle{}).Content(),
		Bold: theme.DefaultTheme().Font(fyne.TextStyle{Bold: true}).Content(),
	}
	add := func(u access.User, decision paper.Decision, at time.Time) {
		kind := t("users.kind.internal")
		if !u.Internal {
			kind = t("users.kind.external")
		}
		name := personName(u.Person)
		if name == u.Email {
			name = ""
		}
		s.People = append(s.People, paper.Reviewed{Name: name, Email: u.Email, Kind: kind, Rights: consequencesOf(t, u.Rights, u.Owner).Can,
			Seen: r.signedIn(u), Decision: decision, By: r.spec.Person, At: r.spec.Words.DateTime(at)})
	}
	for _, u := range r.users {
		add(u, paper.Confirmed, now)
	}
	for _, g := range r.gone {
		add(g.User, paper.Revoked, time.UnixMilli(g.At).In(now.Location()))
	}
	return reviewSheet(s)
}
