//go:build linux

package stage

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

func TestCompressLosesNothing(t *testing.T) {
	for _, colours := range []int{2, 256, 257, 4000} {
		frame := image.NewRGBA(image.Rect(0, 0, 80, 60))
		for n := range 80 * 60 {
			c := n % colours
			frame.SetRGBA(n%80, n/80, color.RGBA{R: uint8(c), G: uint8(c >> 4), B: uint8(c >> 8), A: 255})
		}
		area := image.Rect(0, 3, 80, 58)
		file, err := compress(frame, area)
		if err != nil {
			t.Fatal(err)
		}
		back, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if back.Bounds().Size() != area.Size() {
			t.Fatalf("%d colours: size %v", colours, back.Bounds())
		}
		for y := range area.Dy() {
			for x := range area.Dx() {
				if r, g, b, a := back.At(x, y).RGBA(); (color.RGBA{uint8(r), uint8(g), uint8(b), uint8(a)}) != frame.RGBAAt(x, y+area.Min.Y) {
					t.Fatalf("%d colours: another one at %d, %d", colours, x, y)
				}
			}
		}
	}
}
