package views

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/passwords"
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

// overviewCard is a card as it is read. class is a password's, 0 for none; link
// is the way to set things right, "" where there is none.
type overviewCard struct {
	icon, name        string
	value, text, more string
	link              string
	class             int
	state             overviewState
}

// overviewReader turns the state of the door into sentences.
type overviewReader struct {
	page  *kit.Page
	words overviewWords
	now   time.Time
}

// cards are all cards, those that wait for a hand first.
func (r overviewReader) cards(a access.Overview) []overviewCard {
	cards := []overviewCard{r.factor(a), r.password(a), r.failed(a), r.last(a), r.person(a)}
	slices.SortStableFunc(cards, func(a, b overviewCard) int {
		switch {
		case a.state.waits() == b.state.waits():
			return 0
		case a.state.waits():
			return -1
		}
		return 1
	})
	return cards
}

// sentence sums the cards up.
func (r overviewReader) sentence(cards []overviewCard) string {
	waiting := 0
	for _, c := range cards {
		if c.state.waits() {
			waiting++
		}
	}
	return r.page.T("overview.sum." + strconv.Itoa(waiting)) // words: overview.sum.* 0 1 2 3
}

func (r overviewReader) factor(a access.Overview) overviewCard {
	c := overviewCard{icon: "two-factor", name: r.page.T("overview.factor")}
	if a.FactorSince.IsZero() {
		c.state = overviewWeak
		c.value, c.text, c.link = r.page.T("overview.factor.off"), r.page.T("overview.factor.off.text"), r.page.T("overview.factor.enrol")
		return c
	}
	c.state = overviewWell
	c.value, c.text = r.page.T("overview.factor.on"), r.enrolled(a.FactorSince)
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

func (r overviewReader) password(a access.Overview) overviewCard {
	c := overviewCard{icon: "key", name: r.page.T("overview.password"), class: a.PasswordClass, text: r.age(a.PasswordSet), state: overviewWell}
	class := passwords.Class(a.PasswordClass)
	switch {
	case class < passwords.Fair:
		c.state = overviewWrong
		c.more = r.page.T("overview.password.weak")
	case class == passwords.Fair:
		c.state = overviewWeak
		c.more = r.page.T("overview.password.fair")
	}
	c.value = strengthWord(r.page, class)
	return c
}

// age says since when a password is in use, in days of the calendar.
func (r overviewReader) age(set time.Time) string {
	switch days := r.daysSince(set); {
	case days <= 0:
		return r.page.T("overview.password.today")
	case days == 1:
		return r.page.T("overview.password.yesterday")
	default:
		return r.page.T("overview.password.days", "Count", days)
	}
}

// failed counts since the last sign-in, or since there is an access where this is
// the first.
func (r overviewReader) failed(a access.Overview) overviewCard {
	none, some := r.page.T("overview.failed.none.text"), r.page.T("overview.failed.some.text")
	if a.LastSignIn.IsZero() {
		none, some = r.page.T("overview.failed.none.first"), r.page.T("overview.failed.some.first")
	}
	c := overviewCard{icon: "shield", name: r.page.T("overview.failed")}
	if a.Failed == 0 {
		c.state = overviewWell
		c.value, c.text = r.page.T("overview.failed.none"), none
		return c
	}
	c.state = overviewWeak
	c.value, c.text = r.page.T("overview.failed.some", "Count", a.Failed), some
	return c
}

func (r overviewReader) last(a access.Overview) overviewCard {
	c := overviewCard{icon: "login", name: r.page.T("overview.last")}
	if a.LastSignIn.IsZero() {
		c.value = r.page.T("overview.last.first")
		return c
	}
	at := a.LastSignIn.In(r.now.Location())
	c.text = r.page.T("overview.last.time", "Time", at.Format("15:04"))
	switch r.daysSince(a.LastSignIn) {
	case 0:
		c.value = r.page.T("overview.last.today")
	case 1:
		c.value = r.page.T("overview.last.yesterday")
	default:
		c.value = r.date(at)
	}
	return c
}

func (r overviewReader) person(a access.Overview) overviewCard {
	c := overviewCard{icon: "person", name: r.page.T("overview.person"), text: a.Email}
	c.value = r.page.T("overview.person.name", "First", a.First, "Last", a.Last)
	if a.Owner {
		c.more = r.page.T("overview.person.owner")
	}
	return c
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
