package access_test

import (
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// another is a second program on the same file and the same computer.
func (w *world) another(o data.Options) *world {
	w.t.Helper()
	b := &world{t: w.t, path: w.path, state: w.state, now: w.now, seed: w.seed, kit: w.kit}
	b.use(must(data.Open(w.ctx(), w.path, o))(w.t))
	w.t.Cleanup(func() { _ = b.file.Close() }) // the test may have killed it
	return b
}

// kill ends a program without a farewell.
func (w *world) kill() {
	w.t.Helper()
	if err := w.file.Close(); err != nil {
		w.t.Fatal(err)
	}
}

// looks lets every session look around that often, one after the other, and gives
// what each saw last.
func looks(t *testing.T, times int, all ...*access.Session) []string {
	t.Helper()
	out := make([]string, len(all))
	for range times {
		for i, s := range all {
			var seen []string
			for _, since := range must(s.Twins(t.Context()))(t) {
				seen = append(seen, since.UTC().Format("15:04"))
			}
			out[i] = strings.Join(seen, " ")
		}
	}
	return out
}

func wantSeen(t *testing.T, when string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", when, got, want)
	}
}

// edit changes the file past the program.
func (w *world) edit(query string, args ...any) {
	w.t.Helper()
	db := must(sql.Open("sqlite", "file:"+w.path+"?_pragma=busy_timeout(3000)"))(w.t)
	_, err := db.ExecContext(w.ctx(), query, args...)
	if err := errors.Join(err, db.Close()); err != nil {
		w.t.Fatal(err)
	}
}

// present lists the table: how many rows there are.
func (w *world) present() (n int) {
	w.t.Helper()
	db := must(sql.Open("sqlite", "file:"+w.path))(w.t)
	err := db.QueryRowContext(w.ctx(), `SELECT COUNT(*) FROM presence`).Scan(&n)
	if err := errors.Join(err, db.Close()); err != nil {
		w.t.Fatal(err)
	}
	return n
}

const (
	soon = 4 // looks within which both have met
	gone = 7 // looks after which one that left is no longer told
)

// The same account in two programs: both are told, since when the other is at
// work, and no longer once it left.
func TestTwinsAreToldInBothPrograms(t *testing.T) {
	w := newWorld(t)
	first := w.found(false)
	wantSeen(t, "alone", looks(t, 3, first), "")
	w.pass(2 * time.Minute)
	b := w.another(data.Options{})
	second := b.signIn()
	wantSeen(t, "both", looks(t, soon, first, second), "09:02", "09:00")
	wantSeen(t, "for long", looks(t, 300, first, second), "09:02", "09:00")
	b.pass(3 * time.Minute)
	locked := must(second.Lock(w.ctx(), nil))(t)
	wantSeen(t, "one locked", looks(t, gone, first), "")
	second = must(must(locked.Unlock(w.ctx(), ownerPassword))(t).Enter(w.ctx()))(t)
	wantSeen(t, "unlocked", looks(t, soon, first, second), "09:05", "09:00")
	if err := first.Close(w.ctx()); err != nil {
		t.Fatal(err)
	}
	wantSeen(t, "one left", looks(t, gone, second), "")
	if err := second.Close(w.ctx()); err != nil || w.present() != 0 {
		t.Errorf("%v, %d rows are left", err, w.present())
	}
	if r := must(access.Check(w.ctx(), w.file))(t); r.Lines != 6 { // looking around is no act
		t.Errorf("%d lines", r.Lines)
	}
}

func TestThreeProgramsMeet(t *testing.T) {
	w := newWorld(t)
	all := []*access.Session{w.found(false)}
	for range 2 {
		w.pass(time.Minute)
		b := w.another(data.Options{})
		all = append(all, b.signIn())
		looks(t, 1, all...)
	}
	wantSeen(t, "three", looks(t, soon, all...), "09:01 09:02", "09:00 09:02", "09:00 09:01")
}

// A killed program leaves a row behind, and is told to nobody.
func TestAKilledProgramIsNoTwin(t *testing.T) {
	t.Run("before the sign-in", func(t *testing.T) {
		w := newWorld(t)
		w.found(false)
		w.kill()
		w.pass(time.Minute)
		b := w.another(data.Options{})
		s := b.signIn()
		wantSeen(t, "the other was killed", looks(t, 200, s), "")
		if n := w.present(); n != 1 {
			t.Errorf("%d rows", n)
		}
	})
	t.Run("at once after its own", func(t *testing.T) {
		w := newWorld(t)
		s := w.found(false)
		b := w.another(data.Options{})
		b.signIn()
		b.kill()
		for range 200 {
			wantSeen(t, "the other was killed", looks(t, 1, s), "")
		}
		if n := w.present(); n != 1 {
			t.Errorf("%d rows", n)
		}
	})
	t.Run("after both were told", func(t *testing.T) {
		w := newWorld(t)
		s := w.found(false)
		w.pass(time.Minute)
		b := w.another(data.Options{})
		other := b.signIn()
		wantSeen(t, "both", looks(t, soon, s, other), "09:01", "09:00")
		b.kill()
		wantSeen(t, "within a minute", looks(t, 120+gone, s), "")
	})
}

