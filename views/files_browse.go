package views

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"trousseau/app"
	"trousseau/views/kit"
)

// browseFile lets the person choose with the mouse; a chosen file is taken at once.
func (d *filesDialog) browseFile() {
	f := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		d.focus()
		switch {
		case err != nil:
			d.fail(err)
		case r != nil: // nil: cancelled
			d.path.SetText(r.URI().Path())
			if err := r.Close(); err != nil {
				d.fail(err)
				return
			}
			d.submit()
		}
	}, d.page.Window)
	extension := d.extension
	if extension == "" {
		extension = filesExtension
	}
	shown := []string{extension}
	if d.sealed {
		shown = append(shown, app.OffSiteExtension)
	}
	f.SetFilter(storage.NewExtensionFileFilter(shown))
	d.openFyne(f, d.words.title)
}

// browseFolder lets the person choose the folder; the name stays.
func (d *filesDialog) browseFolder() {
	f := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			d.fail(err)
		case u != nil: // nil: cancelled
			d.path.SetText(filepath.Join(u.Path(), filepath.Base(filesWhole(d.path.Text))))
		}
		d.focus()
	}, d.page.Window)
	f.SetConfirmText(d.page.T("files.folder.verb"))
	d.openFyne(f, d.page.T("files.folder.title"))
}

func (d *filesDialog) openFyne(f *dialog.FileDialog, title string) {
	f.SetTitleText(title)
	f.SetView(dialog.ListView)
	folder := filesWhole(d.path.Text)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		folder = filepath.Dir(folder)
	}
	if place, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
		f.SetLocation(place) // otherwise Fyne begins where it likes
	}
	// Fyne's dialog knows no Escape.
	c := d.page.Window.Canvas()
	before := c.OnTypedKey()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			f.Dismiss()
		}
	})
	f.SetOnClosed(func() { c.SetOnTypedKey(before) })
	room := c.Size()
	f.Resize(fyne.NewSize(min(kit.U(760), room.Width-kit.U(32)), min(kit.U(520), room.Height-kit.U(32))))
	f.Show()
	if shown, ok := c.Overlays().Top().(*widget.PopUp); ok {
		d.namePlaces(shown.Content)
	}
}

// filesPlaces are the places Fyne's dialog leads to, by the names it gives them.
const filesPlaces = "Home Computer Desktop Documents Downloads Music Pictures Videos Movies"

// namePlaces puts the places at the dialog's left, which Fyne knows in English
// only, into the person's language. A folder in the list of files keeps its name.
func (d *filesDialog) namePlaces(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			d.namePlaces(child)
		}
	case *container.Split:
		o.SetOffset(0.28) // Fyne leaves the places as much as its English takes
		d.namePlaces(o.Leading)
		d.namePlaces(o.Trailing)
	case *widget.List:
		update := o.UpdateItem
		o.UpdateItem = func(id widget.ListItemID, item fyne.CanvasObject) {
			update(id, item)
			d.namePlace(item)
		}
		o.Refresh()
	}
}

// namePlace names a place in its line: an icon and a label in a box.
func (d *filesDialog) namePlace(line fyne.CanvasObject) {
	box, ok := line.(*fyne.Container)
	if !ok {
		return
	}
	for _, o := range box.Objects {
		label, ok := o.(*widget.Label)
		if ok && slices.Contains(strings.Fields(filesPlaces), label.Text) {
			label.SetText(d.page.T("files.place." + label.Text)) // words: files.place.* Home Computer Desktop Documents Downloads Music Pictures Videos Movies
		}
	}
}
