package views

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// backupsBook is the reach of the copies (B2). Security tells whether the person
// may look into one.
type backupsBook interface {
	Security(ctx context.Context) (access.Security, error)
	Backups() ([]app.Backup, error)
	BackUp(ctx context.Context) (app.Backup, error)
	Drill(ctx context.Context, b app.Backup) (app.Drill, error)
	OffSite(ctx context.Context, path string) error
	FromOffSite(ctx context.Context, path, kit string) (app.Backup, error)
}

// restoreBook brings a copy back (DESIGN 11).
type restoreBook interface {
	Preview(ctx context.Context, path string) (access.Preview, error)
	Restore(ctx context.Context, path string, shown access.Preview) error
}

// backupsTab lists the copies of the file, makes one, opens the newest to see
// that it holds, and brings one back.
type backupsTab struct {
	window *companyWindow
	book   backupsBook
	back   restoreBook

	copies  []app.Backup // newest first
	mine    bool         // an owner looks
	age     *kit.Text
	make    *kit.Button
	drill   *kit.Button // nil for who is no owner
	offsite *kit.Button
	from    *kit.Button
	message *kit.Message
	table   *kit.Table
	inside  *fyne.Container
	list    *kit.Faces
	faces   *kit.Faces
}

func newBackups(w *companyWindow, b interface {
	backupsBook
	restoreBook
}) *backupsTab {
	t := w.page.T
	u := &backupsTab{window: w, book: b, back: b, message: kit.NewMessage(), inside: kit.VStack(0), age: kit.Muted("")}
	u.make = kit.NewButton(kit.Main, t("backups.make"), u.backUp)
	u.drill = kit.NewButton(kit.Normal, t("backups.drill"), u.try)
	u.offsite = kit.NewButton(kit.Normal, t("backups.offsite"), u.copyAway)
	u.from = kit.NewButton(kit.Normal, t("broken.offsite"), u.askOffSite)
	u.table = kit.NewTable(kit.TableColumn{Title: t("backups.made")}, kit.TableColumn{Title: t("backups.age"), Width: 140},
		kit.TableColumn{Title: t("backups.size"), Width: 90}, kit.TableColumn{Width: 150})
	u.list = kit.NewFaces(w.page.Runner, u.table)
	u.faces = kit.NewFaces(w.page.Runner, u.inside)
	return u
}

func (u *backupsTab) page() settingsTab {
	t := u.window.page.T
	return settingsTab{icon: "backup", name: t("backups.tab"), text: t("backups.text"), body: u.faces}
}

// arrive reads the copies each time: one is made every day.
func (u *backupsTab) arrive() { u.load() }

// backupsRead is what the tab shows.
type backupsRead struct {
	copies []app.Backup
	mine   bool
}

func (u *backupsTab) load() {
	if len(u.inside.Objects) == 0 {
		u.faces.ShowLoading()
	}
	kit.Load(u.window.page, func(ctx context.Context) (r backupsRead, err error) {
		var s access.Security
		if s, err = u.book.Security(ctx); err != nil {
			return r, err
		}
		r.mine = s.Mine
		r.copies, err = u.book.Backups()
		return r, err
	}, u.show, func(err error) {
		u.faces.ShowFault(u.window.unread(u.window.page.T("broken.unread"), err, u.load))
	})
}

func (u *backupsTab) show(r backupsRead) {
	t := u.window.page.T
	u.copies, u.mine = r.copies, r.mine
	acts := kit.VStack(8, kit.Foot(8, u.make, u.offsite, kit.Spacer()))
	rows := kit.VStack(20,
		kit.VStack(2, kit.Section(t("backups.newest")), u.age),
		acts, u.message)
	if r.mine {
		acts.Add(kit.Foot(8, u.drill, u.from, kit.Spacer()))
	} else {
		rows.Add(settingsNote(t("backups.locked")))
	}
	rows.Add(kit.VStack(12, kit.Section(t("backups.list")), u.list))
	u.inside.Objects = []fyne.CanvasObject{rows}
	u.fill()
	u.faces.ShowContent()
	u.window.settle(u)
}

