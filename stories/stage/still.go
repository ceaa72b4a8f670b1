//go:build linux

package stage

import (
	"image"
	"time"
)

// The most that a blinking caret changes: one upright bar.
const (
	caretWide = 3
	caretHigh = 40
)

// Still gives what the screen shows once two looks 40 ms apart agree, or when limit has passed: a spinner never rests. A
// blinking caret does not count.
func (d *Display) Still(limit time.Duration) (*image.RGBA, error) {
	deadline := time.Now().Add(limit)
	before, err := d.Frame()
	if err != nil {
		return nil, err
	}
	for {
		time.Sleep(40 * time.Millisecond)
		now, err := d.Frame()
		if err != nil {
			return nil, err
		}
		if same(before, now, now.Rect) || time.Now().After(deadline) {
			return now, nil
		}
		before = now
	}
}

// same tells whether two frames show the same in area, but for a caret.
func same(a, b *image.RGBA, area image.Rectangle) bool {
	if a.Rect != b.Rect {
		return false
	}
	differ := image.Rectangle{}
	area = area.Intersect(a.Rect)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		from, to := a.PixOffset(area.Min.X, y), a.PixOffset(area.Max.X-1, y)+4
		if string(a.Pix[from:to]) == string(b.Pix[from:to]) {
			continue
		}
		for x := area.Min.X; x < area.Max.X; x++ {
			at := a.PixOffset(x, y)
			if string(a.Pix[at:at+4]) != string(b.Pix[at:at+4]) {
				differ = differ.Union(image.Rect(x, y, x+1, y+1))
			}
		}
		if differ.Dx() > caretWide || differ.Dy() > caretHigh {
			return false
		}
	}
	return true
}
