package views

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// supportBook is what the GDPR tab asks of support access.
type supportBook interface {
	Support(ctx context.Context) (access.SupportStatus, error)
	SupportOn(ctx context.Context, p access.Proof, c access.SupportScope) (access.SupportSlip, error)
	SupportOff(ctx context.Context) error
	Diagnostics(ctx context.Context) (access.Diagnostics, error)
}

// gdprSupport is the switch of support access with its state and its report (S1 to
// S6).
type gdprSupport struct {
	tab     *gdprTab
	book    supportBook
	kept    access.SupportStatus
	turns   *kit.Switch
	message *kit.Message // what went wrong
	state   *kit.Message // until when it is open, and for what
	bundle  *kit.Link
	report  *kit.Link
	ways    *fyne.Container
}

func newGDPRSupport(g *gdprTab, b supportBook) *gdprSupport {
	t := g.window.page.T
	s := &gdprSupport{tab: g, book: b, message: kit.NewMessage(), state: kit.NewMessage()}
	s.turns = kit.NewSwitch(t("gdpr.on"), t("gdpr.off"), s.turn)
	s.report = kit.NewLink("", s.showReport)
	s.bundle = kit.NewLink(t("diagnostics.link"), s.showBundle)
	s.ways = kit.HStack(24, s.report, s.bundle, kit.Spacer())
	return s
}

func (s *gdprSupport) show(st access.SupportStatus) fyne.CanvasObject {
	t := s.tab.window.page.T
	if !st.Mine {
		s.turns.Disable()
		s.ways.Hide()
	}
	s.put(st)
	return kit.VStack(12, setting(t("gdpr.support"), t("gdpr.support.text"), nil, s.turns), s.state, s.message, s.ways)
}

// put shows how it stands.
func (s *gdprSupport) put(st access.SupportStatus) {
	t := s.tab.window.page.T
	s.kept = st
	s.turns.SetOn(st.On)
	s.report.SetText(t("gdpr.report", "Count", len(st.Visits)))
	s.report.Hidden = len(st.Visits) == 0
	s.state.Clear()
	if !st.On {
		return
	}
	until := s.tab.window.momentOf(time.UnixMilli(st.Ends))
	text := t("gdpr.support.open", "Time", until, "Areas", supportAreas(t, st.Scope))
	if by := s.name(st.By); by != "" {
		text = t("gdpr.support.open.by", "Time", until, "Areas", supportAreas(t, st.Scope), "Name", by)
	}
	s.state.Set(kit.ToneWarning, "support", text)
}

// name is what a member is called, "" for one who is not in the list.
func (s *gdprSupport) name(id string) string {
	for _, u := range s.tab.kept.users {
		if id != "" && u.ID == id {
			return personName(u.Person)
		}
	}
	return ""
}

// supportAreas says what a scope shows.
func supportAreas(t func(string, ...any) string, c access.SupportScope) string {
	n := 0
	for i, on := range []bool{c.Customers, c.Products, c.Documents} {
		if on {
			n |= 1 << i
		}
	}
	return t("gdpr.areas." + strconv.Itoa(max(n, 1))) // words: gdpr.areas.* 1 2 3 4 5 6 7
}

// tick takes the state up when access has ended by itself.
func (s *gdprSupport) tick() {
	if s.kept.On && s.tab.window.spec.Now().UnixMilli() > s.kept.Ends {
		s.kept.On = false
		s.tab.arrive()
	}
}

// turn acts on the switch: off at once, on after the scope was chosen.
func (s *gdprSupport) turn(on bool) {
	s.message.Clear()
	if on {
		s.turns.SetOn(false)
		askSupport(s)
		return
	}
	w := s.tab.window
	kit.Do(w.page, turning{s.turns}, s.book.SupportOff, func(err error) {
		if err != nil {
			s.turns.SetOn(s.kept.On)
			s.message.Set(kit.ToneError, "", w.page.Explain(err))
			return
		}
		w.page.Toasts.Show(kit.ToneSuccess, w.page.T("gdpr.support.closed"), "", nil)
		s.tab.arrive()
	})
}

// supportQuestion asks what support may look at, and until when (S2, S3).
type supportQuestion struct {
	block     *gdprSupport
	customers *kit.Check
	products  *kit.Check
	documents *kit.Check
	hours     *kit.Segmented
	button    *kit.Button
	dialog    *kit.Dialog
}

