package access_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// openKit begins a rescue of the owner with the kit in force.
func (w *world) openKit() *access.Rescue {
	w.t.Helper()
	return must(w.door.Kit(w.ctx(), ownerEmail, w.kit.Code()))(w.t)
}

// answers is what a rescue asks beside the factor, with a new kit.
func (w *world) answers(r *access.Rescue) access.Rescued {
	w.t.Helper()
	return access.Rescued{Password: newPassword, Consent: true, Kit: must(r.NewKit())(w.t)}
}

// withPhone adds a new second factor to the answers.
func (w *world) withPhone(r *access.Rescue, f access.Rescued) access.Rescued {
	w.t.Helper()
	f.Factor, f.Codes = must(r.NewFactor(w.ctx()))(w.t), must(r.NewRecovery())(w.t)
	w.seed = strings.ReplaceAll(f.Factor.Key(), " ", "")
	if ok, err := r.Prove(f.Factor, w.code(0)); err != nil || !ok {
		w.t.Fatal(ok, err)
	}
	return f
}

// kinds are the kinds of the news, newest first.
func kinds(news []access.News) (out []access.NewsKind) {
	for _, n := range news {
		out = append(out, n.Kind)
	}
	return out
}

// tells wants certain news and no other, in any order.
func tells(t testing.TB, s *access.Session, want ...access.NewsKind) {
	t.Helper()
	got := kinds(must(s.News(t.Context()))(t))
	slices.Sort(got)
	slices.Sort(want)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("told %v, want %v", got, want)
	}
}

// lastLine wants the newest line of the journal to hold all of these.
func lastLine(t testing.TB, s *access.Session, parts ...string) {
	t.Helper()
	lines := must(access.Journal(t.Context(), s))(t)
	for _, part := range parts {
		if last := lines[len(lines)-1]; !strings.Contains(last, part) {
			t.Errorf("the newest line is %q, not with %q", last, part)
		}
	}
}

// The kit restores access in each of its four ways; what it replaces is void, what
// it makes is in force, and everybody concerned is told (F15, F16, DESIGN 5).
func TestRescue(t *testing.T) {
	for _, c := range []struct {
		name   string
		factor bool
		prove  func(w *world, r *access.Rescue) error
		by     string
		told   []access.NewsKind
		left   int
	}{
		{"code", true, func(w *world, r *access.Rescue) error { return r.Code(w.ctx(), w.code(0)) }, `"code"`, nil, 10},
		{"recovery code", true, func(w *world, r *access.Rescue) error { return r.Recovery(w.ctx(), w.codes[2]) }, `"recovery"`,
			[]access.NewsKind{access.NewsCode}, 9},
		{"neither phone nor codes", true, func(w *world, r *access.Rescue) error { r.WithoutFactor(); return nil }, `"enrolment"`,
			[]access.NewsKind{access.NewsReplaced}, 10},
		{"no second factor", false, func(w *world, r *access.Rescue) error { return nil }, `"none"`, nil, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			before := w.found(c.factor)
			w.pass(time.Hour)
			r := w.openKit()
			if r.NeedsCode() != c.factor || r.Email() != ownerEmail {
				t.Fatal(r.NeedsCode(), r.Email())
			}
			if err := c.prove(w, r); err != nil || r.NeedsCode() {
				t.Fatal(err)
			}
			f := w.answers(r)
			if c.by == `"enrolment"` {
				f = w.withPhone(r, f)
			}
			s := must(r.Finish(w.ctx(), f))(t)
			lastLine(t, s, "kit.use", c.by)
			w.rescued(s, before, r, f)
			o := must(s.Overview(w.ctx()))(t)
			if o.KitNumber != 2 || o.KitFault || o.RecoveryLeft != c.left || !o.KitMade.Equal(w.now) {
				t.Fatalf("%+v", o)
			}
			s.Close(w.ctx())
			w.pass(time.Minute)
			w.restart()
			e := must(w.door.Password(w.ctx(), ownerEmail, newPassword))(t)
			if e.NeedsCode() {
				s = must(e.Code(w.ctx(), w.code(0)))(t)
			} else {
				s = must(e.Enter(w.ctx()))(t)
			}
			tells(t, s, append(c.told, access.NewsKitUsed)...)
		})
	}
}

