package views

import (
	"fyne.io/fyne/v2"

	"trousseau/views/kit"
)

// dutyFactorSpec is where the wall leads: to the enrolment, or out.
type dutyFactorSpec struct{ OnEnrol, OnSignOut func() }

// dutyFactor is the wall of a company that asks 2FA of everybody (F11): until a
// phone is enrolled there is nothing else.
type dutyFactor struct {
	page  *kit.Page
	spec  dutyFactorSpec
	frame *dutyFrame
}

func dutyOfFactor(p *kit.Page, spec dutyFactorSpec) *dutyFactor {
	d := &dutyFactor{page: p, spec: spec}
	d.frame = newDutyFrame(p, p.T("duty.factor.button"), spec.OnEnrol, spec.OnSignOut)
	return d
}

func (d *dutyFactor) build() fyne.CanvasObject {
	p := d.page
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.NewGlyph(icon, kit.ColorMuted, 18), kit.Body(text), kit.Spacer())
	}
	facts := kit.Card(kit.VStack(12, fact("phone", p.T("duty.factor.phone")), fact("key", p.T("duty.factor.password")),
		fact("lock", p.T("duty.factor.codes"))), 20)
	return d.frame.build("two-factor", p.T("duty.factor.title"), p.T("duty.factor.text"), facts)
}

func (d *dutyFactor) draft() map[string]string  { return nil }
func (d *dutyFactor) restore(map[string]string) {}

// focus shows what is asked first, where the window is too short for all.
func (d *dutyFactor) focus() {
	d.page.Window.Canvas().Focus(d.frame.main)
	d.frame.scroll.Top()
}

// keys begins by Enter from anywhere.
func (d *dutyFactor) keys(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
		return false
	}
	d.spec.OnEnrol()
	return true
}
