package views

import (
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// The icons of a row.
const (
	userEdit   = "edit"
	userDelete = "delete"
)

// userNothing stands where somebody has no figure yet.
const userNothing = "–"

func (u *usersPage) newGrid() *kit.Grid {
	t := u.page.T
	return kit.NewGrid(kit.GridSpec{
		Runner: u.page.Runner,
		Columns: []kit.GridColumn{
			{Key: userWho, Title: t("users.column.who"), Least: 200, Sortable: true},
			{Key: userRights, Title: t("users.column.rights"), Width: 164, Sortable: true, Drop: 3},
			{Key: userPassword, Title: t("users.column.password"), Width: 88, Sortable: true, Drop: 4},
			{Key: userFactor, Title: t("users.column.factor"), Width: 92, Sortable: true, Drop: 1},
			{Key: userState, Title: t("users.column.state"), Width: 92, Sortable: true, Drop: 2},
			{Key: userSignIn, Title: t("users.column.signin"), Width: 124, Sortable: true, Drop: 5},
		},
		Icons:   []kit.GridIcon{{Key: userEdit, Icon: "edit", Name: t("users.edit")}, {Key: userDelete, Icon: "delete", Name: t("users.delete")}},
		HasIcon: func(i int, key string) bool { return i < len(u.shown) && u.hasIcon(u.shown[i].user, key) },
		Row:     u.row,
		OnOpen:  func(i int) { u.open(u.shown[i].user) },
		OnIcon:  u.press,
		OnSort: func(string, bool) {
			u.filter()
			u.grid.Top()
		},
	})
}

// hasIcon tells whether the person may do at all what an icon stands for; why he may
// not do it with this one is said when it is pressed.
func (u *usersPage) hasIcon(who access.User, key string) bool {
	switch {
	case who.Waiting():
		return u.may(keys.RightInvite)
	case key == userEdit:
		return u.may(keys.RightEditRights) && u.spec.Ways.OnEdit != nil
	}
	return u.may(keys.RightDelete)
}

// row makes the cells of a row and what fills them.
func (u *usersPage) row() kit.GridRow {
	who, rights, strength := kit.NewWhoCell(), kit.NewTextCell(), kit.NewStrengthCell()
	factor, state, last := kit.NewStateCell(), kit.NewStateCell(), kit.NewTextCell().Muted()
	return kit.GridRow{Cells: []fyne.CanvasObject{who, rights, strength, factor, state, last}, Show: func(i int) {
		if i >= len(u.shown) {
			return // it scrolls out as this is shown
		}
		r := u.shown[i]
		email, tag := r.user.Email, ""
		if r.name == email {
			email = ""
		}
		if !r.user.Internal {
			tag = u.page.T("users.external")
		}
		who.Set(personInitials(r.user.Person), r.name, email, tag)
		rights.Set(r.template, u.rightsNote(r))
		u.showStrength(strength, r.user)
		u.showFactor(factor, r.user)
		u.showState(state, r.user)
		last.Set(u.signedIn(r.user), "")
	}}
}

// rightsNote is the line below a template: how far somebody is from it, or else until
// when he is there.
func (u *usersPage) rightsNote(r *userRow) string {
	switch {
	case r.changes > 0:
		return u.page.T("template.changes", "Count", r.changes)
	case r.user.Until != "":
		return u.page.T("users.until", "Date", u.civil(r.user.Until))
	}
	return ""
}

// civil is a day of the calendar, YYYY-MM-DD, as people write it.
func (u *usersPage) civil(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day // the statements hold nothing else
	}
	return u.spec.Words.Date(at)
}

func (u *usersPage) date(ms int64) string {
	return u.spec.Words.Date(time.UnixMilli(ms).In(u.spec.Now().Location()))
}

func (u *usersPage) showStrength(cell *kit.StrengthCell, who access.User) {
	word := strengthWord(u.page, passwords.Class(who.Class))
	switch {
	case who.Waiting():
		cell.Set(0, userNothing)
	case who.Unreadable:
		cell.Set(0, u.page.T("users.unreadable"))
	case word == "":
		cell.Set(0, userNothing)
	case who.Stale:
		cell.Set(0, word) // an older report: neither its green nor its red holds any more
	default:
		cell.Set(who.Class, word)
	}
}

func (u *usersPage) showFactor(cell *kit.StateCell, who access.User) {
	t := u.page.T
	word := t("users.factor.off")
	if who.Factor {
		word = t("users.factor.on")
	}
	switch {
	case who.Waiting():
		cell.Plain(kit.ToneNeutral, "", userNothing)
	case who.Unreadable:
		cell.Filled(kit.ToneWarning, "warning", t("users.unreadable"))
	case who.Stale:
		cell.Plain(kit.ToneWarning, "warning", word)
	case who.Factor:
		cell.Plain(kit.ToneSuccess, "shield-check", word)
	default:
		cell.Filled(kit.ToneWarning, "warning", word)
	}
}

func (u *usersPage) stateWord(s access.UserState) string {
	return u.page.T("users.state." + string(s)) // words: users.state.* active invited expired cancelled disabled ended
}

func (u *usersPage) showState(cell *kit.StateCell, who access.User) {
	word := u.stateWord(who.State)
	switch who.State {
	case access.UserInvited:
		cell.Filled(kit.ToneInfo, "mail", word)
	case access.UserExpired:
		cell.Filled(kit.ToneWarning, "schedule", word)
	case access.UserActive:
		if who.PasswordReset > 0 || who.FactorReset > 0 {
			cell.Filled(kit.ToneInfo, "refresh", u.page.T("users.state.reset"))
			return
		}
		cell.Plain(kit.ToneNeutral, "", word)
	default:
		cell.Filled(kit.ToneNeutral, "", word)
	}
}

func (u *usersPage) signedIn(who access.User) string {
	switch {
	case who.Waiting():
		return userNothing
	case who.Unreadable:
		return u.page.T("users.unreadable")
	case who.Me:
		return u.page.T("when.now")
	case who.SignIn == 0:
		return u.page.T("users.never")
	}
	return sinceWords(u.page.T, u.spec.Words, u.spec.Now(), time.UnixMilli(who.SignIn))
}

// filling is kit.Fill as the layout and the objects of a container that is there
// already: the list in it may be asked for before the window is built.
func filling(gap float32, fill fyne.CanvasObject, objs ...fyne.CanvasObject) (fyne.Layout, []fyne.CanvasObject) {
	c := kit.Fill(gap, fill, objs...)
	return c.Layout, c.Objects
}

// relaid gives everything in a container its place again, at its size: a list that
// became longer or shorter asks for another height.
func relaid(c *fyne.Container) {
	if c.Layout != nil && !c.Size().IsZero() {
		c.Layout.Layout(c.Objects, c.Size())
	}
}
