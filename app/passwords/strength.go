package passwords

import (
	"slices"
	"strings"
	"unicode"

	"github.com/trustelem/zxcvbn"
	"golang.org/x/text/unicode/norm"
)

// RuleVersion numbers the way strength is computed. It is kept beside a stored
// class, so that classes of different ways are never compared.
const RuleVersion = 2

// Class is a strength in five steps.
type Class int

// The classes, zxcvbn's scores 0 to 4 counted from 1.
const (
	VeryWeak Class = iota + 1 // under 10³ guesses
	Weak                      // under 10⁶
	Fair                      // under 10⁸
	Good                      // under 10¹⁰
	VeryGood                  // more
)

// Strength is the result of Rate. It holds no part of the password.
type Strength struct{ class Class }

// Class returns VeryWeak to VeryGood; 0 for the zero Strength, which rates nothing.
func (s Strength) Class() Class { return s.class }

// What is evaluated at most: zxcvbn's time grows faster than its input, so that
// a repeat of 1,000 characters would take seconds.
const (
	evaluated    = 36 // characters of the password
	contextWords = 32
	contextWord  = 64 // characters of one word
)

// Rate is RateFor for what is known of the person as a list of texts: names, an
// e-mail address, companies.
func Rate(password string, context []string) Strength {
	return rate(password, context)
}

// RateFor estimates how many guesses a password takes (P7). about holds what an
// attacker knows of the person: a password made of it rates low, with accents or
// without.
//
// The class is that of zxcvbn v1.0.1 or lower: zxcvbn knows English words only, so
// that a count of our own, with the words and names of FR, NL, EN and DE, years to
// come and common passwords, may take away from it, never add.
//
// Only the first 36 characters are evaluated, and the first 64 of each of the
// first 32 words of what is known. A longer password rates as its first 36
// characters do, never lower. The first call loads the lists, see Load.
func RateFor(password string, about About) Strength {
	return rate(password, about.context())
}

// rate drops accents for zxcvbn, which counts an accented letter as two characters
// and misses a word that ends in one, while a guesser tries the plain spelling
// anyway.
func rate(password string, context []string) Strength {
	password = bounded(password, evaluated)
	class := Class(zxcvbn.PasswordStrength(plain(password), known(context)).Score) + VeryWeak
	own := names(context, false)
	own = own[:min(len(own), contextWords)]
	return Strength{min(class, classOf(guesses(cells(password), listOf(own))))}
}

// plain drops the accents of letters.
func plain(text string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(text)))
}

// bounded returns the first n characters of a text in NFC. What is cut off
// before the normalisation keeps it cheap for any input: no character of NFC
// comes from more than a few of the original.
func bounded(text string, n int) string {
	text = cut(norm.NFC.String(cut(text, 4*n)), n)
	return strings.ToValidUTF8(text, "\uFFFD")
}

// cut returns the first n code points.
func cut(text string, n int) string {
	for i := range text {
		if n == 0 {
			return text[:i]
		}
		n--
	}
	return text
}

// known returns each entry whole, the two halves of an address, and single
// words, all without accents and each once: the parts of "anna.roy@bedrijf.be"
// are as guessable as the whole.
func known(context []string) []string {
	var list []string
	add := func(word string) {
		word = strings.ToLower(plain(word))
		if word != "" && len(list) < contextWords && !slices.Contains(list, word) {
			list = append(list, word)
		}
	}
	for _, entry := range context {
		entry = bounded(entry, contextWord)
		add(entry)
		if name, domain, ok := strings.Cut(entry, "@"); ok {
			add(name)
			add(domain)
		}
		for _, part := range strings.FieldsFunc(entry, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			add(part)
		}
	}
	return list
}
