package kit

import (
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// lazyRow is a row that can be shown as any other: it is kept and used again.
type lazyRow interface {
	fyne.CanvasObject
	show(i int)
}

// lazy scrolls any number of rows, of which only those in sight exist. Fyne's own list puts room between two rows and draws
// choice and hover itself; a table's rows touch, and hold icons that light up on their own.
type lazy struct {
	scroll *container.Scroll
	field  *fyne.Container // the rows in sight
	tops   []float32       // in units: where each row begins, and where the last one ends
	make   func() lazyRow
	live   map[int]lazyRow
	free   []lazyRow
}

func newLazy(row func() lazyRow) *lazy {
	l := &lazy{make: row, tops: []float32{0}, live: map[int]lazyRow{}}
	l.field = &fyne.Container{Layout: lazyField{l}}
	l.scroll = container.NewVScroll(l.field)
	l.scroll.OnScrolled = func(fyne.Position) { l.arrange() }
	return l
}

// lazyField is as high as all rows together.
type lazyField struct{ l *lazy }

func (f lazyField) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, f.l.total()) }

func (f lazyField) Layout([]fyne.CanvasObject, fyne.Size) { f.l.arrange() }

func (l *lazy) len() int { return len(l.tops) - 1 }

func (l *lazy) total() float32 { return U(l.tops[l.len()]) }

// set replaces the rows, given by where they begin; what is scrolled to stays as far as it exists.
func (l *lazy) set(tops []float32) {
	l.tops = tops
	for i, row := range l.live {
		if i >= l.len() {
			l.drop(i, row)
		}
	}
	l.again()
	l.scroll.Refresh()
	l.arrange()
}

// again shows in every row in sight what it is to show now.
func (l *lazy) again() {
	for i, row := range l.live {
		row.show(i)
	}
}

func (l *lazy) drop(i int, row lazyRow) {
	delete(l.live, i)
	l.free = append(l.free, row)
}

// inSight are the first row that can be seen and the one after the last.
func (l *lazy) inSight() (from, to int) {
	unit := U(1)
	top := l.scroll.Offset.Y / unit
	bottom := top + l.scroll.Size().Height/unit
	from = sort.Search(l.len(), func(i int) bool { return l.tops[i+1] > top })
	to = sort.Search(l.len(), func(i int) bool { return l.tops[i] >= bottom })
	return from, max(from, to)
}

// arrange gives every row in sight an object and a place.
func (l *lazy) arrange() {
	from, to := l.inSight()
	for i, row := range l.live {
		if i < from || i >= to {
			l.drop(i, row)
		}
	}
	objs := make([]fyne.CanvasObject, 0, to-from)
	for i := from; i < to; i++ {
		row, there := l.live[i]
		if !there {
			row = l.take(i)
		}
		row.Move(fyne.NewPos(0, U(l.tops[i])))
		row.Resize(fyne.NewSize(l.scroll.Size().Width, U(l.tops[i+1]-l.tops[i])))
		objs = append(objs, row)
	}
	if !slices.Equal(objs, l.field.Objects) {
		l.field.Objects = objs
		canvas.Refresh(l.field)
	}
}

func (l *lazy) take(i int) lazyRow {
	var row lazyRow
	if n := len(l.free); n > 0 {
		row, l.free = l.free[n-1], l.free[:n-1]
	} else {
		row = l.make()
	}
	l.live[i] = row
	row.show(i)
	return row
}

// reveal scrolls as little as needed to show a row whole.
func (l *lazy) reveal(i int) {
	if i < 0 || i >= l.len() {
		return
	}
	top, bottom, high := U(l.tops[i]), U(l.tops[i+1]), l.scroll.Size().Height
	switch y := l.scroll.Offset.Y; {
	case top < y:
		l.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > y+high:
		l.scroll.ScrollToOffset(fyne.NewPos(0, bottom-high))
	}
	l.arrange()
}
