//go:build linux

package stories

import (
	"image"
	"path/filepath"
)

// takePeople photographs who may enter: the invited at her own computer too.
func (a *album) takePeople() {
	a.company = filepath.Join(a.Home, "bedrijf-zonen.trousseau")
	a.shoot = func(string) {} // the set-up has its pictures
	a.Start("--lang", a.says.lang, "--theme", a.theme, "--file", a.company)
	a.WaitWindow("Trousseau")
	a.takeSetUp()
	a.press("house.users")
	code := a.takeInvite("joris@fiduciaire-peeters.be", true)
	a.takeInvite("elise@bedrijf-zonen.be", false)
	a.takeAccept(code)
	a.takeUsers()
	a.takeJournal()
	a.takeGDPR()
	a.takeCompanies()
}

// one is a sentence of one thing, where there are others for more.
func (a *album) one(key string) string {
	a.Helper()
	forms, _ := a.text[key].(map[string]any)
	text, ok := forms["one"].(string)
	if !ok {
		a.Fatalf("there is no sentence of one %s", key)
	}
	return beginning(text)
}

// titled is the beginning of a window's title.
func (a *album) titled(key string) string { a.Helper(); return "Trousseau · " + a.word(key) }

// takeInvite invites somebody, and gives what the QR code of the slip says.
func (a *album) takeInvite(email string, shown bool) string {
	a.press("users.invite")
	window := a.WaitWindow(a.titled("invite.window")).Area
	a.see("invite.text")
	a.Type(email)
	if shown {
		a.clickIn(window, a.word("rights.external"))
	}
	a.clickIn(window, a.word("template.none"))
	a.press("template.accountant")
	if shown {
		a.shot(a.titled("invite.window"), "06-invite")
	}
	a.ClickText(a.one("invite.make"))
	a.see("slips.text")
	if shown {
		a.shot(a.titled("invite.window"), "06-slip")
	}
	code := a.QR()
	a.clickBox(window, a.one("slips.kept"))
	a.press("slips.done")
	a.must(a.Display.WaitNoWindow(a.titled("invite.window"), patience))
	return code
}

// takeAccept lets Joris in, at his own computer.
func (a *album) takeAccept(code string) {
	w := NewWorld(a.TB, binary)
	guest := &album{setUp: &setUp{World: w, owner: joris, says: a.says, shoot: func(string) {}}, folder: a.folder, dress: a.dress, theme: a.theme, text: a.text}
	guest.owner.company = a.owner.company
	guest.Start("--lang", a.says.lang, "--theme", a.theme, "--file", a.company)
	guest.WaitText(a.says.signIn)
	guest.press("signin.support")
	guest.see("support.door.text")
	guest.shot("Trousseau", "03g-support-door")
	guest.Key("Escape")
	guest.WaitText(a.says.signIn)
	guest.press("accept.row")
	guest.see("accept.code.text")
	guest.Type(code)
	guest.see("rescue.code.right")
	guest.shot("Trousseau", "03-accept-code")
	guest.Key("Return")
	guest.see("accept.by")
	for _, text := range []string{joris.first, joris.last, joris.password} {
		guest.Type(text)
		guest.Key("Tab")
	}
	guest.promise()
	guest.see("strength.5")
	guest.shot("Trousseau", "03-accept-person")
	guest.Key("Return")
	guest.WaitText(a.says.factor)
	guest.shot("Trousseau", "03-accept-factor")
	guest.phone = guest.scan()
	guest.Type(guest.phone.fresh())
	guest.WaitText(a.says.proved)
	guest.ClickText(a.says.kept)
	guest.Key("Return")
	guest.WaitText(a.says.kit)
	guest.saveKit(1)
	guest.typeGroup()
	guest.WaitText(a.says.right)
	guest.Key("Return")
	guest.WaitText(a.says.overview)
	guest.shot("Trousseau", "05b-overview-member")
	guest.Kill9()
}

// takeUsers goes through the list, somebody's page, the editor of rights and the review.
func (a *album) takeUsers() {
	row, right := a.WaitText("Joris Peeters"), a.WaitWindow("Trousseau").Area.Max.X
	a.shot("Trousseau", "06-users")
	a.ClickText("Joris Peeters")
	a.see("users.explain")
	a.shot("Trousseau", "06-users-one")
	a.Key("Escape")
	a.WaitNoText(a.word("users.explain"))
	a.Click(right-96, (row.Min.Y+row.Max.Y)/2)
	a.WaitWindow(a.titled("rights.window"))
	a.see("rights.access")
	a.shot(a.titled("rights.window"), "07-rights")
	a.leave(a.titled("rights.window"))
	a.press("users.review")
	a.WaitWindow(a.titled("review.title"))
	a.WaitText("Joris Peeters")
	a.shot(a.titled("review.title"), "06-review")
	a.leave(a.titled("review.title"))
}

func (a *album) takeJournal() {
	area := a.WaitWindow("Trousseau").Area
	a.clickIn(image.Rect(area.Min.X, area.Min.Y, area.Min.X+area.Dx()/4, area.Max.Y), a.word("journal.title"))
	a.WaitWindow(a.titled("journal.window"))
	a.see("journal.verified")
	a.shot(a.titled("journal.window"), "10-journal")
	a.leave(a.titled("journal.window"))
}

// takeGDPR goes through the tab down to its list, and opens the access of support.
func (a *album) takeGDPR() {
	window := a.says.companyWindow
	a.openMenu(a.says)
	a.Key("Return")
	a.WaitText("Rue des Pierres")
	a.tab(window, a.word("gdpr.tab"))
	a.see("gdpr.access")
	a.shot(window, "08-settings-gdpr")
	area := a.WaitWindow(window).Area
	row := a.waitIn(area, a.word("gdpr.support"))
	a.Click(area.Max.X-52, (row.Min.Y+row.Max.Y)/2)
	a.see("gdpr.scope.text")
	a.shot(window, "08-gdpr-support")
	a.press("gdpr.scope.verb")
	a.WaitText(a.says.password)
	a.Type(a.owner.password)
	a.Key("Return")
	a.see("gdpr.code.text")
	a.shot(window, "08-gdpr-code")
	a.Key("Return")
	a.WaitNoText(a.word("gdpr.code.text"))
	a.must(a.Display.Scroll(area.Min.X+272, area.Max.Y-40, 40)) // beside the list, which takes the wheel for itself
	a.WaitText("Joris Peeters")
	a.shot(window, "08-gdpr")
	a.leave(window)
}

// takeCompanies founds a second company beside the first.
func (a *album) takeCompanies() {
	a.openMenu(a.says)
	a.Key("Down", "Down", "Return")
	a.see("companies.search")
	a.press("companies.new")
	a.see("companies.new.text")
	a.Type("Atelier Bedrijf")
	a.shot(a.titled("companies.new"), "09-companies-new")
	a.Key("Return")
	a.WaitText(a.says.overview)
	a.openMenu(a.says)
	a.Key("Down", "Down", "Return")
	a.see("companies.search")
	a.shot("Trousseau", "09-companies")
	a.press("companies.look.table")
	a.see("companies.passwords")
	a.shot("Trousseau", "09-companies-table")
}
