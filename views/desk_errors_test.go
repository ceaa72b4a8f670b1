package views

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/app/checks"
	"trousseau/assets"
	"trousseau/views/kit"
)

// explained are the errors a person is told about, each by its own sentence. The
// names are those of the source, so that none can be forgotten.
func explained() map[string]error {
	input := func(err error) error { return &access.InputError{Field: "x", Err: err} }
	return map[string]error{
		"app.ErrNotDatabase": app.ErrNotDatabase, "app.ErrNoTemp": app.ErrNoTemp, "app.ErrForeign": app.ErrForeign, "app.ErrNewer": app.ErrNewer,
		"app.ErrTruncated": app.ErrTruncated, "app.ErrDamaged": app.ErrDamaged, "app.ErrSchema": app.ErrSchema,
		"app.ErrReadOnlyFile": app.ErrReadOnlyFile, "app.ErrReadOnlyFolder": app.ErrReadOnlyFolder,
		"app.ErrNoFolder": app.ErrNoFolder, "app.ErrNoFile": app.ErrNoFile, "app.ErrFull": app.ErrFull,
		"app.ErrBusy": app.ErrBusy, "app.ErrPermission": app.ErrPermission, "app.ErrNetworkFolder": app.ErrNetworkFolder,
		"app.ErrFolderIsFile": app.ErrFolderIsFile, "app.ErrIsFolder": app.ErrIsFolder, "app.ErrExists": app.ErrExists,
		"app.ErrMedium": app.ErrMedium, "app.ErrTwoNames": app.ErrTwoNames,
		"access.ErrUsedCode": access.ErrUsedCode, "access.ErrEnded": access.ErrEnded, "access.ErrLate": access.ErrLate, "access.ErrForbidden": access.ErrForbidden,
		"app.ErrAside": app.ErrAside, "app.AsideError": &app.AsideError{Aside: "/bakery/zonen.broken"}, "app.ErrWrongKit": app.ErrWrongKit,
		"app.ErrUnrecorded": app.ErrUnrecorded,
		"access.ErrDuty":    access.ErrDuty, "access.ErrEnforced": access.ErrEnforced, "access.ErrChanged": access.ErrChanged, "access.ErrFactor": access.ErrFactor,
		"access.ErrWeak": input(access.ErrWeak), "access.ErrReused": input(access.ErrReused),
		"access.ErrNoAccess": access.ErrNoAccess, "access.ErrAmbiguous": access.ErrAmbiguous, "access.ErrLastOwner": access.ErrLastOwner, "access.ErrSelf": access.ErrSelf, "access.ErrOwners": access.ErrOwners,
		"access.ErrBeyond": access.ErrBeyond, "access.ErrViewing": access.ErrViewing, "access.ErrNoCode": access.ErrNoCode, "access.ErrRecord": access.ErrRecord,
		"access.ErrAccount": access.ErrAccount, "access.ErrTaken": access.ErrTaken, "access.ErrFactorCode": input(access.ErrFactorCode), "access.ErrFixed": input(access.ErrFixed),
		"access.CodeError": &access.CodeError{State: access.CodeSpent}, "access.CodeError cancelled": &access.CodeError{State: access.CodeCancelled},
		"access.CodeError expired": &access.CodeError{State: access.CodeExpired}, "access.MissingError": input(&access.MissingError{Fields: []string{"street"}}),
		"access.AddressError": input(&access.AddressError{Address: "joris@bakery.example", Err: access.ErrTaken}), "access.OtherError": &access.OtherError{Err: &access.WrongError{Left: 3}},
		"access.InputError kit":      &access.InputError{Field: "kit", Err: errDoor},
		"access.InputError recovery": &access.InputError{Field: "recovery", Err: errDoor},
		"checks.IBANError":           input(&checks.IBANError{Reason: checks.Country}),
		"checks.IBANError length":    input(&checks.IBANError{Reason: checks.Length}),
		"checks.IBANError letters":   input(&checks.IBANError{Reason: checks.Letters}),
		"checks.IBANError digit":     input(&checks.IBANError{Reason: checks.CheckDigit}),
		"checks.BICError":            input(&checks.BICError{Reason: checks.Letters}),
		"checks.BICError length":     input(&checks.BICError{Reason: checks.Length}),
		"checks.PhoneError":          input(&checks.PhoneError{Reason: checks.Letters}),
		"checks.PhoneError length":   input(&checks.PhoneError{Reason: checks.Length}),
		"checks.WebsiteError":        input(&checks.WebsiteError{Reason: checks.WebsiteHost}),
		"checks.WebsiteError signs":  input(&checks.WebsiteError{Reason: checks.WebsiteCharacters}),
		"checks.WebsiteError scheme": input(&checks.WebsiteError{Reason: checks.WebsiteScheme}),
		"checks.WebsiteError user":   input(&checks.WebsiteError{Reason: checks.WebsiteUser}),
		"checks.WebsiteError length": input(&checks.WebsiteError{Reason: checks.WebsiteLength}),
		"access.ErrTampered":         access.ErrTampered, "access.ErrNotEmpty": access.ErrNotEmpty,
		"access.ErrInput": input(access.ErrOdd), "access.ErrOdd": input(access.ErrOdd),
		"access.ErrEmpty": input(access.ErrEmpty), "access.ErrLong": input(access.ErrLong),
		"access.WrongError": &access.WrongError{Left: 3}, "access.WrongError wait": &access.WrongError{Wait: 30 * time.Second},
		"access.WrongError code": &access.WrongError{Code: true, Left: 1}, "access.WrongError here": &access.WrongError{Code: true},
		"access.WrongError code wait": &access.WrongError{Code: true, Wait: time.Minute},
		"access.LockedError":          &access.LockedError{Wait: time.Second},
		"access.ShortError":           input(&access.ShortError{Least: 15}),
		"access.ClockError":           &access.ClockError{Behind: time.Hour}, "access.ClockError fast": &access.ClockError{Deviation: time.Hour},
		"access.ClockError slow": &access.ClockError{Deviation: -time.Minute}, "access.ClockError relearnt": &access.ClockError{Relearnt: true},
		"access.OlderError":          &access.OlderError{Seen: doorStart},
		"access.LineError":           &access.LineError{Seq: 11, Err: access.ErrTampered},
		"access.InputError":          input(access.ErrOdd),
		"checks.EmailError":          input(&checks.EmailError{}),
		"checks.NumberError":         input(&checks.NumberError{Reason: checks.Country}),
		"checks.NumberError length":  input(&checks.NumberError{Reason: checks.Length}),
		"checks.NumberError letters": input(&checks.NumberError{Reason: checks.Letters}),
		"checks.NumberError digit":   input(&checks.NumberError{Reason: checks.CheckDigit}),
	}
}

