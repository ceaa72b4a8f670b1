package views

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"trousseau/app/keys"
)

// consequences are what a list of rights means, in plain words (picture 07): the
// keys it brings, what somebody can read and do, a line each, and what he will not
// see, a paragraph. Unseen is empty for an owner.
type consequences struct {
	Keys   []domainWord // in their order; Common, which every member has, is the first
	Can    []string
	Unseen string
}

// consequenceHeads are the titles over them; name is the person's.
func consequenceHeads(t translate, name string) (title, keys, unseen string) {
	return t("consequence.title", "Name", name), t("consequence.keys"), t("consequence.hidden", "Name", name)
}

// consequencesOf says what rights mean, completed by the views that they need
// (R8). It is pure: the same words for the same rights, whatever their order.
func consequencesOf(t translate, rights []string, owner bool) consequences {
	rights = keys.Complete(rights)
	var out consequences
	for _, d := range keys.DomainsFor(rights, owner) {
		out.Keys = append(out.Keys, sayDomain(t, d))
	}
	if owner {
		out.Can = []string{t("consequence.owner"), t("consequence.owners")}
		return out
	}
	does := rightsDo{t: t, rights: rights}
	does.users()
	does.records()
	does.reports()
	does.settings()
	does.labelled(keys.GroupAPI, "", t("consequence.api"))
	does.labelled(keys.GroupPayouts, "", "")
	does.labelled(keys.GroupSync, "", "")
	if unknown := does.unknown(); unknown > 0 {
		does.say(t("consequence.unknown", "Count", unknown))
	}
	if len(does.can) == 0 {
		does.say(t("consequence.nothing"))
	}
	out.Can, out.Unseen = does.can, does.unseen()
	return out
}

// rightsDo puts the sentences together, in the order of the groups.
type rightsDo struct {
	t      translate
	rights []string // complete
	can    []string
}

// has tells whether the right noun.verb is held.
func (d *rightsDo) has(noun, verb string) bool { return slices.Contains(d.rights, noun+"."+verb) }

func (d *rightsDo) holds(domain keys.Domain) bool {
	return slices.Contains(keys.DomainsFor(d.rights, false), domain)
}

func (d *rightsDo) say(sentence string) { d.can = append(d.can, upperFirst(sentence)) }

// of gives the catalogue's rights of a group whose names begin so, and those of
// them that are held.
func (d *rightsDo) of(g keys.Group, prefix string) (all, held []string) {
	for _, r := range keys.Catalogue() {
		if r.Group != g || !strings.HasPrefix(r.Name, prefix) {
			continue
		}
		all = append(all, r.Name)
		if slices.Contains(d.rights, r.Name) {
			held = append(held, r.Name)
		}
	}
	return all, held
}

// labelled says each right of a group by its label, or all of them by one
// sentence where there is one.
func (d *rightsDo) labelled(g keys.Group, prefix, whole string) {
	all, held := d.of(g, prefix)
	if whole != "" && len(held) == len(all) {
		d.say(whole)
		return
	}
	for _, name := range held {
		d.say(rightLabel(d.t, name))
	}
}

func (d *rightsDo) users() {
	d.labelled(keys.GroupUsers, "users.", d.t("consequence.users"))
	d.labelled(keys.GroupUsers, "journal.", "")
	d.labelled(keys.GroupUsers, "account.", "")
}

// records says the views of R2 in one sentence and each editing right in its own.
func (d *rightsDo) records() {
	var seen, edits []string
	for _, noun := range recordNouns() {
		if d.has(noun, "view") {
			seen = append(seen, d.thing(noun))
		}
		if d.has(noun, "edit") {
			edits = append(edits, d.t("consequence.edit."+noun)) // words: consequence.edit.* customers subscriptions invoices transactions quotes
		}
	}
	if len(seen) > 0 {
		d.say(d.t("consequence.read", "List", d.list(seen)))
	}
	for _, sentence := range edits {
		d.say(sentence)
	}
}

