package views

import (
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"golang.org/x/text/unicode/norm"

	"trousseau/app/access"
	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// personName is what a person is called: his name, or his address where his
// program has not told it yet.
func personName(p access.Person) string {
	switch {
	case p.First == "" && p.Last == "":
		return p.Email
	case p.First == "" || p.Last == "":
		return p.First + p.Last
	}
	return p.First + "\u00a0" + p.Last
}

func personInitials(p access.Person) string {
	if p.First == "" && p.Last == "" {
		return kit.Initials(p.Email)
	}
	return kit.Initials(p.First, p.Last)
}

// plainText is a text as it is searched and sorted: lower case, without accents.
func plainText(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(strings.ToLower(text)))
}

// row makes the cells of a person and what fills them.
func (l *gdprList) row() kit.GridRow {
	t := l.tab.window.page.T
	who, strength, factor, last := kit.NewWhoCell(), kit.NewStrengthCell(), kit.NewStateCell(), kit.NewTextCell().Muted()
	return kit.GridRow{Cells: []fyne.CanvasObject{who, strength, factor, last}, Show: func(i int) {
		u := l.rows[i].user
		name, email := personName(u.Person), u.Email
		if name == email {
			email = ""
		}
		tag := ""
		if u.Owner {
			tag = t("gdpr.owner")
		}
		switch {
		case u.Unreadable:
			email = t("gdpr.unreadable.text")
		case u.Stale:
			email = t("gdpr.stale.text")
		}
		who.Set(personInitials(u.Person), name, email, tag)
		l.strength(strength, u)
		l.factor(factor, u)
		last.Set(l.signedIn(*u), "")
	}}
}

func (l *gdprList) strength(cell *kit.StrengthCell, u *access.User) {
	p := l.tab.window.page
	word := strengthWord(p, passwords.Class(u.Class))
	switch {
	case u.Unreadable:
		cell.Set(0, p.T("gdpr.unreadable"))
	case u.State == access.UserInvited:
		cell.Set(0, "–")
	case word == "":
		cell.Set(0, p.T("gdpr.unknown"))
	case u.Stale:
		cell.Set(0, word) // an older report: neither its green nor its red holds any more
	default:
		cell.Set(u.Class, word)
	}
}

// factor shows the normal state quietly.
func (l *gdprList) factor(cell *kit.StateCell, u *access.User) {
	t := l.tab.window.page.T
	word := t("gdpr.2fa.off")
	if u.Factor {
		word = t("gdpr.2fa.on")
	}
	switch {
	case u.State == access.UserInvited:
		cell.Filled(kit.ToneInfo, "mail", t("gdpr.invited.badge"))
	case u.Unreadable:
		cell.Filled(kit.ToneWarning, "warning", t("gdpr.unreadable"))
	case u.Stale:
		cell.Plain(kit.ToneNeutral, "", word)
	case u.Factor:
		cell.Plain(kit.ToneSuccess, "shield-check", word)
	default:
		cell.Filled(kit.ToneWarning, "warning", word)
	}
}

func (l *gdprList) signedIn(u access.User) string {
	t := l.tab.window.page.T
	switch {
	case u.State == access.UserInvited:
		return t("gdpr.invited.until", "Date", l.tab.window.dateOf(u.Ends))
	case u.Unreadable:
		return t("gdpr.unreadable")
	case u.Me:
		return t("when.now")
	case u.SignIn == 0:
		return t("gdpr.never")
	}
	return l.tab.window.since(time.UnixMilli(u.SignIn))
}

// civil says a day as the statements hold it, YYYY-MM-DD.
func (w *companyWindow) civil(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return w.spec.Words.Date(at)
}

// detail says all that is known of somebody, and why it is in doubt where it is.
func (l *gdprList) detail(u access.User) {
	w, t := l.tab.window, l.tab.window.page.T
	kind := t("gdpr.kind.inside")
	if !u.Internal {
		kind = t("gdpr.kind.outside")
	}
	switch {
	case u.Owner:
		kind = t("gdpr.kind.owner")
	case u.Until != "":
		kind = t("gdpr.kind.until", "Date", w.civil(u.Until))
	}
	facts := []companyFact{{t("gdpr.detail.email"), u.Email}, {t("gdpr.detail.kind"), kind}, {t("gdpr.detail.since"), w.dateOf(u.Since)}}
	note := kit.NewMessage()
	switch {
	case u.State == access.UserInvited:
		facts = append(facts, companyFact{t("gdpr.invited.badge"), t("gdpr.invited.until", "Date", w.dateOf(u.Ends))})
	case u.Unreadable:
		note.Set(kit.ToneWarning, "", t("gdpr.unreadable.text"))
	default:
		if u.Stale {
			note.Set(kit.ToneWarning, "", t("gdpr.stale.text"))
		}
		facts = append(facts, companyFact{t("gdpr.password"), l.strengthText(u)}, companyFact{t("gdpr.2fa"), l.factorText(u)},
			companyFact{t("gdpr.signin"), l.signedIn(u)})
	}
	showHelp(w, personName(u.Person), t("gdpr.detail.text"), kit.VStack(16, companyFacts(facts...), note))
}

func (l *gdprList) strengthText(u access.User) string {
	switch word := strengthWord(l.tab.window.page, passwords.Class(u.Class)); {
	case u.State == access.UserInvited:
		return ""
	case u.Unreadable:
		return l.tab.window.page.T("gdpr.unreadable")
	case word == "":
		return l.tab.window.page.T("gdpr.unknown")
	default:
		return word
	}
}

func (l *gdprList) factorText(u access.User) string {
	t := l.tab.window.page.T
	switch {
	case u.State == access.UserInvited:
		return t("gdpr.invited.badge")
	case u.Unreadable:
		return t("gdpr.unreadable")
	case u.Factor:
		return t("gdpr.2fa.on")
	}
	return t("gdpr.2fa.off")
}
