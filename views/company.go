package views

import (
	"maps"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// companyBooks is what the company's settings may ask, each tab in its own words.
type companyBooks interface {
	companyBook
	companyPaperBook
	moneyBook
	agreementBook
	billingBook
	securityBook
	backupsBook
	restoreBook
	gdprBook
	supportBook
}

// companyWords says days and moments; *Words does.
type companyWords interface {
	Date(t time.Time) string
	DateTime(t time.Time) string
}

// companySpec is what the company settings are given beside their books. OnSaved
// follows each saving of the company's data, OnIdle a new idle lock; OnEnrol leads
// to the enrolment of the person's own second factor.
type companySpec struct {
	Lang     string
	Langs    []string
	Words    companyWords
	Now      func() time.Time // also tells the zone in which times are shown
	FileName string           // of the file in use
	Version  string           // of the program, for the diagnostic bundle
	OnSaved  func(access.Company)
	OnIdle   func()
	Code     func() bool // whether the person has a second factor, which is asked before what reaches far
	OnEnrol  func()
}

// companyTab is one page of the company's settings.
type companyTab interface {
	page() settingsTab
	arrive()       // it is shown: what it needs is read, unless it was
	changed() bool // something typed is not saved
	draft() map[string]string
	restore(map[string]string)
	focus()
}

// The tabs by their key in drafts, in their order.
const (
	tabInfo      = "info"
	tabMoney     = "money"
	tabAgreement = "agreement"
	tabBilling   = "billing"
	tabSecurity  = "security"
	tabBackups   = "backups"
	tabGDPR      = "gdpr"
)

// draftTab is the key of the open tab in a draft: no loss if it goes.
const draftTab = "tab"

// companyWindow is the company's own settings. Each tab reads for itself when it
// is first shown.
type companyWindow struct {
	page *kit.Page
	spec companySpec

	kept   access.Company // as the file has it
	strip  *kit.CompanyStrip
	head   *kit.Slot
	order  []string
	tabs   map[string]companyTab
	info   *companyInfo
	frame  *settingsTabs
	asking *kit.Dialog // whether to close without saving
}

func newCompany(p *kit.Page, b companyBooks, s companySpec) *companyWindow {
	w := &companyWindow{page: p, spec: s, strip: kit.Strip(nil), head: kit.NewSlot()}
	w.info = newCompanyInfo(w, b)
	w.order = []string{tabInfo, tabMoney, tabAgreement, tabBilling, tabSecurity, tabBackups, tabGDPR}
	w.tabs = map[string]companyTab{tabInfo: w.info, tabMoney: newMoney(w, b), tabAgreement: newAgreement(w, b), tabBilling: newBilling(w, b), tabSecurity: newSecurity(w, b),
		tabBackups: newBackups(w, b), tabGDPR: newGDPR(w, b, b)}
	pages := make([]settingsTab, 0, len(w.order))
	for _, key := range w.order {
		pages = append(pages, w.tabs[key].page())
	}
	w.frame = newSettingsTabs(w.head, pages...)
	w.frame.onChoose = func(i int) { w.tabs[w.order[i]].arrive() }
	w.dress(access.Company{})
	w.info.arrive()
	return w
}

func (w *companyWindow) build() fyne.CanvasObject {
	return belowHead(w.strip, w.frame.build(nil))
}

// dress puts the window into the company's name and colour.
func (w *companyWindow) dress(c access.Company) {
	w.kept = c
	color := companyColor(c.Color)
	var mark fyne.CanvasObject = kit.Gap(32)
	if color != nil {
		mark = kit.CompanyMark(kit.Initials(c.Name), color, 32)
	}
	w.strip.SetColor(color)
	w.head.Set(kit.NavHead(mark, w.page.T("company.settings"), c.Name))
}

// chosen is the tab on the screen.
func (w *companyWindow) chosen() companyTab { return w.tabs[w.order[w.frame.chosen]] }

func (w *companyWindow) changed() bool {
	for _, tab := range w.tabs {
		if tab.changed() {
			return true
		}
	}
	return false
}

// draft keeps what was typed in every tab, and which tab is open.
func (w *companyWindow) draft() map[string]string {
	d := map[string]string{}
	for key, tab := range w.tabs {
		for name, text := range tab.draft() {
			d[key+"."+name] = text
		}
	}
	if w.frame.chosen > 0 {
		d[draftTab] = w.order[w.frame.chosen]
	}
	if len(d) == 0 {
		return nil
	}
	return d
}

func (w *companyWindow) restore(d map[string]string) {
	parts := map[string]map[string]string{}
	for name, text := range maps.All(d) {
		if key, field, ok := strings.Cut(name, "."); ok {
			if parts[key] == nil {
				parts[key] = map[string]string{}
			}
			parts[key][field] = text
		}
	}
	for key, part := range parts {
		if tab := w.tabs[key]; tab != nil {
			tab.restore(part)
		}
	}
	for i, key := range w.order {
		if key == d[draftTab] {
			w.frame.choose(i)
		}
	}
}

func (w *companyWindow) focus() { w.chosen().focus() }

// settle gives the first field of a tab that has just been read the keyboard,
// where it is on the screen and nothing else has it.
func (w *companyWindow) settle(tab companyTab) {
	c := w.page.Window.Canvas()
	if w.chosen() == tab && c.Focused() == nil {
		tab.focus()
	}
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

// restored shows what a copy brought back; what was typed stays typed.
func (w *companyWindow) restored() {
	w.info.again()
	if m, ok := w.tabs[tabMoney].(*moneyTab); ok {
		m.again()
	}
	w.tabs[tabBackups].arrive()
	w.spec.OnSaved(w.kept)
}

// unread is what a tab shows that could not be read.
func (w *companyWindow) unread(title string, err error, retry func()) fyne.CanvasObject {
	return kit.Fault("fault", title, w.page.Explain(err), kit.NewButton(kit.Normal, w.page.T("company.retry"), retry))
}

// companyFact is a line of what is read and not changed.
type companyFact struct{ label, value string }

// companyFacts shows what somebody may only read; empty lines are left out.
func companyFacts(facts ...companyFact) fyne.CanvasObject {
	rows := kit.VStack(12)
	for _, r := range facts {
		if r.value != "" {
			rows.Add(kit.HStackTop(16, kit.Fixed(112, 0, kit.Muted(r.label)), kit.Body(r.value), kit.Spacer()))
		}
	}
	return kit.LeftMax(kit.FormWidth, kit.Card(rows, 20))
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
