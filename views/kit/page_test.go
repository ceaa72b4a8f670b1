package kit

import (
	"context"
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
)

// held is a Runner whose work ends when the test says so.
type held struct {
	*InlineRunner
	ends []func()
}

func (h *held) Go(work func() error, then func(error)) {
	h.ends = append(h.ends, func() { h.InlineRunner.Go(work, then) })
}

func (h *held) finish() {
	for _, end := range h.ends {
		end()
	}
	h.ends = nil
}

type lamp struct{ log []bool }

func (l *lamp) SetWorking(on bool) { l.log = append(l.log, on) }

func testPage(t *testing.T, r Runner) *Page {
	t.Helper()
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 600, 400)
	p := NewPage(PageSpec{Window: w, Runner: r, Explain: func(error) string { return "expliqué" }})
	p.SetContent(box(10, 10))
	return p
}

func TestLoad(t *testing.T) {
	tests := []struct {
		name         string
		fetch        func(context.Context) (int, error)
		close        bool
		shown, fails int
	}{
		{"shown", func(context.Context) (int, error) { return 7, nil }, false, 7, 0},
		{"failed", func(context.Context) (int, error) { return 7, errWork }, false, 0, 1},
		{"panicked", func(context.Context) (int, error) { panic("x") }, false, 0, 1},
		{"closed meanwhile", func(c context.Context) (int, error) { return 7, c.Err() }, true, 0, 0},
	}
	for _, tt := range tests {
		r := &held{InlineRunner: Inline()}
		p := testPage(t, r)
		shown, fails := 0, 0
		Load(p, tt.fetch, func(v int) { shown = v }, func(error) { fails++ })
		if tt.close {
			p.Close()
		}
		r.finish()
		if shown != tt.shown || fails != tt.fails {
			t.Errorf("%s: shown %d, failed %d", tt.name, shown, fails)
		}
	}
}

func TestLoadExplainsInAToast(t *testing.T) {
	p := testPage(t, Inline())
	Load(p, func(context.Context) (int, error) { return 0, errWork }, func(int) { t.Error("shown") }, nil)
	if got := p.Toasts.Texts(); !slices.Equal(got, []string{"expliqué"}) {
		t.Error(got)
	}
}

func TestDo(t *testing.T) {
	r := &held{InlineRunner: Inline()}
	p := testPage(t, r)
	b, runs, ends := &lamp{}, 0, 0
	work := func(context.Context) error { runs++; return errWork }
	then := func(err error) {
		if !errors.Is(err, errWork) {
			t.Error(err)
		}
		ends++
	}
	Do(p, b, work, then)
	Do(p, b, work, then)
	r.finish()
	if runs != 1 || ends != 1 || !slices.Equal(b.log, []bool{true, false}) {
		t.Errorf("%d runs, %d ends, %v", runs, ends, b.log)
	}
	Do(p, b, work, nil)
	r.finish()
	if runs != 2 || len(p.Toasts.Texts()) != 1 {
		t.Error("a second time, or its toast, is missing")
	}
	Do(p, nil, work, then)
	Do(p, nil, work, then)
	r.finish()
	if runs != 4 {
		t.Errorf("%d runs without a component", runs)
	}
	p.Close()
	Do(p, b, work, then)
	r.finish()
	if runs != 4 {
		t.Error("it works for a closed page")
	}
}

func TestPageClose(t *testing.T) {
	p := testPage(t, Inline())
	var order []int
	p.OnClose(func() { order = append(order, 1) })
	p.OnClose(func() { order = append(order, 2) })
	p.Toasts.Show(ToneError, "reste", "", nil)
	p.Close()
	p.Close()
	if !slices.Equal(order, []int{2, 1}) || !p.Closed() || p.Context().Err() == nil || len(p.Toasts.Texts()) != 0 {
		t.Error(order, p.Closed(), p.Toasts.Texts())
	}
}

func TestWindows(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(NewTheme(testLook(t), ModeLight, 1, nil))
	built := 0
	build := func() *Page {
		built++
		return NewPage(PageSpec{Window: test.NewWindow(box(10, 10)), Runner: Inline()})
	}
	w := NewWindows()
	a := w.Open("a", build)
	if again := w.Open("a", build); again != a || built != 1 {
		t.Fatal("opened twice")
	}
	b, c := w.Open("b", build), w.Open("c", build)
	b.Window.Close()
	if !b.Closed() || w.Page("b") != nil || w.Window("b") != nil || !slices.Equal(w.Keys(), []string{"a", "c"}) {
		t.Error("a closed window is still known, or its page lives", w.Keys())
	}
	w.CloseAll("a")
	if !c.Closed() || a.Closed() || !slices.Equal(w.Keys(), []string{"a"}) {
		t.Error("CloseAll", w.Keys())
	}
	if d := w.Open("c", build); d == c || d.Closed() {
		t.Error("a closed window cannot be opened again")
	}
	if !slices.Equal(w.Keys(), []string{"a", "c"}) {
		t.Error(w.Keys())
	}
	w.CloseAll()
	w.Close("a")
	if len(w.Keys()) != 0 {
		t.Error(w.Keys())
	}
}
