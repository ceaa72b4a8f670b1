package access_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// furnished is a company with money, logo and terms, and a copy of it; then all of
// it changes, a member comes and the rules become others.
func furnished(t *testing.T) (w *world, s *access.Session, copied *data.File, logo []byte) {
	t.Helper()
	w = newWorld(t)
	s = w.found(true)
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	if err := errors.Join(saveMoney(w.ctx(), s, someMoney), saveLogo(w.ctx(), s, b.Bytes()), saveTerms(w.ctx(), s, "dertig dagen")); err != nil {
		t.Fatal(err)
	}
	copied = w.copied()
	w.pass(time.Minute)
	c, m := must(s.Company(w.ctx()))(t), someMoney
	c.City, m.Days = "Damme", 60
	if err := errors.Join(saveCompany(w.ctx(), s, c), saveMoney(w.ctx(), s, m), saveLogo(w.ctx(), s, nil), saveTerms(w.ctx(), s, "zestig"),
		s.SetIdleLock(w.ctx(), 3), s.ChangePassword(w.ctx(), ownerPassword, newPassword, true)); err != nil {
		t.Fatal(err)
	}
	w.elise(s, nil, keys.Common)
	return w, s, copied, b.Bytes()
}

// A copy's data rows come back, shown first; members, keys, rules and the journal
// stay, and one line tells before and after (DESIGN 11).
func TestRestoreRows(t *testing.T) {
	w, s, copied, logo := furnished(t)
	p := must(s.PreviewCopy(w.ctx(), copied))(t)
	want := []access.FieldChange{{"company", "city", "Damme", "Bruges"}, {"money", "days", "60", "14"},
		{"logo", "logo", "0", strconv.Itoa(len(logo))}, {"terms", "terms", "6", "12"}}
	if !reflect.DeepEqual(p.Fields, want) || p.Company != ownerCompany || p.Lines != 7 || p.Made != start.Add(time.Minute).UnixMilli() {
		t.Fatalf("%+v", p)
	}
	lines := must(access.Journal(w.ctx(), s))(t)
	statements := must(access.Check(w.ctx(), w.file))(t).Statements
	if err := bringBack(w.ctx(), s, copied); err != nil {
		t.Fatal(err)
	}
	after := must(access.Journal(w.ctx(), s))(t)
	if len(after) != len(lines)+1 || !reflect.DeepEqual(after[:len(lines)], lines) {
		t.Fatal("more than one line, or another journal")
	}
	lastLine(t, s, "backup.restore", `"company.city":"Damme"`, `"company.city":"Bruges"`, `"money.days":"60"`, `"money.days":"14"`)
	if n := must(access.Check(w.ctx(), w.file))(t).Statements; n != statements+1 {
		t.Fatalf("%d new statements", n-statements)
	}
	w.restored(s, logo)
	s.Close(w.ctx())
	w.pass(time.Minute)
	w.restart()
	s = must(must(w.door.Password(w.ctx(), ownerEmail, newPassword))(t).Code(w.ctx(), w.code(0)))(t)
	w.restored(s, logo)
	if p := must(s.PreviewCopy(w.ctx(), copied))(t); len(p.Fields) != 0 {
		t.Errorf("%+v", p)
	}
	n := w.lines()
	if err := bringBack(w.ctx(), s, copied); err != nil || w.lines() != n {
		t.Error("nothing different:", err)
	}
}

// restored wants the copy's data beside today's members and rules.
func (w *world) restored(s *access.Session, logo []byte) {
	w.t.Helper()
	c, m := must(s.Company(w.ctx()))(w.t), must(s.Money(w.ctx()))(w.t)
	if c.City != "Bruges" || m != someMoney || !bytes.Equal(must(s.Logo(w.ctx()))(w.t), logo) || must(s.Terms(w.ctx()))(w.t) != "dertig dagen" {
		w.t.Errorf("%+v %+v", c, m)
	}
	if sec := must(s.Security(w.ctx()))(w.t); sec.Lock != 3 {
		w.t.Errorf("%+v", sec)
	}
	if len(must(s.People(w.ctx()))(w.t)) != 2 {
		w.t.Error("the member is gone")
	}
}