// sameSentence are those that may share one: a choice that is none.
var sameSentence = regexp.MustCompile(`^access\.(ErrInput|ErrOdd|InputError|ErrEmpty|MissingError)$`)

// onlyMistakes are errors of the storage that only a mistake in this program, or
// another build of its driver, can cause: they are unexpected.
const onlyMistakes = "ErrNotFound ErrConflict ErrInvalid ErrReadTx ErrSettings ErrCSVSeparator ErrCSVColumns"

// declared gives the exported error variables and types of a file's package.
func declared(t *testing.T, folder string) (names []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatal(folder, err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncDecl:
				return false
			case *ast.ValueSpec:
				for _, id := range n.Names {
					if strings.HasPrefix(id.Name, "Err") {
						names = append(names, id.Name)
					}
				}
			case *ast.TypeSpec:
				if strings.HasSuffix(n.Name.Name, "Error") && n.Name.IsExported() {
					names = append(names, n.Name.Name)
				}
			}
			return true
		})
	}
	return names
}

func TestDeskKnowsEveryError(t *testing.T) {
	known := explained()
	for _, p := range []string{"app", "access", "checks"} {
		folder := map[string]string{"app": "../app", "access": "../app/access", "checks": "../app/checks"}[p]
		for _, name := range declared(t, folder) {
			if known[p+"."+name] == nil && !slices.Contains(strings.Fields(onlyMistakes), name) {
				t.Errorf("%s.%s is not explained", p, name)
			}
		}
	}
	for _, name := range declared(t, "../data") {
		if known["app."+name] == nil && !slices.Contains(strings.Fields(onlyMistakes), name) {
			t.Errorf("data.%s reaches nobody: it stands neither in app nor among the mistakes", name)
		}
	}
}

