package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestNav(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 1100, 400)
	chosen := ""
	item := func(icon, text string) *Nav { return NavItem(icon, text, "", func() { chosen = text }) }
	home, clients := item("overview", "Aperçu"), item("customers", "Clients")
	lock := NavItem("lock", "Verrouiller", "Ctrl L", func() { chosen = "lock" })
	home.SetSelected(true)
	head := NavHead(CompanyMark("BZ", brown, 32), "Boulangerie", "Paramètres")
	nav := NewSideNav(head, []fyne.CanvasObject{home, NavGroup("Vente"), clients}, lock)
	w.SetContent(Beside(nav, box(10, 10)))
	w.Resize(fyne.NewSize(1100, 400))
	test.AssertRendersToMarkup(t, "nav/wide.xml", w.Canvas())
	if nav.Size().Width != 256 || nav.Compact() {
		t.Errorf("%v wide, compact %v", nav.Size().Width, nav.Compact())
	}
	w.Canvas().Focus(home)
	hit(w, fyne.KeyDown)
	hit(w, fyne.KeyReturn)
	if chosen != "Clients" {
		t.Errorf("Down and Enter chose %q", chosen)
	}
	hit(w, fyne.KeyUp)
	if hit(w, fyne.KeySpace); chosen != "Aperçu" {
		t.Errorf("Up and Space chose %q", chosen)
	}
	if test.Tap(lock); chosen != "lock" {
		t.Errorf("a click chose %q", chosen)
	}
	w.Canvas().Unfocus()
	w.Resize(fyne.NewSize(1099, 400))
	test.AssertRendersToMarkup(t, "nav/narrow.xml", w.Canvas())
	if nav.Size().Width != 64 || !nav.Compact() {
		t.Errorf("%v wide, compact %v", nav.Size().Width, nav.Compact())
	}
}
