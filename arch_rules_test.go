package main_test

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"
)

// rule gives every offence of one file.
type rule func(source) []string

func arrows(s source) (found []string) {
	allowed, known := layers[s.folder()]
	if !known {
		return []string{s.at(s.file, "folder %s has no row in the table of layers", s.folder())}
	}
	for name, node := range s.imports() {
		own, ours := strings.CutPrefix(name, module+"/")
		switch {
		case ours && (own == s.folder() || covers(allowed.ours, own)):
		// A package's test helpers stand beside it and are for tests alone.
		case ours && s.test() && strings.HasSuffix(own, "test") && (covers(allowed.ours, path.Dir(own)) || path.Dir(own) == s.folder()):
		case ours:
			found = append(found, s.at(node, "%s may not import %s", s.folder(), own))
		case !foreign(name) || covers(allowed.theirs, name) || s.test() && covers(forTests, name):
		default:
			found = append(found, s.at(node, "%s may not import %s", s.folder(), name))
		}
	}
	return found
}

func purity(s source) (found []string) {
	if s.test() || !slices.Contains(pure, s.folder()) {
		return nil
	}
	for name, node := range s.imports() {
		if covers([]string{"database/...", "os/...", "net", "net/http/...", "syscall", "path/filepath", "log/...", "crypto/rand"}, name) {
			found = append(found, s.at(node, "%s is pure and may not import %s", s.folder(), name))
		}
	}
	return found
}

// clocks: time comes in from outside, so that every rule about it can be tested. A constructor may name the system's
// clock as the one to use when none is given; nothing calls it, and the pure packages do not even name it.
func clocks(s source) []string {
	if s.test() || !s.under("app") {
		return nil
	}
	return s.find(func(node ast.Node) string {
		if call, ok := node.(*ast.CallExpr); ok {
			node = call.Fun
		} else if !slices.Contains(pure, s.folder()) {
			return ""
		}
		if s.called(node, "time", "Now", "Since", "Until") {
			return "the clock is injected into app"
		}
		return ""
	})
}

func driver(s source) (found []string) {
	if s.folder() == "." || s.under("stories") {
		return nil
	}
	if node, imported := s.imports()["fyne.io/fyne/v2/app"]; imported {
		found = append(found, s.at(node, "fyne/v2/app is imported by main.go and the stories only"))
	}
	return found
}

// cryptography stands in app/keys; comparing in constant time, hashing public bytes and drawing random bytes for an id
// may be needed elsewhere.
func cryptography(s source) (found []string) {
	if s.test() || s.under("app/keys") || s.under("stories/empty") {
		return nil
	}
	for name, node := range s.imports() {
		free := name == "crypto/subtle" || name == "crypto/sha256" || name == "crypto/rand"
		if (strings.HasPrefix(name, "crypto/") || strings.HasPrefix(name, "golang.org/x/crypto")) && !free {
			found = append(found, s.at(node, "%s: cryptography stands in app/keys only", name))
		}
	}
	return found
}

func dice(s source) (found []string) {
	for _, name := range []string{"math/rand", "math/rand/v2"} {
		if node, imported := s.imports()[name]; imported && !s.test() {
			found = append(found, s.at(node, "%s is guessable; randomness is injected from crypto/rand", name))
		}
	}
	return found
}

// running: one file of the kit starts goroutines and timers and comes back to the window's own goroutine.
func running(s source) []string {
	if s.test() || !s.under("views") || s.name == "views/kit/run.go" {
		return nil
	}
	return s.find(func(node ast.Node) string {
		_, starts := node.(*ast.GoStmt)
		if starts || s.called(node, "fyne.io/fyne/v2", "Do", "DoAndWait") ||
			s.called(node, "time", "AfterFunc", "NewTimer", "NewTicker", "After", "Tick", "Sleep") {
			return "goroutines, fyne.Do and timers stand in views/kit/run.go only"
		}
		return ""
	})
}

// indexing into a container breaks when its layout changes.
func indexing(s source) []string {
	if s.test() || !s.under("views") {
		return nil
	}
	return s.find(func(node ast.Node) string {
		index, ok := node.(*ast.IndexExpr)
		if !ok {
			return ""
		}
		if selector, ok := index.X.(*ast.SelectorExpr); ok && selector.Sel.Name == "Objects" {
			return "keep a typed field to the child instead of indexing Objects"
		}
		return ""
	})
}

// state: a view keeps none in its package. Compile-time assertions, error values and embedded files are no state.
func state(s source) (found []string) {
	if s.test() || !s.under("views") {
		return nil
	}
	for _, declaration := range s.file.Decls {
		group, ok := declaration.(*ast.GenDecl)
		if !ok || group.Tok != token.VAR {
			continue
		}
		for _, spec := range group.Specs {
			value := spec.(*ast.ValueSpec)
			if !harmless(s, group, value) {
				found = append(found, s.at(value, "views keep no package state: %s", value.Names[0].Name))
			}
		}
	}
	return found
}

func harmless(s source, group *ast.GenDecl, value *ast.ValueSpec) bool {
	for _, comments := range []*ast.CommentGroup{group.Doc, value.Doc} {
		if comments != nil && slices.ContainsFunc(comments.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") }) {
			return true
		}
	}
	if value.Names[0].Name == "_" {
		return true
	}
	if len(value.Values) != 1 || !regexp.MustCompile(`^[eE]rr[A-Z]`).MatchString(value.Names[0].Name) {
		return false
	}
	call, ok := value.Values[0].(*ast.CallExpr)
	return ok && s.called(call.Fun, "errors", "New")
}

// size: no file beyond 400 lines, no function beyond 60.
func size(s source) (found []string) {
	if s.test() {
		return nil
	}
	line := func(at token.Pos) int { return s.set.Position(at).Line }
	if n := s.set.File(s.file.Pos()).LineCount(); n > 400 {
		found = append(found, s.at(s.file, "%d lines, at most 400", n))
	}
	for _, declaration := range s.file.Decls {
		if function, ok := declaration.(*ast.FuncDecl); ok {
			if n := line(function.End()) - line(function.Pos()) + 1; n > 60 {
				found = append(found, s.at(function, "%s has %d lines, at most 60", function.Name.Name, n))
			}
		}
	}
	return found
}

// secretName matches names of what an attacker must not be able to guess byte by byte.
var secretName = regexp.MustCompile(`(?i)(secret|seed|commit|password|kek|mac$|otp|code$)`)

// comparing secrets takes the same time whether they differ early or late.
func comparing(s source) []string {
	if s.test() || s.folder() != "app/keys" {
		return nil
	}
	return s.find(func(node ast.Node) string {
		call, ok := node.(*ast.CallExpr)
		if !ok || !s.called(call.Fun, "bytes", "Equal", "Compare") {
			return ""
		}
		for _, argument := range call.Args {
			if name := lastName(argument); secretName.MatchString(name) {
				return "compare " + name + " by subtle.ConstantTimeCompare"
			}
		}
		return ""
	})
}

func lastName(node ast.Expr) string {
	switch x := node.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	case *ast.SliceExpr:
		return lastName(x.X)
	}
	return ""
}
