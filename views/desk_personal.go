package views

import (
	"context"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// house is the main window, with the pages the person may use.
func (d *Desk) house(p *kit.Page) view {
	o := d.visit.seen
	return newHouse(p, houseSpec{Company: o.Company.Name, Color: o.Company.Color, Person: o.First + " " + o.Last, Email: o.Email, Owner: o.Owner, Stage: d.stage(),
		Entries: d.entries(p), Chosen: d.visit.entry, OnChoose: func(key string) { d.visit.entry = key },
		OnCompany: d.showCompany, OnPersonal: d.showPersonal, OnCompanies: d.showCompanies, OnLock: d.lock, OnLeave: d.goodbye, OnDemo: d.demoLeave(), Banner: d.viewBanner()})
}

// overview is the state of the door.
func (d *Desk) overview(p *kit.Page) view {
	s, o, copies := d.visit.session, d.visit.seen, d.copies()
	inside := newOverview(p, s, overviewSpec{Words: d.words, Now: d.start.testOnlyClock, Copies: copies, Twins: d.twinsSeen(),
		OnEnrol: func() { d.askEnrol(p, o.Company) }, OnPassword: d.showPassword,
		OnCodes: func() { d.askCodes(p) }, OnKit: func() { d.askKit(p) },
		OnCopy: copies.make, OnTime: d.judged, OnReview: d.showReview})
	copies.changed = inside.load
	return inside
}

// judged shows the house again after the person said that the time is right: an
// old password may be due from now.
func (d *Desk) judged() {
	if d.visit.session.Duty() == access.NoDuty {
		d.refreshHouse()
		return
	}
	var beside []string
	for _, key := range d.windows.Keys() {
		if key != winMain {
			beside = append(beside, key)
		}
	}
	d.settle(beside, func() {
		d.windows.CloseAll(winMain)
		d.goIn(func() {})
	})
}

// refreshHouse reads the house again; what cannot be read is told over it.
func (d *Desk) refreshHouse() {
	d.showHouse(func() {}, func(err error) { d.scenes[winMain].page.Fail(err) })
}

// showPersonal opens the person's settings.
func (d *Desk) showPersonal() { d.openPersonal(nil) }

func (d *Desk) openPersonal(draft map[string]string) {
	s := d.visit.session
	d.aside(winPersonal, "personal.window", fyne.NewSize(1120, 700), draft, func(p *kit.Page) view {
		o := d.visit.seen
		return newPersonal(p, s, personalSpec{Name: o.First + " " + o.Last, Email: o.Email, Langs: d.words.Langs(), Words: d.words,
			Now: d.start.testOnlyClock, OnScreen: d.change, OnName: d.refreshHouse,
			OnEnrol: func() { d.askEnrol(p, d.visit.seen.Company) }, OnOff: func() { d.askOff(p) },
			OnPassword: d.showPassword, OnCodes: func() { d.askCodes(p) }, OnKit: func() { d.askKit(p) },
			OnKnown: func() { d.askKnown(p) }, OnEmail: func() { d.askEmail(p) },
			OnClose: func() { d.closeAside(winPersonal) }})
	})
}

// renewed shows everywhere what an act of the person changed, and says so.
func (d *Desk) renewed(word string) {
	d.change(d.personal(d.visit.session.Screen()))
	if s := d.scenes[winMain]; s != nil {
		s.page.Toasts.Show(kit.ToneSuccess, word, "", nil)
	}
}

// asking is what every question of the person's settings has in common.
func (d *Desk) asking(title, text, verb string) askSpec {
	c := d.visit.seen.Company
	return askSpec{Company: c.Name, Color: companyColor(c.Color), Title: title, Text: text, Verb: verb, Now: d.start.testOnlyClock}
}

// askOff switches the second factor off after password and code (F12).
func (d *Desk) askOff(p *kit.Page) {
	t, s := d.words.T, d.visit.session
	q := d.asking(t("personal.off.title"), t("personal.off.text"), t("personal.off.verb"))
	q.Danger, q.Code, q.Do, q.OnShort = true, true, s.DropFactor, d.showPassword
	q.OnDone = func() { d.renewed(t("personal.off.done")) }
	ask(p, q)
}

// askKit draws a new recovery kit after the password (F15). One that is on the
// screen already comes to the front.
func (d *Desk) askKit(p *kit.Page) {
	if w := d.windows.Window(winKit); w != nil {
		w.RequestFocus()
		return
	}
	t, s := d.words.T, d.visit.session
	var drawn access.Kit
	q := d.asking(t("personal.kit.ask"), t("personal.kit.ask.text"), t("enrol.password.button"))
	q.Do = func(ctx context.Context, password, _ string) (err error) {
		drawn, err = s.BeginKit(ctx, password)
		return err
	}
	q.OnDone = func() { d.openKit(drawn, nil) }
	ask(p, q)
}

// showPassword opens the change of the password.
func (d *Desk) showPassword() { d.openPassword(nil) }

func (d *Desk) openPassword(draft map[string]string) {
	s, typed := d.visit.session, &passwordTyped{}
	d.aside(winPassword, "personal.password.title", actSize(760), draft, func(p *kit.Page) view {
		c := d.visit.seen.Company
		return newPasswordWindow(p, s, passwordSpec{Company: c.Name, Color: companyColor(c.Color), Clipboard: d.clipboard,
			Now: d.start.testOnlyClock, Typed: typed,
			OnDone: func() {
				d.closeAside(winPassword)
				d.renewed(d.words.T("personal.password.done"))
			},
			OnCancel: func() { d.closeAside(winPassword) }})
	})
	d.windows.Page(winPassword).OnClose(func() { *typed = passwordTyped{} })
}
