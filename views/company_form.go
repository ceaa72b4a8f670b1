package views

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/checks"
	"trousseau/views/kit"
)

// companyFormSpec is what the form begins with. Lang is the window's language,
// Langs are those a company can have; Whole shows every field, otherwise those a
// company is founded with. OnChange tells that something was typed or chosen,
// OnSubmit that Enter was pressed in a line of text; both may be nil.
type companyFormSpec struct {
	Company  access.Company
	Terms    string
	Whole    bool
	Lang     string
	Langs    []string
	OnChange func()
	OnSubmit func()
}

// companyForm is a company's own data to fill in: in set-up and in its settings.
type companyForm struct {
	page *kit.Page
	spec companyFormSpec

	name, street, postcode, city *kit.Entry
	number                       *leavingEntry
	terms                        *kit.Entry
	country, language, timezone  *kit.Choice
	color                        *kit.Swatches
	lines                        []companyLine
	fields                       map[string]*kit.Field // by the field names of access.InputError
	filling                      bool                  // the program types, not the person
}

// companyLine is a line of text and the value it stands for.
type companyLine struct {
	field string
	entry *kit.Entry
	of    func(*access.Company) *string
}

func newCompanyForm(p *kit.Page, s companyFormSpec) *companyForm {
	f := &companyForm{page: p, spec: s, fields: map[string]*kit.Field{}}
	f.name = f.line("name", p.T("company.name"), func(c *access.Company) *string { return &c.Name })
	f.street = f.line("street", p.T("company.street"), func(c *access.Company) *string { return &c.Street })
	f.postcode = f.line("postcode", p.T("company.postcode"), func(c *access.Company) *string { return &c.PostCode })
	f.city = f.line("city", p.T("company.city"), func(c *access.Company) *string { return &c.City })
	f.number = newLeavingEntry(f.judgeNumber)
	f.hear(&f.number.Entry, "number")
	f.lines = append(f.lines, companyLine{"number", &f.number.Entry, func(c *access.Company) *string { return &c.Number }})
	f.country = kit.NewChoice(companyCountries(s.Lang, s.Company.Country), func(string) {
		f.changed("country")
		f.judgeNumber()
	})
	f.language = kit.NewChoice(tongueOptions(withOne(s.Langs, s.Company.Language)), func(string) { f.changed("language") })
	f.color = kit.NewSwatches(withOne(strings.Fields(companyColors), s.Company.Color), func(string) { f.changed("color") })
	f.fields["country"] = kit.NewField(p.T("company.country"), f.country)
	f.fields["language"] = kit.NewField(p.T("company.language"), f.language)
	f.fields["number"] = kit.NewField(p.T("company.number"), f.number)
	f.fields["color"] = kit.NewField(p.T("company.color"), kit.Pad(0, 0, 0, -4, f.color))
	f.fields["language"].SetHint(p.T("company.language.hint"))
	f.fields["number"].SetHint(p.T("company.number.hint"))
	f.fields["color"].SetHint(p.T("company.color.hint"))
	if s.Whole {
		f.more()
	}
	f.set(s.Company)
	return f
}

// line makes an entry of one line with its field.
func (f *companyForm) line(field, label string, of func(*access.Company) *string) *kit.Entry {
	e := kit.NewEntry()
	f.hear(e, field)
	f.lines = append(f.lines, companyLine{field, e, of})
	f.fields[field] = kit.NewField(label, e)
	return e
}

func (f *companyForm) hear(e *kit.Entry, field string) {
	e.OnChanged = func(string) { f.changed(field) }
	e.OnSubmitted = func(string) {
		if f.spec.OnSubmit != nil {
			f.spec.OnSubmit()
		}
	}
}

// changed forgets a field's fault and tells the owner of the form.
func (f *companyForm) changed(field string) {
	f.setFault(field, "")
	if field == "number" {
		f.fields["number"].SetHint(f.page.T("company.number.hint"))
	}
	if f.spec.OnChange != nil && !f.filling {
		f.spec.OnChange()
	}
}

