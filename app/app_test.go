package app_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

// childEnv starts this test program again as the program that is killed.
const childEnv = "TROUSSEAU_CHILD"

func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		child(path)
		return
	}
	os.Exit(m.Run())
}

func options(path string) app.Options {
	return app.Options{File: path, Access: access.Options{State: filepath.Join(filepath.Dir(path), "state"), KDF: keystest.KDF{}}}
}

func founding(a *app.App) (access.Founding, error) {
	kit, err := a.Setup.NewKit()
	return access.Founding{Kit: kit, Screen: access.Screen{Language: "fr", Theme: "light", Scale: 100},
		Company: access.Company{Name: "Bedrijf & Zonen", Country: "BE", Language: "fr", Color: "#9A4A2C"},
		Owner: access.Owner{First: "Margaux", Last: "Bedrijf", Email: "margaux@bedrijf-zonen.be", Password: "Vogo7-tizRe-kulma-9Q",
			Consent: true}}, err
}

// child founds a company and says so, unless it is killed before.
func child(path string) {
	a, err := app.Open(context.Background(), options(path))
	if err == nil {
		var f access.Founding
		if f, err = founding(a); err == nil {
			fmt.Println("begun")
			_, err = a.Found(context.Background(), f)
		}
	}
	if err != nil {
		fmt.Println("child failed:", err)
		os.Exit(3)
	}
	fmt.Println("founded")
	_, _ = os.Stdin.Read(make([]byte, 1)) // until the kill
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestFirstRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "shop.trousseau")
	a := must(app.Open(t.Context(), options(path)))(t)
	if a.Door != nil || !must(a.Empty(t.Context()))(t) || a.Name() != "shop.trousseau" || a.Path() != path {
		t.Fatal("a missing file is a first run")
	}
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("opening made something:", err)
	}
	f := must(founding(a))(t)
	f.Owner.Password = "short"
	if _, err := a.Found(t.Context(), f); !errors.Is(err, access.ErrInput) {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("a refused founding made a file:", err)
	}
	s := must(a.Found(t.Context(), must(founding(a))(t)))(t)
	if must(a.Empty(t.Context()))(t) {
		t.Fatal("empty after the founding")
	}
	if err := errors.Join(s.Close(t.Context()), a.Close(), a.Close()); err != nil {
		t.Fatal(err)
	}
	r := must(app.Check(t.Context(), path))(t)
	if r.Companies != 1 || r.Accounts != 1 || r.Lines != 2 || r.Schema != 4 {
		t.Fatalf("%+v", r)
	}
	a = must(app.Open(t.Context(), options(path)))(t)
	defer a.Close()
	if a.Door == nil {
		t.Fatal("an existing file has a door")
	}
	e := must(a.Door.Password(t.Context(), "margaux@bedrijf-zonen.be", "Vogo7-tizRe-kulma-9Q"))(t)
	must(e.Enter(t.Context()))(t)
}

func TestOtherFiles(t *testing.T) {
	dir := t.TempDir()
	first, second := filepath.Join(dir, "first.trousseau"), filepath.Join(dir, "second.trousseau")
	for _, path := range []string{first, second} {
		a := must(app.Open(t.Context(), options(path)))(t)
		must(a.Found(t.Context(), must(founding(a))(t)))(t)
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
	}
	a := must(app.Open(t.Context(), options(first)))(t)
	defer a.Close()
	door := a.Door
	rubbish := filepath.Join(dir, "rubbish.trousseau")
	if err := os.WriteFile(rubbish, []byte("no database at all, but long enough to be looked at"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]error{rubbish: app.ErrNotDatabase, filepath.Join(dir, "none"): app.ErrNoFile,
		filepath.Join(dir, "no", "folder"): app.ErrNoFolder, dir: app.ErrIsFolder} {
		if err := a.Other(t.Context(), path); !errors.Is(err, want) || a.Door != door || a.Path() != first {
			t.Errorf("%v, want %v; the file in use must stay", err, want)
		}
	}
	if err := a.Other(t.Context(), second); err != nil || a.Path() != second || a.Door == door {
		t.Fatal(err)
	}
	if err := a.At(first); !errors.Is(err, app.ErrExists) || a.Path() != second {
		t.Fatal("a new file over an existing one:", err)
	}
	third := filepath.Join(dir, "third.trousseau")
	if err := a.At(third); err != nil || a.Door != nil || !must(a.Empty(t.Context()))(t) {
		t.Fatal(err)
	}
	must(a.Found(t.Context(), must(founding(a))(t)))(t)
	if _, err := app.Open(t.Context(), options(rubbish)); !errors.Is(err, app.ErrNotDatabase) {
		t.Fatal(err)
	}
	if _, err := app.Check(t.Context(), rubbish); !errors.Is(err, app.ErrNotDatabase) {
		t.Fatal(err)
	}
}

// Two programs that found at the same time: one company, the other is told.
func TestFoundingTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shop.trousseau")
	a, b := must(app.Open(t.Context(), options(path)))(t), must(app.Open(t.Context(), options(path)))(t)
	defer a.Close()
	defer b.Close()
	must(a.Found(t.Context(), must(founding(a))(t)))(t)
	_, err := b.Found(t.Context(), must(founding(b))(t))
	if !errors.Is(err, app.ErrExists) && !errors.Is(err, access.ErrNotEmpty) {
		t.Fatal(err)
	}
	if r := must(app.Check(t.Context(), path))(t); r.Companies != 1 {
		t.Fatalf("%+v", r)
	}
}

// A program killed right after the word "founded" has founded; a start after a
// kill at any other moment finds a first run or the whole company.
func TestKilledFounding(t *testing.T) {
	rounds, whole := 6, 0
	for i := range rounds {
		path := filepath.Join(t.TempDir(), "shop.trousseau")
		self := must(os.Executable())(t)
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), childEnv+"="+path)
		out := must(cmd.StdoutPipe())(t)
		_ = must(cmd.StdinPipe())(t)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var said string
		for until := []string{"begun\n", "begun\nfounded\n"}[i%2]; len(said) < len(until); {
			b := make([]byte, 64)
			n, err := out.Read(b)
			if said += string(b[:n]); err != nil {
				t.Fatalf("child said %q: %v", said, err)
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // "killed" is what was wanted
		a := must(app.Open(t.Context(), options(path)))(t)
		if must(a.Empty(t.Context()))(t) {
			if said == "begun\nfounded\n" {
				t.Fatal("an acknowledged company is gone")
			}
			must(a.Found(t.Context(), must(founding(a))(t)))(t)
		} else {
			whole++
		}
		e := must(a.Door.Password(t.Context(), "margaux@bedrijf-zonen.be", "Vogo7-tizRe-kulma-9Q"))(t)
		must(e.Enter(t.Context()))(t)
		if err := a.Close(); err != nil {
			t.Fatal(err)
		}
		must(app.Check(t.Context(), path))(t)
	}
	t.Logf("%d kills in a founding: %d times whole, %d times absent and founded anew", rounds, whole, rounds-whole)
}

// What windows match is what the storage tells.
func TestErrorsAreTheStoragesOwn(t *testing.T) {
	if !errors.Is(app.ErrNewer, data.ErrNewer) || !errors.Is(app.ErrBusy, data.ErrBusy) {
		t.Fatal("another error than the storage's")
	}
}
