//go:build linux

package stage

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

func TestSameForgivesACaretAndNothingElse(t *testing.T) {
	for name, c := range map[string]struct {
		changed image.Rectangle
		same    bool
	}{
		"nothing":          {image.Rectangle{}, true},
		"a caret":          {image.Rect(50, 50, 52, 70), true},
		"a digit":          {image.Rect(50, 50, 57, 60), false},
		"two carets":       {image.Rect(50, 50, 51, 99), false},
		"outside the area": {image.Rect(150, 150, 190, 190), true},
	} {
		t.Run(name, func(t *testing.T) {
			before, after := image.NewRGBA(image.Rect(0, 0, 200, 200)), image.NewRGBA(image.Rect(0, 0, 200, 200))
			draw.Draw(after, c.changed, image.NewUniform(color.White), image.Point{}, draw.Src)
			if got := same(before, after, image.Rect(0, 0, 100, 100)); got != c.same {
				t.Errorf("same is %v, want %v", got, c.same)
			}
		})
	}
	if same(image.NewRGBA(image.Rect(0, 0, 2, 2)), image.NewRGBA(image.Rect(0, 0, 3, 2)), image.Rect(0, 0, 2, 2)) {
		t.Error("two sizes are the same")
	}
}
