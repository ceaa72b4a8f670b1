package views

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// companyBook is the reach of the company's own data.
type companyBook interface {
	Company(ctx context.Context) (access.Company, error)
	ChangeCompany(ctx context.Context, was, c access.Company) error
	MayChangeCompany() bool
}

// companyPaperBook is the reach of what stands on the company's paper.
type companyPaperBook interface {
	Logo(ctx context.Context) ([]byte, error)
	ChangeLogo(ctx context.Context, was, file []byte) error
	Terms(ctx context.Context) (string, error)
	ChangeTerms(ctx context.Context, was, text string) error
}

// companyInfoBook is the reach of the first tab.
type companyInfoBook interface {
	companyBook
	companyPaperBook
}

// companyInfo is the tab with the company's own data: to change, or to read where
// the right is missing. The logo acts at once, the rest is saved.
type companyInfo struct {
	window *companyWindow
	book   companyInfoBook

	form   *companyForm // nil until read, and where nothing may be changed
	terms  string       // as the file has them
	logo   *companyLogo // nil as the form
	inside *fyne.Container
	faces  *kit.Faces
	fault  *kit.Message
	reason *kit.Text         // why the button is locked
	save   *kit.Button       // nil where the right is missing
	typed  map[string]string // a draft that waits for the data
	asked  bool              // reading has begun
}

func newCompanyInfo(w *companyWindow, b companyInfoBook) *companyInfo {
	i := &companyInfo{window: w, book: b, fault: kit.NewMessage(), inside: kit.VStack(0)}
	i.faces = kit.NewFaces(w.page.Runner, i.inside)
	i.reason = kit.Caption(w.page.T("company.unchanged"))
	if b.MayChangeCompany() {
		i.save = kit.NewButton(kit.Main, w.page.T("company.save"), i.submit)
		i.save.Disable()
	}
	return i
}

func (i *companyInfo) page() settingsTab {
	t := i.window.page.T
	tab := settingsTab{icon: "company", name: t("company.tab"), text: t("company.text.read"), body: i.faces}
	if i.save != nil {
		tab.text = t("company.text")
		tab.foot = settingsFoot(i.fault, i.reason, i.save)
	}
	return tab
}

func (i *companyInfo) arrive() {
	if !i.asked {
		i.load()
	}
}

// companyRead is what the tab shows.
type companyRead struct {
	company access.Company
	logo    []byte
	picture image.Image
	terms   string
}

func (i *companyInfo) load() {
	i.asked = true
	i.faces.ShowLoading()
	kit.Load(i.window.page, i.read, i.show, i.fail)
}

func (i *companyInfo) read(ctx context.Context) (r companyRead, err error) {
	if r.company, err = i.book.Company(ctx); err != nil {
		return r, err
	}
	if r.terms, err = i.book.Terms(ctx); err != nil {
		return r, err
	}
	if r.logo, err = i.book.Logo(ctx); err != nil || len(r.logo) == 0 {
		return r, err
	}
	r.picture, err = png.Decode(bytes.NewReader(r.logo))
	return r, err
}

func (i *companyInfo) fail(err error) {
	i.faces.ShowFault(i.window.unread(i.window.page.T("company.fault"), err, i.load))
}

func (i *companyInfo) show(r companyRead) {
	w := i.window
	w.dress(r.company)
	i.terms = r.terms
	if i.save == nil {
		i.typed = nil
		i.inside.Objects = []fyne.CanvasObject{i.reading(r)}
		i.faces.ShowContent()
		return
	}
	i.form = newCompanyForm(w.page, companyFormSpec{Company: r.company, Terms: r.terms, Whole: true,
		Lang: w.spec.Lang, Langs: w.spec.Langs, OnChange: i.judge, OnSubmit: i.submit})
	i.logo = newCompanyLogo(w, i.book, r.logo, r.picture)
	i.inside.Objects = []fyne.CanvasObject{kit.VStack(16, i.form.build(), kit.LeftMax(kit.FormWidth, i.logo.build()))}
	i.faces.ShowContent()
	if i.typed != nil {
		i.form.restore(i.typed)
		i.typed = nil
	}
	i.judge()
	w.settle(i)
}

