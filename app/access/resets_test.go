package access_test

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// mine proves the owner of the world again, by a code later than any other.
func (w *world) mine() access.Proof {
	w.t.Helper()
	w.pass(30 * time.Second)
	return access.Proof{Password: ownerPassword, Code: w.code(0)}
}

// person proves a member again.
func (p *person) proof() access.Proof {
	p.t.Helper()
	p.pass(30 * time.Second)
	out := access.Proof{Password: p.password}
	if p.seed != "" {
		out.Code = p.phone()
	}
	return out
}

// id finds a member's id as the list of users gives it.
func (w *world) id(s *access.Session, email string) string {
	w.t.Helper()
	for _, u := range must(s.Users(w.ctx()))(w.t) {
		if u.Email == email {
			return u.ID
		}
	}
	w.t.Fatal("no such user")
	return ""
}

// renewed is what the person chooses at a reset.
func (w *world) renewed(r *access.Reset) access.Rescued {
	w.t.Helper()
	return access.Rescued{Password: newPassword, Consent: true, Kit: must(r.NewKit())(w.t)}
}

// A lost password: another member makes a code, the old phone is asked before the new
// password, and its owner is back with a new account, kit and keys. What he holds that
// the resetter lacks is suspended.
func TestALostPasswordIsReset(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, []string{"customers.view", "users.view"}, keys.Common, keys.People, keys.Sales, keys.Insight)
	his := elise.enter()
	elise.enrol(his)
	slip := must(s.ResetPassword(w.ctx(), w.mine(), w.id(s, eliseEmail), 0))(t)
	if slip.Email != eliseEmail || slip.First != "Élise" || slip.By != "Margaux Bedrijf" || slip.Company != ownerCompany ||
		slip.Ends != w.now.Add(7*24*time.Hour).UnixMilli() {
		t.Fatalf("%+v", slip)
	}
	lastLine(t, s, "reset.password")
	if u := must(s.Users(w.ctx()))(t); u[1].PasswordReset != slip.Ends {
		t.Fatalf("%+v", u[1])
	}
	w.pass(time.Hour)
	r := must(w.door.Reset(w.ctx(), slip.Code))(t)
	if !r.NeedsCode() || !r.Knows() || r.RecoveryLeft() != 10 || r.Company() != ownerCompany || r.Email() != eliseEmail || r.Anew() {
		t.Fatalf("%+v", r)
	}
	if _, err := r.Rules(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Fatal("rules before the second factor:", err)
	}
	if _, err := r.Finish(w.ctx(), w.renewed(r)); !errors.Is(err, access.ErrEnded) {
		t.Fatal("in without the second factor:", err)
	}
	var wrong *access.WrongError
	if err := r.Code(w.ctx(), "000000"); !errors.As(err, &wrong) || wrong.Left != 4 {
		t.Fatal("a wrong code:", err)
	}
	if err := r.Code(w.ctx(), elise.phone()); err != nil {
		t.Fatal(err)
	}
	f := w.renewed(r)
	weak := f
	weak.Password = "short"
	if _, err := r.Finish(w.ctx(), weak); !errors.Is(err, access.ErrWeak) {
		t.Fatal("weak:", err)
	}
	back := must(r.Finish(w.ctx(), f))(t)
	if on, _ := back.Factor(); !on || back.Duty() != access.NoDuty {
		t.Error("the second factor is gone, or a duty came")
	}
	lastLine(t, s, "reset.use", "code")
	if o := must(back.Overview(w.ctx()))(t); o.Failed != 1 || o.KitNumber != 1 || o.First != "Élise" {
		t.Errorf("%+v", o)
	}
	if err := back.ChangeName(w.ctx(), "Élise", "Aubert"); err != nil {
		t.Error("nothing to change:", err)
	}
	if err := back.ChangeName(w.ctx(), "Élise", "Zonen"); err != nil {
		t.Error("the new keys do not sign:", err)
	}
	if _, err := back.Users(w.ctx()); err != nil {
		t.Error("the new keys do not open people:", err)
	}
	if err := his.ChangeName(w.ctx(), "Élise", "Old"); !errors.Is(err, access.ErrEnded) {
		t.Error("a session under the old keys still writes:", err)
	}
	if _, err := his.Company(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error("a session under the old keys still reads:", err)
	}
	back.Close(w.ctx())
	if _, err := w.door.Reset(w.ctx(), slip.Code); !errors.Is(err, access.ErrNoCode) {
		t.Error("the code is good twice:", err)
	}
	if _, err := w.door.Password(w.ctx(), eliseEmail, elisePassword); !errors.As(err, &wrong) {
		t.Error("the old password still opens:", err)
	}
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), eliseEmail, newPassword))(t)
	again := must(e.Code(w.ctx(), elise.phone()))(t)
	if u := must(s.Users(w.ctx()))(t); u[1].Stale || u[1].Unreadable || !u[1].Factor || u[1].PasswordReset != 0 || len(u[1].Suspended) != 0 {
		t.Errorf("%+v", u[1])
	}
	again.Close(w.ctx())
	if _, err := access.Check(w.ctx(), w.file); err != nil {
		t.Error(err)
	}
}

