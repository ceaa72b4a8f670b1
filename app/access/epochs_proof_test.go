package access_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

var salesman = []string{"customers.view", "users.view"}

// rotates takes Élise's keys from her and gives them back: four domains begin anew.
func (w *world) rotates(s *access.Session) {
	w.t.Helper()
	w.pass(time.Second)
	id := userOf(w.t, s, eliseEmail).ID
	if err := errors.Join(s.Disable(w.ctx(), id), s.Enable(w.ctx(), id)); err != nil {
		w.t.Fatal(err)
	}
}

// contentOf is everything that was written before and is never sealed anew here.
func contentOf(t *testing.T, w *world, s *access.Session) string {
	t.Helper()
	c, m, terms := must(s.Company(w.ctx()))(t), must(s.Money(w.ctx()))(t), must(s.Terms(w.ctx()))(t)
	lines := must(access.Journal(w.ctx(), s))(t)
	var people []string
	for _, p := range must(s.People(w.ctx()))(t) {
		people = append(people, p.Email, p.First)
		if p.Unreadable || p.Stale {
			t.Errorf("%+v", p)
		}
	}
	return strings.Join(append(people, c.Name, c.City, m.IBAN, terms, lines[0], lines[3]), "\n")
}

// What was sealed under the first epoch stays readable after one rotation, two and
// fifty, in the running sessions and after a new start.
func TestOlderEpochsStayReadable(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	if err := errors.Join(saveMoney(w.ctx(), s, someMoney), saveTerms(w.ctx(), s, "thirty days")); err != nil {
		t.Fatal(err)
	}
	elise := w.elise(s, salesman, keys.Common, keys.People, keys.Sales, keys.Insight)
	elise.enter().Close(w.ctx())
	his := w.secondOwner(s).enter()
	want := contentOf(t, w, s)
	done := 0
	for _, until := range []int{1, 2, times(15, 50)} {
		for ; done < until; done++ {
			w.rotates(s)
		}
		for name, one := range map[string]*access.Session{"the one who rotates": s, "the other owner": his} {
			if got := contentOf(t, w, one); got != want {
				t.Errorf("%d rotations, %s:\n%s\nnot\n%s", done, name, got, want)
			}
		}
		_, newest, err := access.Epochs(w.ctx(), his, data.TableMembers)
		if err != nil || newest != uint32(done)+1 {
			t.Errorf("%d rotations: epoch %d, %v", done, newest, err)
		}
	}
	errs := errors.Join(s.Close(w.ctx()), his.Close(w.ctx()))
	w.restart()
	w.pass(time.Minute)
	if again := w.signIn(); errs != nil || contentOf(t, w, again) != want {
		t.Error("after a new start it reads otherwise", errs)
	}
	if got := elise.enter(); must(got.Company(w.ctx()))(t).Name != ownerCompany || len(must(got.People(w.ctx()))(t)) != 3 {
		t.Error("who was given the keys again reads otherwise")
	}
}

// A link of the chain that is gone, put back from elsewhere or flipped is told, and
// never read past.
func TestAnOlderKeyThatIsGone(t *testing.T) {
	for name, query := range map[string]string{
		"gone":      `DELETE FROM older WHERE epoch = 1 AND domain = 1`,
		"flipped":   `UPDATE older SET sealed = CAST(substr(sealed, 1, length(sealed)-1) || x'00' AS BLOB) WHERE epoch = 1 AND domain = 1`,
		"exchanged": `UPDATE older SET sealed = (SELECT o.sealed FROM older o WHERE o.epoch = 1 AND o.domain = 2) WHERE epoch = 1 AND domain = 1`,
		"behind it": `UPDATE older SET sealed = (SELECT o.sealed FROM older o WHERE o.epoch = 2 AND o.domain = 1) WHERE epoch = 1 AND domain = 1`,
		"no epoch":  `UPDATE company SET epoch = 0`,
		"too new":   `UPDATE company SET epoch = 9`,
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(false)
			w.elise(s, salesman, keys.Common, keys.People, keys.Sales, keys.Insight)
			w.rotates(s)
			w.rotates(s)
			s.Close(w.ctx())
			w.edit(query)
			w.pass(time.Minute)
			again := w.signIn()
			if _, err := again.Company(w.ctx()); !errors.Is(err, access.ErrTampered) {
				t.Error(err)
			}
		})
	}
}

// A former member who kept everything opens nothing of what comes after: no row, no
// line, no wrap, no seal of an older key. What he could open before, he still can.
func TestAFormerMemberOpensNothingNew(t *testing.T) {
	for _, way := range []string{"removed", "disabled", "ended"} {
		t.Run(way, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(false)
			elise := w.elise(s, salesman, keys.Common, keys.People, keys.Sales, keys.Insight)
			his := elise.enter()
			thief := must(access.Copies(w.ctx(), his))(t)
			id := userOf(t, s, eliseEmail).ID
			var err error
			switch way {
			case "removed":
				err = s.Remove(w.ctx(), id)
			case "disabled":
				err = s.Disable(w.ctx(), id)
			case "ended":
				w.now = time.Date(2028, 1, 2, 9, 0, 0, 0, time.UTC)
			}
			before := must(thief.Opens(w.ctx(), w.file))(t)
			c := must(s.Company(w.ctx()))(t)
			c.City = "Damme"
			err = errors.Join(err, saveCompany(w.ctx(), s, c), saveMoney(w.ctx(), s, someMoney), saveTerms(w.ctx(), s, "forty days"), s.ChangeName(w.ctx(), "Margaux", "Zonen"))
			if err != nil {
				t.Fatal(err)
			}
			w.invite(s, access.NewInvitation{Emails: []string{jorisEmail}, Language: "fr", Internal: true, Rights: []string{"users.view"}})
			if n := w.peekLive(`SELECT COUNT(*) FROM company WHERE epoch < 2`); n != int64(0) {
				t.Error("the change is sealed by a key that he has")
			}
			got := must(thief.Opens(w.ctx(), w.file))(t)
			if got.NewOpened != 0 || got.New < 8 || got.New <= before.New {
				t.Errorf("new: %d of %d opened; before: %+v", got.NewOpened, got.New, before)
			}
			if got.OldOpened == 0 {
				t.Error("he opens nothing at all: nothing is proved")
			}
			for n := 1; n > 0; {
				n = must(s.Reseal(w.ctx()))(t).Left
			}
			after := must(thief.Opens(w.ctx(), w.file))(t)
			if after.NewOpened != 0 || after.New <= got.New {
				t.Errorf("sealed anew: %+v, was %+v", after, got)
			}
			whole(t, w, s)
		})
	}
}

