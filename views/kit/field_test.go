package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestFieldFault(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	e := NewEntry()
	f := NewField("IBAN", e)
	plain := f.MinSize().Height
	if plain != 20+6+36 {
		t.Errorf("a field is %v high, want 62", plain)
	}
	f.SetHint("Peut rester vide.")
	if f.MinSize().Height <= plain {
		t.Error("the hint has no place")
	}
	f.SetFault("Cet IBAN contient une erreur de frappe.")
	if !e.Faulty() || f.marked.Hidden || f.caption.Text() != f.Fault() {
		t.Error("the fault does not show")
	}
	f.SetFault("")
	if e.Faulty() || !f.marked.Hidden || f.caption.Text() != "Peut rester vide." {
		t.Error("the hint did not come back")
	}
	f.SetRight("Les chiffres de contrôle sont justes.")
	if f.marked.Hidden || f.mark.name != "passed" {
		t.Error("what is right has no tick")
	}
	f.SetHint("")
	if !f.marked.Hidden || f.MinSize().Height != plain {
		t.Error("the line below is still there")
	}
}

func TestFocusFaultTakesTheFirst(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	first, second := NewEntry(), NewEntry()
	a, b := NewField("A", first), NewField("B", second)
	w := shownIn(t, Form(a, b), 400, 0)
	if FocusFault(w, a, b) {
		t.Error("found a fault where there is none")
	}
	b.SetFault("non")
	if !FocusFault(w, a, b) || w.Canvas().Focused() != fyne.Focusable(second) {
		t.Errorf("the focus is at %T", w.Canvas().Focused())
	}
}

func TestFocusFirstLooksInside(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	outside, locked, inside := NewEntry(), NewEntry(), NewEntry()
	locked.Disable()
	part := Card(VStack(8, Label("Titre"), locked, inside, NewButton(Main, "Continuer", nil)), 20)
	w := shownIn(t, VStack(8, outside, part), 400, 0)
	FocusFirst(w, part)
	if w.Canvas().Focused() != fyne.Focusable(inside) {
		t.Errorf("the focus is at %T", w.Canvas().Focused())
	}
	FocusFirst(w, Label("nowhere"))
	if w.Canvas().Focused() != nil {
		t.Error("an object that is not shown got the focus")
	}
}

func TestFieldMarkup(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	f := NewField("Nom", NewEntry())
	f.SetFault("Ce nom est vide.")
	test.AssertObjectRendersToMarkup(t, "field/fault.xml", f)
}
