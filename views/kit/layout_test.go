package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

func box(w, h float32) *fyne.Container { return Fixed(w, h, nil) }

func at(o fyne.CanvasObject) [4]float32 {
	return [4]float32{o.Position().X, o.Position().Y, o.Size().Width, o.Size().Height}
}

func TestStacks(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 10, 10)
	a, gone, b, c := box(10, 10), box(90, 90), box(20, 20), box(30, 30)
	gone.Hide()
	v := VStack(8, a, gone, b, Spacer(), c)
	if got := v.MinSize(); got != fyne.NewSize(30, 76) {
		t.Errorf("column asks %v", got)
	}
	v.Resize(fyne.NewSize(100, 200))
	for i, want := range [][4]float32{{0, 0, 100, 10}, {0, 18, 100, 20}, {0, 170, 100, 30}} {
		if got := at([]fyne.CanvasObject{a, b, c}[i]); got != want {
			t.Errorf("column, object %d at %v, want %v", i, got, want)
		}
	}
	h := HStack(8, a, gone, b, Spacer(), c)
	if got := h.MinSize(); got != fyne.NewSize(76, 30) {
		t.Errorf("row asks %v", got)
	}
	h.Resize(fyne.NewSize(200, 40))
	for i, want := range [][4]float32{{0, 15, 10, 10}, {18, 10, 20, 20}, {170, 5, 30, 30}} {
		if got := at([]fyne.CanvasObject{a, b, c}[i]); got != want {
			t.Errorf("row, object %d at %v, want %v", i, got, want)
		}
	}
}

func TestRowShrinksTextsOnly(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 10, 10)
	text, fixed := Body("Un texte qui aimerait bien plus de place").Single(), box(50, 20)
	row := HStack(10, Pad(0, 0, 0, 0, text), fixed)
	row.Resize(fyne.NewSize(500, 20))
	if got := text.Size().Width; got < text.naturalWidth() || got > text.naturalWidth()+1 {
		t.Errorf("with room the text is %v wide, would like %v", got, text.naturalWidth())
	}
	row.Resize(fyne.NewSize(160, 20))
	if got := at(fixed); got[2] != 50 || got[0] < 109 || got[0] > 111 {
		t.Errorf("without room the fixed one stands at %v", got)
	}
}

func TestFoot(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 10, 10)
	a, b := box(100, 36), box(80, 36)
	f := Foot(8, a, Spacer(), b)
	tests := []struct {
		width, height float32
		second        [4]float32
	}{{300, 36, [4]float32{220, 0, 80, 36}}, {188, 36, [4]float32{108, 0, 80, 36}}, {187, 80, [4]float32{0, 44, 187, 36}}}
	for _, tt := range tests {
		height := place(f, tt.width)
		f.Resize(fyne.NewSize(tt.width, height))
		if got := at(b); height != tt.height || got != tt.second {
			t.Errorf("%v wide: %v high, second at %v", tt.width, height, got)
		}
	}
}

func TestGrid3(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 10, 10)
	tests := []struct {
		width float32
		third [4]float32
	}{
		{872, [4]float32{592, 0, 280, 40}}, {871, [4]float32{0, 56, 427.5, 40}},
		{500, [4]float32{0, 112, 500, 40}}, {2000, [4]float32{1344, 0, 656, 40}},
	}
	for _, tt := range tests {
		a, b, c := box(0, 40), box(0, 40), box(0, 40)
		g := Grid3(16, a, b, c)
		height := place(g, tt.width)
		g.Resize(fyne.NewSize(tt.width, height))
		if got := at(c); got[0] != tt.third[0] || got[1] != tt.third[1] || got[3] != tt.third[3] {
			t.Errorf("%v wide: third at %v, want %v", tt.width, got, tt.third)
		}
	}
}

