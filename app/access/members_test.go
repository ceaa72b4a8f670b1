package access_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// person is a further member of the world's company.
type person struct {
	*world
	email, password, seed string
	kit                   access.Kit
}

const (
	jorisEmail    = "joris@bedrijf-zonen.be"
	jorisPassword = "Halmo6-vestiR-dukla"
	eliseEmail    = "elise@kantoor.be"
	elisePassword = "Zorpi9-melkaT-vundo"
)

var everything = []keys.Domain{keys.Common, keys.People, keys.Sales, keys.Insight, keys.Treasury}

// joris is taken in by the session's owner, as the invite says.
func (w *world) joris(s *access.Session, as keys.Invite, domains ...keys.Domain) *person {
	w.t.Helper()
	kit, err := s.Admit(w.ctx(), access.Admission{First: "Joris", Last: "Zonen", Email: jorisEmail, Password: jorisPassword, Invite: as, Domains: domains})
	if err != nil {
		w.t.Fatal(err)
	}
	return &person{world: w, email: jorisEmail, password: jorisPassword, kit: kit}
}

// secondOwner is Joris as an owner beside Margaux.
func (w *world) secondOwner(s *access.Session) *person {
	return w.joris(s, keys.Invite{Kind: keys.Internal, Owner: true}, everything...)
}

// elise is an external member with rights.
func (w *world) elise(s *access.Session, rights []string, domains ...keys.Domain) *person {
	w.t.Helper()
	kit, err := s.Admit(w.ctx(), access.Admission{First: "Élise", Last: "Aubert", Email: eliseEmail, Password: elisePassword,
		Invite: keys.Invite{Kind: keys.External, Rights: rights, Until: "2027-12-31"}, Domains: domains})
	if err != nil {
		w.t.Fatal(err)
	}
	return &person{world: w, email: eliseEmail, password: elisePassword, kit: kit}
}

// enter signs a member in, a minute later.
func (p *person) enter() *access.Session {
	p.t.Helper()
	p.pass(time.Minute)
	e := must(p.door.Password(p.ctx(), p.email, p.password))(p.t)
	if !e.NeedsCode() {
		return must(e.Enter(p.ctx()))(p.t)
	}
	return must(e.Code(p.ctx(), p.phone()))(p.t)
}

// phone is what the member's own phone shows.
func (p *person) phone() string {
	of := *p.world
	of.seed = p.seed
	return of.code(0)
}

func (p *person) enrol(s *access.Session) {
	p.t.Helper()
	f := must(s.BeginEnrolment(p.ctx(), p.password))(p.t)
	p.seed = strings.ReplaceAll(f.Key(), " ", "")
	must(s.Enrol(p.ctx(), f, p.phone()))(p.t)
}

// ownersActs are what only an owner does.
func (w *world) ownersActs(s *access.Session, copied *data.File) map[string]error {
	_, preview := s.PreviewCopy(w.ctx(), copied)
	return map[string]error{
		"money": saveMoney(w.ctx(), s, someMoney), "policy": s.SetPasswordRules(w.ctx(), false, "why"),
		"lock": s.SetIdleLock(w.ctx(), 9), "require": s.RequireFactor(w.ctx(), true),
		"require not": s.RequireFactor(w.ctx(), false), "preview": preview, "restore": bringBack(w.ctx(), s, copied),
	}
}

// copied makes a copy of the file as it is and opens it.
func (w *world) copied() *data.File {
	w.t.Helper()
	path := w.path + "-copy-" + w.now.Format("150405.000") + ".trousseau"
	if err := w.file.Copy(w.ctx(), path); err != nil {
		w.t.Fatal(err)
	}
	f := must(data.Open(w.ctx(), path, data.Options{}))(w.t)
	w.t.Cleanup(func() { f.Close() })
	return f
}

