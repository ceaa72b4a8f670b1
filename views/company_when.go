package views

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"trousseau/app/access"
)

// fieldOf names the field an error is about, "" for none.
func fieldOf(err error) string {
	var input *access.InputError
	if errors.As(err, &input) {
		return input.Field
	}
	return ""
}

// dateOf is the civil date of a moment in Unix milliseconds, in the zone in which
// the window shows times.
func (w *companyWindow) dateOf(ms int64) string {
	return w.spec.Words.Date(time.UnixMilli(ms).In(w.spec.Now().Location()))
}

// momentOf is a moment as date and minute.
func (w *companyWindow) momentOf(at time.Time) string {
	return w.spec.Words.DateTime(at.In(w.spec.Now().Location()))
}

// since says how long ago a moment was, see sinceWords.
func (w *companyWindow) since(at time.Time) string {
	return sinceWords(w.page.T, w.spec.Words, w.spec.Now(), at)
}

// sinceWords says how long ago a moment was, in the unit people would take; a
// moment that is still to come gives its date. Now also tells the zone.
func sinceWords(t translate, words overviewWords, now, at time.Time) string {
	at = at.In(now.Location())
	day := func(x time.Time) time.Time {
		y, m, d := x.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	age, days := now.Sub(at), int(day(now).Sub(day(at))/(24*time.Hour))
	switch {
	case age < -time.Minute:
		return words.Date(at)
	case age < time.Minute:
		return t("when.now")
	case age < time.Hour:
		return t("when.minutes", "Count", int(age/time.Minute))
	case days == 0:
		return t("when.hours", "Count", int(age/time.Hour))
	case days == 1:
		return t("when.yesterday", "Time", clock(at))
	case days < 7:
		return t("when.weekday." + strconv.Itoa(int(at.Weekday()))) // words: when.weekday.* 0 1 2 3 4 5 6
	}
	return words.Date(at)
}

// decimal writes a figure with the mark that a language puts before its decimals.
func decimal(lang string, value float64) string {
	text := strconv.FormatFloat(value, 'f', -1, 64)
	if lang == "en" {
		return text
	}
	return strings.Replace(text, ".", ",", 1)
}
