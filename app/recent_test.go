package app_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

// paths are those of a list, the missing ones marked.
func paths(list []app.RecentFile) (out []string) {
	for _, f := range list {
		name := filepath.Base(f.Path)
		if f.Missing {
			name += " missing"
		}
		out = append(out, name)
	}
	return out
}

// Files opened before are remembered by their path, the newest first, without a word
// of what is in them; one that is gone is told, one that is forgotten is not.
func TestRecentFiles(t *testing.T) {
	dir := t.TempDir()
	state := filepath.Join(dir, "state")
	file := func(name string) string { return filepath.Join(dir, name) }
	for _, name := range []string{"a", "b", "c"} {
		f, err := data.Create(t.Context(), file(name), data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
	options := app.Options{File: file("none"), Access: access.Options{State: state, KDF: keystest.KDF{}}}
	a, err := app.Open(t.Context(), options)
	if err != nil || len(a.Recent()) != 0 {
		t.Fatal("a file that is not there was remembered", err)
	}
	defer func() { a.Close() }()
	for _, name := range []string{"a", "b", "c", "a"} {
		if err := a.Other(t.Context(), file(name)); err != nil {
			t.Fatal(err)
		}
	}
	if got := paths(a.Recent()); !slices.Equal(got, []string{"a", "c", "b"}) {
		t.Fatal(got)
	}
	if err := a.Other(t.Context(), file("nothing")); err == nil || len(a.Recent()) != 3 {
		t.Fatal("a file that did not open was remembered", err)
	}
	if err := os.Remove(file("c")); err != nil {
		t.Fatal(err)
	}
	if got := paths(a.Recent()); !slices.Equal(got, []string{"a", "c missing", "b"}) {
		t.Fatal(got)
	}
	if err := a.Forget(file("c")); err != nil {
		t.Fatal(err)
	}
	if err := a.Forget(file("nothing")); err != nil {
		t.Fatal(err)
	}
	if got := paths(a.Recent()); !slices.Equal(got, []string{"a", "b"}) {
		t.Fatal(got)
	}
	list := filepath.Join(state, "recent.json")
	info, err := os.Stat(list)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info.Mode(), err)
	}
	if left, err := filepath.Glob(filepath.Join(state, ".recent-*")); len(left) > 0 || err != nil {
		t.Error(left, err)
	}
	for name, content := range map[string]string{"nonsense": "{", "another list": `{"files":["relative","` + file("b") + `"]}`, "endless": strings.Repeat(" ", 300<<10)} {
		if err := os.WriteFile(list, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := paths(a.Recent()); name == "another list" && !slices.Equal(got, []string{"b"}) || name != "another list" && len(got) > 0 {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// The list stays short, and one that cannot be written keeps no file shut.
func TestRecentFilesAreBounded(t *testing.T) {
	dir := t.TempDir()
	state := filepath.Join(dir, "state")
	a, err := app.Open(t.Context(), app.Options{File: filepath.Join(dir, "none"), Access: access.Options{State: state, KDF: keystest.KDF{}}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { a.Close() }()
	open := func(i int) {
		t.Helper()
		path := filepath.Join(dir, fmt.Sprint(i))
		f, err := data.Create(t.Context(), path, data.Options{})
		if err != nil {
			t.Fatal(err)
		}
		f.Close()
		if err := a.Other(t.Context(), path); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 22 {
		open(i)
	}
	if got := paths(a.Recent()); len(got) != 20 || got[0] != "21" || got[19] != "2" {
		t.Fatal(got)
	}
	if err := os.RemoveAll(state); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(state, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	open(22)
	if len(a.Recent()) != 0 {
		t.Error(a.Recent())
	}
}