// After a rotation the first change of a table makes its sum anew by the new key;
// tables that nobody changed keep theirs and still agree.
func TestSumsAreMadeAnew(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.elise(s, salesman, keys.Common, keys.People, keys.Sales, keys.Insight)
	w.rotates(s)
	sums := func(table data.Table) string {
		sum, newest, err := access.Epochs(w.ctx(), s, table)
		if err != nil {
			t.Fatal(err)
		}
		return map[bool]string{true: "new", false: "old"}[sum == newest]
	}
	if sums(data.TableCompany) != "old" || sums(data.TableMembers) != "old" {
		t.Error("a rotation alone made a sum")
	}
	c := must(s.Company(w.ctx()))(t)
	c.City = "Damme"
	if err := saveCompany(w.ctx(), s, c); err != nil || sums(data.TableCompany) != "new" || sums(data.TableMembers) != "old" {
		t.Error(err, sums(data.TableCompany), sums(data.TableMembers))
	}
	// A row put back is still found by the sum of the new epoch.
	s.Close(w.ctx())
	w.restart()
	w.pass(time.Minute)
	s = w.signIn()
	if must(s.Company(w.ctx()))(t).City != "Damme" {
		t.Error("it reads otherwise after a new start")
	}
	w.joris(s, keys.Invite{Kind: keys.Internal})
	if sums(data.TableMembers) != "new" {
		t.Error("the sum of the members is the old one")
	}
	w.edit(`DELETE FROM members WHERE rowid = (SELECT max(rowid) FROM members)`)
	if _, err := s.People(w.ctx()); !errors.Is(err, access.ErrTampered) {
		t.Error("a row taken away:", err)
	}
}

// A line by the key of somebody who lost his entry is refused whatever statement it
// names: the newest, the last under which he stood, or none.
func TestALineByAFormerKey(t *testing.T) {
	lost := map[string]func(w *world, s *access.Session, id string) error{
		"removed":  func(w *world, s *access.Session, id string) error { return s.Remove(w.ctx(), id) },
		"disabled": func(w *world, s *access.Session, id string) error { return s.Disable(w.ctx(), id) },
	}
	for name, statement := range map[string]func(uint64) uint64{
		"the newest": func(n uint64) uint64 { return n }, "one before": func(n uint64) uint64 { return n - 1 },
		"his own time": func(n uint64) uint64 { return 2 }, "none": func(uint64) uint64 { return 0 }, "one to come": func(n uint64) uint64 { return n + 1 },
	} {
		for way, lose := range lost {
			t.Run(way+" "+name, func(t *testing.T) {
				w := newWorld(t)
				s := w.found(false)
				elise := w.elise(s, salesman, keys.Common, keys.People, keys.Sales, keys.Insight)
				thief := must(access.Copies(w.ctx(), elise.enter()))(t)
				if err := lose(w, s, userOf(t, s, eliseEmail).ID); err != nil {
					t.Fatal(err)
				}
				if err := thief.Writes(w.ctx(), w.file, statement); err != nil {
					t.Fatal(err)
				}
				if _, err := s.Company(w.ctx()); !errors.Is(err, access.ErrTampered) {
					t.Error("the running session:", err)
				}
				w.pass(time.Minute)
				e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
				if _, err := e.Enter(w.ctx()); !errors.Is(err, access.ErrTampered) {
					t.Error("the next sign-in:", err)
				}
			})
		}
	}
	// The same line by a member who stands is one: the test refuses nothing else.
	w := newWorld(t)
	s := w.found(false)
	thief := must(access.Copies(w.ctx(), w.elise(s, salesman, keys.Common, keys.People, keys.Sales, keys.Insight).enter()))(t)
	if err := thief.Writes(w.ctx(), w.file, func(n uint64) uint64 { return n }); err != nil {
		t.Fatal(err)
	}
	must(s.Company(w.ctx()))(t)
}

// A line may not name an earlier statement than the line before it, whoever signs.
func TestAStatementNeverFalls(t *testing.T) {
	for name, falls := range map[string]func(uint64) uint64{"one before": func(n uint64) uint64 { return n - 1 }, "none": func(uint64) uint64 { return 0 }} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(false)
			w.joris(s, keys.Invite{Kind: keys.Internal})
			thief := must(access.Copies(w.ctx(), s))(t) // an owner's own key
			if err := thief.Writes(w.ctx(), w.file, falls); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Company(w.ctx()); !errors.Is(err, access.ErrTampered) {
				t.Error(err)
			}
		})
	}
}
