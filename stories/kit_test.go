//go:build linux

package stories

import "testing"

// newPassword is what the owner of a story takes when she must have another one.
const newPassword = "Dupo3-vemRi-lusak-8!"

// TestBackWithTheKit loses the password: the sheet and the phone lead back in, with another password and another sheet,
// and both old ones are worth nothing from then on.
func TestBackWithTheKit(t *testing.T) {
	t.Parallel()
	w := NewWorld(t, binary)
	u := w.begin(margaux, dutch, "light")
	u.found(false)
	old := u.kit
	w.signOut(dutch)

	t.Log("wrong passwords, then the kit")
	w.signIn(margaux, "Not-The-Password-9")
	w.WaitText(dutch.left)
	w.openRescue(old)
	w.WaitText(dutch.code)
	w.Type(u.phone.next())
	w.WaitText(dutch.fresh)
	w.Type(newPassword)
	w.Key("Tab")
	w.promise()
	w.Key("Return")
	w.WaitText(dutch.kit)
	u.saveKit(2)
	u.typeGroup()
	w.WaitText(dutch.right)
	w.Key("Return")
	w.WaitText(dutch.overview)
	if u.kit == old {
		t.Error("the new sheet has the old kit's code")
	}
	w.checkFile()

	t.Log("the old password and the old kit are refused")
	w.signOut(dutch)
	w.signIn(margaux, margaux.password)
	w.WaitText(dutch.left)
	w.openRescue(old)
	w.WaitText(dutch.wrongKit)
	w.Key("Escape")
	w.WaitText(dutch.signIn)

	t.Log("the new password opens, and the kit is told")
	w.Type(newPassword) // the address stayed
	w.Key("Return")
	w.WaitText(dutch.code)
	w.Type(u.phone.next())
	w.WaitText(dutch.overview)
	w.WaitBelow(dutch.kitUsed)
	w.checkFile()
	w.checkSealed("Margaux", "Bedrijf", margaux.email, margaux.password, newPassword, old, u.kit, u.phone.seed)
}

// openRescue goes from the sign-in, where the address stands, to the kit's way back and types a kit's code.
func (w *World) openRescue(kit string) {
	w.Helper()
	w.ClickText(dutch.lost)
	w.WaitText(dutch.getIn)
	w.Type(kit)
	w.Key("Return")
}
