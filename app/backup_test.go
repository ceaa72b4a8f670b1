package app_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"trousseau/app"
	"trousseau/app/access"
)

const (
	ownerEmail    = "margaux@bedrijf-zonen.be"
	ownerPassword = "Vogo7-tizRe-kulma-9Q"
)

// shop is one founded file on one computer, with a clock that the test moves.
type shop struct {
	t   *testing.T
	o   app.Options
	now time.Time
	a   *app.App
	s   *access.Session
	kit access.Kit
}

func newShop(t *testing.T, path string) *shop {
	t.Helper()
	x := &shop{t: t, o: options(path), now: closing}
	x.o.Access.Clock = func() time.Time { return x.now }
	x.a = must(app.Open(t.Context(), x.o))(t)
	t.Cleanup(func() { _ = x.a.Close() }) // the test may have closed it
	f := must(founding(x.a))(t)
	x.kit = f.Kit
	x.s = must(x.a.Found(t.Context(), f))(t)
	return x
}

func theShop(t *testing.T) *shop {
	return newShop(t, filepath.Join(t.TempDir(), "shop.trousseau"))
}

func (x *shop) check(err error) {
	x.t.Helper()
	if err != nil {
		x.t.Fatal(err)
	}
}

func (x *shop) refused(err, want error) {
	x.t.Helper()
	if !errors.Is(err, want) {
		x.t.Fatalf("got error %v, want %v", err, want)
	}
}

// reopen ends the session and the file and begins anew, with a hook if there is one.
func (x *shop) reopen(hook func(string) error) {
	x.t.Helper()
	x.check(errors.Join(x.s.Close(x.t.Context()), x.a.Close()))
	if hook == nil {
		x.a = must(app.Open(x.t.Context(), x.o))(x.t)
	} else {
		x.a = must(app.Hooked(x.t.Context(), x.o, hook))(x.t)
	}
	x.s = must(x.enter())(x.t)
}

func (x *shop) enter() (*access.Session, error) {
	e, err := x.a.Door.Password(x.t.Context(), ownerEmail, ownerPassword)
	if err != nil {
		return nil, err
	}
	return e.Enter(x.t.Context())
}

func (x *shop) moveTo(city string) {
	x.t.Helper()
	was := must(x.s.Company(x.t.Context()))(x.t)
	c := was
	c.City = city
	x.check(x.s.ChangeCompany(x.t.Context(), was, c))
}

func (x *shop) city() string {
	x.t.Helper()
	return must(x.s.Company(x.t.Context()))(x.t).City
}

func (x *shop) backUp() app.Backup {
	x.t.Helper()
	return must(x.a.BackUp(x.t.Context(), x.s))(x.t)
}

// restore brings back what a preview shows.
func (x *shop) restore(old app.Backup) error {
	p, err := x.a.Preview(x.t.Context(), x.s, old.Path)
	if err != nil {
		return err
	}
	return x.a.Restore(x.t.Context(), x.s, old.Path, p)
}

func (x *shop) lines() int { return must(app.Check(x.t.Context(), x.o.File))(x.t).Lines }

// folder gives the names of everything among the copies.
func (x *shop) folder() (all []string) {
	x.t.Helper()
	entries, err := os.ReadDir(x.a.BackupFolder())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		x.t.Fatal(err)
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}

// whole opens and checks the file and every copy, and wants nothing else there.
func (x *shop) whole(copies int) {
	x.t.Helper()
	must(app.Check(x.t.Context(), x.o.File))(x.t)
	all := must(x.a.Backups())(x.t)
	if len(all) != copies || len(x.folder()) != copies {
		x.t.Fatalf("%d copies, want %d: %v", len(all), copies, x.folder())
	}
	for _, b := range all {
		must(app.Check(x.t.Context(), b.Path))(x.t)
	}
}

