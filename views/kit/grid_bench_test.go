package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

// BenchmarkGridFilter is what the window does at a key typed into the search over ten thousand rows: other rows in the same
// places. A frame is 16 ms.
func BenchmarkGridFilter(b *testing.B) {
	win := dress(b, NewTheme(testLook(b), ModeLight, 1, nil), 1000, 700)
	p := NewPage(PageSpec{Window: win, Runner: Inline()})
	g := NewGrid(gridSpec(p.Runner))
	g.SetRows(10_000)
	p.SetContent(Fill(0, g, g))
	win.Resize(fyne.NewSize(1000, 700))
	for i := range b.N {
		g.SetRows(10_000 - i%7)
	}
}
