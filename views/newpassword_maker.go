package views

import (
	"fyne.io/fyne/v2"

	"trousseau/app/passwords"
	"trousseau/views/kit"
)

// passwordMaker is the generator: a card that opens below the rules and proposes
// a password that keeps them (P11).
type passwordMaker struct {
	panel    *newPassword
	opener   *kit.Button
	style    *kit.Segmented
	length   *kit.Stepper
	proposal *kit.Text
	card     *fyne.Container
}

// The keys of the styles.
const makerSpoken, makerRandom = "spoken", "random"

func newPasswordMaker(n *newPassword) *passwordMaker {
	t := n.page.T
	m := &passwordMaker{panel: n, proposal: kit.MonoLarge("")}
	m.opener = kit.NewButton(kit.Normal, t("newpassword.generate"), m.turn).SetIcon("casino")
	m.style = kit.NewSegmented([]kit.Option{{Key: makerSpoken, Text: t("newpassword.style.spoken")},
		{Key: makerRandom, Text: t("newpassword.style.random")}}, func(string) { m.draw() })
	m.length = kit.NewStepper(passwords.MinGenerated, passwords.MaxGenerated, func(int) { m.draw() })
	m.length.Set(passwords.DefaultGenerated)
	return m
}

func (m *passwordMaker) build() fyne.CanvasObject {
	t := m.panel.page.T
	m.card = kit.Card(kit.VStack(12,
		kit.Ends(12,
			kit.HStack(12, kit.Label(t("newpassword.proposal")).Single(), kit.Left(m.style)),
			kit.HStack(12, kit.Muted(t("newpassword.length")).Single(), m.length)),
		kit.Ends(12, m.proposal,
			kit.HStack(8, kit.NewIconButton(kit.Low, "refresh", m.draw), kit.NewIconButton(kit.Low, "copy", m.copy),
				kit.NewButton(kit.Normal, t("newpassword.use"), m.use)))), 16)
	m.card.Hide()
	return m.card
}

// turn opens the card with a proposal, or closes it.
func (m *passwordMaker) turn() {
	if m.card.Visible() {
		m.close()
		return
	}
	if !m.panel.knows() {
		return
	}
	m.card.Show()
	m.draw()
	kit.RevealIn(m.panel.page.Window, m.card)
}

func (m *passwordMaker) close() {
	m.proposal.SetText("")
	m.card.Hide()
	m.panel.settle()
}

// draw proposes another password.
func (m *passwordMaker) draw() {
	n := m.panel
	m.length.SetLeast(max(n.spec.Rules.MinLength(), passwords.MinGenerated))
	style := passwords.Pronounceable
	if m.style.Key() == makerRandom {
		style = passwords.Random
	}
	text, err := n.spec.Rules.Propose(n.spec.Random, style, m.length.Value())
	if err != nil {
		n.page.Fail(err)
		return
	}
	m.proposal.SetText(text)
	n.settle()
}

// follow proposes another password when the rules no longer accept this one.
func (m *passwordMaker) follow() {
	if text := m.proposal.Text(); text != "" && !m.panel.spec.Rules.Check(text).OK() {
		m.draw()
	}
}

func (m *passwordMaker) copy() {
	p := m.panel.page
	m.panel.spec.Clipboard.Copy(m.proposal.Text())
	p.Toasts.Show(kit.ToneInfo, p.T("enrol.copied"), "", nil)
}

// use takes the proposal over, to be read and kept.
func (m *passwordMaker) use() {
	n := m.panel
	n.setPassword(m.proposal.Text())
	n.entry.SetRevealed(true)
	m.close()
	n.focus()
}
