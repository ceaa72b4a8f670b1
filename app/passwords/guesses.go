package passwords

import (
	"math"
	"strings"
)

// The prices of what a password is put together from, as powers of ten of the
// guesses it takes. A character by itself costs what zxcvbn takes for it.
const (
	charPrice   = 1.0
	ownPrice    = 1.0 // a name of the person or of a company
	oftenPrice  = 3.5 // a frequent word: 3,000 of a language
	wordPrice   = 5.0 // any listed word
	commonPrice = 5.0 // a common password
	yearPrice   = 2.0
	runPrice    = 1.5 // aaaa, 1234, azer
	againPrice  = 1.0 // what stood in the password before
	casePrice   = 0.3 // upper case: the first letter, or all
	signPrice   = 0.3 // for each sign in the place of a letter
)

// classOf sets zxcvbn's limits on a power of ten.
func classOf(power float64) Class {
	class := VeryWeak
	for _, limit := range []float64{3, 6, 8, 10} {
		if power >= limit {
			class++
		}
	}
	return class
}

// guesses prices the cheapest way to put the cells together, as a power of ten.
func guesses(t []cell, own *wordList) float64 {
	pieces := make([]map[int]float64, len(t)) // by first cell, then by the cell behind the last
	offer := func(from, to int, price float64) {
		price += casing(t[from:to])
		if old, ok := pieces[from][to]; !ok || price < old {
			pieces[from][to] = price
		}
	}
	for i := range t {
		pieces[i] = map[int]float64{i + 1: charPrice}
	}
	for _, s := range own.spans(t) {
		offer(s.from, s.to, ownPrice+float64(s.signs)*signPrice)
	}
	for _, s := range words().spans(t) {
		price := wordPrice
		if s.often {
			price = oftenPrice
		}
		offer(s.from, s.to, price+float64(s.signs)*signPrice)
	}
	for _, s := range append(repeats(t, 3), sequences(t, 3)...) {
		offer(s.from, s.to, runPrice)
	}
	offerCommon(t, offer)
	offerAgain(t, offer)
	least := make([]float64, len(t)+1)
	for to := range t {
		least[to+1] = math.Inf(1)
		for from := range to + 1 {
			if price, ok := pieces[from][to+1]; ok {
				least[to+1] = min(least[to+1], least[from]+price)
			}
		}
	}
	return least[len(t)]
}

// offerCommon offers common passwords of five characters and more, and years.
func offerCommon(t []cell, offer func(from, to int, price float64)) {
	set := commonPasswords()
	for from := range t {
		h := newHash()
		for to := from; to < len(t); to++ {
			h.cell(t[to])
			if to-from >= 4 && set.holds(uint64(h)) {
				offer(from, to+1, commonPrice)
			}
		}
		if from+4 <= len(t) {
			if year := typed(t[from : from+4]); year >= "1900" && year <= "2049" && len(strings.Trim(year, "0123456789")) == 0 {
				offer(from, from+4, yearPrice)
			}
		}
	}
}

// offerAgain offers what stood before, from three characters on.
func offerAgain(t []cell, offer func(from, to int, price float64)) {
	for from := range t {
		for before := range from {
			to := from
			for to < len(t) && before+to-from < from && t[to].lower == t[before+to-from].lower {
				to++
				if to-from >= 3 {
					offer(from, to, againPrice)
				}
			}
		}
	}
}

// casing prices the upper case of a piece: nothing for none, little for the first
// letter or all, more for a mixture. One character has its price already.
func casing(t []cell) float64 {
	upper := 0
	for _, c := range t {
		if c.typed != c.lower {
			upper++
		}
	}
	switch {
	case upper == 0 || len(t) == 1:
		return 0
	case upper == len(t), upper == 1 && t[0].typed != t[0].lower:
		return casePrice
	}
	return casePrice * float64(1+min(upper, len(t)-upper))
}
