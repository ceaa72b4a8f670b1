package views

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"trousseau/app/access"
	"trousseau/views/kit"
)

func TestUsersFaces(t *testing.T) {
	p, r := newTestPage(t, "fr")
	f := usersOf()
	f.unread = errors.New("busy")
	u, _ := showUsers(t, p, "fr", f, ownersStanding())
	wantText(t, p.Window, "La liste n’a pas pu s’ouvrir")
	f.unread = nil
	tapText(t, p, "Réessayer")
	wantText(t, p.Window, "Joris\u00a0Bedrijf")
	f.unread = errors.New("busy")
	u.refresh()
	wantText(t, p.Window, "Joris\u00a0Bedrijf") // what is shown stays
	f.unread = access.ErrForbidden
	u.refresh()
	wantText(t, p.Window, "Cette liste n’est pas pour vous")
	if strings.Contains(shownTexts(p.Window), "Joris") || strings.Contains(shownTexts(p.Window), "Inviter") {
		t.Error("the list stays after the right is gone")
	}
	wantNoHoles(t, p.Window)
	r.Advance(10 * time.Second)
}

// Reports that do not hold say so and count for nothing.
func TestUsersDoubt(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := usersOf()
	f.users[2].Unreadable, f.users[2].First, f.users[2].Last = true, "", ""
	f.users[3].Stale = true
	u, _ := showUsers(t, p, "fr", f, ownersStanding())
	wantText(t, p.Window, "illisible")
	wantText(t, p.Window, "7 utilisateurs, dont 2 externes, 1 invitation, 2 relevés douteux")
	wantText(t, p.Window, "4 sur 7 avec la 2FA")
	u.open(f.users[3])
	wantText(t, p.Window, "Indications dépassées")
}

// Another's act shows without a word: what is looked for, and its order, stay.
func TestUsersRefresh(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := usersOf()
	u, _ := showUsers(t, p, "fr", f, ownersStanding())
	u.search.SetText("bedrijf-zonen")
	u.grid.Sort(userWho, true)
	u.filter()
	f.users = append(f.users[:1], f.users[2:]...)
	u.refresh()
	if u.names() != "zv tp nd mb gh el" {
		t.Errorf("%s", u.names())
	}
	again, _ := showUsers(t, p, "fr", f, ownersStanding())
	again.restore(u.draft())
	if again.names() != u.names() {
		t.Errorf("restored %s", again.names())
	}
}

// The list takes the room that it needs as it becomes longer and shorter.
func TestUsersListGrows(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	u, _ := showUsers(t, p, "fr", usersOf(), ownersStanding())
	whole := u.grid.Size().Height
	u.search.SetText("joris")
	if one := u.grid.Size().Height; one >= whole {
		t.Errorf("one row takes %v of %v", one, whole)
	}
	u.search.SetText("")
	if again := u.grid.Size().Height; again != whole || whole < 9*56 {
		t.Errorf("all rows take %v, before %v", again, whole)
	}
}

// The switch is the GDPR tab's: it names who lacks a second factor, and slides back.
func TestUsersEnforce(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := usersOf()
	u, calls := showUsers(t, p, "fr", f, ownersStanding())
	test.Tap(u.must.must)
	wantText(t, p.Window, "À leur prochaine connexion, ces personnes devront l’installer :")
	if f.rules.Factor {
		t.Fatal("it acts before it is confirmed")
	}
	f.refuses = errors.New("full")
	tapText(t, p, "Imposer")
	if u.must.must.On() || u.says.Text() != "fault: full" {
		t.Errorf("on %v, %q", u.must.must.On(), u.says.Text())
	}
	f.refuses = nil
	test.Tap(u.must.must)
	tapText(t, p, "Imposer")
	if !f.rules.Factor || !u.must.must.On() {
		t.Error("it does not act")
	}
	f.factorOn = false
	f.rules.Factor = false
	u.refresh()
	test.Tap(u.must.must)
	tapText(t, p, "Activer maintenant")
	if strings.Join(*calls, " ") != "enrol" || f.rules.Factor {
		t.Errorf("%v", *calls)
	}
}

func TestUsersFitEveryScreen(t *testing.T) {
	screens := sheetScreens(1280, 800)
	for _, lang := range []string{"de", "nl"} {
		screens["light-"+lang] = testScreen{lang, kit.ModeLight, 1, 1280, 800}
		screens["small-"+lang] = testScreen{lang, kit.ModeDark, 1, 1024, 680}
	}
	screens["small-de-200"] = testScreen{"de", kit.ModeLight, 2, 1024, 680}
	for name, s := range screens {
		t.Run(name, func(t *testing.T) {
			p, _ := newTestPageOn(t, s)
			u, _ := showUsers(t, p, s.Lang, usersOf(), ownersStanding())
			settlePage(p)
			wantNoHoles(t, p.Window)
			wantInside(t, p.Window)
			shootPage(t, p, "06-users-"+name)
			u.open(u.all[2].user)
			wantNoHoles(t, p.Window)
			wantInside(t, p.Window)
			shootPage(t, p, "06-users-detail-"+name)
			pressKey(p.Window, fyne.KeyEscape)
			u.press(1, userDelete)
			wantInside(t, p.Window)
			shootPage(t, p, "06-users-delete-"+name)
		})
	}
}

// BenchmarkUsersFilter is a key typed into the search over ten thousand members. A
// frame is 16 ms.
func BenchmarkUsersFilter(b *testing.B) {
	p, _ := newTestPage(b, "fr")
	f := usersOf()
	one := f.users[1]
	for i := range 10_000 {
		one.ID, one.Email = fmt.Sprint("n", i), fmt.Sprintf("n%d@bedrijf-zonen.be", i)
		f.users = append(f.users, one)
	}
	u, _ := showUsers(b, p, "fr", f, ownersStanding())
	u.grid.Sort(userWho, true)
	b.ResetTimer()
	for i := range b.N {
		u.search.SetText([]string{"n", "n1", "n12", "joris", ""}[i%5])
	}
}
