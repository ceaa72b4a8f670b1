package data

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// fresh gives the schema that the migrations themselves make.
func fresh(t testing.TB, h history) []Object {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fresh")
	db := dial{path: path, busy: 1e9, mode: making}.open(1)
	if err := makeEmpty(path); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { noError(t, db.Close()) })
	ctx := context.Background()
	noError(t, h.migrate(ctx, db, Options{}.step))
	got, err := objects(ctx, db)
	noError(t, err)
	return got
}

func TestExpectedIsWhatAFreshMigrationGives(t *testing.T) {
	for version := 1; version <= latest; version++ {
		got := fresh(t, upTo(version))
		if slices.Equal(got, Expected(version)) {
			continue
		}
		var source strings.Builder
		for _, o := range got {
			fmt.Fprintf(&source, "\t\t{%q, %q, %q, %q},\n", o.Type, o.Name, o.Table, o.Sum)
		}
		t.Errorf("expected%d should list:\n%s", version, source.String())
	}
}

func TestExpectedKnowsOnlyItsVersions(t *testing.T) {
	for _, v := range []int{-1, 0, latest + 1} {
		if Expected(v) != nil {
			t.Errorf("version %d has a schema", v)
		}
	}
}

func TestCompare(t *testing.T) {
	a := Object{"table", "a", "a", "1"}
	b := Object{"index", "b", "a", "2"}
	for _, c := range []struct {
		name        string
		found, want []Object
		says        string
	}{
		{"same", []Object{a, b}, []Object{a, b}, ""},
		{"other order", []Object{b, a}, []Object{a, b}, ""},
		{"planted", []Object{a, b, {"trigger", "t", "a", "3"}}, []Object{a, b}, `unknown "trigger" "t"`},
		{"missing", []Object{a}, []Object{a, b}, "missing index b"},
		{"other text", []Object{{"table", "a", "a", "9"}, b}, []Object{a, b}, "changed table a"},
		{"other table", []Object{a, {"index", "b", "c", "2"}}, []Object{a, b}, "changed index b"},
		{"twice", []Object{a, b, b}, []Object{a, b}, "twice"},
		{"hostile name", []Object{{"view", strings.Repeat("x\n", 90), "a", "3"}}, nil, `x\n…"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := compare(c.found, c.want)
			if c.says == "" {
				noError(t, err)
				return
			}
			if !errors.Is(err, ErrSchema) || !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}