func TestThirtyBackupsAreKept(t *testing.T) {
	x := theShop(t)
	if x.a.BackupFolder() != filepath.Join(filepath.Dir(x.o.File), "backups") || must(x.a.Backups())(t) != nil {
		t.Fatal("copies before there are any")
	}
	before := x.lines()
	var made []app.Backup
	for range 35 {
		x.now = x.now.Add(time.Hour)
		made = append([]app.Backup{x.backUp()}, made...)
	}
	if got := must(x.a.Backups())(t); !slices.Equal(got, made[:app.KeptBackups]) {
		t.Errorf("%d copies: %v", len(got), got)
	}
	x.whole(app.KeptBackups)
	if n := x.lines(); n != before+35 {
		t.Errorf("%d lines of 35 copies", n-before)
	}
	if made[0].Made != x.now || filepath.Base(made[0].Path) != "shop-20261124-050203.trousseau" {
		t.Errorf("%+v", made[0])
	}
	x.check(x.s.Close(t.Context()))
	for _, s := range []*access.Session{nil, x.s} { // none, and one that ended
		must(x.a.BackUp(t.Context(), s))(t)
	}
	x.check(x.a.Close())
	_, err := x.a.BackUp(t.Context(), nil)
	x.refused(err, app.ErrNoFile)
}

func TestDailyBackup(t *testing.T) {
	x := theShop(t)
	for i, c := range []struct {
		pass time.Duration
		made bool
	}{{0, true}, {0, false}, {24*time.Hour - time.Second, false}, {time.Second, true}, {time.Second, false}, {72 * time.Hour, true}} {
		x.now = x.now.Add(c.pass)
		if made := must(x.a.BackUpDaily(t.Context(), x.s))(t); made != c.made {
			t.Errorf("step %d: made %v", i, made)
		}
	}
	x.whole(3)
	// A clock set back: a copy is made once, though newer ones are there; the
	// journal takes no line of such a time, and that is told.
	x.now = x.now.Add(-48 * time.Hour)
	made, err := x.a.BackUpDaily(t.Context(), x.s)
	var clock *access.ClockError
	if !made || !errors.Is(err, app.ErrUnrecorded) || !errors.As(err, &clock) {
		t.Fatal(made, err)
	}
	x.now = x.now.Add(time.Hour)
	if must(x.a.BackUpDaily(t.Context(), x.s))(t) {
		t.Error("a second copy within the hour")
	}
	x.whole(4)
}

// Two programs on one file at the same moment: a copy each at most, none in the
// other's way.
func TestTwoProgramsBackUpDaily(t *testing.T) {
	x := theShop(t)
	other := must(app.Open(t.Context(), x.o))(t)
	defer other.Close()
	done := make(chan error, 2)
	for a, s := range map[*app.App]*access.Session{x.a: x.s, other: nil} {
		go func() {
			_, err := a.BackUpDaily(t.Context(), s)
			done <- err
		}()
	}
	x.check(errors.Join(<-done, <-done))
	n := len(must(x.a.Backups())(t))
	if n < 1 || n > 2 {
		t.Errorf("%d copies", n)
	}
	x.whole(n)
}

// Copies from when the clock was ahead never push out the one just made.
func TestCopiesOfTheFutureStay(t *testing.T) {
	x := theShop(t)
	today := x.now
	for i := range app.KeptBackups {
		x.now = today.AddDate(1, 0, i)
		must(x.a.BackUp(t.Context(), nil))(t)
	}
	for i := range 3 {
		x.now = today.AddDate(0, 0, i)
		made := must(x.a.BackUp(t.Context(), nil))(t)
		if _, err := os.Stat(made.Path); err != nil {
			t.Fatal(err)
		}
	}
	x.whole(app.KeptBackups + 3)
}

func TestBackupsLieBesideTheFileBehindALink(t *testing.T) {
	x := theShop(t)
	link := filepath.Join(t.TempDir(), "desk.trousseau")
	if err := os.Symlink(x.o.File, link); err != nil {
		t.Skip("no links here:", err)
	}
	b := x.backUp()
	o := x.o
	o.File = link
	a := must(app.Open(t.Context(), o))(t)
	defer a.Close()
	if got := must(a.Backups())(t); !slices.Equal(got, []app.Backup{b}) {
		t.Errorf("behind the link: %v", got)
	}
}

// What killed programs left goes with the next copy.
func TestBackUpSweeps(t *testing.T) {
	x := theShop(t)
	x.backUp()
	left := filepath.Join(x.a.BackupFolder(), ".shop-20250101-000000.trousseau.new-1")
	x.check(os.WriteFile(left, []byte("half a copy"), 0o600))
	x.backUp()
	if _, err := os.Stat(left); err != nil {
		t.Error("somebody may still be writing it:", err)
	}
	x.check(os.Chtimes(left, time.Now().Add(-2*time.Hour), time.Now().Add(-2*time.Hour)))
	x.backUp()
	x.whole(3)
}
