package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
)

func TestFoundThenSignIn(t *testing.T) {
	w := newWorld(t)
	if empty, err := w.door.Empty(w.ctx()); err != nil || !empty {
		t.Fatal(empty, err)
	}
	s := w.found(true)
	o, err := s.Overview(w.ctx())
	if err != nil || o.Company.Name != ownerCompany || o.Company.Number != "BE0417497106" || !o.Owner || o.Email != ownerEmail {
		t.Fatalf("%+v %v", o, err)
	}
	if err := s.Close(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Overview(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Fatal("a closed session answered", err)
	}
	w.restart()
	w.pass(time.Minute)
	s = w.signIn()
	if o, err = s.Overview(w.ctx()); err != nil || o.Failed != 0 || !o.LastSignIn.Equal(start) {
		t.Fatalf("%+v %v", o, err)
	}
	o.Company.City = "Gent"
	if err := saveCompany(w.ctx(), s, o.Company); err != nil {
		t.Fatal(err)
	}
	if c, err := s.Company(w.ctx()); err != nil || c.City != "Gent" {
		t.Fatal(c, err)
	}
	if r, err := access.Check(w.ctx(), w.file); err != nil || r.Statements != 1 || r.Lines != 4 || r.Companies != 1 || r.Rows != 3 {
		t.Fatalf("%+v %v", r, err)
	}
}

func TestCodeIsAcceptedOnce(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(time.Minute)
	code := w.code(0)
	enter := func(code string) error {
		e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
		if err != nil {
			return err
		}
		_, err = e.Code(w.ctx(), code)
		return err
	}
	if err := enter(code); err != nil {
		t.Fatal(err)
	}
	if err := enter(code); !errors.Is(err, access.ErrUsedCode) {
		t.Fatal("the same code again:", err)
	}
	w.restart()
	if err := enter(code); !errors.Is(err, access.ErrUsedCode) {
		t.Fatal("the same code after a restart:", err)
	}
	if err := enter(w.code(1)); err != nil {
		t.Fatal("the next step:", err)
	}
	if err := enter(w.code(0)); !errors.Is(err, access.ErrUsedCode) {
		t.Fatal("an earlier step after a later one:", err)
	}
	w.pass(5 * time.Minute)
	var clock *access.ClockError
	if err := enter(w.code(4)); !errors.As(err, &clock) || clock.Deviation != -2*time.Minute {
		t.Fatal("a code of four steps later:", err)
	}
}
