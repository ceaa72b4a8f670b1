package views

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"trousseau/app"
	"trousseau/views/kit"
)

// Fyne's file dialog cannot be used by the keyboard alone (a folder opens by a
// double click), asks about overwriting in English and empties a file before
// anything is written. Hence a dialog of our own, where the path is typed, and
// Fyne's behind its «Browse» button.

// filesExtension is that of a Trousseau file.
const filesExtension = ".trousseau"

var (
	errFilesFolder = errors.New("files: a folder, not a file")
	errFilesName   = errors.New("files: no file name")
)

// filesOpenSpec is a file to be opened. Folder is where to look first, the
// person's documents when there is no such folder. Sealed lets an off-site copy
// be named as well. Choose does the work, off the
// window's goroutine, and may fail: its error is told and the dialog stays.
// OnDone follows its success.
type filesOpenSpec struct {
	Folder string
	Sealed bool
	Choose func(ctx context.Context, path string) error
	OnDone func(path string)
}

// filesOpen asks for a Trousseau file that exists.
func filesOpen(p *kit.Page, s filesOpenSpec) *filesDialog {
	t := p.T
	folder := s.Folder
	if !filesIsFolder(folder) {
		folder = filesStart()
	}
	text := t("files.open.text")
	if s.Sealed {
		text = t("files.open.sealed")
	}
	d := newFilesDialog(p, filesWords{t("files.open.title"), text, t("files.open.verb")}, filesTyped(folder))
	d.sealed = s.Sealed
	d.browse = d.browseFile
	d.work = func(ctx context.Context, path string) error {
		if err := filesCheck(path); err != nil {
			return err
		}
		return s.Choose(ctx, path)
	}
	d.onDone = s.OnDone
	d.show()
	return d
}

// filesOtherSpec is a file of another kind to be read, with the words of its
// question; Choose and OnDone as in filesOpenSpec.
type filesOtherSpec struct {
	Title, Text, Verb, Extension string
	Choose                       func(ctx context.Context, path string) error
	OnDone                       func(path string)
}

// filesOpenOther asks for a file of another kind that exists.
func filesOpenOther(p *kit.Page, s filesOtherSpec) *filesDialog {
	d := newFilesDialog(p, filesWords{s.Title, s.Text, s.Verb}, filesTyped(filesStart()))
	d.extension = s.Extension
	d.browse = d.browseFile
	d.work = func(ctx context.Context, path string) error {
		if err := filesCheck(path); err != nil {
			return err
		}
		return s.Choose(ctx, path)
	}
	d.onDone = s.OnDone
	d.show()
	return d
}

// filesSaveSpec is a file to be written. Text is what is said of it, "" for how
// to name it alone; Path is what is proposed; Extension is added to a name that has none. Write does the work, off the window's
// goroutine; an existing file is replaced only after a question, a Trousseau
// file never.
type filesSaveSpec struct {
	Title, Text, Path, Extension string
	Write                        func(ctx context.Context, path string) error
	OnDone                       func(path string)
}

// filesSave asks where to write a file.
func filesSave(p *kit.Page, s filesSaveSpec) *filesDialog {
	t := p.T
	text := t("files.save.text")
	if s.Text != "" {
		text = s.Text
	}
	d := newFilesDialog(p, filesWords{s.Title, text, t("files.save.verb")}, s.Path)
	d.name = filepath.Base(s.Path)
	d.extension = s.Extension
	d.browse = d.browseFolder
	d.asks = true
	d.work = s.Write
	d.onDone = s.OnDone
	d.show()
	return d
}

type filesWords struct{ title, text, verb string }

// filesDialog asks for a path.
type filesDialog struct {
	page            *kit.Page
	words           filesWords
	path            *kit.Entry
	message         *kit.Message
	verb            *kit.Button
	card            *kit.Dialog
	name, extension string // of a file to be saved
	asks            bool   // before it replaces a file
	sealed          bool   // an off-site copy may be named as well
	browse          func()
	work            func(ctx context.Context, path string) error
	onDone          func(path string)
}

func newFilesDialog(p *kit.Page, w filesWords, path string) *filesDialog {
	d := &filesDialog{page: p, words: w, path: kit.NewEntry(), message: kit.NewMessage()}
	d.path.SetText(path)
	d.path.OnChanged = func(string) { d.tell("") }
	d.path.OnSubmitted = func(string) { d.submit() }
	d.verb = kit.NewButton(kit.Main, w.verb, d.submit)
	return d
}

func (d *filesDialog) show() {
	t := d.page.T
	body := kit.VStack(20,
		kit.VStack(8, kit.Section(d.words.title), kit.Muted(d.words.text)),
		kit.NewField(t("files.path"), d.path),
		d.message,
		kit.HStack(8,
			kit.NewButton(kit.Normal, t("files.browse"), func() { d.browse() }).SetIcon("folder"), kit.Spacer(),
			kit.NewButton(kit.Low, t("files.cancel"), d.cancel), d.verb),
	)
	d.card = kit.ShowDialog(d.page.Window, 560, nil, body, d.cancel)
	d.focus()
}

// focus puts the cursor behind the path.
func (d *filesDialog) focus() {
	d.page.Window.Canvas().Focus(d.path)
	d.path.CursorColumn = len([]rune(d.path.Text))
	d.path.Refresh()
}

func (d *filesDialog) cancel() {
	if !d.verb.Working() {
		d.card.Hide()
	}
}

// tell shows a sentence above the buttons; "" removes it.
func (d *filesDialog) tell(text string) {
	if text == d.message.Text() {
		return
	}
	if text == "" {
		d.message.Clear()
	} else {
		d.message.Set(kit.ToneError, "", text)
	}
	if d.card != nil {
		d.card.Refresh()
	}
}

func (d *filesDialog) submit() {
	path, err := d.chosen()
	if err != nil {
		d.fail(err)
		return
	}
	// Neither a Trousseau file nor a sealed copy of one is ever replaced: whoever
	// makes a new one refuses.
	if _, err := os.Stat(path); err != nil || !d.asks || d.extension == filesExtension || d.extension == app.OffSiteExtension {
		d.do(path)
		return
	}
	kit.Confirm(d.page.Window, kit.ConfirmSpec{
		Title: d.page.T("files.replace.title", "Name", filepath.Base(path)), Text: d.page.T("files.replace.text"),
		Verb: d.page.T("files.replace.verb"), Cancel: d.page.T("files.cancel"),
		OnDone: func(ok bool) {
			d.focus()
			if ok {
				d.do(path)
			}
		},
	})
}

// chosen is the path typed, whole. A folder named for saving gets the name that
// was proposed.
func (d *filesDialog) chosen() (string, error) {
	path := filesWhole(d.path.Text)
	if path == "" {
		return "", errFilesName
	}
	if d.asks {
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			path = filepath.Join(path, d.name)
		}
		if filepath.Ext(path) == "" {
			path += d.extension
		}
		d.path.SetText(path)
	}
	return path, nil
}

func (d *filesDialog) do(path string) {
	kit.Do(d.page, d.verb, func(ctx context.Context) error { return d.work(ctx, path) }, func(err error) {
		if err != nil {
			d.fail(err)
			return
		}
		d.card.Hide()
		d.onDone(path)
	})
}

func (d *filesDialog) fail(err error) {
	d.tell(filesExplain(d.page, err))
	d.focus()
}
