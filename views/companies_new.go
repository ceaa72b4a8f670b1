package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// newCompanyBook founds a further company.
type newCompanyBook interface {
	NewCompany(ctx context.Context, c access.Company) error
}

// newCompanySpec is what the window begins with. Settle lets the windows of the
// company that is open be left before another one takes its place; OnDone follows.
type newCompanySpec struct {
	Lang   string
	Langs  []string
	Taken  string // colour of the open company
	Settle func(proceed func())
	OnDone func(access.Company)
}

// newCompanyWindow founds a further company in the file: the form of the set-up, and
// nothing else to ask.
type newCompanyWindow struct {
	page  *kit.Page
	book  newCompanyBook
	spec  newCompanySpec
	form  *companyForm
	empty access.Company
	fault *kit.Message
	save  *kit.Button
	leaving
}

func newCompanyFounding(p *kit.Page, b newCompanyBook, s newCompanySpec) *newCompanyWindow {
	color := otherColor(s.Taken)
	country, _, _ := strings.Cut(countriesFirst, " ")
	w := &newCompanyWindow{page: p, book: b, spec: s, fault: kit.NewMessage(), empty: access.Company{Country: country, Language: s.Lang, Color: color}}
	w.form = newCompanyForm(p, companyFormSpec{Company: w.empty, Lang: s.Lang, Langs: s.Langs, OnChange: w.fault.Clear, OnSubmit: w.submit})
	w.save = kit.NewButton(kit.Main, p.T("companies.new.verb"), w.submit)
	w.leaving = leaving{page: p, changed: func() bool { return w.form.value() != w.empty }}
	return w
}

func (w *newCompanyWindow) build() fyne.CanvasObject {
	t := w.page.T
	body := kit.VStack(24, kit.VStack(2, kit.Title(t("companies.new")), kit.Muted(t("companies.new.text"))), w.form.build())
	foot := kit.VStack(0, kit.Divider(), kit.Pad(16, 32, 16, 32, kit.VStack(12, w.fault,
		kit.HStack(8, kit.Spacer(), kit.NewButton(kit.Low, t("signin.cancel"), w.cancel), w.save))))
	return kit.AtLeast(560, 480, aboveFoot(kit.Scroll(kit.Pad(28, 32, 32, 32, body)), foot))
}

func (w *newCompanyWindow) cancel() { w.leave(w.page.Window.Close) }

func (w *newCompanyWindow) submit() {
	if w.save.Working() {
		return
	}
	c, ok := w.form.check()
	if !ok {
		return
	}
	w.fault.Clear()
	w.spec.Settle(func() {
		kit.Do(w.page, w.save, func(ctx context.Context) error { return w.book.NewCompany(ctx, c) }, func(err error) {
			switch {
			case err == nil:
				w.spec.OnDone(c)
			case !w.form.refuse(err):
				w.fault.Set(kit.ToneError, "", w.page.Explain(err))
			}
		})
	})
}

func (w *newCompanyWindow) draft() map[string]string {
	if w.form.value() == w.empty {
		return nil
	}
	return w.form.draft()
}

func (w *newCompanyWindow) restore(d map[string]string) {
	if len(d) > 0 {
		w.form.restore(d)
	}
}

func (w *newCompanyWindow) focus() { w.form.focus() }

func (w *newCompanyWindow) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyEscape {
		return false
	}
	w.cancel()
	return true
}

// leaving asks before a window goes in which something typed would be lost.
type leaving struct {
	page    *kit.Page
	changed func() bool
	asking  *kit.Dialog
}

// leave implements leaver.
func (l *leaving) leave(proceed func()) {
	if !l.changed() {
		proceed()
		return
	}
	if l.asking != nil {
		l.asking.Hide() // asked again, perhaps for another way out
	}
	t := l.page.T
	l.asking = kit.Confirm(l.page.Window, kit.ConfirmSpec{Title: t("companies.leave"), Text: t("companies.leave.text"), Verb: t("company.leave.verb"),
		Cancel: t("company.leave.cancel"), Danger: true, OnDone: func(ok bool) {
			if ok {
				proceed()
			}
		}})
}

// otherColor is the first colour that the open company has not: two squares side by
// side are never of one colour by themselves (M3).
func otherColor(taken string) string {
	colors := strings.Fields(companyColors)
	for _, c := range colors {
		if !strings.EqualFold(c, taken) {
			return c
		}
	}
	return colors[0]
}
