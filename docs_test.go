// What the documents say of the tree: each test that STANDARDS.md names stands there, each relative link leads
// somewhere. Both checks are proved on planted offences.
package main_test

import (
	"fmt"
	"go/ast"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// testsNamed is how STANDARDS.md names tests: a folder of the tree and its tests, as in
// `app/access: TestLockOut, TestURI`; the root folder is called main.
var (
	testsNamed = regexp.MustCompile("`([a-z/]+): ((?:Test|Fuzz)[A-Za-z0-9_]+(?:, (?:Test|Fuzz)[A-Za-z0-9_]+)*)`")
	testName   = regexp.MustCompile(`\b(?:Test|Fuzz)[A-Z]\w*`)
	tableRow   = regexp.MustCompile(`(?m)^\| \d+ \|.*$`)
)

// testsOf gives the names of the tests and fuzz targets of a tree by folder.
func testsOf(tree []source) map[string][]string {
	found := map[string][]string{}
	for _, s := range tree {
		if !s.test() {
			continue
		}
		folder := strings.Replace(s.folder(), ".", "main", 1)
		for _, d := range s.file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && testName.MatchString(f.Name.Name) {
				found[folder] = append(found[folder], f.Name.Name)
			}
		}
	}
	return found
}

// unfounded tells what text names and the tree has not, and rows of requirements that name no test.
func unfounded(text string, tests map[string][]string) (found []string) {
	for _, named := range testsNamed.FindAllStringSubmatch(text, -1) {
		for _, name := range strings.Split(named[2], ", ") {
			if !slices.Contains(tests[named[1]], name) {
				found = append(found, fmt.Sprintf("no test %s in %s", name, named[1]))
			}
		}
	}
	for _, name := range testName.FindAllString(testsNamed.ReplaceAllString(text, ""), -1) {
		found = append(found, name+" is named without its folder")
	}
	for _, row := range tableRow.FindAllString(text, -1) {
		if !testsNamed.MatchString(row) {
			found = append(found, "no test shows: "+row)
		}
	}
	return found
}

func TestStandardsNameTestsThatExist(t *testing.T) {
	tree, err := readTree(".")
	if err != nil {
		t.Fatal(err)
	}
	tests := testsOf(tree)
	text, err := os.ReadFile("docs/STANDARDS.md")
	if err != nil {
		t.Fatal(err)
	}
	if rows := len(tableRow.FindAll(text, -1)); rows < 30 {
		t.Errorf("%d rows are read", rows)
	}
	for _, fault := range unfounded(string(text), tests) {
		t.Error(fault)
	}
	whole := "| 1 | x | `main: TestArchitecture, TestLayersStand` |"
	for text, caught := range map[string]bool{
		whole: false,
		"| 1 | x | `main: TestArchitecture, TestNothing` |": true,
		"| 1 | x | `app/access: TestArchitecture` |":        true,
		"| 1 | x | TestArchitecture |":                      true,
		"| 1 | x | by hand |":                               true,
	} {
		if found := unfounded(text, tests); (len(found) > 0) != caught {
			t.Errorf("%q of %q", found, text)
		}
	}
}

// What a document links to: pages, pictures and headings; what stands in code is no link.
var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ +(.+)$`)
	fenced  = regexp.MustCompile("(?ms)^```.*?^```")
	quoted  = regexp.MustCompile("`[^`\n]*`")
)

// anchors gives the names of the headings of a page, as forges make them: lower case, blanks become hyphens, letters,
// digits and hyphens stay.
func anchors(text string) (found []string) {
	for _, h := range heading.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		found = append(found, strings.Map(func(r rune) rune {
			switch {
			case unicode.IsSpace(r):
				return '-'
			case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
				return unicode.ToLower(r)
			}
			return -1
		}, strings.TrimSpace(h[1])))
	}
	return found
}

// deadLinks tells which links of the page name lead nowhere. read gives a file by its path from the root, or an error.
func deadLinks(name, text string, read func(string) ([]byte, error)) (found []string) {
	bare := quoted.ReplaceAllString(fenced.ReplaceAllString(text, ""), "")
	for _, l := range link.FindAllStringSubmatch(bare, -1) {
		target, anchor, _ := strings.Cut(l[1], "#")
		if strings.Contains(target, ":") {
			continue // another place, which no test may reach
		}
		at, there := name, []byte(text)
		if target != "" {
			var err error
			at = path.Join(path.Dir(name), target)
			if there, err = read(at); err != nil || !filepath.IsLocal(at) {
				found = append(found, l[1])
				continue
			}
		}
		if anchor != "" && !slices.Contains(anchors(string(there)), anchor) {
			found = append(found, l[1])
		}
	}
	return found
}

// readHere reads a file of the tree; a folder is there with nothing in it.
func readHere(name string) ([]byte, error) {
	if info, err := os.Stat(name); err != nil || info.IsDir() {
		return nil, err
	}
	return os.ReadFile(name)
}

func TestDocumentsLinkToWhatExists(t *testing.T) {
	pages, err := filepath.Glob("docs/*.md")
	if err != nil || len(pages) < 5 {
		t.Fatal(pages, err)
	}
	for _, name := range append(pages, "README.md", "CONTRIBUTING.md") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, dead := range deadLinks(filepath.ToSlash(name), string(text), readHere) {
			t.Errorf("%s links to %s", name, dead)
		}
	}
	root, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for text, caught := range map[string]bool{
		"# The kit’s code, twice\n[a](#the-kits-code-twice) [b](FORMAT.md) [c](../README.md#start-it) [d](https://go.dev)": false,
		"`[a](gone.md)`\n```\n[a](gone.md)\n```\n":         false,
		"![a](screenshots)":                                false,
		"![a](screenshots/99-gone.png)":                    true,
		"[a](#gone)":                                       true,
		"[a](../README.md#gone)":                           true,
		"[a](../../" + filepath.Base(root) + "/README.md)": true, // it is there, and outside
	} {
		if dead := deadLinks("docs/PAGE.md", text, readHere); (len(dead) > 0) != caught {
			t.Errorf("%q of %q", dead, text)
		}
	}
}
