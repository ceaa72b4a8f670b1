package views

import (
	"errors"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/app/keys"
	"trousseau/views/kit"
)

// acceptCode is the first page: the code of the slip.
type acceptCode struct {
	accept *accept
	field  *codeField
}

func newAcceptCode(v *accept) *acceptCode {
	c := &acceptCode{accept: v, field: newInvitationField(v.page)}
	c.field.onChanged = func() {
		v.frame.tell("")
		v.changed()
	}
	c.field.entry.OnSubmitted = func(string) { v.next() }
	return c
}

// newInvitationField asks the code of an invitation or a reset, or what its QR code
// says (U3).
func newInvitationField(p *kit.Page) *codeField {
	return newCodeField(p.T("accept.code.label"), kitSigns,
		codeWords{p.T("rescue.code.hint"), p.T("rescue.code.right"), p.T("input.code")},
		func(typed string) bool {
			c, err := keys.ParseInvitationCode(typed)
			if err == nil {
				c.Wipe()
			}
			return err == nil
		})
}

func (c *acceptCode) title() (title, text string) {
	return c.accept.page.T("accept.code"), c.accept.page.T("accept.code.text")
}

func (c *acceptCode) build() fyne.CanvasObject {
	t := c.accept.page.T
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.NewGlyph(icon, kit.ColorMuted, 18), kit.Body(text), kit.Spacer())
	}
	return kit.VStack(24,
		kit.VStack(8, fact("key", t("accept.code.slip")), fact("shield", t("accept.code.once")), fact("info", t("rescue.kit.nothing"))),
		kit.Form(c.field.field))
}

func (c *acceptCode) arrive() error { return nil }

func (c *acceptCode) locked() string {
	if !c.field.right() {
		return c.accept.page.T("accept.code.locked")
	}
	return ""
}

func (c *acceptCode) check() bool {
	if c.field.right() {
		return true
	}
	c.focus()
	return false
}

// refuse says under the code what became of it.
func (c *acceptCode) refuse(err error) bool {
	var over *access.CodeError
	var input *access.InputError
	if !errors.As(err, &over) && !errors.Is(err, access.ErrNoCode) && !(errors.As(err, &input) && input.Field == "code") {
		return false
	}
	c.field.fault(c.accept.page.Explain(err))
	c.accept.frame.relayout()
	c.focus()
	return true
}

func (c *acceptCode) focus() { c.accept.page.Window.Canvas().Focus(c.field.entry) }

func (c *acceptCode) draft() map[string]string { return map[string]string{"code": c.field.text()} }

func (c *acceptCode) restore(d map[string]string) { c.field.set(d["code"]) }
