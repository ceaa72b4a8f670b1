package kit

import (
	"bytes"
	"encoding/binary"
	"slices"

	"fyne.io/fyne/v2"
)

// monoLine is the height of a line of monospace text, in parts of its size: that of the other texts, 20 at 14.
const monoLine = 20.0 / 14

// leaded is a TrueType font whose lines are that much higher than its size, with the room shared above and below the
// letters; a font that is no TrueType, or has higher lines, comes back as it is. Fyne puts lines as close as the font says,
// and groups of a key are then read for one another. The fields are those of the tables head and hhea (OpenType 1.9).
func leaded(font fyne.Resource, line float64) fyne.Resource {
	data := slices.Clone(font.Content())
	head, hhea := fontTable(data, "head"), fontTable(data, "hhea")
	if len(head) < 20 || len(hhea) < 10 {
		return font
	}
	field := func(at int) float64 { return float64(int16(binary.BigEndian.Uint16(hhea[at:]))) }
	em, ascent, descent := float64(binary.BigEndian.Uint16(head[18:])), field(4), field(6)
	more := line*em - (ascent - descent)
	if more <= 0 || ascent+more/2 > 1<<15-1 {
		return font
	}
	for at, value := range map[int]float64{4: ascent + more/2, 6: descent - more/2, 8: 0} { // 8 is the gap between lines
		binary.BigEndian.PutUint16(hhea[at:], uint16(int16(value)))
	}
	return fyne.NewStaticResource("leaded-"+font.Name(), data)
}

// fontTable is the part of a font that holds a table, nil where it has none.
func fontTable(font []byte, tag string) []byte {
	if len(font) < 12 {
		return nil
	}
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		record := 12 + 16*i
		if record+16 > len(font) {
			return nil
		}
		if !bytes.Equal(font[record:record+4], []byte(tag)) {
			continue
		}
		from, length := int64(binary.BigEndian.Uint32(font[record+8:])), int64(binary.BigEndian.Uint32(font[record+12:]))
		if from+length > int64(len(font)) {
			return nil
		}
		return font[from : from+length]
	}
	return nil
}
