package kit

// The measures of a grid, in units.
const (
	gridEdge    = 16 // before the first column, and after the last one without icons
	gridIconEnd = 8  // after the last icon
	gridIcon    = 36
	gridGap     = 12
	gridHeader  = 36
	gridHeading = 40 // a row that heads a group
	gridArrow   = 18 // beside the title of a column that can be sorted
	gridLeast   = 220
	gridInset   = 4 // of the ground under a row, so that its corners and the card's never meet
	gridRound   = 6 // over and under the rows, for the round corners of the card
)

// GridColumn is a column of a Grid. Width is in units and grows to what the title needs; 0 shares what the others leave, but
// never less than Least units (220 when 0). Where the room ends, columns go one by one, the highest Drop first; those with 0
// stay. End puts the title at the right, as over numbers or times.
type GridColumn struct {
	Key, Title   string
	Width, Least float32
	Sortable     bool
	Drop         int
	End          bool
}

// least is what a column takes at least, in Fyne's units.
func (c GridColumn) least() float32 {
	w := U(c.Width)
	if c.Width == 0 {
		w = U(gridLeast)
		if c.Least > 0 {
			w = U(c.Least)
		}
	}
	if c.Title == "" {
		return w
	}
	title := wordWidth(c.Title, 12, true)
	if c.Sortable {
		title += U(gridArrow)
	}
	return max(w, title)
}

// gridSpan is where a column stands in a row; one without width is not shown.
type gridSpan struct{ at, wide float32 }

// gridSpans shares the width of a row out over the columns; at is where the icons begin.
func gridSpans(columns []GridColumn, icons int, width float32) (spans []gridSpan, at float32) {
	end := U(gridEdge)
	if icons > 0 {
		end = U(gridIconEnd) + float32(icons)*U(gridIcon)
	}
	at = width - end
	room := at - U(gridEdge)
	if icons > 0 {
		room -= U(gridGap)
	}
	wide := gridWidths(columns, room)
	spans = make([]gridSpan, len(columns))
	x := U(gridEdge)
	for i, w := range wide {
		if w > 0 {
			spans[i] = gridSpan{at: x, wide: w}
			x += w + U(gridGap)
		}
	}
	return spans, at
}

// gridWidths drops columns until the rest fits, lets those without a width of their own share what is left, and shrinks all
// alike where even the last ones do not fit.
func gridWidths(columns []GridColumn, room float32) []float32 {
	wide := make([]float32, len(columns))
	for i, c := range columns {
		wide[i] = c.least()
	}
	left := room - gridSum(wide)
	for left < 0 {
		i := gridNext(columns, wide)
		if i < 0 {
			break
		}
		wide[i] = 0
		left = room - gridSum(wide)
	}
	sharing := 0
	for i, c := range columns {
		if c.Width == 0 && wide[i] > 0 {
			sharing++
		}
	}
	sum := gridSum(wide)
	for i, c := range columns {
		switch {
		case left < 0 && sum > 0:
			wide[i] *= max(room, 0) / sum
		case c.Width == 0 && wide[i] > 0:
			wide[i] += left / float32(sharing)
		}
	}
	return wide
}

// gridSum is what the shown columns take with the gaps between them.
func gridSum(wide []float32) float32 {
	var sum float32
	for _, w := range wide {
		if w > 0 {
			sum += w + U(gridGap)
		}
	}
	return max(sum-U(gridGap), 0)
}

// gridNext is the shown column that goes first, -1 when none may.
func gridNext(columns []GridColumn, wide []float32) int {
	next := -1
	for i, c := range columns {
		if c.Drop > 0 && wide[i] > 0 && (next < 0 || c.Drop > columns[next].Drop) {
			next = i
		}
	}
	return next
}