// A copy from before the first settings brings the beginner's ones back, signed;
// one from before the asking owner came is as good as any other.
func TestRestoreRowsFromTheBeginning(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	copied := w.copied()
	joris := w.secondOwner(s)
	if err := errors.Join(saveMoney(w.ctx(), s, someMoney), saveTerms(w.ctx(), s, "dertig")); err != nil {
		t.Fatal(err)
	}
	his := joris.enter()
	if err := bringBack(w.ctx(), his, copied); err != nil {
		t.Fatal(err)
	}
	if m := must(s.Money(w.ctx()))(t); m != access.NewMoney() || must(s.Terms(w.ctx()))(t) != "" {
		t.Errorf("%+v", m)
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	tells(t, w.signIn(), access.NewsMoney)
}

// A copy that is not whole, was edited, or is another company's is refused, shown
// or taken, and nothing is written.
func TestRestoreRowsRefuses(t *testing.T) {
	w, s, copied, _ := furnished(t)
	path := copied.Path()
	good := must(os.ReadFile(path))(t)
	row := w.peek(`SELECT sealed FROM company`)
	for name, edit := range map[string]string{
		"a row edited":          `UPDATE company SET sealed = CAST(substr(sealed, 1, length(sealed) - 8) || X'0000000000000000' AS BLOB)`,
		"a row removed":         `DELETE FROM settings WHERE rowid = 1`,
		"today's row in it":     `UPDATE company SET sealed = ?, version = 2`,
		"its journal cut":       `DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)`,
		"its statements cut":    `DELETE FROM statements WHERE seq = (SELECT max(seq) FROM statements)`,
		"its statements edited": `UPDATE statements SET signature = zeroblob(64) WHERE seq = 1`,
		"its head edited":       `UPDATE heads SET line_hash = zeroblob(32)`,
		"no company in it":      `DELETE FROM heads`,
	} {
		other := newWorldAt(t, good)
		args := []any{}
		if strings.Contains(edit, "?") {
			args = append(args, row)
		}
		other.byHand(edit, args...)
		w.notRestored(s, name, other.file)
	}
	stranger := newWorldAt(t, another(t).file)
	w.notRestored(s, "another company", stranger.file)
	if err := bringBack(w.ctx(), s, copied); err != nil {
		t.Fatal("the good one:", err)
	}
}

// newWorldAt opens a file made of these bytes.
func newWorldAt(t *testing.T, b []byte) *world {
	t.Helper()
	dir := t.TempDir()
	w := &world{t: t, path: filepath.Join(dir, "copy.trousseau"), state: filepath.Join(dir, "state"), now: start}
	write(t, w.path, b)
	w.reopen()
	t.Cleanup(func() { w.file.Close() })
	return w
}

func (w *world) notRestored(s *access.Session, name string, from *data.File) {
	w.t.Helper()
	lines := w.lines()
	if p, err := s.PreviewCopy(w.ctx(), from); !errors.Is(err, access.ErrTampered) || len(p.Fields) != 0 {
		w.t.Errorf("%s: shown as %+v, %v", name, p, err)
	}
	if err := bringBack(w.ctx(), s, from); !errors.Is(err, access.ErrTampered) {
		w.t.Errorf("%s: %v", name, err)
	}
	if c := must(s.Company(w.ctx()))(w.t); c.City != "Damme" || w.lines() != lines {
		w.t.Errorf("%s: something was written", name)
	}
}

// bringBack restores what a preview shows.
func bringBack(ctx context.Context, s *access.Session, from *data.File) error {
	p, err := s.PreviewCopy(ctx, from)
	if err != nil {
		return err
	}
	return s.RestoreRows(ctx, from, p.Fields)
}

// What another window changed since the preview was looked at stays.
func TestRestoreIsWhatWasShown(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	copied := w.copied()
	c := must(s.Company(w.ctx()))(t)
	moved := c
	moved.City = "Bruges"
	if err := s.ChangeCompany(w.ctx(), c, moved); err != nil {
		t.Fatal(err)
	}
	shown := must(s.PreviewCopy(w.ctx(), copied))(t)
	again := moved
	again.City, again.Street = "Damme", "Rue des Pierres 47"
	if err := s.ChangeCompany(w.ctx(), moved, again); err != nil {
		t.Fatal(err)
	}
	if err := s.RestoreRows(w.ctx(), copied, shown.Fields); !errors.Is(err, access.ErrChanged) {
		t.Errorf("%v", err)
	}
	if now := must(s.Company(w.ctx()))(t); now.City != "Damme" {
		t.Error(now.City)
	}
}
