package access_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
)

// Two windows on the same file: the slower one is told that something else stands
// there by now, and writes only once it knows what.
func TestTwoWindowsOnTheSettings(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.pass(time.Minute)
	other := w.signIn()
	company, money := must(s.Company(w.ctx()))(t), must(s.Money(w.ctx()))(t)
	logos := [][]byte{gray(t, 8, 8), gray(t, 16, 8), gray(t, 24, 8)}
	theirs, mine := company, company
	theirs.Phone, mine.City = "+32 50 12 34 56", "Damme"
	theirMoney, myMoney := someMoney, someMoney
	myMoney.Days = 7
	for name, c := range map[string]struct {
		faster, slower, again, onPurpose func() error
		stands                           func() bool
	}{
		"company": {
			func() error { return other.ChangeCompany(w.ctx(), company, theirs) },
			func() error { return s.ChangeCompany(w.ctx(), company, mine) },
			func() error { return s.ChangeCompany(w.ctx(), company, theirs) },
			func() error { return s.ChangeCompany(w.ctx(), theirs, mine) },
			func() bool { return must(other.Company(w.ctx()))(t) == mine },
		},
		"money": {
			func() error { return other.ChangeMoney(w.ctx(), money, theirMoney) },
			func() error { return s.ChangeMoney(w.ctx(), money, myMoney) },
			func() error { return s.ChangeMoney(w.ctx(), money, theirMoney) },
			func() error { return s.ChangeMoney(w.ctx(), theirMoney, myMoney) },
			func() bool { return must(other.Money(w.ctx()))(t) == myMoney },
		},
		"logo": {
			func() error { return other.ChangeLogo(w.ctx(), nil, logos[0]) },
			func() error { return s.ChangeLogo(w.ctx(), nil, logos[1]) },
			func() error { return s.ChangeLogo(w.ctx(), nil, logos[0]) },
			func() error { return s.ChangeLogo(w.ctx(), logos[0], logos[1]) },
			func() bool { return bytes.Equal(must(other.Logo(w.ctx()))(t), logos[1]) },
		},
		"terms": {
			func() error { return other.ChangeTerms(w.ctx(), "", "dertig") },
			func() error { return s.ChangeTerms(w.ctx(), "", "zestig") },
			func() error { return s.ChangeTerms(w.ctx(), "", "dertig") },
			func() error { return s.ChangeTerms(w.ctx(), "dertig", "zestig") },
			func() bool { return must(other.Terms(w.ctx()))(t) == "zestig" },
		},
	} {
		if err := c.faster(); err != nil {
			t.Fatal(name, err)
		}
		lines := w.lines()
		if err := c.slower(); !errors.Is(err, access.ErrChanged) || w.lines() != lines {
			t.Errorf("%s: the faster window's work is undone unseen: %v", name, err)
		}
		if err := c.again(); err != nil || w.lines() != lines {
			t.Errorf("%s: what stands already: %v", name, err)
		}
		if err := c.onPurpose(); err != nil || !c.stands() || w.lines() != lines+1 {
			t.Errorf("%s: on purpose: %v", name, err)
		}
	}
}
