package views

import (
	"strconv"

	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// strengthWord is the word of a password's class; "" for no class.
func strengthWord(p *kit.Page, c passwords.Class) string {
	if c < passwords.VeryWeak || c > passwords.VeryGood {
		return ""
	}
	return p.T("strength." + strconv.Itoa(int(c))) // words: strength.* 1 2 3 4 5
}

// guessable tells whether the rules found what the estimate may not know, as a
// word of another language than English.
func guessable(r passwords.Report) bool {
	for _, f := range r.Findings {
		if !f.OK && f.Rule >= passwords.Names {
			return true
		}
	}
	return false
}
