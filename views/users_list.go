package views

import (
	"slices"
	"strings"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// userRow is somebody in the list with what it is searched and sorted by, made once
// when the list is read.
type userRow struct {
	user     access.User
	name     string // shown
	sort     string // name, for sorting
	found    string // name and address, for the search
	template string // nearest
	changes  int    // from it
}

// userRows prepares the list. Many people have the same rights, so that each set is
// held against the templates once.
func userRows(t translate, users []access.User, templates []access.Template) []userRow {
	type near struct {
		name    string
		changes int
	}
	known := map[string]near{}
	rows := make([]userRow, len(users))
	for i, u := range users {
		set := strings.Join(u.Rights, " ")
		if u.Owner {
			set = "owner"
		}
		n, there := known[set]
		if !there {
			best, added, removed := access.NearestTemplate(templates, u.Rights, u.Owner)
			n = near{name: templateName(t, best)}
			if best.Key != "" {
				n.changes = added + removed
			}
			known[set] = n
		}
		name := personName(u.Person)
		plain := plainText(name)
		rows[i] = userRow{user: u, name: name, sort: plain, found: plain + " " + plainText(u.Email), template: n.name, changes: n.changes}
	}
	return rows
}

// The filters.
const (
	userAll      = "all"
	userWithout  = "without"
	userInvited  = "invited"
	userExternal = "external"
	userWeak     = "weak"
	userShut     = "shut"
)

// weakClass is the best class of a password that is called weak.
const weakClass = 2

// passes tells whether a filter leaves somebody in the list. Counts and figures are
// about those who may enter.
func (r *userRow) passes(key string) bool {
	u := &r.user
	active, known := u.State == access.UserActive, !u.Unreadable && !u.Stale
	switch key {
	case userWithout:
		return active && known && !u.Factor
	case userInvited:
		return u.Waiting()
	case userExternal:
		return active && !u.Internal
	case userWeak:
		return active && known && u.Class > 0 && u.Class <= weakClass
	case userShut:
		return u.State == access.UserDisabled || u.State == access.UserEnded
	}
	return true
}

// chipList are the filters; the last one is there when it leaves somebody.
func (u *usersPage) chipList(n map[string]int) []kit.Chip {
	t := u.page.T
	chips := []kit.Chip{{Key: userAll, Text: t("users.chip.all"), Count: n[userAll]}, {Key: userWithout, Text: t("users.chip.without"), Count: n[userWithout]},
		{Key: userInvited, Text: t("users.chip.invited"), Count: n[userInvited]}, {Key: userExternal, Text: t("users.chip.external"), Count: n[userExternal]},
		{Key: userWeak, Text: t("users.chip.weak"), Count: n[userWeak]}}
	if n[userShut] > 0 {
		chips = append(chips, kit.Chip{Key: userShut, Text: t("users.chip.shut"), Count: n[userShut]})
	}
	return chips
}

// counts says how many there are of each, and how many have a second factor.
func (u *usersPage) counts() {
	t, n := u.page.T, map[string]int{}
	active, secure, unreadable := 0, 0, 0
	for i := range u.all {
		r := &u.all[i]
		for _, key := range []string{userAll, userWithout, userInvited, userExternal, userWeak, userShut} {
			if r.passes(key) {
				n[key]++
			}
		}
		if r.user.State != access.UserActive {
			continue
		}
		active++
		switch {
		case r.user.Unreadable || r.user.Stale:
			unreadable++
		case r.user.Factor:
			secure++
		}
	}
	u.chips.Set(u.chipList(n))
	parts := []string{t("users.count", "Count", active)}
	if n[userExternal] > 0 {
		parts = append(parts, t("users.count.external", "Count", n[userExternal]))
	}
	if n[userInvited] > 0 {
		parts = append(parts, t("users.count.invited", "Count", n[userInvited]))
	}
	if unreadable > 0 {
		parts = append(parts, t("users.count.doubt", "Count", unreadable))
	}
	u.count.SetText(strings.Join(parts, ", "))
	u.secure.SetText(t("users.count.factor", "On", secure, "Count", active))
	u.tally.Refresh()
}

// filter shows who is looked for in the order that was chosen.
func (u *usersPage) filter() {
	if !u.read {
		return
	}
	words, key := strings.Fields(plainText(u.search.Text)), u.chips.Key()
	u.shown = u.shown[:0]
	for i := range u.all {
		r := &u.all[i]
		if r.passes(key) && !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(r.found, w) }) {
			u.shown = append(u.shown, r)
		}
	}
	u.order()
	u.grid.SetRows(len(u.shown))
	if len(u.shown) == 0 {
		t := u.page.T
		u.grid.ShowEmpty(kit.Empty("no-match", t("users.none"), t("users.none.text"), kit.NewButton(kit.Normal, t("users.none.all"), u.everybody)))
	}
	relaid(u.inside)
}

// everybody takes search and filter away.
func (u *usersPage) everybody() {
	u.chips.SetKey(userAll)
	u.search.SetText("")
	u.filter()
	u.page.Window.Canvas().Focus(u.search)
}

// The columns.
const (
	userWho      = "who"
	userRights   = "rights"
	userPassword = "password"
	userFactor   = "factor"
	userState    = "state"
	userSignIn   = "signin"
)

// order sorts what is shown; without a choice it stays as the service gives it:
// owners, members by name, those invited.
func (u *usersPage) order() {
	by, down := u.grid.SortedBy()
	compare := map[string]func(a, b *userRow) int{
		userWho: func(a, b *userRow) int { return strings.Compare(a.sort, b.sort) },
		userRights: func(a, b *userRow) int {
			if c := strings.Compare(a.template, b.template); c != 0 {
				return c
			}
			return a.changes - b.changes
		},
		userPassword: func(a, b *userRow) int { return a.user.Class - b.user.Class },
		userFactor:   func(a, b *userRow) int { return truth(a.user.Factor) - truth(b.user.Factor) },
		userState:    func(a, b *userRow) int { return stateRank(a.user.State) - stateRank(b.user.State) },
		userSignIn:   func(a, b *userRow) int { return int(max(-1, min(1, a.user.SignIn-b.user.SignIn))) },
	}[by]
	if compare == nil {
		return
	}
	slices.SortStableFunc(u.shown, func(a, b *userRow) int {
		if down {
			return -compare(a, b)
		}
		return compare(a, b)
	})
}

// stateRank is the order of the states in their column.
func stateRank(s access.UserState) int {
	return slices.Index([]access.UserState{access.UserActive, access.UserInvited, access.UserExpired, access.UserCancelled, access.UserDisabled, access.UserEnded}, s)
}
