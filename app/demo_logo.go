package app

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
)

// demoLogo draws a loaf with three cuts: the sign of the demo's bakery, as PNG.
func demoLogo() ([]byte, error) {
	const side, fine = 256, 3 // each pixel is the mean of fine × fine points
	img := image.NewNRGBA(image.Rect(0, 0, side, side))
	crust, cut := color.NRGBA{0x9A, 0x4A, 0x2C, 0xFF}, color.NRGBA{0xF6, 0xEB, 0xD3, 0xFF}
	for y := range side {
		for x := range side {
			var inLoaf, inCut int
			for i := range fine * fine {
				px := (float64(x) + (float64(i%fine)+0.5)/fine) / side
				py := (float64(y) + (float64(i/fine)+0.5)/fine) / side
				if loaf, scored := demoLoaf(px, py); scored {
					inCut++
				} else if loaf {
					inLoaf++
				}
			}
			if n := inLoaf + inCut; n > 0 {
				mix := func(a, b uint8) uint8 { return uint8((int(a)*inLoaf + int(b)*inCut) / n) }
				img.SetNRGBA(x, y, color.NRGBA{mix(crust.R, cut.R), mix(crust.G, cut.G), mix(crust.B, cut.B), uint8(255 * n / (fine * fine))})
			}
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, img); err != nil {
		return nil, err
	}
	return file.Bytes(), nil
}

// demoLoaf tells whether a point of the unit square lies in the loaf, and whether
// it lies in one of its cuts.
func demoLoaf(x, y float64) (loaf, cut bool) {
	loaf = math.Pow((x-0.5)/0.46, 2)+math.Pow((y-0.5)/0.30, 2) < 1
	for _, at := range []float64{0.30, 0.50, 0.70} {
		across, along := (x-at)+(y-0.5)*0.45, (y-0.5)-(x-at)*0.45 // a leaning stroke
		if math.Pow(across/0.032, 2)+math.Pow(along/0.17, 2) < 1 {
			return loaf, loaf
		}
	}
	return loaf, false
}
