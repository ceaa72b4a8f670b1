package kit

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// ErrPanic is what Go reports when the work panicked. The error names the place, never the value.
var ErrPanic = errors.New("work panicked")

// Runner does what may not block the window. Every callback it makes runs on Fyne's goroutine. stop may be called at any
// time and more than once; afterwards f is not called again, not even when it was already due.
type Runner interface {
	// Go runs work elsewhere, then then with its error; a panic in work becomes ErrPanic.
	Go(work func() error, then func(error))
	// After calls f once, d from now.
	After(d time.Duration, f func()) (stop func())
	// Every calls f each d.
	Every(d time.Duration, f func()) (stop func())
	// Later calls f soon, after what is under way.
	Later(f func())
}

// Background is the Runner of the running application.
func Background() Runner { return background{} }

type background struct{}

func (background) Go(work func() error, then func(error)) {
	go func() {
		err := guarded(work)
		fyne.Do(func() { then(err) })
	}()
}

func (background) After(d time.Duration, f func()) func() {
	var stopped atomic.Bool
	timer := time.AfterFunc(d, func() {
		fyne.Do(func() {
			if !stopped.Load() {
				f()
			}
		})
	})
	return func() {
		stopped.Store(true)
		timer.Stop()
	}
}

func (background) Every(d time.Duration, f func()) func() {
	var stopped atomic.Bool
	done := make(chan struct{})
	go func() {
		ticker := time.NewTicker(d)
		defer ticker.Stop()
		for {
			select {
			case <-done:
				return
			case <-ticker.C:
				fyne.Do(func() {
					if !stopped.Load() {
						f()
					}
				})
			}
		}
	}()
	return func() {
		if !stopped.Swap(true) {
			close(done)
		}
	}
}

func (background) Later(f func()) {
	go fyne.Do(f)
}

// InlineRunner is the Runner of tests: work runs at once on the caller's goroutine, time moves by Advance alone.
type InlineRunner struct {
	elapsed time.Duration
	seq     int
	timers  []*inlineTimer
}

type inlineTimer struct {
	due, every time.Duration
	seq        int
	f          func()
}

// Inline returns a Runner whose clock stands still.
func Inline() *InlineRunner { return &InlineRunner{} }

// Go runs work and then then before it returns.
func (r *InlineRunner) Go(work func() error, then func(error)) { then(guarded(work)) }

// Later runs f before it returns.
func (r *InlineRunner) Later(f func()) { f() }

// After waits for Advance.
func (r *InlineRunner) After(d time.Duration, f func()) func() { return r.add(d, 0, f) }

// Every waits for Advance.
func (r *InlineRunner) Every(d time.Duration, f func()) func() { return r.add(d, d, f) }

// Elapsed is the sum of what Advance was given, as the callbacks see it.
func (r *InlineRunner) Elapsed() time.Duration { return r.elapsed }

// Advance moves the clock and calls what became due, in the order of time; of equals the first asked comes first.
func (r *InlineRunner) Advance(d time.Duration) {
	end := r.elapsed + d
	for {
		t := r.next(end)
		if t == nil {
			break
		}
		r.elapsed = t.due
		if t.every > 0 {
			t.due += t.every
		} else {
			r.drop(t)
		}
		t.f()
	}
	r.elapsed = end
}

// Waiting is how many timers are still set: a closed window leaves none.
func (r *InlineRunner) Waiting() int { return len(r.timers) }

func (r *InlineRunner) add(d, every time.Duration, f func()) func() {
	r.seq++
	t := &inlineTimer{due: r.elapsed + d, every: every, seq: r.seq, f: f}
	r.timers = append(r.timers, t)
	return func() { r.drop(t) }
}

func (r *InlineRunner) drop(t *inlineTimer) {
	for i, other := range r.timers {
		if other == t {
			r.timers = append(r.timers[:i], r.timers[i+1:]...)
			return
		}
	}
}

func (r *InlineRunner) next(end time.Duration) *inlineTimer {
	var first *inlineTimer
	for _, t := range r.timers {
		if t.due > end {
			continue
		}
		if first == nil || t.due < first.due || t.due == first.due && t.seq < first.seq {
			first = t
		}
	}
	return first
}

func guarded(work func() error) (err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("%w in %s", ErrPanic, panicPlace())
		}
	}()
	return work()
}

// panicPlace names the function and line that panicked: the first frame below the runtime's own.
func panicPlace() string {
	pc := make([]uintptr, 32)
	frames := runtime.CallersFrames(pc[:runtime.Callers(3, pc)])
	for {
		f, more := frames.Next()
		if !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", f.Function, f.Line)
		}
		if !more {
			return "unknown place"
		}
	}
}
