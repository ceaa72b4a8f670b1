package views

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"trousseau/app/paper"
	"trousseau/views/kit"
)

// codesPaper is a set of recovery codes as a sheet (F13).
type codesPaper struct {
	Company, Email string
	Codes          []string
	Date           time.Time
}

// name is the proposed name of the PDF, without its folder.
func (c codesPaper) name() string { return "Trousseau-codes-" + c.Date.Format(time.DateOnly) + ".pdf" }

// pdf draws the sheet in the page's language.
func (c codesPaper) pdf(p *kit.Page) ([]byte, error) {
	t := p.T
	return paper.Codes(paper.CodesSheet{
		Words: paper.CodesWords{
			Lang: t("kit.lang"), Title: t("codes.title"), Intro: t("codes.paper.intro"),
			Company: t("kit.company"), Email: t("kit.email"), Date: t("kit.date"), Codes: t("codes.paper.label"),
			Steps:  []string{t("codes.paper.use"), t("codes.paper.tick"), t("codes.paper.new")},
			Footer: t("codes.paper.footer"),
		},
		Company: c.Company, Email: c.Email, Date: c.Date.Format(time.DateOnly), Codes: c.Codes,
		// The toolkit's own letters, as on the kit's sheet.
		Font: theme.DefaultTheme().Font(fyne.TextStyle{}).Content(),
		Bold: theme.DefaultTheme().Font(fyne.TextStyle{Bold: true}).Content(),
	})
}
