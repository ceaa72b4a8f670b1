package views

import (
	"time"

	"trousseau/app"
	"trousseau/app/access"
)

// The overview's cards of what lets a person back in: recovery codes, kit, copies
// of the file, and the clock that all of it is judged by.

// fewCodes is how many recovery codes are too few (F13).
const fewCodes = 3

// oldCopy is from when on the newest copy needs a hand, in days of the calendar.
const oldCopy = 7

func (r overviewReader) codes(a access.Overview) overviewCard {
	t := r.page.T
	c := overviewCard{icon: "numbering", name: t("overview.codes"), way: wayCodes, value: t("overview.codes.left", "Count", a.RecoveryLeft)}
	if a.RecoveryLeft > fewCodes {
		c.say(overviewWell, t("overview.codes.text"))
		return c
	}
	c.link = t("overview.codes.new")
	c.say(overviewWeak, t("overview.codes.few"))
	if a.RecoveryLeft == 0 {
		c.state = overviewWrong
	}
	return c
}

func (r overviewReader) kit(a access.Overview) overviewCard {
	t := r.page.T
	c := overviewCard{icon: "badge", name: t("overview.kit"), way: wayKit}
	if a.KitFault {
		c.value, c.link = t("overview.kit.fault"), t("overview.kit.new")
		c.say(overviewWrong, t("overview.kit.fault.text"))
		return c
	}
	c.value = t("setup.kit.number", "Number", a.KitNumber)
	c.say(overviewWell, t("overview.kit.made", "Date", r.date(a.KitMade)))
	return c
}

// copy tells how old the newest copy is. Copies that lie in the future, because a
// clock was set back, tell nothing.
func (r overviewReader) copy(o overviewRead) overviewCard {
	t := r.page.T
	c := overviewCard{icon: "backup", name: t("overview.copy"), way: wayCopy, value: t("overview.copy.none")}
	newest, ok := newestCopy(o.copies, r.now)
	if ok {
		c.value = r.day(newest.Made)
		c.say(overviewWell, t("overview.copy.kept", "Time", clock(newest.Made.In(r.now.Location())), "Count", len(o.copies)))
	}
	switch {
	case o.copying:
		c.say(overviewFact, t("overview.copy.running"))
		return c
	case o.fault != nil:
		c.say(overviewWeak, r.page.Explain(o.fault))
	case !ok:
		c.say(overviewWeak, t("overview.copy.none.text"))
	case r.daysSince(newest.Made) > oldCopy:
		c.say(overviewWeak, t("overview.copy.old"))
	}
	if c.state.waits() {
		c.link = t("overview.copy.make")
	}
	return c
}

func newestCopy(copies []app.Backup, now time.Time) (app.Backup, bool) {
	for _, b := range copies {
		if !b.Made.After(now) {
			return b, true
		}
	}
	return app.Backup{}, false
}

// time asks whether a clock that leapt ahead is right.
func (r overviewReader) time(a access.Overview) overviewCard {
	t := r.page.T
	c := overviewCard{icon: "schedule", name: t("overview.time"), value: t("overview.time.right"), way: wayTime, link: t("overview.time.yes")}
	seen := dateTime(t, a.TimeTrusted.In(r.now.Location()))
	c.say(overviewWrong, t("overview.time.leap", "Count", r.daysSince(a.TimeTrusted), "Now", dateTime(t, r.now), "Seen", seen))
	c.say(overviewWrong, t("overview.time.no"))
	if a.PasswordExpires {
		c.say(overviewWrong, t("overview.password.waits"))
	}
	return c
}

// passwordSince says since when a password is in use; in days only by a clock that
// nobody doubts.
func (r overviewReader) passwordSince(a access.Overview) string {
	if a.TimeInDoubt {
		return r.page.T("overview.password.set", "Date", r.date(a.PasswordSet))
	}
	return passwordAge(r, a.PasswordSet)
}
