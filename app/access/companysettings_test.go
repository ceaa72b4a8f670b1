package access_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

var (
	someBilling = access.Billing{Name: "Bedrijf & Zonen BV", Street: "Rue des Pierres 47", PostCode: "8000", City: "Bruges", Country: "BE",
		VAT: "BE 0417.497.106", Email: "boekhouding@bedrijf-zonen.be", Reference: "B-12"}
	someAgreement = access.Agreement{Bank: "Bank van Breda", Reference: "AQ-2026-118", From: "2026-11-22", To: "2027-11-21", Payouts: true}
)

// From test to live once, by an owner who proves himself, with complete billing
// details; the currency stays from then on.
func TestGoLive(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	live := func() error {
		w.pass(time.Minute)
		return s.GoLive(w.ctx(), access.Proof{Password: ownerPassword, Code: w.code(0)})
	}
	var missing *access.MissingError
	err := live()
	if input(t, err, "billing"); !errors.As(err, &missing) || !slices.Equal(missing.Fields, []string{"name", "street", "postcode", "city", "country", "email"}) {
		t.Fatal(err)
	}
	half := someBilling
	half.Email, half.City = "", ""
	if err := s.ChangeBilling(w.ctx(), access.Billing{}, half); err != nil {
		t.Fatal(err)
	}
	if st := must(s.Stage(w.ctx()))(t); st.Live || !st.Mine || !slices.Equal(st.Missing, []string{"city", "email"}) {
		t.Errorf("%+v", st)
	}
	half = must(s.Billing(w.ctx()))(t)
	if err := s.ChangeBilling(w.ctx(), half, someBilling); err != nil {
		t.Fatal(err)
	}
	dollars := access.NewMoney()
	dollars.Currency = "USD"
	if err := saveMoney(w.ctx(), s, dollars); err != nil {
		t.Fatal("a test company changes its currency:", err)
	}
	copied := w.copied()
	if err := saveMoney(w.ctx(), s, someMoney); err != nil {
		t.Fatal(err)
	}
	var wrong *access.WrongError
	if err := s.GoLive(w.ctx(), access.Proof{Password: ownerPassword, Code: "000000"}); !errors.As(err, &wrong) || must(s.Gates(w.ctx()))(t).Live {
		t.Fatal(err)
	}
	if err := live(); err != nil {
		t.Fatal(err)
	}
	if st := must(s.Stage(w.ctx()))(t); !st.Live || st.Since != w.now.UnixMilli() || !must(s.Gates(w.ctx()))(t).Live || !cards(t, s)[ownerCompany].Live {
		t.Errorf("%+v", st)
	}
	lines := w.lines()
	if err := live(); err != nil || w.lines() != lines {
		t.Error("live twice", err)
	}
	dollars = someMoney
	dollars.Currency = "USD"
	err = saveMoney(w.ctx(), s, dollars)
	if input(t, err, "currency"); !errors.Is(err, access.ErrFixed) {
		t.Error(err)
	}
	// Nor does a copy bring another one back.
	if err := bringBack(w.ctx(), s, copied); err != nil {
		t.Fatal(err)
	}
	if m := must(s.Money(w.ctx()))(t); m.Currency != "EUR" || m.Prefix != "INV" {
		t.Errorf("%+v", m)
	}
	now := must(s.Billing(w.ctx()))(t)
	less := now
	less.Email = ""
	input(t, s.ChangeBilling(w.ctx(), now, less), "billing")
}

// The billing details ask their right, keep their form and tell two windows apart.
func TestBilling(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	p := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"account.billing"}}, keys.Common, keys.People)
	elise := w.elise(s, []string{"settings.company"}, keys.Common)
	his, hers := p.enter(), elise.enter()
	if err := his.ChangeBilling(w.ctx(), access.Billing{}, someBilling); err != nil {
		t.Fatal(err)
	}
	b := must(s.Billing(w.ctx()))(t)
	if b.VAT == someBilling.VAT || b.Missing() != nil {
		t.Errorf("%+v", b)
	}
	if _, err := hers.Billing(w.ctx()); !errors.Is(err, access.ErrForbidden) {
		t.Error(err)
	}
	before := w.contents()
	for _, err := range []error{hers.ChangeBilling(w.ctx(), b, someBilling), his.ChangeAgreement(w.ctx(), access.Agreement{}, someAgreement),
		his.GoLive(w.ctx(), access.Proof{Password: jorisPassword})} {
		if !errors.Is(err, access.ErrForbidden) {
			t.Error(err)
		}
	}
	if before != w.contents() {
		t.Error("refused and written")
	}
	other := b
	other.City = "Damme"
	if err := s.ChangeBilling(w.ctx(), access.Billing{}, other); !errors.Is(err, access.ErrChanged) {
		t.Error(err)
	}
	if err := s.ChangeBilling(w.ctx(), b, b); err != nil {
		t.Error(err)
	}
	for field, odd := range map[string]access.Billing{"email": {Email: "nobody"}, "vat": {Country: "BE", VAT: "BE1"}, "name": {Name: strings.Repeat("x", 81)}} {
		input(t, s.ChangeBilling(w.ctx(), b, odd), field)
	}
	if st := must(his.Stage(w.ctx()))(t); st.Mine || st.Missing != nil {
		t.Errorf("%+v", st)
	}
}

