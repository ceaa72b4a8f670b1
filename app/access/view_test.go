package access_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// A view shows what both may see, writes nothing and stands in the journal (R15).
func TestViewAs(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	w.elise(s, []string{"settings.company", "stats.dashboard"}, keys.Common, keys.Insight)
	u := userOf(t, s, eliseEmail)
	own := s.Standing()
	lines := w.lines()
	input(t, s.ViewAs(w.ctx(), "nobody"), "member")
	if err := s.ViewAs(w.ctx(), own.Member); !errors.Is(err, access.ErrSelf) {
		t.Error(err)
	}
	if err := s.ViewAs(w.ctx(), u.ID); err != nil || w.lines() != lines+1 {
		t.Fatal(err)
	}
	st := s.Standing()
	if st.As != u.ID || st.Owner || !slices.Equal(st.Rights, u.Rights) || !slices.Equal(st.Domains, []string{"common", "insight"}) || st.Stamp == own.Stamp {
		t.Errorf("%+v", st)
	}
	if _, err := s.People(w.ctx()); !errors.Is(err, access.ErrForbidden) {
		t.Error(err)
	}
	c := must(s.Company(w.ctx()))(t)
	was := c
	c.City = "Damme"
	if err := s.ChangeCompany(w.ctx(), was, c); !errors.Is(err, access.ErrViewing) {
		t.Error(err)
	}
	for name, err := range map[string]error{"another view": s.ViewAs(w.ctx(), u.ID), "own name": s.ChangeName(w.ctx(), "M", "B"),
		"removal": s.Remove(w.ctx(), u.ID), "policy": s.SetIdleLock(w.ctx(), 7)} {
		if !errors.Is(err, access.ErrViewing) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := must(s.ToReseal(w.ctx()))(t); n != 0 || w.lines() != lines+1 {
		t.Error("something is written", n)
	}
	if err := errors.Join(s.EndView(w.ctx()), s.EndView(w.ctx())); err != nil {
		t.Fatal(err)
	}
	if again := s.Standing(); !again.Owner || again.As != "" || len(again.Domains) != 5 {
		t.Errorf("%+v", again)
	}
	lastLine(t, s, "view.as")
	// Going is open from a view, and it does not outlive the session.
	if err := errors.Join(s.ViewAs(w.ctx(), u.ID), s.Close(w.ctx())); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	if st := w.signIn().Standing(); st.As != "" || !st.Owner {
		t.Errorf("%+v", st)
	}
}

// A view shows never more than the viewer may see, and ends with its member.
func TestViewAsNeverMore(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	joris := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"customers.view", "users.view"}}, keys.Common, keys.People, keys.Sales, keys.Insight)
	elise := w.elise(s, []string{"stats.dashboard"}, keys.Common, keys.Insight)
	his := joris.enter()
	owner, u := userOf(t, his, ownerEmail), userOf(t, his, eliseEmail)
	if err := his.ViewAs(w.ctx(), owner.ID); err != nil {
		t.Fatal(err)
	}
	if st := his.Standing(); st.Owner || !slices.Equal(st.Rights, []string{"customers.view", "users.view"}) || len(st.Domains) != 4 {
		t.Errorf("%+v", st)
	}
	if err := errors.Join(his.EndView(w.ctx()), his.ViewAs(w.ctx(), u.ID)); err != nil {
		t.Fatal(err)
	}
	if st := his.Standing(); len(st.Rights) != 0 || !slices.Equal(st.Domains, []string{"common", "insight"}) {
		t.Errorf("%+v", st)
	}
	if err := s.Disable(w.ctx(), u.ID); err != nil {
		t.Fatal(err)
	}
	must(his.Company(w.ctx()))(t)
	if st := his.Standing(); st.As != "" || len(st.Rights) != 2 {
		t.Errorf("the view of somebody shut out lasts: %+v", st)
	}
	if err := elise.door.Sweep(w.ctx()); err != nil {
		t.Fatal(err)
	}
	input(t, his.ViewAs(w.ctx(), u.ID), "member")
	if err := s.EndView(w.ctx()); err != nil {
		t.Fatal(err)
	}
	s.Close(w.ctx())
	if err := s.EndView(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error(err)
	}
}
