package access_test

import (
	"database/sql"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/app/keys"
)

// Lines whose contents were changed outside are told by their numbers, and what the
// other lines tell is told all the same.
func TestAnUnreadableLineIsNewsAndHidesNone(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	joris := w.secondOwner(s)
	joris.enter().Close(w.ctx())
	first := w.lines()
	if err := errors.Join(s.RecordOffSite(w.ctx()), s.RecordOffSite(w.ctx()), s.Close(w.ctx())); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Hour)
	r := w.openKit()
	r.WithoutFactor()
	must(r.Finish(w.ctx(), w.withPhone(r, w.answers(r))))(t).Close(w.ctx())
	w.byHand(fmt.Sprintf(`UPDATE journal SET body = zeroblob(length(body)) WHERE seq IN (%d, %d)`, first, first+1))
	news := must(joris.enter().News(w.ctx()))(t)
	i := slices.IndexFunc(news, func(n access.News) bool { return n.Kind == access.NewsLine })
	if i < 0 || news[i].Line != uint64(first) || news[i].Count != 2 || news[i].Time == 0 {
		t.Errorf("%+v", news)
	}
	if !slices.Contains(kinds(news), access.NewsOtherKit) {
		t.Errorf("the kit is not told: %+v", news)
	}
}

// A line that is none any more, which the person's program had seen whole.
func TestALineThatIsNoneIsNews(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	joris := w.secondOwner(s)
	joris.enter().Close(w.ctx())
	his := joris.enter()
	w.pass(time.Second)
	torn := w.lines()
	if err := errors.Join(s.RecordOffSite(w.ctx()), his.Close(w.ctx()), s.Close(w.ctx())); err != nil {
		t.Fatal(err)
	}
	w.byHand(fmt.Sprintf(`UPDATE journal SET line = X'01' WHERE seq = %d`, torn))
	news := must(joris.enter().News(w.ctx()))(t)
	if len(news) != 1 || news[0].Kind != access.NewsLine || news[0].Line != uint64(torn) || news[0].Count != 1 || news[0].Time == 0 {
		t.Errorf("%+v", news)
	}
}

// A drill says which line of the copy does not open.
func TestADrillNamesTheLine(t *testing.T) {
	w := newWorld(t)
	s := w.found(true)
	if err := saveTerms(w.ctx(), s, "Thirty days."); err != nil {
		t.Fatal(err)
	}
	last := w.lines() - 1
	for column, edit := range map[string]string{"body": `body = zeroblob(length(body))`, "change": `change = zeroblob(length(change))`, "signature": `signature = zeroblob(64)`} {
		path := filepath.Join(t.TempDir(), "copy")
		if err := w.file.Copy(w.ctx(), path); err != nil {
			t.Fatal(err)
		}
		db := must(sql.Open("sqlite", path))(t)
		_, err := db.Exec(fmt.Sprintf(`UPDATE journal SET `+edit+` WHERE seq = %d`, last))
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		var line *access.LineError
		if err := w.drill(s, path); !errors.As(err, &line) || line.Seq != uint64(last) || !errors.Is(err, access.ErrTampered) {
			t.Errorf("%s: %v", column, err)
		}
	}
}

// A report whose version was raised by hand does not shut its member out: his own
// takes its place, and he is told.
func TestARaisedReportIsReplacedAndTold(t *testing.T) {
	for _, raised := range []string{"version + 1", "4611686018427387904", fmt.Sprint(math.MaxInt64)} {
		w := newWorld(t)
		s := w.found(true)
		elise := w.elise(s, nil, keys.Common)
		elise.enter().Close(w.ctx())
		s.Close(w.ctx())
		w.byHand(`UPDATE profiles SET version = ` + raised)
		his := elise.enter()
		news := kinds(must(his.News(w.ctx()))(t))
		if !slices.Contains(news, access.NewsReport) {
			t.Errorf("%s: %v", raised, news)
		}
		his.Close(w.ctx())
		w.pass(time.Minute)
		s = w.signIn() // an owner, who could open what stands there
		if news := kinds(must(s.News(w.ctx()))(t)); !slices.Contains(news, access.NewsReport) {
			t.Errorf("%s: the owner: %v", raised, news)
		}
		for _, p := range must(s.People(w.ctx()))(t) {
			if p.Unreadable || p.Stale || p.First == "" {
				t.Errorf("%s: %+v", raised, p)
			}
		}
	}
}

// Who never signed in costs no more than the lines since he became a member.
func TestTheListStopsWhereNobodyCanHaveWritten(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	if err := s.Fill(w.ctx(), 600); err != nil {
		t.Fatal(err)
	}
	w.elise(s, nil, keys.Common) // never signs in
	s.Close(w.ctx())
	w.byHand(`UPDATE journal SET line = X'01' WHERE seq = 3`) // reading it would be an error
	w.pass(time.Minute)
	s = w.signIn()
	people, err := s.People(w.ctx())
	if err != nil || len(people) != 2 {
		t.Fatalf("%d people, %v", len(people), err)
	}
	if p := byEmail(people, eliseEmail); p.Unreadable || p.SignIn != 0 {
		t.Errorf("%+v", p)
	}
}

// Somebody who joined and wrote long before the newest page is found all the same.
func TestTheListGoesBackToTheNewestLineOfEverybody(t *testing.T) {
	w := newWorld(t)
	s := w.found(false)
	elise := w.elise(s, nil, keys.Common)
	elise.enter().Close(w.ctx())
	report := w.row(`profiles WHERE rowid = 2`)
	elise.enter().Close(w.ctx())
	if err := s.Fill(w.ctx(), 1200); err != nil {
		t.Fatal(err)
	}
	w.joris(s, keys.Invite{Kind: keys.Internal}, keys.Common) // never signs in
	s.Close(w.ctx())
	w.byHand(`UPDATE profiles SET ` + report + ` WHERE rowid = 2`)
	w.pass(time.Minute)
	if p := byEmail(must(w.signIn().People(w.ctx()))(t), eliseEmail); !p.Stale {
		t.Errorf("an older report is believed: %+v", p)
	}
}
