package kit

import (
	"strings"
	"time"
	"unicode"
)

// seekPause ends a word typed to find an option: the next letter begins a new one.
const seekPause = time.Second

// seek finds an option by the first letters of its text, whatever their case or accents.
type seek struct {
	now   func() time.Time
	typed string
	last  time.Time
}

func (s *seek) running() bool { return s.typed != "" && s.now().Sub(s.last) < seekPause }

// find adds a letter and returns the option it leads to. The same letter again and again goes round the options that begin
// with it.
func (s *seek) find(r rune, options []Option, from int) (int, bool) {
	if !s.running() {
		s.typed = ""
	}
	if s.typed == "" && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return 0, false
	}
	letter := plain(string(r))
	s.typed += letter
	s.last = s.now()
	word, start := s.typed, from
	if strings.Trim(word, letter) == "" {
		word, start = letter, from+1
	}
	for i := range options {
		at := (max(start, 0) + i) % len(options)
		if strings.HasPrefix(plain(options[at].Text), word) {
			return at, true
		}
	}
	return 0, false
}

// plain is a text in lower case without the accents of western languages.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("àáâãäå", r):
			return 'a'
		case strings.ContainsRune("èéêë", r):
			return 'e'
		case strings.ContainsRune("ìíîï", r):
			return 'i'
		case strings.ContainsRune("òóôõöø", r):
			return 'o'
		case strings.ContainsRune("ùúûü", r):
			return 'u'
		case r == 'ç':
			return 'c'
		case r == 'ñ':
			return 'n'
		}
		return r
	}, strings.ToLower(s))
}
