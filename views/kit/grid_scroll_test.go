package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

// The wheel over a list moves the list, and the page where the list has come to its end.
func TestGridGivesTheWheelOn(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 400, 300)
	g := NewGrid(GridSpec{Runner: Inline(), Columns: []GridColumn{{Key: "name", Title: "Name"}}, Row: func() GridRow {
		c := NewTextCell()
		return GridRow{Cells: []fyne.CanvasObject{c}, Show: func(int) { c.Set("row", "") }}
	}})
	page := Scroll(VStack(0, Gap(40), Fixed(0, 220, g), Gap(600)))
	w.SetContent(page)
	w.Resize(fyne.NewSize(400, 300))
	g.SetRows(20)
	row, ok := g.list.live[0].(*gridRow)
	if !ok {
		t.Fatal("no row in sight")
	}
	down := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -60)}
	row.Scrolled(down)
	if g.list.scroll.Offset.Y <= 0 || page.Offset() != 0 {
		t.Fatalf("the list is at %v, the page at %v", g.list.scroll.Offset.Y, page.Offset())
	}
	for range 60 {
		row.Scrolled(down)
	}
	if page.Offset() <= 0 {
		t.Error("what stands below the list is out of reach")
	}
	at := g.list.scroll.Offset.Y
	row.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 60)})
	if g.list.scroll.Offset.Y >= at {
		t.Error("the list does not scroll back")
	}
}
