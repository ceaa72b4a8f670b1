package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// setupMoves are what the buttons at the foot do.
type setupMoves struct{ back, next, later func() }

// setupShell is what stays around the pages: the steps at the left with the
// company's mark, the buttons at the foot with the reason why one is locked.
type setupShell struct {
	page    *kit.Page
	title   string // above the steps
	last    string // the main button's verb on the last page
	pages   int    // how many there are
	steps   *kit.Steps
	brief   *kit.Text
	mark    setupMark
	stage   *fyne.Container
	scroll  *kit.Scroller // around the page on the stage
	message *kit.Message
	told    *fyne.Container // the message with its room at the left
	reason  *kit.Text
	backing *kit.Button
	skip    *kit.Button
	main    *kit.Button
	foot    *fyne.Container
	body    *fyne.Container
}

// setupMark is the company's mark, once it has a name.
type setupMark struct {
	box   *fyne.Container
	shown string
}

func newSetupShell(p *kit.Page, m setupMoves) *setupShell {
	t := p.T
	return &setupShell{
		page:    p,
		title:   t("setup.title"),
		last:    t("setup.create"),
		pages:   setupPages,
		steps:   kit.NewSteps(setupNames(p)),
		brief:   kit.CaptionBold(""),
		mark:    setupMark{box: kit.HStack(8)},
		message: kit.NewMessage(),
		reason:  kit.Caption("").Align(fyne.TextAlignTrailing),
		backing: kit.NewButton(kit.Low, t("setup.back"), m.back),
		skip:    kit.NewButton(kit.Low, t("setup.later"), m.later),
		main:    kit.NewButton(kit.Main, t("setup.next"), m.next),
	}
}

func setupNames(p *kit.Page) []string {
	return []string{p.T("setup.company"), p.T("setup.owner"), p.T("setup.factor"), p.T("setup.kit")}
}

func (s *setupShell) build() fyne.CanvasObject {
	s.stage = kit.Over()
	panel := kit.Pad(32, 24, 32, 24, kit.VStack(0,
		kit.Left(brandMark(40)), kit.Gap(20), kit.Section(s.title), kit.Gap(24),
		s.steps, kit.Gap(16), kit.Spacer(), s.mark.box))
	s.told = kit.Pad(0, 0, 0, 14, s.message)
	s.told.Hide() // an empty one would still cost the gap
	s.foot = kit.VStack(0, kit.Divider(), kit.Pad(16, 40, 16, 26, kit.VStack(12,
		s.told,
		reasonFoot(s.reason, s.backing, kit.HStack(8, s.skip, s.main)))))
	s.body = aboveFoot(s.stage, s.foot)
	brief := kit.Pad(12, 40, 0, 40, s.brief)
	return kit.AtLeast(640, 480, besidePanel(264, panel, brief, s.body))
}

// show puts a page on the stage.
func (s *setupShell) show(at int, step setupStep) {
	done := make([]bool, s.pages)
	for i := range at {
		done[i] = true
	}
	s.steps.Set(at, done)
	s.brief.SetText(s.page.T("setup.brief", "Number", at+1, "Total", s.pages))
	title, text := step.title()
	head := kit.VStack(4, kit.Title(title), kit.Muted(text))
	s.scroll = kit.Scroll(kit.Pad(32, 40, 24, 40, kit.LeftMax(kit.FormWidth, kit.VStack(24, head, step.build()))))
	s.stage.Objects = []fyne.CanvasObject{s.scroll}
	t := s.page.T
	s.backing.SetText(t("setup.back"))
	if at == setupAtCompany {
		s.backing.SetText(t("setup.cancel"))
	}
	s.main.SetText(t("setup.next"))
	if at == s.pages-1 {
		s.main.SetText(s.last)
	}
	s.relayout()
}

// relayout gives everything its place again after something came or went: texts
// learn their width in a first round, the second takes up their new height.
func (s *setupShell) relayout() {
	if s.body != nil {
		s.body.Refresh()
		s.body.Refresh()
	}
}

// tell shows an error above the buttons; "" removes it.
func (s *setupShell) tell(text string) {
	if text == "" {
		s.message.Clear()
	} else {
		s.message.Set(kit.ToneError, "", text)
	}
	if s.told != nil {
		s.told.Hidden = text == ""
	}
	s.relayout()
}

// set shows another company.
func (m *setupMark) set(name, hex string) {
	if m.shown == name+hex {
		return
	}
	m.shown, m.box.Objects = name+hex, nil
	if name != "" {
		m.box.Add(kit.CompanyMark(kit.Initials(name), companyColor(hex), 24))
		m.box.Add(kit.Caption(name))
	}
	m.box.Refresh()
}

// lock locks the main button with the reason beside it, "" unlocks it; while
// the company is written nothing else can be pressed. Later tells whether the
// page may be left for later.
func (s *setupShell) lock(reason string, busy, later bool) {
	setEnabled(s.main, reason == "")
	setEnabled(s.backing, !busy)
	setEnabled(s.skip, !busy)
	if reason == s.reason.Text() && later == s.skip.Visible() {
		return
	}
	s.reason.SetText(reason)
	if later {
		s.skip.Show()
	} else {
		s.skip.Hide()
	}
	s.relayout()
}

func setEnabled(b fyne.Disableable, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}
