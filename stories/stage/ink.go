//go:build linux

package stage

import "image"

// A tile's ground is the commonest grey of the block around it. A block is smaller than a button and larger than a
// word's gaps, so the ground under a label is the button, the card or the window itself, whichever it stands on.
const (
	tile      = 8
	blockWide = 44
	blockHigh = 24
)

// ink gives what is drawn in area as dark on white: each pixel by how far it is from its own ground. White words on a
// blue button and grey ones on a dark card come out alike, and flat fills, which a reader takes for pictures, vanish.
func ink(frame *image.RGBA, area image.Rectangle) *image.Gray {
	grey := greyed(frame, area)
	drawn := image.NewGray(grey.Rect)
	for y := 0; y < grey.Rect.Dy(); y += tile {
		for x := 0; x < grey.Rect.Dx(); x += tile {
			here := image.Rect(x, y, x+tile, y+tile)
			around := image.Rect(x-(blockWide-tile)/2, y-(blockHigh-tile)/2, x+(blockWide+tile)/2, y+(blockHigh+tile)/2)
			ground := commonest(grey, around)
			here = here.Intersect(grey.Rect)
			for j := here.Min.Y; j < here.Max.Y; j++ {
				for i := here.Min.X; i < here.Max.X; i++ {
					at := j*grey.Stride + i
					drawn.Pix[at] = contrast(int(grey.Pix[at]), ground)
				}
			}
		}
	}
	eraseRules(drawn)
	return drawn
}

// longest is more than any stroke of a letter, also at 200 % scale: a longer straight run is a frame or a separator.
const longest = 40

// eraseRules whitens straight runs along both axes: a label inside a frame would be taken for a picture.
func eraseRules(drawn *image.Gray) {
	dark := func(v uint8) bool { return v < 245 }
	keep := append([]uint8(nil), drawn.Pix...)
	erase := func(start, step, length int) {
		run := 0
		for n := 0; n <= length; n++ {
			if n < length && dark(keep[start+n*step]) {
				run++
				continue
			}
			for back := 1; run > longest && back <= run; back++ {
				drawn.Pix[start+(n-back)*step] = 255
			}
			run = 0
		}
	}
	for y := range drawn.Rect.Dy() {
		erase(y*drawn.Stride, 1, drawn.Rect.Dx())
	}
	for x := range drawn.Rect.Dx() {
		erase(x, drawn.Stride, drawn.Rect.Dy())
	}
}

// contrast is white for the ground itself and black from a distance that ordinary text has.
func contrast(value, ground int) uint8 {
	away := value - ground
	if away < 0 {
		away = -away
	}
	return uint8(255 - min(255, 2*away))
}

func greyed(frame *image.RGBA, area image.Rectangle) *image.Gray {
	grey := image.NewGray(image.Rect(0, 0, area.Dx(), area.Dy()))
	for y := range area.Dy() {
		for x := range area.Dx() {
			p := frame.Pix[frame.PixOffset(area.Min.X+x, area.Min.Y+y):]
			grey.Pix[y*grey.Stride+x] = uint8((299*int(p[0]) + 587*int(p[1]) + 114*int(p[2])) / 1000)
		}
	}
	return grey
}

func commonest(grey *image.Gray, block image.Rectangle) int {
	block = block.Intersect(grey.Rect)
	var count [256]int
	for y := block.Min.Y; y < block.Max.Y; y++ {
		for _, v := range grey.Pix[y*grey.Stride+block.Min.X : y*grey.Stride+block.Max.X] {
			count[v]++
		}
	}
	best := 0
	for v, n := range count {
		if n > count[best] {
			best = v
		}
	}
	return best
}

// enlarge doubles a picture with linear interpolation: small type is read far better so.
func enlarge(small *image.Gray) *image.Gray {
	width, height := small.Rect.Dx(), small.Rect.Dy()
	large := image.NewGray(image.Rect(0, 0, 2*width, 2*height))
	pixel := func(x, y int) int { return int(small.Pix[min(y, height-1)*small.Stride+min(x, width-1)]) }
	for y := range 2 * height {
		for x := range 2 * width {
			sum := pixel(x/2, y/2) + pixel((x+1)/2, y/2) + pixel(x/2, (y+1)/2) + pixel((x+1)/2, (y+1)/2)
			large.Pix[y*large.Stride+x] = uint8(sum / 4)
		}
	}
	return large
}
