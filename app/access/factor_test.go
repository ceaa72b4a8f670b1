package access_test

import (
	"errors"
	"net/url"
	"os/exec"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
)

func TestEnrolment(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	if on, _ := s.Factor(); on {
		t.Fatal("skipped and yet on")
	}
	var wrong *access.WrongError
	if _, err := s.BeginEnrolment(w.ctx(), "Not-The-Password-9"); !errors.As(err, &wrong) {
		t.Fatal("enrolment without the password:", err)
	}
	f := must(s.BeginEnrolment(w.ctx(), ownerPassword))(t)
	w.seed = strings.ReplaceAll(f.Key(), " ", "")
	if _, err := s.Enrol(w.ctx(), f, "000000"); !errors.As(err, &wrong) {
		t.Fatal(err)
	}
	if on, _ := s.Factor(); on {
		t.Fatal("active before a right code")
	}
	if _, err := s.Enrol(w.ctx(), f, w.code(0)); err != nil {
		t.Fatal(err)
	}
	s.Close(w.ctx())
	w.restart()
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	if !e.NeedsCode() {
		t.Fatal("not asked")
	}
	if _, err := e.Code(w.ctx(), w.code(0)); !errors.Is(err, access.ErrUsedCode) {
		t.Fatal("the code that enrolled opens the door again:", err)
	}
}

// The old phone stays valid until the new one is proved.
func TestReplaceFactor(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	old := w.seed
	f := must(s.BeginEnrolment(w.ctx(), ownerPassword))(t)
	s.Close(w.ctx())
	w.pass(time.Minute)
	s = w.signIn()
	w.seed = strings.ReplaceAll(f.Key(), " ", "")
	if w.seed == old {
		t.Fatal("the same seed twice")
	}
	if _, err := s.Enrol(w.ctx(), f, w.code(0)); err != nil {
		t.Fatal(err)
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	w.seed = old
	if _, err := e.Code(w.ctx(), w.code(0)); err == nil {
		t.Fatal("the old phone still opens")
	}
}

func TestResumeEnrolment(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	f := must(s.BeginEnrolment(w.ctx(), ownerPassword))(t)
	state := must(f.State())(t)
	again := must(s.ResumeEnrolment(state))(t)
	if again.URI() != f.URI() || again.Key() != f.Key() {
		t.Fatal("another factor came back")
	}
	if _, err := s.ResumeEnrolment([]byte("x")); !errors.Is(err, access.ErrInput) {
		t.Fatal(err)
	}
}

func TestEnrolmentLearnsTheOffset(t *testing.T) {
	for _, off := range []int{-5, -3, 0, 4, 5} {
		w := newWorld(t)
		f := w.founding(false)
		f.Factor, f.Codes = must(w.setup.NewFactor("Shop", ownerEmail))(t), must(w.setup.NewRecovery())(t)
		w.seed = strings.ReplaceAll(f.Factor.Key(), " ", "")
		if ok := must(w.setup.Prove(f.Factor, w.code(off)))(t); !ok {
			t.Fatalf("%d steps refused at enrolment", off)
		}
		must(w.door.Found(w.ctx(), f))(t).Close(w.ctx())
		w.pass(10 * time.Minute)
		e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
		if _, err := e.Code(w.ctx(), w.code(off)); err != nil {
			t.Fatalf("%d steps: the learnt offset is not used: %v", off, err)
		}
	}
	// One step off is a code typed late, not a clock that deviates: both neighbours stay open.
	for _, off := range []int{-1, 1} {
		for _, then := range []int{-1, 0, 1} {
			w := newWorld(t)
			f := w.founding(false)
			f.Factor, f.Codes = must(w.setup.NewFactor("Shop", ownerEmail))(t), must(w.setup.NewRecovery())(t)
			w.seed = strings.ReplaceAll(f.Factor.Key(), " ", "")
			must(w.setup.Prove(f.Factor, w.code(off)))(t)
			must(w.door.Found(w.ctx(), f))(t).Close(w.ctx())
			w.pass(10 * time.Minute)
			e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
			if _, err := e.Code(w.ctx(), w.code(then)); err != nil {
				t.Errorf("enrolled %+d steps off, code %+d steps off: %v", off, then, err)
			}
		}
	}
	w := newWorld(t)
	f := must(w.setup.NewFactor("Shop", ownerEmail))(t)
	w.seed = strings.ReplaceAll(f.Key(), " ", "")
	for _, off := range []int{-6, 6} {
		if ok := must(w.setup.Prove(f, w.code(off)))(t); ok {
			t.Fatalf("%d steps accepted at enrolment", off)
		}
	}
}

// What one window learns of the clock is not lost when another one, which signed
// in before, writes what it remembers.
func TestLearntOffsetOutlivesAnotherWindow(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(time.Hour)
	other := w.signIn()
	w.pass(time.Hour)
	here := w.signIn()
	f := must(here.BeginEnrolment(w.ctx(), ownerPassword))(t)
	w.seed = strings.ReplaceAll(f.Key(), " ", "")
	if _, err := here.Enrol(w.ctx(), f, w.code(4)); err != nil {
		t.Fatal(err)
	}
	if err := other.Close(w.ctx()); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Hour)
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	if _, err := e.Code(w.ctx(), w.code(4)); err != nil {
		t.Fatal("the learnt offset is gone:", err)
	}
}

