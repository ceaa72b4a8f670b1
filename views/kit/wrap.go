package kit

import (
	"strings"
	"unicode"
)

// slack forgives the last bit of a width that went through a layout's sums.
const slack = 0.5

func splitLines(s string) []string { return strings.Split(s, "\n") }

func widestWord(s string, measure func(string) float32) float32 {
	var w float32
	for _, line := range splitLines(s) {
		for word := range strings.SplitSeq(line, " ") {
			w = max(w, measure(word))
		}
	}
	return w
}

// wrap breaks s into lines no wider than width: at spaces, and inside a word that is too long for a line of its own. It
// always returns at least one line; a non-breaking space never breaks.
func wrap(s string, width float32, measure func(string) float32) []string {
	var lines []string
	for _, paragraph := range splitLines(s) {
		lines = append(lines, wrapParagraph(paragraph, max(width, 0)+slack, measure)...)
	}
	return lines
}

func wrapParagraph(s string, width float32, measure func(string) float32) []string {
	if s == "" || measure(s) <= width {
		return []string{s}
	}
	var lines []string
	line := ""
	for i, word := range strings.Split(s, " ") {
		longer := word
		if i > 0 && line != "" {
			longer = line + " " + word
		}
		if measure(longer) <= width {
			line = longer
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for word != "" && measure(word) > width {
			n := fitting(word, width, measure)
			if n == len(word) {
				break
			}
			lines = append(lines, word[:n])
			word = word[n:]
		}
		line = word
	}
	return append(lines, line)
}

// ellipsis returns s, or as much of it as fits before an ellipsis; lines become one.
func ellipsis(s string, width float32, measure func(string) float32) string {
	s = strings.ReplaceAll(s, "\n", " ")
	if measure(s) <= width+slack {
		return s
	}
	n := 0
	for _, end := range characters(s) {
		if measure(s[:end]+"…") > width+slack {
			break
		}
		n = end
	}
	return strings.TrimRight(s[:n], " ") + "…"
}

// fitting is how many bytes of the word fit, at least one character. It breaks after a mark where an address may break, if
// that leaves the line a third full.
func fitting(word string, width float32, measure func(string) float32) int {
	ends := characters(word)
	n, soft := ends[0], 0
	for _, end := range ends {
		if end > ends[0] && measure(word[:end]) > width {
			break
		}
		n = end
		if strings.ContainsRune("@.-/_", rune(word[end-1])) {
			soft = end
		}
	}
	if 3*soft >= n && n < len(word) {
		return soft
	}
	return n
}

// characters returns where each character ends; a combining mark belongs to the one before.
func characters(s string) []int {
	var ends []int
	for i, r := range s {
		if i > 0 && !unicode.Is(unicode.M, r) {
			ends = append(ends, i)
		}
	}
	return append(ends, len(s))
}
