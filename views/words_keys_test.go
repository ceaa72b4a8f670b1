package views

// The words in the code and the words in the translation files are held equal
// here, both ways. What counts as a key in the code:
//
//   - a string literal given to .T("…"), .t("…") or t("…"), or to a struct field
//     called key or …Key;
//   - any other literal of a key's shape ("users.title") that begins with a family
//     of the files or of the keys above;
//   - a key put together at run time, announced on its line (or the line above) as
//     `// words: country.* BE FR NL`, or as `// words: country.*` where the members
//     are the literals of the list, const block or case that begins there.

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"trousseau/assets"
)

var (
	keyShape  = regexp.MustCompile(`^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9_]+)+$`)
	announced = regexp.MustCompile(`^//\s*words: ([a-z][A-Za-z0-9.]*)\.\*((?: \S+)*)\s*$`)
)

// call is one .T("key", "Hole", …) whose key and hole names are literals.
type call struct {
	key, at string
	holes   []string
}

// scan gathers what the code says of keys.
type scan struct {
	calls  []call
	keys   map[string]string // key → where it is first named
	maybe  map[string]string // literals of a key's shape
	faults []string
}

func newScan() *scan { return &scan{keys: map[string]string{}, maybe: map[string]string{}} }

func (s *scan) fault(at token.Position, format string, args ...any) {
	s.faults = append(s.faults, fmt.Sprintf("%s:%d: ", at.Filename, at.Line)+fmt.Sprintf(format, args...))
}

func (s *scan) source(name, text string) error {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	families := s.families(set, file)
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ImportSpec:
			return false
		case *ast.BasicLit:
			if text, ok := literal(n); ok && keyShape.MatchString(text) {
				s.maybe[text] = set.Position(n.Pos()).String()
			}
		case *ast.KeyValueExpr:
			s.field(set, n)
		case *ast.CallExpr:
			s.call(set, n, families)
		case *ast.BinaryExpr:
			if n.Op == token.ADD && (isT(n.X) || isT(n.Y)) {
				s.fault(set.Position(n.Pos()), "a sentence is glued with +; make it one key with holes")
			}
		}
		return true
	})
	return nil
}

// families reads the announcements and returns the lines they cover.
func (s *scan) families(set *token.FileSet, file *ast.File) map[int]bool {
	lines := map[int]bool{}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			m := announced.FindStringSubmatch(comment.Text)
			if m == nil {
				continue
			}
			at := set.Position(comment.Pos())
			lines[at.Line], lines[at.Line+1] = true, true
			members := strings.Fields(m[2])
			if len(members) == 0 {
				members = listed(set, file, at.Line)
			}
			if len(members) == 0 {
				s.fault(at, "family %s.* without its members", m[1])
			}
			for _, member := range members {
				s.keys[m[1]+"."+member] = at.String()
			}
		}
	}
	return lines
}

// listed returns the literals of the outermost list that begins on a line or
// the next one.
func listed(set *token.FileSet, file *ast.File, line int) []string {
	var members []string
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.CompositeLit, *ast.GenDecl, *ast.CaseClause:
		default:
			return members == nil
		}
		if start := set.Position(n.Pos()).Line; members != nil || start != line && start != line+1 {
			return members == nil
		}
		ast.Inspect(n, func(n ast.Node) bool {
			if text, ok := literal(n); ok {
				members = append(members, text)
			}
			return true
		})
		return false
	})
	return members
}

func (s *scan) field(set *token.FileSet, n *ast.KeyValueExpr) {
	name, ok := n.Key.(*ast.Ident)
	if !ok || name.Name != "key" && (name.Name == "Key" || !strings.HasSuffix(name.Name, "Key")) {
		return
	}
	if text, ok := literal(n.Value); ok && text != "" {
		s.keys[text] = set.Position(n.Pos()).String()
	}
}

func (s *scan) call(set *token.FileSet, n *ast.CallExpr, families map[int]bool) {
	at := set.Position(n.Pos())
	if f, ok := n.Fun.(*ast.SelectorExpr); ok && strings.HasSuffix(f.Sel.Name, "f") && len(n.Args) > 0 && isT(n.Args[0]) {
		s.fault(at, "a sentence is used as a format")
	}
	if !isT(n) || len(n.Args) == 0 {
		return
	}
	key, ok := literal(n.Args[0])
	if !ok {
		line := set.Position(n.Args[0].Pos()).Line
		if _, joined := n.Args[0].(*ast.BinaryExpr); joined && !families[line] {
			s.fault(at, "a key is put together without // words: family.*")
		}
		return
	}
	s.keys[key] = at.String()
	c := call{key: key, at: at.String()}
	for i := 1; i < len(n.Args); i += 2 {
		hole, ok := literal(n.Args[i])
		if !ok || n.Ellipsis.IsValid() {
			return
		}
		c.holes = append(c.holes, hole)
	}
	s.calls = append(s.calls, c)
}

func isT(e ast.Node) bool {
	for {
		p, ok := e.(*ast.ParenExpr)
		if !ok {
			break
		}
		e = p.X
	}
	c, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	switch f := c.Fun.(type) {
	case *ast.SelectorExpr:
		return f.Sel.Name == "T" || f.Sel.Name == "t"
	case *ast.Ident:
		return f.Name == "T" || f.Name == "t"
	}
	return false
}

func literal(n ast.Node) (string, bool) {
	b, ok := n.(*ast.BasicLit)
	if !ok || b.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(b.Value)
	return text, err == nil
}

// compare lays what the code says beside the files of all languages.
func (s *scan) compare(all map[string]map[string]message) []string {
	faults := slices.Clone(s.faults)
	prefixes, used := map[string]bool{}, map[string]bool{}
	for _, words := range all {
		for key := range words {
			prefixes[strings.Split(key, ".")[0]] = true
		}
	}
	for key := range s.keys {
		prefixes[strings.Split(key, ".")[0]] = true
	}
	named := maps.Clone(s.maybe)
	maps.DeleteFunc(named, func(key, _ string) bool { return !prefixes[strings.Split(key, ".")[0]] })
	maps.Copy(named, s.keys)
	for key, at := range named {
		used[key] = true
		for lang, words := range all {
			if _, ok := words[key]; !ok {
				faults = append(faults, fmt.Sprintf("%s: key %q is not in %s.json", at, key, lang))
			}
		}
	}
	for lang, words := range all {
		for key := range words {
			if !used[key] {
				faults = append(faults, fmt.Sprintf("%s.json: key %q is used nowhere", lang, key))
			}
		}
		for _, c := range s.calls {
			if m, ok := words[c.key]; ok && !m.takes(c.holes) {
				faults = append(faults, fmt.Sprintf("%s: %q in %s.json wants %v, gets %v", c.at, c.key, lang, m.holes(), c.holes))
			}
		}
	}
	slices.Sort(faults)
	return faults
}

func TestKeysInCodeAndFilesAreEqual(t *testing.T) {
	s := newScan()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		return s.file(path)
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.calls) < 7 {
		t.Fatalf("only %d calls of T seen: the scan is blind", len(s.calls))
	}
	for _, fault := range s.compare(readAll(t, assets.Translation)) {
		t.Error(fault)
	}
}