// rescued checks what a rescue leaves behind: neither the sessions from before nor
// the old password, the old kit or the rescue itself open anything.
func (w *world) rescued(s, before *access.Session, r *access.Rescue, f access.Rescued) {
	w.t.Helper()
	if err := before.ChangeName(w.ctx(), "A", "B"); !errors.Is(err, access.ErrEnded) {
		w.t.Error("a session from before the rescue writes:", err)
	}
	if _, err := r.Finish(w.ctx(), f); !errors.Is(err, access.ErrEnded) {
		w.t.Error("a rescue finishes twice:", err)
	}
	var wrong *access.WrongError
	if _, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword); !errors.As(err, &wrong) {
		w.t.Error("the old password opens:", err)
	}
	if _, err := w.door.Kit(w.ctx(), ownerEmail, w.kit.Code()); !errors.As(err, &wrong) {
		w.t.Error("the old kit opens:", err)
	}
	next := must(w.door.Kit(w.ctx(), ownerEmail, f.Kit.Code()))(w.t)
	if next.Email() != ownerEmail || must(next.NewKit())(w.t).Number() != 3 {
		w.t.Error("the new kit opens something else")
	}
	next.Drop()
	if err := s.ChangePassword(w.ctx(), newPassword, newPassword, true); !errors.Is(err, access.ErrReused) {
		w.t.Error("the rescue's password is not remembered:", err)
	}
	if err := s.ChangePassword(w.ctx(), newPassword, ownerPassword, true); !errors.Is(err, access.ErrReused) {
		w.t.Error("the password before the rescue is forgotten:", err)
	}
}

// A session in another program ends with the ring's key, as does one that is
// locked and one whose password was asked already.
func TestARescueEndsOtherPrograms(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(time.Minute)
	file := must(data.Open(w.ctx(), w.path, data.Options{}))(t)
	t.Cleanup(func() { file.Close() })
	second := *w
	second.use(file)
	other := second.signIn()
	w.pass(time.Minute)
	second.now = w.now
	locked := must(second.signIn().Lock(w.ctx(), nil))(t)
	w.pass(time.Minute)
	entry := must(second.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	r := w.openKit()
	if err := r.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal(err)
	}
	must(r.Finish(w.ctx(), w.answers(r)))(t)
	if err := other.SetIdleLock(w.ctx(), 7); !errors.Is(err, access.ErrEnded) {
		t.Error("the other program's session:", err)
	}
	if _, err := other.Company(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error("the other program's session still reads:", err)
	}
	var wrong *access.WrongError
	if _, err := locked.Unlock(w.ctx(), ownerPassword); !errors.As(err, &wrong) {
		t.Error("the other program's lock:", err)
	}
	if _, err := entry.Code(w.ctx(), w.code(1)); !errors.Is(err, access.ErrEnded) {
		t.Error("the other program's half-open door:", err)
	}
}

// A wrong kit and an unknown address cost the same words, on a count of their
// own: neither closes the door to the password, nor does that close the kit's.
func TestKitTries(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	other := must(w.setup.NewKit())(t).Code()
	var wrong, unknown *access.WrongError
	var locked *access.LockedError
	var input *access.InputError
	for i := range 5 {
		if _, err := w.door.Kit(w.ctx(), ownerEmail, other[:len(other)-1]); !errors.As(err, &input) || input.Field != "kit" {
			t.Fatal("a mistyped kit:", err)
		}
		_, a := w.door.Kit(w.ctx(), ownerEmail, other)
		_, b := w.door.Kit(w.ctx(), "nobody@bedrijf-zonen.be", other)
		if !errors.As(a, &wrong) || !errors.As(b, &unknown) || *wrong != *unknown || wrong.Left != 4-i {
			t.Fatalf("try %d: %v %v", i, a, b)
		}
	}
	for _, email := range []string{ownerEmail, "nobody@bedrijf-zonen.be"} {
		if _, err := w.door.Kit(w.ctx(), email, w.kit.Code()); !errors.As(err, &locked) {
			t.Fatal(email, err)
		}
	}
	if n := must(w.door.Try(w.ctx(), ownerEmail))(t).Failures; n != 0 {
		t.Fatalf("%d failures of the password after wrong kits", n)
	}
	w.pass(30 * time.Second)
	w.openKit().Drop()
	if n := must(w.door.KitTry(w.ctx(), ownerEmail))(t).Failures; n != 5 {
		t.Fatalf("%d failures of the kit after a right one", n)
	}
	must(must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t).Enter(w.ctx()))(t).Close(w.ctx())
	w.pass(time.Minute)
	for range 5 {
		w.wrong(ownerEmail)
	}
	if _, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword); !errors.As(err, &locked) {
		t.Fatal(err)
	}
	w.openKit().Drop()
	if n := must(w.door.Try(w.ctx(), ownerEmail))(t).Failures; n != 5 {
		t.Fatalf("%d failures of the password after a right kit", n)
	}
}

