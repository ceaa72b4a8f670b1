package access_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

func ownerOnes(t testing.TB, s *access.Session) []string {
	t.Helper()
	var out []string
	for _, u := range must(s.Users(t.Context()))(t) {
		if u.Owner {
			out = append(out, u.Email)
		}
	}
	slices.Sort(out)
	return out
}

// Sharing asks the owner's own password and code; the new owner has every key, and
// another owner may take it from him again.
func TestShareAndDemote(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	elise := w.elise(s, []string{"customers.view"}, keys.Common, keys.Sales, keys.Insight)
	his := elise.enter()
	u := userOf(t, s, eliseEmail)
	lines := w.lines()
	w.pass(time.Minute)
	var wrong *access.WrongError
	if err := s.ShareOwnership(w.ctx(), access.Proof{Password: "wrong", Code: w.code(0)}, u.ID); !errors.As(err, &wrong) || wrong.Code {
		t.Error(err)
	}
	if err := s.ShareOwnership(w.ctx(), access.Proof{Password: ownerPassword, Code: "000000"}, u.ID); !errors.As(err, &wrong) || !wrong.Code {
		t.Error(err)
	}
	if w.lines() != lines {
		t.Error("a refused proof wrote")
	}
	code := w.code(0)
	if err := s.ShareOwnership(w.ctx(), access.Proof{Password: ownerPassword, Code: code}, u.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.ShareOwnership(w.ctx(), access.Proof{Password: ownerPassword, Code: code}, u.ID); !errors.Is(err, access.ErrUsedCode) {
		t.Error("the code is good twice:", err)
	}
	lastLine(t, s, "owner.share", `"owner":"yes"`, `"until":"2027-12-31"`)
	must(his.Company(w.ctx()))(t)
	if st := his.Standing(); !st.Owner || len(st.Domains) != 5 {
		t.Errorf("%+v", st)
	}
	w.pass(time.Minute)
	if err := his.Demote(w.ctx(), userOf(t, s, ownerEmail).ID, []string{"users.invite"}); err != nil {
		t.Fatal(err)
	}
	lastLine(t, his, "member.demote", `"owner":"no"`, `"users.view":"yes"`, `"rotated":"sales insight treasury"`)
	must(s.Company(w.ctx()))(t)
	if st := s.Standing(); st.Owner || !slices.Equal(st.Domains, []string{"common", "people"}) {
		t.Errorf("%+v", st)
	}
	if err := his.Demote(w.ctx(), his.Standing().Member, nil); !errors.Is(err, access.ErrSelf) {
		t.Error(err)
	}
	input(t, his.Demote(w.ctx(), s.Standing().Member, nil), "member")
	whole(t, w, his)
}

// Both sign a transfer; the code of each is spent at his own account, and whoever
// gives the ownership keeps his rights.
func TestTransfer(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	joris := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"users.view"}}, keys.Common, keys.People)
	first := joris.enter()
	joris.enrol(first)
	first.Close(w.ctx())
	his := joris.enter()
	id := userOf(t, s, jorisEmail).ID
	lines := w.lines()
	w.pass(time.Minute)
	mine := func() access.Proof { return access.Proof{Password: ownerPassword, Code: w.code(0)} }
	for name, theirs := range map[string]access.Proof{"password": {Password: "wrong", Code: joris.phone()}, "code": {Password: jorisPassword, Code: "000000"}} {
		var other *access.OtherError
		err := s.Transfer(w.ctx(), mine(), id, theirs)
		var wrong *access.WrongError
		if !errors.As(err, &other) || !errors.As(other.Err, &wrong) || wrong.Code != (name == "code") || errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Each wrong code of his is counted at his account, none of it at the owner's.
	for left := 2; left >= 1; left-- {
		w.pass(time.Minute)
		var other *access.OtherError
		var wrong *access.WrongError
		err := s.Transfer(w.ctx(), mine(), id, access.Proof{Password: jorisPassword, Code: "000000"})
		if !errors.As(err, &other) || !errors.As(other.Err, &wrong) || wrong.Left != left {
			t.Errorf("%v, want %d left, not %+v", err, left, *wrong)
		}
	}
	if err := s.Transfer(w.ctx(), access.Proof{Password: ownerPassword, Code: "000000"}, id, access.Proof{Password: jorisPassword, Code: joris.phone()}); err == nil {
		t.Error("without the owner's code")
	}
	if w.lines() != lines {
		t.Error("a refused transfer wrote")
	}
	code := joris.phone()
	if err := s.Transfer(w.ctx(), mine(), id, access.Proof{Password: jorisPassword, Code: code}); err != nil {
		t.Fatal(err)
	}
	if w.lines() != lines+2 {
		t.Errorf("%d lines, not one each", w.lines()-lines)
	}
	lastLine(t, s, "owner.transfer", `"owner":"yes"`)
	if got := ownerOnes(t, his); !slices.Equal(got, []string{jorisEmail}) {
		t.Errorf("%v", got)
	}
	must(s.Company(w.ctx()))(t)
	if st := s.Standing(); st.Owner || len(st.Rights) != len(keys.Catalogue()) || len(st.Domains) != 5 {
		t.Errorf("%+v", st)
	}
	// His code is spent, his running session goes on, and his next sign-in holds.
	e := must(w.door.Password(w.ctx(), jorisEmail, jorisPassword))(t)
	if _, err := e.Code(w.ctx(), code); !errors.Is(err, access.ErrUsedCode) {
		t.Error("the code is good twice:", err)
	}
	if err := his.SetIdleLock(w.ctx(), 9); err != nil {
		t.Error(err)
	}
	his.Close(w.ctx())
	if st := joris.enter().Standing(); !st.Owner {
		t.Errorf("%+v", st)
	}
	whole(t, w, s)
}
