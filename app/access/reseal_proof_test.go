package access_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"syscall"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/data"
)

// heavy is a company with so many rows behind the newest epoch that it takes several
// batches to seal them anew.
func heavy(t *testing.T, rows int) (*world, *access.Session) {
	t.Helper()
	w := newWorld(t)
	s := w.found(false)
	w.elise(s, salesman, keys.Common, keys.People, keys.Sales, keys.Insight).enter().Close(w.ctx())
	if err := errors.Join(saveTerms(w.ctx(), s, "thirty days"), access.AddRecords(w.ctx(), s, rows)); err != nil {
		t.Fatal(err)
	}
	w.rotates(s)
	return w, s
}

// resealed seals everything anew and gives how much each batch did.
func resealed(t testing.TB, w *world, s *access.Session) (batches []int) {
	t.Helper()
	left := must(s.ToReseal(w.ctx()))(t)
	for range left + 1 {
		now := must(s.Reseal(w.ctx()))(t)
		if left -= now.Done; now.Left != left {
			t.Fatalf("%d left, said %+v", left, now)
		}
		batches = append(batches, now.Done)
		if now.Left == 0 {
			return batches
		}
	}
	t.Fatal("it does not come to an end")
	return nil
}

// Rows are sealed anew in batches; content, versions, sums and the journal stay.
func TestSealingAnew(t *testing.T) {
	w, s := heavy(t, 410)
	want, lines := fmt.Sprint(must(access.Records(w.ctx(), s))(t)), w.lines()
	batches := resealed(t, w, s)
	if len(batches) < 4 || batches[1] > 200 {
		t.Errorf("%v", batches)
	}
	if again := must(s.Reseal(w.ctx()))(t); again != (access.Resealing{}) || must(s.ToReseal(w.ctx()))(t) != 0 {
		t.Errorf("there is more: %+v", again)
	}
	if got := fmt.Sprint(must(access.Records(w.ctx(), s))(t)); got != want || w.lines() != lines {
		t.Error("the records read otherwise, or there are lines of it")
	}
	for _, table := range []string{"company", "settings", "members", "profiles"} {
		if n := w.peekLive(`SELECT COUNT(*) FROM ` + table + ` WHERE epoch < 2`); n != int64(0) {
			t.Errorf("%s: %v rows of the older epoch", table, n)
		}
	}
	whole(t, w, s)
	s.Close(w.ctx())
	w.restart()
	w.pass(time.Minute)
	if got := fmt.Sprint(must(access.Records(w.ctx(), w.signIn()))(t)); got != want {
		t.Error("after a new start they read otherwise")
	}
}

// Somebody without the keys of a domain, or with another's view taken, seals nothing
// of it anew; who has none of it to do is told so.
func TestWhoSealsAnew(t *testing.T) {
	w, s := heavy(t, 3)
	his := w.joris(s, keys.Invite{Kind: keys.Internal}, keys.Common)
	w.edit(`UPDATE wraps SET epoch = 2 WHERE domain = 1 AND epoch = 1`) // the helper's wrap of the newest key
	mine := his.enter()
	left := must(s.ToReseal(w.ctx()))(t)
	if n := must(mine.ToReseal(w.ctx()))(t); n == 0 || n >= left {
		t.Errorf("of %d rows he would seal %d", left, n)
	}
	resealed(t, w, mine)
	if n := must(s.ToReseal(w.ctx()))(t); n == 0 || n >= left {
		t.Errorf("of %d rows there are %d left", left, n)
	}
	resealed(t, w, s)
	mine.Close(w.ctx())
	if _, err := mine.Reseal(w.ctx()); !errors.Is(err, access.ErrEnded) {
		t.Error(err)
	}
}

// Stopped at any call of the storage the rest is done by the next start, and nothing
// is read otherwise meanwhile.
func TestSealingAnewIsStopped(t *testing.T) {
	w, s := heavy(t, 250)
	want := fmt.Sprint(must(access.Records(w.ctx(), s))(t))
	s.Close(w.ctx())
	n, at := 0, 0
	for step := 1; ; step += raced(9, times(3, 1)) {
		if err := w.file.Close(); err != nil {
			t.Fatal(err)
		}
		n, at = 0, 0
		w.use(must(data.Open(w.ctx(), w.path, data.Options{TestOnlyHook: func(string) error {
			if at == 0 {
				return nil
			}
			if n++; n == at {
				return errStorage
			}
			return nil
		}}))(t))
		w.pass(time.Minute)
		s = w.signIn()
		left := must(s.ToReseal(w.ctx()))(t)
		at = step
		did, err := s.Reseal(w.ctx())
		at = 0
		if n < step {
			if err != nil {
				t.Fatal(err)
			}
			break // it has no such call
		}
		if now := must(s.ToReseal(w.ctx()))(t); !errors.Is(err, errStorage) || now != left && now != left-did.Done {
			t.Fatalf("call %d: %v, %d of %d left, said %+v", step, err, now, left, did)
		}
		if got := fmt.Sprint(must(access.Records(w.ctx(), s))(t)); got != want {
			t.Fatalf("call %d: the records read otherwise", step)
		}
		s.Close(w.ctx())
	}
	resealed(t, w, s)
	whole(t, w, s)
}

