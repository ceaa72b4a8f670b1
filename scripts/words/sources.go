package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// sources reads the files below a folder and keeps the first error.
type sources struct {
	folder string
	err    error
}

// json gives the entries of a package's list, in the order of the file.
func (s *sources) json(name string) (list []string) {
	b := s.read(filepath.Join(filepath.FromSlash(strings.Replace(name, "/", "/package/src/", 1)) + ".json"))
	if b == nil {
		return nil
	}
	if err := json.Unmarshal(b, &list); err != nil && s.err == nil {
		s.err = fmt.Errorf("read %s: %w", name, err)
	}
	return list
}

// lines gives the lines of a plain list, in the order of the file.
func (s *sources) lines(name string) []string {
	return strings.Split(strings.TrimSuffix(string(s.read(filepath.FromSlash(name))), "\n"), "\n")
}

func (s *sources) read(name string) []byte {
	b, err := os.ReadFile(filepath.Join(s.folder, name))
	if err != nil && s.err == nil {
		s.err = err
	}
	return b
}

// spellings gives a word as the program folds it: lower case without accents, and with ä, ö, ü also as ae, oe, ue,
// which is how they are typed where the keyboard has none. It gives nothing for what is no word of letters alone.
func spellings(word string) []string {
	word = strings.ToLower(norm.NFC.String(word))
	list := []string{plain(word)}
	if other := plain(umlauts.Replace(word)); other != list[0] {
		list = append(list, other)
	}
	return slices.DeleteFunc(list, func(word string) bool {
		return len(word) < shortest || len(word) > longest || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != ""
	})
}

var (
	umlauts   = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue")
	ligatures = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "ł", "l", "þ", "th", "ı", "i")
)

func plain(word string) string {
	return ligatures.Replace(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(word)))
}
