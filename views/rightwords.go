package views

import (
	"slices"
	"strconv"
	"strings"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// translate says a key in the chosen language; Page.T and Words.T do.
type translate = func(key string, args ...any) string

// knownRight tells whether a right is of this version's catalogue.
func knownRight(name string) bool {
	return slices.ContainsFunc(keys.Catalogue(), func(r keys.Right) bool { return r.Name == name })
}

// rightLabel is what a right is called where it is ticked and in the journal; one
// that this version does not know keeps its plain name.
func rightLabel(t translate, name string) string {
	if !knownRight(name) {
		return name
	}
	// words: right.* users.view users.invite users.edit_rights users.delete users.reset_2fa users.reset_password journal.view account.create account.billing
	// words: right.* customers.view customers.edit subscriptions.view subscriptions.edit invoices.view invoices.edit transactions.view transactions.edit
	// words: right.* quotes.view quotes.edit products.view stats.dashboard reports.settlements reports.coupons reports.customers reports.discounts
	// words: right.* reports.invoices reports.plans reports.subscriptions reports.export settings.company settings.invoice settings.mail settings.tax
	// words: right.* settings.dunning settings.payment_methods catalog.plans catalog.addons catalog.discounts catalog.coupons catalog.products
	// words: right.* api.keys.view api.keys.create api.keys.expire webhooks.settings webhooks.history webhooks.resend webhooks.disable
	// words: right.* payouts.view payouts.create sync.use
	return t("right." + name)
}

// rightHelp says in one line what a right lets somebody do; empty for one that
// this version does not know.
func rightHelp(t translate, name string) string {
	if !knownRight(name) {
		return ""
	}
	// words: right.* users.view.help users.invite.help users.edit_rights.help users.delete.help users.reset_2fa.help users.reset_password.help
	// words: right.* journal.view.help account.create.help account.billing.help customers.view.help customers.edit.help subscriptions.view.help
	// words: right.* subscriptions.edit.help invoices.view.help invoices.edit.help transactions.view.help transactions.edit.help quotes.view.help
	// words: right.* quotes.edit.help products.view.help stats.dashboard.help reports.settlements.help reports.coupons.help reports.customers.help
	// words: right.* reports.discounts.help reports.invoices.help reports.plans.help reports.subscriptions.help reports.export.help
	// words: right.* settings.company.help settings.invoice.help settings.mail.help settings.tax.help settings.dunning.help settings.payment_methods.help
	// words: right.* catalog.plans.help catalog.addons.help catalog.discounts.help catalog.coupons.help catalog.products.help
	// words: right.* api.keys.view.help api.keys.create.help api.keys.expire.help webhooks.settings.help webhooks.history.help webhooks.resend.help
	// words: right.* webhooks.disable.help payouts.view.help payouts.create.help sync.use.help
	return t("right." + name + ".help")
}

// recordNouns are the records of R2 in their order; each has a right to view, all
// but the products one to edit on top.
func recordNouns() []string {
	return strings.Fields("customers subscriptions invoices transactions quotes products")
}

// rightSubject is what a row of R2 is called beside its columns View and Edit:
// «Clients» for both rights on customers. Empty for any other right.
func rightSubject(t translate, name string) string {
	noun, _, _ := strings.Cut(name, ".")
	if !slices.Contains(recordNouns(), noun) || !knownRight(name) {
		return ""
	}
	return t("right." + noun) // words: right.* customers subscriptions invoices transactions quotes products
}

// rightColumns are the heads of the two columns of R2.
func rightColumns(t translate) (view, edit string) { return t("group.view"), t("group.edit") }

// groupTitle and groupHelp say what one of the seven groups is.
func groupTitle(t translate, g keys.Group) string {
	return t("group." + strconv.Itoa(int(g))) // words: group.* 1 2 3 4 5 6 7
}

func groupHelp(t translate, g keys.Group) string {
	return t("group." + strconv.Itoa(int(g)) + ".help") // words: group.* 1.help 2.help 3.help 4.help 5.help 6.help 7.help
}

// groupGate says what keeps a group's rights from being used for now (R12, R13);
// empty when nothing does. agreement: one that supports payouts is valid; live: the
// company is in production.
func groupGate(t translate, g keys.Group, agreement, live bool) string {
	switch {
	case g == keys.GroupPayouts && !agreement:
		return t("group.6.gate")
	case g == keys.GroupSync && !live:
		return t("group.7.gate")
	}
	return ""
}

// domainWord is a key somebody holds: the name on its badge, and what it opens.
type domainWord struct {
	Domain     keys.Domain
	Name, Help string
}

func sayDomain(t translate, d keys.Domain) domainWord {
	switch d {
	case keys.Common:
		return domainWord{d, t("domain.common"), t("domain.common.help")}
	case keys.People:
		return domainWord{d, t("domain.people"), t("domain.people.help")}
	case keys.Sales:
		return domainWord{d, t("domain.sales"), t("domain.sales.help")}
	case keys.Insight:
		return domainWord{d, t("domain.insight"), t("domain.insight.help")}
	case keys.Treasury:
		return domainWord{d, t("domain.treasury"), t("domain.treasury.help")}
	}
	return domainWord{Domain: d, Name: strconv.Itoa(int(d))}
}

// templateName is what a template is called. A template that is no built-in one
// was named by its company, and its key is that name; the zero Template is «no
// template».
func templateName(t translate, one access.Template) string {
	known := func(b access.Template) bool { return b.Key == one.Key }
	switch {
	case one.Key == "":
		return t("template.none")
	case !slices.ContainsFunc(access.BuiltInTemplates(), known):
		return one.Key
	}
	return t("template." + one.Key) // words: template.* owner accountant sales counter reader developer
}

// templateChanges says how far somebody is from his template: «2 modifications».
// Empty for none, and where there is no template to be far from.
func templateChanges(t translate, nearest access.Template, changes int) string {
	if nearest.Key == "" || changes == 0 {
		return ""
	}
	return t("template.changes", "Count", changes)
}

// templateLine is both in one line: «Comptable, 2 modifications».
func templateLine(t translate, nearest access.Template, changes int) string {
	name, far := templateName(t, nearest), templateChanges(t, nearest, changes)
	if far == "" {
		return name
	}
	return t("template.with", "Name", name, "Changes", far)
}
