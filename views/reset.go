package views

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// rescueWay is by what somebody comes back in: the pages are the same, but for the
// first.
type rescueWay int

// The ways: the recovery kit (F15), the code of another member for a lost password
// (F16), and after the password that for a lost phone (F14).
const (
	wayOfKit rescueWay = iota
	wayReset
	wayObey
)

// resetBook is a sign-in with the code of a lost password. Knows tells whether the
// old second factor can be asked, Anew whether that one is being reset too: then Obey
// takes its code.
type resetBook interface {
	rescueBook
	Knows() bool
	Anew() bool
	Obey(ctx context.Context, typed string) error
}

// byCode makes the first page and the words of a way that is not the kit's.
func (v *rescue) byCode() {
	t := v.page.T
	switch v.spec.Way {
	case wayReset:
		v.frame.title = t("reset.title")
		v.frame.steps = kit.NewSteps([]string{t("reset.code"), t("rescue.factor"), t("rescue.password"), t("rescue.sheet")})
	case wayObey:
		v.frame.title, v.frame.last, v.frame.pages = t("obey.title"), t("obey.finish"), rescueAtFactor+1
		v.frame.steps = kit.NewSteps([]string{t("reset.code"), t("obey.factor")})
	default:
		return
	}
	v.reset = newResetCode(v)
}

// typed is the code of the first page.
func (v *rescue) typed() string {
	if v.reset != nil {
		return v.reset.code.text()
	}
	return v.kit.code.text()
}

// opened goes on from a right code.
func (v *rescue) opened() {
	s := v.spec.Secrets
	book, reset := s.book.(resetBook)
	switch {
	case reset && s.joins:
		s.book = nil // the sign-in has it now
		v.spec.OnJoin(book)
	case !reset: // a lost phone: the new one at once
		v.factor.draw()
	case !book.NeedsCode():
		s.proved = true
		v.rules()
	case !book.Knows():
		s.how = rescueByReset
		v.move(rescueAtFactor)
	default:
		v.move(rescueAtFactor)
	}
}

// newOneTimeField asks the code of a reset, or what its QR code says.
func newOneTimeField(p *kit.Page) *codeField {
	return newCodeField(p.T("reset.label"), kitSigns,
		codeWords{p.T("reset.hint"), p.T("reset.right"), p.T("input.code")},
		func(typed string) bool {
			c, err := keys.ParseInvitationCode(typed)
			if err == nil {
				c.Wipe()
			}
			return err == nil
		})
}

// resetCode is the first page: the code that somebody handed over.
type resetCode struct {
	rescue *rescue
	code   *codeField
}

func newResetCode(v *rescue) *resetCode {
	c := &resetCode{rescue: v, code: newOneTimeField(v.page)}
	c.code.onChanged = func() {
		v.frame.relayout()
		v.changed()
	}
	c.code.entry.OnSubmitted = func(string) { v.next() }
	return c
}

func (c *resetCode) title() (title, text string) {
	t := c.rescue.page.T
	if c.rescue.spec.Way == wayObey {
		return t("reset.code"), t("obey.code.text")
	}
	return t("reset.code"), t("reset.code.text")
}

func (c *resetCode) build() fyne.CanvasObject {
	t := c.rescue.page.T
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.NewGlyph(icon, kit.ColorMuted, 18), kit.Body(text), kit.Spacer())
	}
	facts := kit.VStack(8, fact("key", t("reset.code.new")), fact("shield", t("reset.code.factor")), fact("info", t("reset.code.nothing")))
	if c.rescue.spec.Way == wayObey {
		facts = kit.VStack(8, fact("phone", t("obey.code.old")), fact("info", t("obey.code.nothing")))
	}
	if c.rescue.spec.OnJoin == nil {
		return kit.VStack(24, facts, kit.Form(c.code.field))
	}
	join := kit.NewRow("login", t("reset.join"), "", c.join)
	return kit.VStack(24, facts, kit.Form(c.code.field), kit.Rows(join))
}

// join goes on with the password that the person chose at the reset of another company.
func (c *resetCode) join() {
	v := c.rescue
	if v.busy || !c.check() {
		return
	}
	v.spec.Secrets.joins = true
	v.open()
}

func (c *resetCode) arrive() error { return nil }

func (c *resetCode) locked() string {
	if !c.code.right() {
		return c.rescue.page.T("reset.locked")
	}
	return ""
}

func (c *resetCode) check() bool {
	if !c.code.right() {
		c.focus()
		return false
	}
	return true
}

// refuse says at the code what was not right with it.
func (c *resetCode) refuse(err error) bool {
	var input *access.InputError
	var gone *access.CodeError
	var wrong *access.WrongError
	switch {
	case errors.As(err, &input) && input.Field == "code", errors.Is(err, access.ErrNoCode), errors.As(err, &gone), errors.As(err, &wrong):
		c.code.fault(c.rescue.page.Explain(err))
		c.rescue.frame.relayout()
		c.focus()
		return true
	}
	return false
}

func (c *resetCode) focus() { c.rescue.page.Window.Canvas().Focus(c.code.entry) }

func (c *resetCode) draft() map[string]string  { return nil } // a code goes into none
func (c *resetCode) restore(map[string]string) {}

// obeyBook is the sign-in of somebody whose second factor was reset, as the pages ask
// it: after the code a new phone, and in.
type obeyBook struct {
	*access.Entry
	typed string
}

// The pages of a password are not shown: nothing of it is asked.
func (obeyBook) WithoutFactor() {}

// NeedsCode tells that the enrolment is still to come.
func (obeyBook) NeedsCode() bool { return true }

// Code is no way here: whoever has the old phone signs in by it.
func (obeyBook) Code(context.Context, string) error { return access.ErrEnded }

// Recovery is none either.
func (obeyBook) Recovery(context.Context, string) error { return access.ErrEnded }

// NewKit gives none: the kit stays.
func (obeyBook) NewKit() (access.Kit, error) { return access.Kit{}, access.ErrEnded }

// Rules gives none: the password stays.
func (obeyBook) Rules(context.Context) (access.Rules, error) { return access.Rules{}, access.ErrEnded }

// Finish signs the person in.
func (o obeyBook) Finish(ctx context.Context, r access.Rescued) (*access.Session, error) {
	return o.Entry.Obey(ctx, o.typed, r.Factor, r.Codes)
}
