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
}

// Offset is how far the content is scrolled down.
func (s *Scroller) Offset() float32 { return s.scroll.Offset.Y }

// Top scrolls to the beginning.
func (s *Scroller) Top() { s.scroll.ScrollToTop() }

// Reveal scrolls as little as needed to show obj, which stands somewhere in the content, with some room around it.
func (s *Scroller) Reveal(obj fyne.CanvasObject) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	top := at(obj).Y - at(s.scroll.Content).Y - U(16)
	bottom := top + obj.Size().Height + U(32)
	seen := s.scroll.Size().Height
	switch y := s.scroll.Offset.Y; {
	case top < y:
		s.scrollTo(top)
	case bottom > y+seen:
		s.scrollTo(min(top, bottom-seen))
	}
}

func (s *Scroller) scrollTo(y float32) {
	room := s.scroll.Content.Size().Height - s.scroll.Size().Height
	s.scroll.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), max(room, 0))))
}

func (s *Scroller) holds(obj fyne.CanvasObject) bool {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	p, from, size := at(obj), at(s.scroll.Content), s.scroll.Content.Size()
	return p.X >= from.X && p.Y >= from.Y && p.X < from.X+size.Width && p.Y < from.Y+size.Height
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
	var objs []fyne.CanvasObject
	switch o := o.(type) {
	case *fyne.Container:
		objs = o.Objects
	case holder:
		objs = o.held()
	}
	for _, child := range objs {
		eachScroller(child, f)
	}
}
