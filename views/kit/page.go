package kit

import (
	"context"

	"fyne.io/fyne/v2"
)

// Page is what a window's view is given: the window, the way to work in the background, the words, and the one way to
// explain an error. Its context ends when the window closes.
type Page struct {
	Window  fyne.Window
	Runner  Runner
	T       func(key string, args ...any) string
	Explain func(error) string
	Toasts  *Toasts
	Tips    *Tips

	ctx     context.Context
	cancel  context.CancelFunc
	working map[Worker]bool
	onClose []func()
	acts    int // of Do, under way
	onIdle  []func()
}

// PageSpec is what a page is made of. Nil words answer with their key, a nil Explain with the error's own text.
type PageSpec struct {
	Window  fyne.Window
	Runner  Runner
	T       func(key string, args ...any) string
	Explain func(error) string
}

// Worker is a component that can show that something runs: a Button.
type Worker interface{ SetWorking(bool) }

// NewPage returns a page that is open.
func NewPage(s PageSpec) *Page {
	p := &Page{Window: s.Window, Runner: s.Runner, T: s.T, Explain: s.Explain, working: map[Worker]bool{}}
	if p.T == nil {
		p.T = func(key string, _ ...any) string { return key }
	}
	if p.Explain == nil {
		p.Explain = error.Error
	}
	p.Toasts = NewToasts(s.Window, s.Runner)
	p.Tips = NewTips(s.Runner)
	p.ctx, p.cancel = context.WithCancel(context.Background())
	return p
}

// SetContent fills the window from edge to edge: the ground, the object, the toasts and the tips over it.
func (p *Page) SetContent(obj fyne.CanvasObject) {
	p.Window.SetPadded(false)
	p.Window.SetContent(Over(Ground(obj), p.Toasts.Layer(), p.Tips))
}

// Context ends when the page closes.
func (p *Page) Context() context.Context { return p.ctx }

// OnClose calls f once when the page closes, the last asked first: to stop timers, to wipe secrets.
func (p *Page) OnClose(f func()) { p.onClose = append(p.onClose, f) }

// Close ends the page's context and stops its toasts; it does not close the window. More than once does nothing more.
func (p *Page) Close() {
	if p.Closed() {
		return
	}
	p.cancel()
	p.Toasts.Clear()
	p.Tips.Clear()
	for i := len(p.onClose) - 1; i >= 0; i-- {
		p.onClose[i]()
	}
}

// Closed tells whether Close was called.
func (p *Page) Closed() bool { return p.ctx.Err() != nil }

// Busy tells whether an act of Do is under way, whose result would be lost with the page.
func (p *Page) Busy() bool { return p.acts > 0 }

// WhenIdle calls f as soon as no act of Do is under way, at once when there is none. It is not called when the page closes
// first.
func (p *Page) WhenIdle(f func()) {
	if !p.Busy() {
		f()
		return
	}
	p.onIdle = append(p.onIdle, f)
}

// ended notes the end of an act, and calls what waited for it.
func (p *Page) ended() {
	p.acts--
	for !p.Closed() && !p.Busy() && len(p.onIdle) > 0 {
		f := p.onIdle[0]
		p.onIdle = p.onIdle[1:]
		f()
	}
}

// Fail tells an error in a toast that stays.
func (p *Page) Fail(err error) { p.Toasts.Show(ToneError, p.Explain(err), "", nil) }

// Load fetches in the background, then shows, or fails; a nil fail tells the error in a toast. When the page closed in the
// meantime neither is called. A panic in fetch is the error ErrPanic.
func Load[T any](p *Page, fetch func(context.Context) (T, error), show func(T), fail func(error)) {
	if p.Closed() {
		return
	}
	if fail == nil {
		fail = p.Fail
	}
	var got T
	p.Runner.Go(func() (err error) {
		got, err = fetch(p.ctx)
		return err
	}, func(err error) {
		switch {
		case p.Closed():
		case err != nil:
			fail(err)
		default:
			show(got)
		}
	})
}

// Do runs the work behind a component, which shows it for as long; a second Do for the same component does nothing in the
// meantime. A nil component shows nothing and is never locked. Afterwards then gets the error, unless the page closed; a
// nil then tells an error in a toast.
func Do(p *Page, b Worker, work func(context.Context) error, then func(error)) {
	if p.Closed() || p.working[b] {
		return
	}
	if then == nil {
		then = func(err error) {
			if err != nil {
				p.Fail(err)
			}
		}
	}
	p.setWorking(b, true)
	p.acts++
	p.Runner.Go(func() error { return work(p.ctx) }, func(err error) {
		if p.Closed() {
			return
		}
		p.setWorking(b, false)
		then(err)
		p.ended()
	})
}

func (p *Page) setWorking(b Worker, on bool) {
	if b == nil {
		return
	}
	if on {
		p.working[b] = true
	} else {
		delete(p.working, b)
	}
	b.SetWorking(on)
}
