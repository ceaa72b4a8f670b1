package kit

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

func TestMonoLinesAreAsHighAsOthers(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	mono := fyne.TextStyle{Monospace: true}
	for _, size := range []float32{14, 28} {
		got, want := fyne.MeasureText("K7QX", size, mono).Height, size*monoLine
		if math.Abs(float64(got-want)) > 0.1 {
			t.Errorf("a line at %v is %v high, want %v", size, got, want)
		}
	}
	plain := theme.DefaultTheme().Font(mono)
	if leaded(plain, 1) != plain {
		t.Error("lines were put closer than the font wants them")
	}
	for name, broken := range map[string][]byte{
		"empty": {}, "short": plain.Content()[:40], "cut": plain.Content()[:200], "text": []byte("no font at all, only a sentence"),
	} {
		font := fyne.NewStaticResource(name, broken)
		if leaded(font, monoLine) != fyne.Resource(font) {
			t.Errorf("%s: changed", name)
		}
	}
}
