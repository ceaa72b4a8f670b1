package views

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// gdprList is who has access (A26 to A29, G2): people of the house apart from those
// outside, and those invited apart from both.
type gdprList struct {
	tab    *gdprTab
	search *kit.Search
	chips  *kit.Chips
	grid   *kit.Grid
	export *kit.Button
	count  *kit.Text
	room   *fyne.Container // gives the grid its height
	all    []gdprPerson
	rows   []gdprRow
	sort   string
	down   bool
}

// gdprPerson is one of them with what the search looks through.
type gdprPerson struct {
	access.User
	found string
}

// gdprRow is a row of the grid: a person, or the heading of a group.
type gdprRow struct {
	title, text string
	user        *access.User
}

// The columns by their key, and how many rows stand without the list scrolling by
// itself.
const (
	gdprWho    = "who"
	gdprPass   = "password"
	gdprFactor = "factor"
	gdprSignIn = "signin"
	gdprLong   = 12
)

func newGDPRList(g *gdprTab) *gdprList {
	t := g.window.page.T
	l := &gdprList{tab: g, count: kit.Caption("")}
	l.search = kit.NewSearch(t("gdpr.search"), func(string) { l.filter() })
	l.chips = kit.NewChips([]kit.Chip{{Key: "all", Text: t("gdpr.filter.all")}}, func(string) { l.filter() })
	l.export = kit.NewButton(kit.Normal, t("gdpr.export"), l.askFormat).SetIcon("download")
	l.grid = kit.NewGrid(kit.GridSpec{Runner: g.window.page.Runner,
		Columns: []kit.GridColumn{{Key: gdprWho, Title: t("gdpr.who"), Sortable: true}, {Key: gdprPass, Title: t("gdpr.password"), Width: 112, Sortable: true, Drop: 2},
			{Key: gdprFactor, Title: t("gdpr.2fa"), Width: 112, Sortable: true}, {Key: gdprSignIn, Title: t("gdpr.signin"), Width: 204, Sortable: true, Drop: 1}},
		Row: l.row, Heading: l.heading, OnSort: func(key string, down bool) {
			l.sort, l.down = key, down
			l.filter()
			l.grid.Top()
		},
		OnOpen: func(i int) {
			if u := l.rows[i].user; u != nil {
				l.detail(*u)
			}
		}})
	l.search.OnDown = func() { l.grid.FocusRows(g.window.page.Window) }
	l.room = kit.Fixed(0, 240, l.grid)
	return l
}

// show is the block under the switches.
func (l *gdprList) show(r gdprRead) fyne.CanvasObject {
	t := l.tab.window.page.T
	if !r.seen {
		return kit.VStack(12, kit.Section(t("gdpr.access")), kit.LeftMax(560, kit.Muted(t("gdpr.access.unseen"))))
	}
	l.all = make([]gdprPerson, len(r.users))
	for i, u := range r.users {
		l.all[i] = gdprPerson{User: u, found: plainText(u.First + " " + u.Last + " " + u.Email)}
	}
	l.tally()
	l.filter()
	return kit.VStack(12, kit.HStack(8, kit.Section(t("gdpr.access")), kit.Spacer(), l.export),
		kit.VStack(8, kit.LeftMax(320, l.search), l.chips), l.room, l.count)
}

