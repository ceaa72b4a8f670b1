//go:build linux

package stories

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
)

// encodings gives the forms in which a text could lie in a file: also inside a longer base64 or base32, whose
// alignments look different. Capital letters are as small ones.
func encodings(text string) map[string][]byte {
	raw := []byte(text)
	var little, big []byte
	for _, u := range utf16.Encode([]rune(text)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	forms := map[string][]byte{"plain": raw, "UTF-16LE": little, "UTF-16BE": big, "hexadecimal": []byte(hex.EncodeToString(raw))}
	for shift := range 3 {
		// What stands before and behind is unknown: the characters it touches are left out.
		long := base64.RawStdEncoding.EncodeToString(append(make([]byte, shift), raw...))
		long = long[(shift*8+5)/6 : (shift+len(raw))*8/6]
		forms[fmt.Sprint("base64 at ", shift)] = []byte(long)
		forms[fmt.Sprint("base64url at ", shift)] = []byte(strings.NewReplacer("+", "-", "/", "_").Replace(long))
	}
	for shift := range 5 {
		long := base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(append(make([]byte, shift), raw...))
		forms[fmt.Sprint("base32 at ", shift)] = []byte(long[(shift*8+4)/5 : (shift+len(raw))*8/5])
	}
	for name, form := range forms {
		forms[name] = bytes.ToLower(form)
	}
	return forms
}

// inside names every word that stands in content, with its encoding. A form shorter than six bytes would be found by
// chance.
func inside(content []byte, words []string) (found []string) {
	content = bytes.ToLower(content)
	for _, word := range words {
		for name, form := range encodings(word) {
			if len(form) >= 6 && bytes.Contains(content, form) {
				found = append(found, fmt.Sprintf("%q (%s)", word, name))
			}
		}
	}
	return found
}

// TestInsideFinds plants a code in every encoding: a search that finds nothing must be able to find.
func TestInsideFinds(t *testing.T) {
	const code = "417233"
	for name, form := range encodings(code) {
		if found := inside(append([]byte("\x00rest "), form...), []string{"nothing of this", code}); len(found) == 0 {
			t.Errorf("%s is not found", name)
		}
	}
	for shift := range 3 {
		long := base64.StdEncoding.EncodeToString(append(make([]byte, 30+shift), code+" and more"...))
		if found := inside([]byte(long), []string{code}); len(found) == 0 {
			t.Errorf("not found inside a base64 at %d", shift)
		}
	}
	if found := inside([]byte("time=2026-11-22T09:00:00.417+00:00 msg=lock"), []string{code}); len(found) > 0 {
		t.Errorf("found where it is not: %v", found)
	}
}
