package views

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/assets"
)

// wantSaid fails when a text is no text: a key, empty, more than a line, or shouting.
func wantSaid(t *testing.T, where, text string) {
	t.Helper()
	if text == "" || strings.ContainsAny(text, "⟦\n!{") || keyShape.MatchString(text) {
		t.Errorf("%s: %q", where, text)
	}
}

// groups are the seven in their order.
func groups() []keys.Group {
	return []keys.Group{keys.GroupUsers, keys.GroupRecords, keys.GroupReports, keys.GroupSettings, keys.GroupAPI, keys.GroupPayouts, keys.GroupSync}
}

const longestLabel, longestHelp = 40, 96

func TestEveryRightHasWords(t *testing.T) {
	for _, lang := range assets.Languages() {
		say := realWords(t, lang).T
		labels := map[keys.Group]map[string]string{}
		for _, r := range keys.Catalogue() {
			label, help := rightLabel(say, r.Name), rightHelp(say, r.Name)
			wantSaid(t, lang+" "+r.Name, label)
			wantSaid(t, lang+" "+r.Name+" help", help)
			if n := utf8.RuneCountInString(label); n > longestLabel {
				t.Errorf("%s %s: a label of %d characters", lang, r.Name, n)
			}
			if n := utf8.RuneCountInString(help); n > longestHelp || help == label {
				t.Errorf("%s %s: help %q", lang, r.Name, help)
			}
			if labels[r.Group] == nil {
				labels[r.Group] = map[string]string{}
			}
			if other, twice := labels[r.Group][label]; twice {
				t.Errorf("%s: %s and %s are both %q", lang, r.Name, other, label)
			}
			labels[r.Group][label] = r.Name
		}
	}
	say := realWords(t, "en").T
	if got := rightLabel(say, "tills.open"); got != "tills.open" || rightHelp(say, got) != "" {
		t.Errorf("a right of a newer version is called %q", got)
	}
}

func TestGroupsHaveWords(t *testing.T) {
	for _, lang := range assets.Languages() {
		say, seen := realWords(t, lang).T, map[string]bool{}
		for _, g := range groups() {
			wantSaid(t, lang, groupTitle(say, g))
			wantSaid(t, lang, groupHelp(say, g))
			if seen[groupTitle(say, g)] {
				t.Errorf("%s: two groups are %q", lang, groupTitle(say, g))
			}
			seen[groupTitle(say, g)] = true
			for _, open := range []bool{false, true} {
				gate := groupGate(say, g, open, open)
				if gated := !open && (g == keys.GroupPayouts || g == keys.GroupSync); gated != (gate != "") {
					t.Errorf("%s: the gate of group %d, open %v: %q", lang, g, open, gate)
				}
			}
		}
		view, edit := rightColumns(say)
		wantSaid(t, lang, view)
		wantSaid(t, lang, edit)
		for _, d := range keys.Domains() {
			wantSaid(t, lang, sayDomain(say, d).Name)
			wantSaid(t, lang, sayDomain(say, d).Help)
		}
	}
	// Never a payment (FEATURES, B18).
	for lang, want := range map[string]string{"fr": "Versements", "nl": "Uitbetalingen", "de": "Auszahlungen", "en": "Payouts"} {
		if got := groupTitle(realWords(t, lang).T, keys.GroupPayouts); got != want {
			t.Errorf("%s: group 6 is %q", lang, got)
		}
	}
	say := realWords(t, "fr").T
	if groupGate(say, keys.GroupPayouts, false, true) != "Aucun accord d’acquisition valable" || groupGate(say, keys.GroupSync, true, false) != "Possible une fois en production" {
		t.Error("the gates of picture 07")
	}
}

// TestSubjects: a row of R2 stands for the right to view and the one to edit.
func TestSubjects(t *testing.T) {
	for _, lang := range assets.Languages() {
		say := realWords(t, lang).T
		for _, r := range keys.Catalogue() {
			if got := rightSubject(say, r.Name); (got != "") != (r.Group == keys.GroupRecords) {
				t.Errorf("%s: the subject of %s is %q", lang, r.Name, got)
			} else if got != "" {
				wantSaid(t, lang, got)
			}
		}
	}
}

