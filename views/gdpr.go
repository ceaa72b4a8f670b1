package views

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// gdprBook is the reach of the GDPR tab.
type gdprBook interface {
	Security(ctx context.Context) (access.Security, error)
	RequireFactor(ctx context.Context, on bool) error
	People(ctx context.Context) ([]access.Person, error)
	Factor() (on bool, since int64)
}

// gdprTab is mandatory 2FA (F9 to F12) and who has access (A26 to A29).
type gdprTab struct {
	window *companyWindow
	book   gdprBook

	kept    gdprRead
	must    *kit.Switch
	message *kit.Message // what went wrong with the switch
	lacks   *kit.Message // who has no second factor yet
	how     *kit.Link
	howRow  *fyne.Container
	inside  *fyne.Container
	faces   *kit.Faces
}

// gdprRead is what the tab shows. Seen tells whether the person may see who has
// access.
type gdprRead struct {
	security access.Security
	people   []access.Person
	seen     bool
	factor   bool // the person's own
}

func newGDPR(w *companyWindow, b gdprBook) *gdprTab {
	t := w.page.T
	g := &gdprTab{window: w, book: b, message: kit.NewMessage(), lacks: kit.NewMessage(), inside: kit.VStack(0)}
	g.faces = kit.NewFaces(w.page.Runner, g.inside)
	g.must = kit.NewSwitch(t("gdpr.on"), t("gdpr.off"), g.turn)
	g.how = kit.NewLink(t("gdpr.how"), g.explain)
	g.howRow = kit.Left(g.how)
	return g
}

func (g *gdprTab) page() settingsTab {
	t := g.window.page.T
	return settingsTab{icon: "shield", name: t("gdpr.tab"), text: t("gdpr.text"), body: g.faces}
}

// arrive reads each time: somebody may have come, or enrolled.
func (g *gdprTab) arrive() {
	if len(g.inside.Objects) == 0 {
		g.faces.ShowLoading()
	}
	kit.Load(g.window.page, g.read, g.show, func(err error) {
		g.faces.ShowFault(g.window.unread(g.window.page.T("gdpr.fault"), err, g.arrive))
	})
}

func (g *gdprTab) read(ctx context.Context) (r gdprRead, err error) {
	if r.security, err = g.book.Security(ctx); err != nil {
		return r, err
	}
	r.factor, _ = g.book.Factor()
	r.people, err = g.book.People(ctx)
	r.seen = err == nil
	if errors.Is(err, access.ErrForbidden) {
		err = nil
	}
	return r, err
}

func (g *gdprTab) show(r gdprRead) {
	t := g.window.page.T
	g.kept = r
	g.must.SetOn(r.security.Factor)
	block := kit.VStack(12, setting(t("gdpr.factor"), t("gdpr.factor.text"), nil, g.must))
	if !r.security.Mine {
		g.must.Disable()
		block.Add(settingsNote(t("gdpr.locked")))
	}
	block.Add(g.message)
	block.Add(g.lacks)
	block.Add(g.howRow)
	g.warn()
	rows := kit.VStack(20, block, kit.Divider(), kit.Section(t("gdpr.access")))
	if r.seen {
		rows.Add(g.table())
	} else {
		rows.Add(kit.LeftMax(560, kit.Muted(t("gdpr.access.unseen"))))
	}
	g.inside.Objects = []fyne.CanvasObject{rows}
	g.faces.ShowContent()
	g.window.settle(g)
}

// warn names who has no second factor yet.
func (g *gdprTab) warn() {
	lacking := access.WithoutFactor(g.kept.people)
	if len(lacking) == 0 {
		g.lacks.Clear()
		g.howRow.Show()
		return
	}
	g.lacks.Set(kit.ToneWarning, "", g.names(lacking))
	g.lacks.SetAction(g.window.page.T("gdpr.how"), g.explain)
	g.howRow.Hide()
}

// names says who has no second factor: by name, after the third by their number.
func (g *gdprTab) names(p []access.Person) string {
	t := g.window.page.T
	switch len(p) {
	case 1:
		return t("gdpr.lacks.one", "A", personName(p[0]))
	case 2:
		return t("gdpr.lacks.two", "A", personName(p[0]), "B", personName(p[1]))
	case 3:
		return t("gdpr.lacks.three", "A", personName(p[0]), "B", personName(p[1]), "C", personName(p[2]))
	}
	return t("gdpr.lacks.more", "A", personName(p[0]), "B", personName(p[1]), "Count", len(p)-2)
}

// turn acts on the switch: enforcing names first who has no second factor, and is
// refused to an owner who has none himself (F10).
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
	for _, p := range g.kept.people {
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

// askEnforce names who will have to enrol at his next sign-in.
func (g *gdprTab) askEnforce(lacking []access.Person) {
	w, t := g.window, g.window.page.T
	list := kit.VStack(8)
	for _, p := range lacking {
		row := kit.HStack(12, kit.Person(personInitials(p), 28), kit.Body(personName(p)), kit.Spacer())
		if p.Unreadable || p.Stale {
			row.Add(kit.Muted(t("gdpr.doubt")))
		}
		list.Add(row)
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

// turning locks a switch while its choice is being kept.
type turning struct{ *kit.Switch }

// SetWorking implements kit.Worker.
func (s turning) SetWorking(on bool) {
	if on {
		s.Disable()
	} else {
		s.Enable()
	}
}

// explain tells how a second factor works, without a network.
func (g *gdprTab) explain() {
	t := g.window.page.T
	showHelp(g.window, t("gdpr.how"), t("gdpr.how.text"), kit.VStack(12,
		kit.Body(t("gdpr.how.next")), kit.Body(t("gdpr.how.out")), kit.Body(t("gdpr.how.lost"))))
}

func (g *gdprTab) changed() bool             { return false }
func (g *gdprTab) draft() map[string]string  { return nil }
func (g *gdprTab) restore(map[string]string) {}

func (g *gdprTab) focus() {
	c := g.window.page.Window.Canvas()
	switch {
	case !g.must.Disabled() && g.kept.security.Mine:
		c.Focus(g.must)
	case g.howRow.Visible() && len(g.inside.Objects) > 0:
		c.Focus(g.how)
	default:
		c.Unfocus()
	}
}
