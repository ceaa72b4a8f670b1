package access_test

import (
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// known changes a member's password that is known.
func (p *person) known(s *access.Session, password string) error {
	p.t.Helper()
	kit := must(s.BeginKit(p.ctx(), p.password))(p.t)
	err := s.KnownPassword(p.ctx(), p.proof(), password, true, kit)
	if err == nil {
		p.password, p.kit = password, kit
	}
	return err
}

// A password that somebody else may know: everything is new, in one act. Other
// sessions are over, the old password and kit open nothing, domains begin anew, and
// each owner has an alert until he ticks it off.
func TestAKnownPassword(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	joris := w.secondOwner(s)
	elise := w.elise(s, []string{"customers.view"}, keys.Common, keys.Sales, keys.Insight)
	his, other := joris.enter(), elise.enter()
	elise.enrol(other)
	other.Close(w.ctx())
	mine, thief := elise.enter(), elise.enter()
	old, oldKit := elise.password, elise.kit
	if err := mine.KnownPassword(w.ctx(), elise.proof(), newPassword, true, access.Kit{}); !errors.Is(err, access.ErrInput) {
		t.Fatal("without a kit:", err)
	}
	if err := elise.known(mine, old); !errors.Is(err, access.ErrReused) {
		t.Fatal("the same password:", err)
	}
	if err := elise.known(mine, newPassword); err != nil {
		t.Fatal(err)
	}
	lastLine(t, s, "password.known", "rotated")
	if err := mine.ChangeName(w.ctx(), "Élise", "Zonen"); err != nil {
		t.Error("this session is over too:", err)
	}
	if _, err := mine.Twins(w.ctx()); err != nil {
		t.Error("its watch is:", err)
	}
	if _, err := thief.Company(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error("another session goes on:", err)
	}
	var wrong *access.WrongError
	if _, err := w.door.Password(w.ctx(), eliseEmail, old); !errors.As(err, &wrong) {
		t.Error("the old password opens:", err)
	}
	if _, err := w.door.Kit(w.ctx(), eliseEmail, oldKit.Code()); !errors.As(err, &wrong) {
		t.Error("the old kit opens:", err)
	}
	must(w.door.Kit(w.ctx(), eliseEmail, elise.kit.Code()))(t).Drop()
	for name, owner := range map[string]*access.Session{"Margaux": s, "Joris": his} {
		alerts := must(owner.Alerts(w.ctx()))(t)
		if len(alerts) != 1 || alerts[0].Kind != access.AlertKnown || alerts[0].Who != w.id(s, eliseEmail) {
			t.Fatalf("%s: %+v", name, alerts)
		}
	}
	if n := len(must(mine.Alerts(w.ctx()))(t)); n != 0 {
		t.Error("somebody who is no owner has alerts")
	}
	w.ticked(s, his, joris)
	mine.Close(w.ctx())
	elise.enter().Close(w.ctx())
	if _, err := access.Check(w.ctx(), w.file); err != nil {
		t.Error(err)
	}
}

// ticked wants an alert to go with the tick, for this owner and nobody else, and to
// outlast a sign-out.
func (w *world) ticked(s, his *access.Session, joris *person) {
	w.t.Helper()
	id := must(s.Alerts(w.ctx()))(w.t)[0].ID
	if err := s.TickAlert(w.ctx(), id); err != nil {
		w.t.Fatal(err)
	}
	lastLine(w.t, s, "alert.tick")
	if err := s.TickAlert(w.ctx(), id); !errors.Is(err, access.ErrChanged) {
		w.t.Error("ticked twice:", err)
	}
	his.Close(w.ctx())
	his = joris.enter()
	if n := len(must(his.Alerts(w.ctx()))(w.t)); n != 1 {
		w.t.Errorf("%d alerts after signing in again", n)
	}
	s.Close(w.ctx())
	w.pass(time.Minute)
	if n := len(must(w.signIn().Alerts(w.ctx()))(w.t)); n != 0 {
		w.t.Errorf("%d alerts are back", n)
	}
}

// Said at the door, it is a duty: nothing else is done before, also after a lock.
func TestAKnownPasswordAtTheDoor(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), ownerEmail, ownerPassword))(t)
	e.Known()
	s := must(e.Enter(w.ctx()))(t)
	if s.Duty() != access.DutyKnown {
		t.Fatal("no duty")
	}
	if err := s.SetIdleLock(w.ctx(), 9); !errors.Is(err, access.ErrDuty) {
		t.Fatal(err)
	}
	l := must(s.Lock(w.ctx(), nil))(t)
	s = must(must(l.Unlock(w.ctx(), ownerPassword))(t).Enter(w.ctx()))(t)
	if s.Duty() != access.DutyKnown {
		t.Fatal("a lock ends the duty")
	}
	kit := must(s.BeginKit(w.ctx(), ownerPassword))(t)
	if err := s.KnownPassword(w.ctx(), access.Proof{Password: ownerPassword}, newPassword, true, kit); err != nil || s.Duty() != access.NoDuty {
		t.Fatal(err, s.Duty())
	}
	if alerts := must(s.Alerts(w.ctx()))(t); len(alerts) != 1 {
		t.Errorf("the owner himself: %+v", alerts)
	}
	if o := must(s.Overview(w.ctx()))(t); o.KitNumber != 2 || o.KitFault {
		t.Errorf("%+v", o)
	}
}