// Whoever is alone writes nothing, however long.
func TestAloneNothingIsWritten(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	writes := 0
	b := w.another(data.Options{TestOnlyHook: func(step string) error {
		if step == "begin" {
			writes++
		}
		return nil
	}})
	s := b.signIn()
	looks(t, 1, s)
	was := writes
	looks(t, 400, s)
	if was == 0 || writes != was {
		t.Errorf("%d transactions, then %d", was, writes)
	}
}

// Nobody is told of himself.
func TestNoTwinOfOneself(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.pass(time.Minute)
	s = must(must(must(s.Lock(w.ctx(), nil))(t).Unlock(w.ctx(), ownerPassword))(t).Enter(w.ctx()))(t)
	wantSeen(t, "unlocked", looks(t, soon, s), "")
	if err := s.ChangePassword(w.ctx(), ownerPassword, newPassword, true); err != nil {
		t.Fatal(err)
	}
	if err := s.RenewKit(w.ctx(), must(s.BeginKit(w.ctx(), newPassword))(t)); err != nil {
		t.Fatal(err)
	}
	wantSeen(t, "new password, new kit", looks(t, gone, s), "")
	// The row of a lock that could not be written is no twin after the unlocking.
	w.edit(`CREATE TABLE kept AS SELECT * FROM presence`)
	locked := must(s.Lock(w.ctx(), nil))(t)
	w.edit(`INSERT INTO presence SELECT * FROM kept`)
	s = must(must(locked.Unlock(w.ctx(), newPassword))(t).Enter(w.ctx()))(t)
	wantSeen(t, "after a lock that left its row", looks(t, gone, s), "")
}

// The kit ends every other session, which learns it at its next look.
func TestTheKitEndsTheOtherProgram(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	w.pass(time.Minute)
	looks(t, 1, s)
	b := w.another(data.Options{})
	b.kit = w.kit
	r := b.openKit()
	mine := must(r.Finish(w.ctx(), b.answers(r)))(t)
	for range 3 {
		if _, err := s.Twins(w.ctx()); !errors.Is(err, access.ErrEnded) {
			t.Fatal(err)
		}
	}
	wantSeen(t, "after the kit", looks(t, gone, mine), "")
}

// A session that left looks no more, and leaves no row.
func TestNobodyLooksAfterTheEnd(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	var looking sync.WaitGroup
	looking.Go(func() {
		for {
			if _, err := s.Twins(w.ctx()); err != nil {
				if !errors.Is(err, access.ErrEnded) {
					t.Error(err)
				}
				return
			}
			w.edit(`DELETE FROM presence`) // so that every look writes
		}
	})
	if err := s.Close(w.ctx()); err != nil {
		t.Error(err)
	}
	looking.Wait()
	if n := w.present(); n != 0 {
		t.Errorf("%d rows", n)
	}
}

// A look that waits for the file while the session leaves writes nothing after it.
func TestALookThatWaitsForTheLastLine(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	var looking, left sync.WaitGroup
	var once sync.Once
	var s *access.Session
	waiting, last := false, make(chan struct{})
	b := w.another(data.Options{TestOnlyHook: func(step string) error {
		switch {
		case waiting && step == "begin": // of the look
			waiting = false
			left.Go(func() {
				if err := s.Close(t.Context()); err != nil {
					t.Error(err)
				}
			})
			<-last
		case s != nil && step == "commit":
			once.Do(func() { close(last) }) // the last line's transaction holds the file
		}
		return nil
	}})
	s = b.signIn()
	looks(t, 1, s)
	w.edit(`DELETE FROM presence`)
	waiting = true
	looking.Go(func() {
		if _, err := s.Twins(t.Context()); !errors.Is(err, access.ErrEnded) {
			t.Error(err)
		}
	})
	looking.Wait()
	left.Wait()
	if n := w.present(); n != 0 {
		t.Errorf("%d rows", n)
	}
}

