package views

import (
	"context"
	"encoding/base64"
	"errors"
	"time"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// askCodes replaces the recovery codes after the password (F13). They are drawn
// before it is asked, and belong to the visit until they are shown: a lock while
// they are being written seals them with the rest.
func (d *Desk) askCodes(p *kit.Page) {
	t, s := d.words.T, d.visit.session
	q := d.asking(t("personal.codes.ask"), t("personal.codes.ask.text"), t("personal.codes.verb"))
	var set *access.RecoverySet
	q.Begin = func() (err error) {
		set, err = s.NewRecovery()
		d.visit.codes = set
		return err
	}
	q.Do = func(ctx context.Context, password, _ string) error {
		err := s.RenewRecovery(ctx, password, set)
		if err == nil || ctx.Err() != nil { // the question may be gone by now, with its window
			d.runner.Later(func() { d.codesWritten(s, set, err) })
		}
		return err
	}
	q.OnFail = func() {
		d.visit.codes = nil
		set.Wipe()
	}
	q.OnDone = func() { d.codesWritten(s, set, nil) }
	ask(p, q)
}

// codesWritten shows codes that were put in force, once. A lock in the meantime has
// its own copy of them.
func (d *Desk) codesWritten(s *access.Session, set *access.RecoverySet, err error) {
	switch {
	case d.visit.session != s:
		set.Wipe()
	case d.visit.codes != set: // shown already
	case errors.Is(err, context.Canceled): // the question went with its window
		d.visit.codes = nil
		set.Wipe()
		d.codesLost()
	case err != nil:
		d.visit.codes = nil
		set.Wipe()
		d.scenes[winMain].page.Fail(err)
	default:
		d.visit.codes = nil
		d.change(d.personal(s.Screen()))
		d.openCodes(set)
	}
}

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

// draftNext is the key of codes that were being put in force.
const draftNext = "next"

// addCodes puts codes that are being written into the drafts of a lock.
func (d *Desk) addCodes(drafts map[string]map[string]string) {
	if d.visit.codes == nil {
		return
	}
	state, err := d.visit.codes.State()
	if err != nil {
		return // unreachable: ten strings are always encoded
	}
	if drafts[winCodes] == nil {
		drafts[winCodes] = map[string]string{}
	}
	drafts[winCodes][draftNext] = base64.StdEncoding.EncodeToString(state)
}

// reopenNext shows codes that were being written when a lock came, if they are in
// force, and otherwise tells that nothing changed.
func (d *Desk) reopenNext(draft map[string]string) bool {
	set := d.draftedCodes(draft[draftNext])
	if set == nil {
		return false
	}
	if d.visit.session.HasRecovery(set) {
		d.openCodes(set)
		return true
	}
	set.Wipe()
	d.codesLost()
	return false
}

// codesLost tells that new codes did not come about, and changed nothing.
func (d *Desk) codesLost() {
	d.scenes[winMain].page.Toasts.Show(kit.ToneError, d.words.T("codes.lost"), "", nil)
}

// draftedCodes are the codes that a draft keeps, nil for none.
func (d *Desk) draftedCodes(text string) *access.RecoverySet {
	state, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(state) == 0 {
		return nil
	}
	set, err := d.visit.session.ResumeRecovery(state)
	if err != nil {
		return nil
	}
	return set
}

// reopenCodes shows codes again that were on the screen before a lock, or were
// being written; false when the draft holds none that count.
func (d *Desk) reopenCodes(key string, draft map[string]string) bool {
	if d.reopenNext(draft) {
		return true
	}
	set := d.draftedCodes(draft[draftCodes])
	if set == nil || !d.visit.session.HasRecovery(set) { // void: nobody is to keep them
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
	d.showEnrolled(set, made, draft)
	return true
}

// showEnrolled shows the codes of an enrolment that is done in its window.
func (d *Desk) showEnrolled(set *access.RecoverySet, made time.Time, draft map[string]string) {
	d.aside(winEnrol, "enrol.window", codesSize(), draft, d.codes(winEnrol, set, made))
	d.wipeWith(winEnrol, set)
}

// codesAtStake tells whether a draft holds codes that were not kept, or that are
// perhaps in force and were not shown.
func codesAtStake(draft map[string]string) bool {
	return draft[draftCodes] != "" && draft[draftKept] == "" || draft[draftNext] != "" || draft[draftJudged] != ""
}
