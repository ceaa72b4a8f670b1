package views

import (
	"context"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// companyBook is the reach of the company settings.
type companyBook interface {
	Company(ctx context.Context) (access.Company, error)
	ChangeCompany(ctx context.Context, c access.Company) error
	MayChangeCompany() bool
}

// companySpec is what the company settings are given beside their book. OnSaved
// follows each saving.
type companySpec struct {
	Lang    string
	Langs   []string
	OnSaved func(access.Company)
}

// companyWindow is the company's own settings: one tab, with the company's data
// to change, or to read where the right is missing.
type companyWindow struct {
	page *kit.Page
	book companyBook
	spec companySpec

	kept   access.Company // as the file has it
	form   *companyForm   // nil until read, and where nothing may be changed
	root   *fyne.Container
	inside *fyne.Container
	faces  *kit.Faces
	fault  *kit.Message
	reason *kit.Text         // why the button is locked
	save   *kit.Button       // nil where the right is missing
	typed  map[string]string // a draft that waits for the data
	asking *kit.Dialog       // whether to close without saving
}

func newCompany(p *kit.Page, b companyBook, s companySpec) *companyWindow {
	w := &companyWindow{page: p, book: b, spec: s, fault: kit.NewMessage()}
	w.root, w.inside = kit.Over(), kit.VStack(0)
	w.faces = kit.NewFaces(p.Runner, w.inside)
	w.reason = kit.Caption(p.T("company.unchanged"))
	if b.MayChangeCompany() {
		w.save = kit.NewButton(kit.Main, p.T("company.save"), w.submit)
		w.save.Disable()
	}
	w.dress()
	w.load()
	return w
}

func (w *companyWindow) build() fyne.CanvasObject { return w.root }

// dress puts the window into the company's name and colour.
func (w *companyWindow) dress() {
	t, color := w.page.T, companyColor(w.kept.Color)
	var mark, foot fyne.CanvasObject = kit.Gap(32), nil
	if color != nil {
		mark = kit.CompanyMark(kit.Initials(w.kept.Name), color, 32)
	}
	text := t("company.text.read")
	if w.save != nil {
		text = t("company.text")
		foot = kit.Pad(16, 32, 16, 32, kit.VStack(12, w.fault, kit.HStack(16, kit.Spacer(), w.reason, w.save)))
	}
	tabs := newSettingsTabs(kit.NavHead(mark, t("company.settings"), w.kept.Name),
		settingsTab{icon: "company", name: t("company.tab"), text: text, body: w.faces})
	w.root.Objects = []fyne.CanvasObject{belowHead(kit.Strip(color), tabs.build(foot))}
	w.root.Refresh()
}

func (w *companyWindow) load() {
	w.faces.ShowLoading()
	kit.Load(w.page, w.book.Company, w.show, w.fail)
}

func (w *companyWindow) fail(err error) {
	t := w.page.T
	w.faces.ShowFault(kit.Fault("fault", t("company.fault"), w.page.Explain(err),
		kit.NewButton(kit.Normal, t("company.retry"), w.load)))
}

func (w *companyWindow) show(c access.Company) {
	w.kept = c
	w.dress()
	if w.save == nil {
		w.typed = nil
		w.inside.Objects = []fyne.CanvasObject{w.reading(c)}
		w.faces.ShowContent()
		return
	}
	w.form = newCompanyForm(w.page, companyFormSpec{
		Company: c, Lang: w.spec.Lang, Langs: w.spec.Langs, OnChange: w.judge, OnSubmit: w.submit,
	})
	w.inside.Objects = []fyne.CanvasObject{w.form.build()}
	w.faces.ShowContent()
	if w.typed != nil {
		w.form.restore(w.typed)
		w.typed = nil
	}
	w.judge()
	if w.page.Window.Canvas().Focused() == nil {
		w.form.focus()
	}
}

// reading shows the data to a person who may not change it.
func (w *companyWindow) reading(c access.Company) fyne.CanvasObject {
	t := w.page.T
	rows := kit.VStack(12)
	for _, r := range []struct{ label, value string }{
		{t("company.short.name"), c.Name}, {t("company.country"), optionText(companyCountries(w.spec.Lang, c.Country), c.Country)},
		{t("company.short.language"), optionText(tongueOptions([]string{c.Language}), c.Language)}, {t("company.short.number"), c.Number},
		{t("company.street"), c.Street}, {t("company.postcode"), c.PostCode}, {t("company.city"), c.City},
	} {
		if r.value != "" {
			rows.Add(kit.HStackTop(16, kit.Fixed(112, 0, kit.Muted(r.label)), kit.Body(r.value), kit.Spacer()))
		}
	}
	return kit.LeftMax(kit.FormWidth, kit.Card(rows, 20))
}

// judge unlocks the button once something differs from what the file has.
func (w *companyWindow) judge() {
	w.fault.Clear()
	if w.changed() {
		w.save.Enable()
		w.reason.Hide()
		return
	}
	w.save.Disable()
	w.reason.Show()
}

func (w *companyWindow) changed() bool {
	return w.typed != nil || w.form != nil && w.form.value() != w.kept
}

func (w *companyWindow) submit() {
	if w.form == nil || !w.changed() || w.save.Working() {
		return
	}
	w.fault.Clear()
	c, ok := w.form.check()
	if !ok {
		return
	}
	kit.Do(w.page, w.save, func(ctx context.Context) error { return w.book.ChangeCompany(ctx, c) }, func(err error) {
		if err != nil {
			w.refuse(err)
			return
		}
		w.kept = c
		w.form.set(c)
		w.dress()
		w.judge()
		w.page.Toasts.Show(kit.ToneSuccess, w.page.T("company.saved"), "", nil)
		w.spec.OnSaved(c)
	})
}

// refuse tells a failure at its field, or above the button.
func (w *companyWindow) refuse(err error) {
	if !w.form.refuse(err) {
		w.fault.Set(kit.ToneError, "", w.page.Explain(err))
	}
}

func (w *companyWindow) draft() map[string]string {
	switch {
	case w.form == nil:
		return w.typed
	case !w.changed():
		return nil
	}
	return w.form.draft()
}

func (w *companyWindow) restore(d map[string]string) {
	if w.form == nil {
		w.typed = d
		return
	}
	w.form.restore(d)
	w.judge()
}

func (w *companyWindow) focus() {
	if w.form != nil {
		w.form.focus()
		return
	}
	w.page.Window.Canvas().Unfocus()
}

// leave asks before it drops what was typed.
func (w *companyWindow) leave(proceed func()) {
	if !w.changed() {
		proceed()
		return
	}
	t := w.page.T
	if w.asking != nil {
		w.asking.Hide() // asked again, perhaps for another way out
	}
	w.asking = kit.Confirm(w.page.Window, kit.ConfirmSpec{
		Company: w.kept.Name, CompanyColor: companyColor(w.kept.Color),
		Title: t("company.leave"), Text: t("company.leave.text"), Verb: t("company.leave.verb"), Cancel: t("company.leave.cancel"),
		Danger: true,
		OnDone: func(ok bool) {
			if ok {
				proceed()
			}
		},
	})
}

// keys closes the window on Escape, as its cross does.
func (w *companyWindow) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	w.leave(w.page.Window.Close)
	return true
}

// optionText is the text of the option with that key, the key where there is none.
func optionText(options []kit.Option, key string) string {
	for _, o := range options {
		if o.Key == key {
			return o.Text
		}
	}
	return key
}
