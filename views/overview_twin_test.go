package views

import (
	"strings"
	"testing"
	"time"

	"trousseau/app"
	"trousseau/app/access"
	"trousseau/views/kit"
)

// noted gives the texts above the cards.
func (o *overviewPage) noted() []string {
	out := []string{}
	for _, n := range o.notes.Objects {
		if m, ok := n.(*kit.Message); ok {
			out = append(out, m.Text())
		}
	}
	return out
}

// The note comes when another program does, says since when, and goes with it;
// nothing is read for it.
func TestOverviewTellsOfTwins(t *testing.T) {
	p, _ := newTestPage(t, "en")
	f := overviewFine()
	o, _ := showOverview(t, p, "en", f)
	early := overviewNow().Add(-90 * time.Minute).UTC()
	for _, c := range []struct {
		twins []time.Time
		sum   string
		says  []string
	}{
		{nil, "overview.sum.0", nil},
		{[]time.Time{early}, "overview.sum.1", []string{"in another program too, since 17:00. ", "“I have lost my password”"}},
		{[]time.Time{early.Add(-48 * time.Hour), early}, "overview.sum.1", []string{"in 2 other programs too, in the first since ", "20", "17:00"}},
		{nil, "overview.sum.0", nil},
	} {
		o.tell(c.twins)
		got := o.noted()
		if len(got) != min(1, len(c.twins)) || o.sentence.Text() != p.T(c.sum) {
			t.Errorf("%d others: %q, %q", len(c.twins), got, o.sentence.Text())
		}
		for _, says := range c.says {
			if !strings.Contains(got[0], says) {
				t.Errorf("%q does not say %q", got[0], says)
			}
		}
	}
	if f.reads != 1 {
		t.Errorf("read %d times", f.reads)
	}
}

func TestOverviewTwinNoteFits(t *testing.T) {
	screens := sheetScreens(1280, 800)
	screens["small-de-200"] = testScreen{"de", kit.ModeLight, 2, 1024, 680}
	screens["small-nl"] = testScreen{"nl", kit.ModeDark, 1, 1024, 680}
	for name, s := range screens {
		t.Run(name, func(t *testing.T) {
			p, _ := newTestPageOn(t, s)
			h, _ := showHouse(t, p, s.Lang, overviewFine())
			h.inside.(*overviewPage).tell([]time.Time{overviewNow().Add(-48 * time.Hour), overviewNow()})
			wantInside(t, p.Window)
			wantNoHoles(t, p.Window)
			shootPage(t, p, "05c-twin-"+name)
		})
	}
}

// beside is a second program in which the same person works.
func (d *deskTest) beside() *access.Session {
	d.Helper()
	program, err := app.Open(d.Context(), d.options())
	if err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() { _ = program.Close() }) // nothing is lost
	e, err := program.Door.Password(d.Context(), deskEmail, deskPassword)
	if err != nil {
		d.Fatal(err)
	}
	s, err := e.Enter(d.Context())
	if err != nil {
		d.Fatal(err)
	}
	return s
}

// around lets both programs look around for a while.
func (d *deskTest) around(s *access.Session, times int) (told int) {
	d.Helper()
	for range times {
		d.runner.Advance(access.WatchEvery)
		twins, err := s.Twins(d.Context())
		if err != nil {
			d.Fatal(err)
		}
		told = len(twins)
	}
	return told
}

// The same account in two programs: the window tells it, also after a lock, and
// no longer when the other left.
func TestDeskTellsOfATwin(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	defer d.stop()
	notes := func() int {
		return len(d.desk.scenes[winMain].view.(*houseWindow).inside.(*overviewPage).noted())
	}
	was := notes()
	d.runner.Advance(10 * time.Second)
	if notes() != was {
		t.Fatal("somebody is told of himself")
	}
	other := d.beside()
	if told := d.around(other, 4); told != 1 || notes() != was+1 {
		t.Fatalf("told: %d there, %d here", told, notes()-was)
	}
	d.want(winMain, d.desk.words.T("overview.twin", "Count", 1, "Since", clock(d.now().In(d.now().Location())), "Way", d.word("signin.lost"))[:40])
	d.desk.change(access.Screen{Language: "en", Theme: "dark", Scale: 100})
	if notes() != was+1 {
		t.Error("lost in another language")
	}
	lockKey(d.window(winMain))
	if told := d.around(other, 7); told != 0 {
		t.Errorf("a locked program is told: %d", told)
	}
	d.unlock()
	if told := d.around(other, 4); told != 1 || notes() != was+1 {
		t.Fatalf("after the lock: %d there, %d here", told, notes()-was)
	}
	if err := other.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	d.runner.Advance(5 * time.Second)
	if notes() != was {
		t.Error("still told after the other left")
	}
}

// A session that the kit ended elsewhere ends here at once, with a word about it.
func TestDeskLeavesWhenTheKitWasUsedElsewhere(t *testing.T) {
	d := newDeskTest(t)
	d.inside(false)
	defer d.stop()
	program, err := app.Open(t.Context(), d.options())
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	r, err := program.Door.Kit(t.Context(), deskEmail, d.sheet)
	if err != nil {
		t.Fatal(err)
	}
	kit, err := r.NewKit()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.Finish(t.Context(), access.Rescued{Password: freshPassword, Consent: true, Kit: kit}); err != nil {
		t.Fatal(err)
	}
	d.runner.Advance(time.Second)
	d.want(winMain, d.word("fault.ended"))
	if d.desk.visit.session != nil || d.desk.twins != nil {
		t.Error("the session goes on")
	}
}
