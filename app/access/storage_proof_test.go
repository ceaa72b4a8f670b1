package access_test

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

var errStorage = errors.New("the storage failed")

// useCase is something a person does; run tells whether it was done.
type useCase struct {
	name  string
	start func(x *past) *frozen // nil: no file yet
	run   func(w *world) error
	done  func(w *world, r access.Reading) bool
}

func (w *world) entered() (*access.Session, error) {
	e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
	if (err == nil) == (e == nil) {
		return nil, errors.New("an entry and an error, or neither")
	}
	if err != nil {
		return nil, err
	}
	if !e.NeedsCode() {
		return e.Enter(w.ctx())
	}
	return e.Code(w.ctx(), w.code(0))
}

func useCases() []useCase {
	in := func(f func(*past) *frozen) func(*past) *frozen { return f }
	return []useCase{
		{"sign-in with code", in(func(p *past) *frozen { return &p.before }), func(w *world) error {
			s, err := w.entered()
			if err != nil && s != nil {
				return errors.New("an error and a session")
			}
			return err
		}, func(w *world, r access.Reading) bool {
			return access.LastActs(r, 1)[0] == "session.open" // the use case does not sign out
		}},
		{"enrolment", in(func(p *past) *frozen { return &p.founded }), func(w *world) error {
			s, err := w.entered()
			if err != nil {
				return err
			}
			f, err := s.BeginEnrolment(w.ctx(), ownerPassword)
			if err != nil {
				return err
			}
			w.seed = strings.ReplaceAll(f.Key(), " ", "")
			_, err = s.Enrol(w.ctx(), f, w.code(0))
			return err
		}, func(w *world, r access.Reading) bool { return strings.Contains(r.Ring, `"Seed"`) }},
		{"company change", in(func(p *past) *frozen { return &p.changed }), func(w *world) error {
			s, err := w.entered()
			if err != nil {
				return err
			}
			c, err := s.Company(w.ctx())
			if err != nil {
				return err
			}
			c.City = "Damme"
			return saveCompany(w.ctx(), s, c)
		}, func(w *world, r access.Reading) bool { return r.Company.City == "Damme" }},
		{"set-up", nil, func(w *world) error {
			_, err := w.door.Found(w.ctx(), w.founding(true))
			return err
		}, func(w *world, r access.Reading) bool { return r.Company.Name == ownerCompany }},
	}
}

// stage places the file of a use case in an empty folder and opens it over a
// storage whose calls are counted and of which the nth fails.
func (u useCase) stage(t *testing.T, p *past, dir string, nth int) (w *world, calls *int) {
	t.Helper()
	clear(t, dir)
	if u.start == nil {
		w = frozen{now: start}.place(t, dir, false)
		if err := os.Remove(w.path); err != nil {
			t.Fatal(err)
		}
		if err := must(data.Create(t.Context(), w.path, data.Options{}))(t).Close(); err != nil {
			t.Fatal(err)
		}
	} else {
		w = u.start(p).place(t, dir, true)
	}
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
	armed = true
	return w, &n
}

// Whichever call of the storage fails: nobody enters without proof, the state is
// the one before or the whole act, and trying again works (SECURITY 2, row 43).
func TestEveryFailingStorageCall(t *testing.T) {
	p := aPast(t)
	dir := ramFolder(t)
	for _, u := range useCases() {
		t.Run(u.name, func(t *testing.T) {
			w, calls := u.stage(t, &p, dir, 0)
			if err := u.run(w); err != nil {
				t.Fatal(err)
			}
			last := *calls
			if err := w.file.Close(); err != nil {
				t.Fatal(err)
			}
			if last < 8 {
				t.Fatalf("only %d calls: nothing is proved", last)
			}
			before, after := 0, 0
			for n := 1; n <= last; n += raced(8, 1) {
				if u.failing(t, &p, dir, n) {
					after++
				} else {
					before++
				}
			}
			figure(t, "%s: %d of its %d storage calls failed, each once: %d times as before, %d times whole, 0 wrong states, every retry worked",
				u.name, before+after, last, before, after)
		})
	}
}

// failing runs the use case with its nth storage call failing, judges the file
// through a new start of the program, and tries again.
func (u useCase) failing(t *testing.T, p *past, dir string, n int) (done bool) {
	t.Helper()
	w, _ := u.stage(t, p, dir, n)
	err := u.run(w)
	if !errors.Is(err, errStorage) {
		t.Fatalf("call %d failed and the person was told %v", n, err)
	}
	if err := w.file.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.open(data.Options{}); err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := w.file.Close(); err != nil {
			t.Fatal(err)
		}
	}()
	empty := must(w.door.Empty(w.ctx()))(t)
	if empty {
		if r := must(access.Check(w.ctx(), w.file))(t); r.Accounts+r.Companies+r.Lines+r.Rows != 0 {
			t.Fatalf("call %d: half a company %+v", n, r)
		}
	}
	if !empty || u.start != nil {
		done = u.state(t, w, n)
	}
	w.pass(2 * time.Minute)
	if done {
		return done
	}
	if err := u.run(w); err != nil {
		t.Fatalf("call %d: trying again: %v", n, err)
	}
	if !u.state(t, w, n) {
		t.Fatalf("call %d: trying again did nothing", n)
	}
	return done
}

// state reads everything and tells whether the act is in it.
func (u useCase) state(t *testing.T, w *world, n int) bool {
	t.Helper()
	if _, err := access.Check(w.ctx(), w.file); err != nil {
		t.Fatalf("call %d: %v", n, err)
	}
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	w.seed = access.FactorOf(e)
	e.Drop()
	r, s, err := w.fresh()
	if err != nil {
		t.Fatal(fmt.Errorf("call %d: %w", n, err))
	}
	if err := s.Close(w.ctx()); err != nil {
		t.Fatal(err)
	}
	return u.done(w, r)
}
