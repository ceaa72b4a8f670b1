package views

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// securityBook is the reach of the company's rules for its members' door.
type securityBook interface {
	Security(ctx context.Context) (access.Security, error)
	SetPasswordRules(ctx context.Context, house bool, reason string) error
	SetIdleLock(ctx context.Context, minutes int) error
}

// securityTab is the password rules and the idle lock. The first asks a reason
// (P8), the second acts at once (F18); both are an owner's.
type securityTab struct {
	window *companyWindow
	book   securityBook

	kept        access.Security
	house, nist *kit.Pick
	idle        *kit.Choice
	message     *kit.Message
	inside      *fyne.Container
	faces       *kit.Faces
	question    *rulesQuestion    // nil while nothing is asked
	typed       map[string]string // a draft that waits for the data
	asked       bool
}

func newSecurity(w *companyWindow, b securityBook) *securityTab {
	s := &securityTab{window: w, book: b, message: kit.NewMessage(), inside: kit.VStack(0)}
	s.faces = kit.NewFaces(w.page.Runner, s.inside)
	t := w.page.T
	s.house = kit.NewPick(t("security.house"), t("security.house.text"), func() { s.ask(true, "") })
	s.nist = kit.NewPick(t("security.nist"), t("security.nist.text"), func() { s.ask(false, "") })
	minutes := make([]kit.Option, 60)
	for i := range minutes {
		minutes[i] = kit.Option{Key: strconv.Itoa(i + 1), Text: t("security.idle.minutes", "Count", i+1)}
	}
	s.idle = kit.NewChoice(minutes, s.setIdle)
	return s
}

func (s *securityTab) page() settingsTab {
	t := s.window.page.T
	return settingsTab{icon: "lock", name: t("security.tab"), text: t("security.text"), body: s.faces}
}

func (s *securityTab) arrive() {
	if !s.asked {
		s.load()
	}
}

func (s *securityTab) load() {
	s.asked = true
	s.faces.ShowLoading()
	kit.Load(s.window.page, s.book.Security, s.show, func(err error) {
		s.faces.ShowFault(s.window.unread(s.window.page.T("security.fault"), err, s.load))
	})
}

func (s *securityTab) show(r access.Security) {
	t := s.window.page.T
	s.put(r)
	rows := kit.VStack(20, s.message)
	if !r.Mine {
		s.typed = nil
		rows.Add(settingsNote(t("security.locked")))
		s.house.Disable()
		s.nist.Disable()
		s.idle.Disable()
	}
	since := t("security.rules.first")
	if r.Changed != 0 {
		since = t("security.rules.since", "Date", s.window.dateOf(r.Changed))
	}
	rows.Add(kit.VStack(12,
		kit.VStack(8, kit.VStack(2, kit.Section(t("security.rules")), kit.LeftMax(560, kit.Muted(t("security.rules.text")))), kit.Caption(since)),
		kit.LeftMax(kit.FormWidth, kit.VStack(8, s.house, s.nist))))
	rows.Add(kit.Divider())
	rows.Add(setting(t("security.idle"), t("security.idle.text"), nil, kit.Fixed(160, 0, s.idle)))
	s.inside.Objects = []fyne.CanvasObject{rows}
	s.faces.ShowContent()
	s.window.settle(s)
	if d := s.typed; d != nil {
		s.typed = nil
		s.ask(d["rules"] == "house", d["reason"])
	}
}

// put shows the rules in the controls.
func (s *securityTab) put(r access.Security) {
	s.kept = r
	s.house.SetOn(r.House)
	s.nist.SetOn(!r.House)
	s.idle.SetKey(strconv.Itoa(r.Lock))
}

func (s *securityTab) setIdle(key string) {
	minutes, err := strconv.Atoi(key)
	if err != nil || minutes == s.kept.Lock {
		return
	}
	s.message.Clear()
	kit.Do(s.window.page, choosing{s.idle}, func(ctx context.Context) error { return s.book.SetIdleLock(ctx, minutes) }, func(err error) {
		if err != nil {
			s.put(s.kept)
			s.message.Set(kit.ToneError, "", s.window.page.Explain(err))
			return
		}
		s.kept.Lock = minutes
		s.window.page.Toasts.Show(kit.ToneSuccess, s.window.page.T("company.saved"), "", nil)
		s.window.spec.OnIdle()
	})
}

