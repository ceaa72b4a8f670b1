package views

import (
	"bytes"
	"context"
	"path/filepath"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"trousseau/app/access"
	"trousseau/app/checks"
	"trousseau/app/paper"
	"trousseau/views/kit"
)

// askFormat offers the two formats of the list (G2).
func (l *gdprList) askFormat() {
	w, t := l.tab.window, l.tab.window.page.T
	kit.Menu(w.page.Window, l.export, kit.MenuSpec{ByKey: true, Items: []kit.MenuItem{
		{Icon: "download", Text: t("gdpr.export.pdf"), Hint: ".pdf", OnTap: func() { l.save("pdf", l.pdf) }},
		{Icon: "download", Text: t("gdpr.export.csv"), Hint: ".csv", OnTap: func() { l.save("csv", l.csv) }},
	}})
}

// save writes the whole list, whatever is filtered: the line of the journal comes
// first, so that no list leaves without one.
func (l *gdprList) save(format string, make func() ([]byte, error)) {
	g, w := l.tab, l.tab.window
	p, rows := w.page, len(l.all)
	name := "Trousseau-access-" + w.spec.Now().Format(time.DateOnly) + "." + format
	filesSave(p, filesSaveSpec{Title: p.T("gdpr.export.title"), Path: filepath.Join(filesStart(), name), Extension: "." + format,
		Write: func(ctx context.Context, path string) error {
			content, err := make()
			if err != nil {
				return err
			}
			if err := g.book.NoteExport(ctx, access.ExportUsers, format, rows); err != nil {
				return err
			}
			return filesWrite(path, content)
		},
		OnDone: func(path string) {
			p.Toasts.Show(kit.ToneSuccess, p.T("diagnostics.saved", "Name", filepath.Base(path)), "", nil)
		}})
}

// groups are the people by group, each in the order in which the tab was read.
func (l *gdprList) groups() (out [3][]access.User) {
	for _, p := range l.all {
		switch {
		case p.State == access.UserInvited:
			out[2] = append(out[2], p.User)
		case p.Internal:
			out[0] = append(out[0], p.User)
		default:
			out[1] = append(out[1], p.User)
		}
	}
	return out
}

// pdf draws the list as a sheet in the window's language.
func (l *gdprList) pdf() ([]byte, error) {
	w, t := l.tab.window, l.tab.window.page.T
	sheet := paper.ListSheet{
		Words: paper.ListWords{Lang: t("kit.lang"), Title: t("gdpr.access"), Intro: l.count.Text(), Date: t("kit.date"), By: t("gdpr.paper.by"),
			Footer: t("gdpr.paper.footer"), Page: func(page, pages int) string { return t("gdpr.paper.page", "Page", page, "Pages", pages) }},
		Company: paper.Company{Name: w.kept.Name, Color: w.kept.Color, Mark: kit.Initials(w.kept.Name)},
		Date:    w.spec.Now().Format(time.DateOnly), By: l.maker(), Wide: true,
		Columns: []paper.Column{{Title: t("gdpr.who"), Width: 4, Strong: true}, {Title: t("gdpr.detail.kind"), Width: 2}, {Title: t("gdpr.password"), Width: 1.5},
			{Title: t("gdpr.2fa"), Width: 1}, {Title: t("gdpr.signin"), Width: 1.5}},
		Font: theme.DefaultTheme().Font(fyne.TextStyle{}).Content(),
		Bold: theme.DefaultTheme().Font(fyne.TextStyle{Bold: true}).Content(),
	}
	for i, users := range l.groups() {
		group := paper.Group{Title: []string{t("gdpr.inside"), t("gdpr.outside"), t("gdpr.invited")}[i], Empty: t("gdpr.paper.none")}
		for _, u := range users {
			group.Rows = append(group.Rows, []paper.Cell{{Text: personName(u.Person), Under: u.Email}, {Text: l.kind(u)}, {Text: l.strengthText(u)},
				{Text: l.factorText(u), Under: l.doubt(u)}, {Text: l.moment(u)}})
		}
		sheet.Groups = append(sheet.Groups, group)
	}
	return paper.List(sheet)
}

// csv writes the list for a spreadsheet; a cell that could be a formula is made
// harmless there.
func (l *gdprList) csv() ([]byte, error) {
	t := l.tab.window.page.T
	separator := ';' // where a comma stands before decimals
	if l.tab.window.spec.Lang == "en" {
		separator = ','
	}
	var b bytes.Buffer
	out, err := checks.NewCSV(&b, separator)
	if err != nil {
		return nil, err
	}
	if err := out.Row(t("gdpr.csv.name"), t("gdpr.detail.email"), t("gdpr.detail.kind"), t("gdpr.csv.state"), t("gdpr.password"), t("gdpr.csv.class"), t("gdpr.2fa"), t("gdpr.signin")); err != nil {
		return nil, err
	}
	for _, users := range l.groups() {
		for _, u := range users {
			state, class := t("gdpr.csv.active"), strconv.Itoa(u.Class)
			if u.State == access.UserInvited {
				state = t("gdpr.invited.badge")
			}
			if u.Class == 0 {
				class = ""
			}
			if err := out.Row(personName(u.Person), u.Email, l.kind(u), state, l.strengthText(u), class, l.factorText(u), l.moment(u)); err != nil {
				return nil, err
			}
		}
	}
	return b.Bytes(), nil
}

// kind says whose somebody is.
func (l *gdprList) kind(u access.User) string {
	t := l.tab.window.page.T
	switch {
	case u.Owner:
		return t("gdpr.kind.owner")
	case u.Internal:
		return t("gdpr.kind.inside")
	}
	return t("gdpr.kind.outside")
}

// doubt says in the sheet that a report is not to be relied on.
func (l *gdprList) doubt(u access.User) string {
	if u.Stale {
		return l.tab.window.page.T("gdpr.doubt")
	}
	return ""
}

// moment is a last sign-in in figures that every reader sorts alike, in the zone of
// the window.
func (l *gdprList) moment(u access.User) string {
	t, zone := l.tab.window.page.T, l.tab.window.spec.Now().Location()
	switch {
	case u.State == access.UserInvited:
		return ""
	case u.Unreadable:
		return t("gdpr.unreadable")
	case u.SignIn == 0:
		return t("gdpr.never")
	}
	return time.UnixMilli(u.SignIn).In(zone).Format("2006-01-02 15:04")
}

// maker is who makes the list.
func (l *gdprList) maker() string {
	for _, p := range l.all {
		if p.Me {
			return personName(p.Person)
		}
	}
	return l.tab.window.page.T("gdpr.paper.by")
}
