package views

import (
	"strings"
	"testing"

	"trousseau/app/access"
)

// intoRights is the owner in the house with Élise's rights open.
func (d *deskTest) intoRights() *rightsWindow {
	d.Helper()
	d.withElise(false)
	d.signIn()
	d.want(winMain, d.word("overview.title"))
	d.desk.showRights(d.her())
	return d.rightsShown()
}

func (d *deskTest) rightsShown() *rightsWindow {
	d.Helper()
	d.wantOpen(winMain, winRights)
	return d.desk.scenes[winRights].view.(*rightsWindow)
}

// Rights go from the list's pencil into the file and are read there again; ticks
// survive a lock and a change of language.
func TestDeskRights(t *testing.T) {
	d := newDeskTest(t)
	w := d.intoRights()
	w.form.turn("payouts.create", true)
	d.desk.lock()
	d.unlock()
	w = d.rightsShown()
	if w.count() != 2 || !w.form.has("payouts.view") {
		t.Fatalf("after the lock: %v", w.form.rights)
	}
	d.desk.change(access.Screen{Language: "nl", Theme: "dark", Scale: 100})
	w = d.rightsShown()
	d.want(winRights, "2 wijzigingen opslaan")
	w.submit()
	if w.count() != 0 {
		t.Fatal(shownTexts(d.window(winRights)))
	}
	if got := d.her(); !contains(got.Rights, "payouts.create") {
		t.Errorf("%+v", got)
	}
	w.explain("payouts.create")
	if text := shownTexts(d.window(winRights)); !strings.Contains(text, d.word("rights.why.refused")) {
		t.Error("no agreement, and allowed: " + text)
	}
	d.desk.showCompare(d.her())
	d.desk.showExplain(d.her())
	d.wantOpen(winMain, winRights)
}

// Another's view puts a red banner over the house, closes what stands beside it,
// writes nothing, and ends by the banner's button.
func TestDeskViewAs(t *testing.T) {
	d := newDeskTest(t)
	d.intoRights()
	u := d.her()
	d.desk.viewAs(u)
	d.wantOpen(winMain)
	d.want(winMain, d.desk.words.T("rights.view.banner", "Name", fullName(u)))
	if st := d.desk.visit.session.Standing(); st.As != u.ID || st.Owner {
		t.Fatalf("%+v", st)
	}
	d.desk.change(access.Screen{Language: "en", Theme: "light", Scale: 100})
	d.want(winMain, d.desk.words.T("rights.view.banner", "Name", fullName(u)))
	d.tapped(winMain, d.word("rights.view.end"))
	if st := d.desk.visit.session.Standing(); st.As != "" || !st.Owner {
		t.Fatalf("%+v", st)
	}
	if strings.Contains(shownTexts(d.window(winMain)), d.word("rights.view.end")) {
		t.Error("the banner stays")
	}
}

// The ownership is shared after the password, and taken again.
func TestDeskOwners(t *testing.T) {
	d := newDeskTest(t)
	d.intoRights()
	d.desk.closeAside(winRights)
	u := d.her()
	d.desk.askShare(u)
	d.fill(winMain, "enrol.password.label", deskPassword)
	d.tap(winMain, "rights.share.verb")
	if !d.her().Owner {
		t.Fatal(shownTexts(d.window(winMain)))
	}
	d.desk.askDemote(d.her())
	d.tap(winMain, "rights.demote.verb")
	if d.her().Owner {
		t.Fatal(shownTexts(d.window(winMain)))
	}
}
