package views

import (
	"bytes"
	"context"
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
}

func newCompanyLogo(w *companyWindow, b companyPaperBook, picture image.Image) *companyLogo {
	l := &companyLogo{window: w, book: b, box: kit.VStack(0), message: kit.NewMessage()}
	l.show(picture)
	return l
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
		acts.Add(kit.NewButton(kit.Low, t("company.logo.remove"), func() { l.change(nil) }))
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
	t := l.window.page.T
	var picture image.Image
	filesOpenOther(l.window.page, filesOtherSpec{
		Title: t("company.logo.title"), Text: t("company.logo.text"), Verb: t("company.logo.choose"), Extension: ".png",
		Choose: func(ctx context.Context, path string) error {
			file, err := logoFile(path)
			if err != nil {
				return err
			}
			if err := l.book.ChangeLogo(ctx, file); err != nil {
				return err
			}
			picture, err = png.Decode(bytes.NewReader(file))
			return err
		},
		OnDone: func(string) { l.changed(picture) },
	})
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

func (l *companyLogo) change(file []byte) {
	l.message.Clear()
	kit.Do(l.window.page, l.choose, func(ctx context.Context) error { return l.book.ChangeLogo(ctx, file) }, func(err error) {
		if err != nil {
			l.message.Set(kit.ToneError, "", l.window.page.Explain(err))
			return
		}
		l.changed(nil)
	})
}

func (l *companyLogo) changed(picture image.Image) {
	l.message.Clear()
	l.show(picture)
	l.window.page.Window.Canvas().Focus(l.choose)
	l.window.page.Toasts.Show(kit.ToneSuccess, l.window.page.T("company.saved"), "", nil)
}