// reports counts the reports and adds what an export takes along. Without the key
// of sales, reports tell customers by their numbers (DESIGN 4).
func (d *rightsDo) reports() {
	dashboard, export := d.has("stats", "dashboard"), d.has("reports", "export")
	n := d.countReports()
	switch {
	case dashboard && n > 0:
		d.say(d.t("consequence.both", "Count", n, "Number", d.number(n)))
	case n > 0:
		d.say(d.t("consequence.reports", "Count", n, "Number", d.number(n)))
	case dashboard:
		d.say(d.t("consequence.dashboard"))
	}
	if export {
		d.say(rightLabel(d.t, exportReports()))
	}
	if (dashboard || n > 0 || export) && !d.holds(keys.Sales) {
		d.say(d.t("consequence.numbers"))
	}
}

// countReports counts the kinds of report; the right to export is none.
func (d *rightsDo) countReports() int {
	_, held := d.of(keys.GroupReports, "reports.")
	return len(slices.DeleteFunc(held, func(name string) bool { return name == exportReports() }))
}

// exportReports is the right to take reports along as files.
func exportReports() string { return "reports" + ".export" }

// number writes a small number as a word, as sentences do.
func (d *rightsDo) number(n int) string {
	if n < 2 || n > 7 {
		return strconv.Itoa(n)
	}
	return d.t("consequence.number." + strconv.Itoa(n)) // words: consequence.number.* 2 3 4 5 6 7
}

// settings says what may be changed of settings and of the catalogue, a sentence
// each, or one for all of it.
func (d *rightsDo) settings() {
	if all, held := d.of(keys.GroupSettings, ""); len(all) == len(held) {
		d.say(d.t("consequence.settings"))
		return
	}
	for _, prefix := range []string{"settings.", "catalog."} {
		var things []string
		_, held := d.of(keys.GroupSettings, prefix)
		for _, name := range held {
			things = append(things, d.thing(name))
		}
		if len(things) > 0 {
			d.say(d.t("consequence.change", "List", d.list(things)))
		}
	}
}

// unknown counts rights that a newer version gave: they open nothing here.
func (d *rightsDo) unknown() int {
	return len(slices.DeleteFunc(slices.Clone(d.rights), knownRight))
}

// unseen lists what is absent for somebody, and says that it is.
func (d *rightsDo) unseen() string {
	var things []string
	miss := func(seen bool, noun string) {
		if !seen {
			things = append(things, d.thing(noun))
		}
	}
	miss(d.has("users", "view"), "users")
	miss(d.has("journal", "view"), "journal")
	if d.holds(keys.Sales) {
		for _, noun := range recordNouns() {
			miss(d.has(noun, "view"), noun)
		}
	} else {
		miss(false, "records")
		miss(d.has("products", "view"), "products")
	}
	miss(d.has("stats", "dashboard"), "dashboard")
	miss(d.countReports() > 0, "reports")
	miss(d.holds(keys.Treasury), "bank")
	_, api := d.of(keys.GroupAPI, "api.")
	_, hooks := d.of(keys.GroupAPI, "webhooks.")
	miss(len(api) > 0, "api")
	miss(len(hooks) > 0, "webhooks")
	miss(d.has("payouts", "view"), "payouts")
	if len(things) == 0 {
		return ""
	}
	return upperFirst(d.t("consequence.unseen", "List", d.list(things)))
}

// thing is a noun as it stands in the middle of a sentence.
func (d *rightsDo) thing(noun string) string {
	// words: consequence.thing.* customers subscriptions invoices transactions quotes products records users journal dashboard reports bank payouts api webhooks
	// words: consequence.thing.* settings.company settings.invoice settings.mail settings.tax settings.dunning settings.payment_methods
	// words: consequence.thing.* catalog.plans catalog.addons catalog.discounts catalog.coupons catalog.products
	return d.t("consequence.thing." + noun)
}

// list joins nouns as people do: «a, b et c».
func (d *rightsDo) list(things []string) string {
	out := ""
	for i, thing := range things {
		switch i {
		case 0:
			out = thing
		case len(things) - 1:
			out = d.t("consequence.and", "A", out, "B", thing)
		default:
			out = d.t("consequence.comma", "A", out, "B", thing)
		}
	}
	return out
}

// upperFirst begins a sentence with a capital.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
