package kit

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func qrPayload(n int) string {
	s := "otpauth://totp/Bedrijf%20%26%20Zonen%20%20P%C3%A8re:margaux@bedrijf-zonen.be?secret=K7QXM2VJ5TLA3NRCWD6FEHYZ4PBGSU2O&issuer="
	for len(s) < n {
		s += "Bedrijf%20"
	}
	return s[:n]
}

// TestQRIsReadByAnIndependentReader photographs the card as drawn, in both themes, and reads it with zbarimg.
func TestQRIsReadByAnIndependentReader(t *testing.T) {
	reader, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("zbarimg is not installed")
	}
	for _, c := range []struct {
		mode    Mode
		density float32
		bytes   int
	}{
		{ModeLight, 1, 80}, {ModeLight, 1, 165}, {ModeLight, 1.1, 250},
		{ModeDark, 1, 250}, {ModeDark, 1.25, 120}, {ModeDark, 2, 210},
	} {
		inputsTheme(t, c.mode, 1)
		payload := qrPayload(c.bytes)
		picture := photograph(t, NewQRCard(payload), c.density)
		file := filepath.Join(t.TempDir(), "qr.png")
		save(t, file, picture)
		out, err := exec.Command(reader, "--raw", "-q", file).Output()
		if err != nil || strings.TrimSuffix(string(out), "\n") != payload {
			t.Errorf("%+v: read %q (%v)", c, out, err)
		}
	}
}

// TestQRModulesAreWholePixels measures the runs of black and white on the picture.
func TestQRModulesAreWholePixels(t *testing.T) {
	for _, c := range []struct {
		density, scale float32
		bytes          int
	}{{1, 1, 80}, {1, 1, 600}, {1.1, 1, 120}, {1.25, 1, 250}, {1, 1.5, 120}, {1.25, 1.5, 80}, {2, 1, 80}} {
		inputsTheme(t, ModeDark, c.scale)
		card := NewQRCard(qrPayload(c.bytes))
		picture := photograph(t, card, c.density)
		side := card.pixels(c.scale * c.density)
		black, first, last := blackRuns(picture)
		for run := range black {
			if run%side != 0 {
				t.Fatalf("%+v: a run of %d pixels with modules of %d", c, run, side)
			}
		}
		if got := last - first; got != card.modules()*side {
			t.Errorf("%+v: the code is %d wide, want %d", c, got, card.modules()*side)
		}
		if whole := float32(card.modules()+2*qrMargin) * float32(side); whole < qrLeast*c.density*c.scale-1 {
			t.Errorf("%+v: the code with its margin takes %v pixels", c, whole)
		}
	}
}

func TestQRSizes(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	for _, c := range []struct {
		modules int
		pixels  int
	}{{21, 9}, {33, 6}, {57, 4}, {77, 3}, {81, 3}} {
		q := &QRCard{bits: make([][]bool, c.modules)}
		if got := q.pixels(1); got != c.pixels {
			t.Errorf("%d modules take %d pixels each, want %d", c.modules, got, c.pixels)
		}
	}
}

func TestQRTooLongOrCleared(t *testing.T) {
	inputsTheme(t, ModeLight, 1)
	q := NewQRCard(strings.Repeat("x", 4000))
	if q.bits != nil {
		t.Error("a code that cannot be was drawn")
	}
	secret := strings.Repeat("geheim", 1000)
	if err := q.Set(secret); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("error %v", err)
	}
	if err := q.Set("x"); err != nil || q.bits == nil {
		t.Errorf("error %v", err)
	}
	q.Clear()
	if q.bits != nil {
		t.Error("the code is still there")
	}
}

// photograph shows the card at that many pixels a unit.
func photograph(t *testing.T, q *QRCard, density float32) *image.NRGBA {
	t.Helper()
	w := shownIn(t, HStack(0, q, Spacer()), 0, 0)
	w.Canvas().(interface{ SetScale(float32) }).SetScale(density)
	w.Resize(q.MinSize().AddWidthHeight(40, 40))
	picture, ok := w.Canvas().Capture().(*image.NRGBA)
	if !ok {
		t.Fatal("the picture has another format")
	}
	return picture
}

func save(t *testing.T, path string, picture image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, picture); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// blackRuns returns the lengths of the runs of pure black along each line and where the first begins and the last ends.
func blackRuns(picture *image.NRGBA) (runs map[int]bool, first, last int) {
	runs, first = map[int]bool{}, picture.Bounds().Max.X
	for y := picture.Bounds().Min.Y; y < picture.Bounds().Max.Y; y++ {
		run := 0
		for x := picture.Bounds().Min.X; x <= picture.Bounds().Max.X; x++ {
			if x < picture.Bounds().Max.X && picture.NRGBAAt(x, y) == (color.NRGBA{A: 0xFF}) {
				run++
				continue
			}
			if run > 0 {
				runs[run] = true
				first, last = min(first, x-run), max(last, x)
			}
			run = 0
		}
	}
	return runs, first, last
}
