package views

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/assets"
	"trousseau/views/kit"
)

// fakeUsers keeps a list of users and notes what was done with it.
type fakeUsers struct {
	users    []access.User
	unread   error
	refuses  error
	rules    access.Security
	factorOn bool
	reads    int
	done     []string
}

func (f *fakeUsers) Users(context.Context) ([]access.User, error) {
	f.reads++
	return f.users, f.unread
}

func (f *fakeUsers) Templates(context.Context) ([]access.Template, error) {
	return access.BuiltInTemplates(), nil
}
func (f *fakeUsers) Security(context.Context) (access.Security, error) { return f.rules, nil }
func (f *fakeUsers) Factor() (bool, int64)                             { return f.factorOn, 0 }

func (f *fakeUsers) RequireFactor(_ context.Context, on bool) error {
	if f.refuses == nil {
		f.rules.Factor = on
	}
	return f.refuses
}

func (f *fakeUsers) note(what, id string) error {
	if f.refuses == nil {
		f.done = append(f.done, what+" "+id)
	}
	return f.refuses
}

func (f *fakeUsers) Disable(_ context.Context, id string) error          { return f.note("disable", id) }
func (f *fakeUsers) Enable(_ context.Context, id string) error           { return f.note("enable", id) }
func (f *fakeUsers) Remove(_ context.Context, id string) error           { return f.note("remove", id) }
func (f *fakeUsers) CancelInvitation(_ context.Context, id string) error { return f.note("cancel", id) }

// testUsers are those of picture 06, as they stand at companyNow.
func testUsers() []access.User {
	ago := func(d time.Duration) int64 { return companyNow().Add(-d).UnixMilli() }
	rights := map[string][]string{}
	for _, t := range access.BuiltInTemplates() {
		rights[t.Key] = t.Rights
	}
	with := func(key string, more ...string) []string {
		return keys.Complete(append(append([]string{}, rights[key]...), more...))
	}
	user := func(id, first, last, email string, class int, factor bool, signIn int64) access.User {
		return access.User{Person: access.Person{ID: id, First: first, Last: last, Email: email, Internal: true, Class: class, Factor: factor, SignIn: signIn},
			State: access.UserActive, Rights: rights["counter"], Since: ago(90 * 24 * time.Hour), InvitedBy: "mb"}
	}
	margaux := user("mb", "Margaux", "Bedrijf", "margaux@bedrijf-zonen.be", 5, true, ago(0))
	margaux.Owner, margaux.Me, margaux.Rights, margaux.InvitedBy = true, true, nil, ""
	joris := user("jb", "Joris", "Bedrijf", "joris@bedrijf-zonen.be", 4, false, ago(25*time.Hour))
	joris.Rights = with("sales", "reports.customers")
	elise := user("el", "Élise", "Lefèvre", "elise@bedrijf-zonen.be", 3, true, ago(2*time.Hour))
	elise.Rights = with("accountant", "quotes.view", "payouts.view")
	noemie := user("nd", "Noémie", "Dubois", "noemie@bedrijf-zonen.be", 4, true, ago(11*time.Hour))
	zoe := user("zv", "Zoë", "Van den Broeck", "zoe@bedrijf-zonen.be", 2, true, ago(50*time.Hour))
	gunther := user("gh", "Günther", "Hölzel", "guenther@bedrijf-zonen.be", 4, true, ago(41*24*time.Hour))
	gunther.State, gunther.Rights = access.UserDisabled, rights["reader"]
	benoit := user("bc", "Benoît", "Charlier", "b.charlier@fidu-charlier.be", 5, true, ago(12*time.Minute))
	benoit.Internal, benoit.Rights = false, rights["accountant"]
	severine := user("sm", "Séverine", "Maes", "severine@maes-conseil.be", 5, true, ago(19*24*time.Hour))
	severine.Internal, severine.Rights, severine.Until = false, rights["reader"], "2026-12-31"
	thijs := access.User{Person: access.Person{ID: "tp", First: "Thijs", Last: "Peeters", Email: "thijs@bedrijf-zonen.be", Internal: true}, State: access.UserInvited,
		Rights: rights["counter"], Since: ago(time.Hour), Ends: companyNow().Add(7 * 24 * time.Hour).UnixMilli(), InvitedBy: "mb", Language: "nl"}
	return []access.User{margaux, joris, elise, noemie, zoe, gunther, benoit, severine, thijs}
}

