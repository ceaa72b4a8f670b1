// The rules of the house that a machine can read: which folder may import which, and what a view may hold. Each rule
// is proved on a planted offence of its own, so that none of them can fall asleep.
package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "trousseau"

// layer says what one folder's files may import besides the standard library. A name that ends in "/..." covers
// everything below; others are exact. ours are folders of this module, theirs other people's modules.
type layer struct{ ours, theirs []string }

// layers are the arrows main → views → app → data. A folder that stands nowhere here has no rule yet, and that is
// an error: give it a row.
var layers = map[string]layer{
	".": {ours: []string{"app/...", "views/...", "data", "assets"}, theirs: []string{"fyne.io/fyne/v2/...",
		"github.com/alecthomas/kong", "github.com/adrg/xdg", "github.com/gofrs/flock"}},
	"views": {ours: []string{"app/...", "views/kit", "assets"}, theirs: []string{"fyne.io/fyne/v2/...",
		"github.com/nicksnyder/go-i18n/v2/...", "golang.org/x/text/..."}},
	"views/kit": {theirs: []string{"fyne.io/fyne/v2/...", "github.com/skip2/go-qrcode"}},
	"app": {ours: []string{"app/...", "data", "assets"},
		theirs: []string{"github.com/adrg/xdg", "github.com/gofrs/flock", "filippo.io/age"}},
	"app/access": {ours: []string{"app/keys", "app/passwords", "app/checks", "app/paper", "data"},
		theirs: []string{"github.com/pquerna/otp/...", "github.com/adrg/xdg", "github.com/gofrs/flock"}},
	"app/access/accesstest": {ours: []string{"app/access", "app/keys", "app/keys/keystest", "app/passwords", "data"}},
	"app/keys":              {theirs: []string{"golang.org/x/crypto/...", "golang.org/x/text/unicode/norm", "github.com/fxamacker/cbor/v2"}},
	"app/keys/keystest":     {ours: []string{"app/keys"}},
	"app/passwords":         {ours: []string{"assets"}, theirs: []string{"github.com/trustelem/zxcvbn", "golang.org/x/text/unicode/norm"}},
	"app/paper": {theirs: []string{"codeberg.org/go-pdf/fpdf", "github.com/skip2/go-qrcode",
		"golang.org/x/image/font/sfnt", "golang.org/x/text/..."}},
	"app/checks": {theirs: []string{"golang.org/x/net/idna", "golang.org/x/text/unicode/norm"}},
	"app/mail":   {ours: []string{"app/checks"}},
	"data": {theirs: []string{"modernc.org/sqlite/...", "github.com/pressly/goose/v3/...", "github.com/gofrs/flock",
		"golang.org/x/sys/..."}},
	"assets":          {},
	"stories":         {ours: []string{"stories/stage"}},
	"stories/stage":   {theirs: []string{"golang.org/x/text/unicode/norm"}},
	"stories/show":    {ours: []string{"stories/stage"}},
	"stories/empty":   {theirs: []string{"..."}},
	"scripts/mutants": {},
	"scripts/reach":   {},
	"scripts/words":   {theirs: []string{"golang.org/x/text/unicode/norm"}},
	"scripts/tests":   {},
}

// forTests are modules that only test files import, in any folder.
var forTests = []string{"pgregory.net/rapid", "github.com/pquerna/otp/...", "github.com/rogpeppe/go-internal/...", "golang.org/x/image/..."}

// pure are the folders that reach neither files, network, processes nor the clock.
var pure = []string{"app/keys", "app/passwords", "app/checks", "app/mail"}

// source is one parsed Go file. name is its slash path from the root.
type source struct {
	name string
	set  *token.FileSet
	file *ast.File
}

func (s source) folder() string { return path.Dir(s.name) }
func (s source) test() bool     { return strings.HasSuffix(s.name, "_test.go") }
func (s source) under(folder string) bool {
	return s.folder() == folder || strings.HasPrefix(s.name, folder+"/")
}
func (s source) at(node ast.Node, format string, args ...any) string {
	return fmt.Sprintf("%s:%d: %s", s.name, s.set.Position(node.Pos()).Line, fmt.Sprintf(format, args...))
}

func (s source) imports() map[string]ast.Node {
	found := map[string]ast.Node{}
	for _, spec := range s.file.Imports {
		if name, err := strconv.Unquote(spec.Path.Value); err == nil {
			found[name] = spec
		}
	}
	return found
}

// called tells whether node names one of names out of package imported, under whatever name the file gave it.
func (s source) called(node ast.Node, imported string, names ...string) bool {
	selector, ok := node.(*ast.SelectorExpr)
	if !ok || !slices.Contains(names, selector.Sel.Name) {
		return false
	}
	base, ok := selector.X.(*ast.Ident)
	if !ok {
		return false
	}
	for _, spec := range s.file.Imports {
		if strings.Trim(spec.Path.Value, `"`) != imported {
			continue
		}
		local := path.Base(strings.TrimSuffix(imported, "/v2"))
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == base.Name {
			return true
		}
	}
	return false
}

