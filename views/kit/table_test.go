package kit

import (
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Wide, the cells stand beside each other under their titles; narrow, under each
// other, each but the first beside its own.
func TestTableBreaksWhereTheRoomEnds(t *testing.T) {
	win := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 600, 400)
	table := NewTable(TableColumn{Title: "Who"}, TableColumn{Title: "When", Width: 100})
	a, b := Body("Margaux"), Body("now")
	table.AddGroup("Inside", "one")
	table.AddRow(a, b)
	win.SetContent(VStack(0, table))
	if table.Len() != 2 {
		t.Errorf("%d rows", table.Len())
	}
	win.Resize(fyne.NewSize(600, 400))
	if b.Position().X <= a.Position().X || !titleShown(table) || titleOfRow(table).Visible() {
		t.Error("wide, the cells do not stand beside each other")
	}
	win.Resize(fyne.NewSize(260, 400))
	if b.Position().Y <= a.Position().Y || titleShown(table) {
		t.Error("narrow, the cells do not stand under each other")
	}
	title := titleOfRow(table)
	if !title.Visible() || title.Text() != "When" || title.Position().X != a.Position().X || title.Position().X+title.Size().Width > b.Position().X {
		t.Error("narrow, a cell has no title, or lies on it")
	}
	table.Clear()
	if table.Len() != 0 {
		t.Error("it is not empty")
	}
}

// titleOfRow is the title before the second cell of the last row.
func titleOfRow(table *Table) *Text {
	row, ok := table.stack.Objects[len(table.stack.Objects)-1].(*fyne.Container)
	if !ok {
		return Body("")
	}
	title, ok := row.Objects[3].(*Text)
	if !ok {
		return Body("")
	}
	return title
}

func titleShown(table *Table) bool {
	head, ok := table.stack.Objects[0].(*fyne.Container)
	return ok && head.Objects[0].Visible()
}

func TestPickIsPressedAndLocked(t *testing.T) {
	win := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 600, 400)
	taps := 0
	p := NewPick("House", "What it means", func() { taps++ })
	win.SetContent(VStack(0, p))
	win.Resize(fyne.NewSize(400, 300))
	win.Canvas().Focus(p)
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	test.Tap(p)
	if taps != 2 || p.On() {
		t.Errorf("%d presses, on %v: whoever holds it decides", taps, p.On())
	}
	p.SetOn(true)
	p.Disable()
	test.Tap(p)
	if taps != 2 || !p.On() {
		t.Error("a locked one is pressed, or forgets what is chosen")
	}
}

func TestAreaTakesLinesAndLetsTabGo(t *testing.T) {
	win := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 600, 400)
	e := NewArea(4)
	win.SetContent(e)
	win.Canvas().Focus(e)
	test.Type(e, "one")
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	test.Type(e, "two")
	if e.Text != "one\ntwo" || e.AcceptsTab() {
		t.Errorf("%q, keeps Tab %v", e.Text, e.AcceptsTab())
	}
	if least := e.MinSize().Height; least < 4*20 {
		t.Errorf("%v high for four lines", least)
	}
}

func TestSlotAndPicture(t *testing.T) {
	win := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 600, 400)
	s := NewSlot()
	s.Set(Picture(nil, 40, 20))
	s.Set(Picture(image.NewGray(image.Rect(0, 0, 4, 4)), 80, 30))
	win.SetContent(HStack(0, s, Spacer()))
	if got := s.MinSize(); got != fyne.NewSize(80, 30) {
		t.Errorf("%v", got)
	}
}
