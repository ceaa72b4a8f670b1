package kit

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
)

func TestToasts(t *testing.T) {
	r := Inline()
	p := testPage(t, r)
	seen := func(want ...string) {
		t.Helper()
		if got := p.Toasts.Texts(); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	p.Toasts.Show(ToneSuccess, "a", "", nil)
	r.Advance(3 * time.Second)
	p.Toasts.Show(ToneError, "b", "", nil)
	seen("a", "b")
	r.Advance(time.Second)
	seen("b")
	r.Advance(time.Hour)
	seen("b")
	p.Toasts.Show(ToneInfo, "c", "", nil)
	r.Advance(3 * time.Second)
	p.Toasts.Show(ToneInfo, "c", "", nil)
	seen("b", "c")
	r.Advance(3 * time.Second)
	seen("b", "c")
	p.Toasts.Show(ToneInfo, "d", "", nil)
	p.Toasts.Show(ToneInfo, "e", "", nil)
	seen("c", "d", "e")
	p.Toasts.Clear()
	seen()
	if r.Waiting() != 0 {
		t.Errorf("%d timers are left", r.Waiting())
	}
}

func TestToastActs(t *testing.T) {
	r := Inline()
	p := testPage(t, r)
	behind := NewButton(Main, "Derrière", nil)
	p.SetContent(Center(behind))
	p.Window.Canvas().Focus(behind)
	acted := 0
	p.Toasts.Show(ToneError, "Le courriel n’est pas parti", "Réessayer", func() { acted++ })
	test.AssertRendersToMarkup(t, "toast/action.xml", p.Window.Canvas())
	if p.Window.Canvas().Focused() != behind {
		t.Error("the toast took the focus")
	}
	p.Window.Canvas().FocusNext()
	if hit(p.Window, "Space"); acted != 1 || len(p.Toasts.Texts()) != 0 {
		t.Errorf("its action ran %d times, %q stays", acted, p.Toasts.Texts())
	}
	if p.Window.Canvas().Focused() != nil {
		t.Error("the focus stays on a toast that is gone")
	}
	p.Toasts.Show(ToneError, "Le courriel n’est pas parti", "", nil)
	p.Window.Canvas().Focus(behind)
	p.Window.Canvas().FocusNext()
	if hit(p.Window, "Return"); len(p.Toasts.Texts()) != 0 {
		t.Error("its cross does not close it")
	}
}

func TestMessage(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 480, 200)
	m := NewMessage()
	below := box(10, 10)
	stack := VStack(16, m, below)
	w.SetContent(stack)
	if m.Visible() || m.Text() != "" || below.Position().Y != 0 {
		t.Error("an empty message is seen or takes place")
	}
	acted := 0
	m.Set(ToneError, "", "Adresse ou mot de passe inexact. Encore 3 essais.")
	m.SetAction("Aide", func() { acted++ })
	stack.Refresh()
	if !m.Visible() || below.Position().Y != 56 {
		t.Errorf("the next object stands at %v", below.Position().Y)
	}
	test.AssertObjectRendersToMarkup(t, "message/error.xml", m)
	w.Canvas().FocusNext()
	if hit(w, "Return"); acted != 1 {
		t.Error("its action cannot be reached by keyboard")
	}
	m.Set(ToneInfo, "schedule", "Votre mot de passe expire dans 6 jours, et cette phrase continue sur une deuxième ligne.")
	stack.Refresh()
	if got := m.MinSize().Height; got != 60 || m.action.Visible() {
		t.Errorf("%v high, action %v", got, m.action.Visible())
	}
	m.Clear()
	stack.Refresh()
	if m.Visible() || m.Text() != "" || below.Position().Y != 0 {
		t.Error("Clear leaves something")
	}
}
