package paper

import (
	"fmt"
	"math"
	"time"
)

// ListWords are the words of a list in the reader's language.
type ListWords struct {
	Lang   string                       // the language as BCP 47, told to screen readers
	Title  string                       // largest line, again on every page
	Intro  string                       // one or two sentences under it; empty: none
	Date   string                       // labels of the facts, without a colon
	By     string                       //
	Footer string                       // small line at the foot of every page; empty: none
	Page   func(page, pages int) string // the words of a page number, from 1
}

// Column is a column of a list.
type Column struct {
	Title  string
	Width  float64 // share of the sheet's width beside the other columns', above 0
	Strong bool    // its cells stand in bold letters
}

// Cell is one cell: what it says and, smaller under it, what belongs to it.
type Cell struct{ Text, Under string }

// Group is a part of a list under a title of its own.
type Group struct {
	Title string
	Empty string   // said where the group has no rows
	Rows  [][]Cell // as many cells as there are columns
}

// ListSheet is a list of anything: who has access (G2), or another.
type ListSheet struct {
	Words   ListWords
	Company Company
	Date    string // civil date, YYYY-MM-DD; also the document's date
	By      string // who made the list
	Columns []Column
	Groups  []Group // in this order
	Wide    bool    // the sheet lies on its side

	// Font and Bold are as in KitSheet.
	Font, Bold []byte
}

// List returns a list as a PDF of A4 pages, as many as it needs. Every page has the
// company, the titles of the columns and its number; nothing is cut, long words
// wrap, and a row that does not fit on a page goes on over the next. It fails with
// ErrSheet, with ErrFont, or with ErrTooLong when the heads leave no room for rows;
// errors name fields, never what they hold.
func List(s ListSheet) ([]byte, error) {
	if len(s.Groups) == 0 {
		return nil, fmt.Errorf("%w: groups", ErrSheet)
	}
	for i, g := range s.Groups {
		if err := g.check(len(s.Columns)); err != nil {
			return nil, fmt.Errorf("%w (group %d)", err, i+1)
		}
	}
	t, err := s.begin()
	if err != nil {
		return nil, err
	}
	for _, g := range s.Groups {
		if err := t.group(g.Title, g.Empty, s.rows(g)); err != nil {
			return nil, err
		}
	}
	t.number(s.Words)
	return t.bytes()
}

// maxColumns is how many still have room for words on a sheet.
const maxColumns = 12

// check returns the sheet's date and the company's colour. Groups are not looked at.
func (s ListSheet) check() (time.Time, color, error) {
	w := s.Words
	ink, err := s.Company.check()
	if err == nil {
		err = filled(field{"title", w.Title}, field{"date label", w.Date}, field{"maker label", w.By}, field{"maker", s.By})
	}
	if err == nil && w.Page == nil {
		err = fmt.Errorf("%w: words of the page number", ErrSheet)
	}
	if err == nil {
		err = checkColumns(s.Columns)
	}
	if err != nil {
		return time.Time{}, color{}, err
	}
	at, err := time.Parse(time.DateOnly, s.Date)
	if err != nil {
		return time.Time{}, color{}, fmt.Errorf("%w: date", ErrSheet)
	}
	return at, ink, nil
}

func checkColumns(columns []Column) error {
	if len(columns) == 0 || len(columns) > maxColumns {
		return fmt.Errorf("%w: number of columns", ErrSheet)
	}
	total := 0.0
	for _, c := range columns {
		if err := filled(field{"title of a column", c.Title}); err != nil {
			return err
		}
		total += c.Width
	}
	for _, c := range columns {
		// NaN and infinite widths fail here too.
		if share := c.Width / total; !(c.Width > 0) || !(share >= 0.5/maxColumns) || math.IsInf(total, 0) {
			return fmt.Errorf("%w: width of a column", ErrSheet)
		}
	}
	return nil
}

func (g Group) check(columns int) error {
	if err := filled(field{"title of a group", g.Title}); err != nil {
		return err
	}
	if len(g.Rows) == 0 {
		return filled(field{"words of an empty group", g.Empty})
	}
	for _, row := range g.Rows {
		if len(row) != columns {
			return fmt.Errorf("%w: cells of a row", ErrSheet)
		}
	}
	return nil
}

// begin makes the document with the head of its first page.
func (s ListSheet) begin() (*table, error) {
	at, ink, err := s.check()
	if err != nil {
		return nil, err
	}
	faces, err := newFaces(s.Font, s.Bold)
	if err != nil {
		return nil, err
	}
	w := s.Words
	t := newTable(faces, s.Wide, s.Columns)
	t.describe(w.Title, w.Lang, at)
	t.low = t.tall - tableFoot - t.footHeight(w.Footer) - 3
	t.running = func() {
		t.brand(s.Company, ink, t.left, t.span)
		t.y += 3
		t.ink(soft)
		t.text(regular, 9.5, t.left, t.span, w.Title)
		t.y += 2
	}
	t.brand(s.Company, ink, t.left, t.span)
	t.y += 6
	t.text(bold, 18, t.left, t.span, w.Title)
	t.y += 1
	t.text(regular, 10.5, t.left, t.span, w.Intro)
	t.y += 3
	for _, f := range [][2]string{{w.Date, s.Date}, {w.By, s.By}} {
		t.small(f[0], f[1])
	}
	t.y += 4
	t.titles()
	if t.crowded() {
		return nil, fmt.Errorf("%w: head of a list", ErrTooLong)
	}
	return t, nil
}

func (s ListSheet) rows(g Group) [][][]part {
	rows := make([][][]part, len(g.Rows))
	for i, cells := range g.Rows {
		for j, c := range cells {
			look := regular
			if s.Columns[j].Strong {
				look = bold
			}
			rows[i] = append(rows[i], []part{{look, 9.5, dark, c.Text}, {regular, 8.5, soft, c.Under}})
		}
	}
	return rows
}

// small draws a label and beside it its value, in small letters.
func (t *table) small(label, value string) {
	top := t.y
	t.ink(soft)
	t.text(regular, 9.5, t.left, labelWidth-4, label)
	under := t.y
	t.y = top
	t.ink(dark)
	t.text(bold, 9.5, t.left+labelWidth, t.span-labelWidth, value)
	t.y = max(t.y, under) + 0.5
}

// footWidth is the room of the foot's words; the page number has the rest.
func (t *table) footWidth() float64 { return t.span - 50 }

func (t *table) footHeight(words string) float64 {
	return max(t.height(regular, 8.5, t.footWidth(), words), t.use(regular, 8.5))
}

// number writes the foot of every page, once their number is known.
func (t *table) number(w ListWords) {
	pages := t.pdf.PageCount()
	for page := 1; page <= pages; page++ {
		t.pdf.SetPage(page)
		t.fill(ground) // the colour that the writer thinks of is the last page's
		t.y = t.tall - tableFoot - t.footHeight(w.Footer)
		top := t.y
		t.ink(soft)
		t.text(regular, 8.5, t.left, t.footWidth(), w.Footer)
		t.y = top
		words := t.drawable(regular, w.Page(page, pages))
		width := min(t.width(regular, 8.5, words), 48)
		t.text(regular, 8.5, t.left+t.span-width, width+0.5, words)
	}
}
