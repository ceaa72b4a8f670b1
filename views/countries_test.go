package views

import (
	"testing"
)

func TestCountriesInTheirLanguageAndOrder(t *testing.T) {
	for lang, want := range map[string][]string{
		"fr": {"Belgique", "France", "Pays-Bas", "Luxembourg", "Allemagne", "Albanie"},
		"en": {"Belgium", "France", "Netherlands", "Luxembourg", "Germany", "Albania"},
		"??": {"Belgium", "France", "Netherlands", "Luxembourg", "Germany", "Albania"},
	} {
		list := countries(lang)
		for i, name := range want {
			if list[i].Text != name {
				t.Errorf("%s: %d is %q, want %q", lang, i, list[i].Text, name)
			}
		}
		seen := map[string]bool{}
		for _, o := range list {
			if seen[o.Key] || len(o.Key) != 2 || o.Text == o.Key {
				t.Errorf("%s: %q %q", lang, o.Key, o.Text)
			}
			seen[o.Key] = true
		}
	}
}

// An accented initial sorts among its plain neighbours.
func TestCountriesSortByTheRulesOfTheLanguage(t *testing.T) {
	at := map[string]int{}
	for i, o := range countries("fr") {
		at[o.Key] = i
	}
	if at["EE"] > at["FI"] || at["ES"] > at["EE"] { // Espagne, Estonie, Finlande
		t.Error(at)
	}
	if at["IE"] > at["IS"] || at["GR"] > at["HU"] {
		t.Error(at)
	}
}
