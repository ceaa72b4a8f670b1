//go:build linux

package stage

import (
	"image"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain keeps letters and digits only, lower case, without accents.
func plain(text string) string {
	var kept strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			kept.WriteRune(unicode.ToLower(r))
		}
	}
	return kept.String()
}

// locate finds label as a run of words within one line and gives the box around the run that fits best: few misread
// characters first, then a line that holds nothing else.
func locate(words []word, label string) (image.Rectangle, bool) {
	wanted := []rune(plain(label))
	if len(wanted) == 0 {
		return image.Rectangle{}, false
	}
	allowed := len(wanted) / 8
	best, found := 2*allowed+2, image.Rectangle{}
	for first := range words {
		text, box := "", image.Rectangle{}
		for last := first; last < len(words) && words[last].line == words[first].line; last++ {
			text += plain(words[last].text)
			box = box.Union(words[last].box)
			run := []rune(text)
			if len(run) > len(wanted)+allowed {
				break
			}
			// Icons before a label are read as a sign or a letter, so a line counts as whole with one word more.
			rank := 2 * distance(run, wanted)
			if lineLength(words, first) > last-first+2 {
				rank++
			}
			if rank < best {
				best, found = rank, box
			}
		}
	}
	return found, best < 2*allowed+2
}

// lineLength counts the words of the line that words[at] stands in.
func lineLength(words []word, at int) int {
	n := 0
	for _, w := range words {
		if w.line == words[at].line {
			n++
		}
	}
	return n
}

// distance is the number of characters to add, drop or change to turn a into b.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
