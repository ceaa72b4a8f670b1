package views

import (
	"context"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// companyDesk is what the company's settings may ask of the program: the session
// for the rows, the program for the copies of the file.
type companyDesk struct {
	*access.Session
	program *app.App
}

// Backups implements backupsBook.
func (c companyDesk) Backups() ([]app.Backup, error) { return c.program.Backups() }

// BackUp implements backupsBook.
func (c companyDesk) BackUp(ctx context.Context) (app.Backup, error) {
	return c.program.BackUp(ctx, c.Session)
}

// Drill implements backupsBook.
func (c companyDesk) Drill(ctx context.Context, b app.Backup) (app.Drill, error) {
	return c.program.Drill(ctx, c.Session, b)
}

// OffSite implements backupsBook.
func (c companyDesk) OffSite(ctx context.Context, path string) error {
	return c.program.OffSite(ctx, c.Session, path)
}

// FromOffSite implements backupsBook.
func (c companyDesk) FromOffSite(ctx context.Context, path, kit string) (app.Backup, error) {
	return c.program.FromOffSite(ctx, path, kit)
}

// Preview implements restoreBook.
func (c companyDesk) Preview(ctx context.Context, path string) (access.Preview, error) {
	return c.program.Preview(ctx, c.Session, path)
}

// Restore implements restoreBook.
func (c companyDesk) Restore(ctx context.Context, path string, shown access.Preview) error {
	return c.program.Restore(ctx, c.Session, path, shown)
}

// showCompany opens the company's settings.
func (d *Desk) showCompany() { d.openCompany(nil) }

func (d *Desk) openCompany(draft map[string]string) {
	s := d.visit.session
	d.aside(winCompany, "company.window", fyne.NewSize(1120, 760), draft, func(p *kit.Page) view {
		return newCompany(p, companyDesk{s, d.start.Program}, companySpec{Langs: d.words.Langs(), Lang: d.words.Lang(),
			Words: d.words, Now: d.start.testOnlyClock, FileName: d.start.Program.Name(), Version: d.start.Version,
			Code:   func() bool { return !d.visit.seen.FactorSince.IsZero() },
			OnIdle: d.rewatch, OnEnrol: func() { d.askEnrol(d.scenes[winCompany].page, d.visit.seen.Company) },
			OnSaved: func(access.Company) {
				d.showHouse(func() {}, func(err error) { d.scenes[winMain].page.Fail(err) })
			}})
	})
}
