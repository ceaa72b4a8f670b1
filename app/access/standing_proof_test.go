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

// losses are the ways in which a member's access ends while he works.
func losses() map[string]func(w *world, s *access.Session) error {
	return map[string]func(w *world, s *access.Session) error{
		"removed":  func(w *world, s *access.Session) error { return s.Remove(w.ctx(), userOf(w.t, s, eliseEmail).ID) },
		"disabled": func(w *world, s *access.Session) error { return s.Disable(w.ctx(), userOf(w.t, s, eliseEmail).ID) },
		"last day": func(w *world, _ *access.Session) error {
			w.now = time.Date(2028, 1, 1, 12, 0, 0, 0, time.UTC) // over everywhere on earth, nobody wrote
			return nil
		},
		"last day moved": func(w *world, s *access.Session) error {
			u := userOf(w.t, s, eliseEmail)
			if err := s.Grant(w.ctx(), u, access.GrantTo{Member: u.ID, Rights: u.Rights, Until: "2026-11-23"}); err != nil {
				return err
			}
			w.pass(4 * 24 * time.Hour)
			return nil
		},
	}
}

// A running session whose member lost his access ends at its next look and writes and
// reads nothing more, whatever it tries first.
func TestARunningSessionEndsAtItsNextLook(t *testing.T) {
	for name, lose := range losses() {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			s := w.found(false)
			elise := w.elise(s, []string{"customers.view", "settings.company", "users.edit_rights", "users.invite", "users.view"}, keys.Common, keys.People, keys.Sales, keys.Insight)
			if access.WatchEvery > time.Second {
				t.Error("a look comes later than a second")
			}
			looking, writing, reading := elise.enter(), elise.enter(), elise.enter()
			looks(t, soon, looking, writing, reading) // what is new to them is seen
			c := must(writing.Company(w.ctx()))(t)
			if err := lose(w, s); err != nil {
				t.Fatal(err)
			}
			lines, was := w.lines(), w.contents()
			if _, err := looking.Twins(w.ctx()); !errors.Is(err, access.ErrEnded) {
				t.Error("the look:", err)
			}
			after := c
			after.City = "Elsewhere"
			for what, err := range map[string]error{
				"his company": writing.ChangeCompany(w.ctx(), c, after), "his name": writing.ChangeName(w.ctx(), "Élise", "Other"),
				"his screen":    writing.ChangeScreen(w.ctx(), access.Screen{Language: "fr", Theme: "dark", Scale: 120}),
				"an invitation": func() error { _, err := writing.Invite(w.ctx(), invitation("new@kantoor.be")); return err }(),
				"sealing anew":  func() error { _, err := writing.Reseal(w.ctx()); return err }(),
				"reading":       func() error { _, err := reading.Company(w.ctx()); return err }(),
				"the users":     func() error { _, err := reading.Users(w.ctx()); return err }(),
			} {
				if !errors.Is(err, access.ErrEnded) {
					t.Errorf("%s: %v", what, err)
				}
			}
			for _, one := range []*access.Session{looking, writing, reading} {
				if err := one.Close(w.ctx()); err != nil && !errors.Is(err, access.ErrEnded) {
					t.Error(err)
				}
			}
			if w.lines() != lines || w.contents() != was {
				t.Error("he wrote something")
			}
			w.pass(time.Minute)
			if e, err := w.door.Password(w.ctx(), eliseEmail, elisePassword); err == nil {
				if _, err = e.Enter(w.ctx()); !errors.Is(err, access.ErrNoAccess) {
					t.Error("he comes in again:", err)
				}
			} else {
				t.Error(err)
			}
		})
	}
}

