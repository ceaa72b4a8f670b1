package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// shownGrid puts a grid alone into a window of that size.
func shownGrid(t *testing.T, s GridSpec, n int, w, h float32) (*Grid, fyne.Window, *InlineRunner) {
	t.Helper()
	win := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), w, h)
	r := Inline()
	p := NewPage(PageSpec{Window: win, Runner: r})
	t.Cleanup(func() {
		p.Close()
		if r.Waiting() != 0 {
			t.Errorf("%d timers are left", r.Waiting())
		}
	})
	s.Runner = r
	g := NewGrid(s)
	g.SetRows(n)
	p.SetContent(Fill(0, g, g))
	win.Resize(fyne.NewSize(w, h))
	return g, win, r
}

// rowAt is the object that shows a row; nil when it is out of sight.
func rowAt(g *Grid, i int) *gridRow {
	row, ok := g.list.live[i].(*gridRow)
	if !ok {
		return nil
	}
	return row
}

// Ten thousand rows make as many objects as fit into the window, whatever is scrolled to.
func TestGridMakesOnlyWhatIsSeen(t *testing.T) {
	made := 0
	s := gridSpec(nil)
	row := s.Row
	s.Row = func() GridRow {
		made++
		return row()
	}
	g, win, _ := shownGrid(t, s, 10_000, 1000, 600)
	win.Canvas().Focus(g.list)
	for _, k := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyPageDown, fyne.KeyEnd} {
		hit(win, k)
	}
	if made > 14 {
		t.Errorf("%d rows were made", made)
	}
	if g.At() != 9_999 || rowAt(g, 9_999) == nil {
		t.Errorf("End leads to %d, in sight %v", g.At(), rowAt(g, 9_999) != nil)
	}
	last := rowAt(g, 9_999)
	if bottom := last.Position().Y + last.Size().Height - g.list.scroll.Offset.Y; bottom > g.list.scroll.Size().Height+slack {
		t.Errorf("the last row ends at %v of %v", bottom, g.list.scroll.Size().Height)
	}
	g.SetRows(3)
	if g.At() != 2 || len(g.list.live) != 3 || g.list.scroll.Offset.Y != 0 {
		t.Errorf("of three rows it is on %d, shows %d, scrolled to %v", g.At(), len(g.list.live), g.list.scroll.Offset.Y)
	}
}

func TestGridByKeyboard(t *testing.T) {
	var told []string
	s := gridSpec(nil)
	s.OnOpen = func(i int) { told = append(told, "open "+gridPeople()[i].name) }
	s.OnIcon = func(i int, key string) { told = append(told, key+" "+gridPeople()[i].name) }
	s.HasIcon = func(i int, key string) bool { return key != "delete" || i > 0 }
	g, win, r := shownGrid(t, s, 5, 1000, 600)
	back := false
	g.list.shift = func() bool { return back }
	tab := func() {
		t.Helper()
		if !g.list.AcceptsTab() {
			t.Fatal("Tab leaves the rows")
		}
		hit(win, fyne.KeyTab)
	}
	win.Canvas().Focus(g.list)
	hit(win, fyne.KeyReturn)
	tab()
	if hit(win, fyne.KeyReturn); g.list.AcceptsTab() {
		t.Error("Tab stops at an icon that is not there")
	}
	hit(win, fyne.KeyDown)
	tab()
	r.Advance(tipDelay)
	if got := tipsOf(g.list).Text(); got != "Supprimer" {
		t.Errorf("the icon is called %q", got)
	}
	hit(win, fyne.KeySpace)
	if g.list.AcceptsTab() {
		t.Error("Tab does not leave after the last icon")
	}
	back = true
	tab()
	hit(win, fyne.KeyReturn)
	hit(win, fyne.KeyLeft)
	hit(win, fyne.KeyReturn)
	if g.list.AcceptsTab() {
		t.Error("Shift and Tab do not leave the row")
	}
	want := []string{"open Margaux Bedrijf", "edit Margaux Bedrijf", "delete Joris Bedrijf", "edit Joris Bedrijf", "open Joris Bedrijf"}
	if !slices.Equal(told, want) {
		t.Errorf("%q, want %q", told, want)
	}
}

func TestGridByMouse(t *testing.T) {
	var told []string
	s := gridSpec(nil)
	s.OnOpen = func(int) { told = append(told, "open") }
	s.OnIcon = func(_ int, key string) { told = append(told, key) }
	g, _, r := shownGrid(t, s, 5, 1000, 600)
	row := rowAt(g, 1)
	at := func(x float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 20)}}
	}
	test.TapAt(row, fyne.NewPos(100, 20))
	test.TapAt(row, fyne.NewPos(g.list.icons+10, 20))
	test.TapAt(row, fyne.NewPos(g.list.icons+46, 20))
	if strings.Join(told, " ") != "open edit delete" {
		t.Errorf("%q", told)
	}
	if g.list.ringed() {
		t.Error("a click draws the ring of the keyboard")
	}
	row.MouseIn(at(g.list.icons + 46))
	r.Advance(tipDelay)
	if got := tipsOf(row).Text(); got != "Supprimer" || row.under != 1 {
		t.Errorf("over icon %d, called %q", row.under, got)
	}
	row.MouseMoved(at(100))
	if got := tipsOf(row).Text(); got != "" {
		t.Errorf("%q stays", got)
	}
	row.MouseOut()
	if row.over || row.under != noIcon {
		t.Error("it stays lit")
	}
}

