package access_test

import (
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// garage is a further company.
var garage = access.Company{Name: "Garage Vandeputte", Country: "BE", Language: "nl", City: "Roeselare", Color: "#35618A"}

// cards gives the companies of a session by name.
func cards(t testing.TB, s *access.Session) map[string]access.CompanyCard {
	t.Helper()
	out := map[string]access.CompanyCard{}
	for _, c := range must(s.Companies(t.Context()))(t) {
		out[c.Name] = c
	}
	return out
}

// opens adds a company and gives the ids of the old and the new one.
func opens(t testing.TB, s *access.Session, c access.Company) (old, fresh string) {
	t.Helper()
	old = s.Standing().Company
	if err := s.NewCompany(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	return old, s.Standing().Company
}

// A further company is founded by its person, becomes the current one and is the one
// in which he arrives next; what he does in one stands in no other.
func TestTwoCompanies(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	lines := w.lines()
	first, second := opens(t, s, garage)
	if first == second || w.lines() != lines+1 {
		t.Fatal("no other company, or not one line", w.lines()-lines)
	}
	if c := must(s.Company(w.ctx()))(t); c != garage {
		t.Fatalf("%+v", c)
	}
	if people := must(s.People(w.ctx()))(t); len(people) != 1 || people[0].Last != "Bedrijf" || people[0].Stale || !people[0].Owner {
		t.Fatalf("%+v", people)
	}
	if err := errors.Join(saveMoney(w.ctx(), s, someMoney), s.SetIdleLock(w.ctx(), 9)); err != nil {
		t.Fatal(err)
	}
	said := must(access.Journal(w.ctx(), s))(t)
	s.Close(w.ctx())
	w.pass(time.Minute)
	s = w.signIn()
	if s.Standing().Company != second {
		t.Error("the one used last is not the first")
	}
	if err := s.Switch(w.ctx(), first); err != nil {
		t.Fatal(err)
	}
	if c := must(s.Company(w.ctx()))(t); c.Name != ownerCompany || must(s.Money(w.ctx()))(t) == someMoney {
		t.Fatalf("%+v", c)
	}
	if lock := must(s.Security(w.ctx()))(t).Lock; lock != 5 || s.IdleMinutes() != 5 {
		t.Error(lock, s.IdleMinutes())
	}
	if last := must(access.Journal(w.ctx(), s))(t); len(said) < 3 || !slices.ContainsFunc(last[len(last)-1:], func(l string) bool { return slices.Contains(strings.Fields(l), "company.open") }) {
		t.Errorf("%q", last)
	}
	lines = w.lines()
	if err := s.Switch(w.ctx(), first); err != nil || w.lines() != lines {
		t.Error("the current one again wrote a line", err)
	}
	w.restart()
	w.pass(time.Minute)
	s = w.signIn()
	if list := must(s.Companies(w.ctx()))(t); s.Standing().Company != first || list[0].ID != first || !list[0].Current || list[1].ID != second || list[1].Current {
		t.Errorf("%+v", list)
	}
}

// What is refused writes nothing.
func TestCompaniesAreRefused(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	opens(t, s, garage)
	elise := w.elise(s, []string{"settings.company"}, keys.Common)
	mine := elise.enter()
	before := w.contents()
	twice := garage
	twice.Name = "garage VANDEPUTTE"
	input(t, s.NewCompany(w.ctx(), twice), "name")
	if err := s.NewCompany(w.ctx(), twice); !errors.Is(err, access.ErrTaken) {
		t.Error(err)
	}
	input(t, s.NewCompany(w.ctx(), access.Company{}), "name")
	input(t, s.Switch(w.ctx(), "nothing"), "company")
	if err := s.Switch(w.ctx(), hex.EncodeToString(make([]byte, 16))); !errors.Is(err, access.ErrNoAccess) {
		t.Error(err)
	}
	third := garage
	third.Name = "Fleurs Anaïs"
	if err := mine.NewCompany(w.ctx(), third); !errors.Is(err, access.ErrForbidden) {
		t.Error(err)
	}
	other := must(s.Companies(w.ctx()))(t)[1].ID
	if err := mine.Switch(w.ctx(), other); !errors.Is(err, access.ErrNoAccess) {
		t.Error("a member of one entered the other:", err)
	}
	if before != w.contents() {
		t.Error("what was refused wrote something")
	}
	// The right alone is enough.
	p := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"account.create"}}, keys.Common, keys.People)
	his := p.enter()
	if err := his.NewCompany(w.ctx(), third); err != nil || !his.Standing().Owner {
		t.Error(err)
	}
}