// What a member may do shows at the next look: rights, keys and the stamp by which
// the windows know that something is new.
func TestStandingFollowsTheFile(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, salesman, keys.Common, keys.People, keys.Sales, keys.Insight)
	his := elise.enter()
	first := his.Standing()
	if first.Owner || first.As != "" || !first.May("users.view") || first.May("users.invite") || !first.May("") || first.Company == "" ||
		!slices.Equal(first.Domains, []string{"common", "people", "sales", "insight"}) {
		t.Errorf("%+v", first)
	}
	looks(t, 1, his)
	if again := his.Standing(); again.Stamp != first.Stamp {
		t.Error("nothing is new, but the stamp")
	}
	if err := saveCompany(w.ctx(), s, must(s.Company(w.ctx()))(t)); err != nil {
		t.Fatal(err)
	}
	if err := grants(t, s, userOf(t, s, eliseEmail), "customers.view"); err != nil {
		t.Fatal(err)
	}
	if his.Standing().Stamp != first.Stamp {
		t.Error("it looked by itself")
	}
	looks(t, 1, his)
	if got := his.Standing(); got.Stamp == first.Stamp || got.May("users.view") || !slices.Equal(got.Domains, []string{"common", "sales", "insight"}) ||
		got.Member != first.Member {
		t.Errorf("%+v", got)
	}
	if own := s.Standing(); !own.Owner || len(own.Domains) != 5 || len(own.Rights) != len(keys.Catalogue()) || !slices.IsSorted(own.Rights) || !own.May("anything") {
		t.Errorf("%+v", own)
	}
	his.Close(w.ctx())
	if got := his.Standing(); got.Company != "" || got.Stamp != "" || len(got.Rights) != 0 {
		t.Errorf("after the end: %+v", got)
	}
}

// One of several companies that somebody loses is left out, in the running session and
// at the door; the others go on, and nothing is written in the lost one.
func TestALostCompanyIsLeftOut(t *testing.T) {
	for _, current := range []bool{true, false} {
		for name, lose := range losses() {
			if name == "last day" || name == "last day moved" {
				continue // of both at once
			}
			t.Run(map[bool]string{true: "current ", false: "other "}[current]+name, func(t *testing.T) {
				w := newWorld(t)
				s, first, second := w.withSecond(false)
				n := invitation(eliseEmail)
				n.Rights = append(n.Rights, "settings.company")
				his := w.acceptBy(must(s.InviteTo(w.ctx(), []string{first, second}, n))(t)[0].Code)
				lost, kept := second, first
				w.in(his, map[bool]string{true: lost, false: kept}[current])
				w.in(s, lost)
				if err := lose(w, s); err != nil {
					t.Fatal(err)
				}
				was := w.of(lost)
				_, err := his.Twins(w.ctx())
				if errors.Is(err, access.ErrEnded) != current {
					t.Fatal("the look:", err)
				}
				if !current {
					c := must(his.Company(w.ctx()))(t)
					c.City = "Damme"
					if err := errors.Join(saveCompany(w.ctx(), his, c), his.ChangeName(w.ctx(), "Élise", "Zonen")); err != nil {
						t.Error("the other company does not go on:", err)
					}
					if err := his.Switch(w.ctx(), lost); !errors.Is(err, access.ErrNoAccess) {
						t.Error("into the lost one:", err)
					}
				}
				his.Close(w.ctx())
				w.pass(time.Minute)
				again := must(must(w.door.Password(w.ctx(), eliseEmail, elisePassword))(t).Enter(w.ctx()))(t)
				if again.Standing().Company != kept || len(must(again.Companies(w.ctx()))(t)) != 1 {
					t.Errorf("%+v", must(again.Companies(w.ctx()))(t))
				}
				if err := errors.Join(again.ChangeName(w.ctx(), "Élise", "Aubert"), again.Close(w.ctx())); err != nil {
					t.Error(err)
				}
				if got := w.of(lost); got != was {
					t.Error("something was written in the company that was lost")
				}
			})
		}
	}
}

