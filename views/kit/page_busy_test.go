package kit

import (
	"context"
	"slices"
	"testing"
)

// What must not take a page away while it works waits for its acts, and goes with a page that closes.
func TestPageWaitsForItsActs(t *testing.T) {
	r := &held{InlineRunner: Inline()}
	p := testPage(t, r)
	var log []string
	note := func(s string) func() { return func() { log = append(log, s) } }
	p.WhenIdle(note("at once"))
	Load(p, func(context.Context) (int, error) { return 0, nil }, func(int) {}, nil)
	if p.Busy() {
		t.Error("reading can be done again: it is no act")
	}
	r.finish()
	work := func(context.Context) error { return nil }
	Do(p, nil, work, func(error) {
		note("first")()
		if !p.Busy() {
			t.Error("an act has ended before its result was shown")
		}
		if len(log) == 2 {
			Do(p, &lamp{}, work, func(error) { note("second")() })
		}
	})
	p.WhenIdle(note("after both"))
	ends := r.ends
	r.ends = nil
	ends[0]()
	if !p.Busy() || len(log) != 2 {
		t.Error("it did not wait for the act that followed", log)
	}
	r.finish()
	if want := []string{"at once", "first", "second", "after both"}; !slices.Equal(log, want) || p.Busy() {
		t.Error(log)
	}

	Do(p, nil, work, nil)
	p.WhenIdle(note("lost"))
	p.Close()
	r.finish()
	if slices.Contains(log, "lost") {
		t.Error("called for a page that is gone")
	}
}
