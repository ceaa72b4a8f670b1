package views

import (
	"slices"
	"strings"

	"trousseau/app/access"
	"trousseau/assets"
	"trousseau/views/kit"
)

// firstLanguage is what the first window speaks: the command line's choice, the
// system's language where it is offered, English otherwise.
func (d *Desk) firstLanguage() string {
	if d.start.Lang != "" {
		return d.start.Lang
	}
	system, _, _ := strings.Cut(strings.ToLower(d.start.SystemLang), "-")
	if slices.Contains(d.start.Languages, system) {
		return system
	}
	return fallback
}

// wear puts language, theme and scale on; nothing shown is built again.
func (d *Desk) wear(s access.Screen) {
	if err := d.words.SetLang(s.Language); err != nil {
		d.start.Log.Error("language", "err", err)
	}
	if err := FyneWords(assets.FyneTranslation, d.words.Lang()); err != nil {
		d.start.Log.Error("toolkit words", "err", err)
	}
	d.theme = d.theme.With(mode(s.Theme), float32(s.Scale)/100)
	d.fyne.Settings().SetTheme(d.theme)
}

func mode(theme string) kit.Mode {
	switch theme {
	case "light":
		return kit.ModeLight
	case "dark":
		return kit.ModeDark
	}
	return kit.ModeSystem
}

// change puts another language, theme or scale on and builds every window again
// with what was typed in it. One that works is built again when it has its
// result.
func (d *Desk) change(s access.Screen) {
	d.wear(s)
	for _, key := range d.windows.Keys() {
		if s := d.scenes[key]; s != nil && s.view != nil && !s.stale {
			s.stale = true
			s.page.WhenIdle(func() { d.renew(s, s.view.draft()) })
		}
	}
	d.titles()
}

// speak changes the language before anybody has signed in.
func (d *Desk) speak(lang string) {
	d.change(access.Screen{Language: lang, Theme: d.start.Theme, Scale: 100})
}

// personal gives the person's own choice, in which the command line's words rule
// for this start.
func (d *Desk) personal(s access.Screen) access.Screen {
	if d.start.Lang != "" {
		s.Language = d.start.Lang
	}
	if d.start.Theme != "" {
		s.Theme = d.start.Theme
	}
	return s
}

// titles gives every window its title in the language in force.
func (d *Desk) titles() {
	for key, title := range map[string]string{winMain: d.mainTitle(), winCompany: d.ofCompany("company.window"), winNewCompany: d.words.T("companies.new"),
		winPersonal: d.words.T("personal.window"), winEnrol: d.words.T("enrol.window"), winCodes: d.words.T("codes.title"),
		winPassword: d.words.T("personal.password.title"), winKit: d.words.T("personal.kit.window"), winInvite: d.words.T("invite.window"), winRights: d.ofCompany("rights.window"),
		winJournal: d.ofCompany("journal.window"), winReview: d.ofCompany("review.title")} {
		if w := d.windows.Window(key); w != nil {
			w.SetTitle(titled(title))
		}
	}
}

// mainTitle is what the main window shows: a company, with a word while it is a test,
// or the list of them.
func (d *Desk) mainTitle() string {
	if s := d.scenes[winMain]; s != nil {
		if _, list := s.view.(*companiesWindow); list && d.visit.session != nil {
			return d.words.T("companies.title")
		}
	}
	name := d.visit.seen.Company.Name
	if name == "" || d.visit.seen.Live {
		return name
	}
	return d.words.T("companies.test.name", "Company", name)
}

// ofCompany is the title of a window that belongs to the open company: never the
// wrong one (M3).
func (d *Desk) ofCompany(key string) string {
	if name := d.visit.seen.Company.Name; name != "" {
		return d.words.T("title.of", "Title", d.words.T(key), "Company", name)
	}
	return d.words.T(key)
}

// titled begins with the program's name, as every window of it does. The main
// window adds the company's while somebody is in it.
func titled(title string) string {
	if title == "" {
		return "Trousseau"
	}
	return "Trousseau · " + title
}
