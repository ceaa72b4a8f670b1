package access_test

import (
	"database/sql"
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
)

// isOlder tells whether an error is the word of an older file, and not that of a
// tampered one.
func isOlder(err error) bool {
	var older *access.OlderError
	return errors.As(err, &older)
}

// The ring alone was put back: the owner's word goes past the question, and the
// ring's own lines say what it is.
func TestTheWordOnARingAlonePutBack(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	ring, version := w.peek(`SELECT ring FROM accounts`), w.peek(`SELECT version FROM accounts`)
	w.work(9)
	w.byHand(`UPDATE accounts SET ring = ?, version = ?`, ring, version)
	w.pass(time.Minute)
	if _, err := w.come(false); !isOlder(err) {
		t.Fatal("without a word:", err)
	}
	if _, err := w.come(true); !errors.Is(err, access.ErrTampered) || isOlder(err) {
		t.Fatal("the question comes again:", err)
	}
}

// Where only the ring is older, because what it lost was written elsewhere, the
// word is taken once and the next sign-ins are quiet.
func TestTheWordOnAnOlderRing(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	if err := access.RaiseRingMark(s); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	if _, err := w.come(false); !isOlder(err) {
		t.Fatal("without a word:", err)
	}
	must(w.come(true))(t).Close(w.ctx())
	w.goes()
}

// A file put back between password and code is told, and taken by the next code of
// the same entry; none of it costs a try.
func TestAnOlderFileBetweenPasswordAndCode(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.path + ".old"
	if err := w.file.Copy(w.ctx(), old); err != nil {
		t.Fatal(err)
	}
	w.work(9)
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	w.underneath(old)
	if _, err := e.Code(w.ctx(), w.code(0)); !isOlder(err) {
		t.Fatal("without a word:", err)
	}
	if n := must(w.door.Try(w.ctx(), ownerEmail))(t).Failures; n != 0 {
		t.Fatalf("the question cost %d tries", n)
	}
	e.TakeOlder()
	s, err := e.Code(w.ctx(), w.code(0))
	if err != nil {
		t.Fatal("with the owner's word:", err)
	}
	if o := must(s.Overview(w.ctx()))(t); o.Failed != 0 {
		t.Errorf("told %d failed tries", o.Failed)
	}
	s.Close(w.ctx())
	w.goes()
}

// The same while a rescue waits.
func TestAnOlderFileDuringARescue(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.path + ".old"
	if err := w.file.Copy(w.ctx(), old); err != nil {
		t.Fatal(err)
	}
	w.work(9)
	w.pass(time.Minute)
	r := w.openKit()
	w.underneath(old)
	if err := r.Code(w.ctx(), w.code(0)); !isOlder(err) || !r.NeedsCode() {
		t.Fatal("without a word:", err)
	}
	if n := must(w.door.Try(w.ctx(), ownerEmail))(t).Failures; n != 0 {
		t.Fatalf("the question cost %d tries", n)
	}
	r.TakeOlder()
	if err := r.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal("with the owner's word:", err)
	}
	s := must(r.Finish(w.ctx(), w.answers(r)))(t)
	if o := must(s.Overview(w.ctx()))(t); o.Failed != 0 {
		t.Errorf("told %d failed tries", o.Failed)
	}
}

// The question about an older file costs no try, however often it comes.
func TestAnOlderFileCostsNoTry(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	old := w.image()
	w.work(9)
	w.putBack(old)
	for range 7 {
		w.refuses(true, "without a word")
	}
	if n := must(w.door.Try(w.ctx(), ownerEmail))(t).Failures; n != 0 {
		t.Fatalf("%d tries counted", n)
	}
	var wrong *access.WrongError
	if _, err := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t).Code(w.ctx(), "000000"); !isOlder(err) {
		t.Fatal("a wrong code on an older file was looked at:", err)
	}
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	e.TakeOlder()
	if _, err := e.Code(w.ctx(), "000000"); !errors.As(err, &wrong) || wrong.Left != 4 {
		t.Fatal("a wrong code after the word:", err)
	}
	if n := must(w.door.Try(w.ctx(), ownerEmail))(t).Failures; n != 1 {
		t.Fatalf("%d tries counted for a wrong code", n)
	}
}

// underneath puts the rows of another file in place of this one's while it is open.
func (w *world) underneath(path string) {
	w.t.Helper()
	db := must(sql.Open("sqlite", w.path))(w.t)
	db.SetMaxOpenConns(1)
	must(db.Exec(`ATTACH ? AS old`, path))(w.t)
	var tables []string
	rows := must(db.Query(`SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`))(w.t)
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			w.t.Fatal(err)
		}
		tables = append(tables, name)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil || len(tables) == 0 {
		w.t.Fatal(tables, err)
	}
	for _, name := range tables {
		must(db.Exec(`DELETE FROM main.` + name))(w.t)
		must(db.Exec(`INSERT INTO main.` + name + ` SELECT * FROM old.` + name))(w.t)
	}
	if err := db.Close(); err != nil {
		w.t.Fatal(err)
	}
}
