package kit

import "fyne.io/fyne/v2"

// Fill stacks its objects gap units apart, as VStack does, and gives the height that is left to the one it fills with: a
// list that scrolls. That one never gets less than its minimum, and where it knows how high it would like to be (a Grid
// does) not more than that, so that what follows stands right under a short list.
func Fill(gap float32, fill fyne.CanvasObject, objs ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: filled{vstack{gap}, fill}, Objects: objs}
}

type filled struct {
	vstack
	fill fyne.CanvasObject
}

// tall is an object that knows the height at which nothing of it has to scroll.
type tall interface{ naturalHeight() float32 }

func (l filled) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	objs = visible(objs)
	heights := make([]float32, len(objs))
	used := U(l.gap) * float32(max(len(objs)-1, 0))
	for i, o := range objs {
		heights[i] = place(o, size.Width)
		used += heights[i]
	}
	var y float32
	for i, o := range objs {
		h := heights[i]
		if o == l.fill {
			h += l.more(o, h, size.Height-used)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + U(l.gap)
	}
}

// more is what the filling object takes of the room left beyond its minimum.
func (l filled) more(o fyne.CanvasObject, least, left float32) float32 {
	if t, ok := o.(tall); ok {
		left = min(left, t.naturalHeight()-least)
	}
	return max(left, 0)
}
