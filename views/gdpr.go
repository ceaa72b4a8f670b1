package views

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// gdprBook is the reach of the GDPR tab, beside what it asks of support.
type gdprBook interface {
	Security(ctx context.Context) (access.Security, error)
	RequireFactor(ctx context.Context, on bool) error
	SetLinkProtection(ctx context.Context, on bool) error
	Users(ctx context.Context) ([]access.User, error)
	Factor() (on bool, since int64)
	NoteExport(ctx context.Context, what, format string, rows int) error
}

// gdprTab is who may look at what, in the order of the source (G1): support access,
// link protection, mandatory 2FA, and who has access.
type gdprTab struct {
	window *companyWindow
	book   gdprBook

	kept    gdprRead
	support *gdprSupport
	links   *gdprLinks
	duty    *requireFactor
	must    *kit.Switch  // its switch
	message *kit.Message // what went wrong with the switch
	lacks   *kit.Message // who has no second factor yet
	how     *kit.Link
	howRow  *fyne.Container
	list    *gdprList
	inside  *fyne.Container
	faces   *kit.Faces
}

// gdprRead is what the tab shows. Seen tells whether the person may see who has
// access.
type gdprRead struct {
	security access.Security
	support  access.SupportStatus
	users    []access.User // active members, and those invited
	seen     bool
}

// people are the active members: nobody else counts.
func (r gdprRead) people() []access.Person {
	var out []access.Person
	for _, u := range r.users {
		if u.State == access.UserActive {
			out = append(out, u.Person)
		}
	}
	return out
}

// gdprEvery is how often the tab looks whether support access ended by itself.
const gdprEvery = 10 * time.Second

func newGDPR(w *companyWindow, b gdprBook, s supportBook) *gdprTab {
	t := w.page.T
	g := &gdprTab{window: w, book: b, message: kit.NewMessage(), lacks: kit.NewMessage(), inside: kit.VStack(0)}
	g.faces = kit.NewFaces(w.page.Runner, g.inside)
	g.support = newGDPRSupport(g, s)
	g.links = newGDPRLinks(g)
	g.duty = newRequireFactor(w.page, b, t("gdpr.on"), t("gdpr.off"), requireSpec{
		Company: func() (string, string) { return w.kept.Name, w.kept.Color }, Tell: g.tell, OnEnrol: func() { w.spec.OnEnrol() }, OnTurned: g.turned})
	g.must = g.duty.must
	g.how = kit.NewLink(t("gdpr.how"), g.explain)
	g.howRow = kit.Left(g.how)
	g.list = newGDPRList(g)
	w.page.OnClose(w.page.Runner.Every(gdprEvery, g.support.tick))
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
	if r.support, err = g.support.book.Support(ctx); err != nil {
		return r, err
	}
	users, err := g.book.Users(ctx)
	for _, u := range users {
		if u.State == access.UserActive || u.State == access.UserInvited {
			r.users = append(r.users, u)
		}
	}
	r.seen = err == nil
	if errors.Is(err, access.ErrForbidden) {
		err = nil
	}
	return r, err
}

func (g *gdprTab) show(r gdprRead) {
	t := g.window.page.T
	g.kept = r
	rows := kit.VStack(20)
	if !r.security.Mine {
		rows.Add(settingsNote(t("gdpr.locked")))
	}
	rows.Add(g.support.show(r.support))
	rows.Add(kit.Divider())
	rows.Add(g.links.show(r.security))
	rows.Add(kit.Divider())
	rows.Add(g.factor(r.security))
	rows.Add(kit.Divider())
	rows.Add(g.list.show(r))
	g.inside.Objects = []fyne.CanvasObject{rows}
	g.faces.ShowContent()
	g.window.settle(g)
}

// factor is the block of mandatory 2FA.
func (g *gdprTab) factor(s access.Security) fyne.CanvasObject {
	t := g.window.page.T
	g.duty.set(s, g.kept.people())
	g.warn()
	return kit.VStack(12, setting(t("gdpr.factor"), t("gdpr.factor.text"), nil, g.must), g.message, g.lacks, g.howRow)
}

// tell says what went wrong with the switch, nothing for nil.
func (g *gdprTab) tell(err error) {
	g.message.Clear()
	if err != nil {
		g.message.Set(kit.ToneError, "", g.window.page.Explain(err))
	}
}

// turned follows a choice that was kept.
func (g *gdprTab) turned(on bool) {
	g.kept.security.Factor = on
	g.window.page.Toasts.Show(kit.ToneSuccess, g.window.page.T("company.saved"), "", nil)
}

// warn names who has no second factor yet.
func (g *gdprTab) warn() {
	lacking := access.WithoutFactor(g.kept.people())
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

// explain tells how a second factor works, without a network (A25).
func (g *gdprTab) explain() {
	t := g.window.page.T
	step := func(n int, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.Fixed(20, 0, kit.Label(t("gdpr.how.number", "Number", n))), kit.Body(text), kit.Spacer())
	}
	showHelp(g.window, t("gdpr.how"), t("gdpr.how.text"), kit.VStack(16,
		kit.VStack(8, step(1, t("gdpr.how.app")), step(2, t("gdpr.how.scan")), step(3, t("gdpr.how.code"))),
		kit.Divider(),
		kit.VStack(12, kit.Body(t("gdpr.how.next")), kit.Body(t("gdpr.how.out")), kit.Body(t("gdpr.how.lost")))))
}

func (g *gdprTab) changed() bool             { return false }
func (g *gdprTab) draft() map[string]string  { return nil }
func (g *gdprTab) restore(map[string]string) {}

func (g *gdprTab) focus() {
	c := g.window.page.Window.Canvas()
	switch {
	case len(g.inside.Objects) == 0:
		c.Unfocus()
	case g.kept.security.Mine && !g.support.turns.Disabled():
		c.Focus(g.support.turns)
	case g.howRow.Visible():
		c.Focus(g.how)
	default:
		c.Unfocus()
	}
}
