package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func openMenu(t *testing.T, byKey bool, chosen *string) (fyne.Window, *OpenMenu) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 800, 600)
	anchor := NewPersonButton("MB", "margaux@bedrijf-zonen.be", nil)
	w.SetContent(Ground(VStack(0, HStack(0, Spacer(), anchor))))
	choose := func(s string) func() { return func() { *chosen = s } }
	return w, Menu(w, anchor, MenuSpec{ByKey: byKey, Header: Label("Margaux Bedrijf"), Items: []MenuItem{
		{Icon: "company", Text: "Entreprise", OnTap: choose("company")},
		{Icon: "person", Text: "Personne", OnTap: choose("person")}, {Divider: true},
		{Icon: "lock", Text: "Verrouiller", Hint: "Ctrl L", OnTap: choose("lock")},
	}, OnClose: func() { *chosen += "closed " }})
}

func TestMenuKeys(t *testing.T) {
	down, up, enter := fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn
	tests := []struct {
		name  string
		byKey bool
		keys  []fyne.KeyName
		want  string
	}{
		{"first by keyboard", true, []fyne.KeyName{enter}, "company"},
		{"first by mouse", false, []fyne.KeyName{down, enter}, "company"},
		{"last by mouse", false, []fyne.KeyName{up, enter}, "lock"},
		{"down", true, []fyne.KeyName{down, enter}, "person"},
		{"round the end", true, []fyne.KeyName{down, down, down, enter}, "company"},
		{"up round the start", true, []fyne.KeyName{up, fyne.KeySpace}, "lock"},
		{"end and home", true, []fyne.KeyName{fyne.KeyEnd, fyne.KeyHome, enter}, "company"},
		{"escape", true, []fyne.KeyName{down, fyne.KeyEscape}, "closed "},
		{"escape by mouse", false, []fyne.KeyName{fyne.KeyEscape}, "closed "},
		{"nothing focused", false, []fyne.KeyName{enter}, ""},
	}
	for _, tt := range tests {
		var got string
		w, m := openMenu(t, tt.byKey, &got)
		for _, k := range tt.keys {
			hit(w, k)
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
		if m.Shown() != (tt.want == "") {
			t.Errorf("%s: shown %v", tt.name, m.Shown())
		}
	}
}

func TestMenuByMouse(t *testing.T) {
	var got string
	w, m := openMenu(t, false, &got)
	test.AssertRendersToMarkup(t, "menu/open.xml", w.Canvas())
	card := m.overlay.obj
	if p := at(card); p[0] != 458 || p[1] != 43 || p[2] != 334 {
		t.Errorf("the menu stands at %v, not under the right side of its button", p)
	}
	test.TapCanvas(w.Canvas(), card.Position().AddXY(20, 20))
	if !m.Shown() {
		t.Fatal("a click on the head closed it")
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(10, 300))
	if m.Shown() || got != "closed " {
		t.Error("a click outside does not close it")
	}
}

func TestPersonButtonTellsTheKeyboard(t *testing.T) {
	var got []bool
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 300, 100)
	b := NewPersonButton("MB", "margaux@bedrijf-zonen.be", func(byKey bool) { got = append(got, byKey) })
	w.SetContent(b)
	test.Tap(b)
	w.Canvas().Focus(b)
	hit(w, fyne.KeySpace)
	if len(got) != 2 || got[0] || !got[1] {
		t.Error(got)
	}
}
