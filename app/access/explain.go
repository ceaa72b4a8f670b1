package access

import (
	"context"
	"slices"
	"time"

	"trousseau/app/keys"
	"trousseau/data"
)

// Rule is what decides whether somebody may do something (R14).
type Rule string

// The rules. Those about a right name the statement that gave or took it.
const (
	RuleMember    Rule = "member"    // every member may
	RuleOwner     Rule = "owner"     // he is an owner
	RuleGiven     Rule = "given"     // he was given the right
	RuleMissing   Rule = "missing"   // nobody gave it to him
	RuleTaken     Rule = "taken"     // he had it
	RuleSuspended Rule = "suspended" // a reset of his password left it for somebody to give again
	RuleOwners    Rule = "owners"    // only owners may, and he is none
	RuleDisabled  Rule = "disabled"
	RuleEnded     Rule = "ended"     // his last day is over
	RuleAgreement Rule = "agreement" // no agreement that supports payouts holds today (R12)
	RuleLive      Rule = "live"      // the company is not in production yet (R13)
)

// Explanation says whether a member may do something, and why.
type Explanation struct {
	Action  string
	Right   string // the one it asks for; empty: none
	Allowed bool
	Rule    Rule
	// Statement is the number of the signed statement that decides, Time when (Unix
	// ms) and By the member who signed it; By is empty where no statement does.
	Statement uint64
	Time      int64
	By        string
	Until     string // his last day, of RuleEnded
	// Others: nobody does it on himself, and on owners only owners do.
	Others bool
}

// Action is something that a person can do, by the name that its line has in the
// journal, and the right that its service asks for.
type Action struct {
	Name, Right string
	Others      bool // see Explanation
}

// OwnersAction is an action that stands for all that only owners do.
const OwnersAction = actMoney

// Actions lists what Explain knows, besides every right by its own name.
func Actions() []Action {
	return []Action{
		{Name: actCompany, Right: rightCompany}, {Name: actLogo, Right: rightCompany}, {Name: actTerms, Right: rightCompany},
		{Name: actMoney, Right: rightOwner}, {Name: actPolicy, Right: rightOwner}, {Name: actIdle, Right: rightOwner},
		{Name: actRequire, Right: rightOwner}, {Name: actRestored, Right: rightOwner}, {Name: actAgreement, Right: rightOwner},
		{Name: "links.change", Right: rightOwner}, {Name: "support.on", Right: rightOwner}, {Name: "support.off", Right: rightOwner},
		{Name: "company.live", Right: rightOwner}, {Name: "review.confirm", Right: rightOwner},
		{Name: "billing.change", Right: "account.billing"}, {Name: actFound, Right: "account.create"},
		{Name: "member.invite", Right: keys.RightInvite}, {Name: "member.resend", Right: keys.RightInvite},
		{Name: "invitation.cancel", Right: keys.RightInvite},
		{Name: actGrant, Right: keys.RightEditRights, Others: true}, {Name: actEnable, Right: keys.RightEditRights, Others: true},
		{Name: actDisable, Right: keys.RightEditRights, Others: true}, {Name: actRemove, Right: keys.RightDelete, Others: true},
		{Name: actDemote, Right: rightOwner, Others: true}, {Name: actShare, Right: rightOwner, Others: true},
		{Name: actTransfer, Right: rightOwner, Others: true}, {Name: actTemplates, Right: keys.RightEditRights},
		{Name: "reset.password", Right: keys.RightResetPassword, Others: true},
		{Name: "reset.factor", Right: keys.RightResetFactor, Others: true},
		{Name: actView, Right: rightSeeUsers, Others: true}, {Name: "list.export", Right: rightSeeUsers},
		{Name: "journal.export", Right: "journal.view"}, {Name: actName}, {Name: actPassword}, {Name: actScreen},
	}
}

func actionOf(name string) (Action, bool) {
	if known(name) {
		return Action{Name: name, Right: name}, true
	}
	for _, a := range Actions() {
		if a.Name == name {
			return a, true
		}
	}
	return Action{}, false
}

// Explain tells whether a member of the current company may do something, and the
// rule and the statement that decide (R14). The action is a name of Actions, or a
// right. About somebody else it asks users.view. Errors: *InputError of the fields
// "member" and "action", ErrForbidden, ErrTampered, ErrEnded.
func (s *Session) Explain(ctx context.Context, member, action string) (Explanation, error) {
	var out Explanation
	id, err := memberID(member)
	if err != nil {
		return out, err
	}
	a, ok := actionOf(action)
	if !ok {
		return out, &InputError{Field: "action", Err: ErrOdd}
	}
	err = s.read(ctx, func(tx *data.Tx, r *room) error {
		if err := r.may(rightSeeUsers); id != r.member && err != nil {
			return err
		}
		m, ok := r.state.Member(id)
		if !ok {
			return &InputError{Field: "member", Err: ErrOdd}
		}
		past, err := r.pastOf(tx, id)
		if err != nil {
			return err
		}
		out = explain(a, m, past, r.gates(s.door.clock()), time.UnixMilli(max(s.door.now(), r.state.Time)))
		return nil
	})
	return out, err
}

// explain judges by what the replay says; the past only tells where it comes from.
func explain(a Action, m keys.Member, past past, gates Gates, now time.Time) Explanation {
	out := Explanation{Action: a.Name, Right: a.Right, Others: a.Others}
	by := func(rule Rule, allowed bool, e event) Explanation {
		out.Rule, out.Allowed = rule, allowed
		if e.by != (keys.ID{}) {
			out.Statement, out.Time, out.By = e.seq, e.time, e.by.String()
		}
		return out
	}
	switch {
	case m.Disabled:
		return by(RuleDisabled, false, past.disabled)
	case !m.Standing(now.UnixMilli()):
		out.Until = m.Until
		return by(RuleEnded, false, past.until)
	case a.Right == "":
		return by(RuleMember, true, event{})
	case a.Right == rightOwner && !m.Owner:
		return by(RuleOwners, false, event{})
	case a.Right == "payouts.create" && m.Has(a.Right) && !gates.Agreement:
		return by(RuleAgreement, false, event{})
	case a.Right == "sync.use" && m.Has(a.Right) && !gates.Live:
		return by(RuleLive, false, event{})
	case m.Owner:
		return by(RuleOwner, true, past.owner)
	case m.Has(a.Right):
		return by(RuleGiven, true, past.given[a.Right])
	case slices.Contains(m.Suspended, a.Right):
		return by(RuleSuspended, false, past.reset)
	}
	if taken, ok := past.taken[a.Right]; ok {
		return by(RuleTaken, false, taken)
	}
	return by(RuleMissing, false, event{})
}
