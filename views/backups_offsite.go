package views

import (
	"context"
	"errors"
	"strconv"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/app/checks"
	"trousseau/views/kit"
)

// value is a changed value as people read it.
func (u *backupsTab) value(f access.FieldChange, text string) string {
	w := u.window
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case text == "", (f.Table == "logo" || f.Table == "terms") && n == 0:
		return w.page.T("backups.value.none")
	case err == nil && (f.Table == "logo" || f.Table == "terms"):
		return copySize(w.page, n)
	case f.Field == "iban":
		return checks.GroupIBAN(text)
	case err == nil && f.Table == "money" && f.Field == "vat":
		return w.page.T("money.percent", "Value", decimal(w.spec.Lang, float64(n)/100))
	case err == nil && f.Table == "money" && f.Field == "days":
		return w.page.T("money.days.count", "Count", int(n))
	case f.Table == "company" && f.Field == "country":
		return optionText(companyCountries(w.spec.Lang, text), text)
	case f.Table == "company" && f.Field == "language":
		return optionText(tongueOptions([]string{text}), text)
	}
	return text
}

// askOffSite opens a copy that was kept elsewhere: its file, then the kit it was
// sealed to.
func (u *backupsTab) askOffSite() {
	p := u.window.page
	u.message.Clear()
	filesOpenOther(p, filesOtherSpec{
		Title: p.T("broken.offsite.title"), Text: p.T("broken.offsite.text"), Verb: p.T("files.open.verb"), Extension: app.OffSiteExtension,
		Choose: func(context.Context, string) error { return nil }, // it opens with its kit alone
		OnDone: u.askKit,
	})
}

// awayQuestion asks the code of the kit of a copy from elsewhere. The code is in
// no draft: it opens everything.
type awayQuestion struct {
	tab    *backupsTab
	path   string
	code   *codeField
	button *kit.Button
	dialog *kit.Dialog
}

func (u *backupsTab) askKit(path string) {
	p := u.window.page
	q := &awayQuestion{tab: u, path: path, code: newKitField(p)}
	q.button = kit.NewButton(kit.Main, p.T("broken.offsite.verb"), q.submit)
	q.button.Disable()
	q.code.onChanged = func() {
		setEnabled(q.button, q.code.right())
		q.fit()
	}
	q.code.entry.OnSubmitted = func(string) { q.submit() }
	q.code.entry.OnEscape = q.cancel
	color := companyColor(u.window.kept.Color)
	body := kit.VStack(20,
		kit.VStack(8, kit.Section(p.T("broken.kit.title")), kit.Muted(p.T("broken.kit.text"))),
		q.code.field,
		kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, p.T("files.cancel"), q.cancel), q.button))
	q.dialog = kit.ShowDialog(p.Window, 520, color, body, q.cancel)
	p.Window.Canvas().Focus(q.code.entry)
}

func (q *awayQuestion) cancel() {
	if !q.button.Working() {
		q.code.set("")
		q.dialog.Hide()
	}
}

func (q *awayQuestion) submit() {
	if q.button.Disabled() || q.button.Working() {
		return
	}
	u, typed := q.tab, q.code.text()
	p := u.window.page
	var made app.Backup
	kit.Do(p, q.button, func(ctx context.Context) (err error) {
		made, err = u.book.FromOffSite(ctx, q.path, typed)
		return err
	}, func(err error) {
		if err != nil {
			q.fail(err)
			return
		}
		q.cancel()
		p.Toasts.Show(kit.ToneSuccess, p.T("broken.offsite.done", "Date", u.window.momentOf(made.Made)), "", nil)
		u.load()
		u.preview(made, u.from)
	})
}

// fail says under the code why the copy did not open.
func (q *awayQuestion) fail(err error) {
	p := q.tab.window.page
	text := p.Explain(err)
	if errors.Is(err, app.ErrNotDatabase) {
		text = p.T("broken.offsite.foreign")
	}
	q.code.fault(text)
	q.fit()
	p.Window.Canvas().Focus(q.code.entry)
}

// fit gives the dialog the height of what it says now.
func (q *awayQuestion) fit() {
	if q.dialog != nil {
		q.dialog.Refresh()
		q.dialog.Refresh() // its texts know their width now
	}
}
