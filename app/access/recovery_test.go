package access_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/app/keys/keystest"
)

// wantCodes signs in with one of the codes: they are in force.
func (w *world) wantCodes(codes []string) {
	w.t.Helper()
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(w.t)
	must(e.Recovery(w.ctx(), codes[0]))(w.t).Close(w.ctx())
}

// At no moment are codes in force that can never be shown (F13): whatever a lock
// cuts off, the draft it seals holds the codes, and the next session says whether
// they count. The draft is taken before the act, as a window's is while it runs.
func TestALockLosesNoCodesOfAnEnrolment(t *testing.T) {
	for _, written := range []bool{false, true} {
		for _, replace := range []bool{false, true} {
			w := newWorld(t)
			s := w.found(replace)
			w.pass(time.Minute)
			f := must(s.BeginEnrolment(w.ctx(), ownerPassword))(t)
			state := must(f.State())(t)
			var shown []string
			if written {
				w.seed = strings.ReplaceAll(f.Key(), " ", "")
				shown = must(s.Enrol(w.ctx(), f, w.code(0)))(t).Codes()
				f.Wipe() // as its window does behind the lock
			}
			s, draft := w.relock(s, state)
			again := must(s.ResumeEnrolment(draft))(t)
			set, on := s.Enrolled(again)
			if on != written {
				t.Fatalf("written %v: told %v", written, on)
			}
			if !written {
				if set != nil {
					t.Fatal("codes that count for nothing are shown")
				}
				continue
			}
			if set == nil || !slices.Equal(set.Codes(), shown) {
				t.Fatal("the codes in force cannot be shown any more")
			}
			codes := set.Codes()
			s.Close(w.ctx())
			w.wantCodes(codes)
		}
	}
}

// The same where new codes are asked.
func TestALockLosesNoRenewedCodes(t *testing.T) {
	for _, written := range []bool{false, true} {
		w := newWorld(t)
		s := w.found(true)
		w.pass(time.Minute)
		set := must(s.NewRecovery())(t)
		if s.HasRecovery(set) {
			t.Fatal("in force as soon as they are drawn")
		}
		state, codes := must(set.State())(t), set.Codes()
		if written {
			if err := s.RenewRecovery(w.ctx(), ownerPassword, set); err != nil {
				t.Fatal(err)
			}
			set.Wipe()
		}
		s, draft := w.relock(s, state)
		again := must(s.ResumeRecovery(draft))(t)
		if s.HasRecovery(again) != written || !slices.Equal(again.Codes(), codes) {
			t.Fatalf("written %v: in force %v", written, s.HasRecovery(again))
		}
		if !written {
			codes = w.codes // the older ones stay
		}
		s.Close(w.ctx())
		w.wantCodes(codes)
		if s = w.signIn(); written && (!s.HasRecovery(again) || must(s.Overview(w.ctx()))(t).RecoveryLeft != 9) {
			t.Error("a used code makes the other nine strange")
		}
	}
}

// Codes that another program replaced meanwhile are not shown as if they counted.
func TestReplacedCodesAreNotInForce(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.pass(time.Minute)
	f := must(s.BeginEnrolment(w.ctx(), ownerPassword))(t)
	w.seed = strings.ReplaceAll(f.Key(), " ", "")
	set := must(s.Enrol(w.ctx(), f, w.code(0)))(t)
	if !s.HasRecovery(set) {
		t.Fatal("not in force")
	}
	must(renewCodes(w.ctx(), s, ownerPassword))(t)
	if codes, on := s.Enrolled(f); codes != nil || !on || s.HasRecovery(set) {
		t.Error("void codes are shown")
	}
	s.Close(w.ctx())
	if _, on := s.Enrolled(f); on || s.HasRecovery(set) {
		t.Error("a session that ended tells something")
	}
}

// A factor of the set-up, for which no session asked the password, is none here.
func TestEnrolTakesItsOwnFactorsAlone(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	f := must(w.setup.NewFactor("Shop", ownerEmail))(t)
	w.seed = strings.ReplaceAll(f.Key(), " ", "")
	if _, err := s.Enrol(w.ctx(), f, w.code(0)); !errors.Is(err, access.ErrInput) {
		t.Fatal(err)
	}
	if on, _ := s.Factor(); on {
		t.Fatal("enrolled")
	}
}