// usersOf is a list for somebody who may do what standing says.
func usersOf() *fakeUsers {
	return &fakeUsers{users: testUsers(), factorOn: true, rules: access.Security{Mine: true}}
}

// ownersStanding is what an owner may do.
func ownersStanding() access.Standing {
	s := access.Standing{Company: "bz", Member: "mb", Owner: true, Stamp: "1"}
	for _, r := range keys.Catalogue() {
		s.Rights = append(s.Rights, r.Name)
	}
	return s
}

func usersWords(t testing.TB, lang string) *Words {
	t.Helper()
	w, err := NewWords(assets.Translation, assets.Languages(), lang)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// usersCalls notes where the list led to.
type usersCalls []string

func showUsers(t testing.TB, p *kit.Page, lang string, f *fakeUsers, standing access.Standing) (*usersPage, *usersCalls) {
	t.Helper()
	calls := &usersCalls{}
	to := func(name string) func(access.User) {
		return func(u access.User) { *calls = append(*calls, name+" "+u.ID) }
	}
	u := newUsers(p, f, usersSpec{Company: testCompany().Name, Color: testCompany().Color, Words: usersWords(t, lang), Now: companyNow, Standing: standing,
		OnEnrol: func() { *calls = append(*calls, "enrol") },
		Ways: usersWays{OnInvite: func() { *calls = append(*calls, "invite") }, OnEdit: to("edit"), OnCompare: to("compare"), OnExplain: to("explain"), OnViewAs: to("view"),
			OnResend: to("resend"), OnResetPassword: to("password"), OnResetFactor: to("factor"), OnShare: to("share"), OnTransfer: to("transfer"), OnDemote: to("demote"),
			OnReview:      func() { *calls = append(*calls, "review") },
			OnCancelReset: func(u access.User, factor bool) { *calls = append(*calls, fmt.Sprintf("unreset %s %v", u.ID, factor)) }}})
	h := newHouse(p, houseSpec{Company: testCompany().Name, Color: testCompany().Color, Person: "Margaux Bedrijf", Email: "margaux@bedrijf-zonen.be",
		Chosen: pageUsers, Entries: []houseEntry{overviewEntry(p, func(*kit.Page) view { return cover{} }), usersEntry(p, func(*kit.Page) view { return u })}})
	showView(p, h)
	p.Window.Content().Refresh()
	return u, calls
}

// names are those in the list, in its order.
func (u *usersPage) names() string {
	var out []string
	for _, r := range u.shown {
		out = append(out, r.user.ID)
	}
	return strings.Join(out, " ")
}

func TestUsersShow(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	u, _ := showUsers(t, p, "fr", usersOf(), ownersStanding())
	for _, text := range []string{"Gestion des utilisateurs", "Imposer la 2FA", "Inviter un utilisateur", "Tous", "Sans 2FA", "Margaux\u00a0Bedrijf", "Propriétaire",
		"maintenant", "Joris\u00a0Bedrijf", "Vente", "1 modification", "Absente", "hier, 17:02", "2 modifications", "Externe", "jusqu’au 31 décembre 2026", "Désactivé",
		"Thijs\u00a0Peeters", "Invité", "7 utilisateurs, dont 2 externes, 1 invitation", "6 sur 7 avec la 2FA"} {
		wantText(t, p.Window, text)
	}
	if u.names() != "mb jb el nd zv gh bc sm tp" {
		t.Errorf("order %s", u.names())
	}
	wantNoHoles(t, p.Window)
	wantInside(t, p.Window)
}

// Each filter shows those that its count tells, whatever is typed besides.
func TestUsersFilter(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	u, _ := showUsers(t, p, "fr", usersOf(), ownersStanding())
	for key, want := range map[string]string{userAll: "mb jb el nd zv gh bc sm tp", userWithout: "jb", userInvited: "tp", userExternal: "bc sm", userWeak: "zv", userShut: "gh"} {
		u.chips.SetKey(key)
		u.filter()
		if u.names() != want {
			t.Errorf("%s: %s", key, u.names())
		}
	}
	u.everybody()
	for typed, want := range map[string]string{"bedrijf joris": "jb", "ELISE": "el", "zoe": "zv", "fidu": "bc", "hölzel": "gh", "holzel": "gh"} {
		u.search.SetText(typed)
		if u.names() != want {
			t.Errorf("%q: %s", typed, u.names())
		}
	}
	u.search.SetText("nobody at all")
	wantText(t, p.Window, "Personne ne correspond")
	tapText(t, p, "Montrer tout le monde")
	if len(u.shown) != 9 || u.search.Text != "" {
		t.Errorf("%d after all", len(u.shown))
	}
}

func TestUsersSort(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	u, _ := showUsers(t, p, "fr", usersOf(), ownersStanding())
	for key, want := range map[string][2]string{
		userWho:      {"bc el gh jb mb nd sm tp zv", "zv tp sm nd mb jb gh el bc"},
		userPassword: {"tp zv el jb nd gh mb bc sm", "mb bc sm jb nd gh el zv tp"},
		userFactor:   {"jb tp mb el nd zv gh bc sm", "mb el nd zv gh bc sm jb tp"},
		userState:    {"mb jb el nd zv bc sm tp gh", "gh tp mb jb el nd zv bc sm"},
		userSignIn:   {"tp gh sm zv jb nd el bc mb", "mb bc el nd jb zv sm gh tp"},
		userRights:   {"bc el nd zv tp gh sm mb jb", "jb mb gh sm nd zv tp el bc"},
	} {
		for i, down := range []bool{false, true} {
			u.grid.Sort(key, down)
			u.filter()
			if u.names() != want[i] {
				t.Errorf("%s %v: %s", key, down, u.names())
			}
		}
	}
}

// The list by keys alone: from the search down into the rows, to the icons, and back.
func TestUsersByKeyboard(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	u, calls := showUsers(t, p, "fr", usersOf(), ownersStanding())
	if focused(p.Window) != fyne.Focusable(u.search) {
		t.Fatalf("the keyboard is in %T", focused(p.Window))
	}
	pressKey(p.Window, fyne.KeyDown)
	pressKey(p.Window, fyne.KeyDown) // Joris
	pressKey(p.Window, fyne.KeyRight)
	pressKey(p.Window, fyne.KeyReturn)
	if got := strings.Join(*calls, ", "); got != "edit jb" {
		t.Fatalf("%q", got)
	}
	pressKey(p.Window, fyne.KeyRight)
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "Supprimer Joris\u00a0Bedrijf ?")
	pressKey(p.Window, fyne.KeyEscape)
	pressKey(p.Window, fyne.KeyLeft)
	pressKey(p.Window, fyne.KeyLeft)
	pressKey(p.Window, fyne.KeyReturn)
	wantText(t, p.Window, "Comparer ses droits")
	pressKey(p.Window, fyne.KeyEscape)
	if u.detail != nil {
		t.Error("Escape leaves the details open")
	}
}

