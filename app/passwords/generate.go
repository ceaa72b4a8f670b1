package passwords

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

// Style is the look of a generated password.
type Style uint8

// The styles, closed.
const (
	// Pronounceable gives groups of five letters that can be read aloud, and a short
	// end with a digit and a sign: «Rivu7-zokLe-namaf-4%».
	Pronounceable Style = 1
	// Random gives any printable ASCII characters that are not taken for one another:
	// none of 0 1 I l O o, quotation marks, accents, | \ , . ; :
	Random Style = 2
)

// The lengths of generated passwords, in characters.
const (
	MinGenerated     = 12
	MaxGenerated     = 64
	DefaultGenerated = 20
)

// ErrGenerate says that no password can be made as asked: a length out of bounds
// or below the policy's, an unknown style, or names that leave nothing.
var ErrGenerate = errors.New("passwords: cannot generate")

// tries bounds the search for a password that the policy accepts. At most four of
// ten are refused, so that as many in a row do not happen by chance.
const tries = 1000

// Generate draws a password of so many characters that p.Check accepts (P11).
//
// Each of the possible passwords is as likely as any other: choices are made by
// rejection from random, and so is a password that the policy refuses. At the
// default length Pronounceable has 64 bits less what is refused, at least 63;
// Random 125. At MinGenerated they have 35 and 75, and only Random is then beyond
// guessing.
//
// An error of random is returned as it is; otherwise errors are ErrGenerate.
func (p Policy) Generate(random io.Reader, style Style, length int, about About) (string, error) {
	if length < max(MinGenerated, p.MinLength()) || length > MaxGenerated || style != Pronounceable && style != Random {
		return "", ErrGenerate
	}
	d := &dice{random: random}
	for range tries {
		password := d.password(style, length)
		if d.err != nil {
			return "", fmt.Errorf("passwords: draw: %w", d.err)
		}
		if p.Check(password, about).OK() {
			return password, nil
		}
	}
	return "", ErrGenerate
}

const (
	consonants  = "bcdfghjkmnprstvwxz" // no l, which looks like 1 and I
	vowels      = "aeiou"
	figures     = "23456789"
	marks       = "%=?&*:#/" // on one key of most keyboards, and for no letter
	signsDrawn  = "!#$%&()*+-/<=>?@[]^_{}~"
	lettersDown = "abcdefghijkmnpqrstuvwxyz"
	lettersUp   = "ABCDEFGHJKLMNPQRSTUVWXYZ"
	printable   = lettersDown + lettersUp + figures + signsDrawn
)

// dice draws evenly and keeps the first error.
type dice struct {
	random io.Reader
	err    error
}

// below gives a number from 0 to n-1, n at most 256: bytes that would favour some
// are thrown away.
func (d *dice) below(n int) int {
	var b [1]byte
	for d.err == nil {
		if _, d.err = io.ReadFull(d.random, b[:]); d.err == nil && int(b[0]) < 256-256%n {
			return int(b[0]) % n
		}
	}
	return 0
}

func (d *dice) of(set string) byte { return set[d.below(len(set))] }

func (d *dice) password(style Style, length int) string {
	var b strings.Builder
	if style == Random {
		for range length {
			b.WriteByte(d.of(printable))
		}
		return b.String()
	}
	// Groups of six with their hyphen, and an end of two to seven.
	groups := (length - 2) / 6
	figured := d.below(groups)
	for i := range groups {
		b.WriteString(d.group(i == figured))
		b.WriteByte('-')
	}
	for i := range length - 6*groups - 2 {
		b.WriteByte(d.of([]string{consonants, vowels}[i%2]))
	}
	b.WriteByte(d.of(figures))
	b.WriteByte(d.of(marks))
	return b.String()
}

// group draws five characters: two forms of letters with one consonant in upper
// case, 19.7 bits; or four letters and a digit, 17.0 bits.
func (d *dice) group(figured bool) string {
	form := "cvcvd"
	if !figured {
		form = []string{"cvcvc", "cvccv"}[d.below(2)]
	}
	group := make([]byte, len(form))
	var upper []int
	for i, kind := range form {
		switch kind {
		case 'c':
			group[i] = d.of(consonants)
			upper = append(upper, i)
		case 'v':
			group[i] = d.of(vowels)
		default:
			group[i] = d.of(figures)
		}
	}
	group[upper[d.below(len(upper))]] -= 'a' - 'A'
	return string(group)
}
