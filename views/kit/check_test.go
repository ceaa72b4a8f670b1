package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestCheckStates(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	for _, c := range []struct {
		name string
		from CheckState
		want CheckState
	}{{"empty fills", Unchecked, Checked}, {"partly fills", Partly, Checked}, {"full empties", Checked, Unchecked}} {
		told := 0
		box := NewCheck("Je garde ce mot de passe pour moi.", func(on bool) {
			told++
			if on != (c.want == Checked) {
				t.Errorf("%s: told %v", c.name, on)
			}
		})
		shownIn(t, box, 300, 0)
		box.SetState(c.from)
		box.SetFault(true)
		box.TypedKey(key(fyne.KeySpace))
		if box.State() != c.want || told != 1 || box.fault {
			t.Errorf("%s: state %v, told %d times, fault %v", c.name, box.State(), told, box.fault)
		}
	}
}

func TestCheckWraps(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	box := NewCheck("Je garde ce mot de passe pour moi et ne le partage avec personne.", nil)
	shownIn(t, box, 600, 0)
	one := box.MinSize().Height
	box.Resize(fyne.NewSize(200, 100))
	if two := box.MinSize().Height; two <= one {
		t.Errorf("%v high at 200, %v at 600", two, one)
	}
}

func TestCheckMarkup(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	box := NewCheck("En partie", nil)
	box.SetState(Partly)
	shownIn(t, box, 200, 0)
	test.AssertObjectRendersToMarkup(t, "check/partly.xml", box)
	box.SetState(Checked)
	test.AssertObjectRendersToMarkup(t, "check/checked.xml", box)
}