// Exactly the steps -1, 0 and +1 open the door (SECURITY 2, row 26).
func TestWindowOfAcceptedCodes(t *testing.T) {
	for off := -4; off <= 4; off++ {
		w := newWorld(t)
		w.found(true).Close(w.ctx())
		w.pass(10 * time.Minute)
		e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
		_, err := e.Code(w.ctx(), w.code(off))
		if accepted := err == nil; accepted != (off >= -1 && off <= 1) {
			t.Errorf("step %+d: %v", off, err)
		}
		var clock *access.ClockError
		if err != nil && !errors.As(err, &clock) {
			t.Errorf("step %+d: a deviating clock is called a wrong code: %v", off, err)
		}
	}
}

// A clock that was corrected since the offset was learnt costs one code, not access.
func TestCorrectedClockIsLearnt(t *testing.T) {
	w := newWorld(t)
	f := w.founding(false)
	f.Factor, f.Codes = must(w.setup.NewFactor("Shop", ownerEmail))(t), must(w.setup.NewRecovery())(t)
	w.seed = strings.ReplaceAll(f.Factor.Key(), " ", "")
	must(w.setup.Prove(f.Factor, w.code(5)))(t)
	must(w.door.Found(w.ctx(), f))(t).Close(w.ctx())
	w.pass(10 * time.Minute) // and from now on the clock is right
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	var clock *access.ClockError
	if _, err := e.Code(w.ctx(), w.code(0)); !errors.As(err, &clock) || !clock.Relearnt {
		t.Fatal(err)
	}
	w.pass(30 * time.Second)
	if _, err := e.Code(w.ctx(), w.code(0)); err != nil {
		t.Fatal("the next code:", err)
	}
}

func TestClockBehind(t *testing.T) {
	w := newWorld(t)
	w.found(true).Close(w.ctx())
	w.pass(time.Hour)
	w.signIn().Close(w.ctx())
	for _, c := range []struct {
		back   time.Duration
		behind bool
	}{{time.Second, false}, {9*time.Minute + 59*time.Second, false}, {10*time.Minute + time.Second, true}, {90 * 24 * time.Hour, true}, {56 * 365 * 24 * time.Hour, true}} {
		w.pass(-c.back)
		e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
		for _, code := range []string{w.code(0), "000000"} {
			var clock *access.ClockError
			_, err := e.Code(w.ctx(), code)
			if got := errors.As(err, &clock) && clock.Behind == c.back; got != c.behind {
				t.Errorf("%v back: %v", c.back, err)
			}
			if !c.behind && code == w.code(0) && !errors.Is(err, access.ErrUsedCode) {
				t.Errorf("%v back: %v", c.back, err)
			}
		}
		w.pass(c.back)
	}
}

// The owner's word lowers the mark: a signed `set clock`, then the door opens.
func TestTrustClock(t *testing.T) {
	w := newWorld(t)
	w.pass(48 * time.Hour) // the computer's clock was two days fast at the founding
	w.found(false).Close(w.ctx())
	w.pass(-48 * time.Hour)
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	var clock *access.ClockError
	if _, err := e.Enter(w.ctx()); !errors.As(err, &clock) || clock.Behind != 48*time.Hour {
		t.Fatal(err)
	}
	e.TrustClock()
	s := must(e.Enter(w.ctx()))(t)
	c := must(s.Company(w.ctx()))(t)
	c.City = "Gent"
	if err := saveCompany(w.ctx(), s, c); err != nil {
		t.Fatal("writing after the clock was set:", err)
	}
	s.Close(w.ctx())
	w.restart()
	w.pass(time.Minute)
	w.signIn()
	if r := must(access.Check(w.ctx(), w.file))(t); r.Statements != 2 {
		t.Fatalf("%+v", r)
	}
}

func TestURI(t *testing.T) {
	for _, c := range []struct{ company, label string }{
		{"Bedrijf & Zonen : Père", "Bedrijf & Zonen Père"}, {"A+B=C?#%", "A+B=C?#%"}, {":::", "Trousseau"},
		{"Wójcik Ζωή 東京", "Wójcik Ζωή 東京"}, {strings.Repeat("n", 80), strings.Repeat("n", 80)},
	} {
		w := newWorld(t)
		f := must(w.setup.NewFactor(c.company, "margaux+shop@bedrijf-zonen.be"))(t)
		u, err := url.Parse(f.URI())
		if err != nil {
			t.Fatal(err)
		}
		q := u.Query()
		key := strings.ReplaceAll(f.Key(), " ", "")
		if u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/"+c.label+":margaux+shop@bedrijf-zonen.be" ||
			q.Get("issuer") != c.label || q.Get("secret") != key || q.Get("digits") != "6" || q.Get("period") != "30" || q.Get("algorithm") != "SHA1" || len(q) != 5 {
			t.Errorf("%s", f.URI())
		}
		if strings.Contains(f.URI(), "+") {
			t.Errorf("a plus sign would be read as a space by some: %s", f.URI())
		}
		if len(key) != 32 {
			t.Errorf("%d characters of key: 160 bits are 32", len(key))
		}
	}
}

// An independent program computes the same codes.
func TestCodesAgreeWithOathtool(t *testing.T) {
	if _, err := exec.LookPath("oathtool"); err != nil {
		t.Skip("oathtool is not installed")
	}
	w := newWorld(t)
	for range 20 {
		f := must(w.setup.NewFactor("Shop", ownerEmail))(t)
		w.pass(7777 * time.Second)
		out, err := exec.Command("oathtool", "--totp", "-b", "-N", w.now.Format("2006-01-02 15:04:05 UTC"), strings.ReplaceAll(f.Key(), " ", "")).Output()
		if err != nil {
			t.Fatal(err)
		}
		if ok := must(w.setup.Prove(f, strings.TrimSpace(string(out))))(t); !ok {
			t.Fatalf("oathtool's code %s refused", out)
		}
	}
}