// A text that is cut is told whole beside the pointer.
func TestGridTellsWhatIsCut(t *testing.T) {
	long := "Une entreprise au nom si long que nulle colonne ne le tient, jamais, quelle que soit la fenêtre"
	s := GridSpec{Columns: []GridColumn{{Key: "a"}}, Row: func() GridRow {
		c := NewTextCell()
		return GridRow{Cells: []fyne.CanvasObject{c}, Show: func(int) { c.Set(long, "") }}
	}}
	g, _, r := shownGrid(t, s, 1, 400, 300)
	row := rowAt(g, 0)
	row.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(60, 20)}})
	r.Advance(tipDelay)
	if got := tipsOf(row).Text(); got != long {
		t.Errorf("%q", got)
	}
}

func TestGridSorts(t *testing.T) {
	var told []string
	s := gridSpec(nil)
	s.OnSort = func(key string, down bool) {
		if down {
			key += " down"
		}
		told = append(told, key)
	}
	g, win, _ := shownGrid(t, s, 5, 1000, 600)
	g.Sort("who", false)
	win.Canvas().Focus(g.head)
	hit(win, fyne.KeySpace)
	hit(win, fyne.KeyRight) // over the one that cannot
	hit(win, fyne.KeyReturn)
	spans, _ := g.list.spans(g.head.Size().Width)
	test.TapAt(g.head, fyne.NewPos(spans[5].at+10, 18))
	test.TapAt(g.head, fyne.NewPos(spans[5].at+10, 18))
	test.TapAt(g.head, fyne.NewPos(spans[1].at+10, 18))
	if got := strings.Join(told, ", "); got != "who down, strength, last, last down" {
		t.Error(got)
	}
	if key, down := g.SortedBy(); key != "last" || !down {
		t.Errorf("%q %v", key, down)
	}
}

// Columns go in their order, the rest stays inside and apart, down to windows that are far too narrow.
func TestGridColumnsFit(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	columns := gridSpec(nil).Columns
	shown := 6
	for width := float32(1100); width > 120; width -= 7 {
		spans, icons := gridSpans(columns, 2, width)
		n, end := 0, float32(0)
		for i, s := range spans {
			if s.wide == 0 {
				continue
			}
			n++
			if s.at < end-slack || s.at+s.wide > icons+slack || s.wide < 0 {
				t.Fatalf("%v wide: column %d at %v, %v wide, icons at %v", width, i, s.at, s.wide, icons)
			}
			end = s.at + s.wide
		}
		if n > shown || n == 0 {
			t.Fatalf("%v wide: %d columns after %d", width, n, shown)
		}
		if shown = n; width > 700 && spans[4].wide == 0 && spans[5].wide > 0 {
			t.Fatalf("%v wide: the state went before the last sign-in", width)
		}
	}
	if shown != 1 {
		t.Errorf("%d columns are left", shown)
	}
}

// The arrows choose where there is a detail beside, and step over what heads a group.
func TestGridChoosesBesideHeadings(t *testing.T) {
	var told []int
	s := journalSpec(nil)
	s.OnChoose = func(i int) { told = append(told, i) }
	g, win, _ := shownGrid(t, s, 6, 500, 400)
	win.Canvas().Focus(g.list)
	for _, k := range []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyHome, fyne.KeyUp} {
		hit(win, k)
	}
	test.TapAt(rowAt(g, 5), fyne.NewPos(60, 20))
	test.TapAt(rowAt(g, 3), fyne.NewPos(60, 20))
	if want := []int{2, 4, 2, 1, 5}; !slices.Equal(told, want) || g.Chosen() != 5 {
		t.Errorf("%v, chosen %d, want %v", told, g.Chosen(), want)
	}
	if g.head.Visible() {
		t.Error("there is a header without titles")
	}
}

func TestGridFaces(t *testing.T) {
	g, _, r := shownGrid(t, gridSpec(nil), 0, 1000, 600)
	g.ShowLoading()
	if g.faces.Shown() != g.faces.content {
		t.Error("grey rows at once")
	}
	r.Advance(loadingDelay)
	if g.faces.Shown() == g.faces.content {
		t.Error("no grey rows")
	}
	none := Empty("users", "Nobody", "Invite somebody.")
	g.ShowEmpty(none)
	if g.faces.Shown() != none || g.head.Visible() {
		t.Error("the empty face is not there, or stands under titles")
	}
	g.SetRows(2)
	if g.faces.Shown() != g.faces.content || !g.head.Visible() || rowAt(g, 1) == nil {
		t.Error("the rows do not come back")
	}
}

// A short grid ends under its last row, a long one where the window does, and what stands below keeps its place.
func TestGridTakesTheRoomThatIsLeft(t *testing.T) {
	g, win, _ := shownGrid(t, gridSpec(nil), 4, 1000, 600)
	foot := Caption("4 people")
	win.SetContent(Fill(8, g, Title("Users"), g, foot))
	win.Resize(fyne.NewSize(1000, 600))
	if want := float32(gridHeader + 4*56 + gridRound + 2); g.Size().Height != want {
		t.Errorf("%v high, want %v", g.Size().Height, want)
	}
	g.SetRows(400)
	win.Content().Refresh()
	if bottom := foot.Position().Y + foot.Size().Height; bottom > 600 || bottom < 599 {
		t.Errorf("what follows ends at %v", bottom)
	}
	win.Resize(fyne.NewSize(1000, 100))
	if g.Size().Height < gridHeader+3*56 {
		t.Errorf("%v high in a low window", g.Size().Height)
	}
}
