package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestSearchIsEmptiedByEscape(t *testing.T) {
	win := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 400, 200)
	var told []string
	closed, down := 0, 0
	s := NewSearch("Nom ou adresse", func(text string) { told = append(told, text) })
	s.OnDown = func() { down++ }
	win.SetContent(VStack(0, s))
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			closed++
		}
	})
	win.Canvas().Focus(s)
	test.Type(s, "ga")
	hit(win, fyne.KeyEscape)
	if s.Text != "" || closed != 0 || len(told) != 3 || told[1] != "ga" || told[2] != "" {
		t.Errorf("%q, window closed %d times, told %q", s.Text, closed, told)
	}
	if hit(win, fyne.KeyEscape); closed != 1 {
		t.Error("an empty one keeps Escape for itself")
	}
	if hit(win, fyne.KeyDown); down != 1 {
		t.Error("the arrow leads nowhere")
	}
	if s.Size().Height != 36 {
		t.Errorf("%v high", s.Size().Height)
	}
}
