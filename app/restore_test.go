package app_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/data"
)

func TestDrillOfAWholeCopy(t *testing.T) {
	x := theShop(t)
	x.moveTo("Bruges")
	lines := x.lines()
	b := x.backUp()
	x.moveTo("Damme")
	d := must(x.a.Drill(t.Context(), x.s, b))(t)
	want := access.Preview{Company: "Bedrijf & Zonen", Made: x.now.UnixMilli(), Lines: 2,
		Fields: []access.FieldChange{{Table: "company", Field: "city", Now: "Damme", Then: "Bruges"}}}
	if d.Backup != b || d.Report.Lines != lines || d.Report.Companies != 1 || d.Report.Accounts != 1 || !reflect.DeepEqual(d.Preview, want) {
		t.Errorf("%+v", d)
	}
	if p := must(x.a.Preview(t.Context(), x.s, b.Path))(t); !reflect.DeepEqual(p, want) {
		t.Errorf("%+v", p)
	}
	x.whole(1)
}

// salt is that of the addresses in the file.
func (x *shop) salt() (salt []byte) {
	x.t.Helper()
	file := must(data.OpenReadOnly(x.t.Context(), x.o.File))(x.t)
	x.check(file.Read(x.t.Context(), func(tx *data.Tx) (err error) {
		salt, err = tx.Salt()
		return err
	}))
	x.check(file.Close())
	return salt
}

func TestDrillFindsTheFault(t *testing.T) {
	x := theShop(t)
	b := x.backUp()
	clean := must(x.a.Drill(t.Context(), x.s, b))(t)
	text := must(os.ReadFile(b.Path))(t)
	caught, harmless := 0, 0
	for at := 0; at < len(text); at += rounds(1171, 131) {
		turned := slices.Clone(text)
		turned[at] ^= 1 << (at % 8)
		x.check(os.WriteFile(b.Path, turned, 0o600))
		d, err := x.a.Drill(t.Context(), x.s, b)
		switch {
		case err != nil:
			caught++
		case reflect.DeepEqual(d, clean):
			harmless++ // empty space of a page, or the mark of the clock, which nothing binds
		default:
			t.Errorf("bit at %d: another company in silence: %+v", at, d)
		}
	}
	if caught == 0 {
		t.Error("no fault was found")
	}
	t.Logf("%d turned bits: %d found, %d in empty space, 0 silent", caught+harmless, caught, harmless)
	turned := slices.Clone(text)
	turned[bytes.Index(text, x.salt())] ^= 1 // no key covers it, and nobody signs in without it
	x.check(os.WriteFile(b.Path, turned, 0o600))
	_, err := x.a.Drill(t.Context(), x.s, b)
	x.refused(err, access.ErrTampered)
	for i := 4096; i < 3*4096; i++ {
		text[i] ^= 0xff
	}
	x.check(os.WriteFile(b.Path, text, 0o600))
	_, err = x.a.Drill(t.Context(), x.s, b)
	x.refused(err, app.ErrDamaged)
	x.check(os.Remove(b.Path))
	_, err = x.a.Drill(t.Context(), x.s, b)
	x.refused(err, app.ErrNoFile)
	other := theShop(t)
	_, err = x.a.Drill(t.Context(), x.s, other.backUp())
	x.refused(err, access.ErrTampered)
}

func TestRestoreBringsRowsBack(t *testing.T) {
	x := theShop(t)
	x.moveTo("Bruges")
	old := x.backUp()
	for range app.KeptBackups - 1 { // old is now the oldest of thirty
		x.now = x.now.Add(time.Hour)
		x.backUp()
	}
	x.moveTo("Damme")
	lines := x.lines()
	x.now = x.now.Add(time.Hour)
	x.check(x.restore(old))
	if x.city() != "Bruges" || x.lines() != lines+2 {
		t.Errorf("%s, %d lines", x.city(), x.lines()-lines)
	}
	x.whole(app.KeptBackups + 1) // old stays
	newest := must(x.a.Backups())(t)[0]
	p := must(x.a.Preview(t.Context(), x.s, newest.Path))(t)
	if !newest.Made.Equal(x.now) || len(p.Fields) != 1 || p.Fields[0].Then != "Damme" {
		t.Errorf("the copy before the restore: %+v %+v", newest, p)
	}
	lines = x.lines()
	x.check(x.restore(old)) // nothing differs any more
	x.whole(app.KeptBackups + 1)
	x.reopen(nil)
	if x.city() != "Bruges" || x.lines() != lines+2 {
		t.Error("another state after a new start")
	}
	x.refused(x.a.Restore(t.Context(), x.s, filepath.Join(t.TempDir(), "none"), access.Preview{}), app.ErrNoFile)
	x.refused(x.a.Restore(t.Context(), x.s, theShop(t).backUp().Path, access.Preview{}), access.ErrTampered)
	x.whole(app.KeptBackups + 1)
	x.check(x.s.Close(t.Context()))
	x.refused(x.a.Restore(t.Context(), x.s, newest.Path, access.Preview{}), access.ErrEnded)
	x.check(x.a.Close())
	x.refused(x.a.Restore(t.Context(), x.s, newest.Path, access.Preview{}), app.ErrNoFile)
}