// A proof is the password and a code: wrong ones are counted as at the door, a right
// code is spent with its act and never twice, here or there.
func TestAProofIsCountedAndSpent(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	w.elise(s, nil, keys.Common).enter().Close(w.ctx())
	w.pass(time.Minute)
	id, lines := w.id(s, eliseEmail), w.lines()
	tries := func() uint32 { return uint32(must(w.door.Try(w.ctx(), ownerEmail))(t).Failures) }
	act := func(password, code string) error {
		_, err := s.ResetFactor(w.ctx(), access.Proof{Password: password, Code: code}, id, 1)
		return err
	}
	var wrong *access.WrongError
	if err := act(ownerPassword+"x", w.code(0)); !errors.As(err, &wrong) || wrong.Code || tries() != 1 {
		t.Error("a wrong password:", err, tries())
	}
	if err := act(ownerPassword, "000000"); !errors.As(err, &wrong) || !wrong.Code || tries() != 2 {
		t.Error("a wrong code:", err, tries())
	}
	if err := act(ownerPassword, ""); !errors.As(err, &wrong) || tries() != 3 {
		t.Error("no code:", err, tries())
	}
	var clock *access.ClockError
	if err := act(ownerPassword, w.code(9)); !errors.As(err, &clock) || tries() != 4 {
		t.Error("a code of another hour:", err, tries())
	}
	if w.lines() != lines {
		t.Error("a refused act wrote")
	}
	code := w.code(0)
	if err := act(ownerPassword, code); err != nil || tries() != 4 {
		t.Fatal(err, tries())
	}
	if err := act(ownerPassword, code); !errors.Is(err, access.ErrUsedCode) || tries() != 5 {
		t.Error("the code twice:", err, tries())
	}
	w.pass(time.Hour)
	if err := act(ownerPassword, w.codes[0]); err != nil {
		t.Fatal("a recovery code:", err)
	}
	if err := act(ownerPassword, w.codes[0]); !errors.As(err, &wrong) || tries() != 6 {
		t.Error("a recovery code twice:", err, tries())
	}
	w.pass(time.Hour)
	code = w.code(0)
	if err := act(ownerPassword, code); err != nil {
		t.Fatal(err)
	}
	if _, err := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t).Code(w.ctx(), code); !errors.Is(err, access.ErrUsedCode) {
		t.Error("the code at the door after the act:", err)
	}
	var locked *access.LockedError
	if err := act(ownerPassword, w.code(1)); !errors.As(err, &locked) {
		t.Error("tries do not lock:", err)
	}
	if _, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword); !errors.As(err, &locked) {
		t.Error("the door is not locked with them:", err)
	}
}

// A right that was lost between the proof and the act counts: nothing is done, and
// the code is not spent.
func TestAProofOfSomebodyWhoLostTheRight(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	w.elise(s, nil, keys.Common).enter().Close(w.ctx())
	joris := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"users.reset_2fa", "users.view"}}, keys.Common, keys.People)
	his := joris.enter()
	joris.enrol(his)
	w.pass(time.Minute)
	id := w.id(s, eliseEmail)
	if err := grants(t, s, userOf(t, s, jorisEmail), "users.view"); err != nil {
		t.Fatal(err)
	}
	lines := w.lines()
	if _, err := his.ResetFactor(w.ctx(), joris.proof(), id, 1); !errors.Is(err, access.ErrForbidden) || w.lines() != lines {
		t.Error(err)
	}
	if got := must(w.door.Try(w.ctx(), jorisEmail))(t); got.Failures != 0 {
		t.Errorf("a right code was counted: %+v", got)
	}
	must(must(w.door.Password(w.ctx(), jorisEmail, jorisPassword))(t).Code(w.ctx(), joris.phone()))(t)
}

// Whatever call of the storage fails between proof and act: the code is spent exactly
// when the act is in the file, and at most the one try is counted.
func TestAProofIsSpentWithItsAct(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	w.elise(s, nil, keys.Common).enter().Close(w.ctx())
	s.Close(w.ctx())
	if err := w.file.Close(); err != nil {
		t.Fatal(err)
	}
	done, undone := 0, 0
	for at := 1; ; at += raced(9, times(2, 1)) {
		w.pass(20 * time.Minute) // what was counted waits no more
		n, armed := 0, false
		w.use(must(data.Open(w.ctx(), w.path, data.Options{TestOnlyHook: func(string) error {
			if !armed {
				return nil
			}
			if n++; n == at {
				return errStorage
			}
			return nil
		}}))(t))
		s := w.signIn()
		w.pass(time.Minute)
		id, lines, code := w.id(s, eliseEmail), w.lines(), w.code(0)
		armed = true
		_, err := s.ResetFactor(w.ctx(), access.Proof{Password: ownerPassword, Code: code}, id, 1)
		armed = false
		if at > n {
			if err != nil {
				t.Fatal(err)
			}
			break // no such call
		}
		e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
		again, entering := e.Code(w.ctx(), code)
		if acted := w.lines() > lines+map[bool]int{true: 1}[entering == nil]; acted != errors.Is(entering, access.ErrUsedCode) || !acted && entering != nil {
			t.Fatalf("call %d: %v; done %v, and the code at the door: %v", at, err, acted, entering)
		} else if acted {
			done++
		} else {
			undone++
		}
		if again != nil {
			again.Close(w.ctx())
		}
		if err := w.file.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if undone == 0 {
		t.Error("nothing is proved")
	}
	figure(t, "a proof: %d storage calls failed, each once: %d acts not done and their codes good, %d done and theirs spent", done+undone, undone, done)
}
