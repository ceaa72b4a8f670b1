package views

import (
	"image/color"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"trousseau/views/kit"
)

// companyColors are the colours a company can wear (VISUAL): white text on them
// keeps 5:1 in both themes.
const companyColors = "#9A4A2C #35618A #2A6B60 #8A4273 #6A5A22 #7A3B3B #4B5563 #5A4E9A #3F6B2E #1F5F7A"

// companyCountries are the countries to choose from, and the one already chosen
// wherever it lies.
func companyCountries(lang, chosen string) []kit.Option {
	list := countries(lang)
	known := func(o kit.Option) bool { return o.Key == chosen }
	if chosen != "" && !slices.ContainsFunc(list, known) {
		list = append(list, kit.Option{Key: chosen, Text: chosen})
	}
	return list
}

// tongueOptions are languages, each named in itself.
func tongueOptions(langs []string) []kit.Option {
	options := make([]kit.Option, 0, len(langs))
	for _, lang := range langs {
		name := lang
		if tag, err := language.Parse(lang); err == nil {
			name = cases.Title(tag, cases.NoLower).String(display.Self.Name(tag))
		}
		options = append(options, kit.Option{Key: lang, Text: name})
	}
	return options
}

// withOne is the list with one more at its end, unless it is empty or there.
func withOne(list []string, one string) []string {
	if one == "" || slices.ContainsFunc(list, func(s string) bool { return strings.EqualFold(s, one) }) {
		return list
	}
	return append(slices.Clone(list), one)
}

// companyColor reads #RRGGBB; what is no colour draws nothing.
func companyColor(hex string) color.Color {
	v, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 24)
	if err != nil || len(hex) != 7 {
		return nil
	}
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 0xFF}
}