// fill shows the copies and says how old the newest is.
func (u *backupsTab) fill() {
	t := u.window.page.T
	u.table.Clear()
	if len(u.copies) == 0 {
		u.age.SetText(t("overview.copy.none.text"))
		u.drill.Disable()
		u.list.ShowEmpty(kit.Empty("backup", t("backups.none"), t("backups.none.text")))
		return
	}
	newest := u.copies[0]
	u.drill.Enable()
	u.age.SetText(t("backups.newest.text", "Age", u.ageOf(newest), "Date", u.window.momentOf(newest.Made)))
	for _, c := range u.copies {
		u.table.AddRow(u.cells(c)...)
	}
	u.list.ShowContent()
}

func (u *backupsTab) ageOf(c app.Backup) string {
	age := u.window.spec.Now().Sub(c.Made)
	if age >= 0 && age < time.Minute {
		return u.window.page.T("backups.now")
	}
	return copyAge(u.window.page, age)
}

func (u *backupsTab) cells(c app.Backup) []fyne.CanvasObject {
	p := u.window.page
	var last fyne.CanvasObject = kit.Gap(0)
	if u.mine {
		var b *kit.Button
		b = kit.NewButton(kit.Normal, p.T("backups.restore"), func() { u.preview(c, b) })
		last = kit.HStack(0, kit.Spacer(), b)
	}
	return []fyne.CanvasObject{kit.Label(u.window.momentOf(c.Made)), kit.Muted(u.ageOf(c)), kit.Muted(copySize(p, c.Size)), last}
}

// backUp makes a copy now. One that the journal could not note is there all the
// same.
func (u *backupsTab) backUp() {
	u.message.Clear()
	p := u.window.page
	var made app.Backup
	kit.Do(p, u.make, func(ctx context.Context) (err error) {
		made, err = u.book.BackUp(ctx)
		return err
	}, func(err error) {
		if err != nil {
			u.tell(err)
		}
		if made.Path == "" {
			return
		}
		if err == nil {
			p.Toasts.Show(kit.ToneSuccess, p.T("backups.done", "Size", copySize(p, made.Size)), "", nil)
		}
		u.load()
	})
}

// tell says what went wrong above the list; a copy that only the journal misses
// is no error.
func (u *backupsTab) tell(err error) {
	tone := kit.ToneError
	if errors.Is(err, app.ErrUnrecorded) {
		tone = kit.ToneWarning
	}
	u.message.Set(tone, "", u.window.page.Explain(err))
	kit.RevealIn(u.window.page.Window, u.message)
}

// copyAway writes a copy for another place, sealed to the recovery kit.
func (u *backupsTab) copyAway() {
	p, w := u.window.page, u.window
	name := strings.TrimSuffix(w.spec.FileName, filesExtension) + "-" + w.spec.Now().Format(time.DateOnly) + app.OffSiteExtension
	u.message.Clear()
	var unrecorded error
	filesSave(p, filesSaveSpec{Title: p.T("backups.offsite.title"), Text: p.T("backups.offsite.text"), Path: filepath.Join(filesStart(), name),
		Extension: app.OffSiteExtension,
		Write: func(ctx context.Context, path string) error {
			err := u.book.OffSite(ctx, path)
			if errors.Is(err, app.ErrUnrecorded) { // it stands: asking for another name would be wrong
				unrecorded = err
				return nil
			}
			return err
		},
		OnDone: func(path string) {
			if unrecorded != nil {
				u.tell(unrecorded)
			}
			p.Toasts.Show(kit.ToneSuccess, p.T("backups.offsite.done", "Name", filepath.Base(path)), "", nil)
		}})
}

func (u *backupsTab) changed() bool             { return false }
func (u *backupsTab) draft() map[string]string  { return nil }
func (u *backupsTab) restore(map[string]string) {}
func (u *backupsTab) focus()                    { u.window.page.Window.Canvas().Focus(u.make) }
