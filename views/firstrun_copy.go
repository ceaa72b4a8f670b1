package views

import (
	"context"
	"path/filepath"
	"strings"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// bringBook is what an off-site copy is brought to a new computer with (B2).
// Check counts what a file holds; Replace puts it at the customary place.
type bringBook interface {
	FromOffSite(ctx context.Context, path, kit string) (app.Backup, error)
	Check(ctx context.Context, path string) (access.Report, error)
	Replace(ctx context.Context, path string) (aside string, err error)
}

// bringSpec is where an off-site copy comes from and goes to. Moment says when it
// was made; OnPut hears that it is in place, OnStay that it lies among the copies
// and nothing else happened.
type bringSpec struct {
	Path, Place string
	Moment      func(app.Backup) string
	OnPut       func(made app.Backup, aside string)
	OnStay      func()
}

// bringCopy asks for the kit of an off-site copy, shows what is in it, and puts
// it in place.
type bringCopy struct {
	page   *kit.Page
	book   bringBook
	spec   bringSpec
	copy   app.Backup
	report access.Report

	dialog  *kit.Dialog
	message *kit.Message
	cancel  *kit.Button
	verb    *kit.Button
}

func bring(p *kit.Page, book bringBook, spec bringSpec) *bringCopy {
	b := &bringCopy{page: p, book: book, spec: spec}
	askCopyKit(p, b.open, b.show)
	return b
}

// open unseals the copy and counts what it holds.
func (b *bringCopy) open(ctx context.Context, kit string) (err error) {
	if b.copy, err = b.book.FromOffSite(ctx, b.spec.Path, kit); err == nil {
		b.report, err = b.book.Check(ctx, b.copy.Path)
	}
	return err
}

// show says what the copy holds and where it would go.
func (b *bringCopy) show() {
	p, t := b.page, b.page.T
	facts := kit.VStack(8)
	for _, f := range []companyFact{
		{t("backups.made"), b.spec.Moment(b.copy)}, {t("backups.size"), copySize(p, b.copy.Size)},
		{t("backups.drill.accounts"), t("backups.drill.count", "Count", b.report.Accounts)},
		{t("backups.drill.rows"), t("backups.drill.count", "Count", b.report.Rows)},
		{t("backups.drill.lines"), t("backups.drill.count", "Count", b.report.Lines)},
	} {
		facts.Add(kit.HStackTop(16, kit.Fixed(150, 0, kit.Muted(f.label)), kit.Body(f.value), kit.Spacer()))
	}
	b.message = kit.NewMessage()
	b.cancel = kit.NewButton(kit.Normal, t("signin.cancel"), b.stay)
	b.verb = kit.NewButton(kit.Main, t("bring.verb"), b.put)
	body := kit.VStack(20,
		kit.VStack(8, kit.Section(t("bring.title")), kit.Muted(t("bring.text"))),
		facts, kit.VStack(6, kit.Label(t("bring.place")), kit.Mono(b.spec.Place)),
		b.message, kit.HStack(8, kit.Spacer(), b.cancel, b.verb))
	b.dialog = kit.ShowDialog(p.Window, 560, nil, body, b.stay)
	p.Window.Canvas().Focus(b.cancel)
}

func (b *bringCopy) stay() {
	if !b.verb.Working() {
		b.dialog.Hide()
		b.spec.OnStay()
	}
}

// put makes the copy the program's file.
func (b *bringCopy) put() {
	b.message.Clear()
	b.cancel.Disable()
	var aside string
	kit.Do(b.page, b.verb, func(ctx context.Context) (err error) {
		aside, err = b.book.Replace(ctx, b.copy.Path)
		return err
	}, func(err error) {
		b.cancel.Enable()
		if err != nil {
			b.message.Set(kit.ToneError, "", b.page.Explain(err))
			b.dialog.Refresh()
			b.dialog.Refresh() // its texts know their width now
			return
		}
		b.dialog.Hide()
		b.spec.OnPut(b.copy, aside)
	})
}

// bringDesk is what bringing a copy may ask of the program.
type bringDesk struct{ *app.App }

// Check implements bringBook.
func (bringDesk) Check(ctx context.Context, path string) (access.Report, error) {
	return app.Check(ctx, path)
}

// isSealed tells an off-site copy by its name.
func isSealed(path string) bool {
	return strings.EqualFold(filepath.Ext(path), app.OffSiteExtension)
}
