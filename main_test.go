package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"trousseau/app/access"
	"trousseau/app/keys/keystest"
	"trousseau/data"
)

// playEnv makes this test program play the product: main with the arguments given.
const playEnv = "TROUSSEAU_PLAY"

func TestMain(m *testing.M) {
	if os.Getenv(playEnv) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// play runs the program as a shell would, without a display, and gives its exit code and what it said.
func play(t *testing.T, env []string, args ...string) (code int, said, complained string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(self, args...)
	command.Env = append([]string{playEnv + "=1", "HOME=" + t.TempDir(), "PATH=/usr/bin:/bin", "LANG=en_US.UTF-8"}, env...)
	var out, problems bytes.Buffer
	command.Stdout, command.Stderr = &out, &problems
	var ended *exec.ExitError
	if err := command.Run(); err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return command.ProcessState.ExitCode(), out.String(), problems.String()
}

// wantRefused fails unless the program ended with status 1 and one plain line that says want.
func wantRefused(t *testing.T, code int, said, complained, want string) {
	t.Helper()
	if code != 1 || said != "" {
		t.Errorf("exit code %d after %q, want 1 and nothing", code, said)
	}
	if strings.Count(complained, "\n") != 1 || !strings.HasPrefix(complained, "trousseau: ") || !strings.Contains(complained, want) {
		t.Errorf("not one plain line that says %q:\n%s", want, complained)
	}
	for _, odd := range []string{"panic", "goroutine", ".go:", "%!"} {
		if strings.Contains(complained, odd) {
			t.Errorf("no sentence for people:\n%s", complained)
		}
	}
}

// aCompany founds a company and gives the file with the bytes of its first statement.
func aCompany(t *testing.T) (path string, statement []byte) {
	t.Helper()
	ctx := context.Background()
	path = filepath.Join(t.TempDir(), "shop.trousseau")
	file, err := data.Create(ctx, path, data.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := access.Options{State: t.TempDir(), KDF: keystest.KDF{}}
	kit, err := access.NewSetup(o).NewKit()
	if err != nil {
		t.Fatal(err)
	}
	s, err := access.New(file, o).Found(ctx, access.Founding{
		Company: access.Company{Name: "Bedrijf & Zonen", Country: "BE", Language: "fr", Color: "#9A4A2C"},
		Owner:   access.Owner{First: "Margaux", Last: "Bedrijf", Email: "margaux@bedrijf-zonen.be", Password: "Vogo7-tizRe-kulma-9Q", Consent: true},
		Screen:  access.Screen{Language: "fr", Theme: "light", Scale: 100}, Kit: kit,
	})
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(s.Close(ctx), file.Read(ctx, func(tx *data.Tx) error {
		heads, err := tx.Heads()
		if err != nil {
			return err
		}
		all, err := tx.Statements(heads[0].Company, 0)
		if err == nil {
			statement = all[0].Body
		}
		return err
	}), file.Close())
	if err != nil {
		t.Fatal(err)
	}
	return path, statement
}

// A whole file is told in one line; the first fault of a damaged one in another, with status 1, and nothing is mended.
func TestCheckByCommandLine(t *testing.T) {
	path, statement := aCompany(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if code, said, complained := play(t, nil, "check", "--file", path); code != 0 || complained != "" ||
		!strings.HasPrefix(said, "shop.trousseau: whole. ") || strings.Count(said, "\n") != 1 {
		t.Fatalf("a whole file: exit code %d, %q, %q", code, said, complained)
	}
	at := bytes.Index(whole, statement[:64])
	if at < 0 {
		t.Fatal("the statement is not where it could be damaged")
	}
	for name, c := range map[string]struct {
		damage func(b []byte) []byte
		says   string
	}{
		"a byte of a statement": {func(b []byte) []byte { b[at+40] ^= 1; return b }, "statements"},
		"a page of zeros":       {func(b []byte) []byte { copy(b[4096:8192], make([]byte, 4096)); return b }, "shop.trousseau"},
		"cut in the middle":     {func(b []byte) []byte { return b[:len(b)/2] }, "shop.trousseau"},
		"no database":           {func([]byte) []byte { return []byte(strings.Repeat("a letter to Joris\n", 500)) }, "shop.trousseau"},
	} {
		t.Run(name, func(t *testing.T) {
			damaged := c.damage(bytes.Clone(whole))
			path := filepath.Join(t.TempDir(), "shop.trousseau")
			if err := os.WriteFile(path, damaged, 0o600); err != nil {
				t.Fatal(err)
			}
			code, said, complained := play(t, nil, "check", "--file", path)
			wantRefused(t, code, said, complained, c.says)
			t.Log(complained)
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, damaged) {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
	code, said, complained := play(t, nil, "check", "--file", filepath.Join(t.TempDir(), "none.trousseau"))
	wantRefused(t, code, said, complained, "none.trousseau")
}

// The demo has no file of its own to open, says so, and touches nothing where it cannot be shown.
func TestDemoByCommandLine(t *testing.T) {
	code, said, complained := play(t, nil, "--demo", "--file", filepath.Join(t.TempDir(), "shop.trousseau"))
	wantRefused(t, code, said, complained, "--demo")
	temp, home := t.TempDir(), t.TempDir()
	code, said, complained = play(t, []string{"TMPDIR=" + temp, "HOME=" + home, "DISPLAY="}, "--demo")
	if runtime.GOOS == "linux" {
		wantRefused(t, code, said, complained, "display")
	}
	for _, folder := range []string{temp, home} {
		if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	}
	if _, said, _ := play(t, nil, "--help"); !strings.Contains(said, "--demo") {
		t.Errorf("the help does not name it:\n%s", said)
	}
}
