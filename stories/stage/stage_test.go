//go:build linux

package stage

import (
	"encoding/binary"
	"errors"
	"image"
	"strings"
	"testing"
	"time"
)

func TestLocate(t *testing.T) {
	at := func(x int) image.Rectangle { return image.Rect(x, 0, x+10, 10) }
	words := []word{
		{"Bienvenue", "1.1.1", at(0)},
		{"Créer", "2.1.1", at(100)}, {"une", "2.1.1", at(120)}, {"entreprise", "2.1.1", at(140)},
		{"Ouvrir", "3.1.1", at(300)}, {"un", "3.1.1", at(320)}, {"fichier…", "3.1.1", at(340)},
		{"l’adresse", "4.1.1", at(400)}, {"du", "5.1.1", at(500)}, {"siège", "6.1.1", at(600)},
	}
	for _, c := range []struct {
		label string
		found bool
		box   image.Rectangle
	}{
		{"Créer une entreprise", true, image.Rect(100, 0, 150, 10)},
		{"CREER UNE ENTREPR1SE", true, image.Rect(100, 0, 150, 10)},
		{"Créer un compte", false, image.Rectangle{}},
		{"Ouvrir un fichier", true, image.Rect(300, 0, 350, 10)},
		{"fichier", true, at(340)},
		{"L'adresse", true, at(400)},
		{"du siège", false, image.Rectangle{}}, // two lines are two labels
		{"une", true, at(120)},
		{"xne", false, image.Rectangle{}}, // too short for a misread character
		{"…", false, image.Rectangle{}},
	} {
		box, found := locate(words, c.label)
		if found != c.found || (found && box != c.box) {
			t.Errorf("%q: %v %v, want %v %v", c.label, box, found, c.box, c.found)
		}
	}
}

func TestParse(t *testing.T) {
	table := "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n" +
		"4\t1\t1\t1\t1\t0\t20\t40\t60\t20\t-1\t\n" +
		"5\t1\t1\t1\t1\t1\t20\t40\t60\t20\t96.1\tBonjour\n" +
		"5\t1\t1\t1\t1\t2\t90\t40\t10\t20\t12\t \n"
	words, err := parse(table, image.Pt(100, 200))
	if err != nil || len(words) != 1 {
		t.Fatalf("%v %v, want one word", words, err)
	}
	if want := image.Rect(110, 220, 140, 230); words[0].text != "Bonjour" || words[0].box != want || words[0].line != "1.1.1.1" {
		t.Errorf("%+v, want Bonjour at %v", words[0], want)
	}
	if _, err := parse(strings.ReplaceAll(table, "\t60\t", "\twide\t"), image.Point{}); err == nil {
		t.Error("a width that is no number was taken")
	}
}

func TestReadHeader(t *testing.T) {
	good := func() []byte {
		raw := make([]byte, 160+2*12+3*16)
		for word, value := range map[int]uint32{0: 160, 1: 7, 4: 4, 5: 3, 11: 32, 12: 16, 19: 2} {
			binary.BigEndian.PutUint32(raw[4*word:], value)
		}
		return raw
	}
	h, err := readHeader(good())
	if want := (xwd{width: 4, height: 3, start: 184, line: 16}); err != nil || h != want {
		t.Errorf("%+v %v, want %+v", h, err, want)
	}
	for name, spoil := range map[string]func([]byte) []byte{
		"short":      func(b []byte) []byte { return b[:len(b)-1] },
		"no header":  func(b []byte) []byte { return b[:80] },
		"version":    func(b []byte) []byte { b[7] = 6; return b },
		"byte order": func(b []byte) []byte { b[31] = 1; return b },
		"16 bits":    func(b []byte) []byte { b[47] = 16; return b },
	} {
		if _, err := readHeader(spoil(good())); !errors.Is(err, errFrame) {
			t.Errorf("%s: %v, want %v", name, err, errFrame)
		}
	}
}

func TestUntilTellsWhatWasAwaited(t *testing.T) {
	cause := errors.New("the cause")
	err := Until(time.Millisecond, "the moon", func() (bool, error) { return false, cause })
	if !errors.Is(err, ErrLate) || !errors.Is(err, cause) || !strings.Contains(err.Error(), "the moon") {
		t.Errorf("%v, want what was awaited, %v and its cause", err, ErrLate)
	}
	tries := 0
	if err := Until(time.Minute, "third try", func() (bool, error) { tries++; return tries == 3, nil }); err != nil || tries != 3 {
		t.Errorf("%v after %d tries, want nil after 3", err, tries)
	}
}

// TestStage works the tools themselves on a bare display: what they cannot do there no story may rely on.
func TestStage(t *testing.T) {
	display, err := OpenDisplay(640, 400)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := display.Close(); err != nil {
			t.Error(err)
		}
	}()
	if lit, err := display.Lit(image.Rect(0, 0, 640, 400)); err != nil || lit > 0.005 {
		t.Errorf("a bare screen is lit to %v, %v", lit, err)
	}
	if shown, err := display.Windows("Trousseau"); err != nil || len(shown) > 0 {
		t.Errorf("a bare screen shows %v, %v", shown, err)
	}
	if held, err := display.Clipboard(); err != nil || held != "" {
		t.Errorf("a new clipboard holds %q, %v", held, err)
	}
	if err := display.SetClipboard("Bedrijf & Zonen : Père"); err != nil {
		t.Error(err)
	}
	if err := display.Point(5, 5); err != nil {
		t.Error(err)
	}
	if _, found, err := display.FindText("Trousseau", image.Rectangle{}); err != nil || found {
		t.Errorf("read a word on a bare screen: %v %v", found, err)
	}
}

// TestTOTP holds the tool that stands in for the phone to RFC 6238, appendix B (SHA-1, the last six digits).
func TestTOTP(t *testing.T) {
	const secret = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
	for now, want := range map[string]string{
		"1970-01-01 00:00:59 UTC": "287082", "2005-03-18 01:58:29 UTC": "081804", "2005-03-18 01:58:31 UTC": "050471",
		"2009-02-13 23:31:30 UTC": "005924", "2033-05-18 03:33:20 UTC": "279037", "2603-10-11 11:33:20 UTC": "353130",
	} {
		if code, err := totpAt(secret, now); err != nil || code != want {
			t.Errorf("%s: %q, %v, want %s", now, code, err, want)
		}
	}
	if code, err := TOTP(secret, 1); err != nil || len(code) != 6 {
		t.Errorf("half a minute ahead: %q, %v", code, err)
	}
}
