package views

import (
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
)

// setupCompany is the first page: the company's own data.
type setupCompany struct {
	setup *setup
	form  *companyForm
}

func newSetupCompany(v *setup) *setupCompany {
	color, _, _ := strings.Cut(companyColors, " ")
	country, _, _ := strings.Cut(countriesFirst, " ")
	return &setupCompany{setup: v, form: newCompanyForm(v.page, companyFormSpec{
		Company: access.Company{Country: country, Language: v.spec.Lang, Color: color},
		Lang:    v.spec.Lang, Langs: v.spec.Langs, OnChange: v.changed, OnSubmit: v.next,
	})}
}

func (s *setupCompany) title() (title, text string) {
	return s.setup.page.T("setup.company"), s.setup.page.T("setup.company.text")
}

func (s *setupCompany) build() fyne.CanvasObject { return s.form.build() }

func (s *setupCompany) arrive() error { return nil }

func (s *setupCompany) locked() string { return "" }

// check takes the company in its canonical form.
func (s *setupCompany) check() bool {
	c, ok := s.form.check()
	if ok {
		s.form.set(c)
	}
	return ok
}

func (s *setupCompany) refuse(err error) bool { return s.form.refuse(err) }

func (s *setupCompany) focus() { s.form.focus() }

func (s *setupCompany) draft() map[string]string { return s.form.draft() }

func (s *setupCompany) restore(d map[string]string) { s.form.restore(d) }
