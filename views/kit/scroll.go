package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Scroller scrolls its content vertically and gives it the whole width.
type Scroller struct {
	widget.BaseWidget
	scroll *container.Scroll
	shown  bool // its beginning was chosen
}

// Scroll makes obj scroll vertically.
func Scroll(obj fyne.CanvasObject) *Scroller {
	s := &Scroller{scroll: container.NewVScroll(obj)}
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *Scroller) CreateRenderer() fyne.WidgetRenderer {
	return newSketch(sketch{
		owner: s, objects: []fyne.CanvasObject{s.scroll},
		least: s.scroll.MinSize, place: s.place, paint: func() {},
	})
}

func (s *Scroller) place(size fyne.Size) {
	content := s.scroll.Content
	before := content.Size()
	content.Resize(fyne.NewSize(size.Width, max(size.Height, content.MinSize().Height)))
	s.scroll.Resize(size)
	if now := max(size.Height, content.MinSize().Height); now != before.Height {
		content.Resize(fyne.NewSize(size.Width, now))
		s.scroll.Refresh() // its bars follow the content's height
	}
	s.appear()
}

// appear reveals what got the focus while the content was not in a canvas yet: nothing has a place before that.
func (s *Scroller) appear() {
	c := fyne.CurrentApp().Driver().CanvasForObject(s)
	if s.shown || c == nil {
		return
	}
	s.shown = true
	if o, ok := c.Focused().(fyne.CanvasObject); ok && s.holds(o) {
		s.Reveal(o)
	}
}

// Offset is how far the content is scrolled down.
func (s *Scroller) Offset() float32 { return s.scroll.Offset.Y }

// Top scrolls to the beginning, and lets it begin there whatever has the focus.
func (s *Scroller) Top() {
	s.shown = true
	s.scroll.ScrollToTop()
}

// Reveal scrolls as little as needed to show obj, which stands somewhere in the content, with some room around it. Of an
// input its whole field is shown: its label, and the hint or the fault below.
func (s *Scroller) Reveal(obj fyne.CanvasObject) {
	if f := fieldAround(s.scroll.Content, obj); f != nil {
		obj = f
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	s.show(at(obj).Y-at(s.scroll.Content).Y, obj.Size().Height)
}

// fieldAround is the field in which obj stands, nil where it stands in none.
func fieldAround(outer, obj fyne.CanvasObject) *Field {
	if !outer.Visible() {
		return nil
	}
	if f, ok := outer.(*Field); ok && within(obj, f) {
		return f
	}
	for _, child := range children(outer) {
		if f := fieldAround(child, obj); f != nil {
			return f
		}
	}
	return nil
}

// show brings a part of the content into sight.
func (s *Scroller) show(from, height float32) {
	top := from - U(16)
	bottom := top + height + U(32)
	seen := s.scroll.Size().Height
	switch y := s.scroll.Offset.Y; {
	case top < y:
		s.scrollTo(top)
	case bottom > y+seen:
		s.scrollTo(min(top, bottom-seen))
	}
}

func (s *Scroller) scrollTo(y float32) {
	s.scroll.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), max(s.room(), 0))))
}

// room is how far it can be scrolled down.
func (s *Scroller) room() float32 { return s.scroll.Content.Size().Height - s.scroll.Size().Height }

func (s *Scroller) holds(obj fyne.CanvasObject) bool {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	p, from, size := at(obj), at(s.scroll.Content), s.scroll.Content.Size()
	return p.X >= from.X && p.Y >= from.Y && p.X < from.X+size.Width && p.Y < from.Y+size.Height
}

// ScrollByKey scrolls the widest content of the window, with the keys that scroll a page; false for another key and where
// nothing is out of sight. It is for keys that nothing focused has a use for: a window of texts alone can be read without
// a mouse.
func ScrollByKey(w fyne.Window, e *fyne.KeyEvent) bool {
	var widest *Scroller
	eachScroller(w.Content(), func(s *Scroller) {
		if widest == nil || s.Size().Width > widest.Size().Width {
			widest = s
		}
	})
	if widest == nil || widest.room() <= 0 {
		return false
	}
	page := max(widest.scroll.Size().Height-U(40), U(40))
	by := map[fyne.KeyName]float32{fyne.KeyUp: -U(40), fyne.KeyDown: U(40), fyne.KeyPageUp: -page, fyne.KeyPageDown: page,
		fyne.KeyHome: -widest.Offset(), fyne.KeyEnd: widest.room()}
	move, ok := by[e.Name]
	if ok {
		widest.scrollTo(widest.Offset() + move)
	}
	return ok
}

// Reveal shows an object that got the focus, wherever it is scrolled to in its window. Every focusable component calls it
// in FocusGained.
func Reveal(obj fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(obj)
	if c == nil {
		return
	}
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	eachScroller(root, func(s *Scroller) {
		if s.holds(obj) {
			s.Reveal(obj)
		}
	})
}

// RevealIn is Reveal for what has just come into the window w: it has a place, but Fyne does not know it before it is drawn.
func RevealIn(w fyne.Window, obj fyne.CanvasObject) {
	root := w.Canvas().Overlays().Top()
	if root == nil {
		root = w.Content()
	}
	eachScroller(root, func(s *Scroller) {
		if y, ok := below(s.scroll.Content, obj); ok {
			s.show(y, obj.Size().Height)
		}
	})
}

// below is how far under the top of outer an object inside it stands.
func below(outer, obj fyne.CanvasObject) (float32, bool) {
	if outer == obj {
		return 0, true
	}
	for _, child := range children(outer) {
		if y, ok := below(child, obj); ok {
			return child.Position().Y + y, true
		}
	}
	return 0, false
}

// holder is a component made of other objects that lets the kit look inside.
type holder interface{ held() []fyne.CanvasObject }

func (s *Scroller) held() []fyne.CanvasObject { return []fyne.CanvasObject{s.scroll.Content} }

func eachScroller(o fyne.CanvasObject, f func(*Scroller)) {
	if o == nil || !o.Visible() {
		return
	}
	if s, ok := o.(*Scroller); ok {
		f(s)
	}
	for _, child := range children(o) {
		eachScroller(child, f)
	}
}

// children are the objects inside one, as far as the kit can look.
func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case holder:
		return o.held()
	}
	return nil
}
