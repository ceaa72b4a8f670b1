package views

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// companiesDesk is what the list of companies may ask of the program: the session for
// them, the program for the copies of the file.
type companiesDesk struct {
	*access.Session
	program *app.App
}

// Backups implements companiesBook.
func (c companiesDesk) Backups() ([]app.Backup, error) { return c.program.Backups() }

// showCompanies lists the person's companies in the main window, in the place of the
// one that is open.
func (d *Desk) showCompanies() {
	s, o := d.visit.session, d.visit.seen
	spec := companiesSpec{Person: o.First + " " + o.Last, Email: o.Email, Lang: d.words.Lang(), Words: d.words, Now: d.start.testOnlyClock,
		Settle: d.settleBeside, OnMany: d.showMany, OnBroken: d.tellBroken, OnEntered: d.enterCompany, OnBack: d.refreshHouse,
		OnPersonal: d.showPersonal, OnLock: d.lock, OnQuit: d.goodbye}
	if s.Standing().May("account.create") {
		spec.OnNew = d.showNewCompany
	}
	if d.demo == nil { // no way from a demo to another file
		spec.OnFile = d.chooseRecent
	}
	d.settle([]string{winMain}, func() {
		d.show(winMain, func(p *kit.Page) view { return newCompanies(p, companiesDesk{s, d.start.Program}, spec) })
		d.titles()
	})
}

// stage is the word under the company's name: it says so while it is a test.
func (d *Desk) stage() string {
	if d.visit.seen.Live {
		return ""
	}
	return d.words.T("companies.test")
}

// settleBeside lets every window beside the main one be left, and closes them: what
// they show is of a company that will not be the open one.
func (d *Desk) settleBeside(proceed func()) {
	var beside []string
	for _, key := range d.windows.Keys() {
		if key != winMain && key != winNewCompany {
			beside = append(beside, key)
		}
	}
	d.settle(beside, func() {
		for _, key := range beside {
			d.closeAside(key)
		}
		proceed()
	})
}

// enterCompany shows the house of the company that is open now.
func (d *Desk) enterCompany() {
	d.visit.entry = ""
	d.rewatch()
	if d.twins != nil { // what the looks knew was of the other one
		d.lookAway()
		d.lookAround()
	}
	d.refreshHouse()
}

// showNewCompany opens the window that founds a further company.
func (d *Desk) showNewCompany() { d.openNewCompany(nil) }

func (d *Desk) openNewCompany(draft map[string]string) {
	s := d.visit.session
	d.aside(winNewCompany, "companies.new", fyne.NewSize(760, 720), draft, func(p *kit.Page) view {
		return newCompanyFounding(p, s, newCompanySpec{Lang: d.words.Lang(), Taken: d.visit.seen.Company.Color, Langs: d.words.Langs(), Settle: d.settleBeside,
			OnDone: func(access.Company) {
				d.closeAside(winNewCompany)
				d.enterCompany()
			}})
	})
}

// chooseRecent offers the files opened before, and any other one.
func (d *Desk) chooseRecent() {
	p := d.scenes[winMain].page
	showRecent(p, d.start.Program, recentSpec{Here: d.start.Program.Path(), OnChoose: d.changeFile, OnOther: func() {
		var chosen string
		filesOpen(p, filesOpenSpec{Folder: filepath.Dir(d.start.Program.Path()),
			Choose: func(_ context.Context, path string) error {
				chosen = path
				return nil
			},
			OnDone: func(string) { d.changeFile(chosen) }})
	}})
}

// changeFile signs out, as the person wishes, and shows the door of another file. One
// that does not open leaves him at the door of this one, which says why.
func (d *Desk) changeFile(path string) {
	d.settleAll(func() {
		s := d.clear()
		d.runner.Go(func() error {
			d.end(context.Background(), s)
			return d.start.Program.Other(context.Background(), path)
		}, func(err error) {
			d.visit.fault = err
			if err == nil {
				d.start.Fault = nil
			}
			d.door()
		})
	})
}

// showMany opens what is done for one person in several companies at once.
func (d *Desk) showMany(cards []access.CompanyCard) {
	showMany(d.scenes[winMain].page, d.visit.session, manySpec{Cards: cards, OnInvite: d.inviteTo, OnDone: func() {
		if w, ok := d.scenes[winMain].view.(*companiesWindow); ok {
			w.load()
		}
	}})
}

// tellShut says at the sign-in that a company does not open, be it the one that was
// used last, and where more is told.
func (d *Desk) tellShut() {
	if n := d.visit.seen.Shut; n > 0 {
		t := d.words.T
		d.scenes[winMain].page.Toasts.Show(kit.ToneError, t("companies.told", "Count", n), t("menu.companies"), d.showCompanies)
	}
}

// tellBroken says what is known of a company that does not open, and leads to the
// copies of the file.
func (d *Desk) tellBroken(c access.CompanyCard) {
	s, t := d.scenes[winMain], d.words.T
	name := companiesWords{t: t}.name(c)
	kit.Confirm(s.page.Window, kit.ConfirmSpec{Title: t("companies.broken", "Company", name), Text: t("companies.broken.text"),
		Verb: t("companies.broken.verb"), Cancel: t("companies.many.close"), OnDone: func(ok bool) {
			if !ok {
				return
			}
			d.settleAll(func() {
				session := d.clear()
				d.runner.Go(func() error {
					d.end(context.Background(), session)
					return nil
				}, func(error) {
					d.wear(access.Screen{Language: d.words.Lang(), Theme: d.start.Theme, Scale: 100})
					d.showCopies(d.explain.explain(errors.Join(access.ErrTampered)), d.showSignIn)
				})
			})
		}})
}
