package views

import (
	"time"

	"trousseau/app/access"
	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// The overview's card of the password, and the warnings before its end (P4).

func (r overviewReader) password(a access.Overview) overviewCard {
	t := r.page.T
	class := passwords.Class(a.PasswordClass)
	c := overviewCard{icon: "key", name: t("overview.password"), class: a.PasswordClass, way: wayPassword, value: strengthWord(r.page, class)}
	c.say(overviewWell, r.passwordSince(a))
	switch {
	case class < passwords.Fair:
		c.say(overviewWrong, t("overview.password.weak"))
	case class == passwords.Fair:
		c.say(overviewWeak, t("overview.password.fair"))
	}
	switch passwordStage(a) {
	case passwordSoon, passwordNear:
		c.say(overviewWeak, passwordDue(r.page, a.PasswordDays))
	case passwordLast:
		c.say(overviewWrong, passwordDue(r.page, a.PasswordDays))
	}
	if c.state.waits() {
		c.link = t("overview.password.change")
	}
	return c
}

// passwordNearness says how near the end of a password is, by the days of P4.
type passwordNearness int

const (
	passwordFar  passwordNearness = iota // nothing is told
	passwordSoon                         // 14 days or less: its card waits
	passwordNear                         // 7 days or less: a warning stays above the cards
	passwordLast                         // 1 day or less: an error, with the act beside it
)

func passwordStage(a access.Overview) passwordNearness {
	switch {
	case !a.PasswordWarns:
		return passwordFar
	case a.PasswordDays <= 1:
		return passwordLast
	case a.PasswordDays <= 7:
		return passwordNear
	}
	return passwordSoon
}

// passwordAge says since when a password is in use, in days of the calendar.
func passwordAge(r overviewReader, set time.Time) string {
	switch days := r.daysSince(set); {
	case days <= 0:
		return r.page.T("overview.password.today")
	case days == 1:
		return r.page.T("overview.password.yesterday")
	default:
		return r.page.T("overview.password.days", "Count", days)
	}
}

// passwordDue says until when a password may still be used (P4).
func passwordDue(p *kit.Page, days int) string {
	if days <= 0 {
		return p.T("overview.password.last")
	}
	return p.T("overview.password.due", "Count", days)
}

// passwordNote stands above the cards from the seventh day on, with its act beside
// it; the card alone tells of the days before (P4).
func (o *overviewPage) passwordNote(a access.Overview) {
	tone, text := kit.ToneWarning, o.page.T("overview.password.note", "Count", a.PasswordDays)
	switch passwordStage(a) {
	case passwordFar, passwordSoon:
		return
	case passwordLast:
		tone = kit.ToneError
		if a.PasswordDays <= 0 {
			text = o.page.T("overview.password.note.last")
		}
	}
	o.note(tone, text).SetAction(o.page.T("overview.password.change"), o.spec.OnPassword)
}
