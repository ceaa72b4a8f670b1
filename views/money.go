package views

import (
	"context"
	"errors"
	"maps"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/checks"
	"trousseau/views/kit"
)

// moneyBook is the reach of the money settings. Security tells whether the person
// may change them.
type moneyBook interface {
	Money(ctx context.Context) (access.Money, error)
	ChangeMoney(ctx context.Context, was, m access.Money) error
	Security(ctx context.Context) (access.Security, error)
}

// moneyTab is where money goes and what it is called on paper: for an owner to
// change, for the others to read.
type moneyTab struct {
	window *companyWindow
	book   moneyBook

	kept   access.Money // as the file has it
	form   *moneyForm   // nil until read, and where nothing may be changed
	inside *fyne.Container
	faces  *kit.Faces
	fault  *kit.Message
	reason *kit.Text
	save   *kit.Button
	foot   *fyne.Container
	typed  map[string]string // a draft that waits for the data
	asked  bool
}

func newMoney(w *companyWindow, b moneyBook) *moneyTab {
	m := &moneyTab{window: w, book: b, fault: kit.NewMessage(), inside: kit.VStack(0)}
	m.faces = kit.NewFaces(w.page.Runner, m.inside)
	m.reason = kit.Caption(w.page.T("company.unchanged"))
	m.save = kit.NewButton(kit.Main, w.page.T("company.save"), m.submit)
	m.save.Disable()
	m.foot = kit.VStack(0, settingsFoot(m.fault, m.reason, m.save))
	m.foot.Hide()
	return m
}

func (m *moneyTab) page() settingsTab {
	t := m.window.page.T
	return settingsTab{icon: "bank", name: t("money.tab"), text: t("money.text"), body: m.faces, foot: m.foot}
}

func (m *moneyTab) arrive() {
	if !m.asked {
		m.load()
	}
}

// moneyRead is what the tab shows.
type moneyRead struct {
	money access.Money
	may   bool
}

func (m *moneyTab) load() {
	m.asked = true
	m.faces.ShowLoading()
	kit.Load(m.window.page, func(ctx context.Context) (r moneyRead, err error) {
		var s access.Security
		if s, err = m.book.Security(ctx); err != nil {
			return r, err
		}
		r.may = s.Mine
		r.money, err = m.book.Money(ctx)
		return r, err
	}, m.show, func(err error) {
		m.faces.ShowFault(m.window.unread(m.window.page.T("money.fault"), err, m.load))
	})
}

func (m *moneyTab) show(r moneyRead) {
	m.kept = r.money
	m.form = nil
	if !r.may {
		m.typed = nil
		m.foot.Hide()
		m.inside.Objects = []fyne.CanvasObject{m.reading(r.money)}
		m.faces.ShowContent()
		return
	}
	m.form = newMoneyForm(m.window.page, r.money.Currency, m.judge, m.submit)
	m.form.set(moneyText(m.window.spec.Lang, r.money))
	m.inside.Objects = []fyne.CanvasObject{m.form.build()}
	m.foot.Show()
	m.faces.ShowContent()
	if m.typed != nil {
		m.form.restore(m.typed)
		m.typed = nil
	}
	m.judge()
	m.window.settle(m)
}

// reading shows the settings to who is no owner.
func (m *moneyTab) reading(a access.Money) fyne.CanvasObject {
	t := m.window.page.T
	return kit.VStack(16,
		kit.LeftMax(kit.FormWidth, settingsNote(t("money.text.read"))),
		companyFacts(companyFact{t("money.iban"), checks.GroupIBAN(a.IBAN)}, companyFact{t("money.bic"), a.BIC},
			companyFact{t("money.currency"), a.Currency}, companyFact{t("money.vat"), t("money.percent", "Value", vatText(m.window.spec.Lang, a.VAT))},
			companyFact{t("money.days"), t("money.days.count", "Count", int(a.Days))}, companyFact{t("money.prefix"), a.Prefix}))
}

func (m *moneyTab) judge() {
	m.fault.Clear()
	if m.changed() {
		m.save.Enable()
		m.reason.Hide()
		return
	}
	m.save.Disable()
	m.reason.Show()
}

func (m *moneyTab) changed() bool {
	return m.typed != nil || m.form != nil && !maps.Equal(m.form.text(), moneyText(m.window.spec.Lang, m.kept))
}

func (m *moneyTab) submit() {
	if m.form == nil || !m.changed() || m.save.Working() {
		return
	}
	m.fault.Clear()
	money, ok := m.form.check()
	if !ok {
		return
	}
	was := m.kept
	kit.Do(m.window.page, m.save, func(ctx context.Context) error { return m.book.ChangeMoney(ctx, was, money) }, func(err error) {
		if err != nil {
			if errors.Is(err, access.ErrChanged) {
				m.overtaken()
			} else {
				m.refuse(err)
			}
			return
		}
		m.kept = money
		m.form.set(moneyText(m.window.spec.Lang, money))
		m.judge()
		m.window.page.Toasts.Show(kit.ToneSuccess, m.window.page.T("company.saved"), "", nil)
	})
}

func (m *moneyTab) refuse(err error) {
	if !m.form.refuse(err) {
		m.fault.Set(kit.ToneError, "", m.window.page.Explain(err))
	}
}

// overtaken asks what to do where another window saved other settings since
// these were read. What was typed stays until that is answered.
func (m *moneyTab) overtaken() {
	kit.Load(m.window.page, m.book.Money, func(now access.Money) {
		if m.form == nil {
			return // read anew meanwhile, with what was typed
		}
		lang := m.window.spec.Lang
		fields := changedFields{was: moneyText(lang, m.kept), mine: m.form.text(), theirs: moneyText(lang, now)}
		take := func(text map[string]string) {
			m.kept = now
			m.form.set(text)
			m.judge()
		}
		askChanged(m.window, changedQuestion{Table: "money", Order: strings.Fields("iban bic currency vat days prefix"), Fields: fields,
			OnMine: func() {
				take(fields.merged())
				m.submit()
			},
			OnTheirs: func() {
				take(fields.theirs)
				m.focus()
			}})
	}, m.refuse)
}

// again reads the settings anew, after a restore.
func (m *moneyTab) again() {
	if m.asked {
		m.typed = m.draft()
		m.form = nil
		m.load()
	}
}

func (m *moneyTab) draft() map[string]string {
	switch {
	case m.form == nil:
		return m.typed
	case !m.changed():
		return nil
	}
	return m.form.text()
}

func (m *moneyTab) restore(d map[string]string) {
	if m.form == nil {
		m.typed = d
		m.arrive()
		return
	}
	m.form.restore(d)
	m.judge()
}

func (m *moneyTab) focus() {
	if m.form != nil {
		m.window.page.Window.Canvas().Focus(m.form.iban)
		return
	}
	m.window.page.Window.Canvas().Unfocus()
}

// moneyText is what the form shows of the settings.
func moneyText(lang string, m access.Money) map[string]string {
	return map[string]string{"iban": checks.GroupIBAN(m.IBAN), "bic": m.BIC, "currency": m.Currency,
		"vat": vatText(lang, m.VAT), "days": strconv.Itoa(int(m.Days)), "prefix": m.Prefix}
}

// errMoney is a figure that cannot be read; the form says at which field.
var errMoney = errors.New("views: no figure")