// Two programs seal the same company anew at once, and a third person works: each row
// once, nothing lost.
func TestTwoProgramsSealAnew(t *testing.T) {
	w, s := heavy(t, 410)
	joris := w.secondOwner(s)
	w.edit(`UPDATE wraps SET epoch = 2 WHERE epoch = 1 AND domain < 5`)
	b := w.another(data.Options{})
	other := &person{world: b, email: joris.email, password: joris.password}
	his := other.enter()
	want, left := fmt.Sprint(must(access.Records(w.ctx(), s))(t)), must(s.ToReseal(w.ctx()))(t)
	var wait sync.WaitGroup
	done := make([]int, 2)
	for i, one := range []*access.Session{s, his} {
		wait.Go(func() {
			for {
				now, err := one.Reseal(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				if done[i] += now.Done; now.Left == 0 {
					return
				}
			}
		})
	}
	c := must(s.Company(w.ctx()))(t)
	c.City = "Damme"
	if err := saveCompany(w.ctx(), s, c); err != nil {
		t.Error(err)
	}
	wait.Wait()
	if sum := done[0] + done[1]; sum != left && sum != left-1 { // the changed row needs none any more
		t.Errorf("%d rows, %v sealed anew", left, done)
	}
	if got := fmt.Sprint(must(access.Records(w.ctx(), his))(t)); got != want || must(his.ToReseal(w.ctx()))(t) != 0 {
		t.Error("the records read otherwise, or some are left")
	}
	if must(his.Company(w.ctx()))(t).City != "Damme" {
		t.Error("the change is lost")
	}
}

// Reports that do not open, whatever was done to them, keep nothing else from being
// sealed anew.
func TestUnreadableReportsStallNothing(t *testing.T) {
	junk := func(n int, epoch string) string {
		return fmt.Sprintf(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < %d)
			INSERT INTO profiles (company, id, version, domain, epoch, sealed)
			SELECT (SELECT company FROM heads), CAST(printf('%%016d', i) AS BLOB), 1, 2, %s, x'0102' FROM n`, n, epoch)
	}
	for name, query := range map[string]string{
		"flipped":         `UPDATE profiles SET sealed = CAST(substr(sealed, 1, length(sealed)-1) || x'00' AS BLOB) WHERE rowid = (SELECT min(rowid) FROM profiles)`,
		"of no epoch":     junk(1, "0"),
		"one of nobody":   junk(1, "1"),
		"many of nobody":  junk(401, "1"),
		"many of no time": junk(401, "0"),
	} {
		t.Run(name, func(t *testing.T) {
			w, s := heavy(t, 3)
			// Élise's report is of the first epoch, and her id behind those of nobody.
			w.edit(query)
			for range 9 {
				now, err := s.Reseal(w.ctx())
				if err != nil {
					t.Fatal(err)
				}
				if now.Left == 0 || now.Done == 0 {
					break
				}
			}
			for _, table := range []string{"company", "settings", "members"} {
				if n := w.peekLive(`SELECT COUNT(*) FROM ` + table + ` WHERE epoch < 2`); n != int64(0) {
					t.Errorf("%s: %v rows of the older epoch", table, n)
				}
			}
			if n := w.peekLive(`SELECT COUNT(*) FROM profiles WHERE epoch < 2 AND length(sealed) > 2`); n != int64(0) && name != "flipped" || n.(int64) > 1 {
				t.Errorf("%v reports of the older epoch", n)
			}
		})
	}
}

// A program that is killed while it seals anew, at any step of the storage, leaves a
// file that the next one goes on with.
func TestKilledWhileSealingAnew(t *testing.T) {
	w, s := heavy(t, 250)
	want := fmt.Sprint(must(access.Records(w.ctx(), s))(t))
	left := must(s.ToReseal(w.ctx()))(t)
	if err := errors.Join(s.Close(w.ctx()), w.file.Close()); err != nil {
		t.Fatal(err)
	}
	killed := 0
	for die := 1; die < 400; die += times(37, 7) {
		c := startChild(t, "reseal", part{Path: w.path, State: w.state, Tick: 600 + die, Die: die})
		_ = c.killAfter(-1)
		if status, ok := c.cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			killed++
		}
		w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(t))
		w.now = moment(600 + die).Add(time.Minute)
		s = w.signIn()
		now := must(s.ToReseal(w.ctx()))(t)
		if got := fmt.Sprint(must(access.Records(w.ctx(), s))(t)); got != want || now > left {
			t.Fatalf("killed at %d: the records read otherwise, or %d of %d are left", die, now, left)
		}
		left = now
		if err := errors.Join(s.Close(w.ctx()), w.file.Close()); err != nil {
			t.Fatal(err)
		}
	}
	if killed == 0 {
		t.Fatal("nothing was killed")
	}
	w.use(must(data.Open(w.ctx(), w.path, data.Options{}))(t))
	s = w.signIn()
	if left > 0 {
		resealed(t, w, s)
	}
	whole(t, w, s)
	figure(t, "%d programs killed while they sealed rows anew: every record read the same, the next start went on", killed)
}

// reseal seals batch after batch anew until nothing is left, then waits to be killed.
func (p *player) reseal(ctx context.Context, s *access.Session) (*access.Session, error) {
	now, err := s.Reseal(ctx)
	if err == nil && now.Left == 0 {
		err = p.rest()
	}
	return s, err
}