// What a rescue asks is asked: consent, a good password not used before, the next
// kit, and without phone and codes a proved new factor with its codes.
func TestRescueAsks(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(time.Minute)
	r := w.openKit()
	f := w.answers(r)
	if _, err := r.Finish(w.ctx(), f); !errors.Is(err, access.ErrEnded) {
		t.Fatal("finished without a second factor:", err)
	}
	if _, err := r.Rules(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Fatal("rules before the second factor:", err)
	}
	var wrong *access.WrongError
	if err := r.Code(w.ctx(), "000000"); !errors.As(err, &wrong) || !wrong.Code || !r.NeedsCode() {
		t.Fatal(err)
	}
	if err := r.Recovery(w.ctx(), must(w.setup.NewRecovery())(t).Codes()[0]); !errors.As(err, &wrong) || !wrong.Code || !r.NeedsCode() {
		t.Fatal(err)
	}
	if n := must(w.door.Try(w.ctx(), ownerEmail))(t).Failures; n != 2 {
		t.Fatalf("%d wrong codes counted", n)
	}
	r.WithoutFactor()
	full := w.withPhone(r, f)
	unproved := must(r.NewFactor(w.ctx()))(t)
	for field, bad := range map[string]func(*access.Rescued){
		"consent":  func(f *access.Rescued) { f.Consent = false },
		"factor":   func(f *access.Rescued) { f.Factor = nil },
		"factor ":  func(f *access.Rescued) { f.Factor = unproved },
		"factor  ": func(f *access.Rescued) { f.Codes = nil },
		"kit":      func(f *access.Rescued) { f.Kit = access.Kit{} },
		"kit ":     func(f *access.Rescued) { f.Kit = must(w.setup.NewKit())(t) }, // number 1
		"password": func(f *access.Rescued) { f.Password = "short" },
		"password ": func(f *access.Rescued) {
			f.Password = ownerPassword
		},
	} {
		answers := full
		bad(&answers)
		var input *access.InputError
		if _, err := r.Finish(w.ctx(), answers); !errors.As(err, &input) || input.Field != strings.TrimSpace(field) {
			t.Errorf("%s: %v", field, err)
		}
	}
	must(r.Finish(w.ctx(), full))(t).Close(w.ctx())
	w.pass(time.Minute)
	s := must(must(w.door.Password(w.ctx(), ownerEmail, newPassword))(t).Code(w.ctx(), w.code(0)))(t)
	if got := s.SignIns(); len(got) != 3 || got[1].Failed != 2 {
		t.Errorf("%+v: the wrong codes are not told", got)
	}
}

// A code that was judged is spent at the end, once; until then it is anybody's.
func TestRescueSpendsItsCodeAtTheEnd(t *testing.T) {
	for name, prove := range map[string]func(w *world, r *access.Rescue) error{
		"code":     func(w *world, r *access.Rescue) error { return r.Code(w.ctx(), w.code(0)) },
		"recovery": func(w *world, r *access.Rescue) error { return r.Recovery(w.ctx(), w.codes[0]) },
	} {
		w := newWorld(t)
		w.found(true).Close(w.ctx())
		w.pass(time.Minute)
		dropped, r := w.openKit(), w.openKit()
		for _, r := range []*access.Rescue{dropped, r} {
			if err := prove(w, r); err != nil {
				t.Fatal(name, err)
			}
		}
		dropped.Drop()
		e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
		var err error
		if name == "code" {
			_, err = e.Code(w.ctx(), w.code(0))
		} else {
			_, err = e.Recovery(w.ctx(), w.codes[0])
		}
		if err != nil {
			t.Fatal(name, "judging spent the code:", err)
		}
		if _, err := r.Finish(w.ctx(), w.answers(r)); !errors.Is(err, access.ErrUsedCode) {
			t.Fatal(name, "spent by another window:", err)
		}
		w.pass(time.Minute)
		if err := r.Code(w.ctx(), w.code(0)); err != nil {
			t.Fatal(err)
		}
		must(r.Finish(w.ctx(), w.answers(r)))(t)
		e = must(w.door.Password(w.ctx(), ownerEmail, newPassword))(t)
		if _, err := e.Code(w.ctx(), w.code(0)); !errors.Is(err, access.ErrUsedCode) {
			t.Fatal(name, "a code of the rescue opens again:", err)
		}
	}
}

// A rescue that was left standing is over after half an hour.
func TestARescueLeftStandingIsDropped(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(time.Hour)
	r := w.openKit()
	if err := r.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal(err)
	}
	f := w.answers(r)
	w.pass(30*time.Minute + time.Millisecond)
	if _, err := r.Rules(w.ctx()); !errors.Is(err, access.ErrLate) {
		t.Error("rules:", err)
	}
	if err := r.Code(w.ctx(), w.code(0)); !errors.Is(err, access.ErrLate) {
		t.Error("code:", err)
	}
	if _, err := r.Finish(w.ctx(), f); !errors.Is(err, access.ErrLate) {
		t.Error("finish:", err)
	}
	r = w.openKit()
	w.pass(30 * time.Minute)
	if err := r.Code(w.ctx(), w.code(0)); err != nil {
		t.Error("half an hour is allowed:", err)
	}
	w.pass(-31 * time.Minute)
	if _, err := r.Rules(w.ctx()); !errors.Is(err, access.ErrLate) {
		t.Error("a clock that was set back keeps it standing:", err)
	}
}