// Who is deleted, disabled or cancelled is asked for by name, and Cancel does nothing.
func TestUsersActs(t *testing.T) {
	p, _ := newTestPage(t, "fr")
	f := usersOf()
	u, _ := showUsers(t, p, "fr", f, ownersStanding())
	u.press(1, userDelete)
	pressKey(p.Window, fyne.KeyEscape)
	if len(f.done) > 0 {
		t.Fatal("Escape deletes")
	}
	reads := f.reads
	u.press(1, userDelete)
	tapText(t, p, "Supprimer Joris\u00a0Bedrijf")
	u.press(8, userDelete)
	tapText(t, p, "Annuler l’invitation")
	u.askDisable(u.shown[2].user)
	tapText(t, p, "Désactiver Élise\u00a0Lefèvre")
	u.askEnable(u.shown[5].user)
	tapText(t, p, "Réactiver Günther\u00a0Hölzel")
	if got := strings.Join(f.done, ", "); got != "remove jb, cancel tp, disable el, enable gh" || f.reads != reads+4 {
		t.Errorf("%q, read %d times", got, f.reads-reads)
	}
	f.refuses = access.ErrLastOwner
	u.askDisable(u.shown[2].user)
	tapText(t, p, "Désactiver Élise\u00a0Lefèvre")
	if texts := strings.Join(p.Toasts.Texts(), " "); !strings.Contains(texts, "fault: "+access.ErrLastOwner.Error()) {
		t.Errorf("said %q", texts)
	}
}

