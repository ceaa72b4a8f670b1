package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestNavFold(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 1100, 400)
	users := NavItem("users", "Utilisateurs", "", func() {}).Deep(2)
	users.SetSelected(true)
	inner := NewNavFold("admin", "Admin et facturation", 1, users)
	outer := NewNavFold("settings", "Configurations", 0, inner)
	nav := NewSideNav(nil, []fyne.CanvasObject{NavItem("overview", "Aperçu", "", func() {}), NavGroup("Gestion"), outer})
	w.SetContent(Beside(nav, box(10, 10)))
	w.Resize(fyne.NewSize(1100, 400))
	test.AssertRendersToMarkup(t, "nav/fold.xml", w.Canvas())
	test.Tap(inner.head)
	if inner.Open() || users.Visible() && inner.box.Visible() || !outer.Open() {
		t.Error("a click does not close it, or closes more")
	}
	w.Canvas().Focus(outer.head)
	for _, c := range []struct {
		key  fyne.KeyName
		open bool
	}{{fyne.KeyLeft, false}, {fyne.KeyLeft, false}, {fyne.KeyRight, true}, {fyne.KeyReturn, false}} {
		if hit(w, c.key); outer.Open() != c.open {
			t.Errorf("%s: open %v", c.key, outer.Open())
		}
	}
	w.Resize(fyne.NewSize(1099, 400))
	if outer.head.Visible() || !outer.box.Visible() || !inner.box.Visible() || users.Size().Height != 36 {
		t.Error("in a narrow column what is below does not show, or the folds do")
	}
	w.Resize(fyne.NewSize(1100, 400))
	if !outer.head.Visible() || outer.box.Visible() || outer.Open() {
		t.Error("wide again it forgot that it was closed")
	}
}

// A tip comes after a while, leaves with the pointer, and never comes once its page is gone.
func TestTipsComeAndGo(t *testing.T) {
	win := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 1000, 400)
	r := Inline()
	p := NewPage(PageSpec{Window: win, Runner: r})
	item := NavItem("users", "Utilisateurs", "", func() {})
	p.SetContent(Beside(NewSideNav(nil, []fyne.CanvasObject{item}), box(10, 10)))
	win.Resize(fyne.NewSize(1000, 400))
	item.MouseIn(nil)
	if r.Advance(tipDelay / 2); p.Tips.Text() != "" {
		t.Error("it comes at once")
	}
	if r.Advance(tipDelay); p.Tips.Text() != "Utilisateurs" {
		t.Errorf("%q", p.Tips.Text())
	}
	if card := p.Tips.card; card.Position().X < 64-16 || card.Position().X+card.Size().Width > 1000 {
		t.Errorf("it stands at %v", card.Position())
	}
	if item.MouseOut(); p.Tips.Text() != "" {
		t.Error("it stays")
	}
	item.MouseIn(nil)
	p.Close()
	if r.Advance(tipDelay); p.Tips.Text() != "" || r.Waiting() != 0 {
		t.Errorf("%q after the end, %d timers", p.Tips.Text(), r.Waiting())
	}
}