func askSupport(s *gdprSupport) *supportQuestion {
	w, t := s.tab.window, s.tab.window.page.T
	q := &supportQuestion{block: s}
	check := func(text string) *kit.Check {
		c := kit.NewCheck(text, func(bool) { q.judge() })
		c.SetOn(true)
		return c
	}
	q.customers, q.products, q.documents = check(t("gdpr.scope.customers")), check(t("gdpr.scope.products")), check(t("gdpr.scope.documents"))
	q.hours = kit.NewSegmented([]kit.Option{{Key: "1", Text: t("gdpr.scope.hour")}, {Key: "24", Text: t("gdpr.scope.day")}, {Key: "168", Text: t("gdpr.scope.week")}}, nil)
	q.hours.SetKey("24")
	q.button = kit.NewButton(kit.Main, t("gdpr.scope.verb"), q.submit)
	color := companyColor(w.kept.Color)
	body := kit.VStack(20,
		kit.VStack(8, kit.HStack(8, kit.Dot(color), kit.Caption(w.kept.Name).Single()), kit.Section(t("gdpr.scope")), kit.Muted(t("gdpr.scope.text"))),
		kit.VStack(8, kit.Label(t("gdpr.scope.what")), q.customers, q.products, q.documents),
		kit.VStack(8, kit.Label(t("gdpr.scope.until")), kit.Left(q.hours)),
		kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, t("files.cancel"), q.cancel), q.button))
	q.dialog = kit.ShowDialog(w.page.Window, 480, color, body, q.cancel)
	w.page.Window.Canvas().Focus(q.customers)
	return q
}

func (q *supportQuestion) scope() access.SupportScope {
	hours, err := strconv.Atoi(q.hours.Key())
	if err != nil {
		hours = 1 // a key is one of three numbers
	}
	return access.SupportScope{Customers: q.customers.On(), Products: q.products.On(), Documents: q.documents.On(), Hours: hours}
}

// judge locks the way on while nothing is ticked.
func (q *supportQuestion) judge() { setEnabled(q.button, q.scope().Check() == nil) }

func (q *supportQuestion) cancel() {
	q.dialog.Hide()
	q.block.tab.focus()
}

// submit asks the owner's own password and code, then opens the access.
func (q *supportQuestion) submit() {
	if q.button.Disabled() {
		return
	}
	s, w, c := q.block, q.block.tab.window, q.scope()
	t := w.page.T
	q.dialog.Hide()
	var slip access.SupportSlip
	ask(w.page, askSpec{Company: w.kept.Name, Color: companyColor(w.kept.Color), Title: t("gdpr.ask"), Text: t("gdpr.ask.text"), Verb: t("gdpr.ask.verb"),
		Code: s.tab.duty.own, Now: w.spec.Now,
		Do: func(ctx context.Context, password, code string) (err error) {
			slip, err = s.book.SupportOn(ctx, access.Proof{Password: password, Code: code}, c)
			return err
		},
		OnDone: func() {
			s.tab.arrive()
			s.tell(slip)
		}})
}

// tell shows the code, once, large enough to read it aloud.
func (s *gdprSupport) tell(slip access.SupportSlip) {
	w, t := s.tab.window, s.tab.window.page.T
	var d *kit.Dialog
	gone := func() { d.Hide() }
	color := companyColor(w.kept.Color)
	read := kit.NewButton(kit.Main, t("gdpr.code.done"), gone)
	body := kit.VStack(20,
		kit.VStack(8, kit.HStack(8, kit.Dot(color), kit.Caption(w.kept.Name).Single()), kit.Section(t("gdpr.code")), kit.Muted(t("gdpr.code.text"))),
		kit.Card(kit.MonoLarge(supportGroups(slip.Code)).Align(fyne.TextAlignCenter), 20),
		kit.VStack(8, kit.Label(t("gdpr.code.until", "Time", w.momentOf(time.UnixMilli(slip.Ends)))), kit.Body(t("gdpr.code.rules"))),
		kit.HStack(8, kit.Spacer(), read))
	d = kit.ShowDialog(w.page.Window, 480, color, body, gone)
	w.page.Window.Canvas().Focus(read)
}
