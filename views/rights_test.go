package views

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// fakeRights is the book of the editor.
type fakeRights struct {
	users     []access.User
	templates []access.Template
	gates     access.Gates
	err       error // of the next reading
	answers   []error
	granted   []access.GrantTo
	was       []access.User
	explained access.Explanation
	asked     []string
}

func (f *fakeRights) Users(context.Context) ([]access.User, error) { return f.users, f.err }
func (f *fakeRights) Templates(context.Context) ([]access.Template, error) {
	return append(access.BuiltInTemplates(), f.templates...), nil
}

func (f *fakeRights) SetTemplates(_ context.Context, _, now []access.Template) error {
	f.templates = now
	return f.answer()
}

func (f *fakeRights) Gates(context.Context) (access.Gates, error) { return f.gates, nil }

func (f *fakeRights) Grant(_ context.Context, was access.User, g access.GrantTo) error {
	f.was, f.granted = append(f.was, was), append(f.granted, g)
	err := f.answer()
	for i := range f.users {
		if u := &f.users[i]; err == nil && u.ID == g.Member {
			u.Rights, u.Internal, u.Until = g.Rights, g.Internal, g.Until
		}
	}
	return err
}

func (f *fakeRights) Explain(_ context.Context, member, action string) (access.Explanation, error) {
	f.asked = append(f.asked, member+" "+action)
	e := f.explained
	e.Action = action
	return e, f.answer()
}

func (f *fakeRights) answer() error {
	if len(f.answers) == 0 {
		return nil
	}
	err := f.answers[0]
	f.answers = f.answers[1:]
	return err
}

const (
	eliseID   = "e1"
	margauxID = "a1"
)

// rightsPeople are the members of picture 07: Élise is an accountant with two changes.
func rightsPeople() []access.User {
	rights := keys.Complete([]string{"customers.view", "subscriptions.view", "invoices.edit", "transactions.edit", "products.view",
		"stats.dashboard", "reports.settlements", "reports.customers", "reports.invoices"})
	return []access.User{
		{Person: access.Person{ID: margauxID, First: "Margaux", Last: "Bedrijf", Email: deskEmail, Internal: true, Owner: true, Me: true}, State: access.UserActive},
		{Person: access.Person{ID: eliseID, First: "Élise", Last: "Lefèvre", Email: "elise@bedrijf-zonen.be"}, State: access.UserActive,
			Rights: rights, Until: "2027-12-31", InvitedBy: margauxID},
		{Person: access.Person{ID: "j1", First: "Joris", Last: "Zonen", Email: "joris@bedrijf-zonen.be", Internal: true}, State: access.UserActive,
			Rights: keys.Complete([]string{"customers.edit", "payouts.view"})},
	}
}

// rightsTest is an editor on a page.
type rightsTest struct {
	*rightsWindow
	page   *kit.Page
	runner *kit.InlineRunner
	book   *fakeRights
	calls  []string
}

func ownStanding() access.Standing {
	var all []string
	for _, right := range keys.Catalogue() {
		all = append(all, right.Name)
	}
	slices.Sort(all)
	return access.Standing{Member: margauxID, Owner: true, Rights: all}
}

func newRightsTest(t *testing.T, screen testScreen, book *fakeRights, member string, as access.Standing) *rightsTest {
	t.Helper()
	r := &rightsTest{book: book}
	r.page, r.runner = newTestPageOn(t, screen)
	words := rightsWords{}
	r.rightsWindow = newRights(r.page, book, rightsSpec{Member: member, Company: "Boulangerie Bedrijf & Zonen", Color: "#9A4A2C", Standing: as, Words: words,
		Now:     func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) },
		OnSaved: func() { r.calls = append(r.calls, "saved") }, OnClose: func() { r.calls = append(r.calls, "close") }})
	showView(r.page, r.rightsWindow)
	settlePage(r.page)
	return r
}

type rightsWords struct{}

func (rightsWords) Date(t time.Time) string { return t.Format("02/01/2006") }

func rightsScreen(lang string) testScreen { return testScreen{lang, kit.ModeLight, 1, 1200, 830} }

func (r *rightsTest) tick(t *testing.T, right string) {
	t.Helper()
	for _, g := range r.form.groups {
		if b := g.boxes[right]; b != nil {
			if b.check.Disabled() {
				t.Fatalf("the box of %s is locked", right)
			}
			b.check.Tapped(&fyne.PointEvent{})
			return
		}
	}
	t.Fatal("no box: " + right)
}

