package views

import (
	"context"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// The icons of a row.
const (
	reviewKeep   = "keep"
	reviewRevoke = "revoke"
)

func (r *reviewWindow) newGrid() *kit.Grid {
	t := r.page.T
	return kit.NewGrid(kit.GridSpec{
		Runner: r.page.Runner,
		Columns: []kit.GridColumn{
			{Key: userWho, Title: t("users.column.who"), Least: 200},
			{Key: userRights, Title: t("users.column.rights"), Least: 200, Drop: 2},
			{Key: userSignIn, Title: t("users.column.signin"), Width: 140, Drop: 1},
			{Key: userState, Title: t("review.column"), Width: 116},
		},
		Icons: []kit.GridIcon{{Key: reviewKeep, Icon: "check", Name: t("review.keep")}, {Key: reviewRevoke, Icon: "delete", Name: t("review.revoke")}},
		HasIcon: func(i int, key string) bool {
			return i < len(r.users) && (key == reviewKeep || !r.users[i].Me)
		},
		Row: r.row,
		OnOpen: func(i int) {
			if i < len(r.users) {
				r.open(i)
			}
		},
		OnIcon: func(i int, key string) {
			if key == reviewKeep {
				r.confirm(i)
				return
			}
			r.revoke(r.users[i])
		},
	})
}

// at is the person of a row: those who lost their access stand at the end.
func (r *reviewWindow) at(i int) (u access.User, gone bool) {
	if i < len(r.users) {
		return r.users[i], false
	}
	return r.gone[i-len(r.users)].User, true
}

func (r *reviewWindow) row() kit.GridRow {
	t := r.page.T
	who, rights, last, word := kit.NewWhoCell(), kit.NewTextCell(), kit.NewTextCell().Muted(), kit.NewStateCell()
	return kit.GridRow{Cells: []fyne.CanvasObject{who, rights, last, word}, Show: func(i int) {
		if i >= len(r.users)+len(r.gone) {
			return // it scrolls out as this is shown
		}
		u, gone := r.at(i)
		name, email, tag := personName(u.Person), u.Email, ""
		if name == email {
			email = ""
		}
		if !u.Internal {
			tag = t("users.external")
		}
		who.Set(personInitials(u.Person), name, email, tag)
		can := consequencesOf(t, u.Rights, u.Owner).Can
		second := ""
		if len(can) > 1 {
			second = t("review.more", "Count", len(can)-1)
		}
		rights.Set(can[0], second)
		last.Set(r.signedIn(u), "")
		switch {
		case gone:
			word.Filled(kit.ToneError, "removed", t("review.revoked"))
		case r.confirmed[u.ID]:
			word.Plain(kit.ToneSuccess, "passed", t("review.confirmed"))
		default:
			word.Plain(kit.ToneNeutral, "", t("review.open"))
		}
	}}
}

func (r *reviewWindow) signedIn(u access.User) string {
	t := r.page.T
	switch {
	case u.Waiting():
		return t("users.state.invited")
	case u.Unreadable:
		return t("users.unreadable")
	case u.SignIn == 0:
		return t("users.never")
	}
	return r.spec.Words.Date(time.UnixMilli(u.SignIn).In(r.spec.Now().Location()))
}

// open says in plain words what somebody can read and do, and asks for a word.
func (r *reviewWindow) open(i int) {
	u, t, color := r.users[i], r.page.T, companyColor(r.spec.Color)
	gone := func() { r.detail.Hide() }
	said := consequencesOf(t, u.Rights, u.Owner)
	words := kit.VStack(8)
	for _, line := range said.Can {
		words.Add(kit.HStackTop(8, kit.Pad(1, 0, 0, 0, kit.NewGlyph("check", kit.ColorMuted, 18)), kit.Body(line), kit.Spacer()))
	}
	if said.Unseen != "" {
		words.Add(kit.Muted(said.Unseen))
	}
	keep := kit.NewButton(kit.Main, t("review.keep"), func() {
		gone()
		if !r.confirmed[u.ID] {
			r.confirm(i)
		}
	})
	foot := kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, t("company.close"), gone), keep)
	if !u.Me {
		foot = kit.Foot(8, kit.NewButton(kit.Danger, t("review.revoke"), func() {
			gone()
			r.revoke(u)
		}), kit.Spacer(), kit.NewButton(kit.Normal, t("company.close"), gone), keep)
	}
	r.detail = kit.ShowDialog(r.page.Window, 480, color, kit.VStack(16,
		kit.HStack(12, kit.Person(personInitials(u.Person), 40), kit.VStack(0, kit.Section(personName(u.Person)), kit.Caption(u.Email)), kit.Spacer()),
		words, kit.Muted(t("review.last", "When", r.signedIn(u))), foot), gone)
	r.page.Window.Canvas().Focus(keep)
}

// showBefore lists the reviews that were done, each with its sheet.
func (r *reviewWindow) showBefore() {
	t, color := r.page.T, companyColor(r.spec.Color)
	var d *kit.Dialog
	gone := func() { d.Hide() }
	rows := []*kit.Row{}
	for _, one := range r.earlier.Done {
		text := t("review.one", "Date", civilDay(r.spec.Words, one.Date), "By", r.nameOf(one.By), "Count", one.People)
		if one.Revoked > 0 {
			text = t("review.one.revoked", "Date", civilDay(r.spec.Words, one.Date), "By", r.nameOf(one.By), "People", one.People, "Count", one.Revoked)
		}
		rows = append(rows, kit.NewRow("download", text, "", func() {
			gone()
			r.save(one.Date, func(ctx context.Context) ([]byte, error) { return r.book.ReviewSheet(ctx, one.ID) })
		}))
	}
	d = kit.ShowDialog(r.page.Window, 560, color, kit.VStack(16,
		kit.VStack(4, kit.Section(t("review.before")), kit.Muted(t("review.next", "Date", r.spec.Words.Date(time.UnixMilli(r.earlier.Due).In(r.spec.Now().Location()))))),
		kit.Card(kit.Rows(rows...), 12), kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, t("company.close"), gone))), gone)
}

// nameOf is what a member is called; «–» for one who is gone.
func (r *reviewWindow) nameOf(member string) string {
	for _, u := range r.users {
		if u.ID == member {
			return personName(u.Person)
		}
	}
	return userNothing
}

// save writes the sheet of a review where the person wants it.
func (r *reviewWindow) save(day string, sheet func(context.Context) ([]byte, error)) {
	p := r.page
	filesSave(p, filesSaveSpec{Title: p.T("review.save.title"), Path: filepath.Join(filesStart(), "Trousseau-review-"+day+".pdf"), Extension: ".pdf",
		Write: func(ctx context.Context, path string) error {
			content, err := sheet(ctx)
			if err != nil {
				return err
			}
			return filesWrite(path, content)
		},
		OnDone: func(path string) {
			p.Toasts.Show(kit.ToneSuccess, p.T("review.saved", "Name", filepath.Base(path)), "", nil)
		}})
}

// civilDay is a day of the calendar, YYYY-MM-DD, as people write it.
func civilDay(words overviewWords, day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day // statements and rows hold nothing else
	}
	return words.Date(at)
}
