package kit

import "fyne.io/fyne/v2"

// TableColumn is a column by its title and its width in units; 0 shares what the others leave.
type TableColumn struct {
	Title string
	Width float32
}

// Table is a card with a header, groups and rows that only tell. Where the wide column would get less than 200 units, the
// header goes and the cells of a row stand under each other, each with its column's title but the first, so that nothing is
// cut. It is for tens of rows, not thousands.
type Table struct {
	shell
	columns []TableColumn
	stack   *fyne.Container
}

// NewTable returns a table without rows.
func NewTable(columns ...TableColumn) *Table {
	t := &Table{columns: columns, stack: VStack(0)}
	t.wrap(t, Card(t.stack, 1))
	t.Clear()
	return t
}

// Clear takes every group and row out.
func (t *Table) Clear() {
	titles := make([]fyne.CanvasObject, len(t.columns))
	for i, c := range t.columns {
		titles[i] = CaptionBold(c.Title)
	}
	t.stack.Objects = []fyne.CanvasObject{t.line(36, true, titles)}
	t.Refresh()
}

// AddGroup puts a heading over the rows that follow: a name, and a muted line beside it.
func (t *Table) AddGroup(name, text string) {
	line := HStack(8, Label(name), Muted(text), Spacer())
	if len(t.stack.Objects) > 1 {
		t.stack.Add(Divider())
	}
	t.stack.Add(Over(newPlate(ColorBackground, "", 0), Pad(8, 16, 8, 16, line)))
}

// AddRow puts a row at the end, a cell for each column; it is 48 high, or what its cells need.
func (t *Table) AddRow(cells ...fyne.CanvasObject) {
	if len(t.stack.Objects) > 1 {
		t.stack.Add(Divider())
	}
	t.stack.Add(t.line(48, false, cells))
}

// Len counts groups and rows.
func (t *Table) Len() int {
	n := 0
	for _, o := range t.stack.Objects[1:] {
		if _, rule := o.(*line); !rule {
			n++
		}
	}
	return n
}

func (t *Table) line(least float32, head bool, cells []fyne.CanvasObject) fyne.CanvasObject {
	l := &tableLine{columns: t.columns, least: least, head: head, rule: Divider()}
	objs := append([]fyne.CanvasObject{}, cells...)
	if head {
		objs = append(objs, l.rule)
	} else {
		for _, c := range t.columns {
			title := Caption(c.Title)
			title.Hide()
			objs = append(objs, title)
		}
	}
	return &fyne.Container{Layout: l, Objects: objs}
}

// tableLine is a row's layout. It remembers its width, on which its height depends.
type tableLine struct {
	columns []TableColumn
	least   float32
	head    bool
	rule    fyne.CanvasObject // under the header
	width   float32
}

const (
	tableEdge = 16
	tableGap  = 12
	tableWide = 200 // what the wide column must get
	tableWord = 132 // a title beside its cell
	tableHead = 8   // above the rows where the header is gone, for the card's round corners
)

// widths gives each column its width; false when they do not fit beside each other.
func (l *tableLine) widths() ([]float32, bool) {
	w := make([]float32, len(l.columns))
	room, sharing := l.width-2*U(tableEdge)-U(tableGap)*float32(len(w)-1), 0
	for i, c := range l.columns {
		w[i] = U(c.Width)
		room -= w[i]
		if c.Width == 0 {
			sharing++
		}
	}
	for i, c := range l.columns {
		if c.Width == 0 {
			w[i] = room / float32(sharing)
		}
	}
	return w, l.width == 0 || room >= U(tableWide)*float32(sharing)
}

func (l *tableLine) cells(objs []fyne.CanvasObject) []fyne.CanvasObject {
	return objs[:len(l.columns)]
}

// title is what stands before a cell where the cells stand under each other; nil for none.
func (l *tableLine) title(objs []fyne.CanvasObject, i int) fyne.CanvasObject {
	if l.head || i == 0 || l.columns[i].Title == "" {
		return nil
	}
	return objs[len(l.columns)+i]
}

// MinSize implements fyne.Layout.
func (l *tableLine) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var wide, tallest, stacked float32
	for i, o := range l.cells(objs) {
		m := o.MinSize()
		high := m.Height
		if title := l.title(objs, i); title != nil {
			high = max(high, title.MinSize().Height)
		}
		wide, tallest, stacked = max(wide, m.Width), max(tallest, m.Height), stacked+high
	}
	wide += 2 * U(tableEdge)
	if _, beside := l.widths(); beside {
		return fyne.NewSize(wide, max(U(l.least), tallest+2*U(6)))
	}
	if l.head {
		return fyne.NewSize(wide, U(tableHead))
	}
	return fyne.NewSize(wide, stacked+2*U(12)+U(6)*float32(len(l.columns)-1))
}

// Layout implements fyne.Layout.
func (l *tableLine) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	widths, beside := l.widths()
	if l.head {
		for _, o := range objs {
			if o.Visible() != beside {
				showIf(o, beside)
			}
		}
		l.rule.Move(fyne.NewPos(0, size.Height-U(1)))
		l.rule.Resize(fyne.NewSize(size.Width, U(1)))
	}
	if !l.head {
		l.stack(objs, size, beside)
	}
	if !beside {
		return
	}
	x := U(tableEdge)
	for i, o := range l.cells(objs) {
		h := place(o, widths[i])
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(widths[i], h))
		x += widths[i] + U(tableGap)
	}
}

// stack puts the cells under each other, unless they stand beside each other, and shows their titles as long.
func (l *tableLine) stack(objs []fyne.CanvasObject, size fyne.Size, beside bool) {
	x, y, room := U(tableEdge), U(12), size.Width-2*U(tableEdge)
	for i, o := range l.cells(objs) {
		title, left, high := l.title(objs, i), x, float32(0)
		if title != nil {
			if title.Visible() == beside {
				showIf(title, !beside)
			}
			left, high = x+U(tableWord), place(title, U(tableWord)-U(8))
		}
		if beside {
			continue
		}
		h := place(o, room-(left-x))
		high = max(high, h)
		o.Move(fyne.NewPos(left, y+(high-h)/2))
		o.Resize(fyne.NewSize(room-(left-x), h))
		if title != nil {
			title.Move(fyne.NewPos(x, y+(high-title.MinSize().Height)/2))
			title.Resize(fyne.NewSize(U(tableWord)-U(8), title.MinSize().Height))
		}
		y += high + U(6)
	}
}

func showIf(o fyne.CanvasObject, on bool) {
	if on {
		o.Show()
	} else {
		o.Hide()
	}
}