// Rows that nobody with the ring's key wrote, or that were written once and put
// back, tell nothing; those taken away come back.
func TestForgedPresence(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	b := w.another(data.Options{})
	b.signIn()
	b.kill()
	w.edit(`CREATE TABLE kept AS SELECT * FROM presence; DELETE FROM presence`)
	quiet := func(what string) {
		t.Helper()
		for range 2 * gone {
			wantSeen(t, what, looks(t, 1, s), "")
		}
	}
	w.edit(`INSERT INTO presence SELECT id, randomblob(16), 1795338000000, randomblob(32) FROM accounts`)
	quiet("a mark made up")
	w.edit(`INSERT INTO presence SELECT * FROM kept`)
	quiet("an older row put back")
	w.edit(`DELETE FROM presence; INSERT INTO presence SELECT account, randomblob(16), since, mac FROM kept`)
	quiet("an older row under another id")
	w.edit(`UPDATE presence SET since = since + 3600000`)
	quiet("another time")
	w.edit(`DROP TABLE kept`)
	for range 2 * gone { // somebody without the key who answers every call
		w.edit(`INSERT OR REPLACE INTO presence SELECT id, zeroblob(16), 1795338000000, zeroblob(32) FROM accounts`)
		wantSeen(t, "a forger at work", looks(t, 1, s), "")
	}
	other := w.another(data.Options{}).signIn()
	wantSeen(t, "a real one", looks(t, soon, s, other), "09:00", "09:00")
	w.edit(`DELETE FROM presence`)
	wantSeen(t, "deleted while both work", looks(t, 1, s, other), "09:00", "09:00")
	wantSeen(t, "and once more", looks(t, gone, s, other), "09:00", "09:00")
}

// One flipped bit of a row changes nothing that anybody sees or may do.
func TestFlippedPresence(t *testing.T) {
	w := newWorld(t)
	w.found(false)
	w.kill() // its row stays
	want := ""
	for bit := -1; bit < 8*(16+16+8+32); bit += 1 + raced(44, 8)*min(1, bit+1) {
		b := w.another(data.Options{})
		if bit >= 0 {
			b.flipPresence(bit)
		}
		if r, err := access.Check(w.ctx(), b.file); err != nil || r.Accounts != 1 {
			t.Fatalf("bit %d: %v", bit, err)
		}
		s := b.signIn()
		wantSeen(t, fmt.Sprint("bit ", bit), looks(t, 2, s), "")
		o := must(s.Overview(w.ctx()))(t)
		o.LastSignIn = time.Time{}
		if got := fmt.Sprint(o, s.MayChangeCompany()); bit >= 0 && got != want {
			t.Errorf("bit %d: it reads otherwise", bit)
		} else {
			want = got
		}
		b.kill()
	}
}

// flipPresence flips a bit of a row: of its account, its session, its time, its
// mark, counted on.
func (w *world) flipPresence(bit int) {
	w.t.Helper()
	db := must(sql.Open("sqlite", "file:"+w.path+"?_pragma=busy_timeout(3000)"))(w.t)
	var row int64
	var account, session, mark []byte
	var since int64
	err := db.QueryRowContext(w.ctx(), `SELECT rowid, account, session, since, mac FROM presence ORDER BY rowid DESC`).Scan(&row, &account, &session, &since, &mark)
	if err != nil {
		w.t.Fatal(err)
	}
	all := slices.Concat(account, session, binary.BigEndian.AppendUint64(nil, uint64(since)), mark)
	all[bit/8] ^= 1 << (bit % 8)
	_, err = db.ExecContext(w.ctx(), `UPDATE presence SET account = $1, session = $2, since = $3, mac = $4 WHERE rowid = $5`,
		all[:16], all[16:32], int64(binary.BigEndian.Uint64(all[32:40])), all[40:], row)
	if err := errors.Join(err, db.Close()); err != nil {
		w.t.Fatal(err)
	}
}

// A file that is busy is told to nobody but the caller; the next look works.
func TestALookAtABusyFile(t *testing.T) {
	w := newWorld(t)
	w.found(false).Close(w.ctx())
	s := w.another(data.Options{Busy: 20 * time.Millisecond}).signIn()
	looks(t, 1, s)
	w.edit(`DELETE FROM presence`)
	b := w.another(data.Options{})
	err := b.file.Write(w.ctx(), func(*data.Tx) error {
		_, err := s.Twins(w.ctx())
		return err
	})
	if !errors.Is(err, data.ErrBusy) || w.present() != 0 {
		t.Fatalf("%v, %d rows", err, w.present())
	}
	wantSeen(t, "free again", looks(t, 1, s), "")
	if w.present() != 1 {
		t.Error("no row")
	}
}
