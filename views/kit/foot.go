package kit

import "fyne.io/fyne/v2"

// Foot is the row of a form's or a dialog's buttons: an HStack that becomes a VStack where the buttons do not fit beside
// each other, as with a long name at a large scale.
func Foot(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &foot{row: hstack{gap: gap}, stack: vstack{gap}}, Objects: objs}
}

// foot remembers the width it was last laid out at: its height depends on it.
type foot struct {
	row   hstack
	stack vstack
	width float32
}

func (l *foot) fits(objs []fyne.CanvasObject) bool {
	return l.width == 0 || l.row.naturalOf(objs) <= l.width+slack
}

func (l *foot) MinSize(objs []fyne.CanvasObject) fyne.Size {
	narrow := l.stack.MinSize(objs)
	if l.fits(objs) {
		return fyne.NewSize(narrow.Width, l.row.MinSize(objs).Height)
	}
	return narrow
}

func (l *foot) naturalOf(objs []fyne.CanvasObject) float32 { return l.row.naturalOf(objs) }

func (l *foot) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	if l.fits(objs) {
		l.row.Layout(objs, size)
		return
	}
	l.stack.Layout(objs, size)
}
