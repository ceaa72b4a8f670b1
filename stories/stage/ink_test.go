//go:build linux

package stage

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

// TestInk draws a dark window with a light card and a blue button in it, each with a short stroke as its word.
func TestInk(t *testing.T) {
	frame := image.NewRGBA(image.Rect(0, 0, 400, 200))
	fill := func(area image.Rectangle, c color.RGBA) {
		draw.Draw(frame, area, image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(frame.Rect, color.RGBA{0x17, 0x18, 0x1a, 255})
	fill(image.Rect(80, 40, 360, 180), color.RGBA{255, 255, 255, 255})
	fill(image.Rect(120, 120, 320, 156), color.RGBA{0x2f, 0x4c, 0x9b, 255})
	fill(image.Rect(100, 100, 340, 101), color.RGBA{0, 0, 0, 255})
	words := map[string]image.Rectangle{
		"light on dark":    image.Rect(30, 90, 33, 102),
		"dark on light":    image.Rect(200, 70, 203, 82),
		"white on primary": image.Rect(220, 132, 223, 144),
	}
	fill(words["light on dark"], color.RGBA{0xab, 0xa8, 0xa0, 255})
	fill(words["dark on light"], color.RGBA{0x5f, 0x5d, 0x57, 255})
	fill(words["white on primary"], color.RGBA{255, 255, 255, 255})

	drawn := ink(frame, frame.Rect)
	at := func(x, y int) uint8 { return drawn.GrayAt(x, y).Y }
	for name, stroke := range words {
		if v := at(stroke.Min.X+1, stroke.Min.Y+5); v > 40 {
			t.Errorf("%s: the stroke came out at %d, want dark", name, v)
		}
		if v := at(stroke.Min.X-10, stroke.Min.Y+5); v < 250 {
			t.Errorf("%s: its ground came out at %d, want white", name, v)
		}
	}
	if v := at(220, 100); v < 250 {
		t.Errorf("a separator came out at %d, want it erased", v)
	}
	if large := enlarge(drawn); large.Rect.Dx() != 800 || large.GrayAt(441, 274).Y > 60 {
		t.Errorf("the doubled stroke came out at %v in %v", large.GrayAt(441, 274), large.Rect)
	}
}