// reading shows the data to a person who may not change it.
func (i *companyInfo) reading(r companyRead) fyne.CanvasObject {
	t, c, lang := i.window.page.T, r.company, i.window.spec.Lang
	facts := companyFacts(
		companyFact{t("company.short.name"), c.Name}, companyFact{t("company.country"), optionText(companyCountries(lang, c.Country), c.Country)},
		companyFact{t("company.short.language"), optionText(tongueOptions([]string{c.Language}), c.Language)},
		companyFact{t("company.short.number"), c.Number}, companyFact{t("company.short.vat"), c.VAT},
		companyFact{t("company.street"), c.Street}, companyFact{t("company.street2"), c.Street2},
		companyFact{t("company.postcode"), c.PostCode}, companyFact{t("company.city"), c.City},
		companyFact{t("company.email"), c.Email}, companyFact{t("company.phone"), c.Phone}, companyFact{t("company.website"), c.Website},
		companyFact{t("company.timezone"), c.Timezone}, companyFact{t("company.terms"), r.terms},
	)
	if r.picture == nil {
		return facts
	}
	return kit.VStack(16, kit.Left(kit.Picture(r.picture, 200, 112)), facts)
}

// judge unlocks the button once something differs from what the file has.
func (i *companyInfo) judge() {
	i.fault.Clear()
	if i.changed() {
		i.save.Enable()
		i.reason.Hide()
		return
	}
	i.save.Disable()
	i.reason.Show()
}

func (i *companyInfo) changed() bool {
	return i.typed != nil || i.form != nil && (i.form.value() != i.window.kept || i.form.terms.Text != i.terms)
}

func (i *companyInfo) submit() {
	if i.form == nil || !i.changed() || i.save.Working() {
		return
	}
	i.fault.Clear()
	c, ok := i.form.check()
	if !ok {
		return
	}
	terms, before, kept, was := i.form.terms.Text, i.terms, false, i.window.kept
	kit.Do(i.window.page, i.save, func(ctx context.Context) error {
		if err := i.book.ChangeCompany(ctx, was, c); err != nil {
			return err
		}
		kept = true
		if terms == before {
			return nil
		}
		return i.book.ChangeTerms(ctx, before, terms)
	}, func(err error) {
		if kept {
			i.window.dress(c)
			i.form.set(c)
		}
		if err != nil {
			i.judge()
			if errors.Is(err, access.ErrChanged) {
				i.overtaken()
			} else {
				i.refuse(err)
			}
			return
		}
		i.terms = terms
		i.judge()
		i.window.page.Toasts.Show(kit.ToneSuccess, i.window.page.T("company.saved"), "", nil)
		i.window.spec.OnSaved(c)
	})
}

// refuse tells a failure at its field, or above the button.
func (i *companyInfo) refuse(err error) {
	if !i.form.refuse(err) {
		i.fault.Set(kit.ToneError, "", i.window.page.Explain(err))
	}
}

// again reads the data anew, after a restore; what was typed stays typed.
func (i *companyInfo) again() {
	i.typed = i.draft()
	i.form = nil
	i.load()
}

func (i *companyInfo) draft() map[string]string {
	switch {
	case i.form == nil:
		return i.typed
	case !i.changed():
		return nil
	}
	return i.form.draft()
}

func (i *companyInfo) restore(d map[string]string) {
	if i.form == nil {
		i.typed = d
		return
	}
	i.form.restore(d)
	i.judge()
}

func (i *companyInfo) focus() {
	if i.form != nil {
		i.form.focus()
		return
	}
	i.window.page.Window.Canvas().Unfocus()
}
