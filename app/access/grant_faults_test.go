package access_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// rightsAct is an act on somebody's rights; done tells by the list whether it is in
// the file.
type rightsAct struct {
	name string
	run  func(w *world, s *access.Session, u access.User) error
	done func(u access.User, there bool) bool
}

func rightsActs() []rightsAct {
	has := func(right string) func(access.User, bool) bool {
		return func(u access.User, there bool) bool { return there && slices.Contains(u.Rights, right) }
	}
	return []rightsAct{
		{"grant", func(w *world, s *access.Session, u access.User) error {
			return s.Grant(w.ctx(), u, access.GrantTo{Member: u.ID, Internal: true, Rights: []string{"payouts.view"}})
		}, has("payouts.view")},
		{"disable", func(w *world, s *access.Session, u access.User) error { return s.Disable(w.ctx(), u.ID) },
			func(u access.User, there bool) bool { return there && u.State == access.UserDisabled }},
		{"remove", func(w *world, s *access.Session, u access.User) error { return s.Remove(w.ctx(), u.ID) },
			func(_ access.User, there bool) bool { return !there }},
		{"share", func(w *world, s *access.Session, u access.User) error {
			return s.ShareOwnership(w.ctx(), access.Proof{Password: ownerPassword}, u.ID)
		}, func(u access.User, there bool) bool { return there && u.Owner }},
		{"transfer", func(w *world, s *access.Session, u access.User) error {
			return s.Transfer(w.ctx(), access.Proof{Password: ownerPassword}, u.ID, access.Proof{Password: elisePassword})
		}, func(u access.User, there bool) bool { return there && u.Owner }},
		{"templates", func(w *world, s *access.Session, u access.User) error {
			return s.SetTemplates(w.ctx(), nil, []access.Template{{Key: "Winkel"}})
		}, nil},
	}
}

// Whichever call of the storage fails in an act on rights: the file holds the whole
// act or nothing of it, every signature agrees, and trying again works.
func TestEveryFailingStorageCallOfRights(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.elise(s, []string{"customers.view", "users.view"}, keys.Common, keys.People, keys.Sales, keys.Insight).enter().Close(w.ctx())
	s.Close(w.ctx())
	from := w.freeze()
	dir := ramFolder(t)
	for _, a := range rightsActs() {
		t.Run(a.name, func(t *testing.T) {
			if a.failing(t, from, dir, 0) == nil {
				t.Fatal("it is not counted")
			}
			failed, whole := 0, 0
			for n := 1; ; n += raced(7, times(2, 1)) {
				done := a.failing(t, from, dir, n)
				if done == nil {
					break
				}
				failed++
				if *done {
					whole++
				}
			}
			if failed < 8/raced(7, 2) {
				t.Errorf("%d calls: nothing is proved", failed)
			}
			figure(t, "%s: %d storage calls failed, each once: %d times as before, %d times whole", a.name, failed, failed-whole, whole)
		})
	}
}

// failing runs the act over a storage whose nth call fails and looks at the file; nil
// where it has no nth call. With 0 none fails.
func (a rightsAct) failing(t *testing.T, from frozen, dir string, nth int) *bool {
	t.Helper()
	clear(t, dir)
	w := from.place(t, dir, true)
	w.pass(2 * time.Minute)
	n, armed := 0, false
	if err := w.open(data.Options{TestOnlyHook: func(string) error {
		if !armed {
			return nil
		}
		if n++; n == nth {
			return errStorage
		}
		return nil
	}}); err != nil {
		t.Fatal(err)
	}
	s := w.signIn()
	u := userOf(t, s, eliseEmail)
	armed = true
	err := a.run(w, s, u)
	armed = false
	if nth == 0 && err != nil || nth > 0 && n >= nth && !errors.Is(err, errStorage) {
		t.Fatalf("call %d: %v", nth, err)
	}
	if nth > n {
		return nil
	}
	done := a.look(t, w)
	if nth == 0 && !done {
		t.Fatal("it did nothing")
	}
	if !done {
		w.pass(2 * time.Minute)
		again := w.signIn()
		if err := a.run(w, again, userOf(t, again, eliseEmail)); err != nil {
			t.Fatalf("call %d: trying again: %v", nth, err)
		}
		if !a.look(t, w) {
			t.Fatalf("call %d: trying again did nothing", nth)
		}
	}
	if err := w.file.Close(); err != nil {
		t.Fatal(err)
	}
	return &done
}

// look reads the file as the next start does and tells whether the act is in it.
func (a rightsAct) look(t *testing.T, w *world) bool {
	t.Helper()
	if err := w.file.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.open(data.Options{}); err != nil {
		t.Fatal(err)
	}
	w.pass(2 * time.Minute)
	s := w.signIn()
	defer s.Close(w.ctx()) // the next start reads again
	whole(t, w, s)
	if a.done == nil {
		return len(must(s.Templates(w.ctx()))(t)) > len(access.BuiltInTemplates())
	}
	for _, u := range must(s.Users(w.ctx()))(t) {
		if u.Email == eliseEmail {
			return a.done(u, true)
		}
	}
	return a.done(access.User{}, false)
}
