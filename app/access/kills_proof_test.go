package access_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"trousseau/app/access"
	"trousseau/data"
)

// model is what the file must hold: everything that was acknowledged.
type model struct {
	lines  int // of the journal
	screen string
	city   string
	seed   string
}

// pending is an act that was begun.
type pending struct{ name, value string }

// with is the model after one more act.
func (m model) with(p pending) model {
	m.lines++
	switch p.name {
	case "screen":
		m.screen = p.value
	case "company":
		m.city = p.value
	case "enrol":
		m.seed = p.value
	}
	return m
}

// arena is one file under fire.
type arena struct {
	*world
	model model
	tick  int
	dice  *rand.Rand
	kills *tally
}

// tally counts over all arenas.
type tally struct{ kills, acked, before, after atomic.Int64 }

func newArena(t *testing.T, dice uint64, kills *tally) *arena {
	dir := ramFolder(t)
	a := &arena{world: &world{t: t, path: filepath.Join(dir, "shop.trousseau"), state: filepath.Join(dir, "state"), now: start},
		dice: rand.New(rand.NewPCG(dice, 2)), kills: kills}
	file := must(data.Create(t.Context(), a.path, data.Options{}))(t)
	a.use(file)
	s := a.found(true)
	if err := errors.Join(s.Close(a.ctx()), a.file.Close()); err != nil {
		t.Fatal(err)
	}
	a.model = model{lines: 2, screen: "100 fr", city: "Bruges", seed: a.seed}
	return a
}

// round starts a child, kills it and gives what it said. Every other kill falls
// on a step of the storage, the others at any moment.
func (a *arena) round(name string, steps int) []string {
	a.t.Helper()
	p := part{Path: a.path, State: a.state, Seed: a.model.seed, Tick: a.tick, Dice: a.dice.Uint64()}
	after := time.Duration(-1)
	if a.dice.IntN(2) == 0 {
		p.Die = 1 + a.dice.IntN(steps)
	} else {
		after = time.Duration(a.dice.IntN(times(40, 200))) * time.Millisecond
	}
	c := startChild(a.t, name, p)
	var said []string
	for {
		s, ok := c.line()
		if !ok || strings.HasPrefix(s, "child failed") {
			a.t.Fatalf("%s: %q after %q", name, s, said)
		}
		if s == "ready" {
			break
		}
		said = append(said, s)
	}
	said = append(said, c.killAfter(after)...)
	a.kills.kills.Add(1)
	return said
}

// hear takes in what a child said: the acknowledged acts, and the one that was under way.
func (a *arena) hear(said []string) *pending {
	a.t.Helper()
	var open *pending
	for _, s := range said {
		if s == "ack" {
			a.model = a.model.with(*open)
			a.kills.acked.Add(1)
			open = nil
			continue
		}
		open = &pending{}
		if _, err := fmt.Sscanf(s, "begin %d %s %q", &a.tick, &open.name, &open.value); err != nil {
			a.t.Fatalf("%q: %v", s, err)
		}
	}
	return open
}

// judge opens the file as the next start of the program does and reads all of
// it: the state is the acknowledged one, or that with the whole act under way.
func (a *arena) judge(open *pending) {
	a.t.Helper()
	file, err := data.Open(a.ctx(), a.path, data.Options{})
	if err != nil {
		a.t.Fatal("opening after a kill:", err)
	}
	a.use(file)
	defer func() {
		if err := file.Close(); err != nil {
			a.t.Fatal(err)
		}
	}()
	report, err := access.Check(a.ctx(), file)
	if err != nil {
		a.t.Fatal("check after a kill:", err)
	}
	a.tick++
	a.now = moment(a.tick)
	e, err := a.door.Password(a.ctx(), ownerEmail, ownerPassword)
	if err != nil {
		a.t.Fatal(err)
	}
	a.seed = access.FactorOf(e)
	if !decodable(a.seed) {
		a.t.Fatal("the second factor is gone")
	}
	s, err := e.Code(a.ctx(), a.code(0))
	if err != nil {
		a.t.Fatal("signing in after a kill:", err)
	}
	r, err := access.ReadAll(a.ctx(), s)
	if err != nil {
		a.t.Fatal("reading after a kill:", err)
	}
	screen := s.Screen()
	got := model{lines: report.Lines, screen: fmt.Sprintf("%d %s", screen.Scale, screen.Language), city: r.Company.City, seed: a.seed}
	switch {
	case got == a.model:
		a.kills.before.Add(1)
	case open != nil && got == a.model.with(*open):
		a.kills.after.Add(1)
	default:
		a.t.Fatalf("after a kill in %v the file holds\n%+v, acknowledged was\n%+v", open, got, a.model)
	}
	if err := s.Close(a.ctx()); err != nil {
		a.t.Fatal(err)
	}
	a.model = got.with(pending{name: "open"}).with(pending{name: "close"})
}

// A program killed at any moment has lost no act that was acknowledged, and left
// none half done (SECURITY 3.1, 3.2).
func TestKilledPrograms(t *testing.T) {
	var kills tally
	each := raced(4, times(26, 140)) // each child is the test program: slow with the race detector
	t.Run("acts", func(t *testing.T) {
		for i, act := range []struct {
			name  string
			steps int // how many steps of the storage the kills are spread over
		}{{"screen", 24}, {"company", 30}, {"enrol", 36}, {"lock", 60}, {"signin", 60}, {"mixed", 80}} {
			t.Run(act.name, func(t *testing.T) {
				t.Parallel()
				var a *arena
				for n := range each {
					if n%7 == 0 { // a new file now and then: reading a long journal proves nothing more
						a = newArena(t, uint64(100*i+n), &kills)
					}
					a.judge(a.hear(a.round(act.name, act.steps)))
				}
			})
		}
		t.Run("found", func(t *testing.T) { t.Parallel(); killedFoundings(t, each, &kills) })
		t.Run("wrong", func(t *testing.T) { t.Parallel(); killedTries(t, each, &kills) })
	})
	figure(t, "%d kills, %d acknowledged acts, 0 lost, 0 half (the act under way: %d times absent, %d times whole)",
		kills.kills.Load(), kills.acked.Load(), kills.before.Load(), kills.after.Load())
	if n := kills.kills.Load(); n == int64(8*each) && n < int64(raced(0, times(200, 1000))) {
		t.Fatalf("%d kills are too few to say anything", n)
	}
}
