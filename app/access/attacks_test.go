package access_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// A session that began before a phone was enrolled elsewhere never proved it: it
// neither replaces that phone nor draws codes or a kit that stand in for it, until
// its unlocking asked the code.
func TestASessionFromBeforeThePhone(t *testing.T) {
	w := newWorld(t)
	before := w.found(false)
	w.pass(time.Minute)
	owner := &person{world: w, email: ownerEmail, password: ownerPassword}
	kit, old := must(before.BeginKit(w.ctx(), ownerPassword))(t), must(before.BeginEnrolment(w.ctx(), ownerPassword))(t)
	owner.enrol(w.signIn())
	w.pass(time.Minute)
	mine := owner.seed
	acts := func(s *access.Session, f *access.NewFactor) map[string]error {
		w.seed = strings.ReplaceAll(f.Key(), " ", "")
		_, enrolled := s.Enrol(w.ctx(), f, w.code(0))
		return map[string]error{"enrol": enrolled, "kit": s.RenewKit(w.ctx(), kit),
			"codes": s.RenewRecovery(w.ctx(), ownerPassword, must(s.NewRecovery())(t))}
	}
	for name, err := range acts(before, old) {
		if !errors.Is(err, access.ErrFactor) && (name != "codes" || !errors.Is(err, access.ErrInput)) {
			t.Errorf("%s by who never had the phone: %v", name, err)
		}
	}
	// Its ring knows of the phone by now; it proved it no more for that.
	if err := before.ChangeScreen(w.ctx(), access.Screen{Language: "nl", Theme: "dark", Scale: 125}); err != nil {
		t.Fatal(err)
	}
	for name, err := range acts(before, old) {
		if !errors.Is(err, access.ErrFactor) {
			t.Errorf("%s by who never had the phone: %v", name, err)
		}
	}
	l := must(before.Lock(w.ctx(), nil))(t)
	w.pass(time.Minute)
	w.seed = mine
	s := must(must(l.Unlock(w.ctx(), ownerPassword))(t).Code(w.ctx(), w.code(0)))(t)
	l = must(s.Lock(w.ctx(), nil))(t)
	w.pass(time.Minute)
	s = must(must(l.Unlock(w.ctx(), ownerPassword))(t).Enter(w.ctx()))(t)
	next := must(s.BeginEnrolment(w.ctx(), ownerPassword))(t)
	for name, err := range acts(s, next) {
		if err != nil {
			t.Errorf("%s by who proved it: %v", name, err)
		}
	}
}

// A factor that was wiped has the codes of nothing, which everybody can compute: it
// never comes into force. Nor do recovery codes that nobody can use.
func TestAWipedFactorIsNone(t *testing.T) {
	zero := strings.Repeat("A", 32)
	w := newWorld(t)
	s := w.found(false)
	f := must(s.BeginEnrolment(w.ctx(), ownerPassword))(t)
	f.Wipe()
	if _, err := s.Enrol(w.ctx(), f, must(totp.GenerateCode(zero, w.now))(t)); err == nil {
		t.Error("enrolled")
	}
	if on, _ := s.Factor(); on {
		t.Error("2FA of nothing is on")
	}
	w = newWorld(t)
	s = w.found(true)
	set := must(s.NewRecovery())(t)
	set.Wipe()
	if err := s.RenewRecovery(w.ctx(), ownerPassword, set); err == nil {
		t.Error("the codes in use are void, and no others are there")
	}
	s.Close(w.ctx())
	r := w.openKit()
	r.WithoutFactor()
	answers := w.withPhone(r, w.answers(r))
	answers.Factor.Wipe()
	if _, err := r.Finish(w.ctx(), answers); err == nil {
		t.Error("rescued")
	}
	w.openKit().Drop() // still in force
	f = nil
	w = newWorld(t)
	founding := w.founding(true)
	founding.Factor.Wipe()
	if _, err := w.door.Found(w.ctx(), founding); err == nil {
		t.Error("founded")
	}
}

// An enrolment in another window ends the duty of a session that was locked.
func TestADutyDoneElsewhere(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	if err := s.RequireFactor(w.ctx(), true); err != nil {
		t.Fatal(err)
	}
	first, second := elise.enter(), elise.enter()
	l := must(first.Lock(w.ctx(), nil))(t)
	elise.enrol(second)
	w.pass(time.Minute)
	first = must(must(l.Unlock(w.ctx(), elisePassword))(t).Code(w.ctx(), elise.phone()))(t)
	if first.Duty() != access.NoDuty {
		t.Error("it stays behind a wall that it can no longer leave:", first.Duty())
	}
}