func (f *companyForm) build() fyne.CanvasObject {
	if f.spec.Whole {
		return f.buildWhole()
	}
	return kit.Form(
		f.fields["name"],
		kit.Columns(16, f.fields["country"], f.fields["language"]),
		f.fields["number"],
		f.fields["street"],
		kit.Columns(16, f.fields["postcode"], f.fields["city"]),
		f.fields["color"],
	)
}

// value is the company as it stands in the form, unchecked.
func (f *companyForm) value() access.Company {
	c := access.Company{Country: f.country.Key(), Language: f.language.Key(), Color: f.color.Color()}
	for _, l := range f.lines {
		*l.of(&c) = l.entry.Text
	}
	if f.timezone != nil {
		c.Timezone = f.timezone.Key()
	}
	return c
}

// check gives the company in its canonical form, or shows the fault at its
// field, with the keyboard in it, and returns false.
func (f *companyForm) check() (access.Company, bool) {
	c, err := f.value().Check()
	if err != nil {
		f.refuse(err)
		return access.Company{}, false
	}
	return c, true
}

// refuse shows a refused field and puts the keyboard in it; false when the error
// is about no field of this form.
func (f *companyForm) refuse(err error) bool {
	var input *access.InputError
	if !errors.As(err, &input) || f.fields[input.Field] == nil {
		return false
	}
	f.setFault(input.Field, f.page.Explain(err))
	kit.FocusFault(f.page.Window, f.fields[input.Field])
	return true
}

// setFault says at a field what is wrong with it; "" takes it back.
func (f *companyForm) setFault(field, text string) {
	if at := f.fields[field]; at != nil && at.Fault() != text {
		at.SetFault(text)
	}
}

// set fills the form and forgets every fault.
func (f *companyForm) set(c access.Company) {
	f.filling = true
	defer func() { f.filling = false }()
	for _, l := range f.lines {
		if text := *l.of(&c); l.entry.Text != text {
			l.entry.SetText(text)
		}
	}
	f.country.SetKey(c.Country)
	f.language.SetKey(c.Language)
	f.color.SetColor(c.Color)
	if f.timezone != nil {
		f.timezone.SetKey(c.Timezone)
	}
	for name := range f.fields {
		f.setFault(name, "")
	}
	f.confirmNumber()
}

// judgeNumber checks the number by the rules of the country: a right one is
// shown in its canonical spelling, a wrong one with the reason.
func (f *companyForm) judgeNumber() {
	canonical, err := checks.EnterpriseNumber(f.country.Key(), f.number.Text)
	switch {
	case err != nil:
		f.setFault("number", f.page.Explain(&access.InputError{Field: "number", Err: err}))
		return
	case canonical != f.number.Text:
		f.number.SetText(canonical)
	}
	f.setFault("number", "")
	f.confirmNumber()
}

// confirmNumber says under a number that was checked, or was saved, what is known
// of it.
func (f *companyForm) confirmNumber() {
	country, field := f.country.Key(), f.fields["number"]
	canonical, err := checks.EnterpriseNumber(country, f.number.Text)
	switch {
	case err != nil || canonical == "":
		field.SetHint(f.page.T("company.number.hint"))
	case slices.Contains(strings.Fields(countriesFirst), country):
		field.SetRight(f.page.T("company.number.right"))
	default:
		field.SetHint(f.page.T("company.number.unknown"))
	}
}

// draft is everything in the form.
func (f *companyForm) draft() map[string]string {
	if f.terms == nil {
		return f.texts(f.value(), "")
	}
	return f.texts(f.value(), f.terms.Text)
}

// restore takes what draft gave; fields the draft does not know stay.
func (f *companyForm) restore(d map[string]string) {
	c := f.value()
	values := map[string]*string{"country": &c.Country, "language": &c.Language, "color": &c.Color, "timezone": &c.Timezone}
	for _, l := range f.lines {
		values[l.field] = l.of(&c)
	}
	for name, text := range values {
		if typed, ok := d[name]; ok {
			*text = typed
		}
	}
	f.set(c)
	if typed, ok := d["terms"]; ok && f.terms != nil {
		f.terms.SetText(typed)
	}
	if f.number.Text != "" {
		f.judgeNumber()
	}
}

func (f *companyForm) focus() { f.page.Window.Canvas().Focus(f.name) }
