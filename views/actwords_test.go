package views

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/assets"
)

// accessSources are the services, without their tests.
func accessSources(t *testing.T) []*ast.File {
	t.Helper()
	names, err := filepath.Glob("../app/access/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var out []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, file)
	}
	if len(out) < 20 {
		t.Fatalf("only %d services", len(out))
	}
	return out
}

// constants gives the string constants of the services whose names begin with a
// prefix and a capital, by their values.
func constants(t *testing.T, prefix string) map[string]string {
	t.Helper()
	out := map[string]string{}
	name := regexp.MustCompile("^" + prefix + "[A-Z]")
	for _, file := range accessSources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			for i, ident := range spec.Names {
				if i < len(spec.Values) && name.MatchString(ident.Name) {
					if text, ok := literal(spec.Values[i]); ok {
						out[text] = ident.Name
					}
				}
			}
			return true
		})
	}
	return out
}

// formatActs are the acts that docs/FORMAT.md lists.
func formatActs(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../docs/FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	inside := false
	for line := range strings.Lines(string(text)) {
		inside = strings.HasPrefix(line, "Acts on") || inside && strings.TrimSpace(line) != ""
		if inside {
			for _, m := range regexp.MustCompile("`([a-z]+\\.[a-z]+)`").FindAllStringSubmatch(line, -1) {
				out = append(out, m[1])
			}
		}
	}
	return out
}

// frozenActs are acts that services of this version write or will.
const frozenActs = `member.invite member.resend invitation.cancel member.accept member.grant member.disable member.enable member.remove member.demote
owner.transfer owner.share reset.password reset.factor reset.cancel reset.use factor.obey password.known email.change keys.rotate keys.reseal review.confirm
support.on support.off support.open support.view support.close links.change agreement.change billing.change company.live company.open company.join
templates.change view.as list.export journal.export session.refuse`

func TestEveryActHasWords(t *testing.T) {
	inCode, inFormat := constants(t, "act"), formatActs(t)
	if len(inCode) < 20 || len(inFormat) < 20 {
		t.Fatalf("%d acts in the services, %d in FORMAT.md: the walk is blind", len(inCode), len(inFormat))
	}
	names := slices.Concat(slices.Collect(maps.Keys(inCode)), inFormat, strings.Fields(frozenActs))
	slices.Sort(names)
	names = slices.Compact(names)
	for _, lang := range assets.Languages() {
		say, seen := realWords(t, lang).T, map[string]string{}
		for _, name := range names {
			if _, known := actRowOf(name); !known {
				t.Errorf("%s (%s) has no row in actRows", name, inCode[name])
				continue
			}
			icon, class, plain := actWords(say, name, "Margaux Bedrijf", "", nil)
			_, _, named := actWords(say, name, "Margaux Bedrijf", "Élise Lefèvre", nil)
			wantSaid(t, lang+" "+name, plain)
			wantSaid(t, lang+" "+name, named)
			if _, drawn := assets.Icon(icon); !drawn {
				t.Errorf("%s: no icon %q", name, icon)
			}
			if !slices.Contains(actClasses(), class) || class != classOf(name) {
				t.Errorf("%s: class %q", name, class)
			}
			if strings.HasSuffix(plain, ".") || strings.Contains(plain, "Élise") {
				t.Errorf("%s %s: %q", lang, name, plain)
			}
			if other, twice := seen[plain]; twice {
				t.Errorf("%s: %s and %s are both %q", lang, name, other, plain)
			}
			seen[plain] = name
		}
		for _, class := range actClasses() {
			wantSaid(t, lang, className(say, class))
		}
	}
	for _, row := range actRows() {
		if !slices.Contains(names, strings.TrimPrefix(row.key, "act.")) {
			t.Errorf("%s is no act", row.key)
		}
	}
}

