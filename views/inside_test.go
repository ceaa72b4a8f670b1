package views

// Whether everything in a window can be seen whole: nothing reaches beyond an edge
// that does not scroll, and no text is larger than its box.

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"trousseau/views/kit"
)

// wantInside fails when a text or a component that can be used reaches beyond what
// can be shown of it, in the window and in what lies over it, or when a text is cut
// by its own box.
func wantInside(t testing.TB, w fyne.Window) {
	t.Helper()
	for _, o := range append([]fyne.CanvasObject{w.Content()}, w.Canvas().Overlays().List()...) {
		for _, fault := range outside(o, w.Canvas().Size()) {
			t.Error(fault)
		}
	}
}

// sight is the part of a window in which something can be seen. What scrolls is
// seen at any height, and may be larger than its place.
type sight struct {
	left, right, top, bottom float32
	scrolls                  bool
}

func (s sight) holds(at fyne.Position, size fyne.Size) bool {
	sideways := at.X >= s.left-0.5 && at.X+size.Width <= s.right+1
	return sideways && (s.scrolls || at.Y >= s.top-0.5 && at.Y+size.Height <= s.bottom+1)
}

// outside gives what cannot be seen whole in an object of a window of that size.
func outside(o fyne.CanvasObject, size fyne.Size) []string {
	i := &insideWalk{}
	i.walk(o, fyne.NewPos(0, 0), sight{right: size.Width, bottom: size.Height})
	return i.faults
}

type insideWalk struct{ faults []string }

func (i *insideWalk) fault(o fyne.CanvasObject, name string, at fyne.Position, size fyne.Size) {
	i.faults = append(i.faults, fmt.Sprintf("%T %s: %.0f × %.0f at %.0f, %.0f", o, name, size.Width, size.Height, at.X, at.Y))
}

func (i *insideWalk) walk(o fyne.CanvasObject, at fyne.Position, s sight) {
	if o == nil || !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *canvas.Text:
		i.text(o, at, s)
	case *container.Scroll:
		if o.Direction != container.ScrollVerticalOnly {
			return // the text of an entry, which moves with its cursor
		}
		if size := o.Size(); !s.holds(at, size) {
			i.fault(o, "", at, size)
		}
		i.walk(o.Content, at, sight{left: at.X, right: at.X + o.Size().Width, scrolls: true})
	case *fyne.Container:
		for _, child := range o.Objects {
			i.walk(child, at, s)
		}
	case fyne.Widget:
		if _, ok := o.(fyne.Focusable); ok && !s.holds(at, o.Size()) {
			i.fault(o, "", at, o.Size())
		}
		for _, child := range test.WidgetRenderer(o).Objects() {
			i.walk(child, at, s)
		}
	}
}

// text compares a line with its box, and its box with what can be seen.
func (i *insideWalk) text(o *canvas.Text, at fyne.Position, s sight) {
	if o.Text == "" {
		return
	}
	least, box := o.MinSize(), o.Size()
	if least.Width > box.Width+1 || least.Height > box.Height+1 {
		i.fault(o, "cut: "+o.Text, at, least)
	}
	if !s.holds(at, fyne.NewSize(min(least.Width, box.Width), box.Height)) {
		i.fault(o, "outside: "+o.Text, at, least)
	}
}

func TestWantInsideSees(t *testing.T) {
	p, _ := newTestPage(t, "en")
	line := func(w, h float32) fyne.CanvasObject {
		text := canvas.NewText("A line that takes its room", nil)
		text.TextSize = 14
		return kit.Fixed(w, h, text)
	}
	for name, c := range map[string]struct {
		obj    fyne.CanvasObject
		faults int
	}{
		"whole":          {kit.Left(line(300, 20)), 0},
		"cut sideways":   {kit.Left(line(40, 20)), 1},
		"cut below":      {kit.Left(line(300, 8)), 1},
		"too low":        {kit.VStack(0, kit.Gap(795), line(300, 20)), 1},
		"scrolls to it":  {kit.Scroll(kit.VStack(0, kit.Gap(795), line(300, 20))), 0},
		"too far right":  {kit.HStack(0, kit.Gap(1200), line(300, 20)), 1},
		"button too low": {kit.VStack(0, kit.Gap(790), kit.NewButton(kit.Main, "Go", nil)), 2},
	} {
		c.obj.Resize(p.Window.Canvas().Size())
		if faults := outside(c.obj, p.Window.Canvas().Size()); len(faults) != c.faults {
			t.Errorf("%s: %q", name, faults)
		}
	}
	kit.Confirm(p.Window, kit.ConfirmSpec{Title: "Sure?", Verb: "Yes", Cancel: "No", Body: line(30, 20)})
	seen := 0
	for _, o := range p.Window.Canvas().Overlays().List() {
		seen += len(outside(o, p.Window.Canvas().Size()))
	}
	if seen != 1 {
		t.Errorf("%d faults in a dialog, want 1", seen)
	}
}