// Another address: found by it, everything else as it was, in all sessions and locks
// that began before.
func TestAnotherAddress(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	elise.enter().Close(w.ctx())
	w.pass(time.Minute)
	other := w.signIn()
	l := must(other.Lock(w.ctx(), nil))(t)
	for name, c := range map[string]struct {
		email string
		want  error
	}{"taken": {" ELISE@kantoor.be ", access.ErrTaken}, "none": {"nobody", access.ErrInput}} {
		if err := s.ChangeEmail(w.ctx(), w.mine(), c.email); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	lines := w.lines()
	if err := s.ChangeEmail(w.ctx(), w.mine(), ownerEmail); err != nil || w.lines() != lines {
		t.Error("the same address:", err)
	}
	if err := s.ChangeEmail(w.ctx(), access.Proof{Password: ownerPassword, Code: "000000"}, "m@example.org"); err == nil {
		t.Error("without the code")
	}
	if err := s.ChangeEmail(w.ctx(), w.mine(), "Margaux@Example.org"); err != nil || s.Email() != "margaux@example.org" {
		t.Fatal(err, s.Email())
	}
	lastLine(t, s, "email.change", ownerEmail, "margaux@example.org")
	var wrong *access.WrongError
	if _, err := w.door.Password(w.ctx(), ownerEmail, ownerPassword); !errors.As(err, &wrong) {
		t.Error("the old address opens:", err)
	}
	must(l.Unlock(w.ctx(), ownerPassword))(t).Drop()
	if _, err := s.BeginKit(w.ctx(), ownerPassword); err != nil {
		t.Error(err)
	}
	if u := must(s.Users(w.ctx()))(t); u[0].Email != "margaux@example.org" || u[0].Stale {
		t.Errorf("%+v", u[0])
	}
	w.pass(time.Minute)
	must(must(w.door.Password(w.ctx(), "margaux@example.org", ownerPassword))(t).Code(w.ctx(), w.code(0)))(t)
}

// The record of a second factor follows factor, codes and recipients, and costs
// nothing when nothing changed.
func TestTheRecordFollows(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	his := elise.enter()
	if n := w.peekLive(`SELECT COUNT(*) FROM factors`); n != int64(0) {
		t.Fatal("a record without a factor:", n)
	}
	elise.enrol(his)
	first := w.peekLive(`SELECT version FROM factors`)
	his.Close(w.ctx())
	his = elise.enter()
	if again := w.peekLive(`SELECT version FROM factors`); again != first {
		t.Error("written though nothing changed:", first, again)
	}
	w.pass(time.Minute)
	set := must(his.NewRecovery())(t)
	if err := his.RenewRecovery(w.ctx(), elisePassword, set); err != nil {
		t.Fatal(err)
	}
	if again := w.peekLive(`SELECT version FROM factors`); again == first {
		t.Error("new codes and the old record")
	}
	joris := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"users.reset_password", "users.view"}}, keys.Common, keys.People)
	joris.enter().Close(w.ctx())
	must(s.Admit(w.ctx(), access.Admission{First: "Luka", Last: "Zonen", Email: luka, Password: newPassword,
		Invite: keys.Invite{Kind: keys.Internal, Rights: []string{"users.view"}}, Domains: []keys.Domain{keys.Common, keys.People}}))(t)
	his.Close(w.ctx())
	his = elise.enter()
	if n := w.peekLive(`SELECT COUNT(*) FROM factors`); n != int64(2) {
		t.Error("not sealed to the new holder of the right:", n)
	}
	// Margaux, an owner, has one that a holder of the right who is no owner cannot open.
	s.Close(w.ctx())
	w.pass(time.Minute)
	w.signIn()
	if n := w.peekLive(`SELECT COUNT(*) FROM factors`); n != int64(2) {
		t.Error("an owner's record for somebody who is none:", n)
	}
	w.pass(time.Minute)
	if err := his.DropFactor(w.ctx(), elisePassword, elise.phone()); err != nil {
		t.Fatal(err)
	}
	if n := w.peekLive(`SELECT COUNT(*) FROM factors`); n != int64(0) {
		t.Error("a record of a factor that is off:", n)
	}
}

