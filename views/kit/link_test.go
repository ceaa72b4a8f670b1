package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

func TestLink(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	taken := 0
	l := NewLink("Ouvrir un autre fichier", func() { taken++ })
	shownIn(t, l, 0, 0)
	test.Tap(l)
	l.TypedKey(key(fyne.KeyReturn))
	if taken != 2 {
		t.Errorf("taken %d times", taken)
	}
	if l.Cursor() != desktop.PointerCursor {
		t.Error("no pointing hand")
	}
	l.MouseIn(&desktop.MouseEvent{})
	test.AssertObjectRendersToMarkup(t, "link/hovered.xml", l)
	l.Disable()
	test.Tap(l)
	if taken != 2 || l.Cursor() == desktop.PointerCursor {
		t.Error("a locked link acts")
	}
}
