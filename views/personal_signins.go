package views

import (
	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// signInRow is one sign-in as it is shown. Failed is "" where nobody tried before.
type signInRow struct {
	time, failed string
	now          bool // the one in force
}

// signInRows are the sentences of the sign-ins, newest first.
func signInRows(r overviewReader, list []access.SignIn) []signInRow {
	rows := make([]signInRow, 0, len(list))
	for i, s := range list {
		row := signInRow{time: r.moment(s.Time), now: i == 0}
		if s.Failed > 0 {
			row.failed = r.page.T("personal.signins.failed", "Count", s.Failed)
		}
		rows = append(rows, row)
	}
	return rows
}

// signIns lists when the person came in, and who tried before.
func (w *personalWindow) signIns(r personalRead) fyne.CanvasObject {
	t := w.page.T
	rows := signInRows(w.reader(), r.signIns)
	if len(rows) == 0 {
		return kit.Empty("login", t("personal.signins.none"), t("personal.signins.none.text"))
	}
	list := kit.VStack(0)
	for i, row := range rows {
		if i > 0 {
			list.Add(kit.Divider())
		}
		list.Add(kit.Pad(12, 0, 12, 0, w.signIn(row)))
	}
	return kit.LeftMax(kit.FormWidth, kit.Card(kit.Pad(4, 16, 4, 16, list), 0))
}

func (w *personalWindow) signIn(row signInRow) fyne.CanvasObject {
	t := w.page.T
	line := kit.HStack(12, kit.NewGlyph("login", kit.ColorMuted, 18), kit.Body(row.time))
	if row.now {
		line.Add(kit.Caption(t("personal.signins.this")))
	}
	var failed fyne.CanvasObject = kit.Caption(t("personal.signins.clean"))
	if row.failed != "" {
		failed = kit.Left(kit.Badge(kit.ToneWarning, "warning", row.failed))
	}
	return kit.Ends(6, line, kit.Pad(0, 0, 0, 30, failed)) // below the time where it would be cut, in line with it
}
