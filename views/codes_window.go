package views

import (
	"encoding/base64"
	"image/color"
	"time"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// codesSpec is what a window of recovery codes shows and tells. Title and Text
// head it; OnDone is called once the person has the codes, or lets them go.
type codesSpec struct {
	Company, Email string
	Color          color.Color
	Title, Text    string
	Codes          *access.RecoverySet
	Made           time.Time
	Printer        kitPrinter
	Clipboard      *kit.Clipboard
	OnDone         func()
}

// codesView is a window that shows recovery codes once (F13). The sealed draft of
// a lock keeps them, so that they come back with it.
type codesView struct {
	page   *kit.Page
	spec   codesSpec
	panel  *codesPanel
	reason *kit.Text
	button *kit.Button
	whole  *fyne.Container
}

// The height that the codes need, in units; a small screen has less and scrolls.
const codesHeight = 640

// codesSize is the window's own size, as far as a small screen has room for it.
func codesSize() fyne.Size {
	return fyne.NewSize(min(kit.U(800), 1120), min(kit.U(codesHeight), enrolMost))
}

func newCodes(p *kit.Page, s codesSpec) *codesView {
	c := &codesView{page: p, spec: s, reason: kit.Caption("").Align(fyne.TextAlignTrailing)}
	c.panel = newCodesPanel(p, codesPanelSpec{Codes: s.Codes.Codes(), Company: s.Company, Email: s.Email, Made: s.Made,
		Printer: s.Printer, Clipboard: s.Clipboard, OnKept: c.changed, OnHeight: c.settle})
	c.button = kit.NewButton(kit.Main, p.T("codes.done"), c.finish)
	c.changed()
	return c
}

func (c *codesView) build() fyne.CanvasObject {
	s := c.spec
	head := kit.VStack(6, kit.HStack(8, kit.CompanyMark(kit.Initials(s.Company), s.Color, 20), kit.Caption(s.Company).Single(), kit.Spacer()),
		kit.VStack(2, kit.Title(s.Title), kit.Muted(s.Text)))
	body := kit.Scroll(kit.Pad(28, 32, 24, 32, kit.VStack(24, head, c.panel.build())))
	foot := kit.VStack(0, kit.Divider(), kit.Pad(16, 32, 16, 32, reasonFoot(c.reason, kit.Gap(0), c.button)))
	c.whole = &fyne.Container{Layout: enrolLayout{}, Objects: []fyne.CanvasObject{kit.Strip(s.Color), body, foot}}
	return c.whole
}

// changed locks the button with the reason beside it until the codes are kept.
func (c *codesView) changed() {
	setEnabled(c.button, c.panel.ready())
	c.reason.SetText(c.panel.reason())
	c.settle()
}

func (c *codesView) settle() {
	if c.whole != nil {
		c.whole.Refresh()
		c.whole.Refresh() // its texts know their width now
	}
}

// finish goes once the codes are kept, and otherwise shows what is missing.
func (c *codesView) finish() {
	if !c.panel.ready() {
		c.panel.reveal()
		return
	}
	c.spec.OnDone()
}

// keys submits by Enter; Escape asks before codes go that are not kept.
func (c *codesView) keys(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape:
		c.leave(c.spec.OnDone)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.finish()
	default:
		return false
	}
	return true
}

// leave asks before the window closes without the codes being kept.
func (c *codesView) leave(proceed func()) { c.panel.leave(proceed) }

func (c *codesView) focus() { c.panel.focus() }

// The keys of a draft with recovery codes.
const draftCodes, draftMade = "codes", "made"

func (c *codesView) draft() map[string]string {
	draft := map[string]string{draftMade: c.spec.Made.Format(time.DateOnly)}
	for k, v := range c.panel.draft() {
		draft[k] = v
	}
	if state, err := c.spec.Codes.State(); err == nil {
		draft[draftCodes] = base64.StdEncoding.EncodeToString(state)
	}
	return draft
}

func (c *codesView) restore(draft map[string]string) {
	c.panel.restore(draft)
	c.changed()
}
