package views

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// companyZones are the time zones of the countries to choose from and of their
// parts overseas, as IANA names.
const companyZones = "Europe/Amsterdam Europe/Andorra Europe/Athens Europe/Belgrade Europe/Berlin Europe/Bratislava Europe/Brussels " +
	"Europe/Bucharest Europe/Budapest Europe/Chisinau Europe/Copenhagen Europe/Dublin Europe/Helsinki Europe/Istanbul Europe/Kyiv " +
	"Europe/Lisbon Europe/Ljubljana Europe/London Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Minsk Europe/Monaco Europe/Oslo " +
	"Europe/Paris Europe/Podgorica Europe/Prague Europe/Riga Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje Europe/Sofia " +
	"Europe/Stockholm Europe/Tallinn Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Vilnius Europe/Warsaw Europe/Zagreb " +
	"Europe/Zurich America/Cayenne America/Curacao America/Guadeloupe America/Martinique America/Miquelon America/Paramaribo " +
	"Asia/Nicosia Asia/Tbilisi Atlantic/Azores Atlantic/Canary Atlantic/Madeira Atlantic/Reykjavik Indian/Mayotte Indian/Reunion " +
	"Pacific/Noumea Pacific/Tahiti UTC"

// zoneOptions are the zones to choose from, with the one already chosen; none is
// the zone of each computer.
func zoneOptions(none, chosen string) []kit.Option {
	names := withOne(strings.Fields(companyZones), chosen)
	options := []kit.Option{{Key: "", Text: none}}
	for _, name := range names {
		_, city, _ := strings.Cut(name, "/")
		if city == "" {
			city = name
		}
		options = append(options, kit.Option{Key: name, Text: strings.ReplaceAll(city, "_", " ")})
	}
	slices.SortStableFunc(options[1:], func(a, b kit.Option) int { return strings.Compare(a.Text, b.Text) })
	return options
}

// more makes the fields that a company is not founded with.
func (f *companyForm) more() {
	t := f.page.T
	f.line("street2", t("company.street2"), func(c *access.Company) *string { return &c.Street2 })
	f.line("vat", t("company.vat"), func(c *access.Company) *string { return &c.VAT })
	f.line("email", t("company.email"), func(c *access.Company) *string { return &c.Email })
	f.line("phone", t("company.phone"), func(c *access.Company) *string { return &c.Phone })
	f.line("website", t("company.website"), func(c *access.Company) *string { return &c.Website })
	f.timezone = kit.NewChoice(zoneOptions(t("company.timezone.none"), f.spec.Company.Timezone), func(string) { f.changed("timezone") })
	f.fields["timezone"] = kit.NewField(t("company.timezone"), f.timezone)
	f.terms = kit.NewArea(6)
	f.terms.SetText(f.spec.Terms)
	f.terms.OnChanged = func(string) { f.changed("terms") }
	f.fields["terms"] = kit.NewField(t("company.terms"), f.terms)
	f.fields["vat"].SetHint(t("company.vat.hint"))
	f.fields["timezone"].SetHint(t("company.timezone.hint"))
	f.fields["terms"].SetHint(t("company.terms.hint"))
}

func (f *companyForm) buildWhole() fyne.CanvasObject {
	return kit.Form(
		f.fields["name"],
		kit.Pair(16, f.fields["country"], f.fields["language"]),
		kit.Pair(16, f.fields["number"], f.fields["vat"]),
		f.fields["street"],
		f.fields["street2"],
		kit.Columns(16, f.fields["postcode"], f.fields["city"]),
		kit.Pair(16, f.fields["email"], f.fields["phone"]),
		kit.Pair(16, f.fields["website"], f.fields["timezone"]),
		f.fields["terms"],
		f.fields["color"],
	)
}

// texts is what the form would show of other values.
func (f *companyForm) texts(c access.Company, terms string) map[string]string {
	d := map[string]string{"country": c.Country, "language": c.Language, "color": c.Color}
	for _, l := range f.lines {
		d[l.field] = *l.of(&c)
	}
	if f.spec.Whole {
		d["timezone"], d["terms"] = c.Timezone, terms
	}
	return d
}
