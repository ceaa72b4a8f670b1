package kit

import "fyne.io/fyne/v2"

// Pad keeps the units given free around its object.
func Pad(top, right, bottom, left float32, obj fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: pad{top, right, bottom, left}, Objects: []fyne.CanvasObject{obj}}
}

// Inset is Pad with the same room on every side.
func Inset(n float32, obj fyne.CanvasObject) *fyne.Container { return Pad(n, n, n, n, obj) }

type pad struct{ top, right, bottom, left float32 }

func (l pad) extra() fyne.Size { return fyne.NewSize(U(l.left+l.right), U(l.top+l.bottom)) }

func (l pad) MinSize(objs []fyne.CanvasObject) fyne.Size { return largest(objs).Add(l.extra()) }

func (l pad) naturalOf(objs []fyne.CanvasObject) float32 { return widest(objs) + l.extra().Width }

func (l pad) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Move(fyne.NewPos(U(l.left), U(l.top)))
		inner(o, size.Subtract(l.extra()))
	}
}

// inner resizes to the size given; the width comes first so that what is inside can break its lines.
func inner(o fyne.CanvasObject, size fyne.Size) {
	o.Resize(size.Max(fyne.NewSize(0, 0)))
}

func largest(objs []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range visible(objs) {
		s = s.Max(o.MinSize())
	}
	return s
}

func widest(objs []fyne.CanvasObject) float32 {
	var w float32
	for _, o := range visible(objs) {
		w = max(w, naturalWidth(o))
	}
	return w
}

// Fixed gives its object w by h units whatever it asks for; 0 leaves that side to the object, nil makes an empty place.
func Fixed(w, h float32, obj fyne.CanvasObject) *fyne.Container {
	c := &fyne.Container{Layout: fixed{w, h}}
	if obj != nil {
		c.Objects = []fyne.CanvasObject{obj}
	}
	return c
}

type fixed struct{ w, h float32 }

func (l fixed) size(s fyne.Size) fyne.Size {
	if l.w > 0 {
		s.Width = U(l.w)
	}
	if l.h > 0 {
		s.Height = U(l.h)
	}
	return s
}

func (l fixed) MinSize(objs []fyne.CanvasObject) fyne.Size { return l.size(largest(objs)) }

func (l fixed) naturalOf(objs []fyne.CanvasObject) float32 {
	if l.w > 0 {
		return U(l.w)
	}
	return widest(objs)
}

// Layout keeps the fixed sides fixed even when the parent has more room.
func (l fixed) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Move(fyne.NewPos(0, 0))
		inner(o, l.size(size))
	}
}

// MaxWidth lets its object grow to w units; beyond that it stays centred. The height is all there is.
func MaxWidth(w float32, obj fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: limit{w: w}, Objects: []fyne.CanvasObject{obj}}
}

// LeftMax is MaxWidth with the object at the left.
func LeftMax(w float32, obj fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: limit{w: w, left: true}, Objects: []fyne.CanvasObject{obj}}
}

type limit struct {
	w    float32
	left bool
}

func (l limit) MinSize(objs []fyne.CanvasObject) fyne.Size { return largest(objs) }

func (l limit) naturalOf(objs []fyne.CanvasObject) float32 { return min(widest(objs), U(l.w)) }

func (l limit) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, U(l.w))
	for _, o := range objs {
		x := (size.Width - w) / 2
		if l.left {
			x = 0
		}
		o.Move(fyne.NewPos(x, 0))
		inner(o, fyne.NewSize(w, size.Height))
	}
}

// Center puts its object in the middle, as large as it would like to be.
func Center(obj fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: center{}, Objects: []fyne.CanvasObject{obj}}
}

type center struct{}

func (center) MinSize(objs []fyne.CanvasObject) fyne.Size { return largest(objs) }

func (center) naturalOf(objs []fyne.CanvasObject) float32 { return widest(objs) }

