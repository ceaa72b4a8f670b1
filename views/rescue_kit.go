package views

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"trousseau/app/access"
	"trousseau/views/kit"
)

// rescueKit is the first page: whose kit, and its code.
type rescueKit struct {
	rescue *rescue
	email  *kit.Entry
	field  *kit.Field
	code   *codeField
}

func newRescueKit(v *rescue) *rescueKit {
	k := &rescueKit{rescue: v, email: kit.NewEntry(), code: newKitField(v.page)}
	k.field = kit.NewField(v.page.T("signin.email"), k.email)
	doorFill(k.email, v.spec.Email)
	k.email.OnChanged = func(string) {
		k.field.SetFault("")
		v.changed()
	}
	k.email.OnSubmitted = func(string) {
		if k.code.text() == "" {
			v.page.Window.Canvas().Focus(k.code.entry)
			return
		}
		v.next()
	}
	k.code.onChanged = func() {
		v.frame.relayout()
		v.changed()
	}
	k.code.entry.OnSubmitted = func(string) { v.next() }
	return k
}

func (k *rescueKit) title() (title, text string) {
	return k.rescue.page.T("rescue.kit"), k.rescue.page.T("rescue.kit.text")
}

func (k *rescueKit) build() fyne.CanvasObject {
	t := k.rescue.page.T
	fact := func(icon, text string) fyne.CanvasObject {
		return kit.HStackTop(12, kit.NewGlyph(icon, kit.ColorMuted, 18), kit.Body(text), kit.Spacer())
	}
	return kit.VStack(24,
		kit.VStack(8, fact("key", t("rescue.kit.sheet")), fact("shield", t("rescue.kit.once")), fact("info", t("rescue.kit.nothing"))),
		kit.Form(k.field, k.code.field))
}

func (k *rescueKit) arrive() error { return nil }

func (k *rescueKit) locked() string {
	if !k.code.right() {
		return k.rescue.page.T("rescue.kit.locked")
	}
	return ""
}

func (k *rescueKit) check() bool {
	p := k.rescue.page
	if strings.TrimSpace(k.email.Text) == "" {
		k.field.SetFault(p.T("signin.email.empty"))
		p.Window.Canvas().Focus(k.email)
		return false
	}
	if !k.code.right() {
		p.Window.Canvas().Focus(k.code.entry)
		return false
	}
	return true
}

// refuse says what was not right; address and kit stay, to be read again.
func (k *rescueKit) refuse(err error) bool {
	var input *access.InputError
	v := k.rescue
	if errors.As(err, &input) && input.Field == "kit" {
		k.code.fault(v.page.Explain(err))
		v.page.Window.Canvas().Focus(k.code.entry)
		return true
	}
	if text := v.rescueRefusal(err); text != "" {
		v.frame.tell(text)
		v.page.Window.Canvas().Focus(k.code.entry)
		return true
	}
	return false
}

func (k *rescueKit) focus() {
	entry := fyne.Focusable(k.code.entry)
	if k.email.Text == "" {
		entry = k.email
	}
	k.rescue.page.Window.Canvas().Focus(entry)
}

func (k *rescueKit) draft() map[string]string  { return nil } // the window keeps both lines
func (k *rescueKit) restore(map[string]string) {}
