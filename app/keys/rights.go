package keys

import "slices"

// Group is one of the seven groups of rights, in the order of FEATURES 1B.
type Group uint8

// The seven groups; the numbers are frozen.
const (
	GroupUsers    Group = 1 // users, accounts, account billing
	GroupRecords  Group = 2 // customers, subscriptions, invoices, transactions, quotes, products
	GroupReports  Group = 3 // statistics and reports
	GroupSettings Group = 4 // account settings, plans, add-ons, discounts, coupons
	GroupAPI      Group = 5 // API credentials, webhooks
	GroupPayouts  Group = 6
	GroupSync     Group = 7
)

// The rights that the replay itself asks for; the strings are frozen.
const (
	// RightSeeUsers opens the list of users.
	RightSeeUsers = "users.view"
	// RightInvite is the right to invite somebody and to cancel an invitation.
	RightInvite = "users.invite"
	// RightEditRights is the right to change others' rights, to disable and enable.
	RightEditRights = "users.edit_rights"
	// RightDelete is the right to remove a member.
	RightDelete = "users.delete"
	// RightResetFactor is the right to reset another's second factor (F14).
	RightResetFactor = "users.reset_2fa"
	// RightResetPassword is the right to reset another's lost password (F16).
	RightResetPassword = "users.reset_password"
)

// Right is one box of the rights editor.
type Right struct {
	Name  string // frozen: it stands in signed statements
	Group Group
	Needs string   // the view without which it means nothing (R8); "" = none
	Opens []Domain // whose keys it brings, besides Common
}

// Catalogue lists every right of this version (FEATURES 1D), group by group in
// the order of the source. The caller owns what it gets.
func Catalogue() []Right {
	list := func(g Group, opens []Domain, names ...[2]string) []Right {
		out := make([]Right, 0, len(names))
		for _, n := range names {
			out = append(out, Right{Name: n[0], Group: g, Needs: n[1], Opens: slices.Clone(opens)})
		}
		return out
	}
	people, sales, treasury := []Domain{People}, []Domain{Sales, Insight}, []Domain{Treasury}
	return slices.Concat(
		list(GroupUsers, people, [2]string{usersView}, [2]string{RightInvite, usersView}, [2]string{RightEditRights, usersView}, [2]string{RightDelete, usersView},
			[2]string{RightResetFactor, usersView}, [2]string{RightResetPassword, usersView}, [2]string{"journal.view"}, [2]string{"account.create"}, [2]string{"account.billing"}),
		list(GroupRecords, sales, [2]string{"customers.view"}, [2]string{"customers.edit", "customers.view"},
			[2]string{"subscriptions.view"}, [2]string{"subscriptions.edit", "subscriptions.view"}, [2]string{"invoices.view"}, [2]string{"invoices.edit", "invoices.view"},
			[2]string{"transactions.view"}, [2]string{"transactions.edit", "transactions.view"}, [2]string{"quotes.view"}, [2]string{"quotes.edit", "quotes.view"}),
		// The catalogue of products stands in Common (DESIGN 2): who may see or edit
		// products gets no customer's name with it.
		list(GroupRecords, nil, [2]string{productsView}),
		list(GroupReports, []Domain{Insight}, [2]string{"stats.dashboard"}, [2]string{"reports.settlements"}, [2]string{"reports.coupons"}, [2]string{"reports.customers"},
			[2]string{"reports.discounts"}, [2]string{"reports.invoices"}, [2]string{"reports.plans"}, [2]string{"reports.subscriptions"}, [2]string{"reports.export"}),
		list(GroupSettings, nil, [2]string{"settings.company"}, [2]string{"settings.invoice"}),
		list(GroupSettings, treasury, [2]string{"settings.mail"}), // the mail password
		list(GroupSettings, nil, [2]string{"settings.tax"}, [2]string{"settings.dunning"}, [2]string{"settings.payment_methods"}, [2]string{"catalog.plans"},
			[2]string{"catalog.addons"}, [2]string{"catalog.discounts"}, [2]string{"catalog.coupons"}, [2]string{"catalog.products", productsView}),
		list(GroupAPI, treasury, [2]string{"api.keys.view"}, [2]string{"api.keys.create", "api.keys.view"}, [2]string{"api.keys.expire", "api.keys.view"}, [2]string{"webhooks.settings"},
			[2]string{"webhooks.history"}, [2]string{"webhooks.resend", "webhooks.history"}, [2]string{"webhooks.disable", "webhooks.history"}),
		list(GroupPayouts, treasury, [2]string{"payouts.view"}, [2]string{"payouts.create", "payouts.view"}),
		list(GroupSync, treasury, [2]string{"sync.use"}),
	)
}

// Names that the catalogue uses more than once.
const (
	usersView    = RightSeeUsers
	productsView = "products.view"
)

// DomainsFor tells which domains' keys somebody with these rights holds, in
// their order: an owner all five, everybody else Common and what his rights
// open. A right that this version does not know opens none.
func DomainsFor(rights []string, owner bool) []Domain {
	if owner {
		return Domains()
	}
	open := map[Domain]bool{Common: true}
	for _, right := range rights {
		for _, d := range opens(right) {
			open[d] = true
		}
	}
	return slices.DeleteFunc(Domains(), func(d Domain) bool { return !open[d] })
}

// opens tells the domains of one right. What it says is part of the replay's
// judgement: a right may come to open more, never less.
func opens(right string) []Domain { return catalogue[right].Opens }

// catalogue finds a right by its name. It is never written to.
var catalogue = func() map[string]Right {
	byName := map[string]Right{}
	for _, right := range Catalogue() {
		byName[right.Name] = right
	}
	return byName
}()

// Complete gives the rights with the views that they need (R8), ascending, each
// once: the form that statements hold. Rights that are unknown are kept.
func Complete(rights []string) []string {
	out := slices.Clone(rights)
	for i := 0; i < len(out); i++ { // out grows on the way
		if needs := catalogue[out[i]].Needs; needs != "" {
			out = append(out, needs)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Drop takes a right away, and with a view everything that needs it (R8). The
// rest is ascending, each once.
func Drop(rights []string, right string) []string {
	gone := map[string]bool{right: true}
	out := Complete(rights)
	for n := -1; n != len(gone); { // until nothing more goes
		n = len(gone)
		for _, name := range out {
			if needs := catalogue[name].Needs; needs != "" && gone[needs] {
				gone[name] = true
			}
		}
	}
	return slices.DeleteFunc(out, func(name string) bool { return gone[name] })
}

// The scope of support access (S2): what it may look at. These are no rights of
// members and open nothing for them; the strings are frozen.
const (
	SupportCustomers = "support.customers"
	SupportProducts  = "support.products"
	SupportDocuments = "support.documents"
)

// SupportDomains tells which domains' keys support access of that scope needs:
// Common, which holds company and products, Sales for customers and documents,
// Insight for documents.
func SupportDomains(scope []string) []Domain {
	out := []Domain{Common}
	documents := slices.Contains(scope, SupportDocuments)
	if documents || slices.Contains(scope, SupportCustomers) {
		out = append(out, Sales)
	}
	if documents {
		out = append(out, Insight)
	}
	return out
}

// checkRights tells that a list has the form of statements: ascending, each
// once, at most 64 of [a-z0-9_.]{1,40}.
func checkRights(rights []string) bool {
	if len(rights) > maxRights {
		return false
	}
	for i, right := range rights {
		if !rightName(right) || i > 0 && rights[i-1] >= right {
			return false
		}
	}
	return true
}