// Edit ticks view, clearing view clears edit; the button counts what differs, and
// saving hands over what was read with what is ticked (R8, B14).
func TestRightsAreTickedAndSaved(t *testing.T) {
	r := newRightsTest(t, rightsScreen("fr"), &fakeRights{users: rightsPeople()}, eliseID, ownStanding())
	if r.form.nearest.Key != "accountant" || !r.save.Disabled() || r.count() != 0 {
		t.Fatalf("%+v, %d", r.form.nearest, r.count())
	}
	r.tick(t, "quotes.edit")
	if !r.form.has("quotes.view") || r.count() != 2 || r.save.Text() != "Enregistrer 2\u00a0changements" {
		t.Fatalf("%v %d %q", r.form.rights, r.count(), r.save.Text())
	}
	r.tick(t, "quotes.view")
	if r.form.has("quotes.edit") || r.count() != 0 {
		t.Fatalf("%v", r.form.rights)
	}
	r.tick(t, "reports.export")
	r.tick(t, "customers.view")
	added, removed := r.form.changed()
	if !slices.Equal(added, []string{"reports.export"}) || !slices.Equal(removed, []string{"customers.view"}) {
		t.Fatalf("%v %v", added, removed)
	}
	wantText(t, r.page.Window, "Changements")
	r.keys(&fyne.KeyEvent{Name: fyne.KeyEscape})
	wantText(t, r.page.Window, "Fermer sans enregistrer ?")
	pressKey(r.page.Window, fyne.KeyEscape)
	before := r.user
	r.submit()
	if len(r.book.granted) != 1 || !slices.Equal(r.calls, []string{"saved"}) || r.count() != 0 {
		t.Fatalf("%+v %v", r.book.granted, r.calls)
	}
	if g := r.book.granted[0]; g.Member != eliseID || g.Internal || g.Owner || g.Until != "2027-12-31" || contains(g.Rights, "customers.view") || !contains(g.Rights, "reports.export") {
		t.Errorf("%+v", g)
	}
	if was := r.book.was[0]; was.ID != before.ID || !slices.Equal(was.Rights, before.Rights) {
		t.Errorf("%+v", was)
	}
	r.keys(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !slices.Equal(r.calls, []string{"saved", "close"}) {
		t.Error(r.calls)
	}
}

// A group's box has three states; a template ticks what it holds and nothing else, and
// the way back to it stands beside it.
func TestRightsGroupsAndTemplates(t *testing.T) {
	book := &fakeRights{users: rightsPeople(), templates: []access.Template{{Key: "Boutique", Rights: []string{"customers.view"}}}}
	r := newRightsTest(t, rightsScreen("en"), book, eliseID, ownStanding())
	states := func(g keys.Group) kit.CheckState { return r.form.groups[g-1].row.State() }
	if states(keys.GroupUsers) != kit.Unchecked || states(keys.GroupRecords) != kit.Partly {
		t.Error("states")
	}
	r.form.groups[keys.GroupPayouts-1].all(true)
	if states(keys.GroupPayouts) != kit.Checked || !r.form.has("payouts.create") {
		t.Error("the whole group")
	}
	r.form.groups[keys.GroupPayouts-1].all(false)
	if states(keys.GroupPayouts) != kit.Unchecked {
		t.Error("none of the group")
	}
	r.form.take("Boutique")
	if !slices.Equal(r.form.rights, []string{"customers.view"}) || r.form.nearest.Key != "Boutique" || r.form.back.Visible() {
		t.Errorf("%v %+v", r.form.rights, r.form.nearest)
	}
	r.form.take("accountant")
	r.tick(t, "reports.export")
	if !r.form.back.Visible() || r.form.far.Text() != "1 change" {
		t.Errorf("%q", r.form.far.Text())
	}
	r.form.back.Tapped(nil)
	if !r.form.has("reports.export") || r.form.back.Visible() {
		t.Error("not back")
	}
	// Its own templates: keep what is ticked, take one away.
	r.templates()
	settlePage(r.page)
	typeText(t, r.page.Window, "Bureau")
	pressKey(r.page.Window, fyne.KeyReturn)
	if len(book.templates) != 2 || book.templates[1].Key != "Bureau" || !slices.Equal(book.templates[1].Rights, r.form.rights) {
		t.Fatalf("%+v", book.templates)
	}
	if r.count() == 0 {
		t.Error("what was ticked is gone")
	}
}

// Who is no owner gives only what he has; what the user has already may stay or go.
func TestRightsOfAGranter(t *testing.T) {
	as := access.Standing{Member: "j1", Rights: []string{"stats.dashboard", "users.edit_rights", "users.view"}}
	users := rightsPeople()
	users[0].Me = false
	r := newRightsTest(t, rightsScreen("fr"), &fakeRights{users: users}, eliseID, as)
	if b := r.form.groups[keys.GroupPayouts-1].boxes["payouts.view"]; !b.check.Disabled() {
		t.Error("gives what he lacks")
	}
	r.form.take("reader")
	if r.form.has("quotes.view") || !r.form.has("customers.view") {
		t.Errorf("%v", r.form.rights)
	}
	r.tick(t, "customers.view")
	r.tick(t, "customers.view")
	if !r.form.has("customers.view") {
		t.Error("what she has cannot come back")
	}
}

// Where nothing can be changed the reason stands there and nothing can be saved.
func TestRightsAreLocked(t *testing.T) {
	users := rightsPeople()
	users[2].State = access.UserDisabled
	reader := access.Standing{Member: "x", Rights: []string{"users.view"}}
	viewing := ownStanding()
	viewing.As = "j1"
	for name, c := range map[string]struct {
		member string
		as     access.Standing
		key    string
	}{
		"oneself": {margauxID, ownStanding(), "fault.self"}, "a reader": {eliseID, reader, "fault.forbidden"},
		"disabled": {"j1", ownStanding(), "rights.disabled"}, "viewing": {eliseID, viewing, "fault.viewing"},
	} {
		r := newRightsTest(t, rightsScreen("fr"), &fakeRights{users: users}, c.member, c.as)
		wantText(t, r.page.Window, r.page.T(c.key))
		if r.foot.Visible() {
			t.Errorf("%s: can save", name)
		}
	}
	users[0].Me = false
	r := newRightsTest(t, rightsScreen("fr"), &fakeRights{users: users}, margauxID, reader)
	wantText(t, r.page.Window, r.page.T("fault.owners"))
	r = newRightsTest(t, rightsScreen("fr"), &fakeRights{users: users}, margauxID, ownStanding())
	wantText(t, r.page.Window, r.page.T("rights.owner"))
}

// Forbidden, gone and unreadable are said, and reading again is one press away.
func TestRightsFaces(t *testing.T) {
	r := newRightsTest(t, rightsScreen("fr"), &fakeRights{err: access.ErrForbidden}, eliseID, ownStanding())
	wantText(t, r.page.Window, r.page.T("rights.forbidden"))
	shootPage(t, r.page, "07-rights-forbidden")
	r = newRightsTest(t, rightsScreen("fr"), &fakeRights{users: rightsPeople()}, "nobody", ownStanding())
	wantText(t, r.page.Window, r.page.T("rights.gone"))
	r = newRightsTest(t, rightsScreen("fr"), &fakeRights{err: errors.New("disk"), users: rightsPeople()}, eliseID, ownStanding())
	wantText(t, r.page.Window, r.page.T("rights.fault"))
	r.book.err = nil
	r.load()
	wantText(t, r.page.Window, "Élise Lefèvre")
}

// What somebody else saved meanwhile is read, told, and leaves the ticks; other
// refusals are said where they belong.
func TestRightsOvertaken(t *testing.T) {
	book := &fakeRights{users: rightsPeople(), answers: []error{access.ErrChanged, access.ErrBeyond, &access.InputError{Field: "until", Err: access.ErrOdd}}}
	r := newRightsTest(t, rightsScreen("fr"), book, eliseID, ownStanding())
	r.tick(t, "api.keys.view")
	book.users[1].Rights = keys.Complete([]string{"customers.view"})
	r.submit()
	if !r.form.has("api.keys.view") || r.count() < 2 {
		t.Errorf("%v", r.form.rights)
	}
	wantText(t, r.page.Window, "fault: "+access.ErrChanged.Error())
	r.submit()
	wantText(t, r.page.Window, "fault: "+access.ErrBeyond.Error())
	r.submit()
	wantText(t, r.page.Window, r.page.T("rights.until.odd"))
	r.access.until.SetText("31/13/2027")
	granted := len(book.granted)
	r.submit()
	if len(book.granted) != granted {
		t.Error("a day that is none goes out")
	}
	r.access.kind.SetKey(kindOfHouse)
	r.access.settle()
	r.submit()
	if g := book.granted[len(book.granted)-1]; !g.Internal || g.Until != "" {
		t.Errorf("%+v", g)
	}
}

// A draft comes back with its ticks, its groups and its last day.
func TestRightsDraft(t *testing.T) {
	r := newRightsTest(t, rightsScreen("fr"), &fakeRights{users: rightsPeople()}, eliseID, ownStanding())
	if d := r.draft(); len(d) != 1 || d[draftMember] != eliseID {
		t.Fatal(d)
	}
	r.tick(t, "webhooks.resend")
	r.form.groups[keys.GroupAPI-1].row.SetOpen(true)
	r.access.until.SetText("1.2.2028")
	d := r.draft()
	again := newRightsTest(t, rightsScreen("nl"), &fakeRights{users: rightsPeople()}, eliseID, ownStanding())
	again.restore(d)
	if !again.form.has("webhooks.history") || !again.form.groups[keys.GroupAPI-1].row.Open() || again.access.until.Text != "1.2.2028" || again.count() != 3 {
		t.Errorf("%v %d", again.draft(), again.count())
	}
	if day, ok := again.access.day(); !ok || day != "2028-02-01" {
		t.Error(day)
	}
}

// Two users stand side by side; copying ticks and does not save (R19).
func TestRightsCompare(t *testing.T) {
	r := newRightsTest(t, rightsScreen("fr"), &fakeRights{users: rightsPeople()}, eliseID, ownStanding())
	joris := r.users[2]
	c := r.compare(&joris)
	settlePage(r.page)
	wantText(t, r.page.Window, "Joris")
	shootPage(t, r.page, "07-rights-compare-fr")
	wantInside(t, r.page.Window)
	c.copy.Tapped(nil)
	if !slices.Equal(r.form.rights, joris.Rights) || len(r.book.granted) != 0 {
		t.Errorf("%v", r.form.rights)
	}
}

// Every rule has its sentence, with the statement that decides (R14).
func TestRightsExplain(t *testing.T) {
	for _, lang := range []string{"fr", "nl", "de", "en"} {
		book := &fakeRights{users: rightsPeople(), explained: access.Explanation{Rule: access.RuleGiven, Allowed: true, Statement: 47, By: margauxID, Time: 1, Others: true}}
		r := newRightsTest(t, rightsScreen(lang), book, eliseID, ownStanding())
		r.explain("users.invite")
		settlePage(r.page)
		if !slices.Equal(book.asked, []string{eliseID + " users.invite"}) {
			t.Error(book.asked)
		}
		wantText(t, r.page.Window, "47")
		wantInside(t, r.page.Window)
		shootPage(t, r.page, "07-rights-why-"+lang)
		for _, rule := range []access.Rule{access.RuleMember, access.RuleOwner, access.RuleGiven, access.RuleMissing, access.RuleTaken, access.RuleSuspended,
			access.RuleOwners, access.RuleDisabled, access.RuleEnded, access.RuleAgreement, access.RuleLive} {
			if text := r.reasonOf(access.Explanation{Rule: rule, Until: "2027-12-31"}); strings.Contains(text, "rights.why") || strings.Contains(text, "{{") {
				t.Errorf("%s %s: %q", lang, rule, text)
			}
		}
	}
}

// Everything can be seen whole in every size, language and theme.
func TestRightsFit(t *testing.T) {
	screens := sheetScreens(1200, 830)
	screens["light-nl"], screens["light-de"] = rightsScreen("nl"), rightsScreen("de")
	screens["small-de-200"] = testScreen{"de", kit.ModeDark, 2, 1024, 680}
	for name, s := range screens {
		t.Run(name, func(t *testing.T) {
			r := newRightsTest(t, s, &fakeRights{users: rightsPeople()}, eliseID, ownStanding())
			r.tick(t, "reports.export")
			r.tick(t, "transactions.edit")
			settlePage(r.page)
			wantNoHoles(t, r.page.Window)
			wantInside(t, r.page.Window)
			if least := r.page.Window.Content().MinSize(); least.Width > s.Width+1 || least.Height > s.Height+1 {
				t.Errorf("needs %v", least)
			}
			shootPage(t, r.page, "07-rights-"+name)
			for _, g := range r.form.groups {
				g.row.SetOpen(true)
			}
			settlePage(r.page)
			wantInside(t, r.page.Window)
			r.compare(nil)
			wantInside(t, r.page.Window)
		})
	}
}
