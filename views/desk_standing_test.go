package views

// What another program changes of the rights of whoever is at work here, in the
// whole program on a real file.

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"trousseau/app/access"
)

// asElise is Élise at work in the window, and the owner in another program.
func (d *deskTest) asElise() (owner *access.Session) {
	d.Helper()
	d.withElise(false)
	owner = d.beside()
	d.come(memberPassword)
	d.want(winMain, d.word("overview.title"))
	return owner
}

// give lets the owner write what Élise has from now on; the window sees it within a
// second.
func (d *deskTest) give(owner *access.Session, rights ...string) {
	d.Helper()
	users, err := owner.Users(d.Context())
	d.must(err)
	for _, u := range users {
		if u.Email == memberEmail {
			d.must(owner.Grant(d.Context(), u, access.GrantTo{Member: u.ID, Rights: rights, Until: u.Until}))
		}
	}
	d.runner.Advance(time.Second)
}

func (d *deskTest) houseOf() *houseWindow {
	d.Helper()
	h, ok := d.desk.scenes[winMain].view.(*houseWindow)
	if !ok {
		d.Fatalf("the main window shows %T", d.desk.scenes[winMain].view)
	}
	return h
}

// A right that is given opens its page, one that is taken closes it with a sentence;
// what was typed in a window that stays is kept.
func TestDeskFollowsTheRights(t *testing.T) {
	d := newDeskTest(t)
	owner := d.asElise()
	defer d.stop()
	if h := d.houseOf(); h.items[pageUsers] != nil {
		t.Fatal("a page that is not hers is there")
	}
	d.desk.openPersonal(map[string]string{"first": "Lise", "last": "Aubert"})
	typed := func() string { return d.desk.scenes[winPersonal].view.draft()["first"] }
	d.give(owner, "users.view")
	h := d.houseOf()
	if h.items[pageUsers] == nil {
		t.Fatal("a right that was given opens nothing")
	}
	d.want(winMain, d.word("standing.changed"))
	if got := typed(); got != "Lise" {
		t.Errorf("typed %q is left", got)
	}
	test.Tap(h.items[pageUsers])
	d.want(winMain, deskEmail)
	d.desk.showRights(d.ownerUser(owner))
	if d.desk.windows.Window(winRights) == nil {
		t.Fatal("no window of the rights")
	}
	d.give(owner)
	if h := d.houseOf(); h.items[pageUsers] != nil || h.chosen != pageOverview {
		t.Error("a page whose right was taken stays")
	}
	if strings.Contains(shownTexts(d.window(winMain)), deskEmail) {
		t.Error("somebody else's address is still shown")
	}
	if d.desk.windows.Window(winRights) != nil {
		t.Error("a window whose right was taken stays")
	}
	d.want(winMain, d.word("standing.closed"))
	if got := typed(); got != "Lise" {
		t.Errorf("typed %q is left", got)
	}
}

func (d *deskTest) ownerUser(owner *access.Session) access.User {
	d.Helper()
	users, err := owner.Users(d.Context())
	d.must(err)
	return users[0]
}

// What somebody else does shows in the list within a second, and nothing else moves.
func TestDeskFollowsTheList(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	defer d.stop()
	other := d.beside()
	test.Tap(d.houseOf().items[pageUsers])
	d.want(winMain, deskEmail)
	u := d.houseOf().inside.(*usersPage)
	u.search.SetText("mila")
	_, err := other.Invite(t.Context(), access.NewInvitation{Emails: []string{"mila@kantoor.be"}, Internal: true, Language: "nl"})
	d.must(err)
	d.runner.Advance(time.Second)
	d.want(winMain, "mila@kantoor.be")
	if d.houseOf().inside != view(u) || u.search.Text != "mila" {
		t.Error("the page was made again")
	}
}

// Somebody whose access is ended in another program is at the door within a second,
// with a sentence, and what he had open is closed.
func TestDeskEndsWithTheAccess(t *testing.T) {
	d := newDeskTest(t)
	owner := d.asElise()
	defer d.stop()
	d.desk.showPersonal()
	users, err := owner.Users(t.Context())
	d.must(err)
	for _, u := range users {
		if u.Email == memberEmail {
			d.must(owner.Disable(t.Context(), u.ID))
		}
	}
	d.runner.Advance(time.Second)
	d.wantOpen(winMain)
	d.want(winMain, d.word("fault.ended"))
	if d.desk.visit.session != nil || d.desk.twins != nil {
		t.Error("the session goes on")
	}
	d.come(memberPassword)
	d.want(winMain, d.word("fault.noAccess"))
}

// After keys were changed the rows are sealed anew in the background, with a line
// below the page until it is done; a lock stops it, the next sign-in goes on.
func TestDeskSealsAnew(t *testing.T) {
	d := newDeskTest(t)
	d.withElise(false)
	d.signIn()
	defer d.stop()
	d.runner.Advance(time.Second)
	s := d.desk.visit.session
	d.must(s.Disable(t.Context(), d.her().ID))
	left := func(s *access.Session) int {
		n, err := s.ToReseal(t.Context())
		d.must(err)
		return n
	}
	if left(s) == 0 {
		t.Fatal("nothing to seal anew")
	}
	d.runner.Advance(access.WatchEvery)
	if h := d.houseOf(); h.foot.Hidden {
		t.Error("no line tells of it")
	}
	lockKey(d.window(winMain))
	if d.desk.twins != nil {
		t.Fatal("it goes on behind the lock")
	}
	d.unlock()
	s = d.desk.visit.session
	if left(s) == 0 {
		t.Fatal("the lock sealed")
	}
	d.runner.Advance(3 * time.Second)
	if n := left(s); n != 0 {
		t.Errorf("%d rows are left", n)
	}
	if !d.houseOf().foot.Hidden {
		t.Error("the line stays when it is done")
	}
}

// The line fits below the page at every size.
func TestHouseWorkFitsEveryScreen(t *testing.T) {
	for name, s := range sheetScreens(1280, 800) {
		p, _ := newTestPageOn(t, s)
		h, _, _ := showPages(t, p, pageUsers)
		h.works(&houseWork{Fraction: 0.4, Text: p.T("standing.reseal"), Far: p.T("standing.reseal.far", "Done", 400, "All", 1000)})
		wantInside(t, p.Window)
		wantNoHoles(t, p.Window)
		shootPage(t, p, "05b-house-work-"+name)
		h.works(nil)
		if !h.foot.Hidden {
			t.Error("it stays")
		}
	}
}
