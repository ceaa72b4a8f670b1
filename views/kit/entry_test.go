package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestEntryKeys(t *testing.T) {
	seen := inputsTheme(t, ModeLight, 1)
	e := NewEntry()
	w := shownIn(t, e, 200, 0)
	var submitted string
	escaped := 0
	e.OnSubmitted = func(s string) { submitted = s }
	w.Canvas().Focus(e)
	typeRunes(e, "Margaux")
	e.TypedKey(key(fyne.KeyReturn))
	if submitted != "Margaux" {
		t.Errorf("Enter gave %q", submitted)
	}
	passed := 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { passed++ })
	e.TypedKey(key(fyne.KeyEscape))
	e.OnEscape = func() { escaped++ }
	e.TypedKey(key(fyne.KeyEscape))
	e.OnSubmitted = nil
	e.TypedKey(key(fyne.KeyEnter))
	e.TypedKey(key(fyne.KeyM))
	if passed != 2 || escaped != 1 {
		t.Errorf("the window got %d keys, OnEscape %d; want 2 and 1", passed, escaped)
	}
	if *seen < len("Margaux") {
		t.Errorf("activity was seen %d times only", *seen)
	}
}

func TestEntryLeavesTheWindowsShortcutsToIt(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	for name, f := range map[string]fyne.CanvasObject{"entry": NewEntry(), "password": NewPassword(), "boxes": NewCodeBoxes()} {
		w := shownIn(t, f, 400, 0)
		locked := 0
		lock := &desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierControl}
		w.Canvas().AddShortcut(lock, func(fyne.Shortcut) { locked++ })
		f.(fyne.Shortcutable).TypedShortcut(lock)
		if locked != 1 {
			t.Errorf("%s: Ctrl+L reached the window %d times", name, locked)
		}
	}
}

func TestEntryEditsWithItsOwnShortcuts(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	e := NewEntry()
	shownIn(t, e, 200, 0)
	typeRunes(e, "deux mots")
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyBackspace, Modifier: fyne.KeyModifierControl})
	if e.Text != "deux " {
		t.Errorf("Ctrl+Backspace left %q", e.Text)
	}
}

func TestEntryBorder(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	for _, c := range []struct {
		name                     string
		focused, fault, disabled bool
		edge                     fyne.ThemeColorName
		width                    float32
	}{
		{name: "idle", edge: ColorInputBorder, width: 1},
		{name: "focused", focused: true, edge: ColorPrimary, width: 2},
		{name: "fault", fault: true, edge: ColorError, width: 2},
		{name: "fault wins", fault: true, focused: true, edge: ColorError, width: 2},
		{name: "locked", fault: true, disabled: true, edge: ColorSeparator, width: 1},
	} {
		e := NewEntry()
		e.SetFault(c.fault)
		if c.disabled {
			e.Disable()
		}
		if c.focused {
			e.FocusGained()
		}
		if edge, width := e.edge(); edge != c.edge || width != c.width {
			t.Errorf("%s: %s %v, want %s %v", c.name, edge, width, c.edge, c.width)
		}
	}
}

func TestEntryHeightIsThatOfAControl(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	for name, e := range map[string]fyne.CanvasObject{"plain": NewEntry(), "mono": NewEntry().Mono(), "password": NewPassword()} {
		if got := e.MinSize().Height; got != 36 {
			t.Errorf("%s is %v high, want 36", name, got)
		}
	}
}

// TestEntryClickFindsTheLetter guards the text that we moved in against clicks that land beside it.
func TestEntryClickFindsTheLetter(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	e := NewEntry()
	e.SetText("iiiiiiiiii")
	shownIn(t, e, 200, 0)
	letter := fyne.MeasureText("i", U(14), fyne.TextStyle{}).Width
	m := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	m.Position = fyne.NewPos(12+5*letter+0.2, 18)
	e.MouseDown(m)
	if e.CursorColumn != 5 {
		t.Errorf("the cursor went to %d, want 5", e.CursorColumn)
	}
}

func TestEntryMarkup(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	wrong := NewEntry()
	wrong.SetText("BE68")
	wrong.SetFault(true)
	hint := NewEntry()
	hint.SetPlaceHolder("Nom")
	test.AssertObjectRendersToMarkup(t, "entry/fault.xml", wrong)
	test.AssertObjectRendersToMarkup(t, "entry/hint.xml", hint)
}

// A text longer than its entry is kept off the border, and no scroll bar lies under it.
func TestEntryCoversTheEndsOfALongText(t *testing.T) {
	w := dress(t, NewTheme(testLook(t), ModeLight, 1, nil), 400, 300)
	masked := func(e interface {
		fyne.Widget
		SetText(string)
	}) (n int) {
		t.Helper()
		w.SetContent(e)
		e.Resize(fyne.NewSize(120, 36))
		r, ok := test.WidgetRenderer(e).(*entryRenderer)
		if !ok {
			t.Fatal("another renderer")
		}
		for _, m := range r.masks {
			if !m.Hidden {
				n++
			}
			if m.Position().X < 0 || m.Position().X+m.Size().Width > 120 || m.Position().Y+m.Size().Height > 36 {
				t.Error("a mask leaves the entry:", m.Position(), m.Size())
			}
		}
		return n
	}
	e := NewEntry()
	e.SetText("court")
	if n := masked(e); n != 0 {
		t.Error("a short text is covered", n)
	}
	e.SetText("un texte bien plus long que son champ")
	if n := masked(e); n != 4 {
		t.Error("a long text is not", n)
	}
	p := NewPassword()
	p.SetText("un mot de passe bien trop long")
	if n := masked(p); n != 4 {
		t.Error("nor a long password", n)
	}
}
