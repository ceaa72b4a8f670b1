package views

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/views/kit"
)

// filesBook is the list of files opened before.
type filesBook interface {
	Recent() []app.RecentFile
	Forget(path string) error
}

// recentSpec is what the list of files leads to: Here is the path in use, OnChoose
// opens another one of the list, OnOther asks for any other.
type recentSpec struct {
	Here     string
	OnChoose func(path string)
	OnOther  func()
}

// recentDialog lists the files opened before, by their names and folders alone.
type recentDialog struct {
	page   *kit.Page
	book   filesBook
	spec   recentSpec
	dialog *kit.Dialog
	rows   *kit.Slot
	fault  *kit.Message
}

func showRecent(p *kit.Page, b filesBook, s recentSpec) *recentDialog {
	d := &recentDialog{page: p, book: b, spec: s, rows: kit.NewSlot(), fault: kit.NewMessage()}
	t := p.T
	d.fill()
	body := kit.VStack(16, kit.VStack(4, kit.Section(t("companies.files.title")), kit.Muted(t("companies.files.text"))), d.rows, d.fault,
		kit.HStack(8, kit.Spacer(), kit.NewButton(kit.Normal, t("signin.cancel"), d.hide), kit.NewButton(kit.Main, t("companies.files.other"), func() {
			d.hide()
			s.OnOther()
		})))
	d.dialog = kit.ShowDialog(p.Window, 560, nil, body, d.hide)
	return d
}

func (d *recentDialog) hide() { d.dialog.Hide() }

func (d *recentDialog) fill() {
	t := d.page.T
	list := kit.VStack(4)
	for _, f := range d.book.Recent() {
		if f.Path == d.spec.Here {
			continue
		}
		list.Add(d.row(f))
	}
	if len(list.Objects) == 0 {
		list.Add(kit.Muted(t("companies.files.none")))
	}
	d.rows.Set(list)
}

// row is one file: to open, or missing and only to forget.
func (d *recentDialog) row(f app.RecentFile) fyne.CanvasObject {
	t := d.page.T
	name, folder := filepath.Base(f.Path), filepath.Dir(f.Path)
	forget := kit.NewButton(kit.Low, t("companies.files.forget"), func() {
		if err := d.book.Forget(f.Path); err != nil {
			d.fault.Set(kit.ToneError, "", d.page.Explain(err))
			return
		}
		d.fill()
		d.dialog.Refresh()
	})
	if f.Missing {
		return kit.Ends(12, kit.VStack(0, kit.Body(name).In(kit.ColorMuted).Single(), kit.Caption(t("companies.files.missing", "Folder", folder))), forget)
	}
	open := kit.NewRow("folder", name, folder, func() {
		d.hide()
		d.spec.OnChoose(f.Path)
	})
	return kit.Ends(12, open, forget)
}
