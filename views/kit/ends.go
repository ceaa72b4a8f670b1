package kit

import "fyne.io/fyne/v2"

// Ends puts one object at the left of a line and one at its right; where both do not fit at their natural width, the
// second stands below the first, at the left.
func Ends(gap float32, left, right fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &ends{gap: gap}, Objects: []fyne.CanvasObject{left, right}}
}

// ends remembers the width it was last laid out at: its height depends on it.
type ends struct{ gap, width float32 }

func (l *ends) fits(left, right fyne.CanvasObject) bool {
	return l.width == 0 || naturalWidth(left)+U(l.gap)+naturalWidth(right) <= l.width+slack
}

func (l *ends) MinSize(objs []fyne.CanvasObject) fyne.Size {
	left, right := objs[0].MinSize(), objs[1].MinSize()
	if l.fits(objs[0], objs[1]) {
		return fyne.NewSize(max(left.Width, right.Width), max(left.Height, right.Height))
	}
	return fyne.NewSize(max(left.Width, right.Width), left.Height+U(l.gap)+right.Height)
}

func (l *ends) naturalOf(objs []fyne.CanvasObject) float32 {
	return naturalWidth(objs[0]) + U(l.gap) + naturalWidth(objs[1])
}

func (l *ends) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	left, right := objs[0], objs[1]
	if !l.fits(left, right) {
		high := place(left, size.Width)
		left.Move(fyne.NewPos(0, 0))
		left.Resize(fyne.NewSize(size.Width, high))
		right.Move(fyne.NewPos(0, high+U(l.gap)))
		right.Resize(fyne.NewSize(size.Width, place(right, size.Width)))
		return
	}
	wide := naturalWidth(right)
	room := max(size.Width-U(l.gap)-wide, 0)
	for _, o := range []struct {
		obj      fyne.CanvasObject
		at, wide float32
	}{{left, 0, room}, {right, size.Width - wide, wide}} {
		high := place(o.obj, o.wide)
		o.obj.Move(fyne.NewPos(o.at, (size.Height-high)/2))
		o.obj.Resize(fyne.NewSize(o.wide, high))
	}
}
