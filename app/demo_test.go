package app_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trousseau/app"
	"trousseau/app/access"
)

// temporary gives a temporary folder of its own to the demos of a test.
func temporary(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	t.Setenv("TMP", folder) // Windows
	return folder
}

func demo(t *testing.T, o app.Options) *app.Demo {
	t.Helper()
	return must(app.NewDemo(t.Context(), o, app.DemoWords{Language: "fr", Terms: "Pain du jour, argent du jour."}))(t)
}

func inDemo(t *testing.T, d *app.Demo) *access.Session {
	t.Helper()
	e := must(d.Program.Door.Password(t.Context(), d.Email, d.Password))(t)
	return must(e.Enter(t.Context()))(t)
}

func wantEmpty(t *testing.T, folder string) {
	t.Helper()
	if all, err := os.ReadDir(folder); err != nil || len(all) != 0 {
		t.Errorf("left behind: %v, %v", all, err)
	}
}

// The demo can be signed in to, holds what a company holds in every tab, and
// leaves nothing: neither where it was, nor where the program would keep things.
func TestDemo(t *testing.T) {
	temp, own := temporary(t), t.TempDir()
	d := demo(t, options(filepath.Join(own, "never.trousseau")))
	s := inDemo(t, d)
	c := must(s.Company(t.Context()))(t)
	if c.Name != "Boulangerie Bedrijf & Zonen" || c.Street == "" || c.Phone == "" || c.Website == "" || c.Email == "" || c.Number == "" {
		t.Errorf("%+v", c)
	}
	if m := must(s.Money(t.Context()))(t); m.IBAN != "BE68539007547034" || m.BIC == "" {
		t.Errorf("%+v", m)
	}
	if must(s.Terms(t.Context()))(t) == "" || len(must(s.Logo(t.Context()))(t)) == 0 {
		t.Error("no terms, or no logo")
	}
	if n := len(must(d.Program.Backups())(t)); n != 2 {
		t.Errorf("%d copies", n)
	}
	if n := len(s.SignIns()); n != 5 {
		t.Errorf("%d sign-ins", n)
	}
	news := must(s.News(t.Context()))(t)
	if len(news) != 1 || news[0].Kind != access.NewsLock {
		t.Errorf("news: %v", news)
	}
	if o := must(s.Overview(t.Context()))(t); !o.Owner || s.Duty() != access.NoDuty {
		t.Errorf("%+v, duty %v", o, s.Duty())
	}
	d.Log.Error("unexpected")
	for _, err := range []error{s.Close(t.Context()), d.Close()} {
		if err != nil {
			t.Error(err)
		}
	}
	wantEmpty(t, temp)
	wantEmpty(t, own)
}

// The past of the demo lies by the injected clock, and ends with it.
func TestDemoGoesByTheClock(t *testing.T) {
	temporary(t)
	now := time.Date(2031, 3, 1, 9, 0, 0, 0, time.UTC)
	o := options(filepath.Join(t.TempDir(), "never.trousseau"))
	o.Access.Clock = func() time.Time { return now }
	d := demo(t, o)
	defer func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}()
	s := inDemo(t, d)
	defer s.Close(t.Context()) //nolint:errcheck // the demo goes
	var days []int
	for _, at := range s.SignIns() {
		days = append(days, int(now.Sub(at.Time)/(24*time.Hour)))
	}
	if len(days) != 5 || days[0] != 0 || days[1] != 1 || days[4] != 20 {
		t.Errorf("signed in %v days ago", days)
	}
	if made := must(d.Program.Backups())(t)[0].Made; now.Sub(made) != 24*time.Hour {
		t.Errorf("newest copy of %v", made)
	}
}

// Two demos at once have nothing in common.
func TestTwoDemos(t *testing.T) {
	temp := temporary(t)
	one, two := demo(t, options("never")), demo(t, options("never"))
	if filepath.Dir(one.Program.Path()) == filepath.Dir(two.Program.Path()) {
		t.Error("they share a folder")
	}
	if info, err := os.Stat(filepath.Dir(one.Program.Path())); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := one.Close(); err != nil {
		t.Error(err)
	}
	s := inDemo(t, two)
	if err := errors.Join(s.Close(t.Context()), two.Close()); err != nil {
		t.Error(err)
	}
	wantEmpty(t, temp)
}

