package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// winJournal is the journal of the open company.
const winJournal = "journal"

// rightJournal is what somebody needs to see it (X1).
const rightJournal = "journal" + ".view"

// showJournal opens the journal, or shows it again.
func (d *Desk) showJournal() { d.openJournal(nil) }

func (d *Desk) openJournal(draft map[string]string) {
	s := d.visit.session
	d.aside(winJournal, "journal.window", fyne.NewSize(1200, 760), draft, func(p *kit.Page) view {
		c := d.visit.seen.Company
		return newJournal(p, s, journalSpec{Company: c.Name, Color: c.Color, Lang: d.words.Lang(), Words: d.words, Now: d.start.testOnlyClock,
			Clipboard: d.clipboard, OnClose: func() { d.closeAside(winJournal) }})
	})
}
