package views

// The translation files among themselves: same keys, same holes, the plural
// forms their language has, and the typography of the house.

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"trousseau/assets"
)

var hole = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)

// message is one entry of a file: its text by plural form, or under "" when it
// has none.
type message map[string]string

func (m *message) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err == nil {
		*m = message{"": text}
		return nil
	}
	forms := map[string]string{}
	if err := json.Unmarshal(b, &forms); err != nil {
		return err
	}
	*m = forms
	return nil
}

func (m message) plural() bool { _, single := m[""]; return !single }

// holes returns the names of all holes of all forms, sorted, each once.
func (m message) holes() []string {
	names := map[string]bool{}
	for _, text := range m {
		for _, found := range hole.FindAllStringSubmatch(text, -1) {
			names[found[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// takes says whether a call with these pairs fills every hole, no pair is idle,
// and a plural gets its Count.
func (m message) takes(pairs []string) bool {
	want := m.holes()
	if m.plural() && !slices.Contains(want, "Count") {
		want = append(want, "Count")
	}
	return slices.Equal(slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(pairs)))
}

func (s *scan) file(path string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return s.source(path, string(text))
}

func readAll(t *testing.T, load func(string) ([]byte, error)) map[string]map[string]message {
	t.Helper()
	all := map[string]map[string]message{}
	for _, lang := range assets.Languages() {
		text, err := load(lang)
		if err != nil {
			t.Fatal(err)
		}
		words := map[string]message{}
		if err := json.Unmarshal(text, &words); err != nil {
			t.Fatalf("%s.json: %v", lang, err)
		}
		if n := strings.Count(string(text), "\n  \""); n != len(words) {
			t.Errorf("%s.json: %d entries, %d lines: a key stands twice, or is not alone on its line", lang, len(words), n)
		}
		all[lang] = words
	}
	return all
}

// pluralForms are those a message must have; the form "many" of French (whole
// millions) may be left out, "other" then speaks for it.
var pluralForms = map[string][]string{"en": {"one", "other"}, "fr": {"one", "other"}, "nl": {"one", "other"}, "de": {"one", "other"}}

// habits are what no text of a language may hold (VISUAL, "Words").
var habits = map[string]*regexp.Regexp{
	"en": regexp.MustCompile(`(?i)!|'|"|\bplease\b|\boops\b|\.\.\.`),
	"fr": regexp.MustCompile(`(?i)!|'|"|\bveuillez\b|\boups\b|\.\.\.| [:;?»%€]|« |[\pL\d][;?»]|«[\pL\d]|\pL:`),
	"nl": regexp.MustCompile(`(?i)!|'|"|\balstublieft\b|\boeps\b|\.\.\.|[«»„]| [:;?]`),
	"de": regexp.MustCompile(`(?i)!|'|"|\bbitte\b|\bhoppla\b|\.\.\.|[«»”]| [:;?]`),
}

// apart finds what differs between the files.
func apart(all map[string]map[string]message) []string {
	var faults []string
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	keys := map[string]bool{}
	for _, words := range all {
		for key := range words {
			keys[key] = true
		}
	}
	for key := range keys {
		if !keyShape.MatchString(key) {
			fault("%q has no key's shape (family.name)", key)
		}
		english, ok := all["en"][key]
		for lang, words := range all {
			m, there := words[key]
			if !ok || !there {
				fault("%q is missing in en.json or %s.json", key, lang)
				continue
			}
			if !slices.Equal(m.holes(), english.holes()) {
				fault("%q: holes %v in %s, %v in en", key, m.holes(), lang, english.holes())
			}
			if m.plural() != english.plural() {
				fault("%q is a plural in only one of %s and en", key, lang)
			}
			for _, f := range m.faults(lang) {
				fault("%s.json %q: %s", lang, key, f)
			}
		}
	}
	slices.Sort(faults)
	return faults
}

func (m message) faults(lang string) []string {
	var faults []string
	if m.plural() {
		for _, form := range pluralForms[lang] {
			if m[form] == "" {
				faults = append(faults, "lacks the form "+form)
			}
		}
	}
	for form, text := range m {
		known := form == "" || form == "many" && lang == "fr" || slices.Contains(pluralForms[lang], form)
		if !known {
			faults = append(faults, "has the form "+form+", which the language has not")
		}
		if strings.TrimSpace(text) != text || text == "" {
			faults = append(faults, "is empty or begins or ends in a space")
		}
		if bare := hole.ReplaceAllString(text, "x"); strings.ContainsAny(bare, "{}") {
			faults = append(faults, "holds braces that are no hole")
		}
		if found := habits[lang].FindString(hole.ReplaceAllString(text, "x")); found != "" {
			faults = append(faults, fmt.Sprintf("holds %q", found))
		}
		if form != "" && form != "one" && !slices.Equal(m.holes(), message{"": text}.holes()) {
			faults = append(faults, "has other holes in its form "+form)
		}
	}
	return faults
}

func TestLanguagesSayTheSame(t *testing.T) {
	for _, fault := range apart(readAll(t, assets.Translation)) {
		t.Error(fault)
	}
}

func TestToolkitFilesHaveTheSameKeys(t *testing.T) {
	all := readAll(t, assets.FyneTranslation)
	for lang, words := range all {
		for key := range all["en"] {
			if _, ok := words[key]; !ok {
				t.Errorf("fyne.%s.json lacks %q", lang, key)
			}
		}
		if len(words) != len(all["en"]) {
			t.Errorf("fyne.%s.json has %d words, English %d", lang, len(words), len(all["en"]))
		}
	}
}

// TestFaultsOfFilesAreSeen plants one fault each.
func TestFaultsOfFilesAreSeen(t *testing.T) {
	for name, c := range map[string]struct{ en, fr, want string }{
		"sound":          {`"a.b": "Name: {{.Name}}"`, "\"a.b\": \"Nom\u00a0: {{.Name}}\"", ""},
		"sound plural":   {`"a.b": {"one": "one try", "other": "{{.Count}} tries"}`, `"a.b": {"one": "{{.Count}} essai", "other": "{{.Count}} essais"}`, ""},
		"missing":        {`"a.b": "x", "a.c": "y"`, `"a.b": "x"`, "missing"},
		"missing in en":  {`"a.b": "x"`, `"a.b": "x", "a.c": "y"`, "missing"},
		"other hole":     {`"a.b": "{{.Name}}"`, `"a.b": "{{.Nom}}"`, "holes"},
		"plural in one":  {`"a.b": "{{.Count}} x"`, `"a.b": {"one": "{{.Count}} x", "other": "{{.Count}} x"}`, "plural in only one"},
		"form missing":   {`"a.b": {"other": "{{.Count}} x"}`, `"a.b": {"one": "{{.Count}} x", "other": "{{.Count}} x"}`, "lacks the form one"},
		"form too many":  {`"a.b": {"one": "x {{.Count}}", "few": "x {{.Count}}", "other": "x {{.Count}}"}`, `"a.b": {"one": "{{.Count}} x", "other": "{{.Count}} x"}`, "form few"},
		"count lost":     {`"a.b": {"one": "{{.Count}} x", "other": "many x"}`, `"a.b": {"one": "{{.Count}} x", "other": "{{.Count}} x"}`, "other holes"},
		"plain space":    {`"a.b": "Name:"`, `"a.b": "Nom :"`, `" :"`},
		"no space":       {`"a.b": "Name?"`, `"a.b": "Nom?"`, `"m?"`},
		"exclamation":    {`"a.b": "Done!"`, `"a.b": "Fait"`, `"!"`},
		"please":         {`"a.b": "Please wait"`, `"a.b": "Attendez"`, `"Please"`},
		"straight quote": {`"a.b": "It is"`, `"a.b": "C'est"`, `"'"`},
		"empty":          {`"a.b": ""`, `"a.b": "x"`, "empty"},
		"half a hole":    {`"a.b": "{{.Name}"`, `"a.b": "x"`, "braces"},
		"shape":          {`"Ab": "x"`, `"Ab": "x"`, "shape"},
	} {
		all := map[string]map[string]message{}
		for lang, text := range map[string]string{"en": c.en, "fr": c.fr} {
			words := map[string]message{}
			if err := json.Unmarshal([]byte("{"+text+"}"), &words); err != nil {
				t.Fatal(err)
			}
			all[lang] = words
		}
		checkFaults(t, name, apart(all), c.want)
	}
}

// TestFaultsOfCodeAreSeen plants one fault each beside sound code.
func TestFaultsOfCodeAreSeen(t *testing.T) {
	words := map[string]message{
		"door.title": {"": "Door"}, "door.who": {"": "{{.Name}}"}, "door.tries": {"one": "one", "other": "{{.Count}}"},
		"door.kind.a": {"": "A"}, "door.kind.b": {"": "B"},
	}
	all := map[string]map[string]message{"en": words, "fr": words}
	const sound = `var _ = w.T("door.title"); var _ = w.T("door.who", "Name", n); var _ = p.T("door.tries", "Count", 3)
`
	const kinds = `var _ = []string{"a", "b"} // words: door.kind.*
`
	for name, c := range map[string]struct{ code, want string }{
		"sound":             {sound + kinds, ""},
		"in the comment":    {sound + "var _ = w.T(\"door.kind.\" + k) // words: door.kind.* a b\n", ""},
		"line above":        {sound + "// words: door.kind.*\nconst (\n x = \"a\"\n y = \"b\"\n)\n", ""},
		"field":             {sound + kinds + `var _ = row{titleKey: "door.title", key: "door.who"}`, ""},
		"unknown":           {sound + kinds + `var _ = w.T("door.none")`, `"door.none" is not in`},
		"unknown in field":  {sound + kinds + `var _ = row{key: "hall.none"}`, `"hall.none" is not in`},
		"unknown in table":  {sound + kinds + `var _ = []row{{"door.none", 3}}`, `"door.none" is not in`},
		"own method":        {sound + kinds + `var _ = e.t("hall.none")`, `"hall.none" is not in`},
		"own function":      {sound + kinds + `var _ = t("door.who")`, "wants [Name], gets []"},
		"table of a family": {sound + kinds + `var _ = e.t("hall.one"); var _ = []row{{"hall.two"}}`, `"hall.two" is not in`},
		"no family of ours": {sound + kinds + `var _ = open("words.json")`, ""},
		"idle":              {kinds + `var _ = w.T("door.title")`, `"door.who" is used nowhere`},
		"family member":     {sound + "var _ = []string{\"a\", \"b\", \"c\"} // words: door.kind.*\n", `"door.kind.c" is not in`},
		"member left out":   {sound + "var _ = []string{\"a\"} // words: door.kind.*\n", `"door.kind.b" is used nowhere`},
		"empty family":      {sound + kinds + "var _ = 1 // words: door.kind.*\n", "without its members"},
		"joined key":        {sound + kinds + "\n\nvar _ = w.T(\"door.kind.\" + k)", "without // words"},
		"glued":             {sound + kinds + `var _ = w.T("door.title") + ":"`, "glued"},
		"glued in brackets": {sound + kinds + `var _ = "x" + (w.T("door.title"))`, "glued"},
		"format":            {sound + kinds + `var _ = fmt.Sprintf(w.T("door.title"), 1)`, "format"},
		"hole left open":    {sound + kinds + `var _ = w.T("door.who")`, "wants [Name], gets []"},
		"wrong hole":        {sound + kinds + `var _ = w.T("door.who", "Nom", n)`, "wants [Name], gets [Nom]"},
		"no count":          {sound + kinds + `var _ = w.T("door.tries")`, "wants [Count], gets []"},
	} {
		s := newScan()
		if err := s.source("planted.go", "package p\n"+c.code); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkFaults(t, name, s.compare(all), c.want)
	}
}

func checkFaults(t *testing.T, name string, faults []string, want string) {
	t.Helper()
	if want == "" && len(faults) > 0 {
		t.Errorf("%s: %v", name, faults)
	}
	if want != "" && !strings.Contains(strings.Join(faults, "\n"), want) {
		t.Errorf("%s: want %q in %v", name, want, faults)
	}
}

// A number stays on the line of what it counts.
func TestFrenchNumbersKeepTheirNoun(t *testing.T) {
	text, err := assets.Translation("fr")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]message
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	for key, m := range all {
		for form, text := range m {
			if strings.Contains(text, "{{.Count}} ") {
				t.Errorf("%s %s: %q can break behind its number", key, form, text)
			}
		}
	}
}
