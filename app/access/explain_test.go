package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// Every rule decides something, and names the statement behind it (R14).
func TestExplain(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	w.elise(s, []string{"customers.view", "payouts.create", "payouts.view", "sync.use"}, keys.Common, keys.Sales, keys.Insight, keys.Treasury)
	u, me := userOf(t, s, eliseEmail), s.Standing().Member
	invited := w.now.UnixMilli()
	says := func(member, action string, rule access.Rule, allowed bool) access.Explanation {
		t.Helper()
		e := must(s.Explain(w.ctx(), member, action))(t)
		if e.Rule != rule || e.Allowed != allowed || e.Action != action {
			t.Errorf("%s: %+v", action, e)
		}
		return e
	}
	if e := says(u.ID, "customers.view", access.RuleGiven, true); e.By != me || e.Statement != 1 || e.Time != invited {
		t.Errorf("%+v", e)
	}
	says(u.ID, "customers.edit", access.RuleMissing, false)
	says(u.ID, "money.change", access.RuleOwners, false)
	says(u.ID, "person.change", access.RuleMember, true)
	says(u.ID, "payouts.create", access.RuleAgreement, false)
	says(u.ID, "payouts.view", access.RuleGiven, true)
	says(u.ID, "sync.use", access.RuleLive, false)
	says(me, "payouts.create", access.RuleAgreement, false)
	if e := says(me, "money.change", access.RuleOwner, true); e.Statement != 0 || e.By != me || e.Time == 0 {
		t.Errorf("%+v", e)
	}
	if e := says(me, "member.grant", access.RuleOwner, true); !e.Others || e.Right != "users.edit_rights" {
		t.Errorf("%+v", e)
	}
	agreement := access.Agreement{Bank: "Bank", Reference: "1", From: "2026-01-01", Payouts: true}
	w.pass(time.Minute)
	if err := errors.Join(s.ChangeAgreement(w.ctx(), access.Agreement{}, agreement), grants(t, s, u, "payouts.create")); err != nil {
		t.Fatal(err)
	}
	says(u.ID, "payouts.create", access.RuleGiven, true)
	if e := says(u.ID, "customers.view", access.RuleTaken, false); e.By != me || e.Time != w.now.UnixMilli() || e.Statement < 3 {
		t.Errorf("%+v", e)
	}
	w.pass(time.Minute)
	if err := s.Disable(w.ctx(), u.ID); err != nil {
		t.Fatal(err)
	}
	if e := says(u.ID, "payouts.create", access.RuleDisabled, false); e.By != me || e.Time != w.now.UnixMilli() {
		t.Errorf("%+v", e)
	}
	if err := s.Enable(w.ctx(), u.ID); err != nil {
		t.Fatal(err)
	}
	w.now = time.Date(2028, 1, 3, 0, 0, 0, 0, time.UTC)
	if e := says(u.ID, "payouts.create", access.RuleEnded, false); e.Until != "2027-12-31" || e.By != me {
		t.Errorf("%+v", e)
	}
	_, err := s.Explain(w.ctx(), u.ID, "everything.do")
	input(t, err, "action")
	_, err = s.Explain(w.ctx(), "x", "customers.view")
	input(t, err, "member")
}

// Everybody may ask about himself, about others who sees users.
func TestExplainIsForbidden(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	his := w.elise(s, nil, keys.Common).enter()
	if e := must(his.Explain(w.ctx(), his.Standing().Member, "company.change"))(t); e.Allowed || e.Right != "settings.company" {
		t.Errorf("%+v", e)
	}
	if _, err := his.Explain(w.ctx(), s.Standing().Member, "company.change"); !errors.Is(err, access.ErrForbidden) {
		t.Error(err)
	}
	for _, a := range access.Actions() {
		if a.Name == "" || a.Right != "" && a.Right != "owner" && keys.Complete([]string{a.Right}) == nil {
			t.Errorf("%+v", a)
		}
	}
}