func TestLimits(t *testing.T) {
	dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 10, 10)
	tests := []struct {
		name string
		make func(fyne.CanvasObject) *fyne.Container
		want [4]float32
	}{
		{"MaxWidth", func(o fyne.CanvasObject) *fyne.Container { return MaxWidth(100, o) }, [4]float32{50, 0, 100, 80}},
		{"LeftMax", func(o fyne.CanvasObject) *fyne.Container { return LeftMax(100, o) }, [4]float32{0, 0, 100, 80}},
		{"MaxWidth wider", func(o fyne.CanvasObject) *fyne.Container { return MaxWidth(300, o) }, [4]float32{0, 0, 200, 80}},
		{"Pad", func(o fyne.CanvasObject) *fyne.Container { return Pad(1, 2, 3, 4, o) }, [4]float32{4, 1, 194, 76}},
		{"Center", Center, [4]float32{95, 35, 10, 10}},
		{"Fixed", func(o fyne.CanvasObject) *fyne.Container { return Fixed(0, 30, o) }, [4]float32{0, 0, 200, 30}},
		{"AtLeast", func(o fyne.CanvasObject) *fyne.Container { return AtLeast(300, 300, o) }, [4]float32{0, 0, 200, 80}},
	}
	for _, tt := range tests {
		o := box(10, 10)
		c := tt.make(o)
		c.Resize(fyne.NewSize(200, 80))
		if got := at(o); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	fyne.CurrentApp().Settings().SetTheme(NewTheme(testLook(t), ModeLight, 2, nil))
	if got := AtLeast(300, 200, box(1, 1)).MinSize(); got != fyne.NewSize(300, 200) {
		t.Errorf("the least size of a window follows the scale: %v", got)
	}
}

func TestRevealScrollsToTheFocus(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 200, 400)
	high, target := box(50, 900), newAction("Voir", ColorPrimary, nil)
	s := Scroll(VStack(0, high, target, box(50, 300)))
	w.SetContent(Ground(s))
	w.Resize(fyne.NewSize(200, 400))
	Reveal(target)
	if got := s.Offset(); got != 536 { // 900 + 20 + 16 − 400
		t.Errorf("scrolled to %v", got)
	}
	Reveal(target)
	if got := s.Offset(); got != 536 {
		t.Errorf("a second time to %v", got)
	}
	Reveal(high)
	if got := s.Offset(); got != 0 {
		t.Errorf("back to %v", got)
	}
}

// What has just come into the window is revealed by its place in the tree.
func TestRevealInFindsWhatIsNotDrawnYet(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 200, 400)
	message := NewMessage()
	field := NewField("Nom", NewEntry())
	inside := VStack(0, box(50, 900), Pad(10, 0, 0, 0, message), field)
	s := Scroll(inside)
	w.SetContent(Ground(s))
	w.Resize(fyne.NewSize(200, 400))
	message.Set(ToneError, "", "Non.")
	inside.Refresh()
	s.Refresh()
	RevealIn(w, message)
	if want := 900 + 10 + message.Size().Height + 16 - 400; s.Offset() != want {
		t.Errorf("scrolled to %v, want %v", s.Offset(), want)
	}
	s.Top()
	RevealIn(w, field.Input())
	if s.Offset() == 0 {
		t.Error("an input in a field is not found")
	}
	at := s.Offset()
	RevealIn(w, box(1, 1))
	if s.Offset() != at {
		t.Error("scrolled to what is not there")
	}
}

func TestScrollByKey(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 200, 400)
	s := Scroll(box(50, 1000))
	w.SetContent(Ground(s))
	w.Resize(fyne.NewSize(200, 400))
	for _, c := range []struct {
		key  fyne.KeyName
		want float32
	}{
		{fyne.KeyDown, 40}, {fyne.KeyUp, 0}, {fyne.KeyPageDown, 360}, {fyne.KeyPageDown, 600}, {fyne.KeyPageUp, 240},
		{fyne.KeyEnd, 600}, {fyne.KeyHome, 0},
	} {
		if took := ScrollByKey(w, &fyne.KeyEvent{Name: c.key}); !took || s.Offset() != c.want {
			t.Errorf("%s: %v, at %v, want %v", c.key, took, s.Offset(), c.want)
		}
	}
	if ScrollByKey(w, &fyne.KeyEvent{Name: fyne.KeyEscape}) {
		t.Error("Escape scrolls")
	}
	w.SetContent(Ground(Scroll(box(50, 100))))
	if ScrollByKey(w, &fyne.KeyEvent{Name: fyne.KeyDown}) {
		t.Error("there is nothing to scroll")
	}
}
