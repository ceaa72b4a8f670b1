package passwords

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cell is one character of a password with the marks that belong to it.
type cell struct {
	typed string
	lower string   // typed in lower case
	reads []string // the letters a to z that it may stand for; none for a separator
	sign  bool     // a digit or sign that stands for a letter
}

// signs are the characters that stand for letters.
var signs = map[rune][]string{
	'@': {"a"}, '4': {"a"}, '8': {"b"}, '3': {"e"}, '€': {"e"}, '9': {"g"}, '1': {"i", "l"}, '!': {"i", "l"},
	'|': {"i", "l"}, '0': {"o"}, '5': {"s"}, '$': {"s"}, '7': {"t"}, '+': {"t"},
}

// ligatures are letters that no decomposition makes plain, and umlauts the second
// way in which three letters are written.
var (
	ligatures = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'ł': "l", 'þ': "th", 'ı': "i"}
	umlauts   = map[rune]string{'ä': "ae", 'ö': "oe", 'ü': "ue"}
)

// cells takes a password in NFC apart.
func cells(password string) []cell {
	t := make([]cell, 0, len(password))
	for _, r := range password {
		if unicode.Is(unicode.Mn, r) && len(t) > 0 {
			last := &t[len(t)-1]
			last.typed, last.lower = last.typed+string(r), last.lower+string(r)
			continue
		}
		low := unicode.ToLower(r)
		c := cell{typed: string(r), lower: string(low)}
		if c.reads = signs[low]; c.reads != nil {
			c.sign = true
		} else if letters := plainLetters(low); letters != "" {
			c.reads = []string{letters}
			if other := umlauts[low]; other != "" {
				c.reads = append(c.reads, other)
			}
		}
		t = append(t, c)
	}
	return t
}

// plainLetters folds one lower-case character to letters of a to z, or to nothing.
func plainLetters(r rune) string {
	if r >= 'a' && r <= 'z' {
		return string(r)
	}
	if r <= unicode.MaxASCII {
		return ""
	}
	var b strings.Builder
	for _, d := range norm.NFKD.String(string(r)) {
		d = unicode.ToLower(d)
		switch {
		case d >= 'a' && d <= 'z':
			b.WriteRune(d)
		case ligatures[d] != "":
			b.WriteString(ligatures[d])
		case !unicode.Is(unicode.Mn, d):
			return ""
		}
	}
	return b.String()
}

// spellings folds a word to letters of a to z, leaving out everything else; with
// umlauts it gives both ways to write them.
func spellings(word string) []string {
	var first, second strings.Builder
	for _, c := range cells(norm.NFC.String(word)) {
		if len(c.reads) > 0 && !c.sign {
			first.WriteString(c.reads[0])
			second.WriteString(c.reads[len(c.reads)-1])
		}
	}
	if first.String() == second.String() {
		return []string{first.String()}
	}
	return []string{first.String(), second.String()}
}

// typed joins what was typed.
func typed(t []cell) string {
	var b strings.Builder
	for _, c := range t {
		b.WriteString(c.typed)
	}
	return b.String()
}

// hashOf numbers a password so that those which differ in case, accents or signs
// for letters alone get the same number (FNV-1a, 64 bits).
func hashOf(t []cell) uint64 {
	h := newHash()
	for _, c := range t {
		h.cell(c)
	}
	return uint64(h)
}

type hash uint64

func newHash() hash { return 14695981039346656037 }

func (h *hash) byte(b byte) {
	if b == 'l' {
		b = 'i' // 1 stands for both, so that both count as one
	}
	*h = (*h ^ hash(b)) * 1099511628211
}

func (h *hash) cell(c cell) {
	text := c.lower
	if len(c.reads) > 0 {
		text = c.reads[0]
	}
	for i := range len(text) {
		h.byte(text[i])
	}
}
