package views

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"trousseau/views/kit"
)

// The countries a company can be in, as ISO 3166-1 codes. First those whose
// numbers are checked (FEATURES 4), then the rest of Europe, which the list
// shows by name.
const (
	countriesFirst = "BE FR NL LU DE"
	countriesRest  = "AD AL AT BA BG BY CH CY CZ DK EE ES FI GB GE GR HR HU IE IS IT LI LT LV MC MD ME MK MT NO PL PT RO RS SE SI SK SM TR UA VA XK"
)

// countries gives the countries of Europe with their names in a language, the
// nearest first, the others as that language sorts them. A language that cannot
// be read gives English names.
func countries(lang string) []kit.Option {
	tag, err := language.Parse(lang)
	if err != nil {
		tag = language.English
	}
	names := display.Regions(tag)
	if names == nil {
		names, tag = display.Regions(language.English), language.English
	}
	options := func(codes string) []kit.Option {
		var list []kit.Option
		for code := range strings.FieldsSeq(codes) {
			name := code
			if region, err := language.ParseRegion(code); err == nil {
				name = names.Name(region)
			}
			list = append(list, kit.Option{Key: code, Text: name})
		}
		return list
	}
	rest := options(countriesRest)
	order := collate.New(tag)
	slices.SortFunc(rest, func(a, b kit.Option) int { return order.CompareString(a.Text, b.Text) })
	return append(options(countriesFirst), rest...)
}
