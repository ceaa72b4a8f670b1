package passwords

import (
	"slices"
	"strings"
)

// span is a part of a password: cells from to before to.
type span struct {
	from, to int
	text     string // as it is read; empty for runs
	often    bool
	signs    int
}

// spans gives, for every cell, the words that begin there.
func (l *wordList) spans(t []cell) (found []span) {
	if len(l.text) == 0 {
		return nil
	}
	for from := range t {
		s := search{list: l, t: t, from: from}
		s.walk(from, l.all(), 0)
		found = append(found, s.found...)
	}
	return found
}

// search walks the words of a list along the cells behind one.
type search struct {
	list  *wordList
	t     []cell
	from  int
	read  []string // by cell from from
	found []span
}

func (s *search) walk(at int, p prefix, signs int) {
	if word, often := s.list.ends(p); word && signs*2 <= at-s.from+1 && s.stands(at) {
		s.found = append(s.found, span{s.from, at, strings.Join(s.read, ""), often, signs})
	}
	if at == len(s.t) {
		return
	}
	c := s.t[at]
	for _, letters := range c.reads {
		narrower := s.list.next(p, letters)
		if narrower.from == narrower.to {
			continue
		}
		if c.sign {
			s.read = append(s.read, letters)
			s.walk(at+1, narrower, signs+1)
		} else {
			s.read = append(s.read, c.lower)
			s.walk(at+1, narrower, signs)
		}
		s.read = s.read[:len(s.read)-1]
	}
}

// stands tells whether signs at the ends of a word are taken for letters: not when
// they belong to a number outside («1985@Gent» holds no «sagen»), and not behind
// what is a word without them («Soleil!»).
func (s *search) stands(to int) bool {
	if s.from > 0 && isDigit(s.t[s.from]) && isDigit(s.t[s.from-1]) ||
		to < len(s.t) && isDigit(s.t[to-1]) && isDigit(s.t[to]) {
		return false
	}
	return !s.t[to-1].sign || !slices.ContainsFunc(s.found, func(f span) bool { return f.to == to-1 })
}

// longest keeps, of spans that overlap, the longest, and of equally long ones a
// frequent word, then the first; the result is in the order typed.
func longest(t []cell, spans []span) []span {
	slices.SortStableFunc(spans, func(a, b span) int {
		if d := (b.to - b.from) - (a.to - a.from); d != 0 {
			return d
		}
		if a.often != b.often {
			if a.often {
				return -1
			}
			return 1
		}
		return a.from - b.from
	})
	taken := make([]bool, len(t))
	var kept []span
	for _, s := range spans {
		if !slices.Contains(taken[s.from:s.to], true) {
			kept = append(kept, s)
			for i := s.from; i < s.to; i++ {
				taken[i] = true
			}
		}
	}
	slices.SortFunc(kept, func(a, b span) int { return a.from - b.from })
	return kept
}

// without leaves out the spans that lie inside one of others.
func without(spans, others []span) []span {
	return slices.DeleteFunc(spans, func(s span) bool {
		return slices.ContainsFunc(others, func(o span) bool { return o.from <= s.from && s.to <= o.to })
	})
}

// covers tells whether words of the list, with separators between them, are the
// entire password.
func (l *wordList) covers(t []cell) bool {
	reached := make([]bool, len(t)+1)
	reached[0] = true
	some := false
	spans := l.spans(t)
	for at := range t {
		if !reached[at] {
			continue
		}
		if len(t[at].reads) == 0 && !isDigit(t[at]) {
			reached[at+1] = true
		}
		for _, s := range spans {
			if s.from == at {
				reached[s.to], some = true, true
			}
		}
	}
	return some && reached[len(t)]
}

func isDigit(c cell) bool { return c.typed[0] >= '0' && c.typed[0] <= '9' }

// repeats gives the runs of at least least equal characters.
func repeats(t []cell, least int) (found []span) {
	for from := 0; from < len(t); {
		to := from + 1
		for to < len(t) && t[to].lower == t[from].lower {
			to++
		}
		if to-from >= least {
			found = append(found, span{from: from, to: to})
		}
		from = to
	}
	return found
}

// rows are what a run follows, in both directions: the alphabet, the digits, the
// rows of letters of AZERTY, QWERTY and QWERTZ, and the digit keys with and without
// shift where they give signs.
var rows = []string{
	"abcdefghijklmnopqrstuvwxyz", "0123456789", "1234567890",
	"azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm",
	"&é\"'(-è_çà", "!@#$%^&*()",
}

var rowPlaces = func() []map[string]int {
	list := make([]map[string]int, len(rows))
	for i, row := range rows {
		list[i] = map[string]int{}
		for _, r := range row {
			list[i][string(r)] = len(list[i])
		}
	}
	return list
}()

// sequences gives the runs of at least least characters along a row. They may
// overlap, a run of «azerty» with one of «qwerty».
func sequences(t []cell, least int) (found []span) {
	for _, row := range rowPlaces {
		for _, step := range []int{1, -1} {
			for from := 0; from < len(t); {
				to := from + 1
				place, on := row[t[from].lower]
				for on && to < len(t) {
					next, ok := row[t[to].lower]
					if !ok || next != place+step {
						break
					}
					place, to = next, to+1
				}
				if to-from >= least {
					found = append(found, span{from: from, to: to})
				}
				from = max(to-1, from+1)
			}
		}
	}
	return found
}
