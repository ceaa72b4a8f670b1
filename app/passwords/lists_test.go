package passwords_test

import (
	"slices"
	"strings"
	"testing"

	"trousseau/app/passwords"
)

func TestListedWords(t *testing.T) {
	words, often, _ := passwords.Listed()
	if len(words) < 200_000 || len(often) < 10_000 || !slices.IsSorted(words) || len(slices.Compact(slices.Clone(words))) != len(words) {
		t.Fatalf("%d words, %d frequent", len(words), len(often))
	}
	for _, word := range words {
		if len(word) < 5 || !slices.Equal(passwords.Spellings(word), []string{word}) {
			t.Errorf("%q is no folded word", word)
		}
	}
	for lang, samples := range map[string]string{
		"fr":    "soleil maison bonjour ecole fenetre chocolat boulanger printemps foret coeur",
		"nl":    "zomer fiets brood wachtwoord sleutel winkel lekker vrijdag zonneschijn bakker",
		"en":    "summer window password kitchen sunshine horse battery correct staple welcome",
		"de":    "sommer fenster passwort kueche kuche schluessel schloss strasse freitag backer",
		"names": "charlotte thomas matthias francois peeters janssens wouters dubois mueller muller johnson garcia",
		"towns": "antwerpen bruxelles brussel liege paris berlin london",
	} {
		for _, word := range strings.Fields(samples) {
			if _, ok := slices.BinarySearch(words, word); !ok {
				t.Errorf("%s: %q is not listed", lang, word)
			}
		}
	}
}

func TestCommonPasswordsAreRefused(t *testing.T) {
	_, _, common := passwords.Listed()
	folded := map[string]bool{}
	for _, password := range common {
		folded[strings.ToLower(password)] = true
	}
	if len(folded) < 100_000 {
		t.Fatalf("%d common passwords", len(folded))
	}
	shaped, long := 0, 0
	for _, password := range common {
		report := beside.Check(password, passwords.About{})
		if f := finding(t, report, passwords.Common); f.OK || f.Parts != nil || report.OK() {
			t.Fatalf("NIST, %q: %+v", password, f)
		}
		if len(password) >= 8 {
			long++
		}
		if !passwords.Check(password).OK() {
			continue
		}
		shaped++
		if finding(t, house.Check(password, passwords.About{}), passwords.Common).OK {
			t.Errorf("House accepts %q", password)
		}
	}
	t.Logf("%d common passwords, %d of 8 characters and more, %d of the house's shape", len(common), long, shaped)
	if shaped < 1000 {
		t.Errorf("only %d have the shape that the house rules ask", shaped)
	}
	for _, password := range strings.Fields("P@SSW0RD Pässword motdepasse azertyuiop wachtwoord JETAIME passwort iloveyou 1234567890 welkom01 B0nj0ur123") {
		if finding(t, house.Check(password, passwords.About{}), passwords.Common).OK {
			t.Errorf("%q passes", password)
		}
	}
	for _, password := range []string{"", "xK9#mQ2$vL5@nP8&", "password-xK9#", "a password"} {
		if !finding(t, nist.Check(password, passwords.About{}), passwords.Common).OK {
			t.Errorf("%q is called common", password)
		}
	}
}

// BenchmarkLoad: what the first password costs.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		passwords.Reload()
	}
}