// Clocks that are some minutes apart, and a member's line with a time of its own,
// keep no change of the door from those it is told to.
func TestNewsBySlowClocks(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	joris := w.secondOwner(s)
	elise := w.elise(s, nil, keys.Common)
	s.Close(w.ctx())
	joris.enter().Close(w.ctx())
	w.pass(time.Minute)
	w.signIn().Close(w.ctx())
	joris.enter().Close(w.ctx())
	w.pass(-6 * time.Minute) // Margaux comes in on a slow computer
	r := w.openKit()
	r.WithoutFactor()
	s = must(r.Finish(w.ctx(), w.withPhone(r, w.answers(r))))(t)
	if err := saveMoney(w.ctx(), s, someMoney); err != nil {
		t.Fatal(err)
	}
	w.pass(-2 * time.Minute) // Élise's is slower still
	hers := elise.enter()
	if err := access.Backdate(w.ctx(), hers, 1); err != nil {
		t.Fatal(err)
	}
	hers.Close(w.ctx())
	w.pass(10 * time.Minute)
	his := joris.enter()
	tells(t, his, access.NewsOtherKit, access.NewsMoney)
	his.Close(w.ctx())
	tells(t, s, access.NewsKitUsed, access.NewsReplaced, access.NewsMoney)
	his = joris.enter()
	tells(t, his)
}

// An older copy that an owner took in is told to the other owners, who did not see
// it happen, and to nobody twice.
func TestAnOlderCopyIsTold(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	joris := w.secondOwner(s)
	s.Close(w.ctx())
	joris.enter().Close(w.ctx())
	old := w.image()
	w.on("second", func(other *world) {
		p := *joris
		p.world = other
		p.enter().Close(w.ctx())
	})
	w.work(9)
	w.putBack(old)
	w.takes()
	w.on("second", func(other *world) {
		p := *joris
		p.world = other
		for _, want := range []bool{true, false} {
			s := p.enter()
			if news := kinds(must(s.News(w.ctx()))(t)); slices.Contains(news, access.NewsOlder) != want {
				t.Errorf("told %v, want an older copy %v", news, want)
			}
			s.Close(w.ctx())
		}
	})
	w.pass(time.Minute)
	s = must(w.come(false))(t)
	if news := kinds(must(s.News(w.ctx()))(t)); slices.Contains(news, access.NewsOlder) {
		t.Error("told to who did it, at a later sign-in:", news)
	}
}

// A clock that an owner lowered on one computer holds on another that had seen the
// later time: who works there need not wait for an owner to come by.
func TestALoweredClockHoldsElsewhere(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	s.Close(w.ctx())
	hers := func(do func(*person)) {
		w.on("hers", func(other *world) {
			p := *elise
			p.world = other
			do(&p)
		})
	}
	w.pass(10 * 24 * time.Hour) // her computer's clock is ten days fast
	hers(func(p *person) { p.enter().Close(w.ctx()) })
	w.pass(-10 * 24 * time.Hour)
	hers(func(p *person) {
		var clock *access.ClockError
		if _, err := must(p.door.Password(w.ctx(), p.email, p.password))(t).Enter(w.ctx()); !errors.As(err, &clock) || clock.Behind == 0 {
			t.Fatal(err)
		}
	})
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	e.TrustClock()
	must(e.Enter(w.ctx()))(t).Close(w.ctx())
	hers(func(p *person) { p.enter().Close(w.ctx()) })
}

// Another program renews the kit: copies for another place are sealed to the new
// one at once, and the overview raises no false alarm.
func TestAKitRenewedElsewhere(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	w.pass(time.Minute)
	other := w.signIn()
	kit := must(other.BeginKit(w.ctx(), ownerPassword))(t)
	if err := other.RenewKit(w.ctx(), kit); err != nil {
		t.Fatal(err)
	}
	if s, o := must(s.KitRecipient(w.ctx()))(t), must(other.KitRecipient(w.ctx()))(t); s != o {
		t.Error("copies go to a kit that is void")
	}
	if o := must(s.Overview(w.ctx()))(t); o.KitFault || o.KitNumber != 2 {
		t.Errorf("kit %d, fault %v", o.KitNumber, o.KitFault)
	}
}

// One line of the journal that does not open hides the report of its author alone.
func TestALineThatDoesNotOpen(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	s.Close(w.ctx())
	w.pass(time.Minute)
	elise.enter().Close(w.ctx())
	w.byHand(`UPDATE journal SET body = zeroblob(length(body)) WHERE seq = (SELECT max(seq) FROM journal)`)
	w.pass(time.Minute)
	s = w.signIn()
	for _, p := range must(s.People(w.ctx()))(t) {
		if p.Unreadable != (p.Email == eliseEmail) || p.Unreadable && p.First != "" {
			t.Errorf("%+v", p)
		}
	}
}

// A computer that saw lines beyond the copy, and none of the statements that were
// given up with them, follows the owner's word like any other; a second, silent
// return it still refuses.
func TestWhoSawLinesAloneFollows(t *testing.T) {
	for _, since := range []int{0, 6} {
		w := newWorld(t)
		w.found(true).Close(w.ctx())
		old := w.image()
		w.on("second", (*world).goes)
		w.work(9)
		w.putBack(old)
		w.takes()
		taken := w.image()
		for range since {
			w.goes()
		}
		w.on("second", (*world).goes)
		w.putBack(taken)
		w.on("second", func(c *world) { c.refuses(true, "a silent return") })
	}
}