// The agreement is a row and a signed statement that belong together; by it payouts
// open and shut with the calendar.
func TestAgreement(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	if a := must(s.Agreement(w.ctx()))(t); a != (access.Agreement{}) || must(s.Gates(w.ctx()))(t).Agreement {
		t.Fatalf("%+v", a)
	}
	for field, odd := range map[string]access.Agreement{"bank": {Reference: "x", From: "2026-01-01"}, "reference": {Bank: "x", From: "2026-01-01"},
		"from": {Bank: "x", Reference: "x"}, "to": {Bank: "x", Reference: "x", From: "2026-01-02", To: "2026-01-01"}} {
		input(t, s.ChangeAgreement(w.ctx(), access.Agreement{}, odd), field)
	}
	if err := s.ChangeAgreement(w.ctx(), access.Agreement{}, someAgreement); err != nil {
		t.Fatal(err)
	}
	if a := must(s.Agreement(w.ctx()))(t); a != someAgreement || !must(s.Gates(w.ctx()))(t).Agreement {
		t.Fatalf("%+v", a)
	}
	if err := s.ChangeAgreement(w.ctx(), access.Agreement{}, access.Agreement{}); !errors.Is(err, access.ErrChanged) {
		t.Error(err)
	}
	without := someAgreement
	without.Payouts = false
	if err := s.ChangeAgreement(w.ctx(), someAgreement, without); err != nil || must(s.Gates(w.ctx()))(t).Agreement {
		t.Error("an agreement without payouts opens them", err)
	}
	if err := s.ChangeAgreement(w.ctx(), without, someAgreement); err != nil {
		t.Fatal(err)
	}
	old := w.peek(`SELECT hex(sealed) FROM settings`).(string)
	w.pass(366 * 24 * time.Hour)
	s = w.signIn()
	if s.Duty() == access.DutyPassword {
		if err := s.ChangePassword(w.ctx(), ownerPassword, newPassword, true); err != nil {
			t.Fatal(err)
		}
	}
	if must(s.Gates(w.ctx()))(t).Agreement {
		t.Error("it holds behind its last day")
	}
	if err := s.ChangeAgreement(w.ctx(), someAgreement, access.Agreement{}); err != nil {
		t.Fatal(err)
	}
	if a := must(s.Agreement(w.ctx()))(t); a != (access.Agreement{}) || old == "" {
		t.Errorf("%+v", a)
	}
}

// Somebody leaves several companies at once, each judged by itself.
func TestRemoveFrom(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	first, second := opens(t, s, garage)
	p := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"users.view"}}, keys.Common, keys.People)
	his := p.enter()
	input(t, func() error { _, err := s.RemoveFrom(w.ctx(), []string{"x"}, jorisEmail); return err }(), "company")
	input(t, func() error { _, err := s.RemoveFrom(w.ctx(), []string{second}, " "); return err }(), "email")
	lines := w.lines()
	refused := must(his.RemoveFrom(w.ctx(), []string{second, first}, ownerEmail))(t)
	if len(refused) != 2 || !errors.Is(refused[0].Err, access.ErrForbidden) || !errors.Is(refused[1].Err, access.ErrNoAccess) || refused[1].Name != "" {
		t.Errorf("%+v", refused)
	}
	if own := must(s.RemoveFrom(w.ctx(), []string{first, second}, ownerEmail))(t); !errors.Is(own[0].Err, access.ErrSelf) || own[0].Removed || w.lines() != lines {
		t.Errorf("%+v", own)
	}
	got := must(s.RemoveFrom(w.ctx(), []string{first, second}, "  Joris@Bedrijf-Zonen.be"))(t)
	if !got[0].Absent || got[0].Removed || !got[1].Removed || got[1].Err != nil || w.lines() != lines+1 {
		t.Errorf("%+v, %d lines", got, w.lines()-lines)
	}
	if _, err := his.Company(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error(err)
	}
	if people := must(s.People(w.ctx()))(t); len(people) != 1 {
		t.Errorf("%+v", people)
	}
	e := must(w.door.Password(w.ctx(), jorisEmail, jorisPassword))(t)
	if _, err := e.Enter(w.ctx()); !errors.Is(err, access.ErrNoAccess) {
		t.Error(err)
	}
}
