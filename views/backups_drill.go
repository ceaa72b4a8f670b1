package views

import (
	"context"

	"fyne.io/fyne/v2"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// try opens the newest copy as a restore would, and says what it found (B2).
func (u *backupsTab) try() {
	u.message.Clear()
	if len(u.copies) == 0 {
		return
	}
	newest, d := u.copies[0], app.Drill{}
	kit.Do(u.window.page, u.drill, func(ctx context.Context) (err error) {
		d, err = u.book.Drill(ctx, newest)
		return err
	}, func(err error) {
		if err != nil {
			u.message.Set(kit.ToneError, "", u.window.page.T("backups.drill.fault", "Why", u.window.page.Explain(err)))
			kit.RevealIn(u.window.page.Window, u.message)
			return
		}
		u.found(d)
	})
}

// found shows what opening a copy found.
func (u *backupsTab) found(d app.Drill) {
	w, t := u.window, u.window.page.T
	differ := t("backups.drill.same")
	if n := len(d.Preview.Fields); n > 0 {
		differ = t("backups.drill.differ", "Count", n)
	}
	facts := kit.VStack(8)
	for _, f := range []companyFact{
		{t("backups.made"), w.momentOf(d.Backup.Made)}, {t("backups.size"), copySize(w.page, d.Backup.Size)},
		{t("backups.drill.company"), d.Preview.Company},
		{t("backups.drill.accounts"), t("backups.drill.count", "Count", d.Report.Accounts)},
		{t("backups.drill.rows"), t("backups.drill.count", "Count", d.Report.Rows)},
		{t("backups.drill.lines"), t("backups.drill.count", "Count", d.Report.Lines)},
		{t("backups.drill.statements"), t("backups.drill.count", "Count", d.Report.Statements)},
	} {
		facts.Add(kit.HStackTop(16, kit.Fixed(150, 0, kit.Muted(f.label)), kit.Body(f.value), kit.Spacer()))
	}
	u.showFacts(t("backups.drill.title"), t("backups.drill.text"), kit.VStack(12, facts, kit.Divider(), kit.Body(differ)))
}

// showFacts shows what is only to be read, under the company's name.
func (u *backupsTab) showFacts(title, text string, facts fyne.CanvasObject) {
	showHelp(u.window, title, text, facts)
}

// showHelp shows words that are only to be read, with a button that closes them.
func showHelp(w *companyWindow, title, text string, more fyne.CanvasObject) {
	var d *kit.Dialog
	gone := func() { d.Hide() }
	color := companyColor(w.kept.Color)
	head := kit.VStack(8, kit.HStack(8, kit.Dot(color), kit.Caption(w.kept.Name).Single()), kit.Section(title), kit.Muted(text))
	body := kit.VStack(20, head, more, kit.HStack(8, kit.Spacer(), kit.NewButton(kit.Normal, w.page.T("company.close"), gone)))
	d = kit.ShowDialog(w.page.Window, 480, color, body, gone)
}

// preview says what a copy would change, then asks whether to bring it back.
func (u *backupsTab) preview(c app.Backup, b *kit.Button) {
	u.message.Clear()
	var found access.Preview
	kit.Do(u.window.page, b, func(ctx context.Context) (err error) {
		found, err = u.back.Preview(ctx, c.Path)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			u.tell(err)
		case len(found.Fields) == 0:
			t := u.window.page.T
			u.showFacts(t("backups.same.title"), t("backups.same.text", "Date", u.window.momentOf(c.Made)), kit.Gap(0))
		default:
			u.confirm(c, b, found)
		}
	})
}

// confirm lists the fields with their values now and then.
func (u *backupsTab) confirm(c app.Backup, b *kit.Button, found access.Preview) {
	w, t := u.window, u.window.page.T
	list := kit.VStack(8)
	for _, f := range found.Fields {
		list.Add(kit.VStack(0, kit.Label(w.fieldName(f)),
			kit.Muted(t("backups.change", "Now", u.value(f, f.Now), "Then", u.value(f, f.Then)))))
	}
	text := t("backups.restore.text")
	if found.Lines > 0 {
		list.Add(kit.Caption(t("backups.restore.lines", "Count", found.Lines)))
	}
	kit.Confirm(w.page.Window, kit.ConfirmSpec{Company: w.kept.Name, CompanyColor: companyColor(w.kept.Color),
		Title: t("backups.restore.title", "Date", w.momentOf(c.Made)), Text: text, Body: list,
		Verb: t("backups.restore.verb"), Cancel: t("files.cancel"),
		OnDone: func(ok bool) {
			if ok {
				u.bring(c, b, found)
			}
		}})
}

// bring brings a copy back, then shows everywhere what it changed.
func (u *backupsTab) bring(c app.Backup, b *kit.Button, shown access.Preview) {
	w := u.window
	kit.Do(w.page, b, func(ctx context.Context) error { return u.back.Restore(ctx, c.Path, shown) }, func(err error) {
		if err != nil {
			u.tell(err)
			return
		}
		w.page.Toasts.Show(kit.ToneSuccess, w.page.T("backups.restored", "Date", w.momentOf(c.Made)), "", nil)
		w.restored()
	})
}

// fieldName is what a changed value is called where it is set.
func (w *companyWindow) fieldName(f access.FieldChange) string {
	t := w.page.T
	names := map[string]string{
		"company.name": "company.short.name", "company.country": "company.country", "company.language": "company.short.language",
		"company.number": "company.short.number", "company.vat": "company.short.vat", "company.street": "company.street",
		"company.street2": "company.street2", "company.postcode": "company.postcode", "company.city": "company.city",
		"company.color": "company.color", "company.email": "company.email", "company.phone": "company.phone",
		"company.website": "company.website", "company.timezone": "company.timezone",
		"money.iban": "money.iban", "money.bic": "money.bic", "money.currency": "money.currency", "money.vat": "money.vat",
		"money.days": "money.days", "money.prefix": "money.prefix", "logo.logo": "company.logo", "terms.terms": "company.terms",
		"company.terms":  "company.terms", // of one form with the company
		"agreement.bank": "agreement.bank", "agreement.reference": "agreement.reference", "agreement.from": "agreement.from",
		"agreement.to": "agreement.to", "agreement.payouts": "agreement.payouts",
		"billing.name": "billing.name", "billing.reference": "billing.reference",
	}
	if f.Table == "billing" && names[f.Table+"."+f.Field] == "" {
		f.Table = "company" // an address is an address
	}
	if key := names[f.Table+"."+f.Field]; key != "" {
		return t(key)
	}
	return f.Field
}
