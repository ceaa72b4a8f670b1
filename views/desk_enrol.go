package views

import (
	"context"
	"encoding/base64"
	"sync"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// askEnrol asks the password, then opens the enrolment (F2). One that is open
// already comes to the front: its code may just have been scanned.
func (d *Desk) askEnrol(p *kit.Page, c access.Company) {
	if w := d.windows.Window(winEnrol); w != nil {
		w.RequestFocus()
		return
	}
	askPassword(p, d.visit.session, askPasswordSpec{Company: c.Name, Color: companyColor(c.Color), Now: d.start.testOnlyClock,
		OnFactor: func(f *access.NewFactor) { d.openEnrol(c, f, nil) }})
}

// openEnrol shows a factor in a window of its own. Whichever way that window
// goes, the factor goes with it; a lock keeps a copy in its sealed draft.
func (d *Desk) openEnrol(c access.Company, f *access.NewFactor, draft map[string]string) {
	s := d.visit.session
	replace, _ := s.Factor()
	book := &enrolOnce{session: s, factor: f}
	if w := d.windows.Window(winEnrol); w != nil { // the password was asked in two windows
		d.forget(book)
		w.RequestFocus()
		return
	}
	d.aside(winEnrol, "enrol.window", enrolSize(), draft, func(p *kit.Page) view {
		return enrolling{factor: f, enrolView: enrol(p, book, enrolSpec{Company: c.Name, Color: companyColor(c.Color), Factor: f, Replace: replace,
			Clipboard: d.clipboard, OnDone: func(set *access.RecoverySet) {
				d.forget(book)
				d.enrolled(set)
			}, OnCancel: func() { d.closeAside(winEnrol) }})}
	})
	d.windows.Page(winEnrol).OnClose(func() { d.forget(book) })
}

// forget wipes a secret elsewhere: it may be being put in force.
func (d *Desk) forget(book interface{ wipe() }) {
	d.runner.Go(func() error {
		book.wipe()
		return nil
	}, func(error) {})
}

// enrolOnce lets a factor be wiped while a code for it is being judged: never a
// half of it becomes active.
type enrolOnce struct {
	session *access.Session
	factor  *access.NewFactor

	mu    sync.Mutex
	wiped bool
}

// Enrol implements enrolBook.
func (e *enrolOnce) Enrol(ctx context.Context, f *access.NewFactor, code string) (*access.RecoverySet, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.wiped {
		return nil, access.ErrEnded
	}
	return e.session.Enrol(ctx, f, code)
}

func (e *enrolOnce) wipe() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.wiped = true
	e.factor.Wipe()
}

// enrolled shows the recovery codes in place of the enrolment, and in the other
// windows what it changed. Where the enrolment is gone, the codes get a window.
func (d *Desk) enrolled(set *access.RecoverySet) {
	made := d.start.testOnlyClock()
	if w := d.windows.Window(winEnrol); w == nil {
		d.openCodes(set)
	} else {
		size, now := codesSize(), w.Canvas().Size()
		w.Resize(fyne.NewSize(max(size.Width, now.Width), max(size.Height, now.Height)))
		d.show(winEnrol, d.codes(winEnrol, set, made))
		d.wipeWith(winEnrol, set)
	}
	d.change(d.personal(d.visit.session.Screen()))
}

// enrolling keeps the factor in the sealed draft, so that the phone that scanned
// it fits again after a lock.
type enrolling struct {
	*enrolView
	factor *access.NewFactor
}

// The keys of an enrolment's draft: the factor, and whether a code for it was being
// judged.
const draftFactor, draftJudged = "factor", "judged"

func (e enrolling) draft() map[string]string {
	draft := map[string]string{}
	for k, v := range e.enrolView.draft() {
		draft[k] = v
	}
	if state, err := e.factor.State(); err == nil {
		draft[draftFactor] = base64.StdEncoding.EncodeToString(state)
	}
	if e.button.Working() {
		draft[draftJudged] = "1"
	}
	return draft
}

// reopenEnrol goes on with an enrolment after a lock. One that became active while
// the lock came shows its codes, which nobody has seen.
func (d *Desk) reopenEnrol(draft map[string]string) {
	if d.reopenCodes(winEnrol, draft) {
		return
	}
	state, err := base64.StdEncoding.DecodeString(draft[draftFactor])
	if err != nil {
		return
	}
	f, err := d.visit.session.ResumeEnrolment(state)
	if err != nil {
		return
	}
	set, on := d.visit.session.Enrolled(f)
	switch {
	case !on:
		d.openEnrol(d.visit.seen.Company, f, draft)
	case set != nil:
		d.showEnrolled(set, d.start.testOnlyClock(), nil)
	default:
		f.Wipe()
	}
}
