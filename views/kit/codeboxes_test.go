package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestCodeBoxesTyped(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	for _, c := range []struct {
		name, typed, code string
		complete          int
	}{
		{"six digits", "417233", "417233", 1},
		{"five", "41723", "41723", 0},
		{"a seventh is ignored", "4172339", "417233", 1},
		{"anything else is ignored", "4a1 7-2é33", "417233", 1},
		{"full width", "４１７２３３", "417233", 1},
		{"Arabic-Indic", "٤١٧٢٣٣", "417233", 1},
		{"Persian", "۴۱۷۲۳۳", "417233", 1},
		{"Devanagari", "४१७२३३", "417233", 1},
	} {
		b := NewCodeBoxes()
		complete := 0
		b.OnComplete = func(code string) {
			complete++
			if code != c.code {
				t.Errorf("%s: OnComplete got %q", c.name, code)
			}
		}
		shownIn(t, b, 0, 0)
		typeRunes(b, c.typed)
		if b.Code() != c.code || complete != c.complete {
			t.Errorf("%s: %q, complete %d times; want %q, %d", c.name, b.Code(), complete, c.code, c.complete)
		}
	}
}

func TestCodeBoxesPasted(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	for _, c := range []struct{ name, before, pasted, code string }{
		{"all six", "", "417233", "417233"},
		{"with a space", "", " 417 233\n", "417233"},
		{"six replace what is there", "99", "417233", "417233"},
		{"fewer go on", "41", "7233", "417233"},
		{"three", "", "417", "417"},
		{"more are no code", "", "417233 417233", ""},
		{"no digits", "41", "abc", "41"},
		{"nothing", "41", "", "41"},
	} {
		b := NewCodeBoxes()
		shownIn(t, b, 0, 0)
		typeRunes(b, c.before)
		clip := test.NewClipboard()
		clip.SetContent(c.pasted)
		b.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
		if b.Code() != c.code {
			t.Errorf("%s: %q, want %q", c.name, b.Code(), c.code)
		}
	}
}

func TestCodeBoxesFaultAndKeys(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	b := NewCodeBoxes()
	w := shownIn(t, b, 0, 0)
	if got := b.MinSize(); got.Width != 6*48+4*8+16 || got.Height != 56 {
		t.Errorf("the boxes take %v", got)
	}
	var changes []string
	escaped, entered, passed := 0, 0, 0
	b.OnChanged = func(code string) { changes = append(changes, code) }
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { passed++ })
	typeRunes(b, "41")
	b.TypedKey(key(fyne.KeyBackspace))
	if b.Code() != "4" {
		t.Errorf("Backspace left %q", b.Code())
	}
	b.SetFault(true)
	if b.Code() != "" || !b.fault {
		t.Error("a fault did not empty the boxes")
	}
	b.TypedKey(key(fyne.KeyBackspace))
	typeRunes(b, "7")
	if b.fault {
		t.Error("typing did not clear the fault")
	}
	b.TypedKey(key(fyne.KeyEscape))
	b.TypedKey(key(fyne.KeyReturn))
	b.OnEscape, b.OnEnter = func() { escaped++ }, func() { entered++ }
	b.TypedKey(key(fyne.KeyEscape))
	b.TypedKey(key(fyne.KeyReturn))
	if escaped != 1 || entered != 1 || passed != 2 {
		t.Errorf("escaped %d, entered %d, passed %d", escaped, entered, passed)
	}
	if want := 5; len(changes) != want {
		t.Errorf("%d changes %q, want %d", len(changes), changes, want)
	}
	b.Disable()
	typeRunes(b, "9")
	b.TypedKey(key(fyne.KeyBackspace))
	if b.Code() != "7" {
		t.Errorf("locked boxes changed to %q", b.Code())
	}
}

func TestCodeBoxesMarkup(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	b := NewCodeBoxes()
	shownIn(t, b, 0, 0)
	typeRunes(b, "417")
	b.FocusGained()
	test.AssertObjectRendersToMarkup(t, "codeboxes/three.xml", b)
	b.SetFault(true)
	test.AssertObjectRendersToMarkup(t, "codeboxes/fault.xml", b)
}

// Focused calmly, the boxes leave what stands above them in sight, also when the window appears; coming back to them does not.
func TestCodeBoxesFocusedCalmly(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 400, 300)
	c, other := NewCodeBoxes(), NewButton(Main, "Autre", nil)
	s := Scroll(VStack(0, box(50, 900), c, box(50, 300), other))
	w.SetContent(s)
	w.Resize(fyne.NewSize(400, 300))
	c.FocusCalmly(w)
	c.FocusGained()
	if s.Offset() != 0 || w.Canvas().Focused() != c {
		t.Fatal("scrolled to", s.Offset())
	}
	w.Canvas().Focus(other)
	w.Canvas().Focus(c)
	if s.Offset() == 0 {
		t.Error("the boxes stay out of sight")
	}
	var passed fyne.KeyName
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { passed = e.Name })
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageUp})
	if passed != fyne.KeyPageUp {
		t.Error("the window does not hear what the boxes have no use for")
	}
}
