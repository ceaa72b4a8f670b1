package kit

import "fyne.io/fyne/v2"

// GridIcon is an action at the end of each row: Key for the program, Name for the person who wonders what it is.
type GridIcon struct{ Key, Icon, Name string }

// GridRow is one row that can be shown: a cell for each column, and what fills them with row i. Cells are made once and
// filled again and again, so Show sets every one of them. A cell is not pressed: the row is.
type GridRow struct {
	Cells []fyne.CanvasObject
	Show  func(i int)
}

// GridSpec is what a grid is made of. Row makes the cells of one row. High is a row's height in units, 56 when 0. Plain
// leaves the lines between rows out. Heading tells that row i heads a group instead; nil: none does. HasIcon leaves an icon
// out of a row; nil: all rows have all icons.
//
// A click on a row, and Enter, call OnOpen. With OnChoose a click and the arrows mark a row first, as in a list beside its
// detail; Enter still opens.
type GridSpec struct {
	Runner   Runner
	Columns  []GridColumn
	Row      func() GridRow
	High     float32
	Plain    bool
	Icons    []GridIcon
	HasIcon  func(i int, key string) bool
	Heading  func(i int) (title, text string, is bool)
	OnOpen   func(i int)
	OnChoose func(i int)
	OnIcon   func(i int, key string)
	OnSort   func(key string, down bool)
}

// Grid is a table for any number of rows: a card with titles that sort, rows that are targets as a whole, and faces for
// when there is nothing to show. Only the rows in sight exist. It is at least three rows high and scrolls by itself, so it
// wants the room that is left: see Fill. Without a title on any column there is no header.
type Grid struct {
	shell
	head  *gridHead
	list  *gridList
	faces *Faces
	box   *fyne.Container
}

// NewGrid returns a grid without rows.
func NewGrid(s GridSpec) *Grid {
	if s.High == 0 {
		s.High = 56
	}
	g := &Grid{list: newGridList(s)}
	g.head = newGridHead(g.list)
	top := float32(0)
	if !g.titled() {
		g.head.Hide()
		top = gridRound
	}
	g.faces = NewFaces(s.Runner, Pad(top, 0, gridRound, 0, g.list))
	g.box = Fill(0, g.faces, g.head, g.faces)
	g.wrap(g, Card(g.box, 1))
	return g
}

func (g *Grid) titled() bool {
	for _, c := range g.list.spec.Columns {
		if c.Title != "" {
			return true
		}
	}
	return false
}

// SetRows shows n rows, filled by GridRow.Show; call it again whenever what they show has changed. What is scrolled to, the
// row with the keyboard and the one chosen keep their number as far as it exists.
func (g *Grid) SetRows(n int) {
	l := g.list
	tops := make([]float32, n+1)
	for i := range n {
		tops[i+1] = tops[i] + l.spec.High
		if _, _, heading := l.heading(i); heading {
			tops[i+1] = tops[i] + gridHeading
		}
	}
	if n != l.len() {
		l.turns++
	}
	if l.chosen >= n {
		l.chosen = -1
	}
	l.at = min(l.at, max(n-1, 0))
	if !l.hasIcon(l.at, l.icon) {
		l.icon = noIcon
	}
	hideTip(l)
	l.set(tops)
	g.show(g.faces.ShowContent, true)
}

// Len is how many rows there are, headings among them.
func (g *Grid) Len() int { return g.list.len() }

// Sort shows which column the rows are sorted by; it does not call OnSort.
func (g *Grid) Sort(key string, down bool) {
	g.head.by, g.head.down = key, down
	g.head.Refresh()
}

// SortedBy is the column the rows are sorted by, "" for none.
func (g *Grid) SortedBy() (key string, down bool) { return g.head.by, g.head.down }

// Choose marks a row, -1 none, and brings it into sight; it does not call OnChoose.
func (g *Grid) Choose(i int) {
	g.list.chosen = min(i, g.list.len()-1)
	if i >= 0 {
		g.list.at = g.list.chosen
		g.list.reveal(i)
	}
	g.list.Refresh()
}

// Chosen is the row marked, -1 when none is.
func (g *Grid) Chosen() int { return g.list.chosen }

// At is the row the keyboard is on.
func (g *Grid) At() int { return g.list.at }

// Top scrolls to the first row, as after another sorting.
func (g *Grid) Top() {
	g.list.at = 0
	g.list.scroll.ScrollToOffset(fyne.NewPos(0, 0))
	g.list.arrange()
}

// FocusRows gives the keyboard to the rows in a window that shows the grid.
func (g *Grid) FocusRows(w fyne.Window) { w.Canvas().Focus(g.list) }

// ShowLoading shows grey rows, unless something else comes within 150 ms.
func (g *Grid) ShowLoading() {
	g.faces.ShowLoading()
	g.relay()
}

// ShowEmpty shows a face made by Empty in the place of the rows; the header goes too.
func (g *Grid) ShowEmpty(o fyne.CanvasObject) {
	g.show(func() { g.faces.ShowEmpty(o) }, false)
}

// ShowFault shows a face made by Fault.
func (g *Grid) ShowFault(o fyne.CanvasObject) {
	g.show(func() { g.faces.ShowFault(o) }, false)
}

func (g *Grid) show(face func(), head bool) {
	face()
	showIf(g.head, head && g.titled())
	g.relay()
}

// relay lets everything find its place again.
func (g *Grid) relay() {
	g.box.Refresh()
	g.Refresh()
}

// naturalHeight implements tall: at this height nothing of it scrolls.
func (g *Grid) naturalHeight() float32 {
	least := g.MinSize().Height
	if g.list.Visible() && g.faces.Shown() == g.faces.content {
		return least - g.list.MinSize().Height + g.list.total()
	}
	return least
}

func (g *Grid) held() []fyne.CanvasObject { return []fyne.CanvasObject{g.head, g.list} }
