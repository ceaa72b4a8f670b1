package kit

import "fyne.io/fyne/v2"

// Lead puts an object beside another and gives it all the room that is left, as an entry before its button; with less than
// 200 units left, the other stands below it.
func Lead(gap float32, obj, tail fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &lead{gap: gap}, Objects: []fyne.CanvasObject{obj, tail}}
}

// leadLeast is the least that the first object takes beside the second, in units.
const leadLeast = 200

// lead remembers the width it was last laid out at: its height depends on it.
type lead struct{ gap, width float32 }

func (l *lead) room(tail fyne.CanvasObject) (room float32, beside bool) {
	room = l.width - U(l.gap) - naturalWidth(tail)
	return room, l.width == 0 || room >= U(leadLeast)-slack
}

func (l *lead) MinSize(objs []fyne.CanvasObject) fyne.Size {
	obj, tail := objs[0].MinSize(), objs[1].MinSize()
	if _, beside := l.room(objs[1]); beside {
		return fyne.NewSize(max(obj.Width, tail.Width), max(obj.Height, tail.Height))
	}
	return fyne.NewSize(max(obj.Width, tail.Width), obj.Height+U(l.gap)+tail.Height)
}

func (l *lead) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	obj, tail := objs[0], objs[1]
	room, beside := l.room(tail)
	if !beside {
		room = size.Width
	}
	high := place(obj, room)
	obj.Move(fyne.NewPos(0, 0))
	obj.Resize(fyne.NewSize(room, high))
	wide := naturalWidth(tail)
	if beside {
		tail.Move(fyne.NewPos(size.Width-wide, 0))
	} else {
		wide = min(wide, size.Width)
		tail.Move(fyne.NewPos(0, high+U(l.gap)))
	}
	tail.Resize(fyne.NewSize(wide, place(tail, wide)))
}
