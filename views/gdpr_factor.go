package views

import (
	"context"
	"errors"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// turn acts on the switch of mandatory 2FA: enforcing names first who has no second
// factor, and is refused to an owner who has none himself (F10).
func (g *gdprTab) turn(on bool) {
	g.message.Clear()
	lacking := g.perhapsWithout()
	switch {
	case !on || len(lacking) == 0 && g.kept.factor:
		g.require(on)
	case !g.kept.factor:
		g.must.SetOn(false)
		g.askEnrol()
	default:
		g.must.SetOn(false)
		g.askEnforce(lacking)
	}
}

// perhapsWithout are those without a second factor, and those of whom it is not
// known: before enforcing, nobody is left out whom it may concern.
func (g *gdprTab) perhapsWithout() []access.Person {
	var out []access.Person
	for _, p := range g.kept.people() {
		if !p.Factor || p.Stale {
			out = append(out, p)
		}
	}
	return out
}

// askEnrol tells an owner to begin with himself.
func (g *gdprTab) askEnrol() {
	w, t := g.window, g.window.page.T
	kit.Confirm(w.page.Window, kit.ConfirmSpec{Company: w.kept.Name, CompanyColor: companyColor(w.kept.Color),
		Title: t("gdpr.self"), Text: t("gdpr.self.text"), Verb: t("gdpr.self.verb"), Cancel: t("files.cancel"),
		OnDone: func(ok bool) {
			if ok {
				w.spec.OnEnrol()
			}
		}})
}

// mostNamed is how many people the question before enforcing names one by one.
const mostNamed = 100

// askEnforce names who will have to enrol at his next sign-in.
func (g *gdprTab) askEnforce(lacking []access.Person) {
	w, t := g.window, g.window.page.T
	list := kit.VStack(8)
	for _, p := range lacking[:min(len(lacking), mostNamed)] {
		row := kit.HStack(12, kit.Person(personInitials(p), 28), kit.Body(personName(p)), kit.Spacer())
		if p.Unreadable || p.Stale {
			row.Add(kit.Muted(t("gdpr.doubt")))
		}
		list.Add(row)
	}
	if more := len(lacking) - mostNamed; more > 0 {
		list.Add(kit.Muted(t("gdpr.enforce.more", "Count", more)))
	}
	kit.Confirm(w.page.Window, kit.ConfirmSpec{Company: w.kept.Name, CompanyColor: companyColor(w.kept.Color),
		Title: t("gdpr.enforce"), Text: t("gdpr.enforce.text"), Body: list, Verb: t("gdpr.enforce.verb"), Cancel: t("files.cancel"),
		OnDone: func(ok bool) {
			if ok {
				g.must.SetOn(true)
				g.require(true)
			}
		}})
}

// require keeps the choice; on a failure the switch slides back and says why.
func (g *gdprTab) require(on bool) {
	w := g.window
	kit.Do(w.page, turning{g.must}, func(ctx context.Context) error { return g.book.RequireFactor(ctx, on) }, func(err error) {
		switch {
		case err == nil:
			g.kept.security.Factor = on
			w.page.Toasts.Show(kit.ToneSuccess, w.page.T("company.saved"), "", nil)
			return
		case errors.Is(err, access.ErrEnforced): // the phone was given up meanwhile
			g.askEnrol()
		default:
			g.message.Set(kit.ToneError, "", w.page.Explain(err))
		}
		g.must.SetOn(g.kept.security.Factor)
	})
}
