package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func hit(w fyne.Window, name fyne.KeyName) {
	e := &fyne.KeyEvent{Name: name}
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(e)
	} else if typed := w.Canvas().OnTypedKey(); typed != nil {
		typed(e)
	}
}

func deletion(done func(bool)) ConfirmSpec {
	return ConfirmSpec{
		Company: "Boulangerie Bedrijf & Zonen", CompanyColor: brown, Title: "Supprimer Zoë Van den Broeck ?",
		Text: "Son accès s’arrête à l’instant. Ses 214 documents restent.",
		Verb: "Supprimer Zoë Van den Broeck", Cancel: "Annuler", Danger: true, OnDone: done,
	}
}

func TestConfirmByKeyboard(t *testing.T) {
	tests := []struct {
		name string
		keys []fyne.KeyName
		want []bool
	}{
		{"Escape", []fyne.KeyName{fyne.KeyEscape}, []bool{false}},
		{"Enter is Cancel", []fyne.KeyName{fyne.KeyReturn}, []bool{false}},
		{"the verb is one Tab away", []fyne.KeyName{fyne.KeyTab, fyne.KeyReturn}, []bool{true}},
		{"Tab stays inside", []fyne.KeyName{fyne.KeyTab, fyne.KeyTab, fyne.KeySpace}, []bool{false}},
		{"Escape on the verb", []fyne.KeyName{fyne.KeyTab, fyne.KeyEscape}, []bool{false}},
		{"nothing yet", []fyne.KeyName{fyne.KeyDown}, nil},
	}
	for _, tt := range tests {
		w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 800, 600)
		behind := NewButton(Main, "Derrière", func() { t.Error("the window behind heard a key") })
		w.SetContent(Ground(Center(behind)))
		w.Canvas().Focus(behind)
		var got []bool
		d := Confirm(w, deletion(func(ok bool) { got = append(got, ok) }))
		for _, k := range tt.keys {
			if k == fyne.KeyTab {
				w.Canvas().FocusNext()
				continue
			}
			hit(w, k)
		}
		if len(got) != len(tt.want) || len(got) > 0 && got[0] != tt.want[0] {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
		if d.Shown() == (len(tt.want) > 0) {
			t.Errorf("%s: shown %v", tt.name, d.Shown())
		}
		if !d.Shown() && w.Canvas().Focused() != behind {
			t.Errorf("%s: the focus is not back where it was", tt.name)
		}
	}
}

func TestConfirmBlocksTheWindow(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 800, 600)
	w.SetContent(Ground(Center(NewButton(Main, "Derrière", func() { t.Error("clicked through") }))))
	d := Confirm(w, deletion(func(bool) { t.Error("a click beside answered") }))
	test.TapCanvas(w.Canvas(), fyne.NewPos(20, 20))
	if !d.Shown() {
		t.Error("a click beside closed it")
	}
	test.AssertRendersToMarkup(t, "dialog/danger.xml", w.Canvas())
}

func TestDialogFitsTheWindow(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 2, nil), 900, 500)
	w.SetContent(Ground(box(1, 1)))
	d := ShowDialog(w, 420, nil, VStack(0, box(10, 900), NewButton(Main, "Fin", nil)), nil)
	card := d.overlay.obj
	if got := at(card); got != [4]float32{32, 32, 836, 436} {
		t.Errorf("card at %v", got)
	}
	w.Resize(fyne.NewSize(600, 400))
	if got := at(card); got != [4]float32{32, 32, 536, 336} {
		t.Errorf("in a smaller window at %v", got)
	}
}

func TestWhatLiesAboveStays(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 800, 600)
	w.SetContent(Ground(box(1, 1)))
	heard := 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { heard++ })
	below, above := Confirm(w, deletion(nil)), Confirm(w, deletion(nil))
	focused := w.Canvas().Focused()
	below.Hide()
	if w.Canvas().Overlays().Top() != above.overlay || w.Canvas().Focused() != focused {
		t.Fatal("a dialog that closes takes along the one above it, or its focus")
	}
	hit(w, fyne.KeyEscape)
	if above.Shown() || heard != 0 {
		t.Error("the one above no longer hears Escape")
	}
	if hit(w, fyne.KeyEscape); heard != 1 || w.Canvas().Overlays().Top() != nil {
		t.Error("the window does not hear keys again")
	}
}

func TestWindowHearsKeysAfterOverlays(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 800, 600)
	w.SetContent(Ground(box(1, 1)))
	heard := 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { heard++ })
	a, b := Confirm(w, deletion(nil)), Confirm(w, deletion(nil))
	hit(w, fyne.KeyEscape)
	if b.Shown() || !a.Shown() || heard != 0 {
		t.Error("Escape closes the upper dialog alone", a.Shown(), b.Shown(), heard)
	}
	hit(w, fyne.KeyEscape)
	if hit(w, fyne.KeyEscape); a.Shown() || heard != 1 {
		t.Error("afterwards the window hears Escape", a.Shown(), heard)
	}
}