func (center) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		w := min(naturalWidth(o), size.Width)
		h := place(o, w)
		o.Move(fyne.NewPos((size.Width-w)/2, max(0, (size.Height-h)/2)))
		o.Resize(fyne.NewSize(w, h))
	}
}

// Left keeps its object at its natural width at the left, vertically centred.
func Left(obj fyne.CanvasObject) *fyne.Container { return HStack(0, obj, Spacer()) }

// AtLeast is never smaller than w by h pixels of the screen's own units, at any scale: the least size of a window.
func AtLeast(w, h float32, obj fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: atLeast{w, h}, Objects: []fyne.CanvasObject{obj}}
}

type atLeast struct{ w, h float32 }

func (l atLeast) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return largest(objs).Max(fyne.NewSize(l.w, l.h))
}

func (l atLeast) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		o.Move(fyne.NewPos(0, 0))
		inner(o, size)
	}
}

// Columns gives its objects equal widths and equal heights, gap units apart.
func Columns(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &grid{gap: gap}, Objects: objs}
}

// Pair is Columns of two that stand under each other where either would get less than 220 units: their labels and hints
// would break there, and their inputs no longer stand beside each other.
func Pair(gap float32, a, b fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &grid{gap: gap, least: 220, most: 2}, Objects: []fyne.CanvasObject{a, b}}
}

// Grid3 is Columns that breaks into rows: as many columns as fit at 280 units, three at most.
func Grid3(gap float32, objs ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &grid{gap: gap, least: 280, most: 3}, Objects: objs}
}

// grid remembers the width it was last laid out at: its height depends on it.
type grid struct {
	gap   float32
	least float32 // of a column, in units; 0: all in one row
	most  int
	width float32
}

func (l *grid) columns(n int) int {
	if l.least == 0 {
		return max(n, 1)
	}
	fit := l.most
	if l.width > 0 {
		fit = int((l.width + U(l.gap) + slack) / (U(l.least) + U(l.gap)))
	}
	return max(1, min(fit, l.most, n))
}

func (l *grid) heights(objs []fyne.CanvasObject, columns int) (rows []float32, total float32) {
	for i, o := range objs {
		if i%columns == 0 {
			rows = append(rows, 0)
		}
		rows[len(rows)-1] = max(rows[len(rows)-1], o.MinSize().Height)
	}
	for _, h := range rows {
		total += h
	}
	return rows, total + U(l.gap)*float32(max(len(rows)-1, 0))
}

func (l *grid) MinSize(objs []fyne.CanvasObject) fyne.Size {
	objs = visible(objs)
	columns := l.columns(len(objs))
	_, height := l.heights(objs, columns)
	if l.least > 0 {
		columns = 1 // it can always break down to one
	}
	return fyne.NewSize(float32(columns)*largest(objs).Width+U(l.gap)*float32(columns-1), height)
}

func (l *grid) naturalOf(objs []fyne.CanvasObject) float32 {
	objs = visible(objs)
	n := len(objs)
	if l.most > 0 {
		n = min(n, l.most)
	}
	return float32(n)*widest(objs) + U(l.gap)*float32(max(n-1, 0))
}

func (l *grid) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	objs = visible(objs)
	l.width = size.Width
	columns := l.columns(len(objs))
	w := (size.Width - U(l.gap)*float32(columns-1)) / float32(columns)
	for _, o := range objs {
		place(o, w)
	}
	rows, total := l.heights(objs, columns)
	if len(rows) == 1 {
		rows[0] = max(rows[0], rows[0]+size.Height-total)
	}
	var y float32
	for i, o := range objs {
		if i > 0 && i%columns == 0 {
			y += rows[i/columns-1] + U(l.gap)
		}
		o.Move(fyne.NewPos(float32(i%columns)*(w+U(l.gap)), y))
		o.Resize(fyne.NewSize(w, rows[i/columns]))
	}
}
