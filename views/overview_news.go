package views

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// newsRow is one thing that changed, as it is shown.
type newsRow struct {
	icon, text, time string
	alarm            bool // somebody came in without his password
}

// newsIcons are the pictures of the news.
func newsIcons() map[access.NewsKind]string {
	return map[access.NewsKind]string{
		access.NewsPassword: "key", access.NewsEnrolled: "two-factor", access.NewsReplaced: "phone", access.NewsOff: "unlock",
		access.NewsCodes: "numbering", access.NewsCode: "numbering", access.NewsKitUsed: "badge", access.NewsKitMade: "badge",
		access.NewsPolicy: "tune", access.NewsLock: "lock", access.NewsRequire: "two-factor", access.NewsMoney: "bank",
		access.NewsClock: "schedule", access.NewsOtherKit: "badge", access.NewsOlder: "backup",
		access.NewsResetPassword: "key", access.NewsResetFactor: "phone",
		access.NewsReport: "person", access.NewsLine: "journal",
	}
}

// news are the sentences of what changed since the last sign-in, newest first.
func (r overviewReader) news(o overviewRead) []newsRow {
	rows, icons := make([]newsRow, 0, len(o.news)), newsIcons()
	for _, n := range o.news {
		row := newsRow{icon: icons[n.Kind], time: r.moment(time.UnixMilli(n.Time))}
		switch n.Kind {
		case access.NewsOtherKit:
			row.text, row.alarm = r.otherKit(o.names[n.Who]), true
		case access.NewsLine:
			row.text, row.alarm = r.page.T("overview.news.line", "Count", n.Count, "Line", n.Line+1), true
		case access.NewsKitUsed, access.NewsCode, access.NewsOff, access.NewsOlder, access.NewsResetPassword, access.NewsResetFactor, access.NewsReport:
			row.alarm = true
			fallthrough
		default:
			row.text = r.page.T("overview.news." + string(n.Kind)) // words: overview.news.* password enrolled replaced off codes code kitUsed kitMade policy lock require money clock older resetPassword resetFactor report
		}
		rows = append(rows, row)
	}
	return rows
}

func (r overviewReader) otherKit(name string) string {
	if strings.TrimSpace(name) == "" {
		return r.page.T("overview.news.otherKit")
	}
	return r.page.T("overview.news.otherKit.name", "Name", name)
}

// moment says a day and its minute: «hier à 18:02».
func (r overviewReader) moment(t time.Time) string {
	return r.page.T("overview.moment", "Day", r.day(t), "Time", clock(t.In(r.now.Location())))
}

// newsCard lists rows with lines between.
func newsCard(rows []newsRow) fyne.CanvasObject {
	list := kit.VStack(0)
	for i, row := range rows {
		if i > 0 {
			list.Add(kit.Divider())
		}
		ink := kit.ColorMuted
		if row.alarm {
			ink = kit.ColorWarning
		}
		says := kit.HStack(12, kit.NewGlyph(row.icon, ink, 18), kit.Body(row.text))
		list.Add(kit.Pad(12, 0, 12, 0, kit.Ends(2, says, kit.Pad(0, 0, 0, 30, kit.Caption(row.time))))) // below a long sentence, in line with it
	}
	return kit.Card(kit.Pad(4, 16, 4, 16, list), 0)
}