// choosing locks a choice while what was chosen is being kept.
type choosing struct{ *kit.Choice }

// SetWorking implements kit.Worker.
func (c choosing) SetWorking(on bool) {
	if on {
		c.Disable()
	} else {
		c.Enable()
	}
}

func (s *securityTab) changed() bool {
	return s.typed != nil || s.question != nil && s.question.dialog.Shown() && s.question.reason.Text != ""
}

// draft keeps a reason that is being typed.
func (s *securityTab) draft() map[string]string {
	if s.question == nil || !s.question.dialog.Shown() {
		return s.typed
	}
	rules := "nist"
	if s.question.house {
		rules = "house"
	}
	return map[string]string{"rules": rules, "reason": s.question.reason.Text}
}

func (s *securityTab) restore(d map[string]string) {
	s.typed = d
	if s.asked {
		s.load()
	}
}

func (s *securityTab) focus() {
	c := s.window.page.Window.Canvas()
	switch {
	case !s.kept.Mine:
		c.Unfocus()
	case s.question != nil && s.question.dialog.Shown():
		c.Focus(s.question.reason)
	case s.kept.House:
		c.Focus(s.house)
	default:
		c.Focus(s.nist)
	}
}

// ask begins the choice of other password rules; those in force are no choice.
func (s *securityTab) ask(house bool, reason string) {
	if house == s.kept.House || !s.kept.Mine {
		return
	}
	s.message.Clear()
	s.question = askRules(s, house, reason)
}

// rulesQuestion asks why other password rules are to hold (P8).
type rulesQuestion struct {
	tab    *securityTab
	house  bool
	reason *kit.Entry
	field  *kit.Field
	button *kit.Button
	says   *kit.Message
	dialog *kit.Dialog
}

func askRules(s *securityTab, house bool, reason string) *rulesQuestion {
	w, t := s.window, s.window.page.T
	q := &rulesQuestion{tab: s, house: house, reason: kit.NewEntry(), says: kit.NewMessage()}
	title, text := t("security.ask.nist"), t("security.ask.nist.text")
	if house {
		title, text = t("security.ask.house"), t("security.ask.house.text")
	}
	q.button = kit.NewButton(kit.Main, t("security.ask.verb"), q.submit)
	q.field = kit.NewField(t("security.reason"), q.reason)
	q.field.SetHint(t("security.reason.hint"))
	q.reason.SetText(reason)
	q.reason.OnChanged = func(string) {
		if q.field.Fault() != "" {
			q.field.SetFault("")
			q.fit()
		}
	}
	q.reason.OnSubmitted = func(string) { q.submit() }
	color := companyColor(w.kept.Color)
	body := kit.VStack(20,
		kit.VStack(8, kit.HStack(8, kit.Dot(color), kit.Caption(w.kept.Name).Single()), kit.Section(title), kit.Muted(text)),
		q.field, q.says, kit.Foot(8, kit.Spacer(), kit.NewButton(kit.Normal, t("files.cancel"), q.cancel), q.button))
	q.dialog = kit.ShowDialog(w.page.Window, 480, color, body, q.cancel)
	w.page.Window.Canvas().Focus(q.reason)
	return q
}

func (q *rulesQuestion) cancel() {
	if q.button.Working() {
		return
	}
	q.dialog.Hide()
	q.tab.focus()
}

func (q *rulesQuestion) submit() {
	if q.button.Working() {
		return
	}
	p, reason := q.tab.window.page, q.reason.Text
	q.says.Clear()
	kit.Do(p, q.button, func(ctx context.Context) error { return q.tab.book.SetPasswordRules(ctx, q.house, reason) }, func(err error) {
		switch {
		case err == nil:
			q.dialog.Hide()
			p.Toasts.Show(kit.ToneSuccess, p.T("company.saved"), "", nil)
			q.tab.load()
		case isField(err, "reason"):
			q.field.SetFault(p.Explain(err))
			p.Window.Canvas().Focus(q.reason)
		default:
			q.says.Set(kit.ToneError, "", p.Explain(err))
		}
		q.fit()
	})
}

// fit gives the dialog the height of what it says now.
func (q *rulesQuestion) fit() {
	q.dialog.Refresh()
	q.dialog.Refresh() // its texts know their width now
}

// isField tells whether an error is about one of the fields.
func isField(err error, fields ...string) bool {
	field := fieldOf(err)
	return field != "" && slices.Contains(fields, field)
}
