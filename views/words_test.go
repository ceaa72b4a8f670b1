package views

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2/lang"

	"trousseau/assets"
)

// files stands in for the embedded translations and counts what is read.
type files struct {
	texts map[string]string
	reads []string
}

var errNoFile = errors.New("no file")

func (f *files) load(lang string) ([]byte, error) {
	f.reads = append(f.reads, lang)
	text, ok := f.texts[lang]
	if !ok {
		return nil, errNoFile
	}
	return []byte(text), nil
}

func sample() *files {
	return &files{texts: map[string]string{
		"en": `{"plain": "Hello", "named": "{{.Name}} left for {{.Place}}", "tries": {"one": "{{.Count}} try left", "other": "{{.Count}} tries left"}, "only": "English only"}`,
		"fr": `{"plain": "Bonjour", "named": "Vers {{.Place}} : {{.Name}}", "tries": {"one": "{{.Count}} essai", "other": "{{.Count}} essais"}}`,
		"nl": `{"plain": `,
	}}
}

func mustWords(t *testing.T, f *files, lang string) *Words {
	t.Helper()
	w, err := NewWords(f.load, []string{"en", "fr", "nl"}, lang)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		lang, key string
		args      []any
		want      string
	}{
		{"en", "plain", nil, "Hello"},
		{"fr", "plain", nil, "Bonjour"},
		{"en", "named", []any{"Name", "Anna", "Place", "Gent"}, "Anna left for Gent"},
		{"fr", "named", []any{"Name", "Anna", "Place", "Gent"}, "Vers Gent : Anna"},
		{"en", "named", []any{"Name", "<b>& {{.Place}} %s", "Place", "Ζωή"}, "<b>& {{.Place}} %s left for Ζωή"},
		{"en", "tries", []any{"Count", 0}, "0 tries left"},
		{"en", "tries", []any{"Count", 1}, "1 try left"},
		{"en", "tries", []any{"Count", int64(2)}, "2 tries left"},
		{"fr", "tries", []any{"Count", 0}, "0 essai"},
		{"fr", "tries", []any{"Count", 1}, "1 essai"},
		{"fr", "tries", []any{"Count", 2}, "2 essais"},
		{"fr", "tries", []any{"Count", 1_000_000}, "1000000 essais"},
		{"fr", "only", nil, "English only"},
		{"fr", "none", nil, "⟦none⟧"},
		{"en", "none", []any{"Count", 3}, "⟦none⟧"},
		{"en", "named", []any{"Name"}, "⟦named⟧"},
		{"en", "named", []any{1, "Anna"}, "⟦named⟧"},
		{"en", "tries", []any{"Count", struct{}{}}, "⟦tries⟧"},
	} {
		if got := mustWords(t, sample(), c.lang).T(c.key, c.args...); got != c.want {
			t.Errorf("%s %s %v: %q, want %q", c.lang, c.key, c.args, got, c.want)
		}
	}
}

func TestOnlyTheChosenLanguageIsRead(t *testing.T) {
	f := sample()
	w := mustWords(t, f, "fr")
	w.T("plain")
	w.T("tries", "Count", 2)
	if !slices.Equal(f.reads, []string{"fr"}) {
		t.Fatalf("read %v", f.reads)
	}
	w.T("only")
	w.T("only")
	if !slices.Equal(f.reads, []string{"fr", "en"}) {
		t.Errorf("after a missing key: read %v", f.reads)
	}
}

func TestSwitchingLanguage(t *testing.T) {
	f := sample()
	w := mustWords(t, f, "fr")
	for _, c := range []struct {
		to, lang, plain string
		err             error
	}{
		{"en", "en", "Hello", nil},
		{"nl", "en", "Hello", ErrWords}, // its file is broken
		{"xx", "en", "Hello", ErrWords}, // not offered
		{"", "en", "Hello", ErrWords},
		{"fr", "fr", "Bonjour", nil},
	} {
		if err := w.SetLang(c.to); !errors.Is(err, c.err) {
			t.Errorf("to %q: %v, want %v", c.to, err, c.err)
		}
		if w.Lang() != c.lang || w.T("plain") != c.plain {
			t.Errorf("after %q: %q %q", c.to, w.Lang(), w.T("plain"))
		}
	}
	if _, err := NewWords(f.load, []string{"en", "de"}, "de"); !errors.Is(err, ErrWords) || !errors.Is(err, errNoFile) {
		t.Errorf("missing file: %v", err)
	}
	if got := w.Langs(); !slices.Equal(got, []string{"en", "fr", "nl"}) {
		t.Errorf("languages %v", got)
	}
}

