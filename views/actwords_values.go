package views

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"trousseau/app/checks"
	"trousseau/app/keys"
)

// value says a value of a field in words. What it cannot read it shows as it is.
func (w factWords) value(act, field, value string) string {
	table, name := factTable(act, field)
	switch {
	case value == "" && (name == "until" || name == "to"):
		return w.T("fact.until.none")
	case value == "":
		return w.T("fact.empty")
	case slices.Contains(strings.Fields("name first last reason reference bank ticket machine"), name): // what people typed
		return value
	case isYes(value):
		return w.yesNo(true)
	case value == "no" || value == "false":
		return w.yesNo(false)
	case name == "country":
		return optionText(companyCountries(w.Lang, value), value)
	case name == "language":
		return optionText(tongueOptions([]string{value}), value)
	case name == "iban":
		return checks.GroupIBAN(value)
	}
	if n, err := strconv.Atoi(value); err == nil {
		return w.number(table, name, n)
	}
	switch name {
	case "until", "from", "to", "ends", "made", "day":
		return w.moment(value)
	case "rights", "scope", "domain", "rotated":
		return w.names(name, value)
	}
	return w.choice(name, value)
}

// number says a whole number with its unit.
func (w factWords) number(table, name string, n int) string {
	switch {
	case name == "minutes":
		return w.T("security.idle.minutes", "Count", n)
	case name == "days":
		return w.T("money.days.count", "Count", n)
	case table == "money" && name == "vat" && n >= 0 && n <= 10000:
		return w.T("money.percent", "Value", vatText(w.Lang, uint16(n)))
	case (name == "logo" || name == "terms") && n == 0:
		return w.T("fact.empty")
	case name == "logo" || name == "terms": // the journal keeps their size
		const kilo = 1000
		return w.T("broken.size.kilo", "Size", (n+kilo-1)/kilo)
	case name == "kind":
		return w.kind(strconv.Itoa(n))
	}
	return strconv.Itoa(n)
}

// moment says a civil date or an RFC 3339 time.
func (w factWords) moment(value string) string {
	if at, err := time.Parse(time.DateOnly, value); err == nil {
		return w.Words.Date(at)
	}
	if at, err := time.Parse(time.RFC3339, value); err == nil {
		return w.Words.DateTime(at.In(w.Zone))
	}
	return value
}

// names says a list of rights, of keys, or of what support may see.
func (w factWords) names(field, list string) string {
	out := rightNames(list)
	sortFacts(out)
	for i, name := range out {
		switch field {
		case "domain", "rotated":
			out[i] = w.domain(name)
		case "scope":
			out[i] = w.choice("what", strings.TrimPrefix(name, "support."))
		default:
			out[i] = rightLabel(w.T, name)
		}
	}
	return strings.Join(out, ", ")
}

func (w factWords) domain(name string) string {
	if i := slices.Index(strings.Fields("common people sales insight treasury"), name); i >= 0 {
		return sayDomain(w.T, keys.Domains()[i]).Name
	}
	return name
}

// choice says a value that is one of a few.
func (w factWords) choice(name, value string) string {
	one := func(values string) bool { return slices.Contains(strings.Fields(values), value) }
	switch {
	case name == "kind":
		return w.kind(value)
	case name == "state" && one("active invited disabled removed ended expired cancelled"):
		return w.T("fact.state." + value) // words: fact.state.* active invited disabled removed ended expired cancelled
	case name == "by" && one("none code recovery enrolment"):
		return w.T("fact.by." + value) // words: fact.by.* none code recovery enrolment
	case name == "what" && one("users journal support company diagnostics customers products documents"):
		return w.T("fact.what." + value) // words: fact.what.* users journal support company diagnostics customers products documents
	case name == "stage" && one("test live"):
		return w.T("fact.stage." + value) // words: fact.stage.* test live
	case name == "profile" && value == "house":
		return w.T("security.house")
	case name == "profile" && value == "nist":
		return w.T("security.nist")
	}
	return value
}

// kind says whether somebody is of the house; the numbers are those of statements.
func (w factWords) kind(value string) string {
	switch value {
	case "1", "internal":
		return w.T("fact.kind.internal")
	case "2", "external":
		return w.T("fact.kind.external")
	case "3", "support":
		return w.T("fact.kind.support")
	}
	return value
}
