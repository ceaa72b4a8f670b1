package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
)

// The layouts of the kit differ from Fyne's in three things: gaps are in units and follow the scale, hidden children take
// neither place nor gap, and a child is asked for its height once it knows its width, so that texts can wrap.

// natural is what an object answers that can do with less than it would like: a text, or a layout that holds one.
type natural interface {
	fyne.CanvasObject
	naturalWidth() float32
}

type naturalLayout interface {
	naturalOf(objs []fyne.CanvasObject) float32
}

func naturalWidth(o fyne.CanvasObject) float32 {
	switch o := o.(type) {
	case natural:
		return max(o.naturalWidth(), o.MinSize().Width)
	case *fyne.Container:
		if l, ok := o.Layout.(naturalLayout); ok {
			return max(l.naturalOf(o.Objects), o.MinSize().Width)
		}
	}
	return o.MinSize().Width
}

// place gives the object its width first and returns the height it then needs.
func place(o fyne.CanvasObject, width float32) float32 {
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.MinSize().Height))
	}
	return o.MinSize().Height
}

func visible(objs []fyne.CanvasObject) []fyne.CanvasObject {
	shown := make([]fyne.CanvasObject, 0, len(objs))
	for _, o := range objs {
		if o.Visible() {
			shown = append(shown, o)
		}
	}
	return shown
}

func isSpacer(o fyne.CanvasObject) bool {
	_, ok := o.(layout.SpacerObject)
	return ok
}

// Spacer takes what is left in a VStack or an HStack; it has no gap of its own.
func Spacer() fyne.CanvasObject { return layout.NewSpacer() }

// Gap is an empty square of n units.
func Gap(n float32) *fyne.Container { return Fixed(n, n, nil) }

// VStack puts its objects under each other, gap units apart, each as wide as the stack.
func VStack(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: vstack{gap}, Objects: objs}
}

type vstack struct{ gap float32 }

func (l vstack) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	before := false
	for _, o := range visible(objs) {
		if isSpacer(o) {
			continue
		}
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
		if before {
			s.Height += U(l.gap)
		}
		before = true
	}
	return s
}

func (l vstack) naturalOf(objs []fyne.CanvasObject) float32 {
	var w float32
	for _, o := range visible(objs) {
		w = max(w, naturalWidth(o))
	}
	return w
}

func (l vstack) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	objs = visible(objs)
	heights := make([]float32, len(objs))
	var used float32
	spacers, shown := 0, 0
	for i, o := range objs {
		if isSpacer(o) {
			spacers++
			continue
		}
		heights[i] = place(o, size.Width)
		used += heights[i]
		shown++
	}
	used += U(l.gap) * float32(max(shown-1, 0))
	extra := max(size.Height-used, 0) / float32(max(spacers, 1))
	var y float32
	before := false
	for i, o := range objs {
		if isSpacer(o) {
			y += extra
			continue
		}
		if before {
			y += U(l.gap)
		}
		before = true
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, heights[i]))
		y += heights[i]
	}
}

// HStack puts its objects beside each other, gap units apart, vertically centred. Each gets the width it would like; where
// the room ends, texts give way first and in proportion.
func HStack(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: hstack{gap: gap}, Objects: objs}
}

// HStackTop is HStack with its objects aligned at the top.
func HStackTop(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: hstack{gap: gap, top: true}, Objects: objs}
}

type hstack struct {
	gap float32
	top bool
}

func (l hstack) gaps(objs []fyne.CanvasObject) (total float32, spacers int) {
	shown := 0
	for _, o := range objs {
		if isSpacer(o) {
			spacers++
		} else {
			shown++
		}
	}
	return U(l.gap) * float32(max(shown-1, 0)), spacers
}

func (l hstack) MinSize(objs []fyne.CanvasObject) fyne.Size {
	objs = visible(objs)
	var s fyne.Size
	for _, o := range objs {
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
	}
	gaps, _ := l.gaps(objs)
	s.Width += gaps
	return s
}

func (l hstack) naturalOf(objs []fyne.CanvasObject) float32 {
	objs = visible(objs)
	w, _ := l.gaps(objs)
	for _, o := range objs {
		w += naturalWidth(o)
	}
	return w
}

func (l hstack) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	objs = visible(objs)
	gaps, spacers := l.gaps(objs)
	widths, left := share(objs, size.Width-gaps)
	extra := left / float32(max(spacers, 1))
	var x float32
	before := false
	for i, o := range objs {
		if isSpacer(o) {
			x += extra
			continue
		}
		if before {
			x += U(l.gap)
		}
		before = true
		h := place(o, widths[i])
		y := (size.Height - h) / 2
		if l.top {
			y = 0
		}
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(widths[i], h))
		x += widths[i]
	}
}

// share gives each object its natural width if all fit, else shrinks what can shrink, in proportion to what it can give.
func share(objs []fyne.CanvasObject, room float32) (widths []float32, left float32) {
	widths = make([]float32, len(objs))
	var wanted, givable float32
	for i, o := range objs {
		widths[i] = naturalWidth(o)
		wanted += widths[i]
		givable += widths[i] - o.MinSize().Width
	}
	lack := wanted - room
	if lack <= 0 || givable <= 0 {
		return widths, max(-lack, 0)
	}
	part := min(lack/givable, 1)
	for i, o := range objs {
		widths[i] -= part * (widths[i] - o.MinSize().Width)
	}
	return widths, 0
}

// Middle keeps its object's height and centres it vertically in what there is.
func Middle(obj fyne.CanvasObject) *fyne.Container { return HStack(0, obj) }
