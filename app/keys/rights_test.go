package keys

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// wantCatalogue is FEATURES 1D as text: group, what it opens, names; «a<b» needs b.
const wantCatalogue = `
1 people users.view users.invite<users.view users.edit_rights<users.view users.delete<users.view users.reset_2fa<users.view users.reset_password<users.view journal.view account.create account.billing
2 sales+insight customers.view customers.edit<customers.view subscriptions.view subscriptions.edit<subscriptions.view invoices.view invoices.edit<invoices.view transactions.view transactions.edit<transactions.view quotes.view quotes.edit<quotes.view
2 - products.view
3 insight stats.dashboard reports.settlements reports.coupons reports.customers reports.discounts reports.invoices reports.plans reports.subscriptions reports.export
4 - settings.company settings.invoice
4 treasury settings.mail
4 - settings.tax settings.dunning settings.payment_methods catalog.plans catalog.addons catalog.discounts catalog.coupons catalog.products<products.view
5 treasury api.keys.view api.keys.create<api.keys.view api.keys.expire<api.keys.view webhooks.settings webhooks.history webhooks.resend<webhooks.history webhooks.disable<webhooks.history
6 treasury payouts.view payouts.create<payouts.view
7 treasury sync.use`

var domainNames = map[string][]Domain{"-": nil, "people": {People}, "sales+insight": {Sales, Insight}, "insight": {Insight}, "treasury": {Treasury}}

func TestCatalogue(t *testing.T) {
	t.Parallel()
	all := Catalogue()
	var i int
	for line := range strings.Lines(strings.TrimSpace(wantCatalogue)) {
		words := strings.Fields(line)
		for _, word := range words[2:] {
			name, needs, _ := strings.Cut(word, "<")
			r := all[i]
			if r.Name != name || r.Needs != needs || r.Group != Group(words[0][0]-'0') || !slices.Equal(r.Opens, domainNames[words[1]]) {
				t.Errorf("%d: %+v, want %s of %s", i, r, word, words[0])
			}
			i++
		}
	}
	if i != len(all) || len(catalogue) != len(all) || len(all) > maxRights {
		t.Errorf("%d rights, %d by name", len(all), len(catalogue))
	}
	for _, r := range all {
		if need, known := catalogue[r.Needs]; !rightName(r.Name) || r.Needs != "" && (!known || need.Needs != "") || !slices.Equal(Complete([]string{r.Name}), slices.Sorted(slices.Values(slices.DeleteFunc([]string{r.Name, r.Needs}, func(s string) bool { return s == "" })))) {
			t.Errorf("%+v", r)
		}
	}
	all[0].Opens[0] = Treasury
	if Catalogue()[0].Opens[0] != People || opens("users.view")[0] != People {
		t.Error("the list can be changed from outside")
	}
}

func TestDomainsFor(t *testing.T) {
	t.Parallel()
	for _, x := range []struct {
		rights []string
		owner  bool
		want   []Domain
	}{
		{nil, false, []Domain{Common}},
		{nil, true, Domains()},
		{[]string{"sales.view", "support.customers", "users.fly", ""}, false, []Domain{Common}},
		{[]string{"customers.view", "users.view"}, false, []Domain{Common, People, Sales, Insight}},
		{[]string{"stats.dashboard"}, false, []Domain{Common, Insight}},
		{[]string{"catalog.products", "products.view", "settings.company"}, false, []Domain{Common}},
		{[]string{"settings.mail"}, false, []Domain{Common, Treasury}},
		{[]string{"sync.use", "journal.view"}, false, []Domain{Common, People, Treasury}},
	} {
		if got := DomainsFor(x.rights, x.owner); !slices.Equal(got, x.want) {
			t.Errorf("%v: %v, want %v", x.rights, got, x.want)
		}
	}
	for _, x := range []struct {
		scope []string
		want  []Domain
	}{
		{[]string{SupportProducts}, []Domain{Common}}, {[]string{SupportCustomers}, []Domain{Common, Sales}},
		{[]string{SupportDocuments}, []Domain{Common, Sales, Insight}}, {[]string{"customers.view"}, []Domain{Common}},
	} {
		if got := SupportDomains(x.scope); !slices.Equal(got, x.want) {
			t.Errorf("%v: %v", x.scope, got)
		}
	}
}

// TestEditNeedsView: whatever is ticked or cleared, no edit stands without its
// view (R8), and nothing else is touched.
func TestEditNeedsView(t *testing.T) {
	t.Parallel()
	names := []string{"future.right", "sales.view"}
	for _, r := range Catalogue() {
		names = append(names, r.Name)
	}
	whole := func(rights []string) bool {
		for _, name := range rights {
			if needs := catalogue[name].Needs; needs != "" && !slices.Contains(rights, needs) {
				return false
			}
		}
		return checkRights(rights)
	}
	rapid.Check(t, func(t *rapid.T) {
		ticked := rapid.SliceOfN(rapid.SampledFrom(names), 0, 12).Draw(t, "ticked")
		given := slices.Clone(ticked)
		full := Complete(ticked)
		if !slices.Equal(ticked, given) || !whole(full) || !slices.Equal(Complete(full), full) {
			t.Fatalf("%v became %v", ticked, full)
		}
		for _, name := range full {
			if !slices.Contains(ticked, name) && !slices.ContainsFunc(ticked, func(x string) bool { return catalogue[x].Needs == name }) {
				t.Fatalf("%s came from nowhere", name)
			}
		}
		cleared := rapid.SampledFrom(names).Draw(t, "cleared")
		less := Drop(full, cleared)
		if !whole(less) || slices.Contains(less, cleared) {
			t.Fatalf("%v without %s became %v", full, cleared, less)
		}
		for _, name := range full {
			if name != cleared && catalogue[name].Needs != cleared && !slices.Contains(less, name) {
				t.Fatalf("%s went with %s", name, cleared)
			}
		}
	})
}
