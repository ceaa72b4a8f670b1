//go:build linux

package stage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// errFrame says that the server's frame buffer is not in the one layout that this package reads.
var errFrame = errors.New("unknown frame buffer layout")

// xwd is the part of the frame buffer's header that matters: where the pixels are and how wide a line is.
type xwd struct{ width, height, start, line int }

func readHeader(raw []byte) (xwd, error) {
	if len(raw) < 100 {
		return xwd{}, errFrame
	}
	word := func(n int) int { return int(binary.BigEndian.Uint32(raw[4*n:])) }
	// Words: 0 header size, 1 version, 4 width, 5 height, 7 byte order, 11 bits a pixel, 12 bytes a line, 19 colours.
	h := xwd{width: word(4), height: word(5), start: word(0) + 12*word(19), line: word(12)}
	if word(1) != 7 || word(7) != 0 || word(11) != 32 || len(raw) < h.start+h.line*h.height {
		return xwd{}, errFrame
	}
	return h, nil
}

func (d *Display) buffer() ([]byte, error) {
	return os.ReadFile(filepath.Join(d.folder, "Xvfb_screen0"))
}

// Frame is what the screen shows at this moment. It costs no call to the server, so looking does not disturb.
func (d *Display) Frame() (*image.RGBA, error) {
	raw, err := d.buffer()
	if err != nil {
		return nil, err
	}
	h, err := readHeader(raw)
	if err != nil {
		return nil, err
	}
	picture := image.NewRGBA(image.Rect(0, 0, h.width, h.height))
	for y := range h.height {
		from := raw[h.start+y*h.line:]
		to := picture.Pix[y*picture.Stride:]
		for x := range h.width {
			to[4*x], to[4*x+1], to[4*x+2], to[4*x+3] = from[4*x+2], from[4*x+1], from[4*x], 255
		}
	}
	return picture, nil
}

// Lit tells how much of area is not the bare black of an unpainted screen, from 0 to 1, by every sixteenth pixel. It is
// asked each millisecond while a start is timed, so it maps the frame buffer instead of copying its five megabytes: the
// copying would take from the program the processor that its drawing needs.
func (d *Display) Lit(area image.Rectangle) (float64, error) {
	file, err := os.Open(filepath.Join(d.folder, "Xvfb_screen0"))
	if err != nil {
		return 0, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	raw, err := syscall.Mmap(int(file.Fd()), 0, int(info.Size()), syscall.PROT_READ, syscall.MAP_SHARED)
	if err != nil {
		return 0, fmt.Errorf("map the frame buffer: %w", err)
	}
	defer syscall.Munmap(raw)
	h, err := readHeader(raw)
	if err != nil {
		return 0, err
	}
	area = area.Intersect(image.Rect(0, 0, h.width, h.height))
	lit, all := 0, 0
	for y := area.Min.Y; y < area.Max.Y; y += 16 {
		for x := area.Min.X; x < area.Max.X; x += 16 {
			at := h.start + y*h.line + 4*x
			if raw[at]|raw[at+1]|raw[at+2] != 0 {
				lit++
			}
			all++
		}
	}
	return float64(lit) / float64(max(all, 1)), nil
}

// Picture writes the screen, or only area when it is not empty, to path as PNG.
func (d *Display) Picture(path string, area image.Rectangle) error {
	frame, err := d.Frame()
	if err != nil {
		return err
	}
	var shown image.Image = frame
	if !area.Empty() {
		shown = frame.SubImage(area)
	}
	return writePNG(path, shown)
}

func writePNG(path string, picture image.Image) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := errors.Join(encoder.Encode(file, picture), file.Close()); err != nil {
		return fmt.Errorf("write picture: %w", err)
	}
	return nil
}

// UntilPainted waits on a bare screen until more than a tenth of it is painted, as the first window does, and gives
// the time since p was started, to the millisecond. Window decorations alone stay far below a tenth.
func (d *Display) UntilPainted(p *Program, limit time.Duration) (time.Duration, error) {
	var took time.Duration
	err := until(limit, time.Millisecond, "painted window", func() (bool, error) {
		lit, err := d.Lit(image.Rect(0, 0, d.Width, d.Height))
		took = time.Since(p.Started)
		return lit > 0.1, err
	})
	return took, err
}

// UntilDark waits until the screen is bare again.
func (d *Display) UntilDark(limit time.Duration) error {
	return Until(limit, "bare screen", func() (bool, error) {
		lit, err := d.Lit(image.Rect(0, 0, d.Width, d.Height))
		return lit < 0.005, err
	})
}