// Whoever resets gives no more than he holds: the rest is suspended until somebody
// who may gives it again.
func TestAResetSuspendsWhatTheResetterLacks(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	joris := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"users.reset_2fa", "users.reset_password", "users.view"}}, keys.Common, keys.People)
	his := joris.enter()
	elise := w.elise(s, []string{"customers.view", "users.view"}, keys.Common, keys.People, keys.Sales, keys.Insight)
	elise.enter().Close(w.ctx())
	for name, c := range map[string]struct {
		id   string
		want error
	}{"himself": {w.id(his, jorisEmail), access.ErrSelf}, "an owner": {w.id(his, ownerEmail), access.ErrOwners}} {
		if _, err := his.ResetPassword(w.ctx(), joris.proof(), c.id, 1); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := his.ResetFactor(w.ctx(), joris.proof(), c.id, 1); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	slip := must(his.ResetPassword(w.ctx(), joris.proof(), w.id(his, eliseEmail), 1))(t)
	r := must(w.door.Reset(w.ctx(), slip.QR))(t)
	if r.NeedsCode() {
		t.Fatal("a code is asked that nobody has")
	}
	back := must(r.Finish(w.ctx(), w.renewed(r)))(t)
	if st := back.Standing(); !slices.Equal(st.Rights, []string{"users.view"}) || slices.Contains(st.Domains, "sales") {
		t.Errorf("%+v", st)
	}
	for _, u := range must(s.Users(w.ctx()))(t) {
		if u.Email == eliseEmail && !slices.Equal(u.Suspended, []string{"customers.view"}) {
			t.Errorf("%+v", u)
		}
	}
}

// A second factor that whoever resets does not know could not be asked any more:
// nothing is reset then, unless the factor is reset too, and a new one enrolled.
func TestAResetNeverLosesTheSecondFactor(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	his := elise.enter()
	elise.enrol(his)
	his.Close(w.ctx())
	id := w.id(s, eliseEmail)
	w.edit(`DELETE FROM factors`)
	if _, err := s.ResetPassword(w.ctx(), w.mine(), id, 1); !errors.Is(err, access.ErrRecord) {
		t.Fatal("reset without the factor:", err)
	}
	factor := must(s.ResetFactor(w.ctx(), w.mine(), id, 1))(t)
	slip := must(s.ResetPassword(w.ctx(), w.mine(), id, 1))(t)
	if _, err := w.door.Reset(w.ctx(), factor.Code); !errors.Is(err, access.ErrFactorCode) {
		t.Fatal("the wrong one of two codes:", err)
	}
	r := must(w.door.Reset(w.ctx(), slip.Code))(t)
	if !r.NeedsCode() || r.Knows() || !r.Anew() {
		t.Fatal("no second factor asked")
	}
	var wrong *access.WrongError
	if err := r.Obey(w.ctx(), slip.Code); !errors.As(err, &wrong) {
		t.Fatal("the same code twice:", err)
	}
	if err := r.Obey(w.ctx(), factor.Code); err != nil || r.NeedsCode() || !r.Enrols() {
		t.Fatal(err)
	}
	f := w.renewed(r)
	if _, err := r.Finish(w.ctx(), f); !errors.Is(err, access.ErrInput) {
		t.Fatal("in without a new factor:", err)
	}
	f.Factor, f.Codes = must(r.NewFactor(w.ctx()))(t), must(r.NewRecovery())(t)
	elise.seed = seedOf(f.Factor)
	if ok, err := r.Prove(f.Factor, elise.phone()); !ok || err != nil {
		t.Fatal(err)
	}
	must(r.Finish(w.ctx(), f))(t).Close(w.ctx())
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), eliseEmail, newPassword))(t)
	if e.ResetDue() || !e.NeedsCode() {
		t.Error("the reset of the factor still waits")
	}
	must(e.Code(w.ctx(), elise.phone()))(t).Close(w.ctx())
	// And a record that was taken away from the code is no leave to skip it.
	slip = must(s.ResetPassword(w.ctx(), w.mine(), id, 1))(t)
	w.edit(`DELETE FROM factors`)
	if _, err := w.door.Reset(w.ctx(), slip.Code); !errors.Is(err, access.ErrTampered) {
		t.Fatal("the record is gone:", err)
	}
}