// forge writes a copy that is a whole database, but not what was signed.
func (x *shop) forge(path string, text []byte) {
	x.t.Helper()
	for at := 0; at < len(text); at += 97 {
		turned := slices.Clone(text)
		turned[at] ^= 1
		x.check(os.WriteFile(path, turned, 0o600))
		_, err := app.Check(x.t.Context(), path)
		if fault := new(access.Fault); errors.As(err, &fault) && fault.Where != "database" {
			return
		}
	}
	x.t.Fatal("no bit does it")
}

func TestReplaceAnUnreadableFile(t *testing.T) {
	x := theShop(t)
	x.moveTo("Bruges")
	b := x.backUp()
	x.moveTo("Damme")
	x.check(errors.Join(x.s.Close(t.Context()), x.a.Close()))
	broken := []byte(strings.Repeat("broken ", 3000))
	x.check(os.WriteFile(x.o.File, broken, 0o600))
	var err error
	x.a, err = app.Open(t.Context(), x.o)
	x.refused(err, app.ErrNotDatabase)
	_, err = x.a.Replace(t.Context(), filepath.Join(t.TempDir(), "none"))
	x.refused(err, app.ErrNoFile)
	damaged := filepath.Join(t.TempDir(), "damaged")
	text := must(os.ReadFile(b.Path))(t)
	x.check(os.WriteFile(damaged, text[:len(text)-4096], 0o600))
	_, err = x.a.Replace(t.Context(), damaged)
	x.refused(err, app.ErrTruncated)
	x.forge(damaged, text)
	var fault *access.Fault
	if _, err = x.a.Replace(t.Context(), damaged); !errors.As(err, &fault) {
		t.Fatal("a copy whose signatures do not hold:", err)
	}
	if x.a.Door != nil || !slices.Equal(must(os.ReadFile(x.o.File))(t), broken) {
		t.Fatal("a refused copy changed something")
	}
	aside := must(x.a.Replace(t.Context(), b.Path))(t)
	if !slices.Equal(must(os.ReadFile(aside))(t), broken) || x.a.Door == nil {
		t.Fatalf("the broken file is not at %q", aside)
	}
	e := must(x.a.Door.Password(t.Context(), ownerEmail, ownerPassword))(t)
	_, err = e.Enter(t.Context())
	var older *access.OlderError
	if !errors.As(err, &older) || !older.Seen.Equal(x.now) {
		t.Fatalf("an older file was not recognised: %v", err)
	}
	e.TakeOlder()
	x.s = must(e.Enter(t.Context()))(t)
	if x.city() != "Bruges" {
		t.Error(x.city())
	}
	x.reopen(nil) // and it is not asked again
	x.whole(1)
}

// A Replace that fails over an open file leaves the program with that file.
func TestReplaceThatFailsKeepsTheFile(t *testing.T) {
	x := theShop(t)
	b := x.backUp()
	other := must(app.Open(t.Context(), x.o))(t)
	defer other.Close()
	x.check(x.s.Close(t.Context()))
	_, err := x.a.Replace(t.Context(), b.Path)
	x.refused(err, app.ErrBusy)
	x.s = must(x.enter())(t)
	x.whole(1)
	x.check(errors.Join(x.s.Close(t.Context()), other.Close()))
	aside := must(x.a.Replace(t.Context(), b.Path))(t)
	must(app.Check(t.Context(), aside))(t)
}
