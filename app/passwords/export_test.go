package passwords

import (
	"io"

	"trousseau/assets"
)

// Listed gives every entry of the two lists, for tests.
func Listed() (words, often, common []string) {
	unpack(assets.Words(), func(entry []byte, marked bool) {
		words = append(words, string(entry))
		if marked {
			often = append(often, string(entry))
		}
	})
	unpack(assets.CommonPasswords(), func(entry []byte, _ bool) { common = append(common, string(entry)) })
	return words, often, common
}

// Spellings is how the words of the list must be folded.
func Spellings(word string) []string { return spellings(word) }

// Power is the count of our own behind a strength, as a power of ten of guesses.
func Power(password string) float64 { return guesses(cells(password), listOf(nil)) }

// Reload unpacks the lists again.
func Reload() (any, any) { return readWords(assets.Words()), readPasswords(assets.CommonPasswords()) }

// Draw is one try of Generate.
func Draw(random io.Reader, style Style, length int) string {
	return (&dice{random: random}).password(style, length)
}