// find walks the file and tells what offence says of each node, where it says anything.
func (s source) find(offence func(ast.Node) string) (found []string) {
	ast.Inspect(s.file, func(node ast.Node) bool {
		if node != nil {
			if text := offence(node); text != "" {
				found = append(found, s.at(node, "%s", text))
			}
		}
		return true
	})
	return found
}

func covers(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		stem, below := strings.CutSuffix(pattern, "...")
		stem = strings.TrimSuffix(stem, "/")
		return name == stem || below && (stem == "" || strings.HasPrefix(name, stem+"/"))
	})
}

// foreign tells whether an import comes from another module: their names begin with a host.
func foreign(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return strings.Contains(first, ".")
}

// readTree parses every Go file below root, its test files too.
func readTree(root string) ([]source, error) {
	var tree []source
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "build" || entry.Name() == "testdata" || len(name) > 1 && strings.HasPrefix(entry.Name(), ".")) {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		s, err := parse(filepath.ToSlash(name), text)
		tree = append(tree, s)
		return err
	})
	return tree, err
}

func parse(name string, text any) (source, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, text, parser.ParseComments|parser.SkipObjectResolution)
	return source{name: name, set: set, file: file}, err
}

// rules are all of them, each with offences that it must tell: a file's name and its text.
var rules = []struct {
	name         string
	check        rule
	caught, free [][2]string
}{
	{"arrows", arrows, [][2]string{
		{"views/users.go", `package views; import "trousseau/data"`},
		{"views/kit/page.go", `package kit; import "trousseau/app"`},
		{"app/keys/seal.go", `package keys; import "trousseau/data"`},
		{"app/keys/seal.go", `package keys; import "modernc.org/sqlite"`},
		{"data/file.go", `package data; import "trousseau/app/keys"`},
		{"data/file_test.go", `package data; import "trousseau/app/access"`},
		{"app/access/access.go", `package access; import "trousseau/views"`},
		{"app/access/access.go", `package access; import "trousseau/app/keys/keystest"`},
		{"stories/start_test.go", `package stories; import "trousseau/app"`},
		{"helpers/helpers.go", `package helpers`},
	}, [][2]string{
		{"views/users.go", `package views; import ("trousseau/app/access"; "trousseau/views/kit"; "fyne.io/fyne/v2/widget")`},
		{"app/access/access_test.go", `package access_test; import ("trousseau/app/access"; "trousseau/app/keys/keystest"; "pgregory.net/rapid")`},
		{"main.go", `package main; import ("trousseau/data"; "fyne.io/fyne/v2/app")`},
	}},
	{"purity", purity, [][2]string{
		{"app/keys/seal.go", `package keys; import "os"`},
		{"app/checks/vat.go", `package checks; import "net/http"`},
		{"app/keys/seal.go", `package keys; import "crypto/rand"`},
	}, [][2]string{{"app/keys/seal_test.go", `package keys; import "os"`}, {"data/file.go", `package data; import "os"`}}},
	{"clocks", clocks, [][2]string{
		{"app/access/lock.go", `package access; import "time"; func f() { _ = time.Now() }`},
		{"app/keys/ring.go", `package keys; import t "time"; var now = t.Now`},
	}, [][2]string{{"app/app.go", `package app; import "time"; var or = time.Now`}, {"main.go", `package main; import "time"; var now = time.Now`}}},
	{"driver", driver, [][2]string{{"views/kit/page.go", `package kit; import "fyne.io/fyne/v2/app"`}},
		[][2]string{{"main.go", `package main; import "fyne.io/fyne/v2/app"`}}},
	{"cryptography", cryptography, [][2]string{
		{"app/access/signin.go", `package access; import "crypto/hmac"`},
		{"data/rows.go", `package data; import "golang.org/x/crypto/argon2"`},
	}, [][2]string{{"app/keys/kdf.go", `package keys; import "golang.org/x/crypto/argon2"`}, {"app/access/access.go", `package access; import "crypto/rand"`}}},
	{"dice", dice, [][2]string{{"app/keys/ring.go", `package keys; import "math/rand/v2"`}},
		[][2]string{{"app/keys/ring_test.go", `package keys; import "math/rand/v2"`}}},
	{"running", running, [][2]string{
		{"views/users.go", `package views; func f() { go f() }`},
		{"views/kit/toast.go", `package kit; import "fyne.io/fyne/v2"; func f() { fyne.Do(f) }`},
		{"views/kit/toast.go", `package kit; import ui "fyne.io/fyne/v2"; var do = ui.DoAndWait`},
		{"views/kit/toast.go", `package kit; import "time"; func f() { time.AfterFunc(0, f) }`},
	}, [][2]string{{"views/kit/run.go", `package kit; import "fyne.io/fyne/v2"; func f() { go fyne.Do(f) }`}}},
	{"indexing", indexing, [][2]string{{"views/users.go", `package views; func f() { _ = c.Objects[0] }`}},
		[][2]string{{"views/users.go", `package views; func f() { for range c.Objects { _ = rows[0] } }`}}},
	{"state", state, [][2]string{
		{"views/users.go", `package views; var open *window`},
		{"views/kit/theme.go", `package kit; var sizes = map[string]int{}`},
		{"views/kit/theme.go", `package kit; var errLast error`},
	}, [][2]string{
		{"views/users.go", `package views; import "errors"; var ErrGone = errors.New("gone"); var _ fyne.Widget = (*page)(nil)`},
		{"assets/assets.go", `package assets; var files int`},
	}},
	{"size", size, [][2]string{
		{"app/long.go", "package app\n" + strings.Repeat("\n", 400)},
		{"app/long.go", "package app\nfunc f() {\n" + strings.Repeat("\n", 60) + "}"},
	}, [][2]string{{"app/long.go", "package app\nfunc f() {\n" + strings.Repeat("\n", 58) + "}"}}},
	{"comparing", comparing, [][2]string{{"app/keys/code.go", `package keys; import "bytes"; func f() bool { return bytes.Equal(k.commitment, x[:]) }`}},
		[][2]string{{"app/keys/code.go", `package keys; import "bytes"; func f() bool { return bytes.Equal(head, other) }`}}},
}

