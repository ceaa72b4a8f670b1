package views

import (
	"trousseau/app/access"
	"trousseau/views/kit"
)

// entries are the pages of the main window that the person may use.
func (d *Desk) entries(p *kit.Page) []houseEntry {
	out := []houseEntry{overviewEntry(p, d.overview)}
	if d.visit.session.Standing().May(userSee) {
		out = append(out, usersEntry(p, d.users))
	}
	if d.visit.session.Standing().May(rightJournal) {
		out = append(out, journalEntry(p, d.showJournal))
	}
	return out
}

// users is who may enter.
func (d *Desk) users(p *kit.Page) view {
	s, c := d.visit.session, d.visit.seen.Company
	var u *usersPage
	u = newUsers(p, s, usersSpec{Company: c.Name, Color: c.Color, Words: d.words, Now: d.start.testOnlyClock, Standing: s.Standing(),
		OnEnrol: func() { d.askEnrol(p, c) },
		Ways: usersWays{
			OnInvite: d.showInvite, OnReview: d.showReview, OnResend: func(who access.User) { d.askResend(p, who) },
			OnEdit: d.showRights, OnCompare: d.showCompare, OnExplain: d.showExplain, OnViewAs: d.viewAs,
			OnResetPassword: func(who access.User) { d.askReset(p, who, false) },
			OnResetFactor:   func(who access.User) { d.askReset(p, who, true) },
			OnCancelReset:   func(who access.User, factor bool) { d.cancelReset(p, who, factor, func() { u.refresh() }) },
			OnShare:         d.askShare, OnTransfer: d.askTransfer, OnDemote: d.askDemote,
		}})
	return u
}
