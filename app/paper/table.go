package paper

import "fmt"

// part is a piece of a cell: words in one look. Parts stand under each other.
type part struct {
	face  face
	size  float64 // points
	ink   color
	words string
}

// line is one line of a part, wrapped and drawable.
type line struct {
	part
	height float64 // mm
}

type tableColumn struct {
	title       string
	left, width float64 // mm, of the words inside
}

// table is a document of rows over as many pages as they need. Every page has the
// column titles, and the title of the group that goes on there.
type table struct {
	*page
	left, span float64
	low        float64 // rows end above it
	tall       float64 // of the paper
	columns    []tableColumn
	running    func() // the head of every page but the first
	title      string // of the group being drawn
	fresh      bool   // no row on this page yet
}

// Millimetres in a table.
const (
	tableMargin = 15.0
	cellPad     = 2.0
	tableFoot   = 11.0 // under the last line of the foot
)

var (
	hairline = color{0xE2, 0xDF, 0xD8}
	ground   = color{0xF6, 0xF5, 0xF2}
)

// newTable lays columns out by their shares of the width. Its first page is begun,
// the head not yet drawn.
func newTable(f faces, wide bool, columns []Column) *table {
	orientation := "P"
	width, tall := paperWidth, paperHeight
	if wide {
		orientation, width, tall = "L", tall, width
	}
	t := &table{page: newDocument(f, 1, orientation), left: tableMargin, span: width - 2*tableMargin, tall: tall, fresh: true}
	total := 0.0
	for _, c := range columns {
		total += c.Width
	}
	left := t.left
	for _, c := range columns {
		share := c.Width / total * t.span
		t.columns = append(t.columns, tableColumn{title: c.Title, left: left + cellPad, width: share - 2*cellPad})
		left += share
	}
	t.turn()
	return t
}

// crowded reports whether heads and foot leave no room for rows.
func (t *table) crowded() bool { return t.low-t.y < 40 }

// next begins a page: its head, the column titles, the group that goes on.
func (t *table) next() error {
	t.turn()
	t.running()
	t.titles()
	if t.title != "" {
		t.heading()
	}
	t.fresh = true
	if t.crowded() {
		return fmt.Errorf("%w: head of a table", ErrTooLong)
	}
	return nil
}

// titles draws the titles of the columns on their ground.
func (t *table) titles() {
	cells := make([][]line, len(t.columns))
	for i, c := range t.columns {
		cells[i] = t.lines(c.width, part{bold, 8.5, soft, c.title})
	}
	height := tallest(cells) + 2*cellPad
	t.fill(ground)
	t.pdf.Rect(t.left, t.y, t.span, height, "F")
	t.y += height
	t.separate()
	t.y -= height
	for i, lines := range cells {
		t.column(i, lines)
	}
	t.y += height
}

// heading draws the title of a group.
func (t *table) heading() {
	t.y += 4
	t.ink(dark)
	t.text(bold, 11.5, t.left+cellPad, t.span-2*cellPad, t.title)
	t.y += 1.5
	t.separate()
}

// group draws a group with its rows, or what is said when there are none. The title
// never stands without what follows it.
func (t *table) group(title, empty string, rows [][][]part) error {
	t.title = title
	need := t.height(bold, 11.5, t.span-2*cellPad, title) + 5.5 + 2*cellPad
	if len(rows) > 0 {
		need += tallest(t.wrapped(rows[0]))
	} else {
		need += t.height(regular, 9.5, t.span-2*cellPad, empty)
	}
	if t.y+need > t.low && !t.fresh {
		if err := t.next(); err != nil {
			return err
		}
	} else {
		t.heading()
	}
	if t.fresh && t.crowded() {
		return fmt.Errorf("%w: title of a group", ErrTooLong)
	}
	if len(rows) == 0 {
		return t.note(empty)
	}
	for _, cells := range rows {
		if err := t.row(cells); err != nil {
			return err
		}
	}
	return nil
}

// note draws a sentence in the place of rows.
func (t *table) note(words string) error {
	t.y += cellPad
	t.ink(soft)
	t.text(regular, 9.5, t.left+cellPad, t.span-2*cellPad, words)
	t.y += cellPad
	t.separate()
	t.fresh = false
	if t.y > t.low {
		return fmt.Errorf("%w: words of an empty group", ErrTooLong)
	}
	return nil
}

// row draws one row, on the next page when this one has no room. One that is taller
// than a page goes on over the following ones.
func (t *table) row(parts [][]part) error {
	cells := t.wrapped(parts)
	if t.y+tallest(cells)+2*cellPad > t.low && !t.fresh {
		if err := t.next(); err != nil {
			return err
		}
	}
	for t.some(cells) {
		if err := t.next(); err != nil {
			return err
		}
	}
	return nil
}

// some draws the lines that this page has room for, takes them off and reports
// whether lines are left.
func (t *table) some(cells [][]line) (left bool) {
	height := 0.0
	for i, lines := range cells {
		n, sum := 0, 0.0
		for n < len(lines) && t.y+sum+lines[n].height+2*cellPad <= t.low {
			sum += lines[n].height
			n++
		}
		t.column(i, lines[:n])
		cells[i] = lines[n:]
		height, left = max(height, sum), left || n < len(lines)
	}
	t.y += height + 2*cellPad
	t.separate()
	t.fresh = false
	return left
}

// column draws lines in a column, from the present height on, which stays.
func (t *table) column(i int, lines []line) {
	y := t.y + cellPad
	for _, l := range lines {
		t.use(l.face, l.size)
		t.ink(l.ink)
		t.pdf.Text(t.columns[i].left, y+0.75*l.height, t.encode(l.face, l.words))
		y += l.height
	}
}

// separate draws a hairline at the present height.
func (t *table) separate() {
	t.pdf.SetDrawColor(hairline[0], hairline[1], hairline[2])
	t.pdf.SetLineWidth(0.25)
	t.pdf.Line(t.left, t.y, t.left+t.span, t.y)
}

func (t *table) wrapped(parts [][]part) [][]line {
	cells := make([][]line, len(parts))
	for i, p := range parts {
		cells[i] = t.lines(t.columns[i].width, p...)
	}
	return cells
}

// lines wraps parts to a width.
func (t *table) lines(width float64, parts ...part) (all []line) {
	for _, p := range parts {
		height := t.use(p.face, p.size)
		for _, words := range t.wrap(p.face, width, p.words) {
			p.words = words
			all = append(all, line{p, height})
		}
	}
	return all
}

func tallest(cells [][]line) (height float64) {
	for _, lines := range cells {
		sum := 0.0
		for _, l := range lines {
			sum += l.height
		}
		height = max(height, sum)
	}
	return height
}
