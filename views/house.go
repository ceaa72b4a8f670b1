package views

import (
	"maps"

	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// houseSpec is what the main window shows around its pages. Color is #RRGGBB.
// Entries are the pages this person may use, in the order of the navigation, and
// Chosen the key of the one to begin with, the first one where it is unknown.
// OnChoose tells which page is shown from now.
type houseSpec struct {
	Company, Color        string
	Person, Email         string
	Stage                 string // a word under the name, as while it is a test; "" for none
	Owner                 bool
	Entries               []houseEntry
	Chosen                string
	OnChoose              func(key string)
	OnCompany, OnPersonal func()
	OnCompanies           func()
	OnLock, OnLeave       func()
	OnDemo                func()            // the way out of a demo, nil: this is none
	Banner                fyne.CanvasObject // across the top, as while support looks in; nil: none
}

// houseWindow is the main window: the company and the navigation at the left,
// where one is and the person at the top, and a page between.
type houseWindow struct {
	page   *kit.Page
	spec   houseSpec
	inside view
	chosen string
	drafts map[string]map[string]string // of the pages that were left

	items  map[string]*kit.Nav
	crumbs *kit.Crumbs
	slot   *kit.Slot
	scroll *kit.Scroller
	work   *kit.Progress // what the program does by itself, below the page
	foot   *fyne.Container
	low    *fyne.Container // the page, and the foot below
	lock   *kit.Nav
	person *kit.PersonButton
	menu   *kit.OpenMenu
}

// houseWidth is the most a page takes, in units.
const houseWidth = 1136

// draftEntry is the page that was shown.
const draftEntry = "entry"

func newHouse(p *kit.Page, s houseSpec) *houseWindow {
	h := &houseWindow{page: p, spec: s, drafts: map[string]map[string]string{}, items: map[string]*kit.Nav{}}
	h.crumbs, h.slot, h.work = kit.NewCrumbs(), kit.NewSlot(), kit.NewProgress()
	h.foot = kit.VStack(0, kit.Divider(), kit.MaxWidth(houseWidth+2*32, kit.Pad(8, 32, 12, 32, h.work)))
	h.foot.Hide()
	h.lock = kit.NavItem("lock", p.T("menu.lock"), p.T("menu.lock.keys"), s.OnLock)
	h.person = kit.NewPersonButton(kit.Initials(s.Person), s.Email, h.openMenu)
	h.open(h.entry(s.Chosen))
	return h
}

func (h *houseWindow) build() fyne.CanvasObject {
	color := companyColor(h.spec.Color)
	head := kit.NavHead(kit.CompanyMark(kit.Initials(h.spec.Company), color, 32), h.spec.Company, h.spec.Stage)
	nav := kit.NewSideNav(head, h.navigation(h.spec.Entries), h.lock)
	bar := kit.VStack(0,
		kit.Fixed(0, 55, kit.Pad(0, 26, 0, 32, kit.HStack(16, h.crumbs, kit.Spacer(), h.person))),
		kit.Divider())
	if h.spec.OnDemo != nil {
		bar.Add(kit.Pad(12, 32, 0, 32, kit.MaxWidth(houseWidth, demoBanner(h.page, h.spec.OnDemo))))
	}
	h.scroll = kit.Scroll(kit.MaxWidth(houseWidth+2*32, kit.Pad(24, 32, 32, 32, h.slot)))
	h.slot.Set(h.inside.build())
	h.low = kit.Fill(0, h.scroll, h.scroll, h.foot)
	top := kit.VStack(0, kit.Strip(color))
	if h.spec.Banner != nil {
		top.Add(h.spec.Banner)
	}
	return kit.AtLeast(1024, 680, belowHead(top, kit.Beside(nav, belowHead(bar, h.low))))
}

// houseWork is something the program does by itself: how far, from 0 to 1, and that
// in words.
type houseWork struct {
	Fraction  float32
	Text, Far string
}

// works tells below the page what the program does by itself; nil: nothing.
func (h *houseWindow) works(w *houseWork) {
	shown := h.foot.Hidden != (w == nil)
	h.foot.Hidden = w == nil
	if w != nil {
		h.work.Set(w.Fraction, w.Text, w.Far)
	}
	if shown {
		h.low.Refresh()
		h.low.Refresh() // its texts know their width now
	}
}

// choose leads to another page, if the one shown has nothing to lose.
func (h *houseWindow) choose(key string) {
	e := h.entry(key)
	if e.Open != nil {
		e.Open()
		return
	}
	if e.Key == h.chosen {
		return
	}
	h.leave(func() {
		h.drafts[h.chosen] = h.inside.draft()
		h.turn(e)
		if draft, was := h.drafts[e.Key]; was {
			h.inside.restore(draft)
		}
		h.inside.focus()
	})
}

// turn shows another page in the place of the one before.
func (h *houseWindow) turn(e houseEntry) {
	h.open(e)
	h.slot.Set(h.inside.build())
	h.scroll.Refresh()
	h.scroll.Top()
	if h.spec.OnChoose != nil {
		h.spec.OnChoose(e.Key)
	}
}

// open makes the page of an entry and marks the entry.
func (h *houseWindow) open(e houseEntry) {
	h.chosen, h.inside = e.Key, e.Make(h.page)
	for key, item := range h.items {
		item.SetSelected(key == e.Key)
	}
	h.crumbs.Set(e.path()...)
}

func (h *houseWindow) openMenu(byKey bool) {
	s := h.spec
	h.person.SetOpen(true)
	h.menu = showMenu(h.page, h.person, menuSpec{
		Person: s.Person, Company: s.Company, Owner: s.Owner, ByKey: byKey,
		OnCompany: s.OnCompany, OnPersonal: s.OnPersonal, OnCompanies: s.OnCompanies, OnLock: s.OnLock, OnLeave: s.OnLeave,
		OnClose: func() { h.person.SetOpen(false) },
	})
}

func (h *houseWindow) focus() { h.inside.focus() }

// draft is the page's, and which one it is.
func (h *houseWindow) draft() map[string]string {
	d := map[string]string{draftEntry: h.chosen}
	maps.Copy(d, h.inside.draft())
	return d
}

func (h *houseWindow) restore(d map[string]string) {
	if e := h.entry(d[draftEntry]); d[draftEntry] != "" && e.Key != h.chosen {
		h.turn(e)
	}
	h.inside.restore(d)
}

// keys gives the page what nobody else took.
func (h *houseWindow) keys(e *fyne.KeyEvent) bool {
	k, ok := h.inside.(keyed)
	return ok && k.keys(e)
}

// leave asks where the page would lose something.
func (h *houseWindow) leave(proceed func()) {
	if l, ok := h.inside.(leaver); ok {
		l.leave(proceed)
		return
	}
	proceed()
}

// belowHead gives the head the height it needs at the top and the content the
// rest.
func belowHead(head, content fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: headLayout{head, content}, Objects: []fyne.CanvasObject{head, content}}
}

type headLayout struct{ head, content fyne.CanvasObject }

func (l headLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	head, content := l.head.MinSize(), l.content.MinSize()
	return fyne.NewSize(max(head.Width, content.Width), head.Height+content.Height)
}

func (l headLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.head.Resize(fyne.NewSize(size.Width, l.head.MinSize().Height)) // its texts break at this width
	height := min(l.head.MinSize().Height, size.Height)
	l.head.Move(fyne.NewPos(0, 0))
	l.head.Resize(fyne.NewSize(size.Width, height))
	l.content.Move(fyne.NewPos(0, height))
	l.content.Resize(fyne.NewSize(size.Width, size.Height-height))
}
