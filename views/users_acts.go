package views

import (
	"context"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// press is an icon of a row. Both stand on every row; where they cannot be used with
// somebody, they say why.
func (u *usersPage) press(i int, key string) {
	who := u.shown[i].user
	if why := u.whyNot(who); why != "" {
		u.tellWhy(who, why)
		return
	}
	switch {
	case key == userDelete && who.Waiting():
		u.askCancel(who)
	case key == userDelete:
		u.askRemove(who)
	case who.Waiting():
		u.open(who) // rights are chosen once, with the invitation
	default:
		u.spec.Ways.OnEdit(who)
	}
}

// tellWhy says why something cannot be done with somebody.
func (u *usersPage) tellWhy(who access.User, why string) {
	var d *kit.Dialog
	gone := func() { d.Hide() }
	color := companyColor(u.spec.Color)
	d = kit.ShowDialog(u.page.Window, 420, color, kit.VStack(24,
		kit.VStack(8, kit.HStack(8, kit.Dot(color), kit.Caption(u.spec.Company).Single()), kit.Section(personName(who.Person)), kit.Muted(why)),
		kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, u.page.T("company.close"), gone))), gone)
}

// userQuestion is what is asked before an act. Done is told when it is done.
type userQuestion struct {
	title, text, verb, done string
	danger                  bool
	do                      func(ctx context.Context, id string) error
}

func (u *usersPage) ask(who access.User, q userQuestion) {
	kit.Confirm(u.page.Window, kit.ConfirmSpec{Company: u.spec.Company, CompanyColor: companyColor(u.spec.Color),
		Title: q.title, Text: q.text, Verb: q.verb, Cancel: u.page.T("files.cancel"), Danger: q.danger,
		OnDone: func(ok bool) {
			if !ok {
				return
			}
			kit.Do(u.page, nil, func(ctx context.Context) error { return q.do(ctx, who.ID) }, func(err error) {
				if err != nil {
					u.page.Fail(err)
				} else {
					u.page.Toasts.Show(kit.ToneSuccess, q.done, "", nil)
				}
				u.refresh() // also after a failure: somebody else may have been first
			})
		}})
}

func (u *usersPage) askRemove(who access.User) {
	t, name := u.page.T, personName(who.Person)
	u.ask(who, userQuestion{title: t("users.remove.title", "Name", name), text: t("users.remove.text"), verb: t("users.remove.verb", "Name", name),
		done: t("users.remove.done", "Name", name), danger: true, do: u.book.Remove})
}

func (u *usersPage) askDisable(who access.User) {
	t, name := u.page.T, personName(who.Person)
	u.ask(who, userQuestion{title: t("users.disable.title", "Name", name), text: t("users.disable.text"), verb: t("users.disable.verb", "Name", name),
		done: t("users.disable.done", "Name", name), danger: true, do: u.book.Disable})
}

func (u *usersPage) askEnable(who access.User) {
	t, name := u.page.T, personName(who.Person)
	u.ask(who, userQuestion{title: t("users.enable.title", "Name", name), text: t("users.enable.text"), verb: t("users.enable.verb", "Name", name),
		done: t("users.enable.done", "Name", name), do: u.book.Enable})
}

func (u *usersPage) askCancel(who access.User) {
	t, name := u.page.T, personName(who.Person)
	u.ask(who, userQuestion{title: t("users.cancel.title", "Name", name), text: t("users.cancel.text"), verb: t("users.cancel.verb"),
		done: t("users.cancel.done", "Name", name), danger: true, do: u.book.CancelInvitation})
}
