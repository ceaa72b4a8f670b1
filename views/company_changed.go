package views

import (
	"slices"
	"strings"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// changedFields are the texts of a form by their field names, three times: as it
// was filled, as it stands in the form, and as the file has them by now.
type changedFields struct{ was, mine, theirs map[string]string }

// merged is what saving on purpose writes: what the person changed, and of the
// rest what was saved meanwhile.
func (c changedFields) merged() map[string]string {
	out := map[string]string{}
	for field, text := range c.theirs {
		out[field] = text
		if c.mine[field] != c.was[field] {
			out[field] = c.mine[field]
		}
	}
	return out
}

// elsewhere are the fields, of those in order, that were changed meanwhile.
func (c changedFields) elsewhere(order []string) []string {
	return slices.DeleteFunc(slices.Clone(order), func(field string) bool { return c.theirs[field] == c.was[field] })
}

// both tells whether the person, too, changed a field, and to something else.
func (c changedFields) both(field string) bool {
	return c.mine[field] != c.was[field] && c.mine[field] != c.theirs[field]
}

// changedQuestion is asked where a form was saved over values that it had not
// read. Order are the fields as the form has them, Table is their name in
// access.FieldChange. OnMine saves on purpose, OnTheirs takes the newer values.
type changedQuestion struct {
	Table            string
	Order            []string
	Fields           changedFields
	OnMine, OnTheirs func()
}

// askChanged shows what another window saved, beside what was typed here. Cancel
// leaves the form as it is. Where the values are back at what was read, there is
// nothing to ask.
func askChanged(w *companyWindow, q changedQuestion) {
	elsewhere := q.Fields.elsewhere(q.Order)
	if len(elsewhere) == 0 {
		q.OnMine()
		return
	}
	t, color := w.page.T, companyColor(w.kept.Color)
	var d *kit.Dialog
	done := func(act func()) func() {
		return func() {
			d.Hide()
			if act != nil {
				act()
			}
		}
	}
	list := kit.VStack(8)
	for _, field := range elsewhere {
		row := kit.VStack(0, kit.Label(w.fieldName(access.FieldChange{Table: q.Table, Field: field})), kit.Muted(w.fieldText(field, q.Fields.theirs[field])))
		if q.Fields.both(field) {
			row.Add(kit.Muted(t("changed.yours", "Value", w.fieldText(field, q.Fields.mine[field]))))
		}
		list.Add(row)
	}
	cancel := kit.NewButton(kit.Normal, t("files.cancel"), done(nil))
	d = kit.ShowDialog(w.page.Window, 640, color, kit.VStack(20,
		kit.VStack(8, kit.HStack(8, kit.Dot(color), kit.Caption(w.kept.Name).Single()), kit.Section(t("changed.title")), kit.Muted(t("changed.text"))),
		list,
		kit.Foot(8, kit.NewButton(kit.Low, t("changed.theirs"), done(q.OnTheirs)), kit.Spacer(), cancel,
			kit.NewButton(kit.Main, t("changed.mine"), done(q.OnMine)))), done(nil))
	w.page.Window.Canvas().Focus(cancel)
}

// longestShown bounds a text in a list, in characters: terms of sale are pages.
const longestShown = 160

// fieldText is the text of a form's field as people read it.
func (w *companyWindow) fieldText(field, text string) string {
	switch field {
	case "country":
		return optionText(companyCountries(w.spec.Lang, text), text)
	case "language":
		return optionText(tongueOptions([]string{text}), text)
	}
	if text == "" {
		return w.page.T("backups.value.none")
	}
	if r := []rune(text); len(r) > longestShown {
		return string(r[:longestShown]) + "…"
	}
	return text
}

// overtaken asks what to do where another window saved other values since these
// were read. What was typed stays until that is answered.
func (i *companyInfo) overtaken() {
	kit.Load(i.window.page, i.read, func(r companyRead) {
		if i.form == nil {
			return // read anew meanwhile, with what was typed
		}
		fields := changedFields{was: i.form.texts(i.window.kept, i.terms), mine: i.form.draft(), theirs: i.form.texts(r.company, r.terms)}
		take := func(text map[string]string) {
			i.window.dress(r.company)
			i.terms = r.terms
			i.logo.take(r.logo, r.picture)
			i.form.restore(text)
			i.judge()
		}
		askChanged(i.window, changedQuestion{Table: "company", Order: companyOrder(), Fields: fields,
			OnMine: func() {
				take(fields.merged())
				if i.changed() {
					i.submit()
				} else { // what was typed here is what was saved there
					i.window.spec.OnSaved(r.company)
				}
			},
			OnTheirs: func() {
				take(fields.theirs)
				i.form.focus()
				i.window.spec.OnSaved(r.company)
			}})
	}, i.refuse)
}

// companyOrder are the fields in the order of the form.
func companyOrder() []string {
	return strings.Fields("name country language number vat street street2 postcode city email phone website timezone terms color")
}
