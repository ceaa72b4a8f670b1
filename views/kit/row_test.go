package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestRowsLeaveNoLineForTheHidden(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	taken := 0
	a, b, c := NewRow("mail", "A", "", nil), NewRow("key", "B", "", nil), NewRow("phone", "C", "Esc", func() { taken++ })
	rows := Rows(a, b, c)
	shownIn(t, rows, 400, 0)
	if got := rows.MinSize().Height; got != 3*44+2 {
		t.Errorf("three rows are %v high", got)
	}
	a.Hide()
	if got := rows.MinSize().Height; got != 2*44+1 {
		t.Errorf("two rows are %v high", got)
	}
	rows.Resize(fyne.NewSize(400, rows.MinSize().Height))
	rows.Refresh()
	if b.Position().Y != 0 || c.Position().Y != 45 {
		t.Errorf("rows at %v and %v", b.Position().Y, c.Position().Y)
	}
	test.Tap(c)
	c.TypedKey(key(fyne.KeySpace))
	if taken != 2 {
		t.Errorf("taken %d times", taken)
	}
	test.AssertObjectRendersToMarkup(t, "row/two.xml", rows)
}