// tally counts for the filters, and says how many of the active members have a
// second factor.
func (l *gdprList) tally() {
	t := l.tab.window.page.T
	n := map[string]int{}
	for _, p := range l.all {
		for _, key := range []string{"all", "inside", "outside", "without", "invited"} {
			if p.passes(key) {
				n[key]++
			}
		}
	}
	chips := []kit.Chip{{Key: "all", Text: t("gdpr.filter.all"), Count: n["all"]}, {Key: "inside", Text: t("gdpr.inside"), Count: n["inside"]},
		{Key: "outside", Text: t("gdpr.outside"), Count: n["outside"]}, {Key: "without", Text: t("gdpr.filter.without"), Count: n["without"]}}
	if n["invited"] > 0 {
		chips = append(chips, kit.Chip{Key: "invited", Text: t("gdpr.invited"), Count: n["invited"]})
	}
	l.chips.Set(chips)
	active := l.tab.kept.people()
	on := 0
	for _, p := range active {
		if p.Factor && !p.Unreadable && !p.Stale {
			on++
		}
	}
	text := t("gdpr.count", "On", on, "Count", len(active))
	if n["invited"] > 0 {
		text = t("gdpr.count.invited", "On", on, "All", len(active), "Count", n["invited"])
	}
	l.count.SetText(text)
}

// passes tells whether a filter leaves somebody in the list.
func (p gdprPerson) passes(key string) bool {
	invited := p.State == access.UserInvited
	switch key {
	case "inside":
		return p.Internal && !invited
	case "outside":
		return !p.Internal && !invited
	case "without":
		return !invited && !p.Factor && !p.Unreadable && !p.Stale
	case "invited":
		return invited
	}
	return true
}

// filter shows who is looked for, in his group and the order that was chosen.
func (l *gdprList) filter() {
	t := l.tab.window.page.T
	words := strings.Fields(plainText(l.search.Text))
	groups := [3][]*access.User{}
	for i := range l.all {
		p := &l.all[i]
		if !p.passes(l.chips.Key()) || slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(p.found, w) }) {
			continue
		}
		group := 0
		switch {
		case p.State == access.UserInvited:
			group = 2
		case !p.Internal:
			group = 1
		}
		groups[group] = append(groups[group], &p.User)
	}
	l.rows = l.rows[:0]
	for i, heading := range [3][2]string{{t("gdpr.inside"), t("gdpr.inside.text", "Count", len(groups[0]))},
		{t("gdpr.outside"), t("gdpr.outside.text", "Count", len(groups[1]))}, {t("gdpr.invited"), t("gdpr.invited.text", "Count", len(groups[2]))}} {
		if len(groups[i]) == 0 {
			continue
		}
		l.order(groups[i])
		l.rows = append(l.rows, gdprRow{title: heading[0], text: heading[1]})
		for _, u := range groups[i] {
			l.rows = append(l.rows, gdprRow{user: u})
		}
	}
	l.fill()
}

// fill shows the rows, at the height that a short list takes.
func (l *gdprList) fill() {
	t := l.tab.window.page.T
	high := float32(52)
	for i, row := range l.rows {
		switch {
		case i > gdprLong:
		case row.user == nil:
			high += 40
		default:
			high += 56
		}
	}
	l.room.Layout = kit.Fixed(0, max(high, 240), nil).Layout
	l.grid.SetRows(len(l.rows))
	if len(l.rows) == 0 {
		l.grid.ShowEmpty(kit.Empty("no-match", t("gdpr.nobody"), t("gdpr.nobody.text")))
	}
	l.room.Refresh()
}

func (l *gdprList) heading(i int) (title, text string, is bool) {
	if i >= len(l.rows) || l.rows[i].user != nil {
		return "", "", false
	}
	return l.rows[i].title, l.rows[i].text, true
}

// order sorts a group; without a choice it stays as the service gives it.
func (l *gdprList) order(users []*access.User) {
	if l.sort == "" {
		return
	}
	slices.SortStableFunc(users, func(a, b *access.User) int {
		c := 0
		switch l.sort {
		case gdprWho:
			c = strings.Compare(plainText(personName(a.Person)), plainText(personName(b.Person)))
		case gdprPass:
			c = a.Class - b.Class
		case gdprFactor:
			c = truth(a.Factor) - truth(b.Factor)
		case gdprSignIn:
			c = int(max(-1, min(1, a.SignIn-b.SignIn)))
		}
		if l.down {
			return -c
		}
		return c
	})
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
