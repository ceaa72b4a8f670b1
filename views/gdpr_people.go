package views

import (
	"time"

	"fyne.io/fyne/v2"

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

// table lists who has access, people of the house apart from those outside.
func (g *gdprTab) table() fyne.CanvasObject {
	t := g.window.page.T
	table := kit.NewTable(kit.TableColumn{Title: t("gdpr.who")}, kit.TableColumn{Title: t("gdpr.password"), Width: 164},
		kit.TableColumn{Title: t("gdpr.2fa"), Width: 112}, kit.TableColumn{Title: t("gdpr.signin"), Width: 116})
	var inside, outside []access.Person
	for _, p := range g.kept.people {
		if p.Internal {
			inside = append(inside, p)
		} else {
			outside = append(outside, p)
		}
	}
	if len(inside) > 0 {
		table.AddGroup(t("gdpr.inside"), t("gdpr.inside.text", "Count", len(inside)))
	}
	for _, p := range inside {
		table.AddRow(g.cells(p)...)
	}
	if len(outside) > 0 {
		table.AddGroup(t("gdpr.outside"), t("gdpr.outside.text", "Count", len(outside)))
	}
	for _, p := range outside {
		table.AddRow(g.cells(p)...)
	}
	return table
}

func (g *gdprTab) cells(p access.Person) []fyne.CanvasObject {
	t := g.window.page.T
	name, email := personName(p), p.Email
	words := kit.HStack(8, kit.Label(name), kit.Muted(email), kit.Spacer())
	if name == email {
		words = kit.HStack(0, kit.Label(email), kit.Spacer())
	}
	who := kit.HStack(12, kit.Person(personInitials(p), 28), words, kit.Spacer())
	switch {
	case p.Unreadable:
		odd := func() fyne.CanvasObject { return kit.Muted(t("gdpr.unreadable")) }
		return []fyne.CanvasObject{g.doubted(who, t("gdpr.unreadable.text")), odd(), odd(), odd()}
	case p.Stale:
		return []fyne.CanvasObject{g.doubted(who, t("gdpr.stale.text")), g.oldStrength(p), g.oldFactor(p), kit.Muted(g.signedIn(p, t))}
	}
	return []fyne.CanvasObject{who, g.strength(p), g.factor(p), kit.Muted(g.signedIn(p, t))}
}

// doubted puts under a person why what stands beside is no good.
func (g *gdprTab) doubted(who fyne.CanvasObject, why string) fyne.CanvasObject {
	says := kit.HStackTop(6, kit.Pad(1, 0, 0, 0, kit.NewGlyph("warning", kit.ColorWarning, 14)), kit.Caption(why).In(kit.ColorWarning), kit.Spacer())
	return kit.Pad(10, 0, 10, 0, kit.VStack(4, who, kit.Pad(0, 0, 0, 40, says)))
}

func (g *gdprTab) strength(p access.Person) fyne.CanvasObject {
	word := strengthWord(g.window.page, passwords.Class(p.Class))
	if word == "" {
		return kit.Muted(g.window.page.T("gdpr.unknown"))
	}
	return kit.StrengthDashes(p.Class, word)
}

// oldStrength and oldFactor show an older report in grey words: neither its green
// nor its red holds any more.
func (g *gdprTab) oldStrength(p access.Person) fyne.CanvasObject {
	if word := strengthWord(g.window.page, passwords.Class(p.Class)); word != "" {
		return kit.Muted(word)
	}
	return kit.Muted(g.window.page.T("gdpr.unknown"))
}

func (g *gdprTab) oldFactor(p access.Person) fyne.CanvasObject {
	if p.Factor {
		return kit.Muted(g.window.page.T("gdpr.2fa.on"))
	}
	return kit.Muted(g.window.page.T("gdpr.2fa.off"))
}

// factor shows the normal state quietly; the icons of both stand under each other.
func (g *gdprTab) factor(p access.Person) fyne.CanvasObject {
	t := g.window.page.T
	if p.Factor {
		return kit.Left(kit.PlainBadge("shield-check", t("gdpr.2fa.on"), kit.ToneSuccess))
	}
	return kit.Pad(0, 0, 0, -7, kit.Left(kit.Badge(kit.ToneWarning, "warning", t("gdpr.2fa.off"))))
}

func (g *gdprTab) signedIn(p access.Person, t func(string, ...any) string) string {
	switch {
	case p.Me:
		return t("when.now")
	case p.SignIn == 0:
		return t("gdpr.never")
	}
	return g.window.since(time.UnixMilli(p.SignIn))
}
