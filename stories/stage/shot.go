//go:build linux

package stage

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"os"
)

// Shot writes area of the screen to path as a small PNG, once it stands still. Nothing of the picture is lost. A caret
// that blinks is in it or not, as it happens.
func (d *Display) Shot(path string, area image.Rectangle) error {
	frame, err := d.Still(settled)
	if err != nil {
		return err
	}
	small, err := compress(frame, area)
	if err != nil {
		return fmt.Errorf("shot: %w", err)
	}
	return os.WriteFile(path, small, 0o644)
}

// compress writes area as a PNG of 24 bits a pixel without any filter (PNG specification, 9.2): windows are flat and
// repeat their letters, which filters hide from the compression. It is a fifth smaller than image/png's choice.
func compress(frame *image.RGBA, area image.Rectangle) ([]byte, error) {
	area = area.Intersect(frame.Rect)
	var packed bytes.Buffer
	deflate, err := zlib.NewWriterLevel(&packed, zlib.BestCompression)
	if err != nil {
		return nil, err
	}
	line := make([]byte, 1+3*area.Dx()) // its first byte says: no filter
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := range area.Dx() {
			from := frame.PixOffset(area.Min.X+x, y)
			copy(line[1+3*x:], frame.Pix[from:from+3])
		}
		if _, err := deflate.Write(line); err != nil {
			return nil, err
		}
	}
	if err := deflate.Close(); err != nil {
		return nil, err
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(area.Dx()))
	head = binary.BigEndian.AppendUint32(head, uint32(area.Dy()))
	head = append(head, 8, 2, 0, 0, 0) // eight bits each of red, green and blue; not interlaced
	file := []byte("\x89PNG\r\n\x1a\n")
	file = appendChunk(file, "IHDR", head)
	file = appendChunk(file, "IDAT", packed.Bytes())
	return appendChunk(file, "IEND", nil), nil
}

func appendChunk(file []byte, kind string, data []byte) []byte {
	file = binary.BigEndian.AppendUint32(file, uint32(len(data)))
	from := len(file)
	file = append(append(file, kind...), data...)
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(file[from:]))
}
