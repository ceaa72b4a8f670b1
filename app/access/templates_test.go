package access_test

import (
	"slices"
	"strings"
	"testing"

	"trousseau/app/access"
	"trousseau/app/keys"
)

func builtIn(t *testing.T, key string) access.Template {
	t.Helper()
	for _, one := range access.BuiltInTemplates() {
		if one.Key == key {
			return one
		}
	}
	t.Fatalf("no template %s", key)
	return access.Template{}
}

func TestBuiltInTemplates(t *testing.T) {
	var order []string
	known := map[string]bool{}
	for _, right := range keys.Catalogue() {
		known[right.Name] = true
	}
	seen := map[string]string{}
	for _, one := range access.BuiltInTemplates() {
		order = append(order, one.Key)
		if one.Owner != (len(one.Rights) == 0) {
			t.Errorf("%s: owner %v with %d rights", one.Key, one.Owner, len(one.Rights))
		}
		if !one.Owner && !slices.Equal(one.Rights, keys.Complete(one.Rights)) {
			t.Errorf("%s is not complete: %v", one.Key, one.Rights)
		}
		for _, right := range one.Rights {
			if !known[right] {
				t.Errorf("%s has %s, which is no right", one.Key, right)
			}
		}
		text := strings.Join(one.Rights, " ")
		if other, twice := seen[text]; twice {
			t.Errorf("%s and %s are the same", one.Key, other)
		}
		seen[text] = one.Key
	}
	if got := strings.Join(order, " "); got != "owner accountant sales counter reader developer" {
		t.Errorf("order %s", got)
	}
	access.BuiltInTemplates()[1].Rights[0] = "users.view"
	if builtIn(t, "accountant").Rights[0] == "users.view" {
		t.Error("the list can be changed from outside")
	}
}

// TestTemplatesGiveNoMore holds each template to the keys and kinds of rights that
// its work needs.
func TestTemplatesGiveNoMore(t *testing.T) {
	for key, want := range map[string][]keys.Domain{
		"accountant": {keys.Common, keys.Sales, keys.Insight}, "sales": {keys.Common, keys.Sales, keys.Insight},
		"counter": {keys.Common, keys.Sales, keys.Insight}, "reader": {keys.Common, keys.Sales, keys.Insight},
		"developer": {keys.Common, keys.Treasury},
	} {
		if got := keys.DomainsFor(builtIn(t, key).Rights, false); !slices.Equal(got, want) {
			t.Errorf("%s opens %v, want %v", key, got, want)
		}
	}
	for _, right := range builtIn(t, "reader").Rights {
		if !strings.HasSuffix(right, ".view") && !strings.HasPrefix(right, "reports.") && !strings.HasPrefix(right, "stats.") || strings.HasSuffix(right, ".export") {
			t.Errorf("a reader has %s", right)
		}
	}
	for _, one := range access.BuiltInTemplates() {
		for _, right := range one.Rights {
			if strings.HasPrefix(right, "users.") || strings.HasPrefix(right, "payouts.") || strings.HasPrefix(right, "account.") {
				t.Errorf("%s has %s", one.Key, right)
			}
		}
	}
}

func TestNearestTemplate(t *testing.T) {
	all := access.BuiltInTemplates()
	accountant, counter := builtIn(t, "accountant").Rights, builtIn(t, "counter").Rights
	without := func(rights []string, gone string) []string { return keys.Drop(rights, gone) }
	for name, c := range map[string]struct {
		rights         []string
		owner          bool
		key            string
		added, removed int
	}{
		"as it is":         {accountant, false, "accountant", 0, 0},
		"picture 07":       {append(without(accountant, "reports.export"), "transactions.edit"), false, "accountant", 1, 1},
		"one more":         {append(slices.Clone(counter), "stats.dashboard"), false, "counter", 1, 0},
		"not completed":    {[]string{"customers.edit", "invoices.edit", "transactions.view", "quotes.view", "products.view"}, false, "counter", 0, 0},
		"a view taken":     {without(counter, "invoices.view"), false, "counter", 0, 2},
		"an owner":         {nil, true, "owner", 0, 0},
		"owner with some":  {accountant, true, "owner", 0, 0},
		"nothing":          {nil, false, "", 0, 0},
		"one of another":   {[]string{"webhooks.history"}, false, "", 1, 0},
		"users alone":      {[]string{"users.invite"}, false, "", 2, 0},
		"of a newer file":  {append(slices.Clone(counter), "tills.open"), false, "counter", 1, 0},
		"in another order": {slices.Concat(counter[3:], counter[:3], counter[:2]), false, "counter", 0, 0},
	} {
		given := slices.Clone(c.rights)
		for range 3 {
			best, added, removed := access.NearestTemplate(all, c.rights, c.owner)
			if best.Key != c.key || added != c.added || removed != c.removed {
				t.Errorf("%s: %q +%d −%d, want %q +%d −%d", name, best.Key, added, removed, c.key, c.added, c.removed)
			}
		}
		if !slices.Equal(given, c.rights) {
			t.Errorf("%s: the rights were changed", name)
		}
	}
}

// TestNearestTemplateTies: of two that are equally near the first of the list, and
// none where there is none of the kind.
func TestNearestTemplateTies(t *testing.T) {
	a := access.Template{Key: "a", Rights: []string{"invoices.view", "quotes.view"}}
	b := access.Template{Key: "b", Rights: []string{"invoices.view", "products.view"}}
	rights := []string{"invoices.view", "products.view", "quotes.view"}
	for _, list := range [][]access.Template{{a, b}, {b, a}} {
		if best, added, removed := access.NearestTemplate(list, rights, false); best.Key != list[0].Key || added != 1 || removed != 0 {
			t.Errorf("%s +%d −%d, want %s", best.Key, added, removed, list[0].Key)
		}
	}
	if best, added, _ := access.NearestTemplate([]access.Template{a}, rights, true); best.Key != "" || added != 3 {
		t.Errorf("an owner is %q", best.Key)
	}
	if best, added, removed := access.NearestTemplate(nil, nil, false); best.Key != "" || added+removed != 0 {
		t.Errorf("%q +%d −%d", best.Key, added, removed)
	}
}
