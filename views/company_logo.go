package views

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"io"
	"os"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// companyLogo shows the company's picture and lets another be chosen. Each choice
// acts at once.
type companyLogo struct {
	window  *companyWindow
	book    companyPaperBook
	box     *fyne.Container
	choose  *kit.Button
	message *kit.Message
	kept    []byte // as the file has it
}

func newCompanyLogo(w *companyWindow, b companyPaperBook, file []byte, picture image.Image) *companyLogo {
	l := &companyLogo{window: w, book: b, box: kit.VStack(0), message: kit.NewMessage()}
	l.take(file, picture)
	return l
}

// take shows what the file has.
func (l *companyLogo) take(file []byte, picture image.Image) {
	l.kept = file
	l.show(picture)
}

func (l *companyLogo) build() fyne.CanvasObject { return l.box }

// show draws the picture with what can be done to it.
func (l *companyLogo) show(picture image.Image) {
	t := l.window.page.T
	l.choose = kit.NewButton(kit.Normal, t("company.logo.choose"), l.ask)
	acts := kit.Foot(8, l.choose)
	rows := kit.VStack(8, kit.Label(t("company.logo")))
	if picture != nil {
		rows.Add(kit.Left(kit.Picture(picture, 200, 112)))
		l.choose.SetText(t("company.logo.other"))
		acts.Add(kit.NewButton(kit.Low, t("company.logo.remove"), l.remove))
	}
	acts.Add(kit.Spacer())
	rows.Add(acts)
	rows.Add(kit.Caption(t("company.logo.hint")))
	rows.Add(l.message)
	l.box.Objects = []fyne.CanvasObject{rows}
	l.box.Refresh()
}

// ask lets the person choose a PNG file.
func (l *companyLogo) ask() {
	t, was := l.window.page.T, l.kept
	var now logoNow
	filesOpenOther(l.window.page, filesOtherSpec{
		Title: t("company.logo.title"), Text: t("company.logo.text"), Verb: t("company.logo.choose"), Extension: ".png",
		Choose: func(ctx context.Context, path string) error {
			file, err := logoFile(path)
			if err != nil {
				return err
			}
			now, err = l.replace(ctx, was, file)
			return err
		},
		OnDone: func(string) { l.changed(now) },
	})
}

// logoNow is the logo that the file has after a choice; other: another window
// was faster, and its choice stands.
type logoNow struct {
	file    []byte
	picture image.Image
	other   bool
}

// replace writes a logo, or gives the one that another window wrote since was
// was read.
func (l *companyLogo) replace(ctx context.Context, was, file []byte) (now logoNow, err error) {
	now.file = file
	err = l.book.ChangeLogo(ctx, was, file)
	if errors.Is(err, access.ErrChanged) {
		now.other = true
		now.file, err = l.book.Logo(ctx)
	}
	if err == nil && len(now.file) > 0 {
		now.picture, err = png.Decode(bytes.NewReader(now.file))
	}
	return now, err
}

// logoFile reads a file, no more of it than a logo may have and one byte.
func logoFile(path string) (file []byte, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, filesBare("open logo", err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	file, err = io.ReadAll(io.LimitReader(f, access.LogoLimit+1))
	if err != nil {
		return nil, filesBare("read logo", err)
	}
	if len(file) == 0 {
		return nil, &access.InputError{Field: "logo", Err: access.ErrOdd} // an empty file would mean: none
	}
	return file, nil
}

// remove takes the logo away.
func (l *companyLogo) remove() {
	l.message.Clear()
	was := l.kept
	var now logoNow
	kit.Do(l.window.page, l.choose, func(ctx context.Context) (err error) {
		now, err = l.replace(ctx, was, nil)
		return err
	}, func(err error) {
		if err != nil {
			l.message.Set(kit.ToneError, "", l.window.page.Explain(err))
			return
		}
		l.changed(now)
	})
}

func (l *companyLogo) changed(now logoNow) {
	p := l.window.page
	l.message.Clear()
	l.take(now.file, now.picture)
	p.Window.Canvas().Focus(l.choose)
	if now.other {
		l.message.Set(kit.ToneWarning, "", p.T("company.logo.changed"))
		return
	}
	p.Toasts.Show(kit.ToneSuccess, p.T("company.saved"), "", nil)
}
