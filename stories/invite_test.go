//go:build linux

package stories

import (
	"fmt"
	"image"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"trousseau/stories/stage"
)

// joris is the accountant whom Margaux lets in.
var joris = owner{first: "Joris", last: "Peeters", email: "joris@fiduciaire-peeters.be", password: "Hagu4-pivRe-kolum-7!", company: margaux.company}

// The words of the people's windows, all in French: this walk is long enough in one language.
const (
	usersEntry   = "Gestion des utilisateurs"
	journalEntry = "Journal"
	inviteVerb   = "Inviter un utilisateur"
	inviteWindow = "Trousseau · Ajouter"
	acceptRow    = "J’ai une invitation"
	accessEnded  = "La session est terminée"
)

// enough bounds how long a session whose access is gone may go on: it hears of it within two seconds, and the rest is for
// a computer that is busy with other tests.
const enough = 20 * time.Second

// TestInvited lets an accountant in by the sheet that he was handed, looks at what he sees, and puts him out again while
// he is at work.
func TestInvited(t *testing.T) {
	t.Parallel()
	one := NewWorld(t, binary)
	u := one.begin(margaux, french, "light")
	u.found(true)

	t.Log("an external accountant is invited, and his sheet saved")
	one.ClickText(usersEntry)
	one.ClickText(inviteVerb)
	code := one.invite(joris)

	t.Log("at his own computer the code opens the same file, once")
	two := NewWorld(t, binary)
	two.Start("--lang", "fr", "--theme", "dark", "--file", one.file())
	guest := &setUp{World: two, owner: joris, says: french, shoot: func(string) {}}
	guest.accept(code)
	one.checkFile()

	t.Log("he sees the state of the door, and neither the users nor the journal")
	nav := two.WaitWindow("Trousseau").Area
	nav.Max.X = nav.Min.X + nav.Dx()/4
	for _, entry := range []string{usersEntry, journalEntry} {
		if _, found, err := two.FindText(entry, nav); found || err != nil {
			t.Errorf("the accountant's navigation shows %s (%v)", entry, err)
		}
	}

	t.Log("she sees him come in, and puts him out: his session ends by itself")
	row, right := one.WaitText("Joris Peeters"), one.WaitWindow("Trousseau").Area.Max.X
	one.waitIn(image.Rect(row.Min.X, row.Min.Y-16, right, row.Max.Y+32), "Actif")
	one.Click(right-59, (row.Min.Y+row.Max.Y)/2) // the last icon of his row
	one.WaitText("Supprimer Joris Peeters")
	one.Key("Tab", "Return") // the button that leaves all as it is has the keyboard
	gone := time.Now()
	two.must(two.Display.WaitNoWindow("Trousseau · ", enough))
	t.Logf("his window lost the company after %v", time.Since(gone).Round(100*time.Millisecond))
	two.WaitText(accessEnded)
	one.WaitNoText(joris.email)

	t.Log("neither his password nor the code opens anything")
	two.signIn(joris, joris.password)
	two.WaitText(french.code)
	two.Type(guest.phone.next())
	two.WaitText("Aucune entreprise de ce fichier")
	two.Key("Escape")
	two.WaitText(french.signIn)
	two.ClickText(acceptRow)
	two.typeInvitation(code)
	two.WaitText("déjà servi")
	one.checkFile()
	one.checkSealed("Joris", "Peeters", joris.email, joris.password, guest.kit, guest.phone.seed, strings.ReplaceAll(code, "-", ""))
}

// invite fills in «Add users», saves the sheet and gives the code that its QR code holds.
func (w *World) invite(o owner) string {
	w.Helper()
	window := w.WaitWindow(inviteWindow).Area
	w.WaitText("Créer")
	w.Type(o.email)
	w.clickIn(window, "Externe")
	w.clickIn(window, "Sans modèle")
	w.ClickText("Comptable")
	w.ClickText("Créer l’invitation")
	sheet := w.saveSheet(french, "Trousseau-invitation-*.pdf")
	code := w.sheetQR(w.waitFile("Trousseau-invitation-*.pdf"))
	if plain := strings.Join(strings.Fields(sheet), ""); !strings.Contains(plain, code[strings.LastIndex(code, ":")+1:]) {
		w.Logf("the sheet reads:\n%s", sheet)
		w.Errorf("the QR code says %q, which does not stand on the sheet", code)
	}
	w.clickBox(window, "Le code est remis")
	w.ClickText("Terminer")
	w.must(w.Display.WaitNoWindow(inviteWindow, patience))
	return code
}

// sheetQR prints a sheet of paper and gives what an independent reader finds in its QR code.
func (w *World) sheetQR(pdf string) string {
	w.Helper()
	page := filepath.Join(w.TempDir(), "page")
	w.command("pdftoppm", "-r", "150", "-png", "-singlefile", pdf, page)
	text, err := stage.QR(page + ".png")
	w.must(err)
	return text
}

// clickIn clicks a label of one window, where others show the same word.
func (w *World) clickIn(area image.Rectangle, label string) {
	w.Helper()
	box := w.waitIn(area, label)
	w.Click((box.Min.X+box.Max.X)/2, (box.Min.Y+box.Max.Y)/2)
}

// clickBox ticks the box before a label, below everything else of its window.
func (w *World) clickBox(area image.Rectangle, label string) {
	w.Helper()
	w.must(w.Display.Scroll((area.Min.X+area.Max.X)/2, (area.Min.Y+area.Max.Y)/2, 40))
	w.clickIn(area, label)
}

// waitIn waits until label can be read in one window.
func (w *World) waitIn(area image.Rectangle, label string) (box image.Rectangle) {
	w.Helper()
	w.must(stage.Until(patience, "text "+label, func() (found bool, err error) {
		box, found, err = w.FindText(label, area)
		return found, err
	}))
	return box
}

// typeInvitation types a code where the keyboard is, and goes on.
func (w *World) typeInvitation(code string) {
	w.Helper()
	w.WaitText("Code de l’invitation")
	w.Type(code)
	w.WaitText("Le code est complet")
	w.Key("Return")
}

// accept goes from the sign-in window to the house by an invitation: name, password, phone, kit.
func (u *setUp) accept(code string) {
	u.Helper()
	u.WaitText(u.says.signIn)
	u.ClickText(acceptRow)
	u.typeInvitation(code)
	u.WaitText(fmt.Sprintf("%s %s vous invite", margaux.first, margaux.last))
	for _, text := range []string{u.owner.first, u.owner.last, u.owner.password} {
		u.Type(text)
		u.Key("Tab")
	}
	u.promise()
	u.Key("Return")
	u.WaitText(u.says.factor)
	u.phone = u.scan()
	u.Type(u.phone.fresh())
	u.WaitText(u.says.proved)
	u.ClickText(u.says.kept)
	u.Key("Return")
	u.WaitText(u.says.kit)
	u.saveKit(1)
	u.typeGroup()
	u.WaitText(u.says.right)
	u.Key("Return")
	u.WaitText(u.says.overview)
}
