package app_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"filippo.io/age"

	"trousseau/app"
	"trousseau/app/access"
)

// offSite makes an off-site copy in a folder of its own and gives its path.
func (x *shop) offSite() string {
	x.t.Helper()
	path := filepath.Join(x.t.TempDir(), "shop"+app.OffSiteExtension)
	x.check(x.a.OffSite(x.t.Context(), x.s, path))
	return path
}

// The copy for another place opens with Debian's age and what the kit prints,
// and the program takes the same bytes in.
func TestOffSiteOpensWithTheAgeTool(t *testing.T) {
	x := theShop(t)
	x.moveTo("Bruges")
	lines := x.lines()
	path := x.offSite()
	x.moveTo("Damme")
	if x.lines() != lines+2 {
		t.Errorf("%d lines", x.lines()-lines)
	}
	if others, err := os.ReadDir(filepath.Dir(path)); err != nil || len(others) != 1 || len(x.folder()) != 0 {
		t.Errorf("left behind: %v %v %v", others, x.folder(), err)
	}
	x.now = x.now.Add(100 * time.Hour)
	b := must(x.a.FromOffSite(t.Context(), path, x.kit.Code()))(t)
	if !b.Made.Equal(x.now.Add(-100 * time.Hour)) { // as old as what is in it: a daily copy is still due
		t.Errorf("made %v", b.Made)
	}
	x.whole(1)
	d := must(x.a.Drill(t.Context(), x.s, b))(t)
	if d.Report.Lines != lines || len(d.Preview.Fields) != 1 || d.Preview.Fields[0].Then != "Bruges" {
		t.Errorf("%+v", d)
	}
	sealed, plain := must(os.ReadFile(path))(t), must(os.ReadFile(b.Path))(t)
	for _, clear := range [][]byte{[]byte("SQLite format 3"), plain[4096:4128]} {
		if bytes.Contains(sealed, clear) {
			t.Error("the copy stands in the age file in clear")
		}
	}
	tool, err := exec.LookPath("age")
	if err != nil {
		t.Skip("the age tool is not installed; the copy was opened by this program alone")
	}
	identity := filepath.Join(t.TempDir(), "identity")
	x.check(os.WriteFile(identity, []byte(must(x.kit.Identity())(t)+"\n"), 0o600))
	out := filepath.Join(t.TempDir(), "out.trousseau")
	if said, err := exec.Command(tool, "-d", "-i", identity, "-o", out, path).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	if !bytes.Equal(must(os.ReadFile(out))(t), plain) {
		t.Error("age gives other bytes than the program")
	}
	if r := must(app.Check(t.Context(), out))(t); r != d.Report {
		t.Errorf("%+v", r)
	}
}

// The age tool can also seal a copy to the kit, and the program takes it.
func TestFromOffSiteOfTheAgeTool(t *testing.T) {
	tool, err := exec.LookPath("age")
	if err != nil {
		t.Skip("the age tool is not installed")
	}
	x := theShop(t)
	b, path := x.backUp(), filepath.Join(t.TempDir(), "by hand.age")
	if said, err := exec.Command(tool, "-r", must(x.s.KitRecipient(t.Context()))(t), "-o", path, b.Path).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	got := must(x.a.FromOffSite(t.Context(), path, x.kit.QR()))(t)
	if !bytes.Equal(must(os.ReadFile(got.Path))(t), must(os.ReadFile(b.Path))(t)) {
		t.Error("other bytes")
	}
}

func TestOffSiteKits(t *testing.T) {
	x := theShop(t)
	first, older := x.kit, x.offSite()
	x.kit = must(x.s.BeginKit(t.Context(), ownerPassword))(t)
	x.check(x.s.RenewKit(t.Context(), x.kit))
	newer := x.offSite()
	_, err := x.a.FromOffSite(t.Context(), newer, first.Code())
	x.refused(err, app.ErrWrongKit)
	_, err = x.a.FromOffSite(t.Context(), older, x.kit.Code())
	x.refused(err, app.ErrWrongKit)
	for _, typed := range []string{"", "abc", x.kit.Code() + "A", "B" + x.kit.Code()[1:], "C" + x.kit.Code()[1:]} {
		if typed == x.kit.Code() {
			continue
		}
		var input *access.InputError
		if _, err = x.a.FromOffSite(t.Context(), newer, typed); !errors.As(err, &input) || input.Field != "kit" {
			t.Errorf("a mistyped kit: %v", err)
		}
	}
	x.whole(0)
	must(x.a.FromOffSite(t.Context(), older, first.Code()))(t) // an older kit opens what was sealed to it
	must(x.a.FromOffSite(t.Context(), newer, x.kit.Code()))(t)
	x.whole(2)
}

