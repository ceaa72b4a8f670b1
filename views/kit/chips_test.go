package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestChipsByKeysAndMouse(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	var told []string
	c := NewChips([]Chip{{"all", "Tous", 9}, {"weak", "Faible", 1}, {"out", "Externes", -1}}, func(key string) { told = append(told, key) })
	shownIn(t, c, 600, 0)
	if c.Key() != "all" || c.MinSize().Height != 32 {
		t.Errorf("%q chosen, %v high", c.Key(), c.MinSize().Height)
	}
	c.TypedKey(key(fyne.KeyRight))
	c.TypedKey(key(fyne.KeyEnd))
	c.TypedKey(key(fyne.KeyRight))
	boxes, _ := c.boxes(600)
	test.TapAt(c, boxes[1].at.AddXY(5, 5))
	test.TapAt(c, fyne.NewPos(590, 5)) // beside them
	if len(told) != 3 || told[0] != "weak" || told[1] != "out" || told[2] != "weak" {
		t.Errorf("%q", told)
	}
	c.Set([]Chip{{"all", "Tous", 4}, {"weak", "Faible", 0}})
	if c.Key() != "weak" {
		t.Errorf("other counts chose %q", c.Key())
	}
	c.Set([]Chip{{"all", "Tous", 4}})
	if c.Key() != "all" || len(told) != 3 {
		t.Errorf("%q is chosen, told %q", c.Key(), told)
	}
}

// Where the room ends the row breaks, and what stands below moves down.
func TestChipsBreak(t *testing.T) {
	for _, scale := range []float32{1, 2} {
		win := dress(t, NewTheme(testLook(t), ModeLight, scale, nil), 700*scale, 300*scale)
		c, below := gridChips(), Body("below")
		win.SetContent(VStack(8, c, below))
		win.Resize(fyne.NewSize(700*scale, 300*scale))
		if c.Size().Height != 32*scale {
			t.Errorf("scale %v: %v high in a wide window", scale, c.Size().Height)
		}
		win.Resize(fyne.NewSize(300*scale, 300*scale))
		if c.Size().Height != (2*32+8)*scale || below.Position().Y < c.Size().Height {
			t.Errorf("scale %v: %v high in a narrow window, the next thing at %v", scale, c.Size().Height, below.Position().Y)
		}
		boxes, _ := c.boxes(c.Size().Width)
		for i, b := range boxes {
			if b.at.X+b.size.Width > 300*scale {
				t.Errorf("scale %v: chip %d reaches %v", scale, i, b.at.X+b.size.Width)
			}
		}
	}
}
