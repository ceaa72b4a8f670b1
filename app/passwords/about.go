package passwords

import (
	"slices"
	"strings"
	"unicode"
)

// About is whom a password is of. Every field may be empty.
type About struct {
	First, Last, Email string
	Companies          []string // the names of the companies the person belongs to
}

// shortestName is the least number of letters of a name that is looked for.
const shortestName = 3

// maxNames and nameLength bound what is looked for.
const (
	maxNames   = 128
	nameLength = 64 // characters of one field
)

// particles are words that names are put together with. By themselves they tell
// nothing of a person, and random passwords hold them by chance.
var particles = []string{
	"van", "von", "den", "der", "des", "del", "dos", "las", "les", "los", "the", "and", "und", "aux", "sur", "pour", "voor", "chez",
	"bvba", "sprl", "srl", "gmbh", "sarl", "ltd", "inc", "nva", "asbl", "vzw", "com", "org", "net",
}

// list gives the names to look for, folded, from 3 letters on: first and last name,
// the part of the address before the @, company names, each joined and each word of
// it. Particles («van», «der», «GmbH») are among them only when asked for.
func (a About) list(withParticles bool) *wordList {
	local, _, _ := strings.Cut(a.Email, "@")
	return listOf(names(append([]string{a.First, a.Last, local}, a.Companies...), withParticles))
}

// context gives everything known, for strength.
func (a About) context() []string {
	return append([]string{a.First, a.Last, a.Email}, a.Companies...)
}

// names folds each entry, joined and word by word, each once.
func names(entries []string, withParticles bool) (list []string) {
	add := func(text string) {
		for _, name := range spellings(text) {
			if len(name) >= shortestName && len(list) < maxNames && !slices.Contains(list, name) {
				list = append(list, name)
			}
		}
	}
	for _, entry := range entries {
		entry = bounded(entry, nameLength)
		add(entry)
		words := strings.FieldsFunc(entry, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
		for _, word := range words {
			if withParticles || len(words) == 1 || !slices.Contains(particles, strings.ToLower(word)) {
				add(word)
			}
		}
	}
	return list
}
