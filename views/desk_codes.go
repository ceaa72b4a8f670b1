package views

import (
	"encoding/base64"
	"time"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// openCodes shows new recovery codes in a window of their own (F13).
func (d *Desk) openCodes(set *access.RecoverySet) { d.openCodesMade(set, d.start.testOnlyClock(), nil) }

func (d *Desk) openCodesMade(set *access.RecoverySet, made time.Time, draft map[string]string) {
	d.closeAside(winCodes) // older codes are void
	d.aside(winCodes, "codes.title", codesSize(), draft, d.codes(winCodes, set, made))
	d.wipeWith(winCodes, set)
}

// codes makes the view of recovery codes in the window under key.
func (d *Desk) codes(key string, set *access.RecoverySet, made time.Time) func(*kit.Page) view {
	return func(p *kit.Page) view {
		o, text := d.visit.seen, "codes.text"
		if key == winEnrol {
			text = "enrol.done.codes"
		}
		return newCodes(p, codesSpec{Company: o.Company.Name, Email: o.Email, Color: companyColor(o.Company.Color),
			Title: p.T("codes.title"), Text: p.T(text), Codes: set, Made: made, Printer: kitPrinterHere(), Clipboard: d.clipboard,
			OnDone: func() { d.closeAside(key) }})
	}
}

// wipeWith drops the codes when their window closes; a lock has them in its sealed
// draft by then.
func (d *Desk) wipeWith(key string, set *access.RecoverySet) { d.windows.Page(key).OnClose(set.Wipe) }

// reopenCodes shows codes again that were on the screen before a lock; false when
// the draft holds none.
func (d *Desk) reopenCodes(key string, draft map[string]string) bool {
	state, err := base64.StdEncoding.DecodeString(draft[draftCodes])
	if err != nil || len(state) == 0 {
		return false
	}
	set, err := d.visit.session.ResumeRecovery(state)
	if err != nil {
		return false
	}
	made, err := time.Parse(time.DateOnly, draft[draftMade])
	if err != nil {
		made = d.start.testOnlyClock()
	}
	if key != winEnrol {
		d.openCodesMade(set, made, draft)
		return true
	}
	d.aside(winEnrol, "enrol.window", codesSize(), draft, d.codes(winEnrol, set, made))
	d.wipeWith(winEnrol, set)
	return true
}

// codesAtStake tells whether a draft holds codes that were not kept.
func codesAtStake(draft map[string]string) bool {
	return draft[draftCodes] != "" && draft["kept"] == ""
}