func TestWordsFromManyGoroutines(t *testing.T) {
	w := mustWords(t, sample(), "fr")
	var group sync.WaitGroup
	for _, lang := range []string{"en", "fr", "en", "fr"} {
		group.Go(func() {
			for range 50 {
				if err := w.SetLang(lang); err != nil {
					t.Error(err)
				}
				if got := w.T("tries", "Count", 2); got != "2 essais" && got != "2 tries left" {
					t.Errorf("%q", got)
				}
			}
		})
	}
	group.Wait()
}

func realWords(t *testing.T, lang string) *Words {
	t.Helper()
	w, err := NewWords(assets.Translation, assets.Languages(), lang)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestDates(t *testing.T) {
	brussels := time.FixedZone("CET", 3600)
	for _, c := range []struct {
		lang     string
		at       time.Time
		date     string
		dateTime string
	}{
		{"fr", time.Date(2026, 11, 22, 18, 2, 59, 0, brussels), "22 novembre 2026", "22 novembre 2026 à 18:02"},
		{"en", time.Date(2026, 11, 22, 18, 2, 59, 0, brussels), "22 November 2026", "22 November 2026, 18:02"},
		{"fr", time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC), "1er août 2026", "1er août 2026 à 00:00"},
		{"en", time.Date(2026, 8, 1, 9, 5, 0, 0, time.UTC), "1 August 2026", "1 August 2026, 09:05"},
		{"fr", time.Date(2027, 2, 21, 0, 0, 0, 0, time.UTC), "21 février 2027", "21 février 2027 à 00:00"},
	} {
		w := realWords(t, c.lang)
		if got := w.Date(c.at); got != c.date {
			t.Errorf("%s: %q, want %q", c.lang, got, c.date)
		}
		if got := w.DateTime(c.at); got != c.dateTime {
			t.Errorf("%s: %q, want %q", c.lang, got, c.dateTime)
		}
	}
}

func TestEveryMonthHasItsName(t *testing.T) {
	for _, lang := range assets.Languages() {
		w, seen := realWords(t, lang), map[string]bool{}
		for month := time.January; month <= time.December; month++ {
			seen[w.Date(time.Date(2026, month, 2, 0, 0, 0, 0, time.UTC))] = true
		}
		if len(seen) != 12 {
			t.Errorf("%s: %d different months", lang, len(seen))
		}
	}
}

func TestToolkitWordsFollowTheChoice(t *testing.T) {
	for _, c := range []struct{ to, cancel, name string }{
		{"fr", "Annuler", "Nom"}, {"en", "Cancel", "Name"}, {"fr", "Annuler", "Nom"}, {"en", "Cancel", "Name"},
	} {
		if err := FyneWords(assets.FyneTranslation, c.to); err != nil {
			t.Fatal(err)
		}
		if got := lang.L("Cancel"); got != c.cancel {
			t.Errorf("%s: %q", c.to, got)
		}
		if got := lang.X("file.name", "?"); got != c.name {
			t.Errorf("%s: %q", c.to, got)
		}
	}
	if err := FyneWords(assets.FyneTranslation, "xx"); !errors.Is(err, ErrWords) {
		t.Errorf("unknown language: %v", err)
	}
	if err := FyneWords(func(string) ([]byte, error) { return []byte("{"), nil }, "fr"); !errors.Is(err, ErrWords) || strings.Contains(err.Error(), "⟦") {
		t.Errorf("broken file: %v", err)
	}
}
