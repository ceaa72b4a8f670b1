package views

import (
	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// userAct is something that can be done about somebody. Leads: it goes to another
// window or asks first in one; otherwise it acts after a question here.
type userAct struct {
	icon, text string
	leads      bool
	do         func()
}

// open says all that is known of somebody, and offers what may be done.
func (u *usersPage) open(who access.User) {
	if u.detail != nil && u.detail.Shown() {
		return
	}
	t, color := u.page.T, companyColor(u.spec.Color)
	gone := func() {
		u.detail.Hide()
		u.detail = nil
	}
	name := personName(who.Person)
	head := kit.HStack(12, kit.Person(personInitials(who.Person), 40), kit.VStack(0, kit.Section(name), kit.Caption(who.Email)), kit.Spacer())
	if name == who.Email {
		head = kit.HStack(12, kit.Person(personInitials(who.Person), 40), kit.Section(name), kit.Spacer())
	}
	body := kit.VStack(16, kit.HStack(8, kit.Dot(color), kit.Caption(u.spec.Company).Single()), head)
	if note := u.doubt(who); note != nil {
		body.Add(note)
	}
	body.Add(companyFacts(u.facts(who)...))
	var rows []*kit.Row
	for _, a := range u.actsOn(who) {
		row := kit.NewRow(a.icon, a.text, "", func() {
			gone()
			a.do()
		})
		if !a.leads {
			row.Plain()
		}
		rows = append(rows, row)
	}
	why := u.whyNot(who)
	switch {
	case len(rows) > 0:
		body.Add(kit.Card(kit.Rows(rows...), 12))
	case why != "":
		body.Add(settingsNote(why))
	}
	body.Add(kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, t("company.close"), gone)))
	u.detail = kit.ShowDialog(u.page.Window, 480, color, body, gone)
}

// doubt tells why what is shown of somebody is no good; nil where it is.
func (u *usersPage) doubt(who access.User) fyne.CanvasObject {
	word := ""
	switch {
	case who.Unreadable:
		word = u.page.T("gdpr.unreadable.text")
	case who.Stale:
		word = u.page.T("gdpr.stale.text")
	default:
		return nil
	}
	m := kit.NewMessage()
	m.Set(kit.ToneWarning, "", word)
	return m
}

// facts are what is known of somebody; what is not is left out.
func (u *usersPage) facts(who access.User) []companyFact {
	t := u.page.T
	kind := t("users.kind.internal")
	if !who.Internal {
		kind = t("users.kind.external")
	}
	facts := []companyFact{{t("users.fact.state"), u.stateWord(who.State)}, {t("users.fact.kind"), kind},
		{t("users.column.rights"), u.rightsLine(who)}}
	if who.Until != "" {
		facts = append(facts, companyFact{t("users.fact.until"), u.civil(who.Until)})
	}
	if who.Waiting() {
		return append(facts, companyFact{t("users.fact.invited"), u.date(who.Since)}, companyFact{t("users.fact.by"), u.nameOf(who.InvitedBy)},
			companyFact{t("users.fact.ends"), u.date(who.Ends)})
	}
	facts = append(facts, companyFact{t("users.fact.since"), u.date(who.Since)}, companyFact{t("users.fact.by"), u.nameOf(who.InvitedBy)})
	if !who.Unreadable {
		factor := t("users.factor.off")
		if who.Factor {
			factor = t("users.factor.on")
		}
		facts = append(facts, companyFact{t("users.column.password"), strengthWord(u.page, passwords.Class(who.Class))},
			companyFact{t("users.column.factor"), factor}, companyFact{t("users.column.signin"), u.signedIn(who)})
	}
	if who.PasswordReset > 0 {
		facts = append(facts, companyFact{t("users.fact.reset.password"), t("users.until", "Date", u.date(who.PasswordReset))})
	}
	if who.FactorReset > 0 {
		facts = append(facts, companyFact{t("users.fact.reset.factor"), t("users.until", "Date", u.date(who.FactorReset))})
	}
	if n := len(who.Suspended); n > 0 {
		facts = append(facts, companyFact{t("users.fact.suspended"), t("users.suspended", "Count", n)})
	}
	return facts
}

