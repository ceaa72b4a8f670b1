package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestPasswordRevealByTabAndSpace(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	p := NewPassword()
	p.SetText("Soleil-Bruges-47")
	w := shownIn(t, p, 300, 0)
	w.Canvas().Focus(p)
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(p.reveal) {
		t.Fatalf("Tab leads to %T", w.Canvas().Focused())
	}
	high := p.MinSize().Height
	p.reveal.TypedKey(key(fyne.KeySpace))
	if !p.Revealed() {
		t.Error("still masked")
	}
	if p.MinSize().Height != high {
		t.Errorf("revealing changed the height from %v to %v", high, p.MinSize().Height)
	}
	test.Tap(p.reveal)
	if p.Revealed() {
		t.Error("still readable")
	}
}

func TestPasswordPastesAndNeverCopiesMasked(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	p := NewPassword()
	shownIn(t, p, 300, 0)
	clip := test.NewClipboard()
	const long = "une très longue phrase de passe, avec des espaces, qui ne doit pas être coupée du tout, même ici"
	clip.SetContent(long)
	p.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	if p.Text != long {
		t.Errorf("pasted %q", p.Text)
	}
	clip.SetContent("")
	p.TypedShortcut(&fyne.ShortcutSelectAll{})
	p.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	if clip.Content() != "" {
		t.Error("the masked text was copied")
	}
	p.SetRevealed(true)
	p.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	if clip.Content() != long {
		t.Error("the revealed text was not copied")
	}
}

func TestPasswordTellsCapsLock(t *testing.T) {
	down := func(p *Password, k fyne.KeyName) { p.KeyDown(key(k)) }
	up := func(p *Password, k fyne.KeyName) { p.KeyUp(key(k)) }
	for _, c := range []struct {
		name string
		do   func(*Password)
		told []bool
	}{
		{"capital without Shift", func(p *Password) { p.TypedRune('A') }, []bool{true}},
		{"small letter", func(p *Password) { p.TypedRune('a') }, nil},
		{"Shift and capital", func(p *Password) { down(p, desktop.KeyShiftLeft); p.TypedRune('A'); up(p, desktop.KeyShiftLeft) }, nil},
		{"Shift and small letter", func(p *Password) { down(p, desktop.KeyShiftRight); p.TypedRune('é') }, []bool{true}},
		{"digits say nothing", func(p *Password) { p.TypedRune('A'); p.TypedRune('1') }, []bool{true}},
		{"its key, state unknown", func(p *Password) { down(p, desktop.KeyCapsLock) }, nil},
		{"its key, state known", func(p *Password) { p.TypedRune('a'); down(p, desktop.KeyCapsLock); down(p, desktop.KeyCapsLock) }, []bool{true, false}},
		{"told once", func(p *Password) { p.TypedRune('A'); p.TypedRune('B'); p.TypedRune('c') }, []bool{true, false}},
		{"Shift released elsewhere", func(p *Password) { down(p, desktop.KeyShiftLeft); p.FocusLost(); p.TypedRune('a') }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			inputsTheme(t, ModeLight, 1)
			p := NewPassword()
			shownIn(t, p, 300, 0)
			var told []bool
			p.OnCaps = func(on bool) { told = append(told, on) }
			c.do(p)
			if len(told) != len(c.told) {
				t.Fatalf("told %v, want %v", told, c.told)
			}
			for i := range told {
				if told[i] != c.told[i] {
					t.Errorf("told %v, want %v", told, c.told)
				}
			}
		})
	}
}

func TestPasswordMarkup(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	p := NewPassword()
	p.SetText("é€x")
	test.AssertObjectRendersToMarkup(t, "password/masked.xml", p)
}