func TestActWords(t *testing.T) {
	say := realWords(t, "fr").T
	for _, c := range []struct {
		name, subject string
		facts         map[string]string
		icon          string
		class         actClass
		want          string
	}{
		{"session.open", "", nil, "login", classSignIn, "S’est connecté"},
		{"session.open", "", map[string]string{"failed": "0"}, "login", classSignIn, "S’est connecté"},
		{"session.open", "", map[string]string{"failed": "1"}, "login", classSignIn, "S’est connecté après 1\u00a0essai manqué"},
		{"session.open", "", map[string]string{"failed": "3"}, "login", classSignIn, "S’est connecté après 3\u00a0essais manqués"},
		{"session.open", "", map[string]string{"failed": "3", "by": "recovery"}, "login", classSignIn, "S’est connecté avec un code de secours"},
		{"session.open", "", map[string]string{"failed": "many", "by": "magic"}, "login", classSignIn, "S’est connecté"},
		{"session.unlock", "", map[string]string{"failed": "2"}, "unlock", classSignIn, "A déverrouillé le programme après 2\u00a0essais manqués"},
		{"session.refuse", "", map[string]string{"failed": "3"}, "refused", classRefusal, "Connexion refusée, 3\u00a0essais"},
		{"kit.use", "", map[string]string{"by": "enrolment"}, "badge", classSecurity, "A utilisé sa trousse de secours, sans téléphone ni codes"},
		{"kit.use", "", map[string]string{"by": "none"}, "badge", classSecurity, "A utilisé sa trousse de secours"},
		{"member.grant", "Élise Lefèvre", nil, "key", classRights, "A changé les droits accordés à Élise Lefèvre"},
		{"member.grant", "", nil, "key", classRights, "A changé des droits"},
		{"member.grant", "Margaux Bedrijf", nil, "key", classRights, "A changé des droits"},
		{"member.invite", "Thijs Peeters", nil, "invite", classRights, "A invité Thijs Peeters"},
		{"member.accept", "Thijs Peeters", nil, "added", classRights, "A accepté l’invitation"},
		{"list.export", "", map[string]string{"failed": "3"}, "download", classDocuments, "A exporté une liste"},
		{"till.open", "Élise Lefèvre", map[string]string{"failed": "3"}, "event", classCompany, "till.open"},
		{"", "", nil, "event", classCompany, ""},
	} {
		icon, class, got := actWords(say, c.name, "Margaux Bedrijf", c.subject, c.facts)
		if icon != c.icon || class != c.class || got != c.want {
			t.Errorf("%s %v: %s %s %q, want %s %s %q", c.name, c.facts, icon, class, got, c.icon, c.class, c.want)
		}
	}
	if _, _, named := actWords(say, "member.remove", "", "Élise <Lefèvre> {{.Name}} &", nil); named != "A supprimé l’accès accordé à Élise <Lefèvre> {{.Name}} &" {
		t.Errorf("a name is read: %q", named)
	}
}

// journalFields are the fields that the services put into before, after and facts:
// the texts of fields() and of the maps called before, after and facts.
func journalFields(t *testing.T) []string {
	t.Helper()
	var out []string
	take := func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			list, ok := n.(*ast.CompositeLit)
			if !ok {
				return true
			}
			if _, isMap := list.Type.(*ast.MapType); isMap {
				for _, element := range list.Elts {
					if pair, ok := element.(*ast.KeyValueExpr); ok {
						if text, ok := literal(pair.Key); ok {
							out = append(out, text)
						}
					}
				}
			}
			return true
		})
	}
	for _, file := range accessSources(t) {
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				if n.Name.Name == "fields" {
					take(n)
				}
			case *ast.KeyValueExpr:
				if name, ok := n.Key.(*ast.Ident); ok && slices.Contains([]string{"before", "after", "facts"}, name.Name) {
					take(n.Value)
				}
			}
			return true
		})
	}
	return slices.Concat(out, slices.Collect(maps.Keys(constants(t, "fact"))))
}

func frenchFacts(t *testing.T, lang string) factWords {
	t.Helper()
	w := realWords(t, lang)
	return factWords{T: w.T, Words: w, Lang: lang, Zone: time.FixedZone("CET", 3600)}
}

// TestEveryFieldHasALabel: a field that shows its plain name wants a word in
// factNames, or a key in factKeys.
func TestEveryFieldHasALabel(t *testing.T) {
	fields := journalFields(t)
	if len(fields) < 25 {
		t.Fatalf("only %d fields: the walk is blind", len(fields))
	}
	fields = slices.Concat(fields, factNames(), slices.Collect(maps.Keys(factKeys())))
	for _, lang := range assets.Languages() {
		w := frenchFacts(t, lang)
		for _, field := range fields {
			if slices.Contains(hiddenFacts(), field) && !slices.Contains(factNames(), field) {
				continue
			}
			label := w.label("company.change", field)
			wantSaid(t, lang+" "+field, label)
			if label == field {
				t.Errorf("%s: the field %q has no label", lang, field)
			}
			wantSaid(t, lang+" "+field, w.value("company.change", field, "1"))
		}
	}
	for _, lang := range []string{"fr", "en"} {
		for _, field := range factOrder() {
			if !slices.Contains(factNames(), field) && factKeys()[field] == "" {
				t.Errorf("%s: %s stands in the order alone", lang, field)
			}
		}
	}
}

