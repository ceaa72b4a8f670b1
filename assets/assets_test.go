package assets_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"

	"trousseau/assets"
)

func TestFontsReadAndHoldTheirLetters(t *testing.T) {
	for name, file := range map[string][]byte{"regular": assets.Regular(), "bold": assets.Bold()} {
		f, err := sfnt.Parse(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var buffer sfnt.Buffer
		for _, r := range "Aa09éèçœŒŁ€•…’«»→ẞ\u00a0\u202f" {
			if glyph, err := f.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
				t.Errorf("%s lacks %q (%v)", name, r, err)
			}
		}
	}
}

func TestIconsAreWholeDrawings(t *testing.T) {
	names := assets.Icons()
	files, err := filepath.Glob("icons/*.svg")
	if err != nil || len(files) != len(names) || len(names) < 80 {
		t.Fatalf("%d names for %d files (%v)", len(names), len(files), err)
	}
	for _, name := range names {
		b, ok := assets.Icon(name)
		if !ok {
			t.Errorf("%s: listed, not found", name)
			continue
		}
		decoder := xml.NewDecoder(strings.NewReader(string(b)))
		shapes := 0
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if e, ok := token.(xml.StartElement); ok && e.Name.Local == "path" {
				shapes++
			}
		}
		if shapes == 0 {
			t.Errorf("%s: nothing drawn", name)
		}
	}
}

func TestUnknownIcon(t *testing.T) {
	for _, name := range []string{"", "none", "../fonts/OFL-Inter", "key.svg"} {
		if _, ok := assets.Icon(name); ok {
			t.Errorf("%q found", name)
		}
	}
}

func TestTranslationsAreThere(t *testing.T) {
	if got := strings.Join(assets.Languages(), " "); got != "fr nl de en" {
		t.Fatalf("languages %q", got)
	}
	for _, lang := range assets.Languages() {
		for name, read := range map[string]func(string) ([]byte, error){"own": assets.Translation, "toolkit": assets.FyneTranslation} {
			b, err := read(lang)
			if err != nil {
				t.Fatalf("%s %s: %v", lang, name, err)
			}
			words := map[string]any{}
			if err := json.Unmarshal(b, &words); err != nil || len(words) == 0 {
				t.Errorf("%s %s: %d words, %v", lang, name, len(words), err)
			}
		}
	}
	for _, lang := range []string{"", "xx", "fyne.fr", "../icons/key"} {
		if _, err := assets.Translation(lang); !errors.Is(err, assets.ErrLanguage) {
			t.Errorf("%q: %v", lang, err)
		}
		if _, err := assets.FyneTranslation(lang); !errors.Is(err, assets.ErrLanguage) {
			t.Errorf("toolkit %q: %v", lang, err)
		}
	}
}

// TestListsUnpack: to their last byte, which gzip's checksum tells, and no bigger than told.
func TestListsUnpack(t *testing.T) {
	for name, packed := range map[string][]byte{"words": assets.Words(), "passwords": assets.CommonPasswords()} {
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		list, err := io.ReadAll(z)
		if err != nil || len(list) < 300_000 || len(packed) > 500_000 {
			t.Errorf("%s: %d bytes, %d unpacked, %v", name, len(packed), len(list), err)
		}
	}
}

func TestLicencesLieBesideTheFiles(t *testing.T) {
	notices, err := os.ReadFile("LICENSES.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"fonts/OFL-Inter.txt", "icons/LICENSE-material-apache-2.0.txt", "words/LICENSE-zxcvbn-ts-mit.txt",
		"words/LICENSE-opentaal-bsd.txt", "words/LICENSE-scowl.txt", "words/LICENSE-seclists-mit.txt"} {
		if info, err := os.Stat(file); err != nil || info.Size() < 1000 {
			t.Errorf("%s: %v", file, err)
		}
		if !strings.Contains(string(notices), file) {
			t.Errorf("LICENSES.md does not name %s", file)
		}
	}
}