// A session in another program sees a company that was added meanwhile, and writes
// the acts on the account there too.
func TestACompanyAddedElsewhere(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.pass(time.Minute)
	other := w.signIn()
	first, second := opens(t, s, garage)
	if list := must(other.Companies(w.ctx()))(t); len(list) != 2 || list[0].ID != first || list[1].ID != second {
		t.Fatalf("%+v", list)
	}
	if err := other.ChangeName(w.ctx(), "Margaux", "Zonen"); err != nil {
		t.Fatal(err)
	}
	if people := must(s.People(w.ctx()))(t); people[0].Last != "Zonen" || people[0].Stale {
		t.Errorf("%+v", people)
	}
	if err := other.Switch(w.ctx(), second); err != nil {
		t.Fatal(err)
	}
}

// What a person may not know stands on no card; what he may is counted.
func TestCompanyCards(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	if err := s.RequireFactor(w.ctx(), true); err != nil {
		t.Fatal(err)
	}
	elise := w.elise(s, nil, keys.Common)
	w.joris(s, keys.Invite{Kind: keys.External, Rights: []string{"users.view"}, Until: "2026-12-15"}, keys.Common, keys.People)
	w.pass(time.Minute)
	s = w.signIn()
	c := cards(t, s)[ownerCompany]
	if !c.Sees || c.Users != 3 || c.WithFactor != 1 || c.Unknown != 2 || c.Ending != 1 || c.FirstEnd != "2026-12-15" || !c.Factor || c.Live || !c.Owner || !c.MayInvite || !c.MayRemove || c.City != "Bruges" {
		t.Errorf("%+v", c)
	}
	w.pass(77 * 24 * time.Hour)
	s = w.signIn()
	if err := s.ConfirmTime(w.ctx()); err != nil {
		t.Fatal(err)
	}
	if c := cards(t, s)[ownerCompany]; c.OldPassword != 1 || c.Users != 2 || c.Ending != 0 {
		t.Errorf("%+v", c)
	}
	e := must(w.door.Password(w.ctx(), elise.email, elise.password))(t)
	his := must(e.Enter(w.ctx()))(t)
	if _, err := his.Companies(w.ctx()); !errors.Is(err, access.ErrDuty) {
		t.Fatal(err)
	}
	elise.enrol(his)
	if err := his.ConfirmTime(w.ctx()); err != nil && !errors.Is(err, access.ErrDuty) {
		t.Fatal(err)
	}
	c = cards(t, his)[ownerCompany]
	want := access.CompanyCard{ID: c.ID, Name: ownerCompany, City: "Bruges", Number: c.Number, Color: "#9A4A2C", Current: true, Factor: true, Until: "2027-12-31"}
	if c != want {
		t.Errorf("%+v", c)
	}
}

// contents is everything that stands in the file, but the counts of tries.
func (w *world) contents() string {
	w.t.Helper()
	db := must(sql.Open("sqlite", w.path))(w.t)
	defer db.Close()
	var out strings.Builder
	for _, table := range []string{"file", "accounts", "slots", "heads", "statements", "wraps", "journal", "company", "settings", "members", "profiles", "older", "notes", "factors", "reviews"} {
		rows := must(db.Query(`SELECT * FROM ` + table))(w.t)
		columns := must(rows.Columns())(w.t)
		for rows.Next() {
			row := make([]any, len(columns))
			for i := range row {
				row[i] = new(any)
			}
			if err := rows.Scan(row...); err != nil {
				w.t.Fatal(err)
			}
			for _, v := range row {
				fmt.Fprint(&out, *v.(*any), " ")
			}
			fmt.Fprintln(&out, table)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			w.t.Fatal(err)
		}
	}
	return out.String()
}

// breakCompany damages one company's chain with another program.
func (w *world) breakCompany(id string) {
	w.t.Helper()
	w.byHand(`UPDATE statements SET signature = zeroblob(64) WHERE company = x'` + id + `' AND seq = 0`)
}