func TestTemplatesHaveNames(t *testing.T) {
	for _, lang := range assets.Languages() {
		say, seen := realWords(t, lang).T, map[string]bool{}
		for _, one := range append(access.BuiltInTemplates(), access.Template{}) {
			name := templateName(say, one)
			wantSaid(t, lang, name)
			if seen[name] {
				t.Errorf("%s: two templates are %q", lang, name)
			}
			seen[name] = true
		}
	}
	say := realWords(t, "fr").T
	accountant, own := access.Template{Key: "accountant"}, access.Template{Key: "Vitrine"}
	for want, got := range map[string]string{
		"Comptable": templateLine(say, accountant, 0), "Comptable, 1\u00a0modification": templateLine(say, accountant, 1),
		"Comptable, 2\u00a0modifications": templateLine(say, accountant, 2), "Vitrine, 3\u00a0modifications": templateLine(say, own, 3),
		"Sans modèle": templateLine(say, access.Template{}, 4),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func wantLines(t *testing.T, where string, got []string, want string) {
	t.Helper()
	if text := strings.Join(got, "\n"); text != strings.TrimSpace(want) {
		t.Errorf("%s:\n%s\nwant\n%s", where, text, want)
	}
}

// The right side of picture 07, and what it says in other cases.
func TestConsequences(t *testing.T) {
	elise := strings.Fields("customers.view subscriptions.view invoices.edit transactions.edit stats.dashboard reports.settlements reports.customers reports.invoices")
	say := realWords(t, "fr").T
	c := consequencesOf(say, elise, false)
	wantLines(t, "picture 07", c.Can, `
Lire les clients, les abonnements, les factures et les transactions
Créer et corriger des factures et des notes de crédit
Annuler et rembourser des transactions
Consulter le tableau de bord et trois rapports`)
	if want := "Les utilisateurs, le journal, les devis, les produits, les coordonnées bancaires des clients, les identifiants API, les webhooks et les versements. Ces écrans sont absents."; c.Unseen != want {
		t.Errorf("unseen %q", c.Unseen)
	}
	var badges []string
	for _, k := range c.Keys {
		badges = append(badges, k.Name)
	}
	wantLines(t, "keys", badges, "Commun\nVentes\nChiffres")

	say = realWords(t, "en").T
	for name, x := range map[string]struct {
		rights string
		can    string
	}{
		"none":           {"", "Read the company’s information, nothing else"},
		"figures alone":  {"reports.invoices stats.dashboard", "Look at the dashboard and one report\nIn the figures: customer numbers, not names"},
		"one report":     {"reports.plans", "Look at one report\nIn the figures: customer numbers, not names"},
		"export alone":   {"reports.export", "Export reports\nIn the figures: customer numbers, not names"},
		"dashboard, R2":  {"stats.dashboard quotes.view", "Read quotes\nLook at the dashboard"},
		"completed":      {"customers.edit", "Read customers\nCreate, change and delete customers"},
		"two settings":   {"settings.tax catalog.coupons settings.company", "Change the company’s information and VAT\nChange coupons"},
		"an unknown one": {"tills.open", "One right that this version does not know"},
		"users":          {"users.invite", "View users\nInvite users"},
		"api":            {"api.keys.view webhooks.resend", "View API credentials\nView webhook history\nResend a webhook"},
	} {
		wantLines(t, name, consequencesOf(say, strings.Fields(x.rights), false).Can, x.can)
	}
	title, held, unseen := consequenceHeads(realWords(t, "fr").T, "Élise")
	wantLines(t, "heads", []string{title, held, unseen}, "Ce que peut lire et faire Élise\nClés\nCe que ne verra pas Élise")
}

func TestConsequencesOfAnOwner(t *testing.T) {
	for _, lang := range assets.Languages() {
		c := consequencesOf(realWords(t, lang).T, nil, true)
		if len(c.Keys) != 5 || len(c.Can) != 2 || c.Unseen != "" {
			t.Errorf("%s: %+v", lang, c)
		}
	}
}

// TestEveryRightHasAConsequence: each right alone says something more than what it
// needs says, in every language, and all of them together leave nothing unseen.
func TestEveryRightHasAConsequence(t *testing.T) {
	var all []string
	for _, r := range keys.Catalogue() {
		all = append(all, r.Name)
	}
	for _, lang := range assets.Languages() {
		say := realWords(t, lang).T
		for _, r := range keys.Catalogue() {
			var needs []string
			if r.Needs != "" {
				needs = append(needs, r.Needs)
			}
			with, without := consequencesOf(say, []string{r.Name}, false), consequencesOf(say, needs, false)
			if slices.Equal(with.Can, without.Can) {
				t.Errorf("%s: %s says nothing more", lang, r.Name)
			}
			// Whatever it is beside: taken away from all, it is missed.
			if rest := consequencesOf(say, keys.Drop(all, r.Name), false); slices.Equal(rest.Can, consequencesOf(say, all, false).Can) {
				t.Errorf("%s: %s is not missed", lang, r.Name)
			}
			for _, text := range append(with.Can, with.Unseen) {
				first, _ := utf8.DecodeRuneInString(text)
				wantSaid(t, lang+" "+r.Name, text)
				if unicode.IsLower(first) {
					t.Errorf("%s %s: %q", lang, r.Name, text)
				}
			}
		}
		if whole := consequencesOf(say, all, false); whole.Unseen != "" || len(whole.Keys) != 5 {
			t.Errorf("%s: with every right unseen is %q", lang, whole.Unseen)
		}
	}
}
