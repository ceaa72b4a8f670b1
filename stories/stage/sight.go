//go:build linux

package stage

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// word is one word that tesseract read, with its place on the screen and the line it stands in.
type word struct {
	text, line string
	box        image.Rectangle
}

// Text is all that can be read in area (the whole screen when empty), one line of the screen a line.
func (d *Display) Text(area image.Rectangle) (string, error) {
	words, err := d.words(area)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	last := ""
	for _, w := range words {
		switch {
		case last == "":
		case last == w.line:
			text.WriteByte(' ')
		default:
			text.WriteByte('\n')
		}
		text.WriteString(w.text)
		last = w.line
	}
	return text.String(), nil
}

// FindText tells where label stands in area (the whole screen when empty). Case, accents and punctuation do not count,
// and about one character in eight may be misread. A line that holds nothing else goes before one that holds more, so
// that a button is found before the title that begins with its word.
func (d *Display) FindText(label string, area image.Rectangle) (image.Rectangle, bool, error) {
	words, err := d.words(area)
	if err != nil {
		return image.Rectangle{}, false, err
	}
	box, found := locate(words, label)
	return box, found, nil
}

// settled is how long a look waits for a screen in motion before it reads it all the same.
const settled = 300 * time.Millisecond

// words reads the screen once it stands still; one that still shows what was read last is not read again.
func (d *Display) words(area image.Rectangle) ([]word, error) {
	frame, err := d.Still(settled)
	if err != nil {
		return nil, err
	}
	if area = area.Intersect(frame.Bounds()); area.Empty() {
		area = lit(frame)
	}
	if area.Empty() {
		return nil, nil
	}
	if d.last.frame != nil && d.last.area == area && same(d.last.frame, frame, area) {
		return d.last.words, nil
	}
	words, err := d.read(frame, area)
	if err == nil {
		d.last = sight{frame: frame, area: area, words: words}
	}
	return words, err
}

// sight is what was read where.
type sight struct {
	frame *image.RGBA
	area  image.Rectangle
	words []word
}

// read gives the words in area of a picture.
func (d *Display) read(frame *image.RGBA, area image.Rectangle) ([]word, error) {
	folder, err := os.MkdirTemp(d.folder, "sight-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "screen.png")
	if err := writePNG(path, enlarge(ink(frame, area))); err != nil {
		return nil, err
	}
	table, err := tool(d.Env(d.folder), "", "tesseract", path, "-", "-l", d.tongue(), "--dpi", "192", "--psm", "11", "tsv")
	if err != nil {
		return nil, err
	}
	return parse(table, area.Min)
}

func (d *Display) tongue() string {
	if d.Tongue != "" {
		return d.Tongue
	}
	return "fra+eng"
}

// lit is the smallest area around everything that is not bare screen.
func lit(frame *image.RGBA) image.Rectangle {
	var area image.Rectangle
	for y := range frame.Rect.Dy() {
		for x := range frame.Rect.Dx() {
			at := frame.PixOffset(x, y)
			if frame.Pix[at]|frame.Pix[at+1]|frame.Pix[at+2] != 0 {
				area = area.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return area
}

// parse reads tesseract's table. Columns: level, page, block, paragraph, line, word, left, top, width, height,
// confidence, text; sizes are those of the doubled picture.
func parse(table string, origin image.Point) ([]word, error) {
	var words []word
	for row := range strings.Lines(table) {
		f := strings.Split(strings.TrimRight(row, "\n"), "\t")
		if len(f) != 12 || f[0] != "5" || strings.TrimSpace(f[11]) == "" {
			continue
		}
		var n [4]int
		for i := range n {
			value, err := strconv.Atoi(f[6+i])
			if err != nil {
				return nil, fmt.Errorf("tesseract's table: %w", err)
			}
			n[i] = value / 2
		}
		box := image.Rect(n[0], n[1], n[0]+n[2], n[1]+n[3]).Add(origin)
		words = append(words, word{text: f[11], line: strings.Join(f[1:5], "."), box: box})
	}
	return words, nil
}

// QR is the text of the one QR code in the picture file at path, as zbarimg reads it.
func QR(path string) (string, error) {
	text, err := tool(os.Environ(), "", "zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", path)
	return strings.TrimSuffix(text, "\n"), err
}

// TOTP is the code that oathtool gives for a base32 secret, steps of 30 s away from now.
func TOTP(secret string, steps int) (string, error) {
	now := "now"
	if steps != 0 {
		now = fmt.Sprintf("%+d seconds", 30*steps)
	}
	return totpAt(secret, now)
}

// totpAt is the code of a moment as oathtool reads it.
func totpAt(secret, now string) (string, error) {
	code, err := tool(os.Environ(), "", "oathtool", "--totp", "-b", "--now", now, "--", strings.ReplaceAll(secret, " ", ""))
	return strings.TrimSpace(code), err
}
