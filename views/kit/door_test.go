package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestDoorOpens(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	opened := 0
	d := NewDoor("add-company", "Créer une entreprise", "Quatre étapes, environ cinq minutes.", func() { opened++ }).Primary()
	shownIn(t, d, 576, 0)
	if d.MinSize().Height != 88 {
		t.Errorf("%v high, want 88", d.MinSize().Height)
	}
	test.Tap(d)
	d.TypedKey(key(fyne.KeyReturn))
	if opened != 2 {
		t.Errorf("opened %d times", opened)
	}
	d.Resize(fyne.NewSize(240, 400))
	if d.MinSize().Height <= 88 {
		t.Error("a wrapping door does not grow")
	}
	d.Resize(fyne.NewSize(576, 88))
	test.AssertObjectRendersToMarkup(t, "door/primary.xml", d)
}