func TestOffSiteRefuses(t *testing.T) {
	x := theShop(t)
	path := x.offSite()
	text := must(os.ReadFile(path))(t)
	x.refused(x.a.OffSite(t.Context(), x.s, path), app.ErrExists)
	x.refused(x.a.OffSite(t.Context(), x.s, x.o.File), app.ErrExists)
	x.refused(x.a.OffSite(t.Context(), x.s, filepath.Join(t.TempDir(), "none", "shop.age")), app.ErrNoFolder)
	if !slices.Equal(must(os.ReadFile(path))(t), text) || len(x.folder()) != 0 {
		t.Error("a refused copy left something")
	}
	x.check(x.s.Close(t.Context()))
	away := t.TempDir()
	x.refused(x.a.OffSite(t.Context(), x.s, filepath.Join(away, "shop.age")), access.ErrEnded)
	x.check(x.a.Close())
	x.refused(x.a.OffSite(t.Context(), x.s, filepath.Join(away, "shop.age")), app.ErrNoFile)
	if left, err := os.ReadDir(away); err != nil || len(left) != 0 {
		t.Error(left, err)
	}
}

// What is no whole age file of ours is refused by an error that a window can
// tell, and nothing of it stays among the copies.
func TestFromOffSiteRefuses(t *testing.T) {
	x := theShop(t)
	text := must(os.ReadFile(x.offSite()))(t)
	path := filepath.Join(t.TempDir(), "other.age")
	take := func(content []byte) error {
		x.check(os.WriteFile(path, content, 0o600))
		_, err := x.a.FromOffSite(t.Context(), path, x.kit.Code())
		return err
	}
	header := bytes.Index(text, []byte("\n---")) + 50
	for _, n := range []int{0, 1, 20, 22, 60, header, header + 10, header + 16, header + 64<<10, len(text) / 2, len(text) - 17, len(text) - 1} {
		x.refused(take(text[:n]), app.ErrDamaged)
	}
	x.refused(take(append(slices.Clone(text), 0)), app.ErrDamaged)
	for at := 0; at < len(text); at += 1 + len(text)/97 {
		turned := slices.Clone(text)
		turned[at] ^= 4
		if err := take(turned); !errors.Is(err, app.ErrDamaged) && !(at < header && (errors.Is(err, app.ErrWrongKit) || errors.Is(err, app.ErrNotDatabase))) {
			t.Errorf("turned bit at %d: %v", at, err)
		}
	}
	x.refused(take([]byte("A letter, and a rather long one at that.")), app.ErrNotDatabase)
	var sealed bytes.Buffer
	w := must(age.Encrypt(&sealed, must(age.ParseX25519Recipient(must(x.s.KitRecipient(t.Context()))(t)))(t)))(t)
	must(w.Write([]byte("A letter that was sealed to the kit.")))(t)
	x.check(w.Close())
	x.refused(take(sealed.Bytes()), app.ErrNotDatabase)
	_, err := x.a.FromOffSite(t.Context(), t.TempDir(), x.kit.Code())
	x.refused(err, app.ErrIsFolder)
	_, err = x.a.FromOffSite(t.Context(), filepath.Join(t.TempDir(), "none"), x.kit.Code())
	x.refused(err, app.ErrNoFile)
	x.whole(0)
	x.check(take(text))
}

// A new computer: no file, only what lay elsewhere, the kit and the password.
func TestOffSiteOnANewComputer(t *testing.T) {
	x := theShop(t)
	x.moveTo("Bruges")
	path := x.offSite()
	n := &shop{t: t, o: options(filepath.Join(t.TempDir(), "new", "shop.trousseau")), now: x.now, kit: x.kit}
	n.o.Access.Clock = func() time.Time { return n.now }
	n.a = must(app.Open(t.Context(), n.o))(t)
	defer n.a.Close()
	b := must(n.a.FromOffSite(t.Context(), path, x.kit.Code()))(t)
	if aside := must(n.a.Replace(t.Context(), b.Path))(t); aside != "" {
		t.Errorf("something was put aside at %q", aside)
	}
	n.s = must(n.enter())(t)
	if n.city() != "Bruges" {
		t.Error(n.city())
	}
	n.whole(1)
}
