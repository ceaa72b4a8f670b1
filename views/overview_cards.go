package views

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// overviewState says how a card's subject stands.
type overviewState int

// A fact is neither good nor bad; weak and wrong need a hand.
const (
	overviewFact overviewState = iota
	overviewWell
	overviewWeak
	overviewWrong
)

func (s overviewState) waits() bool { return s >= overviewWeak }

// mark is the icon at a card's top right.
func (s overviewState) mark() (icon string, ink fyne.ThemeColorName) {
	switch s {
	case overviewWell:
		return "passed", kit.ColorSuccess
	case overviewWeak:
		return "fault-filled", kit.ColorWarning
	case overviewWrong:
		return "fault-filled", kit.ColorError
	}
	return "", ""
}

// overviewWay is where a card's link leads.
type overviewWay int

const (
	wayEnrol overviewWay = iota
	wayPassword
	wayCodes
	wayKit
	wayCopy
	wayTime
	wayReview
)

// overviewCard is a card as it is read. class is a password's, 0 for none; link
// is the word of the way to set things right, "" where there is none.
type overviewCard struct {
	icon, name string
	value      string
	lines      []string
	link       string
	way        overviewWay
	class      int
	state      overviewState
}

// say adds a line and, where it is worse, the state it means.
func (c *overviewCard) say(s overviewState, line string) {
	c.state = max(c.state, s)
	c.lines = append(c.lines, line)
}

// overviewReader turns the state of the door into sentences.
type overviewReader struct {
	page  *kit.Page
	words overviewWords
	now   time.Time
}

// cards are all cards, those that wait for a hand first, what is wrong before
// what is weak.
func (r overviewReader) cards(o overviewRead) []overviewCard {
	a := o.state
	cards := []overviewCard{}
	if a.TimeInDoubt {
		cards = append(cards, r.time(a))
	}
	cards = append(cards, r.factor(a), r.password(a), r.kit(a))
	if !a.FactorSince.IsZero() {
		cards = append(cards, r.codes(a))
	}
	if a.ReviewDue {
		cards = append(cards, r.review())
	}
	cards = append(cards, r.copy(o), r.failed(a), r.last(a), r.person(a))
	rank := func(s overviewState) int {
		if s.waits() {
			return -int(s)
		}
		return 0
	}
	slices.SortStableFunc(cards, func(a, b overviewCard) int { return rank(a.state) - rank(b.state) })
	return cards
}

// sentence sums the cards up, and the warnings that wait above them.
func (r overviewReader) sentence(cards []overviewCard, waiting int) string {
	for _, c := range cards {
		if c.state.waits() {
			waiting++
		}
	}
	if waiting > 3 {
		return r.page.T("overview.sum.more", "Count", waiting)
	}
	return r.page.T("overview.sum." + strconv.Itoa(waiting)) // words: overview.sum.* 0 1 2 3
}

func (r overviewReader) factor(a access.Overview) overviewCard {
	t := r.page.T
	c := overviewCard{icon: "two-factor", name: t("overview.factor")}
	if a.FactorSince.IsZero() {
		c.value, c.link = t("overview.factor.off"), t("overview.factor.enrol")
		c.say(overviewWeak, t("overview.factor.off.text"))
		if a.Mandatory {
			c.say(overviewWrong, t("overview.factor.mandatory"))
		}
		return c
	}
	c.value = t("overview.factor.on")
	c.say(overviewWell, r.enrolled(a.FactorSince))
	return c
}

// enrolled says since when a second factor is asked, in days of the calendar.
func (r overviewReader) enrolled(since time.Time) string {
	switch days := r.daysSince(since); {
	case days <= 0:
		return r.page.T("overview.factor.today")
	case days == 1:
		return r.page.T("overview.factor.yesterday")
	default:
		return r.page.T("overview.factor.days", "Count", days)
	}
}

// failed counts since the last sign-in, or since there is an access where this is
// the first.
func (r overviewReader) failed(a access.Overview) overviewCard {
	t := r.page.T
	none, some := t("overview.failed.none.text"), t("overview.failed.some.text")
	if a.LastSignIn.IsZero() {
		none, some = t("overview.failed.none.first"), t("overview.failed.some.first")
	}
	c := overviewCard{icon: "shield", name: t("overview.failed")}
	if a.Failed == 0 {
		c.value = t("overview.failed.none")
		c.say(overviewWell, none)
		return c
	}
	c.value = t("overview.failed.some", "Count", a.Failed)
	c.say(overviewWeak, some)
	if a.FailedKit > 0 {
		c.say(overviewWeak, t("overview.failed.kit", "Number", a.FailedKit))
	}
	return c
}

func (r overviewReader) last(a access.Overview) overviewCard {
	t := r.page.T
	c := overviewCard{icon: "login", name: t("overview.last")}
	if a.LastSignIn.IsZero() {
		c.value = t("overview.last.first")
		return c
	}
	c.value = r.day(a.LastSignIn)
	c.say(overviewFact, t("overview.last.time", "Time", clock(a.LastSignIn.In(r.now.Location()))))
	return c
}

func (r overviewReader) person(a access.Overview) overviewCard {
	t := r.page.T
	c := overviewCard{icon: "person", name: t("overview.person"), lines: []string{a.Email}}
	c.value = t("overview.person.name", "First", a.First, "Last", a.Last)
	if a.Owner {
		c.say(overviewFact, t("overview.person.owner"))
	}
	return c
}

// review reminds an owner of the look at who has access (U12).
func (r overviewReader) review() overviewCard {
	t := r.page.T
	c := overviewCard{icon: "users", name: t("overview.review"), value: t("overview.review.due"), way: wayReview, link: t("overview.review.link")}
	c.say(overviewWeak, t("overview.review.text"))
	return c
}

// day names a day as people do: today, yesterday, or its date.
func (r overviewReader) day(t time.Time) string {
	switch r.daysSince(t) {
	case 0:
		return r.page.T("overview.last.today")
	case 1:
		return r.page.T("overview.last.yesterday")
	}
	return r.date(t)
}

func (r overviewReader) date(t time.Time) string { return r.words.Date(t.In(r.now.Location())) }

// daysSince counts midnights between t and now.
func (r overviewReader) daysSince(t time.Time) int {
	day := func(t time.Time) time.Time {
		y, m, d := t.In(r.now.Location()).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(r.now).Sub(day(t)) / (24 * time.Hour))
}