// rightsLine is a template and how far somebody is from it.
func (u *usersPage) rightsLine(who access.User) string {
	for i := range u.all {
		if r := &u.all[i]; r.user.ID == who.ID {
			if r.changes == 0 {
				return r.template
			}
			return u.page.T("template.with", "Name", r.template, "Changes", u.page.T("template.changes", "Count", r.changes))
		}
	}
	return ""
}

// nameOf is what a member is called; empty for one who is gone, and for the founder.
func (u *usersPage) nameOf(member string) string {
	for i := range u.all {
		if member != "" && u.all[i].user.ID == member {
			return u.all[i].name
		}
	}
	return ""
}

// whyNot is why nothing can be done about somebody; empty where that is no matter of
// who he is.
func (u *usersPage) whyNot(who access.User) string {
	switch {
	case who.Me:
		return u.page.T("fault.self")
	case who.Owner && !u.owns():
		return u.page.T("fault.owners")
	case who.State == access.UserCancelled:
		return u.page.T("users.cancelled.text")
	}
	return ""
}

// actsOn is what the person may do about somebody, in the order of the list.
func (u *usersPage) actsOn(who access.User) []userAct {
	if who.Me || who.Owner && !u.owns() {
		return nil
	}
	if who.Waiting() {
		return u.actsOnInvited(who)
	}
	t, w := u.page.T, u.spec.Ways
	var out []userAct
	add := func(may bool, icon, text string, do func(access.User), leads bool) {
		if may && do != nil {
			out = append(out, userAct{icon, text, leads, func() { do(who) }})
		}
	}
	active := who.State == access.UserActive
	add(u.may(keys.RightEditRights), "edit", t("users.edit"), w.OnEdit, true)
	add(u.may(userSee), "compare", t("users.compare"), w.OnCompare, true)
	add(u.may(userSee), "help", t("users.explain"), w.OnExplain, true)
	add(active && u.may(userSee), "reveal", t("users.viewAs"), w.OnViewAs, true)
	add(active && u.may(keys.RightResetPassword) && who.PasswordReset == 0, "lock", t("users.reset.password"), w.OnResetPassword, true)
	add(active && u.may(keys.RightResetFactor) && who.Factor && who.FactorReset == 0, "two-factor", t("users.reset.factor"), w.OnResetFactor, true)
	add(u.may(keys.RightResetPassword) && who.PasswordReset > 0, "close", t("users.reset.password.cancel"), u.cancelReset(false), false)
	add(u.may(keys.RightResetFactor) && who.FactorReset > 0, "close", t("users.reset.factor.cancel"), u.cancelReset(true), false)
	add(u.owns() && active && !who.Owner, "key", t("users.share"), w.OnShare, true)
	add(u.owns() && active && !who.Owner, "key", t("users.transfer"), w.OnTransfer, true)
	add(u.owns() && who.Owner, "key", t("users.demote"), w.OnDemote, true)
	add(u.may(keys.RightEditRights) && who.State != access.UserDisabled, "refused", t("users.disable"), u.askDisable, false)
	add(u.may(keys.RightEditRights) && who.State == access.UserDisabled, "passed", t("users.enable"), u.askEnable, false)
	add(u.may(keys.RightDelete), "delete", t("users.delete"), u.askRemove, false)
	return out
}

// userSee is the right to see the list.
const userSee = keys.RightSeeUsers

func (u *usersPage) cancelReset(factor bool) func(access.User) {
	if u.spec.Ways.OnCancelReset == nil {
		return nil
	}
	return func(who access.User) { u.spec.Ways.OnCancelReset(who, factor) }
}

func (u *usersPage) actsOnInvited(who access.User) []userAct {
	var out []userAct
	if !u.may(keys.RightInvite) {
		return nil
	}
	if w := u.spec.Ways.OnResend; w != nil && who.State != access.UserCancelled {
		out = append(out, userAct{"mail", u.page.T("users.resend"), true, func() { w(who) }})
	}
	if who.State != access.UserCancelled {
		out = append(out, userAct{"close", u.page.T("users.cancel"), false, func() { u.askCancel(who) }})
	}
	return out
}
