package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestChecklistKeepsItsLines(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	c := NewChecklist(2)
	shownIn(t, c, 600, 0)
	c.Set([]CheckItem{{"12 caractères", Neutral}, {"Un chiffre", Neutral}, {"Une majuscule", Neutral}})
	if len(c.body.Objects) != 2 || len(c.lines) != 3 {
		t.Fatalf("%d columns, %d lines", len(c.body.Objects), len(c.lines))
	}
	first := c.lines[0]
	c.Set([]CheckItem{{"12 caractères (13)", Passed}, {"Un chiffre", Failed}, {"Une majuscule", Passed}})
	if c.lines[0] != first || first.text.Text() != "12 caractères (13)" {
		t.Error("the lines were made anew")
	}
	c.Set(nil)
	if len(c.lines) != 0 {
		t.Error("an empty list has lines")
	}
}

func TestChecklistMarkup(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	c := NewChecklist(1)
	c.Set([]CheckItem{{"12 caractères", Passed}, {"Mot du dictionnaire : « soleil »", Failed}, {"Un chiffre", Neutral}})
	c.Resize(fyne.NewSize(320, c.MinSize().Height))
	test.AssertObjectRendersToMarkup(t, "checklist/three.xml", c)
}
