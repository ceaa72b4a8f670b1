// Package views holds every window of Trousseau, one a file.
//
// The layer's rule: a view shows plain values and calls one service method an
// action. It never touches the data layer, starts no goroutine and writes no
// sentence itself: every word the user reads comes from Words.
package views

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"fyne.io/fyne/v2/lang"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// ErrWords says that a translation cannot be had: the language is not offered,
// or its file is missing or broken.
var ErrWords = errors.New("words: no such translation")

// fallback is the language a key is looked up in when the chosen one lacks it.
const fallback = "en"

// Words turns keys into sentences of the chosen language. A language's file is
// read when it is first needed. All methods may be called from any goroutine.
//
// It stands beside the toolkit's own translator because that one follows the
// system's language and its plural rules, and offers no choice at run time.
type Words struct {
	load  func(lang string) ([]byte, error)
	langs []string

	mu      sync.Mutex
	lang    string
	tongues map[string]*i18n.Localizer
}

// NewWords returns the words in lang, one of langs, reading the flat JSON that
// load gives for it. It fails with ErrWords when lang is not one of langs or
// its file does not read.
func NewWords(load func(lang string) ([]byte, error), langs []string, lang string) (*Words, error) {
	w := &Words{load: load, langs: slices.Clone(langs), tongues: map[string]*i18n.Localizer{}}
	if err := w.SetLang(lang); err != nil {
		return nil, err
	}
	return w, nil
}

// Lang returns the chosen language, one of Langs.
func (w *Words) Lang() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.lang
}

// Langs returns the languages that SetLang takes, in the order given.
func (w *Words) Langs() []string { return slices.Clone(w.langs) }

// SetLang chooses the language of everything asked from now on. It fails with
// ErrWords, and keeps the old one, when lang is not offered or does not read.
func (w *Words) SetLang(lang string) error {
	if !slices.Contains(w.langs, lang) {
		return fmt.Errorf("%w: %q", ErrWords, lang)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, err := w.tongue(lang); err != nil {
		return err
	}
	w.lang = lang
	return nil
}

// T returns the sentence of a key in the chosen language. args are pairs of a
// hole's name and its value: T("users.sent", "Name", "Anna") fills {{.Name}}.
// The pair named Count, an integer, chooses the plural form as well. A key
// that no language knows, or args that are no pairs, come back as ⟦key⟧: the
// fault is seen, and the window lives on.
func (w *Words) T(key string, args ...any) string {
	holes, ok := pairs(args)
	if !ok {
		return broken(key)
	}
	for _, lang := range []string{w.Lang(), fallback} {
		w.mu.Lock()
		t, err := w.tongue(lang)
		w.mu.Unlock()
		if err != nil {
			continue
		}
		// An error beside a text is a plural form the file leaves out; the
		// text then is the form "other".
		text, err := t.Localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: holes, PluralCount: holes["Count"]})
		if err == nil || text != "" {
			return text
		}
	}
	return broken(key)
}

// tongue returns the localizer of one language, read once; w.mu is held. Each
// has a bundle of its own, so that no word of another language slips in by
// matching.
func (w *Words) tongue(lang string) (*i18n.Localizer, error) {
	if t, ok := w.tongues[lang]; ok {
		return t, nil
	}
	tag, err := language.Parse(lang)
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrWords, lang)
	}
	text, err := w.load(lang)
	if err != nil {
		return nil, fmt.Errorf("%w: %q: %w", ErrWords, lang, err)
	}
	bundle := i18n.NewBundle(tag)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	if _, err := bundle.ParseMessageFileBytes(text, lang+".json"); err != nil {
		return nil, fmt.Errorf("%w: %q: %w", ErrWords, lang, err)
	}
	t := i18n.NewLocalizer(bundle, lang)
	w.tongues[lang] = t
	return t, nil
}

// Date returns the civil date of t in its own zone: "22 novembre 2026".
func (w *Words) Date(t time.Time) string { return date(w.T, t) }

// DateTime returns date and minute of t in its own zone:
// "22 novembre 2026 à 18:02".
func (w *Words) DateTime(t time.Time) string { return dateTime(w.T, t) }

// FyneWords puts the toolkit's own words (file dialogs, the menu of an entry)
// into the language lang: load gives them as flat JSON. They are laid under the
// system's locale, the only one the toolkit asks for, and show in what is built
// afterwards. Call it on the main goroutine; it fails with ErrWords.
func FyneWords(load func(lang string) ([]byte, error), to string) error {
	text, err := load(to)
	if err != nil {
		return fmt.Errorf("%w: %q: %w", ErrWords, to, err)
	}
	if err := lang.AddTranslationsForLocale(text, lang.SystemLocale()); err != nil {
		return fmt.Errorf("%w: %q: %w", ErrWords, to, err)
	}
	return nil
}

// pairs reads name and value by turns; false when they are not that.
func pairs(args []any) (map[string]any, bool) {
	if len(args)%2 != 0 {
		return nil, false
	}
	holes := make(map[string]any, len(args)/2)
	for i := 0; i < len(args); i += 2 {
		name, ok := args[i].(string)
		if !ok {
			return nil, false
		}
		holes[name] = args[i+1]
	}
	return holes, true
}

func broken(key string) string { return "⟦" + key + "⟧" }

// date says a civil date in the words that t gives.
func date(t func(key string, args ...any) string, at time.Time) string {
	year, month, day := at.Date()
	return t("date.long",
		"Day", t("date.day", "Count", day),
		"Month", t("date.month."+strconv.Itoa(int(month))), // words: date.month.* 1 2 3 4 5 6 7 8 9 10 11 12
		"Year", year)
}

// dateTime says a civil date and its minute.
func dateTime(t func(key string, args ...any) string, at time.Time) string {
	return t("date.time", "Date", date(t, at), "Time", clock(at))
}

func clock(t time.Time) string { return t.Format("15:04") }
