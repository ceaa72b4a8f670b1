package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

const secretGroups = "K7QX M2VJ 5TLA 3NRC WD6F EHYZ 4PBG SU2O"

func TestSecretIsCopiedOnlyThroughItsOwner(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	s := NewSecret(secretGroups, "")
	w := shownIn(t, s, 400, 0)
	var got []string
	s.OnCopy = func(text string) { got = append(got, text) }
	test.Tap(s.copy)
	w.Canvas().Focus(s.text)
	s.text.TypedShortcut(&fyne.ShortcutSelectAll{})
	clip := test.NewClipboard()
	s.text.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clip})
	if len(got) != 2 || got[0] != secretGroups || got[1] != secretGroups {
		t.Errorf("got %q", got)
	}
	if clip.Content() != "" {
		t.Error("the secret went past its owner")
	}
}

func TestSecretCannotBeChanged(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	s := NewSecret(secretGroups, "")
	w := shownIn(t, s, 400, 0)
	w.Canvas().Focus(s.text)
	before := s.text.Text
	clip := test.NewClipboard()
	clip.SetContent("X")
	typeRunes(s.text, "abc")
	s.text.TypedShortcut(&fyne.ShortcutSelectAll{})
	for _, k := range []fyne.KeyName{fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyReturn, fyne.KeyTab} {
		s.text.TypedKey(key(k))
	}
	s.text.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	s.text.TypedShortcut(&fyne.ShortcutCut{Clipboard: clip})
	s.text.TypedShortcut(&fyne.ShortcutUndo{})
	if s.text.Text != before {
		t.Errorf("changed to %q", s.text.Text)
	}
	s.Set("")
	if s.text.Text != "" {
		t.Error("the secret is still there")
	}
}

func TestSecretMarkup(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	s := NewSecret("K7QX M2VJ 5TLA 3NRC WD6F", "")
	s.Resize(fyne.NewSize(320, s.MinSize().Height))
	test.AssertObjectRendersToMarkup(t, "secret/five.xml", s)
}
