package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// menuSpec is what the menu of the person signed in shows and leads to.
type menuSpec struct {
	Person, Company                        string
	Owner                                  bool
	ByKey                                  bool // opened by a key: the first entry has the keyboard
	OnCompany, OnPersonal, OnLock, OnLeave func()
	OnCompanies                            func()
	OnClose                                func()
}

// showMenu opens the menu under the person's button.
func showMenu(p *kit.Page, anchor fyne.CanvasObject, s menuSpec) *kit.OpenMenu {
	role := s.Company
	if s.Owner {
		role = p.T("menu.owner", "Company", s.Company)
	}
	head := kit.HStack(12, kit.Person(kit.Initials(s.Person), 40),
		kit.VStack(2, kit.Label(s.Person).Single(), kit.Caption(role)))
	return kit.Menu(p.Window, anchor, kit.MenuSpec{
		Header: head, ByKey: s.ByKey, OnClose: s.OnClose,
		Items: []kit.MenuItem{
			{Icon: "company", Text: p.T("menu.company"), OnTap: s.OnCompany},
			{Icon: "person", Text: p.T("menu.personal"), OnTap: s.OnPersonal},
			{Icon: "companies", Text: p.T("menu.companies"), OnTap: s.OnCompanies},
			{Divider: true},
			{Icon: "lock", Text: p.T("menu.lock"), Hint: p.T("menu.lock.keys"), OnTap: s.OnLock},
			{Icon: "logout", Text: p.T("menu.leave"), OnTap: s.OnLeave},
		},
	})
}
