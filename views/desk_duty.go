package views

import (
	"encoding/base64"
	"fmt"
	"net/url"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// goIn shows the house, or first what must be done before (P4, F11).
func (d *Desk) goIn(then func()) {
	if d.visit.session.Duty() == access.NoDuty {
		d.showHouse(then, d.leave)
		return
	}
	d.showDuty()
	then()
}

// showDuty fills the main window with what must be done. There is no menu; the
// lock works.
func (d *Desk) showDuty() {
	s := d.visit.session
	factor := s.Duty() == access.DutyFactor
	d.resize(1280, 800)
	d.show(winMain, func(p *kit.Page) view {
		if s.Duty() == access.DutyKnown {
			return d.dutyKnown(p)
		}
		if factor {
			return dutyOfFactor(p, dutyFactorSpec{OnEnrol: func() { d.dutyEnrol(p) }, OnSignOut: d.goodbye})
		}
		return dutyOfPassword(p, s, dutyPasswordSpec{Rules: access.NewRules("", "", d.visit.email, ""), Clipboard: d.clipboard,
			Now: d.start.testOnlyClock, OnSignOut: d.goodbye,
			OnDone: func() {
				d.goIn(func() { d.scenes[winMain].page.Toasts.Show(kit.ToneSuccess, d.words.T("duty.password.done"), "", nil) })
			}})
	})
	d.titles()
}

// dutyEnrol opens the enrolment that the wall asks.
func (d *Desk) dutyEnrol(p *kit.Page) {
	if w := d.windows.Window(winEnrol); w != nil {
		w.RequestFocus()
		return
	}
	if d.visit.session.Duty() != access.DutyFactor { // enrolled, and its window gone
		d.goIn(func() {})
		return
	}
	askPassword(p, d.visit.session, askPasswordSpec{Now: d.start.testOnlyClock, OnFactor: func(f *access.NewFactor) {
		d.nameDuty(f)
		d.openEnrol(d.visit.seen.Company, f, nil)
		d.followEnrol()
	}})
}

// nameDuty takes the company's name from a factor: nothing else can be read yet.
func (d *Desk) nameDuty(f *access.NewFactor) {
	d.visit.seen.Company.Name, d.visit.seen.Email = issuerOf(f), d.visit.email
}

// followEnrol goes on when the enrolment's window closes, if the duty is done.
func (d *Desk) followEnrol() {
	page := d.windows.Page(winEnrol)
	if page == nil {
		return
	}
	page.OnClose(func() {
		d.runner.Later(func() {
			_, wall := d.scenes[winMain].view.(*dutyFactor)
			if wall && d.visit.session != nil && d.visit.session.Duty() == access.NoDuty {
				d.goIn(func() {})
			}
		})
	})
}

// backToDuty shows what must be done again after a lock, and the enrolment that
// was open.
func (d *Desk) backToDuty(drafts map[string]map[string]string) {
	d.visit.waiting, d.visit.unsaved = nil, false
	d.showDuty()
	draft, open := drafts[winEnrol]
	f, err := d.draftedFactor(draft)
	if !open || err != nil {
		return // without its factor an enrolment begins anew
	}
	d.nameDuty(f)
	f.Wipe()
	d.reopenEnrol(draft)
	d.followEnrol()
}

// draftedFactor is the factor that a sealed draft keeps.
func (d *Desk) draftedFactor(draft map[string]string) (*access.NewFactor, error) {
	state, err := base64.StdEncoding.DecodeString(draft[draftFactor])
	if err != nil {
		return nil, fmt.Errorf("drafted factor: %w", err)
	}
	return d.visit.session.ResumeEnrolment(state)
}

// issuerOf is the company that a factor names.
func issuerOf(f *access.NewFactor) string {
	u, err := url.Parse(f.URI())
	if err != nil {
		return "" // only a name is missing then
	}
	return u.Query().Get("issuer")
}
