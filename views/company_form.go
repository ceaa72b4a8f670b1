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
// Langs are those a company can have. OnChange tells that something was typed or
// chosen, OnSubmit that Enter was pressed in a line of text; both may be nil.
type companyFormSpec struct {
	Company  access.Company
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
	country, language            *kit.Choice
	color                        *kit.Swatches
	fields                       map[string]*kit.Field // by the field names of access.InputError
	filling                      bool                  // the program types, not the person
}

func newCompanyForm(p *kit.Page, s companyFormSpec) *companyForm {
	f := &companyForm{page: p, spec: s}
	f.name, f.street, f.postcode, f.city = f.line("name"), f.line("street"), f.line("postcode"), f.line("city")
	f.number = newLeavingEntry(f.judgeNumber)
	f.hear(&f.number.Entry, "number")
	f.country = kit.NewChoice(companyCountries(s.Lang, s.Company.Country), func(string) {
		f.changed("country")
		f.judgeNumber()
	})
	f.language = kit.NewChoice(tongueOptions(withOne(s.Langs, s.Company.Language)), func(string) { f.changed("language") })
	f.color = kit.NewSwatches(withOne(strings.Fields(companyColors), s.Company.Color), func(string) { f.changed("color") })
	f.fields = map[string]*kit.Field{
		"name":     kit.NewField(p.T("company.name"), f.name),
		"country":  kit.NewField(p.T("company.country"), f.country),
		"language": kit.NewField(p.T("company.language"), f.language),
		"number":   kit.NewField(p.T("company.number"), f.number),
		"street":   kit.NewField(p.T("company.street"), f.street),
		"postcode": kit.NewField(p.T("company.postcode"), f.postcode),
		"city":     kit.NewField(p.T("company.city"), f.city),
		"color":    kit.NewField(p.T("company.color"), kit.Pad(0, 0, 0, -4, f.color)),
	}
	f.fields["language"].SetHint(p.T("company.language.hint"))
	f.fields["number"].SetHint(p.T("company.number.hint"))
	f.fields["color"].SetHint(p.T("company.color.hint"))
	f.set(s.Company)
	return f
}

// line makes an entry of one line.
func (f *companyForm) line(field string) *kit.Entry {
	e := kit.NewEntry()
	f.hear(e, field)
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
	return access.Company{
		Name: f.name.Text, Country: f.country.Key(), Language: f.language.Key(), Number: f.number.Text,
		Street: f.street.Text, PostCode: f.postcode.Text, City: f.city.Text, Color: f.color.Color(),
	}
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
	for _, e := range []struct {
		entry *kit.Entry
		text  string
	}{{f.name, c.Name}, {&f.number.Entry, c.Number}, {f.street, c.Street}, {f.postcode, c.PostCode}, {f.city, c.City}} {
		if e.entry.Text != e.text {
			e.entry.SetText(e.text)
		}
	}
	f.country.SetKey(c.Country)
	f.language.SetKey(c.Language)
	f.color.SetColor(c.Color)
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
	c := f.value()
	return map[string]string{"name": c.Name, "country": c.Country, "language": c.Language, "number": c.Number,
		"street": c.Street, "postcode": c.PostCode, "city": c.City, "color": c.Color}
}

// restore takes what draft gave; fields the draft does not know stay.
func (f *companyForm) restore(d map[string]string) {
	c := f.value()
	for name, text := range map[string]*string{"name": &c.Name, "country": &c.Country, "language": &c.Language, "number": &c.Number,
		"street": &c.Street, "postcode": &c.PostCode, "city": &c.City, "color": &c.Color} {
		if typed, ok := d[name]; ok {
			*text = typed
		}
	}
	f.set(c)
	if f.number.Text != "" {
		f.judgeNumber()
	}
}

func (f *companyForm) focus() { f.page.Window.Canvas().Focus(f.name) }