func TestFactValues(t *testing.T) {
	w := frenchFacts(t, "fr")
	for _, c := range []struct{ act, field, value, want string }{
		{"company.change", "country", "BE", "Belgique"},
		{"company.change", "language", "nl", "Nederlands"},
		{"company.change", "vat", "BE0417497106", "BE0417497106"},
		{"company.change", "postcode", "1000", "1000"},
		{"company.change", "name", "true", "true"},
		{"company.change", "city", "", "(vide)"},
		{"money.change", "vat", "2100", "21\u00a0%"},
		{"money.change", "vat", "550", "5,5\u00a0%"},
		{"backup.restore", "money.vat", "600", "6\u00a0%"},
		{"backup.restore", "company.country", "FR", "France"},
		{"backup.restore", "logo.logo", "2400", "3\u00a0ko"},
		{"logo.change", "logo", "0", "(vide)"},
		{"money.change", "iban", "BE68539007547034", "BE68 5390 0754 7034"},
		{"money.change", "days", "30", "30\u00a0jours"},
		{"lock.change", "minutes", "1", "1\u00a0minute"},
		{"policy.change", "profile", "nist", "Règles NIST"},
		{"policy.change", "reason", "no", "no"},
		{"factor.require", "mandatory", "true", "oui"},
		{"factor.require", "mandatory", "false", "non"},
		{"member.grant", "owner", "yes", "oui"},
		{"member.grant", "kind", "external", "Externe"},
		{"member.grant", "kind", "1", "Interne"},
		{"member.grant", "kind", "9", "9"},
		{"member.grant", "until", "2027-02-21", "21 février 2027"},
		{"member.grant", "until", "", "Sans fin"},
		{"member.grant", "until", "soon", "soon"},
		{"member.grant", "state", "disabled", "Désactivé"},
		{"member.invite", "rights", "invoices.view customers.view", "Voir les clients, Voir les factures"},
		{"backup.make", "made", "2026-11-22T17:02:00Z", "22 novembre 2026 à 18:02"},
		{"kit.use", "by", "recovery", "Un code de secours"},
		{"kit.use", "by", "magic", "magic"},
		{"member.remove", "rotated", "sales people", "Personnes, Ventes"},
		{"list.export", "what", "users", "Utilisateurs"},
		{"list.export", "rows", "12", "12"},
		{"support.on", "scope", "support.customers support.documents", "Clients, Documents"},
		{"support.on", "ends", "2026-11-23T17:02:00Z", "23 novembre 2026 à 18:02"},
		{"company.live", "stage", "live", "Production"},
		{"agreement.change", "to", "", "Sans fin"},
		{"agreement.change", "payouts", "yes", "oui"},
		{"links.change", "protected", "false", "non"},
		{"tills.open", "drawer", "left", "left"},
	} {
		if got := w.value(c.act, c.field, c.value); got != c.want {
			t.Errorf("%s %s %q: %q, want %q", c.act, c.field, c.value, got, c.want)
		}
	}
}

func TestFactLines(t *testing.T) {
	w := frenchFacts(t, "fr")
	got := w.facts("session.open", map[string]string{"profile": "7", "failed": "2", "by": "recovery", "drawer": "left", "reason": "", "visit": "3f"})
	want := []factLine{{"Essais manqués avant", "2"}, {"Confirmé par", "Un code de secours"}, {"drawer", "left"}}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if got := w.facts("session.open", nil); got != nil {
		t.Errorf("%v of nothing", got)
	}
}

// TestFactChanges: picture 10, whether rights come as a list or by their names.
func TestFactChanges(t *testing.T) {
	w := frenchFacts(t, "fr")
	want := []factChange{
		{Label: "Dernier jour", Before: "Sans fin", After: "31 décembre 2026"},
		{Label: "Modifier les transactions", Before: "non", After: "oui", Right: true, Given: true},
		{Label: "Exporter les rapports", Before: "oui", After: "non", Right: true},
	}
	for name, c := range map[string][2]map[string]string{
		"by name": {{"until": "", "reports.export": "yes", "transactions.edit": "no", "users.view": "no"},
			{"until": "2026-12-31", "reports.export": "no", "transactions.edit": "yes", "users.view": "no"}},
		"one side": {{"until": "", "reports.export": "yes"}, {"until": "2026-12-31", "transactions.edit": "yes"}},
		"as a list": {{"until": "", "rights": "customers.view reports.export"},
			{"until": "2026-12-31", "rights": "customers.view transactions.edit"}},
	} {
		if got := w.changes("member.grant", c[0], c[1]); !slices.Equal(got, want) {
			t.Errorf("%s: %+v", name, got)
		}
	}
	got := w.changes("member.grant", map[string]string{"quotes.view": "suspended", "state": "active", "kind": "internal"},
		map[string]string{"quotes.view": "yes", "state": "active", "kind": "external"})
	if !slices.Equal(got, []factChange{{Label: "Genre", Before: "Interne", After: "Externe"}, {Label: "Voir les devis", Before: "suspendu", After: "oui", Right: true, Given: true}}) {
		t.Errorf("%+v", got)
	}
	got = w.changes("money.change", map[string]string{"vat": "2100", "iban": ""}, map[string]string{"vat": "600", "iban": "BE68539007547034"})
	if !slices.Equal(got, []factChange{{Label: "TVA par défaut", Before: "21\u00a0%", After: "6\u00a0%"}, {Label: "IBAN", Before: "(vide)", After: "BE68 5390 0754 7034"}}) {
		t.Errorf("%+v", got)
	}
}
