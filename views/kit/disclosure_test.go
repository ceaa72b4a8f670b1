package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestDisclosureOpensAndChecks(t *testing.T) {
	win := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 600, 400)
	var checked, opened []bool
	body := Body("what belongs to it")
	d := NewDisclosure("Statistiques et rapports", body, func(on bool) { checked = append(checked, on) }).
		OnOpen(func(on bool) { opened = append(opened, on) })
	win.SetContent(VStack(0, d))
	win.Resize(fyne.NewSize(600, 400))
	win.Canvas().Focus(d.head)
	if d.Open() || d.body.Visible() || d.head.Size().Height != 44 {
		t.Errorf("open %v, %v high", d.Open(), d.head.Size().Height)
	}
	for _, c := range []struct {
		key  fyne.KeyName
		open bool
	}{{fyne.KeyReturn, true}, {fyne.KeyReturn, false}, {fyne.KeyRight, true}, {fyne.KeyRight, true}, {fyne.KeyLeft, false}} {
		if hit(win, c.key); d.Open() != c.open || d.body.Visible() != c.open {
			t.Errorf("%s: open %v", c.key, d.Open())
		}
	}
	test.TapAt(d.head, fyne.NewPos(300, 20))
	if len(opened) != 5 || !d.Open() {
		t.Errorf("told %v, a click leaves it open: %v", opened, d.Open())
	}
	d.SetState(Partly)
	hit(win, fyne.KeySpace)
	test.TapAt(d.head, fyne.NewPos(57, 22))
	if len(checked) != 2 || !checked[0] || checked[1] || d.State() != Unchecked {
		t.Errorf("partly, then full: %v, now %v", checked, d.State())
	}
	d.SetLocked(true)
	hit(win, fyne.KeySpace)
	if test.TapAt(d.head, fyne.NewPos(57, 22)); len(checked) != 2 {
		t.Error("a locked box is checked")
	}
	if hit(win, fyne.KeyLeft); d.Open() {
		t.Error("a locked box keeps the row from closing")
	}
}

// A caption that does not fit beside the title stands below it, whatever the scale.
func TestDisclosureWraps(t *testing.T) {
	for _, scale := range []float32{1, 2} {
		win := dress(t, NewTheme(testLook(t), ModeLight, scale, nil), 800*scale, 300*scale)
		d := NewDisclosure("Clients, abonnements, factures et transactions", Body(""), func(bool) {})
		d.SetCaption("info", "Aucun accord d’acquisition valable")
		win.SetContent(VStack(0, d))
		win.Resize(fyne.NewSize(800*scale, 300*scale))
		if d.head.Size().Height != 44*scale {
			t.Errorf("scale %v: %v high in a wide window", scale, d.head.Size().Height)
		}
		win.Resize(fyne.NewSize(420*scale, 300*scale))
		if d.head.Size().Height <= 44*scale {
			t.Errorf("scale %v: %v high in a narrow window", scale, d.head.Size().Height)
		}
	}
}