// Records sealed to an owner's old keys reach his new ones: a member whom he helps
// need not have signed in since.
func TestRecordsAreHandedOn(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	his := elise.enter()
	elise.enrol(his)
	his.Close(w.ctx())
	me := &person{world: w, email: ownerEmail, password: ownerPassword}
	if err := me.known(s, newPassword); err != nil {
		t.Fatal(err)
	}
	slip := must(s.ResetPassword(w.ctx(), me.proof(), w.id(s, eliseEmail), 1))(t)
	r := must(w.door.Reset(w.ctx(), slip.Code))(t)
	if !r.Knows() {
		t.Fatal("the record is lost")
	}
	w.pass(time.Minute)
	if err := r.Code(w.ctx(), elise.phone()); err != nil {
		t.Fatal(err)
	}
}

// A known password asks the phone's code of its owner, as every act of that reach.
func TestAKnownPasswordAsksTheCode(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	kit := must(s.BeginKit(w.ctx(), ownerPassword))(t)
	var wrong *access.WrongError
	if err := s.KnownPassword(w.ctx(), access.Proof{Password: ownerPassword, Code: "000000"}, newPassword, true, kit); !errors.As(err, &wrong) || !wrong.Code {
		t.Fatal("without the code:", err)
	}
	for name, c := range map[string]struct {
		password string
		consent  bool
	}{"weak": {"short", true}, "no consent": {newPassword, false}} {
		if err := s.KnownPassword(w.ctx(), w.mine(), c.password, c.consent, kit); !errors.Is(err, access.ErrInput) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := s.KnownPassword(w.ctx(), w.mine(), newPassword, true, kit); err != nil {
		t.Fatal(err)
	}
	if err := s.KnownPassword(w.ctx(), access.Proof{Password: newPassword, Code: w.code(1)}, "Doskel4-virtaN-hupmo", true, kit); !errors.Is(err, access.ErrChanged) {
		t.Error("the same kit twice:", err)
	}
}

// After new keys the record is signed by them: who resets can still hand it on.
func TestRecordsOfNewKeys(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	his := elise.enter()
	elise.enrol(his)
	if err := elise.known(his, newPassword); err != nil {
		t.Fatal(err)
	}
	slip := must(s.ResetPassword(w.ctx(), w.mine(), w.id(s, eliseEmail), 1))(t)
	if r := must(w.door.Reset(w.ctx(), slip.Code))(t); !r.Knows() {
		t.Fatal("the record does not open")
	}
}