// A member made through real statements enters by his own account and reaches what
// his rights give, refused everything else before anything is written.
func TestAMemberWithoutRights(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	copied := w.copied()
	elise := w.elise(s, nil, keys.Common)
	mine := elise.enter()
	lines := w.lines()
	for name, err := range w.ownersActs(mine, copied) {
		if !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	c := must(mine.Company(w.ctx()))(t)
	for name, err := range map[string]error{
		"company": saveCompany(w.ctx(), mine, access.Company{Name: "Elders", Country: "BE", Language: "nl", Color: "#000000"}),
		"logo":    saveLogo(w.ctx(), mine, nil), "terms": saveTerms(w.ctx(), mine, "x"),
		"people": func() error { _, err := mine.People(w.ctx()); return err }(),
	} {
		if !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if w.lines() != lines || mine.MayChangeCompany() || c.Name != ownerCompany {
		t.Error("a refused act wrote, or the company is another", c.Name)
	}
	if sec := must(mine.Security(w.ctx()))(t); sec.Mine || !sec.House {
		t.Errorf("%+v", sec)
	}
	if o := must(mine.Overview(w.ctx()))(t); o.Owner || o.First != "Élise" || o.Email != eliseEmail || o.KitFault {
		t.Errorf("%+v", o)
	}
	if m := must(mine.Money(w.ctx()))(t); m != access.NewMoney() {
		t.Errorf("%+v", m)
	}
	if news := must(mine.News(w.ctx()))(t); len(news) != 0 {
		t.Errorf("%+v", news)
	}
	// What is his own he may do.
	if err := errors.Join(mine.ChangeName(w.ctx(), "Élise", "Aubert-Zonen"), mine.ChangePassword(w.ctx(), elisePassword, newPassword, true)); err != nil {
		t.Fatal(err)
	}
	r := must(w.door.Kit(w.ctx(), eliseEmail, elise.kit.Code()))(t)
	f := w.answers(r)
	f.Password = "Doskel4-virtaN-hupmo"
	if o := must(must(r.Finish(w.ctx(), f))(t).Overview(w.ctx()))(t); o.Last != "Aubert-Zonen" || o.KitNumber != 2 {
		t.Errorf("%+v", o)
	}
}

// A right opens its act and nothing beside it.
func TestAMemberWithRights(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	// A right of the name "owner" makes nobody one.
	elise := w.elise(s, []string{"owner", "settings.company", "users.view"}, keys.Common, keys.People)
	mine := elise.enter()
	c := must(mine.Company(w.ctx()))(t)
	c.City = "Damme"
	if err := errors.Join(saveCompany(w.ctx(), mine, c), saveTerms(w.ctx(), mine, "x")); err != nil || !mine.MayChangeCompany() {
		t.Fatal(err)
	}
	for name, err := range w.ownersActs(mine, w.copied()) {
		if !errors.Is(err, access.ErrForbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if people := must(mine.People(w.ctx()))(t); len(people) != 2 {
		t.Errorf("%+v", people)
	}
	// The right alone, without the key that goes with it, opens nothing.
	v := newWorld(t)
	late := v.elise(v.found(false), []string{"users.view"}, keys.Common).enter()
	if _, err := late.People(v.ctx()); !errors.Is(err, access.ErrForbidden) {
		t.Error(err)
	}
	// The key alone, without the right, neither.
	v = newWorld(t)
	late = v.elise(v.found(false), nil, keys.Common, keys.People).enter()
	if _, err := late.People(v.ctx()); !errors.Is(err, access.ErrForbidden) {
		t.Error(err)
	}
}

// A kit used by one owner is told to the other at his next sign-in, once, also
// when the clock was set back in between.
func TestAnotherOwnersKitIsTold(t *testing.T) {
	for _, lowered := range []bool{false, true} {
		w := newWorld(t)
		if lowered {
			w.pass(48 * time.Hour) // the clock runs two days fast
		}
		s := w.found(true)
		joris := w.secondOwner(s)
		first := joris.enter()
		joris.enter().Close(w.ctx())
		if news := must(first.News(w.ctx()))(t); len(news) != 0 {
			t.Fatalf("%+v", news)
		}
		s.Close(w.ctx())
		if lowered {
			w.pass(-47 * time.Hour)
		}
		w.pass(time.Hour)
		r := w.openKit()
		if lowered {
			r.TrustClock()
		}
		r.WithoutFactor()
		s = must(r.Finish(w.ctx(), w.withPhone(r, w.answers(r))))(t)
		used := w.now
		w.pass(time.Hour)
		if lowered {
			tells(t, s, access.NewsKitUsed, access.NewsReplaced, access.NewsClock)
		} else {
			tells(t, s, access.NewsKitUsed, access.NewsReplaced)
		}
		his := joris.enter()
		i := slices.IndexFunc(must(his.News(w.ctx()))(t), func(n access.News) bool { return n.Kind == access.NewsOtherKit })
		if i < 0 {
			t.Fatalf("lowered %v: not told: %v", lowered, kinds(must(his.News(w.ctx()))(t)))
		}
		n := must(his.News(w.ctx()))(t)[i]
		people := must(his.People(w.ctx()))(t)
		who := slices.IndexFunc(people, func(p access.Person) bool { return p.ID == n.Who })
		if who < 0 || people[who].First != "Margaux" || n.Time != used.UnixMilli() {
			t.Errorf("%+v", n)
		}
		his.Close(w.ctx())
		if news := kinds(must(joris.enter().News(w.ctx()))(t)); slices.Contains(news, access.NewsOtherKit) {
			t.Errorf("told twice: %v", news)
		}
	}
}

// Two owners: each changes rules and money for both, and a required second factor
// binds the other one too.
func TestASecondOwner(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	joris := w.secondOwner(s)
	his := joris.enter()
	if err := his.RequireFactor(w.ctx(), true); !errors.Is(err, access.ErrEnforced) {
		t.Fatal("required by an owner who has none:", err)
	}
	if err := errors.Join(saveMoney(w.ctx(), his, someMoney), his.SetIdleLock(w.ctx(), 3)); err != nil {
		t.Fatal(err)
	}
	if m := must(s.Money(w.ctx()))(t); m != someMoney {
		t.Fatalf("%+v", m)
	}
	if sec := must(s.Security(w.ctx()))(t); sec.Lock != 3 {
		t.Fatalf("%+v", sec)
	}
	if err := s.RequireFactor(w.ctx(), true); err != nil {
		t.Fatal(err)
	}
	his.Close(w.ctx())
	his = joris.enter()
	if his.Duty() != access.DutyFactor {
		t.Fatal("no wall before an owner")
	}
	if err := his.RequireFactor(w.ctx(), false); !errors.Is(err, access.ErrDuty) {
		t.Fatal("an owner takes the wall down from behind it:", err)
	}
}

// The last day of an external member ends his running session and his sign-ins,
// although nobody signed anything since.
func TestTheLastDayIsOver(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	p := w.elise(s, nil, keys.Common)
	w.now = time.Date(2027, 12, 31, 12, 0, 0, 0, time.UTC)
	his := p.enter()
	if err := his.ConfirmTime(w.ctx()); err != nil {
		t.Fatal(err)
	}
	w.now = time.Date(2028, 1, 1, 12, 0, 1, 0, time.UTC)
	if _, err := his.Company(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Errorf("a running session still reads: %v", err)
	}
	if err := his.ChangeScreen(w.ctx(), access.Screen{Language: "fr", Theme: "dark", Scale: 100}); !errors.Is(err, access.ErrEnded) {
		t.Errorf("a running session still writes: %v", err)
	}
	e := must(w.door.Password(w.ctx(), p.email, p.password))(t)
	if _, err := e.Enter(w.ctx()); !errors.Is(err, access.ErrNoAccess) {
		t.Errorf("he still enters: %v", err)
	}
}
