package access_test

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// kept are the ids of everybody who has access or may take it.
func kept(t testing.TB, s *access.Session) (ids []string) {
	t.Helper()
	for _, u := range must(s.Users(t.Context()))(t) {
		if u.State == access.UserActive || u.State == access.UserInvited {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

// A review is due half a year after the founding, then after the last; its sheet
// comes back as it was signed.
func TestReview(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.elise(s, []string{"customers.view"}, keys.Common, keys.Sales, keys.Insight)
	w.invite(s, invitation(newcomers))
	r := must(s.Reviews(w.ctx()))(t)
	if due := start.AddDate(0, 6, 0); len(r.Done) != 0 || r.Due != due.UnixMilli() {
		t.Fatalf("%+v, want %d", r, due.UnixMilli())
	}
	if must(s.Overview(w.ctx()))(t).ReviewDue {
		t.Error("due at once")
	}
	if err := s.SetPasswordRules(w.ctx(), false, "no change every three months"); err != nil {
		t.Fatal(err)
	}
	w.now = start.AddDate(0, 6, 1)
	if !must(s.Overview(w.ctx()))(t).ReviewDue {
		t.Error("not due after half a year")
	}
	sheet := []byte("%PDF of the review")
	lines := w.lines()
	if err := s.ConfirmReview(w.ctx(), access.ReviewDone{Sheet: sheet, Kept: kept(t, s), Revoked: 1}); err != nil || w.lines() != lines+2 { // the keys of the invitation that ran out are new first
		t.Fatal(err, w.lines()-lines)
	}
	lastLine(t, s, "review.confirm", `"confirmed":"2"`, `"revoked":"1"`)
	r = must(s.Reviews(w.ctx()))(t)
	if len(r.Done) != 1 || r.Done[0].Date != w.now.Format(time.DateOnly) || r.Done[0].People != 3 || r.Done[0].Revoked != 1 || r.Done[0].By != userOf(t, s, ownerEmail).ID {
		t.Fatalf("%+v", r)
	}
	if due := w.now.Truncate(24*time.Hour).AddDate(0, 6, 0); r.Due != due.UnixMilli() || must(s.Overview(w.ctx()))(t).ReviewDue {
		t.Errorf("due %d, want %d", r.Due, due.UnixMilli())
	}
	if got := must(s.ReviewSheet(w.ctx(), r.Done[0].ID))(t); !bytes.Equal(got, sheet) {
		t.Errorf("%q", got)
	}
	_, err := s.ReviewSheet(w.ctx(), ghost)
	input(t, err, "review")
	whole(t, w, s)
}

// What came between the list and the signature is not signed.
func TestReviewOfAnotherList(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	ids := kept(t, s)
	w.elise(s, nil, keys.Common)
	lines := w.lines()
	for name, done := range map[string]access.ReviewDone{
		"somebody came": {Sheet: []byte("x"), Kept: ids},
		"somebody went": {Sheet: []byte("x"), Kept: append(kept(t, s), ghost)},
	} {
		if err := s.ConfirmReview(w.ctx(), done); !errors.Is(err, access.ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	input(t, s.ConfirmReview(w.ctx(), access.ReviewDone{Kept: kept(t, s)}), "sheet")
	input(t, s.ConfirmReview(w.ctx(), access.ReviewDone{Kept: kept(t, s), Sheet: make([]byte, 5<<20)}), "sheet")
	if w.lines() != lines {
		t.Error("a refused review wrote")
	}
	// A right is no ownership.
	his := w.joris(s, keys.Invite{Kind: keys.Internal, Rights: []string{"users.edit_rights", "users.view"}}, keys.Common, keys.People).enter()
	_, list := his.Reviews(w.ctx())
	_, sheet := his.ReviewSheet(w.ctx(), ghost)
	for _, err := range []error{list, sheet, his.ConfirmReview(w.ctx(), access.ReviewDone{Sheet: []byte("x"), Kept: kept(t, s)})} {
		if !errors.Is(err, access.ErrForbidden) {
			t.Error(err)
		}
	}
	if must(his.Overview(w.ctx()))(t).ReviewDue {
		t.Error("asked of somebody who is no owner")
	}
}

// A sheet that somebody exchanged or took away is told.
func TestReviewIsBoundToItsStatement(t *testing.T) {
	for name, edit := range map[string]string{"taken away": `DELETE FROM reviews WHERE rowid = 2`, "exchanged": `UPDATE reviews SET sealed = (SELECT sealed FROM reviews WHERE rowid = 1) WHERE rowid = 2`} {
		w := newWorld(t)
		s := w.found(false)
		for _, sheet := range []string{"first", "second"} {
			if err := s.ConfirmReview(w.ctx(), access.ReviewDone{Sheet: []byte(sheet), Kept: kept(t, s)}); err != nil {
				t.Fatal(err)
			}
		}
		if r := must(s.Reviews(w.ctx()))(t); len(r.Done) != 2 {
			t.Fatalf("%+v", r)
		}
		s.Close(w.ctx())
		w.byHand(edit)
		w.pass(time.Minute)
		s = w.signIn()
		if _, err := s.Reviews(w.ctx()); !errors.Is(err, access.ErrTampered) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
