package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/checks"
	"trousseau/views/kit"
)

// manyBook removes a person in several companies.
type manyBook interface {
	RemoveFrom(ctx context.Context, companies []string, email string) ([]access.Removal, error)
}

// manySpec is where the dialog leads: OnInvite to the page that invites somebody into
// these companies, nil where there is none; OnDone after somebody was removed.
type manySpec struct {
	Cards    []access.CompanyCard
	OnInvite func(companies []string, email string)
	OnDone   func()
}

// manyDialog is one person in several companies at once: his address, and in which.
type manyDialog struct {
	page    *kit.Page
	book    manyBook
	spec    manySpec
	email   *kit.Entry
	field   *kit.Field
	checks  []*kit.Check
	cards   []access.CompanyCard
	fault   *kit.Message
	remove  *kit.Button
	results *kit.Slot
	dialog  *kit.Dialog
}

func showMany(p *kit.Page, b manyBook, s manySpec) *manyDialog {
	t := p.T
	d := &manyDialog{page: p, book: b, spec: s, email: kit.NewEntry(), fault: kit.NewMessage(), results: kit.NewSlot()}
	d.field = kit.NewField(t("companies.many.email"), d.email)
	d.email.OnChanged = func(string) { d.field.SetFault("") }
	list := kit.VStack(8)
	for _, c := range s.Cards {
		if c.Fault || !c.MayInvite && !c.MayRemove {
			continue
		}
		check := kit.NewCheck(c.Name, func(bool) { d.fault.Clear() })
		check.SetOn(true)
		d.checks, d.cards = append(d.checks, check), append(d.cards, c)
		list.Add(check)
	}
	d.remove = kit.NewButton(kit.Danger, t("companies.many.remove"), d.ask)
	buttons := kit.HStack(8, d.remove, kit.Spacer(), kit.NewButton(kit.Normal, t("companies.many.close"), d.hide))
	if s.OnInvite != nil {
		buttons.Add(kit.NewButton(kit.Main, t("companies.many.invite"), d.invite))
	}
	body := kit.VStack(16, kit.VStack(4, kit.Section(t("companies.many")), kit.Muted(t("companies.many.text"))), d.field,
		kit.VStack(8, kit.Label(t("companies.many.where")), list), d.fault, d.results, buttons)
	d.dialog = kit.ShowDialog(p.Window, 560, nil, body, d.hide)
	p.Window.Canvas().Focus(d.email)
	return d
}

func (d *manyDialog) hide() { d.dialog.Hide() }

// chosen gives the companies that are ticked, as far as they allow it.
func (d *manyDialog) chosen(may func(access.CompanyCard) bool) (ids, names []string) {
	for i, c := range d.cards {
		if d.checks[i].On() && may(c) {
			ids, names = append(ids, c.ID), append(names, c.Name)
		}
	}
	return ids, names
}

// address gives what was typed in its normal form, or shows what is wrong with it.
func (d *manyDialog) address() (string, bool) {
	email, err := checks.Email(d.email.Text)
	if err != nil {
		d.field.SetFault(d.page.Explain(&access.InputError{Field: "email", Err: err}))
		kit.FocusFault(d.page.Window, d.field)
		return "", false
	}
	return email, true
}

func (d *manyDialog) none() {
	d.fault.Set(kit.ToneWarning, "", d.page.T("companies.many.none"))
	d.dialog.Refresh()
}

func (d *manyDialog) invite() {
	email, ok := d.address()
	if !ok {
		return
	}
	ids, _ := d.chosen(func(c access.CompanyCard) bool { return c.MayInvite })
	if len(ids) == 0 {
		d.none()
		return
	}
	d.hide()
	d.spec.OnInvite(ids, email)
}

// ask names person and companies before anything is done.
func (d *manyDialog) ask() {
	email, ok := d.address()
	if !ok || d.remove.Working() {
		return
	}
	ids, names := d.chosen(func(c access.CompanyCard) bool { return c.MayRemove })
	if len(ids) == 0 {
		d.none()
		return
	}
	t := d.page.T
	kit.Confirm(d.page.Window, kit.ConfirmSpec{
		Title: t("companies.many.ask", "Email", email), Text: t("companies.many.ask.text", "Companies", strings.Join(names, ", ")),
		Verb: t("companies.many.ask.verb", "Email", email), Cancel: t("signin.cancel"), Danger: true,
		OnDone: func(ok bool) {
			if ok {
				d.removeFrom(ids, email)
			}
		}})
}

func (d *manyDialog) removeFrom(ids []string, email string) {
	var out []access.Removal
	kit.Do(d.page, d.remove, func(ctx context.Context) (err error) {
		out, err = d.book.RemoveFrom(ctx, ids, email)
		return err
	}, func(err error) {
		if err != nil {
			d.fault.Set(kit.ToneError, "", d.page.Explain(err))
			d.dialog.Refresh()
			return
		}
		d.results.Set(d.told(out))
		d.dialog.Refresh()
		d.spec.OnDone()
	})
}

// told lists what became of the person in each company.
func (d *manyDialog) told(out []access.Removal) fyne.CanvasObject {
	t := d.page.T
	list := kit.VStack(8)
	for _, r := range out {
		line := kit.NewMessage()
		switch {
		case r.Removed:
			line.Set(kit.ToneSuccess, "", t("companies.many.removed", "Company", r.Name))
		case r.Absent:
			line.Set(kit.ToneInfo, "", t("companies.many.absent", "Company", r.Name))
		default:
			line.Set(kit.ToneWarning, "", t("companies.many.stays", "Company", r.Name, "Why", d.page.Explain(r.Err)))
		}
		list.Add(line)
	}
	return list
}
