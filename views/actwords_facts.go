package views

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"trousseau/app/keys"
)

// factWords say the values of a journal line in words: T and Words in the language
// Lang, moments in Zone.
type factWords struct {
	T     translate
	Words companyWords
	Lang  string
	Zone  *time.Location
}

// factLine is one fact of a line.
type factLine struct{ Label, Value string }

// factChange is one value before and after an act. Of a right, Given tells whether
// it was given or taken away; it is false for any other value.
type factChange struct {
	Label, Before, After string
	Right, Given         bool
}

// hiddenFacts are those that only programs read: the version of a profile, the id
// of a visit.
func hiddenFacts() []string { return []string{"profile", "visit"} }

// facts say what a line's body adds to its sentence, in a fixed order. What only
// programs read and empty values are left out.
func (w factWords) facts(act string, facts map[string]string) []factLine {
	var out []factLine
	for _, field := range factFields(facts, nil) {
		if slices.Contains(hiddenFacts(), field) || facts[field] == "" {
			continue
		}
		out = append(out, factLine{w.label(act, field), w.value(act, field, facts[field])})
	}
	return out
}

// changes say before and after of an act, in a fixed order: what differs. Rights
// that a list names, and rights that stand by their own names, come one a row.
func (w factWords) changes(act string, before, after map[string]string) []factChange {
	var out []factChange
	for _, field := range factFields(before, after) {
		was, had := before[field]
		is, has := after[field]
		switch {
		case field == "rights":
			out = append(out, w.listChanges(rightNames(was), rightNames(is))...)
		case knownRight(field):
			out = append(out, w.rightChanges(field, was, is)...)
		case was != is || had != has:
			out = append(out, factChange{Label: w.label(act, field), Before: w.value(act, field, was), After: w.value(act, field, is)})
		}
	}
	return out
}

// rightChanges is the row of one right, none where it stands as before.
func (w factWords) rightChanges(name, before, after string) []factChange {
	was, is := w.holding(before), w.holding(after)
	if was == is {
		return nil
	}
	return []factChange{{Label: rightLabel(w.T, name), Before: was, After: is, Right: true, Given: isYes(after)}}
}

func (w factWords) listChanges(before, after []string) []factChange {
	var out []factChange
	all := slices.Concat(before, after)
	sortFacts(all)
	held := func(in []string, name string) string { return strconv.FormatBool(slices.Contains(in, name)) }
	for _, name := range slices.Compact(all) {
		out = append(out, w.rightChanges(name, held(before, name), held(after, name))...)
	}
	return out
}

// holding says how a right stands with somebody. One that is suspended waits for
// somebody to give it again after a reset.
func (w factWords) holding(value string) string {
	if value == "suspended" {
		return w.T("fact.suspended")
	}
	return w.yesNo(isYes(value))
}

func (w factWords) yesNo(yes bool) string {
	if yes {
		return w.T("fact.yes")
	}
	return w.T("fact.no")
}

// label is what a field is called. Fields of a copy's data carry their table:
// «money.vat». A field that this version does not know keeps its plain name.
func (w factWords) label(act, field string) string {
	if knownRight(field) {
		return rightLabel(w.T, field)
	}
	table, name := factTable(act, field)
	if table == "money" && name == "vat" {
		return w.T("money.vat")
	}
	if key := factKeys()[name]; key != "" {
		return w.T(key)
	}
	if slices.Contains(factNames(), name) {
		return w.T("fact." + name) // words: fact.* kind owner state until rights profile reason minutes mandatory protected stage bank reference from payouts ends scope ticket what format rows failed by made machine domain rotated day confirmed revoked
	}
	return field
}

// factTable tells of which table a field is: the one before its name, or the noun
// of the act.
func factTable(act, field string) (table, name string) {
	if table, name, ok := strings.Cut(field, "."); ok {
		return table, name
	}
	table, _, _ = strings.Cut(act, ".")
	return table, field
}

// factKeys are fields that are called as where they are set.
func factKeys() map[string]string {
	return map[string]string{
		"name": "company.short.name", "country": "company.country", "language": "company.short.language", "number": "company.short.number",
		"vat": "company.short.vat", "street": "company.street", "street2": "company.street2", "postcode": "company.postcode", "city": "company.city",
		"color": "company.color", "phone": "company.phone", "website": "company.website", "timezone": "company.timezone", "logo": "company.logo",
		"terms": "company.terms", "iban": "money.iban", "bic": "money.bic", "currency": "money.currency", "days": "money.days", "prefix": "money.prefix",
		"first": "personal.first", "last": "personal.last", "email": "personal.email", "to": "fact.until", "lines": "fact.rows",
	}
}

// factNames are fields with a word of their own.
func factNames() []string {
	return strings.Fields("kind owner state until rights profile reason minutes mandatory protected stage bank reference from payouts ends " +
		"scope ticket what format rows failed by made machine domain rotated day confirmed revoked")
}

// factOrder is the order of rows: who and what he may, then the fields of forms as
// these have them.
func factOrder() []string {
	return append(strings.Fields("name first last email kind owner state until rights number vat street street2 postcode city country language "+
		"phone website timezone color logo terms iban bic currency days prefix"), append(factNames(), "to", "lines")...)
}

// factFields lists the fields of both in order: known ones, rights as the editor
// has them, then the others by name.
func factFields(before, after map[string]string) []string {
	var out []string
	for _, m := range []map[string]string{before, after} {
		for field := range m {
			out = append(out, field)
		}
	}
	sortFacts(out)
	return slices.Compact(out)
}

// sortFacts puts fields, or rights, into the order of rows; what is not known comes
// last, by name.
func sortFacts(fields []string) {
	order := factOrder()
	for _, right := range keys.Catalogue() {
		order = append(order, right.Name)
	}
	rank := func(field string) int {
		i := slices.Index(order, field)
		if i < 0 {
			_, name := factTable("", field)
			i = slices.Index(order, name)
		}
		if i < 0 {
			return len(order)
		}
		return i
	}
	slices.SortFunc(fields, func(a, b string) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
}

// rightNames reads a list of rights as the journal holds it.
func rightNames(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ' ' || r == ',' })
}

func isYes(value string) bool { return value == "yes" || value == "true" }
