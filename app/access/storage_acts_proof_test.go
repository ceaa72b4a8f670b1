package access_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// actCase is one act of which every storage call fails once. It says when it
// begins; what comes before, a sign-in mostly, is proved elsewhere.
type actCase struct {
	name string
	run  func(w *world, begin func()) error
}

// stand is a company with its recovery codes, and the same with more work done.
type stand struct {
	base, later frozen
	codes       []string
}

func newStand(t *testing.T) stand {
	t.Helper()
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	x := stand{base: w.freeze(), codes: w.codes}
	w.reopen()
	w.work(9)
	x.later = w.freeze()
	return x
}

// inside is an act of somebody signed in.
func inside(name string, act func(w *world, s *access.Session) error) actCase {
	return actCase{name, func(w *world, begin func()) error {
		s, err := w.entered()
		if err != nil {
			return err
		}
		w.pass(time.Minute) // the next code
		begin()
		return act(w, s)
	}}
}

// nobody makes a session beside an error a failure.
func nobody(s *access.Session, err error) error {
	if (err == nil) != (s != nil) {
		return errors.New("an error and a session, or neither")
	}
	return err
}

func actCases() []actCase {
	return append(signedIn(), atTheDoor()...)
}

func signedIn() []actCase {
	return []actCase{
		inside("password change", func(w *world, s *access.Session) error {
			return s.ChangePassword(w.ctx(), ownerPassword, newPassword, true)
		}),
		inside("policy change", func(w *world, s *access.Session) error { return s.SetPasswordRules(w.ctx(), false, "why") }),
		inside("idle lock", func(w *world, s *access.Session) error { return s.SetIdleLock(w.ctx(), 7) }),
		inside("mandatory factor", func(w *world, s *access.Session) error { return s.RequireFactor(w.ctx(), true) }),
		inside("money", func(w *world, s *access.Session) error { return saveMoney(w.ctx(), s, someMoney) }),
		inside("terms", func(w *world, s *access.Session) error { return saveTerms(w.ctx(), s, "dertig") }),
		inside("name", func(w *world, s *access.Session) error { return s.ChangeName(w.ctx(), "Margaux", "Zonen") }),
		inside("access review", func(w *world, s *access.Session) error {
			users, err := s.Users(w.ctx())
			if err != nil {
				return err
			}
			return s.ConfirmReview(w.ctx(), access.ReviewDone{Sheet: []byte("a sheet"), Kept: []string{users[0].ID}})
		}),
		inside("codes renewal", func(w *world, s *access.Session) error {
			_, err := renewCodes(w.ctx(), s, ownerPassword)
			return err
		}),
		inside("factor off", func(w *world, s *access.Session) error { return s.DropFactor(w.ctx(), ownerPassword, w.code(0)) }),
		inside("kit renewal", func(w *world, s *access.Session) error {
			kit, err := s.BeginKit(w.ctx(), ownerPassword)
			if err != nil {
				return err
			}
			return s.RenewKit(w.ctx(), kit)
		}),
		inside("new company", func(w *world, s *access.Session) error { return s.NewCompany(w.ctx(), garage) }),
		inside("billing details", func(w *world, s *access.Session) error {
			return saving(w.ctx(), s.Billing, s.ChangeBilling, someBilling)
		}),
		inside("agreement", func(w *world, s *access.Session) error {
			return saving(w.ctx(), s.Agreement, s.ChangeAgreement, someAgreement)
		}),
		inside("restore rows", func(w *world, s *access.Session) error {
			from, err := data.Open(w.ctx(), w.path+".copy", data.Options{})
			if err != nil {
				return err
			}
			err = bringBack(w.ctx(), s, from)
			return errors.Join(err, from.Close())
		}),
	}
}

func atTheDoor() []actCase {
	return []actCase{
		{"recovery code", func(w *world, begin func()) error {
			begin()
			e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
			if err != nil {
				return err
			}
			return nobody(e.Recovery(w.ctx(), w.codes[0]))
		}},
		{"kit and code", func(w *world, begin func()) error {
			return w.rescue(begin, func(r *access.Rescue) error { return r.Code(w.ctx(), w.code(0)) })
		}},
		{"kit and recovery code", func(w *world, begin func()) error {
			return w.rescue(begin, func(r *access.Rescue) error { return r.Recovery(w.ctx(), w.codes[0]) })
		}},
		{"kit alone", func(w *world, begin func()) error {
			return w.rescue(begin, func(r *access.Rescue) error { r.WithoutFactor(); return nil })
		}},
		{"older file", func(w *world, begin func()) error {
			begin()
			e, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
			if err != nil {
				return err
			}
			e.TakeOlder()
			return nobody(e.Code(w.ctx(), w.code(0)))
		}},
	}
}

// rescue goes the way of the kit.
func (w *world) rescue(begin func(), prove func(*access.Rescue) error) error {
	begin()
	r, err := w.door.Kit(w.ctx(), ownerEmail, w.kit.Code())
	if err != nil {
		return err
	}
	defer r.Drop()
	if err := prove(r); err != nil {
		return err
	}
	f := access.Rescued{Password: newPassword, Consent: true}
	if f.Kit, err = r.NewKit(); err != nil {
		return err
	}
	if f.Factor, err = r.NewFactor(w.ctx()); err != nil {
		return err
	}
	if f.Codes, err = r.NewRecovery(); err != nil {
		return err
	}
	phone := *w
	phone.seed = strings.ReplaceAll(f.Factor.Key(), " ", "")
	if ok, err := r.Prove(f.Factor, phone.code(0)); err != nil || !ok {
		return errors.Join(err, errors.New("not proved"))
	}
	return nobody(r.Finish(w.ctx(), f))
}