// A company that does not agree with its signatures keeps the others open, stands in
// the list by its name, and what it asked of the door still counts.
func TestABrokenCompany(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	first, second := opens(t, s, garage)
	if err := errors.Join(s.RequireFactor(w.ctx(), true), s.SetIdleLock(w.ctx(), 2)); err != nil {
		t.Fatal(err)
	}
	s.Close(w.ctx())
	w.breakCompany(second)
	w.pass(time.Minute)
	s = w.signIn()
	if s.Standing().Company != first || s.IdleMinutes() != 2 {
		t.Fatal("not in the company that opens, or the lock of the other is forgotten", s.IdleMinutes())
	}
	list := must(s.Companies(w.ctx()))(t)
	want := access.CompanyCard{ID: second, Name: garage.Name, Fault: true}
	if len(list) != 2 || list[1] != want || list[0].Fault {
		t.Errorf("%+v", list)
	}
	if err := s.Switch(w.ctx(), second); !errors.Is(err, access.ErrTampered) {
		t.Error(err)
	}
	w.pass(time.Minute)
	if err := s.DropFactor(w.ctx(), ownerPassword, w.code(0)); !errors.Is(err, access.ErrEnforced) {
		t.Error("its duty does not count any more:", err)
	}
	if o := must(s.Overview(w.ctx()))(t); !o.Mandatory {
		t.Errorf("%+v", o)
	}
	if err := errors.Join(s.ChangePassword(w.ctx(), ownerPassword, newPassword, true), saveTerms(w.ctx(), s, "dertig dagen")); err != nil {
		t.Error(err)
	}
	got := must(s.RemoveFrom(w.ctx(), []string{second}, jorisEmail))(t)
	if len(got) != 1 || !errors.Is(got[0].Err, access.ErrTampered) || got[0].Name != garage.Name {
		t.Errorf("%+v", got)
	}
}

// A company broken while somebody works goes aside too; the current one ends what he
// does; all broken is as one alone.
func TestACompanyBreaksMeanwhile(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	first, second := opens(t, s, garage)
	w.edit(`UPDATE heads SET line_hash = zeroblob(32) WHERE company = x'` + first + `'`)
	if list := must(s.Companies(w.ctx()))(t); len(list) != 2 || !list[1].Fault || list[1].ID != first || list[1].Name != ownerCompany {
		t.Fatalf("%+v", list)
	}
	if err := saveTerms(w.ctx(), s, "dertig dagen"); err != nil {
		t.Fatal(err)
	}
	w.edit(`UPDATE heads SET line_hash = zeroblob(32) WHERE company = x'` + second + `'`)
	if err := saveTerms(w.ctx(), s, "veertig dagen"); !errors.Is(err, access.ErrTampered) {
		t.Fatal(err)
	}
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	if _, err := e.Enter(w.ctx()); !errors.Is(err, access.ErrTampered) {
		t.Fatal("all broken:", err)
	}
}

// A company whose keys were taken away, or whose data do not open, is told as one
// that does not open.
func TestACompanyWithoutItsKeys(t *testing.T) {
	for _, query := range []string{`DELETE FROM wraps WHERE company = x'%s'`, `DELETE FROM company WHERE company = x'%s'`} {
		w := newWorld(t)
		s := w.found(false)
		first, _ := opens(t, s, garage)
		s.Close(w.ctx())
		w.byHand(fmt.Sprintf(query, first))
		w.pass(time.Minute)
		s = w.signIn()
		list := must(s.Companies(w.ctx()))(t)
		if len(list) != 2 || !list[1].Fault || list[1].Name != ownerCompany {
			t.Fatalf("%+v", list)
		}
		if err := s.Switch(w.ctx(), first); !errors.Is(err, access.ErrTampered) {
			t.Error(err)
		}
		if must(s.Rules(w.ctx()))(t); s.Duty() != access.NoDuty {
			t.Error(s.Duty())
		}
	}
}

// The shortest lock, the strictest duty and both profiles hold, whichever company is
// current (M2).
func TestTheStrictestWins(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	if err := errors.Join(s.SetPasswordRules(w.ctx(), false, "long ones"), s.SetIdleLock(w.ctx(), 30)); err != nil {
		t.Fatal(err)
	}
	if o := must(s.Overview(w.ctx()))(t); o.PasswordExpires {
		t.Fatal("nothing expires by NIST")
	}
	first, _ := opens(t, s, garage) // the house rules, five minutes
	for range 2 {
		if o := must(s.Overview(w.ctx()))(t); !o.PasswordExpires || s.IdleMinutes() != 5 {
			t.Errorf("%+v %d", o, s.IdleMinutes())
		}
		rules := must(s.Rules(w.ctx()))(t)
		if rules.Check("een lange zin zonder hoofdletters").OK() || rules.Check("Vogo7-garage-Vandeputte").OK() || rules.MinLength() < 15 {
			t.Error("one password does not satisfy every company", rules.MinLength())
		}
		if err := s.Switch(w.ctx(), first); err != nil {
			t.Fatal(err)
		}
	}
	w.pass(91 * 24 * time.Hour)
	s = w.signIn()
	if err := s.ConfirmTime(w.ctx()); err != nil || s.Duty() != access.DutyPassword {
		t.Error("the company that is not current asks for no change:", s.Duty(), err)
	}
}
