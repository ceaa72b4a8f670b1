package kit

import "time"

const idleTick = time.Second

// Idle tells when nobody has done anything for a while, also when the computer slept through it.
type Idle struct {
	limit  time.Duration
	now    func() time.Time
	onIdle func()
	last   time.Time
	told   bool
	stop   func()
}

// NewIdle watches from now on: onIdle is called on Fyne's goroutine, at most a second after the limit has passed without a
// Touch, and once until the next Touch. The time is the wall clock's, which goes on during a suspend.
func NewIdle(r Runner, limit time.Duration, now func() time.Time, onIdle func()) *Idle {
	i := &Idle{limit: limit, now: now, onIdle: onIdle}
	i.last = i.wall()
	i.stop = r.Every(idleTick, i.check)
	return i
}

// Touch says that the person did something. When the limit passed before, as after a suspend, it counts as idle first.
func (i *Idle) Touch() {
	i.check()
	i.last, i.told = i.wall(), false
}

// SetLimit changes the limit; it counts from the last Touch.
func (i *Idle) SetLimit(d time.Duration) { i.limit = d }

// Stop ends the watch.
func (i *Idle) Stop() { i.stop() }

func (i *Idle) check() {
	now := i.wall()
	if now.Before(i.last) {
		i.last = now // the clock was set back: count from here
	}
	if !i.told && now.Sub(i.last) >= i.limit {
		i.told = true
		i.onIdle()
	}
}

// wall drops the monotonic reading, which stands still while the computer sleeps.
func (i *Idle) wall() time.Time { return i.now().Round(0) }