// A lost phone: after the password the code of the reset stands in for it, and a new
// phone is enrolled at once. Until then the old one works.
func TestALostPhoneIsReset(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, nil, keys.Common)
	his := elise.enter()
	elise.enrol(his)
	his.Close(w.ctx())
	slip := must(s.ResetFactor(w.ctx(), w.mine(), w.id(s, eliseEmail), 2))(t)
	lastLine(t, s, "reset.factor")
	tells(t, elise.enter(), access.NewsEnrolled, access.NewsResetFactor) // the old phone, found again
	w.pass(time.Minute)
	e := must(w.door.Password(w.ctx(), eliseEmail, elisePassword))(t)
	if !e.ResetDue() || !e.NeedsCode() {
		t.Fatal("no reset waits")
	}
	var wrong *access.WrongError
	other := must(s.ResetPassword(w.ctx(), w.mine(), w.id(s, eliseEmail), 1))(t)
	if err := e.Judge(w.ctx(), other.Code); !errors.As(err, &wrong) || wrong.Left != 4 {
		t.Fatal("another code:", err)
	}
	if err := e.Judge(w.ctx(), slip.Code); err != nil {
		t.Fatal(err)
	}
	w.pass(10 * time.Minute) // the phone takes its time
	f, codes := must(e.NewFactor(w.ctx()))(t), must(e.NewRecovery())(t)
	if _, err := e.Obey(w.ctx(), slip.Code, f, codes); !errors.Is(err, access.ErrInput) {
		t.Fatal("without a proved factor:", err)
	}
	old := elise.seed
	elise.seed = seedOf(f)
	if ok, err := e.Prove(f, elise.phone()); !ok || err != nil {
		t.Fatal(err)
	}
	in := must(e.Obey(w.ctx(), slip.Code, f, codes))(t)
	lastLine(t, s, "factor.obey")
	if n := must(in.Overview(w.ctx()))(t); n.RecoveryLeft != 10 || n.Failed != 1 {
		t.Errorf("%+v", n)
	}
	in.Close(w.ctx())
	w.pass(time.Minute)
	e = must(w.door.Password(w.ctx(), eliseEmail, elisePassword))(t)
	if e.ResetDue() {
		t.Error("the reset still waits")
	}
	elise.seed, old = old, elise.seed
	if _, err := e.Code(w.ctx(), elise.phone()); !errors.As(err, &wrong) {
		t.Error("the old phone still opens:", err)
	}
	elise.seed = old
	must(e.Code(w.ctx(), elise.phone()))(t)
	if _, err := access.Check(w.ctx(), w.file); err != nil {
		t.Error(err)
	}
}

// A code that was taken back, or that a newer one replaced, is good for nothing.
func TestAResetIsTakenBack(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	elise.enter().Close(w.ctx())
	id := w.id(s, eliseEmail)
	first := must(s.ResetPassword(w.ctx(), w.mine2(), id, 1))(t)
	second := must(s.ResetPassword(w.ctx(), w.mine2(), id, 1))(t)
	if _, err := w.door.Reset(w.ctx(), first.Code); !errors.Is(err, access.ErrNoCode) {
		t.Error("replaced:", err)
	}
	early := must(w.door.Reset(w.ctx(), second.Code))(t)
	if err := s.CancelReset(w.ctx(), id, true); !errors.Is(err, access.ErrNoCode) {
		t.Error("none of this kind waits:", err)
	}
	if err := s.CancelReset(w.ctx(), id, false); err != nil {
		t.Fatal(err)
	}
	if _, err := early.Finish(w.ctx(), w.renewed(early)); !errors.Is(err, access.ErrNoCode) {
		t.Error("cancelled meanwhile:", err)
	}
	third := must(s.ResetPassword(w.ctx(), w.mine2(), id, 1))(t)
	w.pass(25 * time.Hour)
	var gone *access.CodeError
	if _, err := w.door.Reset(w.ctx(), third.Code); !errors.As(err, &gone) || gone.State != access.CodeExpired {
		t.Error("expired:", err)
	}
	if n := w.peek(`SELECT COUNT(*) FROM wraps WHERE recipient NOT IN (SELECT recipient FROM wraps WHERE domain = 1 GROUP BY recipient)`); n != int64(0) {
		t.Error("wraps of codes remain:", n)
	}
	if _, err := w.door.Reset(w.ctx(), "ABCD"); !errors.Is(err, keys.ErrCodeLength) {
		t.Error(err)
	}
}

// mine2 proves an owner without a second factor.
func (w *world) mine2() access.Proof {
	w.pass(time.Minute)
	return access.Proof{Password: ownerPassword}
}

// seedOf is the secret of a factor as a phone takes it in.
func seedOf(f *access.NewFactor) string { return strings.ReplaceAll(f.Key(), " ", "") }

// peekLive reads one value beside the open file.
func (w *world) peekLive(query string) (v any) {
	w.t.Helper()
	db := must(sql.Open("sqlite", "file:"+w.path+"?_pragma=busy_timeout(3000)"))(w.t)
	err := db.QueryRowContext(w.ctx(), query).Scan(&v)
	if err := errors.Join(err, db.Close()); err != nil {
		w.t.Fatal(err)
	}
	return v
}
