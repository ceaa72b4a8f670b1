package main

import "strings"

// A word of a list made from texts is listed for sure when it stands among the first sure of its list, or in two of
// them, or in a dictionary. Others are listed from six letters on: five letters at the end of such a list are names of
// far places and slips, which random passwords hold by chance.
const (
	sure     = 8000
	frequent = 3000 // of each list made from texts, and of the names: the first that somebody guesses
	surnames = 4000 // of the English list, which goes on to names that two people bear
)

var (
	texts = []string{
		"language-fr/commonWords", "language-fr/wikipedia", "language-nl-be/commonWords", "language-nl-be/wikipedia",
		"language-en/commonWords", "language-en/wikipedia", "language-de/commonWords", "language-de/wikipedia",
	}
	names = []string{
		"language-fr/firstnames", "language-fr/lastnames", "language-nl-be/boysFirstnames", "language-nl-be/girlsFirstnames",
		"language-nl-be/lastnames", "language-en/firstnames", "language-en/lastnames", "language-de/firstnames", "language-de/lastnames",
	}
	dictionaries = []string{"usr/share/dict/dutch", "usr/share/dict/american-english"}
	// litter is left of the pages that the lists were made from.
	litter = map[string]bool{"https": true, "curid": true}
)

// vocabulary gives every listed word, and those among them that are frequent.
func vocabulary(s *sources) (listed, often map[string]bool) {
	listed, often = map[string]bool{}, map[string]bool{}
	written := spelled(s, dictionaries)
	seen := map[string]int{}
	for _, name := range texts {
		for place, entry := range s.json(name) {
			for _, word := range spellings(entry) {
				seen[word]++
				if litter[word] {
					continue
				}
				if place < sure || seen[word] > 1 || written[word] || len(word) > shortest {
					listed[word] = true
				}
				if place < frequent {
					often[word] = true
				}
			}
		}
	}
	for _, name := range names {
		list := s.json(name)
		if name == "language-en/lastnames" {
			list = list[:min(len(list), surnames)]
		}
		for place, entry := range list {
			for _, word := range whole(entry) {
				listed[word] = true
				if place < frequent {
					often[word] = true
				}
			}
		}
	}
	for _, base := range strings.Fields(bases) {
		for _, word := range spellings(base) {
			listed[word], often[word] = true, true
		}
	}
	addShort(listed, written)
	return listed, often
}

// whole gives a name of several words joined, and each of its words.
func whole(name string) []string {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' || r == '\'' })
	list := spellings(strings.Join(parts, ""))
	if len(parts) > 1 {
		for _, part := range parts {
			list = append(list, spellings(part)...)
		}
	}
	return list
}

// spelled gives the words of dictionaries without their abbreviations.
func spelled(s *sources, files []string) map[string]bool {
	found := map[string]bool{}
	for _, name := range files {
		for _, entry := range s.lines(name) {
			if entry == "" || strings.ToLower(entry[1:]) != entry[1:] {
				continue
			}
			for _, word := range spellings(entry) {
				found[word] = true
			}
		}
	}
	return found
}

// addShort lists the words of the dictionaries that hold no listed word. The others are found by the one they hold;
// Dutch alone has 400,000 of them, most put together from two.
func addShort(listed, written map[string]bool) {
	for length := shortest; length <= longest; length++ {
		for word := range written {
			if len(word) == length && !holds(word, listed) {
				listed[word] = true
			}
		}
	}
}

// holds tells whether a word has a listed one inside, itself left out of account: two words of one length do not meet.
func holds(word string, listed map[string]bool) bool {
	for from := range word {
		for to := from + shortest; to <= len(word); to++ {
			if listed[word[from:to]] {
				return true
			}
		}
	}
	return false
}
