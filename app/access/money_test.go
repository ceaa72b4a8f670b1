package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
)

func TestMoney(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	if m := must(s.Money(w.ctx()))(t); m != access.NewMoney() {
		t.Fatalf("%+v", m)
	}
	lines := w.lines()
	if err := saveMoney(w.ctx(), s, access.NewMoney()); err != nil || w.lines() != lines {
		t.Fatal("nothing changed:", err)
	}
	typed := someMoney
	typed.IBAN = "be68 5390 0754 7034"
	if err := saveMoney(w.ctx(), s, typed); err != nil {
		t.Fatal(err)
	}
	lastLine(t, s, "money.change", `"iban":""`, `"iban":"BE68539007547034"`)
	if err := saveMoney(w.ctx(), s, someMoney); err != nil || w.lines() != lines+1 {
		t.Fatal("nothing changed:", err)
	}
	for field, bad := range map[string]func(*access.Money){
		"iban": func(m *access.Money) { m.IBAN = "BE68539007547035" }, "bic": func(m *access.Money) { m.BIC = "x" },
		"currency": func(m *access.Money) { m.Currency = "€" }, "currency ": func(m *access.Money) { m.Currency = "eur" },
		"vat": func(m *access.Money) { m.VAT = 10001 }, "days": func(m *access.Money) { m.Days = 366 },
		"prefix": func(m *access.Money) { m.Prefix = "" }, "prefix ": func(m *access.Money) { m.Prefix = "12345678901" },
	} {
		m := someMoney
		bad(&m)
		input(t, saveMoney(w.ctx(), s, m), strings.TrimSpace(field))
	}
	s.Close(w.ctx())
	w.restart()
	w.pass(time.Minute)
	s = w.signIn()
	if m := must(s.Money(w.ctx()))(t); m != someMoney {
		t.Fatalf("%+v", m)
	}
	tells(t, s, access.NewsMoney)
}

// moneyEdit is what somebody does to row or statement of the money settings.
type moneyEdit struct {
	name string
	do   func(w *world, s *access.Session)
	door bool // refused there already
}

func moneyEdits(forged access.Money) []moneyEdit {
	return []moneyEdit{
		{"the older row", func(w *world, s *access.Session) {
			row, version := w.peek(`SELECT sealed FROM settings`), w.peek(`SELECT version FROM settings`)
			if err := errors.Join(saveMoney(w.ctx(), s, forged), s.Close(w.ctx())); err != nil {
				w.t.Fatal(err)
			}
			w.byHand(`UPDATE settings SET sealed = ?, version = ?`, row, version)
		}, false},
		{"the older row under the new version", func(w *world, s *access.Session) {
			row := w.peek(`SELECT sealed FROM settings`)
			if err := errors.Join(saveMoney(w.ctx(), s, forged), s.Close(w.ctx())); err != nil {
				w.t.Fatal(err)
			}
			w.byHand(`UPDATE settings SET sealed = ?`, row)
		}, false},
		{"no row", func(w *world, s *access.Session) { s.Close(w.ctx()); w.byHand(`DELETE FROM settings`) }, false},
		{"an edited row", func(w *world, s *access.Session) {
			row := w.peek(`SELECT sealed FROM settings`).([]byte)
			row[len(row)-1] ^= 1
			s.Close(w.ctx())
			w.byHand(`UPDATE settings SET sealed = ?`, row)
		}, false},
		{"a row that only a member's program wrote", func(w *world, s *access.Session) {
			if err := errors.Join(access.ForgeMoney(w.ctx(), s, forged), s.Close(w.ctx())); err != nil {
				w.t.Fatal(err)
			}
		}, false},
		{"the older statement", func(w *world, s *access.Session) {
			body, signature, hash := w.peek(`SELECT body FROM statements WHERE seq = 1`), w.peek(`SELECT signature FROM statements WHERE seq = 1`), w.peek(`SELECT hash FROM statements WHERE seq = 1`)
			if err := errors.Join(saveMoney(w.ctx(), s, forged), s.Close(w.ctx())); err != nil {
				w.t.Fatal(err)
			}
			w.byHand(`DELETE FROM statements WHERE seq = 1`)
			w.byHand(`UPDATE statements SET body = ?, signature = ?, hash = ? WHERE seq = 2`, body, signature, hash)
		}, true},
		{"the newest statement removed", func(w *world, s *access.Session) {
			s.Close(w.ctx())
			w.byHand(`DELETE FROM statements WHERE seq = 1`)
		}, true},
	}
}

// Row and statement are one: either of another moment is refused, also when a
// member's own program wrote row and set hash without an owner's statement.
func TestMoneyIsSigned(t *testing.T) {
	forged := someMoney
	forged.IBAN = "BE71096123456769"
	for _, c := range moneyEdits(forged) {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(false)
			if err := saveMoney(w.ctx(), s, someMoney); err != nil {
				t.Fatal(err)
			}
			c.do(w, s)
			w.pass(time.Minute)
			_, s, err := w.fresh()
			if c.door != errors.Is(err, access.ErrTampered) {
				t.Fatal("at the door:", err)
			}
			if c.door {
				return
			}
			if m, err := s.Money(w.ctx()); !errors.Is(err, access.ErrTampered) || m != (access.Money{}) {
				t.Errorf("read %+v, %v", m, err)
			}
			if err := saveMoney(w.ctx(), s, access.NewMoney()); !errors.Is(err, access.ErrTampered) {
				t.Error("written over:", err)
			}
		})
	}
	w := newWorld(t)
	s := w.found(false)
	if err := access.ForgeMoney(w.ctx(), s, forged); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Money(w.ctx()); !errors.Is(err, access.ErrTampered) {
		t.Error("a row without any statement:", err)
	}
}
