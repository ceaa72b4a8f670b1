package access

import (
	"slices"

	"trousseau/app/keys"
)

// Template is a set of rights to begin with (R16): what somebody of that work
// needs in a small firm. Key is frozen; the windows know its name. A template of
// an owner lists no rights: an owner holds every one without them, and what the
// list gave would stay with him when the ownership is taken.
type Template struct {
	Key    string
	Owner  bool
	Rights []string // as statements hold them: complete (R8), ascending
}

// BuiltInTemplates lists the templates that every company has, in the order in
// which they are offered. The caller owns what it gets.
func BuiltInTemplates() []Template {
	with := func(key string, rights ...string) Template { return Template{Key: key, Rights: keys.Complete(rights)} }
	return []Template{
		{Key: "owner", Owner: true},
		// The books: every record that is booked, credit notes and corrections, the
		// three reports that a VAT return is made of, and the files of them. No users,
		// no bank details of customers, no settings.
		with("accountant", "customers.view", "subscriptions.view", "invoices.edit", "transactions.view", templateProducts,
			"stats.dashboard", "reports.settlements", "reports.customers", "reports.invoices", "reports.export"),
		// Finds customers, quotes, sells subscriptions, and sees what was invoiced and
		// how sales go. Whoever sells does not correct invoices, refund or export.
		with("sales", "customers.edit", "quotes.edit", "subscriptions.edit", "invoices.view", templateProducts, "stats.dashboard"),
		// Serves whoever stands at the counter: notes a new customer, makes the invoice,
		// sees whether it was paid. No refunds, no quotes to change, no figures.
		with("counter", "customers.edit", "invoices.edit", "transactions.view", "quotes.view", templateProducts),
		// Looks at everything that is sold and at its figures, changes nothing and takes
		// no file along: a partner, an adviser.
		with("reader", "customers.view", "subscriptions.view", "invoices.view", "transactions.view", "quotes.view", templateProducts,
			"stats.dashboard", "reports.settlements", "reports.coupons", "reports.customers", "reports.discounts", "reports.invoices",
			"reports.plans", "reports.subscriptions"),
		// Ties a web shop to the company: credentials, webhooks, the products it shows.
		// No customer, no figure; the key of these secrets is the one of the bank
		// details, and the rights editor says so.
		with("developer", "api.keys.create", "api.keys.expire", "webhooks.settings", "webhooks.resend", "webhooks.disable", templateProducts),
	}
}

// templateProducts is in nearly every template: the catalogue has no secrets.
const templateProducts = "products.view"

// NearestTemplate finds the template that somebody's rights come nearest to (R16:
// «Accountant, 2 changes»): added are rights that he has beyond it, removed those
// of it that he has not, both counted with the views that they need (R8). Equally
// near ones: the first of the list. With less in common than apart no template
// fits: best is zero, and every right is an added one. For an owner it is the
// owners' template, without changes.
func NearestTemplate(templates []Template, rights []string, owner bool) (best Template, added, removed int) {
	has := keys.Complete(rights)
	found := false
	for _, t := range templates {
		if t.Owner != owner {
			continue
		}
		if owner {
			return t, 0, 0
		}
		wants := keys.Complete(t.Rights)
		common := 0
		for _, right := range wants {
			if _, held := slices.BinarySearch(has, right); held {
				common++
			}
		}
		more, less := len(has)-common, len(wants)-common
		if common < more+less || found && more+less >= added+removed {
			continue
		}
		best, added, removed, found = t, more, less, true
	}
	if !found {
		return Template{}, len(has), 0
	}
	return best, added, removed
}