// One's own row and, for who is no owner, an owner's keep their icons and say why not.
func TestUsersSayWhyNot(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := usersOf()
	u, calls := showUsers(t, p, "en", f, ownersStanding())
	for _, key := range []string{userEdit, userDelete} {
		if !u.hasIcon(u.shown[0].user, key) {
			t.Error("no icon on one's own row:", key)
		}
		u.press(0, key)
		wantText(t, p.Window, p.T("fault.self"))
		pressKey(p.Window, fyne.KeyEscape)
	}
	f.users[0].Me, f.users[1].Me = false, true
	joris, _ := showUsers(t, p, "en", f, access.Standing{Member: "jb", Rights: []string{"users.delete", "users.edit_rights", "users.view"}})
	joris.press(0, userDelete)
	wantText(t, p.Window, p.T("fault.owners"))
	pressKey(p.Window, fyne.KeyEscape)
	if len(joris.actsOn(joris.shown[0].user)) > 0 || len(f.done) > 0 || len(*calls) > 0 {
		t.Error("an owner can be touched")
	}
}

// What somebody may not do is absent: icons, entries, buttons.
func TestUsersForOthers(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := usersOf()
	f.users[0].Me, f.rules.Mine = false, false
	words := func(u *usersPage, i int) string {
		var out []string
		for _, a := range u.actsOn(f.users[i]) {
			out = append(out, a.text)
		}
		return strings.Join(out, ", ")
	}
	see, _ := showUsers(t, p, "en", f, access.Standing{Member: "xx", Rights: []string{"users.view"}})
	texts := shownTexts(p.Window)
	if strings.Contains(texts, "Invite user") || strings.Contains(texts, "Enforce 2FA") || strings.Contains(texts, "Review access") {
		t.Error("somebody who may only look is offered more")
	}
	if see.hasIcon(f.users[1], userEdit) || see.hasIcon(f.users[1], userDelete) || see.hasIcon(f.users[8], userDelete) {
		t.Error("icons for somebody who may only look")
	}
	if got := words(see, 2); got != "Compare rights, Explain an access, View as this user" {
		t.Errorf("%q", got)
	}
	if got := words(see, 8); got != "" {
		t.Errorf("%q", got)
	}
	some, _ := showUsers(t, p, "en", f, access.Standing{Member: "xx", Rights: []string{"users.invite", "users.reset_2fa", "users.view"}})
	if got := words(some, 2); got != "Compare rights, Explain an access, View as this user, Reset 2FA" {
		t.Errorf("%q", got)
	}
	if got := words(some, 8); got != "Make a new code, Cancel the invitation" {
		t.Errorf("%q", got)
	}
	f.users[0].Me = true
	owner, _ := showUsers(t, p, "en", f, ownersStanding())
	if got := words(owner, 5); got != "Edit rights, Compare rights, Explain an access, Enable, Delete" {
		t.Errorf("of a disabled one %q", got)
	}
	f.users[2].FactorReset = companyNow().Add(time.Hour).UnixMilli()
	if got := words(owner, 2); !strings.Contains(got, "Withdraw the 2FA code") || strings.Contains(got, "Reset 2FA") {
		t.Errorf("with a code under way %q", got)
	}
	as := ownersStanding()
	as.As = "el"
	viewing, _ := showUsers(t, p, "en", f, as)
	if got := words(viewing, 2); got != "" || viewing.hasIcon(f.users[2], userEdit) {
		t.Errorf("while viewing as another %q", got)
	}
}
