package views

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// How the companies stand on the screen: filtered, in order, as cards or as a table.

// arrange shows what search and chips leave, in the order chosen.
func (w *companiesWindow) arrange() {
	if !w.known {
		return
	}
	w.shown = nil
	for _, c := range w.read.cards {
		if w.words.in(w.chips.Key(), c) && w.words.matches(c, w.search.Text) {
			w.shown = append(w.shown, c)
		}
	}
	w.order()
	if len(w.shown) == 0 {
		t := w.page.T
		w.faces.ShowEmpty(kit.Empty("no-match", t("companies.none"), t("companies.none.text"), kit.NewButton(kit.Normal, t("companies.none.verb"), w.all)))
		return
	}
	tiles := make([]*kit.Tile, 0, len(w.shown))
	for _, c := range w.shown {
		tiles = append(tiles, kit.NewTile(kit.TileSpec{Initials: kit.Initials(w.words.name(c)), Color: w.words.color(c), Title: w.words.name(c),
			Text: w.words.second(c), Tag: w.words.tag(c), Facts: w.words.facts(c), OnTap: func() { w.enter(c) }}))
	}
	at := w.focusedTile()
	w.tiles.Set(tiles...)
	w.tileOf = map[string]*kit.Tile{}
	for i, c := range w.shown {
		w.tileOf[c.ID] = tiles[i]
	}
	defer w.refocus(at)
	w.grid.SetRows(len(w.shown))
	if w.look.Key() == lookTable {
		w.list.Set(kit.Fixed(0, 50+56*float32(min(len(w.shown), tableRows)), w.grid))
	} else {
		w.list.Set(w.tiles)
	}
	w.faces.ShowContent()
}

// focusedTile is the company whose card has the keyboard, "" where none has.
func (w *companiesWindow) focusedTile() string {
	for id, tile := range w.tileOf {
		if w.page.Window.Canvas().Focused() == fyne.Focusable(tile) {
			return id
		}
	}
	return ""
}

// refocus gives the keyboard back to a company's new card.
func (w *companiesWindow) refocus(id string) {
	if tile := w.tileOf[id]; tile != nil && w.look.Key() == lookCards {
		w.page.Window.Canvas().Focus(tile)
	}
}

// tableRows is from how many rows on the table scrolls by itself.
const tableRows = 12

// all takes every filter away.
func (w *companiesWindow) all() {
	w.search.SetText("")
	w.chips.SetKey(chipAll)
	w.arrange()
	w.focus()
}

// order sorts by the choice, or by a column of the table where one was pressed.
func (w *companiesWindow) order() {
	name := w.words.byName()
	byName := func(a, b access.CompanyCard) int { return name(a.Name, b.Name) }
	if key, down := w.grid.SortedBy(); key != "" && w.look.Key() == lookTable {
		value := w.column(key)
		slices.SortStableFunc(w.shown, func(a, b access.CompanyCard) int {
			by := byName(a, b)
			if key != columnName {
				by = cmp.Or(cmp.Compare(value(a), value(b)), byName(a, b))
			}
			if down {
				return -by
			}
			return by
		})
		return
	}
	switch w.sort.Key() {
	case sortName:
		slices.SortStableFunc(w.shown, byName)
	case sortNeed:
		rank := func(c access.CompanyCard) int {
			switch {
			case c.Fault:
				return 0
			case w.words.needs(c):
				return 1
			}
			return 2
		}
		slices.SortStableFunc(w.shown, func(a, b access.CompanyCard) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), byName(a, b)) })
	}
}

// The columns of the table.
const (
	columnName      = "name"
	columnUsers     = "users"
	columnFactor    = "factor"
	columnPasswords = "passwords"
	columnInvited   = "invited"
	columnState     = "state"
)

// column is the figure by which a column sorts.
func (w *companiesWindow) column(key string) func(access.CompanyCard) int {
	switch key {
	case columnUsers:
		return func(c access.CompanyCard) int { return c.Users }
	case columnFactor:
		return w.words.unprotected
	case columnPasswords:
		return func(c access.CompanyCard) int { return c.WeakPassword + c.OldPassword }
	case columnInvited:
		return func(c access.CompanyCard) int { return c.Invited }
	}
	return func(c access.CompanyCard) int {
		switch {
		case c.Fault:
			return 0
		case c.Support > 0 || c.Ending > 0:
			return 1
		case !c.Live:
			return 2
		}
		return 3
	}
}

func (w *companiesWindow) newGrid() *kit.Grid {
	t := w.page.T
	var g *kit.Grid
	g = kit.NewGrid(kit.GridSpec{Runner: w.page.Runner,
		Columns: []kit.GridColumn{{Key: columnName, Title: t("companies.name"), Sortable: true}, {Key: columnUsers, Title: t("companies.users"), Width: 100, Sortable: true},
			{Key: columnFactor, Title: t("companies.factor"), Width: 120, Sortable: true, Drop: 1}, {Key: columnPasswords, Title: t("companies.passwords"), Width: 150, Sortable: true, Drop: 3},
			{Key: columnInvited, Title: t("companies.invitations"), Width: 110, Sortable: true, Drop: 2}, {Key: columnState, Title: t("companies.state"), Width: 170, Sortable: true}},
		Row:    w.row,
		OnOpen: func(i int) { w.enter(w.shown[i]) },
		OnSort: func(key string, down bool) {
			g.Sort(key, down)
			w.arrange()
		}})
	return g
}

// row makes the cells of one line.
func (w *companiesWindow) row() kit.GridRow {
	words := w.words
	name, users, factor := kit.NewTextCell().Bold(), kit.NewTextCell(), kit.NewTextCell()
	passwords, invited, state := kit.NewTextCell(), kit.NewTextCell(), kit.NewStateCell()
	return kit.GridRow{Cells: []fyne.CanvasObject{name, users, factor, passwords, invited, state}, Show: func(i int) {
		c := w.shown[i]
		name.Set(words.name(c), words.second(c))
		for cell, text := range map[*kit.TextCell]string{users: words.t("companies.users.count", "Count", c.Users), factor: words.factor(c),
			passwords: words.passwords(c), invited: words.t("companies.users.count", "Count", c.Invited)} {
			if c.Fault || !c.Sees {
				text = "–"
			}
			cell.Set(text, "")
		}
		if c.Sees {
			factor.SetTone(words.factorTone(c), words.factor(c), "")
			passwords.SetTone(words.passwordTone(c), words.passwords(c), "")
		}
		w.state(state, c)
	}}
}

// state says how a company stands, the worst first.
func (w *companiesWindow) state(cell *kit.StateCell, c access.CompanyCard) {
	t := w.page.T
	switch {
	case c.Fault:
		cell.Filled(kit.ToneError, "fault", t("companies.shut"))
	case c.Support > 0:
		cell.Filled(kit.ToneWarning, "support", t("companies.support.state"))
	case c.Ending > 0:
		cell.Filled(kit.ToneWarning, "schedule", w.words.ending(c))
	case !c.Live:
		cell.Plain(kit.ToneNeutral, "tune", t("companies.test"))
	default:
		cell.Plain(kit.ToneSuccess, "check", t("companies.live"))
	}
}