// stage places what the act begins with, opened over a storage whose nth call
// from the act's beginning on fails.
func (c actCase) stage(t *testing.T, x stand, dir string, nth int) (w *world, begin func(), calls *int) {
	t.Helper()
	clear(t, dir)
	from := x.base
	switch c.name {
	case "older file":
		from.anchors, from.now = x.later.anchors, x.later.now
	case "restore rows":
		from = x.later
	}
	w = from.place(t, dir, true)
	write(t, w.path+".copy", x.base.file)
	w.codes = x.codes
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
	return w, func() { armed = true }, &n
}

// shape is everything an act of these can change, read through a new start.
func (w *world) shape(t *testing.T) string {
	t.Helper()
	must(access.Check(w.ctx(), w.file))(t)
	old, oldErr := w.door.Password(w.ctx(), ownerEmail, ownerPassword)
	e, err := w.door.Password(w.ctx(), ownerEmail, newPassword)
	if (oldErr == nil) == (err == nil) {
		t.Fatal("both passwords open, or neither:", oldErr, err)
	}
	if err != nil {
		e = old
	}
	of := *w
	of.seed = access.FactorOf(e)
	w.pass(time.Minute)
	of.now = w.now
	var s *access.Session
	if e.NeedsCode() {
		s, err = e.Code(w.ctx(), of.code(0))
	} else {
		s, err = e.Enter(w.ctx())
	}
	var older *access.OlderError
	if errors.As(err, &older) {
		return "older"
	}
	if err != nil {
		t.Fatal(err)
	}
	kit, kitErr := w.door.Kit(w.ctx(), ownerEmail, w.kit.Code())
	if kitErr == nil {
		kit.Drop()
	}
	must(access.ReadAll(w.ctx(), s))(t)
	o := must(s.Overview(w.ctx()))(t)
	var acts []string
	for _, line := range must(access.Journal(w.ctx(), s))(t) {
		if name := strings.Fields(line)[2]; !strings.HasPrefix(name, "session.") {
			acts = append(acts, name)
		}
	}
	text := fmt.Sprint(oldErr == nil, kitErr == nil, of.seed == w.seed, of.seed == "", o.Last, o.KitNumber, o.KitFault, o.RecoveryLeft, must(s.Security(w.ctx()))(t).Lock,
		must(s.Security(w.ctx()))(t).House, o.Mandatory, must(s.Money(w.ctx()))(t), must(s.Terms(w.ctx()))(t), o.Company.Street, acts)
	if err := s.Close(w.ctx()); err != nil {
		t.Fatal(err)
	}
	return text
}

// look opens the file as the next start does and gives its shape.
func (w *world) look(t *testing.T) string {
	t.Helper()
	if err := w.file.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.open(data.Options{}); err != nil {
		t.Fatal(err)
	}
	return w.shape(t)
}

// Whichever call of the storage fails in an act on password, kit, codes, rules,
// money or an older file: nobody enters, the state is the one before or the whole
// act, and trying again works.
func TestEveryFailingStorageCallOfAnAct(t *testing.T) {
	x := newStand(t)
	dir := ramFolder(t)
	failed, whole := 0, 0
	for i, c := range actCases() {
		t.Run(c.name, func(t *testing.T) {
			w, _, _ := c.stage(t, x, dir, 0)
			before := w.look(t)
			w.file.Close()
			w, begin, calls := c.stage(t, x, dir, 0)
			if err := c.run(w, begin); err != nil {
				t.Fatal(err)
			}
			last := *calls
			after := w.look(t)
			w.file.Close()
			if last < 8 || before == after {
				t.Fatalf("%d calls, %q: nothing is proved", last, after)
			}
			each := raced(8, times(4, 1))
			for n := 1 + i%each; n <= last; n += each {
				failed++
				if c.failing(t, x, dir, n, before, after) {
					whole++
				}
			}
		})
	}
	figure(t, "%d storage calls of %d acts failed, each once: %d times as before, %d times whole, 0 wrong states, 0 sign-ins, every retry worked",
		failed, len(actCases()), failed-whole, whole)
}

func (c actCase) failing(t *testing.T, x stand, dir string, n int, before, after string) (done bool) {
	t.Helper()
	w, begin, _ := c.stage(t, x, dir, n)
	if err := c.run(w, begin); !errors.Is(err, errStorage) {
		t.Fatalf("call %d failed and the person was told %v", n, err)
	}
	got := w.look(t)
	defer func() {
		if err := w.file.Close(); err != nil {
			t.Fatal(err)
		}
	}()
	if !slices.Contains([]string{before, after}, got) {
		t.Fatalf("call %d left\n%s\nneither\n%s\nnor\n%s", n, got, before, after)
	}
	if got == after {
		return true
	}
	w.pass(2 * time.Minute)
	if err := c.run(w, func() {}); err != nil {
		t.Fatalf("call %d: trying again: %v", n, err)
	}
	if again := w.look(t); again != after {
		t.Fatalf("call %d: trying again left\n%s\nnot\n%s", n, again, after)
	}
	return false
}
