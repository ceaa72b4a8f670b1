package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const root = "../.."

// Every check of the list still stands exactly once where the list looks for it, what takes its place is Go, and the
// tests that must turn red exist. Whether they do is for make mutants.
func TestEveryMutantHasItsPlace(t *testing.T) {
	list, names := all(), map[string]bool{}
	if len(list) < 40 {
		t.Errorf("%d mutants, and at least 40 are promised", len(list))
	}
	for _, m := range list {
		if names[m.name] || m.old == m.new {
			t.Errorf("%s: a name that was used, or a change that changes nothing", m.name)
		}
		names[m.name] = true
		text, err := m.text(root)
		if err != nil {
			t.Error(err)
			continue
		}
		if _, err := parser.ParseFile(token.NewFileSet(), m.file, text, parser.SkipObjectResolution); err != nil {
			t.Errorf("%s: %v", m.name, err)
		}
		for _, test := range m.tests() {
			if !strings.Contains(tests(t, m.folder()), "func "+test+"(t *testing.T)") {
				t.Errorf("%s: %s has no %s", m.name, m.folder(), test)
			}
		}
	}
}

// tests is the text of a folder's tests.
func tests(t *testing.T, folder string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(folder), "*_test.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(folder, err)
	}
	var all strings.Builder
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(b)
	}
	return all.String()
}

// Only a test that failed kills: neither a program that does not compile nor a test that does not end does.
func TestVerdict(t *testing.T) {
	for name, c := range map[string]struct{ events, want string }{
		"red":       {`{"Action":"pass","Test":"TestA"}` + "\n" + `{"Action":"fail","Test":"TestB/part"}` + "\n" + `{"Action":"fail","Test":"TestB"}` + "\n" + `{"Action":"fail"}`, "killed TestB"},
		"green":     {`{"Action":"pass","Test":"TestA"}` + "\n" + `{"Action":"pass"}`, "SURVIVED every test stayed green"},
		"no build":  {"./a.go:1: undefined\n" + `{"Action":"build-fail"}` + "\n" + `{"Action":"fail"}`, "SURVIVED it does not compile, or its tests did not run to their end"},
		"no end":    {`{"Action":"output","Output":"panic: test timed out after 5m0s\n"}` + "\n" + `{"Action":"fail","Test":"TestA"}`, "SURVIVED it does not compile, or its tests did not run to their end"},
		"no test":   {`{"Action":"pass"}`, "SURVIVED it does not compile, or its tests did not run to their end"},
		"no events": {"", "SURVIVED it does not compile, or its tests did not run to their end"},
	} {
		v, err := read(strings.NewReader(c.events))
		if got := v.word() + " " + v.why(); err != nil || got != c.want {
			t.Errorf("%s: %q, %v; want %q", name, got, err, c.want)
		}
	}
}

// A condition is taken away whole, and what it declares stays.
func TestNever(t *testing.T) {
	for condition, want := range map[string]string{
		"a || b":             "if false && (a || b) {",
		"a := b(); a != 0":   "if a := b(); false && (a != 0) {",
		"_, err = c; a || b": "if _, err = c; false && (a || b) {",
	} {
		if got := never("", "", condition, ""); got.new != want || got.old != "if "+condition+" {" {
			t.Errorf("%q becomes %q, want %q", got.old, got.new, want)
		}
	}
}

func TestChosen(t *testing.T) {
	list, err := chosen(all(), "^kdf: ")
	if err != nil || len(list) != 2 || !regexp.MustCompile("^kdf: ").MatchString(list[1].name) {
		t.Errorf("%v, %v", list, err)
	}
	if _, err := chosen(all(), "("); err == nil {
		t.Error("a pattern that is none passes")
	}
}