// deskExplainer is the desk's own, in a language, with its log.
func deskExplainer(t *testing.T, lang string) (explainer, *bytes.Buffer) {
	t.Helper()
	words, err := NewWords(assets.Translation, assets.Languages(), lang)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	return explainer{t: words.T, date: words.DateTime, log: slog.New(slog.NewTextHandler(&log, nil))}, &log
}

func TestDeskExplainsEveryError(t *testing.T) {
	for _, lang := range assets.Languages() {
		e, log := deskExplainer(t, lang)
		said := map[string]string{}
		for _, name := range slices.Sorted(maps.Keys(explained())) {
			err := explained()[name]
			text := e.explain(err)
			if text == "" || strings.ContainsAny(text, "⟦{<") || strings.Contains(text, "no value") {
				t.Errorf("%s: %s is said as %q", lang, name, text)
			}
			for _, wrapped := range []error{fmt.Errorf("save: %w", fmt.Errorf("write: %w", err)), errors.Join(errors.New("close"), err)} {
				if again := e.explain(wrapped); again != text {
					t.Errorf("%s: %s wrapped is said as %q, plain as %q", lang, name, again, text)
				}
			}
			if other, twice := said[text]; twice && !(sameSentence.MatchString(name) && sameSentence.MatchString(other)) {
				t.Errorf("%s: %s and %s are both said as %q", lang, name, other, text)
			}
			said[text] = name
		}
		if log.Len() != 0 {
			t.Errorf("%s: what is expected stands in the log:\n%s", lang, log)
		}
	}
}

func TestDeskGivesAReferenceForTheUnexpected(t *testing.T) {
	secret := "/home/margaux/Bedrijf & Zonen.trousseau"
	for _, lang := range assets.Languages() {
		e, log := deskExplainer(t, lang)
		for name, err := range map[string]error{
			"plain":    errors.New("access: draw seed"),
			"panic":    fmt.Errorf("%w in somewhere:12", kit.ErrPanic),
			"canceled": context.Canceled,
			"path":     fmt.Errorf("access: read anchor: %w", &fs.PathError{Op: "read", Path: secret, Err: fs.ErrInvalid}),
			"link":     fmt.Errorf("access: write anchor: %w", &os.LinkError{Op: "rename", Old: secret, New: secret + "2", Err: fs.ErrInvalid}),
			"joined":   errors.Join(errors.New("one"), &fs.PathError{Op: "close", Path: secret, Err: fs.ErrClosed}),
			"two": errors.Join(&fs.PathError{Op: "open", Path: secret, Err: fs.ErrInvalid},
				fmt.Errorf("again: %w", &fs.PathError{Op: "open", Path: secret + ".backups", Err: fs.ErrInvalid})),
		} {
			log.Reset()
			text := e.explain(err)
			ref := regexp.MustCompile(`\b[0-9a-f]{6}\b`).FindString(text)
			if ref == "" || !strings.Contains(log.String(), "ref="+ref) || strings.Count(log.String(), "\n") != 1 {
				t.Errorf("%s: %s: said %q, logged %q", lang, name, text, log)
			}
			if again := e.explain(err); again == text {
				t.Errorf("%s: %s: two happenings have one reference", lang, name)
			}
			for _, value := range []string{"margaux", "Bedrijf"} {
				if strings.Contains(log.String(), value) || strings.Contains(text, value) {
					t.Errorf("%s: %s: a value is told: %q, logged %q", lang, name, text, log)
				}
			}
			if strings.Contains(text, "⟦") || strings.Contains(text, err.Error()) {
				t.Errorf("%s: %s is said as %q", lang, name, text)
			}
		}
	}
}

// What this computer remembers of the company can be neither read nor written:
// the door opens, and the person is told both.
func TestDeskTellsALostMemory(t *testing.T) {
	d := newDeskTest(t)
	d.found(false)
	anchors, err := filepath.Glob(filepath.Join(d.options().Access.State, "*.anchor"))
	if err != nil || len(anchors) != 1 {
		t.Fatal(anchors, err)
	}
	d.must(os.Remove(anchors[0]))
	d.must(os.Mkdir(anchors[0], 0o700))
	d.run()
	d.signIn()
	d.want(winMain, "C’est la première fois que ce PC voit cette entreprise")
	d.want(winMain, "n’a pas pu retenir l’état du fichier")
}
