// Package assets carries the files the program is drawn and spoken with: icons,
// fonts, translations and the lists that passwords are held against, embedded in
// the binary.
//
// The layer's rule: embed only. It reads nothing from the disk, imports no
// toolkit and interprets no file. Where each file comes from, and under which
// licence, stands in LICENSES.md.
package assets

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// ErrLanguage says that no translation file exists for the language asked.
var ErrLanguage = errors.New("assets: no such language")

// fynePrefix marks the files with the toolkit's own words, which are no
// language of the program by themselves.
const fynePrefix = "fyne."

//go:embed fonts/Inter-Regular-Trousseau.otf
var regular []byte

//go:embed fonts/Inter-SemiBold-Trousseau.otf
var bold []byte

//go:embed icons/*.svg
var icons embed.FS

//go:embed app-64.png
var windowIcon []byte

//go:embed translations/*.json
var translations embed.FS

//go:embed words/words.gz
var words []byte

//go:embed words/passwords.gz
var commonPasswords []byte

// Words returns the packed list of words and names of FR, NL, EN and DE. How it is
// packed says scripts/words, which made it. The bytes are shared: do not write to them.
func Words() []byte { return words }

// CommonPasswords returns the list of common passwords, packed like Words. The bytes
// are shared.
func CommonPasswords() []byte { return commonPasswords }

// Regular returns Inter 400 with tabular figures, an OpenType font with CFF
// outlines. The bytes are shared: do not write to them.
func Regular() []byte { return regular }

// Bold returns Inter 600, cut like Regular. The bytes are shared.
func Bold() []byte { return bold }

// WindowIcon returns the program's icon as a PNG of 64 pixels: drawing the SVG at
// the size the toolkit asks for would cost a third of the start. The bytes are shared.
func WindowIcon() []byte { return windowIcon }

// Icon returns the SVG named so, without its extension: "shield-check". It
// reports false for a name that has no icon.
func Icon(name string) ([]byte, bool) {
	b, err := icons.ReadFile("icons/" + name + ".svg")
	return b, err == nil
}

// Icons lists the names of all icons, sorted.
func Icons() []string { return names(icons, "icons", ".svg") }

// Translation returns the program's words in a language of Languages, as flat
// JSON. Any other language is ErrLanguage.
func Translation(lang string) ([]byte, error) {
	return translation(lang, lang)
}

// FyneTranslation returns the toolkit's own words (file dialogs, menus of an
// entry) in a language of Languages. Any other language is ErrLanguage.
func FyneTranslation(lang string) ([]byte, error) {
	return translation(fynePrefix+lang, lang)
}

// Languages lists the languages of the program as ISO 639-1 codes, in the order
// in which people are offered them: French, Dutch, German, English, then others.
func Languages() []string {
	langs := slices.DeleteFunc(names(translations, "translations", ".json"), func(name string) bool {
		return strings.HasPrefix(name, fynePrefix)
	})
	slices.SortStableFunc(langs, func(a, b string) int { return place(a) - place(b) })
	return langs
}

func place(lang string) int {
	if i := strings.Index("fr nl de en", lang); i >= 0 {
		return i
	}
	return len("fr nl de en")
}

func translation(name, lang string) ([]byte, error) {
	if !slices.Contains(Languages(), lang) {
		return nil, fmt.Errorf("%w: %q", ErrLanguage, lang)
	}
	b, err := translations.ReadFile("translations/" + name + ".json")
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrLanguage, lang)
	}
	return b, nil
}

// names lists a folder's files without their extension. The folder is embedded,
// so that it cannot be missing; an empty list is the answer if it ever were.
func names(files fs.FS, folder, extension string) []string {
	paths, err := fs.Glob(files, path.Join(folder, "*"+extension))
	if err != nil {
		return nil
	}
	list := make([]string, 0, len(paths))
	for _, p := range paths {
		list = append(list, strings.TrimSuffix(path.Base(p), extension))
	}
	slices.Sort(list)
	return list
}