// Under the NIST rules a password may have 8 to 14 characters beside a second
// factor alone (SP 800-63B-4, 3.1.1.2): who leaves it changes the password first.
func TestLeavingTheFactorAsksALongPassword(t *testing.T) {
	const short = "Kulma4-vo"
	for _, c := range []struct {
		name, password string
		house          bool
		least          int
	}{
		{"NIST, 9 characters", short, false, 15},
		{"NIST, 14 characters", "Kulma4-vogoZ-t", false, 15},
		{"NIST, 15 characters", "Kulma4-vogoZ-ti", false, 0},
		{"house, 12 characters", "Kulma4-vogoZ", true, 0},
	} {
		w := newWorld(t)
		s := w.found(true)
		w.pass(time.Minute)
		if !c.house {
			if err := s.SetPasswordRules(w.ctx(), false, "why"); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.ChangePassword(w.ctx(), ownerPassword, c.password, true); err != nil {
			t.Fatal(c.name, err)
		}
		err := s.DropFactor(w.ctx(), c.password, w.code(0))
		var short *access.ShortError
		var input *access.InputError
		if c.least == 0 {
			if on, _ := s.Factor(); err != nil || on {
				t.Errorf("%s: %v", c.name, err)
			}
			continue
		}
		if !errors.As(err, &short) || short.Least != c.least || !errors.As(err, &input) || input.Field != "password" || strings.Contains(err.Error(), c.password) {
			t.Errorf("%s: %v", c.name, err)
		}
		if on, _ := s.Factor(); !on {
			t.Errorf("%s: the second factor is gone", c.name)
		}
		// Nothing was counted or spent: the same code serves after a longer password.
		if err := s.ChangePassword(w.ctx(), c.password, "Kulma4-vogoZ-tizre-7P", true); err != nil {
			t.Fatal(c.name, err)
		}
		if err := s.DropFactor(w.ctx(), "Kulma4-vogoZ-tizre-7P", w.code(0)); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// A short password that is being set while another window leaves the second
// factor does not come through by the rules as they were read first.
func TestAShortPasswordIsJudgedWhenItIsWritten(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	if err := s.SetPasswordRules(w.ctx(), false, "why"); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	there := w.signIn()
	w.pass(time.Minute)
	kdf, o := &slowKDF{}, w.options()
	o.KDF = kdf
	here := must(must(access.New(w.file, o).Password(w.ctx(), ownerEmail, ownerPassword))(t).Code(w.ctx(), w.code(0)))(t)
	w.pass(time.Minute)
	kdf.meanwhile = func() {
		if err := there.DropFactor(w.ctx(), ownerPassword, w.code(0)); err != nil {
			t.Fatal(err)
		}
	}
	var input *access.InputError
	if err := here.ChangePassword(w.ctx(), ownerPassword, "Kulma4-vo", true); !errors.As(err, &input) || !errors.Is(err, access.ErrWeak) {
		t.Fatal(err)
	}
	if err := here.ChangePassword(w.ctx(), ownerPassword, "Kulma4-vogoZ-ti", true); err != nil {
		t.Fatal("a long one:", err)
	}
}

// The password that is judged when the factor goes is the one in force then: one
// that another window made short in the meantime does not slip through.
func TestThePasswordOfLeavingTheFactorIsTheOneInForce(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	if err := s.SetPasswordRules(w.ctx(), false, "why"); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	kdf, o := &slowKDF{}, w.options()
	o.KDF = kdf
	here := must(must(access.New(w.file, o).Password(w.ctx(), ownerEmail, ownerPassword))(t).Code(w.ctx(), w.code(0)))(t)
	w.pass(time.Minute)
	kdf.meanwhile = func() {
		if err := s.ChangePassword(w.ctx(), ownerPassword, "Kulma4-vo", true); err != nil {
			t.Fatal(err)
		}
	}
	if err := here.DropFactor(w.ctx(), ownerPassword, w.code(0)); !errors.Is(err, access.ErrChanged) {
		t.Fatal(err)
	}
	if on, _ := s.Factor(); !on {
		t.Fatal("the factor is gone")
	}
	var short *access.ShortError
	if err := here.DropFactor(w.ctx(), "Kulma4-vo", w.code(0)); !errors.As(err, &short) {
		t.Fatal(err)
	}
}

// slowKDF lets something happen while it stretches, once.
type slowKDF struct {
	keystest.KDF
	meanwhile func()
}

// Stretch gives 32 bytes.
func (k *slowKDF) Stretch(password, salt []byte, p keys.Params) []byte {
	if f := k.meanwhile; f != nil {
		k.meanwhile = nil
		f()
	}
	return k.KDF.Stretch(password, salt, p)
}