func TestRulesCatch(t *testing.T) {
	for _, r := range rules {
		for wanted, files := range map[bool][][2]string{true: r.caught, false: r.free} {
			for _, f := range files {
				s, err := parse(f[0], f[1])
				if err != nil {
					t.Fatalf("%s: %v", r.name, err)
				}
				if found := r.check(s); (len(found) > 0) != wanted {
					t.Errorf("%s tells %q of %s, want an offence: %v\n%s", r.name, found, f[0], wanted, f[1])
				}
			}
		}
	}
}

func TestArchitecture(t *testing.T) {
	tree, err := readTree(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			for _, s := range tree {
				for _, offence := range r.check(s) {
					t.Error(offence)
				}
			}
		})
	}
}

// TestFloorLinksTheSame holds the empty program of the start-up benchmark to the modules that the product links: with
// fewer the floor would be unfair to us, with more to the floor.
func TestFloorLinksTheSame(t *testing.T) {
	tree, err := readTree(".")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	module := func(imported string) string {
		best := ""
		for _, field := range strings.Fields(string(text)) {
			if covers([]string{field + "/..."}, imported) && len(field) > len(best) {
				best = field
			}
		}
		return best
	}
	linked := map[bool]map[string]bool{true: {}, false: {}}
	for _, s := range tree {
		empty := s.folder() == "stories/empty"
		if s.test() || s.folder() == "app/keys/keystest" || s.under("scripts") || s.under("stories") && !empty {
			continue
		}
		for name := range s.imports() {
			if foreign(name) {
				linked[empty][module(name)] = true
			}
		}
	}
	for name := range linked[false] {
		// These two are part of Fyne itself.
		if !linked[true][name] && name != "golang.org/x/image" && name != "golang.org/x/sys" {
			t.Errorf("the product links %s, stories/empty does not", name)
		}
	}
	for name := range linked[true] {
		if !linked[false][name] {
			t.Errorf("stories/empty links %s, the product does not", name)
		}
	}
}

// TestFloorIsBuiltTheSame holds the stories' own builds, the floor among them, to the tags of the product's.
func TestFloorIsBuiltTheSame(t *testing.T) {
	found := map[string]string{}
	for name, pattern := range map[string]string{
		"scripts/build.sh":     `(?m)^go build .*-tags ([^ ]+)`,
		"stories/main_test.go": `(?m)^const buildTags = "([^"]+)"`,
	} {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		tags := regexp.MustCompile(pattern).FindStringSubmatch(string(text))
		if tags == nil {
			t.Fatalf("%s names no tags", name)
		}
		found[name] = tags[1]
	}
	if found["scripts/build.sh"] != found["stories/main_test.go"] {
		t.Errorf("the product and the floor are built with other tags: %v", found)
	}
	bench, err := os.ReadFile("stories/start_bench_test.go")
	if err != nil || !strings.Contains(string(bench), `build(empty, "empty")`) {
		t.Errorf("the floor is built otherwise than by build (%v)", err)
	}
}

// TestLayersStand keeps the table of layers free of folders that have gone.
func TestLayersStand(t *testing.T) {
	for folder := range layers {
		if found, err := filepath.Glob(filepath.Join(folder, "*.go")); err != nil || len(found) == 0 {
			t.Errorf("no Go file in %s (%v): take its row out", folder, err)
		}
	}
}
