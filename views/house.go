package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// houseSpec is what the main window shows around its page. Color is #RRGGBB.
type houseSpec struct {
	Company, Color        string
	Person, Email         string
	Owner                 bool
	OnCompany, OnPersonal func()
	OnLock, OnLeave       func()
	OnDemo                func() // the way out of a demo, nil: this is none
}

// houseWindow is the main window: the company at the left, the person at the top
// right, and a page between.
type houseWindow struct {
	page   *kit.Page
	spec   houseSpec
	inside view

	nav    *kit.Nav
	lock   *kit.Nav
	person *kit.PersonButton
	menu   *kit.OpenMenu
}

// houseWidth is the most a page takes, in units.
const houseWidth = 1136

func newHouse(p *kit.Page, s houseSpec, inside view) *houseWindow {
	h := &houseWindow{page: p, spec: s, inside: inside}
	h.nav = kit.NavItem("overview", p.T("overview.name"), "", func() {})
	h.nav.SetSelected(true)
	h.lock = kit.NavItem("lock", p.T("menu.lock"), p.T("menu.lock.keys"), s.OnLock)
	h.person = kit.NewPersonButton(kit.Initials(s.Person), s.Email, h.openMenu)
	return h
}

func (h *houseWindow) build() fyne.CanvasObject {
	color := companyColor(h.spec.Color)
	head := kit.NavHead(kit.CompanyMark(kit.Initials(h.spec.Company), color, 32), h.spec.Company, "")
	nav := kit.NewSideNav(head, []fyne.CanvasObject{h.nav}, h.lock)
	bar := kit.VStack(0,
		kit.Fixed(0, 55, kit.Pad(0, 26, 0, 32, kit.HStack(16, kit.Caption(h.page.T("overview.name")).In(kit.ColorForeground), kit.Spacer(), h.person))),
		kit.Divider())
	if h.spec.OnDemo != nil {
		bar.Add(kit.Pad(12, 32, 0, 32, kit.MaxWidth(houseWidth, demoBanner(h.page, h.spec.OnDemo))))
	}
	content := kit.Scroll(kit.MaxWidth(houseWidth+2*32, kit.Pad(24, 32, 32, 32, h.inside.build())))
	return kit.AtLeast(1024, 680, belowHead(kit.Strip(color), kit.Beside(nav, belowHead(bar, content))))
}

func (h *houseWindow) openMenu(byKey bool) {
	s := h.spec
	h.person.SetOpen(true)
	h.menu = showMenu(h.page, h.person, menuSpec{
		Person: s.Person, Company: s.Company, Owner: s.Owner, ByKey: byKey,
		OnCompany: s.OnCompany, OnPersonal: s.OnPersonal, OnLock: s.OnLock, OnLeave: s.OnLeave,
		OnClose: func() { h.person.SetOpen(false) },
	})
}

func (h *houseWindow) draft() map[string]string    { return h.inside.draft() }
func (h *houseWindow) restore(d map[string]string) { h.inside.restore(d) }
func (h *houseWindow) focus()                      { h.inside.focus() }

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
	height := min(l.head.MinSize().Height, size.Height)
	l.head.Move(fyne.NewPos(0, 0))
	l.head.Resize(fyne.NewSize(size.Width, height))
	l.content.Move(fyne.NewPos(0, height))
	l.content.Resize(fyne.NewSize(size.Width, size.Height-height))
}
