package views

import (
	"image/color"
	"strings"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// companiesWords says what is known of companies. A fact that needs a hand has the
// tone of a warning, one that is wrong that of an error.
type companiesWords struct {
	t    func(key string, args ...any) string
	lang string
	now  func() time.Time
}

// needs tells whether a company wants the person's attention.
func (w companiesWords) needs(c access.CompanyCard) bool {
	return c.Fault || w.unprotected(c) > 0 || c.WeakPassword > 0 || c.OldPassword > 0 || c.Ending > 0 || c.Support > 0
}

// unprotected counts those who are known to have no second factor.
func (companiesWords) unprotected(c access.CompanyCard) int {
	return max(c.Users-c.WithFactor-c.Unknown, 0)
}

// The chips.
const (
	chipAll  = "all"
	chipNeed = "need"
	chipTest = "test"
)

// chips are the filters with what each would leave.
func (w companiesWords) chips(cards []access.CompanyCard) []kit.Chip {
	out := []kit.Chip{{Key: chipAll, Text: w.t("companies.chip.all")}, {Key: chipNeed, Text: w.t("companies.chip.need")},
		{Key: chipTest, Text: w.t("companies.chip.test")}}
	for i := range out {
		for _, c := range cards {
			if w.in(out[i].Key, c) {
				out[i].Count++
			}
		}
	}
	return out
}

func (w companiesWords) in(chip string, c access.CompanyCard) bool {
	switch chip {
	case chipNeed:
		return w.needs(c)
	case chipTest:
		return !c.Live && !c.Fault
	}
	return true
}

// sum is the line under the title.
func (w companiesWords) sum(all, need int) string {
	count := w.t("companies.sum", "Count", all)
	if need == 0 {
		return w.t("companies.sum.well", "Companies", count)
	}
	return w.t("companies.sum.need", "Companies", count, "Need", w.t("companies.sum.need.count", "Count", need))
}

// copied tells how old the newest copy is: it is one of the file, with all of them.
func (w companiesWords) copied(at time.Time) fyne.CanvasObject {
	line := kit.NewMessage()
	if at.IsZero() {
		line.Set(kit.ToneWarning, "backup", w.t("companies.copy.none"))
		return line
	}
	days := w.daysSince(at)
	if days >= oldCopy {
		line.Set(kit.ToneWarning, "backup", w.t("companies.copy.old", "Count", days))
		return line
	}
	text := w.t("companies.copy.days", "Count", days)
	switch days {
	case 0:
		text = w.t("companies.copy.today")
	case 1:
		text = w.t("companies.copy.yesterday")
	}
	return kit.HStack(8, kit.NewGlyph("backup", kit.ColorMuted, 18), kit.Muted(text))
}

// daysSince counts midnights between a moment and now.
func (w companiesWords) daysSince(at time.Time) int {
	now := w.now()
	day := func(t time.Time) time.Time {
		y, m, d := t.In(now.Location()).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(now).Sub(day(at)) / (24 * time.Hour))
}

// name is what a company is called; of one that never told it, what it is.
func (w companiesWords) name(c access.CompanyCard) string {
	if c.Name == "" {
		return w.t("companies.nameless")
	}
	return c.Name
}

// second is the line under the name.
func (w companiesWords) second(c access.CompanyCard) string {
	switch {
	case c.Fault:
		return w.t("companies.shut")
	case c.Current && c.City != "":
		return w.t("companies.here.city", "City", c.City)
	case c.Current:
		return w.t("companies.here")
	}
	return c.City
}

// color is that of a company, a grey one where it is not known.
func (w companiesWords) color(c access.CompanyCard) color.Color {
	if own := companyColor(c.Color); own != nil {
		return own
	}
	return companyColor("#4B5563")
}

func (w companiesWords) tag(c access.CompanyCard) string {
	if c.Live || c.Fault {
		return ""
	}
	return w.t("companies.test")
}

// facts are the lines of a card: four at most, those that need a hand before the
// quiet ones of their kind.
func (w companiesWords) facts(c access.CompanyCard) []kit.TileFact {
	t := w.t
	switch {
	case c.Fault:
		return []kit.TileFact{{Label: t("companies.state"), Value: t("companies.fact.shut"), Tone: kit.ToneError}}
	case !c.Sees:
		return w.ownFacts(c)
	}
	out := []kit.TileFact{{Label: t("companies.users"), Value: w.users(c), Tone: kit.ToneNeutral}, {Label: t("companies.factor"), Value: w.factor(c), Tone: w.factorTone(c)}}
	passwords := kit.TileFact{Label: t("companies.passwords"), Value: w.passwords(c), Tone: w.passwordTone(c)}
	if passwords.Tone != kit.ToneNeutral || c.Ending == 0 && c.Support == 0 {
		out = append(out, passwords)
	}
	if c.Ending > 0 {
		out = append(out, kit.TileFact{Label: t("companies.rights"), Value: w.ending(c), Tone: kit.ToneWarning})
	}
	if c.Support > 0 {
		out = append(out, w.support(c))
	}
	return out[:min(len(out), 4)]
}

// ownFacts is what somebody knows who may not see the users.
func (w companiesWords) ownFacts(c access.CompanyCard) []kit.TileFact {
	own := kit.TileFact{Label: w.t("companies.mine"), Value: w.t("companies.mine.open"), Tone: kit.ToneNeutral}
	if day, err := time.Parse(time.DateOnly, c.Until); err == nil {
		own.Value = w.t("companies.mine.until", "Date", date(w.t, day))
	}
	out := []kit.TileFact{own, {Label: w.t("companies.factor"), Value: w.t("companies.factor.free"), Tone: kit.ToneNeutral}}
	if c.Factor {
		out[1].Value = w.t("companies.factor.must")
	}
	if c.Support > 0 {
		out = append(out, w.support(c))
	}
	return out
}

func (w companiesWords) support(c access.CompanyCard) kit.TileFact {
	return kit.TileFact{Label: w.t("companies.support"), Value: w.t("companies.support.on"), Tone: kit.ToneWarning}
}

func (w companiesWords) users(c access.CompanyCard) string {
	if c.Invited == 0 {
		return w.t("companies.users.count", "Count", c.Users)
	}
	return w.t("companies.users.invited", "Users", w.t("companies.users.count", "Count", c.Users), "Invited", w.t("companies.invited", "Count", c.Invited))
}

func (w companiesWords) factor(c access.CompanyCard) string {
	return w.t("companies.factor.of", "With", c.WithFactor, "All", c.Users)
}

func (w companiesWords) factorTone(c access.CompanyCard) kit.Tone {
	if w.unprotected(c) > 0 {
		return kit.ToneWarning
	}
	return kit.ToneNeutral
}

func (w companiesWords) passwords(c access.CompanyCard) string {
	switch {
	case c.WeakPassword > 0 && c.OldPassword > 0:
		return w.t("companies.passwords.both", "Weak", w.t("companies.passwords.weak", "Count", c.WeakPassword), "Old", w.t("companies.passwords.old", "Count", c.OldPassword))
	case c.WeakPassword > 0:
		return w.t("companies.passwords.weak", "Count", c.WeakPassword)
	case c.OldPassword > 0:
		return w.t("companies.passwords.old", "Count", c.OldPassword)
	}
	return w.t("companies.passwords.well")
}

func (companiesWords) passwordTone(c access.CompanyCard) kit.Tone {
	if c.WeakPassword > 0 || c.OldPassword > 0 {
		return kit.ToneWarning
	}
	return kit.ToneNeutral
}

func (w companiesWords) ending(c access.CompanyCard) string {
	day, err := time.Parse(time.DateOnly, c.FirstEnd)
	if err != nil {
		return w.t("companies.ending", "Count", c.Ending)
	}
	return w.t("companies.ending.first", "Count", c.Ending, "Date", w.short(day))
}

// short is a day and a month in figures, for the narrow place of a fact.
func (w companiesWords) short(day time.Time) string {
	if w.lang == "de" {
		return day.Format("2.1.")
	}
	return day.Format("2/1")
}

// matches tells whether a company has the words typed in its name, town or number.
func (w companiesWords) matches(c access.CompanyCard, typed string) bool {
	plain := func(s string) string { return strings.ToLower(strings.NewReplacer(".", "", " ", "").Replace(s)) }
	all := strings.ToLower(c.Name + " " + c.City)
	for _, word := range strings.Fields(strings.ToLower(typed)) {
		if !strings.Contains(all, word) && !strings.Contains(plain(c.Number), plain(word)) {
			return false
		}
	}
	return true
}

// byName compares names as people of that language do.
func (w companiesWords) byName() func(a, b string) int {
	return collate.New(language.Make(w.lang), collate.IgnoreCase).CompareString
}
