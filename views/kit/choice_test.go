package kit

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func countries() []Option {
	return []Option{{"de", "Allemagne"}, {"be", "Belgique"}, {"br", "Brésil"}, {"fr", "France"}, {"lu", "Luxembourg"}, {"nz", "Nouvelle-Zélande"}, {"nl", "Pays-Bas"}, {"us", "États-Unis"}}
}

// clocked returns a choice with a clock to be moved by hand.
func clocked(options []Option, onChange func(string)) (*Choice, *time.Time) {
	c := NewChoice(options, onChange)
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	c.seek.now = func() time.Time { return now }
	return c, &now
}

func TestChoiceByLettersWhileClosed(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	var chosen []string
	c, now := clocked(countries(), func(k string) { chosen = append(chosen, k) })
	shownIn(t, c, 300, 0)
	for _, step := range []struct {
		typed string
		pause time.Duration
		key   string
	}{
		{typed: "f", key: "fr"},
		{typed: "lu", pause: 2 * time.Second, key: "lu"},
		{typed: "b", pause: 2 * time.Second, key: "be"},
		{typed: "b", pause: 2 * time.Second, key: "br"},
		{typed: "b", key: "be"},
		{typed: "bré", pause: 2 * time.Second, key: "br"},
		{typed: "etats", pause: 2 * time.Second, key: "us"},
		{typed: "x", pause: 2 * time.Second, key: "us"},
	} {
		*now = now.Add(step.pause)
		typeRunes(c, step.typed)
		if c.Key() != step.key {
			t.Errorf("%q leads to %q, want %q", step.typed, c.Key(), step.key)
		}
	}
	if len(chosen) == 0 || chosen[len(chosen)-1] != "us" {
		t.Errorf("onChange got %v", chosen)
	}
}

func TestChoiceByKeysInTheList(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	for _, c := range []struct {
		name string
		keys []fyne.KeyName
		want string
	}{
		{"down and Enter", []fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, "br"},
		{"up and Space", []fyne.KeyName{fyne.KeyUp, fyne.KeySpace}, "de"},
		{"end", []fyne.KeyName{fyne.KeyEnd, fyne.KeyEnter}, "us"},
		{"home", []fyne.KeyName{fyne.KeyHome, fyne.KeyEnter}, "de"},
		{"Escape changes nothing", []fyne.KeyName{fyne.KeyDown, fyne.KeyEscape}, "be"},
		{"Tab changes nothing", []fyne.KeyName{fyne.KeyDown, fyne.KeyTab}, "be"},
	} {
		choice, _ := clocked(countries(), nil)
		choice.SetKey("be")
		w := shownIn(t, choice, 300, 500)
		choice.TypedKey(key(fyne.KeyDown))
		list, ok := w.Canvas().Focused().(*choiceList)
		if !ok {
			t.Fatalf("%s: the focus is at %T", c.name, w.Canvas().Focused())
		}
		for _, k := range c.keys {
			list.TypedKey(key(k))
		}
		if choice.Key() != c.want {
			t.Errorf("%s: %q, want %q", c.name, choice.Key(), c.want)
		}
		if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != fyne.Focusable(choice) {
			t.Errorf("%s: the list is still open or the focus is lost", c.name)
		}
	}
}

func TestChoiceByMouse(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	choice, _ := clocked(countries(), nil)
	w := shownIn(t, VStack(0, choice, Spacer()), 300, 500)
	test.Tap(choice)
	if choice.popup == nil {
		t.Fatal("the list did not open")
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(40, 36+4+4+36+10)) // the second row
	if choice.Key() != "be" {
		t.Errorf("a click on the second row chose %q", choice.Key())
	}
	test.Tap(choice)
	box, _ := choice.popup.box()
	test.TapCanvas(w.Canvas(), box.AddXY(40, choiceInset+2*36-2)) // between the second and the third
	if choice.popup != nil || choice.Key() != "be" {
		t.Errorf("a click between two rows chose %q", choice.Key())
	}
	test.Tap(choice)
	test.TapCanvas(w.Canvas(), fyne.NewPos(250, 480))
	if choice.popup != nil || choice.Key() != "be" {
		t.Error("a click beside did not just close the list")
	}
	test.Tap(choice)
	test.TapCanvas(w.Canvas(), fyne.NewPos(40, 36+4+4+36+10))
	if choice.popup != nil {
		t.Error("a click on the chosen row left the list open")
	}
}

func TestLongChoiceOpensAtTheChosen(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	var options []Option
	for i := range 250 {
		options = append(options, Option{fmt.Sprint(i), fmt.Sprintf("Pays %03d", i)})
	}
	choice, _ := clocked(options, nil)
	choice.SetKey("200")
	w := shownIn(t, VStack(0, choice, Spacer()), 300, 500)
	choice.TypedKey(key(fyne.KeySpace))
	list := choice.popup.list
	top := float32(200) * 36
	if off := list.GetScrollOffset(); off > top || off+list.Size().Height < top+32 {
		t.Errorf("row 200 at %v is not in view from %v", top, off)
	}
	typeRunes(list, "pays 017")
	if list.at != 17 {
		t.Errorf("typing marked row %d", list.at)
	}
	list.TypedKey(key(fyne.KeySpace)) // ends nothing: a letter of the word
	if choice.popup == nil {
		t.Error("a space within a word chose")
	}
	pos, size := choice.popup.box()
	if pos.Y+size.Height > w.Canvas().Size().Height {
		t.Error("the list leaves the window")
	}
}

func TestChoiceOpensAboveWhenThereIsNoRoom(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	choice, _ := clocked(countries(), nil)
	shownIn(t, VStack(0, Spacer(), choice), 300, 500)
	choice.TypedKey(key(fyne.KeySpace))
	if pos, size := choice.popup.box(); pos.Y+size.Height > 500-36 || pos.Y < 0 {
		t.Errorf("the list goes from %v to %v", pos.Y, pos.Y+size.Height)
	}
}

func TestChoiceSetKeyTellsNobody(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	changed := 0
	choice := NewChoice(countries(), func(string) { changed++ })
	choice.SetKey("nl")
	if choice.Key() != "nl" || changed != 0 {
		t.Errorf("key %q after %d changes", choice.Key(), changed)
	}
	choice.SetKey("xx")
	if choice.Key() != "" {
		t.Errorf("an unknown key shows %q", choice.Key())
	}
}

func TestChoiceMarkup(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	choice := NewChoice([]Option{{"be", "Belgique"}, {"fr", "France"}}, nil)
	choice.SetKey("be")
	choice.Resize(fyne.NewSize(200, 36))
	test.AssertObjectRendersToMarkup(t, "choice/closed.xml", choice)
	w := shownIn(t, VStack(0, choice, Spacer()), 200, 200)
	choice.TypedKey(key(fyne.KeySpace))
	test.AssertRendersToMarkup(t, "choice/open.xml", w.Canvas())
}
