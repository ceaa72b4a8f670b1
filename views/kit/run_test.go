package kit

import (
	"errors"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

var errWork = errors.New("work failed")

func TestInlineClock(t *testing.T) {
	r := Inline()
	var got []string
	note := func(s string) func() { return func() { got = append(got, s) } }
	r.After(2*time.Second, note("b"))
	r.After(time.Second, note("a"))
	r.After(2*time.Second, note("c"))
	stop := r.Every(time.Second, note("tick"))
	gone := r.After(time.Second, note("stopped"))
	gone()
	r.After(time.Second, func() { r.After(500*time.Millisecond, note("nested")) })
	r.Advance(999 * time.Millisecond)
	if len(got) != 0 {
		t.Fatalf("early: %v", got)
	}
	r.Advance(1001 * time.Millisecond)
	if want := []string{"a", "tick", "nested", "b", "c", "tick"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	stop()
	stop()
	if r.Advance(time.Hour); len(got) != 6 || r.Waiting() != 0 {
		t.Errorf("after stop: %v, %d waiting", got, r.Waiting())
	}
	if r.Elapsed() != time.Hour+2*time.Second {
		t.Error(r.Elapsed())
	}
}

func TestRunnersTellErrorsAndPanics(t *testing.T) {
	works := []struct {
		name string
		work func() error
		want error
	}{
		{"none", func() error { return nil }, nil},
		{"error", func() error { return errWork }, errWork},
		{"panic", func() error { panic("a secret") }, ErrPanic},
		{"out of range", func() error { return []error{nil}[len(os.Args)+1] }, ErrPanic},
	}
	runners := map[string]Runner{"inline": Inline(), "background": Background()}
	for name, r := range runners {
		for _, w := range works {
			synctest.Test(t, func(t *testing.T) {
				var err error
				var called atomic.Int32
				r.Go(w.work, func(e error) { err = e; called.Add(1) })
				synctest.Wait()
				if called.Load() != 1 || !errors.Is(err, w.want) {
					t.Errorf("%s, %s: %d calls, %v", name, w.name, called.Load(), err)
				}
				if w.want == ErrPanic && (strings.Contains(err.Error(), "secret") || !strings.Contains(err.Error(), "run_test.go") && !strings.Contains(err.Error(), "TestRunners")) {
					t.Errorf("%s: the error names the value or not the place: %v", name, err)
				}
			})
		}
	}
}

func TestBackgroundTimers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := Background()
		var once, ticks, stopped, later atomic.Int32
		r.After(time.Second, func() { once.Add(1) })
		stopEvery := r.Every(time.Second, func() { ticks.Add(1) })
		r.After(time.Second, func() { stopped.Add(1) })()
		r.Later(func() { later.Add(1) })
		time.Sleep(3500 * time.Millisecond) // the bubble's clock, not the world's
		synctest.Wait()
		stopEvery()
		stopEvery()
		time.Sleep(time.Minute)
		synctest.Wait()
		if once.Load() != 1 || ticks.Load() != 3 || stopped.Load() != 0 || later.Load() != 1 {
			t.Error(once.Load(), ticks.Load(), stopped.Load(), later.Load())
		}
	})
}