// A killed demo goes after a day; one that is still looked at, a young one and
// what is not ours stay.
func TestDemosAreSwept(t *testing.T) {
	temp := temporary(t)
	old := time.Now().Add(-25 * time.Hour)
	age := func(path string, when time.Time) {
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
	}
	for name, when := range map[string]time.Time{"trousseau-demo-1": old, "trousseau-demo-2": time.Now().Add(-23 * time.Hour),
		"trousseau-demo-mine": old, "other-demo-3": old} {
		path := filepath.Join(temp, name)
		if err := errors.Join(os.Mkdir(path, 0o700), os.WriteFile(filepath.Join(path, "bedrijf-zonen.trousseau"), []byte("x"), 0o600)); err != nil {
			t.Fatal(err)
		}
		age(path, when)
	}
	kept := filepath.Join(t.TempDir(), "trousseau-demo-7")
	if err := errors.Join(os.Mkdir(kept, 0o700), os.Symlink(kept, filepath.Join(temp, "trousseau-demo-8"))); err != nil {
		t.Fatal(err)
	}
	age(kept, old)
	long := demo(t, options("never")) // somebody looks at it for days
	age(filepath.Dir(long.Program.Path()), old)
	if err := demo(t, options("never")).Close(); err != nil {
		t.Error(err)
	}
	for name, stays := range map[string]bool{"trousseau-demo-1": false, "trousseau-demo-2": true, "trousseau-demo-mine": true,
		"other-demo-3": true, "trousseau-demo-8": true, filepath.Base(filepath.Dir(long.Program.Path())): true} {
		if _, err := os.Stat(filepath.Join(temp, name)); (err == nil) != stays {
			t.Errorf("%s: %v, want there: %v", name, err, stays)
		}
	}
	if err := errors.Join(inDemo(t, long).Close(t.Context()), long.Close()); err != nil {
		t.Error(err)
	}
}

// Without a usable temporary folder there is no demo, and nothing of one.
func TestDemoNeedsATemporaryFolder(t *testing.T) {
	temp := temporary(t)
	t.Setenv("TMPDIR", filepath.Join(temp, "gone"))
	if _, err := app.NewDemo(t.Context(), options("never"), app.DemoWords{Language: "fr"}); !errors.Is(err, app.ErrNoTemp) {
		t.Error(err)
	} else if strings.Contains(err.Error(), temp) {
		t.Error("the error names the folder:", err)
	}
	file := filepath.Join(temp, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TMPDIR", file)
	if _, err := app.NewDemo(t.Context(), options("never"), app.DemoWords{Language: "fr"}); !errors.Is(err, app.ErrNoTemp) {
		t.Error(err)
	}
}

// A demo that is given up while it is being made leaves nothing.
func TestDemoGivenUp(t *testing.T) {
	temp := temporary(t)
	ctx, cancel := context.WithCancel(t.Context())
	o := options("never")
	asked := 0
	o.Access.Clock = func() time.Time {
		if asked++; asked == 20 { // somewhere in the middle
			cancel()
		}
		return time.Now()
	}
	if _, err := app.NewDemo(ctx, o, app.DemoWords{Language: "fr"}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v after %d looks at the clock", err, asked)
	}
	wantEmpty(t, temp)
	if _, err := os.Stat("never"); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the program's own file:", err)
	}
}

// BenchmarkDemo is how long a person waits for the demo, with the costs of a real
// file; it has to stay well below three seconds.
func BenchmarkDemo(b *testing.B) {
	b.Setenv("TMPDIR", b.TempDir())
	o := options("never")
	o.Access.KDF = nil
	for b.Loop() {
		d, err := app.NewDemo(b.Context(), o, app.DemoWords{Language: "fr"})
		if err != nil {
			b.Fatal(err)
		}
		if err := d.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
